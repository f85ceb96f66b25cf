import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

struct ViewerTests {
    let size = Size(columns: 120, rows: 40)

    private func frames(_ effects: [Effect]) -> [ViewerFrame] {
        effects.compactMap { if case .draw(let frame) = $0 { frame } else { nil } }
    }

    private func drawn(_ frame: ViewerFrame, _ state: inout State, after seconds: Double = 0) -> [ViewerFrame] {
        let action = Action.viewerDrawn(frame, Canvas(size: frame.size), Sample.facts)
        return frames(update(&state, action, now: Sample.now.addingTimeInterval(seconds)))
    }

    private func opened(_ keys: String = "3") throws -> (State, ViewerFrame) {
        var state = Sample.pictureState(size: size, keys: Sample.keys(keys))
        let frame = try #require(frames(Sample.strike(.character("V"), &state)).first)
        return (state, frame)
    }

    @Test func aModelIsTurnedAndTheFirstFrameIsAtRest() throws {
        let (state, frame) = try opened()
        #expect(frame.file.kind == .mesh)
        #expect(frame.file.asset.name == "glb")
        #expect(frame.subject == .resource(.model, Sample.resourceID("model_0")))
        #expect(frame.quality == .rest)
        #expect(frame.size == Size(columns: 118, rows: 35))
        #expect(state.overlays.viewer?.inFlight == frame)
    }

    @Test func aWorldIsLookedAroundInFirstAndItsColliderIsTheOtherFile() throws {
        var state = Sample.pictureState(size: size, keys: Sample.keys("2"))
        var world = try #require(state.selectedResource)
        world.assets = [
            Asset(name: "colliderMesh", url: "http://127.0.0.1:8787/c.glb"),
            Asset(name: "pano", url: "http://127.0.0.1:8787/p.png"),
            Asset(name: "splat", url: "http://127.0.0.1:8787/s"),
        ]
        let page = ResourcePage(items: [world], nextCursor: nil)
        _ = update(&state, .pageLoaded(.world, cursor: nil, page), now: Sample.now)
        let first = try #require(frames(Sample.strike(.character("V"), &state)).first)
        #expect(first.file.kind == .panorama)
        // The other file waits for the frame in progress, which is then not shown.
        #expect(frames(Sample.strike(Key(.tab), &state)).isEmpty)
        let second = try #require(drawn(first, &state).first)
        #expect(second.file.asset.name == "colliderMesh")
        #expect(state.overlays.viewer?.shown == nil)
    }

    @Test func atMostOneFrameIsOnItsWayAndTheLatestWins() throws {
        var (state, first) = try opened()
        for key in Sample.keys("lll+") { #expect(frames(Sample.strike(key, &state)).isEmpty) }
        let next = drawn(first, &state)
        #expect(next.count == 1)
        #expect(next.first?.camera == state.overlays.viewer?.camera)
        #expect(state.overlays.viewer?.shown?.frame == first)
        #expect(next.first?.sequence == first.sequence + 1)
    }

    @Test func aFrameThatNobodyWaitsForIsDropped() throws {
        var (state, first) = try opened()
        let next = try #require(
            {
                Sample.strike(.character("l"), &state); return drawn(first, &state).first
            }())
        #expect(drawn(first, &state).isEmpty)
        #expect(state.overlays.viewer?.inFlight == next)
        #expect(Sample.strike(Key(.escape), &state).contains(.closeViewer(first.subject)))
        #expect(drawn(next, &state).isEmpty)
        #expect(state.overlays.viewer == nil)
    }

    @Test func aFrameOfAnotherThingNeverLandsOnThisOne() throws {
        var (state, first) = try opened()
        Sample.strike(Key(.escape), &state)
        Sample.strike(.character("j"), &state)
        let other = try #require(frames(Sample.strike(.character("V"), &state)).first)
        #expect(other.sequence == first.sequence)
        #expect(drawn(first, &state).isEmpty)
        #expect(state.overlays.viewer?.shown == nil)
        _ = update(&state, .viewerFailed(first, "gone"), now: Sample.now)
        #expect(state.overlays.viewer?.failure == nil)
    }

