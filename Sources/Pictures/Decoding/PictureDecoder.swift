import CPictures

package struct PictureHeader: Sendable, Hashable {
    package var format: PictureFormat
    /// In pixels, of the picture as it is shown.
    package var width: Int
    /// In pixels, of the picture as it is shown.
    package var height: Int
    var orientation: PictureOrientation
    /// The approximate memory for decoding, without the result.
    var workingBytes: Int
}

/// Decodes PNG, JPEG and WebP files within limits that are checked before decoding.
///
/// Blocks its thread. Malicious files cost at most what the limits allow.
package struct PictureDecoder: Sendable, Hashable {
    package var limits: PictureLimits

    package init(limits: PictureLimits = .standard) {
        self.limits = limits
    }

    /// Reads the header; decodes nothing and checks no limit.
    ///
    /// - Throws: `.empty`, `.notPicture`, `.unsupported`, `.damaged` or `.noMemory`.
    package func header(of file: [UInt8]) throws(PictureError) -> PictureHeader {
        let format = try Self.format(of: file)
        var header = mintop_picture_header()
        var reason = [CChar](repeating: 0, count: Int(MINTOP_REASON_SIZE))
        let outcome = mintop_picture_read_header(format.code, file, file.count, &header, &reason)
        try Self.check(outcome, format, reason)
        let orientation = PictureOrientation(of: file, format)
        let (width, height) = (Int(header.width), Int(header.height))
        return PictureHeader(
            format: format, width: orientation.isSwapped ? height : width,
            height: orientation.isSwapped ? width : height, orientation: orientation,
            workingBytes: Int(clamping: header.working_bytes))
    }

    /// Decodes a file upright; of an animation, the first frame. What is missing of a file cut off is blank or gray.
    package func decode(
        _ file: [UInt8], forAtLeast size: (width: Int, height: Int)? = nil,
        shouldStop: () -> Bool = { Task.isCancelled }
    ) throws(PictureError) -> PixelImage {
        let header = try header(of: file)
        let (width, height) = (header.width, header.height)
        guard width > 0, height > 0 else { throw .damaged(header.format, reason: "it has no pixels") }
        guard max(width, height) <= limits.side, width.multipliedReportingOverflow(by: height).overflow == false,
            width * height <= limits.pixels
        else { throw .tooLarge(width: width, height: height, limits: limits) }
        let halvings = size.map { Self.halvings(width: width, height: height, for: $0) } ?? 0
        let (newWidth, newHeight) = (Self.halved(width, halvings), Self.halved(height, halvings))
        let turns = header.orientation != .upright
        let byteCount = newWidth * newHeight * 4
        let working = turns ? max(header.workingBytes, byteCount) : header.workingBytes
        let bytes = working.addingReportingOverflow(byteCount)
        guard !bytes.overflow, bytes.partialValue <= limits.bytes else {
            throw .needsMemory(width: width, height: height, bytes: bytes.partialValue, limit: limits.bytes)
        }
        if shouldStop() { throw .stopped }
        let pixels = try Self.pixels(
            file, header.format, halvings: halvings, byteCount: byteCount, shouldStop: shouldStop)
        return PixelImage(
            width: newWidth, height: newHeight,
            bytes: turns ? Self.turned(pixels, toWidth: newWidth, height: newHeight, header.orientation) : pixels)
    }

    private static func turned(
        _ pixels: [UInt8], toWidth width: Int, height: Int, _ orientation: PictureOrientation
    ) -> [UInt8] {
        [UInt8](unsafeUninitializedCapacity: pixels.count) { buffer, count in
            guard let start = buffer.baseAddress else { return }
            mintop_turn(pixels, UInt32(orientation.value), start, UInt32(width), UInt32(height))
            count = pixels.count
        }
    }

    private static func format(of file: [UInt8]) throws(PictureError) -> PictureFormat {
        switch PictureContent(of: file) {
        case .picture(let format): return format
        case .otherPicture(let name): throw .unsupported(name)
        case .other(let name): throw .notPicture(name)
        case .nothing: throw .empty
        }
    }

    private static func pixels(
        _ file: [UInt8], _ format: PictureFormat, halvings: Int, byteCount: Int, shouldStop: () -> Bool
    ) throws(PictureError) -> [UInt8] {
        var reason = [CChar](repeating: 0, count: Int(MINTOP_REASON_SIZE))
        var outcome = MINTOP_PICTURE_NO_MEMORY
        let pixels = withoutActuallyEscaping(shouldStop) { shouldStop in
            let question = StopQuestion(isWanted: shouldStop)
            return withExtendedLifetime(question) {
                [UInt8](unsafeUninitializedCapacity: byteCount) { buffer, count in
                    guard let start = buffer.baseAddress else { return }
                    // A decoder omits the missing rows of a file cut off.
                    start.initialize(repeating: 0, count: byteCount)
                    outcome = mintop_picture_decode(
                        format.code, file, file.count, UInt32(halvings), start, byteCount,
                        { context in
                            context.map { Unmanaged<StopQuestion>.fromOpaque($0).takeUnretainedValue().isWanted() }
                                ?? false
                        }, Unmanaged.passUnretained(question).toOpaque(), &reason)
                    count = byteCount
                }
            }
        }
        try check(outcome, format, reason)
        return pixels
    }

    static func check(
        _ outcome: mintop_picture_outcome, _ format: PictureFormat, _ reason: [CChar]
    ) throws(PictureError) {
        switch outcome {
        case MINTOP_PICTURE_DONE: return
        case MINTOP_PICTURE_STOPPED: throw .stopped
        case MINTOP_PICTURE_NO_MEMORY: throw .noMemory
        default:
            let text = text(reason)
            throw .damaged(format, reason: text.isEmpty ? "its data is corrupt" : text)
        }
    }

    /// A library's reason as part of a sentence: one line without a final period.
    private static func text(_ reason: [CChar]) -> String {
        var bytes = reason.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }
        while let last = bytes.last, last == UInt8(ascii: ".") || last <= 0x20 { bytes.removeLast() }
        return String(decoding: bytes.map { (0x20..<0x7F).contains($0) ? $0 : UInt8(ascii: "?") }, as: UTF8.self)
    }

    private static func halvings(width: Int, height: Int, for size: (width: Int, height: Int)) -> Int {
        var result = 0
        while result < 15, halved(width, result + 1) >= max(1, size.width),
            halved(height, result + 1) >= max(1, size.height), halved(width, result) > 1 || halved(height, result) > 1
        {
            result += 1
        }
        return result
    }

    private static func halved(_ side: Int, _ halvings: Int) -> Int {
        (side + (1 << halvings) - 1) >> halvings
    }
}

/// Passes a closure through a C function.
private final class StopQuestion {
    let isWanted: () -> Bool

    init(isWanted: @escaping () -> Bool) {
        self.isWanted = isWanted
    }
}

extension PictureFormat {
    fileprivate var code: mintop_picture_format {
        switch self {
        case .png: MINTOP_PICTURE_PNG
        case .jpeg: MINTOP_PICTURE_JPEG
        case .webp: MINTOP_PICTURE_WEBP
        }
    }
}
