import Dashboard
import DashboardSamples
import FoundationEssentials
import MintDomain
import TerminalCore
import Testing

struct DownloadTests {
    let size = Size(columns: 120, rows: 40)

    /// The Assets tab of the first Model, with the second file selected.
    private func assets(_ keys: String = "j") -> State {
        Sample.pictureState(size: size, keys: Sample.keys("3]]") + [Key(.enter)] + Sample.keys(keys))
    }

    private func tell(_ file: AssetRef, _ news: DownloadNews, _ state: inout State, after seconds: Double = 0) {
        _ = update(&state, .downloadChanged(file, news), now: Sample.now.addingTimeInterval(seconds))
    }

    @Test func theSelectedFileIsDownloadedOnce() throws {
        var state = assets()
        let file = try #require(state.selectedFile)
        #expect(file.asset.name == "glb")
        #expect(Sample.strike(.character("d"), &state) == [.download([file])])
        #expect(Sample.strike(.character("d"), &state).isEmpty)
        #expect(Sample.strike(.character("s"), &state) == [.cancelDownload([file])])
    }

    @Test func allFilesThatAreNotThereAreDownloaded() throws {
        var state = assets()
        let file = try #require(state.selectedFile)
        tell(file, .done(path: "/tmp/model.glb"), &state)
        let effects = Sample.strike(.character("D"), &state)
        guard case .download(let files)? = effects.first else {
            Issue.record("nothing is downloaded")
            return
        }
        #expect(files.map(\.asset.name) == ["previewImage"])
    }

    @Test func newsLandOnTheFileTheyAreAboutWhateverIsSelected() throws {
        var state = assets()
        let file = try #require(state.selectedFile)
        Sample.strike(.character("d"), &state)
        Sample.strike(Key(.escape), &state)
        Sample.strike(.character("j"), &state)
        tell(file, .failed("404"), &state)
        #expect(state.downloads.count == 1)
        #expect(state.downloads[file.id] == .failed("404"))
    }

    @Test func aNewRevisionOfAFileIsAnotherFile() throws {
        var state = assets()
        let file = try #require(state.selectedFile)
        tell(file, .done(path: "/tmp/model.glb"), &state)
        let signed = AssetRef(subject: file.subject, asset: Asset(name: "glb", url: file.asset.url + "?expires=1"))
        let other = AssetRef(subject: file.subject, asset: Asset(name: "glb", url: file.asset.url + ".2"))
        #expect(state.downloads[signed.id] != nil)
        #expect(state.downloads[other.id] == nil)
    }

    @Test func aStoppedDownloadGoesOnFromWhereItWas() throws {
        var state = assets()
        let file = try #require(state.selectedFile)
        Sample.strike(.character("d"), &state)
        tell(file, .progress(received: 400, total: 1000), &state)
        tell(file, .paused, &state)
        #expect(state.downloads[file.id] == .paused(received: 400, total: 1000))
        #expect(Sample.strike(.character("d"), &state) == [.download([file])])
        guard case .running(let meter)? = state.downloads[file.id] else {
            Issue.record("it does not run")
            return
        }
        #expect(meter.fraction == 0.4)
    }

    @Test(arguments: [("o", ExistingAnswer.overwrite), ("b", .keepBoth)])
    func anotherFileIsAskedAbout(_ key: String, _ answer: ExistingAnswer) throws {
        var state = assets("jd")
        let file = try #require(state.selectedFile)
        tell(file, .exists(path: "/tmp/model.glb"), &state)
        #expect(state.overlays.dialogs.isEmpty)
        #expect(Sample.strike(.character("d"), &state).isEmpty)
        let effects = Sample.keys(key).flatMap { Sample.strike($0, &state) }
        #expect(effects == [.answerExisting(file, answer)])
        #expect(state.downloads[file.id]?.isRunning == true)
    }

    @Test func theSafeAnswerHasTheFocusAndEscapeLeavesTheQuestionOpen() throws {
        var state = assets("jd")
        let file = try #require(state.selectedFile)
        tell(file, .exists(path: "/tmp/model.glb"), &state)
        Sample.strike(.character("d"), &state)
        #expect(Sample.strike(Key(.escape), &state).isEmpty)
        #expect(state.downloads[file.id] == .asks(path: "/tmp/model.glb"))
        Sample.strike(Key(.enter), &state)
        #expect(Sample.strike(Key(.enter), &state) == [.answerExisting(file, .cancel)])
        #expect(state.downloads[file.id] == nil)
    }

    @Test func anAnswerToAQuestionThatIsOverDoesNothing() throws {
        var state = assets("jd")
        let file = try #require(state.selectedFile)
        tell(file, .exists(path: "/tmp/model.glb"), &state)
        Sample.strike(.character("d"), &state)
        tell(file, .exists(path: "/tmp/other.glb"), &state)
        #expect(Sample.strike(.character("o"), &state).isEmpty)
        #expect(state.downloads[file.id] == .asks(path: "/tmp/other.glb"))
    }

