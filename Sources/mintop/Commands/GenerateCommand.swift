import ArgumentParser
import Foundation
import MintDomain
import TerminalCore

extension ResourceKind: ExpressibleByArgument {}
extension GenerationMode: ExpressibleByArgument {}
extension GenerationPreset: ExpressibleByArgument {}

struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Start the generation of a world or a model.")

    @OptionGroup var change: ChangeOptions
    @Option(help: "auto goes on by itself; review stops at the preview for you.") var mode = GenerationMode.auto
    @Option(help: "The generation tier.") var preset = GenerationPreset.standard
    @Option(help: "A name for the result, 1 to 120 characters.") var name: String?
    @Option(help: "The URL of a source image; may be given up to 8 times.") var image: [String] = []
    @Flag(help: "Wait until it ends or needs a person.") var wait = false
    @Option(help: "The longest wait, such as 90s, 10m, 2h.") var timeout: WaitTime = WaitTime(seconds: 600)
    @Argument(help: "world or model.") var kind: ResourceKind
    @Argument(help: "What to make, 1 to 4000 characters.") var prompt: String

    func run() async throws {
        let request = GenerationRequest(
            kind: kind, prompt: prompt, mode: mode, preset: preset, name: name, imageURLs: image)
        try await reportingFailures {
            let (row, isOver) = try await Session.run(change.server) { session in
                let row = try await session.perform(.generate(request), key: try change.key())
                guard wait else { return (row, false) }
                Output.note("\(row.id.rawValue) started; waiting.")
                let result = try await session.wait(for: [row.id], until: nil, timeout: timeout.duration)
                return (result.rows.first ?? row, result.isOver)
            }
            Report.print(row, isJSON: change.json)
            guard wait else { return }
            if isOver { throw CommandFailure("Not finished after \(timeout); it goes on.", .timedOut) }
            try WaitCommand.endWithStatus(of: [row])
        }
    }
}
