"""Named mistakes of the rule-based system."""

import math

from grader.authoring import equivalent, mistake


def worth(kind, k, x):
    """What a kind is worth at x, apart from its factor."""
    kinds = {
        "power": lambda: x**k,
        "log": lambda: math.log(abs(k * x)),
        "sin": lambda: math.sin(k * x),
        "cos": lambda: math.cos(k * x),
        "exp": lambda: math.exp(k * x),
        "sin^2": lambda: math.sin(k * x) ** 2,
        "cos^2": lambda: math.cos(k * x) ** 2,
        "sin*cos": lambda: math.sin(k * x) * math.cos(k * x),
    }
    if kind not in kinds:
        raise LookupError(f"no rule for the value of {kind}")
    return kinds[kind]()


@mistake(
    of="value",
    hint={
        "en": "How does sin(k*x) change when k does? Where is k in your formula?",
        "zh": "k 变化时 sin(k*x) 会怎样？你的公式里 k 在哪里？",
    },
    finding={"zh": "sin(k*x) 等函数里的 k 没有用到。"},
)
def k_not_used(terms, x):
    """You have left out the k inside sin(k*x) and its like."""
    return sum(c * worth(kind, k if kind == "power" else 1.0, x) for c, kind, k in terms)


@mistake(
    of="value",
    hint={
        "en": "How does sin(k*x) change when k does? Where is k in your formula?",
        "zh": "k 变化时 sin(k*x) 会怎样？你的公式里 k 在哪里？",
    },
    finding={"zh": "正弦、余弦和指数函数里的 k 没有用到。"},
)
def k_used_in_the_logarithm_only(terms, x):
    """You have left out the k inside the sines, cosines and exponentials."""
    return sum(c * worth(kind, k if kind in ("power", "log") else 1.0, x) for c, kind, k in terms)


@mistake(
    of="value",
    hint={
        "en": 'What is (3.0, "power", 2.0) worth at x = 1? What does the 3 do?',
        "zh": '(3.0, "power", 2.0) 在 x = 1 处的值是多少？其中的 3 起什么作用？',
    },
    finding={"zh": "系数 c 没有用到。"},
)
def factor_not_used(terms, x):
    """You have left out the factor c of the terms."""
    return sum(worth(kind, k, x) for _, kind, k in terms)


@mistake(
    of="value",
    hint={"en": "Change only the first term. Does the value react?", "zh": "只改第一项，函数值有反应吗？"},
    finding={"zh": "只有最后一项起作用；所有的项都要相加。"},
)
def only_the_last_term(terms, x):
    """Only the last term counts; all of them are added."""
    total = 0.0
    for c, kind, k in terms:
        total = c * worth(kind, k, x)
    return total


@mistake(
    of="value",
    hint={
        "en": "In c * x**k, is c squared as well? Which of the two is done first?",
        "zh": "在 c * x**k 中，c 也被乘方了吗？先算哪一步？",
    },
    finding={"zh": "你把系数放进了函数里面，例如 (c * x)**k；应先求函数值，再乘以 c。"},
)
def factor_inside(terms, x):
    """You have put the factor inside, as in (c * x)**k; the kind is taken first, then multiplied by c."""
    return sum(worth(kind, k, abs(c * x) if kind == "power" and k % 1 else c * x) for c, kind, k in terms)


@mistake(
    of="value",
    hint={
        "en": "What is the logarithm of a negative number? Which two bars stand around k*x in the table?",
        "zh": "负数的对数是什么？表里 k*x 两边的竖线是什么意思？",
    },
    finding={"zh": "对数里缺少绝对值。"},
)
def size_not_taken(terms, x):
    """You have left out the bars of ln|k*x|: the logarithm is taken of the size."""
    return sum(c * (math.log(k * x) if kind == "log" else worth(kind, k, x)) for c, kind, k in terms)


@mistake(
    of="value",
    hint={
        "en": "What should whoever asks for a tangent be told: 0, or that there is no rule for it?",
        "zh": "有人问正切的值时，应当回答 0，还是告诉他没有这条规则？",
    },
    finding={"zh": "没有规则的函数被悄悄跳过了。"},
)
def value_skips_the_unknown(terms, x):
    """You skip a kind without a rule in silence; it has to be named."""
    known = ("power", "log", "sin", "cos", "exp", "sin^2", "cos^2", "sin*cos")
    return sum(c * worth(kind, k, x) for c, kind, k in terms if kind in known)


