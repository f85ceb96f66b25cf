/// The process's environment; empty variables count as unset.
struct EnvironmentVariables {
    let all: [String: String]

    init(_ all: [String: String]) {
        self.all = all
    }

    subscript(name: String) -> String? {
        all[name].flatMap { $0.isEmpty ? nil : $0 }
    }

    /// The project of `MINTLIFY_API_KEY`, `MINTLIFY_PROJECT_ID` and `MINTLIFY_API_BASE_URL`.
    ///
    /// A fault there must not affect Mint, so it is a value rather than an error.
    var mintlify: ProfileChoice.Mintlify {
        guard let key = self["MINTLIFY_API_KEY"] else {
            guard self["MINTLIFY_PROJECT_ID"] != nil else { return .none }
            return .unusable("MINTLIFY_PROJECT_ID is set but MINTLIFY_API_KEY is not: set the key.")
        }
        guard KeyText.isSendable(key) else {
            return .unusable("MINTLIFY_API_KEY contains invalid characters: check it for quotes and spaces.")
        }
        if let refusal = KeyKind(of: key).refusal(for: .mintlify) { return .unusable("MINTLIFY_API_KEY \(refusal)") }
        guard let projectID = self["MINTLIFY_PROJECT_ID"] else {
            return .unusable("MINTLIFY_API_KEY is set but MINTLIFY_PROJECT_ID is not: set the id of the project.")
        }
        guard MintlifyService.isProjectID(projectID) else {
            return .unusable("MINTLIFY_PROJECT_ID takes letters, digits, - and _.")
        }
        let server = RemoteServer(
            baseURL: self["MINTLIFY_API_BASE_URL"] ?? MintlifyService.publicAddress,
            baseURLSubject: "MINTLIFY_API_BASE_URL",
            keySource: .environment(variable: "MINTLIFY_API_KEY", Secret(key)))
        return .service(MintlifyService(server: server, projectID: projectID))
    }
}
