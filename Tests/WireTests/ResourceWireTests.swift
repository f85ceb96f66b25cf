import Foundation
import Testing
import Wire

@Suite struct ResourceWireTests {
    @Test func oneBrokenElementCostsOnlyItself() throws {
        let json = #"{"data":[{"id":"w1"},7,{"id":"w2","name":null}],"pagination":{"nextCursor":null,"hasMore":false}}"#
        let list = try ListWire(JSONValue(parsing: Array(json.utf8)))
        #expect(list.data.count == 3)
        #expect(list.data[1] == .integer(7))
        #expect(list.pagination == PaginationWire(nextCursor: nil, hasMore: false))
    }

    @Test func everyRequiredKeyIsWritten() throws {
        let data = try JSONEncoder().encode(ResourceWire(object: "world", id: "w1"))
        let keys = Set(try #require(try JSONValue(parsing: Array(data)).object).keys)
        #expect(
            keys.isSuperset(of: ["object", "id", "name", "status", "assetStage", "operation", "mintUrl", "assets"]))
    }

    @Test func assetsNameAllTheirFilesAlways() {
        #expect(Set(WorldAssetsWire().json.object?.keys.map { $0 } ?? []).count == 7)
        #expect(Set(ModelAssetsWire().json.object?.keys.map { $0 } ?? []).count == 10)
    }
}
