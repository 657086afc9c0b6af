"""Dotted names, such as `Class.method` for a method and `object.attribute` for an attribute."""

from __future__ import annotations


def is_within(name: str, outer: str) -> bool:
    """Whether a name is the outer name or that of something inside it."""
    return f"{name}.".startswith(f"{outer}.")


def concerns(one: str, other: str) -> bool:
    """Whether two names are equal or one is that of something inside the other: a statement about a method concerns its
    class too, and vice versa."""
    return is_within(one, other) or is_within(other, one)
