/// The steps of a search, which compute sets of places in texts. Each register holds a set of places as bits, 64 per
/// word.
///
/// A place is a position before a byte or at the end. The state of a search is the set of all places it can have
/// reached, so nothing is tried twice, and the time is proportional to the text and the steps.
struct PlaceProgram: Sendable, Hashable {
    /// The operation of a step; `to`, `from` and `with` are registers.
    enum Operation: UInt8, Sendable {
        /// Sets `to` to the places of the byte `low`.
        case byte
        /// Adds the places of the bytes `low` to `low + width` to `to`.
        case range
        /// Clears `to`.
        case none
        /// Sets `to` to `from`.
        case copy
        case union, intersection
        /// Sets `to` to the places after those in `from`, plus the first place.
        case next
        /// Sets `to` to the places after those that are in both `from` and `with`: reads one byte.
        case after
        /// Sets `to` to `from` and all places reached from there by reading any number of bytes in `with`.
        case along
        /// Sets `to` to `from`, with places within a character (`with`) moved to its end.
        case over
        /// Jumps to `target` if `from` is empty.
        case leave
        /// Sets `with` to the places in `from` that are not in `to`, and adds them to `to`. Jumps to `target` if there
        /// are any.
        case again
    }

    struct Step: Sendable, Hashable {
        var operation: Operation
        var low: UInt8 = 0
        var width: UInt8 = 0
        var to: Int32 = 0
        var from: Int32 = 0
        var with: Int32 = 0
        var target: Int32 = 0
    }

    /// The register of the places where reading begins.
    static let start: Int32 = 0
    /// The register of all places, including the ends of texts.
    static let all: Int32 = 1
    /// The register of the places where matches end.
    static let found: Int32 = 2

    var steps: [Step] = []
    var registerCount: Int32 = 3
}
