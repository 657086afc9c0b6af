"""Checks of finite differences. The functions to differentiate are made from a name by the probes.

Steps are wide where numbers are compared, so that rounding does not decide; what tiny steps do is judged as a property.
"""

import math

from grader.authoring import Text, by_hand, case, check, exercise, plain, random_case, satisfies

about = exercise(
    title={"en": "Numeric gradients", "zh": "数值梯度"},
    precision="float64",
    rules=[
        by_hand(
            of=["forward_difference", "central_difference", "numeric_gradient", "measured_errors", "gradient_check"]
        )
    ],
    worked_examples={
        "forward_difference": "numeric_gradient",
        "central_difference": "numeric_gradient",
        "numeric_gradient": "numeric_gradient",
        "measured_errors": "numeric_gradient",
        "gradient_check": "numeric_gradient",
        "error_bound": "error_bounds",
        "best_step": "error_bounds",
    },
)


def function_called(name):
    """A function of one number."""
    return {
        "x**2": lambda x: x**2,
        "x**3": lambda x: x**3,
        "polynomial": lambda x: 0.3 * x**4 - 1.2 * x**3 + 0.7 * x - 2.1,
        "fraction": lambda x: 1.9 / (1 + x**2),
        "line": lambda x: 1.7 * x - 0.9,
        "large": lambda x: 420.0 * x**3 + 1300.0 * x,
        "cost": lambda w: sum((x * w - y) ** 2 for x, y in [(1.2, 2.1), (0.7, -0.4), (-1.6, 0.9)]) / 3,
    }[name]


def function_of_a_point_called(name):
    """A function of a point: it takes whatever can be indexed."""
    return {
        "worked": lambda p: p[0] ** 2 + 3 * p[1],
        "one": lambda p: 0.8 * p[0] ** 3 - p[0],
        "two": lambda p: p[0] ** 2 * p[1] + 0.4 * p[1] ** 3 - 1.3 * p[0],
        "three": lambda p: p[0] * p[1] * p[2] + 0.7 * p[0] ** 3 - 1.9 * p[2] ** 2 + 0.3 * p[1],
        "flat": lambda p: 0.0 * p[0] + 0.0 * p[1],
        "cubes": lambda p: sum((1 + 0.3 * i) * p[i] ** 3 for i in range(len(p))),
        "neighbours": lambda p: sum((p[i] - 0.6 * p[i - 1]) ** 2 * (1 + p[i]) for i in range(1, len(p))) + p[0] ** 3,
    }[name]


@random_case(count=3, label={"en": "a random place", "zh": "随机的位置"})
def place(generator):
    """A function, a place and a wide step."""
    return case(
        f=str(generator.choice(["polynomial", "fraction", "cost", "x**3"])),
        x=float(generator.uniform(0.4, 1.4)) * float(generator.choice([-1.0, 1.0])),
        h=float(generator.uniform(0.05, 0.4)),
    )


@random_case(count=2, label={"en": "a random point", "zh": "随机的点"})
def point_of_five(generator):
    """A point with five coordinates."""
    values = generator.uniform(0.3, 1.6, 5) * generator.choice([-1.0, 1.0], 5)
    return case(f="neighbours", point=values.tolist(), h=float(generator.uniform(0.05, 0.3)))


@check(
    role="backward",
    of="forward_difference",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, f="x**2", x=3.0, h=0.1),
        case({"en": "a polynomial", "zh": "多项式"}, f="polynomial", x=-0.7, h=0.13),
        case({"en": "a cost", "zh": "一个代价函数"}, f="cost", x=0.4, h=0.05),
        case({"en": "a negative step looks to the left", "zh": "步长为负：向左看"}, f="fraction", x=0.6, h=-0.2),
        case({"en": "a line: the same for every step", "zh": "直线：步长不影响结果"}, f="line", x=2.3, h=0.7),
        case({"en": "large values", "zh": "值很大"}, f="large", x=3.1, h=0.5),
        place,
    ],
    sentence={"zh": "前向差分：x 与 x + h 之间的斜率。"},
)
def slope_from_x_to_x_plus_h(m, f, x, h):
    """The forward difference is the slope between x and x + h."""
    return m.forward_difference(function_called(f), x, h)


