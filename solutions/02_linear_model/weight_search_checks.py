"""Checks of the exhaustive search.

Best weights lie well off the middle between two grid points: there two costs would tie, and rounding would decide.
"""

import numpy as np

from grader.authoring import case, check, exercise, random_case, random_regression, tensor

about = exercise(
    title={"en": "Exhaustive search for the weight", "zh": "穷举搜索权重"},
    worked_examples=dict.fromkeys(["weight_grid", "search", "cost_surface", "best_pair"], "grid_search"),
)

COURSE_GRID = [round(0.1 * number, 1) for number in range(41)]
COURSE_DATA = {"xs": [1.0, 2.0, 3.0], "ys": [2.0, 4.0, 6.0]}
SEVERAL = {"xs": [0.5, -1.2, 1.7, 3.1, -0.4], "ys": [2.3, -0.6, 2.7, 7.4, 0.9]}


def line(generator, n):
    """Noisy samples of a line that is not through the origin."""
    xs = generator.uniform(0.35, 1.9, n) * generator.choice((-1.0, 1.0), n, p=(0.3, 0.7))
    ys = generator.uniform(0.9, 1.9) * xs + generator.uniform(0.4, 0.9) + 0.2 * generator.standard_normal(n)
    return xs, ys


@random_case(count=3, label={"en": "random samples and weights", "zh": "随机的样本和权重"})
def one_weight(generator):
    while True:
        xs, ys = line(generator, int(generator.integers(4, 30)))
        ws = generator.permutation(generator.uniform(-1.0, 4.0, 12).round(3))
        costs = ((xs[:, None] * ws - ys[:, None]) ** 2).mean(axis=0)
        first, second = costs.argsort()[:2]
        # The best is neither the first nor the last, so that a search that stands still is seen. No weight comes twice:
        # a table from weights to costs is as good as a list.
        distinct = len(set(ws.tolist())) == len(ws)
        if distinct and costs[second] > 1.05 * costs[first] and 1 < first < 10 and costs[first] not in ws:
            return case(xs=xs.tolist(), ys=ys.tolist(), ws=ws.tolist())


@random_case(count=3, label={"en": "random samples, weights and biases", "zh": "随机的样本、权重和偏置"})
def two_weights(generator):
    xs, ys = line(generator, int(generator.integers(4, 20)))
    rows, columns = ((4, 7), (6, 3), (5, 5))[int(generator.integers(3))]
    ws, bs = generator.uniform(-1.0, 4.0, rows).round(3), generator.uniform(-2.0, 3.0, columns).round(3)
    return case(xs=xs.tolist(), ys=ys.tolist(), ws=sorted(ws.tolist()), bs=sorted(bs.tolist()))


@random_case(count=4, label={"en": "a random table", "zh": "随机的表"})
def table(generator):
    """The place of the lowest cost is one at which rows and columns that were mixed up are inside the table too."""
    rows, columns = ((4, 7), (6, 3), (5, 5), (3, 8))[int(generator.integers(4))]
    while True:
        surface = generator.uniform(0.4, 9.0, (rows, columns)).round(3)
        row, column = divmod(int(surface.argmin()), columns)
        mixed_row, mixed_column = divmod(int(surface.argmin()), rows)
        small = min(rows, columns)
        edges = int(surface[:, 0].argmin()), int(surface[0].argmin())
        second = sorted(surface.reshape(-1))[1]
        if (
            row != column
            and max(row, column) < small
            and mixed_row < rows
            and mixed_column < columns
            and (rows == columns or (mixed_row, mixed_column) not in ((row, column), (column, row)))
            and edges != (row, column)
            and second > 1.1 * surface.min()
        ):
            ws, bs = generator.uniform(-1.0, 4.0, rows).round(3), generator.uniform(-7.0, -2.0, columns).round(3)
            return case(ws=sorted(ws.tolist()), bs=sorted(bs.tolist()), surface=surface.tolist())


@random_case(count=3, label={"en": "a random interval", "zh": "随机的区间"})
def interval(generator):
    """Decimal numbers: their quotients lie off the whole number of steps by a rounding error."""
    step = int(generator.integers(1, 20)) / 10
    start = int(generator.integers(-40, 40)) / 10
    return case(start=start, stop=round(start + step * int(generator.integers(5, 60)), 1), step=step)


