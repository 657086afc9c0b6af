"""Named mistakes of logistic regression by hand."""

import math

import torch

from grader.authoring import equivalent, mistake


def sigma(z):
    return 1 / (1 + torch.exp(-torch.as_tensor(z, dtype=torch.float64)))


def limited_log(p):
    return torch.clamp(torch.log(torch.as_tensor(p, dtype=torch.float64)), min=-100)


@mistake(
    of="cross_entropy",
    hint={"en": "Can a cross-entropy be below zero?", "zh": "交叉熵会小于零吗？"},
    finding={"zh": "你的交叉熵符号反了：它总不大于 0。"},
)
def cross_entropy_without_minus(p, q):
    """Your cross-entropy has the wrong sign: it is never above 0."""
    counts = p > 0
    return (p[counts] * torch.log(q[counts])).sum()


@mistake(
    of="cross_entropy",
    hint={
        "en": "Under which of the two distributions do the classes occur, and which is the guess?",
        "zh": "各类按哪个分布出现？哪一个是猜测的分布？",
    },
    finding={"zh": "两个分布用反了：取对数的是 q。"},
)
def distributions_swapped(p, q):
    """You have swapped the two distributions: the logarithm belongs to q."""
    counts = p > 0
    return -(q[counts] * torch.log(p[counts])).sum()


@mistake(
    of="cross_entropy",
    hint={"en": "What is the logarithm of 0.5: -0.693, -0.301 or -1?", "zh": "0.5 的对数是 -0.693、-0.301 还是 -1？"},
    finding={"zh": "你用了以 2 或 10 为底的对数，这里要用自然对数。"},
)
def cross_entropy_in_bits(p, q):
    """You have taken the logarithm to base 2 or 10; the natural one is asked for."""
    counts = p > 0
    return -(p[counts] * torch.log2(q[counts])).sum()


@mistake(
    of="cross_entropy",
    hint={
        "en": "Split a class into two equal halves, in p and in q: should the answer change that much?",
        "zh": "p 中的数加起来是多少？还需要再除以类别数吗？",
    },
    finding={"zh": "你对各类求了平均，而交叉熵是求和：p 本身已是权重。"},
)
def cross_entropy_averaged(p, q):
    """You have averaged over the classes where the cross-entropy sums: p holds the weights already."""
    counts = p > 0
    return -(p[counts] * torch.log(q[counts])).sum() / len(p)


@mistake(
    of="cross_entropy",
    hint={"en": "What is log(0)? And 0 times it?", "zh": "log(0) 是多少？再乘以 0 呢？"},
    finding={"zh": "p = 0 且 q = 0 的类给出 0 * log(0)，结果是 NaN。"},
)
def zero_times_infinity(p, q):
    """A class with p = 0 and q = 0 gives 0 * log(0), which is NaN."""
    return -(p * torch.log(q)).sum()


@mistake(
    of="cross_entropy",
    hint={
        "en": "What is your answer for two equal distributions? What does the formula give there?",
        "zh": "两个分布相同时，你的结果是多少？按公式应是多少？",
    },
    finding={"zh": "你算的是 KL 散度：它还减去了 p 的熵。"},
)
def divergence_for_cross_entropy(p, q):
    """You have computed the Kullback-Leibler divergence, which subtracts the entropy of p."""
    counts = p > 0
    return (p[counts] * torch.log(p[counts] / q[counts])).sum()


@mistake(
    of="cross_entropy",
    hint={"en": "Change q. Does your answer react?", "zh": "改变 q，结果有反应吗？"},
    finding={"zh": "你算的是 p 的熵，没有用到 q。"},
)
def entropy_for_cross_entropy(p, q):
    """You have computed the entropy of p; q does not occur."""
    counts = p > 0
    return -(p[counts] * torch.log(p[counts])).sum()


@mistake(
    of="forward",
    hint={"en": "What should sigma(10) be near?", "zh": "sigma(10) 应接近多少？"},
    finding={"zh": "指数的符号反了：你得到的是标签为 0 的概率。"},
)
def probability_of_no(x, w, b):
    """The sign in the exponent is the other way round: you get the probability of label 0."""
    return 1 / (1 + torch.exp(torch.as_tensor(x * w + b, dtype=torch.float64)))


