/// An encoder for RIFF/WAVE files, by Microsoft's and IBM's "Multimedia Programming Interface and Data Specifications
/// 1.0".
package enum WAV {
    package static let contentType = "audio/wav"

    /// One channel of 16-bit samples; `rate` in samples per second.
    static func encode(_ samples: [Int16], rate: Int) -> [UInt8] {
        var writer = ByteWriter()
        let length = samples.count * 2
        writer.reserve(44 + length)
        writer.add("RIFF")
        writer.add(UInt32(36 + length))
        writer.add("WAVEfmt ")
        writer.add(UInt32(16))
        // PCM, one channel.
        writer.add(UInt16(1))
        writer.add(UInt16(1))
        writer.add(UInt32(rate))
        writer.add(UInt32(rate * 2))
        writer.add(UInt16(2))
        writer.add(UInt16(16))
        writer.add("data")
        writer.add(UInt32(length))
        samples.map { $0.littleEndian }.withUnsafeBytes { writer.add($0) }
        return writer.bytes
    }
}
