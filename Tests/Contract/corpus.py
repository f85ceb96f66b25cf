"""Texts that a terminal would obey or that are hard to measure, and what may be written in spite of them.

A sequence that is injected carries the number 6661 or begins with the word EVIL: neither is ever part of one of
mintop's own, so that what got through can be told from what the program draws.
"""

import base64
import re
import unicodedata
import urllib.parse

NUMBER, WORD = "6661", "EVIL"
WORD64 = base64.b64encode(WORD.encode()).decode()
BIDI = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
INVISIBLE = "\u00ad\u200b\u200c\u200d\u2060\ufeff\ufe0e\ufe0f\U000e0041\u2028\u2029\u0085"

# One thing each, so that it can be shown that each is found where it gets through.
OBEYED = [chr(code) for code in [*range(0x20), *range(0x7F, 0xA0)] if chr(code) not in "\t\n\r\x1b"] + [
    f"\x1b[{NUMBER}m", f"\x1b[{NUMBER};{NUMBER}H", f"\x1b[?{NUMBER}h", f"\x1b[>{NUMBER}c", f"\x1b[{NUMBER}n", "\x1b[!p",
    f"\x1b]0;{WORD}\x07", f"\x1b]2;{WORD}\x1b\\", f"\x1b]8;;http://{WORD}/\x1b\\", f"\x1b]52;c;{WORD64}\x07",
    f"\x1b]9;{WORD}\x07", f"\x1b]777;notify;{WORD};{WORD}\x07", f"\x1b]1337;{WORD}\x07", "\x1b]4;1;rgb:66/66/61\x07",
    f"\x1bP{WORD}\x1b\\", f"\x1bPtmux;\x1b\x1b]0;{WORD}\x07\x1b\\", f"\x1b_G{WORD}\x1b\\", f"\x1b^{WORD}\x1b\\",
    f"\x1bX{WORD}\x1b\\", f"\x1bk{WORD}\x1b\\", "\x1bc", "\x1b#8", "\x1bN", "\x1b%G", "\x1b", "\x1b[", "\x1b]",
    f"\x9b{NUMBER}m", f"\x9d0;{WORD}\x9c", f"\x90{WORD}\x9c", f"\x9f{WORD}\x9c", *BIDI, *INVISIBLE,
]

# What the strings of an answer become. Each has the word in it, so that it can be seen where it arrives.
CONTROLS = WORD + " " + "".join(f"{WORD}{atom}" for atom in OBEYED) + f"\ta\nb\rc\r\nd\x1b\\{WORD}"
VALUES = {
    "controls": CONTROLS,
    "marks": WORD + " e" + "\u0301" * 10_000 + " z" + "\u0489\u20dd" * 20 + " \u0301alone",
    "clusters": WORD + " " + "👩\u200d👩\u200d👧\u200d👦 🏳\ufe0f\u200d🌈 🇩🇪 ❤\ufe0f 1\ufe0f\u20e3 👍🏽 " * 20 + "👩\u200d" * 2000
    + "한글 عربي עברית नि ไม้\u0e49",
    "long": WORD + "W" * 20_000 + "木" * 5_000,
    "halves": WORD + " \ud83d \udc00\ud800 \x00 \udfff" + WORD,
}


def forms(value):
    """How a value can stand in JSON, by name; as bytes between quotes. `broken` is none that a reader may take."""
    escaped = "".join(char if " " <= char <= "~" and char not in '"\\' else "".join(
        f"\\u{unit:04x}" for unit in units(char)) for char in value)
    plain = "".join(char if char >= " " and char not in '"\\' and not "\ud800" <= char <= "\udfff" else "".join(
        f"\\u{unit:04x}" for unit in units(char)) for char in value)
    raw = value.replace('"', "").replace("\\", "").encode("utf-8", "surrogatepass")
    return {"escaped": escaped.encode(), "plain": plain.encode(), "broken": raw + b"\x9b6661m\x9d0;EVIL\x9c\xff"}


