"""Checks of stochastic and mini-batch gradient descent."""

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
    plain,
    random_case,
    satisfies,
)

about = exercise(
    title={"en": "Stochastic gradient descent", "zh": "随机梯度下降"},
    rules=[by_hand()],
    worked_examples={
        "loss": "squared_loss",
        "gradient": "sample_gradient",
        "epoch_batches": "mini_batches",
        "train_mini_batch": "mini_batches",
        "leave_saddle": "partial_derivatives",
    },
)

CLASSIC = {"xs": [1.0, 2.0, 3.0], "ys": [2.0, 4.0, 6.0]}
TELLING = {"xs": [1.0, 2.0], "ys": [3.0, 2.0]}
GENERIC = {"xs": [0.73, -1.42, 2.21, 1.68, -0.57], "ys": [1.91, -0.35, 3.87, 0.64, -2.13]}
TWO = {"xs": [1.37, -0.46], "ys": [0.82, 2.71]}
ONE = {"xs": [1.83], "ys": [-0.94]}
SAME = {"xs": [1.27, 1.27, 1.27], "ys": [2.36, 2.36, 2.36]}
LARGE = {"xs": [810.5, -1340.2, 455.7, 2071.3], "ys": [-390.4, 1218.6, 77.2, 3350.9]}


def draw_samples(generator, n):
    """Inputs, targets and a weight: y is not proportional to x, and w lies off the best weight."""
    xs = generator.uniform(0.4, 1.7, n) * generator.choice([-1.0, 1.0], n)
    ys = 1.6 * xs + 0.9 + 0.4 * generator.standard_normal(n)
    return {"xs": xs.tolist(), "ys": ys.tolist(), "w": float(generator.uniform(-1.4, 0.4))}


@random_case(count=2, label={"en": "a random sample", "zh": "随机的样本"})
def sample(generator):
    """A sample and a weight off the perfect one."""
    x, y = generator.uniform(0.6, 2.4, 2) * generator.choice([-1.0, 1.0], 2)
    return case(x=float(x), y=float(y), w=float(y / x + generator.uniform(0.4, 1.6)))


@random_case(count=2, label={"en": "a random data set", "zh": "随机的数据集"})
def data_set(generator):
    """A small data set with a learning rate."""
    return case(
        **draw_samples(generator, int(generator.integers(4, 9))), lr=float(generator.uniform(0.03, 0.09)), epochs=2
    )


@random_case(count=2, label={"en": "a random batch", "zh": "随机的一批样本"})
def batch(generator):
    """A batch of samples."""
    return case(**draw_samples(generator, int(generator.integers(4, 30))))


@random_case(count=2, label={"en": "random sizes", "zh": "随机的大小"})
def sizes(generator):
    """A number of samples that the batch size does not divide."""
    size = int(generator.integers(3, 7))
    n = size * int(generator.integers(2, 6)) + int(generator.integers(1, size))
    return case(n=n, batch_size=size, seed=int(generator.integers(10**6)))


@random_case(count=2, label={"en": "random batches", "zh": "随机的小批量"})
def batches_of_a_data_set(generator):
    """Eleven samples, cut into batches of four in random order."""
    order = generator.permutation(11).tolist()
    batches = plain(plain(order[start : start + 4]) for start in range(0, 11, 4))
    return case(**draw_samples(generator, 11), lr=float(generator.uniform(0.05, 0.12)), epochs=2, batches=batches)


@check(
    role="cost",
    of="loss",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, x=2.0, y=4.0, w=1.0),
        case({"en": "worked by hand, y not twice x", "zh": "手算的例子，y 不是 x 的两倍"}, x=2.0, y=1.0, w=3.0),
        case({"en": "too high", "zh": "太高"}, x=1.37, y=0.82, w=2.45),
        case({"en": "a negative input", "zh": "负的输入"}, x=-1.42, y=-0.35, w=1.83),
        case({"en": "a perfect prediction", "zh": "预测完全正确"}, x=1.5, y=-2.25, w=-1.5),
        case({"en": "large numbers", "zh": "很大的数"}, x=2071.3, y=-350.9, w=3.4),
        sample,
    ],
    sentence={"zh": "一个样本的损失是残差的平方。"},
)
def loss_of_a_sample(m, x, y, w):
    """The loss of a sample is its squared error."""
    return m.loss(x, y, w)


