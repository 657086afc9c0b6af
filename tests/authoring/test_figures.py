"""What the trusted side concludes from figures: the same from every way of drawing the same thing."""

import math

import numpy as np
import pytest
from matplotlib import tri
from matplotlib.collections import LineCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle

from grader.authoring import Text
from grader.authoring.figures import (
    has_word,
    is_figure,
    is_new_figure,
    labelled,
    mark_at,
    point_not_shown,
    shows_curve,
    shows_level,
    shows_path,
)
from grader.authoring.heights import shows_heights, shows_table
from grader.worker.drawing import drawn


def seen(draw, **kwargs):
    figure = Figure()
    axes = figure.add_subplot(**kwargs)
    draw(axes)
    return drawn(figure)


def sigmoid(x):
    return 1 / (1 + np.exp(-x + 4))


HOURS = np.linspace(0, 10, 200)


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: axes.plot(HOURS, sigmoid(HOURS)),
        lambda axes: axes.plot(HOURS.astype("float32"), sigmoid(HOURS).astype("float32"), ".-"),
        lambda axes: axes.plot(np.arange(0, 10, 0.01), sigmoid(np.arange(0, 10, 0.01))),
        lambda axes: axes.plot(np.arange(-1, 12, 0.1), sigmoid(np.arange(-1, 12, 0.1))),
        lambda axes: axes.add_collection(LineCollection([np.stack([HOURS, sigmoid(HOURS)], axis=1)])),
        lambda axes: [axes.plot(HOURS[i : i + 2], sigmoid(HOURS[i : i + 2]), "k") for i in range(199)],
        lambda axes: axes.errorbar(HOURS, sigmoid(HOURS)),
        lambda axes: (axes.plot(HOURS, sigmoid(HOURS)), axes.axhline(0.5), axes.plot([4], [0.5], "o")),
    ],
)
def test_a_curve_is_shown_however_it_is_drawn(draw):
    observed = seen(lambda axes: (draw(axes), axes.set(xlim=(-0.5, 10.5), ylim=(-0.1, 1.1))))
    assert shows_curve(observed, sigmoid, 0, 10)


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: axes.plot(HOURS, sigmoid(HOURS) + 0.01),
        lambda axes: axes.plot(HOURS, sigmoid(HOURS + 0.1)),
        lambda axes: axes.plot(HOURS[:190], sigmoid(HOURS[:190])),
        lambda axes: axes.plot(HOURS[10:], sigmoid(HOURS[10:])),
        lambda axes: axes.plot(HOURS[::20], sigmoid(HOURS[::20])),
        lambda axes: axes.plot(HOURS, sigmoid(HOURS)) and axes.set_xlim(0, 8),
        lambda axes: axes.plot(HOURS, sigmoid(HOURS), visible=False),
        lambda axes: axes.plot(sigmoid(HOURS)),
        lambda axes: axes.plot([*HOURS, 0], [*sigmoid(HOURS), 0]),
        lambda axes: (
            axes.plot(HOURS[:80], sigmoid(HOURS[:80])),
            axes.plot(HOURS[120:], sigmoid(HOURS[120:])),
        ),
    ],
    ids=["raised", "shifted", "ends early", "begins late", "coarse", "view", "hidden", "index", "closed", "gap"],
)
def test_another_curve_is_not(draw):
    assert not shows_curve(seen(draw), sigmoid, 0, 10)


def test_a_part_above_the_view_need_not_be_seen_where_a_good_part_is():
    def line(axes):
        axes.axline((0, 0), slope=3)
        axes.set(xlim=(-1, 5), ylim=(-2, 8))

    assert shows_curve(seen(line), lambda x: 3 * x, 0, 4)
    assert not shows_curve(seen(line), lambda x: 3 * x, 2.5, 4)
    assert not shows_curve(seen(line), lambda x: 3 * x, 0, 6)


@pytest.mark.parametrize("last", [9.99, 9.9, 10.0])
def test_a_curve_and_a_level_end_alike(last):
    x = np.linspace(0, last, 300)
    observed = seen(lambda axes: (axes.plot(x, sigmoid(x)), axes.plot(x, 0.5 + 0 * x), axes.set_xlim(0, 10)))
    assert shows_curve(observed, sigmoid, 0, 10)
    assert shows_level(observed, 0.5, 0, 10, heights=(0, 1))


