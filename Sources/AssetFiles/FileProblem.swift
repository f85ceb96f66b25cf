package import HTTPTransport
package import MintDomain

/// Why a file could not be fetched or kept. No query of a link and no key is part of it.
package enum FileProblem: Error, Sendable, Hashable {
    /// The link is not one to use.
    case refused(LinkRefusal)
    /// The server has no such file (404).
    case notFound(host: String)
    /// The link does not work any more, not even a fresh one (401, 403, 410).
    case expired(host: String)
    /// The resource was read again and has no such file.
    case noSuchAsset
    /// The resource could not be read again for a fresh link; the sentence says why.
    case noFreshLink(String)
    /// Another status than one of those above.
    case status(Int, host: String)
    /// Something else came than a file of this format: what it is instead, such as `an HTML page`.
    case wrongContent(String, expected: AssetFormat, host: String)
    /// It is packed (`Content-Encoding`), though that was not asked for.
    case packed(String, host: String)
    /// More bytes than this.
    case tooLarge(limit: Int64, host: String)
    /// Not as many bytes as the server had said.
    case wrongSize(expected: Int64, got: Int64, host: String)
    /// The server did not say how long the file is and closed the connection: nobody knows whether this is all.
    case unknownSize(host: String)
    /// The checksum that the server gave is not the file's.
    case wrongDigest(host: String)
    /// The file became another one again and again while it was read.
    case keepsChanging(host: String)
    /// No usable answer.
    case transport(TransportFailure)
    /// The name is not one that a file can safely have.
    case unsafeName
    /// Another mintop, or another download of this one, writes this very file.
    case busy(fileName: String)
    /// The disk.
    case disk(DiskProblem, directory: String)
}

/// What the disk does not do.
package enum DiskProblem: Error, Sendable, Hashable {
    case full, notAllowed, readOnly, missing, tooLong, tooBig, isDirectory, broken
    /// Another error of the system, by its number.
    case other(Int32)
}

extension FileProblem {
    /// Whether the same download may succeed a little later by itself.
    package var isPassing: Bool {
        switch self {
        case .transport(let failure): failure.isPassing
        case .status(let status, _): status == 429 || [500, 502, 503, 504].contains(status)
        case .busy: true
        default: false
        }
    }
}

extension FileProblem: CustomStringConvertible {
    /// One sentence for a person that says what is wrong and what to do.
    package var description: String {
        switch self {
        case .refused(let refusal): refusal.description
        case .notFound(let host): "\(host) has no such file any more (404): refresh, or make it again."
        case .expired(let host):
            "\(host) does not accept the link any more, though it was read again just now: try later."
        case .noSuchAsset: "The server has no such file of it any more: refresh the list."
        case .noFreshLink(let sentence): "The link has expired, and there is no fresh one: \(sentence)"
        case .status(let status, let host) where isPassing:
            "\(host) is not able to send the file (\(status)): try later."
        case .status(let status, let host): "\(host) does not send the file (\(status))."
        case .wrongContent(let what, let format, let host):
            "\(host) sent \(what) where a \(format.rawValue) file was expected: refresh, and try the page on Mint."
        case .packed(let coding, let host): "\(host) packed the file (\(coding)) against the request: nothing was kept."
        case .tooLarge(let limit, let host): "The file from \(host) is larger than the limit of \(limit.byteText)."
        case .wrongSize(let expected, let got, let host):
            "\(host) sent \(got) bytes where \(expected) were promised: nothing was kept, download it again."
        case .unknownSize(let host): "\(host) did not say how long the file is: whether it is whole cannot be known."
        case .wrongDigest(let host):
            "The file from \(host) does not match its checksum: nothing was kept, download it again."
        case .keepsChanging(let host): "The file changed on \(host) again and again while it was read: try later."
        case .transport(let failure): failure.description
        case .unsafeName: "The file's name is not safe on a disk: give another."
        case .busy(let name): "\(name) is being downloaded already, here or in another mintop."
        case .disk(let problem, let directory): problem.sentence(directory)
        }
    }
}

extension DiskProblem {
    /// From `errno`.
    init(errno code: Int32) {
        self = Self.known[code] ?? .other(code)
    }

    fileprivate func sentence(_ directory: String) -> String {
        switch self {
        case .full: "There is no room left in \(directory): free some and download again; it goes on where it stopped."
        case .notAllowed: "Nothing may be written to \(directory): give another directory, or change its permissions."
        case .readOnly: "The disk of \(directory) is read-only: give another directory."
        case .missing: "There is no directory \(directory): make it, or give another."
        case .tooLong: "The file's name is too long for the disk of \(directory): give another directory."
        case .tooBig: "The file is too big for the disk of \(directory): give another directory."
        case .isDirectory: "In \(directory) there is a directory with the file's name: give another directory."
        case .broken: "The disk of \(directory) does not work properly (input/output error)."
        case .other(let code): "Writing to \(directory) failed: \(systemText(code))."
        }
    }
}
