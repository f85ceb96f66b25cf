package import CommandOutput
package import Foundation

/// The resource limits of this process: open files and core files.
package enum ProcessLimits {
    /// A dashboard has about 45 files open. With fewer than this, libraries end the process.
    static let neededFiles: rlim_t = 64
    /// Enough for every connection; low enough for child programs that loop up to their limit.
    private static let wantedFiles: rlim_t = 4096

    private static let files = __rlimit_resource_t(RLIMIT_NOFILE.rawValue)
    private static let core = __rlimit_resource_t(RLIMIT_CORE.rawValue)

    /// Raises the limit of open files and disables core files, which would contain the keys.
    ///
    /// systemd-coredump obeys that limit too. The process stays dumpable: otherwise the same user could not attach a
    /// debugger, and the process could not print its own backtrace.
    package static func prepare() {
        set(core) { $0.rlim_cur = 0 }
        set(files) { $0.rlim_cur = raised(soft: $0.rlim_cur, hard: $0.rlim_max) }
    }

    /// The limit to set; never lower than the current one.
    package static func raised(soft: rlim_t, hard: rlim_t) -> rlim_t { max(soft, min(hard, wantedFiles)) }

    /// The limit of open files; nil if the system does not report it.
    package static var openFiles: rlim_t? {
        var limit = rlimit()
        return getrlimit(files, &limit) == 0 ? limit.rlim_cur : nil
    }

    /// The error message for a limit that is too low; nil if the limit suffices.
    package static func refusal(openFiles: rlim_t?) -> String? {
        guard let openFiles, openFiles < neededFiles else { return nil }
        return "mintop may open only \(openFiles) files at once and needs \(neededFiles); raise the hard limit (see "
            + "`ulimit -Hn`) and start mintop again."
    }

    /// - Throws: `CommandFailure` if too few files may be open.
    package static func check() throws(CommandFailure) {
        if let refusal = refusal(openFiles: openFiles) { throw CommandFailure(refusal, .unavailable) }
    }

    private static func set(_ resource: __rlimit_resource_t, _ change: (inout rlimit) -> Void) {
        var limit = rlimit()
        guard getrlimit(resource, &limit) == 0 else { return }
        change(&limit)
        // Lowering a limit, or raising it up to the hard one, is always allowed.
        setrlimit(resource, &limit)
    }
}
