package import CommandOutput
import Foundation
import MintAPI
import MintDomain
import TerminalCore

/// The doctor's findings from reading the account of the key, which changes nothing and is free.
package struct ServerFindings {
    /// The tolerated clock offset in seconds. Signed links and ages have a scale of minutes.
    package static let tolerance = 5.0

    /// The findings of an answer: the owner of the key and the documentation agent as far as known, the reason why a
    /// configured agent is missing, and the offset of the server's clock in seconds, positive if it is ahead.
    package static func findings(
        origin: String, account: String?, milliseconds: Int, clockOffset: Double, agent: String? = nil,
        agentProblem: String? = nil
    ) -> [Finding] {
        let who = account.map { ", as \($0)" } ?? ""
        var findings = [
            Finding(
                "server", .fine, SafeText("\(origin) answered in \(milliseconds) ms\(who)")),
            clock(clockOffset),
        ]
        if let agentProblem { findings.append(Finding("agent", .broken, SafeText(agentProblem))) }
        if let agent {
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
