import MintDomain
import Testing

@Suite struct MutationTests {
    private func faultOfPrompt(_ prompt: String) -> String? { fault(GenerationRequest(kind: .world, prompt: prompt)) }

    private func fault(_ request: GenerationRequest) -> String? { fault(.generate(request)) }

    private func fault(_ mutation: Mutation) -> String? {
        do {
            try mutation.validate()
            return nil
        } catch {
            return error.description
        }
    }

    @Test(arguments: [
        (0, "The prompt is empty; it needs 1 to 4000 characters."), (1, nil), (4000, nil),
        (4001, "The prompt has 4001 characters; the limit is 4000."),
    ])
    func promptHasItsLimits(length: Int, sentence: String?) {
        #expect(faultOfPrompt(String(repeating: "p", count: length)) == sentence)
    }

    @Test(arguments: [
        (0, "Feedback is empty; it needs 1 to 2000 characters."), (1, nil), (2000, nil),
        (2001, "Feedback has 2001 characters; the limit is 2000."),
    ])
    func feedbackHasItsLimits(length: Int, sentence: String?) throws {
        let id = try #require(OperationID("op_1"))
        #expect(fault(.revise(id, feedback: String(repeating: "f", count: length))) == sentence)
    }

    @Test(arguments: [(0, false), (1, true), (120, true), (121, false)])
    func nameHasItsLimits(length: Int, isTaken: Bool) {
        let name = String(repeating: "n", count: length)
        #expect((fault(GenerationRequest(kind: .model, prompt: "p", name: name)) == nil) == isTaken)
    }

    @Test func whiteSpaceAloneIsEmpty() {
        #expect(faultOfPrompt(" \n\t ") == "The prompt is empty; it needs 1 to 4000 characters.")
    }

    @Test func lengthCountsUnicodeScalarsAsTheServerDoes() {
        // One family on the screen, seven scalars in the schema's count.
        let family = "👨‍👩‍👧‍👦"
        #expect(faultOfPrompt(String(repeating: family, count: 571)) == nil)
        #expect(faultOfPrompt(String(repeating: family, count: 572))?.contains("4004") == true)
    }

    @Test(arguments: [(0, true), (8, true), (9, false)])
    func imagesHaveTheirLimit(count: Int, isTaken: Bool) {
        let images = Array(repeating: "https://a/1.png", count: count)
        #expect((fault(GenerationRequest(kind: .model, prompt: "p", imageURLs: images)) == nil) == isTaken)
    }

    @Test func mutationKnowsItsVerbAndOperation() throws {
        let id = try #require(OperationID("op_1"))
        let actions: [(Mutation, String)] = [
            (.approve(id), "approve"), (.revise(id, feedback: "x"), "revise"), (.resume(id), "resume"),
            (.cancel(id), "cancel"),
        ]
        for (mutation, verb) in actions {
            #expect(mutation.verb.name == verb)
            #expect(mutation.operationID == id)
            #expect(fault(mutation) == nil)
        }
        let start = Mutation.generate(GenerationRequest(kind: .world, prompt: "p"))
        #expect(start.verb.name == "generate")
        #expect(start.operationID == nil)
        #expect(start.resource == nil)
    }

    @Test func changesOfAModelStartAnOperationAndNameWhatTheyActOn() throws {
        let id = try #require(ResourceID("m_1"))
        let changes: [(Mutation, String, String)] = [
            (.optimize(id, level: .light), "optimize", "model"), (.convert(id, formats: [.stl]), "convert", "model"),
            (.retry(.model, id), "retry", "model"), (.retry(.world, id), "retry", "world"),
        ]
        for (mutation, verb, type) in changes {
            #expect(mutation.verb.name == verb)
            #expect(mutation.operationID == nil)
            #expect(mutation.resource == ResourceReference(type: type, id: id))
            #expect(fault(mutation) == nil)
        }
    }

    @Test func aConversionToNothingIsRefusedAndNamesTheFormats() throws {
        let id = try #require(ResourceID("m_1"))
        #expect(
            fault(.convert(id, formats: []))
                == "No format is chosen; a conversion needs at least one of glb, obj, stl, usdz, fbx.")
    }

    @Test(arguments: [("", false), (" \n\t", false), ("x", true), (String(repeating: "x", count: 100_000), true)])
    func aJobNeedsAPrompt(_ text: String, _ isFine: Bool) throws {
        let id = try #require(OperationID("job_1"))
        #expect((fault(.createJob(prompt: text)) == nil) == isFine)
        #expect((fault(.message(id, text: text)) == nil) == isFine)
    }

    @Test func onlyWhatTheAgentDoesMustNotBeSentTwice() throws {
        let id = try #require(OperationID("job_1"))
        #expect(!Mutation.createJob(prompt: "p").isRepeatable)
        #expect(!Mutation.message(id, text: "p").isRepeatable)
        #expect(Mutation.message(id, text: "p").operationID == id)
        #expect(Mutation.cancel(id).isRepeatable)
        #expect(Mutation.generate(GenerationRequest(kind: .world, prompt: "p")).isRepeatable)
    }
}
