"""Pictures of the course as SVG files: readable in the light and in the dark, described, one file per language.

A script `docs/pictures/NN_name.py` draws the pictures of chapter NN; `make pictures` runs them all. It needs only the
standard library and this module, which lies beside it:

    '''The steps of gradient descent on a convex cost.'''

    from drawing import Picture

    picture = Picture(
        "descent", 600, 300,
        title={"en": "Gradient descent", "zh": "梯度下降"},
        description={"en": "Steps along the slope lead to the lowest point, each shorter than the one before.",
                     "zh": "沿着斜率一步步走到最低点，每一步都比前一步短。"},
    )
    axes = picture.axes(60, 40, 500, 210, x=(0, 4), y=(0, 5), x_label="w", y_label={"en": "cost", "zh": "代价"},
                        x_ticks=range(5))
    axes.curve(lambda w: (w - 2) ** 2)
    steps = [(0.2, 3.24), (0.92, 1.17), (1.35, 0.42)]
    axes.line(steps, colour="orange", dashed=True)
    for w, cost in steps:
        axes.dot(w, cost, colour="orange")
    axes.text(2, 0, {"en": "lowest point", "zh": "最低点"}, dy=-12)
    picture.save("03_gradient_descent")

This writes `exercises/03_gradient_descent/descent.svg` (the first language of the title) and `descent.zh.svg`. A word
is a string, where all languages share it, or a mapping from language to string. Points are pairs (x, y): pixels from
the upper left corner on a picture, numbers of the axes on axes. Colours are the names in `LIGHT` and `DARK`; `faint`
is for lines without meaning of their own, such as a grid. A page is as wide as a phone on a phone, so keep pictures at
most 640 wide and texts at their size.
"""

import math
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

Words = str | Mapping[str, str]
"""What is written in a picture: the same in every language, or a mapping from language to text."""

Point = tuple[float, float]

EXERCISES = Path(__file__).parents[2] / "exercises"

LIGHT = {
    "paper": "#ffffff",
    "panel": "#f1f5f9",
    "faint": "#d0d7de",
    "ink": "#1f2328",
    "muted": "#57606a",
    "blue": "#1d5fa8",
    "orange": "#b3420b",
    "green": "#15703a",
    "purple": "#7a3fb0",
}
DARK = {
    "paper": "#161b22",
    "panel": "#262c36",
    "faint": "#3d444d",
    "ink": "#e6edf3",
    "muted": "#adb8c3",
    "blue": "#79b8ff",
    "orange": "#ffa657",
    "green": "#6fdd8b",
    "purple": "#d2a8ff",
}
"""Every colour but `faint` has a contrast of at least 4.5 on `paper` and on `panel`, in the light and in the dark."""


def number(value: float) -> str:
    """A coordinate as it is written: one digit after the point, so that no machine writes another file."""
    text = f"{value:.1f}".removesuffix(".0")
    return "0" if text == "-0" else text


def pairs(points: Iterable[Point]) -> str:
    """Coordinates of a path."""
    return " L".join(f"{number(x)} {number(y)}" for x, y in points)


@dataclass(frozen=True)
class Element:
    """A piece of markup, with words in the middle if it has any."""

    before: str
    words: Words = ""
    after: str = ""

    def written(self, language: str) -> str:
        """The markup in this language; a KeyError if the words are missing in it."""
        words = self.words if isinstance(self.words, str) else self.words[language]
        return self.before + escape(words, quote=False) + self.after


@dataclass(frozen=True)
class Node:
    """A circle or a box that `edge` can lead to and from."""

    x: float
    y: float
    half_width: float
    half_height: float
    round: bool

    def rim(self, direction: Point, gap: float = 3.0) -> float:
        """How far the rim is from the center in a direction of length 1, with a gap outside of it."""
        if self.round:
            return self.half_width + gap
        across = self.half_width / abs(direction[0]) if direction[0] else math.inf
        along = self.half_height / abs(direction[1]) if direction[1] else math.inf
        return min(across, along) + gap


