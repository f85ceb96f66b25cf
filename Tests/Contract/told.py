"""The faces that tell instead of showing: lines that are printed and read, bells and notifications, and programs that
are run for what happened.

A face that is added is one line of `FACES`.
"""

import os
import time
from pathlib import Path

import corpus
import faces

# What a program that is told gets besides the names of its environment; nothing of it may come from outside.
WORDS = ["$MINTOP_PROMPT; $(id)", "two words", "-é"]
FACTS = {"EVENT", "ID", "STATUS", "PROFILE", "FROM", "KIND", "PROMPT", "URL", "TITLE", "BODY", "CREDITS", "BELOW"}
SECRETS = ("MINT_API_KEY", "MINTLIFY_API_KEY", "MINTOP_SERVE_KEY")
LONGEST = 1000  # columns of one fact

SETTINGS = """notify:
  - {{on: [preview_ready, billing_required, failed, done, canceled], bell: true, desktop: true, hook: {hook}}}
"""
# What the system says of the process itself, since a shell passes on only the names that it can read.
HOOK = """#!/bin/sh
cat /proc/$$/cmdline >"$HOME/told/$$.words"
cat /proc/$$/environ >"$HOME/told/$$.part"
mv "$HOME/told/$$.part" "$HOME/told/$$.environment"
"""

# What is typed at the lines. {0} to {2} are previews nobody has decided about; what follows is typed where nothing is
# echoed alone.
LINES = [
    "help", "list", "more", "list status:review", f"list {corpus.WORD}", "list (", "list", *[f"show {n}" for n in range(1, 10)],
    "refresh", "watch {0}", "watch 2", "approve {0}", "yes", "list", "cancel {1}", "yes", "revise {2} Probe", "yes",
    "refresh", "open 1",
    f"open 3 {corpus.WORD}", "unwatch 2", "track op_unknown", "message {job} Probe", "yes", "generate model A key [fail]",
    "yes", "held", "usage", "refresh", "list", *[f"show {n}" for n in range(1, 4)],
    "models", *[f"show {n}" for n in range(1, 4)], "download 1", "open 1", "optimize 1 light", "no", "more", "models lamp",
    "worlds", "show 1", f"worlds {corpus.WORD}", "profile", f"profile {corpus.WORD}",
]
TYPED = [f"{word} {atom}{corpus.WORD}{atom}" for word in ("list", "show", "job", "track", "sow", "download 1", "profile")
         for atom in (f"\x1b[{corpus.NUMBER}m", f"\x1b]0;{corpus.WORD}\x07", "\x9b", "\u202e", "e" + "\u0301" * 400)]
# The same on a screen, where the rows that wait for a decision stand first.
KEYS = ["R", "w", "a", "y", "\x1b", "R", "g", "x", "y", "\x1b", "R", "g", "w", "r", "Probe", "\x04", "\x1b", "R", "G", "w", "R"]

PIPE, TERMINAL, KEYBOARD = "pipe", "terminal", "keyboard"
# Name, how it is run, further environment, how it tells, and what has to pass that on.
FACES = [
    ("lines in a pipe", PIPE, {}, (), None),
    ("lines on a terminal", TERMINAL, {"TERM": "foot"}, ("bell", "777"), None),
    ("dashboard that tells", KEYBOARD, {"TERM_PROGRAM": "WezTerm"}, ("bell", "9"), None),
    ("lines on a dumb terminal", TERMINAL, {"TERM": "dumb", "ACCESSIBLE": "1"}, ("bell",), None),
    ("lines in tmux", TERMINAL, {"TMUX": "/tmp/x,1,0", "TERM_PROGRAM": "ghostty"}, ("bell", "9"), "tmux"),
    ("dashboard in GNU screen", KEYBOARD, {"STY": "1.x", "TERM_PROGRAM": "kitty"}, ("bell", "9"), "screen"),
]


def prepare(home):
    """The settings and the program that is told, in a folder that is HOME."""
    home = Path(home)
    settings, hook = home / ".config/mintop/config.yaml", home / "hook.sh"
    for folder in (settings.parent, home / "told", home / ".local/state/mintop"):
        folder.mkdir(parents=True, exist_ok=True)
    (home / ".local/state/mintop/welcomed").touch()
    quoted = ", ".join(f'"{word}"' for word in [str(hook), *WORDS])
    settings.write_text(SETTINGS.format(hook=f"[{quoted}]"))
    hook.write_text(HOOK)
    hook.chmod(0o700)


def told(home):
    """What the program was told: its words and its environment, for each time that it was run, as bytes."""
    found = []
    for path in sorted(Path(home, "told").glob("*.environment")):
        found.append((path.with_suffix(".words").read_bytes(), path.read_bytes()))
    return found


