"""Named mistakes of stochastic and mini-batch gradient descent."""

import torch

from grader.authoring import equivalent, mistake


@mistake(
    of="loss",
    hint={"en": "How does your loss change when the error doubles?", "zh": "误差变成两倍时，损失应变成几倍？"},
    finding={"zh": "你把残差乘以 2，而不是平方。"},
)
def doubled_for_squared(x, y, w):
    """You have doubled the error and not squared it."""
    return (x * w - y) * 2


@mistake(
    of="loss",
    hint={"en": "Test an error of 3. Which power do you get?", "zh": "用误差 3 试一试，得到的是几次方？"},
    finding={"zh": "你取了绝对值，而不是平方。"},
)
def absolute_error(x, y, w):
    """You have taken the absolute error and not its square."""
    return abs(x * w - y)


@mistake(
    of="loss",
    hint={"en": "Which is squared: the difference or one term?", "zh": "被平方的是差值，还是其中一项？"},
    finding={"zh": "缺了括号：只有 y 被平方。"},
)
def only_y_squared(x, y, w):
    """Parentheses are missing: only y is squared."""
    return x * w - y**2


@mistake(
    of="loss",
    hint={"en": "Which is squared: the difference or each term?", "zh": "被平方的是差值，还是每一项？"},
    finding={"zh": "你分别平方再相减；应对差值取平方。"},
)
def difference_of_squares(x, y, w):
    """You have subtracted two squares; the difference is to be squared."""
    return (x * w) ** 2 - y**2


@mistake(
    of="loss",
    hint={
        "en": "Compare your formula with the definition in this chapter: any constant that is not there?",
        "zh": "对照本章的定义，你的公式多了什么常数吗？",
    },
    finding={"zh": "你的损失多了因子 1/2。"},
)
def loss_halved(x, y, w):
    """Your loss has a factor 1/2; the definition here has none."""
    return (x * w - y) ** 2 / 2


@mistake(
    of="gradient",
    hint={
        "en": "Differentiate (x*w - y)**2 with respect to w once more: which factor comes down from the power?",
        "zh": "再对 w 求一次 (x*w - y)**2 的导数：指数落下来成为什么因子？",
    },
    finding={"zh": "你的梯度处处是正确值的一半：漏了因子 2，或者多除以了 2。"},
)
def factor_two_missing(x, y, w):
    """Your gradient is half of the right one everywhere: a factor 2 is missing, or it is halved somewhere."""
    return x * (x * w - y)


@mistake(
    of="gradient",
    hint={"en": "If x is 10 times larger, should dw change?", "zh": "若 x 放大 10 倍，dw 应该变化吗？"},
    finding={"zh": "漏了因子 x：链式法则还要乘以 x*w 对 w 的导数。"},
)
def factor_x_missing(x, y, w):
    """The factor x is missing: the inner derivative, that of x*w with respect to w."""
    return 2 * (x * w - y)


@mistake(
    of="gradient",
    hint={
        "en": "With w too large and x positive, is the slope of the loss above or below zero?",
        "zh": "w 偏大、x 为正时，损失的斜率是正还是负？",
    },
    finding={"zh": "你的梯度符号反了；残差写反（y - x * w）就会这样。"},
)
def residual_reversed(x, y, w):
    """Your gradient has the wrong sign, as with a reversed residual (y - x * w)."""
    return 2 * x * (y - x * w)


@mistake(
    of="gradient",
    hint={"en": "Which variable multiplies w in the model?", "zh": "模型里与 w 相乘的是哪个变量？"},
    finding={"zh": "你乘的是 y，而不是 x。"},
)
def multiplied_by_y(x, y, w):
    """You have multiplied by y and not by x."""
    return 2 * y * (x * w - y)


@mistake(
    of="gradient",
    hint={"en": "Which variable multiplies w in the model?", "zh": "模型里与 w 相乘的是哪个变量？"},
    finding={"zh": "你乘的是 w，而不是 x。"},
)
def multiplied_by_w(x, y, w):
    """You have multiplied by w and not by x."""
    return 2 * w * (x * w - y)


