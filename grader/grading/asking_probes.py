"""Probes for runs in which a learner's function asks for what earlier functions give, one question after the other.

They are sent as source, like every probe. The one runs the check's own probe on the learner's module, until an earlier
function is called for which it was given no answer: then it returns that call. The other has a function of the
reference answer it. A function that is differentiated is asked twice: for its value, and for its slopes.
"""

from __future__ import annotations

from collections.abc import Sequence

from grader.grading.standing_probes import SHARED, around
from grader.wire.messages import Probe

ANSWERS = "answers_"
"""The argument that holds the answers so far."""
NAME, HANDED, UPSTREAM = "name_", "handed_", "upstream_"
"""The arguments that hold a question."""
ASKED, GIVEN = "asked", "given"
"""What a run returns first: that it asks, or that it gives what the check's own probe returned."""

_ASKING = """

def key_(value):
    if hasattr(value, "tolist"):
        return ("array", str(value.dtype), tuple(value.shape), value.tolist())
    if isinstance(value, dict):
        return ("dict", [(key_(key), key_(item)) for key, item in value.items()])
    if isinstance(value, (list, tuple)):
        return (type(value) is tuple, [key_(item) for item in value])
    return value


def is_differentiated_(value):
    return hasattr(value, "requires_grad") and bool(value.requires_grad)


def kept_(value):
    if not hasattr(value, "requires_grad"):
        return value
    return value.detach().clone().requires_grad_(value.requires_grad)


def pulled_(name, value, handed, answered):
    import torch
    kept = [kept_(one) for one in handed]

    class Pulled(torch.autograd.Function):
        @staticmethod
        def forward(context, value, *inputs):
            return value.clone()

        @staticmethod
        def backward(context, upstream):
            slopes = answered(name, kept, upstream)[2]
            return (None, *[slope for one, slope in zip(kept, slopes) if is_differentiated_(one)])

    return Pulled.apply(value, *[one for one in handed if is_differentiated_(one)])


def asking_(m, answers_, **arguments):
    import builtins

    class Unanswered(BaseException):
        pass

    asked = []
    place = [0]
    own = {name: getattr(m, name) for name in FUNCTIONS if hasattr(m, name)}

    def answered(name, handed, upstream):
        mark = hash(repr((name, key_(list(handed)), key_(upstream))))
        number = place[0]
        if not asked and number < len(answers_) and answers_[number][0] == mark:
            place[0] = number + 1
            return answers_[number]
        if not asked:
            asked.append(observed((number, mark, name, list(handed), upstream)))
        raise Unanswered

    def standing_in(name):
        def stand_in(*given, **named):
            handed = bound_(own[name], given, named)
            _, raised, value, is_pulled, after = answered(name, handed, None)
            for held, left in zip(handed, after):
                if left is not None:
                    leave_(held, left[0])
            if raised:
                raise getattr(builtins, raised, RuntimeError)(value)
            return pulled_(name, value, handed, answered) if is_pulled else value
        return stand_in

    for name in own:
        setattr(m, name, standing_in(name))
    try:
        result = PROBE(m, **arguments)
    except BaseException:
        if not asked:
            raise
    finally:
        for name in own:
            setattr(m, name, own[name])
    return ("asked", asked[0]) if asked else ("given", result)
"""

_ANSWERING = """
def answering_(m, name_, handed_, upstream_):
    function = getattr(m, name_)
    given = list(handed_)
    if upstream_ is not None:
        import torch
        by = [one for one in given if hasattr(one, "requires_grad") and one.requires_grad]
        slopes = iter(torch.autograd.grad(function(*given), by, upstream_, allow_unused=True))
        return ["", [next(slopes) if any(one is other for other in by) else None for one in given], False, given]
    try:
        value = function(*given)
    except Exception as raised:
        return [type(raised).__name__, str(raised), False, given]
    is_pulled = hasattr(value, "requires_grad") and value.requires_grad and not value.is_leaf
    return ["", value.detach() if is_pulled else value, is_pulled, given]
"""

ANSWERING = Probe(_ANSWERING, "answering_")
"""Answers a question: the exception's name ("" if there was none), what was given or, of a question with `UPSTREAM`,
the slopes; whether what was given can be differentiated; and the arguments afterwards."""


def asking_probe(probe: Probe, functions: Sequence[str]) -> Probe:
    """A probe that returns `GIVEN` and what the check's own one returns, or `ASKED` and the first call of one of these
    functions that the case's `ANSWERS` do not hold: its place, a mark to know it by, the function, its arguments, and
    what its slopes are to be multiplied by, if they are asked for."""
    return around(probe, SHARED + _ASKING, "asking_", FUNCTIONS=repr(tuple(functions)))
