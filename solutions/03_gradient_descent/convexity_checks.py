"""Checks of convexity, stationary points and the descent at a saddle. Functions are made from a name by the probes."""

from grader.authoring import case, check, exercise, plain, random_case

about = exercise(title="Convexity and saddle points", zh="凸函数与鞍点")


def function_called(name):
    """A function of one number: convex, straight, dented, and so on."""
    return {
        "w**2": lambda w: w**2,
        "parabola": lambda w: 0.7 * (w - 0.4) ** 2 + 0.25,
        "quartic": lambda w: 0.1 * w**4 + 0.3 * w,
        "line": lambda w: 1.7 * w - 0.9,
        "hat": lambda w: 2.3 - 0.6 * w**2,
        "cubic": lambda w: 0.4 * w**3 - 0.2 * w,
        "two valleys": lambda w: 0.5 * (w + 1.1) ** 2 * (w - 1.3) ** 2,
        "steep": lambda w: 350.0 * (w - 12.0) ** 2,
    }[name]


@random_case(count=3, label="a random chord")
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
    return (directions * (np.array(signs) * generator.uniform(0.6, 3.0, len(signs)))) @ directions.T


@random_case(count=4, label="a random Hessian")
def hessian_of_a_saddle(generator):
    """A matrix with eigenvalues of both signs."""
    signs = [[1, -1], [1, 1, -1], [-1, -1, 1], [1, -1, 1, -1]][int(generator.integers(4))]
    return case(hessian=draw_hessian(generator, signs).tolist())


@random_case(count=3, label="a random Hessian")
def hessian_of_an_extremum(generator):
    """A matrix with eigenvalues of one sign."""
    sign = float(generator.choice([1.0, -1.0]))
    return case(hessian=draw_hessian(generator, [sign] * int(generator.integers(2, 5))).tolist())


@random_case(count=2, label="a random start")
def start(generator):
    """A start beside the line x = y."""
    x = float(generator.uniform(-1.5, 1.5))
    return case(x=x, y=x + float(generator.uniform(0.3, 0.9)), lr=float(generator.uniform(0.03, 0.12)), steps=12)


@check(
    role="concept",
    of="chord_gap",
    points=2,
    cases=[
        case("worked by hand", f="w**2", a=0.0, b=2.0, t=0.25),
        case("a convex function", f="parabola", a=-1.3, b=2.1, t=0.3),
        case("not convex: the gap is negative", f="hat", a=-0.7, b=1.9, t=0.35),
        case("from right to left", f="quartic", a=1.7, b=-0.6, t=0.2),
        case("at the end b", f="cubic", a=-0.7, b=1.6, t=1.0),
        case("equal ends", f="parabola", a=1.3, b=1.3, t=0.4),
        case("large values", f="steep", a=-31.0, b=47.5, t=0.77),
        chord,
    ],
    zh="弦与函数图像的高度差。",
)
def gap_between_chord_and_graph(m, f, a, b, t):
    """The gap is the height of the chord minus the height of the graph."""
    return m.chord_gap(function_called(f), a, b, t)


@check(
    role="concept",
    of="looks_convex",
    points=2,
    cases=[
        case("convex", f="parabola", pairs=plain([(-1.2, 0.7), (0.3, 2.2)]), shares=plain([0.2, 0.5, 0.7]), slack=1e-4),
        case("a hat", f="hat", pairs=plain([(-1.2, 0.7), (0.3, 2.2)]), shares=plain([0.5]), slack=1e-4),
        case(
            "a line has gaps of 0",
            f="line",
            pairs=plain([(-1.3, 0.7), (0.1, 2.9)]),
            shares=plain([0.3, 0.6]),
            slack=1e-4,
        ),
        case("equal ends", f="two valleys", pairs=plain([(0.3, 0.3)]), shares=plain([0.3, 0.6]), slack=1e-4),
        case(
            "only the first chord shows it",
            f="cubic",
            pairs=plain([(-1.9, -0.4), (0.5, 1.9)]),
            shares=plain([0.4]),
            slack=1e-4,
        ),
        case(
            "only the last chord shows it",
            f="cubic",
            pairs=plain([(0.5, 1.9), (-1.9, -0.4)]),
            shares=plain([0.3, 0.4]),
            slack=1e-4,
        ),
        case(
            "only the last share shows it",
            f="two valleys",
            pairs=plain([(-1.3, 1.35)]),
            shares=plain([0.02, 0.03, 0.5]),
            slack=1e-4,
        ),
        case(
            "only the first share shows it",
            f="two valleys",
            pairs=plain([(-1.3, 1.35)]),
            shares=plain([0.5, 0.03, 0.02]),
            slack=1e-4,
        ),
        case(
            "the middle of the chord does not show it",
            f="cubic",
            pairs=plain([(-1.0, 1.3)]),
            shares=plain([0.5, 0.12]),
            slack=1e-4,
        ),
        case(
            "a dent that these samples do not see",
            f="two valleys",
            pairs=plain([(-2.0, -1.2), (1.2, 2.0)]),
            shares=plain([0.5]),
            slack=1e-4,
        ),
        case("a dent within the slack", f="hat", pairs=plain([(0.5, 0.7)]), shares=plain([0.5]), slack=0.05),
    ],
    needs=["gap_between_chord_and_graph"],
    zh="只要有一条弦在图像下方，函数就不是凸的。",
)
def one_chord_below_the_graph_is_enough(m, f, pairs, shares, slack):
    """One chord below the graph is enough to say: not convex."""
    return m.looks_convex(function_called(f), pairs, shares, slack)


