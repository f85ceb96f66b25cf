import MintDomain
import MintlifyAgent
import Testing

@Suite struct MintlifyKeyTests {
    private func fault(_ text: String) -> String? {
        do {
            _ = try MintlifyKey(text)
            return nil
        } catch {
            return error.description
        }
    }

    @Test(arguments: ["mint_abc", " mint_abc\n", "mint_usual", "mint_dsc"])
    func anAdminKeyIsTaken(_ text: String) {
        #expect(fault(text) == nil)
    }

    @Test(arguments: [
        ("mint_dsc_5ecret", "an assistant key of Mintlify (mint_dsc_…)"),
        ("mint_us_5ecret", "an index key of Mintlify (mint_us_…)"), ("local_5ecret", "no admin key of Mintlify"),
        ("mk_live_5ecret", "no admin key of Mintlify"), ("5ecret", "no admin key of Mintlify"),
        ("mint_", "no admin key of Mintlify"), ("Bearer mint_5ecret", "has spaces"),
        ("mint_5ecrët", "other characters"),
        ("", "is empty"), (" \n", "is empty"),
    ])
    func anotherKindIsRefusedWithoutShowingIt(_ text: String, _ part: String) throws {
        let sentence = try #require(fault(text))
        #expect(sentence.contains(part))
        #expect(!sentence.contains("5ecr"))
    }

    @Test func noTextShowsIt() throws {
        let key = try MintlifyKey("mint_5ecret")
        var dumped = ""
        dump(key, to: &dumped)
        #expect(!"\(key) \(String(reflecting: key)) \(dumped)".contains("5ecret"))
    }
}
