"""How the expected numbers may have been rearranged: a table of arrangements, simplest first."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from grader.grading.diagnosis.causes import Arrangement
from grader.grading.diagnosis.samples import Floats, Sample

_Turn = Callable[[Floats], Floats]


def rearranged(arrangement: Arrangement, sample: Sample) -> Sample | None:
    """The sample with its expected numbers rearranged, so that they may be compared one by one; None where the
    arrangement has no meaning."""
    made = ARRANGEMENTS[arrangement](sample)
    return None if made is None or made.got.shape != made.want.shape else made


def _of_want(turn: _Turn, *, ndim: int = 1, same_shape: bool = False) -> Callable[[Sample], Sample | None]:
    def make(sample: Sample) -> Sample | None:
        if (
            sample.want.ndim < ndim
            or not sample.want.shape[0]
            or (same_shape and sample.got.shape != sample.want.shape)
        ):
            return None
        return sample.with_numbers(sample.got, turn(sample.want), turn(sample.allowed))

    return make


def _sorted(sample: Sample) -> Sample | None:
    if sample.got.shape != sample.want.shape or not sample.want.ndim:
        return None
    order = np.argsort(sample.want, axis=0, kind="stable")
    want, allowed = (np.take_along_axis(array, order, axis=0) for array in (sample.want, sample.allowed))
    return sample.with_numbers(sample.got, want, allowed)


def _reordered(sample: Sample) -> Sample | None:
    if sample.got.shape != sample.want.shape or sample.want.size < 2:
        return None
    order = np.argsort(sample.want, axis=None)
    return sample.with_numbers(np.sort(sample.got, axis=None), sample.want.flat[order], sample.allowed.flat[order])


def _early(sample: Sample) -> Sample | None:
    if sample.got.shape != sample.want.shape or sample.want.ndim < 1:
        return None
    return sample.with_numbers(sample.got[:-1], sample.want[1:], sample.allowed[1:])


def _late(sample: Sample) -> Sample | None:
    if sample.got.shape != sample.want.shape or sample.want.ndim < 1:
        return None
    return sample.with_numbers(sample.got[1:], sample.want[:-1], sample.allowed[:-1])


def _longer(turn: _Turn) -> Callable[[Sample], Sample | None]:
    def make(sample: Sample) -> Sample | None:
        if sample.got.ndim < 1 or sample.want.ndim < 1 or len(sample.got) != len(sample.want) + 1:
            return None
        return sample.with_numbers(turn(sample.got), sample.want, sample.allowed)

    return make


def _flattened(sample: Sample) -> Sample | None:
    if sample.want.ndim < 2 or sample.got.ndim != 1:
        return None
    return sample.with_numbers(sample.got, sample.want.ravel(), sample.allowed.ravel())


def _reshaped(sample: Sample) -> Sample | None:
    if sample.got.shape == sample.want.shape or sample.got.size != sample.want.size:
        return None
    shape = sample.got.shape
    return sample.with_numbers(sample.got, sample.want.reshape(shape), sample.allowed.reshape(shape))


def _diagonal(sample: Sample) -> Sample | None:
    if sample.want.ndim != 2 or sample.want.shape[0] != sample.want.shape[1] or sample.got.ndim != 1:
        return None
    return sample.with_numbers(sample.got, np.diagonal(sample.want), np.diagonal(sample.allowed))


def _table(sample: Sample) -> Sample | None:
    square = sample.got.ndim == 2 and sample.got.shape[0] == sample.got.shape[1]
    if not square or sample.want.size != sample.got.shape[0] or sample.want.size < 2:
        return None
    return sample.with_numbers(np.diagonal(sample.got), sample.want.ravel(), sample.allowed.ravel())


def _all_like(place: int | None) -> Callable[[Sample], Sample | None]:
    def make(sample: Sample) -> Sample | None:
        want = sample.want
        if sample.got.shape != want.shape or want.ndim < 1 or len(want) < 2 or not (want != want[:1]).any():
            return None
        if place is None:
            return sample.with_numbers(sample.got, np.repeat(sample.got[:1], len(want), axis=0), 0 * want)
        rows, allowed = (np.repeat(array[place][None], len(want), axis=0) for array in (want, sample.allowed))
        return sample.with_numbers(sample.got, rows, allowed)

    return make


def _differences(sample: Sample) -> Sample | None:
    if sample.want.ndim < 1:
        return None
    # Subtracting keeps the rounding errors of the larger numbers.
    blur = sample.tolerance(sample.want, sample.allowed)
    return sample.with_numbers(sample.got, np.diff(sample.want, axis=0), blur[1:] + blur[:-1])


def _transposed(sample: Sample) -> Sample | None:
    if sample.want.ndim != 2:
        return None
    return sample.with_numbers(sample.got, sample.want.T, sample.allowed.T)


def _reduced(reduce: Callable[[Floats], Floats], *, of_got: bool) -> Callable[[Sample], Sample | None]:
    def make(sample: Sample) -> Sample | None:
        larger, smaller = (sample.got, sample.want) if of_got else (sample.want, sample.got)
        if larger.size < 2 or smaller.size != 1:
            return None
        blur = np.full(smaller.shape, float(reduce(np.abs(larger)).item()) * 1e-13 + sample.allowed.sum())
        value = np.full(smaller.shape, float(reduce(larger).item()))
        return sample.with_numbers(value, sample.want, blur) if of_got else sample.with_numbers(sample.got, value, blur)

    return make


ARRANGEMENTS: dict[Arrangement, Callable[[Sample], Sample | None]] = {
    "same": lambda sample: sample,
    "transposed": _transposed,
    "reversed": _of_want(lambda x: x[::-1], same_shape=True),
    "columns_reversed": _of_want(lambda x: x[..., ::-1], ndim=2, same_shape=True),
    "flattened": _flattened,
    "reshaped": _reshaped,
    "diagonal": _diagonal,
    "table": _table,
    "all_last": _all_like(-1),
    "all_first": _all_like(0),
    "last": _of_want(lambda x: x[-1]),
    "first": _of_want(lambda x: x[0]),
    "last_missing": _of_want(lambda x: x[:-1]),
    "first_missing": _of_want(lambda x: x[1:]),
    "last_column_missing": _of_want(lambda x: x[:, :-1], ndim=2),
    "first_column_missing": _of_want(lambda x: x[:, 1:], ndim=2),
    "last_alone": _of_want(lambda x: x[-1:]),
    "first_alone": _of_want(lambda x: x[:1]),
    "last_extra": _longer(lambda x: x[:-1]),
    "first_extra": _longer(lambda x: x[1:]),
    "early": _early,
    "late": _late,
    "averaged": _reduced(np.mean, of_got=False),
    "summed": _reduced(np.sum, of_got=False),
    "unaveraged": _reduced(np.mean, of_got=True),
    "unsummed": _reduced(np.sum, of_got=True),
    "cumulated": _of_want(lambda x: np.cumsum(x, axis=0), same_shape=True),
    "differences": _differences,
    "sorted": _sorted,
    "reordered": _reordered,
    "all_alike": _all_like(None),
}
"""In the order in which they are tried."""
