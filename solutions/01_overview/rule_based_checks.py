"""Checks of the rule-based system. Antiderivatives are never compared by form: they are differentiated."""

import math
from dataclasses import dataclass

import numpy as np

from grader.authoring import Text, case, check, exercise, plain, raises, random_case, satisfies

about = exercise(
    title={"en": "A rule-based system", "zh": "基于规则的系统"},
    worked_examples=dict.fromkeys(
        ["value", "known_antiderivative", "rewrite", "antiderivative", "integral", "missing_rules"], "symbolic_rules"
    ),
)

TABLE = ("power", "log", "sin", "cos", "exp", "sin^2", "cos^2", "sin*cos")
PRODUCTS = ("sin^2", "cos^2", "sin*cos")
KNOWLEDGE = ("power", "sin", "cos", "exp")
POINTS = [0.31, 0.84, 1.37, 2.05]
OTHER_POINTS = [0.23, 0.67, 1.11, 1.58, 2.39]

worked = Text({"en": "worked by hand", "zh": "手算的例子"})
none = Text({"en": "no terms", "zh": "没有任何项"})
unknown = Text({"en": "a kind without a rule", "zh": "没有规则的函数"})


def draw_term(generator, kind):
    c = float(generator.uniform(0.4, 3.0) * generator.choice([-1.0, 1.0]))
    k = float(generator.uniform(0.6, 2.6) * generator.choice([-1.0, 1.0]))
    # So near to 1/x, an antiderivative is a small difference of large numbers.
    return (c, kind, k) if kind != "power" or abs(k + 1) > 0.05 else draw_term(generator, kind)


@random_case(count=3, label={"en": "random terms", "zh": "随机的项"})
def sums(generator):
    kinds = generator.permutation((*KNOWLEDGE, *PRODUCTS))[: int(generator.integers(3, 6))]
    return case(terms=plain([draw_term(generator, str(kind)) for kind in kinds]))


@random_case(count=2, label={"en": "random terms", "zh": "随机的项"})
def sums_and_limits(generator):
    a = float(generator.uniform(0.3, 1.1))
    kinds = generator.permutation((*KNOWLEDGE, *PRODUCTS))[:4]
    return case(
        terms=plain([draw_term(generator, str(kind)) for kind in kinds]),
        a=a,
        b=a + float(generator.uniform(0.4, 1.3)),
    )


@random_case(count=2, label={"en": "random terms", "zh": "随机的项"})
def sums_at(generator):
    kinds = generator.permutation(TABLE)[:5]
    return case(terms=plain([draw_term(generator, str(kind)) for kind in kinds]), x=float(generator.uniform(0.4, 2.2)))


@random_case(count=4, label={"en": "a random term", "zh": "随机的一项"})
def known_terms(generator):
    return case(term=draw_term(generator, str(generator.choice(KNOWLEDGE))))


@random_case(count=3, label={"en": "a random term", "zh": "随机的一项"})
def products(generator):
    return case(term=draw_term(generator, str(generator.choice(PRODUCTS))))


