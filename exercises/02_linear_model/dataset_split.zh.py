"""划分数据集：训练样本、验证样本和测试样本。

监督学习用 y 已知的样本来训练。模型是看懂了数据，还是只把它们背了下来（过拟合：连背景和噪声也学了进去），要用它从未见
过的样本来检验。所以数据随机地划分一次，分成三部分：模型在第一部分上训练，选择在第二部分上进行，第三部分到最后才看一
次。

数据是张量：`xs` 的形状是 (N,) 或 (N, D)，`ys` 的形状是 (N,)。随机性只来自传入的 `torch.Generator`：种子相同，划分就相
同。任何函数都不得修改自己的参数。
"""

import torch


def split_sizes(n, validation, test):
    """每部分有多少个样本。

    验证部分有 n * validation 个样本，测试部分有 n * test 个，都向下取整。其余的全部用于训练：n_train = n -
    n_validation - n_test，这样一个样本也不会丢。

    参数：
        n：样本的个数，整数，至少是 0。
        validation、test：所占的比例，浮点数，从 0（没有这一部分）到小于 1；两者之和小于 1。

    返回：
        三个整数 (n_train, n_validation, n_test)。

    手算：split_sizes(11, 0.2, 0.3) 是 (6, 2, 3)：2.2 和 3.3 向下取整，剩下 6 个。split_sizes(9, 0.3, 0.2) 是
    (6, 2, 1)：2.7 和 1.8 同样向下取整。
    """
    # TODO：在这里写 split_sizes，替换下一行
    raise NotImplementedError("split_sizes: 还没有写")


def shuffled_indices(n, generator):
    """从 0 到 n - 1 的数，顺序随机，每个出现一次。

    参数：
        n：样本的个数，整数，至少是 0。
        generator：一个 `torch.Generator`。顺序只由它的状态决定：既不取决于全局的种子，也不取决于在这里设置的种子。

    返回：
        n 个可以用作下标的整数：形状为 (n,) 的 int64 张量，或由整数组成的列表或 NumPy 数组。

    手算：n = 3 时，六种顺序都可能出现，例如 [2, 0, 1]。[0, 0, 1] 不可以：2 丢了。
    """
    # TODO：在这里写 shuffled_indices，替换下一行
    raise NotImplementedError("shuffled_indices: 还没有写")


def split_indices(n, validation, test, generator):
    """三部分的下标：先打乱，再切开。

    从 0 到 n - 1 的每个下标恰好在一个部分里。各部分的大小由 `split_sizes` 给出。

    参数：
        n、validation、test：与 `split_sizes` 相同。
        generator：一个 `torch.Generator`，随机性的唯一来源。

    返回：
        (train, validation, test)：各部分的下标，形式与 `shuffled_indices` 给出的相同。

    手算：如果打乱后的顺序是 [3, 0, 4, 1, 2]，大小是 (3, 1, 1)，三部分可以是 [3, 0, 4]、[1] 和 [2]。
    """
    # TODO：在这里写 split_indices，替换下一行
    raise NotImplementedError("split_indices: 还没有写")


def take(xs, ys, indices):
    """取出这些下标对应的样本，按这个顺序，每个 x 仍与自己的 y 在一起。

    参数：
        xs：形状为 (N,) 或 (N, D) 的张量。
        ys：形状为 (N,) 的张量。
        indices：形状为 (k,) 的 int64 张量，其中的数从 0 到 N - 1；k 可以是 0。

    返回：
        (xs 的一部分, ys 的一部分)：形状是 (k,) 或 (k, D)，以及 (k,)。

    手算：take([1, 2, 3], [2, 4, 6], [2, 0]) 是 ([3, 1], [6, 2])。
    """
    # TODO：在这里写 take，替换下一行
    raise NotImplementedError("take: 还没有写")


def split(xs, ys, validation, test, generator):
    """把数据随机划分为训练、验证和测试三部分。

    参数：
        xs：形状为 (N,) 或 (N, D) 的张量，N 至少是 1。
        ys：形状为 (N,) 的张量。
        validation、test：与 `split_sizes` 相同。
        generator：一个 `torch.Generator`，随机性的唯一来源。

    返回：
        ((train_xs, train_ys), (validation_xs, validation_ys), (test_xs, test_ys))。

    手算：五个样本，validation=0.2、test=0.2，得到的三部分分别有 3、1 和 1 个样本；具体是哪些样本，取决于生成器。
    """
    # TODO：在这里写 split，替换下一行
    raise NotImplementedError("split: 还没有写")
