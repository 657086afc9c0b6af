"""Named mistakes of the sigmoid functions."""

import math

import torch

from grader.authoring import equivalent, mistake


@mistake(
    of="logistic",
    hint={"en": "What should logistic(10) be near?", "zh": "logistic(10) 应接近多少？"},
    finding={"zh": "指数的符号反了：你的结果是 1 减去正确的值，x 越大结果越小。"},
)
def logistic_of_minus_x(x):
    """The sign in the exponent is the other way round: you get 1 minus the right value, falling where it should rise."""
    return 1 / (1 + torch.exp(x))


@mistake(
    of="logistic",
    hint={
        "en": "Can a probability exceed 1? Which operation comes first, the division or the addition?",
        "zh": "概率能大于 1 吗？先做的是除法还是加法？",
    },
    finding={"zh": "缺少括号：1 / 1 + exp(-x) 先做了除法，结果总是大于 1。"},
)
def logistic_without_parentheses(x):
    """Parentheses are missing: 1 / 1 + exp(-x) divides first, and is always above 1."""
    return 1 / 1 + torch.exp(-x)


@mistake(
    of="logistic",
    hint={
        "en": "Try x = 1000 and x = -1000. What is infinity divided by infinity?",
        "zh": "试试 x = 1000 和 x = -1000：无穷大除以无穷大是多少？",
    },
    finding={"zh": "exp(x) / (1 + exp(x)) 在 x 很大时是无穷大除以无穷大，结果是 NaN。"},
)
def logistic_nan_for_large_x(x):
    """exp(x) / (1 + exp(x)) is infinity divided by infinity for large x, which gives NaN."""
    return torch.exp(x) / (1 + torch.exp(x))


@mistake(
    of="logistic",
    hint={
        "en": "Which sign of x makes the exponent large? What could you compute for that sign instead?",
        "zh": "x 取什么符号时指数会很大？对这种符号，可以换成哪种写法？",
    },
    finding={"zh": "x 是绝对值很大的负数时，math.exp(-x) 溢出并抛出 OverflowError。"},
)
def logistic_overflows(x):
    """For large negative x your math.exp(-x) overflows and raises OverflowError."""
    return [1 / (1 + math.exp(-float(value))) for value in x]


@mistake(
    of="logistic",
    hint={
        "en": "What are the limits of your function far to the left and far to the right?",
        "zh": "你的函数在最左边和最右边的极限各是多少？",
    },
    finding={"zh": "你算的是 tanh，它在 -1 和 1 之间；logistic 函数在 0 和 1 之间。"},
)
def tanh_for_logistic(x):
    """You have computed tanh, which lies between -1 and 1; the logistic function lies between 0 and 1."""
    return torch.tanh(x)


@mistake(
    of="logistic",
    hint={
        "en": "At which x is your function 0.75? At which should it be?",
        "zh": "你的函数在哪个 x 处等于 0.75？应该在哪里？",
    },
    finding={"zh": "你把 x 除以 2 的步骤弄错了：(1 + tanh(x)) / 2 的斜率是 logistic 函数的两倍。"},
)
def logistic_twice_as_steep(x):
    """(1 + tanh(x)) / 2 is twice as steep as the logistic function: x is not halved."""
    return (1 + torch.tanh(x)) / 2


@mistake(
    of="logistic",
    hint={
        "en": "Is exp(-10000) of any harm? What does your limit on x do to logistic(-20)?",
        "zh": "exp(-10000) 有什么坏处吗？你对 x 的限制使 logistic(-20) 变成了多少？",
    },
    finding={"zh": "为了避免溢出，你把 x 限制在 [-5, 5]：之外的值不再变化。"},
)
def logistic_of_clamped_x(x):
    """To avoid an overflow you have limited x to [-5, 5]: beyond it nothing changes any more."""
    return 1 / (1 + torch.exp(-torch.clamp(x, -5, 5)))


@mistake(
    of="logistic_derivative",
    hint={
        "en": "Is what you derived written in terms of the input x or of the output sigma(x)?",
        "zh": "你推导的式子用的是输入 x，还是输出 sigma(x)？",
    },
    finding={"zh": "你代入的是 x，而不是 logistic 函数在 x 处的值。"},
)
def derivative_in_terms_of_the_input(x):
    """You have put in x where the value of the logistic function at x belongs."""
    return x * (1 - x)


