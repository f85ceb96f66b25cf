package import AssetFiles
package import MintDomain

package struct DownloadResult: Sendable {
    package let entry: AssetList.Entry
    package let outcome: Result<DownloadOutcome, FileProblem>

    package init(entry: AssetList.Entry, outcome: Result<DownloadOutcome, FileProblem>) {
        self.entry = entry
        self.outcome = outcome
    }

    /// The path of the complete file; nil if there is none.
    package var path: String? {
        switch outcome {
        case .success(.finished(let file)): file.path
        case .success(.alreadyThere(let path)): path
        case .success(.exists), .failure: nil
        }
    }

    /// The problem in one sentence; nil if the file is complete.
    package var complaint: String? {
        switch outcome {
        case .success(.exists(let path, _)):
            "\(path) already exists with other content; not overwritten. Use --overwrite, --keep-both or another "
                + "directory."
        case .failure(let problem): "\(entry.asset.name): \(problem)"
        case .success: nil
        }
    }

    /// Nil if the file is complete.
    package var status: CommandFailure.Status? {
        switch outcome {
        case .success(.exists): .awaitsPerson
        case .success: nil
        case .failure(let problem): CommandFailure.Status(problem)
        }
    }
}

extension CommandFailure.Status {
    package init(_ problem: FileProblem) {
        self =
            switch problem {
            case .disk, .foreignPart: .cannotWrite
            case .transport, .status, .busy: .unavailable
            case .unsafeName: .usage
            default: .badData
            }
    }
}
