package import CommandOutput
import Foundation
import MintAPI
import MintDomain
import TerminalCore

/// The doctor's findings from reading the account of the key, which changes nothing and is free.
package struct ServerFindings {
    package struct Answer: Sendable {
        /// The address of the server.
        package var origin: String
        package var profile: String
        /// The owner of the key, as far as known.
        package var account: String?
        package var milliseconds: Int
        /// The offset of the server's clock in seconds; positive if it is ahead.
        package var clockOffset: Double
        /// The documentation agent of the profile; nil if there is none.
        package var agent: String?
        /// The reason why a configured agent is missing.
        package var agentProblem: String?

        package init(
            origin: String, profile: String, account: String? = nil, milliseconds: Int, clockOffset: Double,
            agent: String? = nil, agentProblem: String? = nil
        ) {
            self.origin = origin
            self.profile = profile
            self.account = account
            self.milliseconds = milliseconds
            self.clockOffset = clockOffset
            self.agent = agent
            self.agentProblem = agentProblem
        }
    }

    /// The tolerated clock offset in seconds. Signed links and ages have a scale of minutes.
    package static let tolerance = 5.0

    package static func findings(_ answer: Answer) -> [Finding] {
        let who = answer.account.map { ", as \($0)" } ?? ""
        var findings = [
            Finding(
                "server", .fine, SafeText("\(answer.origin) answered in \(answer.milliseconds) ms\(who)")),
            clock(answer.clockOffset),
        ]
        if let problem = answer.agentProblem { findings.append(Finding("agent", .broken, SafeText(problem))) }
        if let agent = answer.agent {
            findings.append(
                Finding("agent", .fine, SafeText("\(agent); not checked: its API has no request without side effects")))
        }
        return findings
    }

    private static func clock(_ offset: Double) -> Finding {
        guard abs(offset) > tolerance else { return Finding("clock", .fine, "agrees with the server's") }
        let seconds = Int(abs(offset).rounded())
        return Finding(
            "clock", .note,
            "is \(seconds) s \(offset > 0 ? "behind" : "ahead of") the server's; mintop corrects the displayed times",
            remedy: "timedatectl set-ntp true")
    }

    package static func findings(_ failure: CommandFailure) -> [Finding] {
        let subject = failure.status == .notAuthorized ? "key" : "server"
        return [Finding(subject, .broken, SafeText(failure.description))]
    }
}
