/// What a reader may still take. Every allocation by a number from a file goes through here first.
struct ReadingBudget {
    let limits: MeshLimits
    private var decodedValues: Int
    private var decodedBytes: Int
    private var drawnParts = 200_000

    init(_ limits: MeshLimits) {
        self.limits = limits
        // Position, normal, colour, texture place, joints and weights, and the corners of the triangles.
        decodedValues = limits.vertexCount.multipliedReportingOverflow(by: 16).partialValue
        decodedBytes = limits.byteCount
    }

    /// Before numbers are taken out of a file; the same numbers read twice count twice.
    mutating func spend(values count: Int, of width: Int) throws(MeshReadingError) {
        let (total, overflow) = count.multipliedReportingOverflow(by: width)
        let most = max(limits.vertexCount, limits.triangleCount * 3)
        guard !overflow, count <= most, total <= decodedValues else {
            throw MeshReadingError.tooLarge("vertex data (over \(limits.vertexCount) vertices)")
        }
        decodedValues -= total
    }

    /// Before bytes are unpacked, or handed to a decoder.
    mutating func spend(bytes count: Int) throws(MeshReadingError) {
        guard count <= decodedBytes else {
            throw MeshReadingError.tooLarge("unpacked data (over \(limits.byteCount >> 20) MB)")
        }
        decodedBytes -= count
    }

    mutating func spendPart() throws(MeshReadingError) {
        guard drawnParts > 0 else { throw MeshReadingError.tooLarge("parts (over 200,000)") }
        drawnParts -= 1
    }
}
