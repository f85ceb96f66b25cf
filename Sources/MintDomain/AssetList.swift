package import Foundation

/// The assets of one World, Model or operation, ready to show, open and download.
package struct AssetList: Sendable, Hashable {
    /// The entries in the server's order, pictures first.
    package let entries: [Entry]

    package struct Entry: Sendable, Hashable, Identifiable {
        package let asset: Asset
        package let format: AssetFormat
        /// The expiry of its link by the server's clock; nil if the link does not contain it.
        package let expiresAt: Date?
        /// The file name on disk: safe, and unique in the list on every file system.
        package let fileName: String

        package var id: String { asset.name }

        package func isExpired(at serverTime: Date) -> Bool { expiresAt.map { $0 <= serverTime } ?? false }
    }

    package init(_ resource: Resource) {
        self.init(resource.assets, title: resource.name ?? resource.prompt, id: resource.id.rawValue)
    }

    package init(_ operation: Operation) {
        self.init(
            operation.assets, title: operation.prompt, id: operation.resource?.id.rawValue ?? operation.id.rawValue)
    }

    /// The names of the assets must be unique; the id is that of the resource.
    package init(_ assets: [Asset], title: String?, id: String) {
        var taken: Set<String> = []
        entries = assets.map { asset in
            let format = AssetFormat(of: asset)
            let tail = [String(id.suffix(8)), Self.part(asset.name, format)].filter { !$0.isEmpty }
            let name = FileName.make([String((title ?? "").prefix(60))], tail: tail.joined(separator: "-"), format)
            var free = name
            var number = 2
            while !taken.insert(FileName.key(free)).inserted {
                free = FileName.numbered(name, number)
                number += 1
            }
            return Entry(
                asset: asset, format: format, expiresAt: LinkExpiry.date(of: asset.url), fileName: free)
        }
    }

    /// Returns the entries whose name, format or file name is the word, case-insensitive; names precede formats.
    package func matching(_ word: String) -> [Entry] {
        let lowered = word.lowercased()
        let named = entries.filter { $0.asset.name.lowercased() == lowered || $0.fileName.lowercased() == lowered }
        return named.isEmpty ? entries.filter { $0.format.rawValue == lowered } : named
    }

    /// The part that distinguishes a file from others of its resource; empty for the main file of a format.
    private static func part(_ name: String, _ format: AssetFormat) -> String {
        switch name {
        case format.rawValue: ""
        case "previewImage": "preview"
        case "optimizedGlb": "optimized"
        case "colliderMesh": "collider"
        case "pano": "panorama"
        default: name.unicodeScalars.allSatisfy(\.isASCII) ? String(name.prefix(40)) : ""
        }
    }
}
