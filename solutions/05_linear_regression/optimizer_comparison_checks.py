"""Checks of the comparison: optimizers by name, steps with a closure, equal starts, and the figure."""

import numpy as np
import torch

from grader.authoring import (
    Text,
    all_of,
    case,
    check,
    curve,
    drawn,
    equals_reference,
    exercise,
    forbid,
    observed,
    plain,
    python_float,
    raises,
    random_case,
    satisfies,
    tensor,
)
from grader.authoring.figures import has_word, is_new_figure, labelled, shows_path

about = exercise(
    title={"en": "Comparing optimizers", "zh": "比较优化器"},
    rules=[
        forbid(
            "matplotlib.pyplot.show",
            of=["comparison_figure"],
            why={"en": "Whether a window opens is for the caller to decide.", "zh": "是否打开窗口应由调用者决定。"},
            keeps=0.75,
        )
    ],
    worked_examples={
        "optimizer_by_name": "criterion_and_optimizer",
        "closure_step": "closures",
        "train": "training_step",
        "compare": "fresh_copies",
    },
)

BY_HAND = Text({"en": "worked by hand", "zh": "手算的例子"})
NAMES = ("SGD", "Adagrad", "Adam", "Adamax", "ASGD", "RMSprop", "Rprop", "LBFGS")

# Learning rates with which each of them moves, and none diverges on the data below. LBFGS takes twenty steps at a time,
# and is not to arrive: from there on its steps are those of rounding errors, which differ from machine to machine.
LRS = {
    "SGD": 0.08,
    "Adagrad": 0.6,
    "Adam": 0.15,
    "Adamax": 0.2,
    "ASGD": 0.11,
    "RMSprop": 0.05,
    "Rprop": 0.04,
    "LBFGS": 0.05,
}


def rows(table):
    """A float32 tensor, a row for each sample."""
    return tensor(table, "float32")


LINE = {
    "weights": plain([2.0]),
    "bias": 1.0,
    "x": rows([[1.0], [3.0]]),
    "y": rows([[4.0], [5.0]]),
    "criterion": ("MSELoss", {}),
}
PLANE = {
    "weights": plain([0.64, -1.27]),
    "bias": 0.38,
    "x": rows([[0.73, 1.36], [-1.42, 0.55], [1.21, -0.87], [0.68, 0.14], [-0.57, -1.63]]),
    "y": rows([[1.91], [-1.35], [2.87], [0.64], [-2.13]]),
    "criterion": ("MSELoss", {}),
}
# Another number where prediction and target are swapped.
LOPSIDED = {**PLANE, "criterion": ("PoissonNLLLoss", {})}


def draw_plane(generator):
    """Noisy samples of a plane, and a start away from it."""
    x = generator.uniform(0.4, 1.6, (6, 2)) * generator.choice([-1.0, 1.0], (6, 2))
    y = x @ generator.uniform(0.8, 1.9, 2) - 0.7 + 0.5 * generator.standard_normal(6)
    weights, bias = generator.uniform(-1.5, -0.4, 2), generator.uniform(0.3, 1.2)
    return {
        "weights": plain(weights.tolist()),
        "bias": float(bias),
        "x": rows(x.tolist()),
        "y": rows(y[:, None].tolist()),
        "criterion": ("MSELoss", {}),
    }


def linear(weights, bias):
    """A linear unit with these parameters."""
    model = torch.nn.Linear(len(weights), 1)
    with torch.no_grad():
        model.weight.copy_(torch.tensor([weights]))
        model.bias.fill_(bias)
    return model


def parameters_of(model):
    return observed([parameter.detach() for parameter in model.parameters()])


# By name.


@random_case(count=2, label={"en": "a random start", "zh": "随机的起点"})
def start_and_rate(generator):
    weights = (generator.uniform(0.6, 2.4, 2) * generator.choice([-1.0, 1.0], 2)).tolist()
    return case(
        name=str(generator.choice(NAMES)),
        weights=plain(weights),
        bias=float(generator.uniform(0.5, 1.5)),
        lr=float(generator.uniform(0.05, 0.2)),
    )


