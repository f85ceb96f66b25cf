import Foundation
import Wire

/// The JSON Schemas of the documents of `--json`: one self-contained file each.
package struct SchemaFiles {
    package struct Schema {
        /// The argument of `mintop schema`, such as `operations.summary`.
        package let name: String
        /// The name in documents, such as `mintop.operations.summary/1`.
        package let title: String
        /// The document, and the commands that print it.
        package let description: String
        /// The contents of the file.
        package let text: String
    }

    /// Sorted by name.
    package let schemas: [Schema]

    /// Reads all schemas.
    ///
    /// - Throws: `CommandFailure` with status 69 if the files are missing or one is invalid.
    package init() throws {
        guard let folder = ProgramFiles.folders("Schemas").first(where: FileManager.default.fileExists) else {
            throw CommandFailure("The schema files are missing. Install mintop again.", .unavailable)
        }
        let files = try FileManager.default.contentsOfDirectory(atPath: folder).filter { $0.hasSuffix(".json") }
        schemas = try files.sorted().map { file in
            let data = try Data(contentsOf: URL(fileURLWithPath: "\(folder)/\(file)"))
            let header = try JSONDecoder().decode(Header.self, from: data)
            return Schema(
                name: String(file.dropLast(".json".count)), title: header.title, description: header.description,
                text: String(decoding: data, as: UTF8.self))
        }
    }

    private struct Header: Decodable {
        let title: String
        let description: String
    }

    /// The schema with that name or title.
    ///
    /// - Throws: `CommandFailure` with status 64 that lists the names.
    package func schema(_ name: String) throws -> Schema {
        guard let schema = schemas.first(where: { $0.name == name || $0.title == name }) else {
            let names = schemas.map(\.name).joined(separator: ", ")
            throw CommandFailure("Unknown schema “\(name)”. Choose one of: \(names).", .usage)
        }
        return schema
    }
}
