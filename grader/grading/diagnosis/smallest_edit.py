"""The smallest edit of a learner's own function after which it is right: where to look, when nothing else says why.

It is looked for on a few cases, in the learner's process, and confirmed on all cases of all checks of the function that
learners see, in another one and with the exercise's rules.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import msgspec

from grader.execution.boundary import GO_ON, STOP, Next, Observer
from grader.execution.jobs import CheckObservation, Job
from grader.grading.broken_rules import RuleBook
from grader.grading.check_verdicts import Ready, judge
from grader.grading.diagnosis.editable import Editable, editable
from grader.grading.diagnosis.screening import Screening, Trial
from grader.grading.diagnosis.work_clock import WorkClock
from grader.grading.plans import PlannedCheck
from grader.grading.result import CheckResult, SmallestEdit
from grader.grading.submissions import SubmittedFile
from grader.wire.messages import Source

if TYPE_CHECKING:
    from grader.grading.diagnosis.edit_candidates import Candidate

EDIT_SECONDS = 2.0
"""How much work the edits of one function may take: processor time here and in the learner's process."""

_MOST_FURTHER = 4
_MOST_CONFIRMED = 12
_MOST_SECONDS_OF_A_TIE = 0.3


@dataclass(frozen=True)
class Wrong:
    """A function of a submission that is wrong: its exercise, file and source, the checks of it that learners see, with
    their results, and the functions of the exercise that are wrong."""

    ready: Ready
    file: SubmittedFile
    source: Source
    function: str
    checks: tuple[tuple[PlannedCheck, CheckResult], ...]
    wrong: frozenset[str]


def smallest_edit(
    asked: Wrong, observer: Observer, clock: WorkClock, seconds: float = EDIT_SECONDS
) -> SmallestEdit | None:
    """The smallest edit that makes the function right; None where none was found within so much work."""
    # libcst takes a while to import, which only a wrong function is to wait for.
    from grader.grading.diagnosis.edit_candidates import paired_edits

    began = clock.now
    trials = _trials(asked)
    own = _own_code(asked) if trials else None
    if own is None:
        return None
    singles = _singles(own)
    search = _Search(asked, own, trials, observer, clock, began + seconds)
    found = search.among(singles)
    if not found:
        nearness = search.screening.nearness
        ranked = [(candidate, nearness.get(candidate.text, 0.0)) for candidate in singles]
        found = search.among(list(paired_edits(own, ranked)))
    if not found:
        return None
    took = round(clock.now - began, 3)
    return msgspec.structs.replace(_described(found, own, asked.file.text), tried=search.screening.tried, seconds=took)


def with_one_edit(
    asked: Wrong, observer: Observer, clock: WorkClock, most: int, until: float, elsewhere: Collection[str] = ()
) -> str | None:
    """The learner's file with the smallest edit, of one kind, that makes the function right; None if there is none.

    Args:
        most: how many edits are tried, the likeliest. Unlike a time, it is the same on every machine.
        until: once the clock shows so much work, nothing more is tried: for code that takes long.
        elsewhere: functions that stay as they are, although the function calls them.
    """
    trials = _trials(asked)
    own = _own_code(asked) if trials else None
    if own is None:
        return None
    own = replace(own, functions=tuple(name for name in own.functions if name not in elsewhere))
    search = _Search(asked, own, trials, observer, clock, until, most)
    found = search.among(_singles(own)[:most])
    return own.edited(found[0].edits, asked.file.text) if found else None


def _own_code(asked: Wrong) -> Editable | None:
    owned = {planned.check.of for planned in asked.ready.plan.checks}
    return editable(asked.file.text, asked.function, owned, asked.wrong)


def _singles(own: Editable) -> list[Candidate]:
    """The edits of this code; none where libcst does not read it, which must not stop a whole class."""
    from grader.grading.diagnosis.edit_candidates import single_edits

    try:
        return single_edits(own)
    except Exception:  # noqa: BLE001 - of any kind
        return []


def _trials(asked: Wrong) -> list[Trial]:
    """The cases to search on, those that are wrong before the others: the simplest, then one of each kind and check."""
    wrong: list[Trial] = []
    right: list[Trial] = []
    for planned, result in asked.checks:
        # Cases that were never run, after one that did not end, come last and have no result.
        for number, case in enumerate(() if planned.has_folders else result.cases):
            trial = Trial(planned, number, case.seconds, ended=case.status != "timeout")
            (right if case.status == "passed" else wrong).append(trial)
    if not wrong:
        return []
    wrong.sort(key=_size)
    first = next((trial for trial in wrong if trial.planned.cases[trial.number].random), wrong[0])
    further: list[Trial] = []
    for trial in (*wrong, *sorted(right, key=_size)):
        alike = sum(trial.planned is other.planned for other in (first, *further))
        if trial is not first and alike < 2 and len(further) < _MOST_FURTHER:
            further.append(trial)
    return [first, *further]


