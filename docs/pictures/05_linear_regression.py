"""The training cycle, broadcasting, paths in a valley, and eight optimizers compared."""

import math
from collections.abc import Callable, Iterator

from drawing import Picture, Point, Words

CHAPTER = "05_linear_regression"


def cycle() -> None:
    """The five lines of a turn, in a ring."""
    picture = Picture(
        "cycle",
        640,
        300,
        title={"en": "The training cycle", "zh": "训练循环"},
        description={
            "en": "Five steps in a ring: y_hat = model(x), loss = criterion(y_hat, y), optimizer.zero_grad(), "
            "loss.backward(), optimizer.step(), and again from the first. step changes the parameters that the model "
            "uses in the next turn.",
            "zh": "五步围成一圈：y_hat = model(x)，loss = criterion(y_hat, y)，optimizer.zero_grad()，"
            "loss.backward()，optimizer.step()，然后回到第一步。step 修改参数，下一轮的模型使用新的参数。",
        },
    )
    forward = picture.box(130, 60, 210, 46, "y_hat = model(x)", colour="blue")
    loss = picture.box(480, 60, 250, 46, "loss = criterion(y_hat, y)", colour="orange")
    picture.box(510, 150, 210, 46, "optimizer.zero_grad()", colour="muted")
    backward = picture.box(480, 240, 210, 46, "loss.backward()", colour="purple")
    step = picture.box(130, 240, 210, 46, "optimizer.step()", colour="green")
    for start, end in ((forward, loss), (backward, step), (step, forward)):
        picture.edge(start, end)
    picture.arrow((500, 86), (507, 124))
    picture.arrow((507, 176), (500, 214))
    names: list[tuple[float, float, Words]] = [
        (130, 28, {"en": "forward: builds the graph", "zh": "前向传播：构造计算图"}),
        (480, 28, {"en": "one number", "zh": "得到一个数"}),
        (480, 285, {"en": "fills in p.grad", "zh": "填入 p.grad"}),
        (130, 285, {"en": "changes every p", "zh": "修改每个 p"}),
    ]
    old = {"en": "forget the old gradients", "zh": "忘掉旧的梯度"}
    picture.text(397, 155, old, colour="muted", anchor="end", size=15)
    for x, y, words in names:
        picture.text(x, y, words, colour="muted", size=15)
    picture.save(CHAPTER)


def broadcasting() -> None:
    """A bias that is read three times, and the table of the trap."""
    picture = Picture(
        "broadcasting",
        640,
        330,
        title={"en": "Broadcasting, and its trap", "zh": "广播及其陷阱"},
        description={
            "en": "Left: three numbers x @ w in a column, plus a bias of shape (1,), which is read three times as if "
            "there were three of it; on the way back its three gradients are added. Right: the row of predictions "
            "2, 4, 6 minus the column of targets 2, 4, 6 is a table of nine differences; only the three on its "
            "diagonal, all 0, are residuals.",
            "zh": "左：x @ w 的三个数排成一列，加上形状为 (1,) 的偏置；偏置被读三次，好像有三个一样；"
            "反向传播时它的三个梯度相加。右：一行预测 2、4、6 减去一列目标 2、4、6，得到九个差组成的表；"
            "只有对角线上的三个（都是 0）是残差。",
        },
    )
    picture.text(140, 28, "x @ w + b", bold=True)
    for row, name in enumerate(("x₁w", "x₂w", "x₃w")):
        y = 85 + 60 * row
        picture.box(45, y, 64, 44, name, colour="blue")
        picture.text(95, y + 6, "+")
        if row == 0:
            picture.box(145, y, 64, 44, "b", colour="orange")
        else:
            ghost(picture, 145, y, "b")
        picture.text(195, y + 6, "=")
        picture.box(245, y, 64, 44, f"ŷ{'₁₂₃'[row]}", colour="ink")
    for x, shape in ((45, "(3, 1)"), (145, "(1,)"), (245, "(3, 1)")):
        picture.text(x, 54, shape, colour="muted", size=15)
    picture.text(145, 262, {"en": "read three times, stored once", "zh": "读三次，只存一份"}, colour="orange", size=15)
    picture.text(145, 290, {"en": "way back: its gradient is", "zh": "反向传播：它的梯度是"}, size=15)
    picture.text(145, 314, "g₁ + g₂ + g₃", colour="orange")
    picture.line([(308, 20), (308, 315)], colour="faint", width=1.5)

    picture.text(480, 28, {"en": "y_hat - y: the trap", "zh": "y_hat - y：陷阱"}, bold=True)
    picture.text(352, 82, "y_hat (3,)", colour="muted", size=15)
    picture.text(362, 116, "y (3, 1)", colour="muted", size=15)
    numbers = (2, 4, 6)
    for column, y_hat in enumerate(numbers):
        picture.box(450 + 66 * column, 76, 58, 38, str(y_hat), colour="blue")
    for row, y in enumerate(numbers):
        picture.box(362, 148 + 52 * row, 58, 38, str(y), colour="purple")
        for column, y_hat in enumerate(numbers):
            colour = "green" if row == column else "muted"
            difference = str(y_hat - y).replace("-", "\N{MINUS SIGN}")
            picture.box(450 + 66 * column, 148 + 52 * row, 58, 38, difference, colour=colour)
    picture.text(
        480, 306, {"en": "only the diagonal holds residuals", "zh": "只有对角线上是残差"}, colour="green", size=15
    )
    picture.save(CHAPTER)


