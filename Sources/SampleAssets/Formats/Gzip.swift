import CZlib

enum Gzip {
    /// Compresses the data at the fastest level as one member without time and name; the same data gives the same
    /// bytes.
    static func compressed(_ data: [UInt8]) throws(GzipError) -> [UInt8] {
        var stream = z_stream()
        guard mintop_deflate_init_gzip(&stream, Z_BEST_SPEED) == Z_OK else {
            throw GzipError.failed(reason(of: stream))
        }
        defer { deflateEnd(&stream) }
        var output = [UInt8](repeating: 0, count: Int(deflateBound(&stream, uLong(data.count))))
        // The buffers must not move while the stream points to them.
        let code = data.withUnsafeBufferPointer { input in
            output.withUnsafeMutableBufferPointer { room in
                // zlib does not write to its input; its C declaration lacks the const.
                stream.next_in = UnsafeMutablePointer(mutating: input.baseAddress)
                stream.avail_in = uInt(input.count)
                stream.next_out = room.baseAddress
                stream.avail_out = uInt(room.count)
                return deflate(&stream, Z_FINISH)
            }
        }
        guard code == Z_STREAM_END else { throw GzipError.failed(reason(of: stream)) }
        output.removeLast(Int(stream.avail_out))
        return output
    }

    private static func reason(of stream: z_stream) -> String {
        stream.msg.map { String(cString: $0) } ?? "zlib gave no reason"
    }
}

package enum GzipError: Error, Equatable, CustomStringConvertible {
    /// The reason given by zlib, such as lack of memory.
    case failed(String)

    package var description: String {
        switch self {
        case .failed(let reason): "The file could not be compressed: \(reason)."
        }
    }
}
