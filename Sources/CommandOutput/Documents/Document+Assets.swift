import AssetFiles
package import MintDomain
package import Wire

extension Document {
    /// An item of the list `mintop.assets/1`.
    package static func asset(_ entry: AssetList.Entry) -> JSONValue {
        .object([
            "name": .string(entry.asset.name), "format": .string(entry.format.rawValue),
            "url": .string(entry.asset.url), "byteCount": .orNull(entry.asset.byteCount),
            "expiresAt": .orNull(entry.expiresAt), "fileName": .string(entry.fileName),
        ])
    }

    /// An item of the list `mintop.downloads/1`; `outcome` is `finished`, `alreadyThere`, `exists` or `failed`.
    package static func download(_ result: DownloadResult) -> JSONValue {
        var members: [String: JSONValue] = [
            "name": .string(result.entry.asset.name), "path": .orNull(result.path), "byteCount": .null,
            "resumedFrom": .null, "problem": .orNull(result.complaint),
        ]
        switch result.outcome {
        case .success(.finished(let file)):
            members["outcome"] = .string("finished")
            members["byteCount"] = .integer(file.byteCount)
            members["resumedFrom"] = .integer(file.resumedFrom)
        case .success(.alreadyThere): members["outcome"] = .string("alreadyThere")
        case .success(.exists): members["outcome"] = .string("exists")
        case .failure: members["outcome"] = .string("failed")
        }
        return .object(members)
    }
}
