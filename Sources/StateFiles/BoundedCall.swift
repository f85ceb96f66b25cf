import Foundation
import Glibc
import Synchronization

/// Runs a system call that may never return, such as a lock on a mount whose server is gone, for a limited time.
///
/// Returns nil after that time; the call continues in its own thread.
package func boundedCall<Value: Sendable>(
    milliseconds: Int32, _ body: @escaping @Sendable () -> Value
) -> Value? {
    var ends: [Int32] = [-1, -1]
    guard pipe(&ends) == 0 else { return body() }
    for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
    let (reader, writer) = (ends[0], ends[1])
    defer { close(reader) }
    let result = Late<Value>()
    Thread.detachNewThread {
        let value = body()
        result.value.withLock { $0 = value }
        close(writer)
    }
    var wait = pollfd(fd: reader, events: Int16(POLLIN), revents: 0)
    while poll(&wait, 1, milliseconds) < 0 && errno == EINTR {}
    return result.value.withLock { $0 }
}

private final class Late<Value: Sendable>: Sendable {
    let value = Mutex<Value?>(nil)
}
