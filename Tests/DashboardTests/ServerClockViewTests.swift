import DashboardSamples
import Foundation
import MintDomain
import TerminalCore
import TestScreen
import Testing
import Theming

@testable import Dashboard

struct ServerClockViewTests {
    private let size = Size(columns: 120, rows: 40)

    private func text(_ state: State) -> [String] {
        ScreenText(view(state, Appearance(theme: .builtIn)).canvas).description.split(separator: "\n").map(String.init)
    }

    @Test func durationsCountByOurClockWhateverTheServersSays() throws {
        // The server's clock is an hour ahead, so its current time is in our future.
        var clock = ServerClock()
        clock.note(Sample.now.addingTimeInterval(3600), sentAt: Sample.now, receivedAt: Sample.now)
        let row = Sample.operation("op_ahead", .running, "Ahead", began: -3480, changed: -3500)
        var state = Sample.state(size: size)
        let news = TrackingNews(upserted: [row], link: .live(since: Sample.now), clock: clock)
        _ = update(&state, .trackingChanged(.mint, news), now: Sample.now)
        let line = try #require(text(state).first { $0.contains("Ahead") })
        #expect(line.contains(" 2m00"))
        _ = update(&state, .terminal(.key(.character("@"))), now: Sample.now)
        #expect(text(state).contains { $0.contains("Requests · 0 of 60 in the last minute · server clock 1h00 ahead") })
    }
}
