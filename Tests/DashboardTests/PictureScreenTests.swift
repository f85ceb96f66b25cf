import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

/// Screens with pictures, compared glyph by glyph and style by style.
struct PictureScreenTests {
    static let large = Size(columns: 160, rows: 45)
    static let wide = Size(columns: 120, rows: 40)
    static let stacked = Size(columns: 80, rows: 24)
    static let single = Size(columns: 60, rows: 20)

    /// A state to draw; `profile` is one of `Sample.profiles`.
    struct Case: Sendable {
        var name: String
        var size: Size
        var profile = 0
        var mode = PictureMode.cells
        var answers = true
        var keys: [Key]
    }

    static let cases: [Case] = [
        Case(name: "preview-large", size: large, keys: keys("j")),
        Case(name: "preview", size: wide, keys: keys("j")),
        Case(name: "preview-stacked", size: stacked, keys: keys("j") + [Key(.enter)]),
        Case(name: "preview-single", size: single, keys: keys("j") + [Key(.enter)]),
        Case(name: "preview-off", size: wide, mode: .none, keys: keys("j[")),
        Case(name: "preview-none", size: wide, keys: keys("jjj")),
        Case(name: "desk-large", size: large, keys: keys("jp")),
        Case(name: "desk", size: wide, keys: keys("jp")),
        Case(name: "desk-stacked", size: stacked, keys: keys("jp")),
        Case(name: "desk-single", size: single, keys: keys("jp")),
        Case(name: "desk-billing", size: wide, keys: keys("p")),
        Case(name: "desk-earlier", size: wide, keys: keys("jp[")),
        Case(name: "desk-compare-large", size: large, keys: keys("jpc")),
        Case(name: "desk-compare-stacked", size: stacked, keys: keys("jpc")),
        Case(name: "desk-compare-single", size: single, keys: keys("jpc")),
        Case(name: "desk-revise", size: wide, keys: keys("jprSofter shadow")),
        Case(name: "desk-read-only", size: stacked, profile: 2, keys: keys("jpa")),
        Case(name: "desk-off", size: stacked, mode: .none, keys: keys("jp")),
        Case(name: "desk-help", size: large, keys: keys("jp?")),
        Case(name: "sheet-large", size: large, keys: keys("3tll")),
        Case(name: "sheet", size: wide, keys: keys("2tjj")),
        Case(name: "sheet-stacked", size: stacked, keys: keys("3t")),
        Case(name: "sheet-single", size: single, keys: keys("3tj")),
        Case(name: "sheet-unfocused", size: wide, keys: keys("3tl") + [Key(.enter)]),
        Case(name: "viewer-large", size: large, keys: keys("3VL+")),
        Case(name: "viewer-stacked", size: stacked, keys: keys("3V")),
        Case(name: "viewer-single", size: single, keys: keys("3Vw")),
        Case(name: "viewer-help", size: stacked, keys: keys("3V?")),
        Case(name: "counter", size: wide, keys: [Key(.backTab)]),
    ]

    private static func keys(_ text: String) -> [Key] { Sample.keys(text) }

    @Test(arguments: cases)
    func looksAsRecorded(_ sample: Case) {
        let state = Sample.pictureState(
            size: sample.size, profile: sample.profile, mode: sample.mode, answers: sample.answers, isDrawn: true,
            keys: sample.keys)
        #expect(Golden.difference(draw(state), sample.name, testFile: #filePath) == nil)
    }

    @Test func anEmptyDeskIsCalm() {
        let running = Sample.operations.filter { $0.operation?.awaitsPerson != true }
        let state = Sample.pictureState(size: Self.wide, operations: running, keys: Self.keys("p"))
        #expect(Golden.difference(draw(state), "desk-empty", testFile: #filePath) == nil)
    }

