"""Quantities and conditions of relations as short texts: `len(xs) / 3`, "every entry of `grad` is 0"."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction

from grader.grading.diagnosis.causes import Condition, Quantity
from grader.reports.language import Language
from grader.reports.numbers import number
from grader.reports.safe_text import Clean, code

_SIMPLE = 12


def product_text(constant: float, by: Sequence[Quantity]) -> str:
    """A product in Python's notation: "2 * lr * grad", "len(xs) / 3", "1 / sqrt(n)"."""
    fraction = Fraction(constant).limit_denominator(_SIMPLE)
    is_simple = abs(float(fraction) - constant) < 1e-9
    above = [_power(one, one.power) for one in by if one.power > 0]
    below = [_power(one, -one.power) for one in by if one.power < 0]
    if is_simple:
        if abs(fraction.numerator) != 1 or not above:
            above.insert(0, str(abs(fraction.numerator)))
        if fraction.denominator != 1:
            below.append(str(fraction.denominator))
    else:
        above.insert(0, number(abs(constant)))
    divisor = " * ".join(below)
    text = " * ".join(above) + (f" / ({divisor})" if len(below) > 1 else f" / {divisor}" if below else "")
    return f"-{text}" if constant < 0 else text


def is_whole(value: float) -> bool:
    """Whether a number is a whole one other than 1 and -1, but for rounding."""
    return abs(value - round(value)) < 1e-9 and abs(round(value)) > 1


def _power(quantity: Quantity, power: float) -> str:
    name = quantity_text(quantity)
    if power == 0.5:
        return f"sqrt({name})"
    return name if power == 1 else f"{name}**{power:g}"


def quantity_text(quantity: Quantity | Condition) -> str:
    """A quantity in Python's notation: "lr", "len(xs)", "W.shape[1]", "(len(xs) - 1)"."""
    name = quantity.argument
    if quantity.axis is not None:
        name = f"len({name})" if quantity.axis == 0 else f"{name}.shape[{quantity.axis}]"
    less = quantity.less if isinstance(quantity, Quantity) else 0
    return f"({name} - {less})" if less else name


def case_condition(condition: Condition, language: Language) -> Clean:
    """A condition that holds for some of the cases, as a clause: "`len(xs)` is 1", "every entry of `x` is negative"."""
    _ = language.gettext
    what = code(quantity_text(condition))
    if not condition.each:
        return _compared(condition, what, language)
    value = number(condition.value)
    match condition.kind:
        case "above":
            return _("every entry of %(what)s is above %(value)s", what=what, value=value)
        case "below":
            return _("every entry of %(what)s is below %(value)s", what=what, value=value)
        case _:
            return _("every entry of %(what)s is %(value)s", what=what, value=value)


def entry_condition(condition: Condition, language: Language) -> Clean:
    """A condition that holds for some of the entries of a result, as a clause: "ours is negative", "`y` is 1"."""
    _ = language.gettext
    if condition.kind == "index":
        return _("its place is %(place)s", place=code(f"[{':, ' * (condition.axis or 0)}{condition.value:g}]"))
    if condition.argument:
        return _compared(condition, code(condition.argument), language)
    return _("ours is negative") if condition.kind == "below" else _("ours is positive")


def _compared(condition: Condition, what: Clean, language: Language) -> Clean:
    _ = language.gettext
    value = number(condition.value)
    match condition.kind:
        case "above":
            return _("%(what)s is above %(value)s", what=what, value=value)
        case "below":
            return _("%(what)s is below %(value)s", what=what, value=value)
        case _:
            return _("%(what)s is %(value)s", what=what, value=value)
