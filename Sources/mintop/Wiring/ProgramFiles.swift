import Foundation

/// The files that come with the program.
enum ProgramFiles {
    /// Where a folder of them may be: beside the program as it was built, and where `.ci/install` puts it.
    static func folders(_ name: String) -> [String] {
        let program = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath().deletingLastPathComponent()
        return [
            program.appendingPathComponent("mintop_mintop.resources/\(name)").path,
            program.deletingLastPathComponent().appendingPathComponent("share/mintop/\(name)").path,
        ]
    }
}
