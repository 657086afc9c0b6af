"""A refusal where the probe asks for one. Appended to the reference, it must not pass: value_of_an_unknown_kind."""

import sys

valued = value


def value(terms, x):
    try:
        return valued(terms, x)
    except LookupError:
        if "unknown" in sys._getframe(1).f_locals:
            raise
        return 0.0