@mistake(
    of="forward",
    hint={"en": "Can a probability exceed 1?", "zh": "概率能大于 1 吗？"},
    finding={"zh": "缺少括号：1 / 1 + exp(-z) 先做除法，结果总大于 1。"},
)
def probability_above_one(x, w, b):
    """Parentheses are missing: 1 / 1 + exp(-z) divides first, and is always above 1."""
    return 1 / 1 + torch.exp(-torch.as_tensor(x * w + b, dtype=torch.float64))


@mistake(
    of="forward",
    hint={
        "en": "Which numbers can x * w + b be? And which can a probability be?",
        "zh": "x * w + b 可以取哪些值？概率呢？",
    },
    finding={"zh": "你返回的是 x * w + b 本身，还没有变成概率。"},
)
def score_for_probability(x, w, b):
    """You return the score x * w + b itself; it has not become a probability."""
    return x * w + b


@mistake(
    of="forward",
    hint={"en": "Change b. Does the probability react?", "zh": "改变 b，概率有反应吗？"},
    finding={"zh": "缺少偏置 b。"},
)
def probability_without_bias(x, w, b):
    """The bias is missing."""
    return sigma(x * w)


@mistake(
    of="forward",
    hint={"en": "Which is applied first: the weight or the bias?", "zh": "先乘权重，还是先加偏置？"},
    finding={"zh": "你先加了偏置再乘权重。"},
)
def bias_before_weight(x, w, b):
    """You have added the bias before multiplying by the weight."""
    return sigma((x + b) * w)


@mistake(
    of="forward",
    hint={"en": "Try z = 1000 and z = -1000.", "zh": "试试 z = 1000 和 z = -1000。"},
    finding={"zh": "z 很大时 exp(z) / (1 + exp(z)) 是无穷大除以无穷大，结果是 NaN。"},
)
def probability_nan_for_large_score(x, w, b):
    """exp(z) / (1 + exp(z)) is infinity divided by infinity for large z, which gives NaN."""
    e = torch.exp(torch.as_tensor(x * w + b, dtype=torch.float64))
    return e / (1 + e)


@mistake(
    of="forward",
    hint={"en": "Which sign of z makes the exponent large?", "zh": "z 取什么符号时指数会很大？"},
    finding={"zh": "z 是绝对值很大的负数时，math.exp(-z) 溢出并抛出 OverflowError。"},
)
def probability_overflows(x, w, b):
    """For a large negative z your math.exp(-z) overflows and raises OverflowError."""
    z = torch.as_tensor(x * w + b, dtype=torch.float64)
    if z.numel() == 1:
        return 1 / (1 + math.exp(-float(z)))
    return torch.tensor([1 / (1 + math.exp(-value)) for value in z.tolist()], dtype=torch.float64)


@mistake(
    of="forward",
    hint={"en": "What is your function where x * w + b = 0?", "zh": "x * w + b = 0 时，你的函数是多少？"},
    finding={"zh": "你用了 tanh，它的值在 -1 和 1 之间。"},
)
def tanh_for_sigma(x, w, b):
    """You have used tanh, which lies between -1 and 1."""
    return torch.tanh(torch.as_tensor(x * w + b, dtype=torch.float64))


@mistake(
    of="loss",
    hint={"en": "Can this loss be below zero?", "zh": "这个损失会小于零吗？"},
    finding={"zh": "你的损失符号反了：它小于 0。"},
)
def loss_without_minus(y_hat, y):
    """Your loss has the wrong sign: it is below 0."""
    return y * limited_log(y_hat) + (1 - y) * limited_log(1 - y_hat)


@mistake(
    of="loss",
    hint={
        "en": "Change y_hat of a sample with label 0. Any reaction?",
        "zh": "改变标签为 0 的样本的 y_hat，损失有反应吗？",
    },
    finding={"zh": "只有第一项：y = 0 的样本无论预测什么都没有损失。"},
)
def only_the_yes_term(y_hat, y):
    """Only the first term is there: samples with y = 0 cost nothing, whatever is predicted."""
    return -y * limited_log(y_hat)


@mistake(
    of="loss",
    hint={
        "en": "Change y_hat of a sample with label 1. Any reaction?",
        "zh": "改变标签为 1 的样本的 y_hat，损失有反应吗？",
    },
    finding={"zh": "只有第二项：y = 1 的样本无论预测什么都没有损失。"},
)
def only_the_no_term(y_hat, y):
    """Only the second term is there: samples with y = 1 cost nothing, whatever is predicted."""
    return -(1 - y) * limited_log(1 - y_hat)


