"""Checks of broadcasting: shapes, copies, the way back, and the trap of (N,) against (N, 1)."""

import numpy as np

from grader.authoring import (
    Text,
    all_of,
    by_hand,
    case,
    check,
    equals_reference,
    exercise,
    forbid,
    raises,
    random_case,
    satisfies,
    tensor,
)

about = exercise(
    title={"en": "Broadcasting", "zh": "广播机制"},
    rules=[
        forbid(
            "torch.broadcast_shapes",
            "torch.broadcast_tensors",
            "torch.broadcast_to",
            "torch.functional.broadcast_shapes",
            "torch.functional.broadcast_tensors",
            "torch.expand_copy",
            ".broadcast_to",
            ".expand",
            ".expand_as",
            ".sum_to_size",
            "numpy.broadcast",
            "numpy.broadcast_arrays",
            "numpy.broadcast_shapes",
            "numpy.broadcast_to",
            of=["broadcast_shape", "expand", "sum_to"],
            why={"en": "The rule of broadcasting is what you write here.", "zh": "这里要你自己写出广播的规则。"},
        ),
        by_hand(of=["broadcast_shape", "expand", "sum_to"]),
    ],
    worked_examples={
        "broadcast_shape": "broadcast_shapes",
        "expand": "broadcast_shapes",
        "sum_to": "broadcast_sums",
        "residual_table": "columns",
        "safe_mse": "columns",
    },
)

BY_HAND = Text({"en": "worked by hand", "zh": "手算的例子"})
AGAIN_BY_HAND = Text({"en": "the other one worked by hand", "zh": "另一个手算的例子"})


@random_case(count=3, label={"en": "random shapes that fit", "zh": "随机的、可以广播的形状"})
def fitting_shapes(generator):
    """Two shapes of different length; some sizes are 1, the others agree."""
    whole = generator.integers(2, 7, int(generator.integers(2, 5))).tolist()
    shapes = []
    for length in (len(whole), int(generator.integers(1, len(whole)))):
        kept = whole[len(whole) - length :]
        shapes.append(tuple(1 if generator.random() < 0.4 else size for size in kept))
    if generator.random() < 0.5:
        shapes.reverse()
    return case(a=shapes[0], b=shapes[1])


@check(
    role="concept",
    of="broadcast_shape",
    points=3,
    cases=[
        case(BY_HAND, a=(4, 1), b=(3,)),
        case({"en": "the trap", "zh": "陷阱"}, a=(4,), b=(4, 1)),
        case({"en": "equal shapes", "zh": "形状相同"}, a=(2, 5), b=(2, 5)),
        case({"en": "a number", "zh": "一个数"}, a=(), b=(3, 2)),
        case({"en": "two numbers", "zh": "两个数"}, a=(), b=()),
        case({"en": "a matrix and its bias", "zh": "矩阵与偏置"}, a=(7, 3), b=(3,)),
        case({"en": "both are stretched", "zh": "两者都要扩充"}, a=(5, 1, 3), b=(6, 1)),
        case({"en": "the first one is shorter", "zh": "第一个更短"}, a=(4, 3), b=(2, 1, 1)),
        case({"en": "sizes of 1 only", "zh": "大小全为 1"}, a=(1,), b=(1, 1)),
        case({"en": "no samples", "zh": "没有样本"}, a=(0, 3), b=(1, 3)),
        case({"en": "no samples, other way round", "zh": "没有样本（顺序相反）"}, a=(1,), b=(2, 0)),
        fitting_shapes,
    ],
    expect=equals_reference(dtype=True),
    sentence={"zh": "从最后一个轴往前：大小相等，或其中一个是 1；缺少的轴算作 1。"},
)
def common_shape(m, a, b):
    """From the last axis to the first, sizes are equal or one of them is 1; a missing axis counts as 1."""
    return m.broadcast_shape(a, b)


@random_case(count=1, label={"en": "random shapes that do not fit", "zh": "随机的、不能广播的形状"})
def clashing_shapes(generator):
    """Two shapes that agree but for one axis."""
    whole = generator.integers(2, 6, 3).tolist()
    other = list(whole)
    other[int(generator.integers(0, 3))] += 1
    return case(a=tuple(whole), b=tuple(other))