@check(
    role="backward",
    of="central_difference",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, f="x**3", x=1.0, h=0.1),
        case({"en": "a polynomial", "zh": "多项式"}, f="polynomial", x=-0.7, h=0.13),
        case({"en": "a cost", "zh": "一个代价函数"}, f="cost", x=0.4, h=0.05),
        case({"en": "a wide step", "zh": "大步长"}, f="fraction", x=0.6, h=0.8),
        case({"en": "a line: the same for every step", "zh": "直线：步长不影响结果"}, f="line", x=2.3, h=0.7),
        case({"en": "large values", "zh": "值很大"}, f="large", x=3.1, h=0.5),
        place,
    ],
    sentence={"zh": "中心差分：x - h 与 x + h 之间的斜率。"},
)
def slope_from_x_minus_h_to_x_plus_h(m, f, x, h):
    """The central difference is the slope between x - h and x + h."""
    return m.central_difference(function_called(f), x, h)


@check(
    role="backward",
    of="numeric_gradient",
    points=3,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, f="worked", point=[2.0, 5.0], h=0.1),
        case({"en": "one coordinate", "zh": "一个坐标"}, f="one", point=[0.9], h=0.2),
        case({"en": "two coordinates", "zh": "两个坐标"}, f="two", point=[0.7, -1.3], h=0.15),
        case({"en": "three coordinates", "zh": "三个坐标"}, f="three", point=[1.1, -0.6, 1.7], h=0.25),
        case({"en": "equal coordinates", "zh": "坐标相等"}, f="three", point=[0.8, 0.8, 0.8], h=0.1),
        case(
            {"en": "many coordinates", "zh": "很多坐标"},
            f="neighbours",
            point=[0.3 + 0.07 * i * (-1) ** i for i in range(30)],
            h=0.2,
        ),
        case({"en": "large coordinates", "zh": "坐标很大"}, f="two", point=[310.0, -45.5], h=7.5),
        point_of_five,
    ],
    sentence={"zh": "每个坐标一个中心差分，每次只移动一个坐标。"},
)
def one_central_difference_for_each_coordinate(m, f, point, h):
    """Each entry is the central difference along one coordinate, while the others stand still."""
    return m.numeric_gradient(function_of_a_point_called(f), point, h)


def falls_then_rises(value, arguments):
    """The errors are smallest at a middle step, much larger at both ends, and known at the wide steps."""
    errors = [float(error) for error in value]
    if len(errors) != len(arguments["steps"]):
        return Text({"en": "There should be one error for each step.", "zh": "每个步长应对应一个误差。"})
    best = min(range(len(errors)), key=errors.__getitem__)
    if not all(math.isfinite(error) and error >= 0 for error in errors):
        return Text(
            {"en": "Every error should be a finite number that is not below 0.", "zh": "每个误差都应是有限的非负数。"}
        )
    # Where the step is wide, rounding has no say: the error is what the bend makes it, h**2 * f'''(x) / 6.
    bend = math.exp(arguments["x"]) if arguments["f"] == "exp" else math.cos(arguments["x"])
    if any(abs(error / (bend * h**2 / 6) - 1) > 0.1 for error, h in zip(errors, arguments["steps"]) if h >= 1e-3):
        return Text(
            {
                "en": "At steps from 0.1 down to 0.001 the error should be about h**2 * |f'''(x)| / 6.",
                "zh": "步长从 0.1 到 0.001 时，误差应约为 h**2 * |f'''(x)| / 6。",
            }
        )
    if arguments["steps"][best] > 1e-3 or errors[0] < 1e3 * errors[best]:
        return Text(
            {"en": "The errors should first fall by far as the step shrinks.", "zh": "步长变小时，误差起初应明显下降。"}
        )
    if arguments["steps"][best] < 1e-8 or errors[-1] < 1e3 * errors[best]:
        return Text(
            {
                "en": "At the tiniest steps the errors should be far larger again, because of rounding.",
                "zh": "步长极小时，由于舍入，误差应重新变得很大。",
            }
        )
    return None


@random_case(count=2, label={"en": "random steps", "zh": "随机的步长"})
def wide_steps(generator):
    x = float(generator.uniform(0.7, 1.9))
    return case(
        f=str(generator.choice(["x**3", "polynomial"])), x=x, steps=plain(generator.uniform(0.1, 0.5, 3).tolist())
    )