def _size(trial: Trial) -> int:
    return len(msgspec.msgpack.encode(trial.planned.cases[trial.number].arguments))


class _Search:
    """A search for one function: what passes the screening is confirmed, until something holds."""

    def __init__(
        self,
        asked: Wrong,
        own: Editable,
        trials: Sequence[Trial],
        observer: Observer,
        clock: WorkClock,
        deadline: float,
        most: int | None = None,
    ) -> None:
        plan = asked.ready.plan
        self._asked = asked
        self._own = own
        self._observer = observer
        self._clock = clock
        self._confirmed = 0
        self._source = msgspec.structs.replace(asked.source, text=own.definitions)
        self._jobs = tuple(
            msgspec.structs.replace(job, after=())
            for job in plan.jobs(
                observer.limits.check_seconds, only=frozenset(planned.check.id for planned, _ in asked.checks)
            )
        )
        self.screening = Screening(
            plan, asked.ready.recording, self._source, own.unit, trials, observer, clock, deadline, most
        )

    def among(self, candidates: Sequence[Candidate]) -> list[Candidate]:
        """Those of the candidates that are right and as likely as one another; none that is right is likelier."""
        waiting = iter(candidates)
        while not self.screening.is_over and self._confirmed < _MOST_CONFIRMED:
            self.screening.screen(waiting)
            passed = sorted(self.screening.passed, key=lambda candidate: candidate.cost)
            if not passed:
                break
            found: list[Candidate] = []
            began = self._clock.now
            for candidate in passed:
                late = self._clock.now >= began + _MOST_SECONDS_OF_A_TIE
                if self._confirmed >= _MOST_CONFIRMED or (found and (late or candidate.cost > found[0].cost)):
                    break
                self._confirmed += 1
                if self._is_right(candidate):
                    found.append(candidate)
            if found:
                return found
        return []

    def _is_right(self, candidate: Candidate) -> bool:
        """Whether all cases of all checks of the function pass, and no rule is broken that was kept before."""
        ready = self._asked.ready
        whole = self._own.edited(candidate.edits, self._asked.file.text)
        file = _with_text(self._asked.file, whole)
        book = RuleBook(ready.plan.exercise.about.rules, file, ready.plan.languages)
        planned = {ready.plan.job_id(one.check.id): (one, result) for one, result in self._asked.checks}
        right: set[str] = set()

        def hear(observation: CheckObservation) -> Next:
            self._clock.count(observation)
            one, before = planned[observation.id]
            own = msgspec.structs.replace(observation, id=one.check.id)
            judged = judge(ready, one, own, book)
            if judged.is_right and not judged.bug and (before.broken_rules or not judged.broken):
                right.add(observation.id)
                return GO_ON
            return STOP

        text = self._own.edited(candidate.edits, self._own.definitions)
        source = msgspec.structs.replace(self._source, text=text)
        observed = self._observer.observe(Job((source,), self._jobs), hear)
        return observed.fault is None and right == set(planned)


def _with_text(file: SubmittedFile, text: str) -> SubmittedFile:
    return SubmittedFile(file.path, text, helpers=file.helpers)


def _described(found: Sequence[Candidate], own: Editable, text: str) -> SmallestEdit:
    """Where to look, with respect to all that fit equally well, and the first of them as a diff."""
    best = found[0]
    places = [_lines(candidate, own, text) for candidate in found]
    kinds = {kind for candidate in found for kind in candidate.kinds}
    lines = places[0] if len(best.edits) > 1 else tuple(sorted({line for place in places for line in place}))
    return SmallestEdit(
        lines, next(iter(kinds)) if len(kinds) == 1 else "", len(best.edits), _diff(text, own.edited(best.edits, text))
    )


def _lines(candidate: Candidate, own: Editable, text: str) -> tuple[int, ...]:
    """The first line that each edit changes or, where it adds lines only, the one before them."""
    before = text.split("\n")
    lines: list[int] = []
    for edit in candidate.edits:
        after = own.edited((edit,), text).split("\n")
        codes = difflib.SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        changed = [(tag, begin) for tag, begin, _, _, _ in codes if tag != "equal"]
        taken = [begin + 1 for tag, begin in changed if tag != "insert"]
        lines += taken[:1] or [begin for _, begin in changed[:1]]
    return tuple(sorted(set(lines)))


def _diff(before: str, after: str) -> str:
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), "handed in", "right", n=1, lineterm="")
    return "\n".join(list(lines)[2:])
