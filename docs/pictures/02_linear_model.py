"""The pictures of chapter 2: residuals, the cost over w, the cost surface, polynomials and their errors."""

from math import cos, pi, sin, sqrt

from drawing import Axes, Element, Picture, Point, number

CHAPTER = "02_linear_model"
SAMPLES = [(1.0, 2.0), (2.0, 4.0), (3.0, 6.0)]
MINUS = "\N{MINUS SIGN}"


def residuals() -> None:
    """The course's samples, the line for w = 1, and how far it is off."""
    picture = Picture(
        "residuals",
        440,
        330,
        title={"en": "A line through the origin, and its residuals", "zh": "过原点的直线和它的残差"},
        description={
            "en": "The samples (1, 2), (2, 4), (3, 6) and the line of the model for w = 1. From each sample a broken "
            "line leads down to the model's line: the residuals are minus 1, minus 2 and minus 3.",
            "zh": "样本 (1, 2)、(2, 4)、(3, 6) 和 w = 1 时模型的直线。从每个样本向下到直线的虚线是残差：−1、−2、−3。",
        },
    )
    axes = picture.axes(
        50,
        40,
        360,
        230,
        x=(0, 3.6),
        y=(0, 7),
        x_label={"en": "x (hours)", "zh": "x（小时）"},
        y_label={"en": "y (points)", "zh": "y（分数）"},
        x_ticks=range(4),
        y_ticks=range(0, 7, 2),
        grid=True,
    )
    axes.line([(0, 0), (3.5, 3.5)], colour="blue", width=2.5)
    for x, y in SAMPLES:
        axes.line([(x, y), (x, x)], colour="orange", dashed=True)
        axes.text(x, (x + y) / 2, f"{MINUS}{y - x:g}", colour="orange", anchor="start", dx=8)
    for x, y in SAMPLES:
        axes.dot(x, y, colour="ink", radius=5)
    axes.text(2.45, 1.5, {"en": "model: w = 1", "zh": "模型：w = 1"}, colour="blue", anchor="start")
    axes.text(1, 2, {"en": "sample", "zh": "样本"}, anchor="end", dx=-8, dy=-6)
    picture.save(CHAPTER)


def cost_over_w() -> None:
    """The line turns as w is tried from 0 to 4, while a dot follows the cost."""
    picture = Picture(
        "cost",
        640,
        330,
        title={"en": "Every weight is tried", "zh": "逐个尝试每个权重"},
        description={
            "en": "Left: the line of the model turns through the samples (1, 2), (2, 4), (3, 6) as w grows from 0 to 4 "
            "and comes back to 2. Right: at the same time a dot follows the cost over w, a parabola with its lowest "
            "point at w = 2, where the cost is 0. Small dots mark the 41 weights that are tried.",
            "zh": "左：w 从 0 增大到 4 再回到 2，模型的直线扫过样本 (1, 2)、(2, 4)、(3, 6)。"
            "右：同时有一个点沿着代价曲线移动；曲线是抛物线，最低点在 w = 2，代价为 0。小点是尝试过的 41 个权重。",
        },
    )
    left = picture.axes(
        40, 40, 240, 230, x=(0, 3.2), y=(0, 13), x_label="x", y_label="y", x_ticks=range(4), y_ticks=range(0, 13, 2)
    )
    right = picture.axes(
        360,
        40,
        250,
        230,
        x=(0, 4.15),
        y=(0, 20),
        x_label="w",
        y_label={"en": "cost", "zh": "代价"},
        x_ticks=range(5),
        y_ticks=range(0, 21, 5),
    )
    there = [step / 10 for step in range(41)]
    weights = there + there[-2:19:-1]
    seconds = 12
    turning_line(picture, left, weights, seconds)
    for x, y in SAMPLES:
        left.dot(x, y, colour="ink", radius=5)

    def cost(w: float) -> float:
        return sum((x * w - y) ** 2 for x, y in SAMPLES) / len(SAMPLES)

    right.curve(cost)
    for w in there:
        right.dot(w, cost(w), colour="blue", radius=2.5)
    right.ring(2, 0)
    right.text(2, 8.6, {"en": "lowest: w = 2", "zh": "最低点：w = 2"}, colour="green")
    right.arrow((2, 8), (2, 1.1), colour="green")
    right.moving_dot([(w, cost(w)) for w in weights], seconds=seconds)
    picture.save(CHAPTER)


