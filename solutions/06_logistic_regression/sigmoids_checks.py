"""Checks of the sigmoid functions."""

import math

import numpy as np

from grader.authoring import (
    SIGMOIDS,
    Text,
    by_hand,
    case,
    check,
    exercise,
    random_case,
    satisfies,
    within,
)

about = exercise(
    title={"en": "Sigmoid functions", "zh": "Sigmoid 函数"},
    rules=[
        by_hand(of=["logistic", "logistic_derivative"], also=SIGMOIDS),
    ],
    worked_examples={
        "logistic": "sigmoid",
        "logistic_derivative": "sigmoid_slope",
        "gudermannian": "sigmoid",
        "sigmoids": "sigmoid",
        "looks_like_a_sigmoid": "curve_reading",
        "saturation_point": "sigmoid_slope",
    },
)

SEVERAL = [-5.37, -1.62, -0.41, 0.0, 0.73, 2.18, 6.94]


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def numbers(generator):
    """Numbers on both sides of 0, where no sigmoid is saturated."""
    x = generator.uniform(0.2, 6.0, int(generator.integers(4, 12)))
    return case(x=(x * generator.choice([-1.0, 1.0], x.size)).tolist())


worked = case({"en": "worked by hand", "zh": "手算的例子"}, x=[0.0, math.log(3.0), -math.log(3.0)])
several = case({"en": "several numbers", "zh": "几个数"}, x=SEVERAL)
one = case({"en": "one number", "zh": "一个数"}, x=[-1.83])


@check(
    role="forward",
    of="logistic",
    points=2,
    cases=[worked, several, one, numbers],
    sentence={"zh": "logistic 函数是 1 / (1 + exp(-x))。"},
)
def logistic_function(m, x):
    """The logistic function is 1 / (1 + exp(-x))."""
    return m.logistic(x)


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def large_numbers(generator):
    return case(x=[*(generator.uniform(800.0, 9000.0, 2) * [1.0, -1.0]).tolist(), float(generator.uniform(-2.0, 2.0))])


@check(
    role="forward",
    of="logistic",
    points=2,
    cases=[
        case({"en": "large positive numbers", "zh": "很大的正数"}, x=[1e4, 800.5, 89.3, 0.41]),
        case({"en": "large negative numbers", "zh": "绝对值很大的负数"}, x=[-1e4, -800.5, -1000.0, -0.41]),
        case({"en": "both signs", "zh": "正负都有"}, x=[-1e4, -0.57, 0.0, 0.94, 1e4]),
        large_numbers,
    ],
    needs=["logistic_function"],
    sentence={"zh": "|x| 很大时 logistic 函数仍然正确：既没有 NaN，也没有溢出。"},
)
def logistic_of_large_numbers(m, x):
    """The logistic function is right for large |x| too: no NaN, no overflow."""
    return m.logistic(x)


@check(
    role="backward",
    of="logistic_derivative",
    points=2,
    cases=[worked, several, one, numbers],
    sentence={"zh": "导数是 logistic 函数在每个 x 处的斜率。"},
)
def derivative_of_the_logistic_function(m, x):
    """The derivative is the slope of the logistic function at each x."""
    return m.logistic_derivative(x)


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def saturated_numbers(generator):
    return case(x=[*(generator.uniform(800.0, 9000.0, 2) * [1.0, -1.0]).tolist(), float(generator.uniform(0.5, 2.0))])


@check(
    role="backward",
    of="logistic_derivative",
    points=1,
    cases=[
        case({"en": "both signs", "zh": "正负都有"}, x=[-1e4, -0.57, 0.94, 1e4]),
        case({"en": "large negative numbers", "zh": "绝对值很大的负数"}, x=[-1e4, -800.5, -1.36]),
        case({"en": "large positive numbers", "zh": "很大的正数"}, x=[1e4, 800.5, 1.36]),
        saturated_numbers,
    ],
    needs=["derivative_of_the_logistic_function"],
    sentence={"zh": "函数饱和的地方导数趋于 0，而不是 NaN。"},
)
def derivative_where_it_is_saturated(m, x):
    """Where the function is saturated the derivative goes to 0, and is no NaN."""
    return m.logistic_derivative(x)


@check(
    role="forward",
    of="gudermannian",
    points=1,
    cases=[
        worked,
        several,
        one,
        case({"en": "large numbers", "zh": "很大的数"}, x=[-1e4, -800.5, 0.62, 800.5, 1e4]),
        numbers,
    ],
    sentence={"zh": "Gudermann 函数是 2 * atan(tanh(x / 2))。"},
)
def gudermannian_function(m, x):
    """The Gudermannian function is 2 * atan(tanh(x / 2))."""
    return m.gudermannian(x)


