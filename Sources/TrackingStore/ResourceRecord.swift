import Foundation
import MintDomain

/// A World or a Model in the `items` column of a first page, as JSON with times in seconds since 1970.
struct ResourceRecord: Codable {
    var kind: String
    var id: String
    var name: String?
    var prompt: String?
    var status: String?
    var stage: String?
    var workflowStage: String?
    var lastError: String?
    var mintURL: String?
    var assets: [AssetRecord]?
    var caption: String?
    var createdAt: Date?
    var updatedAt: Date?
}

extension ResourceRecord {
    init(_ resource: Resource) {
        kind = resource.kind.rawValue
        id = resource.id.rawValue
        name = resource.name
        prompt = resource.prompt
        status = resource.status
        stage = resource.stage
        workflowStage = resource.workflowStage
        lastError = resource.lastError
        mintURL = resource.mintURL
        assets = resource.assets.map(AssetRecord.init)
        caption = resource.caption
        createdAt = resource.createdAt
        updatedAt = resource.updatedAt
    }

    /// Nil for an invalid kind or id.
    var resource: Resource? {
        guard let kind = ResourceKind(rawValue: kind), let id = ResourceID(id) else { return nil }
        var resource = Resource(kind: kind, id: id)
        resource.name = name
        resource.prompt = prompt
        resource.status = status
        resource.stage = stage
        resource.workflowStage = workflowStage
        resource.lastError = lastError
        resource.mintURL = mintURL
        resource.assets = (assets ?? []).map(\.asset)
        resource.caption = caption
        resource.createdAt = createdAt
        resource.updatedAt = updatedAt
        return resource
    }
}

struct AssetRecord: Codable {
    var name: String
    var url: String
    var byteCount: Int?

    init(_ asset: Asset) {
        name = asset.name
        url = asset.url
        byteCount = asset.byteCount
    }

    var asset: Asset { Asset(name: name, url: url, byteCount: byteCount) }
}
