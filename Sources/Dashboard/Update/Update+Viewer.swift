import FoundationEssentials
import MintDomain
import TerminalCore

/// The time after the last key for which the viewer counts as moving, in seconds.
private let restSeconds = 0.3
/// The angle of one turn step, in radians.
private let turnStep = Double.pi / 24
/// The speed of automatic rotation, in radians per second.
private let autoTurnSpeed = Double.pi / 6
/// The time between two frames of automatic rotation, in seconds.
let autoTurnInterval = 0.05
private let zoomFactor = 1.15

/// Opens the viewer for the selection.
func openViewer(_ state: inout State) {
    guard let viewable = state.viewable else { return }
    let (files, chosen) = (viewable.files, viewable.chosen)
    state.overlays.viewer = Viewer(
        subject: viewable.subject, title: state.viewerTitle, files: files, chosen: chosen,
        camera: .initial(files[chosen].kind), openedAt: state.now)
    if let name = viewable.converted {
        note(.success, "Only GLB files can be viewed: this is the one that \(name) was converted from.", &state)
    }
}

func closeViewer(_ state: inout State) -> [Effect] {
    guard let viewer = state.overlays.viewer else { return [] }
    state.overlays.viewer = nil
    return [.closeViewer(viewer.subject)]
}

func openViewedFile(_ state: inout State) -> [Effect] {
    guard let viewer = state.overlays.viewer else { return [] }
    return open(viewer.file.asset, of: viewer.subject, &state)
}

func copyViewedFile(_ state: inout State) -> [Effect] {
    guard let viewer = state.overlays.viewer else { return [] }
    return [.copy([SafeText(viewer.file.asset.url)], what: "the link of \(viewer.file.asset.name)")]
}

func downloadViewedFile(_ state: inout State) -> [Effect] {
    guard let viewer = state.overlays.viewer else { return [] }
    return download(AssetRef(subject: viewer.subject, asset: viewer.file.asset), &state)
}

func refreshViewer(_ state: inout State) -> [Effect] {
    state.changeViewer { viewer, now in (viewer.failure, viewer.shown, viewer.openedAt) = (nil, nil, now) }
    return refresh(&state)
}

func showOtherFile(_ state: inout State) {
    guard state.hasOtherFile else { return note(.warning, "There is no other file to look at.", &state) }
    state.changeViewer { viewer, now in
        viewer.chosen = (viewer.chosen + 1) % viewer.files.count
        (viewer.shown, viewer.failure, viewer.openedAt) = (nil, nil, now)
        (viewer.camera, viewer.isTurning, viewer.touchedAt) = (.initial(viewer.file.kind), false, nil)
    }
}

func moveCamera(_ state: inout State, _ move: (_ camera: inout ViewerCamera, _ step: Double) -> Void) {
    state.changeViewer { viewer, now in
        // A zoomed panorama uses smaller steps, so that they look equally large.
        let step = viewer.file.kind == .panorama ? viewer.camera.fieldOfView / 12 : turnStep
        move(&viewer.camera, step)
        viewer.touchedAt = now
    }
}

extension State {
    mutating func changeViewer(_ change: (_ viewer: inout Viewer, _ now: Date) -> Void) {
        guard var viewer = overlays.viewer else { return }
        change(&viewer, now)
        overlays.viewer = viewer
    }
}

func viewerDrawn(_ frame: ViewerFrame, _ canvas: Canvas, _ facts: ViewerFacts, _ overlays: inout Overlays) {
    // Ignores a frame that is outdated or of another file.
    guard let viewer = overlays.viewer, frame == viewer.inFlight else { return }
    overlays.viewer?.inFlight = nil
    guard frame.file == viewer.file else { return }
    overlays.viewer?.shown = ViewerPicture(frame: frame, canvas: canvas, facts: facts)
    overlays.viewer?.failure = nil
}

func viewerFailed(_ frame: ViewerFrame, _ reason: String, _ overlays: inout Overlays) {
    guard let viewer = overlays.viewer, frame == viewer.inFlight else { return }
    overlays.viewer?.inFlight = nil
    guard frame.file == viewer.file else { return }
    overlays.viewer?.isTurning = false
    overlays.viewer?.failure = SafeText(reason)
}

/// Requests the needed frame, unless it is shown or another frame is in progress.
func neededFrame(_ state: inout State) -> [Effect] {
    guard var viewer = state.overlays.viewer else { return [] }
    defer { state.overlays.viewer = viewer }
    if let touched = viewer.touchedAt, state.now.timeIntervalSince(touched) >= restSeconds { viewer.touchedAt = nil }
    let size = ViewerGeometry(state.size).picture.size
    guard viewer.inFlight == nil, viewer.failure == nil, size.columns > 0, size.rows > 0 else { return [] }
    if viewer.isTurning, let last = viewer.turnedAt {
        let seconds = state.now.timeIntervalSince(last)
        if seconds >= autoTurnInterval {
            // After a long break, the rotation continues from where it stopped.
            viewer.camera.turn(by: autoTurnSpeed * min(seconds, 0.25))
            viewer.turnedAt = state.now
        }
    }
    let quality: ViewerFrame.Quality = viewer.isTurning || viewer.touchedAt != nil ? .turning : .rest
    let frame = ViewerFrame(
        sequence: viewer.sequence + 1, subject: viewer.subject, file: viewer.file, camera: viewer.camera,
        look: viewer.look, size: size, quality: quality)
    if let shown = viewer.shown?.frame, shown.looksLike(frame) { return [] }
    viewer.sequence += 1
    viewer.inFlight = frame
    return [.draw(frame)]
}

extension Viewer {
    /// The time of the next automatic change; nil if there is none.
    var nextChange: Date? {
        if let touchedAt { return touchedAt.addingTimeInterval(restSeconds) }
        guard isTurning, inFlight == nil else { return nil }
        return turnedAt?.addingTimeInterval(autoTurnInterval)
    }
}

extension ViewerFrame {
    /// Whether both frames would look the same.
    fileprivate func looksLike(_ other: ViewerFrame) -> Bool {
        (file, camera, look, size, quality) == (other.file, other.camera, other.look, other.size, other.quality)
    }
}

extension ViewerCamera {
    mutating func turn(by angle: Double) {
        yaw += angle
        if yaw > .pi { yaw -= 2 * .pi }
        if yaw <= -.pi { yaw += 2 * .pi }
    }

    mutating func tilt(by angle: Double) {
        pitch = min(1.55, max(-1.55, pitch + angle))
    }

    mutating func pan(x: Double = 0, y: Double = 0) {
        panX = min(1, max(-1, panX + x * 0.05))
        panY = min(1, max(-1, panY + y * 0.05))
    }

    mutating func zoom(isIn: Bool) {
        let factor = isIn ? 1 / zoomFactor : zoomFactor
        distance = min(8, max(0.1, distance * factor))
        fieldOfView = min(2, max(0.3, fieldOfView * factor))
    }
}
