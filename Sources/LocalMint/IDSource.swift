import Synchronization

/// New ids and keys: letters and digits only, so that they fit every URL and command line.
final class IDSource: Sendable {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
    private let seeded: Mutex<Dice?>

    /// - Parameters:
    ///   - seed: makes every id repeatable; nil draws from the system
    ///   - purpose: sources for different purposes give different ids for one seed
    ///   - rows: how much the database held at the start, so that a restart does not give the same ids again
    init(seed: UInt64?, purpose: String = "ids", rows: Int = 0) {
        let suffix = rows == 0 ? "" : " \(rows)"
        seeded = Mutex(seed.map { Dice(text: "\(purpose) \($0)\(suffix)") })
    }

    func make(_ prefix: String, length: Int = 16) -> String {
        prefix + String((0..<length).map { _ in Self.alphabet[Int(number() % UInt64(Self.alphabet.count))] })
    }

    /// Lower-case hexadecimal digits.
    func hexadecimal(length: Int) -> String {
        let digits = Array("0123456789abcdef")
        return String((0..<length).map { _ in digits[Int(number() % 16)] })
    }

    private func number() -> UInt64 {
        seeded.withLock { $0?.next() } ?? UInt64.random(in: .min ... .max)
    }
}
