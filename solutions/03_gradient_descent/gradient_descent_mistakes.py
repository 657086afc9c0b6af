"""Named mistakes of gradient descent for the linear model."""

import torch

from grader.authoring import mistake


@mistake(
    of="forward",
    hint={
        "en": "What should the prediction be for w = 0, whatever x is? And what does yours give?",
        "zh": "w = 0 时，无论 x 是多少，预测值应当是多少？你的结果呢？",
    },
    finding={"zh": "你把 x 和 w 相加了；预测值是两者的乘积。"},
)
def adds_the_weight(x, w):
    """You have added x and w; the prediction is their product."""
    return x + w


@mistake(
    of="forward",
    hint={
        "en": "Call it twice with two values of w. Do the answers differ?",
        "zh": "用两个不同的 w 各调用一次，结果有变化吗？",
    },
    finding={"zh": "参数 w 没有用到：w 变化时预测值不变。"},
)
def weight_ignored(x, w):
    """The argument w is not used: the prediction stays the same when w changes."""
    return x * 1.0


@mistake(
    of="forward",
    hint={
        "en": "Whose square stands in the formula of forward? And in which function is something squared?",
        "zh": "forward 的公式里有平方吗？平方应出现在哪个函数？",
    },
    finding={"zh": "你在 forward 里就取了平方；平方属于代价。"},
)
def prediction_squared(x, w):
    """You have squared the prediction; the square belongs to the cost."""
    return (x * w) ** 2


@mistake(
    of="cost",
    hint={"en": "Duplicate the data set. Should the cost change?", "zh": "把数据复制一份，代价应该变吗？"},
    finding={"zh": "你求了和，而代价是平均值。"},
)
def cost_summed(xs, ys, w):
    """You have summed the squared errors where the cost takes their mean."""
    return ((xs * w - ys) ** 2).sum()


@mistake(
    of="cost",
    hint={
        "en": "Compare your formula with the definition in this chapter: any constant that is not there?",
        "zh": "对照本章的定义，你的公式多了什么常数吗？",
    },
    finding={"zh": "你的代价多了因子 1/2（1/(2m) 的约定）；这里的定义没有它。"},
)
def cost_halved(xs, ys, w):
    """Your cost has a factor 1/2, the 1/(2m) convention; the cost here is the plain mean."""
    return ((xs * w - ys) ** 2).mean() / 2


@mistake(
    of="cost",
    hint={"en": "Change only the first sample. Does the cost react?", "zh": "只改第一个样本，代价有反应吗？"},
    finding={"zh": "你的代价是最后一个样本的平方误差除以 N；其他样本的没有算进去。"},
)
def cost_overwritten(xs, ys, w):
    """Your cost is the last sample's squared error divided by N; those of the others are missing."""
    total = 0.0
    for x, y in zip(xs, ys):
        total = (x * w - y) ** 2
    return total / len(xs)


@mistake(
    of="cost",
    hint={"en": "Try a data set of another length.", "zh": "换一个长度不同的数据集试试。"},
    finding={"zh": "你的总和除以了 3，而不是样本个数。"},
)
def cost_divided_by_three(xs, ys, w):
    """Your sum is divided by 3 and not by the number of samples."""
    return ((xs * w - ys) ** 2).sum() / 3


@mistake(
    of="cost",
    hint={
        "en": "How many terms does your sum have, and by how many do you divide?",
        "zh": "你的和有几项？又除以了几？",
    },
    finding={"zh": "你除以了 N - 1，而不是 N。"},
)
def cost_divided_by_n_minus_one(xs, ys, w):
    """You have divided by N - 1 and not by N."""
    return ((xs * w - ys) ** 2).sum() / (len(xs) - 1)


@mistake(
    of="cost",
    hint={"en": "Order: square each error, or square the average?", "zh": "是先平方再平均，还是先平均再平方？"},
    finding={"zh": "你先求平均再平方；应先平方再平均。"},
)
def cost_averaged_before_the_square(xs, ys, w):
    """You have averaged the errors first and squared the average; each error is to be squared."""
    return (xs * w - ys).mean() ** 2


@mistake(
    of="cost",
    hint={"en": "Test an error of 3. Which power do you get?", "zh": "用误差 3 试一试，得到的是几次方？"},
    finding={"zh": "你取了误差的绝对值，而不是平方。"},
)
def cost_of_absolute_errors(xs, ys, w):
    """You have taken the absolute errors and not their squares."""
    return abs(xs * w - ys).mean()


@mistake(
    of="cost",
    hint={"en": "Can errors of +1 and -1 make a cost of 0?", "zh": "误差 +1 和 -1 的代价会是 0 吗？"},
    finding={"zh": "误差没有平方，正负误差互相抵消。"},
)
def cost_without_the_square(xs, ys, w):
    """You have not squared the errors, so that positive and negative ones cancel."""
    return (xs * w - ys).mean()


