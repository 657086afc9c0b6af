"""Named mistakes of broadcasting."""

import torch

from grader.authoring import equivalent, mistake


def _fits(first, second):
    """Whether two shapes broadcast to any shape at all."""
    pairs = zip(reversed(tuple(first)), reversed(tuple(second)))
    return all(p == q or 1 in (p, q) for p, q in pairs)


@mistake(
    of="broadcast_shape",
    family="wrong_axis",
    hint={
        "en": "Write (7, 3) and (3,) below each other. At which end do they have to meet?",
        "zh": "把 (7, 3) 与 (3,) 上下写在一起：应在哪一端对齐？",
    },
    finding={"zh": "你从第一个轴开始对齐；规则是从最后一个轴往前。"},
)
def first_axes_aligned(a, b):
    """You have aligned the first axes; the rule goes from the last axis to the first."""
    length = max(len(a), len(b))
    first, second = tuple(a) + (1,) * (length - len(a)), tuple(b) + (1,) * (length - len(b))
    if any(p != q and 1 not in (p, q) for p, q in zip(first, second)):
        raise ValueError(f"{tuple(a)} and {tuple(b)} do not fit")
    return tuple(q if p == 1 else p for p, q in zip(first, second))


@mistake(
    of="broadcast_shape",
    family="not_refused",
    hint={"en": "What is the sum of a row of 3 numbers and a row of 4?", "zh": "3 个数的一行加 4 个数的一行等于什么？"},
    finding={"zh": "不能广播的形状没有被拒绝：你直接取了较大的数。"},
)
def misfit_not_refused(a, b):
    """Shapes that do not fit are not refused: you have taken the larger size."""
    length = max(len(a), len(b))
    first, second = (1,) * (length - len(a)) + tuple(a), (1,) * (length - len(b)) + tuple(b)
    return tuple(q if p == 1 else p if q == 1 else max(p, q) for p, q in zip(first, second))


@mistake(
    of="broadcast_shape",
    family="not_refused",
    hint={
        "en": "Would a row of 2 numbers know how to become a row of 4?",
        "zh": "2 个数的一行知道怎样变成 4 个数的一行吗？",
    },
    finding={"zh": "你接受了成倍数的大小；只有 1 才能扩充。"},
)
def multiples_accepted(a, b):
    """You have accepted sizes of which one divides the other; only 1 is stretched."""
    length = max(len(a), len(b))
    first, second = (1,) * (length - len(a)) + tuple(a), (1,) * (length - len(b)) + tuple(b)
    if any(
        p % max(q, 1) and q % max(p, 1) or (p != q and 0 in (p, q) and 1 not in (p, q)) for p, q in zip(first, second)
    ):
        raise ValueError(f"{tuple(a)} and {tuple(b)} do not fit")
    return tuple(q if p == 1 else p if q == 1 else max(p, q) for p, q in zip(first, second))


@mistake(
    of="broadcast_shape",
    family="not_refused",
    hint={
        "en": "How does a bias of shape (3,) reach a matrix of shape (7, 3)?",
        "zh": "形状 (3,) 的偏置怎样加到形状 (7, 3) 的矩阵上？",
    },
    finding={"zh": "你拒绝了长度不同的形状；缺少的轴算作 1。"},
)
def missing_axes_refused(a, b):
    """You have refused shapes of different length; a missing axis counts as 1."""
    if len(a) != len(b) or any(p != q and 1 not in (p, q) for p, q in zip(a, b)):
        raise ValueError(f"{tuple(a)} and {tuple(b)} do not fit")
    return tuple(q if p == 1 else p for p, q in zip(a, b))


