"""`grader doctor`: check whether this machine can run the grader, and say what to do if it cannot."""

from __future__ import annotations

import importlib.util
import os
import platform
import sys
import tempfile
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

import click

from grader.commands import isolation_report, shipped_report
from grader.commands.doctor_lines import COLOURS, Finding, Mark
from grader.commands.exit_status import ALL_PASSED, SOMETHING_FAILED
from grader.commands.options import Command, course_option, language_option
from grader.commands.torch_build import TORCH_PAGE, wasted_bytes

if TYPE_CHECKING:
    from grader.execution.boundary import Observer
    from grader.execution.machine import Trial
    from grader.reports.language import Language

_PACKAGES = ("torch", "torchvision", "numpy", "matplotlib")
_LEAST_PYTHON = (3, 11)
_LEAST_FREE_BYTES = 200 << 20
_VISION_AHEAD_OF_TORCH = 15
"""torchvision 0.(n + 15) belongs to torch 2.n."""


@click.command("doctor", cls=Command, kept="nothing was changed")
@course_option
@language_option
@click.option(
    "--isolation",
    is_flag=True,
    help="Only try to break each layer of isolation, from within a process like a learner's, and show what holds.",
)
def command(course: Path | None, lang: str | None, isolation: bool) -> int:
    """Check whether this machine can run the grader: versions, libraries, isolation and folders.

    The exit status is 0 if it can, even if something could be improved. With --isolation, it is 1 if a layer that is in
    force does not hold.
    """
    from rich.console import Console
    from rich.text import Text

    from grader.commands.help_language import command_language
    from grader.reports.printing import Printer

    console = Console()
    printer = Printer(console, command_language(lang))
    signs = {"ok": printer.signs["passed"], "note": "!", "problem": printer.signs["failed"]}
    problems = 0
    for finding in isolation_report.findings(printer.language) if isolation else _findings(course, printer.language):
        printer.put(Text.assemble((signs[finding.mark], COLOURS[finding.mark]), " ", finding.sentence))
        if finding.advice:
            printer.put(Text(finding.advice, style="dim"), 2)
        problems += finding.mark == "problem"
    _ = printer.language.gettext
    console.print()
    if isolation:
        said = _("What is in force holds.") if not problems else _("A layer that is in force does not hold.")
        printer.put(Text(said, style="bold"))
        return SOMETHING_FAILED if problems else ALL_PASSED
    if problems:
        said = _("The grader cannot run on this machine yet: first fix what is marked with ✗.")
        printer.put(Text(said.replace("✗", signs["problem"]), style="bold"))
        return SOMETHING_FAILED
    printer.put(Text(_("This machine can run the grader."), style="bold"))
    return ALL_PASSED


def _findings(course: Path | None, language: Language) -> Iterator[Finding]:
    yield _python(language)
    yield from _versions(language)
    yield from _machine(course, language)
    yield from _course(course, language)
    yield from _folders(language)


def _python(language: Language) -> Finding:
    _ = language.gettext
    said = _(
        "Python %(version)s on %(system)s", version=platform.python_version(), system=platform.platform(terse=True)
    )
    if sys.version_info >= _LEAST_PYTHON:
        return Finding("ok", said)
    return Finding("problem", said, _("Python 3.11 or newer is needed."))


def _versions(language: Language) -> Iterator[Finding]:
    _ = language.gettext
    for package in _PACKAGES:
        found = _version(package)
        if found:
            yield Finding("ok", f"{package} {found}")
        elif package == "torchvision":
            only = _("Only the images of chapter 06 need it.")
            yield Finding("note", _("torchvision is not installed."), f"{only} {_by_page(language)}")
        else:
            said = _("%(package)s is not installed.", package=package)
            yield Finding("problem", said, _by_page(language) if package == "torch" else f"pip install {package}")
    if wasted := wasted_bytes():
        said = _(
            "torch was installed with GPU libraries, %(gigabytes)s GB in total, but this machine has no such GPU. The "
            "course uses only the CPU.",
            gigabytes=f"{wasted / 1e9:.1f}",
        )
        yield Finding("note", said, _by_page(language))


