"""Checks of logistic regression with PyTorch.

The probes set a model's weight and bias themselves, so that every model starts alike, and read its parameters by the
first letter of their names: "bias" or "b" is the bias.
"""

import numpy as np
import torch

from grader.authoring import (
    Text,
    by_hand,
    case,
    check,
    curve,
    drawn,
    equals_reference,
    exercise,
    kind_of,
    observed,
    random_case,
    satisfies,
    tensor,
)
from grader.authoring.figures import is_figure, labelled, shows_curve, shows_level

about = exercise(
    title={"en": "Logistic regression with PyTorch", "zh": "用 PyTorch 实现逻辑回归"},
    rules=[by_hand(of=["loss_from_logits"], gradients=True)],
    worked_examples={
        "LogisticRegressionModel": "nn_module",
        "loss_from_logits": "stable_logits",
        "compare_losses": "stable_logits",
        "train": "training_step",
        "decide": "decisions",
        "crossing_hour": "decisions",
    },
)

CLOSE = 1e-4
HOUR = 1e-5
"""How far the hour of even chances may be off: the docstring says so."""
END = 0.1
"""How many hours the curve may go on beyond 0 and 10: nobody sees the difference."""
FEWEST = 50
"""How many points the curve has at least: the docstring says so."""


def column(values):
    """A float32 tensor of shape (N, 1)."""
    return tensor([[value] for value in values], "float32")


NOTES = {"x": column([1.0, 2.0, 3.0]), "y": column([0.0, 0.0, 1.0])}
HOURS = {"x": column([0.85, 1.4, 2.3, 2.75, 3.6, 4.1]), "y": column([0.0, 0.0, 1.0, 0.0, 1.0, 1.0])}


@random_case(count=2, label={"en": "random hours", "zh": "随机的学习时间"})
def random_hours(generator):
    """Hours, a weight and a bias with scores below 6."""
    hours = generator.uniform(0.5, 6.0, int(generator.integers(3, 8))).round(2)
    return case(x=column(hours.tolist()), w=float(generator.uniform(0.3, 0.9)), b=float(generator.uniform(-2.5, -0.6)))


@random_case(count=2, label={"en": "random scores", "zh": "随机得分"})
def random_scores(generator):
    """Scores of both signs with labels that do not always fit."""
    count = int(generator.integers(4, 12))
    z = generator.uniform(0.3, 5.0, count) * generator.choice([-1.0, 1.0], count)
    return case(z=z.tolist(), y=generator.integers(0, 2, count).astype(float).tolist())


@random_case(count=2, label={"en": "a random training", "zh": "随机训练"})
def random_training(generator):
    """A small set, and a model off the best one."""
    count = int(generator.integers(5, 10))
    hours = generator.uniform(0.5, 5.0, count).round(2)
    passed = (hours + generator.normal(0, 0.9, count) > 2.6).astype(float)
    return case(
        x=column(hours.tolist()),
        y=column(passed.tolist()),
        w=float(generator.uniform(-0.6, 0.6)),
        b=float(generator.uniform(-0.8, 0.8)),
        lr=float(generator.uniform(0.05, 0.2)),
        reduction="mean",
        momentum=float(generator.uniform(0.3, 0.6)),
        epochs=6,
    )


@random_case(count=2, label={"en": "a random model", "zh": "随机模型"})
def random_model(generator):
    """A model that crosses 0.5 between 1 and 9 hours."""
    w = float(generator.uniform(0.6, 1.9))
    return case(w=w, b=-w * float(generator.uniform(1.0, 9.0)))


def with_parameters(model, w, b):
    """The model with this weight and this bias."""
    with torch.no_grad():
        for name, parameter in model.named_parameters():
            parameter.fill_(b if name.split(".")[-1].startswith("b") else w)
    return model


def by_letter(model):
    """The weight as "w" and the bias as "b"."""
    named = {name.split(".")[-1][:1]: parameter for name, parameter in model.named_parameters()}
    return {"b" if letter == "b" else "w": parameter for letter, parameter in sorted(named.items())}


