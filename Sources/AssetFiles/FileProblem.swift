package import HTTPTransport
package import MintDomain

/// The reason why a file could not be fetched or stored. It never holds the query of a link or a key.
package enum FileProblem: Error, Sendable, Hashable {
    case refused(LinkRefusal)
    /// The server has no such file (404).
    case notFound(host: String)
    /// The link no longer works, nor does a fresh one (401, 403, 410).
    case expired(host: String)
    /// The resource no longer has this file.
    case noSuchAsset
    /// The resource could not be read again for a fresh link; the sentence gives the reason.
    case noFreshLink(String)
    /// Any other status.
    case status(Int, host: String)
    /// The content is not of the format but, for example, `an HTML page`.
    case wrongContent(String, expected: AssetFormat, host: String)
    /// The content is compressed (`Content-Encoding`) although that was not requested.
    case packed(String, host: String)
    case tooLarge(limit: Int64, host: String)
    /// The size differs from the server's.
    case wrongSize(expected: Int64, got: Int64, host: String)
    /// The server gave no length and closed the connection, so the file may be incomplete.
    case unknownSize(host: String)
    /// The server's checksum does not match.
    case wrongDigest(host: String)
    /// The file changed again and again during the download.
    case keepsChanging(host: String)
    case transport(TransportFailure)
    /// The name is not safe for a file.
    case unsafeName
    /// Another mintop, or another download of this one, is writing the file.
    case busy(fileName: String)
    /// The name of the partial file or of its note belongs to a file that mintop must not write.
    case foreignPart(name: String, directory: String)
    case disk(DiskProblem, directory: String)
}

package enum DiskProblem: Error, Sendable, Hashable {
    case full, notAllowed, readOnly, missing, tooLong, tooBig, isDirectory, broken
    /// Another system error, by its number.
    case other(Int32)
}

extension FileProblem {
    /// Whether the same download may succeed later.
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
    /// One sentence for the user with the problem and what to do.
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
        case .foreignPart(let name, let directory):
            "\(directory) has a “\(name)” that is not an unfinished download of yours: remove it, or give another directory."
        case .disk(let problem, let directory): problem.sentence(directory)
        }
    }
}

extension DiskProblem {
    /// Converts an `errno`.
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