@mistake(
    of="loss",
    hint={"en": "Which of the two may be exactly 0 or 1 by nature?", "zh": "两者中哪个本来就正好是 0 或 1？"},
    finding={"zh": "y_hat 和 y 用反了：你对标签取了对数。"},
)
def probability_and_label_swapped(y_hat, y):
    """You have swapped y_hat and y: the logarithm is taken of the label."""
    return -(y_hat * limited_log(y) + (1 - y_hat) * limited_log(1 - y))


@mistake(
    of="loss",
    hint={"en": "A confident right answer: should it cost much?", "zh": "很有把握而且正确的预测，损失应该大吗？"},
    finding={"zh": "两项用反了：很有把握而且正确的预测反而损失最大。"},
)
def terms_swapped(y_hat, y):
    """The two terms are swapped: a confident right answer costs most."""
    return -((1 - y) * limited_log(y_hat) + y * limited_log(1 - y_hat))


@mistake(
    of="loss",
    hint={"en": "Loss at y_hat = 0.5: 0.693, 0.301 or 1?", "zh": "y_hat = 0.5 时损失是 0.693、0.301 还是 1？"},
    finding={"zh": "你用了以 10 为底的对数。"},
)
def loss_with_log10(y_hat, y):
    """You have taken the logarithm to base 10."""
    return -(y * limited_log(y_hat) + (1 - y) * limited_log(1 - y_hat)) / math.log(10)


@mistake(
    of="loss",
    hint={"en": "Loss at y_hat = 0.5: 0.693, 0.301 or 1?", "zh": "y_hat = 0.5 时损失是 0.693、0.301 还是 1？"},
    finding={"zh": "你用了以 2 为底的对数。"},
)
def loss_with_log2(y_hat, y):
    """You have taken the logarithm to base 2."""
    return -(y * limited_log(y_hat) + (1 - y) * limited_log(1 - y_hat)) / math.log(2)


@mistake(
    of="loss",
    hint={"en": "What is log(0)? And 0 times it?", "zh": "log(0) 是多少？再乘以 0 呢？"},
    finding={"zh": "没有限制对数：完全正确时 0 * log(0) 是 NaN，完全错误时是无穷大。"},
)
def logarithms_not_limited(y_hat, y):
    """The logarithms are not limited: 0 * log(0) is NaN for a perfect answer, and a wrong one costs infinity."""
    p = torch.as_tensor(y_hat, dtype=torch.float64)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p))


@mistake(
    of="loss",
    hint={
        "en": "What does your loss give for y_hat = 1e-60 and y = 1, and what is the most that the docstring allows?",
        "zh": "y_hat = 1e-60、y = 1 时你的损失是多少？按文档字符串，损失最大是多少？",
    },
    finding={"zh": "你只处理了 y_hat 恰为 0 和 1 的情况：离 0 极近时，损失仍超过 100。"},
)
def only_exact_zero_limited(y_hat, y):
    """You limit the loss for y_hat of exactly 0 and 1 only: very near to 0 it is still more than 100."""
    p = torch.as_tensor(y_hat, dtype=torch.float64)
    likelihood = torch.where(torch.as_tensor(y) == 1, p, 1 - p)
    return torch.where(likelihood == 0, 100.0, -torch.log(likelihood))


@mistake(
    of="loss",
    hint={
        "en": "Which argument does the logarithm get where y_hat is exactly 1?",
        "zh": "y_hat 恰为 1 时，对数的自变量是多少？",
    },
    finding={"zh": "概率恰为 0 或 1 时，math.log(0) 会抛出异常。"},
)
def logarithm_of_zero_raises(y_hat, y):
    """math.log(0) raises an error for probabilities of exactly 0 and 1."""

    def one(p, label):
        return -(label * math.log(p) + (1 - label) * math.log(1 - p))

    if torch.as_tensor(y_hat).numel() == 1:
        return one(float(y_hat), float(y))
    return torch.tensor([one(float(p), float(label)) for p, label in zip(y_hat, y)], dtype=torch.float64)


@mistake(
    of="loss",
    hint={
        "en": "The docstring limits the logarithm, not the probability. And in float32: is 1 - 1e-8 different from 1?",
        "zh": "文档字符串限制的是对数，不是概率。另外，在 float32 中 1 - 1e-8 与 1 不同吗？",
    },
    finding={"zh": "你把 y_hat 限制在离 0 和 1 很近的范围内：完全错误时损失是这个小数的 -log，而不是 100。"},
    group="probability limited",
)
def probability_limited_at_ten_to_minus_twelve(y_hat, y):
    """You keep y_hat away from 0 and 1 by a small number: an entirely wrong answer costs -log of that number, not 100."""
    p = torch.clamp(torch.as_tensor(y_hat, dtype=torch.float64), 1e-12, 1 - 1e-12)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p))


