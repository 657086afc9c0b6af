"""Checks of convexity, stationary points and the descent at a saddle. Functions are made from a name by the probes."""

from grader.authoring import by_hand, case, check, exercise, plain, random_case

about = exercise(
    title={"en": "Convexity and saddle points", "zh": "凸函数与鞍点"},
    rules=[by_hand(of=["saddle_gradient"])],
    worked_examples={
        "chord_gap": "chords",
        "looks_convex": "chords",
        "classify": "hessian",
        "saddle_gradient": "partial_derivatives",
        "descend": "partial_derivatives",
    },
)


def function_called(name):
    """A function of one number: convex, straight, dented, and so on."""
    return {
        "w**2": lambda w: w**2,
        "w**3": lambda w: w**3,
        "parabola": lambda w: 0.7 * (w - 0.4) ** 2 + 0.25,
        "quartic": lambda w: 0.1 * w**4 + 0.3 * w,
        "line": lambda w: 1.7 * w - 0.9,
        "hat": lambda w: 2.3 - 0.6 * w**2,
        "cubic": lambda w: 0.4 * w**3 - 0.2 * w,
        "two valleys": lambda w: 0.5 * (w + 1.1) ** 2 * (w - 1.3) ** 2,
        "steep": lambda w: 350.0 * (w - 12.0) ** 2,
    }[name]


@random_case(count=3, label={"en": "a random chord", "zh": "随机的弦"})
def chord(generator):
    """A chord of a function that is not convex everywhere."""
    a = float(generator.uniform(-1.6, -0.4))
    return case(
        f=str(generator.choice(["quartic", "cubic", "two valleys"])),
        a=a,
        b=a + float(generator.uniform(1.1, 2.6)),
        t=float(generator.choice([0.17, 0.29, 0.38, 0.66, 0.81])),
    )


def draw_hessian(generator, signs):
    """A symmetric matrix with eigenvalues of these signs in random directions."""
    import numpy as np

    directions, _ = np.linalg.qr(generator.normal(size=(len(signs), len(signs))))
    drawn = (directions * (np.array(signs) * generator.uniform(0.6, 3.0, len(signs)))) @ directions.T
    return (drawn + drawn.T) / 2  # symmetric to the bit, which the product is not


@random_case(count=4, label={"en": "a random Hessian", "zh": "随机的海森矩阵"})
def hessian_of_a_saddle(generator):
    """A matrix with eigenvalues of both signs."""
    signs = [[1, -1], [1, 1, -1], [-1, -1, 1], [1, -1, 1, -1]][int(generator.integers(4))]
    return case(hessian=draw_hessian(generator, signs).tolist())


@random_case(count=3, label={"en": "a random Hessian", "zh": "随机的海森矩阵"})
def hessian_of_an_extremum(generator):
    """A matrix with eigenvalues of one sign."""
    sign = float(generator.choice([1.0, -1.0]))
    return case(hessian=draw_hessian(generator, [sign] * int(generator.integers(2, 5))).tolist())


@random_case(count=2, label={"en": "a random start", "zh": "随机的起点"})
def start(generator):
    """A start beside the line x = y."""
    x = float(generator.uniform(-1.5, 1.5))
    return case(x=x, y=x + float(generator.uniform(0.3, 0.9)), lr=float(generator.uniform(0.03, 0.12)), steps=12)


@check(
    role="concept",
    of="chord_gap",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, f="w**2", a=0.0, b=2.0, t=0.25),
        case({"en": "worked by hand, not from 0", "zh": "手算的例子，不从 0 开始"}, f="w**3", a=1.0, b=3.0, t=0.25),
        case({"en": "a convex function", "zh": "凸函数"}, f="parabola", a=-1.3, b=2.1, t=0.3),
        case({"en": "not convex: the gap is negative", "zh": "不是凸函数：差为负"}, f="hat", a=-0.7, b=1.9, t=0.35),
        case({"en": "from right to left", "zh": "从右到左"}, f="quartic", a=1.7, b=-0.6, t=0.2),
        case({"en": "at the end b", "zh": "在端点 b"}, f="cubic", a=-0.7, b=1.6, t=1.0),
        case({"en": "equal ends", "zh": "两端相等"}, f="parabola", a=1.3, b=1.3, t=0.4),
        case({"en": "large values", "zh": "值很大"}, f="steep", a=-31.0, b=47.5, t=0.77),
        chord,
    ],
    sentence={"zh": "弦与函数图像的高度差。"},
)
def gap_between_chord_and_graph(m, f, a, b, t):
    """The gap is the height of the chord minus the height of the graph."""
    return m.chord_gap(function_called(f), a, b, t)