@random_case(count=2, label={"en": "steps that are rounded", "zh": "有舍入误差的步长"})
def rounded_interval(generator):
    """The number of steps comes out a rounding error below the whole number, or the last step just short of the end."""
    while True:
        step, start = int(generator.integers(1, 10)) / 10, int(generator.integers(0, 20)) / 10
        steps = int(generator.integers(3, 30))
        stop = round(start + step * steps, 1)
        if int((stop - start) / step) < steps and np.arange(start, stop + step, step).size > steps + 1:
            return case(start=start, stop=stop, step=step)


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def lines_with_bias(generator):
    w, b = generator.uniform(0.7, 2.6, 2) * generator.choice([-1.0, 1.0], 2)
    return case(x=generator.uniform(-3.0, 3.0, 5).tolist(), w=float(w), b=float(b))


@check(
    role="forward",
    of="forward",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, x=3.0, w=2.0, b=0.5),
        case({"en": "negative slope", "zh": "斜率为负"}, x=1.7, w=-0.6, b=2.3),
        case({"en": "negative shift", "zh": "负的偏置"}, x=-0.9, w=1.4, b=-3.1),
        case("x = 0", x=0.0, w=1.4, b=0.7),
        case({"en": "large values", "zh": "值很大"}, x=8250.5, w=-41.75, b=930.25),
        case({"en": "x is a tensor with one number", "zh": "x 是只有一个数的张量"}, x=tensor(1.6), w=-0.7, b=1.9),
        case({"en": "four samples", "zh": "四个样本"}, x=[0.5, -1.2, 1.7, 3.1], w=0.8, b=-0.3),
        case({"en": "a table of numbers", "zh": "一张数表"}, x=[[0.5, -1.2, 1.7], [3.1, -0.4, 2.6]], w=-1.3, b=0.45),
        lines_with_bias,
    ],
    sentence={"zh": "预测值是 x * w + b。"},
)
def prediction_with_bias(m, x, w, b):
    """The prediction is x * w + b."""
    return m.forward(x, w, b)


@check(
    role="cost",
    of="cost",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, **COURSE_DATA, w=1.0, b=1.0),
        case({"en": "the second example", "zh": "第二个例子"}, **COURSE_DATA, w=1.5, b=2.0),
        case({"en": "five samples", "zh": "五个样本"}, **SEVERAL, w=0.8, b=-0.3),
        case(
            {"en": "all negative", "zh": "全部为负"},
            xs=[-1.3, -0.4, -2.2, -3.6],
            ys=[-0.9, -2.8, -1.1, -4.7],
            w=-1.6,
            b=-0.5,
        ),
        case(
            {"en": "large values", "zh": "值很大"},
            xs=[1250.5, -830.25, 2100.75],
            ys=[-960.5, 1720.25, 310.5],
            w=2.3,
            b=450.5,
        ),
        case(
            {"en": "identical samples", "zh": "样本完全相同"},
            xs=[1.7, 1.7, 1.7, 1.7],
            ys=[-2.3, -2.3, -2.3, -2.3],
            w=0.6,
            b=0.9,
        ),
        random_regression(n=(2, 7, 200), bias=True),
    ],
    needs=[prediction_with_bias],
    sentence={"zh": "带偏置的代价是误差平方的平均值。"},
)
def mean_squared_error_with_bias(m, xs, ys, w, b):
    """The cost with a bias is the mean of the squared errors."""
    return m.cost(xs, ys, w, b)


@check(
    role="cost",
    of="cost",
    points=1,
    cases=[
        case({"en": "one sample", "zh": "一个样本"}, xs=[1.7], ys=[-2.3], w=0.6, b=0.9),
        random_regression(n=(1,), bias=True),
    ],
    needs=[prediction_with_bias],
    sentence={"zh": "只有一个样本时，代价就是它的误差的平方。"},
)
def cost_of_one_sample_with_bias(m, xs, ys, w, b):
    """With one sample, the cost is its squared error."""
    return m.cost(xs, ys, w, b)


