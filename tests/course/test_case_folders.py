"""Folders of cases: declared, drawn, and put on disk; data sets in the formats that torchvision reads."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from forking import run_with_torch

from grader.authoring import (
    AuthoringError,
    Folder,
    Samples,
    case,
    check,
    cifar10_folder,
    folder,
    md5_sums,
    mnist_folder,
    plain,
)
from grader.authoring.datasets import CIFAR10_SIZE, MNIST_SIZE, idx
from grader.course.draws import draw_cases
from grader.course.folders import placed


def drawn(**arguments):
    @check(role="data", of="load", cases=[case(**arguments)])
    def probe(m, root):
        """A probe."""

    return draw_cases(probe, 1)[0]


def samples(seed: int, count: int, size: int) -> Samples:
    generator = np.random.default_rng(seed)
    return Samples(
        generator.integers(0, 256, count * size).astype("uint8").tobytes(),
        generator.integers(0, 10, count).astype("uint8").tobytes(),
    )


def test_a_folder_is_drawn_as_files_and_shown_by_their_names():
    found = drawn(root=folder({"a/one": b"1", "two": b"22"}))
    assert found.folders == {"root": {"a/one": b"1", "two": b"22"}}
    assert (found.arguments, found.texts) == ({"root": ""}, {"root": "a/one, two"})


def test_each_placing_makes_a_new_folder(tmp_path):
    found = drawn(root=folder({"a/b/one": b"1", "two": b""}))
    first, second = (placed(found.arguments, found.folders, str(tmp_path))["root"] for _ in range(2))
    assert first != second
    for top in (first, second):
        assert Path(top).parent == tmp_path
        names = {str(path.relative_to(top)): path.read_bytes() for path in Path(top).rglob("*") if path.is_file()}
        assert names == {"a/b/one": b"1", "two": b""}


@pytest.mark.parametrize("name", ["", "/etc/passwd", "../up", "a/../../up", "a//b", "a/", "C:/x", "a\\b", "."])
def test_a_name_that_leads_out_is_refused(name):
    with pytest.raises(AuthoringError, match="relative name"):
        folder({name: b""})


def test_a_folder_inside_another_argument_is_refused():
    with pytest.raises(AuthoringError, match="by itself"):
        drawn(root=plain([folder({})]))


def test_data_sets_of_the_wrong_size_are_refused():
    with pytest.raises(AuthoringError, match="each image takes 784 bytes"):
        mnist_folder(Samples(bytes(784), bytes(2)), Samples(b"", b""))
    with pytest.raises(AuthoringError, match="5 training batches"):
        cifar10_folder([Samples(b"", b"")], Samples(b"", b""))
    with pytest.raises(AuthoringError, match="do not fill"):
        idx(bytes(5), (2, 3))


def test_torchvision_reads_what_was_written(tmp_path):
    parts = [samples(seed, 2 + seed, CIFAR10_SIZE) for seed in range(6)]
    digits, others = samples(7, 5, MNIST_SIZE), samples(8, 3, MNIST_SIZE)
    colours = cifar10_folder(parts[:5], parts[5])
    roots = [_root(mnist_folder(digits, others), tmp_path), _root(colours, tmp_path)]
    code = f"""
import hashlib
from grader.wire import torchvision_import
torchvision_import.install()
from torchvision import datasets
sums = {md5_sums(colours)!r}
kind = datasets.CIFAR10
kind.train_list = [[name, sums[name]] for name, _ in kind.train_list]
kind.test_list = [[name, sums[name]] for name, _ in kind.test_list]
kind.meta = kind.meta | dict(md5=sums["batches.meta"])
for train in (True, False):
    mnist = datasets.MNIST({roots[0]!r}, train=train)
    cifar = kind({roots[1]!r}, train=train)
    pixels = cifar.data.transpose(0, 3, 1, 2).tobytes()
    print(hashlib.md5(mnist.data.numpy().tobytes()).hexdigest(), mnist.targets.tolist(),
        hashlib.md5(pixels).hexdigest(), cifar.targets, cifar.classes[9])
sums["test_batch"] = "0" * 32
kind.test_list = [[name, sums[name]] for name, _ in kind.test_list]
try:
    kind({roots[1]!r}, train=False)
except RuntimeError as refused:
    print("corrupted" in str(refused))
"""
    done = run_with_torch(code)
    import hashlib

    def line(mnist: Samples, *cifar: Samples) -> str:
        pixels = b"".join(part.images for part in cifar)
        labels = [label for part in cifar for label in part.labels]
        return (
            f"{hashlib.md5(mnist.images).hexdigest()} {list(mnist.labels)} {hashlib.md5(pixels).hexdigest()} "
            f"{labels} truck"
        )

    assert done.stdout.splitlines() == [line(digits, *parts[:5]), line(others, parts[5]), "True"], done.stderr


def _root(files: Folder, tmp_path: Path) -> str:
    return str(placed({}, {"root": dict(files.files)}, str(tmp_path))["root"])