@check(
    role="update",
    of="optimizer_by_name",
    points=2,
    cases=[
        [case({"en": name, "zh": name}, name=name, weights=plain([1.64, -2.31]), bias=0.77, lr=0.13) for name in NAMES],
        start_and_rate,
    ],
    sentence={"zh": "得到的正是这个名字的优化器：作用于模型的全部参数，使用给定的学习率。"},
)
def steps_of_the_named_one(m, name, weights, bias, lr):
    """The optimizer is the one of this name, for all parameters of the model, with this learning rate."""
    model = linear(weights, bias)
    optimizer = m.optimizer_by_name(name, model, lr)
    path = []

    def closure():
        for parameter in model.parameters():
            parameter.grad = None
        cost = sum((scale * (p - 0.3) ** 2).sum() for scale, p in zip((1.0, 2.5), model.parameters()))
        cost.backward()
        return cost

    # A step of LBFGS is twenty steps of the others.
    for _ in range(1 if name == "LBFGS" else 6):
        optimizer.step(closure)
        path.append(parameters_of(model))
    return path


@check(
    role="update",
    of="optimizer_by_name",
    points=1,
    cases=[case(name="Newton"), case(name="adam"), case(name="SparseAdam"), case(name="lr_scheduler")],
    expect=raises("ValueError", mentions=lambda arguments: [arguments["name"]]),
    needs=["steps_of_the_named_one"],
    counts_with=["steps_of_the_named_one"],
    fixed="A refusal gives no number that could be copied.",
    sentence={"zh": "其他名字抛出 ValueError，错误信息里写出这个名字。"},
)
def other_names_are_refused(m, name):
    """Any other name raises a ValueError that names it."""
    return m.optimizer_by_name(name, torch.nn.Linear(1, 1), 0.1)


# Steps and trainings.


@random_case(count=2, label={"en": "random samples", "zh": "随机样本"})
def drawn_step(generator):
    return case(**draw_plane(generator), name=str(generator.choice(["LBFGS", "Rprop"])), lr=0.05)


@check(
    role="train",
    of="closure_step",
    points=4,
    cases=[
        case(BY_HAND, **LINE, name="SGD", lr=0.1),
        case({"en": "LBFGS", "zh": "LBFGS"}, **PLANE, name="LBFGS", lr=LRS["LBFGS"]),
        case({"en": "Adam", "zh": "Adam"}, **PLANE, name="Adam", lr=0.15),
        case(
            {"en": "Rprop, a sum", "zh": "Rprop，求和"},
            **{**PLANE, "criterion": ("MSELoss", {"reduction": "sum"})},
            name="Rprop",
            lr=0.04,
        ),
        case({"en": "a loss that is not symmetric", "zh": "不对称的损失"}, **LOPSIDED, name="Adagrad", lr=0.2),
        drawn_step,
    ],
    expect=all_of(equals_reference(), satisfies(python_float("costs"))),
    sentence={"zh": "一步：把闭包交给 optimizer.step，返回更新前的代价。"},
)
def step_with_a_closure(m, weights, bias, x, y, criterion, name, lr):
    """One step: the optimizer is given a closure; the cost from before the step is returned."""
    model = linear(weights, bias)
    measure = getattr(torch.nn, criterion[0])(**criterion[1])
    optimizer = getattr(torch.optim, name)(model.parameters(), lr=lr)
    costs, path = [], []
    for _ in range(2):
        costs.append(m.closure_step(model, measure, optimizer, x, y))
        path.append(parameters_of(model))
    return {"costs": costs, "parameters": path}


@random_case(count=2, label={"en": "random samples", "zh": "随机样本"})
def drawn_training(generator):
    name = str(generator.choice(NAMES))
    return case(**draw_plane(generator), name=name, lr=LRS[name], epochs=2 if name == "LBFGS" else 9)


