"""The pictures of chapter 1: kinds of learning systems, paths in a graph, principal axes, and k-means at work."""

import math
import random
from collections.abc import Sequence
from itertools import pairwise

from drawing import Picture, Point, Words

CHAPTER = "01_overview"


def systems() -> None:
    """Four kinds of learning systems, a row each: what is written by hand, and what is learnt."""
    picture = Picture(
        "systems",
        640,
        420,
        title={"en": "Four kinds of learning systems", "zh": "四类学习系统"},
        description={
            "en": "From input to output, a row for each kind. Rule-based: a program by hand. Classical machine "
            "learning: features by hand, then a mapping that is learnt. Representation learning: features that are "
            "learnt, then a mapping that is learnt after them. Deep learning: simple features, further features and "
            "the mapping, all learnt in one training.",
            "zh": "从输入到输出，每类一行。基于规则的系统：由人写程序。经典机器学习：人工设计特征，再学习映射。"
            "表示学习：先学习特征，再学习映射。深度学习：简单特征、更多特征和映射在一次训练里学出。",
        },
    )
    by_hand, learnt = "orange", "blue"
    program: Words = {"en": "program", "zh": "程序"}
    features: Words = {"en": "features", "zh": "特征"}
    mapping: Words = {"en": "mapping", "zh": "映射"}
    rows: Sequence[tuple[Words, Sequence[tuple[Words, float, str]]]] = [
        ({"en": "rule-based system", "zh": "基于规则的系统"}, [(program, 320, by_hand)]),
        (
            {"en": "classical machine learning", "zh": "经典机器学习"},
            [(features, 240, by_hand), (mapping, 400, learnt)],
        ),
        ({"en": "representation learning", "zh": "表示学习"}, [(features, 240, learnt), (mapping, 400, learnt)]),
        (
            {"en": "deep learning: one training for all", "zh": "深度学习：一次训练，全部学出"},
            [
                ({"en": "simple", "zh": "简单特征"}, 185, learnt),
                ({"en": "further", "zh": "更多特征"}, 320, learnt),
                (mapping, 455, learnt),
            ],
        ),
    ]
    for row, (name, boxes) in enumerate(rows):
        top = 72 + 92 * row
        if row == 3:
            picture.area([(122, top - 26), (518, top - 26), (518, top + 26), (122, top + 26)], opacity=0.15)
        picture.text(20, top - 34, name, anchor="start", bold=True)
        chain = [picture.box(60, top, 80, 38, {"en": "input", "zh": "输入"}, colour="muted")]
        chain += [picture.box(x, top, 105, 38, words, colour=colour) for words, x, colour in boxes]
        chain.append(picture.box(580, top, 80, 38, {"en": "output", "zh": "输出"}, colour="muted"))
        for tail, head in pairwise(chain):
            picture.edge(tail, head, colour="muted")
    for x, colour, words in (
        (150, by_hand, {"en": "written by hand", "zh": "由人手写"}),
        (390, learnt, {"en": "learnt from data", "zh": "从数据中学习"}),
    ):
        picture.area([(x, 389), (x + 18, 389), (x + 18, 405), (x, 405)], colour=colour, opacity=1)
        picture.text(x + 28, 403, words, anchor="start", colour=colour)
    picture.save(CHAPTER)


def paths() -> None:
    """The graph of e = (a + b)(b + 1) at a = 2, b = 1, and its two paths from b to e."""
    picture = Picture(
        "paths",
        640,
        330,
        title={
            "en": "The graph of e = (a + b)(b + 1) at a = 2, b = 1",
            "zh": "e = (a + b)(b + 1) 在 a = 2、b = 1 时的计算图",
        },
        description={
            "en": "Five nodes with their values: a = 2, b = 1, c = a + b = 3, d = b + 1 = 2, e = c d = 6. Local "
            "gradients on the arrows: a to c 1, b to c 1, b to d 1, c to e 2, d to e 3. Two paths lead from b to e: "
            "through c with the product 2, through d with the product 3. Two dots run back along them and meet at b.",
            "zh": "五个节点和它们的值：a = 2，b = 1，c = a + b = 3，d = b + 1 = 2，e = c d = 6。"
            "箭头上的局部梯度：a 到 c 为 1，b 到 c 为 1，b 到 d 为 1，c 到 e 为 2，d 到 e 为 3。"
            "从 b 到 e 有两条路径：经过 c 的乘积是 2，经过 d 的乘积是 3。"
            "两个点沿着它们往回走，在 b 相遇。",
        },
    )
    a = picture.node(70, 75, "2", radius=30)
    b = picture.node(70, 235, "1", radius=30)
    c = picture.node(300, 75, "3", radius=30)
    d = picture.node(300, 235, "2", radius=30)
    e = picture.node(520, 155, "6", radius=30)
    picture.text(70, 32, "a", italic=True)
    picture.text(70, 292, "b", italic=True)
    picture.text(300, 32, "c = a + b", italic=True)
    picture.text(300, 292, "d = b + 1", italic=True)
    picture.text(520, 112, "e = c d", italic=True)
    picture.edge(a, c, "1")
    picture.edge(b, c, "1", colour="blue")
    picture.edge(b, d, "1", colour="orange", label=-14)
    picture.edge(c, e, "d = 2", colour="blue", label=16)
    picture.edge(d, e, "c = 3", colour="orange", label=-18)
    picture.text(400, 285, "∂e/∂a = 1 · 2 = 2", anchor="start")
    picture.text(400, 313, "∂e/∂b =", anchor="start")
    picture.text(470, 313, "1 · 2", anchor="start", colour="blue")
    picture.text(514, 313, "+", anchor="start")
    picture.text(531, 313, "1 · 3", anchor="start", colour="orange")
    picture.text(575, 313, "= 5", anchor="start")
    picture.moving_dot([(489, 144), (300, 75), (97, 216)], colour="blue", seconds=5)
    picture.moving_dot([(489, 166), (300, 235), (103, 235)], colour="orange", seconds=5)
    picture.save(CHAPTER)


