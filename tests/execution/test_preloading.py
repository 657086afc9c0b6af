"""Which libraries are imported ahead."""

import pytest
from asking import asking, observed, values

from grader.execution.pool import Pool
from grader.execution.preloading import libraries_in


@pytest.mark.parametrize(
    ("sources", "libraries"),
    [
        ((), ()),
        (("import torch\nimport numpy as np\n",), ()),
        (("from matplotlib import pyplot as plt\n", "import matplotlib\n"), ("matplotlib",)),
        (
            ("import os\n    from torchvision import datasets\n", "import matplotlib.pyplot"),
            ("matplotlib", "torchvision"),
        ),
        (("# import pandas\nx = 'import scipy'\n",), ()),
    ],
)
def test_heavy_libraries_are_found(sources, libraries):
    assert libraries_in(*sources) == libraries


def test_a_child_finds_what_drawing_needs_imported_already():
    drawing = """
    import sys
    there = {name: name in sys.modules for name in ("matplotlib.pyplot", "matplotlib.backends.backend_agg")}
    before = set(sys.modules)
    from matplotlib import pyplot as plt
    figure, axes = plt.subplots()
    axes.plot([0, 1], [2, 3])
    axes.set_xlabel("x")
    figure.canvas.draw()
    """
    with Pool(preload=("matplotlib",)) as pool:
        seen = observed(
            pool, drawing, asking("list(m.there.values())"), asking("sorted(set(m.sys.modules) - m.before)")
        )
    assert [list(value.items) for value in values(seen)] == [[True, True], []]