@check(
    role="backward",
    of="gradient",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, x=2.0, y=4.0, w=1.0),
        case({"en": "worked by hand, y not twice x", "zh": "手算的例子，y 不是 x 的两倍"}, x=2.0, y=1.0, w=3.0),
        case({"en": "too high", "zh": "太高"}, x=1.37, y=0.82, w=2.45),
        case({"en": "a negative input", "zh": "负的输入"}, x=-1.42, y=-0.35, w=1.83),
        case({"en": "a perfect prediction", "zh": "预测完全正确"}, x=1.5, y=-2.25, w=-1.5),
        case({"en": "large numbers", "zh": "很大的数"}, x=2071.3, y=-350.9, w=3.4),
        sample,
    ],
    sentence={"zh": "一个样本的梯度是它的损失对 w 的导数。"},
)
def gradient_of_a_sample(m, x, y, w):
    """The gradient of a sample is the derivative of its loss with respect to w."""
    return m.gradient(x, y, w)


@check(
    role="train",
    of="train",
    points=3,
    cases=[
        # Reports plot the first case.
        case({"en": "five samples", "zh": "五个样本"}, **GENERIC, w=-0.83, lr=0.06, epochs=6),
        case({"en": "worked by hand", "zh": "手算的例子"}, xs=[1.0, 2.0], ys=[2.0, 4.0], w=1.0, lr=0.1, epochs=1),
        case(
            {"en": "worked by hand, y not twice x", "zh": "手算的例子，y 不是 x 的两倍"},
            **TELLING,
            w=2.0,
            lr=0.1,
            epochs=1,
        ),
        case({"en": "the classic data", "zh": "课程的数据"}, **CLASSIC, w=1.0, lr=0.01, epochs=4),
        case({"en": "two samples", "zh": "两个样本"}, **TWO, w=2.44, lr=0.13, epochs=3),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=0.71, lr=0.08, epochs=3),
        case({"en": "equal samples", "zh": "样本都相同"}, **SAME, w=0.58, lr=0.11, epochs=1),
        case({"en": "no epochs", "zh": "零轮训练"}, **GENERIC, w=1.83, lr=0.09, epochs=0),
        case({"en": "large numbers", "zh": "很大的数"}, **LARGE, w=-3.4, lr=4e-8, epochs=2),
        data_set,
    ],
    needs=["loss_of_a_sample", "gradient_of_a_sample"],
    sentence={"zh": "每个样本更新一次，后一个样本看到前一个样本更新后的 w。"},
    curves=(
        curve("losses", title={"en": "Loss of each step's sample", "zh": "每一步样本的损失"}),
        curve("ws", title={"en": "The weight after each update", "zh": "每次更新后的 w"}),
    ),
)
def training_sample_by_sample(m, xs, ys, w, lr, epochs):
    """Each sample makes one update and sees the weight that the sample before it left."""
    w, ws, losses = m.train(xs, ys, w, lr, epochs)
    return {"w": w, "ws": ws, "losses": losses}


@check(
    role="backward",
    of="batch_gradient",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, xs=[1.0, 2.0], ys=[2.0, 4.0], w=1.0),
        case({"en": "worked by hand, y not twice x", "zh": "手算的例子，y 不是 x 的两倍"}, **TELLING, w=2.0),
        case({"en": "five samples", "zh": "五个样本"}, **GENERIC, w=1.83),
        case({"en": "two samples", "zh": "两个样本"}, **TWO, w=-0.62),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=0.71),
        case({"en": "equal samples", "zh": "样本都相同"}, **SAME, w=0.58),
        case({"en": "large numbers", "zh": "很大的数"}, **LARGE, w=-3.4),
        batch,
    ],
    needs=["gradient_of_a_sample"],
    sentence={"zh": "小批量的梯度是其中各样本梯度的平均值。"},
)
def gradient_of_a_batch(m, xs, ys, w):
    """The gradient of a batch is the mean of its samples' gradients."""
    return m.batch_gradient(xs, ys, w)


