import Foundation

extension Configuration {
    /// Reads the settings file at a path; where there is none it sets nothing, which is no problem.
    ///
    /// Whoever can write the file decides which programs mintop runs, so where somebody else can, profiles with a command
    /// are refused.
    /// - Parameters:
    ///   - path: The file; links are followed.
    ///   - fileName: What problems call it; the path where nil.
    package init(reading path: String, fileName: String? = nil) {
        let name = fileName ?? path
        do {
            let file = try SmallFile(path: path, limit: ConfigurationReader.limit * 1024)
            guard let text = String(validating: file.bytes, as: UTF8.self) else {
                self.init(unreadable: name, "The file is not UTF-8 text.")
                return
            }
            self.init(parsing: text, fileName: name)
            distrust(owner: file.owner, mode: file.mode, fileName: name)
        } catch SmallFile.Failure.notFound {
            self.init()
        } catch SmallFile.Failure.notAFile {
            self.init(unreadable: name, "The configuration has to be an ordinary file.")
        } catch SmallFile.Failure.tooLarge {
            self.init(unreadable: name, "The file is larger than 256 KiB; it is no configuration.")
        } catch {
            self.init(unreadable: name, "The file cannot be read: check its mode and its folders.")
        }
    }

    /// Refuses the commands of a file that somebody else could have written; `user` is who runs mintop.
    mutating func distrust(owner: uid_t, mode: mode_t, fileName: String, user: uid_t = geteuid()) {
        let reason: String
        if owner != user, owner != 0 {
            reason = "The file belongs to another user: its commands are not run."
        } else if mode & 0o002 != 0 {
            reason = "The file can be written by everybody: its commands are not run until chmod o-w."
        } else {
            return
        }
        let problem = ConfigurationProblem(fileName: fileName, line: nil, reason: reason)
        var isNeeded = false
        if notify?.contains(where: { $0.hook != nil }) == true {
            notify = notify?.filter { $0.hook == nil }
            isNeeded = true
        }
        for index in profiles.indices {
            if case .command? = profiles[index].keySource {
                profiles[index].refusal = problem
                isNeeded = true
            }
            if case .command? = profiles[index].mintlify?.keySource {
                profiles[index].mintlify?.refusal = problem
                isNeeded = true
            }
        }
        if isNeeded { problems.insert(problem, at: 0) }
    }
}
