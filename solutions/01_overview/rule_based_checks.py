"""Checks of the rule-based system. Antiderivatives are never compared by form: they are differentiated."""

import math

from grader.authoring import Text, case, check, exercise, plain, random_case, satisfies

about = exercise(title="A rule-based system", zh="基于规则的系统")

KINDS = ["power", "sin", "cos", "exp", "sin^2", "cos^2", "sin*cos"]
POINTS = [0.31, 0.84, 1.37, 2.05]

worked = Text("worked by hand", "手算的例子")
none = Text("no terms", "没有任何项")
unknown = Text("a kind without a rule", "没有规则的函数")


def draw_term(generator, kind):
    c = float(generator.uniform(0.4, 3.0) * generator.choice([-1.0, 1.0]))
    k = float(generator.uniform(0.6, 2.6) * generator.choice([-1.0, 1.0]))
    return (c, kind, k)


@random_case(count=3, label=Text("random terms", "随机的项"))
def sums(generator):
    kinds = generator.permutation(KINDS)[: int(generator.integers(3, 6))]
    return case(terms=plain([draw_term(generator, str(kind)) for kind in kinds]))


@random_case(count=2, label=Text("random terms", "随机的项"))
def sums_and_limits(generator):
    a = float(generator.uniform(0.3, 1.1))
    kinds = generator.permutation(KINDS)[:4]
    return case(
        terms=plain([draw_term(generator, str(kind)) for kind in kinds]),
        a=a,
        b=a + float(generator.uniform(0.4, 1.3)),
    )


@random_case(count=2, label=Text("random terms", "随机的项"))
def sums_at(generator):
    kinds = generator.permutation([*KINDS, "log"])[:5]
    return case(terms=plain([draw_term(generator, str(kind)) for kind in kinds]), x=float(generator.uniform(0.4, 2.2)))


@random_case(count=4, label=Text("a random term", "随机的一项"))
def known_terms(generator):
    return case(term=draw_term(generator, str(generator.choice(["power", "sin", "cos", "exp"]))))


@random_case(count=3, label=Text("a random term", "随机的一项"))
def products(generator):
    return case(term=draw_term(generator, str(generator.choice(["sin^2", "cos^2", "sin*cos"]))))


def values_by_kind(x):
    """The eight kinds at x, on tensors: what a term is worth, apart from its factor."""
    import torch

    return {
        "power": lambda k: x**k,
        "log": lambda k: torch.log(torch.abs(k * x)),
        "sin": lambda k: torch.sin(k * x),
        "cos": lambda k: torch.cos(k * x),
        "exp": lambda k: torch.exp(k * x),
        "sin^2": lambda k: torch.sin(k * x) ** 2,
        "cos^2": lambda k: torch.cos(k * x) ** 2,
        "sin*cos": lambda k: torch.sin(k * x) * torch.cos(k * x),
    }


def values(terms):
    import torch

    kinds = values_by_kind(torch.tensor(POINTS, dtype=torch.float64))
    # As floats: a number of the learner's own making may have ideas of its own about products.
    return sum(
        (float(c) * kinds[kind](float(k)) for c, kind, k in terms), torch.zeros(len(POINTS), dtype=torch.float64)
    )


def slopes(terms):
    """The derivative of a sum of terms at the points, by autograd."""
    import torch

    x = torch.tensor(POINTS, dtype=torch.float64, requires_grad=True)
    kinds = values_by_kind(x)
    # 0 * x, so that an answer without terms has a slope too.
    total = sum((float(c) * kinds[kind](float(k)) for c, kind, k in terms), 0 * x)
    total.sum().backward()
    return x.grad


def named_error(attempt):
    """What a LookupError says; anything else goes its way."""
    try:
        return {"raised": None, "returned": attempt()}
    except LookupError as error:
        return {"raised": type(error).__name__, "message": str(error)}


