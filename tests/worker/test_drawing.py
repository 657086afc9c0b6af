"""What `drawn` reads out of figures, whatever draws them."""

import json

import matplotlib
import numpy as np
import pytest
from matplotlib import pyplot as plt
from matplotlib import tri
from matplotlib.collections import LineCollection, PatchCollection, PolyCollection
from matplotlib.figure import Figure
from matplotlib.patches import Circle, PathPatch, Polygon
from matplotlib.path import Path

from grader.wire.codec import encode
from grader.wire.values import Cut
from grader.worker.drawing import drawn
from grader.worker.drawing_budget import MAX_NODES

matplotlib.use("agg")

XS = np.array([0.0, 1.0, 2.0, 3.0])
YS = np.array([1.0, 3.0, 2.0, 5.0])
CURVE = [[0.0, 1.0], [1.0, 3.0], [2.0, 2.0], [3.0, 5.0]]


@pytest.fixture(autouse=True)
def closed():
    yield
    plt.close("all")


def axes_of(draw, **kwargs):
    """What the axes show that `draw` drew into, as it crosses."""
    figure = Figure()
    draw(figure.add_subplot(**kwargs))
    found = drawn(figure)
    json.dumps(found)
    return found["axes"][0]


def solid(draw):
    return axes_of(draw, projection="3d")


def path_patch(axes):
    axes.add_patch(PathPatch(Path(CURVE), fill=False))
    axes.set(xlim=(-1, 4), ylim=(0, 6))


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: axes.plot(XS, YS),
        lambda axes: axes.plot(XS, YS, "--", color="tab:red", alpha=0.3),
        lambda axes: axes.add_collection(LineCollection([CURVE]), autolim=True),
        lambda axes: axes.errorbar(XS, YS),
        lambda axes: axes.semilogx(XS + 1, YS) and axes.lines[0].set_xdata(XS),
        path_patch,
    ],
    ids=["plot", "style", "line collection", "errorbar", "set later", "path"],
)
def test_a_line_is_read_whatever_draws_it(draw):
    def with_room(axes):
        draw(axes)
        axes.set(xscale="linear", xlim=(-1, 4), ylim=(0, 6))

    lines = axes_of(with_room)["lines"]
    assert [line["vertices"] for line in lines] == [CURVE]


def test_segments_of_a_collection_are_lines_of_their_own():
    parts = [CURVE[:2], CURVE[1:3], CURVE[2:]]
    found = axes_of(lambda axes: axes.add_collection(LineCollection(parts)) and axes.autoscale())
    assert [line["vertices"] for line in found["lines"]] == parts


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: axes.axhline(0.5),
        lambda axes: axes.axline((0, 0.5), slope=0),
        lambda axes: axes.axline((0, 0.5), (1, 0.5)),
        lambda axes: axes.hlines(0.5, 0, 10),
        lambda axes: axes.plot([0, 10], [0.5, 0.5]),
        lambda axes: axes.plot([-50, 60], [0.5, 0.5]),
        lambda axes: axes.plot([0, 1], [0.5, 0.5], transform=axes.get_yaxis_transform()),
        lambda axes: axes.add_collection(LineCollection([[(0, 0.5), (10, 0.5)]])),
    ],
    ids=["axhline", "slope", "two points", "hlines", "plot", "beyond the view", "blended", "collection"],
)
def test_a_line_across_the_axes_ends_at_the_edge_of_the_view(draw):
    def within(axes):
        draw(axes)
        axes.set(xlim=(0, 10), ylim=(0, 1))

    (line,) = axes_of(within)["lines"]
    assert np.allclose(line["vertices"], [[0, 0.5], [10, 0.5]], atol=1e-6)


def test_a_vertical_line_ends_at_the_edge_of_the_view():
    def within(axes):
        axes.axvline(2.0)
        axes.set(xlim=(0, 10), ylim=(-1, 1))

    (line,) = axes_of(within)["lines"]
    assert np.allclose(sorted(line["vertices"]), [[2, -1], [2, 1]])


