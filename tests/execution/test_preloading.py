"""Which libraries are imported ahead."""

import pytest

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
