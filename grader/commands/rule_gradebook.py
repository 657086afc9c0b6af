"""`grader gradebook policy|extend|override|comment|exclude|accept|remove`: an instructor's decisions."""

from __future__ import annotations

import getpass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from grader.commands.help_language import translated
from grader.commands.options import Command, keep, language_option, wrong_usage
from grader.commands.recorded_assignments import assignment_option, gradebook_option, the_assignment
from grader.commands.times import local_time, shown_time
from grader.errors import Message

if TYPE_CHECKING:
    from grader.records.gradebook import Gradebook
    from grader.records.policies import RulingKind


def _who_option(function: Any) -> Any:
    return click.option("--by", "who", default=_user, help="Who decides; by default the user's name.")(function)


def _decision_options(function: Any) -> Any:
    """What every decision needs: the assignment, the gradebook, who decides, and the language."""
    return assignment_option(gradebook_option(_who_option(language_option(function))))


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "?"


@click.command("policy", cls=Command, kept="the gradebook is as it was")
@click.option(
    "--deadline", type=local_time, metavar="TIME", help="When it is due. A date alone means the end of that day."
)
@click.option("--no-deadline", is_flag=True, help="Take the deadline away.")
@click.option(
    "--grace", "grace_minutes", type=click.IntRange(min=0), help="Minutes after the deadline that are still in time."
)
@click.option(
    "--late",
    type=click.Choice(["none", "day", "hour"]),
    help="Whether late work counts, and per what points are taken off.",
)
@click.option(
    "--percent", "late_percent", type=click.FloatRange(0, 100), help="What is taken off for each begun day or hour."
)
@click.option(
    "--cap", "late_cap_percent", type=click.FloatRange(0, 100), help="The most that is taken off, in percent."
)
@click.option("--take", type=click.Choice(["latest", "best"]), help="Which of a learner's hand-ins counts.")
@click.option(
    "--shown",
    type=click.Choice(["all", "points", "nothing"]),
    help="What learners' pages show; nothing means before the deadline.",
)
@click.option(
    "--follow-through",
    type=click.Choice(["full", "half", "none"]),
    help="What a function earns that is right by itself, on top of wrong ones.",
)
@_decision_options
def policy(place: str, assignment: str | None, who: str, lang: str | None, **changes: Any) -> None:
    """Show or set what counts in an assignment. It holds at once, and for every later run.

    What --follow-through sets holds for what is graded from then on: run `grader grade` again, and it grades again what
    it graded otherwise.
    """
    from grader.commands.help_language import command_language
    from grader.records.gradebook import open_gradebook
    from grader.records.policies import PolicyChanges
    from grader.reports.gradebook_sentences import policy_sentences

    language = command_language(lang)
    graded_otherwise = False
    with open_gradebook(place, create=False) as gradebook:
        name = the_assignment(gradebook, assignment, new=True)
        wanted = PolicyChanges(**changes)
        if wanted:
            before = gradebook.decisions.policy(name)
            gradebook.decisions.set_policy(name, wanted, who)
            _recorded()
            other = before.follow_through != gradebook.decisions.policy(name).follow_through
            graded_otherwise = other and bool(gradebook.hand_ins(name))
        now = gradebook.decisions.policy(name)
    click.echo(f"{name}:")
    for said in policy_sentences(now, shown_time(now.deadline), language):
        click.echo(f"  {said}")
    if graded_otherwise:
        click.echo(
            language.gettext(
                "What is graded keeps its points until `grader grade` is run: it grades it again with this share."
            ),
            err=True,
        )


@click.command("extend", cls=Command, kept="the gradebook is as it was")
@click.argument("learner")
@click.argument("deadline", type=local_time, required=False)
@click.option("--withdraw", is_flag=True, help="Take the extension back.")
@click.option("--reason", default="", help="Why.")
@_decision_options
def extend(
    learner: str,
    deadline: datetime | None,
    withdraw: bool,
    reason: str,
    assignment: str | None,
    place: str,
    who: str,
    lang: str | None,
) -> None:
    """Give one learner a deadline of their own. It never makes their work count less."""
    from grader.records.gradebook import open_gradebook
    from grader.records.policies import Extension

    if (deadline is None) != withdraw:
        raise wrong_usage("give the new deadline, or --withdraw to take the extension back")
    with open_gradebook(place, create=False) as gradebook:
        name = the_assignment(gradebook, assignment)
        gradebook.decisions.extend(learner, name, Extension(deadline, who, "", reason))
        _recorded()
        _tell(gradebook, name, learner, lang)


