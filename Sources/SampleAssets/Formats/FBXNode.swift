struct FBXNode {
    enum Property {
        case flag(Bool)
        case int(Int32)
        case long(Int64)
        case double(Double)
        case text(String)
        case data([UInt8])
        case ints([Int32])
        case doubles([Double])
    }

    var name: String
    var properties: [Property]
    var children: [FBXNode]

    init(_ name: String, _ properties: Property..., children: [FBXNode] = []) {
        self.name = name
        self.properties = properties
        self.children = children
    }

    /// Writes the layout of versions before 7.5, with four-byte offsets from the start of the file.
    func write(to writer: inout ByteWriter) {
        let start = writer.count
        writer.addZeros(4)
        writer.add(UInt32(properties.count))
        writer.addZeros(4)
        writer.add(UInt8(name.utf8.count))
        writer.add(name)
        let first = writer.count
        for property in properties { property.write(to: &writer) }
        writer.set(UInt32(writer.count - first), at: start + 8)
        // Readers expect nested records in a record without properties, so it needs an end record.
        if !children.isEmpty || properties.isEmpty {
            for child in children { child.write(to: &writer) }
            writer.addZeros(Self.endLength)
        }
        writer.set(UInt32(writer.count), at: start)
    }

    /// The size of the empty record that ends a list.
    static let endLength = 13
}

extension FBXNode.Property {
    fileprivate func write(to writer: inout ByteWriter) {
        switch self {
        case .flag(let value):
            writer.add(UInt8(ascii: "C"))
            writer.add(UInt8(value ? 1 : 0))
        case .int(let value):
            writer.add(UInt8(ascii: "I"))
            writer.add(value)
        case .long(let value):
            writer.add(UInt8(ascii: "L"))
            writer.add(value)
        case .double(let value):
            writer.add(UInt8(ascii: "D"))
            writer.add(value)
        case .text(let value): Self.write(Array(value.utf8), "S", to: &writer)
        case .data(let value): Self.write(value, "R", to: &writer)
        case .ints(let values):
            Self.writeHead("i", count: values.count, width: 4, to: &writer)
            for value in values { writer.add(value) }
        case .doubles(let values):
            Self.writeHead("d", count: values.count, width: 8, to: &writer)
            for value in values { writer.add(value) }
        }
    }

    private static func write(_ bytes: [UInt8], _ kind: Unicode.Scalar, to writer: inout ByteWriter) {
        writer.add(UInt8(ascii: kind))
        writer.add(UInt32(bytes.count))
        writer.add(bytes)
    }

    /// Writes the length of an array, the encoding (uncompressed) and the size in bytes.
    private static func writeHead(_ kind: Unicode.Scalar, count: Int, width: Int, to writer: inout ByteWriter) {
        writer.add(UInt8(ascii: kind))
        writer.add(UInt32(count))
        writer.add(UInt32(0))
        writer.add(UInt32(count * width))
    }
}
