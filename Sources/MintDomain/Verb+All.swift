extension Verb {
    /// All verbs, in the order in which keys and commands are listed.
    package static let all = [
        generate, approve, revise, resume, cancel, retry, optimize, convert, createJob, message,
    ]

    package static let generate = Verb(
        "generate", .mint, .new, "/v1/{kinds}:generate", input: .generation, participle: "started",
        progress: "starting…", acceptance: "Started {new}, a {kind}.")

    package static let approve = Verb(
        "approve", .mint, .operation, "/v1/operations/{id}:approve", requires: .preview, preview: .required,
        participle: "approved", progress: "approving", acceptance: "Approved {target}.",
        confirmation: Confirmation(
            "Approve the preview of", "The final result is made from this preview; it costs Credits.",
            bulk: "The final results are made from these previews; each costs Credits.", button: "Approve"))

    package static let revise = Verb(
        "revise", .mint, .operation, "/v1/operations/{id}:revise", input: .text, requires: .preview,
        preview: .required, participle: "revised", progress: "revising…",
        acceptance: "Sent the revision of {target}.", missingText: "what should change")

    package static let resume = Verb(
        "resume", .mint, .operation, "/v1/operations/{id}:resume", requires: .billing, participle: "resumed",
        progress: "resuming…", acceptance: "Resumed {target}.",
        confirmation: Confirmation(
            "Resume", "Resumes if your Credits cover it; otherwise it keeps waiting.",
            bulk: "Resumes those your Credits cover; the rest keep waiting.", button: "Resume"))

    package static let cancel = Verb(
        "cancel", .mint, .operation, "/v1/operations/{id}:cancel", requires: .unfinished, preview: .optional,
        participle: "canceled", progress: "canceling", acceptance: "Canceled {target}.",
        confirmation: Confirmation(
            "Cancel", "What was made so far is given up. This cannot be undone.",
            bulk: "What was made so far is given up. This cannot be undone.", button: "Cancel it"))

    package static let retry = Verb(
        "retry", .mint, .resource, "/v1/{kinds}/{id}:retry", requires: .failed, participle: "tried again",
        progress: "retrying…", acceptance: "Trying {target} again as {new}.",
        confirmation: Confirmation(
            "Start a new try of", "A new operation begins; it costs Credits.",
            bulk: "Each begins a new operation; each costs Credits.", button: "Retry"))

    /// Makes a smaller GLB of a finished Model.
    package static let optimize = Verb(
        "optimize", .mint, .resource, "/v1/models/{id}:optimize", input: .level, requires: .finishedModel,
        participle: "optimized", progress: "optimizing", acceptance: "Optimizing {target} as {new}.")

    /// Converts a finished Model to other formats.
    package static let convert = Verb(
        "convert", .mint, .resource, "/v1/models/{id}:convert", input: .formats, requires: .finishedModel,
        participle: "converted", progress: "converting", acceptance: "Converting {target} as {new}.")

    /// Starts a documentation job of the Mintlify agent.
    package static let createJob = Verb(
        "create", .agent, .new, "", input: .text, participle: "started", progress: "starting…",
        acceptance: "Started {new}, a job.", missingText: "what the agent is to do")

    /// Sends a further instruction to a job.
    package static let message = Verb(
        "message", .agent, .operation, "/{id}/message", input: .text, participle: "sent", progress: "sending…",
        acceptance: "Sent the message to {target}.", missingText: "what to say")
}