def a_weight_and_a_bias(found, arguments):
    """Two leaves of the graph that can be trained, one number each: the weight and the bias that were written there."""
    trained = [one for one in found["parameters"] if one.container == "tensor" and one.is_leaf and one.requires_grad]
    wanted = sorted([arguments["w"], arguments["b"]])
    kept = [sorted(float(number) for one in part for number in one.reshape(-1)) for part in (trained, found["state"])]
    if len(trained) == 2 and all(len(one) == 2 and np.allclose(one, wanted, atol=CLOSE) for one in kept):
        return None
    sizes = ", ".join(" × ".join(map(str, one.shape)) or "1" for one in trained)
    return Text(
        {
            "en": f"There should be a weight and a bias to be trained, each one number; shapes "
            f"that were found: {sizes or '-'}.",
            "zh": f"应有一个权重和一个偏置可以训练，各为一个数；找到的形状是：{sizes or '无'}。",
        }
    )


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def values_of_parameters(generator):
    w, b = (generator.integers(20, 160, 2) / 64).tolist()
    return case(w=w, b=-b)


@check(
    role="forward",
    of="LogisticRegressionModel",
    points=1,
    cases=[
        case({"en": "a rising probability", "zh": "上升的概率"}, w=0.63, b=-2.41),
        case({"en": "a falling probability", "zh": "下降的概率"}, w=-0.87, b=1.36),
        values_of_parameters,
    ],
    expect=satisfies(a_weight_and_a_bias),
    counts_with=["model_gives_probabilities"],
    sentence={"zh": "模型是 nn.Module，有一个权重和一个偏置可以训练。"},
)
def model_has_its_parameters(m, w, b):
    """The model is an nn.Module with one weight and one bias to be trained."""
    model = with_parameters(m.LogisticRegressionModel(), w, b)
    return {"parameters": observed(list(model.parameters())), "state": list(model.state_dict().values())}


@check(
    role="forward",
    of="LogisticRegressionModel",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, x=column([4.0]), w=1.0, b=-4.0),
        case({"en": "worked by hand, above 0.5", "zh": "手算的例子，大于 0.5"}, x=column([4.0]), w=0.5, b=-1.0),
        case({"en": "three students", "zh": "三名学生"}, x=column([1.25, 4.5, 7.0]), w=0.63, b=-2.41),
        case({"en": "a falling probability", "zh": "下降的概率"}, x=column([0.5, 2.75, 3.5, 6.25]), w=-0.87, b=1.36),
        random_hours,
    ],
    expect=equals_reference(container=["y_hat"]),
    needs=["model_has_its_parameters"],
    sentence={"zh": "模型给出 sigma(x * w + b)，形状为 (N, 1)，并带有计算图。"},
)
def model_gives_probabilities(m, x, w, b):
    """The model gives sigma(x * w + b), of shape (N, 1), with its graph."""
    model = with_parameters(m.LogisticRegressionModel(), w, b)
    y_hat = model(x)
    seen = observed(y_hat)
    if y_hat.requires_grad:
        y_hat.sum().backward()
    return {"y_hat": seen, **by_letter(model)}


@check(
    role="cost",
    of="loss_from_logits",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, z=[0.0], y=[1.0]),
        case({"en": "two scores worked by hand", "zh": "手算的例子，两个得分"}, z=[2.0, -1.0], y=[1.0, 1.0]),
        case({"en": "right and wrong", "zh": "有对有错"}, z=[1.37, -0.82, 2.45, -3.1], y=[1.0, 0.0, 0.0, 1.0]),
        case({"en": "all passed", "zh": "全部通过"}, z=[0.64, -1.9], y=[1.0, 1.0]),
        case({"en": "one sample", "zh": "一个样本"}, z=[-2.28], y=[0.0]),
        random_scores,
    ],
    sentence={"zh": "由得分计算的平均二分类交叉熵。"},
)
def cross_entropy_from_scores(m, z, y):
    """The mean binary cross-entropy, from the scores."""
    return m.loss_from_logits(z, y)


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def large_scores(generator):
    large = generator.uniform(200.0, 2000.0, 3) * generator.choice([-1.0, 1.0], 3)
    return case(
        z=[*large.tolist(), float(generator.uniform(0.5, 2.0))],
        y=[*generator.integers(0, 2, 3).astype(float).tolist(), 0.0],
    )


@check(
    role="cost",
    of="loss_from_logits",
    points=2,
    cases=[
        case({"en": "sure and wrong", "zh": "很有把握但错了"}, z=[1000.5, -2000.25, 10000.0], y=[0.0, 1.0, 0.0]),
        case({"en": "sure and right", "zh": "很有把握而且对"}, z=[1000.5, -2000.25, 0.75], y=[1.0, 0.0, 1.0]),
        case({"en": "both", "zh": "两者都有"}, z=[-10000.0, 1.25, 850.5, -60.25], y=[1.0, 0.0, 1.0, 1.0]),
        large_scores,
    ],
    needs=["cross_entropy_from_scores"],
    sentence={"zh": "得分再大，损失也是有限而准确的。"},
)
def cross_entropy_of_large_scores(m, z, y):
    """However large the scores are, the loss is finite and exact."""
    return m.loss_from_logits(z, y)


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def scores(generator):
    return case(z=float(generator.uniform(0.4, 2.5)), y=float(generator.integers(0, 2)))


