import Foundation
import Testing

@testable import StateFiles

struct ByteLocksTests {
    @Test func aByteIsTakenOnceAndFreeAfterClosing() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/locks"
        let (first, second) = (try ByteLocks.open(path), try ByteLocks.open(path))
        #expect(first.take(5) == .taken)
        #expect(second.take(5) == .held)
        #expect(second.take(6) == .taken)
        #expect(second.isHeld(5) == true && first.isHeld(6) == true && first.isHeld(7) == false)
        second.release(5)
        #expect(second.take(5) == .held)
        first.close()
        #expect(second.isHeld(5) == false)
        #expect(second.take(5) == .taken)
    }

    @Test func aFileInAMissingFolderIsNotOpened() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/missing/locks"
        #expect(throws: ByteLocks.Failure.cannotOpen(ENOENT)) { try ByteLocks.open(path) }
    }

    @Test func theLocksOfAProcessExcludeWithinItToo() throws {
        let folder = try TemporaryFolder()
        let path = folder.path + "/locks"
        let (first, table) = try LockTable.place(of: path) { _ in true }
        let (second, again) = try LockTable.place(of: path) { _ in true }
        #expect(first == second && table === again)
        let locks = try #require(table)
        #expect(locks.take(5) == .taken)
        #expect(locks.take(5) == .held)
        #expect(locks.isHeld(5) == true && locks.isHeld(6) == false)
        locks.release(5)
        #expect(locks.isHeld(5) == false)
    }

    @Test func aCallThatTakesTooLongHasNoResult() {
        #expect(boundedCall(milliseconds: 5000) { 7 } == 7)
        let gate = DispatchSemaphore(value: 0)
        #expect(boundedCall(milliseconds: 1) { gate.wait() } == nil)
        gate.signal()
    }
}

/// A folder that is removed with the value.
final class TemporaryFolder {
    let path = NSTemporaryDirectory() + "mintop-state-" + UUID().uuidString

    init() throws {
        try FileManager.default.createDirectory(
            atPath: path, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    }

    deinit {
        // Best effort: the system removes temporary files later.
        try? FileManager.default.removeItem(atPath: path)
    }
}
