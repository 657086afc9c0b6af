"""Pictures of a class as inline SVG: how points are distributed, and how it went over time."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date, timedelta
from typing import TYPE_CHECKING

from grader.reports.language import Language
from grader.reports.plots import CLASSES, LEARNER, Plot, figure
from grader.reports.safe_text import Clean, without_marks
from grader.reports.svg import inline_svg

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_DAYS = 21
"""What took longer is drawn by weeks."""
_LABELS = 6


def points_picture(bins: Sequence[int], key: str, language: Language) -> Plot:
    """How many learners have which share of the points, in equal steps from none to all."""
    _ = language.gettext
    width = 100 / len(bins)

    def draw(axes: Axes) -> None:
        axes.bar([width * (number + 0.5) for number in range(len(bins))], bins, width=0.88 * width, color=LEARNER)
        axes.set_xlim(0, 100)
        _whole_numbers(axes, max(bins, default=0))

    said = "; ".join(
        _("%(low)s to %(high)s: %(n)s", low=round(width * number), high=round(width * (number + 1)), n=count)
        for number, count in enumerate(bins)
    )
    return _picture(draw, key, _("Distribution of points"), Clean(said), _("share of the points (percent)"), language)


def hand_ins_picture(days: Mapping[date, int], key: str, language: Language) -> Plot:
    """How much was handed in when."""
    _ = language.gettext
    times, counts = _by_time({day: (count, 1.0) for day, count in days.items()})

    def draw(axes: Axes) -> None:
        axes.bar(range(len(times)), [count for count, _weight in counts], width=0.8, color=LEARNER)
        _name_times(axes, times)
        _whole_numbers(axes, max((int(count) for count, _weight in counts), default=0))

    said = "; ".join(f"{time:%Y-%m-%d}: {int(count)}" for time, (count, _weight) in zip(times, counts, strict=True))
    return _picture(draw, key, _("Hand-ins over time"), Clean(said), _time_label(times, language), language)


def shares_picture(days: Mapping[date, tuple[float, float]], key: str, language: Language) -> Plot:
    """The mean share of the points over time; `days` has the sum of the shares and how many there are."""
    _ = language.gettext
    times, sums = _by_time(days)
    means = [100 * total / count if count else None for total, count in sums]
    drawn = [(place, mean) for place, mean in enumerate(means) if mean is not None]

    def draw(axes: Axes) -> None:
        axes.plot(*zip(*drawn, strict=True), marker="o", markersize=3.4, linewidth=1.7, color=LEARNER)
        _name_times(axes, times)
        axes.set_ylim(0, 105)

    said = "; ".join(f"{times[place]:%Y-%m-%d}: {mean:.0f} %" for place, mean in drawn)
    label = _("mean share (percent)")
    return _picture(draw, key, _("Points over time"), Clean(said), _time_label(times, language), language, label)


def _by_time(days: Mapping[date, tuple[float, float]]) -> tuple[list[date], list[tuple[float, float]]]:
    """Each day from the first to the last with its numbers, or each week."""
    first, last = min(days), max(days)
    step = 1 if (last - first).days < _DAYS else 7
    # Whoever has a wrong clock must not make a picture of a thousand years.
    first = max(first, last - timedelta(days=step * 60))
    times = [first + timedelta(days=step * number) for number in range((last - first).days // step + 1)]
    sums = [(0.0, 0.0)] * len(times)
    for day, (one, other) in days.items():
        if day >= first:
            place = (day - first).days // step
            sums[place] = (sums[place][0] + one, sums[place][1] + other)
    return times, sums


def _time_label(times: Sequence[date], language: Language) -> Clean:
    weekly = len(times) > 1 and (times[1] - times[0]).days > 1
    return language.gettext("week from") if weekly else language.gettext("day")


def _name_times(axes: Axes, times: Sequence[date]) -> None:
    step = max(1, -(-len(times) // _LABELS))
    places = range(0, len(times), step)
    axes.set_xticks(list(places), [f"{times[place]:%m-%d}" for place in places])


def _whole_numbers(axes: Axes, most: int) -> None:
    from matplotlib.ticker import MaxNLocator

    axes.yaxis.set_major_locator(MaxNLocator("auto", integer=True))
    axes.set_ylim(0, max(1.0, 1.08 * most))


def _picture(
    draw: Callable[[Axes], None],
    key: str,
    title: Clean,
    description: Clean,
    below: Clean,
    language: Language,
    beside: Clean | None = None,
) -> Plot:
    labels = {"x-label": below, "y-label": beside or language.gettext("number")}
    svg = inline_svg(figure(draw), key, without_marks(title), without_marks(description), labels, CLASSES)
    return Plot(svg, title, description, on_cost=False, with_reference=False)