@check(
    role="concept",
    of="compare_losses",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, z=0.0, y=1.0),
        case({"en": "slightly wrong", "zh": "略有偏差"}, z=0.83, y=0.0),
        case({"en": "right", "zh": "正确"}, z=1.46, y=1.0),
        case({"en": "sure and wrong", "zh": "很有把握但错了"}, z=-200.0, y=1.0),
        case({"en": "very sure and wrong", "zh": "非常有把握但错了"}, z=-1000.0, y=1.0),
        case({"en": "sure and wrong, label 0", "zh": "很有把握但错了，标签为 0"}, z=350.0, y=0.0),
        case({"en": "sure and right", "zh": "很有把握而且对"}, z=-200.0, y=0.0),
        scores,
    ],
    sentence={"zh": "很有把握却错了的时候，BCELoss 停在 100，斜率为 0；BCEWithLogitsLoss 不会。"},
)
def two_losses_of_a_score(m, z, y):
    """Where the score is sure and wrong, BCELoss stops at 100 with slope 0, and BCEWithLogitsLoss does not."""
    return m.compare_losses(z, y)


TRAININGS = [
    # Reports plot the first case.
    case(
        {"en": "six students", "zh": "六名学生"},
        **HOURS,
        w=0.27,
        b=-0.41,
        lr=0.15,
        reduction="mean",
        momentum=0.0,
        epochs=15,
    ),
    case(
        {"en": "three students, a summed loss", "zh": "三名学生，损失求和"},
        **NOTES,
        w=0.62,
        b=0.35,
        lr=0.05,
        reduction="sum",
        momentum=0.0,
        epochs=5,
    ),
    case({"en": "one epoch", "zh": "一轮"}, **HOURS, w=-0.35, b=0.74, lr=0.3, reduction="mean", momentum=0.0, epochs=1),
    case({"en": "no epochs", "zh": "零轮"}, **HOURS, w=0.58, b=-1.1, lr=0.1, reduction="mean", momentum=0.0, epochs=0),
    case({"en": "momentum", "zh": "带动量"}, **HOURS, w=0.44, b=0.21, lr=0.2, reduction="mean", momentum=0.5, epochs=5),
    random_training,
]


def trained(m, x, y, w, b, lr, reduction, momentum, epochs):
    """A model that was trained from this start, and what training returned."""
    model = with_parameters(m.LogisticRegressionModel(), w, b)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    losses = m.train(model, torch.nn.BCELoss(reduction=reduction), optimizer, x, y, epochs)
    return model, losses


@check(
    role="train",
    of="train",
    points=3,
    cases=TRAININGS,
    needs=["model_gives_probabilities"],
    sentence={"zh": "每轮：前向、损失、梯度清零、反向、更新；记录更新前的损失。"},
    curves=(curve("losses", title={"en": "Loss over the epochs", "zh": "每轮的损失"}),),
)
def training_cycle(m, x, y, w, b, lr, reduction, momentum, epochs):
    """Each epoch: forward, loss, gradients to zero, backward, update; the loss before the update is kept."""
    model, losses = trained(m, x, y, w, b, lr, reduction, momentum, epochs)
    # Without their gradients, which may be set to zero once more after the last update.
    numbers = {letter: parameter.detach() for letter, parameter in by_letter(model).items()}
    return {**numbers, "losses": losses}


def no_tensors(found, arguments):
    """Nothing that was kept can hold a graph."""
    kinds = {kind_of(loss) for loss in (found, *found)}
    if "a tensor" not in kinds:
        return None
    return Text(
        {
            "en": "The losses that are kept are tensors: with each of them its graph stays in memory. Keep numbers.",
            "zh": "保留的损失是张量：每一个都把自己的计算图留在内存里。请只保留数值。",
        }
    )


