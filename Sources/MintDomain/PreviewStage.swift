package import Foundation

/// The identity of one preview of an operation. Every revision makes another preview.
package struct PreviewStage: Sendable, Hashable, Codable {
    /// The number of the preview among those that mintop saw of the operation, from 1.
    package var number: Int
    /// The server's `updatedAt` of the preview, if any.
    package var changedAt: Date?
    /// The URL of the picture without query and fragment, which change with each signature; nil without a picture.
    package var path: String?

    package init(number: Int, changedAt: Date?, path: String?) {
        self.number = number
        self.changedAt = changedAt
        self.path = path
    }

    /// Whether `present`, a later reading of the same operation, is another preview.
    ///
    /// Missing members are not compared. Times are compared to a millisecond, since the store rounds them.
    package func isReplaced(by present: PreviewStage) -> Bool {
        if present.number > number { return true }
        if let before = changedAt, let now = present.changedAt, abs(now.timeIntervalSince(before)) >= 0.001 {
            return true
        }
        return path != nil && present.path != nil && path != present.path
    }
}

extension TrackedOperation {
    /// The current or last preview; nil before the first one.
    package var previewStage: PreviewStage? {
        guard let operation else { return nil }
        let previews = transitions.filter { $0.to == .previewReady }
        let isAtPreview = operation.status == .previewReady
        let path = operation.assets.picture().map { linkPath($0.url) }
        guard isAtPreview || !previews.isEmpty || path != nil else { return nil }
        return PreviewStage(
            number: max(1, previews.count),
            changedAt: isAtPreview ? operation.updatedAt : operation.updatedAt.flatMap { _ in previews.last?.at },
            path: path)
    }
}

extension [Asset] {
    /// The picture of the result: the preview image, or with `small` preferably the thumbnail.
    package func picture(small: Bool = false) -> Asset? {
        let names = small ? ["thumbnail", "previewImage"] : ["previewImage", "thumbnail"]
        return names.lazy.compactMap { name in first { $0.name == name } }.first
    }
}

/// A link without its query and fragment.
package func linkPath(_ url: String) -> String {
    String(url.prefix { $0 != "?" && $0 != "#" })
}