@check(
    role="concept",
    of="value",
    points=2,
    cases=[
        case(worked, terms=plain([(3.0, "power", 2.0), (1.0, "exp", 2.0)]), x=0.5),
        case(
            {"en": "every kind once", "zh": "每种函数各一项"},
            terms=plain(
                [
                    (0.7, "power", 1.6),
                    (-1.3, "log", 2.4),
                    (2.1, "sin", 0.8),
                    (1.9, "cos", -1.7),
                    (-0.6, "exp", 0.9),
                    (2.7, "sin^2", 1.1),
                    (-3.2, "cos^2", 0.6),
                    (1.4, "sin*cos", 2.3),
                ]
            ),
            x=1.37,
        ),
        case({"en": "the logarithm takes the size", "zh": "对数里取绝对值"}, terms=plain([(1.7, "log", -2.6)]), x=0.83),
        case(
            {"en": "x below 0", "zh": "x 为负数"},
            terms=plain([(1.2, "power", 3.0), (0.9, "log", 1.0), (-2.2, "power", -1.0)]),
            x=-1.45,
        ),
        case({"en": "a constant", "zh": "常数"}, terms=plain([(4.3, "power", 0.0)]), x=2.6),
        case(none, terms=plain([]), x=1.3),
        case(
            {"en": "the same kind twice", "zh": "同一种函数出现两次"},
            terms=plain([(1.8, "sin", 1.2), (-0.7, "sin", 2.9)]),
            x=0.66,
        ),
        case(
            {"en": "large numbers", "zh": "很大的数"},
            terms=plain([(5200.0, "power", 2.0), (-870.5, "cos", 1.3)]),
            x=41.7,
        ),
        sums_at,
    ],
    sentence={"zh": "函数在 x 处的值，是各项的值之和。"},
)
def sum_of_the_terms(m, terms, x):
    """The value at x is the sum of the terms there."""
    return m.value(terms, x)


def naming(known):
    """A LookupError is raised, and its message names the kind of the case's term that is not among these."""

    def unknown_kind(arguments):
        terms = arguments["terms"] if "terms" in arguments else [arguments["term"]]
        return [next(kind for _, kind, _ in terms if kind not in known)]

    return raises("LookupError", mentions=unknown_kind)


@check(
    role="concept",
    of="value",
    points=1,
    cases=[
        case(unknown, terms=plain([(1.5, "tan", 2.0)]), x=0.7),
        case(
            {"en": "after terms with a rule", "zh": "在有规则的项之后"},
            terms=plain([(1.5, "sin", 2.0), (0.4, "sqrt", 1.0)]),
            x=0.7,
        ),
    ],
    expect=naming(TABLE),
    fixed="A refusal gives no number that could be copied.",
    counts_with=[sum_of_the_terms],
    sentence={"zh": "没有规则的函数：抛出 LookupError，并说出它的名字。"},
)
def value_of_an_unknown_kind(m, terms, x):
    """A kind without a rule raises LookupError, which names it."""
    return m.value(terms, x)


KNOWN = [
    case(worked, term=(6.0, "power", 2.0)),
    case({"en": "4/x, worked by hand", "zh": "4/x，手算的例子"}, term=(4.0, "power", -1.0)),
    case({"en": "1/x with a factor", "zh": "带系数的 1/x"}, term=(-2.3, "power", -1.0)),
    case({"en": "a root", "zh": "根号"}, term=(1.7, "power", 0.5)),
    case({"en": "a constant", "zh": "常数"}, term=(-3.4, "power", 0.0)),
    case({"en": "a negative power", "zh": "负的幂"}, term=(2.9, "power", -2.7)),
    case({"en": "a power just above -1", "zh": "比 -1 略大的幂"}, term=(0.8, "power", -0.9)),
    case({"en": "a sine", "zh": "正弦"}, term=(1.3, "sin", 2.4)),
    case({"en": "a cosine", "zh": "余弦"}, term=(-0.7, "cos", 0.6)),
    case({"en": "a sine with a negative k", "zh": "k 为负数的正弦"}, term=(0.9, "sin", -1.7)),
    case({"en": "a cosine with a negative k", "zh": "k 为负数的余弦"}, term=(1.6, "cos", -2.1)),
    case({"en": "an exponential that falls", "zh": "递减的指数函数"}, term=(2.2, "exp", -1.6)),
    case({"en": "a large factor", "zh": "很大的系数"}, term=(48200.0, "sin", 3.1)),
    known_terms,
]  # fmt: skip


MISSHAPEN = Text(
    {
        "en": "The answer has to be a list of tuples (c, name, k), also where there is only one.",
        "zh": "答案应当是由元组 (c, name, k) 组成的列表，只有一项时也是如此。",
    }
)
NO_TERM = Text(
    {
        "en": "Each term has to be a tuple (c, name, k) with two numbers and a name.",
        "zh": "每一项都应当是元组 (c, name, k)：两个数和一个名字。",
    }
)


