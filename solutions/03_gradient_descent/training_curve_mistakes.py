"""Named mistakes of random samples, recorded costs and the training curve."""

import matplotlib.pyplot as plt
import torch

from grader.authoring import equivalent, mistake


def whole_cost(xs, ys, w):
    return ((xs * w - ys) ** 2).mean()


def slope(x, y, w):
    return 2 * x * (x * w - y)


def labelled_axes():
    figure, axes = plt.subplots()
    axes.set_xlabel("epoch")
    axes.set_ylabel("cost")
    return figure, axes


@mistake(
    of="random_sample",
    hint={
        "en": "Where does your index come from? Is the generator used at all?",
        "zh": "你的下标从哪里来？用到 generator 了吗？",
    },
    finding={"zh": "你的下标与给出的 generator 无关。"},
)
def generator_not_used(n, generator):
    """Your index does not follow the given generator."""
    return int(torch.randint(n, (1,)))


@mistake(
    of="random_sample",
    hint={
        "en": "Draw three indices. Are they all the same?",
        "zh": "抽取三次：下标都一样吗？",
    },
    finding={"zh": "每次调用抽到的都是同一个下标；generator 应接着上一次继续。"},
)
def generator_seeded_again(n, generator):
    """Every call gives the same index; the generator is to go on from one to the next."""
    return int(torch.randint(n, (1,), generator=generator.manual_seed(0)))


@mistake(
    of="random_sample",
    hint={
        "en": "Can your function give n - 1? Which numbers does `torch.randint(3, (1,))` give?",
        "zh": "你的函数能得到 n - 1 吗？`torch.randint(3, (1,))` 会给出哪些数？",
    },
    finding={"zh": "最后一个样本永远抽不到：torch.randint 的上端本来就不包括在内。"},
)
def last_sample_never_drawn(n, generator):
    """The last sample is never drawn: the upper end of `torch.randint` is left out already."""
    return int(torch.randint(max(n - 1, 1), (1,), generator=generator))


@mistake(
    of="random_sample",
    hint={
        "en": "Which index does the first sample have?",
        "zh": "第一个样本的下标是多少？",
    },
    finding={"zh": "你的下标从 1 开始，第一个样本永远抽不到。"},
)
def index_counted_from_one(n, generator):
    """Your indices begin at 1: the first sample is never drawn."""
    return int(torch.randint(1, n + 1, (1,), generator=generator))


@mistake(
    of="random_sample",
    hint={
        "en": "How many random numbers does one index need?",
        "zh": "抽一个下标需要几个随机数？",
    },
    finding={"zh": "你打乱了全部样本再取第一个；只需用 torch.randint 抽一个下标。"},
)
def index_of_a_shuffled_order(n, generator):
    """You shuffle all samples and take the first one; one call of `torch.randint` draws a single index."""
    return int(torch.randperm(n, generator=generator)[0])


@mistake(
    of="train_random",
    hint={
        "en": "Which sample does your third update see? Is it drawn?",
        "zh": "你的第三次更新用的是哪个样本？是抽取的吗？",
    },
    finding={"zh": "你按顺序取样本；每次更新应随机抽取一个。"},
)
def samples_in_order(xs, ys, w, lr, updates, generator):
    """You take the samples in their order; each update is to draw its own."""
    drawn, costs = [], [whole_cost(xs, ys, w)]
    for i in range(updates):
        index = i % len(xs)
        w = w - lr * slope(xs[index], ys[index], w)
        drawn.append(index)
        costs.append(whole_cost(xs, ys, w))
    return w, drawn, costs


@mistake(
    of="train_random",
    hint={
        "en": "How often does your code draw for three updates?",
        "zh": "三次更新时，你的代码抽取了几次？",
    },
    finding={"zh": "每次更新用的都是同一个样本；每次都应重新抽取。"},
)
def one_sample_for_all_updates(xs, ys, w, lr, updates, generator):
    """Every update uses the same sample; each is to draw one of its own."""
    index = random_sample(len(xs), generator)
    drawn, costs = [], [whole_cost(xs, ys, w)]
    for _ in range(updates):
        w = w - lr * slope(xs[index], ys[index], w)
        drawn.append(index)
        costs.append(whole_cost(xs, ys, w))
    return w, drawn, costs


