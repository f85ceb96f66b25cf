import BoundedJSON
import Foundation
import Testing
import Wire

@Suite struct OperationWireTests {
    private func read(_ json: String) throws -> OperationWire {
        try OperationWire(JSONValue(parsing: Array(json.utf8)))
    }

    @Test func theSecondGenerationIsRead() throws {
        let wire = try read(
            """
            {"object":"operation","id":"op_1","type":"model_conversion","generationMode":"auto","status":"succeeded","prompt":null,
             "generationPreset":null,"generationModel":null,"optimizationLevel":"light","resource":{"type":"model","id":"m1"},
             "mintUrl":"https://mint.gg/0x1/m1","assets":null,"conversion":{"id":"c1","assets":null},"error":null,
             "createdAt":"2023-11-07T05:31:56Z","updatedAt":"2023-11-07T05:31:57Z","completedAt":null,"canceledAt":null}
            """)
        #expect(wire.id == "op_1" && wire.status == "succeeded" && wire.optimizationLevel == "light")
        #expect(wire.resource == OperationResourceWire(type: "model", id: "m1"))
        #expect(wire.conversion?["id"] == .string("c1"))
        #expect(wire.prompt == nil && wire.assets == nil && wire.error == nil)
    }

    @Test func onlyIdAndStatusAreNeeded() throws {
        let wire = try read(
            #"{"id":"x","status":"dreaming","type":5,"resource":"text","billing":{"reason":"r"},"new":1}"#)
        #expect(wire.status == "dreaming")
        #expect(wire.type == nil && wire.resource == nil)
        #expect(wire.billing?["reason"] == .string("r"))
        #expect(throws: JSONFault.self) { try read(#"{"status":"queued"}"#) }
        #expect(throws: JSONFault.self) { try read(#"{"id":"x"}"#) }
    }

    @Test func writingLeavesNoFieldOfTheSecondGenerationOut() throws {
        let data = try JSONEncoder().encode(OperationWire(id: "op_1", status: "queued"))
        let json = try JSONValue(parsing: Array(data))
        let keys = Set(try #require(json.object).keys)
        #expect(
            keys == [
                "object", "id", "type", "generationMode", "status", "prompt", "generationPreset", "generationModel",
                "optimizationLevel",
                "resource", "mintUrl", "assets", "conversion", "error", "createdAt", "updatedAt", "completedAt",
                "canceledAt",
            ])
    }
}