@mistake(
    of="gradient",
    hint={
        "en": "In `a * b - c`, what is multiplied by a, and what is not?",
        "zh": "在 `a * b - c` 中，a 乘了谁，没乘谁？",
    },
    finding={"zh": "你的梯度里，残差前面的因子只乘了预测值，没有乘 y。"},
)
def parentheses_missing(x, y, w):
    """In your gradient, the factor before the residual multiplies the prediction only; it belongs to y as well."""
    return 2 * x * x * w - y


@mistake(
    of="train",
    hint={"en": "How many updates per epoch should there be for N samples?", "zh": "N 个样本的一轮应更新几次？"},
    finding={"zh": "每轮只更新一次，用的是最后一个样本的梯度；每个样本都应更新一次。"},
)
def update_outside_the_sample_loop(xs, ys, w, lr, epochs):
    """There is one update in each epoch, with the last sample's gradient; each sample is to make one."""
    ws, losses = [w], []
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            losses.append(loss(x, y, w))
            grad = gradient(x, y, w)
        w = w - lr * grad
        ws.append(w)
    return w, ws, losses


@mistake(
    of="train",
    hint={"en": "Does sample 2 see the w that sample 1 left?", "zh": "第 2 个样本看到的是第 1 个样本更新后的 w 吗？"},
    finding={"zh": "你用整个数据集的梯度每轮更新一次（批量梯度下降）；这里每个样本更新一次。"},
)
def whole_set_once_an_epoch(xs, ys, w, lr, epochs):
    """You make one update an epoch with the gradient of the whole set; here each sample makes one."""
    ws, losses = [w], []
    for _ in range(epochs):
        losses.append(loss(xs, ys, w).mean())
        w = w - lr * gradient(xs, ys, w).mean()
        ws.append(w)
    return w, ws, losses


@mistake(
    of="train",
    hint={"en": "Which samples does the gradient of one step see?", "zh": "每一步的梯度来自哪些样本？"},
    finding={"zh": "每一步都用了整个数据集的梯度，而不是这个样本的梯度。"},
)
def whole_set_for_each_sample(xs, ys, w, lr, epochs):
    """Each step takes the gradient of the whole set and not that of its sample."""
    ws, losses = [w], []
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            losses.append(loss(x, y, w))
            w = w - lr * gradient(xs, ys, w).mean()
            ws.append(w)
    return w, ws, losses


@mistake(
    of="train",
    hint={"en": "Does sample 2 see the w that sample 1 left?", "zh": "第 2 个样本看到的是第 1 个样本更新后的 w 吗？"},
    finding={"zh": "一轮之内的所有梯度都在轮初的 w 处计算；每个样本应看到前一个样本更新后的 w。"},
)
def gradients_at_the_epochs_first_weight(xs, ys, w, lr, epochs):
    """All gradients of an epoch are taken at the weight that it began with; each sample is to see the last update."""
    ws, losses = [w], []
    for _ in range(epochs):
        start = w
        for x, y in zip(xs, ys):
            losses.append(loss(x, y, start))
            w = w - lr * gradient(x, y, start)
            ws.append(w)
    return w, ws, losses


@mistake(
    of="train",
    hint={"en": "Which way is downhill when the slope is positive?", "zh": "斜率为正时，下坡应往哪边走？"},
    finding={"zh": "你在走上坡：更新或梯度的符号反了。"},
)
def uphill(xs, ys, w, lr, epochs):
    """Your steps go uphill: the sign of the update, or of the gradient, is wrong."""
    ws, losses = [w], []
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            losses.append(loss(x, y, w))
            w = w + lr * gradient(x, y, w)
            ws.append(w)
    return w, ws, losses


@mistake(
    of="train",
    hint={"en": "How long is your step compared with lr?", "zh": "你的步长与 lr 是什么关系？"},
    finding={"zh": "更新时漏了学习率 lr。"},
)
def learning_rate_missing(xs, ys, w, lr, epochs):
    """The learning rate is missing from your update."""
    ws, losses = [w], []
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            losses.append(loss(x, y, w))
            w = w - gradient(x, y, w)
            ws.append(w)
    return w, ws, losses


