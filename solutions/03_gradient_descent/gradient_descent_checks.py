"""Checks of gradient descent for the linear model."""

from grader.authoring import by_hand, case, check, curve, exercise, random_case, random_regression

about = exercise(title={"en": "Gradient descent", "zh": "梯度下降"}, rules=[by_hand()])

CLASSIC = {"xs": [1.0, 2.0, 3.0], "ys": [2.0, 4.0, 6.0]}
TELLING = {"xs": [1.0, 2.0], "ys": [3.0, 2.0]}
GENERIC = {"xs": [0.73, -1.42, 2.21, 1.68, -0.57], "ys": [1.91, -0.35, 3.87, 0.64, -2.13]}
TWO = {"xs": [1.37, -0.46], "ys": [0.82, 2.71]}
ONE = {"xs": [1.83], "ys": [-0.94]}
SAME = {"xs": [1.27, 1.27, 1.27, 1.27], "ys": [2.36, 2.36, 2.36, 2.36]}
LARGE = {"xs": [810.5, -1340.2, 455.7, 2071.3], "ys": [-390.4, 1218.6, 77.2, 3350.9]}


@random_case(count=2, label={"en": "a random step", "zh": "随机的一步"})
def step(generator):
    """A weight, a gradient and a learning rate."""
    return case(
        w=float(generator.uniform(-2, 2)),
        grad=float(generator.uniform(0.5, 9)) * float(generator.choice([-1.0, 1.0])),
        lr=float(generator.uniform(0.01, 0.3)),
    )


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def inputs(generator):
    return case(x=generator.uniform(-3.0, 3.0, 5).tolist(), w=float(generator.uniform(0.7, 2.6)))


@check(
    role="forward",
    of="forward",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, x=3.0, w=1.5),
        case({"en": "several samples", "zh": "几个样本"}, x=[0.73, -1.42, 2.21], w=-1.37),
        case({"en": "one sample", "zh": "一个样本"}, x=[2.6], w=0.45),
        case({"en": "a table of two rows", "zh": "两行的表格"}, x=[[0.4, -1.1, 2.3], [1.9, 0.7, -0.6]], w=1.28),
        case({"en": "the weight is 0", "zh": "权重为 0"}, x=[0.9, -1.7], w=0.0),
        case({"en": "large numbers", "zh": "很大的数"}, x=[810.5, -1340.25], w=72.6),
        inputs,
    ],
    sentence={"zh": "预测值是 x 乘以 w。"},
)
def prediction(m, x, w):
    """The prediction is x times w."""
    return m.forward(x, w)


@check(
    role="cost",
    of="cost",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, **CLASSIC, w=1.0),
        case({"en": "worked by hand, y not twice x", "zh": "手算的例子，y 不是 x 的两倍"}, **TELLING, w=2.0),
        case({"en": "five samples", "zh": "五个样本"}, **GENERIC, w=1.83),
        case({"en": "two samples", "zh": "两个样本"}, **TWO, w=-0.62),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=0.71),
        case({"en": "equal samples", "zh": "样本都相同"}, **SAME, w=0.58),
        case({"en": "large numbers", "zh": "很大的数"}, **LARGE, w=-3.4),
        random_regression(n=(3, 50, 400)),
    ],
    needs=["prediction"],
    sentence={"zh": "代价是所有样本平方误差的平均值。"},
)
def mean_squared_error(m, xs, ys, w):
    """The cost is the mean of the squared errors."""
    return m.cost(xs, ys, w)


@check(
    role="backward",
    of="gradient",
    points=3,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, **CLASSIC, w=1.0),
        case({"en": "worked by hand, y not twice x", "zh": "手算的例子，y 不是 x 的两倍"}, **TELLING, w=2.0),
        case({"en": "five samples", "zh": "五个样本"}, **GENERIC, w=1.83),
        case({"en": "two samples", "zh": "两个样本"}, **TWO, w=-0.62),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=0.71),
        case({"en": "equal samples", "zh": "样本都相同"}, **SAME, w=0.58),
        case({"en": "large numbers", "zh": "很大的数"}, **LARGE, w=-3.4),
        case({"en": "at the lowest point", "zh": "在最低点"}, xs=[1.2, -0.7, 2.3], ys=[2.1, -1.225, 4.025], w=1.75),
        random_regression(n=(3, 50, 400)),
    ],
    needs=["prediction"],
    sentence={"zh": "梯度是代价对 w 的导数：曲线在 w 处的斜率。"},
)
def gradient_of_the_cost(m, xs, ys, w):
    """The gradient is the derivative of the cost with respect to w: the slope of its curve at w."""
    return m.gradient(xs, ys, w)


@check(
    role="update",
    of="update",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, w=1.0, grad=-9.333333333333334, lr=0.01),
        case({"en": "worked by hand, a positive gradient", "zh": "手算的例子，梯度为正"}, w=2.0, grad=3.0, lr=0.1),
        case({"en": "a positive gradient", "zh": "正的梯度"}, w=0.37, grad=2.94, lr=0.13),
        case({"en": "a negative weight", "zh": "负的权重"}, w=-1.62, grad=-4.3, lr=0.07),
        case({"en": "at the lowest point", "zh": "在最低点"}, w=1.29, grad=0.0, lr=0.1),
        case({"en": "a large gradient", "zh": "梯度很大"}, w=2.7, grad=53100.5, lr=0.003),
        step,
    ],
    sentence={"zh": "更新：沿梯度的反方向走 lr * grad。"},
)
def one_step_downhill(m, w, grad, lr):
    """The update goes lr * grad against the gradient."""
    return m.update(w, grad, lr)


