"""Lends workers the list of fonts that matplotlib keeps for the user: with a home of their own, they would make it anew
each time they start, which takes longer the more fonts there are."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
from pathlib import Path

_LISTS = "fontlist-*.json"
"""Each version of matplotlib has its own, and makes it where there is none."""


def lend_font_lists(home: str) -> None:
    """Copy the lists to this folder, which is a worker's configuration of matplotlib."""
    with contextlib.suppress(OSError, RuntimeError):  # as where there are none, or no home
        for file in _kept_in().glob(_LISTS):
            shutil.copy(file, home)


def _kept_in() -> Path:
    """Where matplotlib keeps what it has found out about this machine."""
    if own := os.environ.get("MPLCONFIGDIR"):
        return Path(own)
    if sys.platform.startswith(("linux", "freebsd")):
        return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache", "matplotlib")
    return Path.home() / ".matplotlib"