@mistake(
    of="value",
    hint={
        "en": "If this message were all that you saw, would you know which rule to write?",
        "zh": "如果你只看到这条错误信息，知道该补哪条规则吗？",
    },
    finding={"zh": "抛出了 LookupError，但错误信息里没有说是哪种函数。"},
)
def value_does_not_name_it(terms, x):
    """You raise LookupError, but its message does not name the kind."""
    known = ("power", "log", "sin", "cos", "exp", "sin^2", "cos^2", "sin*cos")
    if any(kind not in known for _, kind, _ in terms):
        raise LookupError("no rule")
    return sum(c * worth(kind, k, x) for c, kind, k in terms)


@mistake(
    of="known_antiderivative",
    hint={
        "en": "Differentiate your answer for sin(k*x): which sign comes out?",
        "zh": "对你给出的 sin(k*x) 的原函数求导：符号对吗？",
    },
    finding={"zh": "正弦的原函数符号反了。"},
)
def sign_of_the_sine(term):
    """The antiderivative of the sine has the wrong sign."""
    c, kind, k = term
    return (c / k, "cos", k) if kind == "sin" else table_of(term)


def table_of(term):
    """The knowledge base as it should be."""
    c, kind, k = term
    if kind == "power":
        return (c, "log", 1.0) if k == -1 else (c / (k + 1), "power", k + 1)
    if kind == "sin":
        return -c / k, "cos", k
    if kind == "cos":
        return c / k, "sin", k
    if kind == "exp":
        return c / k, "exp", k
    raise LookupError(f"no antiderivative is known for {kind}")


@mistake(
    of="known_antiderivative",
    hint={
        "en": "Differentiate your answer for cos(k*x): which sign comes out?",
        "zh": "对你给出的 cos(k*x) 的原函数求导：符号对吗？",
    },
    finding={"zh": "余弦的原函数符号反了。"},
)
def sign_of_the_cosine(term):
    """The antiderivative of the cosine has the wrong sign."""
    c, kind, k = term
    return (-c / k, "sin", k) if kind == "cos" else table_of(term)


@mistake(
    of="known_antiderivative",
    hint={
        "en": "Which way did you go: to the derivative, or back from it?",
        "zh": "你是在求导，还是在由导数求原函数？",
    },
    finding={"zh": "你求的是导数，而不是原函数。"},
)
def differentiated(term):
    """You have differentiated; what is asked for is the way back."""
    c, kind, k = term
    if kind == "power":
        return c * k, "power", k - 1
    if kind == "sin":
        return c * k, "cos", k
    if kind == "cos":
        return -c * k, "sin", k
    if kind == "exp":
        return c * k, "exp", k
    raise LookupError(f"no antiderivative is known for {kind}")


@mistake(
    of="known_antiderivative",
    hint={
        "en": "Differentiate sin(3*x). Which factor comes out, and how do you get rid of it beforehand?",
        "zh": "对 sin(3*x) 求导会多出什么因子？怎样事先抵消它？",
    },
    finding={"zh": "漏了除以 k。"},
)
def not_divided_by_k(term):
    """You have not divided by k: the derivative brings a factor k out of sin(k*x) and its like."""
    c, kind, k = term
    if kind == "sin":
        return -c, "cos", k
    if kind in ("cos", "exp"):
        return c, {"cos": "sin", "exp": "exp"}[kind], k
    return table_of(term)


@mistake(
    of="known_antiderivative",
    hint={
        "en": "Differentiate sin(3*x). Which factor comes out, and how do you get rid of it beforehand?",
        "zh": "对 sin(3*x) 求导会多出什么因子？怎样事先抵消它？",
    },
    finding={"zh": "你乘了 k；应当除以 k。"},
)
def multiplied_by_k(term):
    """You have multiplied by k where you should divide by it."""
    c, kind, k = term
    if kind == "sin":
        return -c * k, "cos", k
    if kind in ("cos", "exp"):
        return c * k, {"cos": "sin", "exp": "exp"}[kind], k
    return table_of(term)


@mistake(
    of="known_antiderivative",
    hint={
        "en": "Differentiate x**3. Which factor comes down, and how do you get rid of it beforehand?",
        "zh": "对 x**3 求导会落下什么因子？怎样事先抵消它？",
    },
    finding={"zh": "幂的原函数漏了除以 k + 1。"},
)
def power_not_divided(term):
    """For a power you have not divided by k + 1."""
    c, kind, k = term
    return (c, "power", k + 1) if kind == "power" and k != -1 else table_of(term)