    @Test func aHeldKeyAsksForQuickFramesAndRestForAGoodOne() throws {
        var (state, first) = try opened()
        _ = drawn(first, &state)
        let quick = try #require(frames(Sample.strike(.character("l"), &state, after: 1)).first)
        #expect(quick.quality == .turning)
        #expect(drawn(quick, &state, after: 1.02).isEmpty)
        let change = view(state, Appearance(theme: .builtIn)).nextChange
        #expect(change == Sample.now.addingTimeInterval(1.3))
        #expect(frames(update(&state, .timePassed, now: Sample.now.addingTimeInterval(1.29))).isEmpty)
        let good = try #require(frames(update(&state, .timePassed, now: Sample.now.addingTimeInterval(1.31))).first)
        #expect(good.quality == .rest)
        #expect(good.camera == quick.camera)
        _ = drawn(good, &state, after: 1.4)
        #expect(view(state, Appearance(theme: .builtIn)).nextChange == nil)
    }

    @Test func itSpinsOnlyWhileItIsToldTo() throws {
        var (state, first) = try opened()
        _ = drawn(first, &state)
        #expect(view(state, Appearance(theme: .builtIn)).nextChange == nil)
        var frame = try #require(frames(Sample.strike(.character(" "), &state)).first)
        var yaw = frame.camera.yaw
        for step in 1...5 {
            let time = Double(step) * 0.06
            frame = try #require(drawn(frame, &state, after: time).first)
            #expect(frame.camera.yaw > yaw)
            #expect(frame.quality == .turning)
            yaw = frame.camera.yaw
        }
        #expect(frames(Sample.strike(.character(" "), &state, after: 0.4)).isEmpty)
        let last = try #require(drawn(frame, &state, after: 0.5).first)
        #expect(last.quality == .rest)
        _ = drawn(last, &state, after: 0.6)
        #expect(view(state, Appearance(theme: .builtIn)).nextChange == nil)
    }

    @Test func aQuickFrameWaitsForTheNextTick() throws {
        var (state, first) = try opened()
        _ = drawn(first, &state)
        let frame = try #require(frames(Sample.strike(.character(" "), &state)).first)
        #expect(drawn(frame, &state, after: 0.01).isEmpty)
        #expect(view(state, Appearance(theme: .builtIn)).nextChange == Sample.now.addingTimeInterval(0.05))
        #expect(frames(update(&state, .timePassed, now: Sample.now.addingTimeInterval(0.052))).count == 1)
    }

    @Test(arguments: [("w", [true, true, true]), ("L", [false, false, true]), ("t", [false, true, false])])
    func aKeyTogglesHowItLooks(_ key: String, _ look: [Bool]) throws {
        var (state, first) = try opened()
        _ = drawn(first, &state)
        let frame = try #require(Sample.keys(key).flatMap { frames(Sample.strike($0, &state)) }.first)
        #expect([frame.look.isWireframe, frame.look.isLit, frame.look.hasTextures] == look)
    }

    @Test func theCameraStaysWithinItsBoundsAndZeroResetsIt() throws {
        var (state, _) = try opened()
        for _ in 0..<100 { for key in Sample.keys("lk+") { Sample.strike(key, &state) } }
        let camera = try #require(state.overlays.viewer?.camera)
        #expect(camera.pitch == 1.55 && camera.distance == 0.1 && abs(camera.yaw) <= .pi)
        for _ in 0..<200 { for key in Sample.keys("j-") + [Key(.left, .shift)] { Sample.strike(key, &state) } }
        #expect(state.overlays.viewer?.camera.pitch == -1.55 && state.overlays.viewer?.camera.distance == 8)
        #expect(state.overlays.viewer?.camera.panX == -1)
        Sample.strike(.character("0"), &state)
        #expect(state.overlays.viewer?.camera == .initial(.mesh))
    }

    @Test func aFailureSaysWhyAndIsNotAskedForAgainUntilItIsTold() throws {
        var (state, first) = try opened()
        _ = update(&state, .viewerFailed(first, "model.glb is HTML."), now: Sample.now)
        #expect(Sample.keys("lll").flatMap { frames(Sample.strike($0, &state)) }.isEmpty)
        #expect(glyphs(state).contains { $0.contains("model.glb is HTML.") })
        #expect(frames(Sample.strike(.character("R"), &state)).count == 1)
    }

