"""Checks of the quadratic model."""

import torch

from grader.authoring import (
    Text,
    all_of,
    by_hand,
    case,
    check,
    curve,
    equals_reference,
    exercise,
    observed,
    python_float,
    random_case,
    satisfies,
)

about = exercise(
    title={"en": "A quadratic model: by hand and by autograd", "zh": "二次模型：手写梯度与自动求导"},
    precision="float64",
    rules=[by_hand(of=["gradients"])],
    worked_examples={
        "loss": "squared_loss",
        "gradients": "sample_gradient",
        "gradients_by_autograd": "autograd",
        "gradient_check": "numeric_gradient",
    },
)

BY_HAND = Text({"en": "worked by hand", "zh": "手算的例子"})
BY_HAND_NEGATIVE = Text({"en": "by hand, x is negative", "zh": "手算的例子（x 为负）"})
LARGE = Text({"en": "large numbers", "zh": "很大的数"})
VALUES = ("value, shape ()", "value, shape (1,)")
DERIVATIVES = ("d loss / d w1", "d loss / d w2", "d loss / d b")

PARAMETERS = {"w1": 0.83, "w2": -1.46, "b": 0.62}
GENERIC = {"xs": [0.73, -1.42, 1.21, 0.48, -0.57], "ys": [1.91, -0.35, 2.87, 0.64, -2.13]}
THREE = {"xs": [1.37, -0.46, 0.84], "ys": [0.82, 2.71, -1.15]}
FIVE_CHECKED = {"xs": [0.66, -1.27, 1.34, 0.41, -0.83], "ys": [1.52, -0.71, 2.36, 0.18, -1.94]}
THREE_CHECKED = {"xs": [1.18, -0.57, 0.92], "ys": [0.44, 2.35, -1.61]}
CHECKED = {"w1": 0.57, "w2": -1.31, "b": 0.84}


@random_case(count=2, label={"en": "a random sample", "zh": "随机样本"})
def sample(generator):
    """A sample and parameters whose prediction is off by half a unit or more."""
    x, w1, w2, b, r = generator.uniform(0.5, 2.2, 5) * generator.choice([-1.0, 1.0], 5)
    return case(x=float(x), y=float(w1 * x**2 + w2 * x + b - r), w1=float(w1), w2=float(w2), b=float(b))


@random_case(count=2, label={"en": "another random sample", "zh": "另一个随机样本"})
def other_sample(generator):
    """A sample of larger numbers."""
    x, w1, w2, b, r = generator.uniform(1.6, 5.2, 5) * generator.choice([-1.0, 1.0], 5)
    return case(x=float(x), y=float(w1 * x**2 + w2 * x + b - r), w1=float(w1), w2=float(w2), b=float(b))


@random_case(count=2, label={"en": "a random data set", "zh": "随机数据集"})
def data_set(generator):
    """A small data set of a noisy parabola, and parameters off the best ones."""
    xs = generator.uniform(0.3, 1.4, 6) * generator.choice([-1.0, 1.0], 6)
    ys = 1.3 * xs**2 - 0.7 * xs + 0.4 + 0.3 * generator.standard_normal(6)
    w1, w2, b = generator.uniform(-0.9, 0.9, 3)
    lr = float(generator.uniform(0.03, 0.08))
    return case(xs=xs.tolist(), ys=ys.tolist(), w1=float(w1), w2=float(w2), b=float(b), lr=lr, epochs=3)


def derivatives(x, y, w1, w2, b):
    """The three derivatives of a sample's loss, for the cases of the gradient check."""
    r = w1 * x**2 + w2 * x + b - y
    return (2 * r * x**2, 2 * r * x, 2 * r)


def checked(data, parameters, wrong):
    """A data set with what the function under the check gives: the derivatives, but for the `wrong` samples."""
    samples = enumerate(zip(data["xs"], data["ys"]))
    given = tuple(wrong.get(index) or derivatives(x, y, **parameters) for index, (x, y) in samples)
    return {**data, **parameters, "given": given}


