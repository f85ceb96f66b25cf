import Wire

extension Presenter {
    /// Null until there is a Preview; then its pictures; with the final files, their links too.
    func assets(_ record: OperationRecord, _ state: OperationState, facts: AssetFacts?) -> JSONValue? {
        guard let preview = state.preview else { return nil }
        let isPartial = state.status == .partiallySucceeded
        switch record.kind {
        case .world:
            var assets = WorldAssetsWire()
            assets.previewImageUrl = link(record, "preview-\(preview).png")
            assets.thumbnailUrl = link(record, "thumbnail-\(preview).png")
            if state.hasFinalFiles {
                assets.caption = caption(record)
                assets.panoUrl = link(record, "panorama.png")
                assets.colliderMeshUrl = isPartial ? nil : link(record, "collider.glb")
            }
            return assets.json
        case .model:
            var assets = ModelAssetsWire()
            assets.previewImageUrl = link(record, "preview-\(preview).png")
            assets.thumbnailUrl = isPartial ? nil : link(record, "thumbnail-\(preview).png")
            if state.hasFinalFiles, let facts {
                assets.glbUrl = link(record, "model.glb")
                assets.glbSizeBytes = facts.glbByteCount
                assets.bounds = bounds(facts)
            }
            return assets.json
        }
    }

    private func link(_ record: OperationRecord, _ file: String) -> String {
        "\(origin)/files/\(record.resourceID)/\(file)"
    }

    private func caption(_ record: OperationRecord) -> String {
        let feedback = record.events.compactMap(\.feedback)
        return feedback.isEmpty ? record.prompt : "\(record.prompt) Revised: \(feedback.joined(separator: "; "))"
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
