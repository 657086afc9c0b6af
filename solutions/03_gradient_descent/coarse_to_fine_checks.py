"""Checks of the coarse-to-fine search. No case can hold a function: the probes make costs from a name and a number."""

from grader.authoring import case, check, exercise, plain, random_case

about = exercise(
    title={"en": "Coarse to fine", "zh": "由粗到细的搜索"},
    worked_examples=dict.fromkeys(["grid", "best_point", "zoom", "search", "missed_by"], "grid_search"),
)


def cost_function(shape, centre):
    """A cost with one valley, with two, or with a valley that is narrower than a coarse grid's spacing."""
    if shape == "parabola":
        return lambda w: 0.8 * (w - centre) ** 2 + 0.3
    if shape == "two valleys":
        return lambda w: 0.5 * (w + 1.2) ** 2 * (w - centre) ** 2 + 0.3 * w
    return lambda w: 0.1 * (w - 2.9) ** 2 - 1.5 / (1 + (40 * (w - centre)) ** 2)


@random_case(count=2, label={"en": "a random interval", "zh": "随机的区间"})
def interval(generator):
    """An interval and a number of points."""
    low = float(generator.uniform(-3, 1))
    return case(low=low, high=low + float(generator.uniform(1.3, 5)), points=int(generator.integers(5, 20)))


@random_case(count=2, label={"en": "random points", "zh": "随机的点"})
def candidates(generator):
    """Points in random order, and a cost whose lowest point is near 0."""
    return case(
        shape="parabola",
        centre=float(generator.uniform(-0.5, 0.5)),
        points=plain(generator.permutation([-2.3, -1.6, -0.72, 0.05, 0.81, 1.5, 2.4]).tolist()),
    )


@random_case(count=2, label={"en": "a random interval", "zh": "随机的区间"})
def interval_with_best(generator):
    """An interval and one of its inner grid points."""
    # Multiples of 1/64: the best point is one of the grid's to the bit, however the grid is worked out.
    low, spacing, points = (
        int(generator.integers(-192, 64)) / 64,
        int(generator.integers(7, 39)) / 64,
        int(generator.integers(6, 20)),
    )
    best = low + spacing * int(generator.integers(2, points - 2))
    return case(low=low, high=low + spacing * (points - 1), best=best, points=points)


@random_case(count=3, label={"en": "a random valley", "zh": "随机的谷"})
def valley(generator):
    """The lowest point lies well off the middle between two grid points, where two costs would tie."""
    while True:
        low, width = float(generator.uniform(-3, 0)), float(generator.uniform(3, 5))
        centre = low + width * float(generator.uniform(0.15, 0.85))
        distances = sorted(abs(low + width * i / 15 - centre) for i in range(16))
        if distances[1] - distances[0] < 0.2 * width / 15:
            continue
        best = next(low + width * i / 15 for i in range(16) if abs(low + width * i / 15 - centre) == distances[0])
        spacing = width / 15
        finer = sorted(abs(best - spacing + 2 * spacing * i / 15 - centre) for i in range(16))
        if finer[1] - finer[0] > 0.2 * 2 * spacing / 15:
            return case(shape="parabola", centre=centre, low=low, high=low + width, rounds=2, points=16)


@check(
    role="data",
    of="grid",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, low=0.0, high=3.0, points=4),
        case({"en": "worked by hand, not from 0", "zh": "手算的例子，不从 0 开始"}, low=1.0, high=1.5, points=3),
        case({"en": "a spacing that is rounded", "zh": "间距有舍入误差"}, low=1.0, high=1.3, points=4),
        case(low=-1.7, high=2.45, points=16),
        case({"en": "only the two ends", "zh": "只有两个端点"}, low=0.4, high=0.9, points=2),
        case({"en": "a large interval", "zh": "区间很大"}, low=-2500.5, high=7300.25, points=101),
        interval,
    ],
    sentence={"zh": "网格点等距排列，两个端点都包括在内。"},
)
def grid_has_both_ends(m, low, high, points):
    """The points are evenly spaced and both ends are among them."""
    return m.grid(low, high, points)


@check(
    role="data",
    of="best_point",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, shape="parabola", centre=2.0, points=plain([0.0, 1.0, 2.5])),
        case(
            {"en": "the best in the middle", "zh": "最好的在中间"},
            shape="parabola",
            centre=0.3,
            points=plain([-2.1, 1.7, 0.45, -0.9, 3.2]),
        ),
        case(
            {"en": "negative costs", "zh": "代价为负"},
            shape="two valleys",
            centre=1.7,
            points=plain([1.9, -0.9, 0.2, -1.1, 1.4]),
        ),
        case({"en": "one point", "zh": "一个点"}, shape="parabola", centre=0.3, points=plain([1.7])),
        candidates,
    ],
    sentence={"zh": "返回使代价最小的那个点。"},
)
def lowest_point_is_found(m, shape, centre, points):
    """The point with the lowest cost is returned."""
    return m.best_point(cost_function(shape, centre), points)