@mistake(
    of="logistic_derivative",
    hint={
        "en": "What is the derivative of the logistic function at 0: 0.5 or 0.25?",
        "zh": "logistic 函数在 0 处的导数是 0.5 还是 0.25？",
    },
    finding={"zh": "你返回的是函数值，而不是导数。"},
)
def function_for_derivative(x):
    """You have returned the function, not its derivative."""
    return logistic(x)


@mistake(
    of="logistic_derivative",
    hint={
        "en": "Derive it once more from 1 / (1 + exp(-x)). What is the slope at 0?",
        "zh": "从 1 / (1 + exp(-x)) 再推导一遍：0 处的斜率是多少？",
    },
    finding={"zh": "你用的是 tanh 的导数公式，不是 logistic 函数的。"},
)
def derivative_formula_of_tanh(x):
    """Your formula is the one for tanh, not for the logistic function."""
    return 1 - logistic(x) ** 2


@mistake(
    of="logistic_derivative",
    hint={"en": "Does the logistic function rise or fall?", "zh": "logistic 函数是上升还是下降的？"},
    finding={"zh": "符号反了：logistic 函数处处上升，导数不会是负数。"},
)
def derivative_negative(x):
    """The sign is the other way round: the function rises everywhere, its derivative is never negative."""
    return logistic(x) * (logistic(x) - 1)


@mistake(
    of="logistic_derivative",
    hint={
        "en": "Try x = -1000. What is infinity divided by infinity?",
        "zh": "试试 x = -1000：无穷大除以无穷大是多少？",
    },
    finding={"zh": "你的公式在 x 为很大的负数时是无穷大除以无穷大，结果是 NaN。"},
)
def derivative_nan_for_large_x(x):
    """Your formula is infinity divided by infinity for large negative x, which gives NaN."""
    return torch.exp(-x) / (1 + torch.exp(-x)) ** 2


@mistake(
    of="logistic_derivative",
    hint={
        "en": "What does your derivative do far to the right, where the function is flat?",
        "zh": "在最右边函数变平的地方，你的导数是多少？",
    },
    finding={"zh": "你算的是 logistic 函数的平方：它在右边趋于 1，而斜率趋于 0。"},
)
def derivative_squared_function(x):
    """You have squared the logistic function: far to the right that goes to 1, and the slope goes to 0."""
    return logistic(x) ** 2


@mistake(
    of="gudermannian",
    hint={"en": "What is gd(10000): pi / 2 or pi / 4?", "zh": "gd(10000) 是 pi / 2 还是 pi / 4？"},
    finding={"zh": "你的值是正确值的一半：前面有一个因子 2。"},
)
def gudermannian_not_doubled(x):
    """Your values are half of the right ones: there is a factor 2 in front."""
    return torch.atan(torch.tanh(x / 2))


@mistake(
    of="gudermannian",
    hint={"en": "What is the slope of your function at 0?", "zh": "你的函数在 0 处的斜率是多少？"},
    finding={"zh": "tanh 的自变量没有除以 2。"},
)
def gudermannian_of_x_not_halved(x):
    """The argument of tanh is not halved."""
    return 2 * torch.atan(torch.tanh(x))


@mistake(
    of="gudermannian",
    hint={"en": "Which of the two functions is the inner one?", "zh": "两个函数中，哪一个在里面？"},
    finding={"zh": "atan 和 tanh 的顺序反了：tanh 在里面。"},
)
def gudermannian_inside_out(x):
    """atan and tanh are the wrong way round: tanh is the inner one."""
    return 2 * torch.tanh(torch.atan(x / 2))


@mistake(
    of="gudermannian",
    hint={"en": "Is tan the inverse of tanh?", "zh": "公式里是正切还是反正切？"},
    finding={"zh": "你用了 tan，而公式里是 atan（反正切）。"},
)
def tangent_for_arctangent(x):
    """You have used tan where the formula has atan, the inverse."""
    return 2 * torch.tan(torch.tanh(x / 2))


