import Testing

@testable import LocalMint

@Suite struct OperationPlanTests {
    private func plan(
        _ id: String, _ preset: GenerationPreset = .standard, prompt: String = "A lamp", speed: Double = 1,
        failures: LocalMint.FailureShare = .never
    ) -> OperationPlan {
        OperationPlan(
            operationID: id, kind: .model, preset: preset, prompt: prompt, price: 100, speed: speed,
            failures: failures)
    }

    @Test func theIdAloneDecides() {
        #expect(plan("op_1") == plan("op_1"))
        #expect(plan("op_1") != plan("op_2"))
    }

    @Test(arguments: GenerationPreset.allCases)
    func durationsAreBelievable(preset: GenerationPreset) {
        for number in 0..<200 {
            let plan = plan("op_\(number)", preset)
            #expect((2...6).contains(plan.queued))
            #expect((15...40).contains(plan.preview))
            #expect((30...120).contains(plan.final))
            #expect(plan.revision < plan.preview * 1.5)
        }
    }

    @Test func speedShortensEverything() {
        let (slow, fast) = (plan("op_1"), plan("op_1", speed: 100))
        #expect(abs(slow.final / fast.final - 100) < 0.001)
        #expect(abs(slow.queued / fast.queued - 100) < 0.001)
    }

    @Test func aboutOneOfTwelveFailsAndNoneWhereSwitchedOff() {
        let failed = (0..<2_400).count { plan("op_\($0)", failures: .oneIn(12)).failure != nil }
        #expect((140...260).contains(failed))
        #expect((0..<500).allSatisfy { plan("op_\($0)").failure == nil })
    }

    @Test func wordsInThePromptDecideTheOutcome() {
        #expect(plan("op_1", prompt: "A lamp [fail]").failure?.stage == .preview)
        #expect(plan("op_1", prompt: "A lamp [partial]").missingPart != nil)
        #expect(plan("op_1", prompt: "A lamp [billing]").shortfall?.stage == .final)
    }

    @Test func errorCodesHaveTheFormOfTheContract() {
        for number in 0..<50 {
            let code = plan("op_\(number)", prompt: "[fail]").failure?.code ?? ""
            #expect(code.wholeMatch(of: /[a-z0-9_]+/) != nil)
        }
    }
}