def test_what_leaves_the_view_is_cut_off_and_comes_back():
    def within(axes):
        axes.plot([0, 1, 2, 3, 4], [0, 1, 3, 1, 0])
        axes.set(xlim=(0, 4), ylim=(0, 2))

    first, second = axes_of(within)["lines"]
    assert np.allclose(first["vertices"], [[0, 0], [1, 1], [1.5, 2]])
    assert np.allclose(second["vertices"], [[2.5, 2], [3, 1], [4, 0]])


def test_on_a_logarithmic_axis_a_line_is_cut_off_where_it_is_seen_to_be():
    def within(axes):
        axes.plot([1, 10_000], [0, 4])
        axes.set(xscale="log", xlim=(1, 100), ylim=(0, 4))

    found = axes_of(within)
    assert found["scales"] == {"x": "log", "y": "linear"}
    assert np.allclose(found["lines"][0]["vertices"], [[1, 0], [100, 2]])


def test_a_gap_parts_a_line():
    lines = axes_of(lambda axes: axes.plot([0, 1, 2, 3, 4], [1, 2, np.nan, 3, 4]))["lines"]
    assert [line["vertices"] for line in lines] == [[[0, 1], [1, 2]], [[3, 3], [4, 4]]]


def test_steps_are_steps():
    lines = axes_of(lambda axes: axes.step([0, 1, 2], [1, 2, 3], where="post"))["lines"]
    assert lines[0]["vertices"] == [[0, 1], [1, 1], [1, 2], [2, 2], [2, 3]]


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: axes.plot(XS, YS, visible=False),
        lambda axes: axes.plot(XS, YS, alpha=0),
        lambda axes: axes.plot(XS, YS, linewidth=0),
        lambda axes: axes.plot(XS, YS, linestyle="none"),
        lambda axes: axes.plot(XS, YS, color="none"),
        lambda axes: axes.plot(XS, YS, color=(1, 0, 0, 0)),
        lambda axes: axes.plot(XS, YS, "o", markersize=0, linestyle=""),
        lambda axes: axes.plot(XS, YS, "o", color="none", linestyle=""),
        lambda axes: axes.plot(XS, YS) and axes.set_xlim(10, 20),
        lambda axes: axes.plot(XS, YS, "o") and axes.set_xlim(10, 20),
        lambda axes: axes.scatter(XS, YS, s=0),
        lambda axes: axes.scatter(XS, YS, alpha=0),
        lambda axes: axes.scatter(XS, YS, c="none"),
        lambda axes: axes.scatter(XS, YS).set_visible(False),
        lambda axes: axes.scatter(XS, YS) and axes.set_ylim(10, 20),
        lambda axes: axes.add_collection(LineCollection([CURVE], linewidths=0)),
        lambda axes: axes.add_collection(LineCollection([CURVE], colors="none")),
        lambda axes: axes.text(1, 1, "here", visible=False),
        lambda axes: axes.text(1, 1, ""),
        lambda axes: axes.imshow([[1, 2], [3, 4]]).set_visible(False),
        lambda axes: axes.bar(XS, YS, color="none"),
    ],
)
def test_what_cannot_be_seen_is_left_out(draw):
    found = axes_of(draw)
    kinds = ("lines", "points", "texts", "shapes", "grids", "cells", "shades", "bands", "surfaces")
    assert not any(found[kind] for kind in kinds)


def test_axes_that_cannot_be_seen_are_left_out():
    figure = Figure()
    figure.add_subplot().set_visible(False)
    assert drawn(figure)["axes"] == []


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: axes.scatter(XS, YS),
        lambda axes: axes.plot(XS, YS, "o"),
        lambda axes: axes.plot(XS, YS, ","),
        lambda axes: axes.plot(XS, YS, "o-"),
        lambda axes: axes.scatter(XS, YS, marker="x", c="red"),
        lambda axes: axes.scatter(XS, YS, facecolors="none", edgecolors="k"),
        lambda axes: axes.plot(XS, YS, "o", markerfacecolor="none", linestyle=""),
        lambda axes: axes.errorbar(XS, YS, yerr=0.1, fmt="s"),
        lambda axes: axes.stem(XS, YS),
        lambda axes: [axes.plot(x, y, "k.") for x, y in CURVE],
        lambda axes: [axes.scatter(x, y) for x, y in CURVE],
    ],
)
def test_points_are_read_whatever_draws_them(draw):
    places = [place for entry in axes_of(draw)["points"] for place in entry["places"]]
    assert sorted(places) == CURVE