@mistake(
    of="train",
    hint={"en": "How many times through the set for epochs=1?", "zh": "epochs=1 时应遍历几次数据？"},
    finding={"zh": "你少训练了一轮（例如循环从 1 开始）。"},
)
def one_epoch_fewer(xs, ys, w, lr, epochs):
    """You go through the set one time too few (a loop that begins at 1 does that)."""
    ws, losses = [w], []
    for _ in range(1, epochs):
        for x, y in zip(xs, ys):
            losses.append(loss(x, y, w))
            w = w - lr * gradient(x, y, w)
            ws.append(w)
    return w, ws, losses


@mistake(
    of="train",
    hint={
        "en": "Which weight does the docstring name for the loss: before the update, or after it?",
        "zh": "文档字符串要求的是更新前还是更新后的损失？",
    },
    finding={"zh": "损失在更新之后才计算；应在更新之前记录。"},
)
def loss_after_the_update(xs, ys, w, lr, epochs):
    """You record the loss after the update; it is that of the sample before its update."""
    ws, losses = [w], []
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            w = w - lr * gradient(x, y, w)
            losses.append(loss(x, y, w))
            ws.append(w)
    return w, ws, losses


@mistake(
    of="train",
    hint={"en": "Which w does your first record show?", "zh": "第一条记录对应哪个 w？"},
    finding={"zh": "ws 里没有起点。"},
)
def start_not_recorded(xs, ys, w, lr, epochs):
    """The start is missing from `ws`."""
    ws, losses = [], []
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            losses.append(loss(x, y, w))
            w = w - lr * gradient(x, y, w)
            ws.append(w)
    return w, ws, losses


@mistake(
    of="train",
    hint={
        "en": "How many entries should `ws` have after one epoch over N samples?",
        "zh": "N 个样本的一轮之后，ws 应有几项？",
    },
    finding={"zh": "你每轮只记录一次；应在每次更新后记录。"},
)
def recorded_once_an_epoch(xs, ys, w, lr, epochs):
    """You record once an epoch; the lists hold an entry for each sample's update."""
    ws, losses = [w], []
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            value = loss(x, y, w)
            w = w - lr * gradient(x, y, w)
        ws.append(w)
        losses.append(value)
    return w, ws, losses


@mistake(
    of="train",
    hint={"en": "What is the accumulator worth when the next sample starts?", "zh": "下一个样本开始时，累加器是多少？"},
    finding={"zh": "梯度一直在累加，没有在每个样本前清零。"},
)
def gradients_accumulated(xs, ys, w, lr, epochs):
    """You add up the gradients and never reset them: each update contains those before it."""
    ws, losses, total = [w], [], 0.0
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            losses.append(loss(x, y, w))
            total = total + gradient(x, y, w)
            w = w - lr * total
            ws.append(w)
    return w, ws, losses


@mistake(
    of="train",
    hint={
        "en": "Are the entries of `ws` numbers of their own, or one tensor seen several times? What does `w -= ...` do to a tensor?",
        "zh": "ws 的各项是各自独立的数，还是同一个张量？`w -= ...` 对张量做了什么？",
    },
    finding={"zh": "ws 的每一项都是同一个张量，起点也是。（`w -= ...` 会原地修改张量。）"},
)
def one_tensor_recorded_again_and_again(xs, ys, w, lr, epochs):
    """Every entry of your `ws` is the same tensor, the start included. (`w -= ...` changes a tensor in place.)"""
    w = torch.tensor(w, dtype=torch.float64)
    ws, losses = [w], []
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            losses.append(loss(x, y, w))
            w -= lr * gradient(x, y, w)
            ws.append(w)
    return w, ws, losses


@mistake(
    of="train",
    hint={"en": "Is one sample's gradient an average over anything?", "zh": "单个样本的梯度需要取平均吗？"},
    finding={"zh": "你把单个样本的梯度又除以了样本个数。"},
)
def sample_gradient_divided_by_n(xs, ys, w, lr, epochs):
    """You have divided each sample's gradient by the number of samples."""
    ws, losses = [w], []
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            losses.append(loss(x, y, w))
            w = w - lr * gradient(x, y, w) / len(xs)
            ws.append(w)
    return w, ws, losses