@check(
    role="train",
    of="train",
    points=4,
    cases=[
        case({"en": "the classic data", "zh": "课程的数据"}, **CLASSIC, w=1.0, lr=0.01, epochs=10),
        case(
            {"en": "worked by hand, y not twice x", "zh": "手算的例子，y 不是 x 的两倍"},
            **TELLING,
            w=2.0,
            lr=0.1,
            epochs=1,
        ),
        case({"en": "five samples", "zh": "五个样本"}, **GENERIC, w=-0.83, lr=0.06, epochs=12),
        case({"en": "two samples", "zh": "两个样本"}, **TWO, w=2.44, lr=0.17, epochs=5),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=0.71, lr=0.08, epochs=3),
        case({"en": "equal samples", "zh": "样本都相同"}, **SAME, w=0.58, lr=0.11, epochs=3),
        case({"en": "one epoch", "zh": "一轮训练"}, **GENERIC, w=1.83, lr=0.09, epochs=1),
        case({"en": "no epochs", "zh": "零轮训练"}, **GENERIC, w=1.83, lr=0.09, epochs=0),
        case({"en": "large numbers", "zh": "很大的数"}, **LARGE, w=-3.4, lr=1.3e-7, epochs=6),
        case({"en": "the learning rate is too large", "zh": "学习率太大"}, **GENERIC, w=0.36, lr=0.61, epochs=5),
        random_regression(n=(20,), lr=0.07, epochs=15),
    ],
    needs=["mean_squared_error", "gradient_of_the_cost", "one_step_downhill"],
    sentence={"zh": "每轮用整个数据集的梯度更新一次，记录每一步的 w 和代价（包括起点）。"},
    curves=(
        curve("costs", title={"en": "Cost over the epochs", "zh": "每轮的代价"}),
        curve("ws", title={"en": "The way of w on the cost curve", "zh": "w 在代价曲线上走过的路"}, on_cost="cost"),
    ),
)
def training_goes_downhill(m, xs, ys, w, lr, epochs):
    """Each epoch makes one update over the whole set; the lists hold every weight and cost, the start included."""
    w, ws, costs = m.train(xs, ys, w, lr, epochs)
    return {"w": w, "ws": ws, "costs": costs}


@check(
    role="backward",
    of="gradient_with_bias",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, **CLASSIC, w=1.0, b=0.5),
        case({"en": "worked by hand, y not twice x", "zh": "手算的例子，y 不是 x 的两倍"}, **TELLING, w=2.0, b=0.5),
        case({"en": "five samples", "zh": "五个样本"}, **GENERIC, w=1.83, b=-0.74),
        case({"en": "two samples", "zh": "两个样本"}, **TWO, w=-0.62, b=1.31),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=0.71, b=0.28),
        case({"en": "equal samples", "zh": "样本都相同"}, **SAME, w=0.58, b=-1.93),
        case({"en": "no bias", "zh": "没有偏置"}, **GENERIC, w=-0.91, b=0.0),
        case({"en": "large numbers", "zh": "很大的数"}, **LARGE, w=-3.4, b=615.8),
        random_regression(n=(3, 60), bias=True),
    ],
    needs=["gradient_of_the_cost"],
    sentence={"zh": "有偏置时的两个导数，在同一点计算。"},
)
def gradients_with_a_bias(m, xs, ys, w, b):
    """With a bias there are two derivatives, one for w and one for b, measured at the same point."""
    dw, db = m.gradient_with_bias(xs, ys, w, b)
    return {"dw": dw, "db": db}


@check(
    role="train",
    of="train_with_bias",
    points=2,
    cases=[
        case({"en": "the classic data", "zh": "课程的数据"}, **CLASSIC, w=1.0, b=0.5, lr=0.01, epochs=8),
        case(
            {"en": "worked by hand, y not twice x", "zh": "手算的例子，y 不是 x 的两倍"},
            **TELLING,
            w=2.0,
            b=0.5,
            lr=0.1,
            epochs=1,
        ),
        case({"en": "five samples", "zh": "五个样本"}, **GENERIC, w=-0.83, b=1.47, lr=0.07, epochs=12),
        case({"en": "two samples", "zh": "两个样本"}, **TWO, w=2.44, b=-0.39, lr=0.13, epochs=4),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=0.71, b=0.28, lr=0.05, epochs=3),
        case({"en": "no epochs", "zh": "零轮训练"}, **GENERIC, w=1.83, b=0.66, lr=0.09, epochs=0),
        random_regression(n=(20,), bias=True, lr=0.06, epochs=10),
    ],
    needs=["gradients_with_a_bias", "one_step_downhill"],
    sentence={"zh": "每轮先算两个梯度，再更新两个参数。"},
    curves=(curve("costs", title={"en": "Cost over the epochs, with a bias", "zh": "每轮的代价（有偏置）"}),),
)
def training_moves_both_parameters(m, xs, ys, w, b, lr, epochs):
    """Each epoch takes both gradients first and then moves both parameters."""
    w, b, costs = m.train_with_bias(xs, ys, w, b, lr, epochs)
    return {"w": w, "b": b, "costs": costs}


@check(
    role="train",
    of="train",
    points=1,
    cases=[
        random_regression(n=(1, 7, 40), noise=0.6, distance=2.0, lr=0.11, epochs=7),
        random_regression(n=(6,), scale=40.0, lr=5e-5, epochs=9),
    ],
    needs=["training_goes_downhill"],
    hidden=True,
    sentence={"zh": "在其他数据上训练同样正确。"},
)
def training_on_other_data(m, xs, ys, w, lr, epochs):
    """Training is right on other data, too."""
    w, ws, costs = m.train(xs, ys, w, lr, epochs)
    return {"w": w, "ws": ws, "costs": costs}
