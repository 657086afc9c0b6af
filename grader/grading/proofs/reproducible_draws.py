"""Draws: one seed, one case, whatever the machine is doing otherwise."""

from __future__ import annotations

import random
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from grader.course.draws import draw_cases, draw_place
from grader.grading.proofs.case_digests import digest
from grader.grading.proofs.problems import Problem
from grader.grading.proofs.trial import Trial

_AMBIENT = (1, 2, 3)
_YEARS = 10 * 365.25 * 24 * 3600


def prove_endings(trial: Trial) -> Iterator[Problem]:
    """Reading the checks and drawing their cases comes to an end. Tried in another process, before it is done here."""
    redrawn = trial.redrawn
    if redrawn.endless is not None:
        message = "reading this file and drawing its cases does not end: this line was running"
        yield trial.problem("endings", "", redrawn.endless, message)
    elif redrawn.gone:
        message = f"reading this file and drawing its cases ends the process ({redrawn.gone})"
        yield trial.problem("endings", "", None, message)


def prove_draws(trial: Trial) -> Iterator[Problem]:
    """A case that is drawn twice with one seed is the same, with other ambient random numbers and another clock, and
    in another process."""
    told = set()
    for planned in trial.plan.checks:
        again = []
        for number in _AMBIENT:
            with _ambient(number):
                again.append(draw_cases(planned.check, trial.seed))
        elsewhere = (trial.redrawn.digests or {}).get(planned.check.id)
        for index, (declared, case) in enumerate(zip(planned.check.cases, planned.cases, strict=True)):
            place = draw_place(declared, planned.check.place)
            if place in told:
                continue
            if any(digest(other[index]) != digest(case) for other in again):
                told.add(place)
                message = (
                    "two draws with one seed differ: draw from the generator that is handed over, and nothing else"
                )
                yield trial.problem("draws", planned.check.id, place, message)
            elif elsewhere is not None and elsewhere[index] != digest(case):
                told.add(place)
                message = (
                    "another process draws another case with the same seed: something else than the generator decides, "
                    "such as the order of a set"
                )
                yield trial.problem("draws", planned.check.id, place, message)


@contextmanager
def _ambient(number: int) -> Iterator[None]:
    """Global random generators in a state of its own, and a clock that is years ahead."""
    import numpy as np

    torch = sys.modules.get("torch")
    before = random.getstate(), np.random.get_state(), torch.get_rng_state() if torch else None
    now, now_ns = time.time, time.time_ns
    random.seed(number)
    np.random.seed(number)
    if torch:
        torch.default_generator.manual_seed(number)  # the one that is put back; `torch.manual_seed` takes far longer
    time.time = lambda: now() + number * _YEARS
    time.time_ns = lambda: now_ns() + int(number * _YEARS) * 10**9 + number
    try:
        yield
    finally:
        time.time, time.time_ns = now, now_ns
        random.setstate(before[0])
        np.random.set_state(before[1])
        if torch:
            torch.set_rng_state(before[2])