def ghost(picture: Picture, x: float, y: float, words: str) -> None:
    """A box that is not there."""
    left, right, top, bottom = x - 32, x + 32, y - 22, y + 22
    rim = [(left, top), (right, top), (right, bottom), (left, bottom), (left, top)]
    picture.line(rim, colour="orange", width=1.5, dashed=True)
    picture.text(x, y + 6, words, colour="muted")


Rule = Callable[[int, float, float], float]
"""A rule of update: from the number of the step, a parameter and its gradient to the new parameter."""


def momentum(lr: float, mu: float) -> Rule:
    """Gradient descent with momentum, for one parameter; without, if mu is 0."""
    velocity = 0.0

    def rule(t: int, w: float, g: float) -> float:
        nonlocal velocity
        velocity = mu * velocity + g
        return w - lr * velocity

    return rule


def adagrad(lr: float) -> Rule:
    total = 0.0

    def rule(t: int, w: float, g: float) -> float:
        nonlocal total
        total += g * g
        return w - lr * g / (math.sqrt(total) + 1e-10)

    return rule


def rmsprop(lr: float) -> Rule:
    average = 0.0

    def rule(t: int, w: float, g: float) -> float:
        nonlocal average
        average = 0.99 * average + 0.01 * g * g
        return w - lr * g / (math.sqrt(average) + 1e-8)

    return rule


def adam(lr: float) -> Rule:
    m = v = 0.0

    def rule(t: int, w: float, g: float) -> float:
        nonlocal m, v
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g * g
        return w - lr * m / (1 - 0.9**t) / (math.sqrt(v / (1 - 0.999**t)) + 1e-8)

    return rule


def adamax(lr: float) -> Rule:
    m = u = 0.0

    def rule(t: int, w: float, g: float) -> float:
        nonlocal m, u
        m, u = 0.9 * m + 0.1 * g, max(0.999 * u, abs(g) + 1e-8)
        return w - lr * m / (1 - 0.9**t) / u

    return rule


def rprop(lr: float) -> Rule:
    length, before = lr, 0.0

    def rule(t: int, w: float, g: float) -> float:
        nonlocal length, before
        if g * before > 0:
            length *= 1.2
        elif g * before < 0:
            length *= 0.5
            g = 0.0
        before = g
        return w - math.copysign(length, g) if g else w

    return rule


def path(rule: Callable[[], Rule], gradient: Callable[[Point], Point], start: Point, steps: int) -> list[Point]:
    """The places that a rule goes through, each of the two parameters with a memory of its own."""
    first, second = rule(), rule()
    places = [start]
    for t in range(1, steps + 1):
        (u, v), (du, dv) = places[-1], gradient(places[-1])
        places.append((first(t, u, du), second(t, v, dv)))
    return places


