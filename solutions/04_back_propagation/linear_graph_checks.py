"""Checks of the computational graph of the linear model."""

from grader.authoring import Text, by_hand, case, check, exercise, random_case

about = exercise(
    title={"en": "The computational graph of the linear model", "zh": "线性模型的计算图"},
    rules=[by_hand()],
    worked_examples={
        "forward": "squared_loss",
        "multiply_gradients": "local_gradients",
        "add_gradients": "local_gradients",
        "square_gradient": "local_gradients",
        "step_back": "chain_rule",
        "backward": "graph_backward",
        "fork_gradient": "graph_backward",
    },
)

BY_HAND = Text({"en": "worked by hand", "zh": "手算的例子"})
LARGE = Text({"en": "large numbers", "zh": "很大的数"})


@random_case(count=3, label={"en": "a random sample", "zh": "随机样本"})
def sample(generator):
    """A sample, a weight and a bias whose prediction is off by half a unit or more."""
    x = float(generator.uniform(0.5, 2.5) * generator.choice([-1.0, 1.0]))
    w, b = (float(generator.uniform(0.4, 2.2) * generator.choice([-1.0, 1.0])) for _ in range(2))
    y = x * w + b + float(generator.uniform(0.5, 2.0) * generator.choice([-1.0, 1.0]))
    return case(x=x, y=y, w=w, b=b)


@random_case(count=3, label={"en": "another random sample", "zh": "另一个随机样本"})
def other_sample(generator):
    """A sample of larger numbers."""
    x, w, b, residual = generator.uniform(2.1, 7.9, 4) * generator.choice([-1.0, 1.0], 4)
    return case(x=float(x), y=float(x * w + b - residual), w=float(w), b=float(b))


@random_case(count=2, label={"en": "random inputs", "zh": "随机输入"})
def two_inputs(generator):
    """Two numbers that are neither equal nor near 0 or 1."""
    a = float(generator.uniform(1.3, 4.0) * generator.choice([-1.0, 1.0]))
    return case(a=a, b=float(a + generator.uniform(0.4, 1.0) * generator.choice([-1.0, 1.0])))


@random_case(count=2, label={"en": "a random node", "zh": "随机节点"})
def node(generator):
    """An upstream gradient and three local gradients."""
    numbers = generator.uniform(0.3, 3.0, 4) * generator.choice([-1.0, 1.0], 4)
    return case(upstream=float(numbers[0]), local_gradients=tuple(float(one) for one in numbers[1:]))


@random_case(count=2, label={"en": "a random fork", "zh": "随机的分叉"})
def fork(generator):
    """An input and an upstream gradient."""
    x, upstream = generator.uniform(0.6, 2.4, 2) * generator.choice([-1.0, 1.0], 2)
    return case(x=float(x), upstream=float(upstream))


@check(
    role="forward",
    of="forward",
    points=2,
    cases=[
        case(BY_HAND, x=1.0, y=2.0, w=1.0),
        case({"en": "by hand, with a bias", "zh": "手算的例子（有偏置）"}, x=1.0, y=2.0, w=1.0, b=2.0),
        case({"en": "by hand, x is 3", "zh": "手算的例子（x 为 3）"}, x=3.0, y=1.0, w=1.5, b=0.5),
        case({"en": "without a bias", "zh": "没有偏置"}, x=1.37, y=0.82, w=-2.45),
        case({"en": "with a bias", "zh": "有偏置"}, x=-1.42, y=-0.35, w=1.83, b=0.74),
        case({"en": "a perfect prediction", "zh": "预测完全正确"}, x=1.5, y=-1.75, w=-1.5, b=0.5),
        case({"en": "everything is 0", "zh": "全部为 0"}, x=0.0, y=0.0, w=0.0, b=0.0),
        case(LARGE, x=2071.3, y=-350.9, w=3.4, b=615.8),
        sample,
    ],
    sentence={"zh": "前向计算给出每个节点：y_hat、残差 r 和损失。"},
)
def every_node_of_the_graph(m, x, y, w, **bias):
    """Going forward gives every node: y_hat, the residual r, and the loss."""
    y_hat, r, loss = m.forward(x, y, w, **bias)
    return {"y_hat": y_hat, "r": r, "loss": loss}


@check(
    role="backward",
    of="multiply_gradients",
    points=1,
    cases=[
        case(BY_HAND, a=3.0, b=5.0),
        case({"en": "a negative input", "zh": "有负的输入"}, a=-1.42, b=0.73),
        case({"en": "one input is 0", "zh": "一个输入为 0"}, a=0.0, b=2.6),
        case(LARGE, a=810.5, b=-1340.25),
        two_inputs,
    ],
    sentence={"zh": "乘法节点的局部梯度：对每个输入各一个。"},
)
def local_gradients_of_a_product(m, a, b):
    """The local gradients of a product: one with respect to each input."""
    da, db = m.multiply_gradients(a, b)
    return {"da": da, "db": db}


@check(
    role="backward",
    of="add_gradients",
    points=1,
    cases=[
        case(BY_HAND, a=3.0, b=5.0),
        case({"en": "a negative input", "zh": "有负的输入"}, a=-1.42, b=0.73),
        case({"en": "one input is 0", "zh": "一个输入为 0"}, a=0.0, b=2.6),
        case(LARGE, a=810.5, b=-1340.25),
        two_inputs,
    ],
    alike="The local gradients of a sum are 1, whatever its inputs are.",
    sentence={"zh": "加法节点的局部梯度：对每个输入各一个。"},
)
def local_gradients_of_a_sum(m, a, b):
    """The local gradients of a sum: one with respect to each input."""
    da, db = m.add_gradients(a, b)
    return {"da": da, "db": db}


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def residuals(generator):
    return case(r=float(generator.uniform(0.3, 4.0) * generator.choice([-1.0, 1.0])))


