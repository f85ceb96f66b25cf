import MintDomain
import TerminalCore

/// The file that the viewer shows for a selection.
struct ViewableFiles {
    /// The owner of the files.
    var subject: DetailSubject
    /// At least one; the panorama of a World comes before its collider.
    var files: [ViewerFile]
    var chosen = 0
    /// The name of the converted file whose GLB is shown instead.
    var converted: String?

    init?(_ subject: DetailSubject, _ assets: [Asset]) {
        let files = assets.compactMap { asset in viewerKind(asset).map { ViewerFile(asset: asset, kind: $0) } }
        guard !files.isEmpty else { return nil }
        self.subject = subject
        self.files = files.filter { $0.kind == .panorama } + files.filter { $0.kind == .mesh }
    }

    /// Chooses the file of that name; nil if there is none.
    func choosing(_ name: String, converted: String? = nil) -> ViewableFiles? {
        guard let chosen = files.firstIndex(where: { $0.asset.name == name }) else { return nil }
        var result = self
        (result.chosen, result.converted) = (chosen, converted)
        return result
    }
}

extension State {
    /// The files that the viewer shows for the selection; nil if there are none.
    var viewable: ViewableFiles? {
        guard let subject = currentSubject, overlays.desk != nil || listFocus != .jobs else { return nil }
        let own = ViewableFiles(subject, selectedAssets)
        if let converted = convertedFile?.name {
            return own?.choosing("glb", converted: converted) ?? modelFiles?.choosing("glb", converted: converted)
        }
        guard let selected = selectedFile else { return own }
        return own?.choosing(selected.asset.name)
    }

    /// The selected converted file, or the first one of a row that has no other file to view.
    private var convertedFile: Asset? {
        if let selected = selectedFile { return isConverted(selected.asset) ? selected.asset : nil }
        return selectedAssets.contains { viewerKind($0) != nil } ? nil : selectedAssets.first(where: isConverted)
    }

    /// The files of the Model that the selected operation is about, if its list has it.
    private var modelFiles: ViewableFiles? {
        guard let id = selectedOperation?.operation?.resource?.id, let model = resources(.model)[id] else { return nil }
        return ViewableFiles(.resource(.model, id), model.assets)
    }

    func refusalToLook() -> SafeText? {
        guard currentSubject != nil else { return "Select a row first." }
        guard viewable == nil else {
            return layout.form == .line ? "The terminal is too small for this: enlarge it." : nil
        }
        if let file = convertedFile, overlays.desk != nil || listFocus != .jobs {
            let download = keyName(selectedFile == nil ? .downloadAll : .download)
            return
                "\(file.name) cannot be viewed here and its GLB is not known; open it in another program (\(keyName(.open))) or download it (\(download))."
        }
        if let file = selectedFile {
            return "\(file.asset.name) cannot be viewed here: only GLB files and panoramas can."
        }
        return selectedAssets.isEmpty ? "There is no file to view yet." : "None of its files can be viewed here."
    }

    var viewerTitle: SafeText { selectedOperation?.title ?? selectedResource?.title ?? subjectName }
}

/// The viewer kind of a file; nil if it cannot be shown.
private func viewerKind(_ asset: Asset) -> ViewerFile.Kind? {
    guard linkRefusal(asset.url) == nil else { return nil }
    switch asset.name {
    case "pano", "panorama": return .panorama
    case "glb", "optimizedGlb", "colliderMesh": return .mesh
    default: return linkPath(asset.url).lowercased().hasSuffix(".glb") ? .mesh : nil
    }
}

/// Whether the file is a mesh in a format other than GLB, also if it is packed in an archive.
private func isConverted(_ asset: Asset) -> Bool {
    let named = AssetFormat(of: Asset(name: asset.name, url: ""))
    return viewerKind(asset) == nil && (named.family == .mesh || AssetFormat(of: asset).family == .mesh)
}
