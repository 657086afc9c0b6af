"""Named mistakes of the exhaustive search."""

import torch

from grader.authoring import equivalent, mistake


@mistake(
    of="forward",
    family="order_of_operations",
    hint={"en": "Which is applied first: the slope or the shift?", "zh": "先乘斜率，还是先加偏置？"},
    finding={"zh": "你先加了偏置，再乘以斜率。"},
)
def shifts_before_multiplying(x, w, b):
    """You have added the shift first and multiplied by the slope then."""
    return (x + b) * w


@mistake(
    of="forward",
    family="argument_not_used",
    hint={"en": "If x is 0, what should the prediction be?", "zh": "x 为 0 时，预测值应是多少？"},
    finding={"zh": "偏置 b 没有被使用。"},
)
def bias_ignored(x, w, b):
    """The bias b is not used."""
    return x * w


@mistake(
    of="forward",
    family="sign",
    hint={"en": "If x is 0 and b is 2, is the line at +2 or at -2?", "zh": "x 为 0、b 为 2 时，直线在 +2 还是 -2？"},
    finding={"zh": "你减去了 b，而模型是加上 b。"},
)
def bias_subtracted(x, w, b):
    """You have subtracted b where the model adds it."""
    return x * w - b


@mistake(
    of="forward",
    family="swapped",
    hint={"en": "Which of the two should have no effect when x is 0?", "zh": "x 为 0 时，两者中哪一个应不起作用？"},
    finding={"zh": "你把 w 和 b 的角色互换了。"},
)
def weight_and_bias_swapped(x, w, b):
    """You have swapped the roles of w and b."""
    return x * b + w


@mistake(
    of="forward",
    family="wrong_factor",
    hint={
        "en": "If w doubles, what should happen to the slope of the line?",
        "zh": "w 变成两倍时，直线的斜率应怎样变化？",
    },
    finding={"zh": "你把 w 加了上去，而模型是 x 乘以 w。"},
)
def adds_everything(x, w, b):
    """You have added w where the model multiplies by it."""
    return x + w + b


@mistake(
    of="forward",
    family="returns_nothing",
    hint={"en": "What does your function give back to its caller?", "zh": "你的函数给调用者返回了什么？"},
    finding={"zh": "你的函数没有返回值。"},
)
def forward_returns_nothing(x, w, b):
    """Your function returns nothing."""


@mistake(
    of="cost",
    family="sum_for_mean",
    hint={"en": "Duplicate the data set. Should the cost change?", "zh": "把数据复制一份，代价应该变吗？"},
    finding={"zh": "你返回的是总和，没有求平均。"},
)
def sum_where_the_mean_is_asked(xs, ys, w, b):
    """You have returned the sum and not the mean."""
    return sum((x * w + b - y) ** 2 for x, y in zip(xs, ys))


@mistake(
    of="cost",
    family="constant_factor",
    hint={
        "en": "Compare your formula with the definition in this chapter: any constant that is not there?",
        "zh": "对照本章的定义，你的公式多了什么常数吗？",
    },
    finding={"zh": "你多除以了 2（1/(2N) 的写法）：本章的定义没有这个 2。"},
)
def half_the_mean(xs, ys, w, b):
    """You have divided by 2 as well (the 1/(2N) convention): this chapter's definition has no 2."""
    return sum((x * w + b - y) ** 2 for x, y in zip(xs, ys)) / (2 * len(xs))


@mistake(
    of="cost",
    family="argument_not_used",
    hint={"en": "Change b and keep w. Does the cost react?", "zh": "w 不变，只改 b，代价有反应吗？"},
    finding={"zh": "代价里没有用到偏置 b。"},
)
def cost_without_the_bias(xs, ys, w, b):
    """Your cost does not use the bias b."""
    return sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs)


@mistake(
    of="cost",
    family="order_of_operations",
    hint={"en": "Is b a part of the prediction or a part of the loss?", "zh": "b 是预测值的一部分，还是损失的一部分？"},
    finding={"zh": "你的代价把 b 加在了误差的平方上，而它属于预测值。"},
)
def bias_outside_the_square(xs, ys, w, b):
    """Your cost adds b to the squared error; b belongs to the prediction."""
    return sum((x * w - y) ** 2 + b for x, y in zip(xs, ys)) / len(xs)


