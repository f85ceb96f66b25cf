import Foundation
import Wire

/// A validated body of `reference-images`: a base64 picture, or a URL.
struct ImageRequest: Sendable, Hashable {
    var name: String?
    var fileName: String?
    var contentType: String?
    var bytes: [UInt8]?
    var sourceURL: String?

    init(_ body: RequestBody) throws(Problem) {
        var body = body
        let input = JSONValue.object(body.members)
        let forms = APIDescription.schema("ReferenceImageRequest")["oneOf"]?.array ?? []
        let isURL = body.members["base64Data"] == nil && body.members["sourceUrl"] != nil
        name = input["name"]?.string
        fileName = input["fileName"]?.string
        if isURL {
            body.check(forms[1], knowing: ["contentType"])
            if body.members["contentType"] != nil {
                body.fail("contentType", "conflicting_fields", "contentType goes with base64Data, not with sourceUrl.")
            }
            sourceURL = input["sourceUrl"]?.string
        } else {
            body.check(forms[0], knowing: ["sourceUrl"])
            if body.members["sourceUrl"] != nil { body.refuseBoth("base64Data", "sourceUrl") }
            let kind: ImageKind? = input.choice("contentType")
            contentType = kind?.rawValue
            if body.errors.isEmpty { bytes = Self.decoded(&body, input["base64Data"]?.string ?? "", kind) }
        }
        try body.refuse()
    }

    private static func decoded(_ body: inout RequestBody, _ text: String, _ kind: ImageKind?) -> [UInt8]? {
        guard let data = Data(base64Encoded: text) else {
            body.fail(
                "base64Data", "invalid_base64",
                "base64Data must be base64 without line breaks; a string of \(text.utf8.count) characters was sent.")
            return nil
        }
        let bytes = Array(data)
        if let kind, !kind.begins(bytes) {
            body.fail(
                "base64Data", "wrong_content",
                "base64Data holds \(bytes.count) bytes that are not of the type \(kind.rawValue).")
        }
        return bytes
    }
}

extension MintService {
    func addImage(_ request: ImageRequest, _ claim: IdempotencyClaim?) async throws -> JSONValue {
        let image = StoredImage(
            id: ids.make("image_"), name: request.name, fileName: request.fileName, contentType: request.contentType,
            sourceURL: request.sourceURL, byteCount: request.bytes?.count ?? 0, createdAt: now())
        return presenter.image(try await store.addImage(image, request.bytes, claim), at: now())
    }
}

extension Presenter {
    func image(_ image: StoredImage, at moment: Date) -> JSONValue {
        let own = image.contentType == nil ? nil : origin + links.path(image.id, image.linkName, at: moment)
        let url: JSONValue = .orNull(own ?? image.sourceURL)
        return .object([
            "object": .string("reference_image"), "id": .string(image.id), "type": .string("reference_image"),
            "name": .orNull(image.name), "fileName": .orNull(image.fileName), "url": url, "imageUrl": url,
            "sourceUrl": .orNull(image.sourceURL), "createdAt": .string(Self.text(image.createdAt)),
            "assets": .object(["imageUrl": url, "sourceUrl": .orNull(image.sourceURL)]),
        ])
    }
}