@check(
    role="forward",
    of="sigmoids",
    points=3,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, x=[1.0, -2.0]),
        several,
        one,
        case({"en": "large numbers", "zh": "很大的数"}, x=[-1e4, -800.5, 0.62, 800.5, 1e4]),
        numbers,
    ],
    needs=["gudermannian_function"],
    sentence={"zh": "六个 sigmoid 函数，极限都是 -1 和 1，在 0 处的斜率都是 1。"},
)
def six_sigmoid_functions(m, x):
    """The six sigmoid functions have the limits -1 and 1, and slope 1 at 0."""
    return m.sigmoids(x)


UNEVEN = [-6.0, -4.5, -2.5, -1.0, 0.25, 1.5, 3.0, 5.5, 6.5]


def points_of(function):
    return {"xs": UNEVEN, "ys": [round(function(x), 6) for x in UNEVEN]}


@random_case(count=2, label={"en": "a random sigmoid", "zh": "随机的 sigmoid"})
def sigmoids(generator):
    slope = float(generator.uniform(0.8, 1.6))
    return case(**points_of(lambda x: math.tanh(slope * x)), flat=0.2)


@random_case(count=2, label={"en": "a random curve that falls", "zh": "随机的下降曲线"})
def other_curves(generator):
    slope = float(generator.uniform(0.8, 1.6))
    return case(**points_of(lambda x: -math.tanh(slope * x)), flat=0.2)


@check(
    role="concept",
    of="looks_like_a_sigmoid",
    points=2,
    cases=[
        case(
            {"en": "worked by hand", "zh": "手算的例子"}, xs=[0.0, 1.0, 2.0, 3.0], ys=[0.0, 0.05, 0.95, 1.0], flat=0.1
        ),
        case(
            {"en": "steep on the left", "zh": "左端很陡"}, xs=[0.0, 1.0, 2.0, 3.0], ys=[0.0, 0.5, 0.95, 1.0], flat=0.1
        ),
        case(
            {"en": "steep on the right", "zh": "右端很陡"}, xs=[0.0, 1.0, 2.0, 3.0], ys=[0.0, 0.05, 0.45, 1.0], flat=0.1
        ),
        case(
            {"en": "the logistic function", "zh": "logistic 函数"},
            **points_of(lambda x: 1 / (1 + math.exp(-x))),
            flat=0.03,
        ),
        case({"en": "tanh", "zh": "tanh"}, **points_of(math.tanh), flat=0.2),
        case({"en": "a straight line", "zh": "一条直线"}, **points_of(lambda x: 0.4 * x + 1.3), flat=0.3),
        case({"en": "an exponential", "zh": "指数函数"}, **points_of(lambda x: math.exp(x / 3)), flat=0.2),
        case(
            {"en": "a falling sigmoid", "zh": "下降的 sigmoid"}, **points_of(lambda x: 1 / (1 + math.exp(x))), flat=0.03
        ),
        case({"en": "a bump", "zh": "一个小山包"}, **points_of(lambda x: math.exp(-x * x / 4)), flat=0.2),
        case(
            {"en": "a wave on the way up", "zh": "上升途中有波动"},
            xs=[0.0, 1.0, 2.0, 3.0, 4.0, 5.0],
            ys=[0.0, 0.05, 0.8, 0.5, 0.95, 1.0],
            flat=0.1,
        ),
        case({"en": "flat everywhere", "zh": "处处平坦"}, **points_of(lambda x: 0.004 * math.tanh(x)), flat=0.1),
        case(
            {"en": "flat everywhere, high up", "zh": "处处平坦，数值很大"},
            **points_of(lambda x: 3 + 0.004 * math.tanh(x)),
            flat=0.1,
        ),
        case(
            {"en": "unequal steps", "zh": "步长不等"},
            xs=[-9.0, -3.0, -0.5, 0.5, 3.0, 9.0],
            ys=[-1.0, -0.75, -0.25, 0.25, 0.75, 1.0],
            flat=0.15,
        ),
        case(
            {"en": "a jump in small steps", "zh": "小步长中的跳跃"},
            xs=[0.0, 0.125, 0.25, 0.375],
            ys=[0.0, 0.05, 0.85, 0.9],
            flat=0.5,
        ),
        sigmoids,
        other_curves,
    ],
    sentence={"zh": "sigmoid 函数从不下降，两端饱和，中间上升。"},
)
def shape_of_a_sigmoid(m, xs, ys, flat):
    """A sigmoid function never falls, saturates on both sides, and rises between."""
    return m.looks_like_a_sigmoid(xs, ys, flat)


def right_at_the_border(found, arguments):
    """The definition itself, on numbers of which every slope is exact."""
    xs, ys, flat = arguments["xs"].tolist(), arguments["ys"].tolist(), arguments["flat"]
    slopes = [(after - before) / (right - left) for left, right, before, after in zip(xs, xs[1:], ys, ys[1:])]
    wanted = min(slopes) >= 0 and slopes[0] < flat and slopes[-1] < flat and max(slopes) >= flat
    if isinstance(found, (bool, int, float, np.ndarray, np.generic)) and np.size(found) == 1 and bool(found) == wanted:
        return None
    shown = ", ".join(f"{slope:g}" for slope in slopes)
    return Text(
        {
            "en": f"The slopes are {shown}, and flat is {flat:g}: the answer is {wanted}.",
            "zh": f"斜率是 {shown}，flat 是 {flat:g}：答案是 {wanted}。",
        }
    )


