"""Named mistakes of the linear model and its cost."""

from grader.authoring import equivalent, mistake


@mistake(
    of="forward",
    hint={
        "en": "Call it twice with two values of w. Do the answers differ?",
        "zh": "用两个不同的 w 各调用一次，结果有变化吗？",
    },
    finding={"zh": "你的结果始终是 x：它不随 w 变化，好像 w 总是 1。"},
)
def w_is_always_one(x, w):
    """Your answer is always x: it does not follow w, as if w were always 1."""
    return x * 1.0


@mistake(
    of="forward",
    hint={
        "en": "Call it twice with two values of w. Do the answers differ?",
        "zh": "用两个不同的 w 各调用一次，结果有变化吗？",
    },
    finding={"zh": "你的结果始终是 x * 4：它不随参数 w 变化。"},
)
def w_left_by_the_loop(x, w):
    """Your answer is always x * 4: it does not follow the argument w."""
    return x * 4.0


@mistake(
    of="forward",
    hint={
        "en": "If x is 0, which height does the line through the origin have?",
        "zh": "x 为 0 时，过原点的直线有多高？",
    },
    finding={"zh": "你把 x 和 w 相加了，而模型是相乘。"},
)
def adds_w(x, w):
    """You have added x and w where the model multiplies them."""
    return x + w


@mistake(
    of="forward",
    hint={"en": "If w doubles, what should happen to the prediction?", "zh": "w 变成两倍时，预测值应怎样变化？"},
    finding={"zh": "你用 x 除以了 w，而模型是相乘。"},
)
def divides_by_w(x, w):
    """You have divided x by w where the model multiplies them."""
    return x / w if w else x * float("inf")


@mistake(
    of="forward",
    hint={
        "en": "How does a straight line grow when x doubles: twofold or fourfold?",
        "zh": "x 变成两倍时，直线上的值变成两倍还是四倍？",
    },
    finding={"zh": "你对 x 取了平方，模型不再是直线。"},
)
def squares_x(x, w):
    """You have squared x: the model is no longer a straight line."""
    return x**2 * w


@mistake(
    of="forward",
    hint={"en": "What does your function give back to its caller?", "zh": "你的函数给调用者返回了什么？"},
    finding={"zh": "你的函数没有返回值。"},
)
def forward_returns_nothing(x, w):
    """Your function returns nothing."""


@mistake(
    of="loss",
    hint={"en": "How does your loss change when the error doubles?", "zh": "误差变成两倍时，损失应变成几倍？"},
    finding={"zh": "你把误差乘以 2，而不是取平方。"},
)
def doubles_the_error(x, y, w):
    """You have multiplied the error by 2 and not squared it."""
    return (x * w - y) * 2


@mistake(
    of="loss",
    hint={"en": "Test an error of 3. Which power do you get?", "zh": "用误差 3 试一试，得到的是几次方？"},
    finding={"zh": "你取了误差的绝对值，而不是平方。"},
)
def absolute_error(x, y, w):
    """You have taken the absolute value of the error and not its square."""
    return abs(x * w - y)


@mistake(
    of="loss",
    hint={"en": "Which is squared: the difference or one term?", "zh": "被平方的是差值，还是其中一项？"},
    finding={"zh": "你的结果是 y_hat - y**2：只有 y 取了平方，而不是差。"},
)
def squares_only_y(x, y, w):
    """Your result is y_hat - y**2: only y is squared and not the difference."""
    return x * w - y**2


@mistake(
    of="loss",
    hint={"en": "Which is squared: the difference or one term?", "zh": "被平方的是差值，还是其中一项？"},
    finding={"zh": "你算的是平方之差，而不是差的平方。"},
)
def difference_of_squares(x, y, w):
    """You have taken the difference of two squares and not the square of the difference."""
    return (x * w) ** 2 - y**2


@mistake(
    of="loss",
    hint={
        "en": "Can a loss be negative? What is missing after the difference?",
        "zh": "损失可以是负数吗？减法之后还缺什么？",
    },
    finding={"zh": "你返回了误差本身，没有取平方。"},
)
def error_not_squared(x, y, w):
    """You have returned the error itself, without the square."""
    return x * w - y


@mistake(
    of="loss",
    hint={
        "en": "Can a loss be negative? What is missing after the difference?",
        "zh": "损失可以是负数吗？减法之后还缺什么？",
    },
    finding={"zh": "你返回了 y - y_hat，没有取平方。"},
)
def reversed_error_not_squared(x, y, w):
    """You have returned y - y_hat, without the square."""
    return y - x * w


