"""Checks of logistic regression by hand."""

import math

import numpy as np

from grader.authoring import SIGMOIDS, Text, by_hand, case, check, curve, exercise, random_case, satisfies

about = exercise(
    title={"en": "Logistic regression by hand", "zh": "手写逻辑回归"},
    rules=[by_hand(also=SIGMOIDS)],
    worked_examples={
        "cross_entropy": "cross_entropy",
        "forward": "sigmoid",
        "loss": "cross_entropy",
        "cost": "cross_entropy",
        "gradient_check": "numeric_gradient",
        "backward": "logistic_gradient",
    },
)

# Everywhere but in the checks of stability |x * w + b| stays below 8: beyond it float32 loses what log(1 - y_hat)
# needs, and right answers differ.
HOURS = {"xs": [0.85, 1.4, 2.3, 2.75, 3.6, 4.1], "ys": [0.0, 0.0, 1.0, 0.0, 1.0, 1.0]}
TWO = {"xs": [1.37, -0.46], "ys": [0.0, 1.0]}
WORKED = {"xs": [2.0, 4.0], "ys": [0.0, 1.0], "w": 0.5, "b": -1.0}
ONE = {"xs": [1.83], "ys": [1.0]}
SAME = {"xs": [1.27, 1.27, 1.27, 1.27], "ys": [0.0, 1.0, 1.0, 0.0]}
ALL_YES = {"xs": [0.64, -1.35, 2.42], "ys": [1.0, 1.0, 1.0]}


def draw_set(generator, n):
    """Inputs on both sides of 0, and labels that mostly, but not always, follow them."""
    xs = generator.uniform(0.3, 2.2, n) * generator.choice([-1.0, 1.0], n)
    chance = 1 / (1 + math.e ** (-1.7 * xs - 0.4))
    ys = (generator.uniform(0, 1, n) < chance).astype(float)
    if n > 1:
        ys[:2] = [0.0, 1.0]
    w = float(generator.uniform(0.6, 1.9) * generator.choice([-1.0, 1.0]))
    b = float(generator.uniform(0.3, 1.4) * generator.choice([-1.0, 1.0]))
    return {"xs": xs.tolist(), "ys": ys.tolist(), "w": w, "b": b}


@random_case(count=2, label={"en": "random distributions", "zh": "随机的分布"})
def distributions(generator):
    """Two distributions over a few classes."""
    classes = int(generator.integers(3, 7))
    p, q = generator.uniform(0.2, 1.0, classes), generator.uniform(0.2, 1.0, classes)
    return case(p=(p / p.sum()).tolist(), q=(q / q.sum()).tolist())


@random_case(count=2, label={"en": "a random sample", "zh": "随机样本"})
def sample(generator):
    """An input, a weight and a bias with a score below 6."""
    x, w = generator.uniform(0.5, 1.9, 2) * generator.choice([-1.0, 1.0], 2)
    return case(x=float(x), w=float(w), b=float(generator.uniform(-2.1, 2.1)))


@random_case(count=4, label={"en": "a random probability", "zh": "随机概率"})
def probability(generator):
    """A probability that is neither near 0 nor near 1."""
    return case(y_hat=float(generator.uniform(0.04, 0.96)), y=float(generator.integers(0, 2)))


@random_case(count=2, label={"en": "a random set", "zh": "随机数据集"})
def some_samples(generator):
    """A small set with a weight and a bias."""
    return case(**draw_set(generator, int(generator.integers(4, 9))))


@random_case(count=1, label={"en": "many samples", "zh": "很多样本"})
def many_samples(generator):
    """A large set with a weight and a bias."""
    return case(**draw_set(generator, 300))


@random_case(count=2, label={"en": "a random training", "zh": "随机训练"})
def some_training(generator):
    """A small set to train on."""
    drawn = draw_set(generator, int(generator.integers(5, 12)))
    return case(**drawn, lr=float(generator.uniform(0.2, 0.7)), epochs=int(generator.integers(3, 8)))


@random_case(count=2)
def other_training(generator):
    """A larger set to train on."""
    return case(**draw_set(generator, 40), lr=0.5, epochs=6)


