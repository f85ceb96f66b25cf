extension Mdoc {
    /// Adds the sections common to all commands.
    mutating func sections(_ schemas: [SchemaFiles.Schema]) {
        macro("Sh", "JSON OUTPUT")
        paragraphs(
            """
            With --json a command prints one document on one line, or a line per item if there are several. Data goes \
            to standard output, everything else to standard error. Each document names its schema in the member \
            “schema”; empty members are null, not omitted. Times are in UTC, lengths in bytes, amounts in Credits. \
            Within a version no member is removed and no meaning changes. The schemas are JSON Schema 2020-12; mintop \
            schema NAME prints one.
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
        ("MINT_API_KEY", "The key of the Mint project. Without it, and without a profile, mintop uses the local Mint."),
        ("MINT_API_BASE_URL", "The server of MINT_API_KEY. Default: https://api.mint.gg."),
        ("MINTLIFY_API_KEY", "The admin key of the documentation agent, mint_…; other kinds are rejected."),
        ("MINTLIFY_PROJECT_ID", "The project of MINTLIFY_API_KEY."),
        ("MINTLIFY_API_BASE_URL", "The server of MINTLIFY_API_KEY. Default: https://api.mintlify.com."),
        ("MINTOP_SERVE_KEY", "The key of mintop serve: at least 24 letters, digits, -, _ and . characters."),
        ("BROWSER", "The program that opens links: %s is the link, or the link comes last. Default: xdg-open."),
        ("EDITOR", "The editor for longer texts in the dashboard; VISUAL takes precedence. Default: vi."),
        ("ESCDELAY", "The delay of a lone Esc, 10 to 5000 milliseconds. Default: 100, or 500 over SSH."),
        ("ACCESSIBLE", "If set, and not empty, 0 or false, the dashboard runs in line mode, as with --linear."),
        ("XDG_CACHE_HOME", "The folder of the cache. Default: ~/.cache."),
        ("XDG_CONFIG_HOME", "The folder of mintop/config.yaml and mintop/themes. Default: ~/.config."),
        ("XDG_STATE_HOME", "The folder of the state. Default: ~/.local/state."),
        ("NO_COLOR", "If set and not empty, mintop uses no colors; also if TERM is dumb."),
        ("FORCE_HYPERLINK", "0 turns links off; any other value turns them on, also in unknown terminals."),
        ("COLORTERM", "truecolor or 24bit enables 24-bit colors in the dashboard."),
        ("LC_ALL", "The locale, before LC_CTYPE and LANG; mintop needs UTF-8."),
    ]

    private static let files: [(term: String, text: String)] = [
        ("~/.config/mintop/config.yaml", "The settings: profiles, theme and more. mintop never writes it."),
        ("~/.config/mintop/themes/", "Your themes, as base16 or base24 YAML."),
        (
            "~/.local/state/mintop/mintop.sqlite",
            "Tracked operations and unanswered decisions. Only its owner can read it."
        ),
        (
            "~/.local/state/mintop/mintop.sqlite-vN",
            "A copy of the store before an update of its tables; the newest two are kept."
        ),
        ("~/.local/state/mintop/local/", "The data of the embedded local Mint."),
    ]

    private static let statuses: [(term: String, text: String)] = [
        ("0", "Done."),
        ("1", "An operation or a job failed."),
        ("2", "An operation was canceled, or a job archived."),
        ("3", "A decision is needed: on a preview, missing Credits, a held decision or an existing file."),
        ("64", "Usage error, or not permitted (read-only)."),
        ("65", "Data not found or rejected by the server, or an invalid file."),
        ("69", "The service cannot be reached or did not respond in time, or fewer than 64 files may be open."),
        ("74", "Output could not be written."),
        ("77", "The key is rejected or missing."),
        ("124", "--timeout has passed; the operations continue."),
        ("130", "SIGINT while waiting; the operations continue."),
        ("141", "The reader of the output closed it (SIGPIPE)."),
    ]

    private static let examples: [(text: String, example: String)] = [
        (
            "Print the prompts of operations that need a decision:",
            "  mintop operations list --json | jq -r '.operations[] | select(.needsPerson).prompt'"
        ),
        (
            "Choose one operation and approve it:",
            "  mintop operations list | fzf | cut -d ' ' -f 1 | xargs mintop operations approve"
        ),
        (
            "Cancel all queued operations:",
            "  mintop operations list --status queued | cut -d ' ' -f 1 | xargs -n 1 mintop operations cancel"
        ),
        ("Watch the list:", "  watch -n 5 mintop operations list"),
        ("A status line of tmux:", "  set -g status-right '#(mintop operations list --summary)'"),
        (
            "Start a file of prompts, and continue after an interruption:",
            "  mintop generate world --prompts bays.txt --batch bays --wait --timeout 2h"
        ),
    ]
}
