import Testing

@testable import DashboardRuntime

@Suite(.timeLimit(.minutes(5))) struct MailboxTests {
    @Test func everythingArrivesOnceAndInOrder() async {
        let mailbox = Mailbox<Int>()
        let sender = Task.detached { for number in 0..<10_000 { mailbox.send(number) } }
        var received: [Int] = []
        while received.count < 10_000, let batch = await mailbox.next() { received += batch }
        await sender.value
        #expect(received == Array(0..<10_000))
    }

    @Test func whatWasSentTogetherArrivesTogether() async {
        let mailbox = Mailbox<Int>()
        mailbox.send(1)
        mailbox.send(contentsOf: [2, 3])
        #expect(await mailbox.next() == [1, 2, 3])
    }

    @Test func cancelingEndsTheWait() async {
        let mailbox = Mailbox<Int>()
        let task = Task { await mailbox.next() }
        task.cancel()
        #expect(await task.value == nil)
    }
}