@check(
    role="train",
    of="train",
    points=1,
    cases=[TRAININGS[0], TRAININGS[1]],
    expect=satisfies(no_tensors),
    fixed="What kind of objects come back is judged; the check of the training has drawn cases.",
    needs=["model_gives_probabilities"],
    counts_with=["training_cycle"],
    sentence={"zh": "损失的记录是数，不是带计算图的张量。"},
)
def history_of_plain_numbers(m, x, y, w, b, lr, reduction, momentum, epochs):
    """The losses that are kept are numbers, not tensors with their graphs."""
    _, losses = trained(m, x, y, w, b, lr, reduction, momentum, epochs)
    return losses


DECIDED = column([3.0, 4.25, 5.0])
AT_THE_BORDER = column([3.0, 4.0, 5.0])


def decided(m, w, b, x, *threshold):
    """What a model decides; True and False are as good as 1 and 0."""
    return torch.as_tensor(m.decide(with_parameters(m.LogisticRegressionModel(), w, b), x, *threshold)) * 1


@random_case(count=2, label={"en": "random hours", "zh": "随机的学习时间"})
def hours_to_decide(generator):
    """Hours of whose probabilities some are above 0.5 and some are not, none near it."""
    w = float(generator.uniform(0.6, 1.4) * generator.choice([-1.0, 1.0]))
    crossing = float(generator.uniform(2.5, 7.0))
    sides = [-1.0, 1.0, *generator.choice([-1.0, 1.0], int(generator.integers(2, 7)))]
    hours = [crossing + side * float(generator.uniform(0.3, 2.4)) for side in sides]
    return case(x=column(hours), w=w, b=-w * crossing)


@random_case(count=2, label={"en": "a random threshold", "zh": "随机的阈值"})
def thresholds(generator):
    """Hours on both sides of a threshold, and one between it and 0.5."""
    w = float(generator.uniform(0.6, 1.4) * generator.choice([-1.0, 1.0]))
    b = -w * float(generator.uniform(3.0, 7.0))
    threshold = float(generator.choice([generator.uniform(0.08, 0.25), generator.uniform(0.75, 0.92)]))
    score = float(np.log(threshold / (1 - threshold)))
    scores = [score / 2, score + 0.4, score - 0.4, *(score + generator.uniform(0.5, 3.0, 2) * [-1.0, 1.0])]
    return case(x=column([(one - b) / w for one in scores]), w=w, b=b, threshold=threshold)


@check(
    role="concept",
    of="decide",
    points=2,
    cases=[
        case({"en": "three students", "zh": "三名学生"}, x=DECIDED, w=1.0, b=-4.0),
        case({"en": "a falling probability", "zh": "下降的概率"}, x=DECIDED, w=-1.0, b=4.0),
        case({"en": "four students", "zh": "四名学生"}, x=column([5.25, 1.5, 4.25, 3.0]), w=0.63, b=-2.41),
        case({"en": "one student", "zh": "一名学生"}, x=column([4.75]), w=0.63, b=-2.41),
        case({"en": "all of them fail", "zh": "全部不通过"}, x=column([0.5, 1.25]), w=0.63, b=-2.41),
        case({"en": "entirely sure", "zh": "完全确定"}, x=column([30.0, 5.0, 0.25]), w=1.25, b=-5.0),
        hours_to_decide,
    ],
    needs=["model_gives_probabilities"],
    sentence={"zh": "概率大于 0.5 为“通过”，整批一起判定。"},
)
def decisions_of_a_batch(m, x, w, b):
    """Yes where the probability is above 0.5, for a whole batch."""
    return decided(m, w, b, x)


def above_and_not_at(found, arguments):
    """Yes above a score of 0, no at it; the scores of these hours are exact."""
    wanted = [[float(hour * arguments["w"] + arguments["b"] > 0)] for (hour,) in arguments["x"].tolist()]
    if np.shape(found) == np.shape(wanted) and np.array_equal(np.asarray(found, dtype=float), wanted):
        return None
    shown = ", ".join("yes" if answer else "no" for (answer,) in wanted)
    chinese = "、".join("通过" if answer else "不通过" for (answer,) in wanted)
    return Text(
        {
            "en": f"One of the probabilities is exactly 0.5, which is not above 0.5: the answers are {shown}.",
            "zh": f"其中一个概率恰为 0.5，它不大于 0.5：答案是{chinese}。",
        }
    )