@mistake(
    of="known_antiderivative",
    hint={
        "en": "Differentiate your answer for x**2. Is the old power or the new one the right divisor?",
        "zh": "对你给出的 x**2 的原函数求导：应除以旧的指数还是新的指数？",
    },
    finding={"zh": "幂的原函数除以了 k；应除以 k + 1。"},
)
def power_divided_by_the_old_one(term):
    """For a power you have divided by k; it is the new power, k + 1, that comes down."""
    c, kind, k = term
    return (c / k if k else c, "power", k + 1) if kind == "power" and k != -1 else table_of(term)


@mistake(
    of="known_antiderivative",
    hint={
        "en": "What is k + 1 for 1/x? Which function has the derivative 1/x?",
        "zh": "对 1/x，k + 1 等于几？哪个函数的导数是 1/x？",
    },
    finding={"zh": "1/x 没有单独处理：k + 1 是 0，不能作除数。"},
)
def reciprocal_forgotten(term):
    """1/x has no line of its own: there k + 1 is 0, and you divide by it."""
    c, kind, k = term
    return (c / (k + 1), "power", k + 1) if kind == "power" else table_of(term)


@mistake(
    of="known_antiderivative",
    hint={"en": "What is the derivative of 5 * ln|x|?", "zh": "5 * ln|x| 的导数是什么？"},
    finding={"zh": "1/x 的原函数丢了系数。"},
)
def factor_of_the_reciprocal_lost(term):
    """Your antiderivative of c/x has lost the factor c."""
    c, kind, k = term
    return (1.0, "log", 1.0) if kind == "power" and k == -1 else table_of(term)


@mistake(
    of="known_antiderivative",
    hint={
        "en": "Is the square of a sine a sine? Differentiate your answer and look.",
        "zh": "正弦的平方还是正弦吗？对你的答案求导看看。",
    },
    finding={"zh": "你猜了平方和乘积的原函数；它们不在知识库里，应抛出 LookupError。"},
)
def squares_guessed(term):
    """You have guessed an antiderivative for the products; they are not in the knowledge base."""
    c, kind, k = term
    if kind in ("sin^2", "cos^2", "sin*cos"):
        return c / (3 * k), kind, k
    return table_of(term)


@mistake(
    of="known_antiderivative",
    hint={
        "en": "What should whoever asks for a tangent get: an answer that is wrong, or a message?",
        "zh": "不会求的项，应当给出错误的答案，还是说明没有这条规则？",
    },
    finding={"zh": "不认识的项被原样返回；应当说明没有这条规则。"},
)
def unknown_returned_as_it_is(term):
    """You return an unknown term as it is; there is no rule for it, and that has to be said."""
    return table_of(term) if term[1] in ("power", "sin", "cos", "exp") else term


@mistake(
    of="known_antiderivative",
    hint={
        "en": "If this message were all that you saw, would you know which rule to write?",
        "zh": "如果你只看到这条错误信息，知道该补哪条规则吗？",
    },
    finding={"zh": "抛出了 LookupError，但错误信息里没有说是哪种函数。"},
)
def unknown_not_named(term):
    """You raise LookupError, but its message does not name the kind."""
    if term[1] not in ("power", "sin", "cos", "exp"):
        raise LookupError("unknown term")
    return table_of(term)


@mistake(
    of="known_antiderivative",
    hint={"en": "What kind of error does the docstring ask for?", "zh": "文档字符串要求抛出哪种错误？"},
    finding={"zh": "你返回了 None；没有规则时应抛出 LookupError。"},
)
def nothing_for_the_unknown(term):
    """You return nothing for an unknown term; LookupError is asked for."""
    return table_of(term) if term[1] in ("power", "sin", "cos", "exp") else None


@mistake(
    of="rewrite",
    hint={
        "en": "At x = 0 the sine is 0. What is your rewritten sin^2 there?",
        "zh": "x = 0 时正弦为 0：你变换后的 sin^2 在那里是多少？",
    },
    finding={"zh": "sin^2 与 cos^2 的变换互换了。"},
)
def squares_swapped(term):
    """You have swapped the two squares: the sign of the cosine is wrong in both."""
    c, kind, k = term
    if kind == "sin^2":
        return [(c / 2, "power", 0.0), (c / 2, "cos", 2 * k)]
    if kind == "cos^2":
        return [(c / 2, "power", 0.0), (-c / 2, "cos", 2 * k)]
    return [(c / 2, "sin", 2 * k)] if kind == "sin*cos" else [term]


