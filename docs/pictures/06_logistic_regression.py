"""The pictures of chapter 6: sigmoids, the loss of a probability, slopes over the score, the hours of study."""

import math
from collections.abc import Callable

from drawing import Picture


def sigma(x: float) -> float:
    """The logistic function."""
    return 1 / (1 + math.exp(-x))


def gudermannian(x: float) -> float:
    """The angle gd(x)."""
    return 2 * math.atan(math.tanh(x / 2))


def draw_sigmoids() -> None:
    """Left the logistic function and its slope, right the six functions with slope 1 at 0."""
    picture = Picture(
        "sigmoids",
        640,
        306,
        title={"en": "Sigmoid functions", "zh": "Sigmoid 函数"},
        description={
            "en": "Left: the logistic function rises from 0 to 1 and is 0.5 at x = 0; its slope is a bump that is "
            "0.25 at 0 and falls to 0 on both sides. Right: six functions rise from -1 to 1 with the same slope at "
            "0. erf is the first to be flat, then tanh, gd, root and atan; abs, x / (1 + |x|), is the last.",
            "zh": "左图：logistic 函数从 0 上升到 1，在 x = 0 处等于 0.5；它的斜率像一个小山包，"
            "在 0 处为 0.25，向两侧降到 0。"
            "右图：六个函数从 -1 上升到 1，在 0 处斜率相同。最先变平的是 erf，其次是 tanh、gd、root、atan，最后是 abs，"
            "即 x / (1 + |x|)。",
        },
    )
    left = picture.axes(
        44, 40, 225, 220, x=(-6, 6), y=(0, 1), x_label="x", x_ticks=(-6, -3, 0, 3, 6), y_ticks=(0, 0.5, 1), grid=True
    )
    left.curve(sigma)
    left.curve(lambda x: sigma(x) * (1 - sigma(x)), colour="orange")
    left.text(2.3, 0.76, "σ(x)", colour="blue", anchor="start")
    left.text(0, 0.32, {"en": "slope σ′(x)", "zh": "斜率 σ′(x)"}, colour="orange", anchor="start", dx=12)

    functions: list[tuple[str, str, bool, Callable[[float], float]]] = [
        ("erf", "purple", False, lambda x: math.erf(math.sqrt(math.pi) / 2 * x)),
        ("tanh", "blue", False, math.tanh),
        ("gd", "green", False, lambda x: 2 / math.pi * gudermannian(math.pi / 2 * x)),
        ("root", "orange", False, lambda x: x / math.hypot(1, x)),
        ("atan", "blue", True, lambda x: 2 / math.pi * math.atan(math.pi / 2 * x)),
        ("abs", "orange", True, lambda x: x / (1 + abs(x))),
    ]
    right = picture.axes(
        330, 40, 225, 220, x=(-4, 4), y=(-1, 1), x_label="x", x_ticks=(-4, -2, 0, 2, 4), y_ticks=(-1, 0, 1), grid=True
    )
    for index, (name, colour, dashed, function) in enumerate(functions):
        right.curve(function, colour=colour, dashed=dashed, width=2)
        y = 60 + 36 * index
        picture.line([(566, y), (588, y)], colour=colour, dashed=dashed)
        picture.text(592, y + 5, name, colour=colour, anchor="start")
    picture.save("06_logistic_regression")


def draw_loss() -> None:
    """The loss over the probability, for each of the labels."""
    picture = Picture(
        "loss",
        600,
        306,
        title={"en": "The binary cross-entropy over the probability", "zh": "二分类交叉熵随概率的变化"},
        description={
            "en": "For the label 1 the loss falls from infinity at a probability of 0 to nothing at 1; for the label 0 "
            "it is the mirror image. Both curves cross at a probability of 0.5, where the loss is 0.69.",
            "zh": "标签为 1 时，损失从概率 0 处的无穷大降到概率 1 处的 0；标签为 0 时正好对称。"
            "两条曲线在概率 0.5 处相交，损失为 0.69。",
        },
    )
    axes = picture.axes(
        60,
        40,
        500,
        220,
        x=(0, 1),
        y=(0, 5),
        x_label={"en": "probability of the label 1", "zh": "标签为 1 的概率"},
        y_label={"en": "loss", "zh": "损失"},
        x_ticks=(0, 0.25, 0.5, 0.75, 1),
        y_ticks=range(6),
        grid=True,
    )
    axes.curve(lambda p: -math.log(p), between=(0.004, 1), samples=301)
    axes.curve(lambda p: -math.log(1 - p), colour="orange", between=(0, 0.996), samples=301)
    axes.dot(0.5, math.log(2), colour="ink")
    axes.text(0.5, math.log(2), "log 2", dy=-14)
    axes.text(0.06, 3.4, {"en": "label 1: −log ŷ", "zh": "标签 1：−log ŷ"}, colour="blue", anchor="start")
    axes.text(0.94, 3.4, {"en": "label 0: −log(1 − ŷ)", "zh": "标签 0：−log(1 − ŷ)"}, colour="orange", anchor="end")
    picture.save("06_logistic_regression")


def slope_of_cross_entropy(z: float) -> float:
    """The slope with respect to the score, for the label 0."""
    return sigma(z)


def slope_of_squared_error(z: float) -> float:
    """The slope with respect to the score, for the label 0."""
    return 2 * sigma(z) ** 2 * (1 - sigma(z))