def test_colours_and_sizes_of_points_are_told_where_they_differ():
    plain, marked = axes_of(
        lambda axes: (
            axes.scatter(XS, YS, s=9, c="red"),
            axes.scatter(XS, YS, s=[9, 9, 50, 9], c=["k", "k", "r", "k"]),
        )
    )["points"]
    assert (plain["colours"], plain["sizes"]) == ("#ff0000", 9)
    assert marked["colours"] == ["#000000", "#000000", "#ff0000", "#000000"]
    assert marked["sizes"] == [9, 9, 50, 9]


def test_values_shown_by_the_colours_of_points_are_told():
    (entry,) = axes_of(lambda axes: axes.scatter(XS, YS, c=[4.0, 5.0, 6.0, 7.0]))["points"]
    assert entry["values"] == [4, 5, 6, 7]


@pytest.mark.parametrize(
    ("every", "marked"),
    [([2], [[2, 2]]), (2, [[0, 1], [2, 2]]), ((1, 2), [[1, 3], [3, 5]]), (slice(3, None), [[3, 5]]), (0.001, CURVE)],
)
def test_only_some_places_of_a_line_carry_a_marker(every, marked):
    found = axes_of(lambda axes: axes.plot(XS, YS, marker="o", markevery=every))
    assert np.allclose(found["points"][0]["places"], marked)
    assert found["lines"][0]["vertices"] == CURVE


def test_filled_shapes_are_read_by_their_outlines():
    def shapes(axes):
        axes.bar([1], [3], width=0.5)
        axes.add_patch(Polygon([[0, 0], [1, 0], [1, 1]]))
        axes.fill_between([0, 1], [1, 2])
        axes.set(xlim=(-1, 5), ylim=(-1, 5))

    found = axes_of(shapes)["shapes"]
    corners = [{tuple(vertex) for vertex in entry["outlines"][0]} for entry in found]
    assert {(0.75, 0), (1.25, 0), (1.25, 3), (0.75, 3)} in corners
    assert {(0, 0), (1, 0), (1, 1)} in corners
    assert {(0, 0), (1, 0), (1, 2), (0, 1)} in corners


def test_a_circle_is_round():
    def circle(axes):
        axes.add_patch(Circle((1, 2), 0.001))
        axes.add_collection(PatchCollection([Circle((1, 2), 0.001)]))
        axes.set(xlim=(0.99, 1.01), ylim=(1.99, 2.01))

    for entry in axes_of(circle)["shapes"]:
        distances = np.hypot(*(np.array(entry["outlines"][0]) - [1, 2]).T)
        assert len(distances) > 8
        assert np.allclose(distances, 0.001, rtol=0.01)


W, B = np.array([0.0, 1.0, 2.0]), np.array([-1.0, 1.0])
TABLE = np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 7.0]])  # of w and b


def grid(x, y, values):
    return {"x": x, "y": y, "values": values}


def test_images_and_meshes_are_grids_of_cells():
    images = [
        axes_of(lambda axes: axes.imshow(TABLE.T, origin="lower", extent=(-0.5, 2.5, -2, 2), aspect="auto")),
        axes_of(lambda axes: axes.imshow(TABLE.T[::-1], extent=(-0.5, 2.5, -2, 2))),
        axes_of(lambda axes: axes.pcolormesh(W, B, TABLE.T, shading="nearest")),
        axes_of(lambda axes: axes.pcolormesh([-0.5, 0.5, 1.5, 2.5], [-2, 0, 2], TABLE.T)),
        axes_of(lambda axes: axes.pcolorfast([-0.5, 0.5, 1.5, 2.5], [-2, 0, 2], TABLE.T)),
    ]
    cells = [cells_of(found["grids"][0]) for found in images]
    assert all(other == cells[0] for other in cells)
    assert cells[0][(2, 1)] == 7