    @Test func aFileWithAnOddLinkIsNotDownloaded() throws {
        var state = assets("")
        var resource = try #require(state.selectedResource)
        resource.assets = [Asset(name: "glb", url: "file:///etc/passwd")]
        let page = ResourcePage(items: [resource], nextCursor: nil)
        _ = update(&state, .pageLoaded(.model, cursor: nil, page), now: Sample.now)
        #expect(Sample.keys("dDcV").flatMap { Sample.strike($0, &state) }.isEmpty)
        #expect(state.downloads.isEmpty)
    }

    @Test func theRateComesFromTheLastSecondsAlone() {
        var meter = TransferMeter()
        meter.count(0, of: 10_000, at: Sample.now)
        #expect(meter.rate(at: Sample.now) == nil)
        for second in 1...20 {
            let received = second <= 10 ? second * 10 : 100 + (second - 10) * 400
            meter.count(received, of: 10_000, at: Sample.now.addingTimeInterval(Double(second)))
        }
        let end = Sample.now.addingTimeInterval(20)
        #expect(meter.rate(at: end) == 400)
        #expect(meter.secondsLeft(at: end) == Double(10_000 - 4100) / 400)
        meter.count(50, of: nil, at: Sample.now.addingTimeInterval(21))
        #expect(meter.rate(at: end) == nil && meter.secondsLeft(at: end) == nil && meter.fraction == nil)
    }

    @Test func theRateSinksWhileNothingComes() {
        var meter = TransferMeter()
        for second in 0...4 { meter.count(second * 100, of: 1000, at: Sample.now.addingTimeInterval(Double(second))) }
        #expect(meter.rate(at: Sample.now.addingTimeInterval(5)) == 100)
        #expect(meter.rate(at: Sample.now.addingTimeInterval(8)).map { $0 < 50 } == true)
        #expect(!meter.isStalled(at: Sample.now.addingTimeInterval(8)))
        #expect(meter.rate(at: Sample.now.addingTimeInterval(10)) == nil)
        #expect(meter.isStalled(at: Sample.now.addingTimeInterval(10)))
    }

    // MARK: Copying

    @Test func theLinkOfTheFileIsCopiedElseTheID() throws {
        var state = assets()
        let file = try #require(state.selectedFile)
        #expect(
            Sample.strike(.character("c"), &state)
                == [.copy([SafeText(file.asset.url)], what: "the link of glb")])
        Sample.strike(Key(.escape), &state)
        #expect(Sample.strike(.character("c"), &state) == [.copy(["model_0"], what: "the id")])
    }

    @Test func theLinkOfAPullRequestIsCopied() {
        var state = Sample.fullState(size: size, keys: Sample.keys("4"))
        #expect(Sample.press(.character("c"), &state) == [.copy(["job_quickstart"], what: "the id")])
        for _ in 0..<6 where state.selectedOperation?.id.rawValue != "job_links" {
            Sample.press(.character("j"), &state)
        }
        let link: SafeText = "https://github.com/acme/docs/pull/412"
        #expect(Sample.press(.character("c"), &state) == [.copy([link], what: "the link of the pull request")])
    }
}

struct LinkExpiryTests {
    @Test(
        arguments: [
            ("https://c/a.glb?expires=1795262400&signature=x", 1_795_262_400),
            ("https://c/a.glb?X-Amz-Date=20261121T110000Z&X-Amz-Expires=3600", 1_795_262_400),
            ("https://c/a.glb?X-Goog-Expires=60&X-Goog-Date=20261121T120000Z", 1_795_262_460),
            ("https://c/a.glb?Expires=1795262400#x", 1_795_262_400),
            ("https://c/a.glb", nil), ("https://c/expires=1795262400", nil), ("https://c/a?expires=soon", nil),
            ("https://c/a?expires=-5", nil), ("https://c/a?X-Amz-Date=2026&X-Amz-Expires=3600", nil),
            ("https://c/a?exp=99999999999999", nil),
        ] as [(String, Double?)])
    func aLinkSaysWhenItEnds(_ url: String, _ seconds: Double?) {
        #expect(linkExpiry(url)?.timeIntervalSince1970 == seconds)
    }
}

struct WordDiffTests {
    @Test(
        arguments: [
            ("a b c", "a b c", [WordDiff.Part.same("a b c")]),
            ("a b c", "a x c", [.same("a"), .deleted("b"), .inserted("x"), .same("c")]),
            ("", "new words", [.inserted("new words")]), ("old", "", [.deleted("old")]), ("", "", []),
            ("warm light", "very warm\nlight now", [.inserted("very"), .same("warm light"), .inserted("now")]),
        ] as [(String, String, [WordDiff.Part])])
    func wordsThatChangedAreFound(_ old: String, _ new: String, _ parts: [WordDiff.Part]) {
        #expect(WordDiff(from: old, to: new).parts == parts)
    }

    @Test func aVeryLongTextIsComparedInBoundedTime() {
        let old = String(repeating: "word ", count: 100_000)
        let parts = WordDiff(from: old, to: old + "more").parts
        #expect(parts.first == .same(String(repeating: "word ", count: 600).trimmed))
    }
}

extension String {
    fileprivate var trimmed: String { split(separator: " ").joined(separator: " ") }
}
