import Foundation

/// The resource files of mintop.
package enum ProgramFiles {
    /// The candidate paths of a resource folder: beside the built program, and in the prefix of `.ci/install`.
    package static func folders(_ name: String) -> [String] {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        return [
            program.appendingPathComponent("mintop_mintop.resources/\(name)").path,
            program.deletingLastPathComponent().appendingPathComponent("share/mintop/\(name)").path,
        ]
    }
}
