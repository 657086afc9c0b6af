"""Checks of SGD with random samples, of the costs that it records, and of the training curve."""

import numpy as np
import torch

from grader.authoring import (
    Text,
    all_of,
    by_hand,
    case,
    check,
    curve,
    drawn,
    equals_reference,
    exercise,
    forbid,
    random_case,
    satisfies,
)
from grader.authoring.figures import is_figure, labelled, shows_anything, shows_path

about = exercise(
    title={"en": "Random samples and the training curve", "zh": "随机样本与训练曲线"},
    rules=[
        by_hand(of=["train_random", "train_in_order"]),
        forbid(
            "matplotlib.pyplot.show",
            why={"en": "Whether a window opens is for the caller to decide.", "zh": "是否打开窗口应由调用者决定。"},
            keeps=0.75,
        ),
    ],
    worked_examples={"random_sample": "random_draws"},
)

TELLING = {"xs": [1.0, 2.0], "ys": [3.0, 2.0]}
GENERIC = {"xs": [0.73, -1.42, 2.21, 1.68, -0.57], "ys": [1.91, -0.35, 3.87, 0.64, -2.13]}
ONE = {"xs": [1.83], "ys": [-0.94]}
LARGE = {"xs": [810.5, -1340.2, 455.7, 2071.3], "ys": [-390.4, 1218.6, 77.2, 3350.9]}


def draw_samples(generator, n):
    """Inputs, targets and a weight: y is not proportional to x, and w lies off the best weight."""
    xs = generator.uniform(0.4, 1.7, n) * generator.choice([-1.0, 1.0], n)
    ys = 1.6 * xs + 0.9 + 0.4 * generator.standard_normal(n)
    return {"xs": xs.tolist(), "ys": ys.tolist(), "w": float(generator.uniform(-1.4, 0.4))}


@random_case(count=2, label={"en": "a random number of samples", "zh": "随机的样本个数"})
def sizes(generator):
    """A number of samples and a seed."""
    return case(n=int(generator.integers(20, 500)), seed=int(generator.integers(10**6)))


@random_case(count=2, label={"en": "a random data set", "zh": "随机的数据集"})
def drawn_updates(generator):
    """A data set, a learning rate and a seed."""
    n = int(generator.integers(5, 12))
    lr, seed = float(generator.uniform(0.03, 0.09)), int(generator.integers(10**6))
    return case(**draw_samples(generator, n), lr=lr, updates=8, seed=seed)


@random_case(count=2, label={"en": "a random data set", "zh": "随机的数据集"})
def epochs_in_order(generator):
    """A data set and a learning rate."""
    n = int(generator.integers(4, 9))
    return case(**draw_samples(generator, n), lr=float(generator.uniform(0.03, 0.09)), epochs=3)


def is_an_int(value, arguments):
    """An index is a whole number, by which a list and a tensor can be indexed."""
    for index in value.values():
        if isinstance(index, bool) or not (isinstance(index, int) or index.dtype.kind in "iu"):
            return Text(
                {
                    "en": "The index of a sample should be an int, not a float.",
                    "zh": "样本的下标应为整数，不应为浮点数。",
                }
            )
    return None


@check(
    role="data",
    of="random_sample",
    points=1,
    expect=all_of(equals_reference(), satisfies(is_an_int)),
    cases=[
        case({"en": "worked by hand, one sample", "zh": "手算的例子，一个样本"}, n=1, seed=3),
        case({"en": "ten samples", "zh": "十个样本"}, n=10, seed=8),
        case({"en": "many samples", "zh": "很多样本"}, n=50000, seed=5),
        sizes,
    ],
    sentence={"zh": "每次调用从 generator 抽取一个样本的下标。"},
)
def index_is_drawn(m, n, seed):
    """Each call draws the index of one sample from the generator."""
    generator = torch.Generator().manual_seed(seed)
    first = m.random_sample(n, generator)
    return {"first": first, "second": m.random_sample(n, generator), "third": m.random_sample(n, generator)}


