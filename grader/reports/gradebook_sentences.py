"""Sentences about what counts in a gradebook, why, what was decided and what has changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from functools import reduce

from grader.grading.result import FollowThrough
from grader.records.comparing import Change, Comparison, Side
from grader.records.counting import Why
from grader.records.identity import Acceptance
from grader.records.policies import Extension, Late, Policy, Ruling, RulingKind, Shown, Take
from grader.records.signing import fingerprint
from grader.records.standings import Standing
from grader.reports import numbers
from grader.reports.language import N_, Language
from grader.reports.safe_text import one_line

_WHY: dict[Why, str] = {
    "counts": N_("counts"),
    "too_late": N_("too late"),
    "replaced": N_("a later one counts"),
    "not_best": N_("another one is worth more"),
    "repeated": N_("the same work as before"),
    "ungraded": N_("not graded"),
    "held": N_("held"),
}
_TAKE: dict[Take, str] = {
    "latest": N_("The latest hand-in counts."),
    "best": N_("The best hand-in counts."),
}
_SHOWN: dict[Shown, str] = {
    "all": N_("Learners are shown everything."),
    "points": N_("Learners are shown their points only."),
    "nothing": N_("Learners are shown nothing before the deadline, and everything after it."),
}
_BY_ITSELF: dict[FollowThrough, str] = {
    "full": N_("A function that is right by itself, on top of wrong ones, has all its points."),
    "half": N_("A function that is right by itself, on top of wrong ones, has half its points."),
    "none": N_("A function that is right by itself, on top of wrong ones, has no points."),
}
_LATE: dict[Late, str] = {
    "none": N_("Late work does not count."),
    "day": N_("Late work loses %(percent)s for each day that has begun, at most %(cap)s."),
    "hour": N_("Late work loses %(percent)s for each hour that has begun, at most %(cap)s."),
}
_RULED: dict[RulingKind, str] = {
    "override": N_("%(who)s set the points of %(what)s to %(points)s: %(text)s"),
    "comment": N_("%(who)s wrote a comment on %(what)s: %(text)s"),
    "exclude": N_("%(who)s excluded %(what)s: %(text)s"),
}


def points_text(standing: Standing | None) -> str:
    """The points that count, of how many; a dash if nothing counts."""
    if standing is None or standing.points is None:
        return "–"
    full = "?" if standing.max_points is None else numbers.points(standing.max_points)
    return f"{numbers.points(standing.points)} / {full}"


def why_sentence(why: Why, language: Language) -> str:
    """Why a version counts, or not."""
    return language.gettext(_WHY[why])


def policy_sentences(policy: Policy, deadline: str, language: Language) -> Iterator[str]:
    """What a policy says. `deadline` is its deadline as a text."""
    yield deadline_sentence(policy.deadline, deadline, language)
    if policy.grace_minutes:
        yield language.ngettext(
            "%(n)s minute after it is still in time.",
            "%(n)s minutes after it are still in time.",
            policy.grace_minutes,
        )
    percent, cap = _percent(policy.late_percent), _percent(policy.late_cap_percent)
    yield language.gettext(_LATE[policy.late], percent=percent, cap=cap)
    yield language.gettext(_TAKE[policy.take])
    yield language.gettext(_SHOWN[policy.shown])
    yield language.gettext(_BY_ITSELF[policy.follow_through])


def deadline_sentence(deadline: datetime | None, shown: str, language: Language) -> str:
    """When something is due; `shown` is the time as a text."""
    if deadline is None:
        return language.gettext("There is no deadline.")
    return language.gettext("Deadline: %(time)s.", time=shown)


def in_one_line(sentences: Iterable[str], language: Language) -> str:
    """The sentences behind each other, as the language separates them."""
    return reduce(lambda one, other: language.gettext("%(one)s %(other)s", one=one, other=other), sentences)


def extension_sentence(extension: Extension, deadline: str, language: Language) -> str:
    """An extension, or its withdrawal. `deadline` is the new deadline as a text."""
    who = one_line(extension.who, 200)
    if extension.deadline is None:
        return _told(language.gettext("%(who)s withdrew the extension", who=who), extension.reason, language)
    said = language.gettext("%(who)s extended the deadline to %(time)s", who=who, time=deadline)
    return _told(said, extension.reason, language)


def ruling_sentence(ruling: Ruling, withdrawn: str, language: Language) -> str:
    """A ruling. `withdrawn` is the time at which it was withdrawn as a text; "" if it holds."""
    points = "" if ruling.points is None else numbers.points(ruling.points)
    what = one_line(ruling.check, 300) or language.gettext("everything")
    said = language.gettext(
        _RULED[ruling.kind], who=one_line(ruling.who, 200), what=what, points=points, text=one_line(ruling.text, 2000)
    )
    if not withdrawn:
        return said
    return language.gettext("%(said)s (withdrawn %(time)s)", said=said, time=withdrawn)


def acceptance_sentence(acceptance: Acceptance, withdrawn: str, language: Language) -> str:
    """What was accepted of what was held. `withdrawn` is the time at which that was withdrawn as a text; "" if it
    holds."""
    who, source = one_line(acceptance.who, 200), one_line(acceptance.source, 300)
    key = fingerprint(acceptance.key) if acceptance.key else ""
    if acceptance.instead:
        said = language.gettext("%(who)s accepted the key %(key)s, and no key before it", who=who, key=key)
    elif key:
        said = language.gettext("%(who)s accepted the key %(key)s", who=who, key=key)
    else:
        said = language.gettext("%(who)s accepted %(source)s", who=who, source=source)
    told = _told(said, acceptance.reason, language)
    return language.gettext("%(said)s (withdrawn %(time)s)", said=told, time=withdrawn) if withdrawn else told


def grading_sentence(points: float, full: float, source: str, course: str, gradings: int, language: Language) -> str:
    """A grading, with the version of the course that it was made with."""
    said = language.gettext(
        "graded: %(points)s / %(full)s, %(source)s, version %(course)s of the course",
        points=numbers.points(points),
        full=numbers.points(full),
        source=one_line(source, 300),
        course=course[:12],
    )
    if gradings == 1:
        return said
    return language.gettext("%(said)s; graded %(n)s times", said=said, n=gradings)


def comparison_sentences(comparison: Comparison, language: Language) -> Iterator[str]:
    """Who gained, who lost, and why: a line for each learner and indented ones for the reasons."""
    for change in comparison.changes:
        yield from _change_sentences(change, language)
    for learner in comparison.unknown:
        yield language.gettext(
            "%(learner)s: graded again since with the same version of the course; the grading before is not known",
            learner=one_line(learner, 200),
        )
    gained = sum(one.difference > 0 for one in comparison.changes)
    lost = sum(one.difference < 0 for one in comparison.changes)
    yield language.gettext("%(gained)s gained, %(lost)s lost", gained=gained, lost=lost)


def _change_sentences(change: Change, language: Language) -> Iterator[str]:
    before, after = change.before, change.after
    yield f"{one_line(change.learner, 200)}: {_points(before.points)} -> {_points(after.points)}"
    if change.other_work and before.source and after.source:
        said = language.gettext(
            "another hand-in counts: %(after)s, not %(before)s", after=after.source, before=before.source
        )
        yield f"  {said}"
    if change.by_grading:
        yield "  " + language.gettext("by grading: %(points)s", points=_signed(change.by_grading))
    for check, was, now in change.checks:
        yield f"    {check}: {numbers.points(was)} -> {numbers.points(now)}"
    if change.by_decisions:
        said = language.gettext(
            "by lateness and decisions: %(points)s (before: %(before)s; after: %(after)s)",
            points=_signed(change.by_decisions),
            before=_reasons(before, language),
            after=_reasons(after, language),
        )
        yield f"  {said}"


def _reasons(side: Side, language: Language) -> str:
    """Why other points count than were graded."""
    _ = language.gettext
    if side.excluded:
        return _("excluded")
    if side.override is not None:
        return _("set to %(points)s", points=numbers.points(side.override))
    found = [_("%(check)s set to %(points)s", check=one, points=numbers.points(points)) for one, points in side.checks]
    if side.percent:
        found.append(_("%(percent)s off for being late", percent=_percent(side.percent)))
    if side.points is None:
        found.append(_("nothing counts"))
    return _(", ").join(found) or _("as graded")


def _points(points: float | None) -> str:
    return "–" if points is None else numbers.points(points)


def _signed(points: float) -> str:
    return f"{points:+g}"


def _percent(percent: float) -> str:
    return f"{percent:g} %"


def _told(said: str, reason: str, language: Language) -> str:
    if not reason:
        return said
    return language.gettext("%(said)s: %(reason)s", said=said, reason=one_line(reason, 2000))
