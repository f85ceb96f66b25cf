@preconcurrency import Dispatch
import Foundation

/// SIGINT as a stream. After the first call SIGINT no longer ends the process.
package enum Interrupt {
    package static func signals() -> AsyncStream<Void> {
        AsyncStream { stream in
            signal(SIGINT, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
            source.setEventHandler { stream.yield() }
            stream.onTermination = { _ in source.cancel() }
            source.resume()
        }
    }
}
