import FoundationEssentials
import TerminalCore

extension Command {
    static let ofFiles = [open, copy, copyMenu, openInEditor, download, downloadAll, stopDownload, look]

    package static let open = Command(
        "asset.open", .files, "open", "Open a file or page in the browser", keys: ["o"],
        scopes: .everywhere, like: [.lazygit, .ghDash],
        refused: { $0.refusalOfUnstarted ?? $0.refusalToOpen },
        hints: [
            .panes(40, also: { !$0.isBulk || $0.listFocus != .jobs }), .desk(110),
            .viewer(70) { !$0.isDrawn },
        ], inViewer: openViewedFile, run: openSelected)
    package static let copy = Command(
        "asset.copy", .files, "copy", "Copy the link of a file or a PR, or the id", keys: ["c"],
        scopes: [.panes, .viewer], like: [.k9s], refused: { $0.refusalOfUnstarted ?? $0.refusalToCopy },
        hints: [
            .panes(50) { !$0.isBulk && ($0.selectedFile != nil || ($0.listFocus == .jobs && !$0.openable.isEmpty)) }
        ], inViewer: copyViewedFile, run: copySelected)
    package static let copyMenu = Command(
        "asset.copy-menu", .files, "copy…", "Copy id, link, prompt, JSON or curl line", keys: ["y"],
        scopes: .everywhere, like: [.vim, .lazygit],
        refused: { $0.refusalOfUnstarted ?? $0.refusalToCopy }, run: changing(openCopyMenu))
    package static let openInEditor = Command(
        "detail.editor", .files, "editor", "Read the JSON in your editor", keys: ["e"], words: ["edit"],
        like: [.k9s, .lazygit, .tig],
        refused: { $0.refusalOfUnstarted ?? ($0.selectedJSON == nil ? "No JSON yet." : nil) },
        run: showInEditor)
    package static let download = Command(
        "asset.download", .files, "download", "Download the file, or resume the download", keys: ["d"],
        scopes: [.panes, .viewer], refused: { $0.refusalOfUnstarted ?? $0.refusalToDownload },
        hints: [
            .panes(70, also: \.showsFiles), .viewer(80) { !$0.isDrawn },
            .viewer(110),
        ], inViewer: downloadViewedFile, run: downloadSelected)
    package static let downloadAll = Command(
        "asset.download-all", .files, "download all", "Download every file", keys: ["D"],
        refused: { $0.refusalOfUnstarted ?? $0.refusalToDownloadAll },
        hints: [.panes(72, also: \.showsFiles)], run: Dashboard.downloadAll)
    package static let stopDownload = Command(
        "asset.stop-download", .files, "stop", "Stop the download; it can be resumed", keys: ["s"],
        refused: \.refusalToStopDownload,
        hints: [.panes(71, also: \.showsFiles)],
        run: { $0.selectedFile.map { [.cancelDownload([$0])] } ?? [] })
    package static let look = Command(
        "asset.look", .files, "look", "View a model or a panorama", keys: ["V"],
        words: ["look", "view", "turntable"], scopes: [.panes, .desk],
        refused: { $0.refusalOfUnstarted ?? $0.refusalToLook() },
        hints: [.panes(80, also: { !$0.isBulk })], run: changing(openViewer))

    static let viewing = [
        turnLeft, turnRight, turnUp, turnDown, zoomIn, zoomOut, panLeft, panRight, panUp, panDown, autoTurn, wireframe,
        light, textures, resetView, otherFile,
    ]

    package static let turnLeft = camera(
        "left", "left", "Turn to the left", keys: ["h", Key(.left)]
    ) { $0.turn(by: -$1) }
    package static let turnRight = camera(
        "right", "right", "Turn to the right", keys: ["l", Key(.right)]
    ) { $0.turn(by: $1) }
    package static let turnUp = camera("up", "up", "Turn upwards", keys: ["k", Key(.up)]) { $0.tilt(by: $1) }
    package static let turnDown = camera("down", "down", "Turn downwards", keys: ["j", Key(.down)]) { $0.tilt(by: -$1) }
    package static let zoomIn = camera("zoom-in", "zoom in", "Come nearer", keys: ["+", "="]) { camera, _ in
        camera.zoom(isIn: true)
    }
    package static let zoomOut = camera("zoom-out", "zoom out", "Go further away", keys: ["-"]) { camera, _ in
        camera.zoom(isIn: false)
    }
    package static let panLeft = camera(
        "pan-left", "pan left", "Move it to the left", keys: [Key(.left, .shift)]
    ) { camera, _ in camera.pan(x: -1) }
    package static let panRight = camera(
        "pan-right", "pan right", "Move it to the right", keys: [Key(.right, .shift)]
    ) { camera, _ in camera.pan(x: 1) }
    package static let panUp = camera(
        "pan-up", "pan up", "Move it upwards", keys: [Key(.up, .shift), Key(.pageUp)]
    ) { camera, _ in camera.pan(y: 1) }
    package static let panDown = camera(
        "pan-down", "pan down", "Move it downwards", keys: [Key(.down, .shift), Key(.pageDown)]
    ) { camera, _ in camera.pan(y: -1) }
    package static let autoTurn = view(
        "auto-turn", "spin", "Let it turn by itself; again: stop", key: " ", hint: .viewer(10)
    ) { viewer, now in
        viewer.isTurning.toggle()
        viewer.turnedAt = viewer.isTurning ? now : nil
    }
    package static let wireframe = view(
        "wireframe", "wireframe", "Only the edges; again: the surfaces", key: "w", hint: .viewer(20, when: \.viewsMesh)
    ) { viewer, _ in viewer.look.isWireframe.toggle() }
    package static let light = view(
        "light", "light", "With or without the light", key: "L", hint: .viewer(30, when: \.viewsMesh)
    ) { viewer, _ in viewer.look.isLit.toggle() }
    package static let textures = view(
        "textures", "textures", "With or without textures and colors", key: "t", hint: .viewer(40, when: \.viewsMesh)
    ) { viewer, _ in viewer.look.hasTextures.toggle() }
    package static let resetView = view(
        "reset", "reset", "Back to how it was at first", key: "0", hint: .viewer(90)
    ) { viewer, _ in
        (viewer.camera, viewer.isTurning) = (.initial(viewer.file.kind), false)
        viewer.look = ViewerLook()
    }
    package static let otherFile = Command(
        "viewer.other-file", .viewer, "other file", "Next file that can be viewed", keys: [Key(.tab)],
        scopes: [.viewer], hints: [.viewer(50, when: \.hasOtherFile)], inViewer: changing(showOtherFile))

    private static func camera(
        _ name: String, _ title: SafeText, _ help: SafeText, keys: [Key],
        move: @escaping @Sendable (_ camera: inout ViewerCamera, _ step: Double) -> Void
    ) -> Command {
        Command(
            "viewer." + name, .viewer, title, help, keys: keys, scopes: [.viewer], isMovement: true,
            inViewer: changing { moveCamera(&$0, move) })
    }

    private static func view(
        _ name: String, _ title: SafeText, _ help: SafeText, key: Key, hint: FooterHint,
        change: @escaping @Sendable (_ viewer: inout Viewer, _ now: Date) -> Void
    ) -> Command {
        Command(
            "viewer." + name, .viewer, title, help, keys: [key], scopes: [.viewer], hints: [hint],
            inViewer: changing { $0.changeViewer(change) })
    }
}
