import Foundation
import NcursesTerminal
import TerminalCore

/// A program that draws, shows terminal events, and fails on request, for tests that watch it from outside.
///
/// Usage: terminal-fixture echo|list|pairs|picture|scripts [--mouse] [--colors REQUEST] [--log PATH] [--drop]
@main
struct TerminalFixture {
    static func main() async {
        let arguments = Array(CommandLine.arguments.dropFirst())
        func value(of option: String) -> String? {
            arguments.firstIndex(of: option).flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
        }
        let configuration = TerminalConfiguration(
            environment: ProcessInfo.processInfo.environment,
            colors: value(of: "--colors").flatMap(ColorRequest.init) ?? .auto, usesMouse: arguments.contains("--mouse"),
            logPath: value(of: "--log"))
        do {
            if arguments.contains("--drop") { try await openAndDrop(configuration) }
            let terminal = try await Terminal.open(configuration)
            let status = await run(arguments.first ?? "echo", on: terminal)
            for line in await terminal.close() { print("log: \(line.string)") }
            // A second call must do nothing.
            await terminal.close()
            exit(status)
        } catch {
            print(error)
            exit(64)
        }
    }

    /// Opens the terminal and releases it without closing it.
    private static func openAndDrop(_ configuration: TerminalConfiguration) async throws {
        var terminal: Terminal? = try await Terminal.open(configuration)
        await terminal?.present(Canvas(size: Size(columns: 1, rows: 1)))
        guard let events = terminal?.events else { return }
        terminal = nil
        for await _ in events {}
        print("dropped")
        _ = readLine()
    }

    private static func run(_ name: String, on terminal: Terminal) async -> Int32 {
        var scene: any Scene
        switch name {
        case "list": scene = ListScene()
        case "pairs": scene = PairsScene()
        case "picture": scene = await PictureScene(terminal)
        case "scripts": scene = ScriptsScene()
        default: scene = await EchoScene(terminal)
        }
        await terminal.present(scene.draw(await terminal.size), cursor: scene.cursor)
        for await event in terminal.events {
            if event == .key(.character("q")) { return 0 }
            if case .endRequested(let reason) = event { return reason.exitStatus }
            await scene.receive(event, on: terminal)
            await terminal.present(scene.draw(await terminal.size), cursor: scene.cursor)
            // Signals to the test that the frame is out, even if it was empty.
            if scene.ringsAfterFrame { await terminal.bell() }
        }
        return 1
    }
}

/// A scene of the fixture.
protocol Scene {
    var cursor: Point? { get }
    var ringsAfterFrame: Bool { get }
    mutating func receive(_ event: TerminalEvent, on terminal: Terminal) async
    func draw(_ size: Size) -> Canvas
}

extension Scene {
    var cursor: Point? { nil }
    var ringsAfterFrame: Bool { true }
}
