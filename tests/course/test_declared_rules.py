"""Rules as an author declares them, and slips with file and line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from grader.authoring import AUTOGRAD, LOSSES, OPTIMIZERS, SIGMOIDS, AuthoringError, Text, by_hand, forbid
from grader.course.loading import LoadedExercise

IMPORTS = "from grader.authoring import by_hand, case, check, exercise, forbid\n\n"
CHECK = """
@check(role="forward", of="forward", cases=[case(x=3.0, w=1.5)], fixed="An example.")
def prediction(m, x, w):
    \"\"\"The prediction is x times w.\"\"\"
    return m.forward(x, w)
"""
REFERENCE = '''"""Lines."""


def forward(x, w):
    """The prediction."""
    ### BEGIN SOLUTION
    return helper(x * w)
    ### END SOLUTION


def helper(x):
    return x
'''

Load = Callable[..., LoadedExercise]


def declared(load: Load, rules: str) -> LoadedExercise:
    about = f'about = exercise(\n    title="Lines",\n    rules=[{rules}],\n)\n'
    return load(reference=REFERENCE, checks=IMPORTS + about + CHECK, mistakes=None)


def test_a_rule_names_its_functions_and_what_they_do_without(load: Load) -> None:
    loaded = declared(
        load, 'by_hand(of=["forward"], also=["torch.sigmoid"], why={"en": "Write it.", "zh": "自己写。"}, keeps=0.5)'
    )
    (rule,) = loaded.about.rules
    assert (rule.kind, rule.of, rule.keeps, rule.why) == (
        "by_hand",
        ("forward",),
        0.5,
        Text({"en": "Write it.", "zh": "自己写。"}),
    )
    assert set(rule.forbidden) == {*AUTOGRAD, *LOSSES, *OPTIMIZERS, "torch.sigmoid"}


def test_a_rule_without_functions_is_of_all_that_the_learner_writes(load: Load) -> None:
    loaded = declared(load, "forbid(*(name for name in ['torch.optim', 'sorted']))")
    assert [(rule.of, rule.forbidden) for rule in loaded.about.rules] == [(("forward",), ("torch.optim", "sorted"))]


SLIPS = {
    "an unknown function": ('by_hand(of=["forwad"])', "`forwad`, which lines.py does not define.*forward"),
    "a function that no check is of": ('by_hand(of=["helper"])', "no check is of it, so nothing would judge it"),
    "a text for a list": ('by_hand(of="forward")', r'write a list, of=\["forward"\]'),
    "nothing forbidden": ("forbid()", "names nothing"),
    "a short name": ('forbid("F.mse_loss")', "`F` is not a known library"),
    "no builtin": ('forbid("softed")', '`softed` is not a builtin; write ".softed" for a method'),
    "no name": ('forbid("torch..optim")', "not a name that a rule can forbid"),
    "a share beyond one": ("by_hand(keeps=50)", "from 0 to 1"),
    "an unknown keyword": ('by_hand(off=["forward"])', "unexpected keyword argument 'off'.*of"),
    "no rule": ('"by_hand"', "a str is not a rule"),
}


@pytest.mark.parametrize(("rules", "message"), SLIPS.values(), ids=SLIPS.keys())
def test_a_slip_is_refused_with_its_line(load: Load, rules: str, message: str) -> None:
    with pytest.raises(AuthoringError, match=f"(?s){message}") as caught:
        declared(load, rules)
    assert caught.value.place is not None
    assert caught.value.place.file.name == "lines_checks.py"
    assert caught.value.place.line in (3, 5)


def test_every_ready_made_name_can_be_forbidden() -> None:
    assert forbid(*AUTOGRAD, *LOSSES, *OPTIMIZERS, *SIGMOIDS).forbidden
    assert by_hand().of == ()