    @Test func aDecidedOneOnTheDeskSaysSo() throws {
        var state = Sample.pictureState(size: Self.wide, isDrawn: true, keys: Self.keys("jp"))
        let moved = Sample.operation("op_astrolabe", .running, "Brass astrolabe on a walnut stand", changed: 0)
        let news = TrackingNews(upserted: [moved], link: .live(since: Sample.now))
        Sample.answer(update(&state, .trackingChanged(.mint, news), now: Sample.now), &state, isDrawn: true)
        #expect(Golden.difference(draw(state), "desk-gone", testFile: #filePath) == nil)
    }

    @Test func downloadsAreShownWithRateAndTimeLeft() throws {
        var state = Sample.pictureState(size: Self.wide, isDrawn: true, keys: Self.keys("3]]") + [Key(.enter)])
        let resource = try #require(state.selectedResource)
        let files = ["glb", "usdz", "fbx", "obj", "stl", "optimizedGlb"].enumerated().map { index, name in
            Asset(
                name: name,
                url: "https://cdn.mint.gg/a/7/model.\(name == "optimizedGlb" ? "glb" : name)?expires=\(expiry(index))",
                byteCount: 1_284_120 * (index + 1))
        }
        var changed = resource
        changed.assets = [Asset(name: "previewImage", url: "https://cdn.mint.gg/a/7/preview.png")] + files
        changed.updatedAt = Sample.now.addingTimeInterval(-7300)
        let page = ResourcePage(items: [changed], nextCursor: nil)
        _ = update(&state, .pageLoaded(.model, cursor: nil, page), now: Sample.now)
        let subject = DetailSubject.resource(.model, resource.id)
        let news: [(Int, DownloadNews)] = [
            (0, .progress(received: 200_000, total: 1_284_120)), (1, .progress(received: 10, total: nil)), (1, .paused),
            (2, .failed("The file host says 403: the link is not valid any more.")), (3, .exists(path: "model.obj")),
            (4, .done(path: "/home/ada/model.stl")),
        ]
        for (index, piece) in news {
            let file = AssetRef(subject: subject, asset: files[index])
            _ = update(&state, .downloadChanged(file, piece), now: Sample.now)
        }
        let first = AssetRef(subject: subject, asset: files[0])
        let later = Sample.now.addingTimeInterval(2)
        _ = update(&state, .downloadChanged(first, .progress(received: 700_000, total: 1_284_120)), now: later)
        _ = update(&state, .terminal(.key(.character("j"))), now: Sample.now.addingTimeInterval(3))
        #expect(Golden.difference(draw(state), "downloads", testFile: #filePath) == nil)
        for _ in 0..<3 { _ = update(&state, .terminal(.key(.character("j"))), now: Sample.now.addingTimeInterval(3)) }
        _ = update(&state, .terminal(.key(.character("d"))), now: Sample.now.addingTimeInterval(3))
        #expect(Golden.difference(draw(state), "downloads-existing", testFile: #filePath) == nil)
        _ = update(&state, .terminal(.key(Key(.escape))), now: Sample.now.addingTimeInterval(3))
        _ = update(&state, .terminal(.resize(Self.stacked)), now: Sample.now.addingTimeInterval(3))
        #expect(Golden.difference(draw(state), "downloads-stacked", testFile: #filePath) == nil)
    }

    private func expiry(_ index: Int) -> Int {
        Int(Sample.now.timeIntervalSince1970) + [840, 30, 90_000, -5, 7200, 600][index]
    }

    @Test func aFileThatCannotBeShownSaysWhy() {
        var state = Sample.pictureState(size: Self.stacked, answers: false, keys: Self.keys("3"))
        for effect in Sample.strike(.character("V"), &state) {
            guard case .draw(let frame) = effect else { continue }
            let reason = "model.glb ends after 1,204 of 1,284,120 bytes."
            _ = update(&state, .viewerFailed(frame, reason), now: Sample.now)
        }
        #expect(Golden.difference(draw(state), "viewer-failed", testFile: #filePath) == nil)
    }

    private func draw(_ state: State) -> Canvas {
        view(state, Appearance(theme: .builtIn)).canvas
    }
}