def valley() -> None:
    """Plain gradient descent, momentum and Adam in an elongated valley."""
    picture = Picture(
        "valley",
        640,
        360,
        title={"en": "Three paths in an elongated valley", "zh": "狭长山谷中的三条路径"},
        description={
            "en": "Ellipses of equal cost around the lowest point, 20 steps from the same start. "
            "Plain gradient descent zigzags across the valley and creeps along it. With momentum the path swings and "
            "reaches the lowest point first. Adam goes along the valley in a smooth wave, with steps of nearly equal "
            "length.",
            "zh": "围绕最低点的等代价椭圆；从同一起点各走 20 步。普通梯度下降在山谷两侧来回折返，沿山谷只能慢慢爬。"
            "带动量的路径会摆动，最先到达最低点。Adam 沿山谷走出一条平滑的波浪，步长几乎相等。",
        },
    )
    axes = picture.axes(
        40,
        70,
        580,
        240,
        x=(-7, 2.6),
        y=(-1.7, 1.7),
        x_label="u",
        y_label="v",
        x_ticks=range(-6, 3, 2),
        y_ticks=(-1, 0, 1),
    )
    turns = [2 * math.pi * part / 120 for part in range(121)]
    for cost in (0.5, 3.0, 10.0, 20.0, 30.5):
        across, along = math.sqrt(2 * cost / 25), math.sqrt(2 * cost)
        axes.curve([(along * math.cos(turn), across * math.sin(turn)) for turn in turns], colour="faint", width=1.5)
    rules: list[tuple[str, Callable[[], Rule], Words]] = [
        ("blue", lambda: momentum(0.07, 0), {"en": "plain, α = 0.07", "zh": "普通，α = 0.07"}),
        ("orange", lambda: momentum(0.07, 0.7), {"en": "momentum, μ = 0.7", "zh": "动量，μ = 0.7"}),
        ("green", lambda: adam(0.3), {"en": "Adam, α = 0.3", "zh": "Adam，α = 0.3"}),
    ]
    for index, (colour, rule, words) in enumerate(rules):
        places = path(rule, lambda place: (place[0], 25 * place[1]), (-6.0, 1.0), 20)
        axes.curve(places, colour=colour, width=2)
        for u, v in places:
            axes.dot(u, v, colour=colour, radius=2.5)
        axes.moving_dot(places, colour=colour, radius=6, seconds=12)
        left = (55, 235, 455)[index]
        picture.line([(left, 27), (left + 24, 27)], colour=colour, width=3)
        picture.text(left + 32, 33, words, anchor="start", size=16)
    axes.cross(0, 0)
    picture.save(CHAPTER)


XS, YS = (1.0, 2.0, 3.0), (2.0, 4.0, 6.0)


def cost(place: Point) -> float:
    """The mean squared error of a line on the classic data."""
    w, b = place
    return sum((x * w + b - y) ** 2 for x, y in zip(XS, YS, strict=True)) / 3


def slope(place: Point) -> Point:
    w, b = place
    residuals = [2 * (x * w + b - y) / 3 for x, y in zip(XS, YS, strict=True)]
    return sum(r * x for r, x in zip(residuals, XS, strict=True)), sum(residuals)


def lbfgs(start: Point, lr: float) -> Iterator[Point]:
    """The places before each step of torch's LBFGS: up to 20 moves along -H g, H from the changes seen so far."""
    place, g, before, first = start, slope(start), (0.0, 0.0), True
    direction, length = (0.0, 0.0), 0.0
    seen: list[tuple[Point, Point]] = []
    while True:
        yield place
        for _ in range(20):
            if not first:
                y = (g[0] - before[0], g[1] - before[1])
                s = (length * direction[0], length * direction[1])
                if dot(y, s) > 1e-10:
                    seen.append((s, y))
            direction = downhill(g, seen)
            length = min(1.0, 1 / (abs(g[0]) + abs(g[1]))) * lr if first else lr
            if dot(g, direction) > -1e-9:
                break
            place = (place[0] + length * direction[0], place[1] + length * direction[1])
            before, g, first = g, slope(place), False


