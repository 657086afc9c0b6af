"""What `grader doctor --isolation` shows: each attempt to break a layer of isolation, and whether it was held back."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from grader.commands.doctor_lines import Finding
from grader.reports.language import N_

if TYPE_CHECKING:
    from grader.execution.break_outs import BreakOut
    from grader.execution.jobs import Isolation
    from grader.reports.language import Language

_GIBIBYTE = 1 << 30
ATTEMPTS = {
    "password_file": N_("reading /etc/passwd"),
    "course_file": N_("reading the course's solutions"),
    "existence": N_("asking whether a file of the course exists"),
    "other_folders": N_("listing the folder with other learners' folders"),
    "writing_elsewhere": N_("writing a file outside its own folder"),
    "process_list": N_("listing the machine's processes"),
    "loopback": N_("connecting to a service of this machine"),
    "unix_socket": N_("opening a socket for processes of this machine"),
    "parent": N_("signalling its parent process"),
    "other_pids": N_("seeing the numbers of other processes"),
    "process": N_("starting another process"),
    "program": N_("running a program"),
    "tracing": N_("tracing its parent process"),
    "lease": N_("taking a lease on a file"),
    "lock": N_("locking a file of a library"),
    "notification": N_("watching which files others use"),
    "shared_memory": N_("making shared memory"),
    "named_memory": N_("making shared memory with a name"),
    "limits": N_("raising its own limits"),
    "root": N_("becoming root"),
    "all_memory": N_("taking more memory than it may"),
    "threads": N_("starting 60 threads"),
}
"""What each of `grader.execution.break_outs.HOLDING` tries."""


def findings(language: Language) -> Iterator[Finding]:
    """A line for each attempt, and one for the level. A layer that is in force and does not hold is a problem."""
    from grader.errors import WorkerFault
    from grader.execution.break_outs import try_to_break_out
    from grader.execution.pool import Pool

    _ = language.gettext
    try:
        with Pool(preload=()) as pool:
            memory = pool.limits.memory_bytes + _GIBIBYTE
            isolation, attempts = try_to_break_out(pool, _secret(), memory)
    except WorkerFault as fault:
        yield Finding("problem", _("The process for your code cannot be started: %(why)s", why=language.say(fault)))
        return
    for attempt in attempts:
        yield _finding(attempt, language)
    yield level(isolation, language)


def _secret() -> Path:
    """A file that a learner's process must not read: of the course, or else of the person who runs this."""
    from grader.commands.current_course import open_course
    from grader.errors import AuthoringError, CourseError

    for installed in (False, True):
        try:
            return open_course(None, installed=installed).solutions_folder / "course.toml"
        except (CourseError, AuthoringError):
            continue
    return Path.home() / ".profile"


def _finding(attempt: BreakOut, language: Language) -> Finding:
    from grader.reports.grader_words import refusal_text

    _ = language.gettext
    tried, layers = _(ATTEMPTS[attempt.name]), _(", ").join(attempt.claimed)
    if attempt.held:
        said = _("Held back: %(tried)s (%(why)s)", tried=tried, why=refusal_text(attempt.why, language))
        return Finding("ok", said)
    if attempt.claimed:
        said = _("NOT held back: %(tried)s, although this is in force: %(layers)s", tried=tried, layers=layers)
        return Finding("problem", said, _("This is a fault of the grader or of this system. Please report it."))
    return Finding("note", _("Not held back: %(tried)s", tried=tried))


def level(isolation: Isolation, language: Language) -> Finding:
    """The line that tells the level that a learner's process reaches."""
    from grader.reports.grader_words import missing_layers

    _ = language.gettext
    said = _("Isolation of the graded code: %(level)s", level=isolation.level)
    missing = missing_layers(isolation.missing, language)
    if not missing:
        return Finding("ok", said)
    return Finding(
        "note", said, _("Missing here: %(missing)s. For your own files, this does no harm.", missing=missing)
    )
