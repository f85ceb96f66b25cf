import HTTPTransport
import MintDomain
import Wire

extension Resource {
    /// Reads one World or Model; nil where the id is not a possible one. `kind` is what was asked for; the wire's own
    /// word goes before it where it is a known one.
    init?(_ wire: ResourceWire, kind: ResourceKind) {
        guard let id = ResourceID(wire.id) else { return nil }
        self.init(kind: wire.object.flatMap(ResourceKind.init) ?? kind, id: id)
        name = wire.name
        prompt = wire.prompt
        status = wire.status
        stage = wire.assetStage
        workflowStage = wire.operation?.workflowStage
        lastError = wire.operation?.lastError
        mintURL = wire.mintUrl
        assets = AssetReading.assets(wire.assets)
        caption = wire.assets?["caption"]?.string
        createdAt = Timestamp.parse(wire.createdAt)
        updatedAt = Timestamp.parse(wire.updatedAt)
    }
}