def downhill(g: Point, seen: list[tuple[Point, Point]]) -> Point:
    """Minus the gradient, stretched by the inverse curvature that the changes of place and gradient tell."""
    q, shares = (-g[0], -g[1]), []
    for s, y in reversed(seen):
        share = dot(s, q) / dot(s, y)
        shares.append(share)
        q = (q[0] - share * y[0], q[1] - share * y[1])
    if seen:
        s, y = seen[-1]
        q = (q[0] * dot(s, y) / dot(y, y), q[1] * dot(s, y) / dot(y, y))
    for (s, y), share in zip(seen, reversed(shares), strict=True):
        more = share - dot(y, q) / dot(s, y)
        q = (q[0] + more * s[0], q[1] + more * s[1])
    return q


def dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1]


def histories(lr: float, epochs: int) -> dict[str, list[float]]:
    """The costs of each optimizer, one before each step."""
    rules = {
        "SGD": lambda: momentum(lr, 0),
        "Adagrad": lambda: adagrad(lr),
        "Adam": lambda: adam(lr),
        "Adamax": lambda: adamax(lr),
        "RMSprop": lambda: rmsprop(lr),
        "Rprop": lambda: rprop(lr),
    }
    costs = {name: [cost(place) for place in path(rule, slope, (1.0, 0.0), epochs - 1)] for name, rule in rules.items()}
    places = lbfgs((1.0, 0.0), lr)
    return costs | {"LBFGS": [cost(next(places)) for _ in range(epochs)]}


def comparison() -> None:
    """The cost of each optimizer over the epochs."""
    picture = Picture(
        "optimizers",
        640,
        400,
        title={"en": "Eight optimizers on the same data", "zh": "同一数据上的八种优化器"},
        description={
            "en": "The cost over 50 epochs on a logarithmic axis, from the same start and with the same learning rate "
            "0.05. LBFGS falls below 0.00001 within ten epochs, Rprop comes near it at the end. SGD and ASGD lie on "
            "each other and, with RMSprop, end near 0.006. Adam and Adamax end near 0.07, Adagrad at 0.4.",
            "zh": "对数坐标下 50 轮的代价；起点相同，学习率都是 0.05。LBFGS 在十轮之内降到 0.00001 以下，"
            "Rprop 在最后接近它。"
            "SGD 与 ASGD 重合，与 RMSprop 一样最后约为 0.006。Adam 和 Adamax 最后约为 0.07，Adagrad 为 0.4。",
        },
    )
    axes = picture.axes(
        82,
        40,
        440,
        300,
        x=(0, 49),
        y=(-5, 1),
        x_label={"en": "epoch", "zh": "轮数"},
        y_label={"en": "cost", "zh": "代价"},
        x_ticks=range(0, 50, 10),
        y_ticks={power: f"{10.0**power:g}" for power in range(-4, 2)} | {-5: "0.00001"},
        grid=True,
    )
    looks = {
        "Adagrad": ("purple", False, 0.0),
        "Adam": ("orange", False, -8.0),
        "Adamax": ("ink", True, 10.0),
        "SGD": ("blue", False, 10.0),
        "RMSprop": ("green", True, -9.0),
        "Rprop": ("muted", False, 0.0),
        "LBFGS": ("ink", False, 0.0),
    }
    for name, costs in histories(0.05, 50).items():
        colour, dashed, shift = looks[name]
        logs = [math.log10(max(one, 1e-12)) for one in costs]
        axes.curve(list(enumerate(logs)), colour=colour, dashed=dashed)
        if name == "LBFGS":
            axes.text(8, -4.6, name, colour=colour, anchor="start", size=16)
        else:
            label = "SGD, ASGD" if name == "SGD" else name
            axes.text(49, logs[-1], label, colour=colour, anchor="start", size=16, dx=8, dy=6 - shift)
    picture.save(CHAPTER)


if __name__ == "__main__":
    cycle()
    broadcasting()
    valley()
    comparison()
