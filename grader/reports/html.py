"""A learner's page: no network, no script."""

from __future__ import annotations

import re
from collections.abc import Iterator

from markupsafe import Markup

from grader.grading.result import Result
from grader.records.policies import Shown
from grader.reports.adjustment_sentences import adjustment_sentences
from grader.reports.language import Language
from grader.reports.page_frame import linked_frame, page_frame
from grader.reports.templating import html_environment
from grader.reports.views import CheckView, view_of

# What a CI job that prints a page would take for a command; as a character reference it looks the same.
_COMMAND = re.compile(r"(?m)#(?=#\[)|(?<=\s):(?=:)|^:(?=:)")


def render_html(result: Result, language: Language, shown: Shown = "all", sheet_in: str | None = None) -> str:
    """The learner's page: one file that is whole by itself, or one of the pages of a class.

    Args:
        shown: what the learner may see of it.
        sheet_in: for a page of a class, how it leads to the folder of the class's style sheet, such as `../`.
    """
    template = html_environment(language.code).get_template("page.html.j2" if shown == "all" else "withheld.html.j2")
    page = template.render(
        report=view_of(result, language),
        plots=Plots(language).of,
        with_points=shown == "points",
        adjustments=adjustment_sentences(result, language),
        **(page_frame() if sheet_in is None else linked_frame(sheet_in)),
    )
    return _COMMAND.sub(lambda found: f"&#{ord(found[0])};", page)


class Plots:
    """Draws the plots of one page, each with ids of its own, which begin with `name`."""

    def __init__(self, language: Language, name: str = "plot") -> None:
        self._language = language
        self._name = name
        self._count = 0

    def of(self, check: CheckView) -> Iterator[dict[str, object]]:
        """The plots of a check."""
        if not check.curves:
            return
        # matplotlib takes a second to import, and many pages have no plot.
        from grader.reports.plots import Plot, difference_plot, plot

        drawings: list[Plot] = []
        for curve in check.curves:
            drawings.append(plot(curve, self._next_name(), self._language))
            # Of a check that passes, what is left is rounding.
            if check.status != "passed" and (apart := difference_plot(curve, self._next_name(), self._language)):
                drawings.append(apart)
        for drawn in drawings:
            # The drawing holds numbers, and texts that the XML writer has escaped.
            yield {
                "svg": Markup(drawn.svg),
                "title": drawn.title,
                "description": drawn.description,
                "on_cost": drawn.on_cost,
                "with_reference": drawn.with_reference,
            }

    def _next_name(self) -> str:
        self._count += 1
        return f"{self._name}-{self._count}"
