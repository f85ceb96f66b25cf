/// Why there is no picture. Each description is one sentence for people.
package enum PictureError: Error, Sendable, Hashable, CustomStringConvertible {
    /// The file has no bytes.
    case empty
    /// The file is something else, by what it is: `HTML`.
    case notPicture(String)
    /// A picture of a kind that is not decoded, by its name: `GIF`.
    case unsupported(String)
    /// The header declares more pixels than allowed; nothing was decoded.
    case tooLarge(width: Int, height: Int, limits: PictureLimits)
    /// Decoding would take more memory than allowed; nothing was decoded.
    case needsMemory(width: Int, height: Int, bytes: Int, limit: Int)
    /// The file is cut off or corrupt; the reason is the library's.
    case damaged(PictureFormat, reason: String)
    /// The system has no memory left.
    case noMemory
    /// The caller did not want it any longer.
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