@mistake(
    of="rewrite",
    hint={"en": "Which angle stands on the right-hand sides: k*x or 2*k*x?", "zh": "等式右边的角度是 k*x 还是 2*k*x？"},
    finding={"zh": "角度没有加倍。"},
)
def angle_not_doubled(term):
    """You have not doubled the angle."""
    c, kind, k = term
    if kind == "sin^2":
        return [(c / 2, "power", 0.0), (-c / 2, "cos", k)]
    if kind == "cos^2":
        return [(c / 2, "power", 0.0), (c / 2, "cos", k)]
    return [(c / 2, "sin", k)] if kind == "sin*cos" else [term]


@mistake(
    of="rewrite",
    hint={
        "en": "sin(x)**2 is never above 1. How large do your terms get?",
        "zh": "sin(x)**2 不会超过 1：你的各项之和最大是多少？",
    },
    finding={"zh": "漏了 1/2。"},
)
def halves_missing(term):
    """You have left out the factor 1/2."""
    c, kind, k = term
    if kind == "sin^2":
        return [(c, "power", 0.0), (-c, "cos", 2 * k)]
    if kind == "cos^2":
        return [(c, "power", 0.0), (c, "cos", 2 * k)]
    return [(c, "sin", 2 * k)] if kind == "sin*cos" else [term]


@mistake(
    of="rewrite",
    hint={"en": "A square is never below 0. Is your sum?", "zh": "平方不会小于 0：你的和呢？"},
    finding={"zh": "缺少常数项 c/2。"},
)
def constant_missing(term):
    """The constant of the squares, c/2, is missing."""
    c, kind, k = term
    if kind == "sin^2":
        return [(-c / 2, "cos", 2 * k)]
    if kind == "cos^2":
        return [(c / 2, "cos", 2 * k)]
    return [(c / 2, "sin", 2 * k)] if kind == "sin*cos" else [term]


@mistake(
    of="rewrite",
    hint={
        "en": "Write 1/2 as a power of x: which power has the value 1 everywhere?",
        "zh": "把 1/2 写成 x 的幂：几次幂处处等于 1？",
    },
    finding={"zh": "常数写成了 x 的一次幂；常数是 x 的零次幂。"},
)
def constant_as_first_power(term):
    """You have written the constant as a multiple of x; a constant is a power of 0."""
    c, kind, k = term
    if kind == "sin^2":
        return [(c / 2, "power", 1.0), (-c / 2, "cos", 2 * k)]
    if kind == "cos^2":
        return [(c / 2, "power", 1.0), (c / 2, "cos", 2 * k)]
    return [(c / 2, "sin", 2 * k)] if kind == "sin*cos" else [term]


@mistake(
    of="rewrite",
    hint={
        "en": "How many times does the factor c stand in front of sin(k*x)**2, and how many times in front of each of your terms?",
        "zh": "把 c 换成 10，你的结果有变化吗？",
    },
    finding={"zh": "系数 c 丢了。"},
)
def factor_lost_in_rewriting(term):
    """You have lost the factor c."""
    _, kind, k = term
    if kind == "sin^2":
        return [(0.5, "power", 0.0), (-0.5, "cos", 2 * k)]
    if kind == "cos^2":
        return [(0.5, "power", 0.0), (0.5, "cos", 2 * k)]
    return [(0.5, "sin", 2 * k)] if kind == "sin*cos" else [term]


@mistake(
    of="rewrite",
    hint={
        "en": "Does the docstring ask for a rewriting of a sine? What should come back for it?",
        "zh": "文档字符串要求变换正弦吗？对它应当返回什么？",
    },
    finding={"zh": "不需要变换的项被丢掉了；应原样返回，放在只有一项的列表里。"},
)
def other_terms_lost(term):
    """A term that needs no rewriting is lost; it comes back as it is, in a list of one."""
    c, kind, k = term
    if kind == "sin^2":
        return [(c / 2, "power", 0.0), (-c / 2, "cos", 2 * k)]
    if kind == "cos^2":
        return [(c / 2, "power", 0.0), (c / 2, "cos", 2 * k)]
    return [(c / 2, "sin", 2 * k)] if kind == "sin*cos" else []