@mistake(
    of="cost",
    hint={
        "en": "How does the squared error of a sample change when its error doubles? And yours?",
        "zh": "一个样本的误差变成两倍时，平方误差变成几倍？你的呢？",
    },
    finding={"zh": "你把误差乘以 2，而不是平方。"},
)
def cost_doubled_for_squared(xs, ys, w):
    """You have doubled the errors and not squared them (`* 2` for `** 2`)."""
    return ((xs * w - ys) * 2).mean()


@mistake(
    of="cost",
    hint={
        "en": "The cost says how far the predictions are from the targets. Where are the targets in yours?",
        "zh": "代价衡量预测值与目标值相差多少：你的公式里目标值在哪里？",
    },
    finding={"zh": "你平方的是预测值，没有减去 y。"},
)
def cost_without_the_targets(xs, ys, w):
    """You have squared the predictions; y is not subtracted from them."""
    return ((xs * w) ** 2).mean()


@mistake(
    of="cost",
    hint={
        "en": "Which unit has the mean squared error: that of y, or its square?",
        "zh": "均方误差的单位是 y 的单位，还是它的平方？",
    },
    finding={"zh": "你多开了一次平方根（RMSE）。"},
)
def root_of_the_cost(xs, ys, w):
    """You have taken a square root at the end; the cost is the mean itself."""
    return ((xs * w - ys) ** 2).mean() ** 0.5


@mistake(
    of="gradient",
    hint={
        "en": "Differentiate (x*w - y)**2 with respect to w once more: which factor comes down from the power?",
        "zh": "再对 w 求一次 (x*w - y)**2 的导数：指数落下来成为什么因子？",
    },
    finding={"zh": "你的梯度处处是正确值的一半：漏了因子 2，或者多除以了 2。"},
)
def factor_two_missing(xs, ys, w):
    """Your gradient is half of the right one everywhere: a factor 2 is missing, or it is halved somewhere."""
    return (xs * (xs * w - ys)).mean()


@mistake(
    of="gradient",
    hint={"en": "If all x are 10 times larger, should dw change?", "zh": "若所有 x 放大 10 倍，dw 应该变化吗？"},
    finding={"zh": "漏了因子 x：链式法则还要乘以 x*w 对 w 的导数。"},
)
def factor_x_missing(xs, ys, w):
    """The factor x is missing: the inner derivative, that of x*w with respect to w."""
    return (2 * (xs * w - ys)).mean()


@mistake(
    of="gradient",
    hint={"en": "Which number does the model predict for x: x, or x * w?", "zh": "模型对 x 的预测值是 x，还是 x * w？"},
    finding={"zh": "残差里少了权重：你比较的是 x 与 y，而不是预测值 x * w 与 y。"},
)
def weight_missing_from_the_residual(xs, ys, w):
    """The weight is missing from your residual: you compare x itself with y and not the prediction x * w."""
    return (2 * xs * (xs - ys)).mean()


@mistake(
    of="gradient",
    hint={
        "en": "Which factor comes down from the square, and what is subtracted from what in the residual?",
        "zh": "求导时平方带来哪个因子？残差是谁减去谁？",
    },
    finding={"zh": "你的梯度是正确值的一半，并且符号相反：请检查因子 2 和残差的符号。"},
)
def residual_reversed_and_two_missing(xs, ys, w):
    """Your gradient is minus half of the right one: look for a factor 2 and at the sign of the residual."""
    return (xs * (ys - xs * w)).mean()


@mistake(
    of="gradient",
    hint={"en": "Is this the gradient of the cost you defined?", "zh": "这是你定义的那个代价的梯度吗？"},
    finding={"zh": "你求了和，而代价是平均值，它的梯度也是平均值。"},
)
def gradient_summed(xs, ys, w):
    """You have summed where the cost, and so its gradient, takes the mean."""
    return (2 * xs * (xs * w - ys)).sum()


@mistake(
    of="gradient",
    hint={
        "en": "Is this the gradient of the cost you defined? Which factor comes down from the power, and how many samples are there?",
        "zh": "这是你定义的那个代价的梯度吗？指数落下来成为什么因子？共有几个样本？",
    },
    finding={"zh": "你的梯度是正确值的 N/2 倍：请检查因子 2 和平均。"},
)
def gradient_summed_without_factor_two(xs, ys, w):
    """Your gradient is N / 2 times the right one: look for a factor 2 and at the mean."""
    return (xs * (xs * w - ys)).sum()