def _machine(course: Path | None, language: Language) -> Iterator[Finding]:
    from grader.errors import WorkerFault
    from grader.execution.machine import examine
    from grader.execution.pool import Pool

    _ = language.gettext
    try:
        with Pool(preload=("matplotlib", *(["torchvision"] if _version("torchvision") else []))) as pool:
            machine = examine(pool)
            references = [*_references(course, pool, language)]
    except WorkerFault as fault:
        said = _("The process for your code cannot be started: %(why)s", why=language.say(fault)[:500])
        yield Finding("problem", said, _("Usually torch itself cannot be imported: try `python -c 'import torch'`."))
        return
    for trial in machine.trials:
        if _version(trial.library):  # otherwise it was already reported as not installed
            yield _vision(trial, language) if trial.library == "torchvision" else _trial(trial, language)
    yield isolation_report.level(machine.isolation, language)
    yield from references


def _references(course: Path | None, observer: Observer, language: Language) -> Iterator[Finding]:
    from grader.commands.current_course import open_course
    from grader.errors import AuthoringError, CourseError
    from grader.grading.trying_references import try_references

    _ = language.gettext
    try:
        found = open_course(course, installed=True)
    except (CourseError, AuthoringError):
        return  # reported below
    if found.is_kit:
        said = _(
            "This is a release kit: its expected results came with it. It has no solutions, so it cannot show one "
            "beside yours, draw other cases, judge a function on top of a wrong one, or try further values in a named "
            "mistake."
        )
        yield Finding("ok", said)
        return
    tried = [*try_references(found, observer)]
    if works := [one.exercise for one in tried if not one.why]:
        said = _("The course's own solutions run in this isolation: %(names)s", names=_(", ").join(works))
        yield Finding("ok", said)
    for one in tried:
        if one.why:
            said = _("The course's solution of %(name)s does not run in this isolation: %(why)s", name=one.exercise,
                     why=one.why)  # fmt: skip
            libc = " ".join(platform.libc_ver()) or platform.platform()
            yield Finding("problem", said, _("Please report this, with the system's C library: %(libc)s", libc=libc))


def _trial(trial: Trial, language: Language) -> Finding:
    _ = language.gettext
    if trial.health == "works":
        return Finding("ok", _("%(library)s works in the process that runs your code.", library=trial.library))
    said = _("%(library)s does not work: %(why)s", library=trial.library, why=trial.why[:300])
    return Finding("problem", said, _cure(trial, language))


def _cure(trial: Trial, language: Language) -> str:
    _ = language.gettext
    if trial.library == "torch":
        return _by_page(language)
    found = importlib.util.find_spec(trial.library)
    if trial.why.startswith(("ModuleNotFoundError", "PermissionError")) and found is not None and found.origin:
        return _(
            "It is installed in %(folder)s, where the process that runs your code cannot use it: install the grader "
            "and its libraries into one new environment, created with `python -m venv`.",
            folder=Path(found.origin).parents[1],
        )
    return _("Reinstall it: %(command)s", command=_reinstall(trial.library))


def _by_page(language: Language) -> str:
    return language.gettext(
        "Install torch and torchvision together, as CPU builds: %(page)s has the command for your system.",
        page=TORCH_PAGE,
    )


