"""Code in colours: classes that `lesson.css` gives a colour, in light and in dark."""

from __future__ import annotations

from functools import lru_cache

from markupsafe import Markup, escape


@lru_cache(maxsize=500)  # the texts of a chapter show the same code in every language
def highlighted(code: str, language: str) -> Markup:
    """The code as HTML, with a `<span class=...>` around each piece that has a colour.

    It is plain text where nothing is known of the language.
    """
    if not language or language == "text":
        return escape(code)
    # Imported with the first piece of code that has a language.
    from pygments import highlight
    from pygments.formatters import HtmlFormatter
    from pygments.lexers import get_lexer_by_name
    from pygments.util import ClassNotFound

    try:
        lexer = get_lexer_by_name(language, stripnl=False)
    except ClassNotFound:
        return escape(code)
    # Pygments escapes what it is given.
    return Markup(highlight(code, lexer, HtmlFormatter(nowrap=True)))
