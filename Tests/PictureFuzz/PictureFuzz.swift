import Foundation

/// Gives every reader of files mutated ones: no crash, no hang, no memory over the limit, and a sentence for each refusal.
///
/// Usage: pictures-fuzz [--cases N] [--seed S] [--reader NAME] [--slack MIB] [--only CASE] [--dump PATH]
///
/// A case is one number: `--only CASE` repeats it, and `--dump PATH` writes its file.
@main
struct PictureFuzz {
    /// The maximum time of one case, generous for sanitizers and busy machines.
    private static let secondsLimit = 10.0
    /// The maximum growth of the process in MiB; a sanitizer keeps freed memory and needs `--slack 400`.
    private static let slack = 32

    static func main() {
        let cases = Int(value(of: "--cases") ?? "") ?? 10_000
        let seed = UInt64(value(of: "--seed") ?? "") ?? 1
        let only = value(of: "--only").flatMap { Int($0) }
        let readers = FuzzedReader.all.filter { value(of: "--reader") == nil || $0.name == value(of: "--reader") }
        let slack = (value(of: "--slack").flatMap { Int($0) } ?? slack) << 20
        let watch = Watch(secondsLimit: secondsLimit)
        watch.start()
        let base = ProcessMemory.peak()
        var taken: [String: Int] = [:]
        var refusals: Set<String> = []
        for number in only.map({ $0...$0 }) ?? 0...max(0, cases - 1) {
            guard !readers.isEmpty else { fail("there is no such reader") }
            let reader = readers[number % readers.count]
            var mutation = Mutation(seed: seed &* 1_000_003 &+ UInt64(number))
            let file = mutation.file(from: reader.seeds)
            if let path = value(of: "--dump") {
                guard FileManager.default.createFile(atPath: path, contents: Data(file)) else {
                    fail("cannot write \(path)")
                }
            }
            watch.begin("\(reader.name), case \(number), seed \(seed)")
            let refusal = reader.read(file)
            watch.end()
            if let refusal {
                if !refusal.hasSuffix(".") || refusal.contains("\n") {
                    fail("case \(number): \(refusal.debugDescription)")
                }
                refusals.insert(refusal)
            } else {
                taken[reader.name, default: 0] += 1
            }
            // Reading it takes as long as a case, and the peak stays.
            guard number % 50 == 49 || number == cases - 1 else { continue }
            let grown = ProcessMemory.peak() - base
            if grown > reader.byteLimit + slack { fail("one of the 50 cases up to \(number) took \(grown >> 20) MiB") }
        }
        let read = taken.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }.joined(separator: ", ")
        print("\(cases) cases, seed \(seed): read \(read); \(refusals.count) different refusals;")
        print("slowest \(watch.slowest); memory grew by \((ProcessMemory.peak() - base) >> 20) MiB at most")
    }

    private static func value(of option: String) -> String? {
        let arguments = CommandLine.arguments
        return arguments.firstIndex(of: option).flatMap { $0 + 1 < arguments.count ? arguments[$0 + 1] : nil }
    }

    private static func fail(_ reason: String) -> Never {
        FileHandle.standardError.write(Data("pictures-fuzz: \(reason)\n".utf8))
        exit(1)
    }
}