@mistake(
    of="cost",
    family="order_of_operations",
    hint={"en": "Which is applied first: the slope or the shift?", "zh": "先乘斜率，还是先加偏置？"},
    finding={"zh": "在预测值里，你先加了偏置，再乘以斜率。"},
)
def cost_of_the_shifted_input(xs, ys, w, b):
    """In the prediction you have added the shift first and multiplied by the slope then."""
    return sum(((x + b) * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs)


@mistake(
    of="cost",
    family="order_of_operations",
    hint={"en": "Order: square each error, or square the average?", "zh": "是先平方再平均，还是先平均再平方？"},
    finding={"zh": "你先平均再取平方，正负误差先抵消了。"},
)
def square_of_the_mean(xs, ys, w, b):
    """You have averaged the errors first and squared the average."""
    return (sum(x * w + b - y for x, y in zip(xs, ys)) / len(xs)) ** 2


@mistake(
    of="cost",
    family="square_or_root",
    hint={"en": "Is the loss of this chapter a power or an absolute value?", "zh": "本章的损失是平方，还是绝对值？"},
    finding={"zh": "你求的是平均绝对误差，而不是均方误差。"},
)
def mean_absolute_error(xs, ys, w, b):
    """You have taken the mean absolute error and not the mean squared error."""
    return sum(abs(x * w + b - y) for x, y in zip(xs, ys)) / len(xs)


@mistake(
    of="cost",
    family="argument_not_used",
    hint={"en": "Try a data set of another length.", "zh": "换一个长度不同的数据集试试。"},
    finding={"zh": "你的总和除以了 {number}，而不是样本数。"},
    constants={"number": (1.5, 1000.0)},
)
def divides_by_three(xs, ys, w, b, *, number=3.0):
    """Your sum is divided by {number} and not by the number of samples."""
    return sum((x * w + b - y) ** 2 for x, y in zip(xs, ys)) / number


@mistake(
    of="cost",
    family="border",
    hint={"en": "How many losses have you added, and by how many do you divide?", "zh": "你加了几个损失，又除以几？"},
    finding={"zh": "你除以了 N - 1，而不是 N。"},
)
def divides_by_n_minus_one(xs, ys, w, b):
    """You have divided by N - 1 and not by N."""
    total = sum((x * w + b - y) ** 2 for x, y in zip(xs, ys))
    return total / (len(xs) - 1)


@mistake(
    of="cost",
    family="one_of_several",
    hint={"en": "Change only the first sample. Does the cost react?", "zh": "只改第一个样本，代价有反应吗？"},
    finding={"zh": "你的代价是最后一个样本的损失除以 N；其他样本的损失没有算进去。"},
)
def only_the_last_sample(xs, ys, w, b):
    """Your cost is the last sample's loss divided by N; those of the others are missing."""
    for x, y in zip(xs, ys):
        total = (x * w + b - y) ** 2
    return total / len(xs)


@mistake(
    of="cost",
    family="one_of_several",
    hint={
        "en": "How often does the loop run before `return`? Look at the indentation.",
        "zh": "执行 return 之前循环运行了几次？看看缩进。",
    },
    finding={"zh": "你的代价是第一个样本的损失除以 N；其他样本的损失没有算进去。"},
)
def only_the_first_sample(xs, ys, w, b):
    """Your cost is the first sample's loss divided by N; those of the others are missing."""
    for x, y in zip(xs, ys):
        return (x * w + b - y) ** 2 / len(xs)


@mistake(
    of="weight_grid",
    family="border",
    hint={"en": "Print the last w you try.", "zh": "打印你尝试的最后一个 w。"},
    finding={"zh": "右端点不在你的网格里：`arange` 和 `range` 不包括终点。"},
)
def stop_missing(start, stop, step):
    """The right end is not in your grid: `arange` and `range` stop before it."""
    return [start + i * step for i in range(round((stop - start) / step))]


@mistake(
    of="weight_grid",
    family="border",
    hint={"en": "Print the first w you try.", "zh": "打印你尝试的第一个 w。"},
    finding={"zh": "左端点不在你的网格里。"},
)
def start_missing(start, stop, step):
    """The left end is not in your grid."""
    return [start + i * step for i in range(1, round((stop - start) / step) + 1)]


@mistake(
    of="weight_grid",
    family="border",
    hint={
        "en": "Print the last w you try. Is it larger than `stop`?",
        "zh": "打印你尝试的最后一个 w，它比 stop 大吗？",
    },
    finding={"zh": "你的网格超出右端点一步。"},
)
def one_step_too_far(start, stop, step):
    """Your grid goes one step beyond the right end."""
    return [start + i * step for i in range(round((stop - start) / step) + 2)]


@mistake(
    of="weight_grid",
    family="border",
    hint={
        "en": "What is (0.7 - 0.1) / 0.1 in Python, and what does `int` make of it?",
        "zh": "在 Python 里 (0.7 - 0.1) / 0.1 是多少？int 会把它变成多少？",
    },
    finding={"zh": "步数被舍去了小数：像 5.999… 这样的商变成了 5，丢了右端点。"},
)
def steps_cut_off(start, stop, step):
    """You have cut the number of steps off where it has to be rounded: 5.999... becomes 5, and the end is missing."""
    return [start + i * step for i in range(int((stop - start) / step) + 1)]


@mistake(
    of="weight_grid",
    family="border",
    hint={
        "en": "Print your weights from 1.0 to 1.3 by 0.1. How many are there?",
        "zh": "打印从 1.0 到 1.3、步长 0.1 的权重，一共有几个？",
    },
    finding={"zh": "有时末尾多出一个权重；受舍入误差影响，`arange(start, stop + step, step)` 就会这样。"},
)
def sometimes_one_too_many(start, stop, step):
    """Sometimes there is one weight too many at the end; rounding does that to `arange(start, stop + step, step)`."""
    return torch.arange(start, stop + step, step, dtype=torch.float64)


@mistake(
    of="weight_grid",
    family="border",
    hint={
        "en": "Add up 0.1 as often as it takes from 0.1 to 0.7. Do you meet 0.7, or pass it?",
        "zh": "从 0.1 开始不断加 0.1，最后恰好得到 0.7，还是超过了它？",
    },
    finding={"zh": "有时缺少最后一个权重：逐步累加时，舍入误差会使它刚好超出终点。"},
)
def last_one_lost_by_adding(start, stop, step):
    """Sometimes the last weight is missing: where steps are added up, rounding can push it just beyond the end."""
    grid, w = [], start
    while w <= stop:
        grid.append(w)
        w += step
    return grid


@mistake(
    of="weight_grid",
    family="border",
    hint={
        "en": "With 41 weights from 0 to 4, how many gaps lie between them?",
        "zh": "从 0 到 4 有 41 个权重，它们之间有几个间隔？",
    },
    finding={"zh": "点数少了一个，因此间距大于 step。"},
)
def as_many_points_as_gaps(start, stop, step):
    """You have as many points as there should be gaps, so that your spacing is wider than `step`."""
    return torch.linspace(start, stop, round((stop - start) / step), dtype=torch.float64)


@mistake(
    of="weight_grid",
    family="start_value",
    hint={"en": "Where does your grid begin when start is -1?", "zh": "start 为 -1 时，你的网格从哪里开始？"},
    finding={"zh": "你的网格从 0 开始，而不是从 start 开始。"},
)
def grid_from_zero(start, stop, step):
    """Your grid begins at 0 and not at `start`."""
    return [i * step for i in range(round((stop - start) / step) + 1)]


@mistake(
    of="weight_grid",
    family="argument_not_used",
    hint={
        "en": "Call it with two different intervals. Do the answers differ?",
        "zh": "用两个不同的区间各调用一次，结果有变化吗？",
    },
    finding={"zh": "网格固定为 0 到 4、步长 0.1：参数没有被使用。"},
)
def always_the_same_grid(start, stop, step):
    """Your grid is always 0 to 4 by 0.1: the arguments are not used."""
    return [i * 0.1 for i in range(41)]


@mistake(
    of="search",
    family="state_not_reset",
    hint={"en": "What is the sum worth when a new w starts?", "zh": "每换一个新的 w，累加器从多少开始？"},
    finding={"zh": "换到新的 w 时，累加器没有清零。"},
)
def total_not_reset(xs, ys, ws):
    """Your total is not set back to 0 when a new w starts."""
    costs, total = [], 0
    for w in ws:
        for x, y in zip(xs, ys):
            total = total + (x * w - y) ** 2
        costs.append(total / len(xs))
    return costs, ws[costs.index(min(costs))]


@mistake(
    of="search",
    family="sum_for_mean",
    hint={"en": "Duplicate the data set. Should the costs change?", "zh": "把数据复制一份，代价应该变吗？"},
    finding={"zh": "你的代价是总和，没有求平均。"},
)
def costs_are_sums(xs, ys, ws):
    """Your costs are sums and not means."""
    costs = [sum((x * w - y) ** 2 for x, y in zip(xs, ys)) for w in ws]
    return costs, ws[costs.index(min(costs))]


@mistake(
    of="search",
    family="other_rule",
    hint={"en": "How many entries should the list of costs have?", "zh": "代价表应该有几项？"},
    finding={"zh": "只有遇到更低的代价时你才把它记进表里。"},
)
def records_only_better_costs(xs, ys, ws):
    """You have recorded a cost only where it was lower than all before it."""
    costs, best = [], None
    for w in ws:
        current = sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs)
        if not costs or current < costs[-1]:
            costs.append(current)
            best = w
    return costs, best


