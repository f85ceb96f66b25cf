import BoundedJSON
import Foundation
import Testing
import Wire

@Suite struct AgentJobWireTests {
    private func decode(_ json: String) throws -> AgentJobWire {
        try AgentJobWire(JSONValue(parsing: Array(json.utf8)))
    }

    @Test func theExampleOfTheDocumentationIsRead() throws {
        let job = try decode(
            """
            {"id": "j", "status": "completed", "source": {"repository": "org/repo", "ref": "main"}, "model": "m",
             "prLink": "https://github.com/org/repo/pull/123", "createdAt": "2023-11-07T05:31:56Z",
             "archivedAt": "2023-11-07T05:31:56Z"}
            """)
        #expect(job.source == AgentSourceWire(repository: "org/repo", ref: "main"))
        #expect(job.prLink == "https://github.com/org/repo/pull/123" && job.archivedAt == "2023-11-07T05:31:56Z")
    }

    @Test(arguments: [
        #"{"id":"j","status":"pondering"}"#, #"{"id":"j","status":"pondering","source":7,"prLink":[],"extra":{}}"#,
    ])
    func idAndStatusAreEnough(json: String) throws {
        #expect(try decode(json) == AgentJobWire(id: "j", status: "pondering"))
    }

    @Test(arguments: [#"{"status":"active"}"#, #"{"id":"j"}"#, #"{"id":7,"status":"active"}"#, "[]"])
    func withoutThemItIsNoJob(json: String) {
        #expect(throws: JSONFault.self) { try decode(json) }
    }

    @Test func everyFieldIsWritten() throws {
        var job = AgentJobWire(id: "j", status: "active")
        job.source = AgentSourceWire(repository: "org/repo", ref: nil)
        let json = try JSONValue(parsing: Array(JSONEncoder().encode(job)))
        #expect(
            json
                == .object([
                    "id": .string("j"), "status": .string("active"), "model": .null, "prLink": .null,
                    "createdAt": .null, "archivedAt": .null,
                    "source": .object(["repository": .string("org/repo"), "ref": .null]),
                ]))
    }
}
