import Foundation
import Testing

/// The module drawing in README agrees with the imports of the sources.
@Suite struct ModuleDrawingTests {
    private let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    @Test func everyImportFollowsTheArrowsOfTheDrawing() throws {
        let drawing = try drawing()
        for (module, imports) in try imports() {
            let below = try #require(drawing[module] ?? (imports.isEmpty ? [] : nil), "\(module) is not drawn")
            #expect(imports.subtracting(reachable(from: below, in: drawing)) == [], "\(module)")
            #expect(below.subtracting(imports) == [], "\(module) does not import these")
        }
    }

    @Test func noModuleReachesItself() throws {
        let drawing = try drawing()
        #expect(drawing.filter { reachable(from: $0.value, in: drawing).contains($0.key) } == [:])
    }

    /// The modules that each line of the drawing points to.
    private func drawing() throws -> [String: Set<String>] {
        let readme = try String(contentsOf: repository.appending(path: "README.md"), encoding: .utf8)
        var drawing: [String: Set<String>] = [:]
        for match in readme.matches(of: /(?m)^(\w+) +─> ((?:\w+, )*\w+)/) {
            drawing[String(match.1)] = Set(match.2.split(separator: ", ").map(String.init))
        }
        return drawing
    }

    /// The modules of `Sources` that each module imports, without the benchmarks.
    private func imports() throws -> [String: Set<String>] {
        let sources = repository.appending(path: "Sources")
        let modules = Set(try FileManager.default.contentsOfDirectory(atPath: sources.path))
        var imports: [String: Set<String>] = [:]
        for module in modules.subtracting(["mintop-bench"]) {
            let files = FileManager.default.enumerator(atPath: sources.appending(path: module).path)
            var names: Set<String> = []
            while let file = files?.nextObject() as? String {
                guard file.hasSuffix(".swift") else { continue }
                let text = try String(contentsOf: sources.appending(path: "\(module)/\(file)"), encoding: .utf8)
                names.formUnion(text.matches(of: /(?m)^(?:package )?import (\w+)/).map { String($0.1) })
            }
            imports[module] = names.intersection(modules)
        }
        return imports
    }

    private func reachable(from modules: Set<String>, in drawing: [String: Set<String>]) -> Set<String> {
        var found = modules
        var rest = Array(modules)
        while let module = rest.popLast() {
            rest += (drawing[module] ?? []).filter { found.insert($0).inserted }
        }
        return found
    }
}
