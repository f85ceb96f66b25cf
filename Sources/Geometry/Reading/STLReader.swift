/// Reads STL, binary and text. Lengths are taken for millimetres and Z for up, as most programs write them.
struct STLReader {
    private let file: ByteView

    private static let headerSize = 84
    private static let triangleSize = 50

    init(_ bytes: [UInt8]) {
        file = ByteView(bytes)
    }

    /// True for text of this kind, and for a binary file of exactly the length it declares, even where it begins with
    /// the word of the text form.
    static func recognises(_ bytes: [UInt8]) -> Bool {
        let file = ByteView(bytes)
        if isText(bytes) { return true }
        guard let count: UInt32 = file.number(at: 80) else { return false }
        return headerSize + Int(count) * triangleSize == file.count
    }

    /// True for what may be a binary file with a part cut off or a little added: nothing in the format says so, but a
    /// text would not have such bytes, nor another kind a length that is so near.
    static func resembles(_ bytes: [UInt8]) -> Bool {
        let file = ByteView(bytes)
        guard let count: UInt32 = file.number(at: 80), count > 0 else { return false }
        let length = headerSize + Int(count) * triangleSize
        return (length / 4..<length + 1_024).contains(file.count)
            && bytes.prefix(headerSize).contains { $0 < 9 || $0 > 0x7E }
    }

    func read(into builder: inout SceneBuilder) throws {
        builder.surfaces = [.unstated]
        let declared: UInt32? = file.number(at: 80)
        let isExact = declared.map { Self.headerSize + Int($0) * Self.triangleSize == file.count } ?? false
        let piece = !isExact && Self.isText(file.bytes) ? try text() : try binary()
        try builder.add(piece, surface: 0)
    }

    private static func isText(_ bytes: [UInt8]) -> Bool {
        guard let start = bytes.firstIndex(where: { $0 > 0x20 }), start < 200 else { return false }
        guard bytes[start...].starts(with: "solid".utf8) else { return false }
        // Binary files of some programs begin with "solid" too; only the text form goes on with facets.
        var scanner = TextScanner(Array(bytes.prefix(4_000)))
        scanner.skipLine()
        let word = scanner.word()
        return word == "facet" || word == "endsolid"
    }

    private func binary() throws -> SceneBuilder.Piece {
        guard let declared: UInt32 = file.number(at: 80) else {
            throw MeshReadingError.damaged("The STL file is cut off in its header.")
        }
        let count = Int(declared)
        guard let body = file.part(Self.headerSize, count * Self.triangleSize) else {
            throw MeshReadingError.damaged(
                "The STL file is cut off: it declares \(count) triangles and has \((file.count - 84) / 50).")
        }
        let colours = STLColours(header: file.part(0, 80)?.bytes ?? [])
        var piece = SceneBuilder.Piece()
        piece.positions.reserveCapacity(count * 3)
        piece.colours.reserveCapacity(count * 3)
        var hasColours = false
        body.withBytes { bytes in
            for triangle in 0..<count {
                let start = triangle * Self.triangleSize
                let attribute = UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 48, as: UInt16.self))
                let colour = colours.colour(attribute)
                if colour != nil { hasColours = true }
                for corner in 1...3 {
                    func number(_ at: Int) -> Float {
                        let offset = start + corner * 12 + at * 4
                        let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
                        return Float(bitPattern: UInt32(littleEndian: bits))
                    }
                    piece.positions.append(Self.upright(number(0), number(1), number(2)))
                    piece.colours.append(colour ?? colours.standard)
                }
            }
        }
        if !hasColours, !colours.hasStandard { piece.colours = [] }
        piece.indices = (0..<UInt32(count * 3)).map { $0 }
        return piece
    }

    private func text() throws -> SceneBuilder.Piece {
        var scanner = TextScanner(file.bytes)
        var piece = SceneBuilder.Piece()
        var words = 0
        while let word = scanner.word() {
            words += 1
            if words % 65_536 == 0 { try Task.checkCancellation() }
            guard word == "vertex" else { continue }
            guard let x = scanner.number(), let y = scanner.number(), let z = scanner.number() else {
                throw MeshReadingError.damaged(
                    "The STL file is damaged in line \(scanner.line): a vertex has three numbers.")
            }
            piece.positions.append(Self.upright(x, y, z))
        }
        guard piece.positions.count % 3 == 0 else {
            throw MeshReadingError.damaged("The STL file is cut off: its last triangle is not whole.")
        }
        piece.indices = (0..<UInt32(piece.positions.count)).map { $0 }
        return piece
    }

    private static func upright(_ x: Float, _ y: Float, _ z: Float) -> Vector3 {
        Vector3(x * 0.001, z * 0.001, -y * 0.001)
    }
}

/// The two ways in which programs put a triangle's colour into the two spare bytes of binary STL.
private struct STLColours {
    /// Materialise Magics writes a colour for the whole into the header; its other colours are in the reverse order.
    private let isMagics: Bool
    let standard: Colour
    var hasStandard: Bool { isMagics }

    init(header: [UInt8]) {
        let mark = Array("COLOR=".utf8)
        let place = header.indices.first { header[$0...].starts(with: mark) }
        guard let place, place + 10 <= header.count else {
            isMagics = false
            standard = .white
            return
        }
        isMagics = true
        let bytes = header[(place + 6)..<(place + 9)].map { UInt32($0) }
        standard = Colour(hex: bytes[0] << 16 | bytes[1] << 8 | bytes[2])
    }

    func colour(_ attribute: UInt16) -> Colour? {
        // Bit 15 says "own colour" in VisCAM's way, and "the whole's colour" in that of Magics.
        guard (attribute & 0x8000 != 0) != isMagics else { return nil }
        let (high, middle, low) = ((attribute >> 10) & 31, (attribute >> 5) & 31, attribute & 31)
        let (red, blue) = isMagics ? (low, high) : (high, low)
        func byte(_ level: UInt16) -> UInt32 { UInt32(level) * 255 / 31 }
        return Colour(hex: byte(red) << 16 | byte(middle) << 8 | byte(blue))
    }
}
