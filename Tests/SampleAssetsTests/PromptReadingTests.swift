import Testing

@testable import ModelViewer
@testable import SampleAssets

@Suite struct PromptReadingTests {
    @Test(arguments: [
        ("Brass astrolabe on a walnut stand", Subject.instrument), ("Two ceramic lamps", .lamp),
        ("Ceramic teapot with a dragon handle", .vessel), ("小さな木の船", .plant), ("🚀", .rocket),
    ])
    func theFirstKnownThingIsTheSubject(prompt: String, subject: Subject) {
        #expect(PromptReading(AssetBrief(prompt: prompt, seed: 1)).subject == subject)
    }

    @Test func aColorBeforeAPartGoesToThePart() {
        let reading = PromptReading(AssetBrief(prompt: "Ceramic lamp, orange shade", seed: 1))
        #expect(reading.primary.color == Color(hex: 0xE4DED0))
        #expect(reading.secondary.color == Color(hex: 0xE8762D))
    }

    @Test(arguments: [
        ("make the shade green and the body brass", 0x4B9B53 as UInt32, 0xC9A24B as UInt32),
        ("a green shade on a brass body", 0x4B9B53, 0xC9A24B), ("green", 0xE8762D, 0x4B9B53),
    ])
    func feedbackReachesThePartItNames(feedback: String, shade: UInt32, body: UInt32) {
        let reading = PromptReading(AssetBrief(prompt: "Ceramic lamp, orange shade", feedback: [feedback], seed: 1))
        #expect(reading.secondary.color == Color(hex: shade))
        #expect(reading.primary.color == Color(hex: body))
    }

    @Test func aRevisionKeepsTheShapeAndWordsOfSizeChangeIt() {
        func mesh(_ feedback: [String]) -> Mesh {
            ModelDesign(AssetBrief(prompt: "an oak chest", feedback: feedback, seed: 1)).mesh
        }
        #expect(mesh(["paint it blue"]).positions == mesh([]).positions)
        #expect(mesh(["taller"]).positions != mesh([]).positions)
    }

    @Test func feedbackSpeaksLouderThanThePrompt() {
        let brief = AssetBrief(prompt: "a red vase", feedback: ["blue", "no, green please"], seed: 1)
        #expect(PromptReading(brief).primary.color == Color(hex: 0x4B9B53))
    }

    @Test(arguments: [
        ("vase on a walnut stand", true), ("vase on a stand", true), ("vase without stand", false), ("vase", false),
    ])
    func aStandIsBuiltWhereItIsAskedFor(prompt: String, hasStand: Bool) {
        #expect((PromptReading(AssetBrief(prompt: prompt, seed: 1)).stand != nil) == hasStand)
    }
}
