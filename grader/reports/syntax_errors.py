"""What the errors mean that Python finds in a file before it runs."""

from __future__ import annotations

import sys
import unicodedata

from grader.reports.exception_rules import exception_rule as _rule
from grader.reports.language import N_

SYNTAX_RULES = (
    _rule("TabError", "", N_("Tabs and spaces are mixed in its indentation. Use spaces only.")),
    _rule(
        "IndentationError",
        "expected an indented block",
        N_("The line before it opens a block: indent what belongs to the block."),
    ),
    _rule(
        "IndentationError",
        "",
        N_("Its indentation matches none of the lines above it. All lines of a block begin in the same column."),
    ),
    _rule(
        "SyntaxError",
        r"'(?P<name>[^']{1,9})' was never closed",
        N_(
            "The %(name)s on this line is never closed: is a bracket missing at the end of the line or on the "
            "next ones?"
        ),
    ),
    _rule("SyntaxError", r"expected ':'", N_("A colon is missing where the block begins.")),
    _rule(
        "SyntaxError",
        r"unterminated (?:triple-quoted )?(?:f-)?string",
        N_("A string on this line has no closing quotation mark."),
    ),
    _rule(
        "SyntaxError",
        r"outside function",
        N_("A %(return_)s is outside its function: is it indented far enough?"),
    ),
    _rule("SyntaxError", r"Maybe you meant '==' ", N_("%(assign)s assigns a value; %(equal)s compares two.")),
    _rule(
        "SyntaxError",
        r"invalid character '(?P<name>[^\s']{1,4})' \(U\+(?P<point>[0-9A-F]{4,6})\)",
        N_(
            "%(name)s (%(point)s) is not a character of Python's: it often comes from a Chinese input method or "
            "from copied text. Type the plain one instead."
        ),
    ),
    _rule(
        "SyntaxError",
        r"invalid non-printable character U\+(?P<point>[0-9A-F]{4,6})",
        N_(
            "The character %(point)s, which cannot be seen, is no part of Python's language: it often comes with "
            "copied text. Delete it, and type a plain space if there should be one."
        ),
    ),
    _rule(
        "SyntaxError",
        r"unmatched '(?P<name>[^']{1,3})'",
        N_("There is no opening bracket for this %(name)s: is one missing, or is this one too many?"),
    ),
    _rule("SyntaxError", r"Perhaps you forgot a comma", N_("Is a comma or an operator missing between two values?")),
    _rule(
        "SyntaxError",
        r"Missing parentheses in call to 'print'",
        N_("In Python 3, %(print_)s is a function: what it prints is in brackets."),
    ),
    _rule(
        "SyntaxError",
        r"invalid decimal literal",
        # Older Pythons say the same of a full-width comma or bracket behind a number.
        N_(
            "A name cannot begin with a digit, and a product needs its sign: %(times)s. Or is the sign behind a number "
            "one of a Chinese input method? Type the plain one then."
        ),
    ),
    _rule(
        "SyntaxError",
        "",
        N_("The cause is often at the end of the line before: a missing bracket, colon or quotation mark."),
    ),
)


def named_point(digits: str) -> str:
    """A code point as Unicode writes it, with its name: U+00A0 NO-BREAK SPACE."""
    value = int(digits, 16)
    name = unicodedata.name(chr(value), "") if value <= sys.maxunicode else ""
    return f"U+{digits} {name}".rstrip()
