"""What a release kit has in place of a mistakes file: the words about each mistake, without its code."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import msgspec

from grader.authoring import Alternative, Mistake, Text
from grader.errors import AuthoringError, CourseError, Place


class KnownMistake(msgspec.Struct, frozen=True, omit_defaults=True):
    """A mistake without its code: the fields of `grader.authoring.Mistake`, and `parts`, the values that its open parts
    have in the recording."""

    id: str
    of: str
    finding: dict[str, str]
    hint: dict[str, str]
    group: str = ""
    family: str = ""
    choices: dict[str, list[Any]] = {}
    constants: dict[str, tuple[float, float]] = {}
    parts: dict[str, Any] = {}


class KnownAlternative(msgspec.Struct, frozen=True):
    """An alternative without its code."""

    id: str
    of: str


class Findings(msgspec.Struct, frozen=True):
    """What is known about the mistakes and alternatives of an exercise whose recording holds what they give."""

    mistakes: tuple[KnownMistake, ...]
    alternatives: tuple[KnownAlternative, ...]


# Created once, before any thread starts: msgspec 0.22 crashes if two threads first use a type at the same time.
_FINDINGS = msgspec.json.Decoder(Findings)


def findings_of(mistakes: Sequence[Mistake], alternatives: Sequence[Alternative], languages: Sequence[str]) -> Findings:
    """What is known about them, in these languages of the course."""
    return Findings(
        tuple(
            KnownMistake(
                one.id,
                one.of,
                one.finding.in_languages(languages),
                one.hint.in_languages(languages),
                one.group,
                one.family,
                {name: list(values) for name, values in one.choices.items()},
                dict(one.constants),
                one.parts,
            )
            for one in mistakes
        ),
        tuple(KnownAlternative(one.id, one.of) for one in alternatives),
    )


def written(findings: Findings) -> bytes:
    """The content of a file."""
    return msgspec.json.format(msgspec.json.encode(findings), indent=1) + b"\n"


def read(text: str, file: Path) -> Findings:
    """The findings in the text of a file.

    Raises:
        AuthoringError: if it is damaged.
    """
    try:
        return _FINDINGS.decode(text)
    except msgspec.DecodeError as error:
        raise AuthoringError(f"this file of the kit is damaged ({error}): get the kit again", Place(file, 1)) from error


def mistakes_in(findings: Findings, file: Path) -> tuple[Mistake, ...]:
    """The mistakes as checks and reports know them; they cannot be run."""
    return tuple(
        Mistake(
            one.id,
            one.of,
            _left_out,
            Text(one.finding),
            Text(one.hint),
            one.group,
            Place(file, 1),
            one.family,
            {name: tuple(map(_plain, values)) for name, values in one.choices.items()},
            one.constants,
            _parts(one.parts),
        )
        for one in findings.mistakes
    )


def alternatives_in(findings: Findings, file: Path) -> tuple[Alternative, ...]:
    """The alternatives as checks know them; they cannot be run."""
    return tuple(Alternative(one.id, one.of, _left_out, Place(file, 1)) for one in findings.alternatives)


def _parts(values: Mapping[str, Any]) -> dict[str, object]:
    return {name: _plain(value) for name, value in values.items()}


def _plain(value: Any) -> object:
    """A value of an open part as its author wrote it: JSON has no tuples, and open parts no lists."""
    return tuple(map(_plain, value)) if isinstance(value, list) else value


def _left_out(*arguments: object, **named: object) -> None:
    raise CourseError("a release kit holds no wrong versions: run this in the course itself")
