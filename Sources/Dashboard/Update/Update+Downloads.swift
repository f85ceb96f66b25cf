import FoundationEssentials
import MintDomain
import TerminalCore

func downloadSelected(_ state: inout State) -> [Effect] {
    state.selectedFile.map { download($0, &state) } ?? []
}

func downloadAll(_ state: inout State) -> [Effect] {
    let files = state.selectedFiles.filter { state.isDownloadable($0) }
    for file in files { begin(file, &state) }
    return [.download(files)]
}

/// Downloads a file, or asks about an existing one at its path.
func download(_ file: AssetRef, _ state: inout State) -> [Effect] {
    if state.downloads[file.id]?.isRunning == true { return [] }
    if case .asks(let path)? = state.downloads[file.id] {
        state.overlays.dialogs.append(.existing(ExistingFile(file: file, path: path)))
        return []
    }
    begin(file, &state)
    return [.download([file])]
}

/// Marks a download as running; a paused one continues from its received bytes.
package func begin(_ file: AssetRef, _ state: inout State) {
    var meter = TransferMeter()
    if case .paused(let received, let total)? = state.downloads[file.id] {
        meter.count(received, of: total, at: state.now)
    }
    state.downloads[file.id] = .running(meter)
}

func downloadChanged(_ file: AssetRef, _ news: DownloadNews, _ state: inout State) {
    let before = state.downloads[file.id]
    var meter = TransferMeter()
    if case .running(let running)? = before { meter = running }
    switch news {
    case .progress(let received, let total):
        meter.count(received, of: total ?? file.asset.byteCount, at: state.now)
        state.downloads[file.id] = .running(meter)
    case .paused: state.downloads[file.id] = .paused(received: meter.received, total: meter.total)
    case .failed(let reason):
        state.downloads[file.id] = .failed(SafeText(reason))
        note(.error, "\(file.asset.name): \(reason)", &state)
    case .done(let path):
        state.downloads[file.id] = .done(path: SafeText(path))
        if before?.isRunning == true { note(.success, "Downloaded \(path)", &state) }
    case .exists(let path):
        state.downloads[file.id] = .asks(path: SafeText(path))
        note(.warning, "\(file.asset.name): another file is at \(path); d decides.", &state)
    case .canceled: state.downloads[file.id] = nil
    }
}

func existingKey(_ key: Key, _ existing: ExistingFile, _ state: inout State) -> [Effect] {
    var existing = existing
    let answer: ExistingAnswer
    switch key {
    case .character("o"): answer = .overwrite
    case .character("b"): answer = .keepBoth
    case _ where key.code == .enter: answer = existing.answer
    case _ where state.closesDialog(key) || key == .character("n"):
        // The download stays undecided.
        state.overlays.dialogs.removeLast()
        return []
    case _ where key.movesFocus:
        let isBack = key.code == .backTab || key.code == .left || key == .character("h")
        existing.answer = cycled(existing.answer, by: isBack ? -1 : 1)
        replaceTop(.existing(existing), &state.overlays)
        return []
    default: return []
    }
    state.overlays.dialogs.removeLast()
    // The question may have been answered elsewhere in the meantime.
    guard case .asks(let path)? = state.downloads[existing.file.id], path == existing.path else {
        note(.warning, "Nothing was done: \(existing.file.asset.name) no longer needs an answer.", &state)
        return []
    }
    if answer == .cancel {
        state.downloads[existing.file.id] = nil
    } else {
        begin(existing.file, &state)
    }
    return [.answerExisting(existing.file, answer)]
}

/// Copies the link or the id of the selection.
func copySelected(_ state: inout State) -> [Effect] {
    if let file = state.selectedFile {
        if let refusal = linkRefusal(file.asset.url) {
            note(.error, refusal, &state)
            return []
        }
        return [.copy([SafeText(file.asset.url)], what: "the link of \(file.asset.name)")]
    }
    if state.listFocus == .jobs, let link = state.openable.first {
        return [.copy([SafeText(link.url)], what: "the link of the pull request")]
    }
    switch state.currentSubject {
    case .operation(let id)?: return [.copy([SafeText(id.rawValue)], what: "the id")]
    case .resource(_, let id)?: return [.copy([SafeText(id.rawValue)], what: "the id")]
    case nil: return []
    }
}

extension State {
    /// The selected file while the Assets tab has the focus.
    package var selectedFile: AssetRef? {
        guard overlays.desk == nil, focus == .detail, detail.tab == .assets, let subject = currentSubject else {
            return nil
        }
        let assets = selectedAssets
        guard assets.indices.contains(detail.asset) else { return nil }
        return AssetRef(subject: subject, asset: assets[detail.asset])
    }

    var selectedFiles: [AssetRef] {
        guard let subject = currentSubject else { return [] }
        return selectedAssets.map { AssetRef(subject: subject, asset: $0) }
    }

    /// Whether `D` downloads it: not if it is running, finished or undecided.
    fileprivate func isDownloadable(_ file: AssetRef) -> Bool {
        guard linkRefusal(file.asset.url) == nil else { return false }
        switch downloads[file.id] {
        case nil, .paused?, .failed?: return true
        case .running?, .done?, .asks?: return false
        }
    }

    var refusalToDownloadAll: SafeText? {
        let files = selectedFiles
        if files.isEmpty { return currentSubject == nil ? "Select a row first." : "There is no file to download yet." }
        return files.contains(where: isDownloadable) ? nil : "Every file is there or on its way."
    }

    var refusalToDownload: SafeText? {
        guard let file = selectedFile else { return refusalWithoutFile }
        let isRunning = downloads[file.id]?.isRunning == true
        return isRunning ? "\(file.asset.name) is being downloaded; s stops it." : linkRefusal(file.asset.url)
    }

    var refusalToStopDownload: SafeText? {
        guard let file = selectedFile else { return refusalWithoutFile }
        return downloads[file.id]?.isRunning == true ? nil : "\(file.asset.name) is not being downloaded."
    }

    private var refusalWithoutFile: SafeText {
        selectedAssets.isEmpty
            ? "There is no file to download yet." : "Choose a file on the Assets tab first; D downloads all."
    }
}