@random_case(count=2, label={"en": "a random wrong number", "zh": "随机一个数不对"})
def one_wrong_number(generator):
    """A data set on which one of the three numbers of one sample is wrong."""
    count = int(generator.integers(3, 6))
    xs = (generator.uniform(0.4, 1.4, count) * generator.choice([-1.0, 1.0], count)).tolist()
    w1, w2, b = (generator.uniform(0.3, 1.5, 3) * generator.choice([-1.0, 1.0], 3)).tolist()
    residuals = (generator.uniform(0.5, 2.0, count) * generator.choice([-1.0, 1.0], count)).tolist()
    ys = [w1 * x**2 + w2 * x + b - r for x, r in zip(xs, residuals)]
    sample, place = int(generator.integers(count)), int(generator.integers(3))
    numbers = list(derivatives(xs[sample], ys[sample], w1, w2, b))
    numbers[place] *= float(generator.choice([generator.uniform(0.2, 0.8), generator.uniform(1.3, 2.5)]))
    return case(**checked({"xs": xs, "ys": ys}, {"w1": w1, "w2": w2, "b": b}, {sample: tuple(numbers)}))


def leaves_of(w1, w2, b):
    """The parameters as tensors that require a gradient: of shape () and of shape (1,)."""
    numbers = [torch.tensor(one, dtype=torch.float64, requires_grad=True) for one in (w1, w2, b)]
    return numbers, [torch.tensor([one], dtype=torch.float64, requires_grad=True) for one in (w1, w2, b)]


def way_back(result, parameters, shape):
    """What was computed from the parameters, and these when autograd has gone back from there."""
    found = {"value, shape " + shape: observed(result)}
    if isinstance(result, torch.Tensor) and result.requires_grad:
        result.sum().backward()
    return {**found, **{f"{name}, shape {shape}": one for name, one in zip(("w1", "w2", "b"), parameters)}}


def parts_of_the_graph(seen, arguments):
    """Of parameters that are tensors come tensors from which autograd can go back."""
    for name in VALUES:
        if not getattr(seen[name], "requires_grad", False):
            return Text(
                {
                    "en": "For parameters that are tensors, the result is no part of the graph: "
                    "autograd cannot go back from it to them.",
                    "zh": "参数是张量时，返回的结果不在计算图里：自动求导无法从它回到参数。",
                }
            )
    return None


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def parabolas(generator):
    x, w1, w2, b = (generator.uniform(0.4, 2.3, 4) * generator.choice([-1.0, 1.0], 4)).tolist()
    return case(x=x, w1=w1, w2=w2, b=b)


@check(
    role="forward",
    of="forward",
    points=1,
    cases=[
        case(BY_HAND, x=3.0, w1=2.0, w2=5.0, b=7.0),
        case(BY_HAND_NEGATIVE, x=-3.0, w1=2.0, w2=5.0, b=7.0),
        case({"en": "a negative input", "zh": "负的输入"}, x=-1.42, **PARAMETERS),
        case({"en": "the input is 0", "zh": "输入为 0"}, x=0.0, **PARAMETERS),
        case({"en": "no quadratic term", "zh": "没有二次项"}, x=0.73, w1=0.0, w2=1.9, b=-0.4),
        case(LARGE, x=-81.5, w1=20.7, w2=-372.6, b=615.8),
        parabolas,
    ],
    expect=all_of(equals_reference(dtype=VALUES), satisfies(parts_of_the_graph)),
    sentence={"zh": "预测值是 w1 * x² + w2 * x + b，参数是浮点数或张量都可以；是张量时，自动求导能沿它回到三个参数。"},
)
def parabola(m, x, w1, w2, b):
    """The prediction is w1 * x² + w2 * x + b, for floats and for tensors, which autograd can go back through."""
    numbers, ones = leaves_of(w1, w2, b)
    return {
        "floats": m.forward(x, w1, w2, b),
        **way_back(m.forward(x, *numbers), numbers, "()"),
        **way_back(m.forward(x, *ones), ones, "(1,)"),
    }


