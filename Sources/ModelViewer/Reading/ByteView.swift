/// A bounds-checked view of a file's bytes, safe for untrusted offsets.
struct ByteView {
    let storage: [UInt8]
    let range: Range<Int>

    init(_ storage: [UInt8]) {
        self.storage = storage
        range = 0..<storage.count
    }

    private init(_ storage: [UInt8], _ range: Range<Int>) {
        self.storage = storage
        self.range = range
    }

    var count: Int { range.count }

    var bytes: [UInt8] { Array(storage[range]) }

    /// Nil if any part is outside; safe for all values.
    func part(_ offset: Int, _ length: Int) -> ByteView? {
        guard offset >= 0, length >= 0, offset <= count, length <= count - offset else { return nil }
        let start = range.lowerBound + offset
        return ByteView(storage, start..<(start + length))
    }

    /// A little-endian number; nil if it is not fully inside.
    func number<Number: FixedWidthInteger>(at offset: Int, as type: Number.Type = Number.self) -> Number? {
        guard let place = part(offset, MemoryLayout<Number>.size) else { return nil }
        return storage.withUnsafeBytes { memory in
            Number(littleEndian: memory.loadUnaligned(fromByteOffset: place.range.lowerBound, as: Number.self))
        }
    }

    /// The bytes without a copy, valid only during the call.
    func withBytes<Result>(_ body: (UnsafeRawBufferPointer) throws -> Result) rethrows -> Result {
        try storage.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[range])) }
    }
}
