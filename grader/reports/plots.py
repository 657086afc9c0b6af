"""Curves of a training check as inline SVG: the learner's beside the reference's.

matplotlib draws them in placeholder colours, which become classes that the page's style sheet colours for light and
dark; `svg.py` makes the drawing fit to be part of a page. Words on the axes are put in afterwards, in the page's fonts.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from grader.grading.result import CurveResult
from grader.reports.language import Language
from grader.reports.numbers import number
from grader.reports.safe_text import Clean, without_marks
from grader.reports.svg import inline_svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# In SVG units, which are CSS pixels where the plot has its natural width.
_WIDTH, _HEIGHT = 360.0, 232.0
_FONT = 11.0
_INK, _GRID, LEARNER, _REFERENCE, _COST, _PAPER = (f"#0{digit}0{digit}0{digit}" for digit in range(1, 7))
CLASSES = {
    _INK: "ink", _GRID: "grid", LEARNER: "learner", _REFERENCE: "reference", _COST: "cost", _PAPER: "paper",
}  # fmt: skip

_DIGITS = 5
"""Significant digits that are drawn: more cannot be seen, and equal pictures are drawn once."""
_ALL_DIGITS = 17
_LARGEST, _SMALLEST = 1e100, 1e-100
"""Beyond these, matplotlib's own arithmetic on axes overflows."""
_DECADES = 1.5
"""Costs that span more powers of ten than this are drawn on a logarithmic axis."""
_ON_EACH_OTHER = 0.02
"""Curves that are nowhere further apart than this share of what is drawn cannot be told apart by eye."""
_MARKED = 60
"""Longer sequences are drawn without a mark at each step."""

