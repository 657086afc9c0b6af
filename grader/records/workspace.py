"""A learner's workspace: the folder that holds their exercise files, its settings, and the receipts of what was
handed in.

Settings are in `.grader/settings.toml`, receipts in `.grader/receipts/`. A workspace may be the course's own folder or
any other, which then names the course.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Annotated

import msgspec

from grader.atomic_files import write_atomically
from grader.errors import RecordsError
from grader.records.learners import learner_id
from grader.records.places import settings_file

_HEADER = "# Settings of this workspace; `grader config` shows and changes them.\n"


_LANGUAGE = r"^([A-Za-z]{2,3}([-_][A-Za-z0-9]+)*)?$"


class WorkspaceSettings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a learner has set; empty where they have not.

    Attributes:
        learner: the id under which they hand in.
        destination: the folder that bundles are delivered to.
        language: of everything that they read.
        course: the course's folder, for a workspace outside of it.
    """

    learner: Annotated[str, msgspec.Meta(max_length=200)] = ""
    destination: str = ""
    language: Annotated[str, msgspec.Meta(pattern=_LANGUAGE)] = ""
    course: str = ""


NAMES: tuple[str, ...] = WorkspaceSettings.__struct_fields__
VARIABLES: Mapping[str, str] = {
    "learner": "GRADER_LEARNER",
    "destination": "GRADER_DESTINATION",
    "language": "GRADER_LANG",
    "course": "GRADER_COURSE",
}
"""The environment variable that goes before each setting."""


def read_workspace(workspace: Path | None) -> WorkspaceSettings:
    """The settings of a workspace; all empty where there is none.

    Raises:
        RecordsError: where the file is no TOML, or holds an entry that is unknown or of the wrong kind.
    """
    if workspace is None:
        return WorkspaceSettings()
    file = settings_file(workspace)
    try:
        return msgspec.toml.decode(file.read_bytes(), type=WorkspaceSettings)
    except FileNotFoundError:
        return WorkspaceSettings()
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise RecordsError(f"{file} cannot be read ({error}): fix or delete it") from error


def effective_settings(workspace: Path | None, environ: Mapping[str, str] = os.environ) -> WorkspaceSettings:
    """The settings of a workspace, with those of the environment going before them.

    Raises:
        RecordsError: where one of them cannot be used.
    """
    stored = read_workspace(workspace)
    given = {name: environ[variable] for name, variable in VARIABLES.items() if environ.get(variable)}
    # Of the languages that the variable may name, `choose_language` knows more spellings than a setting has.
    given.pop("language", None)
    return msgspec.structs.replace(stored, **given)


def with_setting(settings: WorkspaceSettings, name: str, value: str) -> WorkspaceSettings:
    """The settings with one of them changed; an empty value takes it out.

    Folders are kept as absolute paths.

    Raises:
        RecordsError: where there is no such setting, or it cannot have this value.
    """
    if name not in NAMES:
        raise RecordsError(f"there is no setting `{name}`: the settings are {', '.join(NAMES)}")
    value = value.strip()
    if value and name == "learner":
        value = learner_id(value)
    elif value and name in ("destination", "course"):
        value = os.path.abspath(Path(value).expanduser())
    elif value and name == "language" and not re.match(_LANGUAGE, value):
        raise RecordsError(f"`{value}` is no code of a language: write one such as `en`")
    return msgspec.structs.replace(settings, **{name: value})


def write_settings(workspace: Path, settings: WorkspaceSettings) -> Path:
    """Keep the settings in the workspace, and give the file's path."""
    lines = [f"{name} = {_toml_string(value)}\n" for name, value in msgspec.structs.asdict(settings).items() if value]
    file = settings_file(workspace)
    write_atomically(file, (_HEADER + "".join(lines)).encode())
    return file


def _toml_string(text: str) -> str:
    """The text as a TOML string: JSON's escapes are TOML's too, and TOML also wants DEL escaped."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
