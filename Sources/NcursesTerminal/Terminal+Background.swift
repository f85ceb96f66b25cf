package import TerminalCore

extension Terminal {
    /// Asks the terminal for its background color.
    ///
    /// A second query that every terminal answers follows, so that a terminal without this feature costs one round trip
    /// and not the whole limit. Keys typed meanwhile remain events. Nothing is asked while another program has the
    /// terminal, in the background, or on a console without such sequences.
    /// `limit` returns when the wait should end; it is called once, and canceled when the answer came. Over a slow line
    /// an answer takes a second.
    /// - Returns: The color; nil if no answer came in time.
    package func background(limit: @escaping @Sendable () async -> Void) async -> TerminalBackground? {
        guard presence == .ours, screen?.hasTitle == true else { return nil }
        return await withTaskGroup(of: Void.self) { group in
            group.addTask {
                await limit()
                await self.answered(nil)
            }
            let answer = await withCheckedContinuation { asker in
                backgroundAskers.append(asker)
                if backgroundAskers.count == 1 { write(Array("\u{1B}]11;?\u{1B}\\\u{1B}[c".utf8)) }
            }
            group.cancelAll()
            return answer
        }
    }

    /// Passes answers to the waiting callers; drops other answers.
    func receive(_ answers: [TerminalAnswer]) {
        for answer in answers {
            switch answer {
            case .background(let background): answered(background)
            // The terminal answered the later query, so it ignored the one for the background.
            case .attributes: answered(nil)
            }
        }
    }

    func answered(_ background: TerminalBackground?) {
        let askers = backgroundAskers
        backgroundAskers = []
        for asker in askers { asker.resume(returning: background) }
    }
}
