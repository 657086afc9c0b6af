"""The result as a report shows it: ordered, in one language, with nothing left for a renderer to decide.

Everything here that came from a learner is still untrusted text: renderers escape it for the place where it goes.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from grader.grading.result import (
    CaseResult,
    CheckResult,
    CurveResult,
    ExerciseResult,
    Result,
    Role,
    Status,
)
from grader.reports import numbers
from grader.reports.cause_sentences import explaining_sentences
from grader.reports.circumstances import environment_rows
from grader.reports.difference_sentences import place, shown
from grader.reports.error_sentences import raw_error
from grader.reports.family_sentences import repeated_sentences
from grader.reports.given_sentences import check_word, given_sentence
from grader.reports.grader_words import fault_text
from grader.reports.language import Language
from grader.reports.local_times import local_time
from grader.reports.locations import Location, file_name, location_of, location_of_error
from grader.reports.mistake_sentences import Mistake, mistakes_lead, told_mistakes
from grader.reports.notice_sentences import notice_sentence
from grader.reports.own_output import Printed, printed_by_case, printed_of, printed_text
from grader.reports.rule_sentences import beside_rules, rule_sentences
from grader.reports.safe_text import EMPTY, Clean, code, join, one_line
from grader.reports.sentences import (
    case_name,
    check_brief,
    container_note,
    coverage,
    first_failing,
    loading_sentences,
    not_loaded,
    warning_notes,
    withheld_note,
)
from grader.reports.vocabulary import (
    STATUSES,
    first_to_fix,
    gravest,
    in_course_order,
    in_file_order,
    role_word,
    status_word,
)

_VALUE = 300
_ROWS = 6
_NOTICES = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table of got against expected; `where` is empty for the whole result."""

    where: Clean
    got: Clean
    expected: Clean


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why a check did not pass, in the order in which it is read.

    `lead` says how several mistakes belong together; `error` is what Python said; `case` names the case that
    `arguments` and `rows` belong to. The first `own` of the arguments are the function's; from the others, the check
    makes what else the function is called with.
    """

    mistakes: tuple[Mistake, ...] = ()
    sentences: tuple[Clean, ...] = ()
    error: Clean = EMPTY
    case: Clean = EMPTY
    arguments: tuple[tuple[Clean, Clean], ...] = ()
    rows: tuple[Row, ...] = ()
    coverage: tuple[Clean, ...] = ()
    lead: Clean = EMPTY
    own: int = 0


@dataclass(frozen=True, slots=True)
class CheckView:
    """One check. `brief` is its one line in a list; a hidden one has no cases, location, notes, curves or output.
    `output` was printed in all cases together, `printed` in the one that is told of, and `by_case` in each that did
    not pass; `printed_elsewhere` says whether there are others, of which it is not known which of them printed what."""

    key: str
    function: Clean
    role: Clean
    sentence: Clean
    status: Status
    word: Clean
    points: str
    max_points: str
    brief: Clean
    explanation: Explanation
    location: Location | None
    notes: tuple[Clean, ...]
    curves: tuple[CurveResult, ...]
    output: Clean
    hidden: bool
    printed: Printed | None = None
    by_case: tuple[Printed, ...] = ()
    printed_elsewhere: bool = False


@dataclass(frozen=True, slots=True)
class Stage:
    """All checks of one role in an exercise."""

    role: Clean
    status: Status
    word: Clean
    passed: int
    total: int


@dataclass(frozen=True, slots=True)
class ExerciseView:
    """One exercise. `first` is the first check that fails, else the first that has not been written.

    `loading` says why the file did not load as a whole; `unloaded`, whether that alone keeps `first` from passing;
    `untouched`, whether nothing was written in it yet.
    """

    key: str
    name: Clean
    title: Clean
    file: Clean
    points: str
    max_points: str
    stages: tuple[Stage, ...]
    loading: tuple[Clean, ...]
    loading_error: Clean
    loading_location: Location | None
    unloaded: bool
    first: CheckView | None
    checks: tuple[CheckView, ...]
    output: Clean
    submitted: bool
    complete: bool
    untouched: bool


@dataclass(frozen=True, slots=True)
class ChapterView:
    """The exercises of one chapter; `number` is empty where its folder has none."""

    key: str
    number: str
    title: Clean
    exercises: tuple[ExerciseView, ...]


@dataclass(frozen=True, slots=True)
class ReportView:
    """The whole report. `begin` is the exercise to begin with, `next_step` what to do there, and `reading` where it is
    explained."""

    learner: Clean
    course: Clean
    created: Clean
    points: str
    max_points: str
    percent: int
    counts: tuple[tuple[Status, Clean, int], ...]
    summary: Clean
    next_step: Clean
    reading: Clean
    begin: ExerciseView | None
    faults: tuple[Clean, ...]
    notices: tuple[Clean, ...]
    chapters: tuple[ChapterView, ...]
    environment: tuple[tuple[Clean, Clean], ...]


def view_of(result: Result, language: Language, recent: Sequence[str] = ()) -> ReportView:
    """The result as a report shows it. `recent` are exercises that the learner works on, the last one first."""
    chapters = []
    for index, (folder, exercises) in enumerate(groupby(result.exercises, key=lambda exercise: exercise.chapter)):
        members = list(exercises)
        number = re.match(r"0*(\d{1,4})", folder)
        chapters.append(
            ChapterView(
                key=f"chapter-{index}",
                number=number[1] if number else "",
                title=language.pick(members[0].chapter_title) or one_line(folder, 80),
                exercises=tuple(
                    _exercise_view(exercise, f"{index}-{position}", result.roles, language)
                    for position, exercise in enumerate(members)
                ),
            )
        )
    begin = _begin([one for chapter in chapters for one in chapter.exercises], recent)
    counted = Counter(check.status for exercise in result.exercises for check in exercise.checks)
    return ReportView(
        learner=one_line(result.learner, 120),
        course=one_line(language.pick(result.course), 120),
        created=one_line(local_time(result.created), 60),
        points=numbers.points(result.points),
        max_points=numbers.points(result.max_points),
        percent=numbers.percent(result.points, result.max_points),
        counts=tuple((name, status_word(name, language), counted[name]) for name in STATUSES if counted[name]),
        summary=_summary(counted, language),
        next_step=_next_step(begin, language),
        reading=_reading(begin, result.glossary, language),
        begin=begin,
        faults=_faults(result, language),
        notices=tuple(notice_sentence(notice, language) for notice in result.notices[:_NOTICES]),
        chapters=tuple(chapters),
        environment=environment_rows(result, language),
    )


def _exercise_view(exercise: ExerciseResult, key: str, roles: Sequence[Role], language: Language) -> ExerciseView:
    language = language.for_lines_of(exercise)
    ordered = in_file_order(exercise.checks)
    functions = {check.id: check.function for check in ordered}
    checks = {
        id(check): _check_view(check, exercise, f"check-{key}-{index}", functions, roles, language)
        for index, check in enumerate(ordered)
    }
    first = first_to_fix(ordered)
    error = exercise.load_error
    return ExerciseView(
        key=f"exercise-{key}",
        name=one_line(exercise.name, 80),
        title=_titled(exercise, language),
        file=file_name(exercise),
        points=numbers.points(exercise.points),
        max_points=numbers.points(exercise.max_points),
        stages=tuple(
            _stage(role_word(role, roles, language), [check.status for check in members], language)
            for role, members in groupby(in_course_order(ordered, roles), key=lambda check: check.role)
        ),
        loading=tuple(loading_sentences(exercise, language)),
        loading_error=raw_error(error, language) if error else EMPTY,
        loading_location=location_of_error(error, exercise, language) if error else None,
        unloaded=error is not None and first is not None and not_loaded(first),
        first=checks[id(first)] if first else None,
        checks=tuple(checks.values()),
        output=printed_text(exercise.output, language),
        submitted=exercise.submitted,
        complete=bool(ordered) and all(check.status == "passed" or check.bonus for check in ordered),
        untouched=error is None and {check.status for check in ordered} <= {"not_attempted", "blocked"},
    )


def _titled(exercise: ExerciseResult, language: Language) -> Clean:
    """The exercise's title, with its weight if that is not 1."""
    title = language.pick(exercise.title) or one_line(exercise.name, 80)
    if exercise.weight == 1:
        return title
    return language.gettext("%(title)s (weight %(weight)s)", title=title, weight=numbers.points(exercise.weight))