@check(
    role="concept",
    of="looks_like_a_sigmoid",
    points=1,
    cases=[
        case(
            {"en": "level for a while", "zh": "中间有一段水平"},
            xs=[0.0, 1.0, 2.0, 3.0, 4.0],
            ys=[0.0, 0.0625, 0.5, 0.5, 0.5],
            flat=0.125,
        ),
        case(
            {"en": "the first slope is `flat`", "zh": "第一个斜率等于 flat"},
            xs=[0.0, 1.0, 2.0, 3.0],
            ys=[0.0, 0.125, 0.75, 0.8125],
            flat=0.125,
        ),
        case(
            {"en": "the last slope is `flat`", "zh": "最后一个斜率等于 flat"},
            xs=[0.0, 1.0, 2.0, 3.0],
            ys=[0.0, 0.0625, 0.75, 0.875],
            flat=0.125,
        ),
        case(
            {"en": "the largest slope is `flat`", "zh": "最大的斜率等于 flat"},
            xs=[0.0, 1.0, 2.0, 3.0],
            ys=[0.0, 0.0625, 0.1875, 0.25],
            flat=0.125,
        ),
    ],
    expect=satisfies(right_at_the_border),
    fixed="Slopes that are exactly `flat` have to be written out.",
    needs=["shape_of_a_sigmoid"],
    sentence={"zh": "恰好等于 0 或等于 flat 的斜率。"},
)
def slopes_at_the_border(m, xs, ys, flat):
    """Slopes of exactly 0 and of exactly `flat`."""
    return m.looks_like_a_sigmoid(xs, ys, flat)


def slope_of(top, scale, power, fall):
    """A slope that falls from `top` at 0, as a function of a float: of no function that the exercise asks for."""
    return lambda x: top / (1 + (x / scale) ** power) ** fall


@random_case(count=2, label={"en": "a random level", "zh": "随机的界限"})
def level(generator):
    """A slope, and a level below its largest."""
    return case(
        top=float(generator.uniform(0.5, 1.5)),
        scale=float(generator.uniform(0.4, 3.0)),
        power=float(generator.choice([1.0, 2.0, 3.0])),
        fall=float(generator.choice([1.0, 1.5, 2.0])),
        level=float(generator.uniform(0.003, 0.2)),
    )


@check(
    role="concept",
    of="saturation_point",
    points=3,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, top=1.0, scale=1.0, power=1.0, fall=2.0, level=0.04),
        case(
            {"en": "worked by hand, a lower level", "zh": "手算的例子，更小的界限"},
            top=1.0,
            scale=1.0,
            power=1.0,
            fall=2.0,
            level=0.01,
        ),
        case({"en": "flat at the start", "zh": "起初平缓"}, top=0.25, scale=2.3, power=2.0, fall=3.0, level=0.013),
        case({"en": "a steep fall", "zh": "陡然下降"}, top=1.0, scale=0.8, power=6.0, fall=1.0, level=0.37),
        case({"en": "below 1", "zh": "小于 1"}, top=1.0, scale=0.025, power=1.0, fall=2.0, level=0.0171),
        case({"en": "far out", "zh": "很远处"}, top=1.0, scale=1.0, power=1.0, fall=2.0, level=3.7e-7),
        case({"en": "further out", "zh": "更远处"}, top=1.0, scale=1.0, power=1.0, fall=2.0, level=1.3e-16),
        case({"en": "a small level", "zh": "很小的界限"}, top=1.0, scale=1.0, power=2.0, fall=1.5, level=0.0029),
        level,
    ],
    sentence={"zh": "从哪个 x 起斜率不再超过 level。"},
)
def where_it_saturates(m, top, scale, power, fall, level):
    """From the saturation point on, the slope is not above the level."""
    return m.saturation_point(slope_of(top, scale, power, fall), level)


@check(
    role="concept",
    of="saturation_point",
    points=1,
    cases=[
        case(
            {"en": "the largest slope is 0.25", "zh": "最大斜率是 0.25"},
            top=0.25,
            scale=2.0,
            power=2.0,
            fall=1.0,
            level=0.31,
        ),
        case(
            {"en": "the largest slope is 1", "zh": "最大斜率是 1"}, top=1.0, scale=1.0, power=2.0, fall=1.5, level=1.7
        ),
    ],
    expect=within(-1e-9, 1e-9),
    needs=["where_it_saturates"],
    counts_with=["where_it_saturates"],
    alike="Where the slope is small from the start, the answer is 0, whatever the slope.",
    fixed="Where the slope is small from the start, the answer is 0, whatever is drawn.",
    sentence={"zh": "斜率一开始就不超过 level 时，答案是 0。"},
)
def saturated_from_the_start(m, top, scale, power, fall, level):
    """Where the slope is small from the start, the answer is 0."""
    return m.saturation_point(slope_of(top, scale, power, fall), level)