@random_case(count=2, label={"en": "a random step", "zh": "随机的一步"})
def step(generator):
    """Two parameters with derivatives."""
    w, b, dw, db = generator.uniform(0.4, 3.0, 4) * generator.choice([-1.0, 1.0], 4)
    return case(w=float(w), b=float(b), dw=float(dw), db=float(db), lr=float(generator.uniform(0.02, 0.4)))


@check(
    role="cost",
    of="cross_entropy",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, p=[0.5, 0.5], q=[0.25, 0.75]),
        case({"en": "one class for sure", "zh": "确定的一类"}, p=[0.0, 1.0], q=[0.25, 0.75]),
        case({"en": "equal distributions", "zh": "相同的分布"}, p=[0.2, 0.5, 0.3], q=[0.2, 0.5, 0.3]),
        case({"en": "four classes", "zh": "四类"}, p=[0.1, 0.45, 0.15, 0.3], q=[0.35, 0.05, 0.4, 0.2]),
        case({"en": "a class that does not occur", "zh": "不会出现的类"}, p=[0.6, 0.0, 0.4], q=[0.7, 0.0, 0.3]),
        distributions,
    ],
    sentence={"zh": "交叉熵是 -sum(p * log(q))，p 为 0 的项按 0 计。"},
)
def cross_entropy_of_two_distributions(m, p, q):
    """The cross-entropy is -sum(p * log(q)); a term with p = 0 counts 0."""
    return m.cross_entropy(p, q)


@check(
    role="forward",
    of="forward",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, x=2.0, w=0.5, b=-1.0),
        case({"en": "worked by hand, above 0.5", "zh": "手算的例子，大于 0.5"}, x=4.0, w=0.5, b=-1.0),
        case({"en": "more likely yes", "zh": "更可能是 1"}, x=1.42, w=0.83, b=0.71),
        case({"en": "more likely no", "zh": "更可能是 0"}, x=1.42, w=-1.37, b=-0.62),
        case({"en": "a negative input", "zh": "负的输入"}, x=-2.31, w=0.94, b=0.38),
        case({"en": "without a weight", "zh": "权重为 0"}, x=3.7, w=0.0, b=-0.85),
        sample,
    ],
    sentence={"zh": "概率是 sigma(x * w + b)。"},
)
def probability_of_yes(m, x, w, b):
    """The probability is sigma(x * w + b)."""
    return m.forward(x, w, b)


@random_case(count=1, label={"en": "a large score", "zh": "很大的 z"})
def sure_of_yes(generator):
    return case(x=float(generator.uniform(900.0, 2400.0)), w=float(generator.uniform(1.0, 4.0)), b=-1.25)


@random_case(count=1, label={"en": "a score far below 0", "zh": "远小于 0 的 z"})
def sure_of_no(generator):
    return case(x=float(generator.uniform(900.0, 2400.0)), w=float(generator.uniform(-4.0, -1.0)), b=1.25)


@check(
    role="forward",
    of="forward",
    points=1,
    cases=[
        case({"en": "surely yes", "zh": "确定为 1"}, x=2071.5, w=4.5, b=-1.5),
        case({"en": "surely no", "zh": "确定为 0"}, x=2071.5, w=-4.5, b=1.5),
        case({"en": "below -709, where exp(-z) overflows", "zh": "z 小于 -709，exp(-z) 溢出"}, x=-850.5, w=1.0, b=0.25),
        case({"en": "above 709, where exp(z) overflows", "zh": "z 大于 709，exp(z) 溢出"}, x=850.5, w=1.0, b=0.25),
        sure_of_yes,
        sure_of_no,
    ],
    needs=["probability_of_yes"],
    sentence={"zh": "|z| 很大时概率仍是 0 或 1：既没有 NaN，也没有溢出。"},
)
def probability_of_a_large_score(m, x, w, b):
    """For large |z| the probability is 0 or 1: no NaN, no overflow."""
    return m.forward(x, w, b)


