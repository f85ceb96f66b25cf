package import Foundation

/// The files of one World, Model or operation, ready to be shown, opened and fetched.
package struct AssetList: Sendable, Hashable {
    /// In the order of the server's description, pictures first.
    package let entries: [Entry]

    /// One file.
    package struct Entry: Sendable, Hashable, Identifiable {
        package let asset: Asset
        package let format: AssetFormat
        /// When its link stops working, by the server's clock; nil where the link does not say.
        package let expiresAt: Date?
        /// The name it gets on disk: safe, and different from every other one of the list on every kind of disk.
        package let fileName: String

        package var id: String { asset.name }

        /// Whether the link has stopped working.
        package func isExpired(at serverTime: Date) -> Bool { expiresAt.map { $0 <= serverTime } ?? false }
    }

    /// The files of a World or Model.
    package init(_ resource: Resource) {
        self.init(resource.assets, title: resource.name ?? resource.prompt, id: resource.id.rawValue)
    }

    /// The files of an operation.
    package init(_ operation: Operation) {
        self.init(
            operation.assets, title: operation.prompt, id: operation.resource?.id.rawValue ?? operation.id.rawValue)
    }

    /// - Parameters:
    ///   - assets: names are unique.
    ///   - title: what a person calls it, in any words; nil where it has no name.
    ///   - id: of the resource.
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

    /// The entries whose name, format or file name is the word, in any case; a name of a file goes before its format.
    package func matching(_ word: String) -> [Entry] {
        let lowered = word.lowercased()
        let named = entries.filter { $0.asset.name.lowercased() == lowered || $0.fileName.lowercased() == lowered }
        return named.isEmpty ? entries.filter { $0.format.rawValue == lowered } : named
    }

    /// What tells a file from the others of its resource; empty for the one a person means by the format alone.
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