@check(
    role="concept",
    of="measured_errors",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, f="x**3", x=1.0, steps=plain([0.1, 0.2])),
        case({"en": "a fraction", "zh": "分式"}, f="fraction", x=0.7, steps=plain([0.4, 0.2, 0.1, 0.3])),
        case({"en": "the slope is too large", "zh": "斜率太大"}, f="x**3", x=-0.6, steps=plain([0.5, 0.25, 0.125])),
        case({"en": "one step", "zh": "一步"}, f="polynomial", x=1.3, steps=plain([0.3])),
        case({"en": "large values", "zh": "值很大"}, f="large", x=-2.7, steps=plain([1.5, 0.8])),
        wide_steps,
    ],
    needs=["slope_from_x_minus_h_to_x_plus_h"],
    sentence={"zh": "误差是中心差分与真实导数之差的绝对值。"},
)
def errors_of_wide_steps(m, f, x, steps):
    """The error is the distance of the central difference from the true derivative."""
    derivatives = {
        "x**3": lambda x: 3 * x**2,
        "polynomial": lambda x: 1.2 * x**3 - 3.6 * x**2 + 0.7,
        "fraction": lambda x: -3.8 * x / (1 + x**2) ** 2,
        "large": lambda x: 1260.0 * x**2 + 1300.0,
    }
    return m.measured_errors(function_called(f), derivatives[f], x, steps)


@check(
    role="concept",
    of="measured_errors",
    points=1,
    expect=satisfies(falls_then_rises),
    fixed="How the learner's own errors fall and rise is judged; the check of the errors has drawn cases.",
    cases=[
        case("exp", f="exp", x=1.1, steps=plain([10.0**-k for k in range(1, 14, 2)])),
        case("sin", f="sin", x=0.8, steps=plain([10.0**-k for k in range(1, 14)])),
        case(
            {"en": "exp, negative x", "zh": "exp，x 为负"},
            f="exp",
            x=-0.7,
            steps=plain([10.0**-k for k in range(1, 15, 2)]),
        ),
    ],
    needs=["errors_of_wide_steps"],
    sentence={"zh": "步长缩小时误差先降后升：更小的步长并不总是更好。"},
)
def smaller_steps_are_not_always_better(m, f, x, steps):
    """As the step shrinks, the error falls and then rises again."""
    function, derivative = (math.exp, math.exp) if f == "exp" else (math.sin, math.cos)
    return m.measured_errors(function, derivative, x, steps)


@random_case(count=2, label={"en": "random sizes", "zh": "随机的大小"})
def sizes(generator):
    """Sizes of a function and of its third derivative."""
    return case(size=float(10 ** generator.uniform(-2, 3)), third=float(10 ** generator.uniform(-2, 3)))


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def bounds(generator):
    h, size, third = 10 ** generator.uniform(-6, -1), generator.uniform(0.5, 9.0), generator.uniform(0.5, 9.0)
    return case(h=float(h), size=float(size), third=float(third))


@check(
    role="concept",
    of="error_bound",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, h=1e-5, size=1.0, third=6.0),
        case({"en": "the bend decides", "zh": "由弯曲程度决定"}, h=0.1, size=2.5, third=0.7),
        case({"en": "rounding decides", "zh": "由舍入误差决定"}, h=1e-9, size=2.5, third=0.7),
        case({"en": "both count", "zh": "两部分都有影响"}, h=6.5e-6, size=1.9, third=3.3),
        case({"en": "a large function", "zh": "函数值很大"}, h=2e-4, size=73000.0, third=0.4),
        case({"en": "no bend", "zh": "不弯曲"}, h=0.02, size=1.7, third=0.0),
        bounds,
    ],
    sentence={"zh": "误差上界由两部分组成：弯曲引起的和舍入引起的。"},
)
def bound_has_two_parts(m, h, size, third):
    """The bound is the part of the bend plus the part of rounding."""
    return m.error_bound(h, size, third)


