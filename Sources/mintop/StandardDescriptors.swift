import Foundation

/// Standard input, output and error, some of which may be closed at the start.
enum StandardDescriptors {
    /// Opens `/dev/null` for each closed one. Otherwise a file opened later could get its number and receive the
    /// program's output. Reading or writing it still fails. Must be called before any file is opened.
    static func holdThoseThatAreClosed() {
        for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(descriptor, F_GETFD) < 0 {
            // This is the lowest free number, because the lower ones are open by now.
            _ = open("/dev/null", mode)
        }
    }
}
