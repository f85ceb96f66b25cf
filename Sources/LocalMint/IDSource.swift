import Synchronization

/// New ids and keys: letters and digits only, so that they fit every URL and command line.
final class IDSource: Sendable {
    private static let alphabet = Array("0123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz")
    private let seeded: Mutex<Dice?>

    /// - Parameter seed: makes every id repeatable; nil draws from the system
    init(seed: UInt64?) {
        seeded = Mutex(seed.map { Dice(text: "ids \($0)") })
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
