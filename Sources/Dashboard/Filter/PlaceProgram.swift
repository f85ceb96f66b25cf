/// What a search does with the places of texts, 64 at a time: each register holds a set of places as bits.
///
/// A place is where a reader may stand: before a byte, or at the end. What has been read so far is the set of all places
/// it can have led to, so that nothing is ever tried twice, and the time grows with the text and the steps alone.
struct PlaceProgram: Sendable, Hashable {
    /// What a step does; `to`, `from` and `with` are registers.
    enum Operation: UInt8, Sendable {
        /// `to` is where a byte stands (`low`).
        case byte
        /// `to` is where one of some bytes stands (from `low` on, `width` more), together with what it was.
        case range
        /// `to` is empty.
        case none
        /// `to` is `from`.
        case copy
        case union, intersection
        /// `to` is the places after those of `from`, and the first one.
        case next
        /// `to` is the places after those of `from` where one of `with` stands: one byte is read.
        case after
        /// `to` is `from` and all that is reached from there by reading any number of `with`.
        case along
        /// `to` is `from`, with those within a character (`with`) moved behind it.
        case over
        /// Goes on at `target` if `from` is empty.
        case leave
        /// `with` becomes what of `from` is new to `to`, which takes it in; goes on at `target` if there is any.
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
    /// The register of all places of the texts, their ends among them.
    static let all: Int32 = 1
    /// The register of the places where what is found ends.
    static let found: Int32 = 2

    var steps: [Step] = []
    var registerCount: Int32 = 3
}
