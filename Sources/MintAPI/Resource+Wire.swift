import HTTPTransport
import MintDomain
import Wire

extension Resource {
    /// Reads one World or Model; nil for an invalid id. A known kind in the response takes precedence over the
    /// requested `kind`.
    init?(_ wire: ResourceWire, kind: ResourceKind) {
        guard let id = ResourceID(wire.id) else { return nil }
        self.init(kind: wire.object.flatMap(ResourceKind.init) ?? kind, id: id)
        name = wire.name.map(AnswerReading.bounded)
        prompt = wire.prompt.map(AnswerReading.bounded)
        status = wire.status.map(AnswerReading.bounded)
        stage = wire.assetStage.map(AnswerReading.bounded)
        workflowStage = (wire.operation?.workflowStage).map(AnswerReading.bounded)
        lastError = (wire.operation?.lastError).map(AnswerReading.bounded)
        mintURL = wire.mintUrl
        assets = AssetReading.assets(wire.assets)
        caption = (wire.assets?["caption"]?.string).map(AnswerReading.bounded)
        createdAt = Timestamp.parse(wire.createdAt)
        updatedAt = Timestamp.parse(wire.updatedAt)
    }
}
