import TerminalCore
import Theming

extension Role {
    /// The SGR number of the nearest ANSI color; nil for the default color.
    package var terminalColor: Int? {
        switch self {
        case .statusRunning: 36
        case .statusReview, .statusPartial: 33
        case .statusDone: 32
        case .statusFailed: 31
        case .statusBilling: 35
        case .statusQueued, .statusCanceled: 90
        default: nil
        }
    }
}
