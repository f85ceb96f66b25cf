/// The remaining budget of a reader. Every allocation sized by a file is charged here first.
struct ReadingBudget {
    /// The highest decompression ratio of any supported format.
    static let mostPerByte = 1_100

    let limits: MeshLimits
    private var decodedValues: Int
    private(set) var decodedBytes: Int
    private var drawnParts = 200_000

    init(_ limits: MeshLimits) {
        self.limits = limits
        // Position, normal, color, texture coordinate, joints and weights, and the corners of the triangles.
        decodedValues = limits.vertexCount.multipliedReportingOverflow(by: 16).partialValue
        decodedBytes = limits.byteCount
    }

    /// Charges decoded numbers; reading the same numbers twice counts twice.
    mutating func spend(values count: Int, of width: Int) throws(MeshReadingError) {
        let (total, overflow) = count.multipliedReportingOverflow(by: width)
        let most = max(limits.vertexCount, limits.triangleCount * 3)
        guard !overflow, count <= most, total <= decodedValues else {
            throw MeshReadingError.tooLarge("vertex data (over \(limits.vertexCount) vertices)")
        }
        decodedValues -= total
    }

    /// Charges bytes before they are decompressed or passed to a decoder.
    mutating func spend(bytes count: Int) throws(MeshReadingError) {
        guard count <= decodedBytes else { throw tooMuchData }
        decodedBytes -= count
    }

    var tooMuchData: MeshReadingError { .tooLarge("unpacked data (over \(limits.byteCount >> 20) MB)") }

    mutating func spendPart() throws(MeshReadingError) {
        guard drawnParts > 0 else { throw MeshReadingError.tooLarge("parts (over 200,000)") }
        drawnParts -= 1
    }
}
