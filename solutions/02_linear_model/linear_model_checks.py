"""Checks of the linear model and its cost."""

from grader.authoring import by_hand, case, check, exercise, random_case, random_regression, tensor

about = exercise(
    title={"en": "Linear model and cost", "zh": "线性模型与代价"},
    rules=[by_hand()],
    worked_examples={"loss": "squared_loss"},
)


@random_case(count=3, label={"en": "a random sample", "zh": "随机的样本"})
def sample(generator):
    sign = generator.choice((-1.0, 1.0), 3)
    x, y, w = (sign * generator.uniform((0.35, 2.1, 1.2), (1.9, 4.0, 2.6))).tolist()
    return case(x=x, y=y, w=w)


@random_case(count=3, label={"en": "a random sample", "zh": "随机的样本"})
def inputs(generator):
    x, w = (generator.choice((-1.0, 1.0), 2) * generator.uniform((0.35, 1.2), (1.9, 2.6))).tolist()
    return case(x=x, w=w)


COURSE_DATA = {"xs": [1.0, 2.0, 3.0], "ys": [2.0, 4.0, 6.0]}
several = case(
    {"en": "five samples", "zh": "五个样本"}, xs=[0.5, -1.2, 1.7, 3.1, -0.4], ys=[1.3, 0.6, -0.7, 4.4, 2.2], w=0.8
)
negative = case(
    {"en": "all negative", "zh": "全部为负"}, xs=[-1.3, -0.4, -2.2, -3.6], ys=[-0.9, -2.8, -1.1, -4.7], w=-1.6
)
large_values = case(
    {"en": "large values", "zh": "值很大"},
    xs=[1250.5, -830.25, 2100.75, 415.5],
    ys=[-960.5, 1720.25, 310.5, 2890.75],
    w=2.3,
)
identical = case(
    {"en": "identical samples", "zh": "样本完全相同"}, xs=[1.7, 1.7, 1.7, 1.7], ys=[-2.3, -2.3, -2.3, -2.3], w=0.6
)
zero_inputs = case(
    {"en": "every x is 0", "zh": "所有 x 都是 0"}, xs=[0.0, 0.0, 0.0, 0.0, 0.0], ys=[1.3, -0.7, 2.9, 0.4, -3.1], w=0.6
)
at_the_best = case({"en": "the course's data, w = 2", "zh": "课程的数据，w = 2"}, **COURSE_DATA, w=2.0)


@check(
    role="forward",
    of="forward",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, x=3.0, w=2.5),
        case({"en": "negative x", "zh": "x 为负"}, x=-1.7, w=0.6),
        case({"en": "negative w", "zh": "w 为负"}, x=0.85, w=-2.3),
        case("x = 0", x=0.0, w=1.3),
        case("w = 0", x=1.9, w=0.0),
        case({"en": "large values", "zh": "值很大"}, x=-83_250.5, w=412.75),
        case({"en": "x is a tensor with one number", "zh": "x 是只有一个数的张量"}, x=tensor(1.6), w=-0.7),
        inputs,
    ],
    sentence={"zh": "预测值是 x * w。"},
)
def prediction(m, x, w):
    """The prediction is x * w."""
    return m.forward(x, w)


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def several_inputs(generator):
    return case(x=generator.uniform(-3.0, 3.0, 6).tolist(), w=float(generator.uniform(1.2, 2.6)))


@check(
    role="forward",
    of="forward",
    points=1,
    cases=[
        case({"en": "five samples", "zh": "五个样本"}, x=[0.5, -1.2, 1.7, 3.1, -0.4], w=0.8),
        case({"en": "one sample", "zh": "一个样本"}, x=[-2.6], w=1.9),
        case({"en": "a table of numbers", "zh": "一张数表"}, x=[[0.5, -1.2, 1.7], [3.1, -0.4, 2.6]], w=-1.3),
        several_inputs,
    ],
    needs=[prediction],
    sentence={"zh": "一次也可以算出全部样本的预测值。"},
)
def predictions_of_all_samples(m, x, w):
    """All samples at once give all predictions."""
    return m.forward(x, w)


