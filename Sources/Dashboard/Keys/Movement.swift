/// A movement of a cursor or of a scrolled text; negative is up.
package enum Movement: Sendable, Hashable {
    case lines(Int)
    case halfPages(Int)
    case pages(Int)
    case first, last

    /// The number of rows; zero for the first and the last one.
    func step(height: Int) -> Int {
        switch self {
        case .lines(let count): count
        case .halfPages(let count): count * max(1, height / 2)
        case .pages(let count): count * max(1, height - 1)
        case .first, .last: 0
        }
    }

    /// Returns the new position, from 0 to `last`.
    func target(from position: Int, last: Int, height: Int) -> Int {
        switch self {
        case .first: 0
        case .last: last
        case .lines, .halfPages, .pages: min(max(0, position + step(height: height)), last)
        }
    }
}
