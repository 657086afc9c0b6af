"""What the grader and the machine say in English in a result, in the reader's language: why the grader failed, and why
a layer of isolation is not in force.

A document keeps one text of these, since it comes from another process or another machine. It is recognised here by its
form; what is not recognised stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from grader.reports.language import N_, Language
from grader.reports.safe_text import Clean, clean

FAULTS = (
    N_("the fork server has exited: %(gone)s. %(last_words)s"),
    N_("the fork server has exited: %(gone)s"),
    N_("the fork server has exited"),
    N_("cannot start a worker: %(gone)s. %(last_words)s"),
    N_("cannot start a worker: %(refused)s"),
    N_("a worker did not start (%(ended)s). %(words)s"),
    N_("a worker answered %(kind)s before it was ready"),
    N_("the workers were closed"),
    N_("the cases of check `%(check)s` are too large: %(beyond)s"),
    N_("the data of check `%(check)s` cannot be written: %(refused)s"),
    N_("%(filename)s did not load again: %(limit)s %(detail)s %(output)s"),
    N_("%(library)s cannot be imported here: %(why)s"),
    N_("%(file)s was not read: %(why)s"),
    N_("exit status %(n)s"),
    N_("its answers are too large"),
    N_("it wrote too much to its scratch folder"),
)
"""Why the grader failed, as a fault of a result says it."""

_WHY_UNREAD = (
    N_("it has %(n)s bytes, and %(most)s are read"),
    N_("it has more than %(most)s bytes with what it imports"),
    N_("its code has more than %(most)s bytes"),
)

_MISSING_LAYERS = (
    N_("not on %(system)s"),
    N_("switched off"),
    N_("%(n)s other thread of this process run without it"),
    N_("%(n)s other threads of this process run without it"),
    N_("only root can read the libraries"),
    N_("it would take away the right to read the libraries"),
    N_("root has too few rights here"),
    N_("the process has no user of its own"),
    N_("no system call table for %(machine)s"),
    N_("for no known reason"),
)

_MACHINE = (
    N_("Function not implemented"),
    N_("Invalid argument"),
    N_("Cannot allocate memory"),
    N_("No such process"),
    N_("not allowed to raise maximum limit"),
    N_("can't start new thread"),
    N_("it is the first process that it sees"),
)
"""What a kernel, Python and the grader's own attempts to break out say beside what `Language.refusal` knows."""

_ENDS = (N_("crash"), N_("time"), N_("wall"), N_("budget"), N_("memory"), N_("protocol"))
"""How a process ended, as `grader.execution.session` names it."""

_NUMBERED = re.compile(r"\[Errno \d+\] (?P<said>.*)", re.DOTALL)
_PARTS = re.compile(r"(?P<what>[^:]{1,60}): (?P<said>.*)", re.DOTALL)
_PLACEHOLDER = re.compile(r"%\((\w+)\)s")
_COUNTS = ("n", "most")
_DEEPEST = 4


def refusal_text(raised: str, language: Language) -> Clean:
    """What kept code from something, from the exception that it got."""
    return _said(raised.removesuffix(": "), language, _DEEPEST)


def fault_text(fault: str, language: Language) -> Clean:
    """Why the grader failed, from the text in a result or an observation."""
    return _said(fault, language, _DEEPEST)


def missing_layers(missing: Iterable[str], language: Language) -> Clean:
    """Which layers of isolation are not in force, and why: "landlock: not on Windows; …"; empty if none is missing."""
    _ = language.gettext
    return clean(_("; ").join(_said(one, language, _DEEPEST) for one in missing))


def _said(text: str, language: Language, deepest: int) -> Clean:
    """The text in the reader's language as far as its forms are known, each part of it likewise."""
    if deepest == 0:
        return clean(text)
    for template, form in _forms():
        if found := form.fullmatch(text):
            filled = {name: _said(value, language, deepest - 1) for name, value in found.groupdict().items()}
            return language.gettext(template, **filled)
    if found := _NUMBERED.fullmatch(text):
        return _said(found["said"], language, deepest - 1)
    if found := _PARTS.fullmatch(text):
        _ = language.gettext
        said = _said(found["said"], language, deepest - 1)
        return _("%(what)s: %(said)s", what=language.refusal(found["what"]), said=said)
    return language.refusal(text)


@cache
def _forms() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """The known texts, each with the pattern of what it says once it is filled in."""
    return tuple((one, _form(one)) for one in (*FAULTS, *_WHY_UNREAD, *_MISSING_LAYERS, *_MACHINE, *_ENDS))


def _form(template: str) -> re.Pattern[str]:
    pieces = _PLACEHOLDER.split(template)
    said = (re.escape(piece) if at % 2 == 0 else _filling(piece) for at, piece in enumerate(pieces))
    return re.compile("".join(said), re.DOTALL)


def _filling(name: str) -> str:
    return rf"(?P<{name}>\d+)" if name in _COUNTS else f"(?P<{name}>.*?)"