@random_case(count=2, label={"en": "random chords of a convex function", "zh": "凸函数的随机的弦"})
def chords_above(generator):
    first, second = generator.uniform(0.2, 1.0, 2)
    pairs = [(float(first), float(first + 1.3)), (float(-second), float(-second + 1.7))]
    return case(
        f=str(generator.choice(["parabola", "quartic"])), pairs=plain(pairs), shares=plain([0.3, 0.6]), slack=1e-4
    )


@random_case(count=2, label={"en": "random chords of another function", "zh": "另一个函数的随机的弦"})
def chords_below(generator):
    above, below = generator.uniform(0.2, 0.5, 2)
    pairs = [(float(above), float(above + 1.3)), (float(-below - 1.3), float(-below))]
    return case(f="cubic", pairs=plain(pairs), shares=plain([0.3, 0.6]), slack=1e-4)


@check(
    role="concept",
    of="looks_convex",
    points=2,
    cases=[
        case(
            {"en": "convex", "zh": "凸函数"},
            f="parabola",
            pairs=plain([(-1.2, 0.7), (0.3, 2.2)]),
            shares=plain([0.2, 0.5, 0.7]),
            slack=1e-4,
        ),
        case(
            {"en": "a hat", "zh": "帽形"},
            f="hat",
            pairs=plain([(-1.2, 0.7), (0.3, 2.2)]),
            shares=plain([0.5]),
            slack=1e-4,
        ),
        case(
            {"en": "a line has gaps of 0", "zh": "直线的差为 0"},
            f="line",
            pairs=plain([(-1.3, 0.7), (0.1, 2.9)]),
            shares=plain([0.3, 0.6]),
            slack=1e-4,
        ),
        case(
            {"en": "equal ends", "zh": "两端相等"},
            f="two valleys",
            pairs=plain([(0.3, 0.3)]),
            shares=plain([0.3, 0.6]),
            slack=1e-4,
        ),
        case(
            {"en": "only the first chord shows it", "zh": "只有第一条弦看得出来"},
            f="cubic",
            pairs=plain([(-1.9, -0.4), (0.5, 1.9)]),
            shares=plain([0.4]),
            slack=1e-4,
        ),
        case(
            {"en": "only the last chord shows it", "zh": "只有最后一条弦看得出来"},
            f="cubic",
            pairs=plain([(0.5, 1.9), (-1.9, -0.4)]),
            shares=plain([0.3, 0.4]),
            slack=1e-4,
        ),
        case(
            {"en": "only the last share shows it", "zh": "只有最后一个比例看得出来"},
            f="two valleys",
            pairs=plain([(-1.3, 1.35)]),
            shares=plain([0.02, 0.03, 0.5]),
            slack=1e-4,
        ),
        case(
            {"en": "only the first share shows it", "zh": "只有第一个比例看得出来"},
            f="two valleys",
            pairs=plain([(-1.3, 1.35)]),
            shares=plain([0.5, 0.03, 0.02]),
            slack=1e-4,
        ),
        case(
            {"en": "the middle of the chord does not show it", "zh": "弦的中点看不出来"},
            f="cubic",
            pairs=plain([(-1.0, 1.3)]),
            shares=plain([0.5, 0.12]),
            slack=1e-4,
        ),
        case(
            {"en": "a dent that these samples do not see", "zh": "这些样本看不到的凹陷"},
            f="two valleys",
            pairs=plain([(-2.0, -1.2), (1.2, 2.0)]),
            shares=plain([0.5]),
            slack=1e-4,
        ),
        case(
            {"en": "a dent within the slack", "zh": "凹陷在允许范围之内"},
            f="hat",
            pairs=plain([(0.5, 0.7)]),
            shares=plain([0.5]),
            slack=0.05,
        ),
        chords_above,
        chords_below,
    ],
    needs=["gap_between_chord_and_graph"],
    sentence={"zh": "只要有一条弦在图像下方，函数就不是凸的。"},
)
def one_chord_below_the_graph_is_enough(m, f, pairs, shares, slack):
    """One chord below the graph is enough to say: not convex."""
    return m.looks_convex(function_called(f), pairs, shares, slack)


