"""How a learner's numbers follow from the reference's, as sentences about numbers, never about what was written."""

from __future__ import annotations

from msgspec.structs import replace

from grader.grading.diagnosis.causes import Relation
from grader.grading.result import CheckResult
from grader.reports.condition_texts import case_condition, entry_condition, is_whole, product_text, quantity_text
from grader.reports.difference_sentences import listed, place
from grader.reports.language import N_, Language
from grader.reports.safe_text import Clean, code

_MOST = 3

_ARRANGED = {
    "same": N_("%(what)s is like ours"),
    "transposed": N_("%(what)s is ours transposed: rows and columns are swapped"),
    "reversed": N_("%(what)s has our numbers in reverse order"),
    "columns_reversed": N_("%(what)s has our columns in reverse order"),
    "flattened": N_("%(what)s has our numbers in one row: the shape is lost"),
    "reshaped": N_("%(what)s has our numbers in another shape"),
    "diagonal": N_("%(what)s is the diagonal of ours"),
    "table": N_("%(what)s is a table in which each number meets every other; ours is its diagonal"),
    "first": N_("%(what)s is the first entry of ours"),
    "last": N_("%(what)s is the last entry of ours"),
    "first_alone": N_("%(what)s has the first entry of ours alone"),
    "last_alone": N_("%(what)s has the last entry of ours alone"),
    "early": N_("%(what)s is one step ahead of ours: each entry is our next one"),
    "late": N_("%(what)s is one step behind ours: each entry is our one before"),
    "last_missing": N_("%(what)s is one entry too short: our last entry is missing, and the others are right"),
    "first_missing": N_("%(what)s is one entry too short: our first entry is missing, and the others are right"),
    "last_extra": N_("%(what)s has one entry too many, at the end; the others are right"),
    "first_extra": N_("%(what)s has one entry too many, at the start; the others are right"),
    "last_column_missing": N_("%(what)s lacks our last column; the others are right"),
    "first_column_missing": N_("%(what)s lacks our first column; the others are right"),
    "cumulated": N_("each entry of %(what)s is the sum of ours up to there"),
    "differences": N_("%(what)s has the differences between our neighbouring entries"),
    "summed": N_("%(what)s is one number, the sum of ours"),
    "averaged": N_("%(what)s is one number, the mean of ours"),
    "unsummed": N_("%(what)s has several numbers, and ours is their sum"),
    "unaveraged": N_("%(what)s has several numbers, and ours is their mean"),
    "sorted": N_("%(what)s has our numbers in rising order"),
    "reordered": N_("%(what)s has our numbers in another order"),
    "all_first": N_("all entries of %(what)s are the same: our first one"),
    "all_last": N_("all entries of %(what)s are the same: our last one"),
    "all_alike": N_("all entries of %(what)s are the same; ours differ"),
}
_FACTORS = {
    -1.0: N_("%(what)s is ours with the other sign"),
    2.0: N_("%(what)s is twice ours"),
    -2.0: N_("%(what)s is twice ours, with the other sign"),
    0.5: N_("%(what)s is half of ours"),
    -0.5: N_("%(what)s is half of ours, with the other sign"),
}
_OF_OURS = {
    "square": N_("%(what)s is the square of ours"),
    "square root": N_("%(what)s is the square root of ours"),
    "reciprocal": N_("%(what)s is 1 divided by ours"),
    "complement": N_("%(what)s is 1 minus ours"),
    "exp": N_("%(what)s is exp of ours"),
    "log": N_("%(what)s is the natural logarithm of ours"),
    "-log": N_("%(what)s is minus the natural logarithm of ours"),
    "log2": N_("%(what)s is the logarithm of ours to base 2"),
    "sigmoid": N_("%(what)s is the sigmoid of ours"),
    "tanh": N_("%(what)s is tanh of ours"),
    "cube": N_("%(what)s is the third power of ours"),
}
_ROUNDED = {
    "down": N_("%(what)s is ours rounded down to whole numbers"),
    "up": N_("%(what)s is ours rounded up to whole numbers"),
    "towards 0": N_("%(what)s is ours with what follows the decimal point cut off"),
}
_FORMULAS = {
    "square": "{}**2", "square root": "sqrt({})", "reciprocal": "1 / {}",
} | {name: f"{name}({{}})" for name in ("abs", "exp", "log", "sigmoid", "tanh")}  # fmt: skip


def relation_sentences(check: CheckResult, language: Language) -> list[Clean]:
    """What the relations of a check that failed say, one sentence for those that are alike."""
    alike: dict[Relation, list[Clean]] = {}
    for relation in check.relations:
        name = place(relation.path)
        named = alike.setdefault(replace(relation, path=()), [])
        named += [code(name)] if name else []
    return [_sentence(relation, names, language) for relation, names in list(alike.items())[:_MOST]]


