import Foundation
import Testing
import Wire

@testable import LocalMint

@Suite struct ServerStoreTests {
    private static let start = Date(timeIntervalSince1970: 1_790_000_000)

    private static func claim(_ key: String, _ text: String = "{}") throws -> IdempotencyClaim? {
        try IdempotencyClaim(
            headerValues: [key], isRequired: true, method: "POST", path: "/x",
            body: RequestBody(Array(text.utf8), emptyIsObject: false))
    }

    private static func draft(_ id: String) -> StartDraft { StartDraft(record: record(id), place: .new) }

    private static func record(
        _ id: String, at moment: Date = start, _ preset: GenerationPreset = .fast
    ) -> OperationRecord {
        OperationRecord(
            id: id, kind: .model, mode: .auto, preset: preset, prompt: "Null \u{0} and 🪔",
            input: .object(["prompt": .string("x")]),
            resourceID: "model_" + id, assetSeed: .max, availableAfterReservation: 3, createdAt: moment,
            plan: OperationPlan(
                operationID: id, kind: .model, preset: preset, prompt: "", price: 0, speed: 1, failures: .never),
            events: [])
    }

    private static func store() async throws -> ServerStore {
        let store = try ServerStore(.inMemory)
        _ = try await store.account { Account(owner: "0x1", apiKey: "k", linkSecret: []) }
        return store
    }

    @Test func aRecordComesBackAsItWentIn() async throws {
        let store = try await Self.store()
        let record = Self.record("op_1")
        _ = try await store.start(Self.claim("k"), now: { Self.start }) { _ in StartDraft(record: record, place: .new) }
        #expect(try await store.operation("op_1") == record)
        #expect(try await store.resource("model_op_1")?.record == record)
        #expect(try await store.operation("op_2") == nil)
    }

    @Test func creditsAreReservedAndBookedOnceWhenTheWorkEnds() async throws {
        let store = try await Self.store()
        _ = try await store.start(Self.claim("k"), now: { Self.start }) { desk in
            #expect(desk.available == 12_480)
            return Self.draft("op_1")
        }
        #expect(try await store.balance(at: Self.start) == Balance(available: 12_232, reserved: 248, spent: 0))
        for _ in 0..<2 {
            let later = try await store.balance(at: Self.start + 10_000)
            #expect(later == Balance(available: 12_232, reserved: 0, spent: 248))
        }
    }

    @Test func aCanceledStartGivesItsCreditsBack() async throws {
        let store = try await Self.store()
        _ = try await store.start(Self.claim("k"), now: { Self.start }) { _ in Self.draft("op_1") }
        _ = try await store.act(on: "op_1", .cancel, feedback: nil, Self.claim("c"), now: { Self.start + 1 })
        #expect(try await store.balance(at: Self.start + 2) == Balance(available: 12_480, reserved: 0, spent: 0))
    }

    @Test func aRefusedActionLeavesNoTrace() async throws {
        let store = try await Self.store()
        _ = try await store.start(Self.claim("k"), now: { Self.start }) { _ in Self.draft("op_1") }
        await #expect(throws: Problem.invalidState(.approve, from: .queued, of: "op_1")) {
            try await store.act(on: "op_1", .approve, feedback: nil, Self.claim("a"), now: { Self.start + 1 })
        }
        #expect(try await store.operation("op_1")?.events == [])
        // The rejected key is free for another request.
        let change = try await store.act(on: "op_1", .cancel, feedback: nil, Self.claim("a"), now: { Self.start + 1 })
        #expect(change.record.events.map(\.kind) == [.cancel])
    }

    @Test func keyOrderAndSpacesMakeNoOtherRequest() async throws {
        let store = try await Self.store()
        let first = try await store.start(Self.claim("k", #"{"a":1,"b":[true,null]}"#), now: { Self.start }) { _ in
            Self.draft("op_1")
        }
        let again = try await store.start(Self.claim("k", #" { "b" : [ true,null ], "a":1 } "#), now: { Self.start }) {
            _ in Self.draft("op_2")
        }
        #expect(again == first)
        await #expect(throws: Problem.idempotencyConflict("k")) {
            try await store.start(Self.claim("k", #"{"a":2}"#), now: { Self.start }) { _ in Self.draft("op_3") }
        }
    }

    @Test func theDatabaseFileIsForItsOwnerOnly() async throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("mint-\(UUID().uuidString)/data")
            .path
        let store = try ServerStore(.directory(directory))
        _ = try await store.account { Account(owner: "0x1", apiKey: "k", linkSecret: []) }
        func mode(_ path: String) throws -> Int? {
            try FileManager.default.attributesOfItem(atPath: path)[.posixPermissions] as? Int
        }
        #expect(try mode(directory) == 0o700)
        for file in try FileManager.default.contentsOfDirectory(atPath: directory) {
            #expect(try mode(directory + "/" + file) == 0o600, "\(file)")
        }
    }

    @Test func aDatabaseThatOthersCanWriteIsRefused() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("mint-\(UUID().uuidString)").path
        _ = try ServerStore(.directory(directory))
        let file = directory + "/local-mint.sqlite"
        try FileManager.default.setAttributes([.posixPermissions: 0o666], ofItemAtPath: file)
        let error = #expect(throws: LocalMintError.self) { try ServerStore(.directory(directory)) }
        #expect(error?.description.contains("\(file) can be written by other users") == true)
        #expect(error?.description.contains("chmod 600 \(file)") == true)
        try FileManager.default.setAttributes([.posixPermissions: 0o644], ofItemAtPath: file)
        _ = try ServerStore(.directory(directory))
        #expect(try FileManager.default.attributesOfItem(atPath: file)[.posixPermissions] as? Int == 0o600)
        try FileManager.default.setAttributes([.posixPermissions: 0o777], ofItemAtPath: directory)
        #expect(throws: LocalMintError.self) { try ServerStore(.directory(directory)) }
    }

    @Test(.enabled(if: geteuid() == 0, "Only root can give files away."))
    func aFolderOfAnotherUserIsRefused() throws {
        let directory = FileManager.default.temporaryDirectory.appendingPathComponent("mint-\(UUID().uuidString)").path
        _ = try ServerStore(.directory(directory))
        #expect(chown(directory, 65534, 65534) == 0)
        let error = #expect(throws: LocalMintError.self) { try ServerStore(.directory(directory)) }
        #expect(error?.description.contains("belongs to the user") == true)
    }

    @Test func severalServersOpenAFreshFolderAtOnce() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("mint-\(UUID().uuidString)").path
        let configuration = LocalMint.Configuration(storage: .directory(folder))
        let addresses = try await withThrowingTaskGroup(of: LocalMint.ServerAddress.self) { group in
            for _ in 0..<4 {
                group.addTask { try await Assembly(configuration, now: { Self.start }).address(url: "") }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(addresses.filter(\.isFirstStart).count == 1)
        #expect(Set(addresses.map(\.seededOperationIDs)).count == 1 && Set(addresses.map(\.seededJobIDs)).count == 1)
    }

    @Test func anUnusableDirectoryIsNamedAsSuch() {
        #expect(throws: LocalMintError.self) { try ServerStore(.directory("/proc/no/such/place")) }
    }
}
