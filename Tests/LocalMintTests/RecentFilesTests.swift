import Foundation
import Testing
import Wire

@testable import LocalMint

@Suite struct RecentFilesTests {
    private func request(_ prompt: String) -> AssetRequest {
        let record = OperationRecord(
            id: "op", kind: .model, mode: .auto, preset: .fast, prompt: prompt, input: .null, resourceID: "model_1",
            assetSeed: 1, availableAfterReservation: 0, createdAt: Date(timeIntervalSince1970: 0),
            plan: OperationPlan(
                operationID: "op", kind: .model, preset: .fast, prompt: "", price: 0, speed: 1, failures: .never),
            events: [])
        return AssetRequest(record, revisions: 0, file: .glb)
    }

    @Test func theFileUnusedForLongestMakesRoom() {
        var files = RecentFiles(byteLimit: 10)
        files.keep([1, 2, 3, 4], for: request("a"))
        files.keep([5, 6, 7, 8], for: request("b"))
        #expect(files.take(request("a")) == [1, 2, 3, 4])
        files.keep([9, 9, 9], for: request("c"))
        #expect(files.take(request("b")) == nil)
        #expect(files.take(request("a")) != nil && files.take(request("c")) != nil)
    }

    @Test func aFileLargerThanTheLimitIsNotKept() {
        var files = RecentFiles(byteLimit: 3)
        files.keep([1], for: request("a"))
        files.keep([1, 2, 3, 4], for: request("b"))
        #expect(files.take(request("a")) == [1] && files.take(request("b")) == nil)
    }
}
