import Testing

@testable import LocalMint

@Suite struct MintlifyGateTests {
    private let gate = MintlifyGate(adminKey: BearerKey("mint_admin"), mintKey: BearerKey("local_key"))

    @Test(arguments: ["Bearer mint_admin", "bearer mint_admin"])
    func theAdminKeyOpens(header: String) throws {
        try gate.admit(authorization: header)
    }

    @Test(arguments: [
        (nil, 401, "Send an admin API key"), ("", 401, "must be Bearer"), ("Basic mint_admin", 401, "must be Bearer"),
        ("Bearer", 401, "must be Bearer"), ("Bearer mint_other", 401, "not valid"),
        ("Bearer local_key", 401, "Mint API"),
        ("Bearer mint_dsc_abc", 403, "assistant"), ("Bearer mint_us_abc", 403, "index"),
        ("Bearer mint_admin2", 401, "not valid"),
    ])
    func everyOtherKeyIsRefusedWithItsReason(header: String?, status: Int, reason: String) {
        let problem = #expect(throws: Problem.self) { try gate.admit(authorization: header) }
        #expect(problem?.status == status)
        #expect(problem?.detail.contains(reason) == true)
        // The sent key is not quoted.
        #expect(problem?.detail.contains("mint_other") == false && problem?.detail.contains("local_key") == false)
    }
}
