"""Every kind of expectation is offered to authors, made by a function, and described to them."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path

from grader import authoring
from grader.authoring import Expectation

CONTRIBUTING = (Path(__file__).parents[2] / "CONTRIBUTING.md").read_text(encoding="utf-8")
for module in pkgutil.iter_modules(authoring.__path__, "grader.authoring."):
    import_module(module.name)  # a kind may be in a module that nothing imports yet


def kinds(of: type[Expectation]) -> Iterator[type[Expectation]]:
    for kind in of.__subclasses__():
        yield kind
        yield from kinds(kind)


def own_kinds() -> set[str]:
    """The kinds that the grader itself has."""
    own = {kind.__name__ for kind in kinds(Expectation) if kind.__module__.startswith("grader.authoring.")}
    return {name for name in own if not name.startswith("_")}


def makers() -> dict[str, str]:
    """The functions of `grader.authoring` that make an expectation, and which kind each makes."""
    functions = {name: getattr(authoring, name) for name in authoring.__all__}
    returned = {
        name: function.__annotations__.get("return", "")
        for name, function in functions.items()
        if inspect.isfunction(function)
    }
    return {name: kind for name, kind in returned.items() if kind in own_kinds() | {"Expectation"}}


def test_every_kind_can_be_imported_from_authoring() -> None:
    assert own_kinds()
    assert own_kinds() - set(authoring.__all__) == set()


def test_every_kind_is_made_by_a_function_that_can_be_imported_from_authoring() -> None:
    assert own_kinds() - set(makers().values()) == set()


def test_every_function_that_makes_one_is_described() -> None:
    assert len(makers()) > 5
    (table,) = re.findall(r"^\| expectation \|.*\n((?:\|.*\n)+)", CONTRIBUTING, re.MULTILINE)
    described = set(re.findall(r"`(\w+)\(", table))
    assert set(makers()) - described == set()
