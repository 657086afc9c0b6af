"""The settings of a course: `solutions/course.toml`.

Each key is declared once, with what may be written for it (`title`), what it means (`description`) and its default;
`docs/course.md` is made from these declarations.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec
from msgspec import Meta

from grader.authoring.text import Text
from grader.course.declared_languages import unknown_language
from grader.course.suggestions import suggestion
from grader.errors import AuthoringError, Place

Words = str | dict[str, str]
LanguageTag = Annotated[str, Meta(pattern=r"^[a-z]{2,3}(-[A-Za-z0-9]+)*$")]
Library = Annotated[str, Meta(pattern=r"^[A-Za-z_]\w*$")]


class CourseLimits(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What one submission may use. An option of a command takes precedence."""

    check_seconds: Annotated[
        float,
        Meta(
            gt=0,
            title="seconds",
            description="processor time of one check, all its cases, unless the check sets its own; where the system "
            "cannot tell it (macOS, Windows), wall time",
        ),
    ] = 5.0
    submission_seconds: Annotated[
        int,
        Meta(
            gt=0,
            title="seconds",
            description="processor time of a submission as a whole; what is left when it is used up is not run",
        ),
    ] = 300
    wall_factor: Annotated[
        float,
        Meta(
            ge=1,
            title="number",
            description="how many times as long by the clock a check or a submission may take: the limit for code that "
            "sleeps or waits",
        ),
    ] = 3.0
    memory: Annotated[
        int, Meta(ge=64, title="MiB", description="memory, in addition to what the warm process has already mapped")
    ] = 1024
    output: Annotated[
        int, Meta(ge=0, title="bytes", description="the most output of the learner's code that is kept for one check")
    ] = 20_000


