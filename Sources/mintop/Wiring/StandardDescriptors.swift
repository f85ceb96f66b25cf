import Foundation

/// Standard input, output and error, where the shell that started the program closed one of them.
enum StandardDescriptors {
    /// Puts something in the place of each that is closed, so that no file that is opened later gets its number and with
    /// it what the program prints. Reading from it or writing to it fails as it did. Call it before anything is opened.
    static func holdThoseThatAreClosed() {
        for (descriptor, mode) in [(STDIN_FILENO, O_WRONLY), (STDOUT_FILENO, O_RDONLY), (STDERR_FILENO, O_RDONLY)]
        where fcntl(descriptor, F_GETFD) < 0 {
            // The lowest free number is this one: those below it are open by now.
            _ = open("/dev/null", mode)
        }
    }
}
