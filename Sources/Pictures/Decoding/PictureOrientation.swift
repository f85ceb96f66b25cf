/// The orientation in the Exif block of a picture file, 1 to 8: the turns and flips that a viewer applies.
///
/// Reads untrusted bytes: each offset is checked, and each step moves on, so that the time is linear.
struct PictureOrientation: Sendable, Hashable {
    /// As stored.
    static let upright = PictureOrientation(value: 1)

    private(set) var value: Int

    /// Whether width and height change places.
    var isSwapped: Bool { value >= 5 }

    private init(value: Int) {
        self.value = value
    }

    /// `upright` without a usable Exif block.
    init(of file: [UInt8], _ format: PictureFormat) {
        self = file.withUnsafeBytes { bytes in
            let file = FileBytes(bytes: bytes)
            let block =
                switch format {
                case .jpeg: Self.jpegBlock(file)
                case .png: Self.pngBlock(file)
                case .webp: Self.webpBlock(file)
                }
            return block.flatMap(Self.init(block:)) ?? .upright
        }
    }

    private static let name = Array("Exif\0\0".utf8)

    /// The first APP1 segment with Exif before the pixels.
    private static func jpegBlock(_ file: FileBytes) -> FileBytes? {
        var at = 2
        while let byte = file[at], let marker = file[at + 1] {
            guard byte == 0xFF, marker != 0xFF else {
                // A decoder skips fill bytes, and others that do not belong between segments.
                at += 1
                continue
            }
            switch marker {
            case 0x00, 0x01, 0xD0...0xD8: at += 2
            case 0xD9, 0xDA: return nil
            default:
                guard let length = file.number(at: at + 2, 2, isBig: true), length >= 2 else { return nil }
                if marker == 0xE1, let block = file.part(at + 4, length - 2), block.starts(with: name) {
                    return block.part(name.count, block.count - name.count)
                }
                at += 2 + length
            }
        }
        return nil
    }

    /// The eXIf chunk, which may be before or after the pixels.
    private static func pngBlock(_ file: FileBytes) -> FileBytes? {
        var at = 8
        while let length = file.number(at: at, 4, isBig: true) {
            if file.part(at + 4, 4)?.starts(with: Array("eXIf".utf8)) == true { return file.part(at + 8, length) }
            at += 12 + length
        }
        return nil
    }

    private static func webpBlock(_ file: FileBytes) -> FileBytes? {
        var at = 12
        while let length = file.number(at: at + 4, 4, isBig: false) {
            if file.part(at, 4)?.starts(with: Array("EXIF".utf8)) == true {
                // Some programs keep the name that JPEG files need.
                guard let block = file.part(at + 8, length), block.starts(with: name) else {
                    return file.part(at + 8, length)
                }
                return block.part(name.count, block.count - name.count)
            }
            at += 8 + length + length % 2
        }
        return nil
    }

    /// Reads the first list of a TIFF structure.
    private init?(block: FileBytes) {
        let isBig = block.starts(with: Array("MM\0*".utf8))
        guard isBig || block.starts(with: Array("II*\0".utf8)),
            let list = block.number(at: 4, 4, isBig: isBig), let count = block.number(at: list, 2, isBig: isBig)
        else { return nil }
        for entry in 0..<count {
            let at = list + 2 + entry * 12
            guard let tag = block.number(at: at, 2, isBig: isBig) else { return nil }
            guard tag == 0x112 else { continue }
            let sizes = [1: 1, 3: 2, 4: 4]
            guard let size = block.number(at: at + 2, 2, isBig: isBig).flatMap({ sizes[$0] }),
                let valueCount = block.number(at: at + 4, 4, isBig: isBig), valueCount > 0,
                let value = block.number(at: at + 8, size, isBig: isBig), (1...8).contains(value)
            else { return nil }
            self.value = value
            return
        }
        return nil
    }
}

/// The bytes of a file, or of a part; nil for all that is outside.
private struct FileBytes {
    let bytes: UnsafeRawBufferPointer

    var count: Int { bytes.count }

    subscript(at: Int) -> UInt8? { at < bytes.count ? bytes[at] : nil }

    func starts(with prefix: [UInt8]) -> Bool { bytes.starts(with: prefix) }

    func part(_ offset: Int, _ length: Int) -> FileBytes? {
        guard offset <= bytes.count, length <= bytes.count - offset else { return nil }
        return FileBytes(bytes: UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + length]))
    }

    func number(at offset: Int, _ size: Int, isBig: Bool) -> Int? {
        guard let part = part(offset, size)?.bytes else { return nil }
        return (isBig ? Array(part) : part.reversed()).reduce(0) { $0 << 8 | Int($1) }
    }
}
