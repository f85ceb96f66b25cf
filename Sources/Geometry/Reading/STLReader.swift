/// Reads binary and text STL. Lengths are taken as millimeters and Z as up, as most programs write them.
struct STLReader {
    private let file: ByteView

    private static let headerSize = 84
    private static let triangleSize = 50

    init(_ bytes: [UInt8]) {
        file = ByteView(bytes)
    }

    /// Whether it is text STL, or a binary file of exactly the declared length, even if it starts with "solid".
    static func recognizes(_ bytes: [UInt8]) -> Bool {
        let file = ByteView(bytes)
        if isText(bytes) { return true }
        guard let count: UInt32 = file.number(at: 80) else { return false }
        return headerSize + Int(count) * triangleSize == file.count
    }

    /// Whether it may be a truncated or extended binary file: it contains bytes that text does not have, and its length
    /// is close to the declared one.
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
        // Some binary files start with "solid" too; only the text form continues with facets.
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
        let colors = STLColors(header: file.part(0, 80)?.bytes ?? [])
        var piece = SceneBuilder.Piece()
        piece.positions.reserveCapacity(count * 3)
        piece.colors.reserveCapacity(count * 3)
        var hasColors = false
        body.withBytes { bytes in
            for triangle in 0..<count {
                let start = triangle * Self.triangleSize
                let attribute = UInt16(littleEndian: bytes.loadUnaligned(fromByteOffset: start + 48, as: UInt16.self))
                let color = colors.color(attribute)
                if color != nil { hasColors = true }
                for corner in 1...3 {
                    func number(_ at: Int) -> Float {
                        let offset = start + corner * 12 + at * 4
                        let bits = bytes.loadUnaligned(fromByteOffset: offset, as: UInt32.self)
                        return Float(bitPattern: UInt32(littleEndian: bits))
                    }
                    piece.positions.append(Self.upright(number(0), number(1), number(2)))
                    piece.colors.append(color ?? colors.standard)
                }
            }
        }
        if !hasColors, !colors.hasStandard { piece.colors = [] }
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

/// The two conventions for a triangle's color in the two attribute bytes of binary STL.
private struct STLColors {
    /// Materialise Magics stores a default color in the header; its triangle colors are in reverse channel order.
    private let isMagics: Bool
    let standard: Color
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
        standard = Color(hex: bytes[0] << 16 | bytes[1] << 8 | bytes[2])
    }

    func color(_ attribute: UInt16) -> Color? {
        // Bit 15 means "own color" for VisCAM and "default color" for Magics.
        guard (attribute & 0x8000 != 0) != isMagics else { return nil }
        let (high, middle, low) = ((attribute >> 10) & 31, (attribute >> 5) & 31, attribute & 31)
        let (red, blue) = isMagics ? (low, high) : (high, low)
        func byte(_ level: UInt16) -> UInt32 { UInt32(level) * 255 / 31 }
        return Color(hex: byte(red) << 16 | byte(middle) << 8 | byte(blue))
    }
}