class Policies(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What counts of what learners hand in, and what they are shown. What `grader gradebook policy` or an option of
    `grader grade` sets for an assignment takes precedence; [term.md](term.md) goes through a term."""

    take: Annotated[
        Literal["latest", "best"], Meta(title='"latest" or "best"', description="which submission of a learner counts")
    ] = "latest"
    grace_minutes: Annotated[
        int, Meta(ge=0, title="minutes", description="how long after an assignment is due work is still in time")
    ] = 0
    late: Annotated[
        Literal["none", "day", "hour"],
        Meta(
            title='"none", "day" or "hour"',
            description="late work does not count, or loses `late_percent` for each day or hour that has begun",
        ),
    ] = "none"
    late_percent: Annotated[
        float, Meta(ge=0, le=100, title="percent", description="what is taken off for each day or hour that has begun")
    ] = 0.0
    late_cap_percent: Annotated[
        float, Meta(ge=0, le=100, title="percent", description="the most that is taken off for being late")
    ] = 100.0
    shown: Annotated[
        Literal["all", "points", "nothing"],
        Meta(
            title='"all", "points" or "nothing"',
            description="what learners are shown: everything, points only, or nothing before the deadline and "
            "everything after it",
        ),
    ] = "all"
    follow_through: Annotated[
        Literal["full", "half", "none"],
        Meta(
            title='"full", "half" or "none"',
            description="what a function earns that is right given the learner's own earlier ones, which are wrong",
        ),
    ] = "full"
    reference: Annotated[
        Literal["passed", "never"],
        Meta(
            title='"passed" or "never"',
            description="whether `grader learn` shows the reference beside a learner's own function: once every "
            "function of the exercise passes, or never",
        ),
    ] = "passed"


class Assignment(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A selection of exercises to hand in together. Every command that takes targets also takes its name."""

    exercises: Annotated[
        tuple[str, ...] | dict[str, Annotated[float, Meta(gt=0)]],
        Meta(
            title="targets, or targets with weights",
            description="the exercises and chapters: a list, or a table that gives each a weight by which its points "
            "are multiplied",
        ),
    ]
    title: Annotated[Words, Meta(title="text", description="its name for readers; the key if not given")] = ""
    due: Annotated[
        Annotated[datetime, Meta(tz=True)] | None,
        Meta(title="date, time and offset", description="the deadline; work that is handed in later is late"),
    ] = None

    @property
    def weights(self) -> dict[str, float]:
        """The targets with their weights."""
        return self.exercises if isinstance(self.exercises, dict) else dict.fromkeys(self.exercises, 1.0)


class Family(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A kind of mistake that is met in several chapters. A named mistake belongs to one by its `family=`."""

    title: Annotated[
        Words,
        Meta(title="text", description='its name, for instructors: "A sum where a mean is asked for"'),
    ]
    again: Annotated[
        Words,
        Meta(
            title="text",
            description="what a learner of whom two functions have such a mistake is told to have done, as it goes on "
            'after "This is the second time that": "you sum where a mean is asked for"; nothing is told if not given',
        ),
    ] = ""
    relations: Annotated[
        tuple[str, ...],
        Meta(
            title="ids of relations",
            description="the relations between two results that tell of such a mistake where none is named",
        ),
    ] = ()


class CourseSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The settings of a whole course."""

    title: Annotated[Words, Meta(title="text", description="the course's name")]
    key: Annotated[
        str,
        Meta(
            min_length=1,
            title="any characters",
            description="the variant of each learner, and the seeds of random cases in a learner's own checks, are "
            "derived from it; `grader grade` draws from a secret key of its gradebook, `grader ci` from `GRADER_KEY`",
        ),
    ]
    variants: Annotated[
        int,
        Meta(
            ge=1, title="number", description="how many sets of random cases there are; each learner gets one of them"
        ),
    ] = 1
    languages: Annotated[
        tuple[LanguageTag, ...],
        Meta(
            min_length=1,
            title="language codes",
            description="the languages of the course's texts; the first is that of docstrings, of `README.md` and of "
            "every text without a language",
        ),
    ] = ("en",)
    libraries: Annotated[
        tuple[Library, ...],
        Meta(
            title="names of packages",
            description="what probes and learners may import in addition to the standard library; they are imported "
            "before any learner's code is loaded",
        ),
    ] = ("torch", "numpy")
    helpers: Annotated[
        bool,
        Meta(
            title="true or false",
            description="whether an exercise file may import modules of the learner's own that are handed in beside "
            "it; its rules hold for them as well",
        ),
    ] = False
    step_by_step: Annotated[
        tuple[str, ...],
        Meta(title="roles", description="for a sequence of these roles, reports show the first step that goes wrong"),
    ] = ()
    roles: Annotated[
        dict[str, Words],
        Meta(
            title="table of texts",
            description="the stages that checks belong to, in the order of the reports, each with its words; if there "
            "are none, a check may name any role",
        ),
    ] = {}
    families: Annotated[
        dict[str, Family],
        Meta(
            description="one table for each family of mistakes, such as `[families.sign]`; if there are any, each "
            "named mistake belongs to one"
        ),
    ] = {}
    limits: Annotated[CourseLimits, Meta(description="what one submission may use")] = CourseLimits()
    policies: Annotated[Policies, Meta(description="what counts, and what learners are shown")] = Policies()
    assignments: Annotated[
        dict[str, Assignment], Meta(description="one table for each, such as `[assignments.week1]`")
    ] = {}

    @property
    def titles(self) -> dict[str, str]:
        """The title by language."""
        return Text(self.title).in_languages(self.languages)

    def role_words(self, role: str) -> dict[str, str]:
        """The words for a role by language; its name if the course gives none."""
        return Text(self.roles.get(role) or role).in_languages(self.languages)

    def place_of(self, file: Path, key: str) -> Place:
        """The line of the settings file that holds a key."""
        return _place(file, file.read_text(encoding="utf-8"), key)

    def texts(self) -> Iterator[tuple[str, Text]]:
        """The texts of the settings, each with its key."""
        yield "title", Text(self.title)
        yield from ((f"roles.{role}", Text(words)) for role, words in self.roles.items())
        for name, family in self.families.items():
            yield f"families.{name}.title", Text(family.title)
            if family.again:
                yield f"families.{name}.again", Text(family.again)
        for name, assignment in self.assignments.items():
            if assignment.title:
                yield f"assignments.{name}.title", Text(assignment.title)


def read_settings(file: Path) -> CourseSettings:
    """Read `course.toml`.

    Raises:
        AuthoringError: if it is not TOML, or an entry is missing, unknown or of the wrong kind; with the key, its line
            and the closest known key.
    """
    try:
        text = file.read_text(encoding="utf-8")
        found = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        line = re.search(r"at line (\d+)", str(error))
        raise AuthoringError(
            f"these settings cannot be read: {error}", Place(file, int(line[1]) if line else 1)
        ) from error
    for key, known in _unknown_keys(found):
        raise AuthoringError(
            f"there is no key `{key}`{suggestion(key.rpartition('.')[2], known)}", _place(file, text, key)
        )
    try:
        settings = msgspec.convert(found, CourseSettings)
    except msgspec.ValidationError as error:
        said, _, path = str(error).partition(" - at `")
        key = path.removesuffix("`").removeprefix("$.")
        named = f"`{key}`: " if key else ""
        raise AuthoringError(f"{named}{said[:1].lower()}{said[1:]}", _place(file, text, key)) from error
    _refuse_misfits(settings, file, text)
    return settings


def _refuse_misfits(settings: CourseSettings, file: Path, text: str) -> None:
    """Refuse languages and roles that the course does not have."""
    for key, said in settings.texts():
        if message := unknown_language(f"`{key}`", said, settings.languages):
            raise AuthoringError(message, _place(file, text, key))
    if not Text(settings.title):
        raise AuthoringError("`title` is empty: write the course's name", _place(file, text, "title"))
    for role in settings.step_by_step:
        if role not in settings.roles:
            message = f"`step_by_step` names `{role}`, which is not in `[roles]`{suggestion(role, settings.roles)}"
            raise AuthoringError(message, _place(file, text, "step_by_step"))


def _unknown_keys(found: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each undeclared key, with the keys that are declared in its table."""
    yield from _beside(found, CourseSettings, "")
    yield from _beside(found.get("limits"), CourseLimits, "limits.")
    yield from _beside(found.get("policies"), Policies, "policies.")
    for tables, declared in (("families", Family), ("assignments", Assignment)):
        table = found.get(tables)
        for name, entry in table.items() if isinstance(table, Mapping) else ():
            yield from _beside(entry, declared, f"{tables}.{name}.")


def _beside(table: object, declared: type[msgspec.Struct], path: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    if isinstance(table, Mapping):
        known = declared.__struct_fields__
        yield from ((path + key, known) for key in table if key not in known)


def _place(file: Path, text: str, key: str) -> Place:
    """The line of a key, else that of its table, else the first line."""
    lines = text.splitlines()
    parts = [part for part in re.split(r"[.\[\]]+", key) if part and part != "..."]
    start = 0
    for part in parts:
        begins = re.compile(rf"""\s*(?:\[[^]]*\b{re.escape(part)}\b[^]]*\]|["']?{re.escape(part)}["']?\s*[=.])""")
        start = next((number for number in range(start, len(lines)) if begins.match(lines[number])), start)
    return Place(file, start + 1)