def principal_axes() -> None:
    """A long, thin cloud with its centre, its two axes, and what is lost when the shorter one is left out."""
    draw = random.Random(6)
    along, across = (0.8, 0.6), (-0.6, 0.8)
    parts = [(draw.gauss(0, 2.6), draw.gauss(0, 0.75)) for _ in range(28)]
    mean = tuple(sum(part[axis] for part in parts) / len(parts) for axis in range(2))
    parts = [(far - mean[0], aside - mean[1]) for far, aside in parts]

    def point(far: float, aside: float) -> Point:
        return far * along[0] + aside * across[0], far * along[1] + aside * across[1]

    picture = Picture(
        "principal_axes",
        640,
        380,
        title={"en": "The principal axes of a cloud of points", "zh": "一团点的主轴"},
        description={
            "en": "A long, thin, tilted cloud of points. From its centre a long arrow, the first direction, goes along "
            "the cloud, and a short one, the second direction, across. A dashed line from each point to the long axis "
            "is what is lost when only the first coordinate is kept.",
            "zh": "一团倾斜的、又长又窄的点。从中心出发，长箭头是第一个方向，沿着这团点；短箭头是第二个方向，与它垂直。"
            "各点到长轴的虚线，是只保留第一个坐标时的损失。",
        },
    )
    axes = picture.axes(30, 35, 580, 310, x=(-5.8, 5.8), y=(-3.1, 3.1), x_label="x₁", y_label="x₂")
    axes.line([point(-5.1, 0), point(5.1, 0)], colour="muted", width=1.5)
    for far, aside in parts:
        axes.line([point(far, aside), point(far, 0)], colour="orange", width=1.5, dashed=True)
    for far, aside in parts:
        axes.dot(*point(far, aside))
    spreads = [math.sqrt(sum(part[axis] ** 2 for part in parts) / len(parts)) for axis in range(2)]
    axes.arrow((0, 0), point(1.5 * spreads[0], 0), colour="green", width=4)
    axes.arrow((0, 0), point(0, 2.2 * spreads[1]), colour="purple", width=4)
    axes.dot(0, 0, colour="ink", radius=6)
    axes.text(3.1, 1.3, {"en": "first direction", "zh": "第一个方向"}, colour="green", anchor="start")
    axes.text(*point(0, 2.2 * spreads[1]), {"en": "second", "zh": "第二个方向"}, colour="purple", dy=-8)
    axes.text(0.15, -0.35, {"en": "centre", "zh": "中心"}, anchor="start", dy=12)
    axes.text(5.6, -2.4, {"en": "dashed: what is lost", "zh": "虚线：损失"}, colour="orange", anchor="end")
    picture.save(CHAPTER)


def rounds_of_k_means(samples: Sequence[Point], centres: Sequence[Point], rounds: int) -> list[list[Point]]:
    """The centres at the start and after each round."""
    history = [list(centres)]
    for _ in range(rounds):
        nearest = [min(range(len(history[-1])), key=lambda i: math.dist(sample, history[-1][i])) for sample in samples]
        moved = []
        for index, centre in enumerate(history[-1]):
            mine = [sample for sample, found in zip(samples, nearest, strict=True) if found == index]
            mean = tuple(sum(sample[axis] for sample in mine) / len(mine) for axis in range(2)) if mine else centre
            moved.append((mean[0], mean[1]))
        history.append(moved)
    return history


def k_means() -> None:
    """Two clouds, and two centres that start in one of them."""
    draw = random.Random(3)
    samples = [(draw.gauss(2.2, 0.75), draw.gauss(3.6, 0.65)) for _ in range(18)]
    samples += [(draw.gauss(7.2, 0.9), draw.gauss(2.0, 0.6)) for _ in range(18)]
    history = rounds_of_k_means(samples, [(0.9, 4.6), (1.5, 3.0)], 4)
    picture = Picture(
        "k_means",
        640,
        360,
        title={"en": "k-means with two centres", "zh": "两个中心的 k 均值"},
        description={
            "en": "Two clouds of points, and two centres, orange and green, that both start in the left cloud. Round "
            "by round the green one walks to the right cloud, and each ends in the middle of its cloud. Lines show "
            "their ways.",
            "zh": "两团点，橙色和绿色两个中心都从左边一团出发。一轮一轮地，绿色的中心走到右边一团，"
            "两个中心各自停在一团的中间。"
            "线条是它们走过的路。",
        },
    )
    axes = picture.axes(30, 35, 580, 290, x=(0, 9.6), y=(0.2, 5.4), x_label="x₁", y_label="x₂")
    for sample in samples:
        nearest = min(range(2), key=lambda i: math.dist(sample, history[-1][i]))
        axes.dot(*sample, colour="orange" if nearest == 0 else "green", radius=4)
    for index, colour in enumerate(("orange", "green")):
        way = [centres[index] for centres in history]
        axes.line(way, colour="ink", width=1.5, dashed=True)
        for place in way:
            axes.cross(*place, size=5, width=2)
        axes.ring(*way[-1], colour=colour, radius=13)
        axes.moving_dot(way, colour="ink", radius=7, seconds=7)
    axes.text(*history[0][0], {"en": "start", "zh": "起点"}, dx=12, dy=-4, anchor="start")
    axes.text(*history[0][1], {"en": "start", "zh": "起点"}, dx=-8, dy=18, anchor="end")
    picture.save(CHAPTER)


if __name__ == "__main__":
    systems()
    paths()
    principal_axes()
    k_means()
