/// The numeric data of a glTF file: accessors of every component type, packed or interleaved, dense or sparse.
struct GLTFAccessors {
    /// Rows of floats with a fixed width.
    struct Table {
        var values: [Float]
        var width: Int

        var count: Int { values.count / width }
    }

    private let accessors: [Lenient<GLTFSource.Accessor>]
    private var buffers: GLTFBuffers
    /// A cache, because parts of a mesh often share a vertex list.
    private var tables: [Int: Table] = [:]

    init(_ container: GLBContainer) {
        accessors = container.source.accessors ?? []
        buffers = GLTFBuffers(container)
    }

    mutating func view(_ index: Int, _ budget: inout ReadingBudget) throws(MeshReadingError) -> ByteView {
        try buffers.view(index, &budget).0
    }

    func description(_ index: Int) throws(MeshReadingError) -> GLTFSource.Accessor {
        try accessors.entry(index, "accessors")
    }

    /// All rows, with normalized integers as 0 to 1 or -1 to 1 and other integers unchanged. Empty if the file has no
    /// data, which glTF defines as zeros. A sparse list may have `knownCount` rows, as many as another list of the same
    /// vertices, with little data of its own.
    mutating func table(
        _ index: Int, _ budget: inout ReadingBudget, knownCount: Int = 0
    ) throws(MeshReadingError) -> Table {
        if let known = tables[index] { return known }
        let accessor = try description(index)
        guard let component = Component(rawValue: accessor.componentType),
            let width = Self.widths[accessor.type], accessor.count >= 0
        else { throw MeshReadingError.damaged("Accessor \(index) of the GLB file has an unknown type.") }
        guard accessor.bufferView != nil || accessor.sparse != nil else { return Table(values: [], width: width) }
        if accessor.count > knownCount { try Self.checkBacking(accessor, index) }
        let scale = accessor.normalized == true ? component.scale : 1
        var rows: Rows?
        if let number = accessor.bufferView {
            let (view, stride) = try buffers.view(number, &budget)
            rows = try Self.rows(
                view, accessor.byteOffset, stride, count: accessor.count, size: component.size * width, index)
        }
        // After the check: a list that is left out costs nothing.
        try budget.spend(values: accessor.count, of: width)
        var values = [Float](repeating: 0, count: accessor.count * width)
        rows?.read(component, width, scale, into: &values)
        if let sparse = accessor.sparse { try replace(sparse, component, width, scale, in: &values, index, &budget) }
        let table = Table(values: values, width: width)
        tables[index] = table
        return table
    }

    /// The triangle indices, as unsigned integers.
    mutating func corners(_ index: Int, _ budget: inout ReadingBudget) throws(MeshReadingError) -> [UInt32] {
        let accessor = try description(index)
        guard let component = Component(rawValue: accessor.componentType), component.isIndex, accessor.type == "SCALAR",
            accessor.count >= 0, accessor.sparse == nil, let number = accessor.bufferView
        else { throw MeshReadingError.damaged("Accessor \(index) of the GLB file cannot hold corners of triangles.") }
        try budget.spend(values: accessor.count, of: 1)
        let (view, stride) = try buffers.view(number, &budget)
        return try Self.rows(view, accessor.byteOffset, stride, count: accessor.count, size: component.size, index)
            .integers(component)
    }

    /// Limits a sparse accessor without a buffer view by its number of replaced rows; a buffer view limits its rows
    /// itself.
    private static func checkBacking(_ accessor: GLTFSource.Accessor, _ index: Int) throws(MeshReadingError) {
        guard accessor.bufferView == nil, let sparse = accessor.sparse else { return }
        guard accessor.count / ReadingBudget.mostPerByte <= sparse.count else {
            throw MeshReadingError.damaged("Accessor \(index) of the GLB file has too little data for its rows.")
        }
    }

    private mutating func replace(
        _ sparse: GLTFSource.Accessor.Sparse, _ component: Component, _ width: Int, _ scale: Float,
        in values: inout [Float], _ index: Int, _ budget: inout ReadingBudget
    ) throws(MeshReadingError) {
        guard let kind = Component(rawValue: sparse.indices.componentType), kind.isIndex, sparse.count >= 0,
            sparse.count <= values.count / width
        else { throw MeshReadingError.damaged("Accessor \(index) of the GLB file replaces rows it does not have.") }
        try budget.spend(values: sparse.count, of: width + 1)
        let (indexView, _) = try buffers.view(sparse.indices.bufferView, &budget)
        let places = try Self.rows(
            indexView, sparse.indices.byteOffset, nil, count: sparse.count, size: kind.size, index
        ).integers(kind)
        let (valueView, _) = try buffers.view(sparse.values.bufferView, &budget)
        var fresh = [Float](repeating: 0, count: sparse.count * width)
        try Self.rows(
            valueView, sparse.values.byteOffset, nil, count: sparse.count, size: component.size * width, index
        ).read(component, width, scale, into: &fresh)
        for (row, place) in places.enumerated() {
            guard Int(place) < values.count / width else {
                throw MeshReadingError.damaged("Accessor \(index) of the GLB file replaces rows it does not have.")
            }
            for column in 0..<width { values[Int(place) * width + column] = fresh[row * width + column] }
        }
    }

