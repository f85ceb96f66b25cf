package import TerminalCore

package struct PictureRequest: Sendable, Hashable {
    /// A stable name of the content: equal sources have equal bytes. A link without the parts that change with each
    /// response, or an id with a revision.
    package var source: String
    /// The address for the loader's `fetch`.
    package var address: String
    package var options: PictureOptions

    package init(source: String, address: String, options: PictureOptions) {
        self.source = source
        self.address = address
        self.options = options
    }

    /// The source of a link: without its fragment and the parameters of common signature schemes.
    package static func source(ofLink link: String) -> String {
        let whole = link.prefix { $0 != "#" }
        guard let mark = whole.firstIndex(of: "?") else { return String(whole) }
        let kept = whole[whole.index(after: mark)...].split(separator: "&").filter { pair in
            let name = pair.prefix { $0 != "=" }.lowercased()
            return !signatureNames.contains(name) && !name.hasPrefix("x-amz-") && !name.hasPrefix("x-goog-")
        }
        return kept.isEmpty ? String(whole[..<mark]) : whole[...mark] + kept.joined(separator: "&")
    }

    private static let signatureNames: Set<String> = [
        "expires", "signature", "key-pair-id", "policy", "awsaccesskeyid", "googleaccessid", "sig", "se", "sp", "sv",
        "sr", "st", "skoid", "sktid", "skt", "ske", "sks", "skv", "token", "exp", "hmac",
    ]
}

package enum PictureOutcome: Sendable, Hashable {
    case drawn(DrawnPicture)
    /// The reason why there is no picture, as one sentence.
    case refused(SafeText)
    case canceled
}