@check(
    role="cost",
    of="loss",
    points=2,
    cases=[
        case({"en": "worked by hand, label 1", "zh": "手算的例子，标签为 1"}, y_hat=0.75, y=1.0),
        case({"en": "worked by hand, label 0", "zh": "手算的例子，标签为 0"}, y_hat=0.75, y=0.0),
        case({"en": "undecided, label 1", "zh": "拿不准，标签为 1"}, y_hat=0.5, y=1.0),
        case({"en": "undecided, label 0", "zh": "拿不准，标签为 0"}, y_hat=0.5, y=0.0),
        case({"en": "nearly right", "zh": "几乎正确"}, y_hat=0.983, y=1.0),
        case({"en": "quite wrong", "zh": "错得厉害"}, y_hat=0.021, y=1.0),
        probability,
    ],
    sentence={"zh": "损失是二分类交叉熵。"},
)
def binary_cross_entropy(m, y_hat, y):
    """The loss is the binary cross-entropy."""
    return m.loss(y_hat, y)


@check(
    role="cost",
    of="loss",
    points=2,
    cases=[
        case({"en": "perfect, label 1", "zh": "完全正确，标签为 1"}, y_hat=1.0, y=1.0),
        case({"en": "perfect, label 0", "zh": "完全正确，标签为 0"}, y_hat=0.0, y=0.0),
        case({"en": "entirely wrong, label 1", "zh": "完全错误，标签为 1"}, y_hat=0.0, y=1.0),
        case({"en": "entirely wrong, label 0", "zh": "完全错误，标签为 0"}, y_hat=1.0, y=0.0),
        # In float32 it is 0, which costs 100 as well.
        case({"en": "as good as 0, label 1", "zh": "与 0 相差无几，标签为 1"}, y_hat=1e-60, y=1.0),
    ],
    fixed="Two probabilities and two labels are all the cases that there are.",
    needs=["binary_cross_entropy"],
    sentence={"zh": "概率恰为 0 和 1 时损失有限：完全正确为 0，完全错误为 100。"},
)
def loss_at_probabilities_of_0_and_1(m, y_hat, y):
    """For probabilities of exactly 0 and 1 the loss is finite: 0 where it is right, 100 where it is wrong."""
    return m.loss(y_hat, y)


@check(
    role="cost",
    of="cost",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, xs=[1.0, 3.0], ys=[0.0, 1.0], w=0.0, b=0.0),
        case({"en": "worked by hand, both moved", "zh": "手算的例子，w 和 b 不为 0"}, **WORKED),
        case({"en": "hours of study", "zh": "学习时间"}, **HOURS, w=1.31, b=-2.84),
        case({"en": "two samples", "zh": "两个样本"}, **TWO, w=-0.62, b=0.47),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=0.71, b=-0.58),
        case({"en": "equal inputs", "zh": "输入相同"}, **SAME, w=0.58, b=-1.93),
        case({"en": "one label only", "zh": "只有一种标签"}, **ALL_YES, w=1.46, b=0.35),
        some_samples,
        many_samples,
    ],
    needs=["probability_of_yes", "binary_cross_entropy"],
    sentence={"zh": "代价是小批量中各样本损失的平均值。"},
)
def cost_of_a_mini_batch(m, xs, ys, w, b):
    """The cost is the mean of the samples' losses."""
    return m.cost(xs, ys, w, b)


def the_cost_is(found, arguments):
    """100 for each sample that is entirely wrong, in the mean; 0 for the others."""
    wrong = [(x * arguments["w"] + arguments["b"] > 0) != (y > 0.5) for x, y in zip(arguments["xs"], arguments["ys"])]
    wanted = 100 * sum(wrong) / len(wrong)
    number = float(np.asarray(found).item())
    if math.isfinite(number) and abs(number - wanted) <= 1e-3:
        return None
    return Text(
        {
            "en": f"Each sample that is entirely wrong costs 100, so that the cost is {wanted:g}, not {number:g}.",
            "zh": f"每个完全错误的样本损失为 100，所以代价应为 {wanted:g}，而不是 {number:g}。",
        }
    )


