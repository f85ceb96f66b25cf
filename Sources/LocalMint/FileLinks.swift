import Crypto
import Foundation

/// Creates and checks file links: each names one file, expires, and needs no key.
///
/// A file keeps its link for a whole lifetime, so that caches keyed by link find it again.
struct FileLinks: Sendable {
    enum Check: Sendable, Hashable {
        case good
        case expired
        /// Not created by this server, or changed.
        case forged
    }

    private let key: SymmetricKey
    private let lifetime: Int

    /// - Parameters:
    ///   - secret: At least 32 bytes, stored with the data so that links survive a restart.
    ///   - lifetime: Whole seconds, above 0; a link is valid for one to two lifetimes.
    init(secret: [UInt8], lifetime: Int) {
        key = SymmetricKey(data: secret)
        self.lifetime = max(lifetime, 1)
    }

    func path(_ owner: String, _ name: String, at moment: Date) -> String {
        let periods = (moment.timeIntervalSince1970 / Double(lifetime)).rounded(.down)
        let expires = (Int(periods) + 2) * lifetime
        return "/files/\(owner)/\(name)?expires=\(expires)&signature=\(signature(owner, name, expires))"
    }

    func check(_ owner: String, _ name: String, expires: String?, signature sent: String?, at moment: Date) -> Check {
        guard let expires, let moments = Int(expires), String(moments) == expires, let sent,
            let code = Data(base64URL: sent),
            HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: Self.message(owner, name, moments), using: key)
        else { return .forged }
        return moment.timeIntervalSince1970 < Double(moments) ? .good : .expired
    }

    private func signature(_ owner: String, _ name: String, _ expires: Int) -> String {
        Data(HMAC<SHA256>.authenticationCode(for: Self.message(owner, name, expires), using: key)).base64URL
    }

    /// Ids and names contain no line break, so no two links share a message.
    private static func message(_ owner: String, _ name: String, _ expires: Int) -> Data {
        Data("\(owner)\n\(name)\n\(expires)".utf8)
    }
}
