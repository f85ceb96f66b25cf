import FoundationEssentials
import MintDomain
import TerminalCore
import Theming

extension DetailContent {
    /// The text beside the picture in the review: position, prompt and feedback.
    init(desk: ReviewDesk, _ row: TrackedOperation, _ state: State, columns: Int, times: TimeTexts) {
        self.init(columns: columns, times: times)
        deskStatus(row, state)
        if row.operation?.status == .previewReady, desk.seen != row.previewStage {
            add()
            paragraph("The preview changed while you looked.", .warning)
        }
        add()
        paragraph(row.operation?.prompt.flatMap { $0.isEmpty ? nil : $0 } ?? row.title.string, .heading)
        problems(row)
        history(state)
        if let draft = state.decisions.feedbackDrafts[row.id], !draft.isEmpty {
            add()
            add(StyledLine("Not sent yet", .warning))
            paragraph(draft, .text)
        }
    }

    /// The text below two compared previews: the prompt and the feedback between them, for few lines.
    init(comparisonAt desk: ReviewDesk, _ row: TrackedOperation, _ state: State, columns: Int, times: TimeTexts) {
        self.init(columns: columns, times: times)
        deskStatus(row, state, inOneLine: true)
        paragraph(row.operation?.prompt.flatMap { $0.isEmpty ? nil : $0 } ?? row.title.string, .heading)
        let earlier = state.earlierPreviews
        for index in (state.comparedPreview ?? earlier.count)..<earlier.count {
            let step: SafeText = "\(index + 1) → \(index + 2)  "
            guard let feedback = earlier[index].feedback else {
                add(StyledLine([.init(step, .secondary), .init("its feedback was not given from here", .secondary)]))
                continue
            }
            var said = DetailContent(columns: columns - step.columns, times: times)
            if index > 0, let before = earlier[index - 1].feedback {
                said.difference(WordDiff(from: before, to: feedback))
            } else {
                said.paragraph(feedback, .text)
            }
            for (number, line) in said.lines.enumerated() {
                let margin = number == 0 ? step : SafeText(String(repeating: " ", count: step.columns))
                add(StyledLine([.init(margin, .secondary)] + line.spans))
            }
        }
    }

    private mutating func deskStatus(_ row: TrackedOperation, _ state: State, inOneLine: Bool = false) {
        let look = StatusAppearance(row)
        guard let operation = row.operation else { return add(StyledLine(look.glyph + " " + look.word, look.role)) }
        let words = [operation.kind.longName.string, operation.preset].compactMap(\.self).joined(separator: " · ")
        var line = StyledLine(look.glyph + " " + look.word, look.role)
        line.append(SafeText("  " + words), .secondary)
        let isWaiting = state.decisions.inFlight[row.id] == nil && operation.awaitsPerson
        if inOneLine, isWaiting { line.append("   " + waiting(row, operation), .secondary) }
        add(line)
        if let mutation = state.decisions.inFlight[row.id] {
            pending(mutation, state.decisions.outbox.last { $0.mutation.operationID == row.id }, state)
        } else if isWaiting {
            if !inOneLine { add(StyledLine(waiting(row, operation), .secondary)) }
        } else {
            paragraph("It no longer needs a decision.", .warning)
            let isLast = state.reviewQueue.isEmpty
            let (key, text): (SafeText, SafeText) = (
                state.keyName(.nextWaiting), isLast ? " clears the desk" : " goes on"
            )
            add(StyledLine([.init(key, .keyHint), .init(text, .secondary)]))
        }
    }

    private mutating func waiting(_ row: TrackedOperation, _ operation: MintDomain.Operation) -> SafeText {
        let since = operation.updatedAt.map(times.local) ?? row.trackedAt
        return SafeText("waiting for you ") + withTimes { $0.running(since: since) }
    }

    /// Adds the feedback so far; from the second on, as a difference from the previous one.
    private mutating func history(_ state: State) {
        let earlier = state.earlierPreviews
        guard !earlier.isEmpty else { return }
        add()
        add(previewStrip(state.overlays.desk?.earlier, count: earlier.count + 1))
        var before: String?
        for (index, preview) in earlier.enumerated() {
            add()
            var line = StyledLine("\(index + 1) → \(index + 2)", .heading)
            if let at = preview.at {
                let age = withTimes { $0.age(of: $0.local(at)) }
                line.append(age == "now" ? "   now" : SafeText("   ") + age + " ago", .secondary)
            }
            add(line)
            guard let feedback = preview.feedback else {
                add(StyledLine("Its feedback was not given from here.", .secondary))
                continue
            }
            if let before { difference(WordDiff(from: before, to: feedback)) } else { paragraph(feedback, .text) }
            before = feedback
        }
    }

    /// The previews as a row of marks, with the shown one filled.
    private func previewStrip(_ shown: Int?, count: Int) -> StyledLine {
        var line = StyledLine("previews ", .secondary)
        let first = max(0, count - max(3, (columns - 9) / 4))
        for index in first..<count {
            let isShown = index == (shown ?? count - 1)
            line.append(isShown ? " ●\(index + 1)" : " ○\(index + 1)", isShown ? .statusReview : .secondary)
        }
        return line
    }

    /// Adds words with deletions and insertions, which also have signs for screens without color.
    mutating func difference(_ diff: WordDiff) {
        var pieces: [StyledLine.Span] = []
        for part in diff.parts {
            switch part {
            case .same(let text): pieces += words(text, .text, [])
            case .deleted(let text): pieces += words("[-\(text)-]", .error, .dim)
            case .inserted(let text): pieces += words("{+\(text)+}", .success, .underline)
            }
        }
        var line = StyledLine()
        for piece in pieces {
            let isFirst = line.spans.isEmpty
            if !isFirst, line.columns + 1 + piece.text.columns > columns {
                add(line)
                line = StyledLine()
            } else if !isFirst {
                // The mark continues across the space between two words of one part.
                let goesOn = line.spans.last?.role == piece.role && line.spans.last?.attributes == piece.attributes
                line.spans.append(.init(" ", piece.role, goesOn ? piece.attributes : []))
            }
            line.spans.append(piece)
        }
        if !line.spans.isEmpty { add(line) }
    }

    private func words(_ text: String, _ role: Role, _ attributes: TextAttributes) -> [StyledLine.Span] {
        text.split(separator: " ").flatMap { word in
            SafeText.wrapped(word, columns: columns).map { .init($0, role, attributes) }
        }
    }
}