def units(char):
    data = char.encode("utf-16-be", "surrogatepass")
    return [int.from_bytes(data[at:at + 2], "big") for at in range(0, len(data), 2)]


# Sequences the program itself uses: the dashboard those of ncurses on xterm-256color and its own, others colors only.
TOKEN = re.compile(r"\x1b\[(?P<marker>[<=>?]?)(?P<numbers>[0-9:;]*)(?P<between>[ -/]*)(?P<final>[@-~])"
                   r"|\x1b\](?P<command>[^\x07\x1b]*)(?:\x07|\x1b\\)|\x1b(?P<escape>[()][0AB]|[78=>M])"
                   r"|(?P<raw>[\x00-\x1f\x7f-\x9f])")
MOTIONS = set("ABCDGHIJKLMPSTXZ@`bdfmr")
MODES = {"1", "7", "12", "25", "1000", "1002", "1003", "1004", "1006", "1049", "2004", "2026"}
NUMBERS = {("", "h"): {"4"}, ("", "l"): {"4"}, ("?", "h"): MODES, ("?", "l"): MODES,
           ("", "t"): {"22;0;0", "23;0;0", "22;2", "23;2", "22;0", "23;0"}, ("", "c"): {"", "0"}, (">", "c"): {"", "0"}}
# The terminal is asked for its colors, and told to take its own ones again.
QUESTIONS = {"10;?", "11;?", "12;?", "104"}
PROFILE = r"(?:LOCAL|LIVE)(?: [A-Za-z0-9.:_-]{1,24})?"
# What the window is called, and what a notification is; the text in it is checked by itself.
TITLE = re.compile(rf"(?:[◆$◐][0-9]+ )*mintop {PROFILE}")
HEAD = r"(?:Preview ready|Waits for Credits|Failed|Done|Canceled|Credits run low)"
TEXT = rf"(?P<text>[^;]*(?:\({PROFILE}\)|, {PROFILE}\)|…))"
MORE = r"And [0-9]+ more\."
NOTICES = {"9": re.compile(rf"mintop: (?:{HEAD}: {TEXT}|mintop: {MORE})"),
           "777": re.compile(rf"notify;(?:{HEAD};{TEXT}|mintop;{MORE})")}
# The most columns of a notification's text; marks take none.
NOTICE_COLUMNS = 200


def is_sequence_ours(token, is_screen, signals):
    if token["raw"] == "\x07":
        return "bell" in signals
    if token["command"] is not None and token["command"].partition(";")[0] in NOTICES:
        return token["command"].partition(";")[0] in signals and not command_problems(token["command"])
    if token["final"]:
        marker, numbers, final = token["marker"], token["numbers"], token["final"]
        if token["between"] or NUMBER in numbers:
            return False
        if not is_screen:
            return not marker and final in "mK" and all(len(number) < 4 for number in re.split("[:;]", numbers))
        if (marker, final) in NUMBERS:
            allowed = NUMBERS[marker, final]
            return numbers in allowed or (marker == "?" and set(numbers.split(";")) <= allowed)
        return not marker and final in MOTIONS and all(len(number) < 4 for number in re.split("[:;]", numbers))
    if token["command"] is not None:
        return is_screen and not command_problems(token["command"])
    if token["escape"]:
        return is_screen
    return token["raw"] in ("\r", "\b", "\n", "\t") if is_screen else token["raw"] in ("\n", "\r")


