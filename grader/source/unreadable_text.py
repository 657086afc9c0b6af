"""What explains that Python cannot read a text: marks and commands of other programs in it."""

from __future__ import annotations

import re

from grader.source.evidence import Evidence

_CONFLICT = re.compile(r"^(?:<{7}|={7}|>{7}|\|{7})(?: |$)", re.MULTILINE)
_BEGINS = re.compile(r"^<{7}(?: |$)", re.MULTILINE)
_ENDS = re.compile(r"^>{7}(?: |$)", re.MULTILINE)
_COMMAND = re.compile(r"^\s*(%%?[A-Za-z_]\w*|![A-Za-z./]\S*)|(?:^|=)\s*(![A-Za-z./]\S*)|^\s*[\w.]+(\?\??)\s*$")
_LONGEST = 20


def evidence_in_text(text: str, line: int | None) -> Evidence | None:
    """What explains a syntax error on a line of a text, or None."""
    if line is None:
        return None
    marks = [text.count("\n", 0, found.start()) + 1 for found in _CONFLICT.finditer(text)]
    if marks and (_BEGINS.search(text) or _ENDS.search(text)) and marks[0] <= line:
        return Evidence("merge_conflict", marks[0])
    lines = text.split("\n")
    found = _COMMAND.search(lines[line - 1][:300]) if line <= len(lines) else None
    if found is None:
        return None
    return Evidence("notebook_command", line, next(group for group in found.groups() if group)[:_LONGEST])