def descent(slope: Callable[[float], float]) -> list[tuple[float, float]]:
    """Twelve steps of gradient descent from a score of 8, with the learning rate 1."""
    z = 8.0
    points = [(z, slope(z))]
    for _ in range(12):
        z -= slope(z)
        points.append((z, slope(z)))
    return points


def draw_slopes() -> None:
    """What a step learns from a sample of label 0, over its score."""
    picture = Picture(
        "slopes",
        600,
        306,
        title={"en": "Slopes over the score, for the label 0", "zh": "标签为 0 时，斜率随得分的变化"},
        description={
            "en": "The slope of the cross-entropy rises from 0 to 1 with the score and stays there. The slope of the "
            "squared error is a bump: 0.25 at a score of 0, at most 0.3, and nearly 0 from a score of 6 on, where the "
            "model is most wrong. Two dots start at a score of 8 and take twelve steps of gradient descent: the one on "
            "the cross-entropy comes down to a score below 0, the one on the squared error hardly moves.",
            "zh": "交叉熵的斜率随得分从 0 上升到 1，并保持在那里。平方误差的斜率像一个小山包："
            "得分为 0 时是 0.25，最大约 0.3，"
            "得分超过 6 时几乎为 0，而那正是模型错得最厉害的地方。两个圆点从得分 8 出发，各走十二步梯度下降："
            "交叉熵上的那个降到了得分 0 以下，平方误差上的那个几乎没有动。",
        },
    )
    axes = picture.axes(
        60,
        40,
        500,
        220,
        x=(-6, 10),
        y=(0, 1.2),
        x_label={"en": "score z", "zh": "得分 z"},
        y_label={"en": "slope of the loss", "zh": "损失的斜率"},
        x_ticks=range(-6, 11, 2),
        y_ticks=(0, 0.5, 1),
        grid=True,
    )
    axes.area([(5, 0), (5, 1.2), (10, 1.2), (10, 0)], colour="faint", opacity=0.45)
    axes.curve(slope_of_cross_entropy)
    axes.curve(slope_of_squared_error, colour="orange")
    axes.moving_dot(descent(slope_of_cross_entropy), colour="blue")
    axes.moving_dot(descent(slope_of_squared_error), colour="orange")
    axes.text(1.1, 0.87, {"en": "cross-entropy: ŷ − y", "zh": "交叉熵：ŷ − y"}, colour="blue", anchor="end")
    axes.text(2.4, 0.33, {"en": "squared error", "zh": "平方误差"}, colour="orange", anchor="start")
    axes.text(7.5, 0.58, {"en": "sure, and wrong", "zh": "有把握，却错了"})
    picture.save("06_logistic_regression")


def fitted(hours: list[float], passed: list[int]) -> tuple[float, float]:
    """The weight and the bias of the lowest cost, by gradient descent."""
    w = b = 0.0
    for _ in range(20000):
        residuals = [sigma(w * x + b) - y for x, y in zip(hours, passed, strict=True)]
        w -= 0.5 * sum(r * x for r, x in zip(residuals, hours, strict=True)) / len(hours)
        b -= 0.5 * sum(residuals) / len(hours)
    return w, b


def draw_hours() -> None:
    """The probability of passing over the hours of study, and where it crosses 0.5."""
    hours, passed = [0.5, 1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.5], [0, 0, 0, 1, 0, 1, 1, 1]
    w, b = fitted(hours, passed)
    border = -b / w
    picture = Picture(
        "hours",
        600,
        306,
        title={"en": "The probability of passing over the hours of study", "zh": "通过的概率随学习时间的变化"},
        description={
            "en": "A curve rises from 0 to 1 and crosses the horizontal line at 0.5 after 2.25 hours. Left of the "
            "crossing the decision is no, right of it yes. Dots show eight students: those below 2 hours failed, the "
            "one with 2 hours passed, the one with 2.5 failed, and those with more passed.",
            "zh": "曲线从 0 上升到 1，在 2.25 小时处穿过 0.5 处的水平线。交点左边判为不通过，右边判为通过。"
            "圆点表示八名学生："
            "学习时间不到 2 小时的没有通过，2 小时的通过了，2.5 小时的没有通过，更长的都通过了。",
        },
    )
    axes = picture.axes(
        60,
        40,
        500,
        220,
        x=(0, 5),
        y=(-0.05, 1.05),
        x_label={"en": "hours of study", "zh": "学习时间（小时）"},
        y_label={"en": "probability of passing", "zh": "通过的概率"},
        x_ticks=range(6),
        y_ticks=(0, 0.5, 1),
        grid=True,
    )
    axes.area([(border, -0.05), (border, 1.05), (5, 1.05), (5, -0.05)], colour="green", opacity=0.12)
    axes.line([(0, 0.5), (5, 0.5)], colour="orange", dashed=True)
    axes.curve(lambda x: sigma(w * x + b))
    for x, y in zip(hours, passed, strict=True):
        axes.dot(x, y, colour="green" if y else "purple", radius=5.5)
    axes.ring(border, 0.5, colour="ink")
    axes.text(border, 0.5, f"{border:.2f}", dx=14, dy=20, anchor="start")
    axes.text(1.1, 0.56, {"en": "no", "zh": "不通过"}, colour="purple")
    axes.text(4.1, 0.56, {"en": "yes", "zh": "通过"}, colour="green")
    picture.save("06_logistic_regression")


draw_sigmoids()
draw_loss()
draw_slopes()
draw_hours()