@click.command("override", cls=Command, kept="the gradebook is as it was")
@click.argument("learner")
@click.argument("points", type=click.FloatRange(min=0), required=False)
@click.option("--check", default="", metavar="EXERCISE:CHECK", help="Only the points of this check.")
@click.option("--reason", default="", help="Why; the learner sees it.")
@click.option("--withdraw", is_flag=True, help="Take the override back.")
@_decision_options
def override(
    learner: str,
    points: float | None,
    check: str,
    reason: str,
    withdraw: bool,
    assignment: str | None,
    place: str,
    who: str,
    lang: str | None,
) -> None:
    """Set a learner's points, for everything or for one check. No grading changes them.

    Nothing is taken off points that are set for everything; those of a check are part of what late work loses from.
    """
    if (points is None) != withdraw:
        raise wrong_usage("give the points, or --withdraw to take the override back")
    if not withdraw and not reason:
        raise wrong_usage("give the reason with --reason: it is kept, and the learner sees it")
    _rule(place, assignment, learner, "override", who, reason, check=check, points=points, withdraw=withdraw, lang=lang)


@click.command("comment", cls=Command, kept="the gradebook is as it was")
@click.argument("learner")
@click.argument("text", default="")
@click.option("--check", default="", metavar="EXERCISE:CHECK", help="A comment on this check.")
@click.option("--withdraw", is_flag=True, help="Take the comments back.")
@_decision_options
def comment(
    learner: str,
    text: str,
    check: str,
    withdraw: bool,
    assignment: str | None,
    place: str,
    who: str,
    lang: str | None,
) -> None:
    """Write a comment on a learner's work, which their page shows."""
    if bool(text) == withdraw:
        raise wrong_usage("give the comment, or --withdraw to take the comments back")
    _rule(place, assignment, learner, "comment", who, text, check=check, withdraw=withdraw, lang=lang)


@click.command("exclude", cls=Command, kept="the gradebook is as it was")
@click.argument("learner")
@click.option("--hand-in", "source", metavar="SOURCE", help="Only this hand-in, as `explain` names it.")
@click.option("--reason", default="", help="Why; the learner sees it.")
@click.option("--withdraw", is_flag=True, help="Let the work count again.")
@_decision_options
def exclude(
    learner: str,
    source: str | None,
    reason: str,
    withdraw: bool,
    assignment: str | None,
    place: str,
    who: str,
    lang: str | None,
) -> None:
    """Exclude a learner from an assignment: no points count, and what was graded is kept.

    With --hand-in, only that hand-in is left out, as if it had never come, and the others count. If what counts then
    has not been graded, the next run of `grader grade` grades it.
    """
    _rule(place, assignment, learner, "exclude", who, reason, source=source, withdraw=withdraw, lang=lang)


@click.command("accept", cls=Command, kept="the gradebook is as it was")
@click.argument("learner")
@click.option("--hand-in", "source", metavar="SOURCE", help="Only this hand-in and its key, as `explain` names it.")
@click.option("--instead", is_flag=True, help="Make this the only key of the learner: what other keys signed is held.")
@click.option("--reason", default="", help="Why.")
@click.option("--withdraw", is_flag=True, help="Hold it again.")
@_decision_options
def accept(
    learner: str,
    source: str | None,
    instead: bool,
    reason: str,
    withdraw: bool,
    assignment: str | None,
    place: str,
    who: str,
    lang: str | None,
) -> None:
    """Accept what is held, since it is in doubt whose it is: from now on it counts.

    The key that signed it becomes one of the learner's, in every assignment, so that what else it signs counts as well.
    Of a hand-in that is not signed, or whose signature does not fit, only this hand-in is accepted. If what counts then
    has not been graded, the next run of `grader grade` grades it.
    """
    from grader.errors import RecordsError
    from grader.records.gradebook import open_gradebook
    from grader.records.keys import chosen_held

    if withdraw and instead:
        raise wrong_usage("--instead goes with what is accepted, not with --withdraw")
    with open_gradebook(place, create=False) as gradebook:
        name = the_assignment(gradebook, assignment)
        hand_ins = gradebook.not_excluded(name, learner)
        if withdraw:
            meant = None if source is None else [one for one in hand_ins if one.source == source]
            if not gradebook.acceptances.withdraw(learner, name, meant):
                raise RecordsError(
                    "there is nothing to withdraw for `%(learner)s` in %(name)s", learner=learner, name=name
                )
        else:
            chosen = chosen_held(hand_ins, gradebook.known_keys(name).of(learner), source, instead=instead)
            gradebook.acceptances.accept(learner, name, chosen, who, reason, instead=instead)
        _recorded()
        _tell(gradebook, name, learner, lang)