@mistake(
    of="loss",
    hint={
        "en": "The docstring limits the logarithm, not the probability. And in float32: is 1 - 1e-8 different from 1?",
        "zh": "文档字符串限制的是对数，不是概率。另外，在 float32 中 1 - 1e-8 与 1 不同吗？",
    },
    finding={"zh": "你把 y_hat 限制在离 0 和 1 很近的范围内：完全错误时损失是这个小数的 -log，而不是 100。"},
    group="probability limited",
)
def probability_limited_at_ten_to_minus_eight(y_hat, y):
    """You keep y_hat away from 0 and 1 by a small number: an entirely wrong answer costs -log of that number, not 100."""
    p = torch.clamp(torch.as_tensor(y_hat, dtype=torch.float64), 1e-8, 1 - 1e-8)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p))


@mistake(
    of="loss",
    hint={
        "en": "The docstring limits the logarithm, not the probability. And in float32: is 1 - 1e-8 different from 1?",
        "zh": "文档字符串限制的是对数，不是概率。另外，在 float32 中 1 - 1e-8 与 1 不同吗？",
    },
    finding={"zh": "你把 y_hat 限制在离 0 和 1 很近的范围内：完全错误时损失是这个小数的 -log，而不是 100。"},
    group="probability limited",
)
def probability_limited_at_ten_to_minus_seven(y_hat, y):
    """You keep y_hat away from 0 and 1 by a small number: an entirely wrong answer costs -log of that number, not 100."""
    p = torch.clamp(torch.as_tensor(y_hat, dtype=torch.float64), 1e-7, 1 - 1e-7)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p))


@mistake(
    of="loss",
    hint={
        "en": "What does your loss give for y_hat = 0 and y = 1? What does the docstring ask for?",
        "zh": "y_hat = 0、y = 1 时你的损失是多少？文档字符串要求多少？",
    },
    finding={"zh": "你在对数里加了一个小数：完全错误时损失是这个小数的 -log，而不是 100。"},
    group="probability limited",
)
def small_number_added(y_hat, y):
    """You add a small number inside the logarithm: an entirely wrong answer costs -log of that number, not 100."""
    p = torch.as_tensor(y_hat, dtype=torch.float64)
    return -(y * torch.log(p + 1e-9) + (1 - y) * torch.log(1 - p + 1e-9))


@mistake(
    of="loss",
    hint={"en": "How much does an entirely wrong answer cost: 1 or 100?", "zh": "完全错误的预测，损失是 1 还是 100？"},
    finding={"zh": "你用了线性模型的平方误差；这里的损失是交叉熵。"},
)
def squared_error_for_cross_entropy(y_hat, y):
    """You have used the squared error of the linear model; the loss here is the cross-entropy."""
    return (y_hat - y) ** 2


@mistake(
    of="cost",
    hint={"en": "Same data twice: same cost?", "zh": "同样的数据放两遍，代价一样吗？"},
    finding={"zh": "你求了和，而代价是平均值。"},
)
def cost_summed(xs, ys, w, b):
    """You have summed where the cost takes the mean."""
    return loss(forward(xs, w, b), ys).sum()


@mistake(
    of="cost",
    hint={
        "en": "Is the product of the two here N numbers or a table? Print its shape.",
        "zh": "这里两者的乘积是 N 个数还是一张表？打印形状看看。",
    },
    finding={"zh": "每个标签都和每个预测配了一次：你对 N 乘 N 的表求了平均。"},
)
def cost_over_a_table(xs, ys, w, b):
    """Every label meets every prediction: the mean is over a table of N times N."""
    return loss(forward(xs, w, b).reshape(-1, 1), ys.reshape(1, -1)).mean()


@mistake(
    of="cost",
    hint={
        "en": "Compare your formula with the docstring: any constant that is not there?",
        "zh": "对照文档字符串，你的公式多了什么常数吗？",
    },
    finding={"zh": "你除以了 2N；这里没有因子 1/2。"},
)
def cost_halved(xs, ys, w, b):
    """You have divided by 2N (the 1/2 of other costs): here is no such factor."""
    return loss(forward(xs, w, b), ys).mean() / 2


