import Foundation
import HTTPTransport
import Testing
import TestTerminal

@Suite(.timeLimit(.minutes(1))) struct TransportEndingTests {
    /// A connection attempt ends after 5 s here and 10 s for files; quitting must not wait for it.
    private let soon = Duration.seconds(3)
    private static let anyone = FileAccess(
        check: { _ in .anyAddress }, allowsAddress: { _ in true }, refusal: { _, _ in CancellationError() })

    @Test func nobodyWaitsForAConnectionThatIsBeingMade() async throws {
        let server = try SilentServer(takesConnections: false)
        let transport = AsyncHTTPTransport(clock: ContinuousClock())
        let url = try #require(URL(string: server.url))
        let request = HTTPRequest(method: .get, url: url, deadline: .seconds(20))
        let sending = Task { try await transport.send(request) }
        let isBeingMade = try await isBeingMade(to: server)
        let seconds = try await ContinuousClock().measure { try await transport.shutdown() }
        #expect(isBeingMade)
        #expect(seconds < soon)
        await #expect(throws: (any Error).self) { try await sending.value }
    }

    @Test func norForOneToAFile() async throws {
        let server = try SilentServer(takesConnections: false)
        let transport = AsyncFileTransport(clock: ContinuousClock(), access: Self.anyone)
        let url = try #require(URL(string: server.url))
        let reading = Task {
            try await transport.read(FileRequest(url: url), head: { _ in true }) { _ in }
        }
        let isBeingMade = try await isBeingMade(to: server)
        let seconds = try await ContinuousClock().measure { try await transport.shutdown() }
        #expect(isBeingMade)
        #expect(seconds < soon)
        await #expect(throws: (any Error).self) { try await reading.value }
    }

    /// Whether a connection attempt is in progress and lasts for some seconds.
    private func isBeingMade(to server: SilentServer) async throws -> Bool {
        let began = ContinuousClock.now
        while ContinuousClock.now - began < .seconds(4) {
            if try server.waitingCount() > 0 { return true }
            try await Task.sleep(for: .milliseconds(2))
        }
        return false
    }
}
