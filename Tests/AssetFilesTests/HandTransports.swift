import Foundation
import Synchronization

@testable import HTTPTransport

/// Answers each read with one byte on demand.
final class HeldTransport: FileTransport {
    private struct State {
        var reads = 0
        var running = 0
        var most = 0
        var held: [CheckedContinuation<Void, Never>] = []
        var watchers: [(count: Int, continuation: CheckedContinuation<Void, Never>)] = []
    }

    private let state = Mutex(State())

    var running: Int { state.withLock { $0.running } }
    var most: Int { state.withLock { $0.most } }

    func releaseOne() {
        state.withLock { state in state.held.isEmpty ? nil : state.held.removeFirst() }?.resume()
    }

    /// Suspends until that many reads have begun in total.
    func waitForReads(_ count: Int) async {
        await withCheckedContinuation { continuation in
            let isThere = state.withLock { state in
                if state.reads >= count { return true }
                state.watchers.append((count, continuation))
                return false
            }
            if isThere { continuation.resume() }
        }
    }

    func read(
        _ request: FileRequest, head: @Sendable @escaping (FileHead) throws -> Bool,
        piece: @Sendable @escaping (UnsafeRawBufferPointer) throws -> Void
    ) async throws {
        await withCheckedContinuation { continuation in
            let watchers = state.withLock { state in
                state.reads += 1
                state.running += 1
                state.most = max(state.most, state.running)
                state.held.append(continuation)
                let due = state.watchers.filter { $0.count <= state.reads }
                state.watchers.removeAll { $0.count <= state.reads }
                return due.map(\.continuation)
            }
            watchers.forEach { $0.resume() }
        }
        state.withLock { $0.running -= 1 }
        try deliver(request, Array([1]), head, piece)
    }
}

/// Delivers a 200 byte by byte.
private func deliver(
    _ request: FileRequest, _ bytes: [UInt8], _ head: (FileHead) throws -> Bool,
    _ piece: (UnsafeRawBufferPointer) throws -> Void
) throws {
    guard let origin = Origin(request.url) else { return }
    let headers: HeaderFields = ["Content-Length": "\(bytes.count)"]
    guard try head(FileHead(status: 200, headers: headers, origin: origin)) else { return }
    for byte in bytes { try withUnsafeBytes(of: byte) { try piece($0) } }
}