def cells_of(entry):
    x, y = np.array(entry["x"]), np.array(entry["y"])
    values = np.array(entry["values"])
    return {
        (float((x[i] + x[i + 1]) / 2), float((y[j] + y[j + 1]) / 2)): float(values[j, i])
        for i in range(len(x) - 1)
        for j in range(len(y) - 1)
    }


def test_cells_of_any_shape_have_their_values():
    found = axes_of(lambda axes: axes.pcolor(W, B, TABLE.T, shading="nearest"))["cells"]
    centres = {tuple(np.mean(outline[:4], axis=0)): value for outline, value in pairs(found)}
    assert centres[(2, 1)] == 7
    assert centres[(0, -1)] == 1

    triangles = tri.Triangulation([0, 1, 0], [0, 0, 1])
    (entry,) = axes_of(lambda axes: axes.tripcolor(triangles, [1.0, 2.0, 6.0]))["cells"]
    assert entry["values"] == [3]
    assert sorted(entry["outlines"][0][:3]) == [[0, 0], [0, 1], [1, 0]]

    squares = PolyCollection([[(0, 0), (1, 0), (1, 1)], [(2, 2), (3, 2), (3, 3)]], array=[4.0, 5.0])
    (entry,) = axes_of(lambda axes: axes.add_collection(squares) and axes.autoscale())["cells"]
    assert entry["values"] == [4, 5]

    (entry,) = axes_of(lambda axes: axes.hexbin([0, 0, 5], [0, 0, 5], gridsize=3, mincnt=1))["cells"]
    assert sorted(entry["values"]) == [1, 2]
    assert np.allclose(np.mean(entry["outlines"][0][:6], axis=0), [0, 0], atol=0.01)

    skewed = [[[0, 0], [1, 0]], [[0.5, 1], [1.5, 1]]]
    x, y = np.array(skewed)[..., 0], np.array(skewed)[..., 1]
    (entry,) = axes_of(lambda axes: axes.pcolormesh(x, y, [[3.0]]))["cells"]
    assert entry == {"outlines": [[[0, 0], [1, 0], [1.5, 1], [0.5, 1]]], "values": [3]}


def pairs(cells):
    return [pair for entry in cells for pair in zip(entry["outlines"], entry["values"], strict=True)]


def test_colours_that_run_have_their_values_at_the_corners():
    smooth = [
        axes_of(lambda axes: axes.pcolormesh(W, B, TABLE.T, shading="gouraud")),
        axes_of(lambda axes: axes.tripcolor(np.repeat(W, 2), np.tile(B, 3), TABLE.ravel(), shading="gouraud")),
    ]
    for found in smooth:
        (entry,) = found["shades"]
        values = dict(zip(map(tuple, entry["vertices"]), entry["values"], strict=True))
        assert values[(2, 1)] == 7
        assert values[(0, -1)] == 1


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes, levels: axes.contour(W, B, TABLE.T, levels),
        lambda axes, levels: axes.tricontour(np.repeat(W, 2), np.tile(B, 3), TABLE.ravel(), levels),
        lambda axes, levels: axes.clabel(axes.contour(W, B, TABLE.T, levels)),
    ],
)
def test_contour_lines_have_their_levels(draw):
    found = axes_of(lambda axes: draw(axes, [2.0, 4.0]))
    assert {line["level"] for line in found["lines"]} == {2, 4}
    assert found["texts"] == []
    on_the_edge = [vertex[0] for line in found["lines"] if line["level"] == 2 for vertex in line["vertices"]]
    assert min(on_the_edge) == pytest.approx(0)


