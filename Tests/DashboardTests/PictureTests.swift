import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

struct PictureTests {
    let size = Size(columns: 120, rows: 40)

    private func loads(_ effects: [Effect]) -> [PictureRequest] {
        effects.compactMap { if case .loadPicture(let request) = $0 { request } else { nil } }
    }

    private func ahead(_ effects: [Effect]) -> [PictureRequest] {
        effects.flatMap { effect in
            if case .prefetchPictures(let requests) = effect { return requests } else { return [] }
        }
    }

    private func canceled(_ effects: [Effect]) -> [PictureKey] {
        effects.flatMap { effect in if case .cancelPictures(let keys) = effect { return keys } else { return [] } }
    }

    @Test func theSelectedOneIsAskedForAndItsNeighborsAhead() throws {
        var state = Sample.pictureState(size: size, answers: false, keys: Sample.keys("3"))
        let effects = Sample.strike(.character("j"), &state)
        #expect(loads(effects).map(\.key.subject) == [.resource(.model, Sample.resourceID("model_1"))])
        #expect(ahead(effects).map(\.key.subject) == [.resource(.model, Sample.resourceID("model_2"))])
        #expect(loads(effects).first?.purpose == .preview)
    }

    @Test func whatTheCursorLeavesIsCanceled() {
        var state = Sample.pictureState(size: size, answers: false, keys: Sample.keys("3jj"))
        let left = Sample.strike(.character("G"), &state)
        #expect(Set(canceled(left).map(\.subject)).contains(.resource(.model, Sample.resourceID("model_2"))))
        #expect(!canceled(left).contains { $0.subject == state.selectedResource.map { .resource(.model, $0.id) } })
    }

    @Test func aLatePictureOfWhatWasLeftIsDropped() throws {
        var state = Sample.pictureState(size: size, answers: false, keys: Sample.keys("3"))
        let first = try #require(loads(Sample.strike(.character("j"), &state)).first)
        Sample.strike(.character("G"), &state)
        _ = update(&state, .pictureLoaded(first.key, Sample.canvas(first.key.size, hue: 0)), now: Sample.now)
        #expect(state.pictures[first.key] == nil)
        #expect(!hasPicture(state))
    }

    @Test func aPictureOfAnotherSizeIsNotDrawn() throws {
        var state = Sample.pictureState(size: size, answers: false, keys: Sample.keys("3"))
        let first = try #require(loads(Sample.strike(.character("j"), &state)).first)
        _ = update(&state, .terminal(.resize(Size(columns: 80, rows: 24))), now: Sample.now)
        _ = update(&state, .pictureLoaded(first.key, Sample.canvas(first.key.size, hue: 0)), now: Sample.now)
        #expect(!hasPicture(state))
    }

    @Test func aLinkSignedAnewIsTheSamePictureAndAnotherPreviewIsNot() {
        var state = Sample.pictureState(size: size, isDrawn: true, keys: Sample.keys("j"))
        #expect(hasPicture(state))
        var row = Sample.operations[0]
        row.operation?.assets[0].url += "?expires=1795269999"
        let link = LinkState.live(since: Sample.now)
        let same = update(&state, .trackingChanged(.mint, TrackingNews(upserted: [row], link: link)), now: Sample.now)
        #expect(loads(same).isEmpty)
        #expect(hasPicture(state))
        row.transitions.append(Transition(from: .running, to: .previewReady, at: Sample.now))
        row.operation?.updatedAt = Sample.now
        let other = update(&state, .trackingChanged(.mint, TrackingNews(upserted: [row], link: link)), now: Sample.now)
        #expect(loads(other).count == 1)
        #expect(!hasPicture(state))
    }

    @Test func nothingIsSaidWithinTheFirstMoment() {
        var state = Sample.pictureState(size: size, answers: false, keys: Sample.keys("3"))
        Sample.strike(.character("j"), &state)
        let first = view(state, Appearance(theme: .builtIn))
        #expect(!ScreenText.glyphs(of: first.canvas).contains { $0.contains("loading") })
        #expect(first.nextChange == Sample.now.addingTimeInterval(0.15))
        _ = update(&state, .timePassed, now: Sample.now.addingTimeInterval(0.16))
        #expect(glyphs(state).contains { $0.contains("loading the picture…") })
    }

