"""Where a workspace keeps what is not exercise files. Imports nothing, so that every command may ask."""

from __future__ import annotations

from pathlib import Path

FOLDER = ".grader"
SETTINGS_FILE = "settings.toml"
RECEIPTS = "receipts"


def find_workspace(start: Path) -> Path | None:
    """The nearest folder at `start` or above it that holds settings, or None."""
    here = start.resolve()
    return next((folder for folder in (here, *here.parents) if settings_file(folder).is_file()), None)


def settings_file(workspace: Path) -> Path:
    """Where a workspace's settings are."""
    return workspace / FOLDER / SETTINGS_FILE


def receipts_folder(workspace: Path) -> Path:
    """Where a workspace's receipts are."""
    return workspace / FOLDER / RECEIPTS
