import Dashboard
import MintDomain
import TerminalCore

extension LineSession.Subject {
    var id: SafeText {
        switch self {
        case .row(let row): SafeText(row.id.rawValue)
        case .resource(let resource): SafeText(resource.id.rawValue)
        }
    }

    var detail: DetailSubject {
        switch self {
        case .row(let row): .operation(row.id)
        case .resource(let resource): .resource(resource.kind, resource.id)
        }
    }

    var files: [AssetRef] {
        let assets =
            switch self {
            case .row(let row): row.operation?.assets ?? []
            case .resource(let resource): resource.assets
            }
        return assets.map { AssetRef(subject: detail, asset: $0) }
    }
}

extension LineSession {
    mutating func open(_ target: LineCommand.Target, _ name: String?, _ step: inout LineStep) {
        guard let subject = subject(target, &step) else { return }
        let links = LineText.links(subject)
        guard !links.isEmpty else {
            if case .row(let row) = subject, state.isJob(row.id) {
                return step.lines.append("There is no pull request yet.")
            }
            return step.lines.append("There is no file to open yet.")
        }
        let named = name.map { name in
            links.filter { $0.name.lowercased() == name.lowercased() || ($0.name == pageName && name == "page") }
        }
        let fitting = named ?? links
        guard fitting.count == 1, let link = fitting.first else {
            let names = links.map(\.name).joined(separator: ", ")
            let id = subject.id
            return step.lines.append(
                "\(id) has: \(SafeText(names).clipped(to: 500)). Say open \(id) and one of the names.")
        }
        step.effects += Dashboard.open(link, of: subject.detail, &state)
    }

    mutating func copy(_ target: LineCommand.Target, _ what: String?, _ step: inout LineStep) {
        guard let subject = subject(target, &step) else { return }
        let copies = state.copies(of: subject.detail).compactMap { entry in
            LineCommand.copies[entry.letter].map { (word: $0, entry: entry) }
        }
        if let what, let copy = copies.first(where: { $0.word == what.lowercased() }) {
            return step.effects.append(.copy(copy.entry.lines, what: copy.entry.name.string))
        }
        let words = SafeText(copies.map(\.word).joined(separator: ", "))
        step.lines.append("Of \(subject.id) there is: \(words). Say copy \(subject.id) and one of them.")
    }

    mutating func watch(_ target: LineCommand.Target, _ isWatched: Bool, _ step: inout LineStep) {
        guard let row = row(target, &step) else { return }
        step.lines.append(isWatched ? "Watching \(row.id)." : "Not watching \(row.id) any more.")
        step.effects += setWatched([row.id], isWatched, &state)
    }

    // MARK: Downloads

    /// Downloads a file by its name, all files, or the only one. A last word answers the question about an existing
    /// file.
    mutating func download(_ target: LineCommand.Target, _ words: String?, _ step: inout LineStep) {
        guard let subject = subject(target, &step) else { return }
        let files = subject.files
        guard !files.isEmpty else { return step.lines.append("There is no file to download yet.") }
        if words?.lowercased() == "all" { return begin(files, &step) }
        if words == nil, files.count == 1 { return begin(files, &step) }
        let words = (words ?? "").split(whereSeparator: \.isWhitespace).map { $0.lowercased() }
        let answers: [String: ExistingAnswer] = ["overwrite": .overwrite, "both": .keepBoth]
        let answer = words.count > 1 ? words.last.flatMap { answers[$0] } : nil
        let name = (answer == nil ? words : words.dropLast()).joined(separator: " ")
        guard let file = files.first(where: { $0.asset.name.lowercased() == name }) else {
            let names = SafeText(files.map(\.asset.name).joined(separator: ", ")).clipped(to: 500)
            return step.lines.append("\(subject.id) has: \(names). Say download \(subject.id) and a name, or all.")
        }
        guard let answer else { return begin([file], &step) }
        guard case .asks? = state.downloads[file.id] else {
            return step.lines.append("No other file is known to be in the place of \(file.asset.name).")
        }
        Dashboard.begin(file, &state)
        step.effects.append(.answerExisting(file, answer))
        step.lines.append("Downloading \(file.asset.name).")
    }

    private mutating func begin(_ files: [AssetRef], _ step: inout LineStep) {
        var started: [AssetRef] = []
        for file in files {
            if let refusal = linkRefusal(file.asset.url) {
                step.lines.append(refusal)
            } else if case .asks(let path)? = state.downloads[file.id] {
                step.lines.append(Self.existing(file, path))
            } else if state.downloads[file.id]?.isRunning == true {
                step.lines.append("\(file.asset.name) is being downloaded; stop ends that.")
            } else {
                Dashboard.begin(file, &state)
                started.append(file)
            }
        }
        guard !started.isEmpty else { return }
        step.effects.append(.download(started))
        step.lines.append("Downloading \(SafeText(started.map(\.asset.name).joined(separator: ", "))).")
    }

    mutating func stopDownloads(_ target: LineCommand.Target, _ step: inout LineStep) {
        guard let subject = subject(target, &step) else { return }
        let running = subject.files.filter { state.downloads[$0.id]?.isRunning == true }
        guard !running.isEmpty else { return step.lines.append("Nothing of \(subject.id) is being downloaded.") }
        step.effects.append(.cancelDownload(running))
        step.lines.append("Stopping \(running.count) download\(running.count == 1 ? "" : "s"); download goes on.")
    }

    /// The message about an existing file.
    static func existing(_ file: AssetRef, _ path: SafeText) -> SafeText {
        let id: SafeText =
            switch file.subject {
            case .operation(let id): SafeText(id.rawValue)
            case .resource(_, let id): SafeText(id.rawValue)
            }
        let command: SafeText = "download \(id) \(file.asset.name)"
        return "Another file is at \(path): say \(command) overwrite, or \(command) both to keep both."
    }

    // MARK: Profiles

    mutating func goOn(with name: String?, _ step: inout LineStep) {
        let names = SafeText(state.setup.profiles.map(\.badge.name).joined(separator: ", ")).clipped(to: 500)
        guard let name else {
            let rest: SafeText = state.setup.profiles.count > 1 ? " There are \(names)." : ""
            return step.lines.append("This is \(state.badge.name)." + rest)
        }
        if let refusal = state.refusal(toRun: .profile) { return step.lines.append(refusal) }
        guard state.setup.profiles.contains(where: { $0.badge.name == name }) else {
            return step.lines.append("There is no profile “\(SafeText(name).clipped(to: 40))”; there are \(names).")
        }
        if name == state.badge.name { return step.lines.append("This is \(state.badge.name) already.") }
        leave(.profile(name), &step)
    }
}
