import Foundation
import Wire

/// The JSON Schemas of what commands print with `--json`: one file for each, which validates a document by itself.
struct SchemaFiles {
    /// One of them.
    struct Schema {
        /// As `mintop schema` takes it, such as `operations.summary`.
        let name: String
        /// As documents name it, such as `mintop.operations.summary/1`.
        let title: String
        /// What it describes and which commands print it.
        let description: String
        /// The file.
        let text: String
    }

    /// Sorted by name.
    let schemas: [Schema]

    /// Reads all of them.
    ///
    /// - Throws: `CommandFailure` with status 69 where they are not beside the program, or one is broken.
    init() throws {
        guard let folder = ProgramFiles.folders("Schemas").first(where: FileManager.default.fileExists) else {
            throw CommandFailure(
                "The schemas that belong to this program are not beside it: install it anew.", .unavailable)
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

    /// The schema of that name, or of that title.
    ///
    /// - Throws: `CommandFailure` with status 64 naming those that there are.
    func schema(_ name: String) throws -> Schema {
        guard let schema = schemas.first(where: { $0.name == name || $0.title == name }) else {
            let names = schemas.map(\.name).joined(separator: ", ")
            throw CommandFailure("There is no schema “\(name)”. There are: \(names).", .usage)
        }
        return schema
    }
}
