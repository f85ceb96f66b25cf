import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct SoundDesignTests {
    @Test(arguments: SoundDesign.Kind.allCases)
    func everySoundIsAudibleSoftAtBothEndsAndWithoutJumps(kind: SoundDesign.Kind) {
        for seed in 0..<20 as Range<UInt64> {
            let samples = SoundDesign(AssetBrief(prompt: "bell", seed: seed), kind, seconds: 1).samples()
            #expect(samples.count == 44_100)
            let peak = samples.map { abs(Int($0)) }.max() ?? 0
            #expect((22_000...23_200).contains(peak))
            #expect(abs(samples[0]) < 300 && abs(samples[samples.count - 1]) < 300)
            let leap = zip(samples, samples.dropFirst()).map { abs(Int($0) - Int($1)) }.max() ?? 0
            #expect(leap < 12_000, "\(seed)")
        }
    }

    @Test func soundsDependOnEveryPartOfTheBriefAndOnNothingElse() {
        func sound(
            _ prompt: String, _ feedback: [String] = [], seed: UInt64 = 1, kind: SoundDesign.Kind = .soundEffect
        ) -> [UInt8] {
            SoundDesign(AssetBrief(prompt: prompt, feedback: feedback, seed: seed), kind, seconds: 1).wave()
        }
        let bell = sound("a bell")
        #expect(bell == sound("a bell"))
        #expect(bell != sound("a drum"))
        #expect(bell != sound("a bell", ["deeper"]))
        #expect(bell != sound("a bell", seed: 2))
        #expect(bell != sound("a bell", kind: .generalAudio))
    }

    @Test(arguments: [(.nan, 0.25), (-1, 0.25), (1, 1), (1e9, 300), (.infinity, 300)] as [(Double, Double)])
    func lengthsStayInTheirRange(asked: Double, given: Double) {
        #expect(SoundDesign(AssetBrief(prompt: "x", seed: 1), .soundEffect, seconds: asked).seconds == given)
    }

    @Test func theFileSaysWhatIsInIt() {
        let file = SoundDesign(AssetBrief(prompt: "bell", seed: 1), .soundEffect, seconds: 0.5).wave()
        #expect(file.count == 44 + 22_050 * 2)
        #expect(file[0..<4] == Array("RIFF".utf8)[...] && file[8..<16] == Array("WAVEfmt ".utf8)[...])
        #expect(file[4..<8] == [0x68, 0xAC, 0, 0] && file[40..<44] == [0x44, 0xAC, 0, 0])
        #expect(file[24..<28] == [0x44, 0xAC, 0, 0])
    }

    @Test func halfAMinuteOfMusicHasManyNotes() {
        let brief = AssetBrief(prompt: "battle", seed: 1)
        let samples = SoundDesign(brief, .generalAudio, seconds: 30).samples()
        let seconds = stride(from: 0, to: samples.count - 44_100, by: 44_100).map { start in
            samples[start..<(start + 44_100)].reduce(0) { $0 + abs(Int($1)) } / 44_100
        }
        #expect(seconds.dropLast(3).allSatisfy { $0 > 800 })
        #expect(Set(seconds).count > 20)
    }
}
