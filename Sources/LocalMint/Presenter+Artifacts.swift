import Foundation
import Wire

extension Presenter {
    func artifact(_ file: AssetFile, byteCount: Int, at moment: Date) -> JSONValue {
        let url = link(file, at: moment)
        var members: [String: JSONValue] = [
            "id": .string(file.artifactID), "artifactId": .string(file.artifactID), "role": .string(file.role.rawValue),
            "kind": .string(file.role.rawValue), "format": .string(file.format), "filename": .string(file.name),
            "contentType": .string(file.request.contentType), "byteSize": .integer(Int64(byteCount)),
            "downloadUrl": .string(url), "url": .string(url),
            "suggestedPath": .string("assets/\(file.owner)/\(file.name)"),
            "loaderHint": .string(Self.loaderHint(file.format)),
        ]
        members["durationSeconds"] = file.seconds.map(JSONValue.number)
        return .object(members)
    }

    /// Nil for an image given as a URL.
    func artifact(of image: StoredImage, at moment: Date) -> JSONValue? {
        guard let type = image.contentType else { return nil }
        let url = origin + links.path(image.id, image.linkName, at: moment)
        let format = String(image.linkName.split(separator: ".").last ?? "")
        return .object([
            "id": .string("image"), "artifactId": .string("image"), "role": .string("reference_image"),
            "kind": .string("reference_image"), "format": .string(format), "filename": .string(image.linkName),
            "contentType": .string(type), "byteSize": .integer(Int64(image.byteCount)), "downloadUrl": .string(url),
            "url": .string(url), "suggestedPath": .string("assets/\(image.id)/\(image.linkName)"),
            "loaderHint": .string(Self.loaderHint(format)),
        ])
    }

    /// The streaming form of a World. The real service uses RAD, an unpublished format; this server uses the splat
    /// file.
    func runtime(_ stored: StoredResource, at moment: Date) -> JSONValue? {
        let files = stored.files(at: moment)
        guard let splats = files.last(where: { $0.role == .splats }),
            let collider = files.first(where: { $0.role == .collider })
        else { return nil }
        return .object([
            "artifactId": .string(splats.artifactID), "role": .string("runtime"), "format": .string(splats.format),
            "runtimeUrl": .string(link(splats, at: moment)), "renderer": .string("spark"),
            "loaderHint": .object([
                "renderer": .string("SparkRenderer"), "mesh": .string("SplatMesh"), "paged": .bool(false),
                "lod": .bool(false),
            ]),
            "collider": .object([
                "artifactId": .string(collider.artifactID), "role": .string(collider.role.rawValue),
                "format": .string(collider.format), "runtimeUrl": .string(link(collider, at: moment)),
                "loaderHint": .string(Self.loaderHint(collider.format)),
            ]),
        ])
    }

    /// The loader of three.js for the format, or its kind for a browser.
    private static func loaderHint(_ format: String) -> String {
        switch format {
        case "glb": "GLTFLoader"
        case "obj": "OBJLoader"
        case "stl": "STLLoader"
        case "usdz": "USDZLoader"
        case "fbx": "FBXLoader"
        case "spz": "SplatMesh"
        case "wav": "AudioLoader"
        default: "TextureLoader"
        }
    }
}
