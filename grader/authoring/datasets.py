"""Small data sets in the file formats of MNIST and CIFAR-10, as torchvision reads them."""

from __future__ import annotations

import hashlib
import math
import pickle
import struct
from collections.abc import Sequence
from typing import NamedTuple

from grader.authoring.cases import Folder, folder
from grader.errors import AuthoringError

MNIST_SIZE = 28 * 28
"""Bytes of one MNIST image: its rows from the top, one byte per pixel, 0 for the background."""

CIFAR10_SIZE = 3 * 32 * 32
"""Bytes of one CIFAR-10 image: the red, the green and the blue channel, each as rows from the top."""

CIFAR10_CLASSES = ("airplane", "automobile", "bird", "cat", "deer", "dog", "frog", "horse", "ship", "truck")
_CIFAR10_BATCHES = 5
_UNSIGNED_BYTE = 0x08


class Samples(NamedTuple):
    """Images, concatenated, and one label (0 to 9) for each, one byte per label."""

    images: bytes
    labels: bytes


def mnist_folder(train: Samples, test: Samples) -> Folder:
    """A folder with both parts of a data set as MNIST's four IDX files, where torchvision looks for them.

    Raises:
        AuthoringError: if the numbers of images and labels of a part differ.
    """
    files = {}
    for prefix, part in (("train", train), ("t10k", test)):
        count = _count(part, MNIST_SIZE)
        files[f"MNIST/raw/{prefix}-images-idx3-ubyte"] = idx(part.images, (count, 28, 28))
        files[f"MNIST/raw/{prefix}-labels-idx1-ubyte"] = idx(part.labels, (count,))
    return folder(files)


def idx(content: bytes, shape: Sequence[int]) -> bytes:
    """An IDX file of unsigned bytes: a magic number (type and number of dimensions), the sizes, the bytes.

    Raises:
        AuthoringError: if the number of bytes does not match the shape.
    """
    if math.prod(shape) != len(content):
        raise AuthoringError(f"{len(content)} bytes do not fill the shape {tuple(shape)}")
    return struct.pack(f">HBB{len(shape)}I", 0, _UNSIGNED_BYTE, len(shape), *shape) + content


def cifar10_folder(train: Sequence[Samples], test: Samples) -> Folder:
    """A folder with five training batches and a test batch as CIFAR-10's files, where torchvision looks for them.

    torchvision compares the MD5 sum of each file with the original's; `md5_sums` gives the sums for this folder.

    Raises:
        AuthoringError: if there are not five batches, or the numbers of images and labels of a batch differ.
    """
    if len(train) != _CIFAR10_BATCHES:
        raise AuthoringError(f"CIFAR-10 has {_CIFAR10_BATCHES} training batches; there are {len(train)} here")
    names = [*(f"data_batch_{number + 1}" for number in range(_CIFAR10_BATCHES)), "test_batch"]
    files = {
        f"cifar-10-batches-py/{name}": _cifar10_batch(name, batch)
        for name, batch in zip(names, (*train, test), strict=True)
    }
    facts = {"label_names": list(CIFAR10_CLASSES), "num_cases_per_batch": 10000, "num_vis": CIFAR10_SIZE}
    files["cifar-10-batches-py/batches.meta"] = pickle.dumps(facts, protocol=2)
    return folder(files)


def md5_sums(files: Folder) -> dict[str, str]:
    """The MD5 sum of each file, by the last part of its name."""
    return {
        name.rpartition("/")[2]: hashlib.md5(content, usedforsecurity=False).hexdigest()
        for name, content in files.files
    }


def _cifar10_batch(name: str, batch: Samples) -> bytes:
    import numpy as np

    count = _count(batch, CIFAR10_SIZE)
    content = {
        "batch_label": name,
        "labels": list(batch.labels),
        "data": np.frombuffer(batch.images, np.uint8).reshape(count, CIFAR10_SIZE),
        "filenames": [f"{name}_{number}.png" for number in range(count)],
    }
    return pickle.dumps(content, protocol=2)


def _count(part: Samples, size: int) -> int:
    count = len(part.labels)
    if len(part.images) != count * size:
        raise AuthoringError(
            f"{count} labels and {len(part.images)} bytes of images: each image takes {size} bytes and has one label"
        )
    return count
