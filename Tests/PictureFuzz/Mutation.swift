import TestRandom

/// Changes files as bad disks, broken connections and attackers do; the same seed makes the same changes.
struct Mutation: RandomNumberGenerator {
    private var random: SplitMix

    init(seed: UInt64) {
        random = SplitMix(seed: seed)
    }

    mutating func next() -> UInt64 { random.next() }

    /// A changed copy of one of the files.
    mutating func file(from seeds: [[UInt8]]) -> [UInt8] {
        guard var file = seeds.randomElement(using: &self) else { return [] }
        for _ in 0..<Int.random(in: 1...6, using: &self) {
            change(&file, seeds)
        }
        // Most invalid checksums would end the reading at once.
        if Bool.random(using: &self) { PNGChecksums.repair(&file) }
        return file
    }

    private mutating func change(_ file: inout [UInt8], _ seeds: [[UInt8]]) {
        guard !file.isEmpty else { return }
        let at = Int.random(in: 0..<file.count, using: &self)
        switch Int.random(in: 0..<9, using: &self) {
        case 0: file[at] ^= 1 << UInt8.random(in: 0..<8, using: &self)
        case 1: file[at] = [0, 1, 0x7F, 0x80, 0xFE, 0xFF].randomElement(using: &self) ?? 0
        case 2: file[at] = UInt8.random(in: .min ... .max, using: &self)
        case 3: file.removeSubrange(at...)
        case 4: file.removeSubrange(at..<min(file.count, at + Int.random(in: 1...64, using: &self)))
        case 5: spliceIn(&file, at: at, from: seeds)
        case 6: lieAboutLength(&file, at: at)
        case 7:
            let end = min(file.count, at + Int.random(in: 1...64, using: &self))
            file.insert(contentsOf: file[at..<end], at: at)
        default:
            // Changes in headers have the greatest effect.
            let place = Int.random(in: 0..<min(file.count, 64), using: &self)
            file[place] = UInt8.random(in: .min ... .max, using: &self)
        }
    }

    private mutating func spliceIn(_ file: inout [UInt8], at: Int, from seeds: [[UInt8]]) {
        guard let other = seeds.randomElement(using: &self), !other.isEmpty else { return }
        let start = Int.random(in: 0..<other.count, using: &self)
        let part = other[start..<min(other.count, start + Int.random(in: 1...400, using: &self))]
        if Bool.random(using: &self) {
            file.insert(contentsOf: part, at: at)
        } else {
            file.replaceSubrange(at..<min(file.count, at + part.count), with: part)
        }
    }

    /// Four-byte numbers in either byte order: very large, negative, and off by a little.
    private mutating func lieAboutLength(_ file: inout [UInt8], at: Int) {
        guard at + 4 <= file.count else { return }
        let values: [UInt32] = [0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF, 0xFFFF, 0x1_0000, UInt32(file.count)]
        let value = values.randomElement(using: &self) ?? 0
        let isBig = Bool.random(using: &self)
        for index in 0..<4 {
            file[at + index] = UInt8(truncatingIfNeeded: value >> UInt32((isBig ? 3 - index : index) * 8))
        }
    }
}
