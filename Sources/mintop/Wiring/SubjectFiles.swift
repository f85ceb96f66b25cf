import AssetFiles
import Dashboard
import Foundation
import HTTPTransport
import MintAPI
import MintDomain
import Tracking

/// The files of operations, Worlds and Models as the server lists them now, and their contents.
struct SubjectFiles: Sendable {
    let client: MintClient
    let operations: TrackedService
    let fetcher: FileFetcher

    /// What a subject has now: links expire, so they are read again before they are used.
    struct Listing: Sendable {
        var files: AssetList
        var pageURL: String?
    }

    /// Reads a subject again; the request counts against the budget.
    ///
    /// - Throws: `MintError`.
    func listing(of subject: DetailSubject) async throws(MintError) -> Listing {
        await operations.poller.countRequest()
        switch subject {
        case .operation(let id):
            let reading = try await client.operation(id, retries: .byRules)
            await operations.poller.absorb(reading)
            return Listing(files: AssetList(reading.operation), pageURL: reading.operation.mintURL)
        case .resource(let kind, let id):
            let resource = try await client.resource(kind, id)
            return Listing(files: AssetList(resource), pageURL: resource.mintURL)
        }
    }

    /// The content of a file, by its link as it is known and, where that does not work any more, by a fresh one.
    ///
    /// - Parameters:
    ///   - url: the link as the server last gave it.
    ///   - name: the name of the file.
    ///   - subject: what it belongs to.
    ///   - limit: the most bytes.
    /// - Returns: All of it.
    /// - Throws: `FileProblem`, `MintError`, `CancellationError`.
    func bytes(_ url: String, name: String, of subject: DetailSubject, limit: Int) async throws -> [UInt8] {
        do {
            return try await fetcher.bytes(url, limit: limit)
        } catch let problem as FileProblem where problem.mayBeAnOldLink {
            let entry = try await listing(of: subject).files.entries.first { $0.asset.name == name }
            guard let fresh = entry?.asset.url else { throw FileProblem.noSuchAsset }
            guard fresh != url else { throw problem }
            return try await fetcher.bytes(fresh, limit: limit)
        }
    }
}

extension FileProblem {
    fileprivate var mayBeAnOldLink: Bool {
        switch self {
        case .expired, .notFound: true
        default: false
        }
    }
}

extension DetailSubject {
    /// The subject in one text, for names of files and caches.
    var text: String {
        switch self {
        case .operation(let id): "operation/\(id)"
        case .resource(let kind, let id): "\(kind.rawValue)/\(id)"
        }
    }
}
