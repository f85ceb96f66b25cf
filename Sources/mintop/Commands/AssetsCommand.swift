import ArgumentParser
import AssetFiles
import CommandOutput
import Dashboard
import DashboardRuntime
import Foundation
import MintDomain
import Sessions
import TerminalCore
import Wire

struct AssetsCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "assets", abstract: "List, open and download the files of an operation, a world or a model.",
        usage: """
            mintop assets [<options>] <id> [list]
            mintop assets [<options>] <id> open <name>
            mintop assets [<options>] <id> download <name>...
            mintop assets [<options>] <id> download --all
            """,
        discussion: """
            A name is the name, the file name or the format of an asset, as listed; a format must be unique. An \
            interrupted download continues where it stopped. Without --overwrite, a different file of the same name is \
            kept and the command ends with 3. mintop renews expired links and sends the key to no file host. It prints \
            the path of each complete file.

              mintop assets op_MFoCXaQJFNyqWR3k download glb --to models
            """)

    enum Action: String, ExpressibleByArgument, CaseIterable {
        case list, open, download
    }

    @Flag(help: "Print one JSON document: mintop.assets/1, of a download mintop.downloads/1.") var json = false
    @Option(
        help: ArgumentHelp("An existing directory for the files.", valueName: "directory"),
        completion: .directory)
    var to = "."
    @Flag(help: "Download every file.") var all = false
    @Flag(help: "Replace a different file of the same name.") var overwrite = false
    @Flag(help: "Add a number to the new file's name if another file has it.") var keepBoth = false
    @Argument(help: "The id of an operation, a world or a model, or the URL of an operation.") var id: OperationArgument
    @Argument(help: "The action.") var action = Action.list
    @Argument(help: ArgumentHelp("Names of files.", valueName: "name")) var names: [String] = []
    @OptionGroup var server: ServerOptions

    func validate() throws {
        if overwrite, keepBoth { throw ValidationError("Use --overwrite or --keep-both, not both.") }
        switch action {
        case .list where !names.isEmpty: throw ValidationError("list takes no names.")
        case .open where names.count != 1: throw ValidationError("open takes one name.")
        case .download where all != names.isEmpty:
            throw ValidationError("download takes names, or --all for every file.")
        default: break
        }
    }

    func run() async throws {
        try await reportingFailures {
            switch action {
            case .list:
                let ((subject, list), policy) = try await Session.run(server) { session in
                    (try await session.assets(of: id), session.linkPolicy)
                }
                try show(list, of: subject, policy)
            case .open: try await open(names.first ?? "")
            case .download: try await download()
            }
        }
    }

    private func show(_ list: AssetList, of subject: DetailSubject, _ policy: LinkPolicy) throws {
        if json {
            let files = list.entries.map(Document.asset)
            return try Output.document(
                "mintop.assets/1",
                .object([
                    "id": .string(subject.id), "type": .string(subject.word), "assets": .array(files),
                ]))
        }
        if list.entries.isEmpty { return Output.note("No files yet.") }
        let now = Date()
        var table = Table(columns: [
            .init(heading: "name"), .init(heading: "format", rank: 2), .init(heading: "size", isNumber: true),
            .init(heading: "link", rank: 1), .init(heading: "file", givesWay: true),
        ])
        for entry in list.entries {
            let size = entry.asset.byteCount.map { SafeText(Int64($0).byteText) } ?? "-"
            table.rows.append([
                .init(SafeText(entry.asset.name), link: entry.asset.url), .init(SafeText(entry.format.rawValue)),
                .init(size),
                .init(SafeText(Self.linkText(entry, now))), .init(SafeText(entry.fileName)),
            ])
        }
        Output.table(table, in: .standardOutput(ProcessInfo.processInfo.environment, linkPolicy: policy))
    }

    /// The remaining validity of the link.
    private static func linkText(_ entry: AssetList.Entry, _ now: Date) -> String {
        guard let end = entry.expiresAt else { return "-" }
        let minutes = Int(end.timeIntervalSince(now) / 60)
        return minutes < 0 ? "expired" : minutes < 120 ? "\(minutes) min" : "\(minutes / 60) h"
    }

    private func open(_ name: String) async throws {
        try await Session.run(server) { session in
            let (subject, list) = try await session.assets(of: id)
            let entry = try list.one(name, of: subject.id)
            let link = try session.linkPolicy.checked(entry.asset.url)
            let opener = LinkOpener(environment: ProcessInfo.processInfo.environment)
            if let failure = await opener.open(link) { throw CommandFailure(failure, .unavailable) }
        }
    }

    private func download() async throws {
        let present: PresentFile = overwrite ? .overwrite : keepBoth ? .keepBoth : .ask
        let results = try await Session.run(server) { session in
            let (subject, list) = try await session.assets(of: id)
            let entries = try all ? list.entries : names.map { try list.one($0, of: subject.id) }
            return await session.download(entries, of: subject, to: to, present: present)
        }
        if json {
            let files = results.map(Document.download)
            try Output.document("mintop.downloads/1", .object(["files": .array(files)]))
        }
        for result in results {
            if !json, let path = result.path { Output.line(SafeText(path)) }
            if let complaint = result.complaint { Output.complain(complaint) }
        }
        if let status = results.compactMap(\.status).max(by: { $0.rawValue < $1.rawValue }) {
            throw ExitCode(status.rawValue)
        }
    }
}

extension AssetList {
    /// The one asset that matches a word. `id` is the operation, the World or the Model, for the message.
    ///
    /// - Throws: `CommandFailure` with status 64 for none or several.
    func one(_ word: String, of id: String) throws -> Entry {
        let found = matching(word)
        if found.count == 1 { return found[0] }
        guard !entries.isEmpty else { throw CommandFailure("\(id) has no files yet.", .usage) }
        let names = (found.isEmpty ? entries : found).map(\.asset.name).joined(separator: ", ")
        let problem = found.isEmpty ? "\(id) has no file “\(word)”" : "“\(word)” matches \(found.count) files"
        throw CommandFailure("\(problem). Choose one of: \(names).", .usage)
    }
}
