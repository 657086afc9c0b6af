"""Descent on the cost curve, the grid that misses a valley, a path that leaves a saddle point, and training curves."""

from __future__ import annotations

import math

from drawing import Axes, Picture

CHAPTER = "03_gradient_descent"


def cost(w: float) -> float:
    """The cost of the course's data."""
    return 14 / 3 * (w - 2) ** 2


def descent() -> None:
    """Steps along the slope, shorter and shorter."""
    picture = Picture(
        "descent",
        600,
        330,
        title={"en": "Gradient descent on the cost curve", "zh": "代价曲线上的梯度下降"},
        description={
            "en": "The cost of the course's data over w is a parabola with its lowest point at w = 2. Starting "
            "at w = 0.2, each step goes against the slope. The slope shrinks, and so do the steps.",
            "zh": "课程数据的代价是 w 的抛物线，最低点在 w = 2。从 w = 0.2 出发，每一步都与斜率相"
            "反；斜率越来越小，步子也越来越短。",
        },
    )
    axes = picture.axes(
        60, 45, 500, 225, x=(0, 4), y=(-1, 17), x_label="w", y_label={"en": "cost", "zh": "代价"}, x_ticks=range(5)
    )
    axes.curve(cost)
    ws = [0.2]
    for _ in range(7):
        ws.append(ws[-1] - 0.05 * 28 / 3 * (ws[-1] - 2))
    steps = [(w, cost(w)) for w in ws]
    slope = 28 / 3 * (ws[0] - 2)
    axes.line([(w, cost(ws[0]) + slope * (w - ws[0])) for w in (0.08, 0.62)], colour="green", width=2.5)
    axes.text(0.62, 11.6, {"en": "the slope here", "zh": "这里的斜率"}, colour="green", anchor="start", dx=12)
    axes.line(steps, colour="orange", width=1.5, dashed=True)
    for w, height in steps:
        axes.dot(w, height, colour="orange")
    axes.text(2, 0, {"en": "lowest point", "zh": "最低点"}, dy=-16)
    axes.moving_dot(steps, colour="orange", radius=8)
    picture.save(CHAPTER)


def valleys(w: float) -> float:
    """A wide valley, and a narrow one that is deeper."""
    return 0.5 * (w - 1) ** 2 + 1 - 3.5 * math.exp(-(((w - 3.33) / 0.06) ** 2))


def grid() -> None:
    """Sixteen points that step over the lowest valley."""
    picture = Picture(
        "grid",
        600,
        330,
        title={"en": "A grid that steps over the lowest valley", "zh": "网格跨过了最低的谷"},
        description={
            "en": "A cost over w with a wide valley at 1 and a narrow, deeper one at 3.33. Sixteen grid points "
            "stand on the curve, none of them in the narrow valley. A ring marks the best of them, near "
            "1; a cross the lowest point.",
            "zh": "一条代价曲线，在 1 处有一个宽谷，在 3.33 处有一个窄而更深的谷。16 个网格点都在曲线上"
            "，没有一个落进窄谷。圆圈标出其中最好的点，在 1 附近；叉标出真正的最低点。",
        },
    )
    axes = picture.axes(
        60, 45, 500, 225, x=(0, 4), y=(-0.3, 5.8), x_label="w", y_label={"en": "cost", "zh": "代价"}, x_ticks=range(5)
    )
    axes.curve(valleys, samples=601)
    points = [4 * index / 15 for index in range(16)]
    for w in points:
        axes.dot(w, valleys(w), colour="orange")
    best = min(points, key=valleys)
    axes.ring(best, valleys(best), radius=11)
    axes.text(best, valleys(best), {"en": "best grid point", "zh": "最好的网格点"}, colour="green", dy=-22)
    axes.cross(3.33, valleys(3.33), size=7)
    axes.text(3.33, valleys(3.33), {"en": "lowest point", "zh": "最低点"}, anchor="end", dx=-14, dy=5)
    picture.save(CHAPTER)


def level_lines(axes: Axes, height: float) -> None:
    """Where x**2 + 4*x*y + y**2 has this height, in both halves of the plane."""
    for side in (1, -1):
        points = []
        for index in range(-60, 61):
            along = index / 30
            # Along (1, 1) the function is 3 * u**2, along (1, -1) it is -v**2.
            u, v = (side * math.sqrt((height + along**2) / 3), along) if height > 0 else (0.0, 0.0)
            if height < 0:
                u, v = along, side * math.sqrt(3 * along**2 - height)
            points.append(((u + v) / math.sqrt(2), (u - v) / math.sqrt(2)))
        axes.curve(points, colour="blue" if height > 0 else "purple", width=1.2)


