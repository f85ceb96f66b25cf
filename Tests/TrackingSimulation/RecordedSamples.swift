package import MintDomain

/// A line of a file of recorded durations that cannot be read.
package struct RecordedSamplesError: Error, Sendable, Hashable, CustomStringConvertible {
    /// Counted from 1.
    package let line: Int

    /// Names the line, counted from 1.
    package init(line: Int) {
        self.line = line
    }

    /// One sentence that names the line and what belongs there.
    package var description: String {
        "Line \(line) is not kind,preset,mode,from,to,seconds, such as: "
            + "model_generation,standard,review,running,preview_ready,41.5."
    }
}

/// Durations that somebody recorded, as text: `kind,preset,mode,from,to,seconds` on each line, in the server's words,
/// preset and mode empty where there is none; the oldest first. Empty lines and those that begin with `#` are skipped.
package enum RecordedSamples {
    /// Reads the text.
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

    /// Each sample as an operation of one stage.
    package static func operations(_ samples: some Sequence<StageSample>) -> [SimulatedOperation] {
        samples.map { sample in
            let stage = SimulatedStage(from: sample.from, to: sample.to, seconds: sample.duration / .seconds(1))
            // In review mode only what was approved runs to its end.
            let isApproved = sample.mode == .review && sample.from == .running && sample.to != .previewReady
            return SimulatedOperation(
                kind: sample.kind, preset: sample.preset, mode: sample.mode, stages: [stage], previewSeen: isApproved)
        }
    }
}