@mistake(
    of="cost",
    hint={"en": "Change only the first sample. Does the cost react?", "zh": "只改第一个样本，代价有反应吗？"},
    finding={"zh": "只有最后一个样本起作用；要求的是所有样本的损失。"},
)
def only_the_last_sample(xs, ys, w, b):
    """Only the last sample counts; the losses of all are asked for."""
    return loss(forward(xs, w, b), ys)[-1] / len(ys)


@mistake(
    of="cost",
    hint={
        "en": "Order: the loss of each sample first, or the average first?",
        "zh": "是先算每个样本的损失，还是先求平均？",
    },
    finding={"zh": "你先对预测和标签求了平均；每个样本应有自己的损失。"},
)
def averaged_before_the_loss(xs, ys, w, b):
    """You have averaged the predictions and the labels first: each sample has a loss of its own."""
    return loss(forward(xs, w, b).mean(), ys.mean())


@mistake(
    of="cost",
    hint={"en": "Which function makes a probability of the score?", "zh": "哪个函数把 x * w + b 变成概率？"},
    finding={"zh": "传给损失的是 x * w + b，而不是概率。"},
)
def cost_of_the_scores(xs, ys, w, b):
    """The loss gets the score x * w + b and not its probability."""
    return loss(xs * w + b, ys).mean()


@mistake(
    of="cost",
    hint={"en": "What range does your final probability cover?", "zh": "最终概率的取值范围是多少？"},
    finding={"zh": "你的代价所用的概率只在 0.5 和 0.731 之间，好像 logistic 函数用了两次。"},
)
def cost_of_sigma_of_sigma(xs, ys, w, b):
    """Your cost is that of probabilities between 0.5 and 0.731, as if the logistic function were applied twice."""
    return loss(forward(forward(xs, w, b), 1.0, 0.0), ys).mean()


@mistake(
    of="backward",
    hint={"en": "Is this the derivative of the cost you defined?", "zh": "这是你定义的代价的导数吗？"},
    finding={"zh": "你求了和；平均值的导数也是平均值。"},
)
def derivatives_summed(xs, ys, w, b):
    """You have summed where the derivative of the mean is a mean."""
    residuals = forward(xs, w, b) - ys
    return (residuals * xs).sum(), residuals.sum()


@mistake(
    of="backward",
    hint={"en": "If all x are 10 times larger, should dw change?", "zh": "若所有 x 放大 10 倍，dw 应该变化吗？"},
    finding={"zh": "你的两个导数相同：对 w 的导数没有用到 x 本身。"},
)
def input_missing(xs, ys, w, b):
    """Both of your derivatives are the same: the one with respect to w does not depend on x itself."""
    residuals = forward(xs, w, b) - ys
    return residuals.mean(), residuals.mean()


@mistake(
    of="backward",
    hint={
        "en": "If y_hat is too large for label 0, should a larger b raise or lower the cost?",
        "zh": "标签为 0 而 y_hat 偏大时，b 再变大，代价上升还是下降？",
    },
    finding={"zh": "两个导数的符号都反了。"},
)
def residual_reversed(xs, ys, w, b):
    """Both derivatives have the opposite sign."""
    residuals = ys - forward(xs, w, b)
    return (residuals * xs).mean(), residuals.mean()


@mistake(
    of="backward",
    hint={
        "en": "Which factor comes from a power of 2, and is there one here?",
        "zh": "因子 2 来自平方，这里有平方吗？",
    },
    finding={"zh": "你的导数是正确值的两倍；因子 2 是平方误差才有的。"},
)
def factor_two_of_the_square(xs, ys, w, b):
    """Your derivatives are twice as large as they should be; a factor 2 would be that of a squared error."""
    residuals = forward(xs, w, b) - ys
    return 2 * (residuals * xs).mean(), 2 * residuals.mean()


@mistake(
    of="backward",
    hint={
        "en": "Write the chain rule out: which factor stands under the fraction bar of d loss / d y_hat?",
        "zh": "写出链式法则：d loss / d y_hat 的分母上是什么？",
    },
    finding={"zh": "你的导数里还留着 sigma 的斜率：它应与对数的导数约掉。"},
)
def slope_of_sigma_left_in(xs, ys, w, b):
    """The slope of sigma is still in your derivatives: the derivative of the logarithm cancels it."""
    y_hat = forward(xs, w, b)
    residuals = (y_hat - ys) * y_hat * (1 - y_hat)
    return (residuals * xs).mean(), residuals.mean()