@check(
    role="concept",
    of="classify",
    points=3,
    cases=[
        case("a bowl", hessian=[[2.5, 0.4], [0.4, 1.3]]),
        case("a hill", hessian=[[-2.5, 0.4], [0.4, -1.3]]),
        case("a saddle with a positive diagonal", hessian=[[2.0, 3.0], [3.0, 2.0]]),
        case("a saddle with a negative diagonal", hessian=[[-1.2, 2.1], [2.1, -0.9]]),
        case("a saddle on the axes", hessian=[[2.2, 0.0], [0.0, -1.7]]),
        case("a saddle on the axes, turned", hessian=[[-1.7, 0.0], [0.0, 2.2]]),
        case("flat along one direction", hessian=[[4.0, 2.0], [2.0, 1.0]]),
        case("flat along one direction, falling along the other", hessian=[[-1.0, 0.5], [0.5, -0.25]]),
        case("flat everywhere", hessian=[[0.0, 0.0], [0.0, 0.0]]),
        case("one dimension", hessian=[[0.37]]),
        case("one dimension, a maximum", hessian=[[-1.9]]),
        case("three dimensions, determinant above zero", hessian=[[2.0, 0.1, 0.2], [0.1, -1.5, 0.3], [0.2, 0.3, -0.7]]),
        case("up, down and flat", hessian=[[1.4, 0.0, 0.0], [0.0, 0.0, 0.0], [0.0, 0.0, -2.1]]),
        case("large numbers", hessian=[[25000.0, 300.0], [300.0, 910.0]]),
        case("small numbers", hessian=[[2.5e-8, 0.0], [0.0, -1.5e-8]]),
        hessian_of_a_saddle,
        hessian_of_an_extremum,
    ],
    zh="由 Hessian 的特征值判断：极小值、极大值、鞍点，或无法判断。",
)
def stationary_point_is_told_by_its_eigenvalues(m, hessian):
    """The signs of the eigenvalues tell a minimum, a maximum and a saddle apart."""
    return m.classify(hessian)


@check(
    role="backward",
    of="saddle_gradient",
    points=1,
    cases=[
        case("worked by hand", x=1.0, y=2.0),
        case("off the axes", x=-0.7, y=1.3),
        case("on the saddle point", x=0.0, y=0.0),
        case("on the line x = y", x=0.6, y=0.6),
        case("far away", x=-310.5, y=27.25),
    ],
    zh="两个偏导数：对 x 求导时 y 不变，对 y 求导时 x 不变。",
)
def gradient_of_the_saddle(m, x, y):
    """Both partial derivatives of x**2 + 3*x*y + y**2."""
    return m.saddle_gradient(x, y)


@check(
    role="update",
    of="descend",
    points=2,
    cases=[
        case("worked by hand", x=1.0, y=2.0, lr=0.1, steps=1),
        case("on the saddle point: it stands still", x=0.0, y=0.0, lr=0.1, steps=6),
        case("on the line x = y: it slides into the saddle point", x=0.9, y=0.9, lr=0.07, steps=10),
        case("beside the line: it leaves", x=0.9, y=0.87, lr=0.07, steps=25),
        case("no steps", x=0.4, y=-0.7, lr=0.1, steps=0),
        start,
    ],
    needs=["gradient_of_the_saddle"],
    zh="梯度下降在鞍点处停住不动，稍微偏离就会离开。",
)
def descent_stands_still_on_a_saddle(m, x, y, lr, steps):
    """Gradient descent stands still on the saddle point and leaves it from anywhere beside the line x = y."""
    return m.descend(x, y, lr, steps)
