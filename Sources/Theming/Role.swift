/// What something on the screen means; a theme turns each role into colours and attributes.
///
/// Views ask for a role, never for a colour. The raw values are the keys of a theme file's `roles:` map.
package enum Role: String, CaseIterable, Sendable, Hashable {
    // MARK: Text

    /// Ordinary text.
    case text
    /// Text that supports other text: labels, ages, hints.
    case secondary
    /// What cannot be used now.
    case disabled
    /// A section's heading inside a pane.
    case heading
    /// The key in a hint such as `a approve`.
    case keyHint
    /// An address that `o` opens.
    case link

    // MARK: Panes

    /// The frame of a pane without the focus.
    case border
    /// The frame of the pane with the focus.
    case borderFocused
    /// The title of a pane without the focus.
    case title
    /// The title of the pane with the focus.
    case titleFocused
    /// The bar at the top: its text and its background. A surface for `Theme.style(_:on:)`.
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
    /// What was not confirmed for too long.
    case stale
    /// A number that is guessed from history.
    case estimate
    /// A filter that narrows a list.
    case chip
    /// Text that a search found.
    case searchHit

    // MARK: Statuses

    /// Waiting for its turn.
    case statusQueued
    /// Being worked on.
    case statusRunning
    /// A preview waits for a person.
    case statusReview
    /// Payment waits for a person.
    case statusBilling
    /// Succeeded.
    case statusDone
    /// Succeeded in part.
    case statusPartial
    /// Failed.
    case statusFailed
    /// Canceled.
    case statusCanceled
    /// A status this version does not know.
    case statusUnknown

    // MARK: Meters

    /// The filled part of a progress bar.
    case progressFilled
    /// The rest of a progress bar.
    case progressEmpty
    /// A small chart in a line.
    case sparkline

    // MARK: Messages

    /// Something to look at.
    case warning
    /// Something failed.
    case error
    /// Something worked.
    case success
    /// A message that goes away by itself: its text and its background.
    case toast

    // MARK: Dialogs

    /// The inside of a dialog: its text and its background. A surface for `Theme.style(_:on:)`.
    case overlay
    /// What lies beneath a dialog.
    case shadow
    /// The frame of a dialog.
    case dialogBorder
    /// The frame and title of a dialog that destroys something or spends money.
    case dialogDanger
    /// A button.
    case button
    /// The button that Enter presses.
    case buttonFocused
    /// The inside of a text field. A surface for `Theme.style(_:on:)`.
    case input
    /// The cell of a text field where typing goes.
    case cursor

    // MARK: JSON

    /// A key of an object.
    case jsonKey
    /// A string.
    case jsonString
    /// A number.
    case jsonNumber
    /// `true`, `false` or `null`.
    case jsonLiteral
}

extension Role {
    /// What other roles are drawn on, for `Theme.style(_:on:)`.
    package static let surfaces: [Role] = [.header, .selectedRow, .selectedRowUnfocused, .overlay, .input]
}
