"""Named mistakes about exponentially weighted averages, divergence and the limit of the learning rate."""

import math

import torch

from grader.authoring import mistake


@mistake(
    of="ewa",
    hint={"en": "With beta=0.9, is the curve smooth or jumpy?", "zh": "beta=0.9 时曲线应平滑还是跳动？"},
    finding={"zh": "beta 与 1 - beta 互换了：曲线几乎紧跟着数据。"},
)
def weights_swapped(costs, beta):
    """You have swapped beta and 1 - beta, so that the average follows the data too closely."""
    averages, average = [], 0.0
    for value in costs:
        average = (1 - beta) * average + beta * value
        averages.append(average)
    return averages


@mistake(
    of="ewa",
    hint={"en": "Do your two weights add up to 1?", "zh": "两个权重之和是 1 吗？"},
    finding={"zh": "漏了因子 1 - beta。"},
)
def weight_of_the_new_value_missing(costs, beta):
    """The factor 1 - beta is missing, so that the average grows too large."""
    averages, average = [], 0.0
    for value in costs:
        average = beta * average + value
        averages.append(average)
    return averages


@mistake(
    of="ewa",
    hint={
        "en": "What does the docstring put before the first value: 0, or the first value itself?",
        "zh": "文档字符串要求从 0 开始，还是从第一个值开始？",
    },
    finding={"zh": "你从第一个值开始；这里要求从 0 开始。"},
)
def started_from_the_first_value(costs, beta):
    """You have started from the first value; this average starts from 0."""
    averages, average = [], costs[0]
    for value in costs:
        average = beta * average + (1 - beta) * value
        averages.append(average)
    return averages


@mistake(
    of="ewa",
    hint={
        "en": "Which version is asked here: with or without bias correction?",
        "zh": "这里要求的是带修正的，还是不带修正的？",
    },
    finding={"zh": "你做了偏差修正；这里要求不修正。"},
)
def corrected_where_plain_is_asked(costs, beta):
    """You have applied the bias correction; this average is the one without."""
    averages, average = [], 0.0
    for t, value in enumerate(costs):
        average = beta * average + (1 - beta) * value
        averages.append(average / (1 - beta ** (t + 1)))
    return averages


@mistake(
    of="ewa",
    hint={
        "en": "Which number is remembered: the last average, or the last value?",
        "zh": "要记住的是上一个平均值，还是上一个数值？",
    },
    finding={"zh": "你记住的是上一个数值，而不是上一个平均值。"},
)
def last_value_for_last_average(costs, beta):
    """You average each value with the last value and not with the last average."""
    averages, last = [], 0.0
    for value in costs:
        averages.append(beta * last + (1 - beta) * value)
        last = value
    return averages


@mistake(
    of="ewa",
    hint={
        "en": "What does the caller get: the last average, or one for each value?",
        "zh": "调用者要的是最后一个平均值，还是每一步的？",
    },
    finding={"zh": "你只返回了最后一个平均值。"},
)
def only_the_last_average(costs, beta):
    """You have returned the last average only and not one for each value."""
    average = 0.0
    for value in costs:
        average = beta * average + (1 - beta) * value
    return average


@mistake(
    of="ewa",
    hint={
        "en": "Is the first entry the 0 that you start from, or the average after the first value?",
        "zh": "第一项是起始的 0，还是第一个值之后的平均？",
    },
    finding={"zh": "列表多了一项：起始的 0 不属于结果。"},
)
def zero_recorded_too(costs, beta):
    """Your list has one entry too many: the 0 at the start does not belong to it."""
    averages = [0.0]
    for value in costs:
        averages.append(beta * averages[-1] + (1 - beta) * value)
    return averages


@mistake(
    of="ewa",
    hint={
        "en": "Are your averages numbers of their own, or one tensor seen several times? What does `average *= beta` do to a tensor?",
        "zh": "各个平均值是独立的数，还是同一个张量？`average *= beta` 对张量做了什么？",
    },
    finding={"zh": "列表的各项是同一个张量，都等于最后一项。（`average *= beta` 会原地修改张量。）"},
)
def one_tensor_averaged_in_place(costs, beta):
    """All entries of your list are one tensor, and equal the last. (`average *= beta` changes it in place.)"""
    averages, average = [], torch.zeros((), dtype=torch.float64)
    for value in costs:
        average *= beta
        average += (1 - beta) * value
        averages.append(average)
    return averages