@mistake(
    of="search",
    family="something_else_returned",
    hint={
        "en": "Is the number you return on the w axis or on the cost axis?",
        "zh": "你返回的数在 w 轴上，还是在代价轴上？",
    },
    finding={"zh": "你返回的是最低的代价，而不是对应的 w。"},
)
def lowest_cost_returned(xs, ys, ws):
    """You have returned the lowest cost and not the w that has it."""
    costs = [sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs) for w in ws]
    return costs, min(costs)


@mistake(
    of="search",
    family="something_else_returned",
    hint={
        "en": "Is the number you return a weight or its place in the list?",
        "zh": "你返回的是权重，还是它在表中的位置？",
    },
    finding={"zh": "你返回的是下标，而不是权重。"},
)
def place_in_the_list_returned(xs, ys, ws):
    """You have returned the best weight's place in the list and not the weight."""
    costs = [sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs) for w in ws]
    return costs, costs.index(min(costs))


@mistake(
    of="search",
    family="other_choice",
    hint={"en": "Is a good weight one with a high cost or with a low one?", "zh": "好的权重代价高，还是代价低？"},
    finding={"zh": "你返回的是代价最高的权重。"},
)
def worst_weight_returned(xs, ys, ws):
    """You have returned the weight with the highest cost."""
    costs = [sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs) for w in ws]
    return costs, ws[costs.index(max(costs))]