    private static func rows(
        _ view: ByteView, _ offset: Int?, _ stride: Int?, count: Int, size: Int, _ index: Int
    ) throws(MeshReadingError) -> Rows {
        // Some programs write 0 for rows without gaps.
        let stride = stride.flatMap { $0 == 0 ? nil : $0 } ?? size
        let lies = MeshReadingError.damaged("Accessor \(index) of the GLB file reaches beyond its data.")
        guard stride >= size, stride <= 1_024 else { throw lies }
        guard count > 0 else { return Rows(data: ByteView([]), stride: stride, count: 0) }
        let (last, overflow) = (count - 1).multipliedReportingOverflow(by: stride)
        let (length, overflowAgain) = last.addingReportingOverflow(size)
        guard !overflow, !overflowAgain, let data = view.part(offset ?? 0, length) else { throw lies }
        return Rows(data: data, stride: stride, count: count)
    }

    private static let widths = ["SCALAR": 1, "VEC2": 2, "VEC3": 3, "VEC4": 4, "MAT4": 16]
}

extension GLTFAccessors {
    enum Component: Int {
        case int8 = 5120
        case uint8 = 5121
        case int16 = 5122
        case uint16 = 5123
        case uint32 = 5125
        case float = 5126

        var size: Int {
            switch self {
            case .int8, .uint8: 1
            case .int16, .uint16: 2
            case .uint32, .float: 4
            }
        }

        var isIndex: Bool { self == .uint8 || self == .uint16 || self == .uint32 }

        /// The factor that maps the largest integer to 1.
        var scale: Float {
            switch self {
            case .int8: 1 / 127
            case .uint8: 1 / 255
            case .int16: 1 / 32_767
            case .uint16: 1 / 65_535
            case .uint32: 1 / 4_294_967_296
            case .float: 1
            }
        }
    }

    /// Rows whose last byte has been checked.
    private struct Rows {
        let data: ByteView
        let stride: Int
        let count: Int

        /// - Precondition: `values` holds `count * width` floats and the stride is at least one row of components.
        func read(_ component: Component, _ width: Int, _ scale: Float, into values: inout [Float]) {
            switch component {
            case .int8: read(width, into: &values) { max(Float($0 as Int8) * scale, scale == 1 ? -128 : -1) }
            case .uint8: read(width, into: &values) { Float($0 as UInt8) * scale }
            case .int16:
                let lowest: Float = scale == 1 ? -32_768 : -1
                read(width, into: &values) { max(Float(Int16(littleEndian: $0)) * scale, lowest) }
            case .uint16: read(width, into: &values) { Float(UInt16(littleEndian: $0)) * scale }
            case .uint32: read(width, into: &values) { Float(UInt32(littleEndian: $0)) * scale }
            case .float: read(width, into: &values) { Float(bitPattern: UInt32(littleEndian: $0)) }
            }
        }

        func integers(_ component: Component) -> [UInt32] {
            switch component {
            case .uint8: integers { UInt32($0 as UInt8) }
            case .uint16: integers { UInt32(UInt16(littleEndian: $0)) }
            default: integers { UInt32(littleEndian: $0) }
            }
        }

        @inline(__always)
        private func read<Stored: BitwiseCopyable>(
            _ width: Int, into values: inout [Float], _ convert: (Stored) -> Float
        ) {
            let (count, stride) = (count, stride)
            data.withBytes { bytes in
                values.withUnsafeMutableBufferPointer { values in
                    var at = 0
                    for row in 0..<count {
                        var offset = row * stride
                        for _ in 0..<width {
                            values[at] = convert(bytes.loadUnaligned(fromByteOffset: offset, as: Stored.self))
                            offset += MemoryLayout<Stored>.size
                            at += 1
                        }
                    }
                }
            }
        }

        @inline(__always)
        private func integers<Stored: BitwiseCopyable>(_ convert: (Stored) -> UInt32) -> [UInt32] {
            data.withBytes { bytes in
                [UInt32](unsafeUninitializedCapacity: count) { target, made in
                    for row in 0..<count {
                        target[row] = convert(bytes.loadUnaligned(fromByteOffset: row * stride, as: Stored.self))
                    }
                    made = count
                }
            }
        }
    }
}