@check(
    role="concept",
    of="broadcast_shape",
    points=1,
    cases=[
        case(BY_HAND, a=(2, 3), b=(2,)),
        case({"en": "the first axes differ", "zh": "最前面的轴不同"}, a=(4, 3), b=(2, 3)),
        case({"en": "an axis in the middle", "zh": "中间的轴"}, a=(2, 3, 5), b=(4, 5)),
        case({"en": "two vectors", "zh": "两个向量"}, a=(3,), b=(4,)),
        case({"en": "0 and 2", "zh": "0 与 2"}, a=(0,), b=(2,)),
        clashing_shapes,
    ],
    expect=raises("ValueError"),
    needs=["common_shape"],
    counts_with=["common_shape"],
    sentence={"zh": "不能广播的形状抛出 ValueError。"},
)
def misfits_are_refused(m, a, b):
    """Shapes that do not fit raise a ValueError."""
    return m.broadcast_shape(a, b)


def names_the_shapes(message, *shapes):
    """Whether the message holds each shape, as a tuple or as torch.Size writes it."""
    if message is None:
        return Text({"en": "No ValueError is raised.", "zh": "没有抛出 ValueError。"})
    for shape in shapes:
        if str(tuple(shape)) not in message and str(list(shape)) not in message:
            return Text(
                {
                    "en": f"The message does not name {tuple(shape)}: {message!r}.",
                    "zh": f"错误信息没有写出 {tuple(shape)}：{message!r}。",
                }
            )
    return None


def names_a_and_b(message, arguments):
    return names_the_shapes(message, arguments["a"], arguments["b"])


def names_both_shapes(message, arguments):
    return names_the_shapes(message, arguments["y_hat"].shape, arguments["y"].shape)


def message_of(function, *arguments):
    """What the ValueError says that the function raises; None where it raises none."""
    try:
        function(*arguments)
    except ValueError as error:
        return str(error)
    return None


@check(
    role="concept",
    of="broadcast_shape",
    points=1,
    cases=[
        case(a=(2, 3), b=(4,)),
        case(a=(5, 7), b=(6, 1, 8)),
    ],
    expect=satisfies(names_a_and_b),
    fixed="The shapes that are named are those of the arguments: there is no number to copy.",
    needs=["misfits_are_refused"],
    counts_with=["common_shape", "misfits_are_refused"],
    sentence={"zh": "错误信息写出两个形状。"},
)
def message_names_the_shapes(m, a, b):
    """The error's message names both shapes."""
    return message_of(m.broadcast_shape, a, b)


def shape_is(value, shape):
    """Whether a result has this shape; one number alone may otherwise have any."""
    if np.shape(value) != tuple(shape):
        return Text(
            {
                "en": f"The shape of the result is {np.shape(value)}; {tuple(shape)} is asked for.",
                "zh": f"结果的形状是 {np.shape(value)}，应为 {tuple(shape)}。",
            }
        )
    return None


def has_the_shape_asked_for(result, arguments):
    return shape_is(result, arguments["shape"])


def has_a_row_and_a_column_for_each(result, arguments):
    return shape_is(result, (len(arguments["y"]), len(arguments["y_hat"])))


ROW = [0.73, -1.42, 2.21]
COLUMN = [[1.91], [-0.35]]
TABLE = [[0.64, -2.13, 1.37], [0.82, 2.71, -0.46]]
CUBE = [[[0.31], [-1.27]], [[2.05], [0.88]], [[-0.59], [1.66]]]


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def stretched(generator):
    """A tensor with an axis of size 1, and a shape with more axes."""
    rows, columns, sheets = (int(n) for n in generator.permutation([2, 3, 4])[:3])
    if generator.random() < 0.5:
        return case(x=tensor(generator.uniform(-2, 2, (rows, 1)).tolist()), shape=(sheets, rows, columns))
    return case(x=tensor(generator.uniform(-2, 2, (1, columns)).tolist()), shape=(sheets, rows, columns))