@random_case(count=2, label={"en": "random large scores", "zh": "随机的很大的 z"})
def large_scores(generator):
    xs = generator.uniform(1000.0, 3000.0, 7) * generator.choice([-1.0, 1.0], 7)
    ys = (xs > 0).astype(float)
    wrong = int(generator.integers(1, 6))
    ys[:wrong] = 1 - ys[:wrong]
    return case(xs=xs.tolist(), ys=ys.tolist(), w=2.5, b=1.5)


@check(
    role="cost",
    of="cost",
    points=1,
    cases=[
        case(
            {"en": "all of them right", "zh": "全部正确"},
            xs=[-2050.5, 1730.25, 1000.0],
            ys=[0.0, 1.0, 1.0],
            w=2.5,
            b=1.5,
        ),
        case(
            {"en": "one of them wrong", "zh": "一个错误"},
            xs=[-2050.5, 1730.25, 1000.0],
            ys=[0.0, 0.0, 1.0],
            w=2.5,
            b=1.5,
        ),
        case({"en": "all of them wrong", "zh": "全部错误"}, xs=[-2050.5, 1730.25], ys=[1.0, 0.0], w=2.5, b=1.5),
        large_scores,
    ],
    expect=satisfies(the_cost_is),
    needs=["cost_of_a_mini_batch", "probability_of_a_large_score", "loss_at_probabilities_of_0_and_1"],
    sentence={"zh": "x * w + b 再大，代价也是有限的。"},
)
def cost_stays_finite(m, xs, ys, w, b):
    """However large x * w + b is, the cost is finite."""
    return m.cost(xs, ys, w, b)


@check(
    role="backward",
    of="backward",
    points=3,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, xs=[1.0, 3.0], ys=[0.0, 1.0], w=0.0, b=0.0),
        case({"en": "worked by hand, both moved", "zh": "手算的例子，w 和 b 不为 0"}, **WORKED),
        case({"en": "hours of study", "zh": "学习时间"}, **HOURS, w=1.31, b=-2.84),
        case({"en": "two samples", "zh": "两个样本"}, **TWO, w=-0.62, b=0.47),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=0.71, b=-0.58),
        case({"en": "equal inputs", "zh": "输入相同"}, **SAME, w=0.58, b=-1.93),
        case({"en": "one label only", "zh": "只有一种标签"}, **ALL_YES, w=1.46, b=0.35),
        some_samples,
        many_samples,
    ],
    needs=["probability_of_yes"],
    sentence={"zh": "两个导数是代价对 w 和对 b 的导数。"},
)
def derivatives_of_the_cost(m, xs, ys, w, b):
    """The two derivatives are those of the cost with respect to w and to b."""
    dw, db = m.backward(xs, ys, w, b)
    return {"dw": dw, "db": db}


@random_case(count=2, label={"en": "random numbers for derivatives", "zh": "随机的数作为导数"})
def claimed(generator):
    """A set, and two numbers that are said to be the derivatives there."""
    dw, db = generator.uniform(0.6, 2.4, 2) * generator.choice([-1.0, 1.0], 2)
    drawn = draw_set(generator, int(generator.integers(4, 9)))
    return case(**drawn, given=(float(dw), float(db)), h=float(generator.uniform(0.1, 0.5)))


NOTES = {"xs": [1.0, 3.0], "ys": [0.0, 1.0], "w": 0.0, "b": 0.0}


