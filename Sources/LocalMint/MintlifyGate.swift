/// The access check of the documentation agent: only its admin key is valid.
struct MintlifyGate: Sendable {
    let adminKey: BearerKey
    /// The key of the Mint API on the same server, to distinguish a mix-up from a wrong key.
    let mintKey: BearerKey

    /// - Throws: `Problem` 401 without a valid key, 403 for a key of another kind
    func admit(authorization: String?) throws(Problem) {
        guard !adminKey.matches(authorization: authorization) else { return }
        guard !mintKey.matches(authorization: authorization) else {
            throw Self.refusal(401, "This is the key of the Mint API; the agent takes a Mintlify admin key (mint_…).")
        }
        guard let authorization else {
            throw Self.refusal(401, "Send an admin API key in the header Authorization: Bearer mint_….")
        }
        let parts = authorization.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw Self.refusal(401, "The header Authorization must be Bearer and an admin API key (mint_…).")
        }
        for (prefix, kind) in [("mint_dsc_", "an assistant"), ("mint_us_", "an index")] where parts[1].hasPrefix(prefix)
        {
            throw Self.refusal(403, "This is \(kind) key (\(prefix)…); the agent takes an admin key (mint_…).")
        }
        throw Self.refusal(401, "This API key is not valid; the agent takes an admin key (mint_…) of this project.")
    }

    private static func refusal(_ status: Int, _ detail: String) -> Problem {
        Problem(
            status: status, kind: status == 401 ? "unauthorized" : "forbidden", title: "Refused", detail: detail,
            headers: status == 401 ? ["WWW-Authenticate": "Bearer realm=\"mintlify\""] : [:])
    }
}
