"""click's own words in the reader's language: click asks `gettext` for them, in whose place it is given ours."""

from __future__ import annotations

import gettext
import sys


def install() -> None:
    """From now on, click speaks the language of this run."""
    for name, module in tuple(sys.modules.items()):
        if name.partition(".")[0] == "click":
            for attribute, original, ours in (("_", gettext.gettext, _said), ("ngettext", gettext.ngettext, _counted)):
                if vars(module).get(attribute) is original:
                    setattr(module, attribute, ours)


def _said(message: str) -> str:
    # The catalogue is read only where click has something to say.
    from grader.commands.help_language import of_click

    return of_click(message)


def _counted(singular: str, plural: str, n: int) -> str:
    return _said(singular if n == 1 else plural)