@mistake(
    of="broadcast_shape",
    family="other_rule",
    hint={"en": "How many axes has the sum of a (7, 3) and a (3,)?", "zh": "(7, 3) 加 (3,) 的结果有几个轴？"},
    finding={"zh": "只有较长的形状才有的轴被丢掉了（`zip` 在较短的一个结束时就停了）。"},
)
def long_axes_dropped(a, b):
    """You have dropped the axes that only the longer shape has (`zip` stops at the shorter one)."""
    pairs = list(zip(reversed(a), reversed(b)))
    if any(p != q and 1 not in (p, q) for p, q in pairs):
        raise ValueError(f"{tuple(a)} and {tuple(b)} do not fit")
    return tuple(q if p == 1 else p for p, q in reversed(pairs))


@mistake(
    of="broadcast_shape",
    family="swapped",
    hint={
        "en": "You went from the last axis to the first. Which axis stands first in your result?",
        "zh": "你从最后一个轴往前走，结果中排在最前面的是哪个轴？",
    },
    finding={"zh": "你的结果顺序反了。"},
)
def result_reversed(a, b):
    """Your result is the right one in reverse order."""
    length = max(len(a), len(b))
    first, second = (1,) * (length - len(a)) + tuple(a), (1,) * (length - len(b)) + tuple(b)
    if any(p != q and 1 not in (p, q) for p, q in zip(first, second)):
        raise ValueError(f"{tuple(a)} and {tuple(b)} do not fit")
    return tuple(q if p == 1 else p for p, q in zip(first, second))[::-1]


@mistake(
    of="broadcast_shape",
    family="other_rule",
    hint={
        "en": "What does `max(1, 0)` give, and how many rows has the sum of no rows and one row?",
        "zh": "`max(1, 0)` 是多少？0 行加 1 行的结果有几行？",
    },
    finding={"zh": "大小 1 与 0 相遇时，你得到了 1；大小为 1 的轴应变成另一个轴的大小，0 也不例外。"},
)
def empty_axis_grown(a, b):
    """Of 1 and 0 you have made 1; a size of 1 becomes whatever the other one is, 0 too."""
    length = max(len(a), len(b))
    first, second = (1,) * (length - len(a)) + tuple(a), (1,) * (length - len(b)) + tuple(b)
    if any(p != q and 1 not in (p, q) for p, q in zip(first, second)):
        raise ValueError(f"{tuple(a)} and {tuple(b)} do not fit")
    return tuple(max(p, q) for p, q in zip(first, second))


@mistake(
    of="broadcast_shape",
    family="other_rule",
    hint={"en": "Swap the two arguments. Should the answer change?", "zh": "交换两个参数，结果应该变化吗？"},
    finding={"zh": "你只扩充了第一个形状；两个形状都可能有大小为 1 的轴。"},
)
def only_the_first_is_stretched(a, b):
    """You have stretched the first shape only; both may have axes of size 1."""
    length = max(len(a), len(b))
    first, second = (1,) * (length - len(a)) + tuple(a), (1,) * (length - len(b)) + tuple(b)
    if any(p != q and p != 1 for p, q in zip(first, second)):
        raise ValueError(f"{tuple(a)} and {tuple(b)} do not fit")
    return second


@mistake(
    of="broadcast_shape",
    family="not_refused",
    hint={"en": "Which error does the docstring name?", "zh": "文档字符串里写的是哪一种错误？"},
    finding={"zh": "你抛出的不是 ValueError（`assert` 抛出的是 AssertionError）。"},
)
def wrong_kind_of_error(a, b):
    """You have raised another error than a ValueError, as `assert` does."""
    length = max(len(a), len(b))
    first, second = (1,) * (length - len(a)) + tuple(a), (1,) * (length - len(b)) + tuple(b)
    assert all(p == q or 1 in (p, q) for p, q in zip(first, second)), f"{tuple(a)} and {tuple(b)} do not fit"
    return tuple(q if p == 1 else p for p, q in zip(first, second))


