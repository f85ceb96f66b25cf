extension Mdoc {
    /// Adds the sections common to all commands.
    mutating func sections(_ schemas: [SchemaFiles.Schema]) {
        macro("Sh", "JSON OUTPUT")
        paragraphs(
            """
            With --json a command prints one document on one line, or one line for each thing where there are several. \
            Data goes to standard output, everything else to standard error. Each document names its schema in the \
            member “schema”; every member is there, null where there is nothing. Times are in UTC, lengths in bytes, \
            amounts in Credits. Within a version nothing is taken away and nothing changes its meaning. The schemas are \
            JSON Schema 2020-12; mintop schema NAME prints one.
            """)
        terms(schemas.map { ("Li \($0.title)", $0.description) })
        macro("Sh", "ENVIRONMENT")
        terms(Self.variables.map { ("Ev \($0.term)", $0.text) })
        macro("Sh", "FILES")
        terms(Self.files.map { ("Pa \($0.term)", $0.text) })
        macro("Sh", "EXIT STATUS")
        terms(Self.statuses.map { ("\($0.term)", $0.text) })
        macro("Sh", "EXAMPLES")
        for (text, example) in Self.examples {
            paragraphs(text)
            paragraphs(example)
        }
        macro("Sh", "SEE ALSO")
        macro("Xr", "fzf 1 ,")
        macro("Xr", "jq 1 ,")
        macro("Xr", "tmux 1 ,")
        macro("Xr", "watch 1 ,")
        macro("Xr", "xargs 1")
    }

    private static let variables: [(term: String, text: String)] = [
        ("MINTOP_PROFILE", "The profile to use, as --profile."),
        ("MINT_API_KEY", "The key of the Mint project. Without it, and without a profile, mintop is local."),
        ("MINT_API_BASE_URL", "The server of MINT_API_KEY. Default: https://api.mint.gg."),
        ("MINTLIFY_API_KEY", "The admin key of the documentation agent, mint_…; other kinds are refused."),
        ("MINTLIFY_PROJECT_ID", "The project of MINTLIFY_API_KEY."),
        ("MINTLIFY_API_BASE_URL", "The server of MINTLIFY_API_KEY. Default: https://api.mintlify.com."),
        ("MINTOP_SERVE_KEY", "The key of mintop serve: at least 24 letters, digits, -, _ and . characters."),
        ("BROWSER", "What opens links, with %s for the link or with the link at the end. Default: xdg-open."),
        ("EDITOR", "What edits longer texts in the dashboard; VISUAL comes before it. Default: vi."),
        ("ESCDELAY", "How many milliseconds, 10 to 5000, a lone Esc waits. Default: 100, or 500 over SSH."),
        ("ACCESSIBLE", "Where it is set and neither 0 nor false, the dashboard is line by line: --linear."),
        ("XDG_CACHE_HOME", "Where mintop keeps what can be had again. Default: ~/.cache."),
        ("XDG_CONFIG_HOME", "Where mintop/config.yaml and mintop/themes are. Default: ~/.config."),
        ("XDG_STATE_HOME", "Where mintop keeps its state. Default: ~/.local/state."),
        ("NO_COLOR", "Where it is set and not empty, nothing is colored; nor is it where TERM is dumb."),
        ("FORCE_HYPERLINK", "0 writes no address as a link; anything else does, also in unknown terminals."),
        ("COLORTERM", "truecolor or 24bit lets the dashboard use all colors."),
        ("LC_ALL", "The character set, as LC_CTYPE and LANG after it; mintop wants UTF-8."),
    ]

    private static let files: [(term: String, text: String)] = [
        ("~/.config/mintop/config.yaml", "The settings: profiles, theme and more. mintop never writes it."),
        ("~/.config/mintop/themes/", "Themes of your own, as base16 or base24 YAML."),
        (
            "~/.local/state/mintop/mintop.sqlite",
            "What is tracked, and the decisions that have no answer yet. Its owner alone can read it."
        ),
        (
            "~/.local/state/mintop/mintop.sqlite-vN",
            "The store as it was before an update of its tables; the newest two copies are kept."
        ),
        ("~/.local/state/mintop/local/", "The data of the embedded local Mint."),
    ]

    private static let statuses: [(term: String, text: String)] = [
        ("0", "Done."),
        ("1", "An operation or a job failed."),
        ("2", "An operation was canceled, or a job archived."),
        ("3", "It needs a decision: a preview, a bill, a decision that was held."),
        ("64", "The command was not understood, or may not do that here (read-only)."),
        ("65", "The server does not know it, or refused what it was given; or a file is broken."),
        ("69", "The service cannot be reached, or did not answer in time; or fewer than 64 files may be open."),
        ("74", "What was printed could not be written."),
        ("77", "The key is refused, or there is none."),
        ("124", "The time of --timeout is over; nothing was stopped."),
        ("130", "SIGINT while waiting; nothing was stopped."),
        ("141", "The reader of the output closed it (SIGPIPE)."),
    ]

    private static let examples: [(text: String, example: String)] = [
        (
            "The prompts of what needs a decision:",
            "  mintop operations list --json | jq -r '.operations[] | select(.needsPerson).prompt'"
        ),
        (
            "Choose one operation and approve it:",
            "  mintop operations list | fzf | cut -d ' ' -f 1 | xargs mintop operations approve"
        ),
        (
            "Cancel all that is queued:",
            "  mintop operations list --status queued | cut -d ' ' -f 1 | xargs -n 1 mintop operations cancel"
        ),
        ("Watch the list:", "  watch -n 5 mintop operations list"),
        ("A status line of tmux:", "  set -g status-right '#(mintop operations list --summary)'"),
        (
            "Start a file of prompts, and go on after an interruption:",
            "  mintop generate world --prompts bays.txt --batch bays --wait --timeout 2h"
        ),
    ]
}