class Surface:
    """What can be drawn on: a picture in pixels, or axes in their own numbers."""

    def __init__(self, picture: "Picture") -> None:
        self._picture = picture

    def place(self, x: float, y: float) -> Point:
        """Where a point lies in the picture, in pixels."""
        return x, y

    def _add(self, before: str, words: Words = "", after: str = "") -> None:
        self._picture.elements.append(Element(before, words, after))

    def text(
        self,
        x: float,
        y: float,
        words: Words,
        *,
        colour: str = "ink",
        anchor: str = "middle",
        size: int = 17,
        italic: bool = False,
        bold: bool = False,
        dx: float = 0,
        dy: float = 0,
    ) -> None:
        """Words with their baseline at a point, moved by dx and dy pixels; anchor is start, middle or end."""
        left, top = self.place(x, y)
        style = "" if size == 17 else f' font-size="{size}"'
        style += ' font-style="italic"' if italic else ""
        style += ' font-weight="bold"' if bold else ""
        where = f'x="{number(left + dx)}" y="{number(top + dy)}" text-anchor="{anchor}"'
        self._add(f'<text class="{self._picture.filled(colour)}" {where}{style}>', words, "</text>")

    def line(self, points: Iterable[Point], *, colour: str = "ink", width: float = 2, dashed: bool = False) -> None:
        """Straight lines from each point to the next."""
        self._path("M" + pairs(self.place(*point) for point in points), colour, width, dashed)

    def area(self, points: Iterable[Point], *, colour: str = "blue", opacity: float = 0.2) -> None:
        """A filled polygon without a rim, such as a bar or the ground below a curve."""
        corners = pairs(self.place(*point) for point in points)
        self._add(f'<path class="{self._picture.filled(colour)}" fill-opacity="{opacity:g}" d="M{corners}Z"/>')

    def arrow(
        self,
        start: Point,
        end: Point,
        *,
        colour: str = "ink",
        width: float = 2,
        dashed: bool = False,
        bend: float = 0,
    ) -> None:
        """An arrow; bend is how far its middle lies to the left of the straight way, in pixels."""
        (x, y), (to_x, to_y) = self.place(*start), self.place(*end)
        length = math.hypot(to_x - x, to_y - y) or 1
        middle = (x + to_x) / 2 + 2 * bend * (to_y - y) / length, (y + to_y) / 2 - 2 * bend * (to_x - x) / length
        back_x, back_y = middle[0] - to_x, middle[1] - to_y
        back = math.hypot(back_x, back_y) or 1
        ux, uy = back_x / back, back_y / back
        head, half = 4 + 3 * width, 1.5 + 1.5 * width
        base = to_x + head * ux, to_y + head * uy
        way = f"M{pairs([(x, y)])}"
        way += f" Q{pairs([middle])} {pairs([base])}" if bend else f" L{pairs([base])}"
        self._path(way, colour, width, dashed)
        corners = [(to_x, to_y), (base[0] - half * uy, base[1] + half * ux), (base[0] + half * uy, base[1] - half * ux)]
        self._add(f'<path class="{self._picture.filled(colour)}" d="M{pairs(corners)}Z"/>')

    def dot(self, x: float, y: float, *, colour: str = "blue", radius: float = 4.5) -> None:
        """A filled circle."""
        self._circle(x, y, radius, f'class="{self._picture.filled(colour)}"')

    def ring(self, x: float, y: float, *, colour: str = "green", radius: float = 9, width: float = 2.5) -> None:
        """An empty circle, around a point that is spoken of."""
        self._circle(x, y, radius, f'class="{self._picture.stroked(colour)}" fill="none" stroke-width="{width:g}"')

    def cross(self, x: float, y: float, *, colour: str = "ink", size: float = 6, width: float = 2.5) -> None:
        """Two crossed lines; size is half of its width."""
        left, top = self.place(x, y)
        strokes = [[(left - size, top + side * size), (left + size, top - side * size)] for side in (-1, 1)]
        self._path(" ".join("M" + pairs(stroke) for stroke in strokes), colour, width, dashed=False)

    def moving_dot(
        self, points: Sequence[Point], *, colour: str = "orange", radius: float = 6, seconds: float = 6
    ) -> None:
        """A dot that goes from point to point, rests at the last one, and starts again.

        Each step takes equally long. Where motion is not wanted, the dot stands at the last point.
        """
        places = [self.place(*point) for point in points]
        last_x, last_y = places[-1]
        steps = [
            f"{number(80 * index / max(len(places) - 1, 1))}%"
            f"{{transform:translate({number(x - last_x)}px,{number(y - last_y)}px)}}"
            for index, (x, y) in enumerate(places)
        ]
        name = self._picture.unique("move")
        self._picture.motions.append(
            f"@keyframes {name}{{{''.join(steps)}100%{{transform:translate(0,0)}}}}"
            f".{name}{{animation:{name} {seconds:g}s linear infinite}}"
        )
        self._circle(*points[-1], radius, f'class="{self._picture.filled(colour)} {name}"')

    def node(self, x: float, y: float, words: Words = "", *, colour: str = "ink", radius: float = 24) -> Node:
        """A circle with words in it: a node of a computational graph, or a unit of a network."""
        left, top = self.place(x, y)
        shape = f'<circle cx="{number(left)}" cy="{number(top)}" r="{number(radius)}"'
        return self._node(shape, words, colour, Node(left, top, radius, radius, round=True))

    def box(self, x: float, y: float, width: float, height: float, words: Words = "", *, colour: str = "ink") -> Node:
        """A box around its center, of a width and a height in pixels, with words in it."""
        left, top = self.place(x, y)
        shape = (
            f'<rect x="{number(left - width / 2)}" y="{number(top - height / 2)}" '
            f'width="{number(width)}" height="{number(height)}" rx="6"'
        )
        return self._node(shape, words, colour, Node(left, top, width / 2, height / 2, round=False))

    def edge(
        self,
        start: Node,
        end: Node,
        words: Words = "",
        *,
        colour: str = "ink",
        dashed: bool = False,
        shift: float = 0,
        label: float = 12,
    ) -> None:
        """An arrow from the rim of a node to that of another, with words beside its middle.

        shift moves the arrow to its left by pixels, so that an arrow there and one back (both with shift=5) lie side by
        side; label is how far to its left the words stand, to its right if negative.
        """
        length = math.hypot(end.x - start.x, end.y - start.y)
        ux, uy = (end.x - start.x) / length, (end.y - start.y) / length
        aside_x, aside_y = uy, -ux
        first, last = start.rim((ux, uy)), length - end.rim((ux, uy))
        ends = [
            (start.x + part * ux + shift * aside_x, start.y + part * uy + shift * aside_y) for part in (first, last)
        ]
        self._picture.arrow(*ends, colour=colour, dashed=dashed)
        if words:
            away = shift + label
            x = sum(point[0] for point in ends) / 2 + away * aside_x
            y = sum(point[1] for point in ends) / 2 + away * aside_y
            turned = away * aside_x
            anchor = "start" if turned > 6 else "end" if turned < -6 else "middle"
            self._picture.text(x, y + 6, words, colour=colour, anchor=anchor)

    def _node(self, shape: str, words: Words, colour: str, node: Node) -> Node:
        classes = f"{self._picture.filled('panel')} {self._picture.stroked(colour)}"
        self._add(f'{shape} class="{classes}" stroke-width="2"/>')
        if words:
            self._picture.text(node.x, node.y + 6, words, colour=colour)
        return node

    def _circle(self, x: float, y: float, radius: float, rest: str) -> None:
        left, top = self.place(x, y)
        self._add(f'<circle cx="{number(left)}" cy="{number(top)}" r="{number(radius)}" {rest}/>')

    def _path(self, way: str, colour: str, width: float, dashed: bool, rest: str = "") -> None:
        style = ' stroke-dasharray="6 4"' if dashed else ""
        classes = self._picture.stroked(colour)
        self._add(f'<path class="{classes}" fill="none" stroke-width="{width:g}"{style}{rest} d="{way}"/>')