def _six(x, **other):
    right = {
        "tanh": torch.tanh(x),
        "erf": torch.erf(math.sqrt(math.pi) / 2 * x),
        "root": x / torch.sqrt(1 + x**2),
        "atan": 2 / math.pi * torch.atan(math.pi / 2 * x),
        "gd": 2 / math.pi * gudermannian(math.pi / 2 * x),
        "abs": x / (1 + torch.abs(x)),
    }
    return right | other


@mistake(
    of="sigmoids",
    hint={"en": "What is the slope of erf(x) at 0? It should be 1.", "zh": "erf(x) 在 0 处的斜率是多少？应该是 1。"},
    finding={"zh": '"erf" 的自变量没有缩放：erf(x) 在 0 处的斜率不是 1。'},
)
def erf_not_scaled(x):
    """The argument of "erf" is not scaled: erf(x) has not slope 1 at 0."""
    return _six(x, erf=torch.erf(x))


@mistake(
    of="sigmoids",
    hint={
        "en": "Is it the root of pi divided by 2, or the root of (pi / 2)?",
        "zh": "是先开方再除以 2，还是先除以 2 再开方？",
    },
    finding={"zh": '"erf" 的系数是 sqrt(pi) / 2，而不是 sqrt(pi / 2)。'},
)
def erf_root_of_half_pi(x):
    """The factor in "erf" is sqrt(pi) / 2 and not sqrt(pi / 2)."""
    return _six(x, erf=torch.erf(math.sqrt(math.pi / 2) * x))


@mistake(
    of="sigmoids",
    hint={"en": 'What is the limit of your "atan" far to the right?', "zh": '你的 "atan" 在最右边的极限是多少？'},
    finding={"zh": '"atan" 前面缺少 2 / pi：极限应是 -1 和 1。'},
)
def atan_not_scaled(x):
    """The factor 2 / pi before "atan" is missing: its limits should be -1 and 1."""
    return _six(x, atan=torch.atan(math.pi / 2 * x))


@mistake(
    of="sigmoids",
    hint={"en": 'What is the slope of your "atan" at 0?', "zh": '你的 "atan" 在 0 处的斜率是多少？'},
    finding={"zh": '"atan" 的自变量缺少 pi / 2。'},
)
def atan_of_x_not_scaled(x):
    """The factor pi / 2 inside "atan" is missing."""
    return _six(x, atan=2 / math.pi * torch.atan(x))


@mistake(
    of="sigmoids",
    hint={"en": 'What is the slope of your "gd" at 0?', "zh": '你的 "gd" 在 0 处的斜率是多少？'},
    finding={"zh": '"gd" 的自变量缺少 pi / 2。'},
)
def gd_of_x_not_scaled(x):
    """The factor pi / 2 inside "gd" is missing."""
    return _six(x, gd=2 / math.pi * gudermannian(x))


@mistake(
    of="sigmoids",
    hint={"en": "What does x / (1 + x) give at x = -1?", "zh": "x = -1 时 x / (1 + x) 是多少？"},
    finding={"zh": '"abs" 的分母里缺少绝对值：x = -1 时会除以 0。'},
)
def absolute_value_missing(x):
    """The absolute value in the denominator of "abs" is missing: at x = -1 it divides by 0."""
    return _six(x, abs=x / (1 + x))


@mistake(
    of="sigmoids",
    hint={"en": 'Does your "root" ever get negative?', "zh": '你的 "root" 会取负值吗？'},
    finding={"zh": '"root" 的分子取了绝对值：x 为负时结果应为负。'},
)
def root_without_sign(x):
    """Your "root" has lost the sign of x: left of 0 it should be negative."""
    return _six(x, root=torch.abs(x) / torch.sqrt(1 + x**2))


@mistake(
    of="sigmoids",
    hint={
        "en": 'What is your "root" at x = 1: 1 / 2 or 1 / sqrt(2)?',
        "zh": 'x = 1 时你的 "root" 是 1 / 2 还是 1 / sqrt(2)？',
    },
    finding={"zh": '"root" 的分母没有开平方。'},
)
def root_not_taken(x):
    """The root in the denominator of "root" is missing."""
    return _six(x, root=x / (1 + x**2))


@mistake(
    of="sigmoids",
    hint={
        "en": "How many functions are in the table, and how many keys has your dict?",
        "zh": "表里有几个函数？你的字典有几个键？",
    },
    finding={"zh": '缺少 "gd" 这一项。'},
)
def gd_left_out(x):
    """The entry "gd" is missing."""
    six = _six(x)
    del six["gd"]
    return six