@dataclass(frozen=True)
class Seen:
    """A term of an answer as the judge reads it."""

    c: float
    kind: str
    k: float

    def value(self, x):
        """What the term is worth at x."""
        u = self.k * x
        by_kind = {
            "power": lambda: x**self.k,
            "log": lambda: math.log(abs(u)),
            "sin": lambda: math.sin(u),
            "cos": lambda: math.cos(u),
            "exp": lambda: math.exp(u),
            "sin^2": lambda: math.sin(u) ** 2,
            "cos^2": lambda: math.cos(u) ** 2,
            "sin*cos": lambda: math.sin(u) * math.cos(u),
        }
        return self.c * by_kind[self.kind]()

    def slope(self, x):
        """The derivative of the term at x."""
        u = self.k * x
        by_kind = {
            "power": lambda: self.k * x ** (self.k - 1) if self.k else 0.0,
            "log": lambda: 1 / x,
            "sin": lambda: self.k * math.cos(u),
            "cos": lambda: -self.k * math.sin(u),
            "exp": lambda: self.k * math.exp(u),
            "sin^2": lambda: self.k * math.sin(2 * u),
            "cos^2": lambda: -self.k * math.sin(2 * u),
            "sin*cos": lambda: self.k * math.cos(2 * u),
        }
        return self.c * by_kind[self.kind]()

    def difference(self, x):
        """The derivative once more, by a central difference; of a constant, which may be large, it is exactly 0."""
        if self.kind == "power" and self.k == 0:
            return 0.0
        step = 1e-5 * x
        return (self.value(x + step) - self.value(x - step)) / (2 * step)

    def size(self, x):
        """How large the term is at x, for rounding's sake: where a sine is 0, its c and k still have their errors."""
        if self.kind in ("power", "log"):
            return abs(self.value(x)) + abs(self.c) * (self.kind == "log")
        return (abs(self.value(x)) if self.kind == "exp" else abs(self.c)) * (1 + 2 * abs(self.k * x))


def number(one):
    """A number that was observed as a float, whatever it came in; None for what is no finite real number."""
    if isinstance(one, np.ndarray):
        one = one.item() if one.size == 1 else None
    if isinstance(one, (bool, np.bool_)) or not isinstance(one, (int, float, np.integer, np.floating)):
        return None
    try:
        return float(one) if math.isfinite(one) else None
    except OverflowError:
        return None


def read_term(term):
    """A term (c, name, k) as the judge's own, or what is wrong with it."""
    if not isinstance(term, (list, tuple)) or len(term) != 3 or not isinstance(term[1], str):
        return NO_TERM
    c, kind, k = number(term[0]), term[1], number(term[2])
    if c is None or k is None:
        return NO_TERM
    if kind not in TABLE:
        return Text(
            {
                "en": f"There is a term of the kind {kind!r}, which is not in the table.",
                "zh": f"有一项的名字是 {kind!r}，表里没有它。",
            }
        )
    return Seen(c, kind, k)


def read_terms(terms):
    """A list of terms as the judge's own, or what is wrong with it."""
    if not isinstance(terms, (list, tuple)) or not all(isinstance(term, (list, tuple)) for term in terms):
        return MISSHAPEN
    found = [read_term(term) for term in terms]
    return next((wrong for wrong in found if isinstance(wrong, Text)), found)


def disagree(found, wanted, size, sentence):
    """None where the two numbers agree, else the sentence.

    The room is ten times float32's rounding of the given terms, whatever the size of the answer's: terms that cancel
    buy none. A factor of 1.001 is seen a thousand times over.
    """
    return None if abs(found - wanted) <= 1e-6 * size else sentence(found, wanted)


def everywhere(compare, points):
    """The first disagreement at one of the points; an answer without a value there disagrees."""
    for x in points:
        try:
            wrong = compare(x)
        except (ArithmeticError, ValueError, TypeError):
            wrong = Text({"en": f"At x = {x:g} your answer has no value.", "zh": f"在 x = {x:g} 处，你的答案没有值。"})
        if wrong is not None:
            return wrong
    return None


