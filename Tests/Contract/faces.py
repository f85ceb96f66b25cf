"""Every way in which mintop shows what a server said: commands in each of their forms, and screens that are walked.

A face that is added is one line of `COMMANDS` or `SCREENS`.
"""

import fcntl
import os
import select
import signal
import struct
import subprocess
import tempfile
import termios
import time

PATIENCE = 90  # seconds; a change waits 60 for an answer that can be read
MEMORY = 400 << 10  # KiB that a process may take with the whole corpus
SECONDS = 20  # of processor time that it may
ENVIRONMENT = {"PATH": "/usr/bin:/bin", "LC_ALL": "C.UTF-8", "TERM": "xterm-256color", "TZ": "UTC",
               "BROWSER": "true", "EDITOR": "true", "VISUAL": "true", "SWIFT_BACKTRACE": "enable=no"}

# Words of a command, in which {…} are ids, and its forms: into a pipe, on a terminal (pty), or with a further option.
ALL = ("pipe", "pty", "--json", "--raw")
DATA = ("pipe", "pty", "--json")
COMMANDS = [
    ("operations track {review} {failed} {unpaid} {done} {world} {converted}", ("pty", "--json")),
    ("operations list", DATA), ("operations list --summary", DATA),
    ("operations get {review}", ALL), ("operations get {failed}", ALL), ("operations get {unpaid}", ALL),
    ("operations get {done}", ALL),
    ("operations wait {done} {failed} --timeout 1s", DATA),
    ("operations follow --since 0 --until-idle", ("pipe", "pty")),
    ("worlds list --limit 8", DATA), ("models list --limit 8", DATA), ("models list --all", ("--json",)),
    ("worlds get {worldResource}", ALL), ("models get {model}", ALL), ("models get {failedModel}", ALL),
    ("assets {model}", DATA), ("assets {done}", DATA), ("assets {converted}", DATA), ("assets {worldResource}", DATA),
    ("assets {model} download --all --to {folder}", ("pty", "--json")),
    ("usage", DATA), ("me", DATA), ("profiles", DATA), ("doctor", DATA),
    ("generate model Probe --mode review", DATA),
    ("generate model Probe --wait --timeout 2s", ("pty", "--json")),
    ("operations revise {review} Probe", ("pty", "--json")), ("operations resume {billing}", DATA),
    ("operations approve {failed}", DATA), ("operations cancel {done}", DATA),
    ("models retry {failedModel}", ("pty", "--json")), ("worlds retry {worldResource}", DATA),
    ("models optimize {model} --level light", ("pty", "--json")), ("models convert {model} obj", DATA),
    ("operations get op_unknown", DATA), ("worlds list --cursor nonsense", DATA),
    ("operations resend --timeout 1s", DATA),
    ("jobs create Probe", DATA), ("jobs track {job}", DATA), ("jobs get {job}", ALL), ("jobs list", DATA),
    ("jobs message {job} Probe", DATA), ("jobs wait {job} --timeout 1s", DATA), ("jobs open {job}", ("pipe", "pty")),
    ("operations forget {failed}", ("pipe",)), ("jobs get job_unknown", DATA),
]

# What is typed at the dashboard, key by key; each is shown before the next one comes. Escape closes what is open and,
# unlike q, never the dashboard.
DOWN, ESCAPE, ENTER = "j", "\x1b", "\r"
TABS = ["]", "j", "G", "g", "]", "G", "]", "G", "j", "]"]
WALK = [
    *[DOWN] * 2, ENTER, *TABS, "c", "y", ESCAPE, *[DOWN] * 3, ENTER, *TABS, ESCAPE, "c", "y", ESCAPE,
    " ", "v", DOWN, "*", ESCAPE,
    "2", DOWN, "c", "y", ESCAPE, ENTER, *TABS, "o", ESCAPE, ESCAPE, "t", "l", DOWN, "t", "/", "E", ENTER, "n", ESCAPE,
    "3", DOWN, "c", ENTER, *TABS, "c", "d", ESCAPE, ESCAPE, "t", "l", "t", "V", "l", "c", ESCAPE,
    "O", ESCAPE, "T", ESCAPE, "X", ESCAPE,
    "4", DOWN, "c", "o", ENTER, *TABS, ESCAPE, "m", ESCAPE, "C", ESCAPE,
    "1", "g", "p", "n", "p", "[", "]", "c", " ", "c", "r", ESCAPE, "a", ESCAPE, "x", ESCAPE, "e", ESCAPE, "o", ESCAPE,
    ESCAPE, "1", "g", "a", "y", DOWN, "x", "y", "u", "y", ESCAPE, "C", "Probe", ESCAPE, ESCAPE,
    ":", "track op_unknown", ENTER, "@", "G", "j", ESCAPE, "?", "G", ESCAPE, "R", "\x0c", "z", "Z", "Z", "0", "G",
    # Twice: a change of a row that is still marked for notifications rings the bell.
    "1", "G", "w", "w", ESCAPE, "f", ESCAPE, "I", ESCAPE,
]
SHORT_WALK = [
    DOWN, ENTER, *TABS, "c", ESCAPE, "2", DOWN, ENTER, "]", "3", DOWN, "c", "t", "t", "4", DOWN, "p", "n", ESCAPE,
    "@", ESCAPE, "1", "g", "a", "y", ESCAPE,
]
# Name, words, size, further environment, what is typed, and whether it is drawn with more than colors.
SCREENS = [
    ("dashboard", ["--hold", "0"], (120, 40), {}, WALK, True),
    ("small dashboard", ["--hold", "0"], (60, 20), {}, SHORT_WALK, True),
    ("remote dashboard", ["--hold", "0"], (80, 24), {"SSH_TTY": "/dev/pts/0"}, SHORT_WALK, True),
]