@check(
    role="concept",
    of="best_step",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, size=1.0, third=1.0),
        case({"en": "worked by hand, a larger function", "zh": "手算的例子，函数值更大"}, size=8.0, third=1.0),
        case({"en": "a large function", "zh": "函数值很大"}, size=830.0, third=1.7),
        case({"en": "a strong bend", "zh": "弯曲很大"}, size=0.6, third=4100.0),
        case({"en": "nearly straight", "zh": "几乎是直的"}, size=2.2, third=3e-4),
        case({"en": "large and nearly straight", "zh": "很大，几乎是直的"}, size=2.4e6, third=3e-7),
        sizes,
    ],
    sentence={"zh": "使误差上界最小的步长。"},
)
def step_with_the_smallest_bound(m, size, third):
    """The best step is where the bound is smallest."""
    return m.best_step(size, third)


@random_case(count=3, label={"en": "a random point, a wrong gradient", "zh": "随机的点，错误的梯度"})
def wrong_gradient(generator):
    """A point with five coordinates, and a gradient in which one entry is off."""
    values = generator.uniform(0.3, 1.6, 5) * generator.choice([-1.0, 1.0], 5)
    factors = [1.0] * 5
    factors[int(generator.integers(5))] = float(generator.choice([-1.0, 0.5, 2.0, 1.3]))
    return case(f="cubes", factors=plain(factors), point=values.tolist(), h=float(generator.uniform(0.05, 0.3)))


@check(
    role="backward",
    of="gradient_check",
    points=2,
    cases=[
        case(
            {"en": "worked by hand", "zh": "手算的例子"}, f="worked", factors=plain([0.5, 1.0]), point=[2.0, 5.0], h=0.1
        ),
        case(
            {"en": "worked by hand, a wrong sign", "zh": "手算的例子，符号错误"},
            f="worked",
            factors=plain([1.0, -2.0]),
            point=[2.0, 5.0],
            h=0.1,
        ),
        case({"en": "one coordinate", "zh": "一个坐标"}, f="one", factors=plain([0.8]), point=[0.9], h=0.2),
        case(
            {"en": "the first entry is wrong", "zh": "第一项错误"},
            f="two",
            factors=plain([2.0, 1.0]),
            point=[0.7, -1.3],
            h=0.15,
        ),
        case(
            {"en": "the last entry is wrong", "zh": "最后一项错误"},
            f="two",
            factors=plain([1.0, 0.4]),
            point=[0.7, -1.3],
            h=0.15,
        ),
        case(
            {"en": "the largest entry is negative", "zh": "绝对值最大的一项为负"},
            f="two",
            factors=plain([0.5, 1.0]),
            point=[0.7, -1.3],
            h=0.15,
        ),
        case(
            {"en": "the step is wide", "zh": "步长很大"}, f="two", factors=plain([1.0, 1.0]), point=[0.7, -1.3], h=0.9
        ),
        case(
            {"en": "both gradients are 0", "zh": "两个梯度都为 0"},
            f="flat",
            factors=plain([3.0, 0.5]),
            point=[0.8, -1.3],
            h=0.25,
        ),
        case(
            {"en": "large coordinates", "zh": "坐标很大"},
            f="two",
            factors=plain([1.0, -1.0]),
            point=[310.0, -45.5],
            h=7.5,
        ),
        wrong_gradient,
    ],
    needs=["one_central_difference_for_each_coordinate"],
    sentence={"zh": "两个梯度之间最大的差，除以其中绝对值最大的一项。"},
)
def distance_of_two_gradients(m, f, factors, point, h):
    """The check gives the largest distance of two entries, relative to the largest entry."""
    return m.gradient_check(function_of_a_point_called(f), gradient_called(f, factors), point, h)


def gradient_called(name, factors):
    """The gradient of such a function with each entry multiplied by its factor: a wrong one, unless all are 1."""
    entries = {
        "worked": lambda p: [2 * p[0], 3.0],
        "one": lambda p: [2.4 * p[0] ** 2 - 1],
        "two": lambda p: [2 * p[0] * p[1] - 1.3, p[0] ** 2 + 1.2 * p[1] ** 2],
        "flat": lambda p: [0.0, 0.0],
        "cubes": lambda p: [3 * value**2 * (1 + 0.3 * i) for i, value in enumerate(p)],
    }[name]
    return lambda p: [factor * entry for factor, entry in zip(factors, entries(p))]
