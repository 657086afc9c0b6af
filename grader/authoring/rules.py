"""Rules: what the functions of an exercise must not use."""

from __future__ import annotations

import builtins
import inspect
import re
import sys
from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from grader.authoring.elementary import DIFFERENTIABLE, ELEMENTARY
from grader.errors import AuthoringError, Place
from grader.text import Text, TextLike, as_text

AUTOGRAD = (
    ".backward",
    ".grad_fn",
    ".next_functions",
    ".requires_grad_",
    "requires_grad=True",
    "torch.autograd.grad",
    "torch.autograd.backward",
    "torch.autograd.functional",
    "torch.autograd.forward_ad",
    "torch.autograd.graph._engine_run_backward",
    "torch.autograd.Variable._execution_engine",
    "torch._C._EngineBase",
    "torch.func.grad*",
    "torch.func.jac*",
    "torch.func.hessian",
    "torch.func.linearize",
    "torch.func.jvp",
    "torch.func.vjp",
    "torch._functorch",
    "functorch",
    "sympy.diff",
    "sympy.Derivative",
)
"""Derivatives that a library computes. `torch.no_grad`, `detach` and `torch.vmap` are allowed."""

LOSSES = (
    "torch.nn.*Loss",
    "torch.nn.modules.*Loss",
    "torch.nn.modules.loss",
    "torch.nn.functional.*_loss",
    "torch.nn.functional.*cross_entropy*",
    "torch.nn.functional.kl_div",
    "torch.*_loss",
    "torch.kl_div",
    "torch.binary_cross_entropy_with_logits",
    "torch._C._nn.*_loss",
    "torch._C._nn.*cross_entropy*",
    "torch.ops.aten.*_loss*",
    "torch.ops.aten.*cross_entropy*",
    "sklearn.metrics",
)
"""Losses that a library computes."""

OPTIMIZERS = ("torch.optim", "scipy.optimize")
"""Optimizers and minimizers of a library."""

SIGMOIDS = (
    ".sigmoid",
    ".sigmoid_",
    "torch.sigmoid",
    "torch.sigmoid_",
    "torch.special.expit",
    "torch.nn.functional.sigmoid",
    "torch.nn.functional.logsigmoid",
    "torch.nn.Sigmoid",
    "torch.nn.LogSigmoid",
    "torch.nn.modules.activation.Sigmoid",
    "torch.nn.modules.activation.LogSigmoid",
    "torch.ops.aten.sigmoid*",
    "scipy.special.expit",
)
"""The logistic function of a library."""

LINEAR_LAYERS = (
    "torch.nn.*Linear",
    "torch.nn.modules.*Linear",
    "torch.nn.modules.linear",
    "torch.nn.functional.linear",
    "torch._C._nn.linear",
    "torch.ops.aten.linear*",
)
"""Linear layers of a library."""

LEAST_SQUARES = (
    "torch.linalg.lstsq",
    "torch.linalg.pinv",
    "torch.pinverse",
    ".pinverse",
    "numpy.linalg.lstsq",
    "numpy.linalg.pinv",
    "numpy.polyfit",
    "numpy.polynomial",
    "scipy.linalg.lstsq",
    "scipy.linalg.pinv",
    "scipy.optimize",
    "scipy.stats.linregress",
    "sklearn.linear_model",
)
"""Fits that a library computes."""

_LIBRARIES = frozenset(
    {"functorch", "matplotlib", "numpy", "pandas", "scipy", "sklearn", "statsmodels", "sympy", "torch", "torchvision"}
)
_NAME = re.compile(r"\.?[A-Za-z_*][\w*]*(?:\.[A-Za-z_*][\w*]*)*|[A-Za-z_]\w*=True")


@dataclass(frozen=True, slots=True)
class Rule:
    """What some functions of an exercise, and the functions of the learner's file that they call, must not use.

    An empty `of` means every function that the learner writes. `forbidden` holds names as `forbid` takes them;
    `permitted`, if it is not empty, is all that may be used of libraries. `why` is the author's own sentence, which may
    be empty. `keeps` is the share of a check's points that is kept if the rule is broken. Without `gradients`, the
    functions run with gradients switched off.
    """

    kind: Literal["by_hand", "forbid"]
    of: tuple[str, ...]
    forbidden: tuple[str, ...]
    why: Text
    keeps: float
    place: Place | None
    permitted: tuple[str, ...] = ()
    gradients: bool = True


