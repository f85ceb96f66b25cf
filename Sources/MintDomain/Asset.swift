/// A file behind a link.
package struct Asset: Sendable, Hashable, Identifiable {
    /// The server's name without the `Url` ending, such as `glb`, `previewImage`, `spz 500k`; unique in one list.
    package var name: String
    /// The link as the server sent it; not checked to be http or https.
    package var url: String
    package var byteCount: Int?

    package init(name: String, url: String, byteCount: Int? = nil) {
        self.name = name
        self.url = url
        self.byteCount = byteCount
    }

    package var id: String { name }
}