@check(
    role="concept",
    of="decide",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, x=AT_THE_BORDER, w=1.0, b=-4.0),
        case({"en": "worked by hand, falling", "zh": "手算的例子，概率下降"}, x=AT_THE_BORDER, w=-1.0, b=4.0),
        case({"en": "one student", "zh": "一名学生"}, x=column([2.5]), w=0.5, b=-1.25),
    ],
    expect=satisfies(above_and_not_at),
    fixed="Hours whose probability is exactly 0.5 have to be written out.",
    needs=["decisions_of_a_batch"],
    sentence={"zh": "概率恰为 0.5 时为“不通过”。"},
)
def decision_at_exactly_a_half(m, x, w, b):
    """At a probability of exactly 0.5 the answer is no."""
    return decided(m, w, b, x)


@check(
    role="concept",
    of="decide",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, x=AT_THE_BORDER, w=1.0, b=-4.0, threshold=0.2),
        case(
            {"en": "only when sure", "zh": "有把握才通过"}, x=column([5.5, 7.25, 3.0]), w=0.63, b=-2.41, threshold=0.8
        ),
        case({"en": "falling", "zh": "概率下降"}, x=column([1.0, 2.25, 4.5]), w=-0.87, b=1.36, threshold=0.3),
        thresholds,
    ],
    needs=["decisions_of_a_batch"],
    sentence={"zh": "阈值不是 0.5 时，概率大于阈值为“通过”。"},
)
def decisions_at_another_threshold(m, x, w, b, threshold):
    """With another threshold, yes where the probability is above it."""
    return decided(m, w, b, x, threshold)


def near_the_crossing(found, arguments):
    """As near to the hour at which x * w + b is 0 as the docstring asks for."""
    wanted, number = -arguments["b"] / arguments["w"], float(np.asarray(found).item())
    if abs(number - wanted) <= HOUR:
        return None
    return Text(
        {
            "en": f"The probability is 0.5 at {wanted:.7g} hours; the function says {number:.7g}.",
            "zh": f"概率在 {wanted:.7g} 小时处为 0.5；函数给出的是 {number:.7g}。",
        }
    )


@check(
    role="concept",
    of="crossing_hour",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, w=0.5, b=-2.0),
        case({"en": "early", "zh": "较早"}, w=1.37, b=-1.82),
        case({"en": "late", "zh": "较晚"}, w=0.71, b=-6.38),
        case({"en": "steep", "zh": "很陡"}, w=4.3, b=-17.6),
        random_model,
    ],
    expect=satisfies(near_the_crossing),
    needs=["model_gives_probabilities"],
    sentence={"zh": "概率为 0.5 时的小时数。"},
)
def hour_of_even_chances(m, w, b):
    """The hour at which the probability is 0.5."""
    return m.crossing_hour(with_parameters(m.LogisticRegressionModel(), w, b))


# The figure.


def figure_of(m, w, b):
    """What the function returns for a model, in a process where nobody sees a window."""
    import matplotlib.pyplot as plt

    show, plt.show = plt.show, lambda *args, **kwargs: None
    try:
        return m.probability_figure(with_parameters(m.LogisticRegressionModel(), w, b))
    finally:
        plt.show = show


def new_figures(found, arguments):
    """Two calls gave two figures, each with something in it, and asked for no window."""
    if isinstance(found, str):
        return Text(
            {
                "en": "The function calls plt.show(); leave that to its caller.",
                "zh": "函数调用了 plt.show()；这应由调用者决定。",
            }
        )
    for one in found:
        if wrong := is_figure(one, arguments):
            return wrong
        if not any(axes["lines"] or axes["points"] for axes in one["axes"]):
            return Text({"en": "Nothing is drawn.", "zh": "什么也没有画。"})
    first, second = found
    if first["axes"] != second["axes"]:
        return None
    return Text(
        {
            "en": "Two calls, with different models, leave one and the same picture: make a new "
            "figure in each call, of the "
            "model that is given.",
            "zh": "用不同的模型调用两次，得到的是同一张图：每次调用请新建图形，画传入的那个模型。",
        }
    )


def the_curve_is_shown(found, arguments):
    """A line follows the model's probability from 0 to 10 hours, with as many points as the docstring asks for."""
    w, b = arguments["w"], arguments["b"]
    if not shows_curve(found, lambda hours: 1 / (1 + np.exp(-(hours * w + b))), 0.0, 10.0):
        return Text(
            {
                "en": "No line shows the model's probability from 0 to 10 hours.",
                "zh": "没有一条线显示从 0 到 10 小时模型给出的概率。",
            }
        )
    lines = [line["vertices"] for axes in found["axes"] for line in axes["lines"]]
    sloped = [line for line in lines if len(line) and np.ptp([y for _, y in line]) > 0]
    points = {vertex[0] for line in sloped for vertex in line}
    if min(points) < -END or max(points) > 10 + END:
        return Text(
            {
                "en": f"The curve goes from {min(points):g} to {max(points):g} hours and not from 0 to 10.",
                "zh": f"曲线从 {min(points):g} 画到 {max(points):g} 小时，而不是从 0 到 10。",
            }
        )
    if len(points) >= FEWEST:
        return None
    return Text(
        {
            "en": f"The curve has {len(points)} points; with {FEWEST} or more it looks smooth.",
            "zh": f"曲线只有 {len(points)} 个点；{FEWEST} 个以上才平滑。",
        }
    )


