"""The reference with its answers disturbed: the same structure, with every number, truth and text another one.

What is changed in place is changed once, however often an answer holds it: a truth that is turned twice is as it was.
"""

from __future__ import annotations

from collections.abc import Collection

_DISTURBING = """

def _grader_disturbed(value, depth=0, changed=None):
    import numpy, torch

    changed = set() if changed is None else changed
    if depth > 8 or value is None or id(value) in changed:
        return value
    if isinstance(value, torch.nn.Parameter):
        changed.add(id(value))
        with torch.no_grad():
            value += 1
        return value
    if isinstance(value, torch.Tensor):
        return ~value if value.dtype == torch.bool else value + 1
    if isinstance(value, (numpy.ndarray, numpy.generic)):
        return ~value if value.dtype == bool else value + 1 if value.dtype.kind in "iufc" else value
    if isinstance(value, bool):
        return not value
    if isinstance(value, (int, float, complex)):
        return value + 1
    if isinstance(value, str):
        return value + "?"
    if isinstance(value, dict):
        return type(value)((key, _grader_disturbed(item, depth + 1, changed)) for key, item in value.items())
    if isinstance(value, tuple) and hasattr(value, "_fields"):
        return type(value)(*(_grader_disturbed(item, depth + 1, changed) for item in value))
    if isinstance(value, (list, tuple, set, frozenset)):
        return type(value)(_grader_disturbed(item, depth + 1, changed) for item in value)
    if hasattr(value, "__next__"):
        return (_grader_disturbed(item, depth + 1, changed) for item in value)
    if type(value).__module__ == __name__ and hasattr(value, "__dict__"):
        if depth < 8:
            changed.add(id(value))
        for name, item in list(vars(value).items()):
            try:
                setattr(value, name, _grader_disturbed(item, depth + 1, changed))
            except Exception:
                pass
        return value
    if callable(value) and not isinstance(value, type):
        return lambda *given, **named: _grader_disturbed(value(*given, **named), depth + 1)
    return value


def _grader_disturbing(function, starts=False):
    import functools

    @functools.wraps(function)
    def disturbing(*given, **named):
        value = function(*given, **named)
        if starts:
            _grader_disturbed(given[0])
            return None
        return _grader_disturbed(value)

    return disturbing


def _grader_disturb(owner, name):
    found = vars(owner)[name] if isinstance(owner, type) else getattr(owner, name)
    if isinstance(found, (staticmethod, classmethod)):
        wrapped = type(found)(_grader_disturbing(found.__func__))
    elif isinstance(found, property):
        wrapped = property(_grader_disturbing(found.fget), found.fset, found.fdel)
    else:
        wrapped = _grader_disturbing(found, name == "__init__")
    setattr(owner, name, wrapped)


"""


_MODULE = '__import__("sys").modules[__name__]'


def with_disturbed(source: str, functions: Collection[str]) -> str:
    """The reference in which these functions give disturbed answers. One that works in place and returns nothing is
    left as it is."""
    calls = []
    for name in functions:
        owner, _, last = name.rpartition(".")
        calls.append(f"_grader_disturb({owner or _MODULE}, {last!r})")
    return "\n".join([source, _DISTURBING, *calls, ""])
