extension AppPage {
    /// The page of a `prLink`: the conversation of the job, with a note that no file was changed.
    init(_ job: MintlifyJob, _ state: MintlifyState) {
        let title = "\(job.repository) #\(job.pullNumber)"
        var parts = ["<h1>\(Self.escaped(title))</h1>"]
        let branch = job.ref.map { " into \($0)" } ?? ""
        parts.append("<p class=\"status\">\(Self.escaped("pull request\(branch) · job \(state.status.rawValue)"))</p>")
        parts.append(
            "<p>This page stands for the pull request. The local service has no repository, so no file was changed.</p>"
        )
        for (turn, work) in zip(job.turns, state.work) {
            parts.append("<p>\(Self.escaped(turn.prompt))</p><p class=\"status\">\(Self.word(work))</p>")
        }
        self.init(title: title, body: parts.joined(separator: "\n"))
    }

    private static func word(_ work: MintlifyState.Work) -> String {
        switch work {
        case .waiting: "waits"
        case .underWay: "is worked on"
        case .done(.changed): "done, with changes"
        case .done(.unchanged): "done, no file changed"
        case .done(.failed): "failed"
        }
    }
}
