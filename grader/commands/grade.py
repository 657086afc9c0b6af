"""`grader grade`: grade a class."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands.options import (
    Command,
    class_grading_options,
    course_option,
    language_option,
    wrong_usage,
    wrong_value,
)
from grader.commands.times import local_time

if TYPE_CHECKING:
    from grader.commands.grading_setup import Settings


@click.command("grade", cls=Command, kept="nothing was recorded")
@click.argument("submissions", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option(
    "--output",
    type=click.Path(file_okay=False, path_type=Path),
    required=True,
    help="The folder to write the results to.",
)
@click.option(
    "--only", "targets", multiple=True, help="A chapter, an exercise or an assignment; may be given several times."
)
@click.option(
    "--deadline",
    type=local_time,
    metavar="TIME",
    help="Set the deadline of this assignment, for later runs too. A date alone means the end of that day.",
)
@click.option(
    "--take",
    type=click.Choice(["latest", "best"]),
    help="Set which of a learner's hand-ins counts, for later runs too; by default as in the course's policies.",
)
@click.option(
    "--roster",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A CSV file of everybody in the course, with a column `learner` and optionally `name`; or the gradebook that "
    "Canvas exports, or Moodle's grading worksheet.",
)
@click.option("--id-column", help="The roster's column of learner ids; by default the one that fits the hand-ins.")
@click.option("--encoding", help="The roster's encoding, such as gb18030 or cp1252; by default told by its bytes.")
@click.option(
    "--gradebook", help="The gradebook's URL, file or folder; by default gradebook.sqlite in the output folder."
)
@click.option(
    "--map",
    "map_",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    metavar="FILE",
    help="A CSV file of two columns: what the learning platform calls a learner, and the id to use.",
)
@click.option(
    "--guess-names", is_flag=True, help="Take a file of another name for the exercise whose functions it defines."
)
@click.option("--regrade", is_flag=True, help="Grade again what is already in the gradebook.")
@click.option(
    "--learner", "learners", multiple=True, metavar="ID", help="Grade only this learner; may be given several times."
)
@click.option(
    "--jobs",
    type=click.IntRange(min=1),
    help="How many submissions to grade at a time; by default the number of cores.",
)
@click.option(
    "--cluster",
    default="",
    metavar="ADDRESS",
    help="Grade on this Dask cluster (the address of its scheduler), or in local:N processes for a try.",
)
@click.option(
    "--cluster-tls",
    type=(click.Path(exists=True, dir_okay=False, path_type=Path),) * 3,
    metavar="CA CERT KEY",
    help="For a cluster that uses TLS: the files of its authority, and of a certificate and its key.",
)
@course_option
@language_option
@class_grading_options
def command(
    submissions: tuple[Path, ...],
    output: Path,
    targets: tuple[str, ...],
    deadline: datetime | None,
    take: str | None,
    roster: Path | None,
    id_column: str | None,
    encoding: str | None,
    gradebook: str | None,
    map_: Path | None,
    guess_names: bool,
    regrade: bool,
    learners: tuple[str, ...],
    jobs: int | None,
    cluster: str,
    cluster_tls: tuple[Path, Path, Path] | None,
    course: Path | None,
    lang: str | None,
    settings: Settings,
) -> int:
    """Grade a class. SUBMISSIONS are class folders, inboxes of bundles, or zip files, and the name of an assignment.

    A class folder has a folder for each learner, with exercise files at any depth, or an archive; or it is what Canvas,
    Moodle, Gradescope or GitHub Classroom let you download, as it is. Each learner is
    recorded in the gradebook as soon as they are graded: a run that was stopped continues where it was, and what has
    not changed is not graded again. An assignment of the course is recorded under its name. What was
    handed in after its deadline counts as its policy says (`grader gradebook policy`).

    One broken submission never stops the others. The exit status is 0 if all passed, 1 if something failed, 3 if the
    grader itself failed for a learner.
    """
    from typing import cast

    from msgspec import structs

    from grader.cohort.intake import Choices
    from grader.commands.class_run import run_class
    from grader.commands.current_course import open_whole_course
    from grader.commands.executor_choice import Means
    from grader.course.targets import select
    from grader.records.id_maps import read_id_map
    from grader.records.policies import POLICY_FIELDS, Policy, PolicyChanges, Take
    from grader.records.roster import open_roster

    found = open_whole_course(course, installed=True)
    students = open_roster(roster, id_column, encoding) if roster else None
    assignments, policies = found.settings.assignments, found.settings.policies
    named = [str(place) for place in submissions if not place.exists() and str(place) in assignments]
    places = [place for place in submissions if str(place) not in named]
    for place in places:
        if not place.exists():
            raise wrong_value("Path '%(place)s' does not exist.", place=place, param_hint="SUBMISSIONS")
    if not places:
        raise wrong_usage("Missing argument 'SUBMISSIONS...'.")
    wanted = (*named, *targets)
    assignment = wanted[0] if len(wanted) == 1 and wanted[0] in assignments else ""
    due = assignments[assignment].due if assignment else None
    held = structs.asdict(policies)
    policy = Policy(due, **{name: held[name] for name in POLICY_FIELDS if name in held})
    changes = PolicyChanges(deadline=deadline, take=cast(Take | None, take))
    ids = read_id_map(map_) if map_ else {}
    choices = Choices(policy, changes, students, regrade, learners, ids)
    means = Means(gradebook, jobs, assignment, guess_names, settings, cluster, cluster_tls)
    return run_class(found, places, output, select(found, wanted), means, choices, lang)