@mistake(
    of="ewa",
    hint={
        "en": "Does an old value count less than a new one in your average?",
        "zh": "在你的平均里，旧值的权重比新值小吗？",
    },
    finding={"zh": "你算的是普通的累计平均，所有值的权重相同。"},
)
def plain_running_mean(costs, beta):
    """You have taken the plain mean of all values so far, in which an old value counts as much as a new one."""
    averages, total = [], 0.0
    for t, value in enumerate(costs):
        total = total + value
        averages.append(total / (t + 1))
    return averages


@mistake(
    of="ewa_from_first",
    hint={"en": "On constant data, what should the average be?", "zh": "数据恒定时，平均值应是多少？"},
    finding={"zh": "你从 0 开始；这里要求从第一个值开始。"},
)
def started_from_zero(costs, beta):
    """You have started from 0; this average starts from the first value."""
    averages, average = [], 0.0
    for value in costs:
        average = beta * average + (1 - beta) * value
        averages.append(average)
    return averages


@mistake(
    of="ewa_from_first",
    hint={"en": "With beta=0.9, is the curve smooth or jumpy?", "zh": "beta=0.9 时曲线应平滑还是跳动？"},
    finding={"zh": "beta 与 1 - beta 互换了：曲线几乎紧跟着数据。"},
)
def weights_swapped_from_first(costs, beta):
    """You have swapped beta and 1 - beta, so that the average follows the data too closely."""
    averages, average = [], costs[0]
    for value in costs:
        average = (1 - beta) * average + beta * value
        averages.append(average)
    return averages


@mistake(
    of="ewa_from_first",
    hint={"en": "Do your two weights add up to 1?", "zh": "两个权重之和是 1 吗？"},
    finding={"zh": "漏了因子 1 - beta。"},
)
def weight_missing_from_first(costs, beta):
    """The factor 1 - beta is missing, so that the average grows too large."""
    averages = [costs[0]]
    for value in costs[1:]:
        averages.append(beta * averages[-1] + value)
    return averages


@mistake(
    of="ewa_from_first",
    hint={"en": "How many entries has your list, and how many values are there?", "zh": "列表有几项？数据有几个？"},
    finding={"zh": "第一个值被记录了两次：列表多了一项。"},
)
def first_value_recorded_twice(costs, beta):
    """The first value is in your list twice: once as the start and once as the first average."""
    averages = [costs[0]]
    for value in costs:
        averages.append(beta * averages[-1] + (1 - beta) * value)
    return averages


@mistake(
    of="ewa_from_first",
    hint={"en": "How many entries has your list, and how many values are there?", "zh": "列表有几项？数据有几个？"},
    finding={"zh": "第一个值没有记录：列表少了一项。"},
)
def first_value_not_recorded(costs, beta):
    """The first value is missing from your list."""
    averages, average = [], costs[0]
    for value in costs[1:]:
        average = beta * average + (1 - beta) * value
        averages.append(average)
    return averages


@mistake(
    of="ewa_from_first",
    hint={
        "en": "Which number is remembered: the last average, or the last value?",
        "zh": "要记住的是上一个平均值，还是上一个数值？",
    },
    finding={"zh": "你记住的是上一个数值，而不是上一个平均值。"},
)
def last_value_for_last_average_from_first(costs, beta):
    """You average each value with the last value and not with the last average."""
    averages, last = [], costs[0]
    for value in costs:
        averages.append(beta * last + (1 - beta) * value)
        last = value
    return averages


@mistake(
    of="ewa_corrected",
    hint={
        "en": "Is the corrected value for display, or for the next step?",
        "zh": "修正值用于显示，还是用于下一步递推？",
    },
    finding={"zh": "你把修正后的值又带入了递推；下一步要用未修正的平均值。"},
)
def corrected_value_fed_back(costs, beta):
    """You feed the corrected value back; the next average is made from the uncorrected one."""
    averages, average = [], 0.0
    for t, value in enumerate(costs):
        average = (beta * average + (1 - beta) * value) / (1 - beta ** (t + 1))
        averages.append(average)
    return averages


