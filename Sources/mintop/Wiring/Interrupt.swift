@preconcurrency import Dispatch
import Foundation

/// SIGINT as a stream, for commands that say something before they end. From the first call on the process does not end
/// by itself.
enum Interrupt {
    static func signals() -> AsyncStream<Void> {
        AsyncStream { stream in
            signal(SIGINT, SIG_IGN)
            let source = DispatchSource.makeSignalSource(signal: SIGINT, queue: .global())
            source.setEventHandler { stream.yield() }
            stream.onTermination = { _ in source.cancel() }
            source.resume()
        }
    }
}
