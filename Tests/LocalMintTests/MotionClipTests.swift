import Foundation
import Testing
import Wire

@testable import LocalMint

@Suite struct MotionClipTests {
    @Test(arguments: MotionClip.Motion.allCases)
    func aRoundEndsAsItBegan(motion: MotionClip.Motion) throws {
        let clip = MotionClip(motion: motion)
        let keys = clip.keys
        let (first, last) = (try #require(keys.first), try #require(keys.last))
        #expect(first.seconds == 0 && last.seconds == clip.seconds)
        #expect(abs(first.rise - last.rise) < 1e-9)
        // A quaternion and its opposite are the same turn.
        let likeness = zip(first.rotation, last.rotation).map(*).reduce(0, +)
        #expect(abs(abs(likeness) - 1) < 1e-9)
        for key in keys { #expect(abs(key.rotation.map { $0 * $0 }.reduce(0, +) - 1) < 1e-9) }
        #expect(Set(keys).count > 10)
    }

    @Test(
        arguments: [
            ("Spinning slowly", MotionClip.Motion.turn), ("jump!", .hop), ("a deep BOW", .nod), ("drifts", .sway),
            (nil, .sway),
        ] as [(String?, MotionClip.Motion)])
    func wordsChooseTheMotion(prompt: String?, motion: MotionClip.Motion) {
        let plan = OperationPlan(
            operationID: "op_a", kind: .animation, preset: .standard, prompt: "", price: 0, speed: 1, failures: .never)
        let record = OperationRecord(
            id: "op_a", kind: .animation, mode: .auto, prompt: prompt,
            input: .object(["heightMeters": .number(1.5)]), resourceID: "anim_a", assetSeed: 1,
            availableAfterReservation: 0, createdAt: Date(timeIntervalSince1970: 0), plan: plan, events: [])
        #expect(MotionClip(record) == MotionClip(motion: motion, heightMeters: 1.5))
    }
}