@mistake(
    of="gradient",
    hint={"en": "Which variable multiplies w in the model?", "zh": "模型里与 w 相乘的是哪个变量？"},
    finding={"zh": "你乘的是 y，而不是 x。"},
)
def multiplied_by_y(xs, ys, w):
    """You have multiplied by y and not by x."""
    return (2 * ys * (xs * w - ys)).mean()


@mistake(
    of="gradient",
    hint={"en": "Which variable multiplies w in the model?", "zh": "模型里与 w 相乘的是哪个变量？"},
    finding={"zh": "你乘的是 w，而不是 x。"},
)
def multiplied_by_w(xs, ys, w):
    """You have multiplied by w and not by x."""
    return (2 * w * (xs * w - ys)).mean()


@mistake(
    of="gradient",
    hint={
        "en": "With w too large, is the slope of the cost above or below zero?",
        "zh": "w 偏大时，代价曲线的斜率是正还是负？",
    },
    finding={"zh": "你的梯度符号反了；残差写反（y - x * w）就会这样。"},
)
def residual_reversed(xs, ys, w):
    """Your gradient has the wrong sign, as with a reversed residual (y - x * w)."""
    return (2 * xs * (ys - xs * w)).mean()


@mistake(
    of="gradient",
    hint={
        "en": "In `a * b - c`, what is multiplied by a, and what is not?",
        "zh": "在 `a * b - c` 中，a 乘了谁，没乘谁？",
    },
    finding={"zh": "你的梯度里，残差前面的因子只乘了预测值，没有乘 y。"},
)
def parentheses_missing(xs, ys, w):
    """In your gradient, the factor before the residual multiplies the prediction only; it belongs to y as well."""
    return (2 * xs * xs * w - ys).mean()


@mistake(
    of="gradient",
    hint={
        "en": "What is the derivative of u**2? Does a square remain in it?",
        "zh": "u**2 的导数是什么？里面还有平方吗？",
    },
    finding={"zh": "残差仍然是平方：平方求导后次数应降为一次。"},
)
def residual_still_squared(xs, ys, w):
    """The residual is still squared: the derivative of a square has the first power."""
    return (2 * xs * (xs * w - ys) ** 2).mean()


@mistake(
    of="gradient",
    hint={"en": "Change only the first sample. Does the gradient react?", "zh": "只改第一个样本，梯度有反应吗？"},
    finding={"zh": "你的梯度只有最后一个样本的那一份；其他样本的没有算进去。"},
)
def gradient_overwritten(xs, ys, w):
    """Your gradient is the last sample's share alone; those of the others are missing."""
    total = 0.0
    for x, y in zip(xs, ys):
        total = 2 * x * (x * w - y)
    return total / len(xs)


@mistake(
    of="gradient",
    hint={
        "en": "How often does your `return` run: after the first sample, or after all of them?",
        "zh": "你的 return 是在第一个样本之后执行，还是全部样本之后？",
    },
    finding={"zh": "你的梯度只有第一个样本的那一份；其他样本的没有算进去。"},
)
def gradient_returned_in_the_loop(xs, ys, w):
    """Your gradient is the first sample's share alone; those of the others are missing."""
    total = 0.0
    for x, y in zip(xs, ys):
        total += 2 * x * (x * w - y)
        return total / len(xs)


@mistake(
    of="gradient",
    hint={"en": "Try a data set of another length.", "zh": "换一个长度不同的数据集试试。"},
    finding={"zh": "你的总和除以了 3，而不是样本个数。"},
)
def gradient_divided_by_three(xs, ys, w):
    """Your sum is divided by 3 and not by the number of samples."""
    return (2 * xs * (xs * w - ys)).sum() / 3


@mistake(
    of="gradient",
    hint={
        "en": "How many terms does your sum have, and by how many do you divide?",
        "zh": "你的和有几项？又除以了几？",
    },
    finding={"zh": "你除以了 N - 1，而不是 N。"},
)
def gradient_divided_by_n_minus_one(xs, ys, w):
    """You have divided by N - 1 and not by N."""
    return (2 * xs * (xs * w - ys)).sum() / (len(xs) - 1)


@mistake(
    of="gradient",
    hint={
        "en": "Order: multiply each error by its own x, or the averages of both?",
        "zh": "是每个误差先乘自己的 x，还是两个平均值相乘？",
    },
    finding={"zh": "你先分别求平均再相乘；应先逐个相乘再求平均。"},
)
def averaged_before_the_product(xs, ys, w):
    """You have multiplied two averages; each error is to be multiplied by its own x first."""
    return 2 * xs.mean() * (xs * w - ys).mean()


@mistake(
    of="gradient",
    hint={"en": "Is what you return a slope, or the height of the cost?", "zh": "你返回的是斜率，还是代价的高度？"},
    finding={"zh": "你返回的是代价本身，而不是它的导数。"},
)
def cost_for_gradient(xs, ys, w):
    """You have returned the cost and not its derivative."""
    return ((xs * w - ys) ** 2).mean()


