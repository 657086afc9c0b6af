"""Checks of training with PyTorch's autograd: numbers, and the state in which the tensors are left."""

import weakref

import torch

from grader.authoring import (
    Text,
    all_of,
    case,
    check,
    curve,
    equals_reference,
    exercise,
    kind_of,
    leaf,
    no_gradient,
    observed,
    python_float,
    random_case,
    satisfies,
    tensor,
)

about = exercise(
    title={"en": "Training with tensors", "zh": "用张量训练"},
    worked_examples={
        "make_weight": "autograd",
        "loss": "squared_loss",
        "backward": "autograd",
        "update": "update_in_place",
        "zero_gradient": "update_in_place",
        "train": "training_step",
    },
)

BY_HAND = Text({"en": "worked by hand", "zh": "手算的例子"})
LARGE = Text({"en": "large numbers", "zh": "很大的数"})

CLASSIC = {"xs": [1.0, 2.0, 3.0], "ys": [2.0, 4.0, 6.0]}
GENERIC = {"xs": [0.73, -1.42, 2.21, 1.68, -0.57], "ys": [1.91, -0.35, 3.87, 0.64, -2.13]}
TWO = {"xs": [1.37, -0.46], "ys": [0.82, 2.71]}
ONE = {"xs": [1.83], "ys": [-0.94]}
SAME = {"xs": [1.27, 1.27, 1.27], "ys": [2.36, 2.36, 2.36]}


def weight(value):
    """A weight as `make_weight` makes it."""
    return tensor([value], requires_grad=True)


def draw_data(generator, samples):
    """Samples of a noisy line, and a weight off the best one."""
    xs = generator.uniform(0.4, 1.7, samples) * generator.choice([-1.0, 1.0], samples)
    ys = 1.6 * xs + 0.9 + 0.4 * generator.standard_normal(samples)
    return {"xs": xs.tolist(), "ys": ys.tolist(), "w": weight(float(generator.uniform(-1.4, 0.4)))}


@random_case(count=2, label={"en": "a random sample", "zh": "随机样本"})
def sample(generator):
    """A sample and a weight off the perfect one."""
    x, y = generator.uniform(0.6, 2.4, 2) * generator.choice([-1.0, 1.0], 2)
    return case(x=float(x), y=float(y), w=weight(float(y / x + generator.uniform(0.4, 1.6))))


@random_case(count=2, label={"en": "a random step", "zh": "随机的一步"})
def step(generator):
    """A weight, a gradient and a learning rate."""
    w, gradient = generator.uniform(0.5, 4.0, 2) * generator.choice([-1.0, 1.0], 2)
    return case(w=weight(float(w)), gradient=float(gradient), lr=float(generator.uniform(0.02, 0.3)))


@random_case(count=2, label={"en": "a random data set", "zh": "随机数据集"})
def data_set(generator):
    """A small data set with a learning rate."""
    return case(
        **draw_data(generator, int(generator.integers(4, 9))), lr=float(generator.uniform(0.03, 0.09)), epochs=3
    )


@random_case(count=2, label={"en": "another random data set", "zh": "另一个随机数据集"})
def other_data_set(generator):
    """Another small data set."""
    return case(**draw_data(generator, 3), lr=float(generator.uniform(0.05, 0.12)), epochs=4)


class Mark:
    """A hook that lives as long as the node of a graph that it hangs on."""

    def __call__(self, gradient):
        """Leave the gradient as it is."""


def living_nodes():
    """Counts the nodes of autograd's graphs that are alive at the same time."""
    # Here, so that reading these checks does not import torch.
    from torch.overrides import TorchFunctionMode

    class LivingNodes(TorchFunctionMode):
        def __init__(self):
            super().__init__()
            self.alive = weakref.WeakSet()
            self.most = 0

        def __torch_function__(self, func, types, args=(), kwargs=None):
            result = func(*args, **(kwargs or {}))
            if isinstance(result, torch.Tensor) and result.grad_fn is not None:
                mark = Mark()
                result.register_hook(mark)
                self.alive.add(mark)
                self.most = max(self.most, len(self.alive))
            return result

    return LivingNodes()