@pytest.mark.parametrize("extend", ["neither", "both"])
def test_filled_contours_have_their_bands(extend):
    found = axes_of(lambda axes: axes.contourf(W, B, TABLE.T, [2.0, 4.0, 6.0], extend=extend))
    bands = [band["between"] for band in found["bands"]]
    assert [2, 4] in bands
    assert [4, 6] in bands
    assert len(bands) == (2 if extend == "neither" else 4)
    same = axes_of(lambda axes: axes.tricontourf(np.repeat(W, 2), np.tile(B, 3), TABLE.ravel(), [2.0, 4.0, 6.0]))
    assert [2, 4] in [band["between"] for band in same["bands"]]


def test_a_surface_is_read_by_its_faces():
    w, b = np.meshgrid(W, B, indexing="ij")
    for draw in (
        lambda axes: axes.plot_surface(w, b, TABLE),
        lambda axes: axes.plot_trisurf(w.ravel(), b.ravel(), TABLE.ravel()),
    ):
        (entry,) = solid(draw)["surfaces"]
        assert [2, 1, 7] in entry["vertices"]
        assert len(entry["vertices"]) == 6
        assert all(len(set(face)) >= 3 for face in entry["faces"])
        assert {corner for face in entry["faces"] for corner in face} == set(range(6))


def test_lines_and_points_in_three_dimensions():
    w, b = np.meshgrid(W, B, indexing="ij")
    wires = solid(lambda axes: axes.plot_wireframe(w, b, TABLE))["lines"]
    assert [2, 1, 7] in [vertex for line in wires for vertex in line["vertices"]]

    found = solid(
        lambda axes: (
            axes.scatter([1.0], [2.0], [3.0], s=40),
            axes.plot([1, 2], [3, 4], [5, 6]),
            axes.plot([1], [2], [3], "r^"),
            axes.text(1, 2, 3, "here"),
            axes.set(xlabel="w", ylabel="b", zlabel="cost"),
        )
    )
    assert [entry["places"] for entry in found["points"]] == [[[1, 2, 3]], [[1, 2, 3]]]
    assert [line["vertices"] for line in found["lines"]] == [[[1, 3, 5], [2, 4, 6]]]
    assert found["texts"] == [{"text": "here", "place": [1, 2, 3]}]
    assert found["kind"] == "3d"
    assert found["labels"] == {"x": "w", "y": "b", "z": "cost"}

    contours = solid(lambda axes: axes.contour(w, b, TABLE, [2.0, 4.0]))["lines"]
    assert {line["level"] for line in contours} == {2, 4}
    assert {vertex[2] for line in contours if line["level"] == 2 for vertex in line["vertices"]} == {2}

    bars = solid(lambda axes: axes.bar3d([0], [0], [0], 1, 1, 5))["surfaces"]
    assert [1, 1, 5] in bars[0]["vertices"]


def test_texts_stand_where_they_are_seen():
    found = axes_of(
        lambda axes: (
            axes.plot(XS, YS),
            axes.text(1, 2, "low"),
            axes.text(0.5, 0.5, "middle", transform=axes.transAxes),
            axes.annotate("min", xy=(2, 2), xytext=(2, 4), arrowprops={"arrowstyle": "->"}),
            axes.annotate("near", (1, 3), xytext=(5, 5), textcoords="offset points"),
            axes.set(xlim=(0, 4), ylim=(0, 6)),
        )
    )
    texts = {entry["text"]: entry for entry in found["texts"]}
    assert texts["low"]["place"] == [1, 2]
    assert np.allclose(texts["middle"]["place"], [2, 3])
    assert texts["min"]["at"] == [2, 2]
    assert texts["near"]["at"] == [1, 3]


def test_labels_title_limits_and_legend():
    found = axes_of(
        lambda axes: (
            axes.plot(XS, YS, label="data"),
            axes.set(xlabel="x", ylabel="损失", title="A title", xlim=(0, 5), ylim=(6, 0)),
            axes.legend(),
        )
    )
    assert found["labels"] == {"x": "x", "y": "损失"}
    assert found["title"] == "A title"
    assert found["limits"] == {"x": [0, 5], "y": [6, 0]}
    assert found["legend"] == ["data"]
    assert found["kind"] == "2d"