@mistake(
    of="batch_gradient",
    hint={"en": "What happens to the step if you double the batch?", "zh": "批大小加倍，步长会怎样？"},
    finding={"zh": "你求了和，而没有取平均。"},
)
def batch_summed(xs, ys, w):
    """You have summed where a batch takes the mean."""
    return (2 * xs * (xs * w - ys)).sum()


@mistake(
    of="batch_gradient",
    hint={
        "en": "Differentiate (x*w - y)**2 with respect to w once more: which factor comes down from the power?",
        "zh": "再对 w 求一次 (x*w - y)**2 的导数：指数落下来成为什么因子？",
    },
    finding={"zh": "你的梯度处处是正确值的一半：漏了因子 2，或者多除以了 2。"},
)
def batch_factor_two_missing(xs, ys, w):
    """Your gradient is half of the right one everywhere: a factor 2 is missing, or it is halved somewhere."""
    return (xs * (xs * w - ys)).mean()


@mistake(
    of="batch_gradient",
    hint={"en": "Which samples of the batch does your gradient see?", "zh": "你的梯度用到了这一批的哪些样本？"},
    finding={"zh": "只用了这一批的最后一个样本。"},
)
def last_sample_of_the_batch(xs, ys, w):
    """Only the last sample of the batch counts."""
    return 2 * xs[-1] * (xs[-1] * w - ys[-1])


@mistake(
    of="batch_gradient",
    hint={
        "en": "Order: multiply each error by its own x, or the averages of both?",
        "zh": "是每个误差先乘自己的 x，还是两个平均值相乘？",
    },
    finding={"zh": "你先分别求平均再相乘；应先逐个相乘再求平均。"},
)
def batch_averaged_before_the_product(xs, ys, w):
    """You have multiplied two averages; each error is to be multiplied by its own x first."""
    return 2 * xs.mean() * (xs * w - ys).mean()


@mistake(
    of="batch_gradient",
    hint={
        "en": "How many samples are there when the batch is smaller than usual?",
        "zh": "这一批比平常小时，有几个样本？",
    },
    finding={"zh": "你除以了固定的 2，而不是这一批的样本个数。"},
)
def batch_divided_by_two(xs, ys, w):
    """You have divided by a fixed 2 and not by the number of samples in the batch."""
    return (2 * xs * (xs * w - ys)).sum() / 2


