"""Pictures of chapter 4: the graph of the linear model, three paths of one number, two layers, a line that bends."""

from drawing import Axes, Picture, Point, Words

CHAPTER = "04_back_propagation"


def graph() -> Picture:
    """Values go forward in blue, gradients come back in orange, each beside its edge."""
    picture = Picture(
        "graph",
        640,
        300,
        title={"en": "The computational graph of the linear model", "zh": "线性模型的计算图"},
        description={
            "en": "Four nodes in a row: a product, a sum, a difference, a square. Forward, with x = 3, w = 1.5, "
            "b = 0.5 and y = 1: the product is 4.5, the prediction 5, the residual 4, the loss 16. Backward: 1 arrives "
            "at the square, 8 at the difference, 8 at the sum, 8 at b, 8 at the product, 24 at w.",
            "zh": "一排四个节点：乘、加、减、平方。前向，x = 3，w = 1.5，b = 0.5，y = 1：乘积 4.5，预测值 5，残差 4，"
            "损失 16。反向：传到平方节点的是 1，传到减法节点、加法节点、乘法节点和 b 的都是 8，传到 w 的是 24。",
        },
    )
    row = 150
    x, w = picture.node(45, 80, "x", radius=22), picture.node(45, 220, "w", radius=22)
    product = picture.node(160, row, "×", radius=22)
    total = picture.node(290, row, "+", radius=22)
    b = picture.node(290, 255, "b", radius=22)
    difference = picture.node(420, row, "−", radius=22)
    y = picture.node(420, 255, "y", radius=22)
    square = picture.node(530, row, "( )²", radius=22)
    loss = picture.node(618, row, radius=4)
    picture.edge(x, product, "3", colour="blue")
    picture.edge(w, product, "1.5", colour="blue", shift=5)
    picture.edge(product, w, "24", colour="orange", dashed=True, shift=5)
    picture.edge(b, total, "0.5", colour="blue", shift=5)
    picture.edge(total, b, "8", colour="orange", dashed=True, shift=5)
    picture.edge(y, difference, "1", colour="blue")
    for start, end, value, gradient in (
        (product, total, "4.5", "8"),
        (total, difference, "ŷ = 5", "8"),
        (difference, square, "r = 4", "8"),
        (square, loss, "16", "1"),
    ):
        picture.edge(start, end, value, colour="blue", shift=5)
        picture.edge(end, start, gradient, colour="orange", dashed=True, shift=5, label=14)
    picture.text(608, row - 44, {"en": "loss", "zh": "损失"}, colour="blue")
    picture.text(640 - 12, 30, {"en": "forward: values", "zh": "前向：数值"}, colour="blue", anchor="end")
    picture.text(640 - 12, 54, {"en": "backward: gradients", "zh": "反向：梯度"}, colour="orange", anchor="end")
    # From the rim of w on, so that its name is never covered for long.
    there: list[Point] = [(66, 207), (product.x, row), (total.x, row), (difference.x, row), (square.x, row)]
    there.append((loss.x, row))
    waiting = [there[-1]] * (len(there) - 1)
    picture.moving_dot(there + waiting, colour="blue", seconds=9)
    picture.moving_dot(waiting + there[::-1], colour="orange", seconds=9)
    return picture


def fork() -> Picture:
    """The three paths from x to z, each in its own colour."""
    picture = Picture(
        "fork",
        640,
        190,
        title={"en": "Three paths from x to z = x · x + x", "zh": "从 x 到 z = x · x + x 的三条路径"},
        description={
            "en": "x = 3 leads to the product q twice and to the sum z once. Each path through q gives 1 · 3 = 3, the "
            "direct one gives 1; together 7.",
            "zh": "x = 3 有两条边通向乘积 q，一条边直接通向和 z。经过 q 的两条路径各给出 1 · 3 = 3，"
            "直接的路径给出 1，合计 7。",
        },
    )
    row = 86
    picture.node(70, row, "x")
    q, z = picture.node(270, row, "×"), picture.node(450, row, "+")
    picture.arrow((92, row - 14), (249, row - 12), colour="blue", bend=18)
    picture.arrow((92, row + 14), (249, row + 12), colour="green", bend=-18)
    picture.arrow((80, row + 25), (438, row + 25), colour="orange", bend=-62)
    picture.edge(q, z, colour="blue", shift=4)
    picture.edge(q, z, colour="green", shift=-4)
    for x, y, words, colour in (
        (170, row - 40, "3", "blue"),
        (170, row + 26, "3", "green"),
        (258, row + 80, "1", "orange"),
        (360, row - 14, "1", "blue"),
        (360, row + 28, "1", "green"),
        (70, row - 38, "3", "muted"),
        (270, row - 38, "q = 9", "muted"),
        (450, row - 38, "z = 12", "muted"),
    ):
        picture.text(x, y, words, colour=colour)
    picture.text(515, row - 24, "1 · 3 = 3", colour="blue", anchor="start")
    picture.text(515, row + 2, "1 · 3 = 3", colour="green", anchor="start")
    picture.text(515, row + 28, "1", colour="orange", anchor="start")
    picture.line([(512, row + 40), (600, row + 40)], colour="muted", width=1.5)
    picture.text(515, row + 62, {"en": "together 7", "zh": "合计 7"}, anchor="start", bold=True)
    return picture


