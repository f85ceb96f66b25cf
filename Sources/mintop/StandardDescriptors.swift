import Foundation

/// Standard input, output and error, some of which may be closed at the start.
enum StandardDescriptors {
    /// Opens `/dev/null` for each closed one, so that no file opened later gets its number and, with it, the output of
    /// the program. Reading from it or writing to it still fails. Must be called before anything is opened.
    static func holdThoseThatAreClosed() {
        for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(descriptor, F_GETFD) < 0 {
            // This is the lowest free number, because the lower ones are open by now.
            _ = open("/dev/null", mode)
        }
    }
}
