/// The meaning of a part of the screen; a theme maps each role to colors and attributes.
///
/// Views use roles, never colors. The raw values are the keys of a theme file's `roles:` map.
package enum Role: String, CaseIterable, Sendable, Hashable {
    // MARK: Text

    case text
    /// Supporting text: labels, ages, hints.
    case secondary
    /// Currently unavailable actions.
    case disabled
    /// The heading of a section inside a pane.
    case heading
    /// The key in a hint such as `a approve`.
    case keyHint
    /// An address that `o` opens.
    case link

    // MARK: Panes

    case border
    case borderFocused
    case title
    case titleFocused
    /// The bar at the top, text and background. A surface for `Theme.style(_:on:)`.
    case header
    /// The badge of the embedded server.
    case badgeLocal
    /// The badge of a live server.
    case badgeLive

    // MARK: Rows

    /// The selected row of the pane with the focus. A surface for `Theme.style(_:on:)`.
    case selectedRow
    /// The selected row of another pane. A surface for `Theme.style(_:on:)`.
    case selectedRowUnfocused
    /// Data that is out of date.
    case stale
    /// A number estimated from history.
    case estimate
    case chip
    /// Text found by a search.
    case searchHit

    // MARK: Statuses

    case statusQueued
    case statusRunning
    /// A preview that needs review.
    case statusReview
    /// Waiting for payment.
    case statusBilling
    case statusDone
    case statusPartial
    case statusFailed
    case statusCanceled
    /// A status unknown to this version.
    case statusUnknown

    // MARK: Meters

    case progressFilled
    case progressEmpty
    case sparkline

    // MARK: Messages

    case warning
    case error
    case success
    /// A message that disappears, text and background.
    case toast

    // MARK: Dialogs

    /// The inside of a dialog, text and background. A surface for `Theme.style(_:on:)`.
    case overlay
    /// The area beneath a dialog.
    case shadow
    case dialogBorder
    /// The frame and title of a dialog that destroys something or spends money.
    case dialogDanger
    case button
    /// The button that Enter presses.
    case buttonFocused
    /// The inside of a text field. A surface for `Theme.style(_:on:)`.
    case input
    /// The cursor cell of a text field.
    case cursor

    // MARK: JSON

    case jsonKey
    case jsonString
    case jsonNumber
    /// `true`, `false` or `null`.
    case jsonLiteral
}

extension Role {
    package static let surfaces: [Role] = [.header, .selectedRow, .selectedRowUnfocused, .overlay, .input]
}