@mistake(
    of="train_random",
    hint={
        "en": "Do x and y of one update have the same index?",
        "zh": "一次更新里的 x 和 y 下标相同吗？",
    },
    finding={"zh": "一次更新里的 x 和 y 不属于同一个样本。"},
)
def x_and_y_of_different_samples(xs, ys, w, lr, updates, generator):
    """The x and the y of an update belong to different samples."""
    drawn, costs = [], [whole_cost(xs, ys, w)]
    for _ in range(updates):
        index = random_sample(len(xs), generator)
        other = random_sample(len(xs), generator)
        w = w - lr * slope(xs[index], ys[other], w)
        drawn.append(index)
        costs.append(whole_cost(xs, ys, w))
    return w, drawn, costs


@mistake(
    of="train_random",
    hint={
        "en": "What does your update compute with the index that it draws?",
        "zh": "抽到的下标在更新里起了什么作用？",
    },
    finding={"zh": "每次更新用的是整个数据集的梯度，抽到的样本没有用上。"},
)
def gradient_of_the_whole_set(xs, ys, w, lr, updates, generator):
    """Each update takes the gradient of the whole set; the sample that is drawn is not used."""
    drawn, costs = [], [whole_cost(xs, ys, w)]
    for _ in range(updates):
        index = random_sample(len(xs), generator)
        w = w - lr * slope(xs, ys, w).mean()
        drawn.append(index)
        costs.append(whole_cost(xs, ys, w))
    return w, drawn, costs


@mistake(
    of="train_random",
    hint={
        "en": "Over how many samples is a recorded number taken?",
        "zh": "记录的每个数用到了几个样本？",
    },
    finding={"zh": "你记录的是抽到的样本的损失；应记录整个数据集的代价。"},
)
def loss_of_the_sample_recorded(xs, ys, w, lr, updates, generator):
    """You record the loss of the sample that was drawn; the cost of the whole set is asked for."""
    drawn, costs = [], [whole_cost(xs, ys, w)]
    for _ in range(updates):
        index = random_sample(len(xs), generator)
        w = w - lr * slope(xs[index], ys[index], w)
        drawn.append(index)
        costs.append((xs[index] * w - ys[index]) ** 2)
    return w, drawn, costs


@mistake(
    of="train_random",
    hint={
        "en": "At which weight is your last cost taken: at the final one?",
        "zh": "最后一个代价是在最终的 w 处计算的吗？",
    },
    finding={"zh": "代价里起点记了两次，终点没有记录。"},
)
def cost_before_the_update(xs, ys, w, lr, updates, generator):
    """The start is in your costs twice, and the end is missing."""
    drawn, costs = [], [whole_cost(xs, ys, w)]
    for _ in range(updates):
        index = random_sample(len(xs), generator)
        costs.append(whole_cost(xs, ys, w))
        w = w - lr * slope(xs[index], ys[index], w)
        drawn.append(index)
    return w, drawn, costs


@mistake(
    of="train_random",
    hint={
        "en": "How many costs should there be after no update at all?",
        "zh": "一次都不更新时，应有几个代价？",
    },
    finding={"zh": "代价列表里没有起点。"},
)
def cost_of_the_start_missing(xs, ys, w, lr, updates, generator):
    """The cost at the start is missing."""
    drawn, costs = [], []
    for _ in range(updates):
        index = random_sample(len(xs), generator)
        w = w - lr * slope(xs[index], ys[index], w)
        drawn.append(index)
        costs.append(whole_cost(xs, ys, w))
    return w, drawn, costs


@mistake(
    of="train_random",
    hint={
        "en": "Which way is downhill when the slope is positive?",
        "zh": "斜率为正时，下坡应往哪边走？",
    },
    finding={"zh": "你在走上坡：更新或梯度的符号反了。"},
)
def uphill(xs, ys, w, lr, updates, generator):
    """Your steps go uphill: the sign of the update, or of the gradient, is wrong."""
    drawn, costs = [], [whole_cost(xs, ys, w)]
    for _ in range(updates):
        index = random_sample(len(xs), generator)
        w = w + lr * slope(xs[index], ys[index], w)
        drawn.append(index)
        costs.append(whole_cost(xs, ys, w))
    return w, drawn, costs


