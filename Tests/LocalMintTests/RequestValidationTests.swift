import Foundation
import Testing
import Wire

@testable import LocalMint

@Suite struct RequestValidationTests {
    private func refusal(_ json: String, _ kind: OperationRecord.Kind = .model) -> Problem? {
        do {
            _ = try JobRequest.generation(kind, try RequestBody(Array(json.utf8), emptyIsObject: false))
            return nil
        } catch {
            return error
        }
    }

    @Test(arguments: [
        (#"{}"#, "/prompt", "required"), (#"{"prompt":""}"#, "/prompt", "too_short"),
        (#"{"prompt":7}"#, "/prompt", "invalid_type"),
        (#"{"prompt":null}"#, "/prompt", "invalid_type"), (#"{"prompt":"a","name":""}"#, "/name", "too_short"),
        (#"{"prompt":"a","generationMode":"fast"}"#, "/generationMode", "invalid_choice"),
        (#"{"prompt":"a","generationPreset":1}"#, "/generationPreset", "invalid_choice"),
        (#"{"prompt":"a","imageUrl":"file:///etc/passwd"}"#, "/imageUrl", "invalid_url"),
        (#"{"prompt":"a","imageUrl":"cat.png"}"#, "/imageUrl", "invalid_url"),
        (#"{"prompt":"a","sourceUrl":"https://"}"#, "/sourceUrl", "invalid_url"),
        (#"{"prompt":"a","sourceImages":"https://a.b"}"#, "/sourceImages", "invalid_type"),
        (#"{"prompt":"a","sourceImages":["https://a.b","x"]}"#, "/sourceImages/1", "invalid_url"),
        (#"{"prompt":"a","hue":"red"}"#, "/hue", "unknown_field"),
        (#"{"prompt":"a","a/b~":1}"#, "/a~1b~0", "unknown_field"),
        (#"{"prompt":"a","riggingPose":"x_pose"}"#, "/riggingPose", "invalid_choice"),
        (#"{"prompt":"a","imageUrl":"https://a.b/c","sourceImages":[]}"#, "/sourceImages", "conflicting_fields"),
    ])
    func aBrokenRuleNamesItsField(json: String, path: String, code: String) {
        let problem = refusal(json)
        #expect(problem?.status == 422)
        #expect(problem?.errors.map(\.path) == [path])
        #expect(problem?.errors.map(\.code) == [code])
    }

    @Test(arguments: [
        ("https://a.b/c?d=e&f=%20#g", true), ("HTTP://127.0.0.1:8080/files/x?expires=1&signature=a_b-c", true),
        ("http://a", true), ("https://a.b/c d", false), ("https://a.b/<x>", false), ("https://a.b/%zz", false),
        ("https://a.b/#x#y", false), ("https://[::1]/", false), ("https://user@a.b/", false), ("https://a:x/", false),
        ("ftp://a.b/", false), ("//a.b/c", false), ("https://ä.b/", false), ("https://a.b\n", false),
    ])
    func aURLIsWholeAndInASCII(url: String, isTaken: Bool) throws {
        let body = try JSONEncoder().encode(["prompt": "a", "imageUrl": url])
        #expect((refusal(String(decoding: body, as: UTF8.self)) == nil) == isTaken)
    }

    @Test func limitsCountUnicodeScalars() {
        #expect(refusal(#"{"prompt":"\#(String(repeating: "é", count: 4_000))"}"#) == nil)
        let long = refusal(#"{"prompt":"\#(String(repeating: "a", count: 4_001))"}"#)
        #expect(long?.errors.first?.code == "too_long")
        #expect(long?.errors.first?.message.contains("4001") == true)
        #expect(
            refusal(#"{"prompt":"a","name":"\#(String(repeating: "n", count: 121))"}"#)?.errors.first?.path == "/name")
        let nine = (0..<9).map { "\"https://a.b/\($0)\"" }.joined(separator: ",")
        #expect(refusal(#"{"prompt":"a","sourceImages":[\#(nine)]}"#)?.errors.first?.code == "invalid_count")
    }

    @Test func allBrokenRulesAreToldAtOnce() {
        let problem = refusal(#"{"prompt":"","generationMode":"x","zzz":1}"#)
        #expect(problem?.errors.map(\.path) == ["/generationMode", "/prompt", "/zzz"])
    }

    @Test func aPoseIsForModelsOnly() {
        let json = #"{"prompt":"a","riggingPose":"t_pose"}"#
        #expect(refusal(json) == nil)
        #expect(refusal(json, .world)?.errors.first?.code == "unknown_field")
    }

    @Test(arguments: ["", "{", "[]", "\"text\"", "null", "{\"prompt\": \"a\"", "{\"a\":1}}", "\u{FEFF}x"])
    func whatIsNoObjectIsMalformed(json: String) {
        #expect(refusal(json)?.status == 400)
    }

    @Test func theNewNameWinsOverTheOld() throws {
        let body = try RequestBody(
            Array(#"{"prompt":"a","displayName":"old","name":"new"}"#.utf8), emptyIsObject: false)
        #expect(try JobRequest.generation(.model, body).name == "new")
    }

    @Test func randomBytesNeverTrap() {
        var dice = Dice(text: "bytes")
        for _ in 0..<400 {
            let bytes = (0..<Int(dice.next() % 60)).map { _ in UInt8(truncatingIfNeeded: dice.next()) }
            let text = "{\"prompt\":\"" + String(decoding: bytes, as: UTF8.self) + "\"}"
            _ = refusal(text)
            _ = refusal(String(decoding: bytes, as: UTF8.self))
        }
    }
}