@mistake(
    of="search",
    family="not_kept",
    hint={"en": "After a better w is found, what must be remembered?", "zh": "找到更好的 w 之后，需要记住哪些量？"},
    finding={"zh": "你记住了新的 w，却没有更新最低代价：留下的是最后一个低于初始值的 w。"},
)
def lowest_cost_not_updated(xs, ys, ws):
    """You have remembered the new w but not its cost: what is left is the last w that beat the start value."""
    costs, best, lowest = [], None, float("inf")
    for w in ws:
        costs.append(sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs))
        if costs[-1] < lowest:
            best = w
    return costs, best


@mistake(
    of="search",
    family="not_kept",
    hint={"en": "After a better w is found, what must be remembered?", "zh": "找到更好的 w 之后，需要记住哪些量？"},
    finding={"zh": "你返回的始终是第一个权重，而不是最好的。"},
)
def best_weight_not_updated(xs, ys, ws):
    """What you return is always the first weight; the best one is asked for."""
    costs = [sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs) for w in ws]
    return costs, ws[0]


@mistake(
    of="search",
    family="other_choice",
    hint={
        "en": "Which cost do you compare with: the one just before, or the lowest so far?",
        "zh": "你与哪个代价比较：前一个，还是目前最低的？",
    },
    finding={"zh": "你只与前一个代价比较，而不是与目前最低的比较。"},
)
def compares_with_the_one_before(xs, ys, ws):
    """You have compared each cost with the one just before it and not with the lowest so far."""
    costs, best, before = [], None, float("inf")
    for w in ws:
        costs.append(sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs))
        if costs[-1] < before:
            best = w
        before = costs[-1]
    return costs, best


