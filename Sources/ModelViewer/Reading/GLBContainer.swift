import BoundedJSON

/// The chunks of a GLB 2.0 file.
struct GLBContainer {
    let source: GLTFSource
    /// Empty without a binary chunk.
    let binary: ByteView

    /// Parsed JSON takes many times its size; typical models have less than a megabyte.
    private static let jsonByteLimit = 8 << 20
    private static let jsonLimits = JSONLimits(values: 1_000_000)
    /// The padding that a chunk may declare without having it.
    private static let paddingLimit = 7

    init(_ bytes: [UInt8]) throws(MeshReadingError) {
        let file = ByteView(bytes)
        guard let version: UInt32 = file.number(at: 4), let length: UInt32 = file.number(at: 8) else {
            throw MeshReadingError.damaged("The GLB file is cut off in its header.")
        }
        guard version == 2 else {
            throw MeshReadingError.unsupported("The GLB file is of version \(version); only version 2 can be read.")
        }
        // The chunks tell the length as well. Some programs count the whole file wrongly, and none needs that number.
        guard let body = file.part(12, bytes.count - 12), let first = Self.chunk(body, 0), first.kind == Self.json
        else { throw MeshReadingError.damaged("The GLB file has no JSON part, or its length is false.") }
        guard first.data.count <= Self.jsonByteLimit else {
            throw MeshReadingError.tooLarge("JSON (over \(Self.jsonByteLimit >> 20) MB)")
        }
        source = try Self.document(first.data)
        var binary = ByteView([])
        var at = first.end
        while let chunk = Self.chunk(body, at) ?? Self.chunk(body, (at + 3) & ~3) {
            if chunk.kind == Self.binary {
                guard chunk.missing <= Self.paddingLimit else {
                    throw MeshReadingError.damaged(
                        "The GLB file is cut off: it declares \(length) bytes and has \(bytes.count).")
                }
                binary = chunk.data
                break
            }
            at = chunk.end
        }
        self.binary = binary
    }

    private static let json: UInt32 = 0x4E4F_534A
    private static let binary: UInt32 = 0x004E_4942

    /// A chunk, and the number of its bytes that are missing at the end of the file. Other chunks than the binary one
    /// must be whole; one at a wrong place is not.
    private static func chunk(
        _ body: ByteView, _ at: Int
    ) -> (kind: UInt32, data: ByteView, end: Int, missing: Int)? {
        guard let length: UInt32 = body.number(at: at), let kind: UInt32 = body.number(at: at + 4) else { return nil }
        let missing = max(0, Int(length) - (body.count - at - 8))
        guard missing == 0 || kind == binary, let data = body.part(at + 8, Int(length) - missing) else { return nil }
        return (kind, data, at + 8 + Int(length), missing)
    }

    private static func document(_ json: ByteView) throws(MeshReadingError) -> GLTFSource {
        let source: GLTFSource
        do {
            // Some programs pad with NUL instead of spaces.
            let text = Array(json.bytes.reversed().drop { $0 <= 0x20 }.reversed())
            source = try BoundedJSON.decode(GLTFSource.self, from: text, limits: jsonLimits)
        } catch JSONFault.tooDeep(let limit) {
            throw MeshReadingError.tooLarge("levels in its JSON (over \(limit))")
        } catch JSONFault.tooManyValues(let limit) {
            throw MeshReadingError.tooLarge("values in its JSON (over \(limit))")
        } catch {
            throw MeshReadingError.damaged("The GLB file's JSON part is not valid glTF\(place(of: error)).")
        }
        // The container is of version 2; many programs spell the version of the JSON part in their own way.
        guard (source.asset?.majorVersion ?? 2) == 2 else {
            let version = MeshReadingError.word(source.asset?.version ?? "")
            throw MeshReadingError.unsupported("The model is glTF \(version); only glTF 2 can be read.")
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
