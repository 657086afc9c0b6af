"""Opening a learner's file in their editor."""

from __future__ import annotations

import os
import shlex
import shutil
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from grader.errors import RecordsError

_IN_A_TERMINAL = frozenset(
    [
        "ed",
        "ex",
        "helix",
        "hx",
        "jed",
        "joe",
        "kak",
        "mcedit",
        "micro",
        "nano",
        "ne",
        "nvim",
        "pico",
        "vi",
        "view",
        "vim",
    ]
)
"""Editors that need a terminal of their own, which a page cannot give them."""
_AT_A_LINE = {"code": "--goto", "code-insiders": "--goto", "codium": "--goto", "cursor": "--goto"}


def editor_command(environ: Mapping[str, str] = os.environ) -> tuple[str, ...]:
    """The command of the editor with a window that `$VISUAL` or `$EDITOR` names; () if they name none."""
    for name in ("VISUAL", "EDITOR"):
        try:
            command = tuple(shlex.split(environ.get(name, "")))
        except ValueError:  # a quotation mark without its pair
            continue
        if command and shutil.which(command[0]) and not _needs_a_terminal(command):
            return command
    return ()


def open_in_editor(command: Sequence[str], file: Path, line: int | None) -> None:
    """Start the editor with a file, at a line where it is known how to say that.

    Raises:
        RecordsError: if the editor cannot be started.
    """
    option = _AT_A_LINE.get(Path(command[0]).stem)
    target = [option, f"{file}:{line}"] if option and line else [str(file)]
    quiet = subprocess.DEVNULL
    try:
        subprocess.Popen([*command, *target], stdin=quiet, stdout=quiet, stderr=quiet, start_new_session=True)
    except OSError as error:
        raise RecordsError(
            "%(command)s cannot be started (%(error)s): open %(file)s yourself",
            command=command[0],
            error=error,
            file=file,
        ) from error


def vscode_link(file: Path, line: int | None) -> str:
    """The address at which VS Code opens a file."""
    path = quote(file.resolve().as_posix().lstrip("/"))
    return f"vscode://file/{path}" + (f":{line}" if line else "")


def _needs_a_terminal(command: Sequence[str]) -> bool:
    name = Path(command[0]).stem
    if name.startswith("emacs"):
        return bool({"-nw", "--no-window-system", "-t", "--tty"} & {*command[1:]})
    return name in _IN_A_TERMINAL