@check(
    role="train",
    of="train",
    points=3,
    cases=[
        # Reports plot the first case.
        [
            case({"en": name, "zh": name}, **PLANE, name=name, lr=LRS[name], epochs=3 if name == "LBFGS" else 12)
            for name in NAMES
        ],
        case({"en": "the example worked by hand", "zh": "手算的例子"}, **LINE, name="SGD", lr=0.1, epochs=2),
        case({"en": "a loss that is not symmetric", "zh": "不对称的损失"}, **LOPSIDED, name="Adam", lr=0.07, epochs=6),
        case({"en": "one epoch", "zh": "一轮"}, **PLANE, name="Adamax", lr=0.3, epochs=1),
        case({"en": "no epochs", "zh": "零轮"}, **PLANE, name="RMSprop", lr=0.05, epochs=0),
        drawn_training,
    ],
    expect=all_of(equals_reference(), satisfies(python_float("costs"))),
    needs=["step_with_a_closure", "steps_of_the_named_one"],
    sentence={"zh": "从同一起点出发，每一轮的代价都与参考答案相同；记录的是浮点数。"},
    curves=(curve("costs", title={"en": "Cost over the epochs", "zh": "每轮的代价"}),),
)
def history_of_a_training(m, weights, bias, x, y, criterion, name, lr, epochs):
    """From the same start each epoch has the same cost as the reference's; the record holds floats."""
    model = linear(weights, bias)
    measure = getattr(torch.nn, criterion[0])(**criterion[1])
    costs = m.train(model, measure, name, lr, x, y, epochs)
    return {"costs": costs, "parameters": parameters_of(model)}


@random_case(count=2, label={"en": "random samples", "zh": "随机样本"})
def drawn_comparison(generator):
    names = generator.permutation(NAMES)[:4].tolist()
    return case(**draw_plane(generator), lrs={name: LRS[name] for name in names}, epochs=2 if "LBFGS" in names else 7)


@check(
    role="train",
    of="compare",
    points=3,
    cases=[
        case(BY_HAND, **LINE, lrs={"SGD": 0.1, "Adam": 0.1}, epochs=2),
        case({"en": "all of them", "zh": "全部优化器"}, **PLANE, lrs=LRS, epochs=2),
        case(
            {"en": "a loss that is not symmetric", "zh": "不对称的损失"},
            **LOPSIDED,
            lrs={"Rprop": 0.02, "Adagrad": 0.3},
            epochs=5,
        ),
        case({"en": "one optimizer", "zh": "一个优化器"}, **PLANE, lrs={"RMSprop": 0.04}, epochs=6),
        drawn_comparison,
    ],
    expect=equals_reference(container=["histories"]),
    needs=["history_of_a_training"],
    sentence={"zh": "每个优化器都从传入的模型出发；传入的模型本身不变。"},
)
def every_one_from_the_same_start(m, weights, bias, x, y, criterion, lrs, epochs):
    """Each optimizer starts from the model that is handed in; this model itself is left as it was."""
    model = linear(weights, bias)
    histories = m.compare(model, getattr(torch.nn, criterion[0])(**criterion[1]), lrs, x, y, epochs)
    return {
        "names": list(histories),
        "histories": [histories[name] for name in histories],
        "parameters of the model afterwards": parameters_of(model),
    }


# The figure.

CURVES = {"SGD": [4.7, 3.2, 1.9, 1.2, 0.9], "Adam": [4.7, 4.1, 2.6, 1.6, 0.7], "LBFGS": [4.7, 0.5, 0.25, 0.21, 0.2]}
OTHERS = {"Rprop": [61.0, 33.5, 47.2, 12.9], "Adagrad": [61.0, 52.4, 41.8, 35.6]}


@random_case(count=2, label={"en": "random curves", "zh": "随机的曲线"})
def random_curves(generator):
    names = generator.permutation(NAMES)[: int(generator.integers(2, 6))].tolist()
    length = int(generator.integers(4, 12))
    return case(histories={name: plain((8 * generator.uniform(0.4, 0.9, length).cumprod()).tolist()) for name in names})


def histories_of(curves):
    return {name: plain(costs) for name, costs in curves.items()}


figures = [
    case({"en": "three optimizers", "zh": "三个优化器"}, histories=histories_of(CURVES)),
    case({"en": "two optimizers", "zh": "两个优化器"}, histories=histories_of(OTHERS)),
]
two_figures = [
    case({"en": "two comparisons", "zh": "两次比较"}, histories=histories_of(CURVES), other=histories_of(OTHERS)),
    case({"en": "the other way round", "zh": "顺序相反"}, histories=histories_of(OTHERS), other=histories_of(CURVES)),
]


def figure_of(m, histories):
    import matplotlib.pyplot as plt

    plt.close("all")
    return drawn(m.comparison_figure(histories))