@check(
    role="concept",
    of="value",
    points=2,
    cases=[
        case(worked, terms=plain([(3.0, "power", 2.0), (1.0, "exp", 2.0)]), x=0.5),
        case(
            Text("every kind once", "每种函数各一项"),
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
        case(Text("the logarithm takes the size", "对数里取绝对值"), terms=plain([(1.7, "log", -2.6)]), x=0.83),
        case(
            Text("x below 0", "x 为负数"),
            terms=plain([(1.2, "power", 3.0), (0.9, "log", 1.0), (-2.2, "power", -1.0)]),
            x=-1.45,
        ),
        case(Text("a constant", "常数"), terms=plain([(4.3, "power", 0.0)]), x=2.6),
        case(none, terms=plain([]), x=1.3),
        case(
            Text("the same kind twice", "同一种函数出现两次"),
            terms=plain([(1.8, "sin", 1.2), (-0.7, "sin", 2.9)]),
            x=0.66,
        ),
        case(Text("large numbers", "很大的数"), terms=plain([(5200.0, "power", 2.0), (-870.5, "cos", 1.3)]), x=41.7),
        sums_at,
    ],
    zh="函数在 x 处的值，是各项的值之和。",
)
def sum_of_the_terms(m, terms, x):
    """The value at x is the sum of the terms there."""
    return m.value(terms, x)


def names_the_term(said, arguments):
    if said["raised"] is None:
        return Text(
            "No LookupError is raised, although there is no rule for one of these kinds.",
            "有一种函数没有规则，却没有抛出 LookupError。",
        )
    if arguments["unknown"] not in said["message"]:
        return Text(
            f"A {said['raised']} is raised, but its message does not name {arguments['unknown']!r}.",
            f"抛出了 {said['raised']}，但错误信息里没有 {arguments['unknown']!r}。",
        )
    return None


@check(
    role="concept",
    of="value",
    points=1,
    cases=[
        case(unknown, terms=plain([(1.5, "tan", 2.0)]), x=0.7, unknown="tan"),
        case(
            Text("after terms with a rule", "在有规则的项之后"),
            terms=plain([(1.5, "sin", 2.0), (0.4, "sqrt", 1.0)]),
            x=0.7,
            unknown="sqrt",
        ),
    ],
    expect=satisfies(names_the_term),
    zh="没有规则的函数：抛出 LookupError，并说出它的名字。",
)
def value_of_an_unknown_kind(m, terms, x, unknown):
    """A kind without a rule raises LookupError, which names it."""
    return named_error(lambda: m.value(terms, x))


KNOWN = [
    case(worked, term=(6.0, "power", 2.0)),
    case(Text("1/x, worked by hand", "1/x，手算的例子"), term=(1.0, "power", -1.0)),
    case(Text("1/x with a factor", "带系数的 1/x"), term=(-2.3, "power", -1.0)),
    case(Text("a root", "根号"), term=(1.7, "power", 0.5)),
    case(Text("a constant", "常数"), term=(-3.4, "power", 0.0)),
    case(Text("a negative power", "负的幂"), term=(2.9, "power", -2.7)),
    case(Text("a power just above -1", "比 -1 略大的幂"), term=(0.8, "power", -0.9)),
    case(Text("a sine", "正弦"), term=(1.3, "sin", 2.4)),
    case(Text("a cosine", "余弦"), term=(-0.7, "cos", 0.6)),
    case(Text("an exponential that falls", "递减的指数函数"), term=(2.2, "exp", -1.6)),
    case(Text("a large factor", "很大的系数"), term=(48200.0, "sin", 3.1)),
    known_terms,
]  # fmt: skip


def plain_value(term, x):
    """A term at x, in plain floats: the judge's own, which no learner's process has seen."""
    c, kind, k = float(term[0]), term[1], float(term[2])
    by_kind = {
        "power": lambda: x**k,
        "log": lambda: math.log(abs(k * x)),
        "sin": lambda: math.sin(k * x),
        "cos": lambda: math.cos(k * x),
        "exp": lambda: math.exp(k * x),
        "sin^2": lambda: math.sin(k * x) ** 2,
        "cos^2": lambda: math.cos(k * x) ** 2,
        "sin*cos": lambda: math.sin(k * x) * math.cos(k * x),
    }
    return c * by_kind[kind]()


def slopes_disagree(answer, integrand):
    """None where the answer's derivative is the integrand, by central differences at points of the judge's."""
    for x in (0.23, 0.67, 1.11, 1.58, 2.39):
        # The difference is off by about step**2 / 6 of the third derivative, 1e-9 for terms of this size; an answer
        # with numbers in float32 by 1e-7. A factor of 1.001 is seen a thousand times over.
        step = 1e-5 * x
        there = [(plain_value(term, x + step) - plain_value(term, x - step)) / (2 * step) for term in answer]
        wanted = [plain_value(term, x) for term in integrand]
        size = sum(map(abs, there)) + sum(map(abs, wanted))
        if not abs(sum(there) - sum(wanted)) <= 1e-6 * size:
            return Text(
                f"At x = {x:g} the derivative of your answer is {sum(there):.6g}; "
                f"the function there is {sum(wanted):.6g}.",
                f"在 x = {x:g} 处，你的答案的导数是 {sum(there):.6g}，而原来的函数值是 {sum(wanted):.6g}。",
            )
    return None


def misshapen(terms):
    """None for a list of terms (c, name, k), else what is wrong with it."""
    if not isinstance(terms, (list, tuple)) or not all(isinstance(term, (list, tuple)) for term in terms):
        return Text(
            "The answer has to be a list of tuples (c, name, k), also where there is only one.",
            "答案应当是由元组 (c, name, k) 组成的列表，只有一项时也是如此。",
        )
    return next((wrong for term in terms if (wrong := no_term(term))), None)


def no_term(term):
    """None for a term (c, name, k), else what is wrong with it."""
    if not isinstance(term, (list, tuple)) or len(term) != 3:
        return Text("Each term has to be a tuple (c, name, k).", "每一项都应当是元组 (c, name, k)。")
    c, kind, k = term
    if not isinstance(kind, str) or not all(math.isfinite(float(number)) for number in (c, k)):
        return Text("Each term has to be a tuple (c, name, k).", "每一项都应当是元组 (c, name, k)。")
    if kind not in ("power", "log", "sin", "cos", "exp", "sin^2", "cos^2", "sin*cos"):
        return Text(
            f"There is a term of the kind {kind!r}, which is not in the table.",
            f"有一项的名字是 {kind!r}，表里没有它。",
        )
    return None


def differentiates_to_the_term(answer, arguments):
    return no_term(answer) or slopes_disagree([answer], [arguments["term"]])


def differentiates_to_the_terms(answer, arguments):
    return misshapen(answer) or slopes_disagree(answer, arguments["terms"])


@check(
    role="concept",
    of="known_antiderivative",
    points=2,
    cases=KNOWN,
    zh="知识库给出的项，求导后就是原来的项（在四个点 x 处自动求导）。",
)
def known_term_differentiated_by_autograd(m, term):
    """The derivative of the term from the knowledge base is the given term (by autograd, at four points x)."""
    return {"F'(x)": slopes([m.known_antiderivative(term)])}


@check(
    role="concept",
    of="known_antiderivative",
    points=1,
    cases=KNOWN,
    expect=satisfies(differentiates_to_the_term),
    zh="换一些点，用差商检验：导数就是原来的项。",
)
def known_term_differentiated_numerically(m, term):
    """Difference quotients at other points say the same: the derivative is the given term."""
    return m.known_antiderivative(term)


@check(
    role="concept",
    of="known_antiderivative",
    points=1,
    cases=[
        case(unknown, term=(1.5, "tan", 2.0), unknown="tan"),
        case(Text("a square has to be rewritten first", "平方要先变换"), term=(0.8, "sin^2", 1.0), unknown="sin^2"),
        case(Text("a square has to be rewritten first", "平方要先变换"), term=(1.9, "cos^2", 1.7), unknown="cos^2"),
        case(
            Text("a product has to be rewritten first", "乘积要先变换"), term=(-2.6, "sin*cos", 1.3), unknown="sin*cos"
        ),
        case(
            Text("the logarithm is not in the knowledge base", "知识库里没有对数"),
            term=(1.2, "log", 1.0),
            unknown="log",
        ),
    ],
    expect=satisfies(names_the_term),
    zh="不在知识库里的函数：抛出 LookupError，并说出它的名字。",
)
def unknown_term_is_named(m, term, unknown):
    """What is not in the knowledge base raises LookupError, which names it."""
    return named_error(lambda: m.known_antiderivative(term))


REWRITTEN = [
    case(worked, term=(3.0, "sin*cos", 2.0)),
    case(Text("a squared sine", "正弦的平方"), term=(1.7, "sin^2", 1.3)),
    case(Text("a squared cosine", "余弦的平方"), term=(-2.6, "cos^2", 0.7)),
    case(Text("a negative k", "k 为负数"), term=(0.9, "sin*cos", -1.4)),
    case(Text("a sine stays as it is", "正弦不变"), term=(1.1, "sin", 2.2)),
    case(Text("a power stays as it is", "幂不变"), term=(-0.8, "power", 2.5)),
    products,
]


def same_function_without_products(answer, arguments):
    wrong = misshapen(answer)
    if wrong is not None:
        return wrong
    kinds = [kind for _, kind, _ in answer]
    if any(kind in ("sin^2", "cos^2", "sin*cos") for kind in kinds):
        return Text(
            "There is still a product of sines and cosines in your answer.", "你的答案里还有正弦与余弦的乘积或平方。"
        )
    for x in (0.23, 0.67, 1.11, 1.58, 2.39):
        found, wanted = [plain_value(term, x) for term in answer], plain_value(arguments["term"], x)
        if not abs(sum(found) - wanted) <= 1e-6 * (sum(map(abs, found)) + abs(wanted)):
            return Text(
                f"At x = {x:g} your terms add up to {sum(found):.6g}; the given term is {wanted:.6g} there.",
                f"在 x = {x:g} 处，你的各项之和是 {sum(found):.6g}，而原来的项是 {wanted:.6g}。",
            )
    return None


@check(
    role="concept",
    of="rewrite",
    points=2,
    cases=REWRITTEN,
    zh="变换前后，函数的值相同（在四个点 x 处）。",
)
def values_after_rewriting(m, term):
    """The function has the same values after rewriting (at four points x)."""
    return {"f(x)": values(m.rewrite(term))}


@check(
    role="concept",
    of="rewrite",
    points=1,
    cases=REWRITTEN,
    expect=satisfies(same_function_without_products),
    zh="变换后不再有正弦与余弦的乘积。",
)
def rewritten_without_products(m, term):
    """After rewriting there is no product of sines and cosines left."""
    return m.rewrite(term)


@check(
    role="concept",
    of="rewrite",
    points=1,
    cases=[
        case(unknown, term=(1.5, "tan", 2.0)),
        case(Text("a logarithm", "对数"), term=(-0.7, "log", 1.3)),
        case(Text("an exponential", "指数函数"), term=(2.4, "exp", -0.6)),
    ],
    zh="其他的项原样返回，没有规则的也一样。",
)
def other_terms_stay(m, term):
    """Any other term comes back as it is, also one without a rule."""
    return m.rewrite(term)


SUMS = [
    case(worked, terms=plain([(6.0, "power", 2.0), (3.0, "sin*cos", 2.0)])),
    case(Text("one term", "一项"), terms=plain([(1.4, "cos", 1.9)])),
    case(none, terms=plain([])),
    case(Text("every kind once", "每种函数各一项"),
         terms=plain([(0.7, "power", 1.6), (-2.3, "power", -1.0), (2.1, "sin", 0.8), (1.9, "cos", -1.7),
                      (-0.6, "exp", 0.9), (2.7, "sin^2", 1.1), (-3.2, "cos^2", 0.6), (1.4, "sin*cos", 2.3)])),
    case(Text("the same term twice", "同一项出现两次"), terms=plain([(1.3, "sin", 2.2), (1.3, "sin", 2.2)])),
    case(Text("squares only", "只有平方"), terms=plain([(1.6, "sin^2", 1.2), (0.9, "cos^2", 2.1)])),
    case(Text("large numbers", "很大的数"), terms=plain([(73000.0, "power", 3.0), (-5120.5, "exp", 1.1)])),
    sums,
]  # fmt: skip


@check(
    role="concept",
    of="antiderivative",
    points=2,
    cases=SUMS,
    needs=[known_term_differentiated_by_autograd, values_after_rewriting],
    zh="答案的导数就是原来的函数（在四个点 x 处自动求导）。",
)
def answer_differentiated_by_autograd(m, terms):
    """The derivative of the answer is the given function (by autograd, at four points x)."""
    return {"F'(x)": slopes(m.antiderivative(terms))}


@check(
    role="concept",
    of="antiderivative",
    points=2,
    cases=SUMS,
    expect=satisfies(differentiates_to_the_terms),
    needs=[known_term_differentiated_by_autograd, values_after_rewriting],
    zh="换一些点，用差商检验：导数就是原来的函数。",
)
def answer_differentiated_numerically(m, terms):
    """Difference quotients at other points say the same: the derivative is the given function."""
    return m.antiderivative(terms)


@check(
    role="concept",
    of="antiderivative",
    points=1,
    cases=[
        case(unknown, terms=plain([(1.5, "tan", 2.0)]), unknown="tan"),
        case(
            Text("the last of three", "三项中的最后一项"),
            terms=plain([(1.5, "sin", 2.0), (0.3, "cos^2", 1.0), (0.4, "arctan", 1.0)]),
            unknown="arctan",
        ),
        case(
            Text("the first of three", "三项中的第一项"),
            terms=plain([(1.1, "sin^3", 2.0), (0.3, "exp", 1.0), (0.4, "power", 3.0)]),
            unknown="sin^3",
        ),
        case(Text("a logarithm", "对数"), terms=plain([(1.5, "exp", 2.0), (1.2, "log", 1.0)]), unknown="log"),
    ],
    expect=satisfies(names_the_term),
    needs=[unknown_term_is_named],
    zh="没有规则的项：抛出 LookupError，并说出它的名字。",
)
def term_without_a_rule_is_named(m, terms, unknown):
    """A term without a rule raises LookupError, which names it."""
    return named_error(lambda: m.antiderivative(terms))


@check(
    role="concept",
    of="integral",
    points=2,
    cases=[
        case(worked, terms=plain([(6.0, "power", 2.0)]), a=1.0, b=2.0),
        case(Text("1/x below 0", "x 为负数时的 1/x"), terms=plain([(1.7, "power", -1.0)]), a=-2.6, b=-0.7),
        case(
            Text("from right to left", "从右到左"), terms=plain([(1.3, "cos^2", 0.9), (0.4, "exp", 0.7)]), a=2.2, b=0.9
        ),
        case(Text("a = b", "a = b"), terms=plain([(1.3, "sin", 0.9), (0.4, "exp", 0.7)]), a=1.4, b=1.4),
        case(none, terms=plain([]), a=0.4, b=1.9),
        case(Text("large numbers", "很大的数"), terms=plain([(310.0, "power", 2.0)]), a=12.5, b=48.3),
        sums_and_limits,
    ],
    needs=["sum_of_the_terms", "answer_differentiated_by_autograd"],
    zh="从 a 到 b 的积分是 F(b) - F(a)。",
)
def difference_of_the_antiderivative(m, terms, a, b):
    """The integral from a to b is F(b) - F(a)."""
    return m.integral(terms, a, b)


@check(
    role="concept",
    of="missing_rules",
    points=2,
    cases=[
        case(worked, terms=plain([(1.0, "tan", 1.0), (2.0, "sin", 3.0), (5.0, "sqrt", 1.0), (1.0, "tan", 2.0)])),
        case(Text("every term has its rule", "每一项都有规则"),
             terms=plain([(1.3, "power", -1.0), (0.7, "sin^2", 1.4), (2.2, "exp", 0.9)])),
        case(none, terms=plain([])),
        case(Text("not in the alphabet's order", "不是字母顺序"),
             terms=plain([(1.0, "tan", 1.0), (2.0, "arctan", 3.0), (0.6, "sinh", 1.1), (3.1, "arctan", 0.2)])),
        case(Text("a logarithm has a value but no rule", "对数能求值，但没有规则"),
             terms=plain([(1.2, "cos^2", 1.0), (0.5, "log", 1.0), (2.4, "sin*cos", 0.6)])),
    ],
    needs=["term_without_a_rule_is_named"],
    zh="还缺哪些规则：每个名字一次，按出现的顺序。",
)  # fmt: skip
def kinds_without_a_rule(m, terms):
    """The kinds that still lack a rule, each once, in the order of their first occurrence."""
    return m.missing_rules(terms)
