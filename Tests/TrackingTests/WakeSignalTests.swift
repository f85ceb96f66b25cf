import Testing

@testable import Tracking

@Suite(.timeLimit(.minutes(1)))
struct WakeSignalTests {
    @Test func aWakeUpBeforeTheWaitIsKept() async {
        let signal = WakeSignal()
        signal.wake()
        signal.wake()
        await signal.wait()
    }

    @Test func aWakeUpEndsTheWait() async {
        let signal = WakeSignal()
        let waiter = Task { await signal.wait() }
        signal.wake()
        await waiter.value
    }

    @Test func cancellationBeforeOrDuringTheWaitEndsIt() async {
        for _ in 0..<200 {
            let signal = WakeSignal()
            let waiter = Task { await signal.wait() }
            if Bool.random() { await Task.yield() }
            waiter.cancel()
            await waiter.value
        }
    }

    @Test func aCanceledWaitLeavesTheSignalUsable() async {
        let signal = WakeSignal()
        let canceled = Task { await signal.wait() }
        canceled.cancel()
        await canceled.value
        let waiter = Task { await signal.wait() }
        signal.wake()
        await waiter.value
    }
}