@click.command("remove", cls=Command, kept="the gradebook is as it was")
@click.argument("learner")
@click.option("--yes", is_flag=True, help="Do not ask.")
@gradebook_option
@language_option
def remove(learner: str, yes: bool, place: str, lang: str | None) -> None:
    """Remove a learner with everything that is recorded for them, such as one with a mistyped id."""
    from grader.commands.help_language import command_language
    from grader.errors import RecordsError
    from grader.records.gradebook import open_gradebook

    language = command_language(lang)
    with open_gradebook(place, create=False) as gradebook:
        if learner not in {one.learner for one in gradebook.learners()}:
            raise RecordsError(
                "the gradebook knows no learner `%(learner)s`: `grader gradebook show` lists them", learner=learner
            )
        if not yes:
            asked = language.gettext("Remove everything that is recorded for %(learner)s?", learner=learner)
            click.confirm(asked, abort=True)
        gradebook.remove(learner)
        _recorded()
    click.echo(language.gettext("%(learner)s: removed", learner=learner))


def _rule(
    place: str | Path, assignment: str | None, learner: str, kind: RulingKind, who: str, text: str, *,
    check: str = "", source: str | None = None, points: float | None = None, withdraw: bool = False,
    lang: str | None = None,
) -> None:  # fmt: skip
    from grader.errors import RecordsError
    from grader.records.adjusting import check_names
    from grader.records.gradebook import open_gradebook
    from grader.records.policies import ruled_source

    with open_gradebook(place, create=False) as gradebook:
        name = the_assignment(gradebook, assignment)
        standing = gradebook.standing(name, learner)
        result = standing.document if standing else None
        if check and not withdraw and result is not None and check not in check_names(result):
            raise RecordsError(
                "there is no check `%(check)s` in %(name)s: its checks are %(checks)s",
                check=check,
                name=name,
                checks=", ".join(check_names(result)),
            )
        if source is not None:
            check, known = ruled_source(source), gradebook.sources(name, learner)
            if not withdraw and check not in map(ruled_source, known):
                raise RecordsError(
                    "`%(learner)s` has no hand-in `%(source)s` in %(name)s: there are %(sources)s",
                    learner=learner,
                    source=source,
                    name=name,
                    sources=", ".join(known) or Message("none"),
                )
        if withdraw:
            if not gradebook.decisions.withdraw(learner, name, kind, check):
                raise RecordsError(
                    "there is nothing to withdraw for `%(learner)s` in %(name)s", learner=learner, name=name
                )
        else:
            gradebook.decisions.rule(learner, name, kind, who, text, check=check, points=points)
        _recorded()
        _tell(gradebook, name, learner, lang)


def _recorded() -> None:
    keep(translated("what you decided is recorded"))


def _tell(gradebook: Gradebook, assignment: str, learner: str, lang: str | None) -> None:
    """Say what counts now."""
    from grader.commands.help_language import command_language
    from grader.reports.gradebook_sentences import points_text

    points = points_text(gradebook.standing(assignment, learner))
    said = command_language(lang).gettext(
        "%(assignment)s: %(learner)s now has %(points)s", assignment=assignment, learner=learner, points=points
    )
    click.echo(said)
