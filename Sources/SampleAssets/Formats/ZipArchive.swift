import CZlib

/// A ZIP archive (PKWARE APPNOTE 6.3) with stored entries.
///
/// libzip and minizip cannot align entry data to 64 bytes, which USDZ requires. Checksums are zlib's. All entries have
/// the format's earliest time, so that the same contents give the same bytes.
package struct ZipArchive: Sendable {
    private var entries: [(path: String, bytes: [UInt8])] = []

    package init() {}

    /// Adds a file. The path is relative, with `/` as separator.
    ///
    /// - Precondition: The path has 1 to 999 bytes.
    package mutating func add(_ bytes: [UInt8], at path: String) {
        precondition((1..<1_000).contains(path.utf8.count), "a ZIP entry has a path of a bearable length")
        entries.append((path, bytes))
    }

    /// The archive's bytes. Each entry's data starts at a multiple of `alignment` bytes.
    ///
    /// - Precondition: The archive is smaller than 4 GiB; alignment is at least 1.
    package func encoded(alignment: Int = 1) -> [UInt8] {
        var writer = ByteWriter()
        writer.reserve(entries.reduce(200) { $0 + $1.bytes.count + 2 * $1.path.utf8.count + 140 + alignment })
        var directory = ByteWriter()
        for (path, bytes) in entries {
            let offset = writer.count
            let facts = Self.facts(of: bytes, path)
            let extra = Self.padding(after: offset + 30 + path.utf8.count, alignment)
            writer.add(UInt32(0x0403_4B50))
            writer.add(facts)
            writer.add(UInt16(extra.count))
            writer.add(path)
            writer.add(extra)
            writer.add(bytes)
            directory.add(UInt32(0x0201_4B50))
            // Made by version 2.0 for MS-DOS; then the shared fields, no extra field, no comment, disk 0, plain file.
            directory.add(UInt16(20))
            directory.add(facts)
            directory.addZeros(12)
            directory.add(UInt32(offset))
            directory.add(path)
        }
        let start = writer.count
        writer.add(directory.bytes)
        writer.add(UInt32(0x0605_4B50))
        writer.add(UInt32(0))
        writer.add(UInt16(entries.count))
        writer.add(UInt16(entries.count))
        writer.add(UInt32(directory.count))
        writer.add(UInt32(start))
        writer.add(UInt16(0))
        return writer.bytes
    }

    /// The shared fields of the local header and the directory: version 2.0, UTF-8 path, stored, 1980-01-01, checksum,
    /// sizes and the path's length.
    private static func facts(of bytes: [UInt8], _ path: String) -> [UInt8] {
        let checksum = bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, uInt($0.count)) }
        var writer = ByteWriter()
        writer.add(UInt16(20))
        writer.add(UInt16(0x0800))
        writer.add(UInt16(0))
        writer.add(UInt16(0))
        writer.add(UInt16(0x0021))
        writer.add(UInt32(truncatingIfNeeded: checksum))
        writer.add(UInt32(bytes.count))
        writer.add(UInt32(bytes.count))
        writer.add(UInt16(path.utf8.count))
        return writer.bytes
    }

    /// An extra field that aligns the data; its own header takes four bytes.
    private static func padding(after end: Int, _ alignment: Int) -> [UInt8] {
        var gap = (alignment - end % alignment) % alignment
        guard gap > 0 else { return [] }
        while gap < 4 { gap += alignment }
        var writer = ByteWriter()
        // The id used by OpenUSD's writer for this field.
        writer.add(UInt16(0x1986))
        writer.add(UInt16(gap - 4))
        writer.addZeros(gap - 4)
        return writer.bytes
    }
}