class Shown:
    """What a command wrote: `out` and `err`, or what came out of the terminal as `out`; how it ended, and what it took.

    seconds: of processor time; memory: the most KiB it had; status: None where it did not end by itself.
    """

    def __init__(self, out, err, child):
        self.out, self.err, self.status, self.seconds, self.memory = out, err, child.status, child.seconds, child.memory


class Child:
    """A process whose costs are known when it has ended."""

    def __init__(self, words, environment, *streams):
        stdin, stdout, stderr = streams
        self.process = subprocess.Popen(words, env=environment, stdin=stdin, stdout=stdout, stderr=stderr)
        self.status, self.seconds, self.memory, self.has_ended = None, 0, 0, False

    def is_running(self):
        if not self.has_ended:
            self.reap(os.WNOHANG)
        return not self.has_ended

    def reap(self, flags):
        pid, status, usage = os.wait4(self.process.pid, flags)
        if pid:
            self.has_ended, self.process.returncode = True, os.waitstatus_to_exitcode(status)
            self.status = self.process.returncode
            self.seconds, self.memory = usage.ru_utime + usage.ru_stime, usage.ru_maxrss

    def stop(self):
        """Ends it where it still runs, by itself having failed to."""
        if self.is_running():
            os.kill(self.process.pid, signal.SIGKILL)
            self.reap(0)
            self.status = None


def in_pipe(program, words, environment):
    # Files and not pipes, so that whoever waits need not read meanwhile; mintop treats both alike.
    with tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        child = Child([program, *words], environment, subprocess.DEVNULL, out, err)
        end = time.monotonic() + PATIENCE
        while child.is_running() and time.monotonic() < end:
            time.sleep(0.005)
        child.stop()
        for file in (out, err):
            file.seek(0)
        return Shown(out.read(), err.read(), child)


class Terminal:
    """A program on a pseudo-terminal of its own; everything it writes is kept."""

    def __init__(self, program, words, environment, size=(80, 24)):
        self.controller, other = os.openpty()
        self.input = self.controller  # where what is typed goes
        fcntl.ioctl(other, termios.TIOCSWINSZ, struct.pack("HHHH", size[1], size[0], 0, 0))
        # A process of a terminal's session gets its signals; setsid gives up its own place for it.
        self.child = Child(["setsid", "--ctty", program, *words], environment, other, other, other)
        os.close(other)
        self.data = bytearray()

    def read(self, seconds):
        """Whether something came within the time."""
        if not select.select([self.controller], [], [], max(0, seconds))[0]:
            return False
        try:
            piece = os.read(self.controller, 1 << 16)
        except OSError:  # How a terminal says that nobody has it open any more.
            piece = b""
        self.data += piece
        if not piece:
            time.sleep(0.01)
        return bool(piece)

    def settle(self, quiet=0.07, longest=0.35):
        """Reads until nothing comes for a while; a screen that never rests is left after the longest time."""
        end = time.monotonic() + longest
        while time.monotonic() < end and self.read(quiet):
            pass

    def press(self, keys):
        try:
            os.write(self.input, keys.encode(errors="surrogateescape"))
        except OSError:
            return
        self.settle()

    def wait_for(self, text, seconds):
        end = time.monotonic() + seconds
        while text not in self.data and self.child.is_running() and time.monotonic() < end:
            self.read(0.2)
        return text in self.data

    def end(self, seconds):
        """Reads until the program ends; whether it did."""
        end = time.monotonic() + seconds
        while self.child.is_running() and time.monotonic() < end:
            self.read(0.02)
        while self.read(0):
            pass
        return not self.child.is_running()

    def close(self):
        self.child.stop()
        for descriptor in {self.controller, self.input}:
            os.close(descriptor)
        return Shown(bytes(self.data), b"", self.child)


def on_terminal(program, words, environment):
    terminal = Terminal(program, words, environment)
    terminal.end(PATIENCE)
    return terminal.close()


def walked(program, screen, environment):
    """Opens a screen, types all there is to type, and leaves it."""
    _, words, size, further, keys, _ = screen
    terminal = Terminal(program, words, {**environment, **further}, size)
    terminal.wait_for(b"Operations", 20)
    terminal.settle(0.4, 2)
    for key in keys:
        terminal.press(key)
    # What ended before it was told to was not walked through.
    was_open = terminal.child.is_running()
    for key in (ESCAPE, ESCAPE, ESCAPE, "Q"):
        terminal.press(key)
    if not terminal.end(5):
        for key in ("q", "y"):
            terminal.press(key)
        terminal.end(5)
    return terminal.close(), was_open
