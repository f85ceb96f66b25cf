import Foundation

extension Configuration {
    /// Reads the settings file at a path; a missing file sets nothing, without a problem.
    ///
    /// A user who can write or replace the file decides where keys are sent and which programs run. If that may be a
    /// user other than root and the one running mintop, the profiles and hooks of the file are rejected.
    /// - Parameters:
    ///   - path: The file, absolute; links are followed.
    ///   - fileName: The file name in problems; nil for the path.
    ///   - home: The user's home folder; its parents are not checked.
    package init(reading path: String, fileName: String? = nil, home: String? = nil) {
        let name = fileName ?? path
        do {
            let file = try SmallFile(path: path, limit: ConfigurationReader.limit * 1024)
            guard let text = String(validating: file.bytes, as: UTF8.self) else {
                self.init(unreadable: name, "The file is not UTF-8 text.")
                return
            }
            self.init(parsing: text, fileName: name)
            let place = FileTrust.Place(path: path, owner: file.owner, mode: file.mode)
            let doubt =
                FileTrust.doubt(of: [place], user: geteuid())
                ?? FileTrust.doubtOfFolders(around: path, home: home, user: geteuid())
            if let doubt { distrust(because: doubt, fileName: name) }
        } catch SmallFile.Failure.notFound {
            self.init()
        } catch SmallFile.Failure.notAFile {
            self.init(unreadable: name, "The configuration must be a regular file.")
        } catch SmallFile.Failure.tooLarge {
            self.init(unreadable: name, "The file is larger than 256 KiB.")
        } catch {
            self.init(unreadable: name, "The file cannot be read: check its mode and its folders.")
        }
    }

    /// Rejects the profiles and hooks of a file that another user could have written.
    mutating func distrust(because doubt: FileTrust.Doubt, fileName: String) {
        let hooks = notify?.filter { $0.hook != nil } ?? []
        guard !profiles.isEmpty || !hooks.isEmpty else { return }
        let problem = ConfigurationProblem(
            fileName: fileName, line: nil, reason: "Its profiles and hooks are not used, because \(doubt).",
            remedy: doubt.remedy)
        notify = notify?.filter { $0.hook == nil }
        for index in profiles.indices { profiles[index].refusal = problem }
        problems.insert(problem, at: 0)
    }
}