@mistake(
    of="update",
    hint={"en": "Which way is downhill when the slope is positive?", "zh": "斜率为正时，下坡应往哪边走？"},
    finding={"zh": "更新的符号反了：`+` 会走上坡。"},
)
def uphill(w, grad, lr):
    """Your update has the wrong sign: with `+` it goes uphill."""
    return w + lr * grad


@mistake(
    of="update",
    hint={"en": "How long is your step compared with lr?", "zh": "你的步长与 lr 是什么关系？"},
    finding={"zh": "更新时漏了学习率 lr。"},
)
def learning_rate_missing(w, grad, lr):
    """The learning rate is missing from your update."""
    return w - grad


@mistake(
    of="update",
    hint={"en": "Is your result a position or a displacement?", "zh": "你返回的是位置，还是位移？"},
    finding={"zh": "你只返回了步长 -lr * grad，而不是新的权重。"},
)
def only_the_step(w, grad, lr):
    """You have returned the step -lr * grad only and not the new weight."""
    return -lr * grad


@mistake(
    of="update",
    hint={"en": "Is your result a position or a displacement?", "zh": "你返回的是位置，还是位移？"},
    finding={"zh": "你只返回了 lr * grad 这一步，而不是新的权重。"},
)
def only_the_product(w, grad, lr):
    """You have returned the step lr * grad only and not the new weight."""
    return lr * grad


@mistake(
    of="update",
    hint={"en": "Does your step grow or shrink when lr grows?", "zh": "lr 变大时，你的步长变大还是变小？"},
    finding={"zh": "你除以了学习率，应该乘以它。"},
)
def divided_by_the_learning_rate(w, grad, lr):
    """You have divided by the learning rate; the gradient is to be multiplied by it."""
    return w - grad / lr


@mistake(
    of="update",
    hint={
        "en": "Where does the gradient enter? Call it with two gradients: do the answers differ?",
        "zh": "梯度出现在哪里？换一个梯度，结果有变化吗？",
    },
    finding={"zh": "更新里没有用到梯度。"},
)
def gradient_ignored(w, grad, lr):
    """Your update does not use the gradient."""
    return w - lr


@mistake(
    of="update",
    hint={
        "en": "With lr = 0 nothing should move. What does your parenthesis do to w then?",
        "zh": "lr = 0 时什么都不该移动，而你的括号这时会把 w 变成什么？",
    },
    finding={"zh": "括号的位置不对：学习率乘了 (w - grad) 整体。"},
)
def learning_rate_times_the_difference(w, grad, lr):
    """Your parentheses are wrong: the learning rate multiplies the whole difference w - grad."""
    return lr * (w - grad)


@mistake(
    of="train",
    hint={"en": "Print the gradient each epoch. Should it stay the same?", "zh": "打印每轮的梯度，它应该不变吗？"},
    finding={"zh": "你的 w 每次走同样的步长：用的都是起点的梯度，而不是当时的梯度。"},
)
def gradient_computed_once(xs, ys, w, lr, epochs):
    """Your w moves in equal steps: each goes by the gradient of the start and not by that of its moment."""
    ws, costs = [w], [cost(xs, ys, w)]
    grad = gradient(xs, ys, w)
    for _ in range(epochs):
        w = update(w, grad, lr)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, ws, costs


@mistake(
    of="train",
    hint={"en": "How many updates for epochs=1?", "zh": "epochs=1 时更新了几次？"},
    finding={"zh": "你少训练了一轮（例如循环从 1 开始）。"},
)
def one_epoch_fewer(xs, ys, w, lr, epochs):
    """You make one epoch too few (a loop that begins at 1 does that)."""
    ws, costs = [w], [cost(xs, ys, w)]
    for _ in range(1, epochs):
        w = update(w, gradient(xs, ys, w), lr)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, ws, costs


@mistake(
    of="train",
    hint={"en": "How many updates for epochs=1?", "zh": "epochs=1 时更新了几次？"},
    finding={"zh": "你多训练了一轮。"},
)
def one_epoch_more(xs, ys, w, lr, epochs):
    """You make one epoch too many."""
    ws, costs = [w], [cost(xs, ys, w)]
    for _ in range(epochs + 1):
        w = update(w, gradient(xs, ys, w), lr)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, ws, costs


@mistake(
    of="train",
    hint={
        "en": "Which w does your first record show? How many entries are there for epochs=0?",
        "zh": "第一条记录对应哪个 w？epochs=0 时有几条记录？",
    },
    finding={"zh": "记录里没有起点：你只在更新之后记录。"},
)
def start_not_recorded(xs, ys, w, lr, epochs):
    """The start is missing from your lists: you record after each update only."""
    ws, costs = [], []
    for _ in range(epochs):
        w = update(w, gradient(xs, ys, w), lr)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, ws, costs


