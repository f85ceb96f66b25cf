package import FoundationEssentials
package import MintDomain
package import TerminalCore

/// Whether pictures are drawn on this screen.
package enum PictureMode: Sendable, Hashable {
    /// Drawn with terminal cells.
    case cells
    /// Not drawn; a line names the key that opens them elsewhere.
    case none
}

package enum PictureSource: Sendable, Hashable {
    /// A file of the subject, by the name of its `Asset`.
    ///
    /// `path` is the link without query and fragment, so that a link that is signed again is the same picture. `stage`
    /// distinguishes previews of an operation with the same path; `changedAt` does so for a World or a Model.
    case file(name: String, path: String, stage: PreviewStage?, changedAt: Date?)
    /// An earlier preview that mintop keeps: the `id` of an `EarlierPreview`.
    case kept(String)
}

/// The cache key: one picture at one size. It keeps a late result from being shown as another picture.
package struct PictureKey: Sendable, Hashable {
    package let subject: DetailSubject
    package let source: PictureSource
    /// The largest size in cells; the canvas may be smaller.
    package let size: Size

    package init(subject: DetailSubject, source: PictureSource, size: Size) {
        self.subject = subject
        self.source = source
        self.size = size
    }
}

package struct PictureRequest: Sendable, Hashable {
    /// The use of the picture, which determines its priority and its quality.
    package enum Purpose: Sendable, Hashable {
        /// The Preview tab of the detail pane.
        case preview
        /// The review screen, as large as possible.
        case desk
        /// One side of a comparison, or the other preview when toggling between two.
        case comparison
        /// A tile of a contact sheet.
        case thumbnail
    }

    package let key: PictureKey
    /// The last known link, not checked yet and possibly expired; nil for a kept picture.
    package let url: String?
    package let purpose: Purpose

    package init(key: PictureKey, url: String?, purpose: Purpose) {
        self.key = key
        self.url = url
        self.purpose = purpose
    }
}
