"""Checks of exponentially weighted averages, divergence and the limit of the learning rate."""

from grader.authoring import case, check, curve, exercise, random_case, random_regression

about = exercise(title="Smoothing and divergence", zh="平滑与发散")

INF, NAN = float("inf"), float("nan")


@random_case(count=2, label="a noisy cost")
def noisy_cost(generator):
    """A cost that falls and jumps."""
    n = int(generator.integers(12, 40))
    costs = [3.7 * 0.9**t + 0.4 + 0.35 * abs(float(generator.standard_normal())) for t in range(n)]
    return case(costs=costs, beta=float(generator.uniform(0.55, 0.95)))


NOISY = [
    4.21, 3.38, 4.05, 2.71, 3.12, 2.04, 2.87, 1.55, 2.36, 1.93,
    1.18, 2.02, 1.41, 0.79, 1.63, 1.07, 0.52, 1.29, 0.86, 0.61,
]  # fmt: skip

AVERAGES = [
    # Reports plot the first case.
    case("a noisy cost", costs=NOISY, beta=0.8),
    case("worked by hand", costs=[4.0, 2.0], beta=0.9),
    case("values that differ", costs=[4.13, 2.97, 3.61, 1.28, 0.74, 1.09], beta=0.8),
    case("constant values", costs=[2.6, 2.6, 2.6, 2.6], beta=0.7),
    case("one value", costs=[3.3], beta=0.85),
    case("nothing is remembered: beta = 0", costs=[1.7, 0.6, 2.2], beta=0.0),
    case("much is remembered", costs=[5.2, 4.1, 4.6, 3.9, 3.2], beta=0.98),
    case("large numbers", costs=[81300.0, 40250.5, 66120.25], beta=0.6),
    case("values below zero", costs=[-0.7, 1.9, -2.4, -0.2], beta=0.75),
    noisy_cost,
]


@check(
    role="train",
    of="ewa",
    points=1,
    cases=AVERAGES,
    zh="从 0 开始、不修正的指数加权平均。",
    curves=(curve("averages", title="Smoothed from 0, without correction", zh="从 0 开始、不修正的平滑"),),
)
def average_from_zero(m, costs, beta):
    """The average starts from 0: each value enters with the weight 1 - beta."""
    return {"averages": m.ewa(costs, beta)}


@check(
    role="train",
    of="ewa_from_first",
    points=1,
    cases=AVERAGES,
    zh="从第一个值开始的指数加权平均。",
    curves=(curve("averages", title="Smoothed from the first value", zh="从第一个值开始的平滑"),),
)
def average_from_the_first_value(m, costs, beta):
    """The average starts from the first value."""
    return {"averages": m.ewa_from_first(costs, beta)}


@check(
    role="train",
    of="ewa_corrected",
    points=2,
    cases=AVERAGES,
    needs=["average_from_zero"],
    zh="偏差修正：除以 1 - beta 的 (t + 1) 次方。",
    curves=(curve("averages", title="Smoothed with bias correction", zh="带偏差修正的平滑"),),
)
def average_with_bias_correction(m, costs, beta):
    """The corrected average is divided by the sum of the weights so far."""
    return {"averages": m.ewa_corrected(costs, beta)}


