import Synchronization

/// The origin that a read is waiting for, also after redirects; errors name it.
final class AskedOrigin: Sendable {
    let newest: Mutex<Origin?>

    init(_ first: Origin?) {
        newest = Mutex(first)
    }
}

/// An error of the caller's own closures, kept apart from errors of the library.
struct CallerError: Error {
    let error: any Error

    static func marking<Value>(_ body: () throws -> Value) throws(CallerError) -> Value {
        do {
            return try body()
        } catch {
            throw CallerError(error: error)
        }
    }
}