@mistake(
    of="rewrite",
    hint={
        "en": "The square of a sine is one minus …? Is that free of products?",
        "zh": "sin^2 等于 1 减去什么？这样还有平方吗？",
    },
    finding={"zh": "你用 1 - cos^2 代替了 sin^2，结果里还有平方。"},
)
def square_for_square(term):
    """You have written one square by the other; the products are still there."""
    c, kind, k = term
    if kind == "sin^2":
        return [(c, "power", 0.0), (-c, "cos^2", k)]
    if kind == "cos^2":
        return [(c, "power", 0.0), (-c, "sin^2", k)]
    return [(c / 2, "sin", 2 * k)] if kind == "sin*cos" else [term]


@mistake(
    of="antiderivative",
    hint={
        "en": "What does the knowledge base say to sin^2? Which function makes it into terms that are known?",
        "zh": "知识库里有 sin^2 吗？哪个函数能把它变成已知的项？",
    },
    finding={"zh": "没有先做三角变换，所以平方和乘积查不到。"},
)
def not_rewritten(terms):
    """You look the terms up without rewriting them first."""
    return [known_antiderivative(term) for term in terms]


@mistake(
    of="antiderivative",
    hint={
        "en": "How many terms come out of sin(k*x)**2 when it is rewritten? How many of them are in your answer?",
        "zh": "sin(k*x)**2 变换后有几项？你的答案里有几项？",
    },
    finding={"zh": "变换得到的几项里，你只用了第一项。"},
)
def only_the_first_rewritten_term(terms):
    """Of the terms that rewriting gives, you go on with the first one only."""
    return [known_antiderivative(rewrite(term)[0]) for term in terms]


@mistake(
    of="antiderivative",
    hint={
        "en": "Where does your loop return: after the first term, or after the last?",
        "zh": "你的 return 在循环里面还是外面？",
    },
    finding={"zh": "你只处理了第一项。"},
)
def only_the_first_term(terms):
    """You have stopped after the first term."""
    return [known_antiderivative(part) for term in terms[:1] for part in rewrite(term)]


@mistake(
    of="antiderivative",
    hint={
        "en": "What should whoever asks get where one term has no rule: an answer that is wrong, or a message?",
        "zh": "有一项没有规则时，应当给出错误的答案，还是说明缺了哪条规则？",
    },
    finding={"zh": "没有规则的项被悄悄丢掉了，答案因此是错的。"},
)
def unknown_terms_dropped(terms):
    """You drop the terms that have no rule, so that the answer is wrong without anyone noticing."""
    found = []
    for term in terms:
        for part in rewrite(term):
            try:
                found.append(known_antiderivative(part))
            except LookupError:
                continue
    return found


@mistake(
    of="antiderivative",
    hint={
        "en": "Read the message of your error. Which rule would you have to write?",
        "zh": "读一读你的错误信息：该补哪条规则？",
    },
    finding={"zh": "你抛出的 LookupError 没有说出是哪一项。"},
)
def term_not_named(terms):
    """You catch the error of the knowledge base and raise one that does not name the term."""
    try:
        return [known_antiderivative(part) for term in terms for part in rewrite(term)]
    except LookupError as error:
        raise LookupError("some term has no rule") from error


@mistake(
    of="integral",
    hint={
        "en": "Which end comes with a plus: the one where the integral ends, or the one where it begins?",
        "zh": "带加号的是积分的终点，还是起点？",
    },
    finding={"zh": "上下限反了：应为 F(b) - F(a)。"},
)
def limits_swapped(terms, a, b):
    """You have swapped the limits: it is F(b) - F(a)."""
    whole = antiderivative(terms)
    return value(whole, a) - value(whole, b)


@mistake(
    of="integral",
    hint={"en": "What is the integral from 1 to 1? What is yours?", "zh": "从 1 到 1 的积分是多少？你的结果呢？"},
    finding={"zh": "没有减去 F(a)。"},
)
def start_not_subtracted(terms, a, b):
    """You have not subtracted F(a)."""
    return value(antiderivative(terms), b)


@mistake(
    of="integral",
    hint={
        "en": "Which function do you evaluate at a and b: the given one, or its antiderivative?",
        "zh": "在 a 和 b 处求值的是原来的函数，还是它的原函数？",
    },
    finding={"zh": "你代入的是原来的函数，而不是它的原函数。"},
)
def function_itself_subtracted(terms, a, b):
    """You have evaluated the function itself; it is the antiderivative that counts."""
    return value(terms, b) - value(terms, a)