@mistake(
    of="train",
    hint={
        "en": "Which w does your first record show? Have both lists the same length?",
        "zh": "第一条记录对应哪个 w？两个列表一样长吗？",
    },
    finding={"zh": "ws 里没有起点（costs 里有）。"},
)
def start_missing_from_the_weights(xs, ys, w, lr, epochs):
    """The start is missing from `ws`, though its cost is in `costs`."""
    ws, costs = [], [cost(xs, ys, w)]
    for _ in range(epochs):
        w = update(w, gradient(xs, ys, w), lr)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, ws, costs


@mistake(
    of="train",
    hint={"en": "Is the final weight the last entry of your list?", "zh": "列表的最后一项是最终的 w 吗？"},
    finding={"zh": "你的列表里缺少最后的权重和它的代价。"},
)
def recorded_before_the_update(xs, ys, w, lr, epochs):
    """The final weight and its cost are missing from your lists."""
    ws, costs = [], []
    for _ in range(epochs):
        ws.append(w)
        costs.append(cost(xs, ys, w))
        w = update(w, gradient(xs, ys, w), lr)
    return w, ws, costs


@mistake(
    of="train",
    hint={
        "en": "At which w is costs[i] measured: at ws[i], or at the one before?",
        "zh": "costs[i] 对应的是 ws[i]，还是前一个 w？",
    },
    finding={"zh": "代价在更新之前计算，因此与 ws 错开了一步。"},
)
def cost_of_the_weight_before(xs, ys, w, lr, epochs):
    """You measure the cost before the update and record it after, so that costs[i] belongs to ws[i - 1]."""
    ws, costs = [w], [cost(xs, ys, w)]
    for _ in range(epochs):
        costs.append(cost(xs, ys, w))
        w = update(w, gradient(xs, ys, w), lr)
        ws.append(w)
    return w, ws, costs


@mistake(
    of="train",
    hint={"en": "How many entries should costs have beside ws?", "zh": "与 ws 相比，costs 应有几项？"},
    finding={"zh": "costs 里没有起点的代价。"},
)
def cost_of_the_start_missing(xs, ys, w, lr, epochs):
    """The cost of the start is missing from `costs`."""
    ws, costs = [w], []
    for _ in range(epochs):
        w = update(w, gradient(xs, ys, w), lr)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, ws, costs


@mistake(
    of="train",
    hint={
        "en": "Whose cost is the last entry of your list: that of the weight that you return?",
        "zh": "costs 的最后一项是哪个 w 的代价？是你返回的那个吗？",
    },
    finding={"zh": "costs 里缺少最后的 w 的代价。"},
)
def cost_of_the_end_missing(xs, ys, w, lr, epochs):
    """The cost of the final weight is missing from `costs`."""
    ws, costs = [w], []
    for _ in range(epochs):
        costs.append(cost(xs, ys, w))
        w = update(w, gradient(xs, ys, w), lr)
        ws.append(w)
    return w, ws, costs


@mistake(
    of="train",
    hint={"en": "What is the accumulator worth at the start of epoch 2?", "zh": "第二轮开始时累加器是多少？"},
    finding={"zh": "梯度累加器没有在每轮开始时清零，每轮的梯度都含有前几轮的。"},
)
def accumulator_not_reset(xs, ys, w, lr, epochs):
    """You do not reset the gradient's accumulator, so that each epoch's gradient contains the ones before."""
    ws, costs, total = [w], [cost(xs, ys, w)], 0.0
    for _ in range(epochs):
        total = total + gradient(xs, ys, w)
        w = update(w, total, lr)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, ws, costs


@mistake(
    of="train",
    hint={"en": "Which name holds what `update` returns?", "zh": "update 的返回值存到了哪里？"},
    finding={"zh": "update 的返回值没有保存，w 从未改变。"},
)
def result_of_the_update_dropped(xs, ys, w, lr, epochs):
    """You do not keep what `update` returns, so that w never changes."""
    ws, costs = [w], [cost(xs, ys, w)]
    for _ in range(epochs):
        update(w, gradient(xs, ys, w), lr)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, ws, costs


@mistake(
    of="train",
    hint={"en": "At which weight does your second epoch begin?", "zh": "第二轮从哪个权重开始？"},
    finding={"zh": "每轮都从初始权重出发更新，而不是从上一轮的结果出发。"},
)
def always_from_the_start(xs, ys, w, lr, epochs):
    """Every epoch starts from the first weight again and not from the one that the last epoch left."""
    start = w
    ws, costs = [w], [cost(xs, ys, w)]
    for _ in range(epochs):
        w = update(start, gradient(xs, ys, w), lr)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, ws, costs


