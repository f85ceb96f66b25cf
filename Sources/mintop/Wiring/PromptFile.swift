import Foundation
import MintDomain

/// A file of prompts: one a line, or one JSON object a line; empty lines and lines that begin with `#` are left out.
struct PromptFile {
    /// One thing to generate.
    struct Entry: Hashable {
        /// Where it is, from 1.
        var line: Int
        var request: GenerationRequest
    }

    /// A line that cannot be used.
    struct Fault: Error, CustomStringConvertible {
        let description: String
    }

    let entries: [Entry]

    /// Reads all lines; nothing is started where one of them is wrong.
    ///
    /// - Parameters:
    ///   - text: The file.
    ///   - usual: What holds for a line that does not say otherwise; its prompt means nothing.
    /// - Throws: `Fault` naming the line and what is wrong with it.
    init(_ text: String, usual: GenerationRequest) throws(Fault) {
        var entries: [Entry] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let line = line.trimmingCharacters(in: .whitespaces.union(.controlCharacters))
            if line.isEmpty || line.hasPrefix("#") { continue }
            do {
                let request = line.hasPrefix("{") ? try Self.request(line, usual) : Self.plain(line, usual)
                try Mutation.generate(request).validate()
                entries.append(Entry(line: index + 1, request: request))
            } catch {
                throw Fault(description: "Line \(index + 1): \(error)")
            }
        }
        if entries.isEmpty { throw Fault(description: "There is no prompt in it.") }
        self.entries = entries
    }

    /// The keys under which these are started for a batch: the same content has the same key in every run, wherever in
    /// the file it stands, and the same line twice has two.
    func keys(batch: String) -> [IdempotencyKey] {
        var seen: [UInt64: Int] = [:]
        return entries.map { entry in
            let hash = entry.request.contentHash
            seen[hash, default: 0] += 1
            let text = "mintop-batch-\(batch)-\(String(hash, radix: 16))-\(seen[hash, default: 1])"
            guard let key = IdempotencyKey(text) else {
                preconditionFailure("A checked name and two numbers make a key.")
            }
            return key
        }
    }

    /// Whether a text can name a batch: 1 to 100 letters, digits, `.`, `_` and `-`.
    static func isBatchName(_ text: String) -> Bool {
        (1...100).contains(text.utf8.count)
            && text.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
    }

    private static func plain(_ line: String, _ usual: GenerationRequest) -> GenerationRequest {
        var request = usual
        request.prompt = line
        return request
    }

    /// The members of a JSON line; anything else in it is a mistake, and no mistake is started.
    private static func request(_ line: String, _ usual: GenerationRequest) throws(Fault) -> GenerationRequest {
        let known: Set = ["prompt", "kind", "mode", "preset", "name", "images"]
        // `try?`: whatever is wrong with it, it is no object of JSON.
        guard let object = try? JSONSerialization.jsonObject(with: Data(line.utf8)) as? [String: Any] else {
            throw Fault(description: "It is no JSON object.")
        }
        if let unknown = object.keys.sorted().first(where: { !known.contains($0) }) {
            let names = known.sorted().joined(separator: ", ")
            throw Fault(description: "“\(unknown)” is unknown; there are: \(names).")
        }
        func text(_ name: String) throws(Fault) -> String? {
            guard let value = object[name], !(value is NSNull) else { return nil }
            guard let text = value as? String else { throw Fault(description: "“\(name)” is not a text.") }
            return text
        }
        func choice<Value: RawRepresentable<String> & CaseIterable>(
            _ name: String, _ usual: Value
        ) throws(Fault) -> Value {
            guard let word = try text(name) else { return usual }
            guard let value = Value(rawValue: word) else {
                let words = Value.allCases.map(\.rawValue).joined(separator: ", ")
                throw Fault(description: "“\(name)” is one of \(words); this is “\(word)”.")
            }
            return value
        }
        guard let prompt = try text("prompt") else { throw Fault(description: "“prompt” is missing.") }
        let images = object["images"] ?? usual.imageURLs
        guard let images = images as? [String] else { throw Fault(description: "“images” is not a list of texts.") }
        return GenerationRequest(
            kind: try choice("kind", usual.kind), prompt: prompt, mode: try choice("mode", usual.mode),
            preset: try choice("preset", usual.preset), name: try text("name") ?? usual.name, imageURLs: images)
    }
}

extension GenerationRequest {
    /// 64 bits of everything in it (FNV-1a), the same in every run.
    fileprivate var contentHash: UInt64 {
        let parts = [kind.rawValue, prompt, mode.rawValue, preset.rawValue, name ?? ""] + imageURLs
        let bytes = parts.joined(separator: "\u{0}").utf8
        return bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