def the_line_is_shown(found, arguments):
    """A level line at 0.5, from 0 to 10 hours."""
    if shows_level(found, 0.5, 0.0, 10.0, heights=(0.0, 1.0)):
        return None
    return Text(
        {
            "en": "No horizontal line at 0.5 goes from 0 to 10 hours.",
            "zh": "没有一条从 0 到 10 小时、高度为 0.5 的水平线。",
        }
    )


# Drawing takes 30 ms: two cases each.
crossing_at_4 = case({"en": "crosses at 4 hours", "zh": "在 4 小时处相交"}, w=1.0, b=-4.0)
crossing_early = case({"en": "crosses early", "zh": "较早相交"}, w=0.74, b=-1.53)
MODELS = [crossing_at_4, crossing_early]


@check(
    role="plot",
    of="probability_figure",
    points=1,
    cases=[
        case({"en": "two models", "zh": "两个模型"}, models=((1.0, -4.0), (0.74, -1.53))),
        case({"en": "two other models", "zh": "另外两个模型"}, models=((0.58, -3.32), (1.64, -5.1))),
    ],
    expect=satisfies(new_figures),
    needs=["model_gives_probabilities"],
    alike="Whether a figure is a new one does not depend on the model.",
    fixed="Whether a figure is a new one does not depend on the model.",
    sentence={"zh": "每次调用返回一个新图形，不打开窗口。"},
)
def comes_as_a_new_figure(m, models):
    """Each call returns a new figure and opens no window."""
    import matplotlib.pyplot as plt

    class NoWindow(BaseException):
        """Ends the call; what handles an Exception does not handle it."""

    def show(*args, **kwargs):
        raise NoWindow

    plt.close("all")
    real, plt.show = plt.show, show
    try:
        figures = [m.probability_figure(with_parameters(m.LogisticRegressionModel(), w, b)) for w, b in models]
    except NoWindow:
        return "a window was asked for"
    finally:
        plt.show = real
    return [drawn(figure) for figure in figures]


@random_case(count=2, label={"en": "a random model", "zh": "随机的模型"})
def models(generator):
    w, crossing = generator.uniform(0.7, 1.5), generator.uniform(2.5, 7.0)
    return case(w=float(w), b=float(-w * crossing))


@check(
    role="plot",
    of="probability_figure",
    points=2,
    cases=[MODELS, models],
    expect=satisfies(the_curve_is_shown),
    needs=["model_gives_probabilities", "comes_as_a_new_figure"],
    sentence={"zh": "曲线是 0 到 10 小时的通过概率。"},
)
def curve_of_the_probability(m, w, b):
    """The curve shows the probability from 0 to 10 hours."""
    return drawn(figure_of(m, w, b))


@check(
    role="plot",
    of="probability_figure",
    points=1,
    cases=MODELS,
    expect=satisfies(the_line_is_shown),
    needs=["comes_as_a_new_figure"],
    alike="The line at 0.5 does not depend on the model.",
    fixed="The line at 0.5 does not depend on the model.",
    sentence={"zh": "水平线标出概率 0.5。"},
)
def line_of_even_chances(m, w, b):
    """A horizontal line shows where the probability is 0.5."""
    return drawn(figure_of(m, w, b))


@check(
    role="plot",
    of="probability_figure",
    points=1,
    cases=MODELS,
    expect=satisfies(labelled(x=("Hours", "hour", "小时", "时间"), y=("Probability", "probabilities", "概率"))),
    needs=["comes_as_a_new_figure"],
    alike="The labels do not depend on the model.",
    fixed="The labels do not depend on the model.",
    sentence={"zh": '坐标轴的标签为 "Hours" 和 "Probability"。'},
)
def figure_has_its_labels(m, w, b):
    """The axes are labelled "Hours" and "Probability"."""
    return drawn(figure_of(m, w, b))