    @Test func whatIsLeftOutOfAModelIsNoted() throws {
        var (state, first) = try opened()
        var facts = Sample.facts
        facts.note = "1 texture left out (KTX2)"
        _ = update(&state, .viewerDrawn(first, Canvas(size: first.size), facts), now: Sample.now)
        #expect(glyphs(state).contains { $0.contains("60,214 triangles · 1 texture left out (KTX2) · 1.20 × ") })
    }

    @Test(arguments: [("j", "There is no file to view yet."), ("4", nil)] as [(String, String?)])
    func whatHasNoFileIsRefused(_ keys: String, _ sentence: String?) {
        var state = Sample.pictureState(size: size, keys: Sample.keys("jj" + keys))
        #expect(frames(Sample.strike(.character("V"), &state)).isEmpty)
        #expect(state.overlays.viewer == nil)
        if let sentence { #expect(state.overlays.notice?.text.string == sentence) }
    }

    /// The list of Models, whose first one also has these files.
    private func converted(_ names: [String]) throws -> State {
        var state = Sample.pictureState(size: size, keys: Sample.keys("3"))
        var model = try #require(state.selectedResource)
        model.assets += names.map { Asset(name: $0, url: "http://127.0.0.1:8787/files/0/kettle.\($0)") }
        let page = ResourcePage(items: [model], nextCursor: nil)
        _ = update(&state, .pageLoaded(.model, cursor: nil, page), now: Sample.now)
        return state
    }

    @Test(arguments: ["obj", "stl", "usdz", "fbx"])
    func aConvertedFileShowsTheGLBItWasConvertedFrom(name: String) throws {
        var state = try converted(["optimizedGlb", name])
        for key in Sample.keys("]]") + [Key(.enter)] + Sample.keys("jjj") { Sample.strike(key, &state) }
        #expect(state.selectedFile?.asset.name == name)
        let frame = try #require(frames(Sample.strike(.character("V"), &state)).first)
        #expect(frame.file.asset.name == "glb" && state.overlays.viewer?.files.count == 2)
        let sentence = "Only GLB files can be viewed: this is the one that \(name) was converted from."
        #expect(state.overlays.notice?.text.string == sentence)
    }

    /// A conversion without files of its own to view.
    private func conversion(of model: String) -> TrackedOperation {
        var row = Sample.operation("op_done", .succeeded, nil, kind: .modelConversion, began: 9, changed: 3)
        row.operation?.resource = ResourceReference(type: "model", id: Sample.resourceID(model))
        row.operation?.assets = [Asset(name: "converted obj", url: "http://127.0.0.1:8787/files/0/kettle.zip")]
        return row
    }

    @Test func aConversionShowsTheGLBOfItsModel() throws {
        var state = Sample.pictureState(size: size, operations: [conversion(of: "model_0")])
        let frame = try #require(frames(Sample.strike(.character("V"), &state)).first)
        #expect(frame.file.asset.name == "glb")
        #expect(frame.subject == .resource(.model, Sample.resourceID("model_0")))
        #expect(state.overlays.notice?.text.string.hasSuffix("converted obj was converted from.") == true)
    }

    @Test func aConvertedFileWithoutAKnownGLBIsRefused() {
        var state = Sample.pictureState(size: size, operations: [conversion(of: "model_unknown")])
        let reason = "converted obj cannot be viewed here and its GLB is not known; open it in another program (o)"
        #expect(frames(Sample.strike(.character("V"), &state)).isEmpty)
        #expect(state.overlays.notice?.text.string == reason + " or download it (D).")
        for key in Sample.keys("]]") + [Key(.enter)] { Sample.strike(key, &state) }
        Sample.strike(.character("V"), &state)
        #expect(state.overlays.viewer == nil && state.overlays.notice?.text.string == reason + " or download it (d).")
    }

    @Test func keysOfThePanesDoNothingThere() throws {
        var (state, _) = try opened("j3")
        for key in Sample.keys("axrX") { Sample.strike(key, &state) }
        #expect(state.decisions.inFlight.isEmpty && state.overlays.dialogs.isEmpty)
        #expect(state.overlays.viewer != nil)
    }

    private func glyphs(_ state: State) -> [String] {
        ScreenText.glyphs(of: view(state, Appearance(theme: .builtIn)).canvas)
    }
}
