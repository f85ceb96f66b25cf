import Foundation
package import MintDomain

/// A file with one prompt or JSON object a line. Empty lines and lines that begin with `#` are skipped.
package struct PromptFile {
    package struct Entry: Hashable {
        /// The line number, from 1.
        package var line: Int
        package var request: GenerationRequest
    }

    package struct Fault: Error, CustomStringConvertible {
        package let description: String
    }

    package let entries: [Entry]

    /// Parses and validates all lines. `usual` contains the defaults; its prompt is ignored.
    ///
    /// - Throws: `Fault` with the number of the first invalid line and the reason.
    package init(_ text: String, usual: GenerationRequest) throws(Fault) {
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

    /// The idempotency keys of the entries in a batch. They depend on the content, not on the position; the second
    /// occurrence of the same line has another key.
    package func keys(batch: String) -> [IdempotencyKey] {
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

    /// Whether a text is a valid batch name: 1 to 100 letters, digits, `.`, `_` and `-`.
    package static func isBatchName(_ text: String) -> Bool {
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

    /// Parses a JSON line; rejects unknown members.
    private static func request(_ line: String, _ usual: GenerationRequest) throws(Fault) -> GenerationRequest {
        let known: Set = ["prompt", "kind", "mode", "preset", "name", "images"]
        // `try?`: the message is the same for every kind of invalid JSON.
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
    /// A 64-bit FNV-1a hash of all members, the same in every run.
    fileprivate var contentHash: UInt64 {
        let parts = [kind.rawValue, prompt, mode.rawValue, preset.rawValue, name ?? ""] + imageURLs
        let bytes = parts.joined(separator: "\u{0}").utf8
        return bytes.reduce(0xcbf2_9ce4_8422_2325) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 }
    }
}