def without_style(picture):
    """What was returned, and the vertices of each line."""
    return {
        "returned": picture["returned"],
        "axes": [
            {
                "kind": axes["kind"],
                "limits": axes["limits"],
                "lines": [{"vertices": line["vertices"]} for line in axes["lines"]],
            }
            for axes in picture["axes"]
        ],
    }


def each_history_is_a_line(found, arguments):
    for name, costs in arguments["histories"].items():
        heights = np.asarray(costs, dtype=float)
        if not shows_path(found, np.stack([np.arange(len(heights)), heights], axis=1)):
            return Text(
                {
                    "en": f"No line shows the costs of {name} at the epochs 0, 1, 2, …",
                    "zh": f"没有一条线在第 0、1、2……轮处画出 {name} 的代价。",
                }
            )
    return None


def each_name_is_read(found, arguments):
    shown = list(found["legend"]) + list(found["texts"])
    for axes in found["axes"]:
        shown += [*axes["legend"], *(text["text"] for text in axes["texts"])]
    for name in arguments["histories"]:
        if not any(has_word(str(text), [name]) for text in shown):
            return Text(
                {
                    "en": f"Neither a legend nor a text in the figure names {name}.",
                    "zh": f"图例和图中的文字都没有写出 {name}。",
                }
            )
    return None


@check(
    role="plot",
    of="comparison_figure",
    points=1,
    cases=[two_figures],
    expect=satisfies(is_new_figure),
    alike="Whether a figure is a new one does not depend on the data.",
    fixed="Whether a figure is a new one does not depend on the data.",
    sentence={"zh": "每次调用都返回一个新的图形。"},
)
def comparison_comes_as_a_new_figure(m, histories, other):
    """Each call returns a new figure."""
    import matplotlib.pyplot as plt

    plt.close("all")
    asked = []
    show, plt.show = plt.show, lambda *args, **kwargs: asked.append("a window")
    try:
        figure = m.comparison_figure(histories)
        before = without_style(drawn(figure))
        second = without_style(drawn(m.comparison_figure(other)))
    finally:
        plt.show = show
    return {"first": before, "first, later": without_style(drawn(figure)), "second": second, "windows": asked}


@check(
    role="plot",
    of="comparison_figure",
    points=2,
    cases=[figures, random_curves],
    expect=satisfies(each_history_is_a_line),
    needs=["comparison_comes_as_a_new_figure"],
    sentence={"zh": "每个优化器有一条曲线：横轴是轮数，从 0 开始，纵轴是代价。"},
)
def one_line_for_each_history(m, histories):
    """Each optimizer has a line: its costs over the epochs, from 0."""
    return without_style(figure_of(m, histories))


@check(
    role="plot",
    of="comparison_figure",
    points=1,
    cases=[figures, random_curves],
    expect=satisfies(each_name_is_read),
    needs=["comparison_comes_as_a_new_figure"],
    sentence={"zh": "图例（或线旁的文字）写出每个优化器的名字。"},
)
def names_are_in_the_legend(m, histories):
    """A legend, or texts beside the lines, name the optimizers."""
    picture = figure_of(m, histories)
    return {
        "legend": picture["legend"],
        "texts": picture["texts"],
        "axes": [
            {"legend": axes["legend"], "texts": [{"text": text["text"]} for text in axes["texts"]]}
            for axes in picture["axes"]
        ],
    }


@check(
    role="plot",
    of="comparison_figure",
    points=1,
    cases=figures,
    expect=satisfies(
        labelled(x=("epoch", "step", "iteration", "轮", "步", "迭代"), y=("cost", "loss", "mse", "代价", "损失"))
    ),
    alike="The labels do not depend on the data.",
    fixed="The labels do not depend on the data.",
    needs=["comparison_comes_as_a_new_figure"],
    sentence={"zh": '坐标轴的标签为 "epoch" 和 "cost"。'},
)
def comparison_axes_are_labelled(m, histories):
    """The axes are labelled "epoch" and "cost"."""
    picture = figure_of(m, histories)
    axes = [{"kind": one["kind"], "labels": one["labels"]} for one in picture["axes"]]
    return {"returned": picture["returned"], "labels": picture["labels"], "axes": axes}