@check(
    role="backward",
    of="gradient_check",
    points=2,
    cases=[
        case(
            {"en": "worked by hand, of the wrong sign", "zh": "手算的例子，符号相反"},
            **NOTES,
            given=(0.5, 0.0),
            h=0.001,
        ),
        case(
            {"en": "worked by hand, wrong for b", "zh": "手算的例子，b 的导数不对"},
            **NOTES,
            given=(-0.5, 0.25),
            h=0.001,
        ),
        case({"en": "a long step", "zh": "很大的步长"}, **HOURS, w=1.31, b=-2.84, given=(-0.72, 0.31), h=0.5),
        case({"en": "too large for b", "zh": "b 的导数偏大"}, **TWO, w=-0.62, b=0.47, given=(-0.61, 1.9), h=0.4),
        case({"en": "too small for b", "zh": "b 的导数偏小"}, **TWO, w=-0.62, b=0.47, given=(-0.38, -1.4), h=0.25),
        case({"en": "too large for w", "zh": "w 的导数偏大"}, **ALL_YES, w=1.46, b=0.35, given=(1.27, -0.22), h=0.3),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=0.71, b=-0.58, given=(-1.93, -0.46), h=0.45),
        claimed,
    ],
    needs=["cost_of_a_mini_batch"],
    sentence={"zh": "所给导数与代价的两个中心差分之间，较大的那个偏差。"},
)
def check_of_derivatives(m, xs, ys, w, b, given, h):
    """The larger of the two deviations between given derivatives and the central differences of the cost."""
    asked_at = []

    def by_hand(xs, ys, w, b):
        asked_at.append({"xs": xs, "ys": ys, "w": w, "b": b})
        return given

    deviation = m.gradient_check(by_hand, xs, ys, w, b, h)
    return {"deviation": deviation, "asked at": asked_at[:1]}


@check(
    role="update",
    of="update",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, w=1.0, b=2.0, dw=-0.5, db=3.0, lr=0.1),
        case({"en": "both derivatives positive", "zh": "两个导数都为正"}, w=0.37, b=-1.24, dw=2.94, db=0.85, lr=0.13),
        case({"en": "at the lowest point", "zh": "在最低点"}, w=1.29, b=0.66, dw=0.0, db=0.0, lr=0.1),
        step,
    ],
    sentence={"zh": "每个参数沿自己导数的反方向走 lr 倍。"},
)
def step_of_both_parameters(m, w, b, dw, db, lr):
    """Each parameter goes lr times its own derivative against it."""
    w, b = m.update(w, b, dw, db, lr)
    return {"w": w, "b": b}


@check(
    role="train",
    of="train",
    points=3,
    cases=[
        # Reports plot the first case.
        case({"en": "hours of study", "zh": "学习时间"}, **HOURS, w=0.27, b=-0.41, lr=0.6, epochs=15),
        case(
            {"en": "worked by hand", "zh": "手算的例子"}, xs=[1.0, 3.0], ys=[0.0, 1.0], w=0.0, b=0.0, lr=0.1, epochs=1
        ),
        case({"en": "worked by hand, both moved", "zh": "手算的例子，w 和 b 不为 0"}, **WORKED, lr=0.1, epochs=1),
        case({"en": "two samples", "zh": "两个样本"}, **TWO, w=1.44, b=0.83, lr=0.9, epochs=4),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=0.71, b=-0.58, lr=0.35, epochs=3),
        case({"en": "equal inputs", "zh": "输入相同"}, **SAME, w=0.58, b=-1.93, lr=0.45, epochs=3),
        case({"en": "no epochs", "zh": "零轮"}, **HOURS, w=0.93, b=-1.66, lr=0.2, epochs=0),
        some_training,
    ],
    needs=["cost_of_a_mini_batch", "derivatives_of_the_cost", "step_of_both_parameters"],
    sentence={"zh": "每轮先算两个导数，再更新两个参数；记录每个代价（包括起点）。"},
    curves=(curve("costs", title={"en": "Cost over the epochs", "zh": "每轮的代价"}),),
)
def training_by_hand(m, xs, ys, w, b, lr, epochs):
    """Each epoch takes both derivatives, then moves both parameters; the list holds every cost, the start included."""
    w, b, costs = m.train(xs, ys, w, b, lr, epochs)
    return {"w": w, "b": b, "costs": costs}


@check(
    role="train",
    of="train",
    points=1,
    cases=[other_training],
    needs=["training_by_hand"],
    hidden=True,
    sentence={"zh": "在其他数据上训练同样正确。"},
)
def training_on_other_data(m, xs, ys, w, b, lr, epochs):
    """Training is right on other data, too."""
    w, b, costs = m.train(xs, ys, w, b, lr, epochs)
    return {"w": w, "b": b, "costs": costs}