@mistake(
    of="epoch_batches",
    hint={"en": "10 samples, batch 4: list the batches.", "zh": "10 个样本、批大小 4：列出每一批。"},
    finding={"zh": "不完整的最后一批被丢掉了。"},
)
def last_batch_dropped(n, batch_size, generator):
    """The last, smaller batch is dropped."""
    order = torch.randperm(n, generator=generator).tolist()
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(n // batch_size)]


@mistake(
    of="epoch_batches",
    hint={
        "en": "12 samples, batch 4: how many batches? And is any of yours empty?",
        "zh": "12 个样本、批大小 4：应有几批？有没有空的批？",
    },
    finding={"zh": "当批大小整除样本数时，你多了一个空的批。"},
)
def empty_batch_at_the_end(n, batch_size, generator):
    """Where the batch size divides n, you have an empty batch at the end."""
    order = torch.randperm(n, generator=generator).tolist()
    return [order[i * batch_size : (i + 1) * batch_size] for i in range(n // batch_size + 1)]


@mistake(
    of="epoch_batches",
    hint={"en": "Does the order differ from 0, 1, 2, ...?", "zh": "顺序与 0, 1, 2, … 不同吗？"},
    finding={"zh": "顺序没有打乱。"},
)
def not_shuffled(n, batch_size, generator):
    """The order is not random: it is 0, 1, 2 and so on."""
    order = list(range(n))
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


@mistake(
    of="epoch_batches",
    hint={"en": "Does every sample appear exactly once in your epoch?", "zh": "每个样本在一轮中恰好出现一次吗？"},
    finding={"zh": "你有放回地抽取了样本：有的出现多次，有的没有出现。"},
)
def drawn_with_replacement(n, batch_size, generator):
    """You draw with replacement: some samples appear twice, others never."""
    order = torch.randint(n, (n,), generator=generator).tolist()
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


@mistake(
    of="epoch_batches",
    hint={
        "en": "Where does your order come from? Is the generator used at all?",
        "zh": "你的顺序从哪里来？用到 generator 了吗？",
    },
    finding={"zh": "你的顺序与给出的 generator 无关。"},
)
def generator_not_used(n, batch_size, generator):
    """Your order does not follow the given generator."""
    order = torch.randperm(n).tolist()
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


@mistake(
    of="epoch_batches",
    hint={"en": "Draw two epochs. Do they have the same order?", "zh": "抽取两轮：它们的顺序一样吗？"},
    finding={"zh": "每轮的顺序都相同；generator 应接着上一轮继续。"},
)
def generator_seeded_again(n, batch_size, generator):
    """All epochs have the same order; the generator is to go on from one to the next."""
    order = torch.randperm(n, generator=generator.manual_seed(0)).tolist()
    return [order[start : start + batch_size] for start in range(0, n, batch_size)]


@mistake(
    of="epoch_batches",
    hint={
        "en": "Are your batches pieces of the order, or overlapping windows of it?",
        "zh": "你的批是顺序的分段，还是互相重叠的窗口？",
    },
    finding={"zh": "批与批之间有重叠：起点应每次前进 batch_size。"},
)
def batches_overlap(n, batch_size, generator):
    """Your batches overlap: the start has to go on by `batch_size` each time."""
    order = torch.randperm(n, generator=generator).tolist()
    return [order[start : start + batch_size] for start in range(n)]


@mistake(
    of="epoch_batches",
    hint={"en": "How many numbers does the first of your batches hold?", "zh": "你的第一批有几个数？"},
    finding={"zh": "你切成了 batch_size 个批，而不是每批 batch_size 个。"},
)
def batch_size_as_number_of_batches(n, batch_size, generator):
    """You have cut the order into `batch_size` batches; each batch is to hold `batch_size` numbers."""
    order = torch.randperm(n, generator=generator).tolist()
    return [order[start::batch_size] for start in range(min(n, batch_size))]


@mistake(
    of="epoch_batches",
    hint={
        "en": "What does the caller get: one list of numbers, or a list of batches?",
        "zh": "调用者要的是一个数的列表，还是批的列表？",
    },
    finding={"zh": "你只返回了打乱的顺序，没有切成小批量。"},
)
def order_not_cut(n, batch_size, generator):
    """You have returned the order and not cut it into batches."""
    return torch.randperm(n, generator=generator).tolist()


@mistake(
    of="train_mini_batch",
    hint={"en": "How long is the last batch?", "zh": "最后一批有多长？"},
    finding={"zh": "最后一批也除以了第一批的大小，而不是它自己的样本个数。"},
)
def divided_by_the_first_batchs_size(xs, ys, w, lr, epochs, batches):
    """You divide by the size of the first batch, also where the last one is smaller."""
    ws, size = [w], len(batches[0])
    for _ in range(epochs):
        for batch in batches:
            w = w - lr * gradient(xs[batch], ys[batch], w).sum() / size
            ws.append(w)
    return w, ws


@mistake(
    of="train_mini_batch",
    hint={"en": "What happens to the step if you double the batch?", "zh": "批大小加倍，步长会怎样？"},
    finding={"zh": "你用了一批梯度的和，而不是平均值。"},
)
def gradients_of_the_batch_summed(xs, ys, w, lr, epochs, batches):
    """You take the sum of the batch's gradients and not their mean."""
    ws = [w]
    for _ in range(epochs):
        for batch in batches:
            w = w - lr * gradient(xs[batch], ys[batch], w).sum()
            ws.append(w)
    return w, ws


@mistake(
    of="train_mini_batch",
    hint={"en": "Over how many samples is the mean of a batch taken?", "zh": "一批的平均值应除以几？"},
    finding={"zh": "你除以了全部样本的个数，而不是这一批的。"},
)
def divided_by_all_samples(xs, ys, w, lr, epochs, batches):
    """You divide by the number of all samples and not by that of the batch."""
    ws = [w]
    for _ in range(epochs):
        for batch in batches:
            w = w - lr * gradient(xs[batch], ys[batch], w).sum() / len(xs)
            ws.append(w)
    return w, ws


@mistake(
    of="train_mini_batch",
    hint={"en": "How many updates does a batch of 4 samples make?", "zh": "4 个样本的一批应更新几次？"},
    finding={"zh": "你对批内每个样本都更新了一次；每一批只更新一次。"},
)
def one_update_for_each_sample(xs, ys, w, lr, epochs, batches):
    """You make an update for each sample of a batch; each batch makes one."""
    ws = [w]
    for _ in range(epochs):
        for batch in batches:
            for i in batch:
                w = w - lr * gradient(xs[i], ys[i], w)
            ws.append(w)
    return w, ws


@mistake(
    of="train_mini_batch",
    hint={"en": "Which samples does the gradient of a batch see?", "zh": "一批的梯度来自哪些样本？"},
    finding={"zh": "每一步都用了整个数据集的梯度，而不是这一批的。"},
)
def whole_set_for_each_batch(xs, ys, w, lr, epochs, batches):
    """Each step takes the gradient of the whole set and not that of its batch."""
    ws = [w]
    for _ in range(epochs):
        for _batch in batches:
            w = w - lr * batch_gradient(xs, ys, w)
            ws.append(w)
    return w, ws


@mistake(
    of="train_mini_batch",
    hint={"en": "How many updates per epoch should there be for 3 batches?", "zh": "3 批的一轮应更新几次？"},
    finding={"zh": "你每轮只更新一次；应每一批更新一次。"},
)
def one_update_an_epoch(xs, ys, w, lr, epochs, batches):
    """You make one update an epoch, with the mean over all batches; each batch makes one."""
    ws = [w]
    for _ in range(epochs):
        w = w - lr * sum(batch_gradient(xs[batch], ys[batch], w) for batch in batches) / len(batches)
        ws.append(w)
    return w, ws


@mistake(
    of="train_mini_batch",
    hint={"en": "Which samples belong to the batch [3, 0]?", "zh": "批 [3, 0] 里是哪些样本？"},
    finding={"zh": "你没有用批里的下标，而是按顺序取样本。"},
)
def indices_ignored(xs, ys, w, lr, epochs, batches):
    """You take the samples in their order and do not use the indices of the batches."""
    ws = [w]
    for _ in range(epochs):
        start = 0
        for batch in batches:
            w = w - lr * batch_gradient(xs[start : start + len(batch)], ys[start : start + len(batch)], w)
            start += len(batch)
            ws.append(w)
    return w, ws


@mistake(
    of="train_mini_batch",
    hint={"en": "At which weight is the second batch's gradient taken?", "zh": "第二批的梯度在哪个 w 处计算？"},
    finding={"zh": "一轮之内的所有梯度都在轮初的 w 处计算；每一批应看到前一批更新后的 w。"},
)
def batches_at_the_epochs_first_weight(xs, ys, w, lr, epochs, batches):
    """All gradients of an epoch are taken at the weight that it began with; each batch is to see the last update."""
    ws = [w]
    for _ in range(epochs):
        start = w
        for batch in batches:
            w = w - lr * batch_gradient(xs[batch], ys[batch], start)
            ws.append(w)
    return w, ws


@mistake(
    of="train_mini_batch",
    hint={"en": "Is the last, smaller batch a batch, too?", "zh": "较小的最后一批算不算一批？"},
    finding={"zh": "较小的最后一批被跳过了。"},
)
def smaller_batch_skipped(xs, ys, w, lr, epochs, batches):
    """You skip the last batch where it is smaller than the first."""
    ws = [w]
    for _ in range(epochs):
        for batch in batches:
            if len(batch) == len(batches[0]):
                w = w - lr * batch_gradient(xs[batch], ys[batch], w)
                ws.append(w)
    return w, ws


@mistake(
    of="train_mini_batch",
    hint={"en": "Which w does your first record show?", "zh": "第一条记录对应哪个 w？"},
    finding={"zh": "ws 里没有起点。"},
)
def start_of_the_batches_not_recorded(xs, ys, w, lr, epochs, batches):
    """The start is missing from `ws`."""
    ws = []
    for _ in range(epochs):
        for batch in batches:
            w = w - lr * batch_gradient(xs[batch], ys[batch], w)
            ws.append(w)
    return w, ws


@mistake(
    of="train_mini_batch",
    hint={"en": "Which way is downhill when the slope is positive?", "zh": "斜率为正时，下坡应往哪边走？"},
    finding={"zh": "你在走上坡：更新或梯度的符号反了。"},
)
def batches_uphill(xs, ys, w, lr, epochs, batches):
    """Your steps go uphill: the sign of the update, or of the gradient, is wrong."""
    ws = [w]
    for _ in range(epochs):
        for batch in batches:
            w = w + lr * batch_gradient(xs[batch], ys[batch], w)
            ws.append(w)
    return w, ws


@mistake(
    of="leave_saddle",
    hint={"en": "What does sample i add to the second derivative?", "zh": "第 i 个样本给第二个导数加上了什么？"},
    finding={"zh": "噪声没有用到：路径永远停在 b = 0。"},
)
def noise_left_out(a, b, noises, lr):
    """The noise is not used, so that the path never leaves b = 0."""
    path = [(a, b)]
    for _ in noises:
        a, b = a - lr * 2 * a, b - lr * (b**3 - b)
        path.append((a, b))
    return path


@mistake(
    of="leave_saddle",
    hint={"en": "The noises add up to 0. What is their mean?", "zh": "噪声之和为 0：它们的平均值是多少？"},
    finding={"zh": "你用了噪声的平均值（整个数据集的梯度）；应逐个样本使用它自己的噪声。"},
)
def mean_of_the_noise(a, b, noises, lr):
    """You use the mean of the noise, as the whole set's gradient does; each sample has its own."""
    path, mean = [(a, b)], sum(noises) / len(noises)
    for _ in noises:
        a, b = a - lr * 2 * a, b - lr * (b**3 - b + mean)
        path.append((a, b))
    return path


@mistake(
    of="leave_saddle",
    hint={
        "en": "Is the noise part of the gradient, or added to the point? Which factor does it get?",
        "zh": "噪声属于梯度，还是直接加在点上？它应乘什么因子？",
    },
    finding={"zh": "噪声是梯度的一部分：应乘以 -lr，你却直接加到了 b 上。"},
)
def noise_added_to_the_point(a, b, noises, lr):
    """You add the noise to b itself; it belongs to the gradient and is multiplied by -lr."""
    path = [(a, b)]
    for noise in noises:
        a, b = a - lr * 2 * a, b - lr * (b**3 - b) + noise
        path.append((a, b))
    return path


@mistake(
    of="leave_saddle",
    hint={
        "en": "Differentiate b**4 / 4 - b**2 / 2 with respect to b: which sign has the second term?",
        "zh": "把 b**4 / 4 - b**2 / 2 对 b 求导：第二项是什么符号？",
    },
    finding={"zh": "对 b 的导数里有一项符号错了：你的代价在那里不是鞍点，而是谷。"},
)
def valley_for_saddle(a, b, noises, lr):
    """One term of the derivative with respect to b has the wrong sign: yours belongs to a valley, not to a saddle point."""
    path = [(a, b)]
    for noise in noises:
        a, b = a - lr * 2 * a, b - lr * (b**3 + b + noise)
        path.append((a, b))
    return path


@mistake(
    of="leave_saddle",
    hint={"en": "Which way is downhill when the slope is positive?", "zh": "斜率为正时，下坡应往哪边走？"},
    finding={"zh": "更新的符号反了。"},
)
def saddle_uphill(a, b, noises, lr):
    """Your update has the wrong sign."""
    path = [(a, b)]
    for noise in noises:
        a, b = a + lr * 2 * a, b + lr * (b**3 - b + noise)
        path.append((a, b))
    return path


@mistake(
    of="train_mini_batch",
    hint={
        "en": "Are the entries of `ws` numbers of their own, or one tensor seen several times? What does `w -= ...` do to a tensor?",
        "zh": "ws 的各项是各自独立的数，还是同一个张量？`w -= ...` 对张量做了什么？",
    },
    finding={"zh": "ws 的每一项都是同一个张量，起点也是。（`w -= ...` 会原地修改张量。）"},
)
def one_tensor_recorded_for_all_batches(xs, ys, w, lr, epochs, batches):
    """Every entry of your `ws` is the same tensor, the start included. (`w -= ...` changes a tensor in place.)"""
    w = torch.tensor(w, dtype=torch.float64)
    ws = [w]
    for _ in range(epochs):
        for batch in batches:
            w -= lr * batch_gradient(xs[batch], ys[batch], w)
            ws.append(w)
    return w, ws


@mistake(
    of="leave_saddle",
    hint={
        "en": "Are the points of your path numbers of their own? What does `b -= ...` do to a tensor?",
        "zh": "路径上的各点是各自独立的数吗？`b -= ...` 对张量做了什么？",
    },
    finding={"zh": "路径上的每个点存的都是同样两个张量，起点也是。（`b -= ...` 会原地修改张量。）"},
)
def one_tensor_on_the_whole_path(a, b, noises, lr):
    """All points of your path hold the same two tensors, the start too. (`b -= ...` changes a tensor in place.)"""
    a, b = torch.tensor(a, dtype=torch.float64), torch.tensor(b, dtype=torch.float64)
    path = [(a, b)]
    for noise in noises:
        a -= lr * 2 * a
        b -= lr * (b**3 - b + noise)
        path.append((a, b))
    return path


@mistake(
    of="leave_saddle",
    hint={"en": "To which of the two derivatives is the noise added?", "zh": "噪声加在哪个导数上？"},
    finding={"zh": "噪声也加到了第一个导数上；它只属于第二个。"},
)
def noise_on_both(a, b, noises, lr):
    """You add the noise to both derivatives; it belongs to the second one only."""
    path = [(a, b)]
    for noise in noises:
        a, b = a - lr * (2 * a + noise), b - lr * (b**3 - b + noise)
        path.append((a, b))
    return path


@mistake(
    of="leave_saddle",
    hint={
        "en": "What is the first entry of a path that starts at (a, b)?",
        "zh": "从 (a, b) 出发的路径，第一项是什么？",
    },
    finding={"zh": "路径里没有起点。"},
)
def start_of_the_path_missing(a, b, noises, lr):
    """The start is missing from your path."""
    path = []
    for noise in noises:
        a, b = a - lr * 2 * a, b - lr * (b**3 - b + noise)
        path.append((a, b))
    return path


@mistake(
    of="leave_saddle",
    hint={"en": "What is the derivative of a**2?", "zh": "a**2 的导数是什么？"},
    finding={"zh": "你用的第一个导数是正确值的一半：它有因子 2 吗？"},
)
def two_missing_at_the_saddle(a, b, noises, lr):
    """The first derivative that you use is half of the right one: does it have the factor 2?"""
    path = [(a, b)]
    for noise in noises:
        a, b = a - lr * a, b - lr * (b**3 - b + noise)
        path.append((a, b))
    return path


@mistake(
    of="leave_saddle",
    hint={
        "en": "Is the noise added to the derivative or subtracted from it?",
        "zh": "噪声是加到导数上，还是从导数中减去？",
    },
    finding={"zh": "噪声的符号反了：它应加到导数上，你却减去了它。"},
)
def noise_subtracted(a, b, noises, lr):
    """The noise has the wrong sign: it is added to the derivative, and you have subtracted it."""
    path = [(a, b)]
    for noise in noises:
        a, b = a - lr * 2 * a, b - lr * (b**3 - b - noise)
        path.append((a, b))
    return path


equivalents = [
    equivalent(
        of="train",
        was="w = w - lr * gradient(x, y, w)",
        now="w = w - lr * batch_gradient(x, y, w)",
        reason="The gradient of one sample is the mean of itself.",
    ),
]
