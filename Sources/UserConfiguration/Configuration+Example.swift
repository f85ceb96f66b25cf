extension Configuration {
    /// A complete settings file. Lines with `##` explain; lines with one `#` are settings with their defaults or
    /// examples, active without the `#`.
    package static let example = """
        ## Settings of mintop. It belongs in $XDG_CONFIG_HOME/mintop/config.yaml (else ~/.config/mintop/config.yaml).
        ## Flags come first, then the environment, then this file. mintop never writes it.
        ## To change a setting, take the # before it away.

        ## A theme by name, or the path of a theme file. mintop themes lists those there are.
        #theme: terminal-16

        ## How many colors: auto, none, 16, 256 or rgb.
        #color: auto

        ## For how many seconds a decision is held, to be taken back with z: 0 to 600; 0 asks about each one instead.
        #hold: 5

        ## How pictures are drawn: auto, cells, kitty or none.
        #images: auto

        ## Which columns the lists show, from left to right; a width may follow the name, as in prompt:40.
        ## operations: status kind prompt error preset mode model age changed time progress id
        ## jobs: status prompt source model age changed id; worlds and models: status name error age changed id
        #columns:
        #  operations: [status, kind, prompt, error, progress, time]

        ## Whether the mouse is used: on or off. Off, the terminal selects text without Shift.
        #mouse: on

        ## Whether the window is called by what waits and what runs: true or false.
        #title: true

        ## When to tell you of something while you look elsewhere. Each rule fires once for each change. on is one or several
        ## of preview_ready, billing_required, failed, done, canceled and budget (then below is a number of Credits).
        #notify:
        #  - on: [preview_ready, billing_required, failed, done, canceled]
        ##    Only what is watched (w).
        #    watched: true
        ##    The terminal's bell; and a notification of the desktop, where the terminal passes it on.
        #    bell: true
        #    desktop: true
        ##    When nothing of the rule happens: hours, with days before them where it is not for every day.
        #    quiet: mon-fri 22:00-07:00
        #  - on: budget
        #    below: 500
        ##    A program and its arguments: no shell, at most 10 seconds. MINTOP_ID, MINTOP_EVENT, MINTOP_STATUS and more are
        ##    in its environment.
        #    hook: [notify-send, mintop, Credits run low]

        ## Other keys. mintop keys lists the actions and their keys; an action gets one key, several, or none. Keys that are
        ## pressed one after the other have a space between them; a sign needs quotes. Presets: mintop, k9s, lazygit.
        #keys:
        #  preset: mintop
        #  operation.approve: A
        #  move.first: [g g, Home]
        #  asset.copy: none

        ## The profile to start with, where neither --profile, MINTOP_PROFILE nor MINT_API_KEY says another. local is the
        ## embedded server, which costs nothing.
        #default_profile: local

        ## Servers with their keys, by names of your choice. A key itself does not belong in this file.
        #profiles:
        #  live:
        ##    Where the Mint API is.
        #    base_url: https://api.mint.gg
        ##    The program that prints the key, and its arguments: no shell, no terminal, at most 10 seconds. The key is
        ##    kept in memory only. To take it from a variable: [printenv, NAME_OF_THE_VARIABLE]
        #    api_key_command: [pass, show, mint/live]
        ##    The color of the badge: red, yellow, green, cyan, blue or magenta, or as in "#ff8800", with the quotes.
        #    color: red
        ##    A theme for this profile only.
        #    theme: terminal-16
        ##    Whether it may change anything: false lets it, true never does, until_armed starts without and waits for :arm.
        #    read_only: false
        ##    Requests a minute, 1 to 600.
        #    budget: 60
        ##    true sends the key, and that of mintlify, over plain http to another machine, where everyone on the way can
        ##    read it. Without it mintop refuses such an address.
        #    allow_insecure_http: false
        ##    The documentation agent of Mintlify, for the Jobs pane. Its key is an admin key (mint_...).
        #    mintlify:
        #      base_url: https://api.mintlify.com
        #      project_id: your-project-id
        #      api_key_command: [pass, show, mintlify/admin]
        #  staging:
        ##    A host of your own.
        #    base_url: https://api.dev.mint.gg
        ##    Instead of a command: a file that only you can use (chmod 600), with nothing but the key in it.
        #    api_key_file: ~/.config/mintop/staging.key
        #    read_only: until_armed
        #    mintlify:
        #      project_id: your-project-id
        #      api_key_file: ~/.config/mintop/mintlify.key

        """
}