def holds_ints(value, arguments):
    """Whatever holds the indices of samples, they are whole numbers, by which a list and a tensor can be indexed."""
    waiting = [value]
    while waiting:
        item = waiting.pop()
        if isinstance(item, dict):
            waiting.extend(item.values())
        elif isinstance(item, (list, tuple)):
            waiting.extend(item)
        elif isinstance(item, bool) or not (isinstance(item, int) or item.dtype.kind in "iu"):
            return Text(
                {
                    "en": "A batch holds indices of samples: they should be ints, not floats.",
                    "zh": "小批量里是样本的下标：应为整数，不应为浮点数。",
                }
            )
    return None


@check(
    role="data",
    of="epoch_batches",
    points=2,
    expect=all_of(equals_reference(), satisfies(holds_ints)),
    cases=[
        case({"en": "the size does not divide n", "zh": "批大小不能整除 n"}, n=10, batch_size=4, seed=3),
        case({"en": "the size divides n", "zh": "批大小能整除 n"}, n=12, batch_size=3, seed=8),
        case({"en": "one sample", "zh": "一个样本"}, n=1, batch_size=3, seed=1),
        case({"en": "one batch", "zh": "一批"}, n=7, batch_size=7, seed=5),
        case({"en": "a size above n", "zh": "批大小大于 n"}, n=5, batch_size=9, seed=2),
        case({"en": "batches of one", "zh": "每批一个样本"}, n=6, batch_size=1, seed=4),
        case({"en": "many samples", "zh": "很多样本"}, n=205, batch_size=32, seed=6),
        sizes,
    ],
    sentence={"zh": "每轮重新打乱顺序并切成小批量，最后一批可以更小，不遗漏任何样本。"},
)
def order_is_drawn_and_cut(m, n, batch_size, seed):
    """Each epoch draws a new order from the generator and cuts it into batches; no sample is left out."""
    generator = torch.Generator().manual_seed(seed)
    first = m.epoch_batches(n, batch_size, generator)
    return {"first epoch": first, "second epoch": m.epoch_batches(n, batch_size, generator)}


@check(
    role="train",
    of="train_mini_batch",
    points=3,
    cases=[
        # Reports plot the first case.
        case(
            {"en": "five samples", "zh": "五个样本"},
            **GENERIC,
            w=-0.83,
            lr=0.07,
            epochs=5,
            batches=plain([plain([3, 0]), plain([1, 4]), plain([2])]),
        ),
        case(
            {"en": "worked by hand", "zh": "手算的例子"},
            **CLASSIC,
            w=1.0,
            lr=0.1,
            epochs=1,
            batches=plain([plain([0, 1]), plain([2])]),
        ),
        case(
            {"en": "worked by hand, y not twice x", "zh": "手算的例子，y 不是 x 的两倍"},
            xs=[1.0, 2.0, 3.0],
            ys=[3.0, 2.0, 1.0],
            w=2.0,
            lr=0.1,
            epochs=1,
            batches=plain([plain([0, 1]), plain([2])]),
        ),
        case(
            {"en": "batches of three and two", "zh": "三个一批和两个一批"},
            **GENERIC,
            w=2.61,
            lr=0.12,
            epochs=2,
            batches=plain([plain([4, 2, 1]), plain([0, 3])]),
        ),
        case(
            {"en": "one batch of all", "zh": "全部样本一批"},
            **TWO,
            w=2.44,
            lr=0.13,
            epochs=3,
            batches=plain([plain([0, 1])]),
        ),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=0.71, lr=0.08, epochs=2, batches=plain([plain([0])])),
        case(
            {"en": "equal samples", "zh": "样本都相同"},
            **SAME,
            w=0.58,
            lr=0.11,
            epochs=1,
            batches=plain([plain([0, 1]), plain([2])]),
        ),
        case(
            {"en": "no epochs", "zh": "零轮训练"},
            **GENERIC,
            w=1.83,
            lr=0.09,
            epochs=0,
            batches=plain([plain([0, 1, 2, 3, 4])]),
        ),
        case(
            {"en": "large numbers", "zh": "很大的数"},
            **LARGE,
            w=-3.4,
            lr=4e-8,
            epochs=2,
            batches=plain([plain([2, 0, 3]), plain([1])]),
        ),
        batches_of_a_data_set,
    ],
    needs=["gradient_of_a_batch"],
    sentence={"zh": "每个小批量更新一次，用这一批自己的平均梯度。"},
    curves=(curve("ws", title={"en": "The weight after each batch", "zh": "每个小批量之后的 w"}),),
)
def training_batch_by_batch(m, xs, ys, w, lr, epochs, batches):
    """Each batch makes one update with the mean gradient of its own samples."""
    w, ws = m.train_mini_batch(xs, ys, w, lr, epochs, batches)
    return {"w": w, "ws": ws}


