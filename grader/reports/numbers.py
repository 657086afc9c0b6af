"""Numbers as a reader wants them: short, and long enough to see a difference."""

from __future__ import annotations

import math

_DIGITS = 6
_ALL_DIGITS = 17


def number(value: float, digits: int = _DIGITS) -> str:
    """The number with this many significant digits; whole numbers of up to 15 digits in full."""
    if not math.isfinite(value):
        return "nan" if math.isnan(value) else ("inf" if value > 0 else "-inf")
    if value == int(value) and abs(value) < 1e15:
        return str(int(value))
    return f"{value:.{digits}g}"


def pair(got: float, expected: float) -> tuple[str, str]:
    """Two numbers with as many digits as it takes for them to look different, and one more."""
    for digits in range(_DIGITS, _ALL_DIGITS + 1):
        if number(got, digits) != number(expected, digits):
            # The digit in which they differ may be off by rounding; the next one settles it.
            shown = digits if digits == _DIGITS else min(digits + 1, _ALL_DIGITS)
            return number(got, shown), number(expected, shown)
    return repr(got), repr(expected)


def points(value: float) -> str:
    """Points with at most two decimals, rounded down: a part of a point that was not earned never shows as earned."""
    # The small amount keeps sums such as 0.1 + 0.2 from losing a hundredth.
    floored = math.floor(value * 100 + 1e-6) / 100
    return f"{floored:.2f}".rstrip("0").rstrip(".")


def percent(earned: float, possible: float) -> int:
    """The share in whole percent, rounded down, so that 100 means all; 0 where nothing can be earned."""
    if possible <= 0:
        return 0
    return max(0, min(100, math.floor(100 * earned / possible + 1e-9)))


def seconds(value: float) -> str:
    """A time limit or a time used, in seconds."""
    return f"{value:.3g}"
