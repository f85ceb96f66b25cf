/// Reads Wavefront OBJ: polygons as fans, vertex colors after the coordinates, materials from companion files.
struct OBJReader {
    private var scanner: TextScanner
    private let budget: ReadingBudget
    private let materials: OBJMaterials
    private var positions: [Vector3] = []
    private var colors: [Color] = []
    private var coordinates: [SIMD2<Float>] = []
    private var normals: [Vector3] = []
    private var hasColors = false
    private var surface: Int
    /// The triangle corners of each surface.
    private var corners: [[Corner]]
    private var cornerCount = 0

    /// Indices into the lists; -1 for none.
    private struct Corner: Hashable {
        var position: Int32
        var coordinate: Int32
        var normal: Int32
    }

    /// Whether the text has at least one vertex and one face among its first lines.
    static func recognizes(_ bytes: [UInt8]) -> Bool {
        let start = bytes.prefix(65_536)
        guard !start.contains(where: { $0 == 0 }) else { return false }
        var scanner = TextScanner(Array(start))
        let words: Set<String> = ["v", "vn", "vt", "f", "o", "g", "s", "mtllib", "usemtl"]
        for _ in 0..<2_000 {
            guard !scanner.isAtEnd else { return false }
            if !scanner.isAtLineEnd, let word = scanner.wordInLine() {
                let text = String(decoding: word.prefix(16), as: UTF8.self)
                if text == "v" { return (0..<3).allSatisfy { _ in scanner.number() != nil } }
                guard text.hasPrefix("#") || words.contains(text) else { return false }
            }
            scanner.skipLine()
        }
        return false
    }

    static func read(
        _ contents: ModelContents, into builder: inout SceneBuilder, _ budget: inout ReadingBudget,
        _ decodeTexture: MeshReader.TextureDecoder
    ) throws {
        let materials = try OBJMaterials(contents.companions, into: &builder, budget, decodeTexture)
        var reader = OBJReader(contents.model, materials, budget)
        try reader.scan()
        if reader.hasColors { builder.paintSurfacesWhite() }
        for number in reader.corners.indices where !reader.corners[number].isEmpty {
            try builder.add(reader.piece(of: number), surface: number)
        }
        if contents.companions.isEmpty, reader.namesMaterials {
            builder.note("The materials are in another file and are left out.")
        }
    }

    private var namesMaterials = false

    private init(_ bytes: [UInt8], _ materials: OBJMaterials, _ budget: ReadingBudget) {
        scanner = TextScanner(bytes)
        self.materials = materials
        self.budget = budget
        surface = materials.standard
        corners = [[Corner]](repeating: [], count: materials.standard + 1)
    }

    private mutating func scan() throws {
        var lines = 0
        while !scanner.isAtEnd {
            lines += 1
            if lines % 65_536 == 0 { try Task.checkCancellation() }
            if !scanner.isAtLineEnd, let word = scanner.wordInLine() { try readLine(word) }
            scanner.skipLine()
        }
    }

    private mutating func readLine(_ word: ArraySlice<UInt8>) throws(MeshReadingError) {
        // Compares bytes: creating a million strings would take most of the time.
        if word.elementsEqual("v".utf8) {
            try readVertex()
        } else if word.elementsEqual("f".utf8) {
            try readFace()
        } else if word.elementsEqual("vn".utf8) {
            try checkCount(normals.count)
            normals.append(Vector3(try number(), try number(), try number()))
        } else if word.elementsEqual("vt".utf8) {
            try checkCount(coordinates.count)
            let u = try number()
            // V increases upward in OBJ, but rows of pictures go downward.
            coordinates.append(SIMD2(u, 1 - (scanner.number() ?? 0)))
        } else if word.elementsEqual("usemtl".utf8) {
            namesMaterials = true
            surface = materials.numbers[scanner.rest()] ?? materials.standard
        }
    }

    private mutating func readVertex() throws(MeshReadingError) {
        try checkCount(positions.count)
        positions.append(Vector3(try number(), try number(), try number()))
        guard let first = scanner.number() else {
            if hasColors { colors.append(.white) }
            return
        }
        // One extra number is a weight; three are a color.
        guard let green = scanner.number(), let blue = scanner.number() else {
            if hasColors { colors.append(.white) }
            return
        }
        if !hasColors {
            hasColors = true
            colors = [Color](repeating: .white, count: positions.count - 1)
        }
        colors.append(Color(encodedRed: first, green: green, blue: blue))
    }

