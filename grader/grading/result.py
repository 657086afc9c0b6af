"""The result document: the only thing that reports, exports and the gradebook read.

Its JSON Schema is `docs/result.schema.json`. It holds no sentences of the grader itself: its readers make them, in
their language, from the typed parts. Sentences of the author are included in every language of the course.
"""

from __future__ import annotations

from typing import Annotated, Literal

import msgspec

from grader.grading.diagnosis.causes import Dependence, Divergence, Relation
from grader.grading.rule_uses import BrokenRule, UnclearUse
from grader.numerics.differences import Difference
from grader.numerics.excerpts import Excerpt
from grader.source.evidence import Evidence
from grader.wire.levels import UNUSED

SCHEMA_VERSION = "2.4"

Status = Literal["passed", "failed", "error", "timeout", "blocked", "not_attempted", "fault"]
"""failed: a wrong number or a broken rule; error: the learner's code raised, crashed or ran out of memory; blocked:
it failed, and so did a check that it needs; not_attempted: the stub is unchanged or the function is missing; fault: the
grader itself failed."""


NoticeKind = Literal[
    "ignored", "several", "too_many", "renamed", "notebook", "notebook_as_py", "looks_like", "guessed", "helper",
    "helper_used", "helper_name", "helper_apart", "helper_unreadable", "not_taken", "more_not_taken", "not_opened",
    "course_key", "weak_isolation", "other_encoding",
]  # fmt: skip

DrawnFrom = Literal["", "course", "gradebook", "given", "seed"]

Recorded = Literal["", "here", "shipped", "tried", "given"]
"""Where the reference's results were recorded. here: on this machine; shipped: they came with the course, made with the
same software on the same kind of processor; tried: they came with the course, made with others, and the reference gives
the same here, within the tolerances; given: they came with a release kit, made with others, and could not be
tried, since a kit has no reference. "": nothing was recorded, or the document is older."""

Sentence = dict[str, str]
"""An author's sentence by language, in the course's order. If a reader's language is missing, the first one is
shown."""


class ErrorInfo(msgspec.Struct, frozen=True, omit_defaults=True):
    """What stopped the learner's code: an exception, a limit, or the end of the process.

    time: it computed for longer than its limit; wall: it took much longer by the clock, without computing; budget: it
    was not run to its end, since the time of the whole submission was used up. `seconds` is the limit. `line` is
    1-based in the learner's file; `source` is that line's text.
    """

    kind: Literal[
        "exception",
        "time",
        "wall",
        "budget",
        "memory",
        "crash",
        "protocol",
        "missing",
        "syntax",
        "stub",
        "encoding",
        "notebook",
        "unread",
    ]
    type_name: str = ""
    message: str = ""
    line: int | None = None
    function: str = ""
    source: str = ""
    seconds: float | None = None


class CaseResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """One case: its status, its arguments as short texts, and where the observation differs (largest first).

    `unmet` is the sentence of an author's property that does not hold; `bound` is the text of a bound that was missed;
    `changed` names the arguments modified in place; `container` is set if the data had to be passed in another
    container than the docstring's. `drawn` says whether the arguments were drawn from a seed; it is None in documents
    before 2.2. What learners are given of a drawn case holds no expected values. `output` is what the code printed in
    a case that did not pass, where that is known. `excerpt`, for instructors, has the numbers of a wrong fixed case
    that no mistake explains.
    """

    status: Status
    label: Sentence = {}
    arguments: dict[str, str] = {}
    got: str = ""
    expected: str = ""
    differences: tuple[Difference, ...] = ()
    error: ErrorInfo | None = None
    unmet: Sentence | None = None
    bound: str = ""
    changed: tuple[str, ...] = ()
    container: str = ""
    warnings: tuple[str, ...] = ()
    seconds: float = 0.0
    drawn: bool | None = None
    output: str = ""
    excerpt: Excerpt | None = None