@mistake(
    of="loss",
    hint={
        "en": "Compare your formula with the definition in this chapter: any constant that is not there?",
        "zh": "对照本章的定义，你的公式多了什么常数吗？",
    },
    finding={"zh": "你多乘了 1/2：有的书这样定义，本章没有。"},
)
def half_the_squared_error(x, y, w):
    """You have an extra factor 1/2: some books define it so, this chapter does not."""
    return (x * w - y) ** 2 / 2


@mistake(
    of="loss",
    hint={"en": "What is compared with y: the input or the prediction?", "zh": "与 y 比较的是输入，还是预测值？"},
    finding={"zh": "你的损失比较的是 x 和 y：它不随 w 变化，好像 w 总是 1。"},
)
def compares_x_with_y(x, y, w):
    """Your loss compares x itself with y: it does not follow w, as if w were always 1."""
    return (x - y) ** 2


@mistake(
    of="loss",
    hint={"en": "What is compared with y: the weight or the prediction?", "zh": "与 y 比较的是权重，还是预测值？"},
    finding={"zh": "你比较的是 w 和 y，x 没有被使用。"},
)
def compares_w_with_y(x, y, w):
    """You have compared w with y: x is not used."""
    return (w - y) ** 2


@mistake(
    of="loss",
    hint={"en": "When the prediction is right, what should the loss be?", "zh": "预测完全正确时，损失应是多少？"},
    finding={"zh": "你把预测值与 y 相加，而不是相减。"},
)
def adds_y(x, y, w):
    """You have added y to the prediction where it is subtracted."""
    return (x * w + y) ** 2


@mistake(
    of="loss",
    hint={
        "en": "Which operation comes first in x * (w - y)? What does w - y mean?",
        "zh": "在 x * (w - y) 中先算哪一步？w - y 有什么含义？",
    },
    finding={"zh": "你的结果相当于 x * (w - y)：应先算 x * w，再减去 y。"},
)
def subtracts_before_multiplying(x, y, w):
    """Your result is that of x * (w - y): w is to be multiplied by x before y is subtracted."""
    return (x * (w - y)) ** 2


@mistake(
    of="loss",
    hint={"en": "What does your function give back to its caller?", "zh": "你的函数给调用者返回了什么？"},
    finding={"zh": "你的函数没有返回值。"},
)
def loss_returns_nothing(x, y, w):
    """Your function returns nothing."""


@mistake(
    of="cost_sum",
    hint={
        "en": "This function is the sum. Which function of this file divides by N?",
        "zh": "这个函数求的是总和，除以 N 是哪个函数的事？",
    },
    finding={"zh": "你返回了平均值，而这里要求的是总和。"},
)
def mean_where_the_sum_is_asked(xs, ys, w):
    """You have returned the mean where the sum is asked for."""
    return sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs)


@mistake(
    of="cost_sum",
    hint={"en": "Change only the first sample. Does the sum react?", "zh": "只改第一个样本，总和有反应吗？"},
    finding={"zh": "你的总和只有最后一个样本的损失；其他样本的也要加上。"},
)
def sum_overwritten(xs, ys, w):
    """Your sum is the last sample's loss alone; those of the others are to be added."""
    for x, y in zip(xs, ys):
        total = (x * w - y) ** 2
    return total


@mistake(
    of="cost_sum",
    hint={
        "en": "How often does the loop run before `return`? Look at the indentation.",
        "zh": "执行 return 之前循环运行了几次？看看缩进。",
    },
    finding={"zh": "你的总和只有第一个样本的损失；其他样本的也要加上。"},
)
def sum_returns_inside_the_loop(xs, ys, w):
    """Your sum is the first sample's loss alone; those of the others are to be added."""
    total = 0
    for x, y in zip(xs, ys):
        total = total + (x * w - y) ** 2
        return total


@mistake(
    of="cost_sum",
    hint={
        "en": "An error of +1 and one of -1: is the model perfect then?",
        "zh": "一个误差是 +1，另一个是 -1，模型就完美了吗？",
    },
    finding={"zh": "你把误差相加而没有取平方，正负误差会抵消。"},
)
def sum_of_errors(xs, ys, w):
    """You have added the errors without the square: positive and negative ones cancel."""
    return sum(x * w - y for x, y in zip(xs, ys))


@mistake(
    of="cost_sum",
    hint={"en": "Order: add up the squares, or square the sum?", "zh": "顺序：先平方再求和，还是先求和再平方？"},
    finding={"zh": "你先求和再取平方，正负误差先抵消了。"},
)
def square_of_the_sum(xs, ys, w):
    """You have added the errors first and squared their sum."""
    return sum(x * w - y for x, y in zip(xs, ys)) ** 2