@mistake(
    of="train",
    hint={
        "en": "Print `ws` after each epoch: which of its entries change? What does `w -= ...` do to a tensor?",
        "zh": "每轮之后打印 ws：哪些项在变？`w -= ...` 对张量做了什么？",
    },
    finding={"zh": "ws 的每一项都是同一个张量，起点也是。（`w -= ...` 会原地修改张量。）"},
)
def start_changed_in_place_too(xs, ys, w, lr, epochs):
    """Every entry of your `ws` is the same tensor, the start included. (`w -= ...` changes a tensor in place.)"""
    w = torch.tensor(w, dtype=torch.float64)
    ws, costs = [w], [cost(xs, ys, w)]
    for _ in range(epochs):
        w -= lr * gradient(xs, ys, w)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, ws, costs


@mistake(
    of="train",
    hint={
        "en": "Call it with two learning rates. Do the answers differ? Print the first 5 costs: growing or shrinking?",
        "zh": "用两个不同的 lr 调用，结果有变化吗？打印前 5 个代价：变大还是变小？",
    },
    finding={"zh": "参数 lr 没有用到，你固定用了 0.01。"},
)
def learning_rate_fixed(xs, ys, w, lr, epochs):
    """You do not use the argument `lr`, but always 0.01."""
    ws, costs = [w], [cost(xs, ys, w)]
    for _ in range(epochs):
        w = update(w, gradient(xs, ys, w), 0.01)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, ws, costs


@mistake(
    of="train",
    hint={
        "en": "How many updates per epoch should there be, when the gradient is that of the whole set?",
        "zh": "梯度来自整个数据集时，每轮应更新几次？",
    },
    finding={"zh": "你每个样本更新一次（随机梯度下降）；这里每轮用整个数据集更新一次。"},
)
def one_update_for_each_sample(xs, ys, w, lr, epochs):
    """You make one update for each sample, which is stochastic gradient descent; here each epoch makes one."""
    ws, costs = [w], [cost(xs, ys, w)]
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            w = update(w, 2 * x * (x * w - y), lr)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, ws, costs


@mistake(
    of="train",
    hint={"en": "Is the weight that you return the last one of your list?", "zh": "你返回的 w 是列表的最后一项吗？"},
    finding={"zh": "你返回的是初始权重，而不是最终权重。"},
)
def returns_the_start(xs, ys, w, lr, epochs):
    """You return the weight of the start and not the final one."""
    ws, costs = [w], [cost(xs, ys, w)]
    for _ in range(epochs):
        ws.append(update(ws[-1], gradient(xs, ys, ws[-1]), lr))
        costs.append(cost(xs, ys, ws[-1]))
    return w, ws, costs


@mistake(
    of="train",
    hint={
        "en": "In which order does the docstring name the three results?",
        "zh": "文档字符串里三个返回值的顺序是什么？",
    },
    finding={"zh": "两个列表的顺序反了：先 ws，后 costs。"},
)
def lists_swapped(xs, ys, w, lr, epochs):
    """You return the two lists in the wrong order: `ws` comes before `costs`."""
    ws, costs = [w], [cost(xs, ys, w)]
    for _ in range(epochs):
        w = update(w, gradient(xs, ys, w), lr)
        ws.append(w)
        costs.append(cost(xs, ys, w))
    return w, costs, ws


@mistake(
    of="gradient_with_bias",
    hint={"en": "Which derivative does the docstring name first?", "zh": "文档字符串里先写的是对谁的导数？"},
    finding={"zh": "两个导数的顺序反了：先对 w，后对 b。"},
)
def derivatives_swapped(xs, ys, w, b):
    """You have swapped the two derivatives: the one with respect to w comes first."""
    residuals = xs * w + b - ys
    return (2 * residuals).mean(), (2 * xs * residuals).mean()


@mistake(
    of="gradient_with_bias",
    hint={"en": "Change b and nothing else. Do the derivatives change?", "zh": "只改变 b，两个导数有变化吗？"},
    finding={"zh": "残差里漏了偏置 b。"},
)
def bias_missing_from_the_residual(xs, ys, w, b):
    """The bias is missing from your residual."""
    residuals = xs * w - ys
    return (2 * xs * residuals).mean(), (2 * residuals).mean()


@mistake(
    of="gradient_with_bias",
    hint={"en": "What is the derivative of x*w + b with respect to b?", "zh": "x*w + b 对 b 的导数是多少？"},
    finding={"zh": "对 b 的导数多乘了 x：x*w + b 对 b 的导数是 1。"},
)
def bias_derivative_times_x(xs, ys, w, b):
    """Your derivative with respect to b has a factor x; the inner derivative is 1 there."""
    residuals = xs * w + b - ys
    return (2 * xs * residuals).mean(), (2 * xs * residuals).mean()