@check(
    role="concept",
    of="expand",
    points=2,
    cases=[
        case(BY_HAND, x=tensor([1.0, 2.0]), shape=(3, 2)),
        case({"en": "a row", "zh": "一行"}, x=tensor(ROW), shape=(2, 3)),
        case({"en": "a column", "zh": "一列"}, x=tensor(COLUMN), shape=(2, 3)),
        case({"en": "a row becomes square", "zh": "一行变成方阵"}, x=tensor(ROW), shape=(3, 3)),
        case({"en": "a number", "zh": "一个数"}, x=tensor(-1.37), shape=(2, 2)),
        case({"en": "the same shape", "zh": "形状不变"}, x=tensor(TABLE), shape=(2, 3)),
        case(
            {"en": "an axis in the middle and one in front", "zh": "中间的轴和前面的轴"},
            x=tensor(COLUMN),
            shape=(4, 2, 3),
        ),
        case({"en": "three axes", "zh": "三个轴"}, x=tensor(CUBE), shape=(3, 2, 4)),
        case({"en": "a number stays a number", "zh": "一个数仍是一个数"}, x=tensor(2.64), shape=()),
        case({"en": "no copies", "zh": "一份也没有"}, x=tensor([ROW]), shape=(0, 3)),
        stretched,
    ],
    expect=all_of(equals_reference(), satisfies(has_the_shape_asked_for)),
    sentence={"zh": "沿缺少的轴和大小为 1 的轴复制，直到形状相同。"},
)
def copies_along_axes(m, x, shape):
    """The tensor is copied along missing axes and axes of size 1 until it has the shape."""
    return m.expand(x, shape)


@check(
    role="concept",
    of="expand",
    points=1,
    cases=[
        case({"en": "another size", "zh": "大小不同"}, x=tensor(ROW), shape=(2, 2)),
        case({"en": "fewer axes", "zh": "轴更少"}, x=tensor(TABLE), shape=(3,)),
        case({"en": "the first axis alone", "zh": "只剩第一个轴"}, x=tensor(TABLE), shape=(2,)),
        case({"en": "no axis at all", "zh": "一个轴也没有"}, x=tensor([0.4, -1.3]), shape=()),
        case({"en": "a column is no row", "zh": "列不是行"}, x=tensor(COLUMN), shape=(3, 1)),
        case({"en": "never smaller", "zh": "不会变小"}, x=tensor(TABLE), shape=(1, 3)),
        case({"en": "several times its size", "zh": "大小是原来的几倍"}, x=tensor([0.4, -1.3]), shape=(4,)),
    ],
    expect=raises("ValueError"),
    fixed="A refusal gives no number that could be copied.",
    needs=["copies_along_axes"],
    counts_with=["copies_along_axes"],
    sentence={"zh": "不能扩充成这个形状时抛出 ValueError。"},
)
def impossible_shapes_are_refused(m, x, shape):
    """A shape that x does not broadcast to raises a ValueError."""
    return m.expand(x, shape)


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def rows_to_copy(generator):
    return case(x=tensor(generator.uniform(-2.0, 2.0, 3).tolist()), shape=(int(generator.integers(2, 5)), 3))


@check(
    role="concept",
    of="expand",
    points=1,
    cases=[
        case({"en": "a row", "zh": "一行"}, x=tensor(ROW), shape=(2, 3)),
        case({"en": "a column", "zh": "一列"}, x=tensor(COLUMN), shape=(2, 3)),
        case({"en": "the same shape", "zh": "形状不变"}, x=tensor(TABLE), shape=(2, 3)),
        rows_to_copy,
    ],
    needs=["copies_along_axes"],
    sentence={"zh": "结果是新的张量：修改它的一个数，原张量和其他的副本都不变。"},
)
def copies_are_their_own(m, x, shape):
    """The result is new: a change of one of its numbers changes neither x nor any other copy."""
    x = x.clone()
    grown = m.expand(x, shape)
    grown[0, 0] = 100.0
    return {"x": x, "result": grown}


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def summed_back(generator):
    """A gradient of three axes, and a shape that broadcasts to it."""
    sizes = [int(n) for n in generator.permutation([2, 3, 4])]
    grad = tensor(generator.uniform(-2, 2, sizes).tolist())
    if generator.random() < 0.5:
        return case(grad=grad, shape=(sizes[1], 1))
    return case(grad=grad, shape=(1, sizes[2]))


