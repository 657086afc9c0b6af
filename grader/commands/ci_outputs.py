"""Writes the output of `grader ci`: to standard output, to files, and to the files that GitHub provides to a step."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from grader.atomic_files import naming
from grader.commands.help_language import language_of_this_run
from grader.commands.options import wrong_usage
from grader.errors import Fault
from grader.grading.result import Result
from grader.reports.formats import FORMATS
from grader.reports.language import Language

_FOR_LOGS = frozenset({"text", "github"})
"""Formats for a job's log: these may share standard output; any other format must be the only one there."""
_SUMMARY, _OUTPUT = "GITHUB_STEP_SUMMARY", "GITHUB_OUTPUT"


@dataclass(frozen=True, slots=True)
class Output:
    """A format and the file to write it to; None for standard output."""

    format: str
    file: Path | None


def parse_outputs(wishes: Sequence[str]) -> tuple[Output, ...]:
    """Parse the values of `--format`, each `NAME` or `NAME=FILE`; if there are none, text on standard output.

    Raises:
        click.UsageError: for an unknown format, an empty file name, or formats that cannot share standard output.
    """
    outputs = tuple(_parse(wish) for wish in wishes) or (Output("text", None),)
    on_stdout = [output.format for output in outputs if output.file is None]
    if len(on_stdout) > 1 and not _FOR_LOGS.issuperset(on_stdout):
        raise wrong_usage(
            "only one of %(names)s can go to standard output: write the others to files, as in --format %(name)s=FILE",
            names=", ".join(on_stdout),
            name=on_stdout[-1],
        )
    return outputs


def _parse(wish: str) -> Output:
    name, equals, file = wish.partition("=")
    if name not in FORMATS:
        raise wrong_usage("unknown format `%(name)s`: choose from %(formats)s", name=name, formats=", ".join(FORMATS))
    if equals and not file:
        raise wrong_usage("--format %(wish)s lacks a file name after the `=`", wish=wish)
    return Output(name, Path(file) if file else None)


def write_outputs(
    result: Result,
    outputs: Sequence[Output],
    language: Language,
    *,
    verbose: bool = False,
    environ: Mapping[str, str] = os.environ,
) -> None:
    """Write each format; with `github`, also the step's summary and its output `result`, if the job has such files.

    A file is written whole or not at all, except that GitHub's own files are appended to. One that cannot be written
    does not keep the others from being written.

    Raises:
        BrokenPipeError: if the reader of standard output is gone, and everything else was written.
        Unwritten: if anything else was not written.
    """
    refusals: list[OSError] = []
    for write in _writes(result, outputs, language, verbose, environ):
        try:
            write()
        except SystemExit:  # what Rich makes of a reader that is gone
            refusals.append(BrokenPipeError())
        except OSError as refusal:
            refusals.append(refusal)
    lasting = [language_of_this_run().say(refusal) for refusal in refusals if not isinstance(refusal, BrokenPipeError)]
    if lasting:
        said = language.gettext("everything else was written")
        raise Unwritten(f"{'; '.join(lasting)}; {said}")
    if refusals:
        raise refusals[0]


class Unwritten(Fault):
    """The machine refused to take some of the outputs. The message names each and why, and says what was written."""


def _writes(
    result: Result, outputs: Sequence[Output], language: Language, verbose: bool, environ: Mapping[str, str]
) -> Iterator[Callable[[], None]]:
    """Everything that there is to be written, each to be done by itself."""
    for output in outputs:
        if output.format == "text" and output.file is None:
            yield partial(_print_text, result, language, verbose)
        elif output.file is not None and str(output.file) == environ.get(_SUMMARY):
            yield partial(_add_summary, result, language, output.file)
        else:
            yield partial(_write, result, output, language)
    if any(output.format == "github" for output in outputs):
        yield from _writes_for_github(result, outputs, language, environ)


def _write(result: Result, output: Output, language: Language) -> None:
    from grader.commands.grading_setup import write_output
    from grader.reports.formats import render

    write_output(render(result, output.format, language), output.file)


def _print_text(result: Result, language: Language, verbose: bool) -> None:
    from rich.console import Console

    from grader.reports.terminal import render_terminal

    render_terminal(result, Console(), language, verbose=verbose)
    sys.stdout.flush()


def _writes_for_github(
    result: Result, outputs: Sequence[Output], language: Language, environ: Mapping[str, str]
) -> Iterator[Callable[[], None]]:
    from grader.reports.github_classroom import render_classroom

    summary, step_output = environ.get(_SUMMARY), environ.get(_OUTPUT)
    if summary and not any(str(output.file) == summary for output in outputs):
        yield partial(_add_summary, result, language, Path(summary))
    if step_output:
        yield partial(_append, Path(step_output), f"result={render_classroom(result, language)}\n")


def _add_summary(result: Result, language: Language, file: Path) -> None:
    from grader.reports.markdown import SUMMARY_BYTES, cut_at_section, render_markdown

    used = file.stat().st_size if file.exists() else 0
    _append(file, cut_at_section(render_markdown(result, language), language, max(SUMMARY_BYTES - used, 0)))


def _append(file: Path, text: str) -> None:
    with naming(file), file.open("ab") as opened:
        opened.write(text.encode("utf-8", "replace"))