def _sentence(relation: Relation, names: list[Clean], language: Language) -> Clean:
    _ = language.gettext
    if not names:
        what = _("your result")
    elif len(names) == 1:
        what = _("your %(name)s", name=names[0])
    else:
        what = _("each of your %(names)s", names=listed(names, language))
    said = _clause(relation, what, language)
    if relation.where is not None and relation.change != "sign":
        where = entry_condition(relation.where, language)
        said = _("where %(condition)s, %(said)s; elsewhere it is right", condition=where, said=said)
    elif relation.right is not None:
        on_entries = relation.right.kind == "index" or not relation.right.argument
        right = (entry_condition if on_entries else case_condition)(relation.right, language)
        said = _("%(said)s; it is right where %(condition)s", said=said, condition=right)
    return language.ngettext(
        "In the case with a wrong result, %(said)s.",
        "In all %(n)s cases with a wrong result, %(said)s.",
        relation.cases,
        said=said,
    )


def _clause(relation: Relation, what: Clean, language: Language) -> Clean:
    _ = language.gettext
    formula = code(product_text(relation.constant, relation.by))
    if relation.arrangement != "same":
        said = _(_ARRANGED[relation.arrangement], what=what)
        if relation.change == "factor":
            return _("%(said)s; besides, each number is multiplied by %(formula)s", said=said, formula=formula)
        return said
    match relation.change:
        case "factor" if relation.constant in _FACTORS and not relation.by:
            return _(_FACTORS[relation.constant], what=what)
        case "factor" if not relation.by and is_whole(1 / relation.constant):
            parts = code(product_text(1 / relation.constant, ()))
            return _("%(what)s is ours divided by %(formula)s", what=what, formula=parts)
        case "factor" if not relation.by:
            return _("%(what)s is %(formula)s times ours", what=what, formula=formula)
        case "factor":
            return _("%(what)s is ours times %(formula)s", what=what, formula=formula)
        case "offset":
            formula = code(product_text(abs(relation.constant), relation.by))
            if relation.constant < 0:
                return _("%(what)s is ours minus %(formula)s", what=what, formula=formula)
            return _("%(what)s is ours plus %(formula)s", what=what, formula=formula)
        case "function":
            return _(_OF_OURS[relation.name], what=what)
        case "rounded" if relation.name:
            return _(_ROUNDED[relation.name], what=what)
        case "rounded" if not relation.digits:
            return _("%(what)s is ours rounded to whole numbers", what=what)
        case "rounded":
            return language.ngettext(
                "%(what)s is ours rounded to %(n)s decimal",
                "%(what)s is ours rounded to %(n)s decimals",
                relation.digits,
                what=what,
            )
        case _:
            return _of_another_kind(relation, what, language)


def _of_another_kind(relation: Relation, what: Clean, language: Language) -> Clean:
    _ = language.gettext
    match relation.change:
        case "sign" if relation.where is not None:
            where = entry_condition(relation.where, language)
            return _("%(what)s is right but for its sign, which is wrong where %(where)s", what=what, where=where)
        case "sign":
            return _("%(what)s is right but for the sign of some of its numbers", what=what)
        case "close":
            digits = relation.digits
            return _("%(what)s agrees with ours to about %(digits)s digits and no further", what=what, digits=digits)
        case "single":
            return _(
                "%(what)s agrees with ours to about 7 digits and no further, as if it were computed in %(dtype)s or "
                "ended too early",
                what=what,
                dtype=code("float32"),
            )
        case "arguments" if not relation.name:
            name = code(quantity_text(relation.by[0]))
            return _("%(what)s is the argument %(name)s as it was handed over", what=what, name=name)
        case "arguments":
            names = [quantity_text(one) for one in relation.by]
            formula = (
                f" {relation.name} ".join(names)
                if len(names) > 1
                else _FORMULAS.get(relation.name, f"{relation.name}{{}}").format(*names)
            )
            return _("%(what)s is %(formula)s, and nothing else", what=what, formula=code(formula))
        case "carried":
            return _("%(what)s is ours plus your result of the case before, as if that had been kept", what=what)
        case "other_function":
            return _(
                "%(what)s is what %(name)s should give for the same arguments", what=what, name=code(relation.name)
            )
        case "product_length":
            formula = code(product_text(1.0, relation.by))
            return _("%(what)s has %(formula)s numbers, two sizes multiplied", what=what, formula=formula)
        case _:
            return _("%(what)s is false where ours is true, and true where ours is false", what=what)