def hook_problems(words, environment, home, own):
    """What is wrong with what a program was told.

    own: the environment that mintop has; it is passed on but for the keys.
    """
    wanted = ["/bin/sh", os.path.join(home, "hook.sh"), *WORDS]
    found = [] if words == b"".join(word.encode() + b"\0" for word in wanted) else [f"words {words[:200]!r}"]
    try:
        text = environment.decode()
    except UnicodeDecodeError as error:
        return [*found, f"no UTF-8: {environment[max(0, error.start - 20):error.start + 20]!r}"]
    entries = text.removesuffix("\0").split("\0")
    # Whatever is not text would have to be one of these: a NUL in a fact begins an entry of its own.
    passed = {f"{name}={value}" for name, value in own.items() if name not in SECRETS}
    for entry in entries:
        name, _, value = entry.partition("=")
        if name.removeprefix("MINTOP_") in FACTS and name.startswith("MINTOP_"):
            problems = corpus.text_problems(value) + (["a line break"] if "\n" in value else [])
            if len(value) > 5 * LONGEST or any(own[secret] in value for secret in SECRETS if own.get(secret)):
                problems.append("a key, or no end")
            found += [f"{name}: {problem}" for problem in problems]
        elif entry not in passed:
            found.append(f"{name[:60]!r} in the environment")
    names = [entry.partition("=")[0] for entry in entries]
    found += [f"{name} twice" for name in set(names) if names.count(name) > 1]
    return found + [f"no {name}" for name in ("MINTOP_EVENT", "MINTOP_ID", "MINTOP_BODY") if name not in names]


def unnoticed():
    """Which bad samples the check of a told program would let through: there must be none."""
    own, words = {"HOME": "/h", "MINT_API_KEY": "secret"}, "\0".join(["/bin/sh", "/h/hook.sh", *WORDS, ""]).encode()
    fine = {"HOME": "/h", "MINTOP_EVENT": "done", "MINTOP_ID": "op_1", "MINTOP_BODY": f"{corpus.WORD} (op_1, LOCAL)"}

    def problems(words=words, **changed):
        entries = [f"{name}={value}" for name, value in {**fine, **changed}.items()]
        return hook_problems(words, "\0".join([*entries, ""]).encode(errors="surrogateescape"), "/h", own)

    bad = [{"MINTOP_PROMPT": f"a{atom}~"} for atom in corpus.OBEYED] + [
        {"MINTOP_PROMPT": "a\nb"}, {"MINTOP_BODY": "e" + "\u0301" * 9}, {"MINTOP_BODY": "\udcff"}, {"MINTOP_TITLE": "secret"},
        {"MINT_API_KEY": "secret"}, {"MINTOP_EVIL": "x"}, {"EVIL": "x"}, {"HOME": corpus.WORD}, {"PATH": "/evil"},
        {"MINTOP_PROMPT": "x" * 6 * LONGEST}, {"words": words + b"x\0"}, {"words": words.replace(b"$MINTOP_PROMPT", b"A key")}]
    return [sample for sample in bad if not problems(**sample)] + [sample for sample in [{}] if problems(**sample)]


class Piped(faces.Terminal):
    """A program with pipes instead of a terminal; what it complains of is kept apart."""

    def __init__(self, program, words, environment):
        theirs, self.input = os.pipe()
        self.controller, output = os.pipe()
        self.errors = Path(environment["HOME"], "complaints").open("w+b")
        self.child = faces.Child([program, *words], environment, theirs, output, self.errors)
        os.close(theirs)
        os.close(output)
        self.data = bytearray()

    def close(self):
        shown = super().close()
        self.errors.seek(0)
        shown.err = self.errors.read()
        self.errors.close()
        return shown


def run(program, face, environment, ids, happen):
    """Goes through a face while things happen.

    ids: previews to decide about, and a job. happen: has something happen at the server that nobody typed.
    Returns what was shown, whether all was typed at it, and what the program was told.
    """
    _, way, further, _, _ = face
    environment = {**environment, **further}
    words = ["--hold", "0"] if way == KEYBOARD else ["--hold", "0", "--linear"][:2 if "ACCESSIBLE" in further else 3]
    if way == PIPE:
        terminal = Piped(program, words, environment)
    else:
        terminal = faces.Terminal(program, words, environment, (120, 40))
    terminal.wait_for(b"Operations" if way == KEYBOARD else b"line by line", faces.PATIENCE)
    terminal.settle(0.4, 2)
    happen()
    lines = LINES + (TYPED if way == PIPE else [])
    typed = KEYS if way == KEYBOARD else [line.format(*ids[:3], job=ids[3]) + "\n" for line in lines]
    for one in typed:
        terminal.press(one)
    end = time.monotonic() + faces.PATIENCE
    while len(told(environment["HOME"])) < 3 and time.monotonic() < end:
        terminal.read(0.1)
    was_open = terminal.child.is_running()
    for key in ["\x1b", "\x1b", "Q", "Q"] if way == KEYBOARD else ["quit\n", "drop\n"]:
        terminal.press(key)
    terminal.end(faces.PATIENCE)
    return terminal.close(), was_open, told(environment["HOME"])