@mistake(
    of="cost_sum",
    hint={"en": "Which index does your loop begin with?", "zh": "你的循环从哪个下标开始？"},
    finding={"zh": "你的总和里缺少第一个样本。"},
)
def sum_without_the_first(xs, ys, w):
    """The first sample is missing from your sum."""
    return sum((xs[i] * w - ys[i]) ** 2 for i in range(1, len(xs)))


@mistake(
    of="cost_sum",
    hint={"en": "What is the last value of range(len(xs) - 1)?", "zh": "range(len(xs) - 1) 的最后一个值是多少？"},
    finding={"zh": "你的总和里缺少最后一个样本。"},
)
def sum_without_the_last(xs, ys, w):
    """The last sample is missing from your sum."""
    return sum((xs[i] * w - ys[i]) ** 2 for i in range(len(xs) - 1))


@mistake(
    of="cost_sum",
    hint={
        "en": "How many samples does your loop visit when there are five?",
        "zh": "有五个样本时，你的循环访问了几个？",
    },
    finding={"zh": "无论有多少个样本，你的总和都只算前 3 个。"},
)
def sum_of_three(xs, ys, w):
    """Your sum holds the first 3 samples only, however many there are."""
    return sum((xs[i] * w - ys[i]) ** 2 for i in range(min(3, len(xs))))


@mistake(
    of="cost_sum",
    hint={"en": "Is the loss of this chapter a power or an absolute value?", "zh": "本章的损失是平方，还是绝对值？"},
    finding={"zh": "你把误差的绝对值相加，而不是平方。"},
)
def sum_of_absolute_errors(xs, ys, w):
    """You have added the absolute errors and not their squares."""
    return sum(abs(x * w - y) for x, y in zip(xs, ys))


@mistake(
    of="cost_sum",
    hint={"en": "What does your function give back to its caller?", "zh": "你的函数给调用者返回了什么？"},
    finding={"zh": "你的函数没有返回值。"},
)
def sum_returns_nothing(xs, ys, w):
    """Your function returns nothing."""


@mistake(
    of="cost",
    hint={"en": "Duplicate the data set. Should the cost change?", "zh": "把数据复制一份，代价应该变吗？"},
    finding={"zh": "你返回的是总和，没有求平均。"},
)
def sum_where_the_mean_is_asked(xs, ys, w):
    """You have returned the sum and not the mean."""
    return sum((x * w - y) ** 2 for x, y in zip(xs, ys))


@mistake(
    of="cost",
    hint={
        "en": "Compare your formula with the definition in this chapter: any constant that is not there?",
        "zh": "对照本章的定义，你的公式多了什么常数吗？",
    },
    finding={"zh": "你多除以了 2（1/(2N) 的写法）：本章的定义没有这个 2。"},
)
def half_the_mean(xs, ys, w):
    """You have divided by 2 as well (the 1/(2N) convention): this chapter's definition has no 2."""
    return sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / (2 * len(xs))


@mistake(
    of="cost",
    hint={"en": "Change only the first sample. Does the cost react?", "zh": "只改第一个样本，代价有反应吗？"},
    finding={"zh": "你的代价是最后一个样本的损失除以 N；其他样本的损失没有算进去。"},
)
def only_the_last_sample(xs, ys, w):
    """Your cost is the last sample's loss divided by N; those of the others are missing."""
    for x, y in zip(xs, ys):
        total = (x * w - y) ** 2
    return total / len(xs)


@mistake(
    of="cost",
    hint={
        "en": "How often does the loop run before `return`? Look at the indentation.",
        "zh": "执行 return 之前循环运行了几次？看看缩进。",
    },
    finding={"zh": "你的代价是第一个样本的损失除以 N；其他样本的损失没有算进去。"},
)
def only_the_first_sample(xs, ys, w):
    """Your cost is the first sample's loss divided by N; those of the others are missing."""
    total = 0
    for x, y in zip(xs, ys):
        total = total + (x * w - y) ** 2
        return total / len(xs)


@mistake(
    of="cost",
    hint={"en": "Try a data set of another length.", "zh": "换一个长度不同的数据集试试。"},
    finding={"zh": "你的总和除以了 3，而不是样本数。"},
)
def divides_by_three(xs, ys, w):
    """Your sum is divided by 3 and not by the number of samples."""
    return sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / 3


@mistake(
    of="cost",
    hint={"en": "How many losses have you added, and by how many do you divide?", "zh": "你加了几个损失，又除以几？"},
    finding={"zh": "你除以了 N - 1，而不是 N。"},
)
def divides_by_n_minus_one(xs, ys, w):
    """You have divided by N - 1 and not by N."""
    total = sum((x * w - y) ** 2 for x, y in zip(xs, ys))
    return total / (len(xs) - 1)


