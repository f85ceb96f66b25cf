import Foundation
import Wire

/// The library routes: any asset by type and id, and its list of files.
extension MintService {
    static let imageType = "reference_image"

    /// - Throws: `Problem.notFound`, also for an unknown type
    func libraryAsset(_ type: String, _ id: String) async throws -> JSONValue {
        if type == Self.imageType {
            guard let image = try await store.image(id) else { throw Problem.notFound("asset", id) }
            return presenter.image(image, at: now())
        }
        let moment = now()
        let stored = try await measured(asset(type, id), at: moment)
        var members = presenter.resource(stored, at: moment).object ?? [:]
        members["type"] = .string(type)
        return .object(members)
    }

    /// - Throws: `Problem.notFound`, or `.downloadsDisabled`
    func artifacts(_ type: String, _ id: String) async throws -> [JSONValue] {
        if type == Self.imageType {
            guard let image = try await store.image(id) else { throw Problem.notFound("asset", id) }
            return presenter.artifact(of: image, at: now()).map { [$0] } ?? []
        }
        return try await artifacts(of: asset(type, id), parameter: "assetId")
    }

    /// - Throws: `Problem` 400 for an id of another type, `.notFound` or `.downloadsDisabled`
    func animationArtifacts(_ type: String, _ id: String) async throws -> [JSONValue] {
        let stored = try await store.resource(id)
        guard let stored, stored.record.kind == .animation else { throw Problem.notFound("target", id) }
        guard type == Self.clipType else {
            let message =
                "targetType has \(type.unicodeScalars.count) characters; this target is a \(Self.clipType)."
            throw Problem.malformed("targetType", "wrong_type", message)
        }
        return try await artifacts(of: stored, parameter: "targetId")
    }

    /// The type word of the results of `:animate`.
    static let clipType = "model_animation_clip"

    func manifest(_ type: String, _ id: String) async throws -> JSONValue {
        var members: [String: JSONValue] = [
            "object": .string("artifact_manifest"), "manifestVersion": .integer(1),
            "source": .object(["kind": .string("asset"), "assetType": .string(type), "id": .string(id)]),
            "artifacts": .array(try await artifacts(type, id)),
        ]
        guard type != Self.imageType else { return .object(members) }
        let stored = try await asset(type, id)
        members["mintUrl"] = .string(presenter.mintURL(stored.record))
        if stored.record.kind == .world {
            members["integrationMode"] = .string("remote_stream")
            members["runtime"] = presenter.runtime(stored, at: now())
        }
        return .object(members)
    }

    /// Returns the artifact of that `id`.
    ///
    /// - Throws: `Problem.notFound`
    static func artifact(_ id: String, in list: [JSONValue]) throws(Problem) -> JSONValue {
        guard let artifact = list.first(where: { $0["id"]?.string == id }) else {
            throw .notFound("artifact", id)
        }
        return artifact
    }

    private func asset(_ type: String, _ id: String) async throws -> StoredResource {
        guard let type = ResourceType(rawValue: type), let stored = try await store.resource(id),
            stored.record.kind.resourceType == type
        else { throw Problem.notFound("asset", id) }
        return stored
    }

    private func artifacts(of stored: StoredResource, parameter: String) async throws -> [JSONValue] {
        guard !stored.record.forbidsDownloads else {
            throw Problem.downloadsDisabled(parameter, stored.record.resourceID)
        }
        let moment = now()
        let files = stored.files(at: moment)
        let whole = try await measured(stored, files, at: moment)
        return files.map { presenter.artifact($0, byteCount: whole.fileSizes[$0.sizeKey] ?? 0, at: moment) }
    }
}
