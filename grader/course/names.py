"""Dotted names: of a class's method as `Class.method`, of an attribute as `object.attribute`."""

from __future__ import annotations


def is_within(name: str, outer: str) -> bool:
    """Whether a name is the outer one, or of something in it."""
    return f"{name}.".startswith(f"{outer}.")


def concerns(one: str, other: str) -> bool:
    """Whether two names are one, or one of them is of something in the other: what is said of a method is said of its
    class too, and the other way round."""
    return is_within(one, other) or is_within(other, one)
