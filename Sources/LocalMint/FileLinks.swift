import Crypto
import Foundation

/// Makes and checks the links to files: each names one file, ends by itself, and needs no key.
///
/// The same file has the same link for a whole lifetime, so that whoever keeps files by their link finds them again.
struct FileLinks: Sendable {
    enum Check: Sendable, Hashable {
        case good
        case expired
        /// Not made by this server, or changed since.
        case forged
    }

    private let key: SymmetricKey
    private let lifetime: Int

    /// - Parameters:
    ///   - secret: at least 32 bytes, kept with the data so that links outlive a restart
    ///   - lifetime: whole seconds, above 0; a link is good for one to two of them
    init(secret: [UInt8], lifetime: Int) {
        key = SymmetricKey(data: secret)
        self.lifetime = max(lifetime, 1)
    }

    /// The path and query of the file.
    func path(_ owner: String, _ name: String, at moment: Date) -> String {
        let periods = (moment.timeIntervalSince1970 / Double(lifetime)).rounded(.down)
        let expires = (Int(periods) + 2) * lifetime
        return "/files/\(owner)/\(name)?expires=\(expires)&signature=\(signature(owner, name, expires))"
    }

    func check(_ owner: String, _ name: String, expires: String?, signature sent: String?, at moment: Date) -> Check {
        guard let expires, let moments = Int(expires), String(moments) == expires, let sent,
            let code = Self.bytes(base64URL: sent),
            HMAC<SHA256>.isValidAuthenticationCode(
                code, authenticating: Self.message(owner, name, moments), using: key)
        else { return .forged }
        return moment.timeIntervalSince1970 < Double(moments) ? .good : .expired
    }

    private func signature(_ owner: String, _ name: String, _ expires: Int) -> String {
        let code = HMAC<SHA256>.authenticationCode(for: Self.message(owner, name, expires), using: key)
        return Data(code).base64EncodedString()
            .replacing("+", with: "-").replacing("/", with: "_").replacing("=", with: "")
    }

    /// Neither ids nor names hold a line break, so no two links share a message.
    private static func message(_ owner: String, _ name: String, _ expires: Int) -> Data {
        Data("\(owner)\n\(name)\n\(expires)".utf8)
    }

    private static func bytes(base64URL text: String) -> Data? {
        let base64 = text.replacing("-", with: "+").replacing("_", with: "/")
        return Data(base64Encoded: base64 + String(repeating: "=", count: (4 - base64.count % 4) % 4))
    }
}
