package import TerminalCore

extension Terminal {
    /// Asks the terminal for the colour of its background.
    ///
    /// The question is followed by one that every terminal answers, so one that does not know this one costs a round trip
    /// and not the whole limit. Keys typed meanwhile are events as ever. It is not asked while it is lent or in the
    /// background, nor where it takes no such sequence (a console).
    /// - Parameter limit: Returns when the answer is no longer waited for; called once, and cancelled when it came. Over a
    ///   slow line an answer takes a second.
    /// - Returns: The colour; nil where the terminal did not tell it in time.
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

    /// Hands what was answered to who waits for it; an answer nobody waits for is dropped.
    func receive(_ answers: [TerminalAnswer]) {
        for answer in answers {
            switch answer {
            case .background(let background): answered(background)
            // The terminal has come past the question: it knows no answer to it.
            case .attributes: answered(nil)
            }
        }
    }

    /// Ends the waiting for the background.
    func answered(_ background: TerminalBackground?) {
        let askers = backgroundAskers
        backgroundAskers = []
        for asker in askers { asker.resume(returning: background) }
    }
}
