"""A learner's workspace: the folder with their exercise files, its settings, and the receipts of their hand-ins.

Settings are in `.grader/settings.toml`, receipts in `.grader/receipts/`. A workspace may be the course's own folder or
any other, whose settings then name the course.
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
    """A learner's settings; empty strings for those that are not set.

    Attributes:
        learner: the id under which they hand in.
        destination: the folder that bundles are delivered to.
        language: the language of everything that they read.
        course: the course's folder, for a workspace outside it.
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
"""The environment variable that overrides each setting."""


def read_workspace(workspace: Path | None) -> WorkspaceSettings:
    """The settings of a workspace; all empty if there is none.

    Raises:
        RecordsError: if the file is not valid TOML, or holds an entry that is unknown or of the wrong type.
    """
    if workspace is None:
        return WorkspaceSettings()
    file = settings_file(workspace)
    try:
        return msgspec.toml.decode(file.read_bytes(), type=WorkspaceSettings)
    except FileNotFoundError:
        return WorkspaceSettings()
    except (OSError, UnicodeDecodeError, msgspec.DecodeError) as error:
        raise RecordsError("%(file)s cannot be read (%(error)s): fix or delete it", file=file, error=error) from error


def effective_settings(workspace: Path | None, environ: Mapping[str, str] = os.environ) -> WorkspaceSettings:
    """The settings of a workspace, overridden by those of the environment.

    Raises:
        RecordsError: if one of them cannot be used.
    """
    stored = read_workspace(workspace)
    given = {name: environ[variable] for name, variable in VARIABLES.items() if environ.get(variable)}
    # `choose_language` reads the language's variable, which may be spelled in more ways than the setting.
    given.pop("language", None)
    return msgspec.structs.replace(stored, **given)


def with_setting(settings: WorkspaceSettings, name: str, value: str) -> WorkspaceSettings:
    """The settings with one of them changed; an empty value removes it.

    Folders are stored as absolute paths.

    Raises:
        RecordsError: if there is no such setting, or if it cannot have this value.
    """
    if name not in NAMES:
        raise RecordsError(
            "there is no setting `%(name)s`: the settings are %(names)s", name=name, names=", ".join(NAMES)
        )
    value = value.strip()
    if value and name == "learner":
        value = learner_id(value)
    elif value and name in ("destination", "course"):
        value = os.path.abspath(os.path.expanduser(value))
    elif value and name == "language" and not re.match(_LANGUAGE, value):
        raise RecordsError("`%(value)s` is no code of a language: write one such as `en`", value=value)
    return msgspec.structs.replace(settings, **{name: value})


def write_settings(workspace: Path, settings: WorkspaceSettings) -> Path:
    """Store the settings in the workspace, and return the file's path."""
    lines = [f"{name} = {_toml_string(value)}\n" for name, value in msgspec.structs.asdict(settings).items() if value]
    file = settings_file(workspace)
    write_atomically(file, (_HEADER + "".join(lines)).encode())
    return file


def _toml_string(text: str) -> str:
    """The text as a TOML string: JSON's escapes are also TOML's, but TOML requires DEL to be escaped as well."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