def _slopes(xs, ys):
    return (ys[1:] - ys[:-1]) / (xs[1:] - xs[:-1])


@mistake(
    of="looks_like_a_sigmoid",
    hint={
        "en": "Look at a function that saturates on the left only, such as an exponential.",
        "zh": "看一个只在左端饱和的函数，比如指数函数。",
    },
    finding={"zh": "你只检查了左端是否饱和。"},
)
def right_end_not_looked_at(xs, ys, flat):
    """You look at the left end only: the function has to saturate on the right too."""
    slopes = _slopes(xs, ys)
    return bool(slopes.min() >= 0 and slopes[0] < flat and slopes.max() >= flat)


@mistake(
    of="looks_like_a_sigmoid",
    hint={
        "en": "Is a function with steep ends and a steep middle a sigmoid?",
        "zh": "两端和中间都很陡的函数是 sigmoid 吗？",
    },
    finding={"zh": "你没有检查左端是否饱和。"},
)
def left_end_not_looked_at(xs, ys, flat):
    """You look at the right end only: the function has to saturate on the left too."""
    slopes = _slopes(xs, ys)
    return bool(slopes.min() >= 0 and slopes[-1] < flat and slopes.max() >= flat)


@mistake(
    of="looks_like_a_sigmoid",
    hint={"en": "The points have unequal distances. What is a slope?", "zh": "各点的间距并不相等。斜率是什么？"},
    finding={"zh": "你用了相邻函数值之差，没有除以 x 的步长。"},
)
def differences_for_slopes(xs, ys, flat):
    """You have taken differences of ys for slopes: they are not divided by the steps of xs."""
    slopes = ys[1:] - ys[:-1]
    return bool(slopes.min() >= 0 and slopes[0] < flat and slopes[-1] < flat and slopes.max() >= flat)


@mistake(
    of="looks_like_a_sigmoid",
    hint={
        "en": "Draw exp(-x**2). Both ends are flat: is it a sigmoid?",
        "zh": "画一画 exp(-x**2)：两端都平坦，它是 sigmoid 吗？",
    },
    finding={"zh": "你没有检查函数是否从不下降。"},
)
def falling_not_noticed(xs, ys, flat):
    """You do not look whether it falls anywhere."""
    slopes = _slopes(xs, ys)
    return bool(abs(slopes[0]) < flat and abs(slopes[-1]) < flat and abs(slopes).max() >= flat)


@mistake(
    of="looks_like_a_sigmoid",
    hint={"en": "Is a function that goes up, down and up again monotone?", "zh": "先升后降再升的函数是单调的吗？"},
    finding={"zh": "你只比较了最后一个值和第一个值：中间也不能下降。"},
)
def only_ends_compared(xs, ys, flat):
    """You compare the last value with the first only: it must not fall between them either."""
    slopes = _slopes(xs, ys)
    return bool(ys[-1] > ys[0] and slopes[0] < flat and slopes[-1] < flat and slopes.max() >= flat)


@mistake(
    of="looks_like_a_sigmoid",
    hint={"en": "Is a constant function a sigmoid?", "zh": "常数函数是 sigmoid 吗？"},
    finding={"zh": "你没有检查函数是否在某处上升：处处平坦的函数不是 sigmoid。"},
)
def flat_everywhere_taken(xs, ys, flat):
    """You do not look whether it rises anywhere: what is flat everywhere is no sigmoid."""
    slopes = _slopes(xs, ys)
    return bool(slopes.min() >= 0 and slopes[0] < flat and slopes[-1] < flat)


