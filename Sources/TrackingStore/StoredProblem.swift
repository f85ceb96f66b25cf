import MintDomain

/// A `PollProblem` in the columns `problem` and `problem_detail`.
struct StoredProblem {
    var word: String
    var detail: String?

    init(_ problem: PollProblem) {
        switch problem {
        case .unauthorized(let detail): (word, self.detail) = ("unauthorized", detail)
        case .gone: (word, detail) = ("gone", nil)
        case .rateLimited: (word, detail) = ("rate_limited", nil)
        case .unreachable(let detail): (word, self.detail) = ("unreachable", detail)
        case .unreadable(let detail): (word, self.detail) = ("unreadable", detail)
        case .refused(let detail): (word, self.detail) = ("refused", detail)
        }
    }

    /// The problem in two columns; nil for no word or an unknown one.
    static func problem(word: String?, detail: String?) -> PollProblem? {
        switch word {
        case "unauthorized": .unauthorized(detail ?? "")
        case "gone": .gone
        case "rate_limited": .rateLimited
        case "unreachable": .unreachable(detail ?? "")
        case "unreadable": .unreadable(detail ?? "")
        case "refused": .refused(detail ?? "")
        default: nil
        }
    }
}
