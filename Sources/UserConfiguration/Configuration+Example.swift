extension Configuration {
    /// A complete settings file. Lines with `##` explain; lines with one `#` are settings with their defaults or
    /// examples, active without the `#`.
    package static let example = """
        ## Settings of mintop. It belongs in $XDG_CONFIG_HOME/mintop/config.yaml (else ~/.config/mintop/config.yaml).
        ## Flags override the environment, which overrides this file. mintop never writes it.
        ## To change a setting, remove the # before it.

        ## A theme by name, or the path of a theme file. mintop themes lists the themes.
        #theme: terminal-16

        ## The number of colors: auto, none, 16, 256 or rgb.
        #color: auto

        ## Seconds (0 to 600) during which z can undo a decision; 0 asks for confirmation.
        #hold: 5

        ## The method for drawing pictures: auto, cells, kitty or none.
        #images: auto

        ## The columns of the lists, from left to right; a width may follow the name, as in prompt:40.
        ## operations: status kind prompt error preset mode model age changed time progress id
        ## jobs: status prompt source model age changed id; worlds and models: status name error age changed id
        #columns:
        #  operations: [status, kind, prompt, error, progress, time]

        ## The mouse: on or off. With off, the terminal selects text without Shift.
        #mouse: on

        ## Whether the window title shows the status counts: true or false.
        #title: true

        ## Notifications. Each rule applies once to each change. on is one or several of preview_ready,
        ## billing_required, failed, done, canceled and budget (then below is a number of Credits).
        #notify:
        #  - on: [preview_ready, billing_required, failed, done, canceled]
        ##    Only operations and jobs with notifications (w).
        #    watched: true
        ##    The terminal's bell, and a desktop notification if the terminal supports it.
        #    bell: true
        #    desktop: true
        ##    The hours in which the rule does not apply; days may precede them.
        #    quiet: mon-fri 22:00-07:00
        #  - on: budget
        #    below: 500
        ##    A program and its arguments: no shell, at most 10 seconds. Its environment has MINTOP_ID, MINTOP_EVENT,
        ##    MINTOP_STATUS and more.
        #    hook: [notify-send, mintop, Credits run low]

        ## Other keys. mintop keys lists the actions and their keys; an action has one key, several or none. A space
        ## separates the keys of a sequence; quote punctuation. Presets: mintop, k9s, lazygit.
        #keys:
        #  preset: mintop
        #  operation.approve: A
        #  move.first: [g g, Home]
        #  asset.copy: none

        ## The profile to start with, unless --profile, MINTOP_PROFILE or MINT_API_KEY selects another. local is the
        ## embedded server, free of charge.
        #default_profile: local

        ## Servers and the sources of their keys, under names of your choice. Do not put a key in this file.
        #profiles:
        #  live:
        ##    The address of the Mint API.
        #    base_url: https://api.mint.gg
        ##    The program that prints the key, and its arguments: no shell, no terminal, at most 10 seconds. The key is
        ##    kept in memory only. To read it from a variable: [printenv, NAME_OF_THE_VARIABLE]
        #    api_key_command: [pass, show, mint/live]
        ##    The color of the badge: red, yellow, green, cyan, blue or magenta, or as in "#ff8800", with the quotes.
        #    color: red
        ##    A theme for this profile only.
        #    theme: terminal-16
        ##    false allows changes, true refuses them, until_armed refuses them until :arm.
        #    read_only: false
        ##    Requests a minute, 1 to 600.
        #    budget: 60
        ##    true sends this key and that of mintlify over plain http to another machine; the network can read them.
        ##    With false, mintop refuses such an address.
        #    allow_insecure_http: false
        ##    The documentation agent of Mintlify, for the Jobs pane. Its key is an admin key (mint_...).
        #    mintlify:
        #      base_url: https://api.mintlify.com
        #      project_id: your-project-id
        #      api_key_command: [pass, show, mintlify/admin]
        #  staging:
        ##    Another server.
        #    base_url: https://api.dev.mint.gg
        ##    Instead of a command: a file that only you can access (chmod 600) and that contains only the key.
        #    api_key_file: ~/.config/mintop/staging.key
        #    read_only: until_armed
        #    mintlify:
        #      project_id: your-project-id
        #      api_key_file: ~/.config/mintop/mintlify.key

        """
}