@mistake(
    of="broadcast_shape",
    family="not_refused",
    hint={
        "en": "Which two facts would you like to read in such an error?",
        "zh": "看到这样的错误时，你最想知道哪两件事？",
    },
    finding={"zh": "错误信息没有写出形状：看到它的人还得自己去打印。"},
)
def shapes_not_named(a, b):
    """Your message does not name the shapes: whoever reads it has to go and print them."""
    length = max(len(a), len(b))
    first, second = (1,) * (length - len(a)) + tuple(a), (1,) * (length - len(b)) + tuple(b)
    if any(p != q and 1 not in (p, q) for p, q in zip(first, second)):
        raise ValueError("the shapes do not fit")
    return tuple(q if p == 1 else p for p, q in zip(first, second))


@mistake(
    of="expand",
    family="other_rule",
    hint={
        "en": "How often must an axis of size 3 be repeated to have size 3?",
        "zh": "大小为 3 的轴要重复几次才仍是 3？",
    },
    finding={"zh": "你按新形状的大小重复了每个轴；已经是这个大小的轴应保持不变。"},
)
def repeated_by_the_shape(x, shape):
    """You have repeated each axis as often as its size in the new shape says; an axis that has that size already stays."""
    sizes = (1,) * (len(shape) - x.dim()) + tuple(x.shape)
    if len(sizes) != len(shape) or any(size not in (1, asked) for size, asked in zip(sizes, shape)):
        raise ValueError(f"{tuple(x.shape)} does not become {tuple(shape)}")
    return x.reshape(sizes).repeat(list(shape))


@mistake(
    of="expand",
    family="wrong_axis",
    hint={
        "en": "A row of 3 numbers becomes a (2, 3): which index says which copy?",
        "zh": "3 个数的一行变成 (2, 3)：哪个下标表示第几份副本？",
    },
    finding={"zh": "你把新的轴加在了后面；应加在前面。"},
)
def new_axes_behind(x, shape):
    """You have put the new axes behind the old ones; they belong in front."""
    sizes = tuple(x.shape) + (1,) * (len(shape) - x.dim())
    if len(sizes) != len(shape) or any(size not in (1, asked) for size, asked in zip(sizes, shape)):
        raise ValueError(f"{tuple(x.shape)} does not become {tuple(shape)}")
    return x.reshape(sizes).repeat([asked if size == 1 else 1 for size, asked in zip(sizes, shape)])


