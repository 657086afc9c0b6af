"""The page about `course.toml`, made from the declarations of its keys: `python -m grader.course.reference_page`."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

import msgspec
from msgspec import Meta

from grader.course.settings import Assignment, CourseLimits, CourseSettings, Family, Policies

_HEAD = """# `course.toml`

Made by `make docs` from `grader/course/settings.py`; do not edit it here.

A course is recognised by `solutions/course.toml`, which holds the settings of the whole course. A *text* is a string in
the course's first language, or a table from language to sentence: `title = { en = "Weights", zh = "权重" }`.
"""
_TABLES: tuple[tuple[str, type[msgspec.Struct]], ...] = (
    ("", CourseSettings),
    ("[limits]", CourseLimits),
    ("[policies]", Policies),
    ("[families.NAME]", Family),
    ("[assignments.NAME]", Assignment),
)


def reference_page() -> str:
    """The page, as Markdown."""
    return _HEAD + "".join(part for heading, table in _TABLES for part in _section(heading, table))


def _section(heading: str, table: type[msgspec.Struct]) -> Iterator[str]:
    said = " ".join((table.__doc__ or "").split())
    yield f"\n## `{heading}`\n\n{said}\n\n" if heading else f"\n## The course\n\n{said}\n\n"
    yield "| key | what is written | what it means | default |\n| --- | --- | --- | --- |\n"
    hints = get_type_hints(table, include_extras=True)
    for field in msgspec.structs.fields(table):
        meta = next(one for one in get_args(hints[field.name])[1:] if isinstance(one, Meta))
        written = meta.title or "a table of its own, see below"
        yield f"| `{field.name}` | {written} | {meta.description} | {_default(field)} |\n"


def _default(field: Any) -> str:
    if field.required:
        return "required"
    value = msgspec.to_builtins(field.default if field.default is not msgspec.NODEFAULT else field.default_factory())
    if value in (None, "", [], {}, ()) or isinstance(value, dict):
        return "none" if not value else "see below"
    return f"`{json.dumps(value)}`"


if __name__ == "__main__":
    sys.stdout.write(reference_page())