    @Test func aPictureThatCannotBeShownSaysWhyAndComingBackTriesAgain() throws {
        var state = Sample.pictureState(size: size, answers: false, keys: Sample.keys("3"))
        let request = try #require(loads(Sample.strike(.character("j"), &state)).first)
        _ = update(&state, .pictureFailed(request.key, "It is HTML,\u{1B} not a picture."), now: Sample.now)
        #expect(glyphs(state).contains { $0.contains("It is HTML, not a picture.") })
        Sample.strike(.character("G"), &state)
        let effects = Sample.keys("gj").flatMap { Sample.strike($0, &state) }
        #expect(loads(effects).contains(request))
    }

    @Test func refreshingTriesAgain() throws {
        var state = Sample.pictureState(size: size, answers: false, keys: Sample.keys("3"))
        let request = try #require(loads(Sample.strike(.character("j"), &state)).first)
        _ = update(&state, .pictureFailed(request.key, "404"), now: Sample.now)
        #expect(loads(Sample.strike(.character("R"), &state)) == [request])
    }

    @Test func whatIsFetchedAheadGoesFirstOnceItIsLookedAt() {
        var state = Sample.pictureState(size: size, answers: false, keys: Sample.keys("3"))
        let next = ahead(Sample.strike(.character("j"), &state))
        let effects = Sample.strike(.character("j"), &state)
        #expect(loads(effects) == next)
    }

    @Test func withPicturesOffNothingIsAskedForAndALineSaysSo() {
        var state = Sample.pictureState(size: size, mode: .none, keys: Sample.keys("j"))
        let effects = Sample.keys("[3tp").flatMap { Sample.strike($0, &state) }
        #expect(loads(effects).isEmpty && ahead(effects).isEmpty)
        #expect(glyphs(state).contains { $0.contains("--images none") })
    }

    @Test func aThousandPicturesStayWithinTheLimits() {
        var state = Sample.pictureState(size: Size(columns: 160, rows: 45), keys: Sample.keys("3"))
        let items = (0..<1000).map { Sample.resource(.model, $0 + 100, "Pebble \($0)", age: Double($0)) }
        let page = ResourcePage(items: items, nextCursor: nil)
        Sample.answer(update(&state, .pageLoaded(.model, cursor: nil, page), now: Sample.now), &state)
        var largest = 0
        for _ in 0..<1000 {
            for request in loads(Sample.strike(.character("j"), &state)) {
                _ = update(&state, .pictureLoaded(request.key, Canvas(size: request.key.size)), now: Sample.now)
            }
            largest = max(largest, state.pictures.cellCount)
            #expect(state.pictures.count <= PictureShelf.limit + 4)
        }
        #expect(largest <= PictureShelf.cellLimit)
        #expect(state.selectedResource?.id.rawValue == "model_1099")
        // The last one is kept, whatever was dropped.
        #expect(!glyphs(state).contains { $0.contains("loading") })
    }

    // MARK: Contact sheet

    @Test func onlyTheVisibleTilesAreAskedForAndTheNextScreenAhead() {
        var state = Sample.pictureState(size: size, answers: false, keys: Sample.keys("3"))
        let effects = Sample.strike(.character("t"), &state)
        let tiles = loads(effects).filter { $0.purpose == .thumbnail }
        #expect(tiles.count == 12)
        #expect(ahead(effects).filter { $0.purpose == .thumbnail }.count == 8)
    }

    @Test func theSheetIsWalkedInFourDirections() {
        var state = Sample.pictureState(size: size, keys: Sample.keys("3t"))
        let places = Sample.keys("ljjhkG").map { key in
            Sample.strike(key, &state)
            return state.selectedResource?.id.rawValue
        }
        #expect(places == ["model_1", "model_4", "model_7", "model_6", "model_3", "model_19"])
        #expect(state.resourceCursor(.model).offset % 3 == 0)
        #expect(state.focus == .models)
    }

    @Test func theSheetIsOfOnePaneAndThePanesAreOneTabAway() {
        var state = Sample.pictureState(size: size, keys: Sample.keys("3t"))
        #expect(state.layout.panes[.operations] == nil)
        Sample.strike(.character("2"), &state)
        #expect(state.sheets == [.model])
        #expect(state.layout.panes[.operations] != nil)
        Sample.strike(.character("1"), &state)
        Sample.strike(.character("t"), &state)
        #expect(state.overlays.notice?.text.string.contains("Worlds and Models") == true)
    }

    private func hasPicture(_ state: State) -> Bool { glyphs(state).contains { $0.contains("▀▀▀") } }

    private func glyphs(_ state: State) -> [String] {
        ScreenText.glyphs(of: view(state, Appearance(theme: .builtIn)).canvas)
    }
}