def layers() -> Picture:
    """Two layers: what goes forward with its shape, and what comes back."""
    picture = Picture(
        "layers",
        640,
        260,
        title={"en": "Two layers, forward and backward", "zh": "两层网络的前向与反向"},
        description={
            "en": "Forward: X of shape (N, inputs), Z and H of shape (N, hidden), Y of shape (N, outputs); W1 and b1 "
            "enter before Z, the activation lies between Z and H, W2 and b2 enter before Y. Backward: dY gives dW2, "
            "db2 and dH; dH gives dZ; dZ gives dW1, db1 and dX.",
            "zh": "前向：X 的形状是 (N, inputs)，Z 和 H 是 (N, hidden)，Y 是 (N, outputs)；W1、b1 在 Z 之前进入，"
            "激活函数在 Z 与 H 之间，W2、b2 在 Y 之前进入。反向：由 dY 得到 dW2、db2 和 dH，由 dH 得到 dZ，"
            "由 dZ 得到 dW1、db1 和 dX。",
        },
    )
    row = 140
    X, Z = picture.box(55, row, 62, 44, "X"), picture.box(232, row, 62, 44, "Z")
    H, Y = picture.box(384, row, 62, 44, "H"), picture.box(560, row, 62, 44, "Y")
    first, second = picture.box(232, 32, 96, 40, "W₁, b₁"), picture.box(560, 32, 96, 40, "W₂, b₂")
    for start, end in ((X, Z), (Z, H), (H, Y), (first, Z), (second, Y)):
        picture.edge(start, end, colour="blue", shift=5)
        picture.edge(end, start, colour="orange", dashed=True, shift=5)
    picture.text(308, row - 18, "act", colour="blue")
    picture.text(143, row - 18, "X W₁ᵀ + b₁", colour="blue")
    picture.text(472, row - 18, "H W₂ᵀ + b₂", colour="blue", anchor="middle", size=16)
    picture.text(222, 84, "dW₁ = dZᵀ X", colour="orange", anchor="end")
    picture.text(550, 84, "dW₂ = dYᵀ H", colour="orange", anchor="end")
    for node, shape in ((X, "(N, inputs)"), (Z, "(N, hidden)"), (H, "(N, hidden)"), (Y, "(N, outputs)")):
        picture.text(node.x, row + 48, shape, colour="muted", size=15)
    for x, words in ((143, "dX = dZ W₁"), (308, "dZ = dH ⊙ act′(Z)"), (472, "dH = dY W₂")):
        picture.text(x, row + 84, words, colour="orange", size=16)
    picture.text(560, row + 84, {"en": "dY arrives", "zh": "dY 传来"}, colour="orange", anchor="start", dx=-10, size=16)
    return picture


def network(x: float, *, bent: bool) -> float:
    """The network of the chapter's text: one input, three hidden numbers, one output."""
    hidden = (x + 0.5, -2 * x + 1, 1.5 * x - 2)
    first, second, third = (max(z, 0.0) if bent else z for z in hidden)
    return first + second - 2 * third + 0.5


def midpoint(axes: Axes, *, bent: bool, label: Words) -> None:
    """The curve, its chord, and what lies between the two in the middle."""
    low, middle, high = -1.0, 0.5, 2.0
    # The corners are among the samples, so that they are drawn as corners.
    corners = [-1.5, -0.5, 0.5, 4 / 3, 2.5]
    axes.line([(x, network(x, bent=bent)) for x in corners], colour="blue", width=2.5)
    ends = [(x, network(x, bent=bent)) for x in (low, high)]
    if bent:
        axes.line(ends, colour="orange", dashed=True)
    for x, y in ends:
        axes.dot(x, y)
    mean = (ends[0][1] + ends[1][1]) / 2
    axes.ring(middle, mean, colour="orange")
    axes.dot(middle, network(middle, bent=bent))
    if bent:
        axes.arrow((middle, mean), (middle, network(middle, bent=True)), colour="green")
    axes.text(middle, mean, label, colour="green", anchor="start", dx=14, dy=-8)


def bend() -> Picture:
    """Without an activation, the middle of two inputs goes to the middle of the outputs; with one it does not."""
    picture = Picture(
        "bend",
        640,
        300,
        title={"en": "Two layers without and with a relu", "zh": "两层网络：没有 relu 与有 relu"},
        description={
            "en": "Left, without an activation: a straight line; the output of the middle is the middle of the "
            "outputs. Right, with a relu: a line with three corners; the output of the middle lies 0.75 below the "
            "middle of the outputs.",
            "zh": "左，没有激活函数：一条直线，中点的输出就是输出的中点。右，加上 relu：一条有三个折角的线，"
            "中点的输出比输出的中点低 0.75。",
        },
    )
    picture.text(165, 26, {"en": "no activation", "zh": "没有激活函数"}, bold=True)
    picture.text(490, 26, {"en": "relu", "zh": "relu"}, bold=True)
    left = picture.axes(40, 44, 260, 210, x=(-1.5, 2.5), y=(-4, 12), x_label="x", x_ticks=(-1, 0, 1, 2))
    midpoint(left, bent=False, label={"en": "no bend", "zh": "弯曲 0"})
    right = picture.axes(364, 44, 260, 210, x=(-1.5, 2.5), y=(0, 4.5), x_label="x", x_ticks=(-1, 0, 1, 2))
    midpoint(right, bent=True, label={"en": "bend −0.75", "zh": "弯曲 −0.75"})
    return picture


for drawn in (graph(), fork(), layers(), bend()):
    drawn.save(CHAPTER)