def way_back(result, w):
    """What was computed from the weight, and the weight when autograd has gone back from there."""
    value = observed(result)
    if isinstance(result, torch.Tensor) and result.requires_grad:
        result.sum().backward()
    return {"value": value, "w": w}


def a_tensor(seen, arguments):
    """The value is a tensor."""
    value = seen["value"]
    if getattr(value, "container", "") != "tensor":
        return Text(
            {
                "en": f"The result should be a tensor; it is {kind_of(value)}: autograd cannot go back from it.",
                "zh": f"返回结果应为张量，得到的是 {type(value).__name__}：自动求导无法从它往回走。",
            }
        )
    return None


def part_of_the_graph(seen, arguments):
    """Autograd can go back from the value."""
    if not getattr(seen["value"], "requires_grad", False):
        return Text(
            {
                "en": "The result is no part of the graph: autograd cannot go back from it to w.",
                "zh": "返回的结果不在计算图里：自动求导无法从它回到 w。",
            }
        )
    return None


def no_gradient_yet(seen, arguments):
    """A weight that was just made has no gradient, not even one of 0."""
    if seen["w"].grad is not None:
        return Text({"en": "The new weight has a gradient already.", "zh": "刚创建的权重已经有梯度了。"})
    return None


def value_kept(seen, arguments):
    """The weight has the value that it came with."""
    if seen["w"].tolist() != arguments["w"].tolist():
        return Text({"en": "w does not have its value any more.", "zh": "w 的值变了。"})
    return None


def two_lists(seen, arguments):
    """The two records are lists."""
    for name in ("ws", "losses"):
        if type(seen[name]) is not list:
            return Text(
                {"en": f"`{name}` should be a list; it is {kind_of(seen[name])}.", "zh": f"`{name}` 应为列表。"}
            )
    return None


def graph_does_not_grow(seen, arguments):
    """No more nodes are alive at a time in many epochs than in few, and none afterwards."""
    few, many = seen["most nodes alive"]
    if many > few:
        return Text(
            {
                "en": f"The graph grows with the epochs: {few} nodes at a time in 2 epochs, {many} in 5.",
                "zh": f"计算图随轮数增长：2 轮时最多同时有 {few} 个节点，5 轮时有 {many} 个。",
            }
        )
    if seen["nodes left"]:
        return Text(
            {
                "en": f"After training {seen['nodes left']} nodes of the graph are left.",
                "zh": f"训练之后还留着计算图的 {seen['nodes left']} 个节点。",
            }
        )
    return None


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def values_of_weights(generator):
    return case(value=float(generator.integers(-4000, 4000)) / 64)


@check(
    role="data",
    of="make_weight",
    points=1,
    cases=[
        case(BY_HAND, value=3),
        case({"en": "a float", "zh": "浮点数"}, value=-1.37),
        case({"en": "another int", "zh": "另一个整数"}, value=4),
        case("0", value=0.0),
        case(LARGE, value=53100.5),
        values_of_weights,
    ],
    expect=all_of(equals_reference(dtype=["w"], container=["w"]), satisfies(leaf("w")), satisfies(no_gradient_yet)),
    sentence={"zh": "权重是需要梯度的叶子张量，形状 (1,)，float64。"},
)
def weight_is_a_leaf(m, value):
    """The weight is a leaf tensor of shape (1,) and dtype float64 that requires a gradient."""
    w = m.make_weight(value)
    # Of a weight of another size the numbers may be anything, as those of torch.empty are.
    other_size = isinstance(w, torch.Tensor) and w.numel() != 1
    return {"w": torch.zeros_like(w) if other_size else w}


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def inputs_and_weights(generator):
    x, w = generator.uniform(0.4, 2.3, 2) * generator.choice([-1.0, 1.0], 2)
    return case(x=float(x), w=weight(float(w)))


