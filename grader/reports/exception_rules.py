"""A rule for exceptions: which ones, and what is said of them."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rule:
    """The exceptions of these types whose message matches the pattern, and the sentence for them."""

    types: frozenset[str]
    pattern: re.Pattern[str]
    sentence: str


def exception_rule(types: str, pattern: str, sentence: str) -> Rule:
    """The rule for these types, separated by spaces."""
    return Rule(frozenset(types.split()), re.compile(pattern), sentence)
