"""click in the reader's language: it asks `gettext` for its own words, in whose place it is given ours, and it breaks
lines at spaces alone, where Chinese has none.
"""

from __future__ import annotations

import gettext
import sys

from click import formatting

_wrap_at_spaces = formatting.wrap_text


def install() -> None:
    """From now on, click speaks the language of this run."""
    for name, module in tuple(sys.modules.items()):
        if name.startswith("click."):
            for attribute, original, ours in (("_", gettext.gettext, _said), ("ngettext", gettext.ngettext, _counted)):
                if vars(module).get(attribute) is original:
                    setattr(module, attribute, ours)
    formatting.wrap_text = _wrapped


def _said(message: str) -> str:
    # The catalogue is read only where click has something to say.
    from grader.commands.help_language import of_click

    return of_click(message)


def _counted(singular: str, plural: str, n: int) -> str:
    return _said(singular if n == 1 else plural)


def _wrapped(
    text: str,
    width: int = 78,
    initial_indent: str = "",
    subsequent_indent: str = "",
    preserve_paragraphs: bool = False,
) -> str:
    """In the place of click's own function, which this is for what is in ASCII. Each text is one paragraph."""
    if text.isascii():
        return _wrap_at_spaces(text, width, initial_indent, subsequent_indent, preserve_paragraphs)
    from rich.text import Text

    from grader.reports.line_breaking import broken

    lines = broken(Text(" ".join(text.split())), max(2, width - len(subsequent_indent)))
    first, *others = [line.plain for line in lines]
    return "\n".join([initial_indent + first, *(subsequent_indent + line for line in others)])
