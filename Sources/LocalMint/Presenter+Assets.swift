import Foundation
import SampleAssets
import Wire

extension Presenter {
    /// Null before the first preview; then the preview's pictures, and at the end also the links of the final files.
    func assets(_ stored: StoredResource, at moment: Date) -> JSONValue {
        let record = stored.record
        let state = OperationTimeline.state(of: record, at: moment)
        guard state.preview != nil else { return .null }
        let files = Dictionary(stored.files(at: moment).map { ($0.role, $0) }) { _, newer in newer }
        func url(_ role: AssetFile.Role) -> JSONValue { .orNull(files[role].map { link($0, at: moment) }) }
        var members = ["previewImageUrl": url(.previewImage), "thumbnailUrl": url(.thumbnail)]
        switch record.kind {
        case .world:
            members["caption"] = .orNull(state.hasFinalFiles ? caption(record) : nil)
            members["panoUrl"] = url(.panorama)
            members["colliderMeshUrl"] = url(.collider)
            members["radUrl"] = .null
            members["spzUrls"] = splats(stored, at: moment)
        case .model:
            let names = ["glb", "obj", "stl", "usdz", "fbx", "optimizedGlb"].map { $0 + "Url" }
            for name in names + ["glbSizeBytes", "optimizedGlbSizeBytes"] { members[name] = .null }
            guard let facts = stored.facts, state.hasFinalFiles else { break }
            members["glbUrl"] = url(.canonicalModel)
            members["glbSizeBytes"] = .orNull(facts.glbByteCount)
            members["bounds"] = bounds(facts)
            if let optimized = files[.optimizedModel] {
                members["optimizedGlbUrl"] = url(.optimizedModel)
                members["optimizedGlbSizeBytes"] = .orNull(stored.fileSizes[optimized.sizeKey])
            }
            // The newest conversion to each format is used.
            for file in stored.files(at: moment) where file.role == .convertedModel && file.format != "glb" {
                members["\(file.format)Url"] = .string(link(file, at: moment))
            }
        case .optimization, .conversion, .animation, .pack, .audio: return .null
        }
        return .object(members)
    }

    private func splats(_ stored: StoredResource, at moment: Date) -> JSONValue {
        let pairs = stored.files(at: moment).compactMap { file -> (String, JSONValue)? in
            guard case .splats(let tier) = file.request.file else { return nil }
            return (tier.rawValue, .string(link(file, at: moment)))
        }
        return pairs.isEmpty ? .null : .object(Dictionary(pairs) { _, newer in newer })
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