@pytest.mark.parametrize(
    ("draw", "shown"),
    [
        (lambda axes: axes.axhline(0.5), True),
        (lambda axes: axes.axline((3, 0.5), slope=0), True),
        (lambda axes: axes.hlines(0.5, 0, 10), True),
        (lambda axes: axes.hlines([0.5], [0], [9.99]), True),
        (lambda axes: axes.plot([0, 5, 10], [0.5, 0.5, 0.5], ":"), True),
        (lambda axes: axes.axhline(0.51), False),
        (lambda axes: axes.axvline(0.5), False),
        (lambda axes: axes.axhline(0.5, xmax=0.5), False),
        (lambda axes: axes.plot([0, 10], [0.5, 0.52]), False),
        (lambda axes: axes.scatter([0, 10], [0.5, 0.5]), False),
    ],
)
def test_a_level_is_shown(draw, shown):
    observed = seen(lambda axes: (draw(axes), axes.set(xlim=(0, 10), ylim=(0, 1))))
    assert shows_level(observed, 0.5, 0, 10, heights=(0, 1)) == shown


PLACES = np.array([[0.0, 9.0], [1.0, 4.0], [2.0, 1.0], [3.0, 2.0], [4.5, 7.0]])
X, Y = PLACES.T


@pytest.mark.parametrize(
    ("draw", "shown"),
    [
        (lambda axes: axes.plot(X, Y), True),
        (lambda axes: axes.plot(X, Y, "o-"), True),
        (lambda axes: axes.plot(X[::-1], Y[::-1]), True),
        (lambda axes: axes.plot(X.astype("float32"), Y.astype("float32")), True),
        (lambda axes: axes.add_collection(LineCollection([PLACES[i : i + 2] for i in range(4)])), True),
        (lambda axes: axes.plot(np.linspace(0, 4.5, 91), np.interp(np.linspace(0, 4.5, 91), X, Y)), True),
        (lambda axes: axes.plot(X, Y, "o", linestyle=""), False),
        (lambda axes: axes.scatter(X, Y), False),
        (lambda axes: axes.plot(Y, X), False),
        (lambda axes: axes.plot(Y), False),
        (lambda axes: axes.plot(X[:-1], Y[:-1]), False),
        (lambda axes: axes.plot(X[[0, 2, 3, 4]], Y[[0, 2, 3, 4]]), False),
        (lambda axes: axes.plot(X[[0, 2, 1, 3, 4]], Y[[0, 2, 1, 3, 4]]), False),
    ],
)
def test_a_path_leads_through_its_places(draw, shown):
    observed = seen(lambda axes: (draw(axes), axes.set(xlim=(-1, 6), ylim=(-1, 10))))
    assert shows_path(observed, PLACES) == shown


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: axes.scatter(X, Y),
        lambda axes: axes.plot(X, Y, "x"),
        lambda axes: [axes.plot(x, y, "o") for x, y in PLACES],
        lambda axes: [axes.add_patch(Circle(place, 0.1)) for place in PLACES] and axes.set(xlim=(-1, 6), ylim=(-1, 10)),
        lambda axes: axes.stem(X, Y),
    ],
)
def test_points_are_shown(draw):
    assert point_not_shown(seen(draw), PLACES) is None


def test_a_point_that_is_not_shown_is_named():
    assert point_not_shown(seen(lambda axes: axes.scatter(X[:-1], Y[:-1])), PLACES) == (4.5, 7.0)
    assert point_not_shown(seen(lambda axes: axes.scatter(Y, X)), PLACES) == (0.0, 9.0)
    assert point_not_shown(seen(lambda axes: axes.plot(X, Y)), PLACES) == (0.0, 9.0)