@mistake(
    of="gradient_with_bias",
    hint={"en": "What is the derivative of x*w + b with respect to w?", "zh": "x*w + b 对 w 的导数是多少？"},
    finding={"zh": "对 w 的导数漏了因子 x。"},
)
def weight_derivative_without_x(xs, ys, w, b):
    """The factor x is missing from your derivative with respect to w."""
    residuals = xs * w + b - ys
    return (2 * residuals).mean(), (2 * residuals).mean()


@mistake(
    of="gradient_with_bias",
    hint={
        "en": "What is the derivative of x*w + b with respect to b? Is b a factor in it?",
        "zh": "x*w + b 对 b 的导数是多少？里面有因子 b 吗？",
    },
    finding={"zh": "对 b 的导数多乘了 b：x*w + b 对 b 的导数是 1。"},
)
def bias_derivative_times_b(xs, ys, w, b):
    """Your derivative with respect to b has a factor b; the inner derivative is 1 there."""
    residuals = xs * w + b - ys
    return (2 * xs * residuals).mean(), (2 * b * residuals).mean()


@mistake(
    of="gradient_with_bias",
    hint={
        "en": "Differentiate the square once more: which factor comes down from the power, in both derivatives?",
        "zh": "对平方再求一次导：两个导数里指数落下来成为什么因子？",
    },
    finding={"zh": "两个导数都是正确值的一半：漏了因子 2，或者多除以了 2。"},
)
def both_factors_two_missing(xs, ys, w, b):
    """Both derivatives are half of the right ones: a factor 2 is missing, or they are halved somewhere."""
    residuals = xs * w + b - ys
    return (xs * residuals).mean(), residuals.mean()


@mistake(
    of="gradient_with_bias",
    hint={"en": "Compare the two formulas: which factor stands in both?", "zh": "比较两个公式：哪个因子两边都有？"},
    finding={"zh": "对 b 的导数是正确值的一半：它有因子 2 吗？"},
)
def factor_two_missing_for_the_bias(xs, ys, w, b):
    """Your derivative with respect to b is half of the right one: does it have the factor 2?"""
    residuals = xs * w + b - ys
    return (2 * xs * residuals).mean(), residuals.mean()


@mistake(
    of="gradient_with_bias",
    hint={"en": "Is this the gradient of a mean or of a sum?", "zh": "这是平均值的梯度，还是和的梯度？"},
    finding={"zh": "两个导数都求了和，而没有取平均。"},
)
def both_summed(xs, ys, w, b):
    """You have summed where both derivatives take the mean."""
    residuals = xs * w + b - ys
    return (2 * xs * residuals).sum(), (2 * residuals).sum()


@mistake(
    of="gradient_with_bias",
    hint={
        "en": "Both derivatives are means. Which of them do you divide by N?",
        "zh": "两个导数都是平均值：你把哪一个除以了 N？",
    },
    finding={"zh": "对 b 的导数没有取平均。"},
)
def bias_derivative_summed(xs, ys, w, b):
    """You have summed in the derivative with respect to b where it takes the mean."""
    residuals = xs * w + b - ys
    return (2 * xs * residuals).mean(), (2 * residuals).sum()


@mistake(
    of="gradient_with_bias",
    hint={
        "en": "With the prediction too high, are both slopes of which sign, for positive x?",
        "zh": "预测偏高、x 为正时，两个斜率应是什么符号？",
    },
    finding={"zh": "两个导数的符号都反了；残差写反（y - y_hat）就会这样。"},
)
def both_reversed(xs, ys, w, b):
    """Both derivatives have the wrong sign, as with a reversed residual (y - y_hat)."""
    residuals = ys - (xs * w + b)
    return (2 * xs * residuals).mean(), (2 * residuals).mean()


@mistake(
    of="gradient_with_bias",
    hint={
        "en": "Which comes first in the model: the product x * w, or the sum with b?",
        "zh": "先乘斜率，还是先加偏置？",
    },
    finding={"zh": "你的模型成了 (x + b) * w；应先乘斜率，再加偏置。"},
)
def shifted_before_the_slope(xs, ys, w, b):
    """Your model is (x + b) * w; the slope is applied first, then the bias is added."""
    residuals = (xs + b) * w - ys
    return (2 * xs * residuals).mean(), (2 * residuals).mean()


