import Foundation
import SampleAssets
import Wire

extension Presenter {
    /// Nil before the first preview; then the preview's pictures, and at the end also the links of the final files.
    func assets(_ stored: StoredResource, at moment: Date) -> JSONValue? {
        let record = stored.record
        let state = OperationTimeline.state(of: record, at: moment)
        guard state.preview != nil else { return nil }
        let files = Dictionary(stored.files(at: moment).map { ($0.role, $0) }) { _, newer in newer }
        func url(_ role: AssetFile.Role) -> String? { files[role].map { link($0, at: moment) } }
        switch record.kind {
        case .world:
            var assets = WorldAssetsWire()
            assets.previewImageUrl = url(.previewImage)
            assets.thumbnailUrl = url(.thumbnail)
            if state.hasFinalFiles { assets.caption = caption(record) }
            assets.panoUrl = url(.panorama)
            assets.colliderMeshUrl = url(.collider)
            assets.spzUrls = splats(stored, at: moment)
            return assets.json
        case .model:
            var assets = ModelAssetsWire()
            assets.previewImageUrl = url(.previewImage)
            assets.thumbnailUrl = url(.thumbnail)
            guard let facts = stored.facts, state.hasFinalFiles else { return assets.json }
            assets.glbUrl = url(.canonicalModel)
            assets.glbSizeBytes = facts.glbByteCount
            assets.bounds = bounds(facts)
            if let optimized = files[.optimizedModel] {
                assets.optimizedGlbUrl = link(optimized, at: moment)
                assets.optimizedGlbSizeBytes = stored.fileSizes[optimized.sizeKey]
            }
            fill(&assets, with: stored.files(at: moment).filter { $0.role == .convertedModel }, at: moment)
            return assets.json
        case .optimization, .conversion, .animation, .pack, .audio: return nil
        }
    }

    private func splats(_ stored: StoredResource, at moment: Date) -> [String: String]? {
        let pairs = stored.files(at: moment).compactMap { file -> (String, String)? in
            guard case .splats(let tier) = file.request.file else { return nil }
            return (tier.rawValue, link(file, at: moment))
        }
        return pairs.isEmpty ? nil : Dictionary(pairs) { _, newer in newer }
    }

    /// Adds the conversions; the newest one of each format is used.
    private func fill(_ assets: inout ModelAssetsWire, with converted: [AssetFile], at moment: Date) {
        for file in converted {
            let url = link(file, at: moment)
            switch MeshFormat(rawValue: file.format) {
            case .obj: assets.objUrl = url
            case .stl: assets.stlUrl = url
            case .usdz: assets.usdzUrl = url
            case .fbx: assets.fbxUrl = url
            case .glb, nil: break
            }
        }
    }

    /// The `conversion` of an operation, with null `assets` until they exist.
    func conversion(
        _ record: OperationRecord, _ state: OperationState, _ stored: StoredResource, at moment: Date
    ) -> JSONValue {
        let files = state.hasFinalFiles ? stored.files(at: moment).filter { $0.operationID == record.id } : []
        var artifacts: [String: JSONValue] = [:]
        var assets: [String: JSONValue] = [:]
        for file in files {
            guard let format = MeshFormat(rawValue: file.format) else { continue }
            let url = link(file, at: moment)
            assets["\(format.rawValue)Url"] = .string(url)
            artifacts[format.rawValue] = artifact(file, format, url, record, stored)
        }
        assets["artifacts"] = .object(artifacts)
        return .object(["id": .string(record.conversionID), "assets": files.isEmpty ? .null : .object(assets)])
    }

    private func artifact(
        _ file: AssetFile, _ format: MeshFormat, _ url: String, _ record: OperationRecord, _ stored: StoredResource
    ) -> JSONValue {
        let stem = file.name.dropLast(format.fileExtension.count + 1)
        let earlier = stored.related.prefix { $0.id != record.id }.count { $0.formats.contains(format) }
        return .object([
            "format": .string(format.rawValue), "url": .string(url), "filename": .string(file.name),
            "contentType": .string(format.contentType), "extension": .string(format.fileExtension),
            "byteSize": .integer(Int64(stored.fileSizes[file.sizeKey] ?? 0)),
            "packaging": .string(format.packaging.rawValue), "artifactVersion": .integer(Int64(earlier + 1)),
            // A single file is its own primary file, with the format as extension.
            "primaryPath": .string("\(stem).\(format.rawValue)"),
        ])
    }

    func link(_ file: AssetFile, at moment: Date) -> String {
        origin + links.path(file.owner, file.name, at: moment)
    }

    private func caption(_ record: OperationRecord) -> String {
        let feedback = record.events.compactMap(\.feedback)
        let prompt = record.prompt ?? ""
        return feedback.isEmpty ? prompt : "\(prompt) Revised: \(feedback.joined(separator: "; "))"
    }

    private func bounds(_ facts: AssetFacts) -> JSONValue {
        let pairs = zip(facts.minimum, facts.maximum)
        func list(_ values: [Double]) -> JSONValue { .array(values.map(JSONValue.number)) }
        return .object([
            "min": list(facts.minimum), "max": list(facts.maximum), "size": list(pairs.map { $1 - $0 }),
            "center": list(pairs.map { ($0 + $1) / 2 }),
        ])
    }
}
