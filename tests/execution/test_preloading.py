"""Which libraries are imported ahead."""

import copy
import sys
from dataclasses import replace

import forking
import pytest
from asking import asking, observed, values
from matplotlib import font_manager

from grader.execution.boundary import NOTHING
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
        (
            ("import numpy as np, matplotlib.pyplot as plt , torchvision  # and pandas, scipy\n",),
            ("matplotlib", "torchvision"),
        ),
        (("import os\nfrom scipy import stats, pandas\n",), ("scipy",)),
    ],
)
def test_heavy_libraries_are_found(sources, libraries):
    assert libraries_in(("torch", "numpy", "torchvision", "matplotlib", "scipy"), *sources) == libraries


@pytest.fixture(scope="module")
def pool(tmp_path_factory):
    """Workers that start anew, with every library of the course, one that is broken and one that is not there."""
    broken, kept = tmp_path_factory.mktemp("libraries"), tmp_path_factory.mktemp("matplotlib")
    fonts = copy.deepcopy(font_manager.fontManager)
    fonts.ttflist[0] = replace(fonts.ttflist[0], name="Of a test")
    font_manager.json_dump(fonts, kept / f"fontlist-v{font_manager.FontManager.__version__}.json")
    (broken / "scipy.py").write_text("raise OSError('libgfortran is not there')\n", encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch, forking.cold():
        patch.syspath_prepend(broken)
        patch.setenv("MPLCONFIGDIR", str(kept))
        with Pool(preload=("matplotlib", "torchvision", "scipy", "no_such_library")) as pool:
            yield pool


def test_a_child_finds_what_drawing_needs_imported_already(pool):
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
    looks = asking("list(m.there.values())"), asking("sorted(set(m.sys.modules) - m.before)")
    seen = observed(pool, drawing, *looks)
    assert [list(value.items) for value in values(seen)] == [[True, True], []]


def test_the_fonts_that_matplotlib_has_found_for_the_user_are_not_looked_for_anew(pool):
    text = "from matplotlib import font_manager\nnames = {font.name for font in font_manager.fontManager.ttflist}"
    assert values(observed(pool, text, asking("'Of a test' in m.names"))) == [True]


def test_what_cannot_be_imported_ahead_is_told_with_its_reason_and_the_rest_works(pool):
    assert pool.observe(NOTHING).unavailable == {
        "scipy": "OSError: libgfortran is not there",
        "no_such_library": "ModuleNotFoundError: No module named 'no_such_library'",
    }
    seen = observed(pool, "import matplotlib", asking("m.matplotlib.__name__"))
    assert values(seen) == ["matplotlib"]


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="the unit of ru_maxrss is Linux's")
def test_with_every_library_loaded_a_learners_process_takes_less_than_450_mebibytes(pool):
    training = """
    import resource
    import torch
    from matplotlib import pyplot as plt
    from torchvision import datasets, transforms
    model = torch.nn.Linear(784, 1)
    optimizer = torch.optim.Adam(model.parameters())
    for _ in range(3):
        optimizer.zero_grad()
        torch.nn.functional.binary_cross_entropy_with_logits(model(torch.rand(64, 784)), torch.ones(64, 1)).backward()
        optimizer.step()
    figure, axes = plt.subplots()
    axes.imshow(torch.rand(28, 28))
    figure.canvas.draw()
    """
    look = asking("m.resource.getrusage(m.resource.RUSAGE_SELF).ru_maxrss / 1024")
    seen = observed(pool, training, look)
    (mebibytes,) = values(seen)
    assert 100 < mebibytes < 450
