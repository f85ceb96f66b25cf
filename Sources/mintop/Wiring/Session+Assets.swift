import AssetFiles
import Dashboard
import Foundation
import HTTPTransport
import MintAPI
import MintDomain

extension DetailSubject {
    var id: String {
        switch self {
        case .operation(let id): id.rawValue
        case .resource(_, let id): id.rawValue
        }
    }

    /// `operation`, `world` or `model`.
    var word: String {
        switch self {
        case .operation: "operation"
        case .resource(let kind, _): kind.rawValue
        }
    }
}

/// What became of one download, for people and for programs.
struct DownloadResult: Sendable {
    let entry: AssetList.Entry
    let outcome: Result<DownloadOutcome, FileProblem>

    /// Where the file is; nil where it is not.
    var path: String? {
        switch outcome {
        case .success(.finished(let file)): file.path
        case .success(.alreadyThere(let path)): path
        case .success(.exists), .failure: nil
        }
    }

    /// One sentence; nil where the file is there.
    var complaint: String? {
        switch outcome {
        case .success(.exists(let path, _)):
            "\(path) is another file: nothing was overwritten. Use --overwrite, --keep-both or another directory."
        case .failure(let problem): "\(entry.asset.name): \(problem)"
        case .success: nil
        }
    }

    /// Nil where the file is there.
    var status: CommandFailure.Status? {
        switch outcome {
        case .success(.exists): .awaitsPerson
        case .success: nil
        case .failure(let problem): CommandFailure.Status(problem)
        }
    }
}

extension CommandFailure.Status {
    init(_ problem: FileProblem) {
        self =
            switch problem {
            case .disk: .cannotWrite
            case .transport, .status, .busy: .unavailable
            case .unsafeName: .usage
            default: .badData
            }
    }
}

extension LinkPolicy {
    /// The link where it may be used.
    ///
    /// - Throws: `CommandFailure` with status 65.
    func checked(_ link: String) throws -> String {
        do throws(LinkRefusal) {
            return try check(link).text
        } catch {
            throw CommandFailure(error.description, .badData)
        }
    }
}

extension Session {
    /// The files of what has that id, as the server has them now.
    ///
    /// An id says itself by its beginning whether it is an operation's; what it is of otherwise, the server knows.
    ///
    /// - Throws: `CommandFailure` for an id of nothing; `MintError`.
    func assets(of argument: OperationArgument) async throws -> (DetailSubject, AssetList) {
        let isOperation = argument.text.contains("/") || argument.text.hasPrefix("op_")
        if isOperation {
            let subject = DetailSubject.operation(try await id(argument))
            return (subject, try await files.listing(of: subject).files)
        }
        var subjects =
            ResourceID(argument.text).map { id in
                [DetailSubject.resource(.model, id), .resource(.world, id)]
            } ?? []
        if let id = OperationID(argument.text) { subjects.append(.operation(id)) }
        for subject in subjects {
            do throws(MintError) {
                return (subject, try await files.listing(of: subject).files)
            } catch {
                guard case .notFound = error else { throw error }
            }
        }
        throw CommandFailure("The server knows no operation, world or model “\(argument.text)”.", .badData)
    }

    /// Downloads files, a few at a time, and says on standard error how far they are.
    ///
    /// - Parameters:
    ///   - entries: of the subject.
    ///   - subject: what the files belong to.
    ///   - directory: an existing one.
    ///   - present: what to do where there is another file.
    /// - Returns: What became of each, in the same order.
    func download(
        _ entries: [AssetList.Entry], of subject: DetailSubject, to directory: String, present: PresentFile
    ) async -> [DownloadResult] {
        let downloader = downloader
        let line = DownloadLine(entries)
        let results = await withTaskGroup(of: (Int, DownloadResult).self) { group in
            for (index, entry) in entries.enumerated() {
                let request = DownloadRequest(
                    entry, owner: "\(profile.id.rawValue)|\(subject.text)", directory: directory, present: present
                ) {
                    try await files.listing(of: subject).files.entries.first { $0.id == entry.id }
                        .map { FreshLink($0.asset, expiresAt: nil) }
                }
                group.addTask {
                    let outcome = await outcome(of: request, downloader, line, index)
                    return (index, DownloadResult(entry: entry, outcome: outcome))
                }
            }
            var results: [(Int, DownloadResult)] = []
            for await result in group { results.append(result) }
            return results.sorted { $0.0 < $1.0 }.map(\.1)
        }
        line.end()
        return results
    }

    private func outcome(
        of request: DownloadRequest, _ downloader: Downloader, _ line: DownloadLine, _ index: Int
    ) async -> Result<DownloadOutcome, FileProblem> {
        let feed = DownloadFeed()
        return await withTaskGroup(of: Void.self) { group in
            group.addTask { for await progress in feed.values { line.show(progress, of: index) } }
            do {
                return .success(try await downloader.download(request, feed: feed))
            } catch let problem as FileProblem {
                return .failure(problem)
            } catch {
                // Nobody cancels these tasks but the end of the process.
                return .failure(.noFreshLink("\(error)"))
            }
        }
    }
}