@check(
    role="train",
    of="train_random",
    points=3,
    cases=[
        # Reports plot the first case.
        case({"en": "five samples", "zh": "五个样本"}, **GENERIC, w=-0.83, lr=0.06, updates=20, seed=11),
        case({"en": "worked by hand", "zh": "手算的例子"}, **TELLING, w=2.0, lr=0.1, updates=2, seed=5),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=0.71, lr=0.08, updates=3, seed=1),
        case({"en": "one update", "zh": "一次更新"}, **GENERIC, w=1.83, lr=0.09, updates=1, seed=6),
        case({"en": "no updates", "zh": "零次更新"}, **GENERIC, w=1.83, lr=0.09, updates=0, seed=4),
        case({"en": "large numbers", "zh": "很大的数"}, **LARGE, w=-3.4, lr=4e-8, updates=5, seed=9),
        drawn_updates,
    ],
    needs=["index_is_drawn"],
    sentence={"zh": "每次更新抽取一个样本，并记录整个数据集的代价。"},
    curves=(
        curve("costs", title={"en": "Cost of the whole set after each update", "zh": "每次更新后整个数据集的代价"}),
    ),
)
def each_update_draws_a_sample(m, xs, ys, w, lr, updates, seed):
    """Each update draws one sample, and the cost of the whole set is recorded."""
    generator = torch.Generator().manual_seed(seed)
    w, indices, costs = m.train_random(xs, ys, w, lr, updates, generator)
    return {"w": w, "drawn": indices, "costs": costs}


@check(
    role="train",
    of="train_in_order",
    points=2,
    cases=[
        # Reports plot the first case.
        case({"en": "five samples", "zh": "五个样本"}, **GENERIC, w=-0.83, lr=0.06, epochs=8),
        case({"en": "worked by hand", "zh": "手算的例子"}, **TELLING, w=2.0, lr=0.1, epochs=1),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=0.71, lr=0.08, epochs=3),
        case({"en": "no epochs", "zh": "零轮训练"}, **GENERIC, w=1.83, lr=0.09, epochs=0),
        case({"en": "large numbers", "zh": "很大的数"}, **LARGE, w=-3.4, lr=4e-8, epochs=2),
        epochs_in_order,
    ],
    sentence={"zh": "每轮结束时，用当时的 w 计算整个数据集的代价。"},
    curves=(curve("costs", title={"en": "Cost of the whole set over the epochs", "zh": "每轮之后整个数据集的代价"}),),
)
def costs_of_the_whole_set(m, xs, ys, w, lr, epochs):
    """The cost of the whole set is taken at the weight that each epoch ends with."""
    w, costs = m.train_in_order(xs, ys, w, lr, epochs)
    return {"w": w, "costs": costs}


# The figure.


def lines_of(picture):
    """What a figure shows as lines, without its style."""
    found = [
        {"kind": axes["kind"], "limits": axes["limits"], "lines": [line["vertices"] for line in axes["lines"]]}
        for axes in picture["axes"]
    ]
    return {"returned": picture["returned"], "axes": found}


def as_observed(lines):
    """The same, as the building blocks for figures read it."""
    axes = [
        {**one, "lines": [{"vertices": vertices} for vertices in one["lines"]], "points": [], "texts": [], "shapes": []}
        for one in lines["axes"]
    ]
    return {**lines, "axes": axes}


def is_a_new_figure(found, arguments):
    for name in ("first", "second"):
        if (unmet := is_figure(found[name], arguments)) is not None:
            return unmet
    if not shows_anything(as_observed(found["first"])):
        return Text({"en": "No line is drawn.", "zh": "没有画出曲线。"})
    if found["first"] != found["first, later"]:
        return Text(
            {
                "en": "The second call draws into the first one's figure: start with a new one.",
                "zh": "第二次调用画进了第一次的图形里：应当先建立新的图形。",
            }
        )
    if found["first"] == found["second"]:
        return Text(
            {"en": "Two calls with different costs show the same.", "zh": "代价不同的两次调用画出了同样的内容。"}
        )
    return None