@check(
    role="backward",
    of="square_gradient",
    points=1,
    cases=[
        case(BY_HAND, r=3.0),
        case({"en": "by hand, a negative residual", "zh": "手算的例子（残差为负）"}, r=-0.5),
        case({"en": "a positive residual", "zh": "正的残差"}, r=1.37),
        case({"en": "a negative residual", "zh": "负的残差"}, r=-0.46),
        case({"en": "no residual", "zh": "残差为 0"}, r=0.0),
        case(LARGE, r=-5310.5),
        residuals,
    ],
    sentence={"zh": "平方节点的局部梯度。"},
)
def local_gradient_of_a_square(m, r):
    """The local gradient of a square."""
    return m.square_gradient(r)


@check(
    role="backward",
    of="step_back",
    points=2,
    cases=[
        case(BY_HAND, upstream=10.0, local_gradients=(5.0, 3.0)),
        case({"en": "one input", "zh": "一个输入"}, upstream=-0.73, local_gradients=(2.91,)),
        case({"en": "two inputs", "zh": "两个输入"}, upstream=1.62, local_gradients=(-0.44, 2.35)),
        case({"en": "four inputs", "zh": "四个输入"}, upstream=0.87, local_gradients=(1.46, 0.39, -2.71, 0.92)),
        case({"en": "three inputs", "zh": "三个输入"}, upstream=-2.3, local_gradients=(0.58, -1.7, 3.14)),
        case({"en": "nothing arrives", "zh": "上游梯度为 0"}, upstream=0.0, local_gradients=(1.9, -0.8)),
        case(LARGE, upstream=5310.5, local_gradients=(-0.003, 72.6)),
        node,
    ],
    sentence={"zh": "在一个节点上用链式法则：由上游梯度和局部梯度得到对每个输入的导数。"},
)
def chain_rule_at_one_node(m, upstream, local_gradients):
    """The chain rule at one node: from the upstream gradient and the local ones, the derivative for each input."""
    return list(m.step_back(upstream, local_gradients))


@check(
    role="backward",
    of="backward",
    points=4,
    cases=[
        case(BY_HAND, x=1.0, y=2.0, w=1.0),
        case({"en": "by hand, with a bias", "zh": "手算的例子（有偏置）"}, x=1.0, y=2.0, w=1.0, b=2.0),
        case({"en": "by hand, x is 3", "zh": "手算的例子（x 为 3）"}, x=3.0, y=1.0, w=1.5, b=0.5),
        case({"en": "without a bias", "zh": "没有偏置"}, x=1.37, y=0.82, w=-2.45),
        case({"en": "with a bias", "zh": "有偏置"}, x=-1.42, y=-0.35, w=1.83, b=0.74),
        case({"en": "a perfect prediction", "zh": "预测完全正确"}, x=1.5, y=-1.75, w=-1.5, b=0.5),
        case({"en": "the input is 0", "zh": "输入为 0"}, x=0.0, y=1.3, w=0.7, b=0.4),
        case(LARGE, x=2071.3, y=-350.9, w=3.4, b=615.8),
        sample,
    ],
    needs=["every_node_of_the_graph"],
    sentence={"zh": "反向传播给出损失对 w 和 b 的导数。"},
)
def back_through_the_graph(m, x, y, w, **bias):
    """Going back gives the derivatives of the loss with respect to w and b."""
    dw, db = m.backward(x, y, w, **bias)
    return {"dw": dw, "db": db}


@check(
    role="backward",
    of="fork_gradient",
    points=2,
    cases=[
        case(BY_HAND, x=3.0, upstream=1.0),
        case({"en": "by hand, the upstream gradient is 10", "zh": "手算的例子（上游梯度为 10）"}, x=3.0, upstream=10.0),
        case({"en": "by hand, x is negative", "zh": "手算的例子（x 为负）"}, x=-1.5, upstream=2.0),
        case({"en": "another upstream gradient", "zh": "另一个上游梯度"}, x=1.37, upstream=-0.62),
        case({"en": "a negative input", "zh": "负的输入"}, x=-1.42, upstream=2.3),
        case({"en": "the paths cancel", "zh": "各路径互相抵消"}, x=-0.5, upstream=1.3),
        case({"en": "the input is 0", "zh": "输入为 0"}, x=0.0, upstream=0.74),
        case(LARGE, x=810.5, upstream=-53.1),
        fork,
    ],
    sentence={"zh": "一个数通过几条路径影响损失时，它的导数。"},
)
def sum_over_the_paths(m, x, upstream):
    """The derivative with respect to a number that reaches the loss along several paths."""
    return m.fork_gradient(x, upstream)


@check(
    role="backward",
    of="backward",
    points=1,
    cases=[other_sample],
    needs=["back_through_the_graph"],
    hidden=True,
    sentence={"zh": "在其他样本上反向传播同样正确。"},
)
def back_through_other_graphs(m, x, y, w, b):
    """Going back is right on other samples, too."""
    dw, db = m.backward(x, y, w, b)
    return {"dw": dw, "db": db}