@mistake(
    of="search",
    family="swapped",
    hint={"en": "Which of the two does the docstring name first?", "zh": "文档字符串先写的是哪一个？"},
    finding={"zh": "返回的顺序反了：应先返回代价表，再返回最好的权重。"},
)
def results_swapped(xs, ys, ws):
    """You have returned the best weight before the list of costs."""
    costs = [sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs) for w in ws]
    return ws[costs.index(min(costs))], costs


@mistake(
    of="cost_surface",
    family="wrong_axis",
    hint={"en": "Which axis is w? Use grids of different lengths.", "zh": "哪个轴是 w？用长度不同的网格检查。"},
    finding={"zh": "表转置了：行应对应 w，列应对应 b。（`meshgrid` 的默认顺序是 xy。）"},
)
def table_transposed(xs, ys, ws, bs):
    """Your table lies on its side: rows belong to w, columns to b. (`meshgrid`'s default order is xy.)"""
    return torch.stack([torch.stack([((xs * w + b - ys) ** 2).mean() for w in ws]) for b in bs])


@mistake(
    of="cost_surface",
    family="swapped",
    hint={
        "en": "In which loop does w run, and which letter multiplies x?",
        "zh": "w 在哪个循环里？与 x 相乘的是哪个字母？",
    },
    finding={"zh": "表的形状是对的，但 w 和 b 在模型里互换了。"},
)
def weight_and_bias_swapped_in_the_table(xs, ys, ws, bs):
    """Your table has the right shape, but w and b have swapped their roles in the model."""
    return torch.stack([torch.stack([((xs * b + w - ys) ** 2).mean() for b in bs]) for w in ws])


@mistake(
    of="cost_surface",
    family="sum_for_mean",
    hint={"en": "Duplicate the data set. Should the costs change?", "zh": "把数据复制一份，代价应该变吗？"},
    finding={"zh": "你的代价是总和，没有求平均。"},
)
def table_of_sums(xs, ys, ws, bs):
    """Your costs are sums and not means."""
    return torch.stack([torch.stack([((xs * w + b - ys) ** 2).sum() for b in bs]) for w in ws])


@mistake(
    of="cost_surface",
    family="state_not_reset",
    hint={"en": "What is the sum worth when a new pair starts?", "zh": "每换一对新的 (w, b)，累加器从多少开始？"},
    finding={"zh": "换到新的 (w, b) 时，累加器没有清零。"},
)
def total_not_reset_in_the_table(xs, ys, ws, bs):
    """Your total is not set back to 0 when a new pair of w and b starts."""
    table, total = [], 0
    for w in ws:
        table.append([])
        for b in bs:
            total = total + ((xs * w + b - ys) ** 2).sum()
            table[-1].append(total / len(xs))
    return table


@mistake(
    of="cost_surface",
    family="argument_not_used",
    hint={"en": "Look at one row of your table. Do the costs change with b?", "zh": "看表中的一行：代价随 b 变化吗？"},
    finding={"zh": "代价里没有用到偏置 b：每一行的数都相同。"},
)
def table_without_the_bias(xs, ys, ws, bs):
    """Your costs do not use the bias b: all numbers of a row are equal."""
    return torch.stack([torch.stack([((xs * w - ys) ** 2).mean() for _ in bs]) for w in ws])


