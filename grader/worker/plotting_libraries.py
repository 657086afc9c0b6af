"""The parts of NumPy and matplotlib that are needed to read a figure."""

from __future__ import annotations

import importlib
from functools import cache
from typing import Any


class PlottingLibraries:
    """The functions and classes of NumPy and matplotlib that are used, looked up before any learner's code runs."""

    def __init__(self) -> None:
        load = importlib.import_module
        self.np: Any = load("numpy")
        self.path: Any = load("matplotlib.path").Path
        self.to_hex: Any = load("matplotlib.colors").to_hex
        self.to_rgba_array: Any = load("matplotlib.colors").to_rgba_array
        self.marked: Any = getattr(load("matplotlib.lines"), "_mark_every_path", None)
        collections = load("matplotlib.collections")
        self.line_collection: Any = collections.LineCollection
        self.quad_mesh: Any = collections.QuadMesh
        self.triangle_mesh: Any = collections.TriMesh
        self.contours: Any = load("matplotlib.contour").ContourSet
        self.arrow: Any = load("matplotlib.patches").FancyArrowPatch
        self.legend: Any = load("matplotlib.legend").Legend
        self.axes: Any = load("matplotlib.axes").Axes
        self.figure: Any = load("matplotlib.figure").FigureBase


@cache
def prepare() -> PlottingLibraries:
    """Import what is needed to read a figure; a worker does so before it loads a learner's file."""
    return PlottingLibraries()
