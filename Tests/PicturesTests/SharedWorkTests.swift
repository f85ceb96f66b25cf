import Synchronization
import Testing

@testable import Pictures

@Suite struct SharedWorkTests {
    /// Work that waits for a signal, and records the order in which it began.
    private actor Stage {
        private(set) var begun: [String] = []
        private(set) var ended: [String] = []
        private var open: Set<String> = []

        func perform(_ name: String) async throws -> String {
            begun.append(name)
            while !open.contains(name) {
                try Task.checkCancellation()
                await Task.yield()
            }
            ended.append(name)
            return name
        }

        func finish(_ name: String) { open.insert(name) }

        func finishAll(_ names: [String]) { open.formUnion(names) }
    }

    private let stage = Stage()

    private func until(_ condition: () async -> Bool) async {
        while await !condition() { await Task.yield() }
    }

    @Test(.timeLimit(.minutes(1))) func equalWorkIsDoneOnce() async throws {
        let work = SharedWork<String, String>(limit: 2)
        let stage = stage
        let tasks = (0..<5).map { _ in Task { try await work.value(for: "a", .shown) { try await stage.perform("a") } }
        }
        await until { await stage.begun == ["a"] }
        await stage.finish("a")
        for task in tasks { #expect(try await task.value == "a") }
        #expect(await stage.begun == ["a"])
        #expect(await work.jobCount == 0)
    }

    @Test(.timeLimit(.minutes(1))) func noMoreThanTheLimitRunAndTheNewestShownComesFirst() async throws {
        let work = SharedWork<String, String>(limit: 1)
        let stage = stage
        func start(_ name: String, _ urgency: WorkUrgency, jobs: Int) async -> Task<String, any Error> {
            let task = Task { try await work.value(for: name, urgency) { try await stage.perform(name) } }
            await until { await work.jobCount == jobs }
            return task
        }
        var tasks = [await start("first", .shown, jobs: 1)]
        await until { await stage.begun == ["first"] }
        for (index, (name, urgency)) in [
            ("ahead 1", WorkUrgency.ahead), ("ahead 2", .ahead), ("shown 1", .shown), ("shown 2", .shown),
        ].enumerated() {
            tasks.append(await start(name, urgency, jobs: index + 2))
        }
        #expect(await stage.begun == ["first"])
        await stage.finishAll(["first", "ahead 1", "ahead 2", "shown 1", "shown 2"])
        for task in tasks { _ = try await task.value }
        #expect(await stage.begun == ["first", "shown 2", "shown 1", "ahead 1", "ahead 2"])
    }

    @Test(.timeLimit(.minutes(1))) func workAheadLeavesAPlaceForWhatIsShown() async throws {
        let work = SharedWork<String, String>(limit: 2)
        let stage = stage
        let ahead = ["a", "b"].map { name in
            Task { try await work.value(for: name, .ahead) { try await stage.perform(name) } }
        }
        await until { await work.jobCount == 2 }
        let shown = Task { try await work.value(for: "c", .shown) { try await stage.perform("c") } }
        await until { await stage.begun.count == 2 }
        #expect(await stage.begun.contains("c"))
        await stage.finishAll(["a", "b", "c"])
        for task in ahead + [shown] { _ = try await task.value }
    }

    @Test(.timeLimit(.minutes(1))) func cancelingOneOfTwoLeavesTheOtherItsWork() async throws {
        let work = SharedWork<String, String>(limit: 1)
        let stage = stage
        let one = Task { try await work.value(for: "a", .shown) { try await stage.perform("a") } }
        let other = Task { try await work.value(for: "a", .shown) { try await stage.perform("a") } }
        await until { await stage.begun == ["a"] }
        one.cancel()
        await #expect(throws: CancellationError.self) { try await one.value }
        await stage.finish("a")
        #expect(try await other.value == "a")
    }

    @Test(.timeLimit(.minutes(1))) func workThatNobodyWaitsForEndsAndFreesItsPlace() async throws {
        let work = SharedWork<String, String>(limit: 1)
        let stage = stage
        let task = Task { try await work.value(for: "a", .shown) { try await stage.perform("a") } }
        await until { await stage.begun == ["a"] }
        let waiting = Task { try await work.value(for: "b", .shown) { try await stage.perform("b") } }
        await until { await work.jobCount == 2 }
        waiting.cancel()
        await #expect(throws: CancellationError.self) { try await waiting.value }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        await stage.finishAll(["a", "c"])
        #expect(try await work.value(for: "c", .shown) { try await stage.perform("c") } == "c")
        #expect(await stage.begun == ["a", "c"])
        #expect(await work.jobCount == 0)
    }

    @Test(.timeLimit(.minutes(1))) func aTaskCanceledBeforeItAsksBeginsNothing() async {
        let work = SharedWork<String, String>(limit: 1)
        let stage = stage
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return try await work.value(for: "a", .shown) { try await stage.perform("a") }
        }
        task.cancel()
        await #expect(throws: CancellationError.self) { try await task.value }
        #expect(await stage.begun.isEmpty)
    }
}