def _stage(role: Clean, statuses: list[Status], language: Language) -> Stage:
    status = gravest(statuses)
    return Stage(role, status, status_word(status, language), statuses.count("passed"), len(statuses))


def _check_view(
    check: CheckResult,
    exercise: ExerciseResult,
    key: str,
    functions: Mapping[str, str],
    roles: Sequence[Role],
    language: Language,
) -> CheckView:
    open_ = not check.hidden
    return CheckView(
        key=key,
        function=one_line(check.function, 80),
        role=role_word(check.role, roles, language),
        sentence=language.pick(check.sentence),
        status=check.status,
        word=check_word(check, language),
        points=numbers.points(check.points),
        max_points=f"+{numbers.points(check.bonus)}" if check.bonus else numbers.points(check.max_points),
        brief=check_brief(check, functions, language),
        explanation=_explanation(check, functions, language),
        location=location_of(check, exercise, language) if open_ and check.status not in ("passed", "fault") else None,
        notes=tuple(_notes(check, language)) if open_ else (),
        curves=check.curves if open_ else (),
        output=printed_text(check.output, language) if open_ else EMPTY,
        hidden=check.hidden,
        printed=printed_of(check, language) if open_ else None,
        by_case=tuple(printed_by_case(check, language)) if open_ else (),
        printed_elsewhere=any(case.status == "passed" for case in check.cases),
    )


