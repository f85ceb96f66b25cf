import PictureSamples
import TerminalCore
import Testing

@testable import Pictures

@Suite struct PictureLoaderTests {
    private struct Refusal: Error, CustomStringConvertible {
        var description: String
    }

    /// Responds with files by address, and counts the requests.
    private actor Server {
        var files: [String: [UInt8]]
        private(set) var asked: [String] = []
        private(set) var sent: [[UInt8]] = []
        private var isOpen: Bool

        init(_ files: [String: [UInt8]], isOpen: Bool = true) {
            self.files = files
            self.isOpen = isOpen
        }

        func open() { isOpen = true }

        func answer(_ address: String, _ limit: Int) async throws -> [UInt8] {
            asked.append(address)
            while !isOpen {
                try Task.checkCancellation()
                await Task.yield()
            }
            guard let file = files[address] else { throw Refusal(description: "The link has expired (403).") }
            guard file.count <= limit else { throw Refusal(description: "The file is larger than \(limit) bytes.") }
            return file
        }

        func send(_ bytes: [UInt8]) { sent.append(bytes) }
    }

    private let options = PictureOptions(area: Size(columns: 12, rows: 6), depth: .direct, background: .rgb(9, 9, 9))
    private let file = PictureSamples.png(PictureSamples.gradient(width: 90, height: 90))

    private func loader(
        _ server: Server, cache: PictureCache = PictureCache(), route: KittyRoute? = nil
    ) -> PictureLoader {
        PictureLoader(cache: cache, byteLimit: 1 << 20, route: route, send: { await server.send($0) }) {
            try await server.answer($0, $1)
        }
    }

    private func request(_ name: String, _ options: PictureOptions? = nil) -> PictureRequest {
        PictureRequest(source: name, address: name, options: options ?? self.options)
    }

    @Test(.timeLimit(.minutes(1))) func aPictureIsFetchedAndDrawnOnce() async throws {
        let server = Server(["a": file], isOpen: false)
        let loader = loader(server)
        let request = request("a")
        let tasks = (0..<4).map { _ in Task { await loader.picture(request) } }
        while await server.asked.isEmpty { await Task.yield() }
        await server.open()
        let picture = try PictureDecoder().decode(file, forAtLeast: (96, 48))
        let wanted = PictureOutcome.drawn(try PictureDrawing.draw(picture, options))
        for task in tasks { #expect(await task.value == wanted) }
        #expect(await loader.picture(request) == wanted)
        var larger = options
        larger.area = Size(columns: 40, rows: 20)
        guard case .drawn(let drawn) = await loader.picture(self.request("a", larger)) else {
            return #expect(Bool(false))
        }
        #expect(drawn.place == Rect(larger.area))
        #expect(await server.asked == ["a"])
    }

    @Test(
        .timeLimit(.minutes(1)),
        arguments: [
            ("gone", "The link has expired (403)."),
            ("page", "This is HTML, not a picture."),
            ("empty", "The file is empty."),
            ("huge", "The picture is 50000 by 50000 pixels; the longest side allowed is 32768."),
            ("long", "The file is larger than 1048576 bytes."),
        ])
    func whyThereIsNoPictureIsOneLine(name: String, reason: SafeText) async {
        let server = Server([
            "page": Array("<!doctype html><p>nothing here".utf8), "empty": [],
            "huge": PictureDecoderTests.header(width: 50_000, height: 50_000),
            "long": [UInt8](repeating: 0x89, count: 2 << 20),
        ])
        #expect(await loader(server).picture(request(name)) == .refused(reason))
    }

    @Test(.timeLimit(.minutes(1))) func whatIsNoPictureIsAskedForAgain() async {
        let server = Server(["a": Array("<html>".utf8)])
        let loader = loader(server)
        _ = await loader.picture(request("a"))
        _ = await loader.picture(request("a"))
        #expect(await server.asked == ["a", "a"])
    }

    @Test(.timeLimit(.minutes(1))) func hostileReasonsBecomeOneSafeLine() async {
        let server = Server([:])
        let loader = PictureLoader(cache: PictureCache()) { _, _ in
            throw Refusal(description: "bad\u{1B}[2J\nthing" + String(repeating: "x", count: 500))
        }
        guard case .refused(let reason) = await loader.picture(request("a")) else { return #expect(Bool(false)) }
        #expect(reason.string.hasPrefix("bad[2J thing") && reason.columns <= 200)
        #expect(await server.asked.isEmpty)
    }

    @Test(.timeLimit(.minutes(1))) func cancelingEndsTheDownload() async {
        let server = Server(["a": file], isOpen: false)
        let loader = loader(server)
        let request = request("a")
        let task = Task { await loader.picture(request) }
        while await server.asked.isEmpty { await Task.yield() }
        task.cancel()
        #expect(await task.value == .canceled)
        await server.open()
        guard case .drawn = await loader.picture(request) else { return #expect(Bool(false)) }
        #expect(await server.asked == ["a", "a"])
    }

    @Test(.timeLimit(.minutes(1))) func pixelsAreSentOncePerPictureAndSize() async throws {
        let server = Server(["a": file, "b": PictureSamples.png(PictureSamples.noise(width: 20, height: 20))])
        let loader = loader(server, route: .direct)
        guard case .drawn(let drawn) = await loader.picture(request("a")) else { return #expect(Bool(false)) }
        #expect(drawn.place == Rect(column: 0, row: 0, columns: 12, rows: 6))
        #expect(drawn.canvas[0, 0].glyph.text == "\u{10EEEE}\u{305}\u{305}")
        #expect(drawn.canvas[0, 0].style.foreground == .rgb(0, 0, 16))
        #expect(await loader.picture(request("a")) == .drawn(drawn))
        #expect(await server.sent.count == 1)
        guard case .drawn(let other) = await loader.picture(request("b")) else { return #expect(Bool(false)) }
        #expect(other.canvas[0, 0].style.foreground == .rgb(0, 0, 17))
        await loader.removeFromTerminal()
        #expect(await server.sent.count == 3)
        #expect(String(decoding: try #require(await server.sent.last), as: UTF8.self).contains("a=d,d=I,q=2,i=17"))
        _ = await loader.picture(request("a"))
        #expect(await server.sent.count == 4)
    }
}