@check(
    role="concept",
    of="classify",
    points=3,
    cases=[
        case({"en": "a bowl", "zh": "碗形"}, hessian=[[2.5, 0.4], [0.4, 1.3]]),
        case({"en": "a hill", "zh": "山形"}, hessian=[[-2.5, 0.4], [0.4, -1.3]]),
        case({"en": "a saddle with a positive diagonal", "zh": "对角线为正的鞍点"}, hessian=[[2.0, 3.0], [3.0, 2.0]]),
        case({"en": "a saddle with a negative diagonal", "zh": "对角线为负的鞍点"}, hessian=[[-1.2, 2.1], [2.1, -0.9]]),
        case({"en": "a saddle on the axes", "zh": "沿坐标轴的鞍点"}, hessian=[[2.2, 0.0], [0.0, -1.7]]),
        case(
            {"en": "a saddle on the axes, turned", "zh": "沿坐标轴的鞍点，方向对调"}, hessian=[[-1.7, 0.0], [0.0, 2.2]]
        ),
        case({"en": "flat along one direction", "zh": "沿一个方向是平的"}, hessian=[[4.0, 2.0], [2.0, 1.0]]),
        case(
            {"en": "flat along one direction, falling along the other", "zh": "一个方向平，另一个方向下降"},
            hessian=[[-1.0, 0.5], [0.5, -0.25]],
        ),
        case(
            {"en": "falling, and almost flat along one direction", "zh": "下降，一个方向几乎是平的"},
            hessian=[[-1.3, 0.0], [0.0, -1e-8]],
        ),
        case({"en": "just below the limit", "zh": "刚好低于界限"}, hessian=[[1.0, 0.0], [0.0, 7e-7]]),
        case({"en": "just above the limit", "zh": "刚好高于界限"}, hessian=[[1.0, 0.0], [0.0, 1.4e-6]]),
        case(
            {"en": "just above the limit, below zero", "zh": "刚好高于界限，小于零"},
            hessian=[[1.3, 0.0], [0.0, -1.9e-6]],
        ),
        case(
            {"en": "the limit goes with the largest eigenvalue", "zh": "界限由最大的特征值决定"},
            hessian=[[1.000002 if i == j else 1.0 for j in range(4)] for i in range(4)],
        ),
        case({"en": "flat everywhere", "zh": "处处都平"}, hessian=[[0.0, 0.0], [0.0, 0.0]]),
        case({"en": "one dimension", "zh": "一维"}, hessian=[[0.37]]),
        case({"en": "one dimension, a maximum", "zh": "一维，极大值"}, hessian=[[-1.9]]),
        case(
            {"en": "three dimensions, determinant above zero", "zh": "三维，行列式大于零"},
            hessian=[[2.0, 0.1, 0.2], [0.1, -1.5, 0.3], [0.2, 0.3, -0.7]],
        ),
        case(
            {"en": "up, down and flat", "zh": "上升、下降、水平"},
            hessian=[[1.4, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, -2.1]],
        ),
        case({"en": "large numbers", "zh": "很大的数"}, hessian=[[25000.0, 300.0], [300.0, 910.0]]),
        case({"en": "small numbers", "zh": "很小的数"}, hessian=[[2.5e-8, 0.0], [0.0, -1.5e-8]]),
        hessian_of_a_saddle,
        hessian_of_an_extremum,
    ],
    sentence={"zh": "由海森矩阵的特征值判断：极小值、极大值、鞍点，或无法判断。"},
)
def stationary_point_is_told_by_its_eigenvalues(m, hessian):
    """The signs of the eigenvalues tell a minimum, a maximum and a saddle apart."""
    return m.classify(hessian)


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def places_on_the_saddle(generator):
    x, y = generator.uniform(0.4, 2.5, 2)
    return case(x=float(x), y=float(y + 0.3))


@check(
    role="backward",
    of="saddle_gradient",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, x=1.0, y=2.0),
        case({"en": "off the axes", "zh": "不在坐标轴上"}, x=-0.7, y=1.3),
        case({"en": "on the saddle point", "zh": "在鞍点上"}, x=0.0, y=0.0),
        case({"en": "on the line x = y", "zh": "在直线 x = y 上"}, x=0.6, y=0.6),
        case({"en": "far away", "zh": "离得很远"}, x=-310.5, y=27.25),
        places_on_the_saddle,
    ],
    sentence={"zh": "两个偏导数：对 x 求导时 y 不变，对 y 求导时 x 不变。"},
)
def gradient_of_the_saddle(m, x, y):
    """Both partial derivatives of x**2 + 3*x*y + y**2."""
    return m.saddle_gradient(x, y)


@check(
    role="update",
    of="descend",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, x=1.0, y=2.0, lr=0.1, steps=1),
        case({"en": "on the saddle point: it stands still", "zh": "在鞍点上：停住不动"}, x=0.0, y=0.0, lr=0.1, steps=6),
        case(
            {"en": "on the line x = y: it slides into the saddle point", "zh": "在直线 x = y 上：滑向鞍点"},
            x=0.9,
            y=0.9,
            lr=0.07,
            steps=10,
        ),
        case({"en": "beside the line: it leaves", "zh": "偏离这条线：会离开鞍点"}, x=0.9, y=0.87, lr=0.07, steps=25),
        case({"en": "no steps", "zh": "零步"}, x=0.4, y=-0.7, lr=0.1, steps=0),
        start,
    ],
    needs=["gradient_of_the_saddle"],
    sentence={"zh": "梯度下降在鞍点处停住不动，从直线 x = y 以外的任何点出发都会离开。"},
)
def descent_stands_still_on_a_saddle(m, x, y, lr, steps):
    """Gradient descent stands still on the saddle point and leaves it from anywhere beside the line x = y."""
    return m.descend(x, y, lr, steps)
