"""What a rule permits: everything else of a library is not to be used."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable
from fnmatch import fnmatchcase

_PLACES = frozenset(
    {"torch", "numpy", "torch.linalg", "torch.special", "torch.functional", "torch.nn.functional", "numpy.linalg"}
)
"""Modules in which an elementary operation may be found under its own name."""

_OBJECTS = frozenset({"torch.Tensor", "numpy.ndarray"})
"""Classes whose methods are judged as methods of any object."""

_OPERATORS = re.compile(
    r"__(?:[ir]?(?:add|sub|mul|matmul|truediv|div|floordiv|mod|pow|and|or|xor|lshift|rshift)|divmod|neg|pos|abs|invert|eq"
    r"|ne|lt|le|gt|ge|len|bool|int|float|complex|index|getitem|setitem|delitem|contains|iter|reversed|init|new|repr|str"
    r"|format|hash|nonzero|array|array_wrap|array_priority|dlpack|dlpack_device|copy|deepcopy|reduce|reduce_ex|setstate"
    r"|name|qualname|doc|version)__"
)
"""Special names that are no way into a library: operators and the like, however they are called."""

MEMBERS = frozenset(
    {"_backward_hooks", "_base", "_grad_fn", "_make_subclass", "_make_wrapper_subclass",
     "_post_accumulate_grad_hooks", "_version", "_view_func", "apply_", "backward", "ccol_indices",
     "cholesky_inverse", "cholesky_solve", "coalesce", "col_indices", "crow_indices", "dequantize", "geqrf",
     "grad_fn", "hash_tensor", "istft", "log_softmax", "lstsq", "lu", "lu_solve", "map2_", "map_", "matrix_exp",
     "module_load", "orgqr", "ormqr", "pinverse", "q_per_channel_axis", "q_per_channel_scales",
     "q_per_channel_zero_points", "q_scale", "q_zero_point", "qscheme", "record_stream", "register_hook",
     "register_post_accumulate_grad_hook", "reinforce", "renorm", "renorm_", "resize_as_sparse_", "retain_grad",
     "retains_grad", "row_indices", "smm", "softmax", "sparse_dim", "sparse_mask", "sparse_resize_",
     "sparse_resize_and_clear_", "sspaddmm", "stft", "symeig", "to_mkldnn", "to_padded_tensor", "to_sparse",
     "to_sparse_bsc", "to_sparse_bsr", "to_sparse_coo", "to_sparse_csc", "to_sparse_csr"}
)  # fmt: skip
"""What tensors and arrays have besides elementary operations: on an object of which nothing else is known, these names
show that a library is used."""


class Permitted:
    """The names that one rule permits; see `grader.authoring.by_hand` for their notation."""

    def __init__(self, names: Iterable[str]) -> None:
        self._elementary = {name.lstrip(".") for name in names if "." not in name.lstrip(".") and "=" not in name}
        self._full = [tuple(name.split(".")) for name in names if "." in name.lstrip(".")]
        ways = (*self._full, *(tuple(f"{place}.*".split(".")) for place in _PLACES))
        self._modules = {".".join(parts[:length]) for parts in ways for length in range(1, len(parts))} - _OBJECTS
        self._words = self._elementary.union(*self._full, *(place.split(".") for place in _PLACES))

    def library(self, dotted: str) -> bool:
        """Whether a full name is permitted: one of the standard library, or listed, or a module on the way to those."""
        parts = dotted.replace("()", "").split(".")
        if len(parts) == 1 or parts[0] in sys.stdlib_module_names or parts[0] in ("", "builtins"):
            return True
        if any(part.startswith("_") and not _OPERATORS.fullmatch(part) for part in parts):
            return False
        for length in (2, 1, 3):
            owner, rest = ".".join(parts[:length]), parts[length:]
            if owner in _OBJECTS:
                return not rest or self.method(rest[0])
            if owner in _PLACES and rest and self._has(rest[0]):
                return True
        return ".".join(parts) in self._modules or any(_begins(parts, pattern) for pattern in self._full)

    def has_word(self, word: str) -> bool:
        """Whether a word may be part of a permitted name."""
        return word in self._words or self._has(word)

    def method(self, name: str) -> bool:
        """Whether a method or an attribute of this name is permitted, on whichever object."""
        return name not in MEMBERS or name in self._elementary

    def covers(self, name: str) -> bool:
        """Whether a name as the worker reports it is permitted: a library's, or `.method` of a tensor."""
        return self._has(name[1:]) if name.startswith(".") else self.library(name)

    def _has(self, name: str) -> bool:
        if name.startswith("__"):
            return _OPERATORS.fullmatch(name) is not None
        return name in self._elementary or (name.endswith("_") and name[:-1] in self._elementary)


def _begins(parts: list[str], pattern: tuple[str, ...]) -> bool:
    return len(parts) >= len(pattern) and all(map(fnmatchcase, parts, pattern))
