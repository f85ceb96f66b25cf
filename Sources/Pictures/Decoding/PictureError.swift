/// The reason why there is no picture. Each description is one sentence for the user.
package enum PictureError: Error, Sendable, Hashable, CustomStringConvertible {
    case empty
    /// The file is something else, by name: `HTML`.
    case notPicture(String)
    /// An unsupported picture format, by name: `GIF`.
    case unsupported(String)
    /// The header declares more pixels than allowed; nothing was decoded.
    case tooLarge(width: Int, height: Int, limits: PictureLimits)
    /// Decoding would need more memory than allowed; nothing was decoded.
    case needsMemory(width: Int, height: Int, bytes: Int, limit: Int)
    /// The file is truncated or corrupt; the library's reason.
    case damaged(PictureFormat, reason: String)
    case noMemory
    /// The caller canceled decoding.
    case stopped

    package var description: String {
        switch self {
        case .empty: "The file is empty."
        case .notPicture(let kind): "This is \(kind), not a picture."
        case .unsupported(let kind): "\(kind) pictures are not supported, only PNG, JPEG and WebP."
        case .tooLarge(let width, let height, let limits):
            if max(width, height) > limits.side {
                "The picture is \(width) by \(height) pixels; the longest side allowed is \(limits.side)."
            } else {
                "The picture is \(width) by \(height) pixels, more than the \(limits.pixels / 1_000_000) million allowed."
            }
        case .needsMemory(let width, let height, let bytes, let limit):
            "The picture is \(width) by \(height) pixels and takes \(bytes >> 20) MiB to decode, more than the \(limit >> 20) MiB allowed."
        case .damaged(let format, let reason): "The \(format.rawValue) file is damaged: \(reason)."
        case .noMemory: "There is not enough memory for this picture."
        case .stopped: "The picture is no longer wanted."
        }
    }
}