@check(
    role="forward",
    of="forward",
    points=1,
    cases=[
        case(BY_HAND, x=3.0, w=weight(1.5)),
        case({"en": "a negative weight", "zh": "负的权重"}, x=0.73, w=weight(-1.42)),
        case({"en": "several samples", "zh": "几个样本"}, x=[0.73, -1.42, 2.21], w=weight(-1.37)),
        case(
            {"en": "samples in rows and columns", "zh": "排成行和列的样本"},
            x=[[0.73, -1.42], [2.21, 0.35]],
            w=weight(0.64),
        ),
        case({"en": "an int", "zh": "整数"}, x=3, w=weight(-0.82)),
        case({"en": "a tensor of one number", "zh": "只有一个数的张量"}, x=tensor(1.27), w=weight(2.14)),
        case({"en": "the input is 0", "zh": "输入为 0"}, x=0.0, w=weight(0.45)),
        case(LARGE, x=810.5, w=weight(-72.6)),
        inputs_and_weights,
    ],
    expect=all_of(equals_reference(dtype=["value"]), satisfies(a_tensor), satisfies(part_of_the_graph)),
    sentence={"zh": "预测值是 x * w，并且是计算图的一部分。"},
)
def prediction_in_the_graph(m, x, w):
    """The prediction is x * w, and a part of the graph."""
    return way_back(m.forward(x, w), w)


@check(
    role="cost",
    of="loss",
    points=1,
    cases=[
        case(BY_HAND, x=2.0, y=4.0, w=weight(1.0)),
        case({"en": "by hand, x is 3", "zh": "手算的例子（x 为 3）"}, x=3, y=2, w=weight(1.5)),
        case({"en": "too high", "zh": "偏高"}, x=1.37, y=0.82, w=weight(2.45)),
        case({"en": "a negative input", "zh": "负的输入"}, x=-1.42, y=-0.35, w=weight(1.83)),
        case({"en": "a perfect prediction", "zh": "预测完全正确"}, x=1.5, y=-2.25, w=weight(-1.5)),
        case({"en": "tensors without an axis", "zh": "没有轴的张量"}, x=tensor(0.73), y=tensor(1.91), w=weight(-0.62)),
        case(
            {"en": "tensors of shape (1,)", "zh": "形状为 (1,) 的张量"},
            x=tensor([-0.57]),
            y=tensor([2.13]),
            w=weight(1.24),
        ),
        case(LARGE, x=2071.3, y=-350.9, w=weight(3.4)),
        sample,
    ],
    needs=["prediction_in_the_graph"],
    expect=all_of(equals_reference(dtype=["value"]), satisfies(a_tensor), satisfies(part_of_the_graph)),
    sentence={"zh": "损失是残差的平方，并且是计算图的一部分。"},
)
def loss_in_the_graph(m, x, y, w):
    """The loss is the squared residual, and a part of the graph."""
    return way_back(m.loss(x, y, w), w)


