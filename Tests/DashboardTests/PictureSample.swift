import Dashboard
import DashboardSamples
import Foundation
import MintDomain
import TerminalCore

/// A dashboard with pictures, whose effects are answered at once.
extension Sample {
    /// A picture with visible edges: a lit ball on a background, two pixels per cell, square.
    static func canvas(_ size: Size, hue: Int) -> Canvas {
        let rows = min(size.rows, size.columns / 2)
        var canvas = Canvas(size: Size(columns: rows * 2, rows: rows))
        guard rows > 0, let half = SafeText("▀").glyphs.first else { return canvas }
        for row in 0..<rows {
            for column in 0..<(rows * 2) {
                let style = Style(
                    foreground: pixel(column, row * 2, rows * 2, hue),
                    background: pixel(column, row * 2 + 1, rows * 2, hue))
                canvas.put(Cell(glyph: half, style: style), column: column, row: row)
            }
        }
        return canvas
    }

    private static func pixel(_ x: Int, _ y: Int, _ side: Int, _ hue: Int) -> Color {
        let (u, v) = (Double(2 * x + 1) / Double(side) - 1, Double(2 * y + 1) / Double(side) - 1)
        let depth = 0.64 - u * u - v * v
        var light = 0.16 + 0.1 * (1 - v)
        if depth > 0 { light = max(0.1, (depth.squareRoot() * 0.7 - u * 0.5 - v * 0.6) / 0.9) }
        // Only a few steps, so that a recorded screen has few styles.
        light = (light * 6).rounded(.up) / 6
        let parts: [Double] = [[1, 0.72, 0.4], [0.45, 0.8, 1], [0.6, 1, 0.55], [1, 0.55, 0.8]][hue % 4]
        func level(_ part: Double) -> UInt8 { UInt8(min(255, max(0, light * part * 255))) }
        let ground = depth > 0 ? parts : [0.5, 0.55, 0.7]
        return .rgb(level(ground[0]), level(ground[1]), level(ground[2]))
    }

    /// The color of the picture of a request: equal keys have equal colors.
    static func hue(_ key: PictureKey) -> Int {
        switch key.source {
        case .kept(let id): id.utf8.reduce(0) { $0 + Int($1) }
        case .file(_, let path, _, _): path.utf8.reduce(0) { $0 + Int($1) }
        }
    }

    static let earlier: [EarlierPreview] = [
        EarlierPreview(
            id: "k1", at: now.addingTimeInterval(-3000), feedback: "Warmer light, and a darker walnut stand.",
            hasPicture: true),
        EarlierPreview(
            id: "k2", at: now.addingTimeInterval(-1300),
            feedback: "Warmer light from the left, and a much darker stand without the brass feet.", hasPicture: true),
    ]

    static let facts = ViewerFacts(
        triangles: 60_214, vertices: 30_120, drawnTriangles: nil, extent: [1.2, 0.84, 2.1], byteCount: 3_104_220,
        milliseconds: 21)

    /// Answers effects, and the effects that follow from the answers.
    ///
    /// - Parameters:
    ///   - effects: The effects to answer.
    ///   - state: The state.
    ///   - pictures: Whether pictures are loaded.
    ///   - isDrawn: Whether they show anything, which takes time.
    static func answer(_ effects: [Effect], _ state: inout State, pictures: Bool = true, isDrawn: Bool = false) {
        for effect in effects {
            var action: Action?
            switch effect {
            case .loadPicture(let request) where pictures:
                let size = request.key.size
                action = .pictureLoaded(
                    request.key, isDrawn ? canvas(size, hue: hue(request.key)) : Canvas(size: size))
            case .loadReviewHistory(let id):
                action = .reviewHistoryLoaded(id, id.rawValue == "op_astrolabe" ? earlier : [])
            case .draw(let frame) where pictures:
                let picture = isDrawn ? canvas(frame.size, hue: frame.sequence) : Canvas(size: frame.size)
                var whole = Canvas(size: frame.size)
                for row in 0..<picture.size.rows {
                    for column in 0..<picture.size.columns {
                        let left = (frame.size.columns - picture.size.columns) / 2
                        whole.put(picture[column, row], column: left + column, row: row)
                    }
                }
                action = .viewerDrawn(frame, whole, facts)
            default: break
            }
            if let action { answer(update(&state, action, now: now), &state, pictures: pictures, isDrawn: isDrawn) }
        }
    }

    /// A dashboard with pictures after those keys.
    static func pictureState(
        size: Size, profile: Int = 0, holds: Bool = true, mode: PictureMode = .cells, answers: Bool = true,
        isDrawn: Bool = false, operations: [TrackedOperation] = operations, keys: [Key] = []
    ) -> State {
        let entry = profiles[profile]
        var state = State(
            badge: entry.badge, size: size, now: now,
            decisionRules: DecisionRules(holds: holds, readOnly: entry.readOnly), profiles: profiles,
            themes: ["Nord"], hasJobs: false, pictures: mode)
        let link = LinkState.live(since: now.addingTimeInterval(-1))
        let actions: [Action] = [
            .trackingChanged(.mint, TrackingNews(upserted: operations, link: link)),
            .pageLoaded(.world, cursor: nil, resources(.world)), .pageLoaded(.model, cursor: nil, resources(.model)),
            .usageLoaded(Usage(availableCredits: 12480, usedCredits: 9120, subscription: "studio")),
        ]
        for action in actions { answer(update(&state, action, now: now), &state, pictures: answers, isDrawn: isDrawn) }
        for key in keys {
            answer(update(&state, .terminal(.key(key)), now: now), &state, pictures: answers, isDrawn: isDrawn)
        }
        return state
    }

    /// Presses a key at `now` plus `seconds`; returns its effects without those that report the view.
    @discardableResult
    static func strike(_ key: Key, _ state: inout State, after seconds: Double = 0) -> [Effect] {
        update(&state, .terminal(.key(key)), now: now.addingTimeInterval(seconds)).filter { effect in
            switch effect {
            case .lookAt: false
            default: true
            }
        }
    }

    static func keys(_ text: String) -> [Key] { text.map { .character($0) } }
}
