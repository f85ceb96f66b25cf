import Dispatch
import Synchronization
import Testing

@testable import Pictures

@Suite struct DrawingThreadsTests {
    /// Ends the test run if it is called on another queue.
    @concurrent
    private func work(expectedOn queue: DispatchQueue) async -> Bool {
        dispatchPrecondition(condition: .onQueue(queue))
        return Task.isCancelled
    }

    @Test func workRunsOnThreadsOfItsOwnAndKnowsOfItsCancellation() async {
        let threads = DrawingThreads()
        #expect(await withTaskExecutorPreference(threads) { await work(expectedOn: threads.queue) } == false)
        let task = Task {
            while !Task.isCancelled { await Task.yield() }
            return await withTaskExecutorPreference(threads) { await work(expectedOn: threads.queue) }
        }
        task.cancel()
        #expect(await task.value)
    }
}
