"""Text that is safe to show: the one place where learner text loses what could steer a terminal or mislead a reader.

`clean` removes escape sequences, control characters, bidirectional overrides and invisible characters. `code` marks a
piece of a sentence as code, with two private characters that `clean` removes from everything else, so that a renderer
can trust the marks and turn them into its own notation with `spans`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from grader.characters import (
    C0_CONTROLS,
    C1_CONTROLS,
    INVISIBLE,
    LINE_SEPARATORS,
    NONCHARACTERS,
    SURROGATES,
    any_of,
)

_CODE_ON = "\ue000"
_CODE_OFF = "\ue001"
_REPLACEMENT = "\ufffd"

# CSI, then OSC/DCS/SOS/PM/APC up to their terminator (or the end of the line), then any two-character sequence; each
# also in its one-character C1 form.
_ESCAPES = re.compile(
    r"(?:\x1b\[|\x9b)[0-?]*[ -/]*[@-~]?"
    r"|(?:\x1b[\]PX^_]|[\x9d\x90\x98\x9e\x9f])[^\x07\x1b\x9c\n]*(?:\x07|\x1b\\|\x9c)?"
    r"|\x1b[ -/]*[0-~]?"
)
_LINE_ENDS = re.compile(rf"\r\n?|[\x0b\x0c\x85{LINE_SEPARATORS}]")
# Joiners and variation selectors stay: emoji and some scripts are not readable without them.
_DROPPED = re.compile(rf"(?![\t\n])[{C0_CONTROLS}{C1_CONTROLS}{INVISIBLE}{_CODE_ON}{_CODE_OFF}]")
_NOT_TEXT = any_of(SURROGATES, NONCHARACTERS)
# What most texts are made of, and of which nothing goes: letters of Europe, Chinese characters, punctuation and signs.
_PLAIN = re.compile(
    r"[\t\n\x20-\x7e\xa0-\xac\xae-\u02ff\u0370-\u04ff\u2010-\u2027\u2030-\u205f\u2070-\u312f\u3400-\u9fff\uff01-\uff5e]*"
)
_SPAN = re.compile(f"{_CODE_ON}([^{_CODE_OFF}]*){_CODE_OFF}?")
_HAN = "\u3400-\u4dbf\u4e00-\u9fff"
_BESIDE_CODE = re.compile(f"(?<=[{_HAN}])(?={_CODE_ON})|(?<={_CODE_OFF})(?=[{_HAN}])")
_SENTENCE = 1000
_COMMANDS = re.compile(r":(?=:)|##(?=\[)")
_BACKTICKS = re.compile(r"`([^`\n]+)`")


class Clean(str):
    """Text that went through `clean`; only such text may hold code marks."""

    __slots__ = ()


EMPTY = Clean("")


def clean(text: object, limit: int | None = None) -> Clean:
    """The text without anything that is not plain text; line ends become newlines.

    With `limit`, at most this many characters are kept; the last one is an ellipsis where the text is cut. Text that is
    `Clean` already keeps its code marks, unless it is cut.
    """
    if isinstance(text, Clean):
        return text if limit is None or len(text) <= limit else clean(str.__str__(text), limit)
    plain = str(text)
    if limit is not None:
        # Escapes are cut before the limit counts, but a text of many megabytes is not searched to its end for them.
        plain = plain[: 8 * limit + 64]
    if not _PLAIN.fullmatch(plain):
        plain = _LINE_ENDS.sub("\n", _ESCAPES.sub("", plain))
        plain = _NOT_TEXT.sub(_REPLACEMENT, _DROPPED.sub("", plain))
    if limit is not None and len(plain) > limit:
        plain = plain[: limit - 1] + "…"
    return Clean(plain)


def one_line(text: object, limit: int | None = None) -> Clean:
    """`clean`, with every run of white space made one space."""
    return clean(Clean(" ".join(clean(text).split())), limit)


def code(text: object, limit: int = 120) -> Clean:
    """The text, on one line, marked as code."""
    return Clean(f"{_CODE_ON}{without_marks(one_line(text, limit))}{_CODE_OFF}")


def author_text(text: str) -> Clean:
    """An author's sentence on one line, with what stands between backticks marked as code."""
    return with_code(one_line(str(text), _SENTENCE))


def with_code(text: Clean) -> Clean:
    """An author's text with what stands between backticks marked as code."""
    return Clean(_BACKTICKS.sub(rf"{_CODE_ON}\1{_CODE_OFF}", text))


def spaced(text: Clean) -> Clean:
    """The text with a space between code and a Chinese character beside it."""
    return Clean(_BESIDE_CODE.sub(" ", text))


def join(parts: list[Clean], separator: str) -> Clean:
    """The parts as one text, their marks kept."""
    return Clean(separator.join(parts))


def for_logs(text: str) -> str:
    """The text changed so that no CI job takes a line of it for a command, wherever it is wrapped."""
    return _COMMANDS.sub(r"\g<0> ", text)


def without_marks(text: str) -> str:
    """The text without its code marks."""
    return text.replace(_CODE_ON, "").replace(_CODE_OFF, "")


def spans(text: str) -> Iterator[tuple[str, bool]]:
    """The pieces of the text in order, and whether each is code. Text that is not `Clean` is cleaned first."""
    end = 0
    text = clean(text)
    for match in _SPAN.finditer(text):
        if match.start() > end:
            yield without_marks(text[end : match.start()]), False
        if match[1]:
            yield match[1], True
        end = match.end()
    if end < len(text):
        yield without_marks(text[end:]), False
