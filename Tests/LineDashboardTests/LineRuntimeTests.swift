import Dashboard
import DashboardRuntime
import LineDashboard
import Foundation
import MintDomain
import Synchronization
import TerminalCore
import Testing

@Suite(.timeLimit(.minutes(5))) struct LineRuntimeTests {
    @Test func linesAreAnsweredOnceTheListsWereRead() async {
        let stage = LineStage()
        async let end = stage.run()
        stage.mailbox.send(.line("list"))
        stage.mailbox.send(.line("quit"))
        stage.sendNews()
        #expect(await end == .quit(status: 0))
        let lines = stage.written
        #expect(lines.first?.hasPrefix("mintop LOCAL") == true)
        // Once by itself, and once on request.
        #expect(lines.count { $0.hasPrefix("1. op_1: review") } == 2)
    }

    @Test func theNextLineWaitsForWhatTheLastOneAskedFor() async {
        let stage = LineStage(answers: [
            .loadUsage: [.usageLoaded(Usage(availableCredits: 12, usedCredits: 0, subscription: nil))]
        ])
        async let end = stage.run()
        stage.sendNews()
        for line in ["usage", "nonsense", "quit"] { stage.mailbox.send(.line(line)) }
        _ = await end
        let lines = stage.written
        let credits = lines.firstIndex { $0.hasPrefix("12 Credits") }
        let complaint = lines.firstIndex { $0.hasPrefix("There is no command") }
        #expect(credits != nil && complaint != nil)
        if let credits, let complaint { #expect(credits < complaint) }
    }

    @Test func theEndOfTheInputAsksNothing() async throws {
        let stage = LineStage()
        async let end = stage.run()
        stage.sendNews()
        let approve = Mutation.approve(try #require(OperationID("op_1")))
        let held = OutboxItem(
            id: try #require(IdempotencyKey("k-1")), mutation: approve,
            state: .held(until: LineStage.begin.addingTimeInterval(5)))
        stage.mailbox.send(.action(.outboxChanged(held)))
        stage.mailbox.send(.endOfInput)
        #expect(await end == .cutOff(status: 0))
        #expect(!stage.written.contains { $0.contains("Answer") })
        #expect(stage.effects.isEmpty)
    }

    @Test func aSignalEndsItAtOnce() async {
        let stage = LineStage()
        async let end = stage.run()
        stage.mailbox.send(.endRequested(status: 130))
        #expect(await end == .cutOff(status: 130))
    }

    @Test func whatWasAskedForBeforeTheEndIsDoneBeforeIt() async throws {
        let stage = LineStage()
        async let end = stage.run()
        stage.sendNews()
        let held = OutboxItem(
            id: try #require(IdempotencyKey("k-1")), mutation: .approve(try #require(OperationID("op_1"))),
            state: .held(until: LineStage.begin.addingTimeInterval(5)))
        stage.mailbox.send(.action(.outboxChanged(held)))
        stage.mailbox.send(.line("quit"))
        stage.mailbox.send(.line("drop"))
        #expect(await end == .quit(status: 0))
        #expect(stage.effects == [.dropHeld])
    }
}

/// The loop of line mode with a scripted environment.
private final class LineStage: Sendable {
    static let begin = Date(timeIntervalSince1970: 1_795_262_400)

    let mailbox = Mailbox<LineEvent>()
    private let answers: [Effect: [Action]]
    private let seen = Mutex<(lines: [String], effects: [Effect])>(([], []))

    init(answers: [Effect: [Action]] = [:]) {
        self.answers = answers
    }

    var written: [String] { seen.withLock { $0.lines } }
    var effects: [Effect] { seen.withLock { $0.effects } }

    func run() async -> LineEnd {
        let runtime = LineRuntime(
            now: { Self.begin },
            write: { [self] lines in seen.withLock { $0.lines += lines.map(\.string) } },
            perform: { [self] effect in
                seen.withLock { $0.effects.append(effect) }
                return answers[effect] ?? []
            })
        let session = LineSession(
            badge: Badge(name: "local", isLocal: true, origin: ""), now: Self.begin, rules: DecisionRules(holds: true),
            hasJobs: false, timeZone: .gmt)
        return await runtime.run(session, mailbox: mailbox)
    }

    func sendNews() {
        guard let id = OperationID("op_1") else { preconditionFailure("no id") }
        var row = TrackedOperation(id: id, trackedAt: Self.begin)
        row.operation = Operation(id: id, kind: .modelGeneration, status: .previewReady)
        mailbox.send(
            .action(.trackingChanged(.mint, TrackingNews(upserted: [row], link: .live(since: Self.begin)))))
    }
}