class NamedMistake(msgspec.Struct, frozen=True, omit_defaults=True):
    """A named mistake that gives exactly what the learner's function gives. `family` is the name of the family that it
    belongs to, `parts` are the values of its open parts, as Python writes them, if they are not its own."""

    id: str
    finding: Sentence
    hint: Sentence
    family: str = ""
    parts: dict[str, str] = {}


class RepeatedFamily(msgspec.Struct, frozen=True):
    """A family of mistakes that is met again: the function is number `times` to have one of it, `first` was the first,
    and `again` says what was done ("you sum where a mean is asked for")."""

    name: str
    again: Sentence
    times: int
    first: str


class CurveResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """A sequence of a training check, the learner's and the reference's. Numbers that are not finite are None.

    If `cost_w` and `cost` are given, the sequences are weights, and these are the points of the cost curve on which to
    draw them. `drawn` is that of its case. `leaves` is the first step at which the learner's entry is not the
    reference's.
    """

    title: Sentence
    learner: tuple[float | None, ...]
    reference: tuple[float | None, ...]
    cost_w: tuple[float, ...] = ()
    cost: tuple[float | None, ...] = ()
    learner_cost: tuple[float | None, ...] = ()
    reference_cost: tuple[float | None, ...] = ()
    drawn: bool | None = None
    leaves: int | None = None


FollowThrough = Literal["full", "half", "none"]
"""A policy: what a function earns that is right given the learner's own earlier ones, which are wrong."""


class Given(msgspec.Struct, frozen=True, omit_defaults=True):
    """A check judged given the learner's own earlier functions, which are wrong.

    `functions` are those earlier ones. right: its function does what the reference does on top of them, which earns the
    share `credit` of its points; wrong: it does not, and one of its mistakes is named; unjudged: that could not be
    determined, so that it is neither credited nor accused. `slope`: it is right as the derivative of the earlier one.
    """

    functions: tuple[str, ...]
    verdict: Literal["right", "wrong", "unjudged"]
    credit: float = 0.0
    slope: bool = False


EditKind = Literal[
    "operator", "assignment", "order", "constant", "term", "factor", "power", "name", "condition", "call", "argument",
    "range", "grouping", "place", "statement", "return", "graph", "gradients", "shape", "constructor",
]  # fmt: skip


class SmallestEdit(msgspec.Struct, frozen=True, omit_defaults=True):
    """The smallest edit of the learner's own code after which its function is right on every case: one, or two at once.

    `lines` are where to look, 1-based in the learner's file: of one edit, every line in which one as small makes the
    function right; of two (`edits`), the line of each. `kind` is the family of the edit, "" where several that fit are
    of different families. `diff` is the edit itself, which only instructors are given. `seconds` is the processor time
    of the search, which tried `tried` edits.
    """

    lines: tuple[int, ...]
    kind: EditKind | Literal[""] = ""
    edits: int = 1
    diff: str = ""
    tried: int = 0
    seconds: float = 0.0


class CheckResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """One check. Cases, output, mistakes and time of a hidden check are not included, and of its outcome only whether
    it passed: one that did not is not_attempted or blocked if visible checks say so, else failed.

    `line` is where to look in the learner's file: where it raised, else where a rule is broken, else where the function
    begins. A check that failed although every case passed broke a rule; one that failed with points gives credit by
    cases. `fault` says how the grader itself failed; `library` is the missing library, if that is why. `bonus` is the
    worth of a check beyond the points that can be earned; its `max_points` is 0. `step_by_step`: where a sequence
    differs, the first differing step is reported. `evidence` is what the learner's source shows about a check that did
    not pass, what explains its exception first. `given` says how it was judged where functions that it calls are
    wrong; one that is right given those is still blocked by them, and its points are those that it is credited with.
    `relations` say how the learner's numbers follow from the reference's, `dependence` what they do not depend on,
    `divergence` where a history leaves the reference's.
    `smallest_edit` is looked for only where nothing else explains why the check failed. `together`: the mistakes
    explain it only together; else each of them does. `repeated` are the families of its mistakes that an earlier
    function has, too. `parameters` are those that its function is asked to take, for a check that did not pass: what
    else a case has, the check makes other arguments from. () where they are not known. `code`, for
    instructors, is the function with what it uses, where nothing names its numbers.
    """

    id: str
    function: str
    role: str
    sentence: Sentence
    status: Status
    points: float
    max_points: float
    hidden: bool = False
    cases: tuple[CaseResult, ...] = ()
    mistakes: tuple[NamedMistake, ...] = ()
    blocked_by: tuple[str, ...] = ()
    curves: tuple[CurveResult, ...] = ()
    line: int | None = None
    source: str = ""
    output: str = ""
    seconds: float = 0.0
    fault: str = ""
    broken_rules: tuple[BrokenRule, ...] = ()
    library: str = ""
    bonus: float = 0.0
    step_by_step: bool = False
    evidence: tuple[Evidence, ...] = ()
    given: Given | None = None
    relations: tuple[Relation, ...] = ()
    dependence: Dependence | None = None
    divergence: Divergence | None = None
    smallest_edit: SmallestEdit | None = None
    together: bool = False
    repeated: tuple[RepeatedFamily, ...] = ()
    parameters: tuple[str, ...] = ()
    code: str = ""


class Cell(msgspec.Struct, frozen=True):
    """A code cell of a notebook: the line of the exercise's text at which it begins, and its number among all cells,
    from 1."""

    line: int
    number: int


class HelperFile(msgspec.Struct, frozen=True):
    """A module of the learner's own that the exercise imports: its path, and the line of the exercise's text, which the
    text of its helpers continues, at which it begins."""

    line: int
    path: str


class HintUse(msgspec.Struct, frozen=True):
    """The hints that a learner has asked for, by the word of their own machine: for which function, how many in all,
    and the number of the furthest one, from 1."""

    function: Annotated[str, msgspec.Meta(max_length=200)]
    shown: Annotated[int, msgspec.Meta(ge=0)]
    furthest: Annotated[int, msgspec.Meta(ge=0)]


class ExerciseResult(msgspec.Struct, frozen=True, omit_defaults=True):
    """One exercise file. `load_error` says why the file did not load, or where it stopped (the definitions before
    that are still checked); `definitions_only`: its loops and calls at top level were left out. `weight` is its weight
    in the assignment, which is already included in the points of its checks. `cells` are the code cells of a notebook:
    lines count in the text that they give together. `helpers` are the learner's own modules that it imports: their
    lines are numbered on from those of the exercise file. `to_look_at` is where a rule may be broken unseen.
    `evidence` is what the source shows about why the file did not load. `hints` are those that the learner has used for
    it. `recorded` is where the reference's results come from. `structure`, for instructors, is a digest of the
    file without its names, comments and layout."""

    chapter: str
    chapter_title: Sentence
    name: str
    title: Sentence
    file: str
    checks: tuple[CheckResult, ...]
    submitted: bool = True
    load_error: ErrorInfo | None = None
    definitions_only: bool = False
    output: str = ""
    weight: float = 1.0
    cells: tuple[Cell, ...] = ()
    helpers: tuple[HelperFile, ...] = ()
    to_look_at: tuple[UnclearUse, ...] = ()
    evidence: tuple[Evidence, ...] = ()
    hints: tuple[HintUse, ...] = ()
    recorded: Recorded = ""
    structure: str = ""

    @property
    def points(self) -> float:
        """The points earned."""
        return sum(check.points for check in self.checks)

    @property
    def max_points(self) -> float:
        """The points that can be earned."""
        return sum(check.max_points for check in self.checks)


