import Foundation
package import HTTPTransport
package import MintDomain
import Synchronization

extension FileAccess {
    package init(_ policy: LinkPolicy) {
        self.init(
            check: { url in
                do throws(LinkRefusal) {
                    return try policy.check(url.absoluteString).isOwnHost ? .anyAddress : .checkedAddress
                } catch {
                    throw FileProblem.refused(error)
                }
            },
            allowsAddress: { policy.allows(address: $0) },
            refusal: { host, address in
                let reach =
                    if case .address(let address) = HostAddress.reading(address) {
                        HostReach(address)
                    } else {
                        HostReach.nowhere
                    }
                return FileProblem.refused(.reach(reach, host: host == address ? host : "\(host) (\(address))"))
            })
    }
}

/// Reads small files into memory.
package struct FileFetcher: Sendable {
    private let transport: any FileTransport
    private let policy: LinkPolicy
    private let silence: Duration

    /// - Parameters:
    ///   - transport: Carries no key and obeys the same policy (`FileAccess(policy)`).
    ///   - policy: The rules for links.
    ///   - silence: The maximum time without a byte.
    package init(transport: any FileTransport, policy: LinkPolicy, silence: Duration = .seconds(15)) {
        self.transport = transport
        self.policy = policy
        self.silence = silence
    }

    /// Downloads the file behind a link; never holds more than `limit` bytes.
    ///
    /// - Throws: `FileProblem`; `CancellationError`.
    package func bytes(_ link: String, limit: Int) async throws -> [UInt8] {
        let url = try link.checked(by: policy).url
        let received = Received()
        try await problems {
            // Only a few pictures load at once: the largest allowed one gets a minute, plus time at 100 kB per second.
            let deadline = Duration.seconds(60 + limit / 100_000)
            try await transport.read(FileRequest(url: url, silence: silence, deadline: deadline)) { head in
                let host = head.origin.host
                guard head.status == 200 else { throw FileProblem(status: head.status, host: host) }
                try ContentCheck.check(head, format: nil)
                if let length = head.length, length > limit {
                    throw FileProblem.tooLarge(limit: Int64(limit), host: host)
                }
                received.host.withLock { $0 = host }
                return true
            } piece: { bytes in
                try received.bytes.withLock { all in
                    guard all.count + bytes.count <= limit else {
                        throw FileProblem.tooLarge(limit: Int64(limit), host: received.host.withLock { $0 })
                    }
                    all.append(contentsOf: bytes)
                }
            }
        }
        let bytes = received.bytes.withLock { $0 }
        if ContentCheck.isMarkup(bytes.prefix(64)) {
            throw FileProblem.wrongContent("an HTML page", expected: .bin, host: url.host() ?? "")
        }
        return bytes
    }

    private final class Received: Sendable {
        let bytes = Mutex<[UInt8]>([])
        let host = Mutex("")
    }
}

extension String {
    /// - Throws: `FileProblem.refused`
    func checked(by policy: LinkPolicy) throws(FileProblem) -> WebLink {
        do {
            return try policy.check(self)
        } catch {
            throw .refused(error)
        }
    }
}

extension FileProblem {
    init(status: Int, host: String) {
        self =
            switch status {
            case 404: .notFound(host: host)
            case 401, 403, 410: .expired(host: host)
            default: .status(status, host: host)
            }
    }
}

/// Runs the body and converts errors of the transport to `FileProblem`.
func problems<Value>(_ body: () async throws -> Value) async throws -> Value {
    do {
        return try await body()
    } catch let failure as TransportFailure {
        throw FileProblem.transport(failure)
    }
}