@mistake(
    of="cost_surface",
    family="wrong_shape",
    hint={"en": "How many indices does it take to point at one cost?", "zh": "指出一个代价需要几个下标？"},
    finding={"zh": "你返回了一个长列表，而要求的是表。"},
)
def one_long_list(xs, ys, ws, bs):
    """You have returned one long list and not a table."""
    return [((xs * w + b - ys) ** 2).mean() for w in ws for b in bs]


@mistake(
    of="best_pair",
    family="swapped",
    hint={"en": "Which of the two does the docstring name first?", "zh": "文档字符串先写的是哪一个？"},
    finding={"zh": "你先返回了 b，再返回 w。"},
)
def bias_before_weight(ws, bs, surface):
    """You have returned b before w."""
    row, column = divmod(int(surface.argmin()), len(bs))
    return bs[column], ws[row]


@mistake(
    of="best_pair",
    family="something_else_returned",
    hint={
        "en": "Are the numbers you return on the axes, or places in a list?",
        "zh": "你返回的是坐标轴上的数，还是表中的位置？",
    },
    finding={"zh": "你返回的是下标，而不是 w 和 b 的值。"},
)
def indices_of_the_pair(ws, bs, surface):
    """You have returned the indices and not w and b themselves."""
    return divmod(int(surface.argmin()), len(bs))


@mistake(
    of="best_pair",
    family="wrong_axis",
    hint={
        "en": "How long is one row of the table: as long as ws or as long as bs?",
        "zh": "表的一行有多长：与 ws 一样长，还是与 bs 一样长？",
    },
    finding={"zh": "你把一维下标除以了行数；应除以一行的长度，也就是 bs 的长度。"},
)
def divides_by_the_number_of_rows(ws, bs, surface):
    """You have divided the flat index by the number of rows; a row is as long as `bs`."""
    row, column = divmod(int(surface.argmin()), len(ws))
    return ws[row], bs[column]


@mistake(
    of="best_pair",
    family="wrong_axis",
    hint={"en": "Which index of surface[i, j] belongs to w?", "zh": "surface[i, j] 中哪个下标属于 w？"},
    finding={"zh": "行和列互换了：surface[i, j] 的 i 属于 w，j 属于 b。"},
)
def rows_and_columns_mixed_up(ws, bs, surface):
    """You have mixed up rows and columns: in surface[i, j], i belongs to w and j to b."""
    row, column = divmod(int(surface.argmin()), len(bs))
    return ws[column], bs[row]


@mistake(
    of="best_pair",
    family="other_choice",
    hint={"en": "Is a good pair one with a high cost or with a low one?", "zh": "好的一对代价高，还是代价低？"},
    finding={"zh": "你返回的是代价最高的一对。"},
)
def worst_pair(ws, bs, surface):
    """You have returned the pair with the highest cost."""
    row, column = divmod(int(surface.argmax()), len(bs))
    return ws[row], bs[column]


@mistake(
    of="best_pair",
    family="other_choice",
    hint={
        "en": "Is the best w for the first b also the best w for all the others?",
        "zh": "对第一个 b 最好的 w，对其他 b 也最好吗？",
    },
    finding={"zh": "你分别在第一列和第一行里找最小值，而没有在整个表里找。"},
)
def lowest_along_the_edges(ws, bs, surface):
    """You have searched the first column and the first row, and not the whole table."""
    return ws[int(surface[:, 0].argmin())], bs[int(surface[0].argmin())]


@mistake(
    of="best_pair",
    family="something_else_returned",
    hint={"en": "Which axes do w and b lie on, and which one the cost?", "zh": "w 和 b 在哪些轴上？代价又在哪个轴上？"},
    finding={"zh": "你返回的是最低的代价，而不是 w 和 b。"},
)
def lowest_cost_of_the_table(ws, bs, surface):
    """You have returned the lowest cost and not w and b."""
    return surface.min()


equivalents = [
    equivalent(
        of="search",
        was="if current < lowest:",
        now="if current <= lowest:",
        reason="Which of two weights with one and the same cost comes back is left open: rounding decides it.",
    ),
]
