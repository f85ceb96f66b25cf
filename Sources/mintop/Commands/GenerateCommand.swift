import ArgumentParser
import CommandOutput
import Foundation
import MintDomain
import Sessions
import TerminalCore
import Tracking
import TrackingStore

extension ResourceKind: ExpressibleByArgument {}
extension GenerationMode: ExpressibleByArgument {}
extension GenerationPreset: ExpressibleByArgument {}

struct GenerateCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "generate", abstract: "Generate a world or a model, or one for each prompt of a file.",
        usage: """
            mintop generate [<options>] world|model <prompt>
            mintop generate [<options>] world|model --prompts <file>
            """,
        discussion: """
            --prompts takes a file with one prompt per line, or one JSON object per line: prompt, and kind, mode, \
            preset, name or images to override the options. mintop starts them within the request budget. With the \
            same --batch name, a second run of the file starts only the rest.

              mintop generate model "A brass key" --mode review --wait
              mintop generate world --prompts bays.txt --batch bays --wait
            """)

    @OptionGroup var change: ChangeOptions
    @Option(help: "auto runs to the end; review stops at the preview for your decision.") var mode = GenerationMode.auto
    @Option(help: "The generation tier.") var preset = GenerationPreset.standard
    @Option(help: ArgumentHelp("The name of the result, 1 to 120 characters.", valueName: "text")) var name: String?
    @Option(help: ArgumentHelp("The URL of a source image; may be given up to 8 times.", valueName: "url")) var image:
        [String] = []
    @Option(help: ArgumentHelp("A file of prompts; - is standard input.", valueName: "file"), completion: .file())
    var prompts: String?
    @Option(
        help: ArgumentHelp("A name for the file; runs with the same name start each prompt once.", valueName: "name"))
    var batch: String?
    @Flag(help: "Wait until it ends or needs a decision.") var wait = false
    @OptionGroup var waiting: WaitOptions
    @Argument(help: "world or model.") var kind: ResourceKind
    @Argument(help: "The prompt, 1 to 4000 characters; not with --prompts.") var prompt: String?

    func run() async throws {
        let request = GenerationRequest(
            kind: kind, prompt: prompt ?? "", mode: mode, preset: preset, name: name, imageURLs: image)
        try await reportingFailures {
            if let prompts { return try await runBatch(prompts, request) }
            if prompt == nil { throw CommandFailure("Missing prompt. Add one, or use --prompts FILE.", .usage) }
            if batch != nil { throw CommandFailure("--batch requires --prompts.", .usage) }
            guard wait else { return try await change.perform { _ in .generate(request) } }
            try await waiting.run(change.server, isJSON: change.json) { session in
                let row = try await session.perform(.generate(request), key: try change.key())
                if !waiting.quiet { Output.note("\(row.id.rawValue) started; waiting.") }
                return [WaitSubject(id: row.id)]
            }
        }
    }

    private func runBatch(_ path: String, _ usual: GenerationRequest) async throws {
        guard prompt == nil else { throw CommandFailure("Use a prompt or --prompts, not both.", .usage) }
        guard change.idempotencyKey == nil else {
            throw CommandFailure("--idempotency-key is for one prompt; use --batch with a file.", .usage)
        }
        if let batch, !PromptFile.isBatchName(batch) {
            throw CommandFailure("--batch takes 1 to 100 letters, digits, “.”, “_” and “-”.", .usage)
        }
        let file = try promptFile(path, usual)
        let keys = file.keys(batch: batch ?? UUID().uuidString.lowercased())
        let (started, outcome) = try await Session.run(change.server) { session in
            let started = try await session.start(Array(zip(file.entries, keys)), isJSON: change.json)
            guard wait, !started.ids.isEmpty else { return (started, nil as WaitOutcome?) }
            let subjects = started.ids.map { WaitSubject(id: $0) }
            let outcome = try await session.wait(
                for: subjects, until: nil, timeout: waiting.timeout.duration, isQuiet: waiting.quiet)
            return (started, outcome)
        }
        if let failure = started.failure {
            let again = batch.map { "run it again with --batch \($0) to start the rest" } ?? "the others were started"
            throw CommandFailure(
                "\(started.failed) of \(file.entries.count) were not started; \(again).", failure.status)
        }
        if let outcome { try waiting.end(outcome, isJSON: change.json) }
    }

    private func promptFile(_ path: String, _ usual: GenerationRequest) throws -> PromptFile {
        let data: Data
        if path == "-" {
            data = FileHandle.standardInput.readDataToEndOfFile()
        } else {
            do {
                data = try Data(contentsOf: URL(fileURLWithPath: path))
            } catch {
                throw CommandFailure("The file \(path) cannot be read.", .badData)
            }
        }
        guard let text = String(validating: data, as: UTF8.self) else {
            throw CommandFailure("The file \(path) is not UTF-8 text.", .badData)
        }
        do {
            return try PromptFile(text, usual: usual)
        } catch {
            throw CommandFailure("\(path): \(error)", .badData)
        }
    }
}