def turning_line(picture: Picture, axes: Axes, weights: list[float], seconds: float) -> None:
    """The line y = x * w for one weight after the other; without motion, for the last one.

    In time with `moving_dot`: the steps take four fifths of the time, and the rest of it passes at the last weight.
    """
    steepest = max(weights)
    (x, y), (end_x, end_y) = axes.place(0, 0), axes.place(3.2, 3.2 * steepest)
    name = picture.unique("turn")
    last = weights[-1] / steepest
    frames = [
        f"{number(80 * index / (len(weights) - 1))}%{{transform:scaleY({w / steepest:g})}}"
        for index, w in enumerate(weights)
    ]
    picture.motions.append(
        f"@keyframes {name}{{{''.join(frames)}100%{{transform:scaleY({last:g})}}}}"
        f".{name}{{transform-origin:{number(x)}px {number(y)}px;transform:scaleY({last:g});"
        f"animation:{name} {seconds:g}s linear infinite}}"
    )
    picture.elements.append(
        Element(
            f'<path class="{picture.stroked("orange")} {name}" fill="none" stroke-width="3" '
            f'vector-effect="non-scaling-stroke" d="M{number(x)} {number(y)} L{number(end_x)} {number(end_y)}"/>'
        )
    )


def surface() -> None:
    """The cost over weight and bias as contour lines.

    With u = w - 2 the cost of the course's data is 14/3 u**2 + 4 u b + b**2: its contour lines are ellipses.
    """
    picture = Picture(
        "surface",
        560,
        370,
        title={"en": "The cost over weight and bias", "zh": "代价随权重和偏置的变化"},
        description={
            "en": "Contour lines of the cost over w from 0 to 4 and b from minus 4 to 4: long ellipses around the "
            "lowest point at w = 2, b = 0. They are tilted: a larger weight goes with a smaller bias. Small dots are "
            "the points of a grid.",
            "zh": "代价在 w 从 0 到 4、b 从 −4 到 4 上的等高线：围绕最低点 w = 2、b = 0 的狭长椭圆。"
            "椭圆是倾斜的：权重变大，偏置就要变小。小点是网格点。",
        },
    )
    axes = picture.axes(
        55, 40, 380, 270, x=(0, 4), y=(-4.4, 4.4), x_label="w", y_label="b", x_ticks=range(5), y_ticks=range(-4, 5, 2)
    )
    for w in range(9):
        for b in range(-4, 5):
            axes.dot(w / 2, b, colour="muted", radius=1.6)
    levels = [(0.25, "green"), (1.0, "blue"), (4.0, "purple"), (10.0, "orange")]
    for level, colour in levels:
        axes.curve(ellipse(level), colour=colour)
    axes.dot(2, 0, colour="ink", radius=5)
    picture.text(450, 70, {"en": "cost", "zh": "代价"}, anchor="start")
    for row, (level, colour) in enumerate(reversed(levels)):
        picture.line([(450, 92 + 26 * row), (476, 92 + 26 * row)], colour=colour, width=3)
        picture.text(484, 98 + 26 * row, f"{level:g}", anchor="start", size=15)
    picture.dot(463, 206, colour="ink", radius=5)
    picture.text(484, 211, {"en": "lowest", "zh": "最低点"}, anchor="start", size=15)
    picture.save(CHAPTER)


def ellipse(level: float) -> list[Point]:
    """The points (w, b) at which the cost has this height."""
    points = []
    for step in range(181):
        across, along = sqrt(level) * cos(step * pi / 90), sqrt(level) * sin(step * pi / 90)
        # 14/3 u**2 + 4 u b + b**2 = (b + 2 u)**2 + 2/3 u**2
        u = along / sqrt(2 / 3)
        points.append((2 + u, across - 2 * u))
    return points


# The samples of the section "Choosing the degree", rounded.
TRAINING = [
    (0.436, 1.595),
    (0.968, 0.15),
    (0.025, 0.094),
    (0.999, -0.071),
    (0.28, 0.825),
    (-0.646, -0.905),
    (0.424, 0.604),
    (0.112, -0.122),
    (-0.341, -0.176),
    (-0.878, -0.784),
    (-0.078, -0.853),
    (0.785, 0.633),
    (-0.128, -0.652),
    (0.69, 1.016),
]
VALIDATION = [
    (-0.231, -0.575),
    (0.85, 0.251),
    (-0.531, -0.806),
    (-0.765, -0.83),
    (0.16, 0.548),
    (0.021, 0.529),
    (0.417, 0.891),
    (-0.659, -0.664),
]
TEST = [
    (0.753, 1.649),
    (0.625, 1.071),
    (-0.82, -1.018),
    (-0.606, -1.181),
    (-0.551, -1.086),
    (-0.781, -0.891),
    (-0.691, -0.943),
    (-0.007, 0.284),
]


