/// Something that reads files from outside and must survive all of them.
struct FuzzedReader: Sendable {
    /// Shown where it fails.
    var name: String
    /// Valid files to start from.
    var seeds: [[UInt8]]
    /// The most memory that reading one file may take, result included.
    var byteLimit: Int
    /// Reads a file and says in one sentence why it refuses; nil where it took it.
    var read: @Sendable ([UInt8]) -> String?
}
