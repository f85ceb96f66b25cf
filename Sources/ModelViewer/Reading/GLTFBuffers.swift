import CMeshoptimizer
import Foundation

/// The data of a glTF file's buffer views, each decompressed at most once.
struct GLTFBuffers {
    private let source: GLTFSource
    private let binary: ByteView
    private var buffers: [Int: ByteView] = [:]
    private var unpacked: [Int: ByteView] = [:]

    init(_ container: GLBContainer) {
        source = container.source
        binary = container.binary
    }

    /// The bytes of a view, and its row stride if given.
    mutating func view(_ index: Int, _ budget: inout ReadingBudget) throws(MeshReadingError) -> (ByteView, stride: Int?)
    {
        let view: GLTFSource.BufferView = try (source.bufferViews ?? []).entry(index, "buffer views")
        if let packed = view.meshopt {
            return (try unpacked(index, packed, &budget), packed.byteStride)
        }
        let buffer = try buffer(view.buffer, &budget)
        // The accessor checks its own end, so that a view may declare a few bytes of padding that are not there.
        let offset = view.byteOffset ?? 0
        guard offset >= 0, offset <= buffer.count,
            let part = buffer.part(offset, min(view.byteLength, buffer.count - offset))
        else { throw MeshReadingError.damaged("Buffer view \(index) of the GLB file lies outside its data.") }
        return (part, view.byteStride)
    }

    private mutating func buffer(_ index: Int, _ budget: inout ReadingBudget) throws(MeshReadingError) -> ByteView {
        if let known = buffers[index] { return known }
        let buffer = try (source.buffers ?? []).entry(index, "buffers")
        // The declared length may count padding that is not there; each view checks its own part.
        let data: ByteView
        if let uri = buffer.uri, !uri.isEmpty {
            data = ByteView(try Self.data(of: uri, &budget))
        } else {
            guard index == 0 else {
                throw MeshReadingError.damaged("Buffer \(index) of the GLB file has no data.")
            }
            data = binary
        }
        buffers[index] = data
        return data
    }

    /// The bytes of a `data:` URI. Other URIs are rejected, because a model must not open files or links.
    static func data(of uri: String, _ budget: inout ReadingBudget) throws(MeshReadingError) -> [UInt8] {
        guard uri.utf8.starts(with: "data:".utf8), let comma = uri.firstIndex(of: ",") else {
            throw MeshReadingError.unsupported("The model keeps a part of itself in another file, which is not read.")
        }
        try budget.spend(bytes: uri.utf8.count)
        let text = String(uri[uri.index(after: comma)...])
        guard uri[..<comma].hasSuffix(";base64"), let data = Data(base64Encoded: text)
        else { throw MeshReadingError.damaged("A part of the model that is written as text is damaged.") }
        return Array(data)
    }

    private mutating func unpacked(
        _ index: Int, _ packed: GLTFSource.BufferView.Meshopt, _ budget: inout ReadingBudget
    ) throws(MeshReadingError) -> ByteView {
        if let known = unpacked[index] { return known }
        let buffer = try buffer(packed.buffer, &budget)
        guard let data = buffer.part(packed.byteOffset ?? 0, packed.byteLength), packed.count >= 0,
            (1...256).contains(packed.byteStride)
        else { throw MeshReadingError.damaged("Buffer view \(index) of the GLB file lies outside its data.") }
        let (size, overflow) = packed.count.multipliedReportingOverflow(by: packed.byteStride)
        guard !overflow else { throw MeshReadingError.tooLarge("unpacked data") }
        guard size / ReadingBudget.mostPerByte <= data.count else {
            throw MeshReadingError.damaged("The compressed buffer view \(index) of the GLB file gives a false size.")
        }
        try budget.spend(bytes: size)
        guard let bytes = Self.decoded(data, packed, size: size) else {
            throw MeshReadingError.damaged("The compressed buffer view \(index) of the GLB file is damaged.")
        }
        let result = ByteView(bytes)
        unpacked[index] = result
        return result
    }

    /// Checks everything that meshoptimizer asserts, because a failed assertion ends the program.
    private static func decoded(_ data: ByteView, _ packed: GLTFSource.BufferView.Meshopt, size: Int) -> [UInt8]? {
        let (count, stride) = (packed.count, packed.byteStride)
        var output = [UInt8](repeating: 0, count: size)
        let code = data.withBytes { input -> Int32 in
            let start = input.bindMemory(to: UInt8.self).baseAddress
            switch packed.mode {
            case "ATTRIBUTES" where stride % 4 == 0:
                return meshopt_decodeVertexBuffer(&output, count, stride, start, input.count)
            case "TRIANGLES" where count % 3 == 0 && (stride == 2 || stride == 4):
                return meshopt_decodeIndexBuffer(&output, count, stride, start, input.count)
            case "INDICES" where stride == 2 || stride == 4:
                return meshopt_decodeIndexSequence(&output, count, stride, start, input.count)
            default: return -1
            }
        }
        guard code == 0 else { return nil }
        switch packed.filter ?? "NONE" {
        case "NONE": break
        case "OCTAHEDRAL" where stride == 4 || stride == 8: meshopt_decodeFilterOct(&output, count, stride)
        case "QUATERNION" where stride == 8: meshopt_decodeFilterQuat(&output, count, stride)
        case "EXPONENTIAL" where stride % 4 == 0: meshopt_decodeFilterExp(&output, count, stride)
        default: return nil
        }
        return output
    }
}