class Notice(msgspec.Struct, frozen=True, omit_defaults=True):
    """Something else that was found with the exercise files. It costs no points.

    ignored: `path` (a grader, checks or solutions) was included and not used; several: there are `count` files for the
    same exercise, `path` was used and `other` was not; too_many: there are more than `count` files, and the others were
    not examined; renamed: `path` was taken for the exercise file `other`; notebook: `path` is a notebook, of which
    `count` lines were left out; notebook_as_py: the same, under the name of a Python file; looks_like: `path` was not
    used, but defines the functions `names` of the exercise file `other`; guessed: the same, and it was used; helper:
    `path` is imported by `other` and was not used, since the course takes no helper modules; helper_used: it is
    imported by `other`, and was used; helper_name: it was not used, since it has the name of a library; helper_apart:
    since it is not in the folder of the exercise file; helper_unreadable: since it is no text; not_taken: `path` is no
    exercise file; more_not_taken: `count` further files are none; not_opened: the archive `path` could not be opened,
    for the reason `other`; course_key: the drawn cases follow from the course's own key; weak_isolation: the isolation
    that was reached is only the level `other`; other_encoding: `path` was read as GB 18030, in which Python would not
    run it.
    """

    kind: NoticeKind
    path: str = ""
    count: int = 0
    other: str = ""
    names: tuple[str, ...] = ()


class Adjustment(msgspec.Struct, frozen=True, omit_defaults=True):
    """What makes the points that count differ from those that were graded, or an instructor's word on them.

    late: `percent` is taken off, because it was handed in at `at`; override: an instructor gave `points`, for one check
    (EXERCISE:CHECK) or, where `check` is empty, for everything; comment: an instructor's `text`;
    excluded: nothing counts.
    """

    kind: Literal["late", "override", "comment", "excluded"]
    check: str = ""
    percent: float = 0.0
    points: float | None = None
    text: str = ""
    who: str = ""
    at: str = ""


class IsolationInfo(msgspec.Struct, frozen=True):
    """The isolation level reached, its layers, and why others are missing."""

    level: str
    layers: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()

    @property
    def recorded(self) -> str:
        """The level, or `UNUSED` where none of a learner's code ran."""
        return UNUSED if self.missing == (NOTHING_RAN,) else self.level


NOTHING_RAN = "nothing was run"
"""Why no layer is in force where no learner's code ran."""


class Environment(msgspec.Struct, frozen=True):
    """The software that the numbers were computed with."""

    grader: str
    python: str
    torch: str
    platform: str


class Role(msgspec.Struct, frozen=True):
    """A stage that checks belong to, with its words for readers."""

    name: str
    words: Sentence


class MistakeFamily(msgspec.Struct, frozen=True, omit_defaults=True):
    """A family of mistakes: its name, its title, and the relations that tell of it where no mistake is named."""

    name: str
    title: Sentence
    relations: tuple[str, ...] = ()


class Result(msgspec.Struct, frozen=True):
    """The result of one submission.

    `course` is the course's title; `languages` are those of its texts, and `roles` the stages of its checks, both in
    the course's order. `points` are those that count, after the `adjustments`, which only a gradebook makes. `created`
    is when grading began, and `seconds` is how long the checks took that learners see: nothing here depends on the time
    of a hidden check. `drawn_from` says which key the drawn cases follow from, "seed" if the seed itself was given; it
    is "" in documents before 2.3. `glossary` says whether the course explains its words in one. `seed` is None in what
    learners are given of a grading that counts. `families` are those of the mistakes that are named or told of.
    `refused_calls` are the system calls that isolation refused to the code, each once, also those whose refusal it
    ignored; none where the kernel does not tell them, and none of a hidden check.
    """

    schema_version: str
    course: Sentence
    learner: str
    created: str
    variant: int
    seed: int | None
    points: float
    max_points: float
    exercises: tuple[ExerciseResult, ...]
    isolation: IsolationInfo
    environment: Environment
    seconds: float
    fault: str = ""
    notices: tuple[Notice, ...] = ()
    languages: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    adjustments: tuple[Adjustment, ...] = ()
    drawn_from: DrawnFrom = ""
    glossary: bool = False
    families: tuple[MistakeFamily, ...] = ()
    refused_calls: tuple[str, ...] = ()

    @property
    def is_complete(self) -> bool:
        """Whether all points other than bonuses are earned."""
        return all(check.points >= check.max_points for exercise in self.exercises for check in exercise.checks)
