import CommandOutput
import Foundation
import Sessions
import StateFiles
import TerminalCore
import TrackingStore

/// The doctor's findings about the state folder: its file system and its store.
struct StateFindings {
    let folder: String
    let now: Date

    private var store: String { folder + "/mintop.sqlite" }

    /// The minimum of free space, in bytes.
    private static let little: Int64 = 50_000_000

    var all: [Finding] {
        (FileSystem(at: folder).map { Self.place($0, folder) } ?? [])
            + (FileManager.default.fileExists(atPath: store) ? existing : [missing])
    }

    /// Whether the file system of the folder is shared, and its free space.
    static func place(_ system: FileSystem, _ folder: String) -> [Finding] {
        var findings: [Finding] = []
        if system.isShared {
            let name = system.name ?? "a network file system"
            let text = "\(folder) is on \(name), where locks and shared memory may fail"
            findings.append(Finding("state", .note, SafeText(text), remedy: localDisk))
        }
        if system.freeBytes < little {
            let text = "only \(max(system.freeBytes, 0) / 1_000_000) MB are free for \(folder)"
            findings.append(Finding("state", system.freeBytes <= 0 ? .broken : .note, SafeText(text), remedy: "df -h"))
        }
        return findings
    }

    private static let localDisk = "export XDG_STATE_HOME=/FOLDER/ON/A/LOCAL/DISK"

    /// Opens an existing store in the same way as every start.
    private var existing: [Finding] {
        let notes: [StoreNote]
        do {
            let opened = try OpenedStore(path: store, mayOnlyRead: false, now: now)
            notes = opened.store.notes
            try opened.store.close()
        } catch {
            return [Self.finding(error, "\(error)")]
        }
        let findings = notes.map { Finding("state", .note, SafeText($0.description)) }
        let open = [folder, store].filter { isOpenToOthers($0) }.map(shellWord)
        if !open.isEmpty {
            let remedy = "chmod go= \(open.joined(separator: " "))"
            let text = SafeText("\(store) is accessible to other users")
            return findings + [Finding("state", .note, text, remedy: remedy)]
        }
        return findings + [Finding("state", .fine, SafeText("\(store) is intact and private"))]
    }

    /// Creates a trial store in the nearest existing folder and removes it.
    private var missing: Finding {
        var place = folder
        while place != "/", !FileManager.default.fileExists(atPath: place) {
            place = (place as NSString).deletingLastPathComponent
        }
        let trial = "\(place)/.mintop-doctor-\(getpid())"
        // `try?`: the folder may not have been created.
        defer { try? FileManager.default.removeItem(atPath: trial) }
        do {
            try OpenedStore(path: trial + "/mintop.sqlite", mayOnlyRead: false, now: now).store.close()
        } catch {
            return Self.finding(error, "\(error)".replacing(trial, with: folder))
        }
        return Finding("state", .fine, SafeText("\(store) will be created at the first start"))
    }

    private static func finding(_ error: any Error, _ sentence: String) -> Finding {
        let remedy: String? =
            switch error {
            case StoreError.noLocks, StoreError.noSharedMemory: localDisk
            case StoreError.full, StoreError.notCopied: "df -h"
            default: nil
            }
        return Finding("state", .broken, SafeText(sentence), remedy: remedy)
    }

    private func isOpenToOthers(_ path: String) -> Bool {
        // `try?`: a file without readable attributes is not reported.
        let attributes = try? FileManager.default.attributesOfItem(atPath: path)
        return ((attributes?[.posixPermissions] as? NSNumber)?.intValue ?? 0) & 0o077 != 0
    }
}
