"""The entry point of a process that runs the author's code: references, mistakes, correct answers in other styles.

It is like a learner's process, except that it can also measure tolerances. This is therefore the only module that may
import both the runner and the numerics. Nothing imports it: `grader.execution.workers` starts it by name.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import numpy as np

from grader.numerics import noise, rounding, rounding_math, rounding_numbers  # noqa: F401 - before isolation
from grader.numerics.comparison import UnsupportedExpected
from grader.numerics.tolerance import UnstableObservation, measure
from grader.wire.messages import MAX_MESSAGE, Measure, Measured, Probe
from grader.wire.values import Array
from grader.worker import child, fork_server, running, spawned

_REHEARSED = """
import torch


def probe(m, xs, w):
    v = torch.tensor([w], dtype=torch.float64, requires_grad=True)
    ((xs * v - 1.0) ** 2).mean().backward()
    with torch.no_grad():
        v -= 0.1 * v.grad
    return {"w": v.detach(), "float": w * 2.0, "list": xs.tolist(), "array": xs.numpy() * w, "item": v.sum().item()}
"""


def forked(control_descriptor: int, preload: Sequence[str], readable: Sequence[str] = (), temporary: str = "") -> None:
    """Run a fork server for such children."""
    fork_server.main(control_descriptor, preload, readable, temporary, _Measuring())


def fresh(preload: Sequence[str]) -> None:
    """Run a single such process, where there is no fork server."""
    spawned.main(preload, _Measuring())


class _Measuring:
    """Implements `grader.worker.child.Measuring`."""

    def rehearse(self) -> None:
        """Measure something small."""
        numbers = Array("tensor", "float64", (3,), np.array([0.5, 1.5, 2.5]).tobytes(), flexible=True)
        wanted = Measure("", Probe(_REHEARSED, "probe"), {"xs": numbers, "w": 0.7}, "float32", 2)
        self.measure(wanted, ModuleType("rehearsal"))

    def measure(self, wanted: Measure, module: ModuleType) -> Measured:
        """The tolerance of the probe's result, or why there is none."""
        probe = child.compiled(wanted.probe)
        running.start_randomness()
        try:
            found = measure(
                lambda objects: probe(module, **objects),
                wanted.arguments,
                precision=wanted.precision,
                runs=wanted.runs,
            )
        except (UnstableObservation, UnsupportedExpected) as fault:
            return Measured(unstable=str(fault)[:MAX_MESSAGE])
        except Exception as fault:  # noqa: BLE001 - the author's code may raise anything
            return Measured(unstable=f"the observation could not be repeated: {fault!r}"[:MAX_MESSAGE])
        return Measured(found.tolerance.allowed, unmeasured=found.tolerance.unmeasured)
