"""Every kind of expectation is offered to authors and described to them."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator
from pathlib import Path

from grader import authoring
from grader.authoring import Expectation

CONTRIBUTING = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")


def kinds(of: type[Expectation]) -> Iterator[type[Expectation]]:
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


def makers() -> set[str]:
    """The functions of `grader.authoring` that make an expectation."""
    made = {"Expectation", *(kind.__name__ for kind in kinds(Expectation))}
    functions = {name: getattr(authoring, name) for name in authoring.__all__}
    return {
        name
        for name, function in functions.items()
        if inspect.isfunction(function) and function.__annotations__.get("return") in made
    }


def test_every_kind_can_be_imported_from_authoring() -> None:
    own = {kind.__name__ for kind in kinds(Expectation) if kind.__module__.startswith("grader.authoring.")}
    assert own
    assert {name for name in own if not name.startswith("_")} <= set(authoring.__all__)


def test_every_function_that_makes_one_is_described() -> None:
    assert len(makers()) > 5
    described = set(re.findall(r"`(\w+)\(", CONTRIBUTING))
    assert makers() - described == set()
