import Testing

@testable import UserConfiguration

struct KeyKindTests {
    @Test(arguments: [
        ("mint_dsc_abc", KeyKind.mintlifyAssistant), ("mint_us_abc", .mintlifyIndex), ("mint_abc", .mintlifyAdmin),
        (" \nmint_dsc_abc", .mintlifyAssistant), ("mint-abc", .mint), ("MINT_abc", .mint), ("local_abc", .mint),
        ("", .mint), ("xmint_dsc_", .mint),
    ])
    func theBeginningTellsTheKind(key: String, kind: KeyKind) {
        #expect(KeyKind(of: key) == kind)
    }

    @Test func eachServiceRefusesWhatItCannotTake() {
        let refused = KeyService.allCases.map { service in KeyKind.allCases.filter { $0.refusal(for: service) != nil } }
        #expect(refused == [[.mintlifyAssistant, .mintlifyIndex], [.mint, .mintlifyAssistant, .mintlifyIndex]])
    }

    @Test func onlyAnAdminKeyAtMintIsInDoubt() {
        let doubted = KeyService.allCases.flatMap { service in
            KeyKind.allCases.filter { $0.doubt(for: service) != nil }.map { ($0, service) }
        }
        #expect(doubted.count == 1)
        #expect(doubted.first?.0 == .mintlifyAdmin)
        #expect(doubted.first?.1 == .mint)
    }

    @Test func aSecretIsNeverShown() {
        let secret = Secret("SECRET")
        let source = KeySource.environment(variable: "MINT_API_KEY", secret)
        var dumped = ""
        dump(source, to: &dumped)
        #expect(!"\(secret) \(source) \(String(reflecting: secret)) \(dumped)".contains("SECRET"))
        #expect(Secret("a").fingerprint != Secret("b").fingerprint)
    }
}
