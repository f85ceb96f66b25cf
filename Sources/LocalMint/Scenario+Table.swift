extension Scenario {
    static func named(_ name: LocalMint.ScenarioName) -> Scenario {
        switch name {
        case .steady: Scenario(name: name, summary: "Everything works.")
        case .slow: Scenario(name: name, summary: "Every answer takes 1 to 4 seconds.", latency: 1...4)
        case .flaky: flaky
        case .rateLimited:
            Scenario(
                name: name, summary: "Each service takes 6 requests a minute and answers 429 to the rest.",
                requestsPerMinute: 6)
        case .outage:
            Scenario(
                name: name, summary: "Both services answer 503 to everything.",
                faults: [FaultShare(fault: .unavailable(retryAfterSeconds: 15), permille: 1_000)])
        case .failing:
            Scenario(
                name: name, summary: "Everything started fails, with each error code in turn.", failsInTurn: true)
        case .passingPreview:
            Scenario(
                name: name, summary: "In auto mode a Preview shows for 30 seconds before work goes on.",
                previewPass: 30)
        case .expiredLinks:
            Scenario(name: name, summary: "Links to files are refused 2 seconds after they were given.", linkLife: 2)
        case .settlingCredits:
            Scenario(
                name: name, summary: "Credits stay reserved for 20 seconds after an operation has succeeded.",
                settling: 20)
        case .emptyAccount:
            Scenario(name: name, summary: "There are no Credits until an operation is resumed.", availableCredits: 0)
        case .huge:
            Scenario(
                name: name, summary: "1,000,000 Worlds follow those that are there.",
                crowd: ScenarioCrowd(count: 1_000_000))
        case .unknownValues: unknownValues
        }
    }

    private static let flaky = Scenario(
        name: .flaky, summary: "Every answer is late, and one in four is lost, cut short or refused.",
        latency: 0.02...0.4,
        faults: [
            FaultShare(fault: .dropped, permille: 50), FaultShare(fault: .answerLost, permille: 50),
            FaultShare(fault: .resetMidBody, permille: 50), FaultShare(fault: .truncatedJSON, permille: 50),
            FaultShare(fault: .unavailable(retryAfterSeconds: 1), permille: 50),
        ])

    private static let unknownValues = Scenario(
        name: .unknownValues, summary: "Statuses, types and keys that no client knows yet.",
        novelty: Novelty(
            statuses: ["queued": "warming_up", "running": "refining", "active": "reviewing"],
            types: [
                "world_generation": "diorama_generation", "model_generation": "hologram_generation",
                "world": "diorama", "model": "hologram",
            ]))

    /// The error codes of operations, with messages for users.
    static let errors: [(code: String, message: String)] = [
        ("generation_interrupted", "The generation was interrupted before it was complete."),
        ("transient_generation_failure", "A worker was lost while the asset was being made."),
        ("moderation_blocked", "The prompt was blocked by content moderation."),
        ("quota_blocked", "The quota of the account does not allow this generation."),
        ("invalid_generation_input", "The prompt could not be turned into a scene."),
        ("generation_failed", "The generation did not produce a usable result."),
        ("start_failed", "The generation could not be started."),
        ("optimization_not_started", "The optimization could not be started."),
        ("optimization_failed", "The mesh could not be made lighter."),
    ]
}
