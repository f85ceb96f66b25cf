import Foundation

/// The memory of this process.
enum ProcessMemory {
    /// The peak in bytes; 0 if the system does not report it.
    static func peak() -> Int {
        let status = FileManager.default.contents(atPath: "/proc/self/status") ?? Data()
        let line = String(decoding: status, as: UTF8.self).split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
        let kilobytes = line?.split(separator: " ").dropLast().last ?? "0"
        return (Int(kilobytes.filter(\.isNumber)) ?? 0) << 10
    }
}