    private mutating func readFace() throws(MeshReadingError) {
        var first: Corner?
        var last: Corner?
        var count = 0
        while !scanner.isAtLineEnd, let word = scanner.wordInLine() {
            if word.first == UInt8(ascii: "#") { break }
            let corner = try corner(word)
            count += 1
            if let first, let last {
                guard cornerCount < budget.limits.triangleCount * 3 else {
                    throw MeshReadingError.tooLarge("triangles (over \(budget.limits.triangleCount))")
                }
                corners[surface].append(first)
                corners[surface].append(last)
                corners[surface].append(corner)
                cornerCount += 3
            }
            if first == nil { first = corner } else { last = corner }
        }
        guard count >= 3 else { throw wrong("a face has at least three corners") }
    }

    /// Parses `position`, `position/coordinate`, `position//normal` or all three; indices count from 1, or backward
    /// from -1.
    private func corner(_ word: ArraySlice<UInt8>) throws(MeshReadingError) -> Corner {
        var numbers: [3 of Int] = [0, 0, 0]
        var field = 0
        var isNegative = false
        for byte in word {
            switch byte {
            case 48...57:
                // Larger than any list, but far from an overflow.
                numbers[field] = min(numbers[field] * 10 + Int(byte - 48), 1 << 40)
            case UInt8(ascii: "-") where numbers[field] == 0 && !isNegative: isNegative = true
            case UInt8(ascii: "/") where field < 2:
                if isNegative { numbers[field] = -numbers[field] }
                isNegative = false
                field += 1
            default: throw wrong("a face's corner is not a number")
            }
        }
        if isNegative { numbers[field] = -numbers[field] }
        guard let position = try place(numbers[0], positions.count) else { throw wrong("a face's corner is 0") }
        let coordinate = try place(numbers[1], coordinates.count)
        let normal = try place(numbers[2], normals.count)
        return Corner(position: position, coordinate: coordinate ?? -1, normal: normal ?? -1)
    }

    private func place(_ number: Int, _ count: Int) throws(MeshReadingError) -> Int32? {
        guard number != 0 else { return nil }
        let place = number > 0 ? number - 1 : count + number
        guard (0..<count).contains(place) else { throw wrong("a face's corner is not in the file before it") }
        return Int32(truncatingIfNeeded: place)
    }

    private mutating func number() throws(MeshReadingError) -> Float {
        guard let value = scanner.number() else { throw wrong("a number is missing or is not one") }
        return value
    }

    private func checkCount(_ count: Int) throws(MeshReadingError) {
        guard count < budget.limits.vertexCount else {
            throw MeshReadingError.tooLarge("vertices (over \(budget.limits.vertexCount))")
        }
    }

    private func wrong(_ what: String) -> MeshReadingError {
        .damaged("The OBJ file is damaged in line \(scanner.line): \(what).")
    }

    /// The piece with one vertex for each combination used by the corners of a surface.
    private func piece(of surface: Int) -> SceneBuilder.Piece {
        var piece = SceneBuilder.Piece()
        let list = corners[surface]
        let hasNormals = list.allSatisfy { $0.normal >= 0 }
        let hasCoordinates = list.contains { $0.coordinate >= 0 }
        var numbers: [Corner: UInt32] = [:]
        piece.indices.reserveCapacity(list.count)
        for corner in list {
            if let known = numbers[corner] {
                piece.indices.append(known)
                continue
            }
            let index = UInt32(piece.positions.count)
            numbers[corner] = index
            piece.indices.append(index)
            piece.positions.append(positions[Int(corner.position)])
            if hasNormals { piece.normals.append(normals[Int(corner.normal)]) }
            if hasColors { piece.colors.append(colors[Int(corner.position)]) }
            if hasCoordinates {
                piece.textureCoordinates.append(corner.coordinate >= 0 ? coordinates[Int(corner.coordinate)] : .zero)
            }
        }
        return piece
    }
}
