/// One file behind a link: something to open, copy or download.
package struct Asset: Sendable, Hashable, Identifiable {
    /// The server's name for it without the `Url` ending, such as `glb`, `previewImage`, `spz 500k`; unique in one set.
    package var name: String
    /// The link as the server sent it; not yet checked to be http or https.
    package var url: String
    /// Nil where the server did not say.
    package var byteCount: Int?

    package init(name: String, url: String, byteCount: Int? = nil) {
        self.name = name
        self.url = url
        self.byteCount = byteCount
    }

    package var id: String { name }
}
