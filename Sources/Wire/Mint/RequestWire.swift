/// Body of `POST /v1/worlds:generate` and `POST /v1/models:generate`. Nil fields are omitted.
package struct GenerateRequestWire: Sendable, Hashable, Codable {
    /// 1 to 4000 characters.
    package var prompt: String
    /// `auto` or `review`.
    package var generationMode: String?
    /// `fast`, `standard` or `production`.
    package var generationPreset: String?
    /// 1 to 120 characters.
    package var name: String?
    /// One source image; excludes `sourceImages`.
    package var imageUrl: String?
    /// 2 to 8 source images.
    package var sourceImages: [String]?

    package init(
        prompt: String, generationMode: String? = nil, generationPreset: String? = nil, name: String? = nil,
        imageUrl: String? = nil, sourceImages: [String]? = nil
    ) {
        self.prompt = prompt
        self.generationMode = generationMode
        self.generationPreset = generationPreset
        self.name = name
        self.imageUrl = imageUrl
        self.sourceImages = sourceImages
    }
}

/// Body of `POST /v1/operations/{id}:revise`.
package struct ReviseRequestWire: Sendable, Hashable, Codable {
    /// 1 to 2000 characters.
    package var feedback: String

    package init(feedback: String) {
        self.feedback = feedback
    }
}

/// The body `{}` of an action without input.
package struct EmptyRequestWire: Sendable, Hashable, Codable {
    package init() {}
}
