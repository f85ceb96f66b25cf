/// Corrects the checksums of a PNG file's chunks, as far as its lengths are valid.
enum PNGChecksums {
    private static let table: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }

    static func repair(_ file: inout [UInt8]) {
        guard file.starts(with: [0x89, 0x50, 0x4E, 0x47]) else { return }
        var at = 8
        while at + 12 <= file.count {
            let length = file[at..<at + 4].reduce(0) { $0 << 8 | Int($1) }
            let end = at + 8 + length
            guard end + 4 <= file.count else { return }
            let checksum = ~file[at + 4..<end].reduce(UInt32.max) { value, byte in
                table[Int((value ^ UInt32(byte)) & 0xFF)] ^ value >> 8
            }
            for index in 0..<4 { file[end + index] = UInt8(truncatingIfNeeded: checksum >> UInt32(24 - index * 8)) }
            at = end + 4
        }
    }
}