@mistake(
    of="train_random",
    hint={
        "en": "Compare your gradient of one sample with a central difference of its loss.",
        "zh": "把单个样本的梯度与它的损失的中心差分比较一下。",
    },
    finding={"zh": "你的步长是正确值的一半：梯度有因子 2 吗？"},
)
def factor_two_missing(xs, ys, w, lr, updates, generator):
    """Your steps are half as long as they should be: does the gradient have its factor 2?"""
    drawn, costs = [], [whole_cost(xs, ys, w)]
    for _ in range(updates):
        index = random_sample(len(xs), generator)
        w = w - lr * xs[index] * (xs[index] * w - ys[index])
        drawn.append(index)
        costs.append(whole_cost(xs, ys, w))
    return w, drawn, costs


@mistake(
    of="train_random",
    hint={
        "en": "Is one sample's gradient an average over anything?",
        "zh": "单个样本的梯度需要取平均吗？",
    },
    finding={"zh": "你把单个样本的梯度又除以了样本个数。"},
)
def sample_gradient_divided_by_n(xs, ys, w, lr, updates, generator):
    """You have divided the gradient of a single sample by the number of samples."""
    drawn, costs = [], [whole_cost(xs, ys, w)]
    for _ in range(updates):
        index = random_sample(len(xs), generator)
        w = w - lr * slope(xs[index], ys[index], w) / len(xs)
        drawn.append(index)
        costs.append(whole_cost(xs, ys, w))
    return w, drawn, costs


@mistake(
    of="train_random",
    hint={
        "en": "How many updates does your code make for `updates=1`?",
        "zh": "updates=1 时，你的代码更新了几次？",
    },
    finding={"zh": "每次更新都遍历了整个数据集；一次更新只用一个样本。"},
)
def every_sample_in_each_update(xs, ys, w, lr, updates, generator):
    """You go through the whole set in each update; an update sees one sample."""
    drawn, costs = [], [whole_cost(xs, ys, w)]
    for _ in range(updates):
        for _ in range(len(xs)):
            index = random_sample(len(xs), generator)
            w = w - lr * slope(xs[index], ys[index], w)
            drawn.append(index)
        costs.append(whole_cost(xs, ys, w))
    return w, drawn, costs


@mistake(
    of="train_random",
    hint={
        "en": "Duplicate the data set. Should the cost change?",
        "zh": "把数据复制一份，代价应该变吗？",
    },
    finding={"zh": "你求了和，而代价是平均值。"},
)
def costs_summed(xs, ys, w, lr, updates, generator):
    """You have summed the squared errors where the cost takes their mean."""
    drawn, costs = [], [((xs * w - ys) ** 2).sum()]
    for _ in range(updates):
        index = random_sample(len(xs), generator)
        w = w - lr * slope(xs[index], ys[index], w)
        drawn.append(index)
        costs.append(((xs * w - ys) ** 2).sum())
    return w, drawn, costs


@mistake(
    of="train_in_order",
    hint={
        "en": "Do all terms of your mean belong to the same weight?",
        "zh": "你的平均值里，各项对应同一个 w 吗？",
    },
    finding={"zh": "你把一轮中各样本的损失取了平均，而它们是在不同的 w 处计算的。"},
)
def losses_of_the_epoch_averaged(xs, ys, w, lr, epochs):
    """You have averaged the losses that the samples had during the epoch, each at another weight."""
    costs = [whole_cost(xs, ys, w)]
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total = total + (x * w - y) ** 2
            w = w - lr * slope(x, y, w)
        costs.append(total / len(xs))
    return w, costs


@mistake(
    of="train_in_order",
    hint={
        "en": "Over how many samples is a recorded number taken?",
        "zh": "记录的每个数用到了几个样本？",
    },
    finding={"zh": "你记录的是每轮最后一个样本的损失；应记录整个数据集的代价。"},
)
def loss_of_the_last_sample(xs, ys, w, lr, epochs):
    """You record the loss of the epoch's last sample; the cost of the whole set is asked for."""
    costs = [whole_cost(xs, ys, w)]
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            w = w - lr * slope(x, y, w)
        costs.append((x * w - y) ** 2)
    return w, costs


@mistake(
    of="train_in_order",
    hint={
        "en": "How many costs should there be after two epochs?",
        "zh": "两轮之后应有几个代价？",
    },
    finding={"zh": "你在每个样本之后都记录了代价；这里每轮只记录一次。"},
)
def recorded_after_each_sample(xs, ys, w, lr, epochs):
    """You record the cost after each sample; here each epoch has one."""
    costs = [whole_cost(xs, ys, w)]
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            w = w - lr * slope(x, y, w)
            costs.append(whole_cost(xs, ys, w))
    return w, costs