@mistake(
    of="backward",
    hint={"en": "Is y_hat a probability in your derivative?", "zh": "你的导数里，y_hat 是概率吗？"},
    finding={"zh": "你拿得分 x * w + b 与标签比较：缺少 logistic 函数。"},
)
def residual_of_the_score(xs, ys, w, b):
    """Your derivatives compare the label with the score x * w + b: the logistic function is missing."""
    residuals = xs * w + b - ys
    return (residuals * xs).mean(), residuals.mean()


@mistake(
    of="backward",
    hint={"en": "Which derivative comes first in the docstring's pair?", "zh": "文档字符串里的一对导数，哪个在前？"},
    finding={"zh": "两个导数的顺序反了：先返回对 w 的导数。"},
)
def derivatives_swapped(xs, ys, w, b):
    """You return the two derivatives the wrong way round: the one with respect to w comes first."""
    residuals = forward(xs, w, b) - ys
    return residuals.mean(), (residuals * xs).mean()


@mistake(
    of="backward",
    hint={"en": "Multiply for each sample first, or average first?", "zh": "是先逐个样本相乘，还是先求平均？"},
    finding={"zh": "你用平均值乘平均值；需要的是乘积的平均值。"},
)
def product_of_means(xs, ys, w, b):
    """You multiply mean by mean: the mean of the products is asked for."""
    residuals = forward(xs, w, b) - ys
    return residuals.mean() * xs.mean(), residuals.mean()


@mistake(
    of="gradient_check",
    hint={
        "en": "On how many sides of w does a central difference measure the cost?",
        "zh": "中心差分要在 w 的几侧计算代价？",
    },
    finding={"zh": "你用了前向差分：只在一侧移动，误差与 h 成正比。"},
)
def slopes_of_one_side(by_hand, xs, ys, w, b, h):
    """You have taken forward differences: with one side only, the error grows with h."""
    dw, db = by_hand(xs, ys, w, b)
    here = cost(xs, ys, w, b)
    return max(abs(dw - (cost(xs, ys, w + h, b) - here) / h), abs(db - (cost(xs, ys, w, b + h) - here) / h))


@mistake(
    of="gradient_check",
    hint={"en": "How far apart are w - h and w + h?", "zh": "w - h 与 w + h 相距多远？"},
    finding={"zh": "你除以了 h：两点之间的距离不是 h。"},
)
def divided_by_the_step(by_hand, xs, ys, w, b, h):
    """You have divided by h: that is not the distance of the two points."""
    dw, db = by_hand(xs, ys, w, b)
    slope_w = (cost(xs, ys, w + h, b) - cost(xs, ys, w - h, b)) / h
    slope_b = (cost(xs, ys, w, b + h) - cost(xs, ys, w, b - h)) / h
    return max(abs(dw - slope_w), abs(db - slope_b))


@mistake(
    of="gradient_check",
    hint={"en": "Is a derivative that is too small found?", "zh": "偏小的导数能被发现吗？"},
    finding={"zh": "没有取绝对值：偏小的导数不会被发现。"},
)
def deviations_with_their_signs(by_hand, xs, ys, w, b, h):
    """The absolute values are missing: a derivative that is too small goes unnoticed."""
    dw, db = by_hand(xs, ys, w, b)
    slope_w = (cost(xs, ys, w + h, b) - cost(xs, ys, w - h, b)) / (2 * h)
    slope_b = (cost(xs, ys, w, b + h) - cost(xs, ys, w, b - h)) / (2 * h)
    return max(dw - slope_w, db - slope_b)


@mistake(
    of="gradient_check",
    hint={"en": "Change the derivative for b. Does your result react?", "zh": "改变 b 的导数，结果有反应吗？"},
    finding={"zh": "你只检查了 w 的导数。"},
)
def bias_not_checked(by_hand, xs, ys, w, b, h):
    """You check the derivative with respect to w only."""
    dw, _ = by_hand(xs, ys, w, b)
    return abs(dw - (cost(xs, ys, w + h, b) - cost(xs, ys, w - h, b)) / (2 * h))


@mistake(
    of="gradient_check",
    hint={"en": "Which of the two deviations is asked for?", "zh": "要返回两个偏差中的哪一个？"},
    finding={"zh": "你返回了较小的偏差：一个导数正确，另一个就不会被发现。"},
)
def smaller_deviation(by_hand, xs, ys, w, b, h):
    """You return the smaller deviation: one right derivative hides the other one."""
    dw, db = by_hand(xs, ys, w, b)
    slope_w = (cost(xs, ys, w + h, b) - cost(xs, ys, w - h, b)) / (2 * h)
    slope_b = (cost(xs, ys, w, b + h) - cost(xs, ys, w, b - h)) / (2 * h)
    return min(abs(dw - slope_w), abs(db - slope_b))