def command_problems(command):
    """What is wrong with an operating system command: its kind, or that text from outside decides what it does."""
    kind, _, rest = command.partition(";")
    if command in QUESTIONS:
        return []
    if kind == "52":
        selection, _, data = rest.partition(";")
        try:
            text = base64.b64decode(data, validate=True).decode()
        except ValueError:
            return [f"OSC 52 with {data[:40]!r}"]
        return (["OSC 52 from outside"] if text == WORD or selection not in ("c", "") else []) + text_problems(text)
    if kind == "8":
        mark, _, link = rest.partition(";")
        parts = urllib.parse.urlsplit(link)
        fine = not link or parts.scheme in ("http", "https") and parts.hostname and WORD.lower() != parts.hostname
        return [] if fine and re.fullmatch("(id=m[0-9]+)?" if link else "", mark) and re.fullmatch("[!-~]*", link) else [f"OSC 8 to {link[:60]!r}"]
    if kind == "2":
        return [] if TITLE.fullmatch(rest) else [f"title {rest[:60]!r}"]
    if kind in NOTICES:
        notice = NOTICES[kind].fullmatch(rest)
        if not notice:
            return [f"OSC {kind} with {rest[:60]!r}"]
        text = notice["text"] or ""
        columns = sum(not unicodedata.combining(char) for char in text)
        return text_problems(text) + (["a notification without end"] if columns > NOTICE_COLUMNS else [])
    return [f"OSC {kind}"]


def text_problems(text):
    """What a text holds that no terminal should get: it is what is left without sequences."""
    problems, marks = [], 0
    for char in text:
        if " " <= char <= "~":
            marks = 0
            continue
        category = unicodedata.category(char)
        if char != "\n" and category in ("Cc", "Cf", "Cs", "Co", "Zl", "Zp") or "\ufe00" <= char <= "\ufe0f" \
                or "\U000e0000" <= char <= "\U000e01ef":
            problems.append(f"U+{ord(char):04X}")
        marks = marks + 1 if category in ("Mn", "Me") else 0
        if marks == 9:
            problems.append("many marks on one character")
    return problems


TMUX = re.compile(rb"\x1bPtmux;((?:\x1b\x1b|[^\x1b])*)\x1b\\", re.DOTALL)
SCREEN = re.compile(rb"\x1bP(\x1b\][^\x1b]*(?:\x1b\\\x1bP[^\x1b]*)*)\x1b\\", re.DOTALL)


def unwrapped(data, multiplexer):
    """What reaches the terminal behind tmux or GNU screen: each frame is to hold one sequence that mintop passes on."""
    found = []

    def opened(frame):
        inner = frame[1].replace(b"\x1b\x1b", b"\x1b") if multiplexer == "tmux" else frame[1].replace(b"\x1b\\\x1bP", b"")
        end = b"\x1b\\" if multiplexer == "tmux" else b"\x07"
        if not re.fullmatch(rb"\x1b\](9|52|777);[^\x00-\x1f\x7f]*" + re.escape(end), inner):
            found.append(f"passed on: {inner[:60]!r}")
        return inner

    if multiplexer:
        data = (TMUX if multiplexer == "tmux" else SCREEN).sub(opened, data)
    return data, found


def problems(data, is_terminal=False, is_screen=False, is_lines=False, signals=(), multiplexer=None):
    """What is wrong with bytes that were written; nothing where a terminal shows them and no more.

    is_terminal: a terminal's translation of line ends and colors are right; is_screen: so is what ncurses draws with;
    is_lines: the translation alone is. signals: what of "bell", "9" and "777" may tell somebody who looks elsewhere.
    multiplexer: "tmux" or "screen", where it has to pass such a signal on.
    """
    data, found = unwrapped(data, multiplexer)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        found.append(f"no UTF-8: {data[max(0, error.start - 20):error.start + 20]!r}")
        text = data.decode(errors="replace")
    rest, at = [], 0
    for token in TOKEN.finditer(text):
        rest.append(text[at:token.start()])
        at = token.end()
        if is_terminal or is_screen:
            ours = is_sequence_ours(token, is_screen, signals)
        elif is_lines and (token["raw"] == "\x07" or token["command"] is not None):
            ours = is_sequence_ours(token, True, signals) and (token["raw"] or token["command"].startswith(("9;", "777;")))
        else:
            ours = token["raw"] in ("\n", "\r") if is_lines else token["raw"] == "\n"
        if not ours:
            found.append(f"{token[0][:40]!r} after {text[max(0, token.start() - 30):token.start()]!r}")
    rest.append(text[at:])
    # Sequences stand between characters of which the next may belong to quite another cell.
    return found + [problem for part in rest for problem in text_problems(part)]


