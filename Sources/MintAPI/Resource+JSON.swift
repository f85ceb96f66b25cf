import BoundedJSON
import HTTPTransport
import MintDomain
import Wire

extension Resource {
    /// Reads one World or Model, of which only `id` is required; nil for an invalid id. A known kind in the response
    /// takes precedence over the requested `kind`.
    init?(_ json: JSONValue, kind: ResourceKind) throws(JSONFault) {
        guard let id = ResourceID(try json.requiredText("id")) else { return nil }
        self.init(kind: (json["object"]?.string).flatMap(ResourceKind.init) ?? kind, id: id)
        name = json.shown("name")
        prompt = json.shown("prompt")
        status = json.shown("status")
        stage = json.shown("assetStage")
        workflowStage = json["operation"]?.shown("workflowStage")
        lastError = json["operation"]?.shown("lastError")
        mintURL = json["mintUrl"]?.string
        assets = AssetReading.assets(json["assets"])
        caption = json["assets"]?.shown("caption")
        createdAt = Timestamp.parse(json["createdAt"]?.string)
        updatedAt = Timestamp.parse(json["updatedAt"]?.string)
    }
}

extension ResourcePage {
    /// Reads a page; its cursor is nil if the server marks the last page in one of its two ways, or has no
    /// `pagination`.
    init(_ json: JSONValue, kind: ResourceKind) throws(JSONFault) {
        let elements = try json.requiredList("data")
        let items = elements.compactMap { element -> Resource? in
            // `try?`: a broken element is counted; the rest of the page stays.
            guard var resource = try? Resource(element, kind: kind) else { return nil }
            // `try?`: fails for numbers outside JSON; the text is for display only.
            resource.rawJSON = try? element.encoded()
            return resource
        }
        let pagination = json["pagination"]
        let cursor = pagination?["hasMore"] == .bool(false) ? nil : pagination?["nextCursor"]?.string
        self.init(
            items: items, nextCursor: cursor?.isEmpty == true ? nil : cursor,
            unreadableCount: elements.count - items.count)
    }
}