@mistake(
    of="integral",
    hint={
        "en": "By which formula does one get the area from a to b without adding up strips?",
        "zh": "不用把小条相加，怎样求从 a 到 b 的面积？",
    },
    finding={"zh": "你用中点的函数值乘以区间长度来近似；用原函数才是精确的。"},
)
def one_wide_strip(terms, a, b):
    """You have multiplied the width by the function in the middle; with the antiderivative it is exact."""
    return (b - a) * value(terms, (a + b) / 2)


@mistake(
    of="integral",
    hint={
        "en": "What should the integral from 2 to 1 be, when the one from 1 to 2 is 14?",
        "zh": "从 1 到 2 的积分是 14，从 2 到 1 呢？",
    },
    finding={"zh": "你取了绝对值；b 小于 a 时结果应变号。"},
)
def size_of_the_integral(terms, a, b):
    """You have taken the size of the difference; the integral may be below 0."""
    whole = antiderivative(terms)
    return abs(value(whole, b) - value(whole, a))


@mistake(
    of="missing_rules",
    hint={
        "en": "How often should a name be in the list when two terms are of its kind?",
        "zh": "有两项是同一种函数时，它的名字应出现几次？",
    },
    finding={"zh": "同一个名字出现了多次；每个名字只列一次。"},
)
def names_repeated(terms):
    """A name is in your list more than once."""
    missing = []
    for term in terms:
        try:
            antiderivative([term])
        except LookupError:
            missing.append(term[1])
    return missing


@mistake(
    of="missing_rules",
    hint={
        "en": "Which of the terms can `antiderivative` deal with after rewriting?",
        "zh": "经过三角变换以后，哪些项就能处理了？",
    },
    finding={"zh": "你只看了知识库；平方和乘积经过变换后是有规则的。"},
)
def rewriting_forgotten(terms):
    """You have looked into the knowledge base only; squares and products do have a rule, by rewriting."""
    return list(dict.fromkeys(kind for _, kind, _ in terms if kind not in ("power", "sin", "cos", "exp")))


@mistake(
    of="missing_rules",
    hint={"en": "In which order do the names stand in the given list?", "zh": "这些名字在给出的列表里是什么顺序？"},
    finding={"zh": "你按字母排了序；应按出现的顺序。"},
)
def names_sorted(terms):
    """You have sorted the names; they are asked for in the order in which they occur."""
    known = ("power", "sin", "cos", "exp", "sin^2", "cos^2", "sin*cos")
    return sorted({kind for _, kind, _ in terms if kind not in known})


@mistake(
    of="missing_rules",
    hint={
        "en": "What does your loop do after it has found the first missing rule?",
        "zh": "找到第一个缺少的规则以后，循环还继续吗？",
    },
    finding={"zh": "找到第一个缺少的规则后就停了。"},
)
def only_the_first_missing_rule(terms):
    """You stop at the first missing rule."""
    known = ("power", "sin", "cos", "exp", "sin^2", "cos^2", "sin*cos")
    return [kind for _, kind, _ in terms if kind not in known][:1]


@mistake(
    of="missing_rules",
    hint={
        "en": "Is a term that has a value also one that has an antiderivative here?",
        "zh": "能求值的项，在这里也都有原函数吗？",
    },
    finding={"zh": "你把能求值的函数都当作有规则；对数能求值，但知识库里没有它的原函数。"},
)
def logarithm_taken_as_known(terms):
    """You count the logarithm as known; it has a value, but no antiderivative in the knowledge base."""
    known = ("power", "log", "sin", "cos", "exp", "sin^2", "cos^2", "sin*cos")
    return list(dict.fromkeys(kind for _, kind, _ in terms if kind not in known))


@mistake(
    of="missing_rules",
    hint={
        "en": "What is asked for: the terms, or the names of their kinds?",
        "zh": "要求返回的是整个项，还是它们的名字？",
    },
    finding={"zh": "你返回的是整个项；只要名字。"},
)
def terms_and_not_names(terms):
    """You have returned the terms; only the names of their kinds are asked for."""
    known = ("power", "sin", "cos", "exp", "sin^2", "cos^2", "sin*cos")
    return [term for term in terms if term[1] not in known]


equivalents = [
    equivalent(
        of="known_antiderivative",
        was='return (c, "log", 1.0) if k == -1 else (c / (k + 1), "power", k + 1)',
        now=(
            'return (c, "log", 2.0) if k == -1 else (c / (k + 1), "power", k + 1)',
            'return (c, "log", 0.5) if k == -1 else (c / (k + 1), "power", k + 1)',
        ),
        reason="ln|2x| is ln|x| + ln 2: a constant may be added to an antiderivative.",
    ),
]
