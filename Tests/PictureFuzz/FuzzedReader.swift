/// A reader of untrusted files, which no file may crash.
struct FuzzedReader: Sendable {
    /// The name in failures.
    var name: String
    /// The valid files to mutate.
    var seeds: [[UInt8]]
    /// The most memory that reading one file may take, result included.
    var byteLimit: Int
    /// Reads a file and returns the reason for a refusal as one sentence; nil on success.
    var read: @Sendable ([UInt8]) -> String?
}