@check(
    role="backward",
    of="sum_to",
    points=2,
    cases=[
        case(BY_HAND, grad=tensor([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]]), shape=(2,)),
        case({"en": "to a row", "zh": "变成一行"}, grad=tensor(TABLE), shape=(3,)),
        case({"en": "to a column", "zh": "变成一列"}, grad=tensor(TABLE), shape=(2, 1)),
        case({"en": "to a row of two axes", "zh": "变成两个轴的一行"}, grad=tensor(TABLE), shape=(1, 3)),
        case({"en": "to one number", "zh": "变成一个数"}, grad=tensor(TABLE), shape=()),
        case({"en": "to one number of two axes", "zh": "变成两个轴的一个数"}, grad=tensor(TABLE), shape=(1, 1)),
        case({"en": "nothing was copied", "zh": "没有复制过"}, grad=tensor(TABLE), shape=(2, 3)),
        case({"en": "square", "zh": "方阵"}, grad=tensor([[0.64, -2.13], [0.82, 2.71]]), shape=(2,)),
        case(
            {"en": "an axis in front and one inside", "zh": "前面的轴和里面的轴"},
            grad=tensor([[[0.31, 1.12], [-1.27, 0.45]], [[2.05, -0.83], [0.88, 1.94]], [[-0.59, 0.27], [1.66, -1.51]]]),
            shape=(2, 1),
        ),
        case(
            {"en": "large numbers", "zh": "很大的数"}, grad=tensor([[53100.5, -2071.3], [812.4, 18340.2]]), shape=(1, 2)
        ),
        summed_back,
    ],
    expect=all_of(equals_reference(), satisfies(has_the_shape_asked_for)),
    sentence={"zh": "每个数的梯度是它所有副本的梯度之和。"},
)
def gradients_of_copies_add_up(m, grad, shape):
    """The gradient of a number is the sum of the gradients of its copies."""
    return m.sum_to(grad, shape)


@random_case(count=1, label={"en": "random numbers", "zh": "随机数"})
def predictions(generator):
    """Predictions of shape (N,) and targets of shape (N, 1)."""
    n = int(generator.integers(4, 8))
    return case(y_hat=tensor(generator.uniform(-3, 3, n).tolist()), y=tensor(generator.uniform(-3, 3, (n, 1)).tolist()))


@check(
    role="concept",
    of="residual_table",
    points=1,
    cases=[
        case(BY_HAND, y_hat=tensor([1.0, 2.0]), y=tensor([[1.0], [2.0]])),
        case(AGAIN_BY_HAND, y_hat=tensor([1.0, 3.0]), y=tensor([[7.0], [2.0]])),
        case({"en": "three samples", "zh": "三个样本"}, y_hat=tensor(ROW), y=tensor([[1.91], [-0.35], [3.87]])),
        case({"en": "one sample", "zh": "一个样本"}, y_hat=tensor([1.83]), y=tensor([[-0.94]])),
        case({"en": "equal targets", "zh": "目标值相同"}, y_hat=tensor([2.4, -0.7]), y=tensor([[1.1], [1.1]])),
        predictions,
    ],
    expect=all_of(equals_reference(), satisfies(has_a_row_and_a_column_for_each)),
    sentence={"zh": "(N,) 减 (N, 1) 得到 (N, N) 的表：每个预测值减每个目标值。"},
)
def every_prediction_meets_every_target(m, y_hat, y):
    """(N,) minus (N, 1) is a table of shape (N, N): every prediction against every target."""
    return m.residual_table(y_hat, y)


@random_case(count=1, label={"en": "random numbers", "zh": "随机数"})
def pairs(generator):
    """Predictions and targets of one shape."""
    n = int(generator.integers(4, 30))
    return case(
        y_hat=tensor(generator.uniform(-3, 3, (n, 1)).tolist()), y=tensor(generator.uniform(-3, 3, (n, 1)).tolist())
    )