def _vision(trial: Trial, language: Language) -> Finding:
    _ = language.gettext
    if trial.health == "works":
        return Finding("ok", _("%(library)s works in the process that runs your code.", library=trial.library))
    torch, vision = _version("torch"), _version("torchvision")
    fitting = _fitting_vision(torch)
    wanted = f"'torch=={torch.partition('+')[0]}' 'torchvision=={fitting}.*'" if fitting else "torch torchvision"
    advice = _(
        "To fix it for good, install a matching pair from one index: %(command)s, with the ADDRESS that %(page)s gives "
        "for the CPU.",
        command=f"{_reinstall(wanted)} --index-url ADDRESS",
        page=TORCH_PAGE,
    )
    if trial.health == "broken":
        said = _("torchvision does not work: %(why)s", why=trial.why[:300])
        return Finding("note", said, f"{advice} {_('Only the images of chapter 06 need it.')}")
    said = _(
        "torchvision %(vision)s was built for a torch other than %(torch)s. The grader works around this: data sets "
        "and transforms work in its checks.",
        vision=vision,
        torch=torch,
    )
    own_runs = _(
        "When you run your code yourself, `import torchvision` may fail with `operator torchvision::nms does not "
        "exist`."
    )
    return Finding("note", said, f"{own_runs} {advice}")


def _course(course: Path | None, language: Language) -> Iterator[Finding]:
    from grader.commands.current_course import open_course
    from grader.errors import AuthoringError, CourseError

    _ = language.gettext
    mark: Mark = "ok"
    try:
        try:
            found = open_course(course)
        except CourseError:
            found, mark = open_course(course, installed=True), "note"
    except (CourseError, AuthoringError) as missing:
        yield Finding("problem", _("No course found: %(why)s", why=str(missing)))
        return
    titles = found.settings.titles
    title = titles.get(language.code) or next(iter(titles.values()))
    said = language.ngettext(
        "Course “%(title)s” with %(n)s exercise in %(root)s",
        "Course “%(title)s” with %(n)s exercises in %(root)s",
        len(found.exercises),
        title=title,
        root=found.root,
    )
    yield Finding(
        mark, said, "" if mark == "ok" else _("To put its exercise files into this folder, run `grader start`.")
    )
    yield from shipped_report.findings(found, language)


def _folders(language: Language) -> Iterator[Finding]:
    from grader.grading.recording_store import default_folder

    _ = language.gettext
    records = default_folder()
    if _can_write(records):
        yield Finding("ok", _("Reference results are computed once and kept in %(folder)s", folder=records))
    else:
        yield Finding(
            "note",
            _(
                "The folder %(folder)s is not writable: every run computes the reference results again.",
                folder=records,
            ),
            _("Set GRADER_RECORDINGS to a writable folder."),
        )
    temporary = Path(tempfile.gettempdir())
    if not _can_write(temporary):
        yield Finding(
            "problem",
            _("The folder for temporary files, %(folder)s, is not writable.", folder=temporary),
            _("Set TMPDIR to a writable folder."),
        )
    elif _free_bytes(temporary) < _LEAST_FREE_BYTES:
        yield Finding("note", _("Little space is left for temporary files in %(folder)s.", folder=temporary))
    else:
        yield Finding("ok", _("Temporary files go to %(folder)s", folder=temporary))


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _fitting_vision(torch: str) -> str:
    """The torchvision that belongs to a torch, such as "0.28" for "2.13.0+cpu"; "" if unknown."""
    major, _, rest = torch.partition(".")
    minor = rest.partition(".")[0]
    return f"0.{int(minor) + _VISION_AHEAD_OF_TORCH}" if major == "2" and minor.isdecimal() else ""


def _reinstall(packages: str) -> str:
    return f"pip install --force-reinstall {packages}"


def _can_write(folder: Path) -> bool:
    """Whether a file can be created in a folder; if the folder does not exist, in its nearest existing parent."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    if not folder.is_dir():
        return False
    try:
        with tempfile.TemporaryFile(dir=folder):
            return True
    except OSError:
        return False


def _free_bytes(folder: Path) -> int:
    if not hasattr(os, "statvfs"):
        return _LEAST_FREE_BYTES
    found = os.statvfs(folder)
    return found.f_bavail * found.f_frsize