@mistake(
    of="cost",
    hint={"en": "How many losses have you added, and by how many do you divide?", "zh": "你加了几个损失，又除以几？"},
    finding={"zh": "你除以了 N + 1，而不是 N。"},
)
def divides_by_n_plus_one(xs, ys, w):
    """You have divided by N + 1 and not by N."""
    return sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / (len(xs) + 1)


@mistake(
    of="cost",
    hint={"en": "By how much is a mean of means divided altogether?", "zh": "对平均值再求平均，一共除以了多少？"},
    finding={"zh": "你除以了两次 N。"},
)
def divides_by_n_twice(xs, ys, w):
    """You have divided by N twice."""
    return sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs) / len(xs)


@mistake(
    of="cost",
    hint={
        "en": "Which line should run once for each sample, and which one only once?",
        "zh": "哪一行应对每个样本执行一次，哪一行只执行一次？",
    },
    finding={"zh": "前面样本的损失被反复除以 N；总和只应除一次。"},
)
def divides_inside_the_loop(xs, ys, w):
    """The losses of earlier samples are divided by N again for every later one; the total is divided once."""
    total = 0
    for x, y in zip(xs, ys):
        total = (total + (x * w - y) ** 2) / len(xs)
    return total


@mistake(
    of="cost",
    hint={"en": "Order: square each error, or square the average?", "zh": "是先平方再平均，还是先平均再平方？"},
    finding={"zh": "你先平均再取平方，正负误差先抵消了。"},
)
def square_of_the_mean(xs, ys, w):
    """You have averaged the errors first and squared the average."""
    return (sum(x * w - y for x, y in zip(xs, ys)) / len(xs)) ** 2


@mistake(
    of="cost",
    hint={
        "en": "An error of +1 and one of -1: is the model perfect then?",
        "zh": "一个误差是 +1，另一个是 -1，模型就完美了吗？",
    },
    finding={"zh": "你对误差求平均而没有取平方，正负误差会抵消。"},
)
def mean_of_errors(xs, ys, w):
    """You have averaged the errors without the square: positive and negative ones cancel."""
    return sum(x * w - y for x, y in zip(xs, ys)) / len(xs)


@mistake(
    of="cost",
    hint={"en": "Is the loss of this chapter a power or an absolute value?", "zh": "本章的损失是平方，还是绝对值？"},
    finding={"zh": "你求的是平均绝对误差（MAE），而不是均方误差。"},
)
def mean_absolute_error(xs, ys, w):
    """You have taken the mean absolute error and not the mean squared error."""
    return sum(abs(x * w - y) for x, y in zip(xs, ys)) / len(xs)


@mistake(
    of="cost",
    hint={
        "en": "What are the units of your cost: those of y or those of y squared?",
        "zh": "你的代价的单位是 y 的单位，还是 y 的平方？",
    },
    finding={"zh": "你多开了一次平方根（RMSE）。"},
)
def root_mean_squared_error(xs, ys, w):
    """You have taken the root of the mean (RMSE); the cost has no root."""
    return (sum((x * w - y) ** 2 for x, y in zip(xs, ys)) / len(xs)) ** 0.5


@mistake(
    of="cost",
    hint={
        "en": "Call it twice with two values of w. Do the answers differ?",
        "zh": "用两个不同的 w 各调用一次，结果有变化吗？",
    },
    finding={"zh": "代价不随 w 变化：它始终是 w = 1 处的代价。"},
)
def cost_at_w_one(xs, ys, w):
    """Your cost does not follow w: it is always that of w = 1."""
    return sum((x - y) ** 2 for x, y in zip(xs, ys)) / len(xs)


@mistake(
    of="cost",
    hint={"en": "What does 7 // 2 give, and what does 7 / 2 give?", "zh": "7 // 2 等于多少？7 / 2 呢？"},
    finding={"zh": "你的结果是整数：小数部分丢失了，用 `//` 就会这样。"},
)
def whole_number_division(xs, ys, w):
    """Your result is a whole number: what comes after the decimal point is lost, as with `//`."""
    return sum((x * w - y) ** 2 for x, y in zip(xs, ys)) // len(xs)


@mistake(
    of="cost",
    hint={"en": "What does your function give back to its caller?", "zh": "你的函数给调用者返回了什么？"},
    finding={"zh": "你的函数没有返回值。"},
)
def cost_returns_nothing(xs, ys, w):
    """Your function returns nothing."""


equivalents = [
    equivalent(
        of="cost",
        was="return cost_sum(xs, ys, w) / len(xs)",
        now="return cost_sum(xs, ys, w) / len(ys)",
        reason="Both have one entry for each sample.",
    ),
]
