"""What a learner's file tries against the machine and its neighbours, at the strongest level here and at the next.

Each file of `machine/` is one attack: its docstring says what it tries and what must be seen, the exceptions that the
attempt raises, or the limit that stops it. With `Needs:`, it is refused where that layer is in force. With
`Unprotected: it succeeds`, it is known to work without the layers, so that a refusal means something.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from kernel_calls import PRELUDE

from grader.execution.jobs import CheckJob, CheckObservation, Isolation, Job, Observations
from grader.execution.limits import Limits
from grader.execution.pool import Pool
from grader.wire.levels import LEVELS
from grader.wire.messages import Probe, Raised, Returned, Source, Stopped

pytestmark = pytest.mark.skipif("sys.platform != 'linux'", reason="the layers that this is about are Linux's")

LIMITS = Limits(
    check_seconds=10.0, load_seconds=10.0, memory_bytes=512 << 20, file_bytes=1 << 20, scratch_bytes=4 << 20,
    scratch_files=50, submission_seconds=60,
)  # fmt: skip
PROBE = Probe("def probe(m):\n    return m.attack()\n", "probe")


@dataclass(frozen=True)
class Attack:
    """One file: what must be seen, the layer that it needs (""), and whether it succeeds without the layers."""

    name: str
    text: str
    seen: frozenset[str]
    needs: str
    succeeds_unprotected: bool


def read(file: Path) -> Attack:
    text = file.read_text(encoding="utf-8")
    said = ast.get_docstring(ast.parse(text)) or ""
    fields = dict(re.findall(r"^(Seen|Needs|Unprotected): (.+)$", said, re.MULTILINE))
    return Attack(
        file.stem, text, frozenset(fields["Seen"].split(", ")), fields.get("Needs", ""), "Unprotected" in fields
    )


ATTACKS = {file.stem: read(file) for file in sorted((Path(__file__).parent / "machine").glob("*.py"))}


def attacked(pool: Pool, attacks: list[Attack]) -> Observations:
    """What is seen when one learner's process runs these attacks, one after another, and then an honest function."""
    sources = tuple(Source(f"attack_{attack.name}", f"{attack.name}.py", PRELUDE + attack.text) for attack in attacks)
    checks = tuple(CheckJob(attack.name, f"attack_{attack.name}", "attack", PROBE, ({},), 10.0) for attack in attacks)
    honest = CheckJob("honest", "honest", "attack", PROBE, ({},), 10.0)
    text = "import torch\n\n\ndef attack():\n    return float(torch.ones(3).sum())\n"
    observations = pool.observe(Job((*sources, Source("honest", "honest.py", text)), (*checks, honest)))
    assert observations.fault is None, observations.fault
    return observations


@dataclass(frozen=True)
class Seen:
    """What was seen at one level."""

    isolation: Isolation
    checks: dict[str, CheckObservation]


@pytest.fixture(scope="session", params=["separated", "restricted"])
def seen(request: pytest.FixtureRequest) -> Iterator[Seen]:
    level = request.param
    with Pool(limits=LIMITS, separate=level == "separated") as pool:
        observations = attacked(pool, list(ATTACKS.values()))
        if LEVELS.index(observations.isolation.level) < LEVELS.index(level):
            pytest.skip(f"`{level}` is not reached here: {'; '.join(observations.isolation.missing)}")
        yield Seen(observations.isolation, {check.id: check for check in observations.checks})


@pytest.mark.parametrize("name", ATTACKS)
def test_it_is_held_back(seen: Seen, name: str) -> None:
    attack = ATTACKS[name]
    if attack.needs and attack.needs not in seen.isolation.layers:
        pytest.skip(f"not held back without `{attack.needs}`, as docs/isolation.md says")
    outcome = seen.checks[name].cases[0].outcome
    if isinstance(outcome, Stopped):
        assert f"stopped {outcome.limit}" in attack.seen, outcome
    else:
        assert isinstance(outcome, Raised), outcome
        assert outcome.type_name in attack.seen, outcome


def test_an_honest_function_has_its_value_afterwards(seen: Seen) -> None:
    outcome = seen.checks["honest"].cases[0].outcome
    assert isinstance(outcome, Returned)
    assert outcome.value == 3.0


def test_there_are_eighty_or_more() -> None:
    assert len(ATTACKS) >= 80


def test_the_layers_are_what_holds_them_back() -> None:
    working = [attack for attack in ATTACKS.values() if attack.succeeds_unprotected]
    with Pool(limits=LIMITS, isolate=False) as pool:
        observations = attacked(pool, working)
    refused = {
        check.id: check.cases[0].outcome
        for check in observations.checks
        if not isinstance(check.cases[0].outcome, Returned)
    }
    if os.geteuid() != 0:
        refused = {name: outcome for name, outcome in refused.items() if name not in ("add_key", "parents_environment")}
    assert refused == {}
