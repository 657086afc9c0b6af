"""A result as the output of a notebook's cell: the page's feedback without the page."""

from __future__ import annotations

import re
from functools import cache
from uuid import uuid4

from markupsafe import Markup

from grader.grading.result import Result
from grader.reports.html import Plots
from grader.reports.language import Language
from grader.reports.page_frame import page_frame
from grader.reports.templating import html_environment
from grader.reports.views import view_of

# In a text, a quotation mark is a character reference.
_ID = re.compile(r'\b(id|href|aria-labelledby)="(#?)(?=(?:exercise|check)-)')
_WHOLE_PAGE = re.compile(r"(?<![\w.-])(?::root|html|body)(?=[ ,:{])")


def render_cell(result: Result, language: Language) -> str:
    """The exercises of a result as a fragment of HTML, for a page that is not the grader's."""
    template = html_environment(language.code).get_template("cell.html.j2")
    frame = {**page_frame(), "style": _style()}
    own = f"cell-{uuid4().hex[:12]}"  # the page holds the outputs of other cells, and of earlier days
    html = template.render(report=view_of(result, language), plots=Plots(language, own).of, **frame)
    return _ID.sub(rf'\1="\2{own}-', html)


@cache
def _style() -> Markup:
    """The page's style, within the cell alone."""
    style = _WHOLE_PAGE.sub(":scope", str(page_frame()["style"]))
    # The style sheet is the package's own.
    return Markup("@scope (.grader-cell) {\n" + style + "\n:scope { padding: 0 1rem; }\n}")