def slopes_disagree(answer, integrand, slope, points):
    """None where the derivative of the answer is the integrand, else where it is not."""

    def compare(x):
        return disagree(
            sum(slope(term, x) for term in answer),
            sum(term.value(x) for term in integrand),
            sum(term.size(x) for term in integrand),
            lambda found, wanted: Text(
                {
                    "en": f"At x = {x:g} the derivative of your answer is {found:.6g}; the "
                    f"function there is {wanted:.6g}.",
                    "zh": f"在 x = {x:g} 处，你的答案的导数是 {found:.6g}，而原来的函数值是 {wanted:.6g}。",
                }
            ),
        )

    return everywhere(compare, points)


def one_function_by(measure):
    """Two answers are one where they are the same function, whatever their form.

    `measure` is what of a term is compared, with `size` for its rounding.
    """

    def same(one, other):
        mine, recorded = read_answer(one), read_answer(other)
        if isinstance(mine, Text) or isinstance(recorded, Text):
            return None

        def compare(x):
            return disagree(
                sum(measure(term, x) for term in mine),
                sum(measure(term, x) for term in recorded),
                sum(term.size(x) * max(1, abs(term.k)) for term in recorded),
                lambda *numbers: Text(),
            )

        return everywhere(compare, POINTS) is None

    return same


def read_answer(answer):
    """One term or a list of terms as a list of the judge's own, or what is wrong with it."""
    term = read_term(answer)
    return read_terms(answer) if isinstance(term, Text) else [term]


def antiderivative_of_the_term(slope, points):
    """The property: one term, whose derivative is the given term."""

    def holds(answer, arguments):
        found = read_term(answer)
        if isinstance(found, Text):
            return found
        return slopes_disagree([found], [Seen(*arguments["term"])], slope, points)

    return holds


def antiderivative_of_the_terms(slope, points):
    """The property: a list of terms, whose derivative is the sum of the given terms."""

    def holds(answer, arguments):
        found = read_terms(answer)
        if isinstance(found, Text):
            return found
        return slopes_disagree(found, [Seen(*term) for term in arguments["terms"]], slope, points)

    return holds


@check(
    role="concept",
    of="known_antiderivative",
    points=2,
    cases=KNOWN,
    expect=satisfies(antiderivative_of_the_term(Seen.slope, POINTS), same=one_function_by(Seen.slope)),
    sentence={"zh": "知识库给出的项，求导后就是原来的项（在四个点 x 处求导）。"},
)
def known_term_differentiated_exactly(m, term):
    """The derivative of the term from the knowledge base is the given term (exactly, at four points x)."""
    return m.known_antiderivative(term)


@check(
    role="concept",
    of="known_antiderivative",
    points=1,
    cases=KNOWN,
    expect=satisfies(antiderivative_of_the_term(Seen.difference, OTHER_POINTS), same=one_function_by(Seen.slope)),
    sentence={"zh": "换一些点，用差商检验：导数就是原来的项。"},
)
def known_term_differentiated_numerically(m, term):
    """Difference quotients at other points say the same: the derivative is the given term."""
    return m.known_antiderivative(term)


@check(
    role="concept",
    of="known_antiderivative",
    points=1,
    cases=[
        case(unknown, term=(1.5, "tan", 2.0)),
        case({"en": "a square has to be rewritten first", "zh": "平方要先变换"}, term=(0.8, "sin^2", 1.0)),
        case({"en": "a square has to be rewritten first", "zh": "平方要先变换"}, term=(1.9, "cos^2", 1.7)),
        case({"en": "a product has to be rewritten first", "zh": "乘积要先变换"}, term=(-2.6, "sin*cos", 1.3)),
        case(
            {"en": "the logarithm is not in the knowledge base", "zh": "知识库里没有对数"},
            term=(1.2, "log", 1.0),
        ),
    ],
    expect=naming(KNOWLEDGE),
    fixed="A refusal gives no number that could be copied.",
    counts_with=[known_term_differentiated_exactly],
    sentence={"zh": "不在知识库里的函数：抛出 LookupError，并说出它的名字。"},
)
def unknown_term_is_named(m, term):
    """What is not in the knowledge base raises LookupError, which names it."""
    return m.known_antiderivative(term)