@mistake(
    of="expand",
    family="other_rule",
    hint={
        "en": "Expand the column [[1], [2]] to (2, 3) on paper. What does the first row hold?",
        "zh": "在纸上把列 [[1], [2]] 扩充为 (2, 3)：第一行是什么？",
    },
    finding={"zh": "你按顺序循环填数，没有考虑轴。"},
)
def cycled_numbers(x, shape):
    """You have filled the shape with the numbers in their order, over and over, whatever their axes."""
    sizes = (1,) * (len(shape) - x.dim()) + tuple(x.shape)
    if len(sizes) != len(shape) or any(size not in (1, asked) for size, asked in zip(sizes, shape)):
        raise ValueError(f"{tuple(x.shape)} does not become {tuple(shape)}")
    count = 1
    for size in shape:
        count *= size
    return x.reshape(-1).repeat(max(1, count // max(1, x.numel())))[:count].reshape(shape)


@mistake(
    of="expand",
    family="other_rule",
    hint={
        "en": "What does PyTorch say to torch.zeros(2) + torch.zeros(4)?",
        "zh": "torch.zeros(2) + torch.zeros(4) 会得到什么？",
    },
    finding={"zh": "你把大小为 2 的轴重复成 4；只有大小为 1 的轴才会复制。"},
)
def multiples_repeated(x, shape):
    """You have repeated an axis of size 2 to get 4; only axes of size 1 are copied."""
    sizes = (1,) * (len(shape) - x.dim()) + tuple(x.shape)
    if (
        len(sizes) != len(shape)
        or any(asked % size for size, asked in zip(sizes, shape))
        or any(asked < size for size, asked in zip(sizes, shape) if asked)
    ):
        raise ValueError(f"{tuple(x.shape)} does not become {tuple(shape)}")
    return x.reshape(sizes).repeat([asked // size for size, asked in zip(sizes, shape)])


@mistake(
    of="expand",
    family="shared_object",
    hint={"en": "Change one number of the result. Does x change, too?", "zh": "修改结果中的一个数，x 会变吗？"},
    finding={"zh": "你的结果与 x 共用内存：修改结果时 x 也会变。"},
)
def memory_shared(x, shape):
    """Your result shares memory with x: where it is changed, x changes too."""
    sizes = (1,) * (len(shape) - x.dim()) + tuple(x.shape)
    if len(sizes) != len(shape) or any(size not in (1, asked) for size, asked in zip(sizes, shape)):
        raise ValueError(f"{tuple(x.shape)} does not become {tuple(shape)}")
    if sizes == tuple(shape):
        return x.reshape(sizes)
    return x.reshape(sizes).repeat([asked if size == 1 else 1 for size, asked in zip(sizes, shape)])


@mistake(
    of="expand",
    family="not_refused",
    hint={"en": "May the result have another shape than `shape`?", "zh": "结果的形状可以与 `shape` 不同吗？"},
    finding={"zh": "你给出的形状比要求的更大：两边都扩充了。"},
)
def larger_result_accepted(x, shape):
    """You have given a larger shape than was asked for: broadcasting both ways."""
    grown = x + torch.zeros(shape, dtype=x.dtype) if _fits(x.shape, shape) else None
    if grown is None:
        raise ValueError(f"{tuple(x.shape)} does not become {tuple(shape)}")
    return grown


@mistake(
    of="expand",
    family="other_rule",
    hint={
        "en": "What does the column [[1], [2]] become for the shape (2, 3)?",
        "zh": "扩充到形状 (2, 3) 时，列 [[1], [2]] 变成什么？",
    },
    finding={"zh": "你只沿新的轴复制；已有的大小为 1 的轴也要扩充。"},
)
def only_new_axes_copied(x, shape):
    """You have copied along new axes only; an axis of size 1 that is there already is stretched, too."""
    missing = tuple(shape)[: len(shape) - x.dim()]
    if tuple(x.shape) != tuple(shape)[len(missing) :]:
        raise ValueError(f"{tuple(x.shape)} does not become {tuple(shape)}")
    return x.repeat([*missing, *[1] * x.dim()]) if missing else x.clone()


@mistake(
    of="sum_to",
    family="mean_for_sum",
    hint={
        "en": "If a number is used twice, does the loss react to it once or twice as strongly?",
        "zh": "一个数用了两次，损失对它的反应是一倍还是两倍？",
    },
    finding={"zh": "你对副本取了平均；每份副本都是一条独立的路径，各路径的梯度应相加。"},
)
def copies_averaged(grad, shape):
    """You have averaged over the copies; each copy is a path of its own, and paths add up."""
    while grad.dim() > len(shape):
        grad = grad.mean(dim=0)
    for axis, size in enumerate(shape):
        if size == 1:
            grad = grad.mean(dim=axis, keepdim=True)
    return grad


@mistake(
    of="sum_to",
    family="one_of_several",
    hint={
        "en": "Along how many paths does a bias reach the loss of N samples?",
        "zh": "一个偏置通过几条路径影响 N 个样本的损失？",
    },
    finding={"zh": "你只取了第一份副本的梯度。"},
)
def first_copy_only(grad, shape):
    """You have taken the gradient of the first copy only."""
    while grad.dim() > len(shape):
        grad = grad[0]
    for axis, size in enumerate(shape):
        if size == 1:
            grad = grad.narrow(axis, 0, 1)
    return grad


@mistake(
    of="sum_to",
    family="wrong_axis",
    hint={
        "en": "A bias of shape (3,) meets a (2, 3): along which axis was it copied?",
        "zh": "形状 (3,) 的偏置加到 (2, 3) 上：它沿哪个轴被复制？",
    },
    finding={"zh": "你沿最后的轴求和；广播增加的是最前面的轴。"},
)
def last_axes_summed(grad, shape):
    """You have summed over the last axes; the axes that broadcasting added are the first ones."""
    while grad.dim() > len(shape):
        grad = grad.sum(dim=-1)
    for axis, size in enumerate(shape):
        if size == 1:
            grad = grad.sum(dim=axis, keepdim=True)
    return grad


@mistake(
    of="sum_to",
    family="other_rule",
    hint={"en": "Is the shape of your result the shape that was asked for?", "zh": "你的结果的形状是要求的形状吗？"},
    finding={"zh": "你只对新增的轴求和；大小为 1 的轴也被扩充过。"},
)
def axes_of_one_left(grad, shape):
    """You have summed over the added axes only; an axis of size 1 was stretched as well."""
    while grad.dim() > len(shape):
        grad = grad.sum(dim=0)
    return grad


@mistake(
    of="sum_to",
    family="wrong_shape",
    hint={
        "en": "What is the shape of grad.sum(dim=1) for a (2, 3)?",
        "zh": "对 (2, 3) 的张量，grad.sum(dim=1) 的形状是什么？",
    },
    finding={"zh": "大小为 1 的轴求和后消失了：漏了 keepdim。"},
)
def axes_of_one_lost(grad, shape):
    """You have summed over the axes of size 1 and lost them: keepdim is missing."""
    while grad.dim() > len(shape):
        grad = grad.sum(dim=0)
    return grad.sum(dim=[axis for axis, size in enumerate(shape) if size == 1]) if 1 in shape else grad


@mistake(
    of="sum_to",
    family="other_rule",
    hint={
        "en": "Should the gradients of two different biases be the same number?",
        "zh": "两个不同的偏置，梯度应是同一个数吗？",
    },
    finding={"zh": "你把所有数加在一起，再填满整个形状。"},
)
def everything_summed(grad, shape):
    """You have summed over everything and spread the sum over the shape."""
    if grad.dim() == len(shape) and 1 not in shape:
        return grad.clone()
    return torch.full(shape, 1.0, dtype=grad.dtype) * grad.sum()


@mistake(
    of="residual_table",
    family="wrong_axis",
    hint={"en": "Which tensor is a column, and so decides the row?", "zh": "哪个张量是列，因而决定第几行？"},
    finding={"zh": "你的表转置了：y 的形状是 (N, 1)，行应对应 y。"},
)
def table_transposed(y_hat, y):
    """Your table is the transposed one: y has the rows, since its shape is (N, 1)."""
    return torch.stack([prediction - y[:, 0] for prediction in y_hat])


@mistake(
    of="residual_table",
    family="sign",
    hint={
        "en": "If a prediction is too high, which sign should its residual have?",
        "zh": "预测值偏高时，残差应当是正的还是负的？",
    },
    finding={"zh": "你用目标值减了预测值。"},
)
def signs_reversed(y_hat, y):
    """You have subtracted the prediction from the target."""
    return torch.stack([target - y_hat for target in y])


@mistake(
    of="residual_table",
    family="other_rule",
    hint={
        "en": "What stands in row 0, column 1, if y_hat[1] meets y[0]?",
        "zh": "y_hat[1] 遇到 y[0] 时，第 0 行第 1 列是什么？",
    },
    finding={"zh": "你的表只有对角线上有残差，其余是 0；广播会填满整个表。"},
)
def diagonal_only(y_hat, y):
    """Your table has residuals on its diagonal and zeros elsewhere; broadcasting fills all of it."""
    return torch.diag(y_hat - y[:, 0])


@mistake(
    of="residual_table",
    family="something_else_returned",
    hint={"en": "How many numbers has a tensor of shape (N, N)?", "zh": "形状为 (N, N) 的张量有几个数？"},
    finding={"zh": "你返回了 N 个残差；这个函数要展示的是形状不同时发生的事。"},
)
def residuals_only(y_hat, y):
    """You have returned the N residuals; this function shows what happens if the shapes differ."""
    return y_hat - y[:, 0]


@mistake(
    of="residual_table",
    family="wrong_factor",
    hint={"en": "Which operation stands between y_hat and y?", "zh": "y_hat 与 y 之间是什么运算？"},
    finding={"zh": "你把每一对相乘了；应该相减。"},
)
def outer_product(y_hat, y):
    """You have multiplied each pair where it is subtracted."""
    return torch.stack([y_hat * target for target in y])


@mistake(
    of="safe_mse",
    family="not_refused",
    hint={
        "en": "Print (y_hat - y).shape for y_hat of shape (3,) and y of shape (3, 1).",
        "zh": "y_hat 的形状是 (3,)、y 的形状是 (3, 1) 时，打印 (y_hat - y).shape。",
    },
    finding={"zh": "你没有比较形状：(N,) 与 (N, 1) 会广播成 (N, N) 再求平均。"},
)
def broadcast_silently(y_hat, y):
    """You have not compared the shapes: (N,) against (N, 1) is broadcast to (N, N) and averaged."""
    return ((y_hat - y) ** 2).mean()


@mistake(
    of="safe_mse",
    family="not_refused",
    hint={"en": "What is len() of a tensor of shape (3, 1)?", "zh": "形状为 (3, 1) 的张量，len() 是多少？"},
    finding={"zh": "你只比较了样本数：(N,) 与 (N, 1) 的样本数相同。"},
)
def only_lengths_compared(y_hat, y):
    """You have compared the numbers of samples only: (N,) and (N, 1) have the same."""
    if y_hat.dim() and y.dim() and len(y_hat) != len(y):
        raise ValueError(f"y_hat has the shape {tuple(y_hat.shape)}, y has the shape {tuple(y.shape)}")
    return ((y_hat - y) ** 2).mean()


@mistake(
    of="safe_mse",
    family="not_refused",
    hint={"en": "Does numel() tell a row from a column?", "zh": "numel() 能分清行和列吗？"},
    finding={"zh": "你只比较了数的个数：(N,) 与 (N, 1) 的个数相同。"},
)
def only_counts_compared(y_hat, y):
    """You have compared how many numbers there are: (N,) and (N, 1) have as many."""
    if y_hat.numel() != y.numel():
        raise ValueError(f"y_hat has the shape {tuple(y_hat.shape)}, y has the shape {tuple(y.shape)}")
    return ((y_hat - y) ** 2).mean()


@mistake(
    of="safe_mse",
    family="not_refused",
    hint={
        "en": "(N, 1) and (1, N) have as many axes. What is their difference?",
        "zh": "(N, 1) 与 (1, N) 的轴数相同，它们相减得到什么？",
    },
    finding={"zh": "你只比较了轴的个数。"},
)
def only_dimensions_compared(y_hat, y):
    """You have compared the numbers of axes only."""
    if y_hat.dim() != y.dim():
        raise ValueError(f"y_hat has the shape {tuple(y_hat.shape)}, y has the shape {tuple(y.shape)}")
    return ((y_hat - y) ** 2).mean()


@mistake(
    of="safe_mse",
    family="not_refused",
    hint={"en": "If the model gives (1, N) by mistake, who will notice?", "zh": "如果模型误给出 (1, N)，谁会发现？"},
    finding={"zh": "应该拒绝的地方你改了形状：前面的形状错误就被掩盖了。"},
)
def reshaped_silently(y_hat, y):
    """You have reshaped where you should refuse: a wrong shape upstream stays unseen."""
    if y_hat.numel() != y.numel():
        raise ValueError(f"y_hat has the shape {tuple(y_hat.shape)}, y has the shape {tuple(y.shape)}")
    return ((y_hat.reshape(-1) - y.reshape(-1)) ** 2).mean()


@mistake(
    of="safe_mse",
    family="sum_for_mean",
    hint={"en": "Duplicate the data set. Should the cost change?", "zh": "把数据复制一份，代价应该变吗？"},
    finding={"zh": "你求了和，而代价是平均值。"},
)
def safe_sum(y_hat, y):
    """You have summed the squared errors where the cost takes their mean."""
    if y_hat.shape != y.shape:
        raise ValueError(f"y_hat has the shape {tuple(y_hat.shape)}, y has the shape {tuple(y.shape)}")
    return ((y_hat - y) ** 2).sum()


@mistake(
    of="safe_mse",
    family="wrong_divisor",
    hint={
        "en": "With two outputs per sample, how many squares do you add up?",
        "zh": "每个样本有两个输出时，你加了多少个平方？",
    },
    finding={"zh": "你除以了行数；应对所有的数取平均。"},
)
def mean_over_the_rows_only(y_hat, y):
    """You have divided by the number of rows; the mean is over all numbers."""
    if y_hat.shape != y.shape:
        raise ValueError(f"y_hat has the shape {tuple(y_hat.shape)}, y has the shape {tuple(y.shape)}")
    return ((y_hat - y) ** 2).sum() / (len(y) if y.dim() else 1)


@mistake(
    of="safe_mse",
    family="square_or_root",
    hint={"en": "Test an error of 3. Which power do you get?", "zh": "用误差 3 试一试，得到的是几次方？"},
    finding={"zh": "你取了误差的绝对值，而不是平方。"},
)
def safe_absolute_errors(y_hat, y):
    """You have taken the absolute errors and not their squares."""
    if y_hat.shape != y.shape:
        raise ValueError(f"y_hat has the shape {tuple(y_hat.shape)}, y has the shape {tuple(y.shape)}")
    return (y_hat - y).abs().mean()


@mistake(
    of="safe_mse",
    family="not_refused",
    hint={"en": "Which error does the docstring name?", "zh": "文档字符串里写的是哪一种错误？"},
    finding={"zh": "你抛出的不是 ValueError（`assert` 抛出的是 AssertionError）。"},
)
def refused_with_another_error(y_hat, y):
    """You have raised another error than a ValueError, as `assert` does."""
    assert y_hat.shape == y.shape, f"y_hat has the shape {tuple(y_hat.shape)}, y has the shape {tuple(y.shape)}"
    return ((y_hat - y) ** 2).mean()


@mistake(
    of="safe_mse",
    family="not_refused",
    hint={
        "en": "Which two facts would you like to read in such an error?",
        "zh": "看到这样的错误时，你最想知道哪两件事？",
    },
    finding={"zh": "错误信息没有写出形状：看到它的人还得自己去打印。"},
)
def refusal_without_the_shapes(y_hat, y):
    """Your message does not name the shapes: whoever reads it has to go and print them."""
    if y_hat.shape != y.shape:
        raise ValueError("the shapes differ")
    return ((y_hat - y) ** 2).mean()


equivalents = [
    equivalent(
        of="broadcast_shape",
        was="first, second = (1,) * (length - len(a)) + tuple(a), (1,) * (length - len(b)) + tuple(b)",
        now="second, first = (1,) * (length - len(a)) + tuple(a), (1,) * (length - len(b)) + tuple(b)",
        reason="Broadcasting is symmetric.",
    ),
    equivalent(
        of="broadcast_shape",
        was="if any(p != q and 1 not in (p, q) for p, q in zip(first, second)):",
        now="if any(p != q and 1 not in (p, q) for p, q in zip(second, first)):",
        reason="Broadcasting is symmetric.",
    ),
    equivalent(
        of="broadcast_shape",
        was="return tuple(q if p == 1 else p for p, q in zip(first, second))",
        now="return tuple(q if p == 1 else p for p, q in zip(second, first))",
        reason="Broadcasting is symmetric.",
    ),
]
