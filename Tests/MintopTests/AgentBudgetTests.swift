import Foundation
import MintDomain
import TestTerminal
import Testing
import TrackingStore

/// The hourly limit of 100 jobs and messages, which includes the requests of earlier runs.
@Suite(.serialized, .timeLimit(.minutes(2))) struct AgentBudgetTests {
    @Test func whatWasSentEarlierInTheHourCounts() async throws {
        let folder = TemporaryFolder()
        let state = folder.path + "/state/mintop"
        try FileManager.default.createDirectory(
            atPath: state, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
        let store = try TrackingStore(path: state + "/mintop.sqlite")
        let now = Date()
        for number in 0..<100 {
            let entry = OutboxEntry(
                key: try #require(IdempotencyKey("key-\(number)")), mutation: .createJob(prompt: "Write"),
                path: "/v2/agent/project/job", body: "{}",
                state: .accepted(try #require(OperationID("job_\(number)"))),
                createdAt: now.addingTimeInterval(-1801))
            _ = try await store.storage(for: ProfileID("mintlify|embedded")).insert(entry)
        }
        try store.close()

        let environment = ["HOME": folder.path, "XDG_STATE_HOME": folder.path + "/state"]
        let refused = try mintop("jobs", "create", "Explain the quota", environment: environment)
        #expect(refused.status == 69)
        #expect(refused.errors.contains("no more requests within this hour; there is room for one in 30 min."))
        #expect(refused.output.isEmpty)
        // The limit does not apply to Mint.
        #expect(try mintop("generate", "model", "A key", environment: environment).status == 0)
    }
}