def one_is_the_training_curve(found, arguments):
    costs = np.asarray(arguments["costs"], dtype=float)
    if shows_path(as_observed(found), np.stack([np.arange(len(costs)), costs], axis=1)):
        return None
    if not any(axes["lines"] for axes in found["axes"]):
        return Text({"en": "No line is drawn.", "zh": "没有画出曲线。"})
    return Text(
        {
            "en": "No line goes through the points (epoch, cost), from epoch 0, the start, to the last one.",
            "zh": "没有一条线依次经过各点 (epoch, cost)：从第 0 轮（起点）到最后一轮。",
        }
    )


@random_case(count=2, label={"en": "random costs", "zh": "随机的代价"})
def noisy_costs(generator):
    """Costs that fall and jump."""
    epochs = int(generator.integers(6, 20))
    costs = 4.0 * 0.8 ** np.arange(epochs + 1) + generator.uniform(0.2, 0.9, epochs + 1)
    return case(costs=costs.tolist())


two_trainings = [
    case({"en": "two trainings", "zh": "两次训练"}, costs=[7.1, 2.3, 0.9, 0.4], other=[3.2, 1.9, 1.7, 0.3]),
    case(
        {"en": "two trainings of different length", "zh": "长短不同的两次训练"}, costs=[6.4, 5.2], other=[2.5, 1.1, 0.8]
    ),
]
worked = case({"en": "worked by hand", "zh": "手算的例子"}, costs=[2.5, 1.664])


@check(
    role="plot",
    of="training_curve_figure",
    points=1,
    cases=[two_trainings],
    expect=satisfies(is_a_new_figure),
    alike="Whether a figure is a new one does not depend on the costs.",
    fixed="Whether a figure is a new one does not depend on the costs.",
    sentence={"zh": "每次调用都返回一个新的图形。"},
)
def curve_comes_as_a_new_figure(m, costs, other):
    """Each call returns a new figure."""
    import matplotlib.pyplot as plt

    plt.close("all")
    asked = []
    show, plt.show = plt.show, lambda *args, **kwargs: asked.append("a window")
    try:
        figure = m.training_curve_figure(costs)
        before = lines_of(drawn(figure))
        second = lines_of(drawn(m.training_curve_figure(other)))
    finally:
        plt.show = show
    return {"first": before, "first, later": lines_of(drawn(figure)), "second": second, "windows": asked}


@check(
    role="plot",
    of="training_curve_figure",
    points=2,
    cases=[
        case(
            {"en": "a training that converges", "zh": "收敛的训练"},
            costs=[4.667, 3.836, 3.154, 2.593, 2.131, 1.752, 1.44],
        ),
        worked,
        case({"en": "a training that diverges", "zh": "发散的训练"}, costs=[0.8, 2.1, 5.4, 14.2, 37.1]),
        case({"en": "large costs", "zh": "代价很大"}, costs=[5.3e6, 2.4e6, 2.6e6, 1.31e5]),
        noisy_costs,
    ],
    expect=satisfies(one_is_the_training_curve),
    needs=["curve_comes_as_a_new_figure"],
    sentence={"zh": "曲线依次经过各点 (epoch, cost)，从第 0 轮开始。"},
)
def curve_goes_through_the_costs(m, costs):
    """The line goes through the points (epoch, cost), from epoch 0 on."""
    import matplotlib.pyplot as plt

    plt.close("all")
    return lines_of(drawn(m.training_curve_figure(costs)))


@check(
    role="plot",
    of="training_curve_figure",
    points=1,
    cases=[worked],
    expect=satisfies(
        labelled(
            x=("epoch", "update", "step", "iteration", "轮", "步", "次"),
            y=("cost", "loss", "mse", "error", "代价", "损失", "误差"),
        )
    ),
    alike="The labels do not depend on the costs.",
    fixed="The labels do not depend on the costs.",
    needs=["curve_comes_as_a_new_figure"],
    sentence={"zh": '坐标轴的标签为 "epoch" 和 "cost"。'},
)
def curve_axes_are_labelled(m, costs):
    """The axes are labelled "epoch" and "cost"."""
    import matplotlib.pyplot as plt

    plt.close("all")
    picture = drawn(m.training_curve_figure(costs))
    axes = [{"kind": one["kind"], "labels": one["labels"]} for one in picture["axes"]]
    return {"returned": picture["returned"], "labels": picture["labels"], "axes": axes}
