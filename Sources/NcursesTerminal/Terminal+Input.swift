import CTerminal
import TerminalCore

extension Terminal {
    func receiveInput() {
        guard presence == .ours else { return }
        let capacity = 4096
        var count = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: capacity) { buffer, filled in
            count = mintop_terminal_read(Self.descriptor, buffer.baseAddress, capacity)
            filled = max(0, count)
        }
        if count < 0 { lose() }
        tell(decoder.feed(bytes))
    }

    func patienceEnded() {
        tell(decoder.patienceEnded())
    }

    private func tell(_ events: [TerminalEvent]) {
        receive(decoder.takeAnswers())
        // If no other thread is left to act on it, this one ends the program.
        if events.contains(.key(.character("q"))) || events.contains(.key(.character("Q"))) {
            mintop_guard_await_answer(UInt32(MINTOP_END_SECONDS))
        }
        for event in events { eventSink.yield(event) }
    }

    func receiveSignals() {
        let arrived = Int32(bitPattern: mintop_signals_take())
        func has(_ signal: Int) -> Bool { arrived & Int32(signal) != 0 }
        if has(Int(MINTOP_SIGNAL_HANG_UP)) { eventSink.yield(.endRequested(.hangUp)) }
        if has(Int(MINTOP_SIGNAL_TERMINATE)) { eventSink.yield(.endRequested(.terminate)) }
        if has(Int(MINTOP_SIGNAL_INTERRUPT)) { eventSink.yield(.endRequested(.interrupt)) }
        // Ending cancels every wait.
        if has(Int(MINTOP_SIGNAL_HANG_UP)) || has(Int(MINTOP_SIGNAL_TERMINATE)) { answered(nil) }
        if has(Int(MINTOP_SIGNAL_STOP)) {
            suspend()
        } else if has(Int(MINTOP_SIGNAL_CONTINUE)) {
            continued()
        }
        if has(Int(MINTOP_SIGNAL_RESIZE)), presence == .ours {
            adoptSize()
            draw()
        }
    }

    /// Handles SIGCONT after a stop by another process: a shell may have changed modes and screen.
    private func continued() {
        switch presence {
        case .ours, .background: resume()
        case .closed, .lent, .gone: break
        }
    }
}
