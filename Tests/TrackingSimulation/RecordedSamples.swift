package import MintDomain

/// An unreadable line of a file of recorded durations.
package struct RecordedSamplesError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Counted from 1.
    package let line: Int

    /// Creates the error of a line, counted from 1.
    package init(line: Int) {
        self.line = line
    }

    /// One sentence with the line and its expected content.
    package var description: String {
        "Line \(line) is not kind,preset,mode,from,to,seconds, such as: "
            + "model_generation,standard,review,running,preview_ready,41.5."
    }
}

/// Recorded durations as text: `kind,preset,mode,from,to,seconds` on each line, oldest first, in the server's words,
/// with empty preset and mode if there is none. Skips empty lines and those with `#`.
package enum RecordedSamples {
    /// Parses the text.
    package static func parse(_ text: String) throws(RecordedSamplesError) -> [StageSample] {
        var samples: [StageSample] = []
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let content = line.hasSuffix("\r") ? line.dropLast() : line
            if content.isEmpty || content.hasPrefix("#") { continue }
            let fields = content.split(separator: ",", omittingEmptySubsequences: false).map(String.init)
            guard fields.count == 6, let seconds = Double(fields[5]), seconds > 0, seconds < 1e9 else {
                throw RecordedSamplesError(line: index + 1)
            }
            samples.append(
                StageSample(
                    kind: OperationKind(wireName: fields[0]), preset: fields[1].isEmpty ? nil : fields[1],
                    mode: GenerationMode(rawValue: fields[2]), from: OperationStatus(wireName: fields[3]),
                    to: OperationStatus(wireName: fields[4]), duration: .seconds(seconds)))
        }
        return samples
    }

    /// Converts each sample to an operation of one stage.
    package static func operations(_ samples: some Sequence<StageSample>) -> [SimulatedOperation] {
        samples.map { sample in
            let stage = SimulatedStage(from: sample.from, to: sample.to, seconds: sample.duration / .seconds(1))
            // In review mode only approved operations run to the end.
            let isApproved = sample.mode == .review && sample.from == .running && sample.to != .previewReady
            return SimulatedOperation(
                kind: sample.kind, preset: sample.preset, mode: sample.mode, stages: [stage], previewSeen: isApproved)
        }
    }
}