def by_hand(
    *,
    of: Iterable[str] = (),
    also: Iterable[str] = (),
    may_use: Iterable[str] = (),
    gradients: bool = False,
    why: TextLike = "",
    keeps: float = 0.0,
) -> Rule:
    """These functions are written by hand: of libraries they may use elementary operations, and nothing else.

    What is elementary is listed in `grader.authoring.elementary`: arithmetic, functions of each number, sums and means,
    shapes, new tensors, comparisons, products of matrices. The standard library is allowed, as are type annotations. A
    library's derivatives, losses and optimizers are not, and the functions run with gradients switched off.

    Args:
        of: the functions (or classes, or `Class.method`); by default, every function that the learner writes.
        also: names that they must not use although they are elementary, as in `forbid`.
        may_use: further names that they may use: full names, each with everything below it, and methods (`".svd"`).
        gradients: whether gradients flow through what they compute, so that they may use parameters and modules, and
            gradients stay switched on.
        why: a sentence for the learner, shown with what was found.
        keeps: the share of a check's points that is kept if the rule is broken; with 1.0 the rule is only a note to the
            learner.

    Raises:
        AuthoringError: naming file, line and what to write instead.
    """
    if isinstance(may_use, str):
        raise AuthoringError(f'by_hand(may_use="{may_use}"): write a list, may_use=["{may_use}"]', _caller())
    may_use = tuple(may_use)
    libraries = tuple(name if "." in name or "=" in name else f"{name}.*" for name in may_use)
    more = (*(DIFFERENTIABLE if gradients else ()), *libraries)
    for name in may_use:
        if why_not := _unusable(name):
            raise AuthoringError(f"by_hand: {name!r} is not a name that a rule can allow: {why_not}", _caller())
    forbidden = [name for name in (*AUTOGRAD, *LOSSES, *OPTIMIZERS) if name not in more]
    rule = _rule("by_hand", of, (*forbidden, *also), why, keeps)
    return replace(rule, permitted=(*ELEMENTARY, *more), gradients=gradients)


def forbid(*names: str, of: Iterable[str] = (), why: TextLike = "", keeps: float = 0.0) -> Rule:
    """These functions must not use the given names.

    Each name is one of: a full name from a library (`"torch.linalg.lstsq"`), which includes everything below it
    (`"torch.optim"`) and whose parts may contain `*` (`"torch.nn.*Loss"`); a method of any object (`".backward"`); a
    builtin (`"sorted"`); an argument or attribute that must not be True (`"requires_grad=True"`). It is found however
    the learner's file imports or renames it. `AUTOGRAD`, `LOSSES`, `OPTIMIZERS`, `SIGMOIDS`, `LINEAR_LAYERS` and
    `LEAST_SQUARES` are tuples of such names. The other arguments are as in `by_hand`.

    Raises:
        AuthoringError: naming file, line and what to write instead.
    """
    return _rule("forbid", of, names, why, keeps)


def _rule(
    kind: Literal["by_hand", "forbid"], of: Iterable[str], names: Iterable[str], why: TextLike, keeps: float
) -> Rule:
    place = _caller()
    if isinstance(of, str):
        raise AuthoringError(f'{kind}(of="{of}"): write a list, of=["{of}"]', place)
    forbidden = tuple(dict.fromkeys(names))
    if not forbidden:
        raise AuthoringError('forbid() names nothing: write what is forbidden, as in forbid("torch.optim")', place)
    for name in forbidden:
        if why_not := _unusable(name):
            raise AuthoringError(f"{kind}: {name!r} is not a name that a rule can forbid: {why_not}", place)
    if not 0 <= keeps <= 1:
        raise AuthoringError(f"{kind}(keeps={keeps}): write a share of the points, from 0 to 1", place)
    return Rule(kind, tuple(of), forbidden, as_text(why, f"{kind}(why=…)"), float(keeps), place)


def _unusable(name: object) -> str:
    """Why a name cannot be forbidden; "" if it can."""
    if not isinstance(name, str) or not _NAME.fullmatch(name):
        return 'write a full name such as "torch.linalg.lstsq", or ".backward" for a method'
    if name.startswith(".") or "=" in name:
        return ""
    root, dot, _ = name.partition(".")
    if not dot and not hasattr(builtins, root) and root not in _LIBRARIES:
        return f'`{root}` is not a builtin; write ".{root}" for a method'
    if dot and root not in _LIBRARIES and root not in sys.stdlib_module_names:
        return f'`{root}` is not a known library; write a full name such as "torch.nn.functional.linear"'
    return ""


def _caller() -> Place | None:
    """The author's line: that of the first frame outside this file."""
    frame = inspect.currentframe()
    while frame is not None and frame.f_code.co_filename == __file__:
        frame = frame.f_back
    return Place(Path(frame.f_code.co_filename), frame.f_lineno) if frame else None