@mistake(
    of="saturation_point",
    hint={
        "en": "What does the docstring promise where the slope is small from the start?",
        "zh": "按文档字符串，斜率一开始就很小时应返回什么？",
    },
    finding={"zh": "没有处理一开始就饱和的情况：slope(0.0) 不超过 level 时你什么也没有返回。"},
)
def nothing_for_the_start(slope, level):
    """You return nothing where the function is saturated from the start: 0.0 is asked for."""
    if slope(0.0) <= level:
        return None
    low, high = 0.0, 1.0
    while slope(high) > level:
        low, high = high, 2 * high
    for _ in range(100):
        middle = (low + high) / 2
        if slope(middle) > level:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@mistake(
    of="saturation_point",
    hint={"en": "What does your answer become for a smaller level?", "zh": "level 更小时，你的答案会是多少？"},
    finding={"zh": "你的搜索范围有固定的上限，更远的点找不到。"},
)
def interval_too_short(slope, level):
    """Your search ends at a fixed upper end: points further out are not found."""
    if slope(0.0) <= level:
        return 0.0
    low, high = 0.0, 10.0
    for _ in range(100):
        middle = (low + high) / 2
        if slope(middle) > level:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@mistake(
    of="saturation_point",
    hint={
        "en": "In which half does the point lie where the slope in the middle is still above the level?",
        "zh": "中点的斜率仍大于 level 时，目标在哪一半？",
    },
    finding={"zh": "区间的两半取反了：中点的斜率仍大于 level 时，目标在右半边。"},
)
def wrong_half_kept(slope, level):
    """You keep the wrong half: where the slope in the middle is above the level, the point lies to the right."""
    if slope(0.0) <= level:
        return 0.0
    low, high = 0.0, 1.0
    while slope(high) > level:
        low, high = high, 2 * high
    for _ in range(100):
        middle = (low + high) / 2
        if slope(middle) > level:
            high = middle
        else:
            low = middle
    return (low + high) / 2


@mistake(
    of="saturation_point",
    hint={"en": "How long is your interval when you stop?", "zh": "停止时，你的区间还有多长？"},
    finding={"zh": "停得太早：区间还很长。"},
)
def halved_too_seldom(slope, level):
    """You stop too early: the interval is still long."""
    if slope(0.0) <= level:
        return 0.0
    low, high = 0.0, 1.0
    while slope(high) > level:
        low, high = high, 2 * high
    for _ in range(8):
        middle = (low + high) / 2
        if slope(middle) > level:
            low = middle
        else:
            high = middle
    return (low + high) / 2


@mistake(
    of="saturation_point",
    hint={
        "en": "Doubling finds a number beyond the point. How do you come back to it?",
        "zh": "加倍得到的数已越过目标，怎样回到目标？",
    },
    finding={"zh": "你返回了加倍得到的数，没有再把区间对半缩小。"},
)
def end_of_the_doubling(slope, level):
    """You return the number that the doubling ends at, and do not halve the interval."""
    if slope(0.0) <= level:
        return 0.0
    high = 1.0
    while slope(high) > level:
        high = 2 * high
    return high


@mistake(
    of="saturation_point",
    hint={"en": "Is the answer a place on the x axis or a slope?", "zh": "要返回的是 x 轴上的位置，还是斜率？"},
    finding={"zh": "你返回的是斜率，而不是 x。"},
)
def slope_for_point(slope, level):
    """You have returned the slope there, and not x."""
    if slope(0.0) <= level:
        return slope(0.0)
    return level


equivalents = [
    equivalent(
        of="saturation_point",
        was="low, high = 0.0, 1.0",
        now=("low, high = 0.0, 2.0", "low, high = 0.0, 0.5"),
        reason="Any number above 0 may be doubled.",
    ),
    equivalent(
        of="saturation_point",
        was="while slope(high) > level:",
        now="while slope(high) >= level:",
        reason="Where the slope is the level, doubling once more makes the interval longer, which 100 halvings make up for.",
    ),
    equivalent(
        of="saturation_point",
        was="high = 2 * high",
        now=("high = 3 * high", "high += 2 * high"),
        reason="Three times is as good as twice.",
    ),
    equivalent(
        of="saturation_point",
        was="for _ in range(100):",
        now=("for _ in range(101):", "for _ in range(99):", "for _ in range(100 - 1):", "for _ in range(100 + 1):"),
        reason="The interval is as short as floating-point numbers allow long before.",
    ),
    equivalent(
        of="saturation_point",
        was="if slope(middle) > level:",
        now="if slope(middle) >= level:",
        reason="Where the slope in the middle is the level, either half has the point at its end.",
    ),
    equivalent(
        of="saturation_point",
        was="return high",
        now="return low",
        reason="After 100 halvings both are one number.",
    ),
]
