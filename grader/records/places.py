"""The paths of what a workspace keeps. Imports no other module, so that every command can use it."""

from __future__ import annotations

from pathlib import Path

FOLDER = ".grader"
SETTINGS_FILE = "settings.toml"
RECEIPTS = "receipts"
KEY_FILE = "key.pem"
HINTS_FILE = "hints.json"
RESULTS = "results"
DECLARATIONS_FILE = "declarations.json"
SET_ASIDE = "set_aside"
HANDED_OUT_FILE = "handed_out.json"


def find_workspace(start: Path) -> Path | None:
    """The nearest folder at `start` or above it that holds settings, or None."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if settings_file(folder).is_file()), None)


def settings_file(workspace: Path) -> Path:
    """The path of a workspace's settings."""
    return workspace / FOLDER / SETTINGS_FILE


def receipts_folder(workspace: Path) -> Path:
    """The path of a workspace's receipts."""
    return workspace / FOLDER / RECEIPTS


def key_file(workspace: Path) -> Path:
    """The path of the key that signs a workspace's bundles."""
    return workspace / FOLDER / KEY_FILE


def hints_file(workspace: Path) -> Path:
    """The path of what is remembered of the hints that were shown in a workspace."""
    return workspace / FOLDER / HINTS_FILE


def results_folder(workspace: Path) -> Path:
    """The path of what is remembered of a workspace's last checks."""
    return workspace / FOLDER / RESULTS


def declarations_file(workspace: Path) -> Path:
    """The path of what was read of a course's checks files."""
    return workspace / FOLDER / DECLARATIONS_FILE


def set_aside_folder(workspace: Path) -> Path:
    """The path of the files that were replaced in a workspace."""
    return workspace / FOLDER / SET_ASIDE


def handed_out_file(workspace: Path) -> Path:
    """The path of what is remembered of the files that a workspace was made from."""
    return workspace / FOLDER / HANDED_OUT_FILE
