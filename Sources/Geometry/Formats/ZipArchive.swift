import CZlib

/// A ZIP archive (PKWARE APPNOTE 6.3) whose entries are stored as they are.
///
/// Written here and not taken from libzip or minizip: neither places an entry's data at a multiple of 64 bytes, which
/// USDZ demands, and without compression there is little else to a ZIP file. Checksums are zlib's. The time of every
/// entry is the format's first moment, so that the same contents give the same bytes.
package struct ZipArchive: Sendable {
    private var entries: [(path: String, bytes: [UInt8])] = []

    package init() {}

    /// Adds a file. The path is relative, with `/` between its parts.
    ///
    /// - Precondition: the path is not empty and shorter than 1,000 bytes.
    package mutating func add(_ bytes: [UInt8], at path: String) {
        precondition((1..<1_000).contains(path.utf8.count), "a ZIP entry has a path of a bearable length")
        entries.append((path, bytes))
    }

    /// The archive's bytes. Each entry's data begins at a multiple of `alignment` bytes from the start.
    ///
    /// - Precondition: the archive stays below 4 GiB; alignment is at least 1.
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
            // Made by version 2.0 for MS-DOS; then the facts again, no extra field, no comment, disk 0, plain file.
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

    /// What the local header and the directory both say: version 2.0, UTF-8 path, stored, 1980-01-01, checksum, sizes
    /// and the path's length.
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

    /// An extra field that moves the data to the next multiple; its own header takes four bytes.
    private static func padding(after end: Int, _ alignment: Int) -> [UInt8] {
        var gap = (alignment - end % alignment) % alignment
        guard gap > 0 else { return [] }
        while gap < 4 { gap += alignment }
        var writer = ByteWriter()
        // The number that OpenUSD's own writer gives to such a field.
        writer.add(UInt16(0x1986))
        writer.add(UInt16(gap - 4))
        writer.addZeros(gap - 4)
        return writer.bytes
    }
}
