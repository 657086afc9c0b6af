"""Where the smallest edit of a learner's own code points to: the line and a question, never the edit."""

from __future__ import annotations

from grader.grading.result import CheckResult, EditKind, SmallestEdit
from grader.reports.difference_sentences import listed
from grader.reports.language import Language
from grader.reports.safe_text import EMPTY, Clean, code, join, one_line

_MOST_LINES = 4
_MOST_DIFF_LINES = 24


def edit_sentences(check: CheckResult, language: Language) -> list[Clean]:
    """The line to look at and what to ask there; nothing where another cause is told, or where no edit was found."""
    edit = check.smallest_edit
    if edit is None or check.mistakes or check.hidden or not 0 < len(edit.lines) <= _MOST_LINES:
        return []
    question = _question(edit.kind, language) if edit.kind else EMPTY
    return [_where(edit, check.function, language), *([question] if question else [])]


def edit_lines(edit: SmallestEdit) -> list[Clean]:
    """The edit itself, line by line, for an instructor."""
    return [one_line(line, 300) for line in edit.diff.split("\n")[:_MOST_DIFF_LINES]]


def _where(edit: SmallestEdit, function: str, language: Language) -> Clean:
    _ = language.gettext
    name = code(function, 80)
    if len(edit.lines) == 1 and edit.edits == 1:
        return _(
            "Look at line %(line)s: one small change there makes %(function)s right.", line=edit.lines[0], function=name
        )
    if len(edit.lines) == 1:
        return _(
            "Look at line %(line)s: a few small changes there make %(function)s right.",
            line=edit.lines[0],
            function=name,
        )
    if edit.edits == 1:
        numbers = join([Clean(str(line)) for line in edit.lines], _(", "))
        return _(
            "One small change makes %(function)s right, on any one of these lines: %(lines)s.",
            function=name,
            lines=numbers,
        )
    lines = listed([_("line %(line)s", line=line) for line in edit.lines], language)
    return _("A few small changes make %(function)s right: look at %(lines)s.", function=name, lines=lines)


def _question(kind: EditKind | str, language: Language) -> Clean:
    """What to ask about the line; it holds for every edit of its kind."""
    _ = language.gettext
    match kind:
        case "operator":
            return _("Which operation, and which sign, belongs between these values?")
        case "assignment":
            return _("Should the new value replace what was there, or be added to it?")
        case "order":
            return _("In which order do the parts belong?")
        case "constant":
            return _("Where does each number that you wrote come from?")
        case "term":
            return _("Go through the terms one by one: is one missing, or one too many?")
        case "factor":
            return _("Go through the factors one by one: is one missing, or one too many?")
        case "power":
            return _("To which power does each value belong there, and with or without its sign?")
        case "name":
            return _("Does each name there stand for the value that you mean?")
        case "condition":
            return _("For which values does the condition hold, and what happens at its border?")
        case "call":
            return _("What does each call there do, and is one missing or one too many?")
        case "argument":
            return _("Which arguments does this call need?")
        case "range":
            return _("Where does it begin, and where does it end? Count it for a small example.")
        case "grouping":
            return _("What is computed first there, and what do the parentheses hold together?")
        case "place":
            return _("When is this line run: how often, and before or after what?")
        case "statement":
            return _("Read the statements there one by one: is one missing, or one too many?")
        case "return":
            return _("What does the function return, and when?")
        case "graph":
            return _("Is this a plain number, a tensor, or part of a graph? Which one is asked for?")
        case "gradients":
            return _("When are the gradients zeroed, when computed, and when used?")
        case "shape":
            return _("Which shape does each value have there?")
        case _:
            return _("What has to happen before a module can hold its layers?")
