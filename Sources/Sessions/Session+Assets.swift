package import AssetFiles
package import CommandOutput
package import Dashboard
import Foundation
import HTTPTransport
import MintAPI
package import MintDomain
import ServiceClient

extension DetailSubject {
    package var id: String {
        switch self {
        case .operation(let id): id.rawValue
        case .resource(_, let id): id.rawValue
        }
    }

    package var word: String {
        switch self {
        case .operation: "operation"
        case .resource(let kind, _): kind.rawValue
        }
    }
}

extension LinkPolicy {
    /// The policy for links in the responses of a server.
    ///
    /// - Throws: `CommandFailure` with status 64 if links cannot be compared with the host of the address.
    static func ofServer(_ address: String) throws(CommandFailure) -> LinkPolicy {
        guard let policy = LinkPolicy(server: address) else {
            throw CommandFailure("The address \(address) has no host that links could be compared with.", .usage)
        }
        return policy
    }

    /// Returns the link if the policy allows it.
    ///
    /// - Throws: `CommandFailure` with status 65.
    package func checked(_ link: String) throws -> String {
        do throws(LinkRefusal) {
            return try check(link).text
        } catch {
            throw CommandFailure(error.description, .badData)
        }
    }
}

extension Session {
    /// The subject and the current assets of an operation or a resource.
    ///
    /// The id of an operation begins with `op_`; for other ids the server determines the kind.
    ///
    /// - Throws: `CommandFailure` for an unknown id; `MintError`.
    package func assets(of argument: OperationArgument) async throws -> (DetailSubject, AssetList) {
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

    /// Downloads assets into an existing directory, a few at a time, with the progress on standard error.
    ///
    /// - Returns: The results, in the same order.
    package func download(
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
                // These tasks are canceled only when the process ends.
                return .failure(.noFreshLink("\(error)"))
            }
        }
    }
}
