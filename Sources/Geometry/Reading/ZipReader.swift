import CZlib

/// The entries of a ZIP archive (PKWARE APPNOTE 6.3) in memory, stored or deflated. Files are never written, so paths
/// are only names. Declared sizes are checked against the data.
struct ZipReader {
    struct Entry {
        var path: String
        var method: UInt16
        var flags: UInt16
        var checksum: UInt32
        var packedSize: Int
        var size: Int
        var offset: Int
    }

    let entries: [Entry]
    private let file: ByteView

    static func recognizes(_ bytes: [UInt8]) -> Bool {
        bytes.starts(with: [0x50, 0x4B, 0x03, 0x04]) || bytes.starts(with: [0x50, 0x4B, 0x05, 0x06])
    }

    init(_ bytes: [UInt8]) throws(MeshReadingError) {
        file = ByteView(bytes)
        guard let end = Self.endRecord(file), let count: UInt16 = file.number(at: end + 10),
            let length: UInt32 = file.number(at: end + 12), let start: UInt32 = file.number(at: end + 16)
        else { throw MeshReadingError.damaged("The ZIP archive has no directory: it is cut off or damaged.") }
        guard start != .max, count != .max else {
            throw MeshReadingError.unsupported("The ZIP archive uses the 64-bit form, which is not supported.")
        }
        guard let directory = file.part(Int(start), Int(length)) else {
            throw MeshReadingError.damaged("The ZIP archive's directory lies outside the file.")
        }
        var entries: [Entry] = []
        var at = 0
        for _ in 0..<count {
            guard let (entry, next) = Self.entry(directory, at) else {
                throw MeshReadingError.damaged("The ZIP archive's directory is damaged.")
            }
            entries.append(entry)
            at = next
        }
        self.entries = entries
    }

    /// The extracted bytes of an entry, charged to the budget first.
    func contents(of entry: Entry, _ budget: inout ReadingBudget) throws -> [UInt8] {
        let name = MeshReadingError.word(ModelContents.name(entry.path))
        guard entry.flags & 1 == 0 else {
            throw MeshReadingError.unsupported("\"\(name)\" in the ZIP archive is encrypted.")
        }
        guard let packed = data(of: entry) else {
            throw MeshReadingError.damaged("\"\(name)\" lies outside the ZIP archive: it is cut off or damaged.")
        }
        try budget.spend(bytes: entry.size)
        let bytes: [UInt8]
        switch entry.method {
        case 0 where entry.size == entry.packedSize: bytes = packed.bytes
        case 8 where entry.size / ReadingBudget.mostPerByte <= entry.packedSize:
            bytes = try Self.inflated(packed, entry.size, name)
        case 0, 8: throw MeshReadingError.damaged("The ZIP archive gives a false size for \"\(name)\".")
        default:
            throw MeshReadingError.unsupported("\"\(name)\" is compressed with method \(entry.method), not supported.")
        }
        let checksum = bytes.withUnsafeBufferPointer { crc32(0, $0.baseAddress, uInt($0.count)) }
        guard UInt32(truncatingIfNeeded: checksum) == entry.checksum else {
            throw MeshReadingError.damaged("\"\(name)\" in the ZIP archive is damaged: its checksum is wrong.")
        }
        return bytes
    }

    private func data(of entry: Entry) -> ByteView? {
        guard let mark: UInt32 = file.number(at: entry.offset), mark == 0x0403_4B50,
            let pathLength: UInt16 = file.number(at: entry.offset + 26),
            let extraLength: UInt16 = file.number(at: entry.offset + 28)
        else { return nil }
        return file.part(entry.offset + 30 + Int(pathLength) + Int(extraLength), entry.packedSize)
    }

    /// The size was limited by the compression ratio of Deflate; here it must match exactly.
    private static func inflated(_ packed: ByteView, _ size: Int, _ name: String) throws(MeshReadingError) -> [UInt8] {
        var output = [UInt8](repeating: 0, count: size)
        var stream = z_stream()
        guard mintop_inflate_init_raw(&stream) == Z_OK else {
            throw MeshReadingError.damaged("There is not enough memory to unpack \"\(name)\".")
        }
        defer { inflateEnd(&stream) }
        // The buffers must not move while the stream points to them.
        let code = packed.withBytes { input in
            output.withUnsafeMutableBufferPointer { room in
                // zlib does not write to its input; its C declaration lacks the const.
                stream.next_in = UnsafeMutablePointer(mutating: input.bindMemory(to: UInt8.self).baseAddress)
                stream.avail_in = uInt(input.count)
                stream.next_out = room.baseAddress
                stream.avail_out = uInt(room.count)
                return inflate(&stream, Z_FINISH)
            }
        }
        guard code == Z_STREAM_END, stream.avail_out == 0 else {
            throw MeshReadingError.damaged("\"\(name)\" in the ZIP archive is damaged or gives a false size.")
        }
        return output
    }

    /// Finds the record at the end, before a comment of up to 65,535 bytes.
    private static func endRecord(_ file: ByteView) -> Int? {
        var at = file.count - 22
        let lowest = max(0, at - 65_535)
        while at >= lowest {
            if let mark: UInt32 = file.number(at: at), mark == 0x0605_4B50 { return at }
            at -= 1
        }
        return nil
    }

    private static func entry(_ directory: ByteView, _ at: Int) -> (Entry, Int)? {
        guard let mark: UInt32 = directory.number(at: at), mark == 0x0201_4B50,
            let flags: UInt16 = directory.number(at: at + 8), let method: UInt16 = directory.number(at: at + 10),
            let checksum: UInt32 = directory.number(at: at + 16),
            let packedSize: UInt32 = directory.number(at: at + 20), let size: UInt32 = directory.number(at: at + 24),
            let pathLength: UInt16 = directory.number(at: at + 28),
            let extraLength: UInt16 = directory.number(at: at + 30),
            let commentLength: UInt16 = directory.number(at: at + 32),
            let offset: UInt32 = directory.number(at: at + 42),
            let path = directory.part(at + 46, Int(pathLength))
        else { return nil }
        let entry = Entry(
            path: String(decoding: path.bytes, as: UTF8.self), method: method, flags: flags, checksum: checksum,
            packedSize: Int(packedSize), size: Int(size), offset: Int(offset))
        return (entry, at + 46 + Int(pathLength) + Int(extraLength) + Int(commentLength))
    }
}
