import FoundationEssentials
package import MintDomain
package import TerminalCore

func openSelected(_ state: inout State) -> [Effect] {
    guard let subject = state.currentSubject else { return [] }
    if let file = state.selectedFile { return open(file.asset, of: file.subject, &state) }
    let entries = state.openable
    if entries.count == 1 { return open(entries[0], of: subject, &state) }
    state.overlays.dialogs.append(.menu(OpenMenu(subject: subject, title: state.subjectName, entries: entries)))
    return []
}

extension State {
    /// The links of the selection: its files and its page on Mint, or the pull request of a job.
    var openable: [Asset] {
        if listFocus == .jobs {
            let link = selectedOperation?.operation?.job?.pullRequestURL
            return link.map { [Asset(name: "pull request", url: $0)] } ?? []
        }
        let page = selectedOperation?.operation?.mintURL ?? selectedResource?.mintURL
        return selectedAssets + (page.map { [Asset(name: pageName, url: $0)] } ?? [])
    }
}

extension State {
    /// The link policy of the focused list's service.
    var linkPolicy: LinkPolicy? {
        LinkPolicy(server: listFocus == .jobs ? setup.endpoints.jobs ?? setup.endpoints.mint : setup.endpoints.mint)
    }
}

package let pageName = "page on Mint"

package func open(_ asset: Asset, of subject: DetailSubject, _ state: inout State) -> [Effect] {
    if let refusal = linkRefusal(asset.url) {
        note(.error, refusal, &state)
        return []
    }
    // Links of files expire; the one of a pull request does not.
    if case .operation(let id) = subject, state.isJob(id) { return [.openLink(url: asset.url, of: .agent)] }
    return state.isFreshlyConfirmed(subject)
        ? [.openLink(url: asset.url, of: .mint)] : [.openFreshLink(subject, name: asset.name)]
}

extension State {
    /// Whether the subject was read within the last minute; older links may have expired.
    fileprivate func isFreshlyConfirmed(_ subject: DetailSubject) -> Bool {
        let confirmedAt: Date? =
            switch subject {
            case .operation(let id): operations[id: id]?.confirmedAt
            case .resource(let kind, _): resources(kind).confirmedAt
            }
        return confirmedAt.map { now.timeIntervalSince($0) < 60 } ?? false
    }
}

/// The reason why a link is not opened; nil for a plain http or https link.
package func linkRefusal(_ url: String) -> SafeText? {
    let lowered = url.lowercased()
    guard lowered.hasPrefix("https://") || lowered.hasPrefix("http://") else {
        return "Not opened: only http and https links are, this one is \(String(url.prefix(40)))."
    }
    guard url.utf8.allSatisfy({ (0x21...0x7E).contains($0) }) else {
        return "Not opened: the link has spaces or control characters in it."
    }
    return nil
}