@mistake(
    of="ewa_corrected",
    hint={"en": "What is beta**0?", "zh": "beta 的 0 次方是多少？"},
    finding={"zh": "指数从 0 开始：第一步除以了 1 - beta**0 = 0。"},
)
def exponent_starts_at_zero(costs, beta):
    """Your exponent starts at 0, so that the first average is divided by 1 - beta**0, which is 0."""
    averages, average = [], 0.0
    for t, value in enumerate(costs):
        average = beta * average + (1 - beta) * value
        averages.append(average / (1 - beta**t))
    return averages


@mistake(
    of="ewa_corrected",
    hint={"en": "What is beta**0?", "zh": "beta 的 0 次方是多少？"},
    finding={"zh": "指数从 0 开始：第一步除以了 1 - beta**0 = 0。"},
)
def exponent_starts_at_zero_on_floats(costs, beta):
    """Your exponent starts at 0: the first average is divided by 1 - beta**0, which is 0."""
    averages, average = [], 0.0
    for t, value in enumerate(costs.tolist()):
        average = beta * average + (1 - beta) * value
        averages.append(average / (1 - beta**t))
    return averages


@mistake(
    of="ewa_corrected",
    hint={
        "en": "What do the weights of the first three values add up to? Does your divisor change with t?",
        "zh": "前三个值的权重之和是多少？你的除数随 t 变化吗？",
    },
    finding={"zh": "你每一步都除以 1 - beta；除数应随 t 变化。"},
)
def always_divided_by_one_minus_beta(costs, beta):
    """You divide by 1 - beta in every step; the divisor changes with t."""
    averages, average = [], 0.0
    for value in costs:
        average = beta * average + (1 - beta) * value
        averages.append(average / (1 - beta))
    return averages


@mistake(
    of="ewa_corrected",
    hint={
        "en": "The first averages are too small. Does your correction make them larger?",
        "zh": "最初的平均值偏小：你的修正让它们变大了吗？",
    },
    finding={"zh": "你乘以了修正因子；应该除以它。"},
)
def multiplied_by_the_correction(costs, beta):
    """You have multiplied by the correction; the averages are to be divided by it."""
    averages, average = [], 0.0
    for t, value in enumerate(costs):
        average = beta * average + (1 - beta) * value
        averages.append(average * (1 - beta ** (t + 1)))
    return averages


@mistake(
    of="ewa_corrected",
    hint={"en": "On constant data, what should the average be?", "zh": "数据恒定时，平均值应是多少？"},
    finding={"zh": "没有做偏差修正。"},
)
def not_corrected(costs, beta):
    """The bias correction is missing."""
    averages, average = [], 0.0
    for value in costs:
        average = beta * average + (1 - beta) * value
        averages.append(average)
    return averages


@mistake(
    of="ewa_corrected",
    hint={
        "en": "Which average needs a correction: one that starts from 0, or one that starts from the first value?",
        "zh": "需要修正的是从 0 开始的平均，还是从第一个值开始的？",
    },
    finding={"zh": "你从第一个值开始，又做了修正；修正针对的是从 0 开始的平均。"},
)
def corrected_from_the_first_value(costs, beta):
    """You start from the first value and correct all the same; the correction belongs to a start from 0."""
    averages, average = [], costs[0]
    for t, value in enumerate(costs):
        average = beta * average + (1 - beta) * value
        averages.append(average / (1 - beta ** (t + 1)))
    return averages


@mistake(
    of="ewa_corrected",
    hint={"en": "With beta=0.9, is the curve smooth or jumpy?", "zh": "beta=0.9 时曲线应平滑还是跳动？"},
    finding={"zh": "beta 与 1 - beta 互换了：曲线几乎紧跟着数据。"},
)
def weights_swapped_before_the_correction(costs, beta):
    """You have swapped beta and 1 - beta, so that the average follows the data too closely."""
    averages, average = [], 0.0
    for t, value in enumerate(costs):
        average = (1 - beta) * average + beta * value
        averages.append(average / (1 - beta ** (t + 1)))
    return averages