@check(
    role="backward",
    of="backward",
    points=2,
    cases=[
        case(BY_HAND, x=2.0, y=4.0, w=weight(1.0)),
        case({"en": "by hand, x is 3", "zh": "手算的例子（x 为 3）"}, x=3, y=2, w=weight(1.5)),
        case({"en": "too high", "zh": "偏高"}, x=1.37, y=0.82, w=weight(2.45)),
        case({"en": "a negative input", "zh": "负的输入"}, x=-1.42, y=-0.35, w=weight(1.83)),
        case({"en": "tensors without an axis", "zh": "没有轴的张量"}, x=tensor(0.84), y=tensor(-1.36), w=weight(0.53)),
        case(
            {"en": "tensors of shape (1,)", "zh": "形状为 (1,) 的张量"},
            x=tensor([-0.57]),
            y=tensor([2.13]),
            w=weight(1.24),
        ),
        case({"en": "a gradient is there already", "zh": "已经有梯度"}, x=0.73, y=1.91, w=weight(-0.62), gradient=3.47),
        case({"en": "a perfect prediction", "zh": "预测完全正确"}, x=1.5, y=-2.25, w=weight(-1.5)),
        case(LARGE, x=2071.3, y=-350.9, w=weight(3.4)),
        sample,
    ],
    needs=["loss_in_the_graph"],
    expect=all_of(equals_reference(), satisfies(python_float("loss")), satisfies(leaf("w", "w after a second call"))),
    sentence={"zh": "backward 把 d loss / d w 累加到 w.grad，返回的损失是浮点数。"},
)
def gradient_by_autograd(m, x, y, w, gradient=None):
    """Going back adds d loss / d w to w.grad, and gives the loss as a float."""
    if gradient is not None:
        w.grad = torch.tensor([gradient], dtype=torch.float64)
    loss = m.backward(x, y, w)
    once = observed(w)
    m.backward(x, y, w)
    return {"loss": loss, "w": once, "w after a second call": w}


@check(
    role="update",
    of="update",
    points=2,
    cases=[
        case(BY_HAND, w=weight(1.0), gradient=-8.0, lr=0.1),
        case({"en": "a positive gradient", "zh": "正的梯度"}, w=weight(0.37), gradient=2.94, lr=0.13),
        case({"en": "a negative weight", "zh": "负的权重"}, w=weight(-1.62), gradient=-4.3, lr=0.07),
        case({"en": "at the lowest point", "zh": "在最低点"}, w=weight(1.29), gradient=0.0, lr=0.1),
        case(LARGE, w=weight(2.7), gradient=53100.5, lr=0.003),
        step,
    ],
    expect=all_of(equals_reference(), satisfies(leaf("w"))),
    sentence={"zh": "更新是原地的：w 仍是需要梯度的叶子张量，梯度不变。"},
)
def step_in_place(m, w, gradient, lr):
    """The step changes w in place: it is still a leaf that requires a gradient, and keeps its gradient."""
    w.grad = torch.tensor([gradient], dtype=torch.float64)
    m.update(w, lr)
    return {"w": w}


@check(
    role="update",
    of="zero_gradient",
    points=1,
    cases=[
        case({"en": "a gradient", "zh": "有梯度"}, w=weight(1.37), gradient=-2.94),
        case({"en": "a gradient of 0", "zh": "梯度为 0"}, w=weight(-0.62), gradient=0.0),
        case({"en": "no gradient yet", "zh": "还没有梯度"}, w=weight(0.71), gradient=None),
        case(LARGE, w=weight(810.5), gradient=53100.5),
    ],
    expect=all_of(satisfies(leaf("w")), satisfies(no_gradient("w")), satisfies(value_kept)),
    fixed="What is forgotten and what is kept is judged: there is no number to copy.",
    sentence={"zh": "清零之后，w.grad 是 0 或 None；w 的值不变。"},
)
def gradient_forgotten(m, w, gradient):
    """Afterwards the gradient is 0 or None, and w has its value."""
    if gradient is not None:
        w.grad = torch.tensor([gradient], dtype=torch.float64)
    m.zero_gradient(w)
    return {"w": w}


