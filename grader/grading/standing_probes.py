"""Probes around those of the checks, for runs in which other functions are watched or replaced.

They are sent as source, like every probe. Both run the check's own probe on the module; the one notes what its earlier
functions are asked and give, the other has them give what was noted.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from grader.wire.messages import Probe

Kind = Literal["as they are", "changed"]
PLAIN: Kind = "as they are"
NUDGED: Kind = "changed"

ANSWERS = "earlier_answers_"
"""The argument that holds the answers."""

MODULE = "<module>"
"""Comes before the parameters of a torch module, which is not handed over itself."""

SHARED = """

def bound_(own, given, named):
    import inspect
    try:
        bound = inspect.signature(own).bind(*given, **named)
        bound.apply_defaults()
        return tuple(bound.arguments.values())
    except (TypeError, ValueError):
        return (*given, *named.values())


def seen_(value):
    if hasattr(value, "named_parameters") and hasattr(value, "forward"):
        return ["<module>", *value.parameters()]
    return value


def leaves_(value):
    if hasattr(value, "tolist"):
        value = value.tolist()
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, (list, tuple)):
        for item in value[:500]:
            yield from leaves_(item)
    else:
        yield value


def leave_(held, after):
    if hasattr(held, "requires_grad"):
        held.data.copy_(after.data)
        held.grad = None if after.grad is None else after.grad.clone()
    elif hasattr(held, "named_parameters"):
        for parameter, left in zip(held.parameters(), after[1:]):
            leave_(parameter, left)
    else:
        held[:] = after
"""
"""What probes around others share."""

_RECORDING = """

def bent_(number):
    if number != number or number in (float("inf"), -float("inf")):
        return 0.0
    return number / (1.0 + abs(number))


def nudged_(value, phase, count):
    import math
    if isinstance(value, float):
        count[0] += 1
        share = 0.75 + 0.2 * math.sin(3.0 * phase + 1.7 * count[0])
        return value * share if value else 0.05 * share
    if isinstance(value, (list, tuple)) and type(value) in (list, tuple):
        return type(value)([nudged_(item, phase, count) for item in value])
    if type(value) is dict:
        return {key: nudged_(item, phase, count) for key, item in value.items()}
    if hasattr(value, "new_tensor") and value.is_floating_point() and not value.requires_grad:
        return value.new_tensor(nudged_(value.tolist(), phase, count))
    if hasattr(value, "dtype") and hasattr(value, "astype") and value.dtype.kind == "f":
        import numpy
        return numpy.array(nudged_(value.tolist(), phase, count), dtype=value.dtype)[()]
    return value


def recording_(m, **arguments):
    entries = []
    own = {name: getattr(m, name) for name in FUNCTIONS}

    def watched(name):
        def watching(*given, **named):
            for other in own:
                setattr(m, other, own[other])
            asked = bound_(own[name], given, named)
            before = observed(tuple(map(seen_, asked)))
            try:
                value = own[name](*given, **named)
                if CHANGED:
                    numbers = [leaf for leaf in leaves_(list(asked)) if isinstance(leaf, (int, float))]
                    weighed = [bent_(number) * (1.0 + place * 0.618 % 1.0) for place, number in enumerate(numbers)]
                    value = nudged_(value, sum(weighed), [0])
                entries.append((name, before, "", observed(value), observed(tuple(map(seen_, asked)))))
                return value
            except Exception as raised:
                entries.append((name, before, type(raised).__name__, str(raised), observed(tuple(map(seen_, asked)))))
                raise
            finally:
                for other in own:
                    setattr(m, other, standing[other])
        return watching

    standing = {name: watched(name) for name in own}
    for name in own:
        setattr(m, name, standing[name])
    try:
        result = (observed(PROBE(m, **arguments)),)
    except Exception:
        result = ()
    finally:
        for name in own:
            setattr(m, name, own[name])
    return result, entries
"""

_GIVEN = """

def is_same_(one, other):
    import itertools
    if one == "<any>":
        return True
    for first, second in itertools.zip_longest(leaves_(one), leaves_(other), fillvalue=is_same_):
        if isinstance(first, (int, float)) and isinstance(second, (int, float)):
            alike = first == second or (first != first and second != second)
            if not alike and not abs(first - second) <= 1e-9 + 1e-5 * abs(first):  # what is no number is like no other
                return False
        elif type(first) is not type(second) or (isinstance(first, (str, set, frozenset)) and first != second):
            return False
    return True


def given_(m, earlier_answers_, **arguments):
    import builtins
    import copy
    place = [0]
    own = {name: getattr(m, name) for name in FUNCTIONS if hasattr(m, name)}

    def standing_in(name):
        def stand_in(*given, **named):
            handed = bound_(own[name], given, named)
            count = len(earlier_answers_)
            for step in range(count):
                number = (place[0] + step) % count
                asked, before, raised, value, after = earlier_answers_[number]
                same = asked == name and len(before) == len(handed)
                if same and all(is_same_(one, seen_(other)) for one, other in zip(before, handed)):
                    place[0] = number + 1
                    for held, left in zip(handed, after):
                        if left is not None:
                            leave_(held, left[0])
                    if raised:
                        raise getattr(builtins, raised, RuntimeError)(value)
                    return copy.deepcopy(value)
            raise LookupError("nobody has asked this of " + name)
        return stand_in

    for name in own:
        setattr(m, name, standing_in(name))
    try:
        return PROBE(m, **arguments)
    finally:
        for name in own:
            setattr(m, name, own[name])
"""


def recording_probe(probe: Probe, functions: Sequence[str], kind: Kind) -> Probe:
    """A probe that returns what the check's own one returns (in a tuple; an empty one if it raised) and each call of
    these functions: the function, its arguments, the exception's name, what it gave, and the arguments afterwards."""
    return around(
        probe, SHARED + _RECORDING, "recording_", FUNCTIONS=repr(tuple(functions)), CHANGED=repr(kind == NUDGED)
    )


def given_probe(probe: Probe, functions: Sequence[str]) -> Probe:
    """A probe that returns what the check's own one returns where these functions give what is in the case's `ANSWERS`;
    what they were not asked there, they do not answer."""
    return around(probe, SHARED + _GIVEN, "given_", FUNCTIONS=repr(tuple(functions)))


def around(probe: Probe, text: str, function: str, **values: str) -> Probe:
    """A probe whose `function` is in this text, in which `PROBE` stands for the check's own one, and each name of
    `values` for its value."""
    for name, value in {**values, "PROBE": probe.function}.items():
        text = text.replace(name, value)
    return Probe(probe.source + text, function)