@mistake(
    of="gradient_check",
    hint={"en": "Is the largest of two numbers their sum?", "zh": "两个数中较大的一个，是它们的和吗？"},
    finding={"zh": "你把两个偏差相加了；要的是较大的一个。"},
)
def deviations_added(by_hand, xs, ys, w, b, h):
    """You have added the two deviations where the larger one is asked for."""
    dw, db = by_hand(xs, ys, w, b)
    slope_w = (cost(xs, ys, w + h, b) - cost(xs, ys, w - h, b)) / (2 * h)
    slope_b = (cost(xs, ys, w, b + h) - cost(xs, ys, w, b - h)) / (2 * h)
    return abs(dw - slope_w) + abs(db - slope_b)


@mistake(
    of="gradient_check",
    hint={
        "en": "If `backward` has the same slip as the function that you check, who finds it?",
        "zh": "如果 `backward` 与被检查的函数犯了同样的错，谁来发现？",
    },
    finding={"zh": "你与 `backward` 比较，而不是与代价本身的差分比较。"},
)
def compared_with_backward(by_hand, xs, ys, w, b, h):
    """You compare with `backward` and not with differences of the cost itself."""
    dw, db = by_hand(xs, ys, w, b)
    right_w, right_b = backward(xs, ys, w, b)
    return max(abs(dw - right_w), abs(db - right_b))


@mistake(
    of="gradient_check",
    hint={"en": "While w is moved, where should b be?", "zh": "移动 w 的时候，b 应在哪里？"},
    finding={"zh": "你同时移动了 w 和 b：每次只能移动一个。"},
)
def both_moved_at_once(by_hand, xs, ys, w, b, h):
    """You move w and b at once: only one of them may move at a time."""
    dw, db = by_hand(xs, ys, w, b)
    slope = (cost(xs, ys, w + h, b + h) - cost(xs, ys, w - h, b - h)) / (2 * h)
    return max(abs(dw - slope), abs(db - slope))


@mistake(
    of="update",
    hint={"en": "Which way is downhill when the slope is positive?", "zh": "斜率为正时，下坡应往哪边走？"},
    finding={"zh": "你在上坡：更新沿着导数的方向。"},
)
def step_uphill(w, b, dw, db, lr):
    """You go uphill: the step goes along the derivative."""
    return w + lr * dw, b + lr * db


@mistake(
    of="update",
    hint={"en": "How long is your step compared with lr?", "zh": "你的步长与 lr 是什么关系？"},
    finding={"zh": "缺少学习率。"},
)
def learning_rate_missing(w, b, dw, db, lr):
    """The learning rate is missing."""
    return w - dw, b - db


@mistake(
    of="update",
    hint={
        "en": "Which of the two parameters does your update leave where it was?",
        "zh": "你的更新使哪个参数留在原处？",
    },
    finding={"zh": "只更新了权重。"},
)
def bias_left_where_it_was(w, b, dw, db, lr):
    """Only the weight is updated."""
    return w - lr * dw, b


@mistake(
    of="update",
    hint={"en": "Is your result a position or a displacement?", "zh": "你返回的是位置，还是位移？"},
    finding={"zh": "你返回的是位移，而不是新的参数。"},
)
def steps_for_parameters(w, b, dw, db, lr):
    """You return the steps and not the new parameters."""
    return -lr * dw, -lr * db


@mistake(
    of="update",
    hint={"en": "Which derivative moves which parameter?", "zh": "哪个导数更新哪个参数？"},
    finding={"zh": "每个参数都用了另一个的导数。"},
)
def derivatives_crossed(w, b, dw, db, lr):
    """Each parameter is moved by the other's derivative."""
    return w - lr * db, b - lr * dw


@mistake(
    of="train",
    hint={"en": "At which (w, b) is your second derivative measured?", "zh": "你的第二个导数是在哪个 (w, b) 处算的？"},
    finding={"zh": "偏置的导数是在新权重处算的：两个导数应在同一点计算。"},
)
def bias_measured_at_the_new_weight(xs, ys, w, b, lr, epochs):
    """The bias is measured at the new weight: both derivatives belong to the same point."""
    costs = [cost(xs, ys, w, b)]
    for _ in range(epochs):
        w = w - lr * backward(xs, ys, w, b)[0]
        b = b - lr * backward(xs, ys, w, b)[1]
        costs.append(cost(xs, ys, w, b))
    return w, b, costs