@mistake(
    of="ewa_corrected",
    hint={"en": "Do your two weights add up to 1?", "zh": "两个权重之和是 1 吗？"},
    finding={"zh": "漏了因子 1 - beta。"},
)
def weight_missing_before_the_correction(costs, beta):
    """The factor 1 - beta is missing, so that the average grows too large."""
    averages, average = [], 0.0
    for t, value in enumerate(costs):
        average = beta * average + value
        averages.append(average / (1 - beta ** (t + 1)))
    return averages


@mistake(
    of="diverged",
    hint={"en": "Is a training with a cost of 4, 2, 3 lost?", "zh": "代价为 4、2、3 的训练失败了吗？"},
    finding={"zh": "你比较的是相邻的代价：偶尔上升并不是发散。"},
)
def any_rise_counts(costs):
    """You call every rise a divergence; a cost may go up for a moment."""
    return any(not math.isfinite(cost) for cost in costs) or any(b > a for a, b in zip(costs, costs[1:]))


@mistake(
    of="diverged",
    hint={
        "en": "A noisy cost jumps above its first value and ends far below it. Which of its values decides?",
        "zh": "有噪声的代价曾跳到最初值之上，最后却低得多：由哪个值来判断？",
    },
    finding={"zh": "只要有一个代价高于最初的代价，你就判为发散；应当只看最后的代价。"},
)
def any_cost_above_the_first(costs):
    """You call it a divergence if any cost lies above the first; only the last one decides."""
    return any(not math.isfinite(cost) or bool(cost > costs[0]) for cost in costs)


@mistake(
    of="diverged",
    hint={"en": "What is `nan > 1.0` in Python?", "zh": "Python 里 `nan > 1.0` 的结果是什么？"},
    finding={"zh": "NaN 没有被发现：与 NaN 的比较总是 False。"},
    group="NaN goes unnoticed",
)
def nan_not_noticed(costs):
    """NaN goes unnoticed: every comparison with it is False."""
    return any(cost == float("inf") for cost in costs) or bool(costs[-1] > costs[0])


@mistake(
    of="diverged",
    hint={
        "en": "What is `nan > 1.0` in Python? And can a cost in the middle be infinite?",
        "zh": "`nan > 1.0` 是什么？中间的代价会是无穷大吗？",
    },
    finding={"zh": "你只比较了首尾两个代价，没有检查 NaN 和无穷大。"},
)
def only_first_and_last_compared(costs):
    """You compare the first cost with the last only; NaN and infinite costs are not looked for."""
    return bool(costs[-1] > costs[0])


@mistake(
    of="diverged",
    hint={
        "en": "Can a cost in the middle be NaN while the last one is not?",
        "zh": "中间的代价可能是 NaN 而最后一个不是吗？",
    },
    finding={"zh": "你只检查了最后一个代价是否为 NaN 或无穷大。"},
)
def only_the_last_cost_checked(costs):
    """You look for NaN and infinity in the last cost only."""
    return not math.isfinite(costs[-1]) or bool(costs[-1] > costs[0])


@mistake(
    of="diverged",
    hint={
        "en": "How does `==` answer for `float('nan') == float('nan')`?",
        "zh": "`float('nan') == float('nan')` 的结果是什么？",
    },
    finding={"zh": "你用 `==` 与 NaN 比较，它永远是 False；请用 isnan 或 isfinite。"},
    group="NaN goes unnoticed",
)
def nan_compared_with_equals(costs):
    """You compare with NaN by `==`, which is always False: use isnan or isfinite."""
    infinity, nan = float("inf"), float("nan")
    return any(cost == infinity or cost == nan for cost in costs) or bool(costs[-1] > costs[0])