def test_labels_of_axes_that_are_off_cannot_be_seen():
    assert axes_of(lambda axes: axes.set(xlabel="x") and axes.axis("off"))["labels"] == {"x": "", "y": ""}
    assert axes_of(lambda axes: axes.set(xlabel="x") and axes.xaxis.set_visible(False))["labels"]["x"] == ""


def test_labels_of_the_whole_figure():
    figure = Figure()
    figure.add_subplot()
    figure.supxlabel("w")
    figure.supylabel("cost")
    figure.suptitle("All")
    figure.text(0.5, 0.5, "note")
    found = drawn(figure)
    assert found["labels"] == {"x": "w", "y": "cost"}
    assert found["title"] == "All"
    assert found["texts"] == ["note"]


def test_a_colour_bar_is_told_from_the_axes():
    figure = Figure()
    axes = figure.add_subplot()
    figure.colorbar(axes.imshow(TABLE), label="cost")
    assert [one["kind"] for one in drawn(figure)["axes"]] == ["2d", "colorbar"]


def test_axes_in_axes_are_read():
    figure = Figure()
    figure.add_subplot().inset_axes([0.5, 0.5, 0.3, 0.3]).plot(XS, YS)
    assert drawn(figure)["axes"][1]["lines"][0]["vertices"] == CURVE


def test_of_axes_their_figure_is_read():
    axes = Figure().add_subplot()
    axes.plot(XS, YS)
    found = drawn(axes)
    assert found["returned"] == "Axes"
    assert found["axes"][0]["lines"][0]["vertices"] == CURVE


@pytest.mark.parametrize("other", [None, 3, [Figure()], Figure])
def test_what_is_no_figure_has_no_axes(other):
    found = drawn(other)
    assert found["axes"] == []
    assert found["returned"] in ("NoneType", "int", "list", "type")


@pytest.mark.parametrize(
    "draw",
    [
        lambda axes: axes.plot(np.linspace(0, 1, 200_000), np.linspace(0, 1, 200_000)),
        lambda axes: axes.scatter(np.linspace(0, 1, 100_000), np.linspace(0, 1, 100_000)),
        lambda axes: [axes.plot([0, 1], [0, n], linewidth=1) for n in range(500)],
        lambda axes: axes.imshow(np.zeros((1000, 1000))),
        lambda axes: axes.pcolor(np.zeros((90, 90))),
        lambda axes: axes.add_collection(LineCollection(np.zeros((12_000, 2, 2)))),
    ],
)
def test_the_size_is_bounded_and_two_figures_cross(draw):
    figure = Figure()
    draw(figure.add_subplot())
    found = drawn(figure)
    assert nodes(found) < 1.2 * MAX_NODES
    assert not holds_a_cut(encode([found, found]))


def nodes(value):
    if isinstance(value, dict):
        return 1 + sum(1 + nodes(item) for item in value.values())
    return 1 + sum(map(nodes, value)) if isinstance(value, list) else 1


def holds_a_cut(value):
    parts = getattr(value, "items", None) or [part for entry in getattr(value, "entries", ()) for part in entry]
    return isinstance(value, Cut) or any(map(holds_a_cut, parts))


def test_a_long_curve_is_thinned_and_keeps_its_ends():
    x = np.linspace(0, 10, 50_000)
    (line,) = axes_of(lambda axes: axes.plot(x, x**2))["lines"]
    assert line["vertices"][0] == [0, 0]
    assert line["vertices"][-1] == [10, 100]
    assert len(line["vertices"]) <= 4000


def test_what_cannot_be_read_is_left_out():
    figure = Figure()
    axes = figure.add_subplot()
    axes.axline((1, 1), (1, 1))  # through one point: it cannot be drawn
    axes.plot(XS, YS)
    found = drawn(figure)
    assert [line["vertices"] for line in found["axes"][0]["lines"]] == [CURVE]
    assert not found["whole"]


def test_reading_changes_nothing():
    figure = plt.figure()
    figure.add_subplot().plot(XS, YS, "o-")
    assert drawn(figure) == drawn(figure)
    assert plt.get_fignums() == [figure.number]