@mistake(
    of="train_in_order",
    hint={
        "en": "How many costs should there be after no epoch at all?",
        "zh": "一轮都不训练时，应有几个代价？",
    },
    finding={"zh": "代价列表里没有起点。"},
)
def start_of_the_costs_missing(xs, ys, w, lr, epochs):
    """The cost at the start is missing."""
    costs = []
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            w = w - lr * slope(x, y, w)
        costs.append(whole_cost(xs, ys, w))
    return w, costs


@mistake(
    of="train_in_order",
    hint={
        "en": "At which weight is your last cost taken: at the final one?",
        "zh": "最后一个代价是在最终的 w 处计算的吗？",
    },
    finding={"zh": "代价里起点记了两次，终点没有记录。"},
)
def cost_at_the_epochs_first_weight(xs, ys, w, lr, epochs):
    """The start is in your costs twice, and the end is missing."""
    costs = [whole_cost(xs, ys, w)]
    for _ in range(epochs):
        costs.append(whole_cost(xs, ys, w))
        for x, y in zip(xs, ys):
            w = w - lr * slope(x, y, w)
    return w, costs


@mistake(
    of="train_in_order",
    hint={
        "en": "Does sample 2 see the w that sample 1 left?",
        "zh": "第 2 个样本看到的是第 1 个样本更新后的 w 吗？",
    },
    finding={"zh": "你用整个数据集的梯度每轮更新一次；这里每个样本更新一次。"},
)
def one_update_an_epoch(xs, ys, w, lr, epochs):
    """You make one update an epoch with the gradient of the whole set; here each sample makes one."""
    costs = [whole_cost(xs, ys, w)]
    for _ in range(epochs):
        w = w - lr * slope(xs, ys, w).mean()
        costs.append(whole_cost(xs, ys, w))
    return w, costs


@mistake(
    of="train_in_order",
    hint={
        "en": "Does sample 2 see the w that sample 1 left?",
        "zh": "第 2 个样本看到的是第 1 个样本更新后的 w 吗？",
    },
    finding={"zh": "一轮之内的所有梯度都在轮初的 w 处计算；每个样本应看到前一个样本更新后的 w。"},
)
def gradients_at_the_epochs_first_weight(xs, ys, w, lr, epochs):
    """All gradients of an epoch are taken at the weight that it began with; each sample is to see the last update."""
    costs = [whole_cost(xs, ys, w)]
    for _ in range(epochs):
        start = w
        for x, y in zip(xs, ys):
            w = w - lr * slope(x, y, start)
        costs.append(whole_cost(xs, ys, w))
    return w, costs


@mistake(
    of="train_in_order",
    hint={
        "en": "Which way is downhill when the slope is positive?",
        "zh": "斜率为正时，下坡应往哪边走？",
    },
    finding={"zh": "你在走上坡：更新或梯度的符号反了。"},
)
def epochs_uphill(xs, ys, w, lr, epochs):
    """Your steps go uphill: the sign of the update, or of the gradient, is wrong."""
    costs = [whole_cost(xs, ys, w)]
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            w = w + lr * slope(x, y, w)
        costs.append(whole_cost(xs, ys, w))
    return w, costs


@mistake(
    of="train_in_order",
    hint={
        "en": "How many times through the set for epochs=1?",
        "zh": "epochs=1 时应遍历几次数据？",
    },
    finding={"zh": "你少训练了一轮（例如循环从 1 开始）。"},
)
def one_epoch_fewer(xs, ys, w, lr, epochs):
    """You go through the set one time too few (a loop that begins at 1 does that)."""
    costs = [whole_cost(xs, ys, w)]
    for _ in range(1, epochs):
        for x, y in zip(xs, ys):
            w = w - lr * slope(x, y, w)
        costs.append(whole_cost(xs, ys, w))
    return w, costs


@mistake(
    of="training_curve_figure",
    hint={
        "en": "What does your function give back to its caller?",
        "zh": "你的函数给调用者返回了什么？",
    },
    finding={"zh": "你的函数没有返回图形。"},
)
def figure_not_returned(costs):
    """Your function does not return the figure."""
    figure, axes = labelled_axes()
    axes.plot(range(len(costs)), costs)


@mistake(
    of="training_curve_figure",
    hint={
        "en": "Who should decide whether a window opens: your function or its caller?",
        "zh": "是否打开窗口，应由你的函数决定，还是由调用者决定？",
    },
    finding={"zh": "你调用了 plt.show()，并且没有返回图形。"},
)
def figure_shown(costs):
    """You have called plt.show() and returned nothing."""
    figure, axes = labelled_axes()
    axes.plot(range(len(costs)), costs)
    plt.show()


