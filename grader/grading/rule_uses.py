"""What the result document says of an exercise's rules: those that are broken, and where they may be broken unseen."""

from __future__ import annotations

from typing import Literal

import msgspec


class RuleUse(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place where a function uses something that its rule forbids. `name` is a library's full name, `.method` or
    `argument=True`; `function` is the function that contains the line, "" at the top level."""

    name: str
    line: int | None = None
    function: str = ""
    source: str = ""


class BrokenRule(msgspec.Struct, frozen=True, omit_defaults=True):
    """A rule of the exercise that the check's function, or something that it calls, breaks; `uses` are sorted by line.

    by_hand: a library does what is to be written by hand; forbid: it uses something else that is forbidden;
    unreadable: the file is too long or too deeply nested to be analysed. `keeps` is the share of the points that is
    kept; `why` is the author's own sentence, by language.
    """

    kind: Literal["by_hand", "forbid", "unreadable"]
    uses: tuple[RuleUse, ...] = ()
    why: dict[str, str] | None = None
    keeps: float = 0.0


class UnclearUse(msgspec.Struct, frozen=True, omit_defaults=True):
    """A place in a function that a rule holds for, at which its source does not show what it uses.

    name: an attribute whose name is computed; code: code in a computed string; module: a module whose name is computed;
    inside: objects, frames or threads of the running process. `name` is what does it, `function` the function that
    contains the line. It costs no points and is for instructors: learners are not given it.
    """

    kind: Literal["name", "code", "module", "inside"]
    name: str
    line: int
    function: str = ""
    source: str = ""