REWRITTEN = [
    case(worked, term=(3.0, "sin*cos", 5.0)),
    case({"en": "a squared sine", "zh": "正弦的平方"}, term=(1.7, "sin^2", 1.3)),
    case({"en": "a squared cosine", "zh": "余弦的平方"}, term=(-2.6, "cos^2", 0.7)),
    case({"en": "a negative k", "zh": "k 为负数"}, term=(0.9, "sin*cos", -1.4)),
    case({"en": "a sine stays as it is", "zh": "正弦不变"}, term=(1.1, "sin", 2.2)),
    case({"en": "a power stays as it is", "zh": "幂不变"}, term=(-0.8, "power", 2.5)),
    products,
]


def same_function(points):
    """The property: a list of terms whose sum is the given term at each of the points, and below 0 as well."""

    def holds(answer, arguments):
        found, given = read_terms(answer), Seen(*arguments["term"])
        if isinstance(found, Text):
            return found

        def compare(x):
            return disagree(
                sum(term.value(x) for term in found),
                given.value(x),
                given.size(x),
                lambda mine, wanted: Text(
                    {
                        "en": f"At x = {x:g} your terms add up to {mine:.6g}; the given term is {wanted:.6g} there.",
                        "zh": f"在 x = {x:g} 处，你的各项之和是 {mine:.6g}，而原来的项是 {wanted:.6g}。",
                    }
                ),
            )

        # A power that is not whole has no value below 0.
        return everywhere(compare, points if given.kind == "power" else [*points, -points[1]])

    return holds


def same_function_without_products(answer, arguments):
    found = read_terms(answer)
    if not isinstance(found, Text) and any(term.kind in PRODUCTS for term in found):
        return Text(
            {
                "en": "There is still a product of sines and cosines in your answer.",
                "zh": "你的答案里还有正弦与余弦的乘积或平方。",
            }
        )
    return same_function(OTHER_POINTS)(answer, arguments)


@check(
    role="concept",
    of="rewrite",
    points=2,
    cases=REWRITTEN,
    expect=satisfies(same_function(POINTS), same=one_function_by(Seen.value)),
    counts_with=["rewritten_without_products"],
    sentence={"zh": "变换前后，函数的值相同（在四个点 x 处）。"},
)
def values_after_rewriting(m, term):
    """The function has the same values after rewriting (at four points x)."""
    return m.rewrite(term)


@check(
    role="concept",
    of="rewrite",
    points=1,
    cases=REWRITTEN,
    expect=satisfies(same_function_without_products, same=one_function_by(Seen.value)),
    sentence={"zh": "变换后不再有正弦与余弦的乘积。"},
)
def rewritten_without_products(m, term):
    """After rewriting there is no product of sines and cosines left."""
    return m.rewrite(term)


@random_case(count=2, label={"en": "a random term", "zh": "随机的一项"})
def terms_that_stay(generator):
    c, k = generator.uniform(0.4, 3.0, 2) * generator.choice([-1.0, 1.0], 2)
    return case(term=(float(c), str(generator.choice(["power", "log", "sin", "exp", "tan"])), float(k)))


@check(
    role="concept",
    of="rewrite",
    points=1,
    cases=[
        case(unknown, term=(1.5, "tan", 2.0)),
        case({"en": "a logarithm", "zh": "对数"}, term=(-0.7, "log", 1.3)),
        case({"en": "an exponential", "zh": "指数函数"}, term=(2.4, "exp", -0.6)),
        terms_that_stay,
    ],
    counts_with=[rewritten_without_products],
    sentence={"zh": "其他的项原样返回，没有规则的也一样。"},
)
def other_terms_stay(m, term):
    """Any other term comes back as it is, also one without a rule."""
    return m.rewrite(term)


