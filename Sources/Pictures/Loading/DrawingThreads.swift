import Dispatch

/// Threads for long computations, which must not block the threads that handle keys.
package final class DrawingThreads: TaskExecutor {
    let queue = DispatchQueue(label: "mintop.pictures", qos: .utility, attributes: .concurrent)

    package init() {}

    package func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { job.runSynchronously(on: self.asUnownedTaskExecutor()) }
    }
}