@pytest.mark.parametrize(
    ("draw", "told"),
    [
        (lambda axes: axes.plot([2], [1], "o"), "marked"),
        (lambda axes: axes.scatter(2, 1, s=90, c="r"), "marked"),
        (lambda axes: axes.plot(X, Y, "D-", markevery=[2]), "marked"),
        (lambda axes: (axes.plot(X, Y, "k."), axes.plot([2], [1], "r*")), "marked"),
        (lambda axes: axes.scatter(X, Y, c=["k", "k", "r", "k", "k"]), "marked"),
        (lambda axes: axes.scatter(X, Y, s=[9, 9, 90, 9, 9]), "marked"),
        (lambda axes: axes.scatter(X[1:], Y[1:], c=["k", "r", "k", "k"]), "marked"),
        (lambda axes: axes.vlines(2, 1, 1), "marked"),
        (lambda axes: axes.vlines(2, 3, 3), "elsewhere"),
        (lambda axes: axes.annotate("min", xy=(2, 1), xytext=(3, 5), arrowprops={}), "marked"),
        (lambda axes: axes.text(2, 1, "min"), "marked"),
        (lambda axes: axes.text(2.1, 1.1, "min"), "marked"),
        (lambda axes: axes.axvline(2), "marked"),
        (lambda axes: axes.vlines(2, 0, 1), "marked"),
        (lambda axes: axes.plot([2, 2], [0, 9], "--"), "marked"),
        (lambda axes: axes.add_patch(Circle((2, 1), 0.1)), "marked"),
        (lambda axes: axes.plot([0], [9], "o"), "elsewhere"),
        (lambda axes: axes.axvline(1), "elsewhere"),
        (lambda axes: axes.text(3, 5, "min"), "elsewhere"),
        (lambda axes: axes.plot(X, Y, "o"), "everywhere"),
        (lambda axes: axes.scatter(X, Y), "everywhere"),
        (lambda axes: [axes.plot([x], [y], "o") for x, y in PLACES], "everywhere"),
        (lambda axes: axes.vlines(X, 0, Y), "everywhere"),
        (lambda axes: axes.grid(), "nothing"),
        (lambda axes: axes.plot([2], [1], "o", alpha=0), "nothing"),
    ],
)
def test_a_mark_is_what_stands_out(draw, told):
    observed = seen(lambda axes: (axes.plot(X, Y), draw(axes), axes.set(xlim=(-1, 6), ylim=(-1, 10))))
    assert mark_at(observed, (2, 1), PLACES, lines=True) == told


def test_a_vertical_line_is_a_mark_only_where_it_may_be():
    assert mark_at(seen(lambda axes: axes.axvline(2)), (2, 1), PLACES) == "nothing"


W, B = np.array([0.0, 0.5, 1.0, 1.5, 2.0]), np.array([-1.0, -0.25, 0.5, 1.25])
TABLE = (W[:, None] - 0.9) ** 2 + 0.6 * (B - 0.4) ** 2 + 0.3 * W[:, None] * B + 3
GRID_W, GRID_B = np.meshgrid(W, B, indexing="ij")
FLAT = GRID_W.ravel(), GRID_B.ravel(), TABLE.ravel()
LEVELS = [3.2, 3.5, 3.8, 4.2]

FLAT_WAYS = {
    "contour": lambda axes, table: axes.contour(W, B, table, LEVELS),
    "labelled contour": lambda axes, table: axes.clabel(axes.contour(W, B, table, 8)),
    "contourf": lambda axes, table: axes.contourf(W, B, table, 12),
    "tricontour": lambda axes, table: axes.tricontour(GRID_W.T.ravel(), GRID_B.T.ravel(), table.ravel(), 8),
    "tricontourf": lambda axes, table: axes.tricontourf(GRID_W.T.ravel(), GRID_B.T.ravel(), table.ravel(), 12),
    "tripcolor": lambda axes, table: axes.tripcolor(GRID_W.T.ravel(), GRID_B.T.ravel(), table.ravel()),
    "gouraud": lambda axes, table: axes.tripcolor(
        tri.Triangulation(GRID_W.T.ravel(), GRID_B.T.ravel()), table.ravel(), shading="gouraud"
    ),
    "pcolormesh": lambda axes, table: axes.pcolormesh(W, B, table),
    "smooth mesh": lambda axes, table: axes.pcolormesh(W, B, table, shading="gouraud"),
    "pcolor": lambda axes, table: axes.pcolor(W, B, table, shading="nearest"),
    "imshow": lambda axes, table: axes.imshow(table, origin="lower", extent=(0, 2, -1, 1.25), aspect="auto"),
    "scatter": lambda axes, table: axes.scatter(GRID_W.T.ravel(), GRID_B.T.ravel(), c=table.ravel()),
}
SOLID_WAYS = {
    "surface": lambda axes, table: axes.plot_surface(GRID_W, GRID_B, table.T),
    "wireframe": lambda axes, table: axes.plot_wireframe(GRID_W, GRID_B, table.T),
    "trisurf": lambda axes, table: axes.plot_trisurf(GRID_W.ravel(), GRID_B.ravel(), table.T.ravel()),
    "scatter": lambda axes, table: axes.scatter(GRID_W.ravel(), GRID_B.ravel(), table.T.ravel()),
    "contour": lambda axes, table: axes.contour(GRID_W, GRID_B, table.T, 9),
    "contourf": lambda axes, table: axes.contourf(GRID_W, GRID_B, table.T, 9),
}
WAYS = [(draw, {}) for draw in FLAT_WAYS.values()] + [(draw, {"projection": "3d"}) for draw in SOLID_WAYS.values()]
IDS = [*FLAT_WAYS, *(f"3-D {name}" for name in SOLID_WAYS)]