@check(
    role="cost",
    of="loss",
    points=3,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, x=3.0, y=6.0, w=1.0),
        case({"en": "the second example", "zh": "第二个例子"}, x=2.0, y=3.0, w=2.5),
        case({"en": "the prediction is too high", "zh": "预测偏高"}, x=1.7, y=0.6, w=1.4),
        case({"en": "the prediction is too low", "zh": "预测偏低"}, x=-0.9, y=2.3, w=1.4),
        case({"en": "negative y", "zh": "y 为负"}, x=1.2, y=-3.1, w=-0.4),
        case("x = 0", x=0.0, y=1.8, w=0.7),
        case({"en": "no error", "zh": "没有误差"}, x=1.5, y=3.0, w=2.0),
        case({"en": "large values", "zh": "值很大"}, x=1250.5, y=-960.5, w=2.3),
        case(
            {"en": "x and y are tensors with one number", "zh": "x 和 y 是只有一个数的张量"},
            x=tensor(0.7),
            y=tensor(2.9),
            w=1.6,
        ),
        sample,
    ],
    sentence={"zh": "单个样本的损失是误差的平方。"},
)
def squared_error(m, x, y, w):
    """The loss of a sample is the square of its error."""
    return m.loss(x, y, w)


@check(
    role="cost",
    of="cost_sum",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, **COURSE_DATA, w=1.0),
        case({"en": "the second example", "zh": "第二个例子"}, xs=[1.0, 2.0], ys=[3.0, 1.0], w=1.5),
        at_the_best,
        several,
        negative,
        large_values,
        identical,
        zero_inputs,
        case({"en": "one sample", "zh": "一个样本"}, xs=[1.7], ys=[-2.3], w=0.6),
        random_regression(n=(2, 7, 200)),
    ],
    needs=[squared_error],
    sentence={"zh": "总损失是所有样本损失之和。"},
)
def sum_of_the_losses(m, xs, ys, w):
    """The sum of the losses of all samples."""
    return m.cost_sum(xs, ys, w)


@check(
    role="cost",
    of="cost",
    points=3,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, **COURSE_DATA, w=1.0),
        case({"en": "the second example", "zh": "第二个例子"}, xs=[1.0, 2.0], ys=[3.0, 1.0], w=1.5),
        at_the_best,
        several,
        negative,
        large_values,
        identical,
        zero_inputs,
        random_regression(n=(2, 7, 200)),
    ],
    needs=[squared_error],
    sentence={"zh": "代价是所有样本损失的平均值（MSE）。"},
)
def mean_of_the_losses(m, xs, ys, w):
    """The cost is the mean of the losses of all samples (MSE)."""
    return m.cost(xs, ys, w)


@check(
    role="cost",
    of="cost",
    points=1,
    cases=[case({"en": "one sample", "zh": "一个样本"}, xs=[1.7], ys=[-2.3], w=0.6), random_regression(n=(1, 1))],
    needs=[squared_error],
    sentence={"zh": "只有一个样本时，代价就是它的损失。"},
)
def cost_of_one_sample(m, xs, ys, w):
    """With one sample, the cost is its loss."""
    return m.cost(xs, ys, w)


@check(
    role="cost",
    of="cost",
    points=1,
    cases=[
        case(
            {"en": "the first sample alone is wrong", "zh": "只有第一个样本有误差"},
            xs=[2.5, 0.6, 1.4, -0.8],
            ys=[-3.0, 1.2, 2.8, -1.6],
            w=2.0,
        ),
        case(
            {"en": "errors that cancel in the sum", "zh": "误差相加时互相抵消"},
            xs=[0.7, 1.9, -1.1],
            ys=[3.05, 0.85, -1.65],
            w=1.5,
        ),
        random_regression(n=(5, 64), scale=40.0),
    ],
    needs=[mean_of_the_losses],
    hidden=True,
    sentence={"zh": "在其他数据上代价同样正确。"},
)
def cost_of_other_data(m, xs, ys, w):
    """The cost is right on other data too."""
    return m.cost(xs, ys, w)