def fitted(samples: list[Point], degree: int) -> list[float]:
    """The coefficients of least squares, the constant first: the normal equations, by elimination."""
    size = degree + 1
    rows = [
        [sum(x ** (i + j) for x, _ in samples) for j in range(size)] + [sum(x**i * y for x, y in samples)]
        for i in range(size)
    ]
    for i in range(size):
        pivot = max(range(i, size), key=lambda row: abs(rows[row][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(size):
            if k != i:
                factor = rows[k][i] / rows[i][i]
                rows[k] = [a - factor * b for a, b in zip(rows[k], rows[i], strict=True)]
    return [row[-1] / row[i] for i, row in enumerate(rows)]


def value(coefficients: list[float], x: float) -> float:
    """A polynomial at one place."""
    return sum(c * x**power for power, c in enumerate(coefficients))


def mean_error(coefficients: list[float], samples: list[Point]) -> float:
    """The mean squared error of a polynomial."""
    return sum((value(coefficients, x) - y) ** 2 for x, y in samples) / len(samples)


def overfitting() -> None:
    """Polynomials of three degrees, and the errors of all degrees, with the one that is chosen."""
    picture = Picture(
        "overfitting",
        640,
        370,
        title={"en": "Training error and validation error over the degree", "zh": "训练误差和验证误差随次数的变化"},
        description={
            "en": "Left: fourteen training samples and the polynomials of degree 1, 3 and 9 that are fitted to them. "
            "The line misses the bend, degree 3 follows it, degree 9 runs wild between the samples. Right: the "
            "training error falls from degree 0 to 9. The validation error falls to its lowest value at degree 3, "
            "which is chosen, and then rises steeply. A cross marks the test error of degree 3, a little above the "
            "validation error.",
            "zh": "左：十四个训练样本，以及对它们拟合的一次、三次和九次多项式。直线跟不上弯曲，三次跟得上，"
            "九次在样本之间剧烈摆动。右：从零次到九次，训练误差一直下降；验证误差在三次处最低，选的就是三次，之后急剧上升。"
            "叉号是三次多项式的测试误差，比验证误差稍高。",
        },
    )
    degrees = range(10)
    fits = [fitted(TRAINING, degree) for degree in degrees]
    left = picture.axes(
        38, 40, 250, 230, x=(-1, 1), y=(-2, 2), x_label="x", y_label="y", x_ticks=[-1, 0, 1], y_ticks=[-2, -1, 0, 1, 2]
    )
    shown = [(1, "purple"), (3, "green"), (9, "orange")]
    for degree, colour in shown:
        left.curve(lambda x, c=fits[degree]: value(c, x), colour=colour, samples=241)
    for x, y in TRAINING:
        left.dot(x, y, colour="ink")
    for column, (degree, colour) in enumerate(shown):
        picture.line([(108 + 64 * column, 334), (134 + 64 * column, 334)], colour=colour, width=3)
        picture.text(141 + 64 * column, 339, f"{degree}", anchor="start", size=15)
    picture.text(38, 339, {"en": "degree", "zh": "次数"}, anchor="start", size=15)

    right = picture.axes(
        362,
        40,
        256,
        230,
        x=(-0.3, 9.3),
        y=(0, 0.4),
        x_label={"en": "degree", "zh": "次数"},
        y_label={"en": "error", "zh": "误差"},
        x_ticks=degrees,
        y_ticks=[0, 0.1, 0.2, 0.3, 0.4],
    )
    right.line([(3, 0), (3, 0.33)], colour="green", width=1.5, dashed=True)
    right.text(3, 0.34, {"en": "chosen", "zh": "选中"}, colour="green")
    curves = [
        ("blue", TRAINING, {"en": "training", "zh": "训练"}),
        ("orange", VALIDATION, {"en": "validation", "zh": "验证"}),
    ]
    for row, (colour, samples, words) in enumerate(curves):
        errors = [(float(degree), mean_error(fits[degree], samples)) for degree in degrees]
        right.curve(errors, colour=colour)
        for degree, error in errors:
            if error < right.y[1]:
                right.dot(degree, error, colour=colour)
        picture.line([(362 + 98 * row, 334), (384 + 98 * row, 334)], colour=colour, width=3)
        picture.text(390 + 98 * row, 339, words, anchor="start", size=15)
    right.ring(3, mean_error(fits[3], VALIDATION))
    right.cross(3, mean_error(fits[3], TEST), colour="purple", size=5)
    picture.text(590, 339, {"en": "test", "zh": "测试"}, anchor="start", size=15)
    picture.cross(579, 334, colour="purple", size=5)
    picture.save(CHAPTER)


if __name__ == "__main__":
    residuals()
    cost_over_w()
    surface()
    overfitting()