@check(
    role="cost",
    of="loss",
    points=1,
    cases=[
        case(BY_HAND, x=3.0, y=37.0, w1=2.0, w2=5.0, b=7.0),
        case(BY_HAND_NEGATIVE, x=-3.0, y=15.0, w1=2.0, w2=5.0, b=7.0),
        case({"en": "too low", "zh": "偏低"}, x=-0.64, y=3.87, **PARAMETERS),
        case({"en": "too high", "zh": "偏高"}, x=1.73, y=-2.15, **PARAMETERS),
        case({"en": "a perfect prediction", "zh": "预测完全正确"}, x=1.5, y=2.75, w1=0.5, w2=1.25, b=-0.25),
        case(LARGE, x=-81.5, y=1200.4, w1=20.7, w2=-372.6, b=615.8),
        sample,
    ],
    needs=["parabola"],
    expect=all_of(equals_reference(dtype=VALUES), satisfies(parts_of_the_graph)),
    sentence={"zh": "损失是残差的平方，参数是浮点数或张量都可以；是张量时，自动求导能沿它回到三个参数。"},
)
def loss_of_a_sample(m, x, y, w1, w2, b):
    """The loss is the squared residual, for floats and for tensors, which autograd can go back through."""
    numbers, ones = leaves_of(w1, w2, b)
    return {
        "floats": m.loss(x, y, w1, w2, b),
        **way_back(m.loss(x, y, *numbers), numbers, "()"),
        **way_back(m.loss(x, y, *ones), ones, "(1,)"),
    }


@check(
    role="backward",
    of="gradients",
    points=3,
    cases=[
        case(BY_HAND, x=3.0, y=37.0, w1=2.0, w2=5.0, b=7.0),
        case(BY_HAND_NEGATIVE, x=-3.0, y=15.0, w1=2.0, w2=5.0, b=7.0),
        case({"en": "too low", "zh": "偏低"}, x=-0.64, y=3.87, **PARAMETERS),
        case({"en": "too high", "zh": "偏高"}, x=1.73, y=-2.15, **PARAMETERS),
        case({"en": "a perfect prediction", "zh": "预测完全正确"}, x=1.5, y=2.75, w1=0.5, w2=1.25, b=-0.25),
        case({"en": "the input is 0", "zh": "输入为 0"}, x=0.0, y=-1.3, **PARAMETERS),
        case(LARGE, x=-81.5, y=1200.4, w1=20.7, w2=-372.6, b=615.8),
        sample,
    ],
    needs=["loss_of_a_sample"],
    sentence={"zh": "手写的三个导数。"},
)
def gradients_by_hand(m, x, y, w1, w2, b):
    """The three derivatives by hand."""
    d1, d2, db = m.gradients(x, y, w1, w2, b)
    return {"d loss / d w1": d1, "d loss / d w2": d2, "d loss / d b": db}


@check(
    role="backward",
    of="gradients_by_autograd",
    points=2,
    cases=[
        case(BY_HAND, x=3.0, y=37.0, w1=2.0, w2=5.0, b=7.0),
        case(BY_HAND_NEGATIVE, x=-3.0, y=15.0, w1=2.0, w2=5.0, b=7.0),
        case({"en": "too low", "zh": "偏低"}, x=-0.64, y=3.87, **PARAMETERS),
        case({"en": "too high", "zh": "偏高"}, x=1.73, y=-2.15, **PARAMETERS),
        case({"en": "a perfect prediction", "zh": "预测完全正确"}, x=1.5, y=2.75, w1=0.5, w2=1.25, b=-0.25),
        case({"en": "the input is 0", "zh": "输入为 0"}, x=0.0, y=-1.3, **PARAMETERS),
        case(LARGE, x=-81.5, y=1200.4, w1=20.7, w2=-372.6, b=615.8),
        sample,
    ],
    needs=["loss_of_a_sample"],
    expect=all_of(equals_reference(), satisfies(python_float(*DERIVATIVES))),
    sentence={"zh": "自动求导给出同样的三个导数：用 float64 张量来算，结果是浮点数。"},
)
def gradients_of_autograd(m, x, y, w1, w2, b):
    """The three derivatives by autograd, computed with float64 tensors, as Python floats."""
    d1, d2, db = m.gradients_by_autograd(x, y, w1, w2, b)
    return {"d loss / d w1": d1, "d loss / d w2": d2, "d loss / d b": db}