@check(
    role="cost",
    of="safe_mse",
    points=1,
    cases=[
        case(BY_HAND, y_hat=tensor([1.0, 2.0, 3.0]), y=tensor([2.0, 4.0, 6.0])),
        case(AGAIN_BY_HAND, y_hat=tensor([1.0, 3.0]), y=tensor([2.0, 7.0])),
        case(
            {"en": "columns", "zh": "列"}, y_hat=tensor([[0.73], [-1.42], [2.21]]), y=tensor([[1.91], [-0.35], [3.87]])
        ),
        case(
            {"en": "two outputs", "zh": "两个输出"}, y_hat=tensor(TABLE), y=tensor([[1.3, -0.7, 0.2], [0.4, 1.9, -2.6]])
        ),
        case({"en": "one sample", "zh": "一个样本"}, y_hat=tensor([[1.83]]), y=tensor([[-0.94]])),
        case({"en": "two numbers", "zh": "两个数"}, y_hat=tensor(1.27), y=tensor(2.36)),
        case({"en": "large numbers", "zh": "很大的数"}, y_hat=tensor([810.5, -1340.2]), y=tensor([-390.4, 1218.6])),
        pairs,
    ],
    sentence={"zh": "形状相同时，代价是误差平方的平均值。"},
)
def mean_squared_error(m, y_hat, y):
    """For equal shapes the cost is the mean of the squared errors."""
    return m.safe_mse(y_hat, y)


@check(
    role="cost",
    of="safe_mse",
    points=2,
    cases=[
        case(
            {"en": "(N,) against (N, 1)", "zh": "(N,) 与 (N, 1)"},
            y_hat=tensor([1.0, 2.0, 3.0]),
            y=tensor([[2.0], [4.0], [6.0]]),
        ),
        case(
            {"en": "(N, 1) against (N,)", "zh": "(N, 1) 与 (N,)"},
            y_hat=tensor([[0.73], [-1.42], [2.21], [0.56]]),
            y=tensor([1.91, -0.35, 3.87, 1.2]),
        ),
        case(
            {"en": "(N, 1) against (1, N)", "zh": "(N, 1) 与 (1, N)"},
            y_hat=tensor([[0.7], [1.4]]),
            y=tensor([[1.9, -0.3]]),
        ),
        case({"en": "one target for all", "zh": "所有样本共用一个目标"}, y_hat=tensor([0.73, -1.42]), y=tensor([1.91])),
        case({"en": "a plain number", "zh": "一个数"}, y_hat=tensor([0.73, -1.42]), y=tensor(1.91)),
        case({"en": "one sample", "zh": "一个样本"}, y_hat=tensor([1.83]), y=tensor([[-0.94]])),
        case(
            {"en": "different numbers of samples", "zh": "样本数不同"}, y_hat=tensor([[0.7], [1.4]]), y=tensor([[1.9]])
        ),
    ],
    expect=raises("ValueError"),
    fixed="A refusal gives no number that could be copied.",
    needs=["mean_squared_error"],
    counts_with=["mean_squared_error"],
    sentence={"zh": "形状不同时抛出 ValueError，即使可以广播。"},
)
def broadcasts_are_refused(m, y_hat, y):
    """Unequal shapes raise a ValueError, even where they would broadcast."""
    return m.safe_mse(y_hat, y)


@check(
    role="cost",
    of="safe_mse",
    points=1,
    cases=[
        case(y_hat=tensor([1.0, 2.0, 3.0]), y=tensor([[2.0], [4.0], [6.0]])),
        case(y_hat=tensor([[0.7, 1.4]]), y=tensor([[1.9], [-0.3], [2.2]])),
    ],
    expect=satisfies(names_both_shapes),
    fixed="The shapes that are named are those of the arguments: there is no number to copy.",
    needs=["broadcasts_are_refused"],
    counts_with=["mean_squared_error", "broadcasts_are_refused"],
    sentence={"zh": "错误信息写出两个形状。"},
)
def refusal_names_the_shapes(m, y_hat, y):
    """The error's message names both shapes."""
    return message_of(m.safe_mse, y_hat, y)
