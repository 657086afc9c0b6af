"""Checks of exponentially weighted averages, divergence and the limit of the learning rate."""

from grader.authoring import case, check, curve, exercise, random_case, random_regression

about = exercise(
    title={"en": "Smoothing and divergence", "zh": "平滑与发散"},
    worked_examples={
        "ewa": "running_average",
        "ewa_from_first": "running_average",
        "ewa_corrected": "running_average",
        "diverged": "curve_reading",
        "curvature": "step_size",
        "error_factor": "step_size",
        "largest_learning_rate": "step_size",
    },
)

INF, NAN = float("inf"), float("nan")


@random_case(count=2, label={"en": "a noisy cost", "zh": "带噪声的代价"})
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
    case({"en": "a noisy cost", "zh": "带噪声的代价"}, costs=NOISY, beta=0.8),
    case({"en": "worked by hand", "zh": "手算的例子"}, costs=[4.0, 2.0], beta=0.9),
    case({"en": "values that differ", "zh": "值各不相同"}, costs=[4.13, 2.97, 3.61, 1.28, 0.74, 1.09], beta=0.8),
    case({"en": "constant values", "zh": "值都相同"}, costs=[2.6, 2.6, 2.6, 2.6], beta=0.7),
    case({"en": "one value", "zh": "一个值"}, costs=[3.3], beta=0.85),
    case({"en": "nothing is remembered: beta = 0", "zh": "什么也不记：beta = 0"}, costs=[1.7, 0.6, 2.2], beta=0.0),
    case({"en": "much is remembered", "zh": "记住很多"}, costs=[5.2, 4.1, 4.6, 3.9, 3.2], beta=0.98),
    case({"en": "large numbers", "zh": "很大的数"}, costs=[81300.0, 40250.5, 66120.25], beta=0.6),
    case({"en": "values below zero", "zh": "值小于零"}, costs=[-0.7, 1.9, -2.4, -0.2], beta=0.75),
    noisy_cost,
]


@check(
    role="train",
    of="ewa",
    points=1,
    cases=AVERAGES,
    sentence={"zh": "从 0 开始、不修正的指数加权均值。"},
    curves=(curve("averages", title={"en": "Smoothed from 0, without correction", "zh": "从 0 开始、不修正的平滑"}),),
)
def average_from_zero(m, costs, beta):
    """The average starts from 0: each value enters with the weight 1 - beta."""
    return {"averages": m.ewa(costs, beta)}


@check(
    role="train",
    of="ewa_from_first",
    points=1,
    cases=AVERAGES,
    sentence={"zh": "从第一个值开始的指数加权均值。"},
    curves=(curve("averages", title={"en": "Smoothed from the first value", "zh": "从第一个值开始的平滑"}),),
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
    sentence={"zh": "偏差修正：除以到目前为止各个权重之和。"},
    curves=(curve("averages", title={"en": "Smoothed with bias correction", "zh": "带偏差修正的平滑"}),),
)
def average_with_bias_correction(m, costs, beta):
    """The corrected average is divided by the sum of the weights so far."""
    return {"averages": m.ewa_corrected(costs, beta)}


@random_case(count=2, label={"en": "random costs below the first one", "zh": "低于起点的随机的代价"})
def costs_that_fall(generator):
    costs = generator.uniform(1.0, 4.0, 6)
    return case(costs=[4.5, *costs.tolist()])


@random_case(count=2, label={"en": "random costs, the last above the first", "zh": "随机的代价，终点高于起点"})
def costs_that_rise(generator):
    costs = generator.uniform(1.0, 4.0, 5)
    return case(costs=[4.5, *costs.tolist(), 4.75])


