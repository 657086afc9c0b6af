"""The templates' environments. Everything that they print is cleaned and escaped; only `Markup` stays as it is."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, FunctionLoader, StrictUndefined
from markupsafe import Markup, escape

from grader.reports.language import language_for
from grader.reports.safe_text import clean, spans, without_marks

_TEMPLATES = files("grader.reports") / "templates"


@cache
def template_text(name: str) -> str:
    """The source of a template or a style sheet of the package."""
    return (_TEMPLATES / name).read_text(encoding="utf-8")


@cache
def html_environment(code: str) -> Environment:
    """For HTML: code marks become `<code>` elements."""
    made = environment(code, to_html)
    made.filters["attribute"] = _attribute
    made.filters["breakable"] = _breakable
    return made


def to_html(value: object) -> Markup:
    """The text as HTML."""
    if isinstance(value, Markup):
        return value
    return Markup("").join(
        Markup("<code>%s</code>") % piece if is_code else escape(piece)
        for piece, is_code in spans(value if isinstance(value, str) else str(value))
    )


def _breakable(value: object) -> Markup:
    """The text as HTML, in which a name may go on in the next line behind an underscore rather than anywhere."""
    return Markup("_<wbr>").join(map(Markup, str(to_html(value)).split("_")))


def _attribute(value: object) -> Markup:
    """The text for an attribute's value, where there is no place for elements."""
    return escape(without_marks(clean(value)))


def environment(code: str, finalize: Callable[[object], object]) -> Environment:
    """The environment of templates in a language; `finalize` escapes what they print for the format in question."""
    # The finalizer escapes for both kinds of output, and what it returns is `Markup`.
    environment = Environment(
        loader=FunctionLoader(template_text),
        autoescape=True,
        finalize=finalize,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    language = language_for(code)
    environment.globals |= {"_": language.gettext, "ngettext": language.ngettext, "language": language}
    return environment
