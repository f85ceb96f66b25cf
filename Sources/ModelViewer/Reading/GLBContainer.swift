import BoundedJSON

/// The chunks of a GLB 2.0 file.
struct GLBContainer {
    let source: GLTFSource
    /// Empty without a binary chunk.
    let binary: ByteView

    /// Parsed JSON takes many times its size; typical models have less than a megabyte.
    private static let jsonByteLimit = 8 << 20
    private static let jsonLimits = JSONLimits(values: 1_000_000)

    init(_ bytes: [UInt8]) throws(MeshReadingError) {
        let file = ByteView(bytes)
        guard let version: UInt32 = file.number(at: 4), let length: UInt32 = file.number(at: 8) else {
            throw MeshReadingError.damaged("The GLB file is cut off in its header.")
        }
        guard version == 2 else {
            throw MeshReadingError.unsupported("The GLB file is of version \(version); only version 2 can be read.")
        }
        guard Int(length) <= bytes.count else {
            throw MeshReadingError.damaged(
                "The GLB file is cut off: it declares \(length) bytes and has \(bytes.count).")
        }
        // Bytes after the declared end are ignored.
        guard let body = file.part(12, Int(length) - 12), let first = Self.chunk(body, 0), first.kind == 0x4E4F_534A
        else { throw MeshReadingError.damaged("The GLB file has no JSON part, or its length is false.") }
        guard first.data.count <= Self.jsonByteLimit else {
            throw MeshReadingError.tooLarge("JSON (over \(Self.jsonByteLimit >> 20) MB)")
        }
        source = try Self.document(first.data)
        var binary = ByteView([])
        var at = first.end
        while at < body.count {
            guard let chunk = Self.chunk(body, at) else {
                throw MeshReadingError.damaged("A part of the GLB file is longer than the file.")
            }
            if chunk.kind == 0x004E_4942 {
                binary = chunk.data
                break
            }
            at = chunk.end
        }
        self.binary = binary
    }

    private static func chunk(_ body: ByteView, _ at: Int) -> (kind: UInt32, data: ByteView, end: Int)? {
        guard let length: UInt32 = body.number(at: at), let kind: UInt32 = body.number(at: at + 4),
            let data = body.part(at + 8, Int(length))
        else { return nil }
        return (kind, data, at + 8 + Int(length))
    }

    private static func document(_ json: ByteView) throws(MeshReadingError) -> GLTFSource {
        let source: GLTFSource
        do {
            source = try BoundedJSON.decode(GLTFSource.self, from: json.bytes, limits: jsonLimits)
        } catch JSONFault.tooDeep(let limit) {
            throw MeshReadingError.tooLarge("levels in its JSON (over \(limit))")
        } catch JSONFault.tooManyValues(let limit) {
            throw MeshReadingError.tooLarge("values in its JSON (over \(limit))")
        } catch {
            throw MeshReadingError.damaged("The GLB file's JSON part is not valid glTF\(place(of: error)).")
        }
        guard source.asset.version.hasPrefix("2.") else {
            let version = MeshReadingError.word(source.asset.version)
            throw MeshReadingError.unsupported("The model is glTF \(version); only glTF 2 can be read.")
        }
        if let name = source.unknownExtension {
            throw MeshReadingError.unsupported(
                "The model needs the glTF extension \"\(MeshReadingError.word(name))\", which is not supported.")
        }
        return source
    }

    private static func place(of error: any Error) -> String {
        let path: [any CodingKey]
        switch error {
        case DecodingError.typeMismatch(_, let context), DecodingError.valueNotFound(_, let context),
            DecodingError.dataCorrupted(let context):
            path = context.codingPath
        case DecodingError.keyNotFound(let key, let context): path = context.codingPath + [key]
        default: path = []
        }
        guard !path.isEmpty else { return "" }
        let names = path.map { $0.intValue.map(String.init) ?? $0.stringValue }
        return ": see \"\(MeshReadingError.word(names.joined(separator: ".")))\""
    }
}