@mistake(
    of="train_with_bias",
    hint={
        "en": "At which w is the derivative with respect to b measured: at the old one or at the new one?",
        "zh": "对 b 的导数是在旧的 w 还是新的 w 处计算的？",
    },
    finding={"zh": "你先更新了 w，再用新的 w 计算对 b 的导数；两个导数应在同一点计算。"},
)
def second_gradient_at_the_new_weight(xs, ys, w, b, lr, epochs):
    """You move w first and measure the derivative with respect to b at the new w; both belong to the same point."""
    costs = [((xs * w + b - ys) ** 2).mean()]
    for _ in range(epochs):
        w = update(w, gradient_with_bias(xs, ys, w, b)[0], lr)
        b = update(b, gradient_with_bias(xs, ys, w, b)[1], lr)
        costs.append(((xs * w + b - ys) ** 2).mean())
    return w, b, costs


@mistake(
    of="train_with_bias",
    hint={"en": "Print b after each epoch. Does it change?", "zh": "每轮之后打印 b：它变了吗？"},
    finding={"zh": "偏置 b 从未更新。"},
)
def bias_never_updated(xs, ys, w, b, lr, epochs):
    """The bias is never updated."""
    costs = [((xs * w + b - ys) ** 2).mean()]
    for _ in range(epochs):
        w = update(w, gradient_with_bias(xs, ys, w, b)[0], lr)
        costs.append(((xs * w + b - ys) ** 2).mean())
    return w, b, costs


@mistake(
    of="train_with_bias",
    hint={"en": "Does your cost change when b changes and w does not?", "zh": "w 不变、b 改变时，代价有变化吗？"},
    finding={"zh": "代价里漏了偏置 b。"},
)
def cost_without_the_bias(xs, ys, w, b, lr, epochs):
    """Your costs leave the bias out."""
    costs = [((xs * w - ys) ** 2).mean()]
    for _ in range(epochs):
        dw, db = gradient_with_bias(xs, ys, w, b)
        w, b = update(w, dw, lr), update(b, db, lr)
        costs.append(((xs * w - ys) ** 2).mean())
    return w, b, costs


@mistake(
    of="train_with_bias",
    hint={
        "en": "Print both gradients each epoch. Should they stay the same?",
        "zh": "打印每轮的两个梯度，它们应该不变吗？",
    },
    finding={"zh": "你的 w 和 b 每次走同样的步长：用的都是起点的梯度，而不是当时的梯度。"},
)
def both_gradients_computed_once(xs, ys, w, b, lr, epochs):
    """Your w and b move in equal steps: each goes by the gradients of the start and not by those of its moment."""
    costs = [((xs * w + b - ys) ** 2).mean()]
    dw, db = gradient_with_bias(xs, ys, w, b)
    for _ in range(epochs):
        w, b = update(w, dw, lr), update(b, db, lr)
        costs.append(((xs * w + b - ys) ** 2).mean())
    return w, b, costs


@mistake(
    of="train_with_bias",
    hint={"en": "How many costs are there for epochs=0?", "zh": "epochs=0 时 costs 应有几项？"},
    finding={"zh": "costs 里没有起点的代价。"},
)
def first_cost_missing(xs, ys, w, b, lr, epochs):
    """The cost of the start is missing from `costs`."""
    costs = []
    for _ in range(epochs):
        dw, db = gradient_with_bias(xs, ys, w, b)
        w, b = update(w, dw, lr), update(b, db, lr)
        costs.append(((xs * w + b - ys) ** 2).mean())
    return w, b, costs


@mistake(
    of="train_with_bias",
    hint={"en": "Is the cost of the final w and b in your list?", "zh": "最终的 w 和 b 的代价在列表里吗？"},
    finding={"zh": "你在更新之前记录代价，因此缺了最后的代价。"},
)
def last_cost_missing(xs, ys, w, b, lr, epochs):
    """You record the cost before each update, so that the final one is missing."""
    costs = []
    for _ in range(epochs):
        costs.append(((xs * w + b - ys) ** 2).mean())
        dw, db = gradient_with_bias(xs, ys, w, b)
        w, b = update(w, dw, lr), update(b, db, lr)
    return w, b, costs


@mistake(
    of="train_with_bias",
    hint={"en": "Which derivative moves which parameter?", "zh": "哪个导数更新哪个参数？"},
    finding={"zh": "两个导数用反了：w 用了对 b 的导数，b 用了对 w 的导数。"},
)
def moved_by_each_others_gradient(xs, ys, w, b, lr, epochs):
    """You have exchanged the derivatives: w moves along that of b, and b along that of w."""
    costs = [((xs * w + b - ys) ** 2).mean()]
    for _ in range(epochs):
        db, dw = gradient_with_bias(xs, ys, w, b)
        w, b = update(w, dw, lr), update(b, db, lr)
        costs.append(((xs * w + b - ys) ** 2).mean())
    return w, b, costs