class Picture(Surface):
    """A picture of a fixed size in pixels, empty at first; what is drawn later covers what was drawn before."""

    def __init__(
        self, name: str, width: int, height: int, *, title: Mapping[str, str], description: Mapping[str, str]
    ) -> None:
        super().__init__(self)
        self.name, self.width, self.height = name, width, height
        self.title, self.description = title, description
        self.elements: list[Element] = []
        self.motions: list[str] = []
        self._classes = {("fill", "paper"), ("fill", "ink")}
        self._names = 0

    def axes(
        self,
        left: float,
        top: float,
        width: float,
        height: float,
        *,
        x: tuple[float, float],
        y: tuple[float, float],
        x_label: Words = "",
        y_label: Words = "",
        x_ticks: Iterable[float] | Mapping[float, Words] = (),
        y_ticks: Iterable[float] | Mapping[float, Words] = (),
        grid: bool = False,
    ) -> "Axes":
        """Axes in a rectangle of pixels; x and y are the numbers at their ends. Ticks are numbers, or named ones."""
        axes = Axes(self, left, top, width, height, x, y)
        axes.draw(x_label, y_label, named(x_ticks), named(y_ticks), grid)
        return axes

    def filled(self, colour: str) -> str:
        """The class of what is filled with a colour; a KeyError for a colour that there is not."""
        self._classes.add(("fill", colour))
        return f"fill-{colour}"

    def stroked(self, colour: str) -> str:
        """The class of what is drawn as a line of a colour; a KeyError for a colour that there is not."""
        self._classes.add(("stroke", colour))
        return f"stroke-{colour}"

    def unique(self, word: str) -> str:
        """A name that nothing else has, also where several pictures stand in one page."""
        self._names += 1
        return f"{self.name}-{word}-{self._names}"

    def written(self, language: str) -> str:
        """The file in a language. A KeyError if a text is missing in it, or if a colour does not exist."""
        name = self.name
        lines = [
            f'<svg xmlns="http://www.w3.org/2000/svg" class="drawing" viewBox="0 0 {self.width} {self.height}" '
            f'width="{self.width}" height="{self.height}" role="img" lang="{language}" '
            f'aria-labelledby="{name}-title {name}-description">',
            f'<title id="{name}-title">{escape(self.title[language], quote=False)}</title>',
            f'<desc id="{name}-description">{escape(self.description[language], quote=False)}</desc>',
            "<style>",
            ".drawing{max-width:100%;height:auto}",
            ".drawing text{font-family:system-ui,sans-serif}",
            ".drawing path,.drawing circle{stroke-linecap:round;stroke-linejoin:round}",
            *self._rules(LIGHT),
            f"@media (prefers-color-scheme:dark){{{''.join(self._rules(DARK))}}}",
            *self.motions,
            "@media (prefers-reduced-motion:reduce){.drawing *{animation:none!important}}",
            "</style>",
            f'<rect class="fill-paper" width="{self.width}" height="{self.height}" rx="8"/>',
            '<g font-size="17">',
            *(element.written(language) for element in self.elements),
            "</g>",
            "</svg>",
        ]
        return "\n".join(lines) + "\n"

    def save(self, chapter: str) -> None:
        """Write the picture in every language into the folder of a chapter.

        The folder is in `exercises/`, or in the folder that the script is given as an argument.
        """
        folder = (Path(sys.argv[1]) if len(sys.argv) > 1 else EXERCISES) / chapter
        folder.mkdir(parents=True, exist_ok=True)
        for index, language in enumerate(self.title):
            ending = f".{language}.svg" if index else ".svg"
            (folder / (self.name + ending)).write_bytes(self.written(language).encode())

    def _rules(self, colours: Mapping[str, str]) -> list[str]:
        return [f".drawing .{kind}-{colour}{{{kind}:{colours[colour]}}}" for kind, colour in sorted(self._classes)]