@mistake(
    of="diverged",
    hint={
        "en": "A training ends at twice the cost that it began with, every number finite. Has it diverged?",
        "zh": "所有数都有限，但最后的代价是最初的两倍：它发散了吗？",
    },
    finding={"zh": "你只检查了 NaN 和无穷大，没有比较首尾的代价。"},
)
def only_finite_or_not(costs):
    """You look for NaN and infinity only; a last cost above the first is a divergence, too."""
    return not all(math.isfinite(cost) for cost in costs)


@mistake(
    of="diverged",
    hint={
        "en": "Which costs does a lost training have: do they fall or rise? Which answer do you give then?",
        "zh": "失败的训练代价是降还是升？此时你返回什么？",
    },
    finding={"zh": "答案反了：收敛时你返回 True。"},
)
def answer_reversed(costs):
    """Your answer is reversed: you say True where the training is all right."""
    return all(math.isfinite(cost) for cost in costs) and not bool(costs[-1] > costs[0])


@mistake(
    of="diverged",
    hint={"en": "Has a cost that stays the same diverged?", "zh": "代价保持不变，算发散吗？"},
    finding={"zh": "代价不变时你也判为发散；只有上升才算。"},
)
def standing_still_counts(costs):
    """You call a cost that ends where it began a divergence; only a rise is one."""
    return not all(math.isfinite(cost) for cost in costs) or bool(costs[-1] >= costs[0])


@mistake(
    of="curvature",
    hint={
        "en": "Differentiate your gradient with respect to w once more. Which factors remain?",
        "zh": "把你的梯度再对 w 求一次导，剩下哪些因子？",
    },
    finding={"zh": "你的结果是正确值的一半：漏了因子 2，或者多除以了 2。"},
)
def curvature_without_the_two(xs):
    """Your curvature is half of the right one: a factor 2 is missing, or it is halved somewhere."""
    return (xs**2).mean()


@mistake(
    of="curvature",
    hint={"en": "Is the cost a mean or a sum?", "zh": "代价是平均值还是和？"},
    finding={"zh": "你求了和，而没有取平均。"},
)
def curvature_summed(xs):
    """You have summed where the cost takes the mean."""
    return (2 * xs**2).sum()


@mistake(
    of="curvature",
    hint={"en": "Order: square each x, or square the average?", "zh": "是先平方再平均，还是先平均再平方？"},
    finding={"zh": "你先求平均再平方；应先平方再平均。"},
)
def curvature_averaged_first(xs):
    """You have averaged first and squared then; each x is to be squared."""
    return 2 * xs.mean() ** 2


@mistake(
    of="curvature",
    hint={
        "en": "Which comes first in `a * b ** 2`: the product or the power?",
        "zh": "`a * b ** 2` 先算乘法还是乘方？",
    },
    finding={"zh": "因子 2 也被平方了。"},
)
def two_squared_as_well(xs):
    """You have squared the factor 2 as well."""
    return ((2 * xs) ** 2).mean()


@mistake(
    of="curvature",
    hint={
        "en": "Differentiate x * (x * w - y) with respect to w: how often does x appear?",
        "zh": "把 x * (x * w - y) 对 w 求导：x 出现几次？",
    },
    finding={"zh": "x 没有平方。"},
)
def x_not_squared(xs):
    """You have not squared x."""
    return (2 * xs).mean()


@mistake(
    of="error_factor",
    hint={
        "en": "For lr = 0 nothing moves. By which factor is the distance multiplied then?",
        "zh": "lr = 0 时距离不变：此时的因子应是多少？",
    },
    finding={"zh": "你返回的是 lr * curvature：那是这一步走掉的部分，而不是剩下的部分。"},
)
def one_missing(lr, curvature):
    """You have returned lr * curvature: the share of the distance that the step takes away, not the one that remains."""
    return lr * curvature


@mistake(
    of="error_factor",
    hint={
        "en": "Does a small step bring you closer? Then is the factor above or below 1?",
        "zh": "小步子会更接近最低点吗？那么因子比 1 大还是小？",
    },
    finding={"zh": "符号反了：更新是沿梯度的反方向走的。"},
)
def one_plus(lr, curvature):
    """Your sign is wrong: the step goes against the gradient."""
    return 1 + lr * curvature