@check(
    role="train",
    of="train",
    points=4,
    cases=[
        # Reports plot the first case.
        case({"en": "five samples", "zh": "五个样本"}, **GENERIC, w=weight(-0.83), lr=0.06, epochs=6),
        case(BY_HAND, xs=[1.0, 2.0], ys=[2.0, 4.0], w=weight(1.0), lr=0.1, epochs=1),
        case({"en": "the classic data", "zh": "课程的数据"}, **CLASSIC, w=weight(1.0), lr=0.01, epochs=4),
        case({"en": "two samples", "zh": "两个样本"}, **TWO, w=weight(2.44), lr=0.13, epochs=3),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=weight(0.71), lr=0.08, epochs=3),
        case({"en": "equal samples", "zh": "样本都相同"}, **SAME, w=weight(0.58), lr=0.11, epochs=1),
        case({"en": "no epochs", "zh": "零轮"}, **GENERIC, w=weight(1.83), lr=0.09, epochs=0),
        data_set,
    ],
    needs=["gradient_by_autograd", "step_in_place", "gradient_forgotten"],
    sentence={"zh": "每个样本：前向、反向、更新、清零；返回每轮的 w 和损失之和。"},
    curves=(
        curve("losses", title={"en": "Sum of the losses of each epoch", "zh": "每轮损失之和"}),
        curve("ws", title={"en": "The weight after each epoch", "zh": "每轮之后的 w"}),
    ),
)
def training_with_tensors(m, xs, ys, w, lr, epochs):
    """For each sample forward, backward, update, zero; the lists hold the weights and the losses of the epochs."""
    ws, losses = m.train(xs, ys, w, lr, epochs)
    return {"ws": ws, "losses": losses, "w": w.detach()}


@check(
    role="train",
    of="train",
    points=2,
    cases=[
        case({"en": "five samples", "zh": "五个样本"}, **GENERIC, w=weight(-0.83), lr=0.06, epochs=3),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=weight(0.71), lr=0.08, epochs=2),
        case({"en": "no epochs", "zh": "零轮"}, **TWO, w=weight(1.46), lr=0.07, epochs=0),
    ],
    expect=all_of(
        satisfies(leaf("w")),
        satisfies(no_gradient("w")),
        satisfies(two_lists),
        satisfies(python_float("ws", "losses")),
    ),
    fixed="What kind of objects come back is judged; the check of the training has drawn cases.",
    needs=["training_with_tensors"],
    counts_with=["training_with_tensors"],
    sentence={"zh": "训练之后：w 仍是叶子张量，梯度清零，两个列表里只有浮点数。"},
)
def training_leaves_a_leaf_and_floats(m, xs, ys, w, lr, epochs):
    """After training w is a leaf, its gradient is 0 or None, and the lists hold Python floats."""
    ws, losses = m.train(xs, ys, w, lr, epochs)
    return {"ws": ws, "losses": losses, "w": w}


@check(
    role="train",
    of="train",
    points=0,
    cases=[
        case({"en": "five samples", "zh": "五个样本"}, **GENERIC, w=weight(-0.83), lr=0.06),
        case({"en": "one sample", "zh": "一个样本"}, **ONE, w=weight(0.71), lr=0.08),
    ],
    expect=satisfies(graph_does_not_grow),
    needs=["training_with_tensors"],
    counts_with=["training_with_tensors"],
    alike="Whatever the data, no graph grows. A process that is the learner's may count as it likes: hence no points.",
    sentence={"zh": "训练之后不留下计算图，它也不随轮数增长。"},
)
def training_leaves_no_graph_behind(m, xs, ys, w, lr):
    """No graph is left after training, and none grows from epoch to epoch."""
    most = []
    for epochs in (2, 5):
        trained = w.detach().clone().requires_grad_()
        with living_nodes() as nodes:
            ws, losses = m.train(xs, ys, trained, lr, epochs)
        most.append(nodes.most)
    # The lists are held on purpose: what is part of a graph in them keeps it alive.
    return {"most nodes alive": most, "nodes left": len(nodes.alive), "entries": [len(ws), len(losses)]}


@check(
    role="train",
    of="train",
    points=1,
    cases=[other_data_set],
    needs=["training_with_tensors"],
    hidden=True,
    sentence={"zh": "在其他数据上训练同样正确。"},
)
def training_on_other_data(m, xs, ys, w, lr, epochs):
    """Training is right on other data, too."""
    ws, losses = m.train(xs, ys, w, lr, epochs)
    return {"ws": ws, "losses": losses, "w": w.detach()}
