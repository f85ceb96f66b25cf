import Foundation
import MintAPI
import MintDomain
import TerminalCore

/// What the doctor learns by asking the server whom the key belongs to, which changes and costs nothing.
struct ServerFindings {
    /// What came back.
    struct Answer: Sendable {
        /// Where the server is.
        var origin: String
        var profile: String
        /// Whom the key belongs to, as far as it tells.
        var account: String?
        var milliseconds: Int
        /// Seconds that the server's clock is ahead of ours.
        var clockOffset: Double
        /// The documentation agent beside it; nil where there is none.
        var agent: String?
        /// Why there is none although one was asked for.
        var agentProblem: String?
    }

    /// How far apart the clocks may be: signed links and the ages of rows are about minutes.
    static let tolerance = 5.0

    /// What is to be said of an answer.
    static func findings(_ answer: Answer) -> [Finding] {
        let who = answer.account.map { ", as \($0)" } ?? ""
        var findings = [
            Finding(
                "server", .fine, SafeText("\(answer.origin) answered in \(answer.milliseconds) ms\(who)")),
            clock(answer.clockOffset),
        ]
        if let problem = answer.agentProblem { findings.append(Finding("agent", .broken, SafeText(problem))) }
        if let agent = answer.agent {
            findings.append(
                Finding("agent", .fine, SafeText("\(agent); not asked: it has no question without consequences")))
        }
        return findings
    }

    private static func clock(_ offset: Double) -> Finding {
        guard abs(offset) > tolerance else { return Finding("clock", .fine, "agrees with the server's") }
        let seconds = Int(abs(offset).rounded())
        return Finding(
            "clock", .note,
            "is \(seconds) s \(offset > 0 ? "behind" : "ahead of") the server's; shown times allow for it",
            remedy: "timedatectl set-ntp true")
    }

    /// What is to be said where there was no answer.
    static func findings(_ failure: CommandFailure) -> [Finding] {
        let subject = failure.status == .notAuthorised ? "key" : "server"
        return [Finding(subject, .broken, SafeText(failure.description))]
    }
}