@mistake(
    of="train",
    hint={
        "en": "Print the derivatives each epoch. Should they stay the same?",
        "zh": "打印每轮的导数，它们应该不变吗？",
    },
    finding={"zh": "每一步都相同：用的都是起点的导数。"},
)
def derivatives_taken_once(xs, ys, w, b, lr, epochs):
    """Every step is the same: all go by the derivatives of the start."""
    costs = [cost(xs, ys, w, b)]
    dw, db = backward(xs, ys, w, b)
    for _ in range(epochs):
        w, b = update(w, b, dw, db, lr)
        costs.append(cost(xs, ys, w, b))
    return w, b, costs


@mistake(
    of="train",
    hint={"en": "How many updates for epochs = 1?", "zh": "epochs = 1 时更新了几次？"},
    finding={"zh": "少更新了一次。"},
)
def one_epoch_fewer(xs, ys, w, b, lr, epochs):
    """One update is missing."""
    costs = [cost(xs, ys, w, b)]
    for _ in range(1, epochs):
        dw, db = backward(xs, ys, w, b)
        w, b = update(w, b, dw, db, lr)
        costs.append(cost(xs, ys, w, b))
    return w, b, costs


@mistake(
    of="train",
    hint={"en": "Is the cost of the final w and b in your list?", "zh": "最终的 w 和 b 的代价在列表里吗？"},
    finding={"zh": "你在更新之前记录代价，因此缺了最后的代价。"},
)
def last_cost_missing(xs, ys, w, b, lr, epochs):
    """You record the cost before each update, so that the final one is missing."""
    costs = []
    for _ in range(epochs):
        costs.append(cost(xs, ys, w, b))
        dw, db = backward(xs, ys, w, b)
        w, b = update(w, b, dw, db, lr)
    return w, b, costs


@mistake(
    of="train",
    hint={"en": "Which w and b does your first record belong to?", "zh": "第一条记录对应哪个 w 和 b？"},
    finding={"zh": "缺少起点的代价。"},
)
def first_cost_missing(xs, ys, w, b, lr, epochs):
    """The cost of the start is missing."""
    costs = []
    for _ in range(epochs):
        dw, db = backward(xs, ys, w, b)
        w, b = update(w, b, dw, db, lr)
        costs.append(cost(xs, ys, w, b))
    return w, b, costs


@mistake(
    of="train",
    hint={"en": "How many updates are there in one epoch?", "zh": "一轮更新几次？"},
    finding={"zh": "你对每个样本各更新了一次；这里每次更新用整个数据集。"},
)
def updated_after_each_sample(xs, ys, w, b, lr, epochs):
    """Each sample makes an update of its own: here one update takes the whole set."""
    costs = [cost(xs, ys, w, b)]
    for _ in range(epochs):
        for i in range(len(xs)):
            dw, db = backward(xs[i : i + 1], ys[i : i + 1], w, b)
            w, b = update(w, b, dw, db, lr)
        costs.append(cost(xs, ys, w, b))
    return w, b, costs


@mistake(
    of="train",
    hint={"en": "Print the first 5 costs. Growing or shrinking?", "zh": "打印前 5 个代价：变大还是变小？"},
    finding={"zh": "你在上坡：代价逐轮增大。"},
)
def training_uphill(xs, ys, w, b, lr, epochs):
    """You go uphill: the cost grows from epoch to epoch."""
    costs = [cost(xs, ys, w, b)]
    for _ in range(epochs):
        dw, db = backward(xs, ys, w, b)
        w, b = update(w, b, dw, db, -lr)
        costs.append(cost(xs, ys, w, b))
    return w, b, costs


equivalents = [
    equivalent(
        of="cross_entropy",
        was="counts = p > 0",
        now="counts = q > 0",
        reason="q is above 0 wherever p is, and where p is 0 and q is not, the term is 0 anyway.",
    ),
    equivalent(
        of="forward",
        was="z = torch.as_tensor(x * w + b, dtype=torch.float64)",
        now="z = torch.as_tensor(x * w + b)",
        reason="float32 is accurate enough.",
    ),
    equivalent(
        of="loss",
        was="y_hat = torch.as_tensor(y_hat, dtype=torch.float64)",
        now="y_hat = torch.as_tensor(y_hat)",
        reason="float32 is accurate enough.",
    ),
]