@check(
    role="data",
    of="zoom",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, low=0.0, high=3.0, best=2.0, points=4),
        case(
            {"en": "worked by hand, at the left end", "zh": "手算的例子，在左端点"},
            low=0.0,
            high=3.0,
            best=0.0,
            points=4,
        ),
        case({"en": "worked by hand, 9 points", "zh": "手算的例子，9 个点"}, low=1.0, high=3.0, best=2.0, points=9),
        case({"en": "at the right end", "zh": "在右端点"}, low=-1.25, high=2.25, best=2.25, points=8),
        case({"en": "16 points", "zh": "16 个点"}, low=-1.75, high=3.875, best=1.25, points=16),
        case({"en": "large numbers", "zh": "很大的数"}, low=-4000.0, high=11000.0, best=2000.0, points=16),
        interval_with_best,
    ],
    sentence={"zh": "新的区间是最优点左右各一个间距，不超出原来的区间。"},
)
def interval_is_one_spacing_to_either_side(m, low, high, best, points):
    """The next interval reaches one spacing to either side of the best point, and not beyond the old one."""
    return m.zoom(low, high, best, points)


@check(
    role="fit",
    of="search",
    points=3,
    cases=[
        case(
            {"en": "worked by hand", "zh": "手算的例子"},
            shape="parabola",
            centre=1.4,
            low=0.0,
            high=3.0,
            rounds=2,
            points=4,
        ),
        case({"en": "one round", "zh": "一轮"}, shape="parabola", centre=1.4, low=0.0, high=4.0, rounds=1, points=16),
        case(
            {"en": "three rounds", "zh": "三轮"}, shape="parabola", centre=1.371, low=0.0, high=4.0, rounds=3, points=16
        ),
        case(
            {"en": "the best at the end", "zh": "最好的在末尾"},
            shape="parabola",
            centre=5.2,
            low=0.0,
            high=4.1,
            rounds=2,
            points=16,
        ),
        case(
            {"en": "the lower of two valleys", "zh": "两个谷中较低的一个"},
            shape="two valleys",
            centre=1.7,
            low=-3.0,
            high=3.3,
            rounds=2,
            points=16,
        ),
        case(
            {"en": "a narrow valley is missed", "zh": "漏掉狭窄的谷"},
            shape="narrow",
            centre=0.613,
            low=0.0,
            high=4.0,
            rounds=2,
            points=16,
        ),
        case(
            {"en": "a wide interval", "zh": "很宽的区间"},
            shape="parabola",
            centre=137.0,
            low=-2000.0,
            high=3100.0,
            rounds=3,
            points=16,
        ),
        valley,
    ],
    needs=["grid_has_both_ends", "lowest_point_is_found", "interval_is_one_spacing_to_either_side"],
    sentence={"zh": "每一轮在上一轮最优点附近更细地搜索。"},
)
def search_closes_in(m, shape, centre, low, high, rounds, points):
    """Each round searches more finely around the best point of the round before."""
    return m.search(cost_function(shape, centre), low, high, rounds, points)


@random_case(count=2, label={"en": "a random narrow valley", "zh": "随机的窄谷"})
def narrow_valleys(generator):
    return case(shape="narrow", centre=float(generator.uniform(0.45, 1.55)), low=0.0, high=4.0, rounds=2, fine=2003)


@check(
    role="concept",
    of="missed_by",
    points=2,
    cases=[
        case(
            {"en": "a narrow valley is missed", "zh": "漏掉狭窄的谷"},
            shape="narrow",
            centre=0.613,
            low=0.0,
            high=4.0,
            rounds=2,
            fine=4001,
        ),
        case(
            {"en": "another narrow valley", "zh": "另一个狭窄的谷"},
            shape="narrow",
            centre=1.481,
            low=-0.3,
            high=4.1,
            rounds=3,
            fine=1501,
        ),
        case(
            {"en": "a single valley, one round", "zh": "只有一个谷，一轮"},
            shape="parabola",
            centre=1.371,
            low=0.0,
            high=4.0,
            rounds=1,
            fine=301,
        ),
        case(
            {"en": "two valleys", "zh": "两个谷"},
            shape="two valleys",
            centre=1.7,
            low=-3.0,
            high=3.3,
            rounds=1,
            fine=501,
        ),
        case(
            {"en": "the one grid is the coarser one", "zh": "一次网格反而更粗"},
            shape="parabola",
            centre=1.371,
            low=0.0,
            high=4.0,
            rounds=3,
            fine=12,
        ),
        narrow_valleys,
    ],
    needs=["search_closes_in"],
    sentence={"zh": "有多个局部最小值时，由粗到细的搜索会错过全局最小值。"},
)
def global_minimum_is_missed(m, shape, centre, low, high, rounds, fine):
    """With several local minima the coarse-to-fine search misses the lowest one, by this much."""
    return m.missed_by(cost_function(shape, centre), low, high, rounds, fine)


@random_case(count=2, label={"en": "a random cost", "zh": "随机的代价函数"})
def other_costs(generator):
    low = float(generator.uniform(-3.0, -1.5))
    return case(
        shape="parabola",
        centre=float(generator.uniform(-0.9, 0.9)),
        low=low,
        high=low + 4.7,
        rounds=2,
        points=int(generator.integers(7, 14)),
    )


@check(
    role="fit",
    of="search",
    points=1,
    cases=[
        case(shape="parabola", centre=-0.913, low=-2.2, high=1.9, rounds=2, points=9),
        case(shape="two valleys", centre=1.9, low=-2.7, high=2.6, rounds=2, points=23),
        case(shape="parabola", centre=0.237, low=-1.0, high=1.3, rounds=3, points=6),
        other_costs,
    ],
    needs=["search_closes_in"],
    hidden=True,
    sentence={"zh": "对其他代价函数和网格，搜索同样正确。"},
)
def search_on_other_costs(m, shape, centre, low, high, rounds, points):
    """The search is right for other costs and other grids."""
    return m.search(cost_function(shape, centre), low, high, rounds, points)
