import Dispatch

/// Threads for work that computes for long, so that it never takes one from those that answer keys.
final class DrawingThreads: TaskExecutor {
    let queue = DispatchQueue(label: "mintop.pictures", qos: .utility, attributes: .concurrent)

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