@random_case(count=2, label={"en": "random noise", "zh": "随机的噪声"})
def noise(generator):
    """Noise that adds up to 0."""
    noises = generator.uniform(0.2, 1.1, 9) * generator.choice([-1.0, 1.0], 9)
    return case(a=float(generator.uniform(-1, 1)), b=0.0, noises=(noises - noises.mean()).tolist(), lr=0.14)


@check(
    role="concept",
    of="leave_saddle",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, a=1.0, b=0.0, noises=[0.5], lr=0.1),
        case(
            {"en": "worked by hand, off the saddle point", "zh": "手算的例子，不在鞍点上"},
            a=0.5,
            b=2.0,
            noises=[0.5],
            lr=0.1,
        ),
        case(
            {"en": "without noise it stays", "zh": "没有噪声就停在原处"},
            a=0.83,
            b=0.0,
            noises=[0.0, 0.0, 0.0, 0.0, 0.0, 0.0],
            lr=0.1,
        ),
        case(
            {"en": "on the saddle point, without noise", "zh": "在鞍点上，没有噪声"},
            a=0.0,
            b=0.0,
            noises=[0.0, 0.0, 0.0],
            lr=0.1,
        ),
        case(
            {"en": "noise that adds up to 0", "zh": "噪声之和为 0"},
            a=0.72,
            b=0.0,
            noises=[0.61, -0.34, 0.42, -0.83, 0.14, 0.27, -0.45, 0.18],
            lr=0.17,
        ),
        case(
            {"en": "beside the saddle point", "zh": "在鞍点旁边"},
            a=-1.3,
            b=0.37,
            noises=[-0.22, 0.58, 0.31, -0.67],
            lr=0.21,
        ),
        case({"en": "far away", "zh": "离得很远"}, a=45.5, b=-3.1, noises=[1.4, -1.4], lr=0.03),
        noise,
    ],
    sentence={"zh": "没有噪声时停在鞍点，单个样本的噪声使它离开鞍点。"},
)
def noise_leaves_the_saddle(m, a, b, noises, lr):
    """Without noise the path stays at the saddle point; the samples' noise carries it away."""
    return m.leave_saddle(a, b, noises, lr)


@random_case(count=3, label={"en": "random data", "zh": "随机的数据"})
def whole_epoch(generator):
    """A small data set, a batch size and a seed."""
    n, size = int(generator.integers(5, 14)), int(generator.integers(2, 5))
    return case(**draw_samples(generator, n), lr=0.07, batch_size=size, seed=int(generator.integers(10**6)))


@check(
    role="train",
    of="train_mini_batch",
    points=1,
    cases=[whole_epoch],
    needs=["training_batch_by_batch", "order_is_drawn_and_cut"],
    hidden=True,
    sentence={"zh": "用随机抽取的小批量训练。"},
)
def training_on_drawn_batches(m, xs, ys, w, lr, batch_size, seed):
    """Drawn batches and training fit together."""
    generator = torch.Generator().manual_seed(seed)
    weights = []
    for _ in range(2):
        batches = [[int(i) for i in batch] for batch in m.epoch_batches(len(xs), batch_size, generator)]
        last, _ws = m.train_mini_batch(xs, ys, w, lr, 1, batches)
        w = float(last)
        weights.append(w)
    return weights
