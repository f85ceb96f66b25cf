package import FoundationEssentials
package import MintDomain
package import TerminalCore

/// Whether pictures are drawn on this screen.
package enum PictureMode: Sendable, Hashable {
    /// They are, as cells.
    case cells
    /// They are not: a line says so, and which key opens them elsewhere.
    case none
}

/// Which preview of an operation something is: a revision makes another one.
package struct PreviewStage: Sendable, Hashable {
    /// 1 for the first preview that was seen.
    package var number: Int
    /// The server's time of it; nil where it gave none.
    package var changedAt: Date?
    /// The address of its picture without query and fragment, which are signed anew each time; nil without a picture.
    package var path: String?

    package init(number: Int, changedAt: Date?, path: String?) {
        self.number = number
        self.changedAt = changedAt
        self.path = path
    }
}

/// Where a picture comes from.
package enum PictureSource: Sendable, Hashable {
    /// A file of the subject, by the name of the `Asset`.
    ///
    /// `path` is its link without query and fragment, so that a link signed anew is the same picture; `stage` tells
    /// the previews of an operation apart where the path does not; `changedAt` does that for a World or a Model.
    case file(name: String, path: String, stage: PreviewStage?, changedAt: Date?)
    /// An earlier preview of an operation that mintop keeps: the `id` of an `EarlierPreview`.
    case kept(String)
}

/// One picture at one size: what a loaded picture is filed under, so that a late one never stands for another.
package struct PictureKey: Sendable, Hashable {
    package let subject: DetailSubject
    package let source: PictureSource
    /// The cells it has to fit into; the canvas may be smaller, never larger.
    package let size: Size

    package init(subject: DetailSubject, source: PictureSource, size: Size) {
        self.subject = subject
        self.source = source
        self.size = size
    }
}

/// Asks for a picture.
package struct PictureRequest: Sendable, Hashable {
    /// What it is for, which says how urgent it is and how fine it should be.
    package enum Purpose: Sendable, Hashable {
        /// The Preview tab of the detail.
        case preview
        /// The review desk, as large as possible.
        case desk
        /// One side of a comparison, or the other picture of the flicker.
        case comparison
        /// A tile of a contact sheet.
        case thumbnail
    }

    package let key: PictureKey
    /// The link as the server last gave it, not checked yet and possibly expired; nil for a kept picture.
    package let url: String?
    package let purpose: Purpose

    package init(key: PictureKey, url: String?, purpose: Purpose) {
        self.key = key
        self.url = url
        self.purpose = purpose
    }
}

extension TrackedOperation {
    /// The preview it stands at, or the last one it had; nil for one that never had any.
    package var previewStage: PreviewStage? {
        guard let operation else { return nil }
        let previews = transitions.filter { $0.to == .previewReady }
        let isAtPreview = operation.status == .previewReady
        let path = operation.assets.picture().map { linkPath($0.url) }
        guard isAtPreview || !previews.isEmpty || path != nil else { return nil }
        return PreviewStage(
            number: max(1, previews.count),
            changedAt: isAtPreview ? operation.updatedAt ?? previews.last?.at : previews.last?.at, path: path)
    }
}

extension [Asset] {
    /// The file that shows what it looks like; the small one first where that is enough.
    func picture(small: Bool = false) -> Asset? {
        let names = small ? ["thumbnail", "previewImage"] : ["previewImage", "thumbnail"]
        return names.lazy.compactMap { name in first { $0.name == name } }.first
    }
}

/// A link without its query and fragment.
func linkPath(_ url: String) -> String {
    String(url.prefix { $0 != "?" && $0 != "#" })
}