_Numbers = tuple[float | None, ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """A drawn curve. `svg` is markup; A screen reader reads `title` and `description`; the title is also shown.
    `with_reference`: whether the reference is drawn, which it is not where learners must not see it."""

    svg: str
    title: Clean
    description: Clean
    on_cost: bool
    with_reference: bool = True


def plot(curve: CurveResult, key: str, language: Language) -> Plot:
    """Draw a curve. `key` is a valid id, unique on the page: no two plots of one page share an id."""
    title = language.pick(curve.title)
    description = _description(curve, language)
    _ = language.gettext
    on_cost = bool(curve.cost_w)
    if on_cost:
        drawing = _draw_on_cost(*map(_rounded, (curve.cost_w, curve.cost, curve.learner, curve.learner_cost)),
                                *map(_rounded, (curve.reference, curve.reference_cost)), curve.leaves)  # fmt: skip
        labels = {"x-label": _("weight w"), "y-label": _("cost")}
    else:
        drawing = _draw_steps(_rounded(curve.learner), _rounded(curve.reference), curve.leaves)
        labels = {"x-label": _("step"), "y-label": _("value")}
    said = without_marks(title), without_marks(description)
    return Plot(inline_svg(drawing, key, *said, labels, CLASSES), title, description, on_cost, bool(curve.reference))


def difference_plot(curve: CurveResult, key: str, language: Language) -> Plot | None:
    """Draw how far the learner's curve is from the reference's, if they lie on each other and are not equal; else None.

    Differences of one sign that span several powers of ten are drawn by their size, on a logarithmic axis.
    """
    differences = _differences(curve)
    told = [abs(value) for value in differences if value]
    if not told:
        return None
    _ = language.gettext
    one_sign = min(value or 0.0 for value in differences) >= 0 or max(value or 0.0 for value in differences) <= 0
    by_size = one_sign and math.log10(max(told) / min(told)) > _DECADES
    drawn = tuple(abs(value) if value else None for value in differences) if by_size else differences
    drawing = _draw_steps(_rounded(drawn), () if by_size else (0.0,) * len(drawn), curve.leaves)
    what = _("size of the difference") if by_size else _("yours − reference")
    title = Clean(f"{language.pick(curve.title)}: {_('yours − reference')}")
    largest = max(range(len(differences)), key=lambda step: abs(differences[step] or 0.0))
    description = _(
        "The curves lie on each other. They are furthest apart at step %(step)s, by %(difference)s.",
        step=largest,
        difference=number(differences[largest] or 0.0, _DIGITS),
    )
    labels = {"x-label": _("step"), "y-label": what}
    svg = inline_svg(drawing, key, without_marks(title), without_marks(description), labels, CLASSES)
    return Plot(svg, title, description, on_cost=False, with_reference=not by_size)


def _differences(curve: CurveResult) -> _Numbers:
    """The learner's numbers minus the reference's, if no eye could tell the two curves apart; else nothing."""
    both = list(zip(_rounded(curve.learner, _ALL_DIGITS), _rounded(curve.reference, _ALL_DIGITS), strict=False))
    known = [(ours, theirs) for ours, theirs in both if ours is not None and theirs is not None]
    # A curve that ends early, or has gaps where the other has none, is seen to.
    if not known or len(curve.learner) != len(curve.reference) or len(known) != len(both):
        return ()
    values = [value for pair in known for value in pair]
    span = max(values) - min(values)
    differences = tuple(ours - theirs for ours, theirs in known)
    return differences if max(map(abs, differences)) <= _ON_EACH_OTHER * span else ()


def _description(curve: CurveResult, language: Language) -> Clean:
    """The picture in words: where each of the two curves starts and ends."""
    _ = language.gettext
    yours = _("Yours: %(said)s", said=_said(curve.learner, language))
    if curve.leaves is not None:
        yours = Clean(yours + " " + _("It leaves the reference at step %(step)s.", step=curve.leaves))
    if not curve.reference:
        return yours
    return Clean(yours + " " + _("Reference: %(said)s", said=_said(curve.reference, language)))


def _said(values: _Numbers, language: Language) -> Clean:
    _ = language.gettext
    if not values:
        return _("nothing to draw.")
    first, last = (
        number(value, _DIGITS) if value is not None and math.isfinite(value) else _("a non-finite value")
        for value in (values[0], values[-1])
    )
    if len(values) == 1:
        return _("%(first)s at the start.", first=first)
    return language.ngettext(
        "from %(first)s to %(last)s in %(n)s step.",
        "from %(first)s to %(last)s in %(n)s steps.",
        len(values) - 1,
        first=first,
        last=last,
    )


def _rounded(values: Sequence[float | None], digits: int = _DIGITS) -> _Numbers:
    """The values as they are drawn; one that is not finite, or too large for an axis, is a gap."""
    return tuple(
        float(f"{value:.{digits}g}") if value is not None and abs(value) < _LARGEST else None for value in values
    )


@lru_cache(maxsize=256)
def _draw_steps(learner: _Numbers, reference: _Numbers, leaves: int | None) -> str:
    from matplotlib.ticker import MaxNLocator

    def draw(axes: Axes) -> None:
        _line(axes, range(len(reference)), reference, learner=False)
        _line(axes, range(len(learner)), learner, learner=True)
        _ring(axes, range(len(learner)), learner, leaves)
        drawn = [value for value in (*learner, *reference) if value is not None]
        if drawn and min(drawn) > _SMALLEST and math.log10(max(drawn) / min(drawn)) > _DECADES:
            axes.set_yscale("log")
        axes.xaxis.set_major_locator(MaxNLocator("auto", integer=True))
        axes.margins(0.04, 0.08)

    return figure(draw)


@lru_cache(maxsize=256)
def _draw_on_cost(
    weights: _Numbers,
    cost: _Numbers,
    learner: _Numbers,
    learner_cost: _Numbers,
    reference: _Numbers,
    reference_cost: _Numbers,
    leaves: int | None,
) -> str:
    def draw(axes: Axes) -> None:
        axes.plot(_gapped(weights), _gapped(cost), color=_COST, linewidth=1.2)
        _line(axes, reference, reference_cost, learner=False)
        _line(axes, learner, learner_cost, learner=True)
        _ring(axes, learner, learner_cost, leaves)
        inside = [weight for weight in weights if weight is not None]
        if inside:
            # The learner's steps may lead far away: the picture keeps to the cost curve.
            low, high = min(inside), max(inside)
            room = 0.03 * (high - low or 1.0)
            axes.set_xlim(low - room, high + room)
        axes.margins(y=0.08)

    return figure(draw)


def _line(axes: Axes, xs: Sequence[float | None], ys: _Numbers, *, learner: bool) -> None:
    """The learner solid with full marks, the reference dashed with hollow ones: told apart without colour."""
    count = min(len(xs), len(ys))
    marked = "o" if count <= _MARKED else ""
    style: dict[str, Any] = (
        {"color": LEARNER, "linestyle": "-", "markersize": 3.4, "markerfacecolor": LEARNER, "zorder": 4}
        if learner
        else {"color": _REFERENCE, "linestyle": (0, (5, 3)), "markersize": 5.6, "markerfacecolor": _PAPER, "zorder": 3}
    )
    axes.plot(_gapped(xs[:count]), _gapped(ys[:count]), marker=marked, linewidth=1.7, **style)


def _ring(axes: Axes, xs: Sequence[float | None], ys: _Numbers, place: int | None) -> None:
    """A ring around the first point that is not the reference's."""
    if place is not None and place < min(len(xs), len(ys)):
        ring: dict[str, Any] = {"marker": "o", "markersize": 11, "markerfacecolor": "none", "color": LEARNER}
        axes.plot(_gapped(xs[place : place + 1]), _gapped(ys[place : place + 1]), zorder=5, **ring)


def _gapped(values: Sequence[float | None]) -> list[float]:
    return [math.nan if value is None else value for value in values]


def figure(draw: Callable[[Axes], None]) -> str:
    """The SVG that matplotlib writes for one pair of axes, on which the function draws, in placeholder colours."""
    import io

    import matplotlib
    from matplotlib.backends.backend_svg import FigureCanvasSVG
    from matplotlib.figure import Figure
    from matplotlib.ticker import FuncFormatter, NullFormatter

    settings: Any = {"svg.fonttype": "none", "svg.hashsalt": "grader", "path.simplify": True, "font.size": _FONT}
    with matplotlib.rc_context(settings):
        figure = Figure(figsize=(_WIDTH / 72, _HEIGHT / 72), dpi=72)
        FigureCanvasSVG(figure)
        axes = figure.add_axes((0.16, 0.19, 0.81, 0.77))
        figure.patch.set_visible(False)
        axes.patch.set_visible(False)
        draw(axes)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        for side in ("left", "bottom"):
            axes.spines[side].set_color(_INK)
            axes.spines[side].set_linewidth(0.8)
        axes.grid(color=_GRID, linewidth=0.7)
        axes.set_axisbelow(True)
        axes.tick_params(which="both", color=_INK, labelcolor=_INK, width=0.8)
        logarithmic = axes.get_yscale() == "log"
        low, high = axes.get_ylim()
        if logarithmic or low <= 0 <= high:
            # The default formatter writes powers as mathematics, which is many pieces of text, and small numbers long.
            axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _position: f"{value:g}"))
        if logarithmic:
            axes.yaxis.set_minor_formatter(NullFormatter())
        axes.set_xlabel("x-label", color=_INK)
        axes.set_ylabel("y-label", color=_INK)
        # Beside the longest numbers, and never beyond the edge, as where the numbers push it.
        axes.yaxis.set_label_coords(-0.15, 0.5)
        text = io.StringIO()
        figure.savefig(text, format="svg", metadata={"Creator": None, "Date": None, "Format": None, "Type": None})
    return text.getvalue()
