import Synchronization

/// Generates ids, and keys if there is no seed: letters and digits only, valid in every URL and command line.
final class IDSource: Sendable {
    static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
    private let seeded: Mutex<Dice?>

    /// - Parameters:
    ///   - seed: Makes all ids repeatable; nil uses the system's randomness.
    ///   - purpose: Separates the ids of different purposes with one seed.
    ///   - rows: The number of rows at the start, so that a restart does not repeat ids.
    init(seed: UInt64?, purpose: String = "ids", rows: Int = 0) {
        let suffix = rows == 0 ? "" : " \(rows)"
        seeded = Mutex(seed.map { Dice(text: "\(purpose) \($0)\(suffix)") })
    }

    func make(_ prefix: String, length: Int = 16, from alphabet: [Character] = IDSource.alphabet) -> String {
        prefix + String((0..<length).map { _ in alphabet[Int(number() % UInt64(alphabet.count))] })
    }

    /// Skips characters, so that a seed gives the same later ids as in earlier versions.
    func skip(_ count: Int) {
        for _ in 0..<count { _ = number() }
    }

    private func number() -> UInt64 {
        seeded.withLock { $0?.next() } ?? UInt64.random(in: .min ... .max)
    }
}