@check(
    role="train",
    of="diverged",
    points=2,
    cases=[
        case("it falls", costs=[4.0, 2.5, 1.25]),
        case("worked by hand: it goes up for a moment", costs=[4.0, 2.0, 3.0]),
        case("worked by hand: it ends above the start", costs=[4.0, 2.0, 5.0]),
        case("it rises all the time", costs=[0.5, 0.75, 1.5]),
        case("one value", costs=[3.5]),
        case("constant", costs=[2.0, 2.0, 2.0]),
        case("noisy, but it falls", costs=[6.0, 6.5, 5.25, 5.75, 4.0, 4.5]),
        case("it ends in infinity", costs=[1.5, 90.0, INF]),
        case("it ends in NaN", costs=[1.5, 90.0, INF, NAN]),
        case("only NaN at the end", costs=[3.5, 2.5, NAN]),
        case("NaN in the middle", costs=[3.5, NAN, 1.5]),
        case("infinity in the middle", costs=[3.5, INF, 1.5]),
        case("the first one is NaN", costs=[NAN, 2.5]),
        case("large, but it falls", costs=[8e30, 2e30, 1e20]),
    ],
    zh="出现 NaN、无穷大，或最后的代价高于最初的代价，就是发散。",
)
def divergence_is_noticed(m, costs):
    """A NaN, an infinite cost, or a last cost above the first one is a divergence."""
    return m.diverged(costs)


@random_case(count=2, label="a random step")
def step(generator):
    """A learning rate and a curvature."""
    return case(lr=float(generator.uniform(0.02, 0.3)), curvature=float(generator.uniform(0.4, 2.6)))


@random_case(count=2, label="a random curvature")
def bend(generator):
    """A curvature."""
    return case(curvature=float(generator.uniform(0.3, 12)))


@check(
    role="concept",
    of="curvature",
    points=1,
    cases=[
        case("worked by hand", xs=[1.0, 2.0, 3.0]),
        case("five samples", xs=[0.73, -1.42, 2.21, 1.68, -0.57]),
        case("one sample", xs=[1.83]),
        case("negative", xs=[-0.6, -2.3]),
        case("equal samples", xs=[1.27, 1.27, 1.27, 1.27]),
        case("large numbers", xs=[810.5, -1340.2, 455.7, 2071.3]),
        case("many samples", xs=[0.1 + 0.013 * i for i in range(200)]),
    ],
    zh="代价对 w 的二阶导数是 2 * x**2 的平均值。",
)
def second_derivative_of_the_cost(m, xs):
    """The second derivative of the cost is the mean of 2 * x**2."""
    return m.curvature(xs)


@check(
    role="concept",
    of="error_factor",
    points=1,
    cases=[
        case("worked by hand", lr=0.1, curvature=9.5),
        case("a small step", lr=0.013, curvature=2.7),
        case("it jumps across", lr=0.61, curvature=2.3),
        case("it diverges", lr=3.4, curvature=1.9),
        case("no step", lr=0.0, curvature=1.9),
        case("a strong bend", lr=0.0007, curvature=5120.5),
        step,
    ],
    zh="每一步把到最低点的距离乘以 1 - lr * curvature。",
)
def factor_of_the_distance(m, lr, curvature):
    """One step multiplies the distance to the lowest point by 1 - lr * curvature."""
    return m.error_factor(lr, curvature)


@check(
    role="concept",
    of="largest_learning_rate",
    points=1,
    cases=[
        case("worked by hand", curvature=8.0),
        case("the classic data", curvature=9.333333333333334),
        case("a weak bend", curvature=0.037),
        case("a strong bend", curvature=41250.0),
        bend,
    ],
    needs=["factor_of_the_distance"],
    zh="学习率的上限：超过它就发散。",
)
def limit_of_the_learning_rate(m, curvature):
    """The limit is the learning rate at which the distance no longer shrinks."""
    return m.largest_learning_rate(curvature)


@check(
    role="concept",
    of="largest_learning_rate",
    points=1,
    cases=[random_regression(n=(1, 4, 30)), random_regression(n=(5,), scale=25.0)],
    needs=["limit_of_the_learning_rate", "second_derivative_of_the_cost"],
    hidden=True,
    zh="由数据得到的学习率上限。",
)
def limit_for_a_data_set(m, xs, ys, w):
    """Curvature, limit and factor fit together for a data set."""
    bend = m.curvature(xs)
    limit = m.largest_learning_rate(bend)
    return {"limit": limit, "below": m.error_factor(0.73 * limit, bend), "above": m.error_factor(1.31 * limit, bend)}