@mistake(
    of="error_factor",
    hint={
        "en": "Can the step jump across the lowest point? Which sign has the distance then?",
        "zh": "步子会越过最低点吗？那时距离的符号是什么？",
    },
    finding={"zh": "你取了绝对值；越过最低点时因子为负。"},
)
def sign_lost(lr, curvature):
    """You have taken the absolute value; the factor is negative where the step jumps across."""
    return abs(1 - lr * curvature)


@mistake(
    of="error_factor",
    hint={
        "en": "Is `curvature` already the second derivative, or half of it?",
        "zh": "curvature 已经是二阶导数，还是它的一半？",
    },
    finding={"zh": "你多乘了 2：curvature 已经是二阶导数。"},
)
def two_too_many(lr, curvature):
    """You have a factor 2 too many: `curvature` is the second derivative already."""
    return 1 - 2 * lr * curvature


@mistake(
    of="error_factor",
    hint={
        "en": "Two steps multiply the distance by the factor twice. And one step?",
        "zh": "走一步，距离乘几次这个因子？",
    },
    finding={"zh": "你把因子平方了（那是代价的因子，不是距离的）。"},
)
def factor_of_the_cost(lr, curvature):
    """You have squared the factor: that is what the cost is multiplied by, not the distance."""
    return (1 - lr * curvature) ** 2


@mistake(
    of="largest_learning_rate",
    hint={
        "en": "At your learning rate, what is error_factor: 0 or -1?",
        "zh": "在你的学习率下，error_factor 是 0 还是 -1？",
    },
    finding={"zh": "1 / curvature 是一步到达最低点的学习率；开始发散的上限比它大。"},
)
def the_best_learning_rate(curvature):
    """You have given 1 / curvature, which reaches the lowest point in one step; the limit lies further out."""
    return 1 / curvature


@mistake(
    of="largest_learning_rate",
    hint={
        "en": "Print the first 5 costs at your learning rate. Growing or shrinking?",
        "zh": "用你的学习率打印前 5 个代价：变大还是变小？",
    },
    finding={"zh": "你给出的学习率超过了上限，训练会发散。"},
)
def above_the_limit(curvature):
    """Your learning rate lies above the limit: the training diverges there."""
    return 4 / curvature


@mistake(
    of="largest_learning_rate",
    hint={
        "en": "The steeper the valley, should the learning rate be larger or smaller?",
        "zh": "山谷越陡，学习率应更大还是更小？",
    },
    finding={"zh": "你把分子分母弄反了：曲率越大，学习率应越小。"},
)
def fraction_upside_down(curvature):
    """Your fraction is upside down: the stronger the bend, the smaller the learning rate has to be."""
    return curvature / 2


@mistake(
    of="largest_learning_rate",
    hint={"en": "Does your limit depend on the curvature?", "zh": "你的上限与曲率有关吗？"},
    finding={"zh": "你返回的是固定的数，没有用到曲率。"},
)
def limit_fixed(curvature):
    """You have returned a fixed number; the limit depends on the curvature."""
    return 0.01


@mistake(
    of="ewa_corrected",
    hint={
        "en": "The second average holds two values. What do their weights add up to?",
        "zh": "第二个均值里有两个值，它们的权重之和是多少？",
    },
    finding={"zh": "从第二个值起，除数里的指数小了 1。"},
)
def exponent_one_behind(costs, beta):
    """From the second value on, the exponent in your divisor is one too small."""
    averages, average = [], 0.0
    for t, value in enumerate(costs):
        average = beta * average + (1 - beta) * value
        averages.append(average / (1 - beta ** max(t, 1)))
    return averages


@mistake(
    of="diverged",
    hint={"en": "Is a cost of minus infinity finite?", "zh": "负无穷大是有限的数吗？"},
    finding={"zh": "你只找了正无穷大，没有找负无穷大。"},
)
def minus_infinity_not_noticed(costs):
    """You look for plus infinity only; minus infinity is infinite, too."""
    return any(bool(cost != cost) or cost == float("inf") for cost in costs) or bool(costs[-1] > costs[0])