def _explanation(check: CheckResult, functions: Mapping[str, str], language: Language) -> Explanation:
    rules = rule_sentences(check, language)
    if check.status == "passed":
        return Explanation()
    found = first_failing(check)
    if check.hidden or check.status in ("fault", "blocked") or found is None or not_loaded(check):
        return Explanation(sentences=_in_short(check, rules, functions, language))
    if check.given is not None:
        return Explanation(told_mistakes(check, language), (given_sentence(check, language),))
    number, case = found
    own = {name: text for name, text in case.arguments.items() if not check.parameters or name in check.parameters}
    others = {name: text for name, text in case.arguments.items() if name not in own}
    return Explanation(
        mistakes=told_mistakes(check, language),
        sentences=repeated_sentences(check, language)
        + beside_rules(explaining_sentences(check, case, number, language), rules, check),
        error=raw_error(case.error, language) if case.error is not None else EMPTY,
        case=case_name(case, number, language),
        arguments=tuple((code(name, 80), _value(text)) for name, text in (*own.items(), *others.items())),
        rows=tuple(_rows(case, language)),
        coverage=tuple(coverage(check, language) + withheld_note(case, language)) if check.status == "failed" else (),
        lead=mistakes_lead(check, language),
        own=len(own),
    )


def _in_short(
    check: CheckResult, rules: list[Clean], functions: Mapping[str, str], language: Language
) -> tuple[Clean, ...]:
    """What is said where no case is shown: the rules that a failed check breaks, else its one line."""
    return tuple(rules) if rules and check.status == "failed" else (check_brief(check, functions, language),)


def _rows(case: CaseResult, language: Language) -> list[Row]:
    rows = []
    for difference in case.differences[:_ROWS]:
        got, expected = shown(difference)
        path = place(difference.path, difference.index)
        told = _value(expected) if expected else language.gettext("not shown")
        rows.append(Row(code(path) if path else EMPTY, _value(got), told))
    if not rows and case.got and (case.expected or case.bound):
        rows.append(Row(EMPTY, _value(case.got), _value(case.expected or case.bound)))
    return rows


def _value(text: str) -> Clean:
    """A value as code; a long one ends behind a whole number or word."""
    shown = one_line(text, 8 * _VALUE)
    if len(shown) > _VALUE:
        # A text without a space in it has no better place.
        shown = Clean(shown[: _VALUE - 2].rpartition(" ")[0] + " …") if " " in shown[: _VALUE - 2] else shown
    return code(shown, _VALUE)


def _notes(check: CheckResult, language: Language) -> list[Clean]:
    notes = dict.fromkeys(rule_sentences(check, language) if check.status == "passed" else [])
    notes |= dict.fromkeys(note for case in check.cases if (note := container_note(case, language)))
    for warning in warning_notes(check):
        notes[language.gettext("Python warned: %(warning)s", warning=code(warning, 300))] = None
    return list(notes)


def _summary(counted: Counter[Status], language: Language) -> Clean:
    total = counted.total()
    if not total:
        return language.gettext("There is nothing to check.")
    if counted["passed"] == total:
        return language.ngettext("The check passes.", "All %(n)s checks pass.", total)
    return language.ngettext(
        "%(passed)s of %(n)s check passes.", "%(passed)s of %(n)s checks pass.", total, passed=counted["passed"]
    )


def _begin(exercises: Sequence[ExerciseView], recent: Sequence[str]) -> ExerciseView | None:
    """The unfinished exercise to go on with: the last one that was worked on, else the first that was begun."""
    place = {name: number for number, name in enumerate(recent)}
    open_ = [one for one in exercises if one.first is not None]
    begun = [one for one in open_ if not one.untouched and one.submitted]
    return min(begun, key=lambda one: place.get(one.name, len(place)), default=next(iter(open_), None))


def _next_step(begin: ExerciseView | None, language: Language) -> Clean:
    _ = language.gettext
    if begin is None or begin.first is None:
        return EMPTY
    check = begin.first
    what = {"function": code(check.function), "file": code(begin.file)}
    if check.hidden:
        return _("Go over %(function)s in %(file)s once more: a hidden check of it does not pass.", **what)
    if not begin.submitted:
        return _("Hand in %(file)s.", **what)
    if check.status == "not_attempted":
        return _("Write %(function)s in %(file)s.", **what)
    if check.location is not None:
        what = {"function": check.location.function or what["function"], "file": code(check.location.file)}
        return _("Look at line %(line)s of %(file)s, in %(function)s.", line=check.location.line, **what)
    if begin.loading_location is not None:
        what["file"] = code(begin.loading_location.file)
        return _("Look at line %(line)s of %(file)s.", line=begin.loading_location.line, **what)
    return _("Look at %(function)s in %(file)s.", **what)


def _reading(begin: ExerciseView | None, glossary: bool, language: Language) -> Clean:
    if begin is None:
        return EMPTY
    said = [language.gettext("Text: %(command)s", command=code(f"grader read {begin.name}"))]
    if glossary:
        said.append(language.gettext("Words: %(command)s", command=code("grader read glossary")))
    return join(said, " · ")


def _faults(result: Result, language: Language) -> tuple[Clean, ...]:
    """What the grader says about its own failures, each once."""
    said = [result.fault, *(check.fault for exercise in result.exercises for check in exercise.checks)]
    return tuple(dict.fromkeys(one_line(fault_text(text, language), 600) for text in said if text))