SUMS = [
    case(worked, terms=plain([(6.0, "power", 2.0), (3.0, "sin*cos", 5.0)])),
    case({"en": "one term", "zh": "一项"}, terms=plain([(1.4, "cos", 1.9)])),
    case(none, terms=plain([])),
    case({"en": "every kind once", "zh": "每种函数各一项"},
         terms=plain([(0.7, "power", 1.6), (-2.3, "power", -1.0), (2.1, "sin", 0.8), (1.9, "cos", -1.7),
                      (-0.6, "exp", 0.9), (2.7, "sin^2", 1.1), (-3.2, "cos^2", 0.6), (1.4, "sin*cos", 2.3)])),
    case({"en": "the same term twice", "zh": "同一项出现两次"}, terms=plain([(1.3, "sin", 2.2), (1.3, "sin", 2.2)])),
    case({"en": "squares only", "zh": "只有平方"}, terms=plain([(1.6, "sin^2", 1.2), (0.9, "cos^2", 2.1)])),
    case({"en": "large numbers", "zh": "很大的数"}, terms=plain([(73000.0, "power", 3.0), (-5120.5, "exp", 1.1)])),
    sums,
]  # fmt: skip


@check(
    role="concept",
    of="antiderivative",
    points=2,
    cases=SUMS,
    expect=satisfies(antiderivative_of_the_terms(Seen.slope, POINTS), same=one_function_by(Seen.slope)),
    needs=[known_term_differentiated_exactly, values_after_rewriting],
    sentence={"zh": "答案的导数就是原来的函数（在四个点 x 处求导）。"},
)
def answer_differentiated_exactly(m, terms):
    """The derivative of the answer is the given function (exactly, at four points x)."""
    return m.antiderivative(terms)


@check(
    role="concept",
    of="antiderivative",
    points=2,
    cases=SUMS,
    expect=satisfies(antiderivative_of_the_terms(Seen.difference, OTHER_POINTS), same=one_function_by(Seen.slope)),
    needs=[known_term_differentiated_exactly, values_after_rewriting],
    sentence={"zh": "换一些点，用差商检验：导数就是原来的函数。"},
)
def answer_differentiated_numerically(m, terms):
    """Difference quotients at other points say the same: the derivative is the given function."""
    return m.antiderivative(terms)


@check(
    role="concept",
    of="antiderivative",
    points=1,
    cases=[
        case(unknown, terms=plain([(1.5, "tan", 2.0)])),
        case(
            {"en": "the last of three", "zh": "三项中的最后一项"},
            terms=plain([(1.5, "sin", 2.0), (0.3, "cos^2", 1.0), (0.4, "arctan", 1.0)]),
        ),
        case(
            {"en": "the first of three", "zh": "三项中的第一项"},
            terms=plain([(1.1, "sin^3", 2.0), (0.3, "exp", 1.0), (0.4, "power", 3.0)]),
        ),
        case({"en": "a logarithm", "zh": "对数"}, terms=plain([(1.5, "exp", 2.0), (1.2, "log", 1.0)])),
    ],
    expect=naming((*KNOWLEDGE, *PRODUCTS)),
    fixed="A refusal gives no number that could be copied.",
    needs=[unknown_term_is_named],
    counts_with=[answer_differentiated_exactly],
    sentence={"zh": "没有规则的项：抛出 LookupError，并说出它的名字。"},
)
def term_without_a_rule_is_named(m, terms):
    """A term without a rule raises LookupError, which names it."""
    return m.antiderivative(terms)


