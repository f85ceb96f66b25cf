package import AssetFiles
package import Dashboard
import Foundation
import HTTPTransport
package import MintAPI
package import MintDomain
import Tracking

/// Reads the current assets of operations, Worlds and Models, and downloads them into memory.
package struct SubjectFiles: Sendable {
    package let client: MintClient
    package let operations: TrackedService
    package let fetcher: FileFetcher

    /// The current assets of a subject, with fresh links.
    package struct Listing: Sendable {
        package var files: AssetList
        package var pageURL: String?
    }

    /// Reads a subject again; the request counts against the budget.
    ///
    /// - Throws: `MintError`.
    package func listing(of subject: DetailSubject) async throws(MintError) -> Listing {
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

    /// Downloads an asset of at most `limit` bytes; reads a fresh link and retries if the known one has expired.
    ///
    /// - Throws: `FileProblem`, `MintError`, `CancellationError`.
    package func bytes(_ url: String, name: String, of subject: DetailSubject, limit: Int) async throws -> [UInt8] {
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
    /// The subject as a text for file names and cache keys.
    package var text: String {
        switch self {
        case .operation(let id): "operation/\(id)"
        case .resource(let kind, let id): "\(kind.rawValue)/\(id)"
        }
    }
}
