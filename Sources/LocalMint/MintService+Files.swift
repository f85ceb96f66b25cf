import Foundation
import Wire

extension MintService {
    /// Returns the content of a link.
    ///
    /// - Throws: `Problem.notFound`
    func content(of owner: String, named name: String) async throws -> FileAnswer {
        if let file = try await file(of: owner, named: name) {
            return FileAnswer(bytes: try await factory.file(file), contentType: file.contentType)
        }
        guard let image = try await store.image(owner), image.linkName == name, let type = image.contentType,
            let bytes = try await store.imageBytes(owner)
        else { throw Problem.notFound("file", name) }
        return FileAnswer(bytes: bytes, contentType: type)
    }

    /// Returns the file of a link, if it exists yet. The owner is a resource or a Model's conversion; the name is the
    /// last part of the link.
    func file(of owner: String, named name: String) async throws -> AssetRequest? {
        var resourceID = owner
        if owner.hasPrefix("conv_") {
            guard let record = try await store.operation("op_" + owner.dropFirst(5)) else { return nil }
            resourceID = record.resourceID
        }
        return try await store.resource(resourceID)?.file(owner: owner, named: name, at: now())?.request
    }

    /// Returns the resource with all measures of its `assets`; missing ones are computed and stored.
    func measured(_ stored: StoredResource, at moment: Date) async throws -> StoredResource {
        let told: Set<AssetFile.Role> = [.optimizedModel, .convertedModel]
        return try await measured(stored, stored.files(at: moment).filter { told.contains($0.role) }, at: moment)
    }

    /// Returns the resource with the sizes of these files.
    func measured(_ stored: StoredResource, _ files: [AssetFile], at moment: Date) async throws -> StoredResource {
        var result = stored
        let state = OperationTimeline.state(of: stored.record, at: moment)
        if stored.record.kind == .model, state.hasFinalFiles, stored.facts == nil {
            let request = AssetRequest(stored.record, revisions: state.preview ?? 0, file: .glb)
            result.facts = try await factory.facts(request)
        }
        for file in files where stored.fileSizes[file.sizeKey] == nil {
            result.fileSizes[file.sizeKey] = try await factory.file(file.request).count
        }
        if result != stored {
            try await store.saveMeasures(result.facts, result.fileSizes, of: stored.record.resourceID)
        }
        return result
    }
}