def saddle() -> None:
    """A path that comes near the saddle point, nearly stops, and leaves."""
    picture = Picture(
        "saddle",
        600,
        380,
        title={"en": "Gradient descent at a saddle point", "zh": "鞍点处的梯度下降"},
        description={
            "en": "Level lines of x² + 4xy + y², seen from above. From the corner x = y the function falls "
            "towards the saddle point in the middle; from there it falls to the other two corners. A "
            "path starts near the line x = y, slides to the saddle point, makes tiny steps there, and "
            "leaves it towards a lower corner with growing steps.",
            "zh": "从上方看 x² + 4xy + y² 的等高线。从 x = y 的一角到中间的鞍点，函数值下降；"
            "从鞍点到另外两角，继续下降。路径从直线 x = y 附近出发，滑到鞍点附近，在那里步子极小，然后"
            "步子越来越大，向较低的一角离开。",
        },
    )
    axes = picture.axes(
        60, 45, 280, 280, x=(-1.2, 1.2), y=(-1.2, 1.2), x_label="x", y_label="y", x_ticks=(-1, 0, 1), y_ticks=(-1, 0, 1)
    )
    for height in (0.3, 1.2, 2.7, 4.8, -0.15, -0.6, -1.35):
        level_lines(axes, height)
    path = [(1.0, 0.93)]
    while abs(path[-1][1]) < 1.15 and len(path) < 60:
        x, y = path[-1]
        path.append((x - 0.05 * (2 * x + 4 * y), y - 0.05 * (4 * x + 2 * y)))
    path = [(x, y) for x, y in path if abs(y) < 1.2]
    axes.line(path, colour="orange", width=1.5)
    for x, y in path:
        axes.dot(x, y, colour="orange", radius=3)
    axes.cross(0, 0, size=6)
    axes.moving_dot(path, colour="orange", radius=7, seconds=9)
    notes = (
        ("blue", {"en": "above the saddle point", "zh": "高于鞍点"}),
        ("purple", {"en": "below the saddle point", "zh": "低于鞍点"}),
        ("orange", {"en": "the path, step by step", "zh": "路径，一步一点"}),
        ("ink", {"en": "the saddle point", "zh": "鞍点"}),
    )
    for index, (colour, words) in enumerate(notes):
        y = 95 + 34 * index
        if colour == "ink":
            picture.cross(377, y - 5, size=6)
        elif colour == "orange":
            picture.dot(377, y - 5, colour=colour, radius=5)
        else:
            picture.line([(366, y - 5), (388, y - 5)], colour=colour)
        picture.text(400, y, words, anchor="start", size=16)
    picture.save(CHAPTER)


def curves() -> None:
    """The cost over the epochs, for learning rates that are small, best, large and too large."""
    picture = Picture(
        "curves",
        600,
        350,
        title={"en": "Training curves for four learning rates", "zh": "四种学习率的训练曲线"},
        description={
            "en": "The cost over the epochs on the course's data. With a learning rate of 0.01 it falls "
            "slowly, with 0.1 it is at 0 after two epochs, with 0.2 it falls although the weight jumps "
            "from side to side, with 0.22 it grows.",
            "zh": "课程数据上每轮的代价。学习率为 0.01 时缓慢下降；为 0.1 时两轮之后就到 0；为 "
            "0.2 时，权重左右来回跳，代价仍下降；为 0.22 时上升。",
        },
    )
    axes = picture.axes(
        60,
        45,
        400,
        245,
        x=(0, 20),
        y=(0, 14),
        x_label={"en": "epoch", "zh": "轮数"},
        y_label={"en": "cost", "zh": "代价"},
        x_ticks=range(0, 21, 5),
        y_ticks=(0, 5, 10),
    )
    for lr, colour in ((0.01, "blue"), (0.1, "green"), (0.2, "purple"), (0.22, "orange")):
        factor = (1 - lr * 28 / 3) ** 2
        points = [(float(epoch), 14 / 3 * factor**epoch) for epoch in range(21)]
        axes.curve(points, colour=colour)
        for epoch, height in points:
            if height < 14:
                axes.dot(epoch, height, colour=colour, radius=2.5)
    notes = (
        ("orange", "0.22", {"en": "diverges", "zh": "发散"}, 60),
        ("blue", "0.01", {"en": "slow", "zh": "缓慢"}, 150),
        ("purple", "0.2", {"en": "jumps", "zh": "来回跳"}, 200),
        ("green", "0.1", {"en": "fast", "zh": "很快"}, 250),
    )
    for colour, lr, words, y in notes:
        picture.text(472, y, f"lr = {lr}", colour=colour, anchor="start", size=16, bold=True)
        picture.text(472, y + 19, words, colour=colour, anchor="start", size=15)
    picture.save(CHAPTER)


if __name__ == "__main__":
    descent()
    grid()
    saddle()
    curves()
