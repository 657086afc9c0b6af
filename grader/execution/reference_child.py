"""The entry of a process that runs the author's own code: references, mistakes, right answers in other styles.

It is a learner's process but for one thing: it can measure tolerances. So this is the one module that may import both
the runner and the numerics. Nothing imports it: `grader.execution.workers` starts it by its name.
"""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import numpy as np

from grader.numerics import noise, rounding, rounding_math, rounding_numbers  # noqa: F401 - before the layers go on
from grader.numerics.comparison import UnsupportedExpected
from grader.numerics.tolerance import UnstableObservation, measure
from grader.wire.messages import MAX_MESSAGE, Measure, Measured, Probe
from grader.wire.values import Array
from grader.worker import probing, running, spawned, zygote

_REHEARSED = """
import torch


def probe(m, xs, w):
    v = torch.tensor([w], dtype=torch.float64, requires_grad=True)
    ((xs * v - 1.0) ** 2).mean().backward()
    with torch.no_grad():
        v -= 0.1 * v.grad
    return {"w": v.detach(), "float": w * 2.0, "list": xs.tolist(), "array": xs.numpy() * w, "item": v.sum().item()}
"""


def forked(control_descriptor: int, preload: Sequence[str]) -> None:
    """A warm process that forks such children."""
    zygote.main(control_descriptor, preload, _Measuring())


def fresh(preload: Sequence[str]) -> None:
    """One such process by itself, where none can be forked."""
    spawned.main(preload, _Measuring())


class _Measuring:
    """Measures, as `grader.worker.child.Measuring` asks for."""

    def rehearse(self) -> None:
        """Measure something small."""
        numbers = Array("tensor", "float64", (3,), np.array([0.5, 1.5, 2.5]).tobytes(), flexible=True)
        wanted = Measure("", Probe(_REHEARSED, "probe"), {"xs": numbers, "w": 0.7}, "float32", 2)
        self.measure(wanted, ModuleType("rehearsal"))

    def measure(self, wanted: Measure, module: ModuleType) -> Measured:
        """The tolerance of what the probe gives, or why it has none."""
        probe = probing.compile_probe(wanted.probe)
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
            return Measured(unstable=f"the observation could not be made again: {fault!r}"[:MAX_MESSAGE])
        return Measured(found.tolerance.allowed, unmeasured=found.tolerance.unmeasured)
