"""Checks of the quadratic model."""

import torch

from grader.authoring import Text, by_hand, case, check, curve, exercise, random_case

about = exercise(
    title="A quadratic model: by hand and by autograd",
    zh="二次模型：手写梯度与自动求导",
    rules=[by_hand(of=["gradients"])],
)

BY_HAND = Text("worked by hand", "手算的例子")
LARGE = Text("large numbers", "很大的数")

PARAMETERS = {"w1": 0.83, "w2": -1.46, "b": 0.62}
GENERIC = {"xs": [0.73, -1.42, 1.21, 0.48, -0.57], "ys": [1.91, -0.35, 2.87, 0.64, -2.13]}
THREE = {"xs": [1.37, -0.46, 0.84], "ys": [0.82, 2.71, -1.15]}


@random_case(count=2, label=Text("a random sample", "随机样本"))
def sample(generator):
    """A sample and parameters whose prediction is off by half a unit or more."""
    x, w1, w2, b, r = generator.uniform(0.5, 2.2, 5) * generator.choice([-1.0, 1.0], 5)
    return case(x=float(x), y=float(w1 * x**2 + w2 * x + b - r), w1=float(w1), w2=float(w2), b=float(b))


@random_case(count=2, label=Text("another random sample", "另一个随机样本"))
def other_sample(generator):
    """A sample of larger numbers."""
    x, w1, w2, b, r = generator.uniform(1.6, 5.2, 5) * generator.choice([-1.0, 1.0], 5)
    return case(x=float(x), y=float(w1 * x**2 + w2 * x + b - r), w1=float(w1), w2=float(w2), b=float(b))


@random_case(count=2, label=Text("a random data set", "随机数据集"))
def data_set(generator):
    """A small data set of a noisy parabola, and parameters off the best ones."""
    xs = generator.uniform(0.3, 1.4, 6) * generator.choice([-1.0, 1.0], 6)
    ys = 1.3 * xs**2 - 0.7 * xs + 0.4 + 0.3 * generator.standard_normal(6)
    w1, w2, b = generator.uniform(-0.9, 0.9, 3)
    lr = float(generator.uniform(0.03, 0.08))
    return case(xs=xs.tolist(), ys=ys.tolist(), w1=float(w1), w2=float(w2), b=float(b), lr=lr, epochs=3)


@check(
    role="forward",
    of="forward",
    points=1,
    cases=[
        case(BY_HAND, x=2.0, w1=3.0, w2=5.0, b=7.0),
        case(Text("a negative input", "负的输入"), x=-1.42, **PARAMETERS),
        case(Text("the input is 0", "输入为 0"), x=0.0, **PARAMETERS),
        case(Text("no quadratic term", "没有二次项"), x=0.73, w1=0.0, w2=1.9, b=-0.4),
        case(LARGE, x=-81.5, w1=20.7, w2=-372.6, b=615.8),
    ],
    zh="预测值是 w1 * x² + w2 * x + b，参数是浮点数或张量都可以。",
)
def parabola(m, x, w1, w2, b):
    """The prediction is w1 * x² + w2 * x + b, for floats and for tensors."""
    tensors = [torch.tensor([one], dtype=torch.float64) for one in (w1, w2, b)]
    return {"floats": m.forward(x, w1, w2, b), "tensors": m.forward(x, *tensors)}


@check(
    role="cost",
    of="loss",
    points=1,
    cases=[
        case(BY_HAND, x=2.0, y=26.0, w1=3.0, w2=5.0, b=7.0),
        case(Text("too low", "偏低"), x=-0.64, y=3.87, **PARAMETERS),
        case(Text("too high", "偏高"), x=1.73, y=-2.15, **PARAMETERS),
        case(Text("a perfect prediction", "预测完全正确"), x=1.5, y=2.75, w1=0.5, w2=1.25, b=-0.25),
        case(LARGE, x=-81.5, y=1200.4, w1=20.7, w2=-372.6, b=615.8),
        sample,
    ],
    needs=["parabola"],
    zh="损失是残差的平方。",
)
def loss_of_a_sample(m, x, y, w1, w2, b):
    """The loss is the squared residual."""
    return m.loss(x, y, w1, w2, b)


@check(
    role="backward",
    of="gradients",
    points=3,
    cases=[
        case(BY_HAND, x=2.0, y=26.0, w1=3.0, w2=5.0, b=7.0),
        case(Text("too low", "偏低"), x=-0.64, y=3.87, **PARAMETERS),
        case(Text("too high", "偏高"), x=1.73, y=-2.15, **PARAMETERS),
        case(Text("a perfect prediction", "预测完全正确"), x=1.5, y=2.75, w1=0.5, w2=1.25, b=-0.25),
        case(Text("the input is 0", "输入为 0"), x=0.0, y=-1.3, **PARAMETERS),
        case(LARGE, x=-81.5, y=1200.4, w1=20.7, w2=-372.6, b=615.8),
        sample,
    ],
    needs=["loss_of_a_sample"],
    zh="手写的三个导数：2r 乘以各自的局部梯度。",
)
def gradients_by_hand(m, x, y, w1, w2, b):
    """The three derivatives by hand: 2r times each local gradient."""
    d1, d2, db = m.gradients(x, y, w1, w2, b)
    return {"d loss / d w1": d1, "d loss / d w2": d2, "d loss / d b": db}