@check(
    role="train",
    of="diverged",
    points=2,
    cases=[
        case({"en": "it falls", "zh": "下降"}, costs=[4.0, 2.5, 1.25]),
        case(
            {"en": "worked by hand: it goes up for a moment", "zh": "手算的例子：中途上升过一次"}, costs=[4.0, 2.0, 3.0]
        ),
        case(
            {"en": "worked by hand: it ends above the start", "zh": "手算的例子：终点高于起点"}, costs=[4.0, 2.0, 5.0]
        ),
        case({"en": "it rises all the time", "zh": "一直上升"}, costs=[0.5, 0.75, 1.5]),
        case(
            {"en": "worked by hand: it falls at the end", "zh": "手算的例子：最后下降，但仍高于起点"},
            costs=[4.0, 5.0, 4.5],
        ),
        case({"en": "it ends just above the start", "zh": "终点略高于起点"}, costs=[2.0, 1.5, 2.03125]),
        case({"en": "below zero, and it falls", "zh": "小于零，并且下降"}, costs=[-1.5, -2.0, -3.25]),
        case({"en": "below zero, and it rises", "zh": "小于零，并且上升"}, costs=[-3.0, -2.5, -0.75]),
        case({"en": "one value", "zh": "一个值"}, costs=[3.5]),
        case({"en": "constant", "zh": "常数"}, costs=[2.0, 2.0, 2.0]),
        case({"en": "noisy, but it falls", "zh": "有噪声，但在下降"}, costs=[6.0, 6.5, 5.25, 5.75, 4.0, 4.5]),
        case({"en": "it ends in infinity", "zh": "最后是无穷大"}, costs=[1.5, 90.0, INF]),
        case({"en": "it ends in NaN", "zh": "最后是 NaN"}, costs=[1.5, 90.0, INF, NAN]),
        case({"en": "only NaN at the end", "zh": "只有最后是 NaN"}, costs=[3.5, 2.5, NAN]),
        case({"en": "NaN in the middle", "zh": "中间有 NaN"}, costs=[3.5, NAN, 1.5]),
        case({"en": "infinity in the middle", "zh": "中间有无穷大"}, costs=[3.5, INF, 1.5]),
        case({"en": "minus infinity in the middle", "zh": "中间有负无穷大"}, costs=[3.5, -INF, 1.5]),
        case({"en": "the first one is NaN", "zh": "第一个是 NaN"}, costs=[NAN, 2.5]),
        case({"en": "large, but it falls", "zh": "很大，但在下降"}, costs=[8e30, 2e30, 1e20]),
        costs_that_fall,
        costs_that_rise,
    ],
    sentence={"zh": "出现 NaN、无穷大，或最后的代价高于最初的代价，就是发散。"},
)
def divergence_is_noticed(m, costs):
    """A NaN, an infinite cost, or a last cost above the first one is a divergence."""
    return m.diverged(costs)


@random_case(count=2, label={"en": "a random step", "zh": "随机的一步"})
def step(generator):
    """A learning rate and a curvature."""
    return case(lr=float(generator.uniform(0.02, 0.3)), curvature=float(generator.uniform(0.4, 2.6)))


@random_case(count=2, label={"en": "a random curvature", "zh": "随机的曲率"})
def bend(generator):
    """A curvature."""
    return case(curvature=float(generator.uniform(0.3, 12)))


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def inputs_of_a_cost(generator):
    xs = generator.uniform(0.4, 2.3, 6) * generator.choice([-1.0, 1.0], 6)
    return case(xs=xs.tolist())


@check(
    role="concept",
    of="curvature",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, xs=[1.0, 2.0, 3.0]),
        case({"en": "five samples", "zh": "五个样本"}, xs=[0.73, -1.42, 2.21, 1.68, -0.57]),
        case({"en": "one sample", "zh": "一个样本"}, xs=[1.83]),
        case({"en": "negative", "zh": "负数"}, xs=[-0.6, -2.3]),
        case({"en": "equal samples", "zh": "样本都相同"}, xs=[1.27, 1.27, 1.27, 1.27]),
        case({"en": "large numbers", "zh": "很大的数"}, xs=[810.5, -1340.2, 455.7, 2071.3]),
        case({"en": "many samples", "zh": "很多样本"}, xs=[0.1 + 0.013 * i for i in range(200)]),
        inputs_of_a_cost,
    ],
    sentence={"zh": "曲率是代价对 w 的二阶导数，与 w 和 y 无关。"},
)
def second_derivative_of_the_cost(m, xs):
    """The curvature is the second derivative of the cost with respect to w; it depends on neither w nor y."""
    return m.curvature(xs)


@check(
    role="concept",
    of="error_factor",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, lr=0.1, curvature=9.5),
        case({"en": "a small step", "zh": "小步长"}, lr=0.013, curvature=2.7),
        case({"en": "it jumps across", "zh": "跳到对面"}, lr=0.61, curvature=2.3),
        case({"en": "it diverges", "zh": "发散"}, lr=3.4, curvature=1.9),
        case({"en": "no step", "zh": "步长为 0"}, lr=0.0, curvature=1.9),
        case({"en": "a strong bend", "zh": "弯曲很大"}, lr=0.0007, curvature=5120.5),
        step,
    ],
    sentence={"zh": "每一步都把到最低点的距离乘以同一个因子。"},
)
def factor_of_the_distance(m, lr, curvature):
    """Each step multiplies the distance to the lowest point by one and the same factor."""
    return m.error_factor(lr, curvature)


@check(
    role="concept",
    of="largest_learning_rate",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, curvature=8.0),
        case({"en": "the classic data", "zh": "课程的数据"}, curvature=9.333333333333334),
        case({"en": "a weak bend", "zh": "弯曲很小"}, curvature=0.037),
        case({"en": "a strong bend", "zh": "弯曲很大"}, curvature=41250.0),
        bend,
    ],
    needs=["factor_of_the_distance"],
    sentence={"zh": "学习率的上限：超过它就发散。"},
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
    sentence={"zh": "由数据得到的学习率上限。"},
)
def limit_for_a_data_set(m, xs, ys, w):
    """Curvature, limit and factor fit together for a data set."""
    bend = float(m.curvature(xs))
    limit = float(m.largest_learning_rate(bend))
    return {"limit": limit, "below": m.error_factor(0.73 * limit, bend), "above": m.error_factor(1.31 * limit, bend)}