class Axes(Surface):
    """Two axes, and what is drawn in their numbers; `Picture.axes` makes them."""

    def __init__(
        self,
        picture: Picture,
        left: float,
        top: float,
        width: float,
        height: float,
        x: tuple[float, float],
        y: tuple[float, float],
    ) -> None:
        super().__init__(picture)
        self.left, self.top, self.width, self.height = left, top, width, height
        self.x, self.y = x, y
        self._clip = picture.unique("axes")
        self._add(
            f'<clipPath id="{self._clip}"><rect x="{number(left)}" y="{number(top)}" width="{number(width)}" '
            f'height="{number(height)}"/></clipPath>'
        )

    def place(self, x: float, y: float) -> Point:
        """Where a point of these axes lies in the picture, in pixels."""
        across = (x - self.x[0]) / (self.x[1] - self.x[0])
        up = (y - self.y[0]) / (self.y[1] - self.y[0])
        return self.left + across * self.width, self.top + (1 - up) * self.height

    def curve(
        self,
        shape: Callable[[float], float] | Iterable[Point],
        *,
        colour: str = "blue",
        width: float = 2.5,
        dashed: bool = False,
        between: tuple[float, float] | None = None,
        samples: int = 121,
    ) -> None:
        """A function of x, or a line through points; cut off where it leaves the axes.

        between limits the x of a function; samples is the number of points at which it is computed.
        """
        if callable(shape):
            low, high = between or self.x
            xs = [low + (high - low) * index / (samples - 1) for index in range(samples)]
            shape = [(x, shape(x)) for x in xs]
        way = "M" + pairs(self.place(*point) for point in shape)
        self._path(way, colour, width, dashed, f' clip-path="url(#{self._clip})"')

    def bar(self, low: float, high: float, height: float, *, colour: str = "blue", opacity: float = 0.45) -> None:
        """A bar from low to high on the x axis, up to a height; opacity lets what lies below it be seen."""
        base = max(self.y[0], min(0.0, self.y[1]))
        self.area([(low, base), (low, height), (high, height), (high, base)], colour=colour, opacity=opacity)

    def draw(
        self,
        x_label: Words,
        y_label: Words,
        x_ticks: Mapping[float, Words],
        y_ticks: Mapping[float, Words],
        grid: bool,
    ) -> None:
        """Draw the axes with their ticks and labels; `Picture.axes` has done so."""
        picture, bottom, right = self._picture, self.top + self.height, self.left + self.width
        for value, words in x_ticks.items():
            x = self.place(value, 0)[0]
            if grid:
                picture.line([(x, self.top), (x, bottom)], colour="faint", width=1)
            picture.line([(x, bottom), (x, bottom + 5)], colour="muted", width=1.5)
            picture.text(x, bottom + 21, words, colour="muted", size=15)
        for value, words in y_ticks.items():
            y = self.place(0, value)[1]
            if grid:
                picture.line([(self.left, y), (right, y)], colour="faint", width=1)
            picture.line([(self.left - 5, y), (self.left, y)], colour="muted", width=1.5)
            picture.text(self.left - 9, y + 5, words, colour="muted", anchor="end", size=15)
        picture.line([(self.left, self.top), (self.left, bottom), (right, bottom)], colour="muted", width=1.5)
        if x_label:
            picture.text(right, bottom + (40 if x_ticks else 22), x_label, anchor="end")
        if y_label:
            picture.text(self.left - 5, self.top - 10, y_label, anchor="start")


def named(ticks: Iterable[float] | Mapping[float, Words]) -> Mapping[float, Words]:
    """Ticks with what is written at them."""
    if isinstance(ticks, Mapping):
        return ticks
    return {value: f"{value:g}".replace("-", "\N{MINUS SIGN}") for value in ticks}