@check(
    role="concept",
    of="integral",
    points=2,
    cases=[
        case(worked, terms=plain([(6.0, "power", 2.0)]), a=1.0, b=2.0),
        case({"en": "1/x below 0", "zh": "x 为负数时的 1/x"}, terms=plain([(1.7, "power", -1.0)]), a=-2.6, b=-0.7),
        case(
            {"en": "from right to left", "zh": "从右到左"},
            terms=plain([(1.3, "cos^2", 0.9), (0.4, "exp", 0.7)]),
            a=2.2,
            b=0.9,
        ),
        case({"en": "a = b", "zh": "a = b"}, terms=plain([(1.3, "sin", 0.9), (0.4, "exp", 0.7)]), a=1.4, b=1.4),
        case(none, terms=plain([]), a=0.4, b=1.9),
        case({"en": "large numbers", "zh": "很大的数"}, terms=plain([(310.0, "power", 2.0)]), a=12.5, b=48.3),
        sums_and_limits,
    ],
    needs=["sum_of_the_terms", "answer_differentiated_exactly"],
    sentence={"zh": "从 a 到 b 的积分是 F(b) - F(a)。"},
)
def difference_of_the_antiderivative(m, terms, a, b):
    """The integral from a to b is F(b) - F(a)."""
    return m.integral(terms, a, b)


@check(
    role="concept",
    of="integral",
    points=1,
    cases=[
        case(unknown, terms=plain([(1.5, "tan", 2.0)]), a=0.4, b=1.3),
        case(
            {"en": "after terms with a rule", "zh": "在有规则的项之后"},
            terms=plain([(1.5, "sin", 2.0), (0.4, "cos^2", 1.0), (2.2, "arcsin", 0.7)]),
            a=1.1,
            b=0.6,
        ),
        case({"en": "a logarithm", "zh": "对数"}, terms=plain([(0.8, "log", 1.4)]), a=0.5, b=1.9),
    ],
    expect=naming((*KNOWLEDGE, *PRODUCTS)),
    fixed="A refusal gives no number that could be copied.",
    needs=["term_without_a_rule_is_named"],
    counts_with=[difference_of_the_antiderivative],
    sentence={"zh": "积分里有没有规则的项：抛出 LookupError，并说出它的名字。"},
)
def integral_of_an_unknown_kind(m, terms, a, b):
    """The integral of a term without a rule raises LookupError, which names it."""
    return m.integral(terms, a, b)


@random_case(count=2, label={"en": "random terms", "zh": "随机的项"})
def mixed_kinds(generator):
    lacking = generator.permutation(["tan", "sqrt", "arctan", "sinh", "log"])[:3].tolist()
    kinds = [lacking[0], "cos^2", lacking[1], "power", lacking[0], lacking[2], "exp", lacking[1]]
    return case(
        terms=plain([(float(c), kind, 1.5) for c, kind in zip(generator.uniform(0.4, 3.0, 8), kinds, strict=True)])
    )


@check(
    role="concept",
    of="missing_rules",
    points=2,
    cases=[
        case(worked, terms=plain([(1.0, "tan", 1.0), (2.0, "sin", 3.0), (5.0, "sqrt", 1.0), (1.0, "tan", 2.0)])),
        case({"en": "every term has its rule", "zh": "每一项都有规则"},
             terms=plain([(1.3, "power", -1.0), (0.7, "sin^2", 1.4), (2.2, "exp", 0.9)])),
        case(none, terms=plain([])),
        case({"en": "not in the alphabet's order", "zh": "不是字母顺序"},
             terms=plain([(1.0, "tan", 1.0), (2.0, "arctan", 3.0), (0.6, "sinh", 1.1), (3.1, "arctan", 0.2)])),
        case({"en": "a logarithm has a value but no rule", "zh": "对数能求值，但没有规则"},
             terms=plain([(1.2, "cos^2", 1.0), (0.5, "log", 1.0), (2.4, "sin*cos", 0.6)])),
        mixed_kinds,
    ],
    needs=["term_without_a_rule_is_named"],
    sentence={"zh": "还缺哪些规则：每个名字一次，按出现的顺序。"},
)  # fmt: skip
def kinds_without_a_rule(m, terms):
    """The kinds that still lack a rule, each once, in the order of their first occurrence."""
    return m.missing_rules(terms)