@check(
    role="backward",
    of="gradients_by_autograd",
    points=2,
    cases=[
        case(BY_HAND, x=2.0, y=26.0, w1=3.0, w2=5.0, b=7.0),
        case(Text("too low", "偏低"), x=-0.64, y=3.87, **PARAMETERS),
        case(Text("too high", "偏高"), x=1.73, y=-2.15, **PARAMETERS),
        case(Text("a perfect prediction", "预测完全正确"), x=1.5, y=2.75, w1=0.5, w2=1.25, b=-0.25),
        case(Text("the input is 0", "输入为 0"), x=0.0, y=-1.3, **PARAMETERS),
        case(LARGE, x=-81.5, y=1200.4, w1=20.7, w2=-372.6, b=615.8),
        sample,
    ],
    needs=["loss_of_a_sample"],
    zh="自动求导给出同样的三个导数，结果是浮点数。",
)
def gradients_of_autograd(m, x, y, w1, w2, b):
    """The three derivatives by autograd, as Python floats."""
    found = m.gradients_by_autograd(x, y, w1, w2, b)
    d1, d2, db = found
    return {
        "d loss / d w1": d1,
        "d loss / d w2": d2,
        "d loss / d b": db,
        "floats": all(isinstance(one, float) for one in found),
    }


@check(
    role="backward",
    of="gradient_check",
    points=2,
    cases=[
        case(BY_HAND, xs=[2.0], ys=[26.0], w1=3.0, w2=5.0, b=7.0, given=((24.0, 10.0, 6.0),)),
        case(
            Text("wrong in one number of the second sample", "第二个样本有一个数不对"),
            **THREE,
            w1=0.5,
            w2=-1.25,
            b=0.75,
            given=(None, (-1.31, 0.94, -2.05), None),
        ),
        case(
            Text("too small by a third", "小了三分之一"),
            **GENERIC,
            **PARAMETERS,
            given=(None, None, None, (0.14, 0.29, 0.61), None),
        ),
        case(Text("of the wrong sign", "符号相反"), xs=[0.73], ys=[1.91], **PARAMETERS, given=((1.7, 2.4, 3.1),)),
        case(Text("all 0", "全为 0"), **GENERIC, **PARAMETERS, given=((0.0, 0.0, 0.0),) * 5),
        case(
            Text("small gradients", "很小的梯度"), xs=[0.5], ys=[0.7], w1=0.6, w2=0.4, b=0.4, given=((0.02, 0.05, 0.1),)
        ),
        case(
            Text("next to nothing instead of 0", "应为 0，却差了一点点"),
            xs=[0.0],
            ys=[1.0],
            w1=0.5,
            w2=0.25,
            b=3.0,
            given=((4e-9, 0.0, 4.0),),
        ),
        case(Text("nothing wrong", "没有错"), **GENERIC, **PARAMETERS, given=(None,) * 5),
        case(
            Text("both are 0", "两者都是 0"),
            xs=[1.5],
            ys=[2.75],
            w1=0.5,
            w2=1.25,
            b=-0.25,
            given=((0.0, 0.0, 0.0),),
        ),
    ],
    needs=["gradients_of_autograd"],
    zh="梯度检验：与自动求导的最大相对误差。",
)
def hand_against_autograd(m, xs, ys, w1, w2, b, given):
    """The gradient check gives the largest relative difference from autograd."""

    def by_hand(x, y, w1, w2, b):
        numbers = given[min(range(len(xs)), key=lambda index: abs(float(xs[index]) - float(x)))]
        r = w1 * x**2 + w2 * x + b - y
        return (2 * r * x**2, 2 * r * x, 2 * r) if numbers is None else numbers

    # A check of gradients by hand against gradients by hand would find nothing.
    own, m.gradients = m.gradients, lambda *_: (1.0, 1.0, 1.0)
    try:
        return m.gradient_check(by_hand, xs, ys, w1, w2, b)
    finally:
        m.gradients = own


@check(
    role="train",
    of="train",
    points=3,
    cases=[
        # Reports plot the first case.
        case(Text("five samples", "五个样本"), **GENERIC, **PARAMETERS, lr=0.04, epochs=8),
        case(BY_HAND, xs=[1.0, 2.0], ys=[2.0, 3.0], w1=0.0, w2=0.0, b=0.0, lr=0.1, epochs=1),
        case(Text("three samples", "三个样本"), **THREE, w1=-0.74, w2=0.39, b=1.63, lr=0.07, epochs=3),
        case(Text("one sample", "一个样本"), xs=[1.23], ys=[-0.94], **PARAMETERS, lr=0.05, epochs=3),
        case(Text("equal samples", "样本都相同"), xs=[0.87] * 3, ys=[2.36] * 3, **PARAMETERS, lr=0.06, epochs=2),
        case(Text("no epochs", "零轮"), **THREE, **PARAMETERS, lr=0.05, epochs=0),
        data_set,
    ],
    needs=["gradients_by_hand"],
    zh="每个样本先求三个梯度，再更新三个参数；记录每轮的损失之和。",
    curves=(curve("losses", title="Sum of the losses of each epoch", zh="每轮损失之和"),),
)
def training_of_three_parameters(m, xs, ys, w1, w2, b, lr, epochs):
    """Each sample takes all three gradients first and then moves all three parameters."""
    w1, w2, b, losses = m.train(xs, ys, w1, w2, b, lr, epochs)
    return {"w1": w1, "w2": w2, "b": b, "losses": losses}


@check(
    role="backward",
    of="gradients",
    points=1,
    cases=[other_sample],
    needs=["gradients_by_hand"],
    hidden=True,
    zh="在其他样本上手写的导数同样正确。",
)
def gradients_of_other_samples(m, x, y, w1, w2, b):
    """The derivatives by hand are right for other samples, too."""
    d1, d2, db = m.gradients(x, y, w1, w2, b)
    return {"d loss / d w1": d1, "d loss / d w2": d2, "d loss / d b": db}
