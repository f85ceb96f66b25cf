import Foundation
import Testing
import Wire

@Suite struct ProblemWireTests {
    @Test func aProblemReadsBackAsItWasWritten() throws {
        let problem = ProblemWire(
            type: "https://api.mint.gg/problems/validation", title: "T", status: 422, detail: "D",
            errors: [FieldErrorWire(path: "/prompt", code: "too_long", message: "M")])
        #expect(try ProblemWire(JSONValue(parsing: Array(JSONEncoder().encode(problem)))) == problem)
    }

    @Test(arguments: ["{}", #"{"errors":"none","status":"422"}"#, #"{"type":7}"#])
    func anUnusualProblemIsStillRead(json: String) throws {
        let problem = try ProblemWire(JSONValue(parsing: Array(json.utf8)))
        #expect(problem.errors.isEmpty && problem.status == nil && problem.type == nil)
    }
}