@check(
    role="data",
    of="weight_grid",
    points=2,
    cases=[
        case({"en": "the course's grid", "zh": "课程的网格"}, start=0.0, stop=4.0, step=0.1),
        case({"en": "worked by hand", "zh": "手算的例子"}, start=0.0, stop=1.0, step=0.25),
        case({"en": "negative start", "zh": "起点为负"}, start=-1.5, stop=2.25, step=0.375),
        case({"en": "all negative", "zh": "全部为负"}, start=-3.5, stop=-1.25, step=0.75),
        case({"en": "a single step", "zh": "只有一步"}, start=0.5, stop=2.25, step=1.75),
        case({"en": "large", "zh": "很大"}, start=-512.0, stop=1024.0, step=4.0),
        case(
            {"en": "(0.7 - 0.1) / 0.1 is a little less than 6", "zh": "(0.7 - 0.1) / 0.1 略小于 6"},
            start=0.1,
            stop=0.7,
            step=0.1,
        ),
        case(
            {"en": "1.3 - 1 is a little more than 3 * 0.1", "zh": "1.3 - 1 略大于 3 * 0.1"},
            start=1.0,
            stop=1.3,
            step=0.1,
        ),
        interval,
        rounded_interval,
    ],
    sentence={"zh": "要尝试的权重：等距排列，两个端点都包括在内。"},
)
def grid_with_both_ends(m, start, stop, step):
    """The weights to try are evenly spaced and hold both ends."""
    return m.weight_grid(start, stop, step)


@check(
    role="cost",
    of="search",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, **COURSE_DATA, ws=[1.0, 2.0, 4.0]),
        case({"en": "five samples", "zh": "五个样本"}, **SEVERAL, ws=[-0.7, 0.4, 1.3, 2.2, 3.1, 3.9]),
        case({"en": "one sample", "zh": "一个样本"}, xs=[1.7], ys=[-2.3], ws=[0.6, -1.2, -2.4, 1.8]),
        case({"en": "a single weight", "zh": "只有一个权重"}, **SEVERAL, ws=[1.3]),
        case(
            {"en": "large values", "zh": "值很大"},
            xs=[1250.5, -830.25, 2100.75],
            ys=[-960.5, 1720.25, 310.5],
            ws=[-1.4, -0.6, 0.3, 1.7],
        ),
        one_weight,
    ],
    needs=[mean_squared_error_with_bias],
    sentence={"zh": "每个权重对应一个代价，顺序与权重相同。"},
)
def cost_of_every_weight(m, xs, ys, ws):
    """There is one cost for each weight, in their order."""
    costs, _ = m.search(xs, ys, ws)
    return costs


@check(
    role="fit",
    of="search",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, **COURSE_DATA, ws=[1.0, 2.0, 4.0]),
        case({"en": "five samples", "zh": "五个样本"}, **SEVERAL, ws=[-0.7, 0.4, 1.3, 2.4, 3.1, 3.9]),
        case({"en": "one sample", "zh": "一个样本"}, xs=[1.7], ys=[-2.3], ws=[0.6, -1.2, -2.4, 1.8]),
        case({"en": "the best is the first", "zh": "最好的是第一个"}, **SEVERAL, ws=[2.3, 3.2, 0.4, -1.3]),
        case({"en": "the best is the last", "zh": "最好的是最后一个"}, **SEVERAL, ws=[-1.3, 0.4, 3.9, 2.3]),
        case({"en": "a single weight", "zh": "只有一个权重"}, **SEVERAL, ws=[1.3]),
        case(
            {"en": "negative weights", "zh": "权重为负"},
            xs=[1.7, -0.6, 2.9],
            ys=[-3.1, 1.6, -4.4],
            ws=[-3.4, -2.6, -1.5, -0.2],
        ),
        one_weight,
    ],
    sentence={"zh": "最好的权重是代价最低的那个权重。"},
)
def weight_of_the_lowest_cost(m, xs, ys, ws):
    """The best weight is the one with the lowest cost."""
    _, best = m.search(xs, ys, ws)
    return best


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def data_for_a_search(generator):
    xs = generator.uniform(0.5, 2.5, 6) * generator.choice([-1.0, 1.0], 6)
    ys = generator.uniform(0.6, 3.4) * xs + 0.3 * generator.standard_normal(6)
    return case(xs=xs.tolist(), ys=ys.tolist(), ws=COURSE_GRID)


@check(
    role="fit",
    of="search",
    points=1,
    cases=[
        case({"en": "the course's data", "zh": "课程的数据"}, **COURSE_DATA, ws=COURSE_GRID),
        case({"en": "five samples", "zh": "五个样本"}, **SEVERAL, ws=COURSE_GRID),
        data_for_a_search,
    ],
    needs=[grid_with_both_ends, cost_of_every_weight, weight_of_the_lowest_cost],
    sentence={"zh": "在 [0, 4] 上以 0.1 为步长穷举：代价表、最好的 w。"},
)
def exhaustive_search(m, xs, ys, ws):
    """Search of [0, 4] by 0.1: the costs of all weights, the best w."""
    costs, best = m.search(xs, ys, ws)
    return {"costs": costs, "best": best}