@check(
    role="backward",
    of="gradient_check",
    points=2,
    cases=[
        case(BY_HAND, xs=[3.0], ys=[37.0], w1=2.0, w2=5.0, b=7.0, given=((54.0, 15.0, 6.0),)),
        case(
            {"en": "wrong in one number of the second sample", "zh": "第二个样本有一个数不对"},
            **checked(THREE_CHECKED, {"w1": 0.5, "w2": -1.25, "b": 0.75}, {1: (-1.31, 0.94, -2.05)}),
        ),
        case(
            {"en": "wrong at the first sample", "zh": "第一个样本不对"},
            **checked(THREE_CHECKED, CHECKED, {0: (-0.83, 1.92, 0.46)}),
        ),
        case(
            {"en": "wrong at the last sample", "zh": "最后一个样本不对"},
            **checked(THREE_CHECKED, CHECKED, {2: (2.61, 0.73, 1.14)}),
        ),
        case(
            {"en": "too small by a third", "zh": "小了三分之一"},
            **checked(FIVE_CHECKED, CHECKED, {3: tuple(one * 2 / 3 for one in derivatives(0.41, 0.18, **CHECKED))}),
        ),
        case({"en": "of the wrong sign", "zh": "符号相反"}, xs=[0.66], ys=[1.52], **CHECKED, given=((1.7, 2.4, 3.1),)),
        case({"en": "all 0", "zh": "全为 0"}, **FIVE_CHECKED, **CHECKED, given=((0.0, 0.0, 0.0),) * 5),
        case(
            {"en": "small gradients", "zh": "很小的梯度"},
            xs=[0.5],
            ys=[0.7],
            w1=0.6,
            w2=0.4,
            b=0.4,
            given=((0.02, 0.05, 0.1),),
        ),
        case(
            {"en": "next to nothing instead of 0", "zh": "应为 0，却差了一点点"},
            xs=[0.0],
            ys=[1.0],
            w1=0.5,
            w2=0.25,
            b=3.0,
            given=((4e-9, 0.0, 4.0),),
        ),
        case({"en": "nothing wrong", "zh": "没有错"}, **checked(FIVE_CHECKED, CHECKED, {})),
        case(
            {"en": "both are 0", "zh": "两者都是 0"},
            xs=[1.5],
            ys=[2.75],
            w1=0.5,
            w2=1.25,
            b=-0.25,
            given=((0.0, 0.0, 0.0),),
        ),
        one_wrong_number,
    ],
    needs=["gradients_of_autograd"],
    sentence={"zh": "梯度检验：与自动求导的最大相对误差。"},
)
def hand_against_autograd(m, xs, ys, w1, w2, b, given):
    """The gradient check gives the largest relative difference from autograd."""

    def by_hand(x, y, *parameters):
        index = min(range(len(xs)), key=lambda one: abs(float(xs[one]) - float(x)) + abs(float(ys[one]) - float(y)))
        # Where the parameters are not those of the case, the numbers are not right either.
        off = sum(abs(float(one) - own) for one, own in zip(parameters, (w1, w2, b)))
        return tuple(number + off for number in given[index])

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
        case({"en": "five samples", "zh": "五个样本"}, **GENERIC, **PARAMETERS, lr=0.04, epochs=8),
        case(BY_HAND, xs=[1.0, 2.0], ys=[2.0, 3.0], w1=0.0, w2=0.0, b=0.0, lr=0.1, epochs=1),
        case({"en": "three samples", "zh": "三个样本"}, **THREE, w1=-0.74, w2=0.39, b=1.63, lr=0.07, epochs=3),
        case({"en": "one sample", "zh": "一个样本"}, xs=[1.23], ys=[-0.94], **PARAMETERS, lr=0.05, epochs=3),
        case(
            {"en": "equal samples", "zh": "样本都相同"}, xs=[0.87] * 3, ys=[2.36] * 3, **PARAMETERS, lr=0.06, epochs=2
        ),
        case({"en": "no epochs", "zh": "零轮"}, **THREE, **PARAMETERS, lr=0.05, epochs=0),
        data_set,
    ],
    needs=["gradients_by_hand"],
    sentence={"zh": "每个样本先求三个梯度，再更新三个参数；记录每轮的损失之和。"},
    curves=(curve("losses", title={"en": "Sum of the losses of each epoch", "zh": "每轮损失之和"}),),
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
    sentence={"zh": "在其他样本上手写的导数同样正确。"},
)
def gradients_of_other_samples(m, x, y, w1, w2, b):
    """The derivatives by hand are right for other samples, too."""
    d1, d2, db = m.gradients(x, y, w1, w2, b)
    return {"d loss / d w1": d1, "d loss / d w2": d2, "d loss / d b": db}