KINDS = [{}, {"is_terminal": True}, {"is_screen": True}, {"is_lines": True},
         {"is_lines": True, "signals": ("bell", "9", "777")}, {"is_screen": True, "signals": ("bell", "9", "777")}]
ALL = {"signals": ("bell", "9", "777")}
NOTICE = "9;mintop: Done: A key (op_1, LIVE 127.0.0.1:80)"
FINE = [
    ("\x1b]2;◆2 ◐4 mintop LOCAL\x1b\\", {"is_screen": True}), ("\x07", {"is_lines": True, **ALL}),
    (f"\x1b]{NOTICE}\x1b\\", {"is_lines": True, **ALL}), (f"\x1b]{NOTICE}\x1b\\", {"is_screen": True, **ALL}),
    ("\x1b]9;mintop: mintop: And 4 more.\x1b\\", {"is_screen": True, **ALL}),
    ("\x1b]777;notify;Failed;A long…\x1b\\", {"is_lines": True, **ALL}),
    (f"\x1bPtmux;\x1b\x1b]{NOTICE}\x1b\x1b\\\x1b\\", {"is_lines": True, "multiplexer": "tmux", **ALL}),
    (f"\x1bP\x1b]{NOTICE[:30]}\x1b\\\x1bP{NOTICE[30:]}\x07\x1b\\", {"is_lines": True, "multiplexer": "screen", **ALL}),
    ("\x1b]8;id=m7;https://mint.gg/w/1\x1b\\w\x1b]8;;\x1b\\", {"is_screen": True}),
]
BAD = [
    *[(f"\x1b]{payload}\x1b\\", {"is_screen": True, **ALL}) for payload in (
        "2;A key", "2;mintop LIVE a b", "2;◆2 mintop LOCAL ", "0;mintop LOCAL", "1;mintop LOCAL", "9;4;1;50", "9;Done: x…",
        "9;mintop: Done: a;b…", "9;mintop: Other: x…", "9;mintop: Done: x", "9;mintop: Done: e\u202ex…",
        f"9;mintop: Done: {'x' * 200}…", "777;notify;Done;a;b…", "777;preexec;Done;x…", "777;notify;A key;x…",
        "8;id=EVIL;https://mint.gg/", "8;;ftp://mint.gg/", "8;id=m1;")],
    *[(f"\x1b]{NOTICE}\x1b\\", kind) for kind in ({}, {"is_lines": True}, {"is_screen": True}, {"is_terminal": True})],
    ("\x1b]2;mintop LOCAL\x1b\\", {"is_lines": True, **ALL}), ("\x1b[1m", {"is_lines": True, **ALL}),
    ("\x1b]8;;\x1b\\", {"is_lines": True, **ALL}), ("\x07", {"is_lines": True}), ("\x07", {"is_screen": True}),
    ("\x1bPtmux;\x1b\x1b]52;c;YQ==\x1b\x1b\\\x1b\\", {"is_lines": True, "multiplexer": "tmux", **ALL}),
    (f"\x1bPtmux;\x1b\x1b]{NOTICE}\x1b\x1b\\\x1b\x1b[5m\x1b\\", {"is_lines": True, "multiplexer": "tmux", **ALL}),
    (f"\x1bP\x1b]{NOTICE}\x1b\\", {"is_lines": True, "multiplexer": "screen", **ALL}),
    (f"\x1bPtmux;\x1b\x1b]{NOTICE}\x1b\x1b\\\x1b\\", {"is_lines": True, **ALL}),
]


def unnoticed():
    """Which parts of the corpus the checks above would let through: there must be none. What they misjudge besides."""
    return [atom for atom in OBEYED for kind in KINDS if not problems(f"a{atom}~".encode(), **kind)
            and not (atom == "\b" and "is_screen" in kind or atom == "\x07" and "signals" in kind)] + [
        sample for sample, kind in FINE if problems(sample.encode(), **kind)] + [
        sample for sample, kind in BAD if not problems(sample.encode(), **kind)]
