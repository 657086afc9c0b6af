"""The functions that a learner has not written yet: those that still raise what the stub raises."""

from __future__ import annotations

import re

from grader.course.stub_words import unwritten_endings

_ENDINGS = "|".join(re.escape(ending) for ending in unwritten_endings())
_STUB = re.compile(
    rf"""^[ \t]*raise[ \t]+NotImplementedError\(["'](?P<name>[^"'\n:]+)(?:{_ENDINGS})["']\)""", re.MULTILINE
)


def unwritten_functions(text: str) -> tuple[str, ...]:
    """Their names (methods as `Class.method`), from the top of the file down."""
    return tuple(dict.fromkeys(found["name"] for found in _STUB.finditer(text)))