@pytest.mark.parametrize(("draw", "kind"), WAYS, ids=IDS)
def test_a_table_is_shown_however_it_is_drawn(draw, kind):
    assert shows_table(seen(lambda axes: draw(axes, TABLE.T), **kind), W, B, TABLE)
    assert shows_heights(seen(lambda axes: draw(axes, TABLE.T), **kind))


@pytest.mark.parametrize(("draw", "kind"), WAYS, ids=IDS)
def test_another_table_is_not(draw, kind):
    for other in (TABLE[::-1], TABLE[:, ::-1], TABLE + 0.1 * GRID_W):
        assert not shows_table(seen(lambda axes, other=other: draw(axes, other.T), **kind), W, B, TABLE)


def test_no_table_is_shown_by_something_else():
    observed = seen(lambda axes: axes.plot(X, Y, "o-"))
    assert not shows_table(observed, W, B, TABLE)
    assert not shows_heights(observed)


@pytest.mark.parametrize(
    ("label", "words", "there"),
    [
        ("x", ["x"], True),
        ("X (m)", ["x"], True),
        ("$x_1$", ["x"], True),
        ("max", ["x"], False),
        ("index", ["x"], False),
        ("density", ["y"], False),
        (r"$\hat{y}$", ["y"], True),
        ("y_hat", ["y"], True),
        ("Hours studied", ["hour"], True),
        ("Losses", ["loss"], True),
        ("MSE loss", ["cost", "loss"], True),
        ("权重 w", ["w"], True),
        ("学习时间（小时）", ["hours", "小时"], True),
        ("", ["x"], False),
        ("glossy", ["loss"], False),
    ],
)
def test_labels_hold_whole_words(label, words, there):
    assert has_word(label, words) == there


def said_in(text, language):
    return text.in_languages(("en", "zh"))[language]


def test_axes_are_labelled():
    holds = labelled(x="w", y=("cost", "loss", "代价"))
    assert holds(seen(lambda axes: axes.set(xlabel="w", ylabel="Loss")), {}) is None
    said = holds(seen(lambda axes: axes.set(xlabel="max", ylabel="density")), {})
    assert '"max", "density"' in said_in(said, "en")
    assert '"w", "cost"' in said_in(said, "zh")
    assert "none" in said_in(holds(seen(lambda axes: None), {}), "en")

    solid = labelled(x="w", y="b", z="cost")
    assert solid(seen(lambda axes: axes.set(xlabel="w", ylabel="b")), {}) is None
    assert solid(seen(lambda axes: axes.set(xlabel="w", ylabel="b"), projection="3d"), {}) is not None

    figure = Figure()
    figure.subplots(2)
    figure.supxlabel("w")
    figure.supylabel("cost")
    assert holds(drawn(figure), {}) is None


def test_a_colour_bar_is_not_the_axes():
    figure = Figure()
    axes = figure.add_subplot()
    figure.colorbar(axes.imshow(TABLE))
    figure.axes[1].set(xlabel="w", ylabel="cost")
    assert labelled(x="w", y="cost")(drawn(figure), {}) is not None


def test_what_came_back_is_a_figure():
    assert is_figure(seen(lambda axes: None), {}) is None
    assert "return" in said_in(is_figure(drawn(None), {}), "en")
    assert "Axes" in said_in(is_figure(drawn(Figure().add_subplot()), {}), "en")
    assert isinstance(is_figure(drawn(Figure()), {}), Text)


def test_each_call_gives_a_figure_of_its_own():
    first, second = (seen(lambda axes, last=last: axes.plot([0, 1], [0, last])) for last in (1, 2))
    calls = {"first": first, "first, later": first, "second": second}
    assert is_new_figure(calls, {}) is None
    for changed, said in [
        ({"second": drawn(None)}, "return"),
        ({"first": seen(lambda axes: None)}, "Nothing"),
        ({"first, later": second}, "draws into"),
        ({"second": first}, "the same"),
    ]:
        assert said in said_in(is_new_figure(calls | changed, {}), "en")


def test_forged_numbers_show_nothing():
    observed = seen(lambda axes: axes.plot(X, Y, "o-"))
    for forged in (math.nan, math.inf, "1", None, [1], {}):
        line = observed["axes"][0]["lines"][0]
        line["vertices"] = [[forged, forged]] * 5
        assert not shows_path(observed, PLACES)
