import ArgumentParser
import CommandOutput
import Wire

/// The output format: text, a document of mintop, or the server's JSON.
struct DocumentOptions: ParsableArguments {
    @Flag(help: "Print one JSON document; mintop schema describes it.") var json = false
    @Flag(help: "Print the server's own JSON, as it is.") var raw = false

    func validate() throws {
        if json, raw { throw ValidationError("Use --json or --raw, not both.") }
    }

    /// Prints the server's JSON, the document or the text, as chosen.
    func print(raw: String, _ schema: String, document: () -> JSONValue, text: () -> Void) throws {
        if self.raw {
            Output.json(raw)
        } else if json {
            try Output.document(schema, document())
        } else {
            text()
        }
    }
}
