package import MintDomain
package import Tracking

/// An empty storage location, and the processes that use it.
package struct StoragePlace: Sendable {
    /// One process that has the location open.
    package struct Peer: Sendable {
        package var storage: @Sendable (ProfileID) -> any TrackingStorage
        /// Ends it like a crash: nothing is released, and its storages are not used again.
        package var die: @Sendable () -> Void

        package init(
            storage: @escaping @Sendable (ProfileID) -> any TrackingStorage, die: @escaping @Sendable () -> Void
        ) {
            self.storage = storage
            self.die = die
        }
    }

    /// Adds a process.
    package var join: @Sendable () throws -> Peer

    package init(join: @escaping @Sendable () throws -> Peer) {
        self.join = join
    }
}

/// A violation of the contract by an implementation.
package struct ContractBroken: Error, CustomStringConvertible {
    package var description: String
}

/// Fails with a sentence if a condition is false.
func check(_ condition: Bool, _ sentence: String, line: Int = #line) throws {
    if !condition { throw ContractBroken(description: "\(sentence) (line \(line))") }
}

/// Fails if two values differ, and shows both.
func check<Value: Equatable>(_ found: Value, is expected: Value, _ what: String, line: Int = #line) throws {
    if found != expected {
        throw ContractBroken(description: "\(what): found \(found), expected \(expected) (line \(line))")
    }
}

/// Fails if a call does not throw the expected error.
func check(
    throws expected: TrackingStorageError, _ what: String, line: Int = #line,
    _ body: () async throws(TrackingStorageError) -> Void
) async throws {
    do throws(TrackingStorageError) {
        try await body()
    } catch {
        return try check(error, is: expected, what, line: line)
    }
    throw ContractBroken(description: "\(what): no error, expected \(expected) (line \(line))")
}