@mistake(
    of="training_curve_figure",
    hint={
        "en": "Call the function twice. How many lines does the second figure have?",
        "zh": "调用两次函数，第二个图形里有几条线？",
    },
    finding={"zh": "你画进了当前图形：第二次调用的图里还有第一次的内容。"},
)
def into_the_current_figure(costs):
    """You draw into the current figure: what the first call drew is still there in the second one."""
    plt.plot(range(len(costs)), costs)
    plt.xlabel("epoch")
    plt.ylabel("cost")
    return plt.gcf()


@mistake(
    of="training_curve_figure",
    hint={
        "en": "After how many epochs was costs[0] measured?",
        "zh": "costs[0] 是训练了几轮之后的代价？",
    },
    finding={"zh": "你的曲线从第 1 轮开始：起点的代价属于第 0 轮。"},
)
def epochs_counted_from_one(costs):
    """Your curve begins at epoch 1: the cost at the start belongs to epoch 0."""
    figure, axes = labelled_axes()
    axes.plot(range(1, len(costs) + 1), costs)
    return figure


@mistake(
    of="training_curve_figure",
    hint={
        "en": "How many points does your line have, and how many costs are there?",
        "zh": "你的线有几个点？代价有几个？",
    },
    finding={"zh": "你的曲线缺少起点的代价。"},
)
def start_left_out(costs):
    """The cost at the start is missing from your curve."""
    figure, axes = labelled_axes()
    axes.plot(range(1, len(costs)), costs[1:])
    return figure


@mistake(
    of="training_curve_figure",
    hint={
        "en": "Which argument of plot comes first: the horizontal one or the vertical one?",
        "zh": "plot 的第一个参数是横坐标，还是纵坐标？",
    },
    finding={"zh": "横轴和纵轴互换了：轮数应在横轴上。"},
)
def axes_swapped(costs):
    """You have swapped the axes: the epochs belong on the horizontal one."""
    figure, axes = labelled_axes()
    axes.plot(costs, range(len(costs)))
    return figure


@mistake(
    of="training_curve_figure",
    hint={
        "en": 'Does `scatter`, or the format "o", draw a line?',
        "zh": 'scatter 或格式 "o" 会画出线吗？',
    },
    finding={"zh": "你只画了单独的点；曲线应是经过各点的线。"},
)
def points_for_a_line(costs):
    """You have drawn single points; the curve is a line through them."""
    figure, axes = labelled_axes()
    axes.scatter(range(len(costs)), costs)
    return figure


@mistake(
    of="training_curve_figure",
    hint={
        "en": "What is the height of your line at epoch 0: costs[0]?",
        "zh": "第 0 轮处，线的高度是 costs[0] 吗？",
    },
    finding={"zh": '你画的是代价的对数；若要对数刻度，请在自己的图上使用 set_yscale("log")。'},
)
def logarithms_drawn(costs):
    """You have drawn the logarithms of the costs; to stretch the axis, use `set_yscale(\"log\")` on a copy of your own."""
    figure, axes = labelled_axes()
    axes.plot(range(len(costs)), [float(torch.as_tensor(cost).log()) for cost in costs])
    return figure


@mistake(
    of="training_curve_figure",
    hint={
        "en": "What does a figure look like to somebody who does not know your code?",
        "zh": "不了解你的代码的人看到这张图，会知道坐标轴是什么吗？",
    },
    finding={"zh": "坐标轴没有标签。"},
)
def axes_without_labels(costs):
    """Your axes have no labels."""
    figure, axes = plt.subplots()
    axes.plot(range(len(costs)), costs)
    return figure


@mistake(
    of="training_curve_figure",
    hint={
        "en": "Which of the two quantities is on the horizontal axis?",
        "zh": "横轴上是哪个量？",
    },
    finding={"zh": "两个坐标轴的标签互换了。"},
)
def labels_swapped(costs):
    """You have swapped the labels of the two axes."""
    figure, axes = plt.subplots()
    axes.plot(range(len(costs)), costs)
    axes.set_xlabel("cost")
    axes.set_ylabel("epoch")
    return figure


equivalents = [
    equivalent(
        of="train_random",
        was="index = random_sample(len(xs), generator)",
        now="index = random_sample(len(ys), generator)",
        reason="Both have one length.",
    ),
]
