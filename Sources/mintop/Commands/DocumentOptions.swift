import ArgumentParser
import Wire

/// How one thing is printed: for people, as a document of ours, or as the server described it.
struct DocumentOptions: ParsableArguments {
    @Flag(help: "Print one JSON document; mintop schema describes it.") var json = false
    @Flag(help: "Print the server's own JSON, as it is.") var raw = false

    func validate() throws {
        if json, raw { throw ValidationError("Use --json or --raw, not both.") }
    }

    /// Prints it in the chosen form.
    ///
    /// - Parameters:
    ///   - raw: what the server said.
    ///   - schema: the name of the document's schema.
    ///   - document: makes the document.
    ///   - text: prints it for people.
    /// - Throws: What the encoder throws.
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