@check(
    role="cost",
    of="cost_surface",
    points=3,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, **COURSE_DATA, ws=[1.0, 2.0], bs=[0.0, 1.0, 2.0]),
        case(
            {"en": "more weights than biases", "zh": "权重比偏置多"},
            **SEVERAL,
            ws=[-0.7, 0.4, 1.3, 2.2],
            bs=[-1.1, 0.3, 0.9],
        ),
        case(
            {"en": "as many weights as biases", "zh": "权重和偏置一样多"},
            **SEVERAL,
            ws=[0.4, 1.3, 2.2],
            bs=[-1.1, 0.3, 0.9],
        ),
        case({"en": "a single pair", "zh": "只有一对"}, **SEVERAL, ws=[1.3], bs=[-0.6]),
        case({"en": "one sample", "zh": "一个样本"}, xs=[1.7], ys=[-2.3], ws=[0.6, -1.2], bs=[0.4, 1.5, -0.9]),
        case(
            {"en": "large values", "zh": "值很大"},
            xs=[1250.5, -830.25],
            ys=[-960.5, 1720.25],
            ws=[-1.4, 0.3, 1.7],
            bs=[-350.5, 720.25],
        ),
        two_weights,
    ],
    needs=[mean_squared_error_with_bias],
    sentence={"zh": "代价表：行对应 w，列对应 b。"},
)
def table_of_costs(m, xs, ys, ws, bs):
    """The table of costs has a row for each w and a column for each b."""
    return m.cost_surface(xs, ys, ws, bs)


@check(
    role="fit",
    of="best_pair",
    points=2,
    cases=[
        case(
            {"en": "worked by hand", "zh": "手算的例子"},
            ws=[1.0, 2.0],
            bs=[0.0, 1.0, 2.0],
            surface=[[4.667, 1.667, 0.667], [0.0, 1.0, 4.0]],
        ),
        case(
            {"en": "more weights than biases", "zh": "权重比偏置多"},
            ws=[-0.7, 0.4, 1.3, 2.2],
            bs=[-3.1, -2.6, -5.9],
            surface=[[5.1, 4.2, 6.3], [3.3, 2.9, 4.7], [1.8, 2.2, 0.6], [2.4, 1.9, 3.5]],
        ),
        case(
            {"en": "more biases than weights", "zh": "偏置比权重多"},
            ws=[0.4, 1.3, 2.2],
            bs=[-3.1, -2.6, -5.9, -4.4, -6.2],
            surface=[[5.1, 4.2, 6.3, 7.7, 3.9], [3.3, 2.9, 0.7, 4.7, 5.2], [1.8, 2.2, 2.6, 6.1, 4.5]],
        ),
        case({"en": "a single pair", "zh": "只有一对"}, ws=[1.3], bs=[-0.6], surface=[[2.4]]),
        table,
    ],
    sentence={"zh": "最低点处的 w 和 b。"},
)
def pair_of_the_lowest_cost(m, ws, bs, surface):
    """The weight and the bias at the lowest point of the table."""
    return m.best_pair(ws, bs, surface)


@check(
    role="fit",
    of="best_pair",
    points=1,
    cases=[
        case(
            {"en": "a line with a bias", "zh": "带偏置的直线"},
            xs=[0.5, -1.2, 1.7, 3.1],
            ys=[2.25, -0.45, 3.9, 6.1],
            ws=[0.6, 1.5, 2.1],
            bs=[1.4, 0.2],
        ),
        two_weights,
    ],
    needs=[table_of_costs, pair_of_the_lowest_cost],
    hidden=True,
    sentence={"zh": "从数据到最好的一对 (w, b)。"},
)
def from_the_data_to_the_best_pair(m, xs, ys, ws, bs):
    """From the data to the best pair of w and b."""
    surface = [[float(one) for one in row] for row in m.cost_surface(xs, ys, ws, bs)]
    return m.best_pair(ws, bs, in_the_form_of(xs, surface))


def in_the_form_of(given, table):
    """A table as a tensor, an array or lists: as what was handed over."""
    import numpy as np
    import torch

    if isinstance(given, torch.Tensor):
        return torch.tensor(table, dtype=torch.float64)
    return np.array(table) if isinstance(given, np.ndarray) else table
