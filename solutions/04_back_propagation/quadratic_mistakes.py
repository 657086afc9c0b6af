"""Named mistakes of the quadratic model."""

import torch

from grader.authoring import equivalent, mistake


@mistake(
    of="forward",
    hint={"en": "Which weight belongs to the square: w1 or w2?", "zh": "与平方相乘的是 w1 还是 w2？"},
    finding={"zh": "两个权重用反了：w1 乘 x**2，w2 乘 x。"},
)
def weights_swapped(x, w1, w2, b):
    """You have swapped the weights: w1 belongs to x**2, w2 to x."""
    return w1 * x + w2 * x**2 + b


@mistake(
    of="forward",
    hint={
        "en": "In w1 * x**2, what is squared: x alone, or w1 * x?",
        "zh": "在 w1 * x**2 中，被平方的是 x，还是 w1 * x？",
    },
    finding={"zh": "你对 w1 * x 取了平方；被平方的只有 x。"},
)
def weight_squared_too(x, w1, w2, b):
    """You square w1 * x; only x is squared."""
    return (w1 * x) ** 2 + w2 * x + b


@mistake(
    of="forward",
    hint={"en": "What is the difference between x**2 and 2 * x?", "zh": "x**2 与 2 * x 有什么区别？"},
    finding={"zh": "x**2 写成了 2 * x。"},
)
def doubled_for_squared(x, w1, w2, b):
    """You double x where it is to be squared."""
    return w1 * 2 * x + w2 * x + b


@mistake(
    of="forward",
    hint={"en": "What is the prediction for x = 0?", "zh": "x = 0 时预测值是多少？"},
    finding={"zh": "漏了偏置 b。"},
)
def bias_left_out(x, w1, w2, b):
    """You leave the bias out."""
    return w1 * x**2 + w2 * x


@mistake(
    of="forward",
    hint={
        "en": "Print the prediction for w2 = 0 and for w2 = 1. Do they differ?",
        "zh": "w2 取 0 和 1 时，预测值有区别吗？",
    },
    finding={"zh": "漏了一次项 w2 * x。"},
)
def linear_term_left_out(x, w1, w2, b):
    """You leave the term w2 * x out."""
    return w1 * x**2 + b


@mistake(
    of="forward",
    hint={
        "en": "Is torch.tensor([w1, w2, b]) computed from w1, w2 and b, or does it copy their numbers?",
        "zh": "torch.tensor([w1, w2, b]) 是由 w1、w2、b 算出来的，还是只复制了它们的数值？",
    },
    finding={"zh": "你用参数的数值重新建了张量，计算图断了：自动求导回不到三个参数。"},
)
def parameters_copied(x, w1, w2, b):
    """You make new tensors of the parameters' numbers: autograd finds no way back from there to the parameters."""
    made = torch.tensor([float(one) for one in (w1, w2, b)], dtype=torch.float64)
    return torch.dot(made, torch.tensor([x * x, x, 1.0], dtype=torch.float64))


@mistake(
    of="loss",
    hint={"en": "What does .item() leave of the graph?", "zh": ".item() 之后，计算图还剩下什么？"},
    finding={"zh": "你的损失不再是计算图的一部分：自动求导回不到三个参数。"},
)
def loss_as_a_plain_number(x, y, w1, w2, b):
    """Your loss is a plain number and no part of the graph: autograd finds no way back to the parameters."""
    return float((forward(x, w1, w2, b) - y) ** 2)


@mistake(
    of="loss",
    hint={"en": "How does your loss change when the residual doubles?", "zh": "残差变成两倍时，损失应变成几倍？"},
    finding={"zh": "你取了绝对值，而不是平方。"},
)
def absolute_loss(x, y, w1, w2, b):
    """You have taken the absolute residual and not its square."""
    return abs(forward(x, w1, w2, b) - y)


@mistake(
    of="loss",
    hint={"en": "Which is squared: the difference or one term?", "zh": "被平方的是差值，还是其中一项？"},
    finding={"zh": "缺了括号：只有 y 被平方。"},
)
def only_y_squared(x, y, w1, w2, b):
    """Parentheses are missing: only y is squared."""
    return forward(x, w1, w2, b) - y**2


@mistake(
    of="loss",
    hint={"en": "Is there a constant in (y_hat - y)**2?", "zh": "(y_hat - y)**2 里有常数吗？"},
    finding={"zh": "你的损失多了因子 1/2。"},
)
def loss_halved(x, y, w1, w2, b):
    """Your loss has a factor 1/2; here it is the plain square."""
    return (forward(x, w1, w2, b) - y) ** 2 / 2


@mistake(
    of="gradients",
    hint={"en": "What is the derivative of r**2 with respect to r?", "zh": "r**2 对 r 的导数是多少？"},
    finding={"zh": "你的导数是正确值的一半：平方求导会带来因子 2。"},
)
def factor_two_missing(x, y, w1, w2, b):
    """Your derivatives are half of the right ones: the square brings a factor 2."""
    r = forward(x, w1, w2, b) - y
    return r * x**2, r * x, r


@mistake(
    of="gradients",
    hint={
        "en": "With the prediction too high, should b become smaller or larger? Which sign has the slope?",
        "zh": "预测偏高时，b 应变小还是变大？斜率是什么符号？",
    },
    finding={"zh": "三个导数的符号都反了；残差写反（y - y_hat）就会这样。"},
)
def signs_reversed(x, y, w1, w2, b):
    """All three derivatives have the wrong sign, as with a reversed residual (y - y_hat)."""
    upstream = 2 * (y - forward(x, w1, w2, b))
    return upstream * x**2, upstream * x, upstream


@mistake(
    of="gradients",
    hint={
        "en": "If w1 grows by 1 and x stays, how much does w1 * x**2 grow?",
        "zh": "w1 增加 1 而 x 不变，w1 * x**2 增加多少？",
    },
    finding={"zh": "你对 x 求了导；这里变化的是 w1，x 保持不变。"},
)
def differentiated_by_the_input(x, y, w1, w2, b):
    """You differentiate with respect to x; here w1 varies, and x stays as it is."""
    upstream = 2 * (forward(x, w1, w2, b) - y)
    return upstream * 2 * x, upstream * x, upstream


@mistake(
    of="gradients",
    hint={"en": "Which power of x stands beside w1?", "zh": "与 w1 相乘的是 x 的几次方？"},
    finding={"zh": "对 w1 的导数里漏了平方。"},
)
def square_of_the_input_missing(x, y, w1, w2, b):
    """In the derivative with respect to w1, x is not squared."""
    upstream = 2 * (forward(x, w1, w2, b) - y)
    return upstream * x, upstream * x, upstream


@mistake(
    of="gradients",
    hint={
        "en": "What is the derivative of w2 * x with respect to w2? Is w2 in it?",
        "zh": "w2 * x 对 w2 的导数是多少？里面有 w2 吗？",
    },
    finding={"zh": "你乘了权重本身；它们不是 y_hat 对 w1、w2 的局部梯度。"},
)
def times_the_weights_themselves(x, y, w1, w2, b):
    """You multiply by the weights, which are not the local gradients of y_hat with respect to them."""
    upstream = 2 * (forward(x, w1, w2, b) - y)
    return upstream * w1, upstream * w2, upstream


@mistake(
    of="gradients",
    hint={"en": "What is the derivative of ... + b with respect to b?", "zh": "…… + b 对 b 的导数是多少？"},
    finding={"zh": "对 b 的导数多乘了 b 自己。"},
)
def bias_derivative_times_b(x, y, w1, w2, b):
    """Your derivative with respect to b has a factor b, which is not the local gradient."""
    upstream = 2 * (forward(x, w1, w2, b) - y)
    return upstream * x**2, upstream * x, upstream * b


@mistake(
    of="gradients",
    hint={"en": "Which derivative does the docstring name first?", "zh": "文档字符串里先写的是对谁的导数？"},
    finding={"zh": "顺序反了：先 w1，再 w2，最后 b。"},
)
def in_reverse_order(x, y, w1, w2, b):
    """You return the derivatives in reverse: w1 comes first, then w2, then b."""
    upstream = 2 * (forward(x, w1, w2, b) - y)
    return upstream, upstream * x, upstream * x**2


@mistake(
    of="gradients",
    hint={
        "en": "What arrives from the square? Where is it in your result?",
        "zh": "从平方节点传回来的是什么？它在你的结果里吗？",
    },
    finding={"zh": "只有局部梯度，没有乘上游梯度。"},
)
def upstream_missing(x, y, w1, w2, b):
    """You give the local gradients alone, without what arrives from the square."""
    return x**2, x, 1.0


@mistake(
    of="gradients_by_autograd",
    hint={
        "en": "Is the gradient of a parameter in the parameter's `data` or in its `grad`?",
        "zh": "参数的梯度在 data 里还是在 grad 里？",
    },
    finding={"zh": "你返回了参数的值，而不是它们的梯度。"},
)
def values_returned(x, y, w1, w2, b):
    """You return the parameters' values and not their gradients."""
    parameters = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in (w1, w2, b)]
    loss(x, y, *parameters).backward()
    return tuple(parameter.item() for parameter in parameters)


@mistake(
    of="gradients_by_autograd",
    hint={
        "en": "From which node does `backward()` start: from the prediction or from the loss?",
        "zh": "backward() 应从预测值还是从损失开始？",
    },
    finding={"zh": "你的导数是预测值的导数，而不是损失的导数。"},
)
def backward_from_the_prediction(x, y, w1, w2, b):
    """Your derivatives are those of the prediction and not of the loss."""
    parameters = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in (w1, w2, b)]
    forward(x, *parameters).backward()
    return tuple(parameter.grad.item() for parameter in parameters)


@mistake(
    of="gradients_by_autograd",
    hint={
        "en": "Are the three results Python floats? What does `.item()` give?",
        "zh": "三个结果是 Python 浮点数吗？`.item()` 给出什么？",
    },
    finding={"zh": "你返回了张量；这里要求 Python 浮点数。"},
)
def tensors_returned(x, y, w1, w2, b):
    """You return tensors; here it is Python floats."""
    parameters = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in (w1, w2, b)]
    loss(x, y, *parameters).backward()
    return tuple(parameter.grad for parameter in parameters)


@mistake(
    of="gradients_by_autograd",
    hint={
        "en": "Does PyTorch record what is computed from your parameters?",
        "zh": "PyTorch 会记录由你的参数算出的结果吗？",
    },
    finding={"zh": "参数没有设 requires_grad=True，没有计算图，无法反向传播。"},
)
def gradient_not_required(x, y, w1, w2, b):
    """Your parameters do not require a gradient, so that there is no graph to go back through."""
    parameters = [torch.tensor(value, dtype=torch.float64) for value in (w1, w2, b)]
    loss(x, y, *parameters).backward()
    return tuple(parameter.grad.item() for parameter in parameters)


@mistake(
    of="gradients_by_autograd",
    hint={
        "en": "Which dtype has torch.tensor(0.1)? Is torch.tensor(0.1).item() equal to 0.1?",
        "zh": "torch.tensor(0.1) 的 dtype 是什么？torch.tensor(0.1).item() 等于 0.1 吗？",
    },
    finding={"zh": "你的张量是 float32；这里要求 float64。"},
)
def default_dtype(x, y, w1, w2, b):
    """Your tensors are float32, which is what torch.tensor makes of Python floats; here it is float64."""
    parameters = [torch.tensor(value, requires_grad=True) for value in (w1, w2, b)]
    loss(x, y, *parameters).backward()
    return tuple(parameter.grad.item() for parameter in parameters)


@mistake(
    of="gradients_by_autograd",
    hint={
        "en": "How often do you go back through a graph for each call, and does `grad` start from 0?",
        "zh": "每次调用做了几次反向传播？grad 是从 0 开始的吗？",
    },
    finding={"zh": "你的梯度是正确值的两倍，好像累加了两次反向传播。"},
)
def piled_up(x, y, w1, w2, b):
    """Your gradients are twice as large, as if two backward passes had been added up."""
    parameters = [torch.tensor(value, dtype=torch.float64, requires_grad=True) for value in (w1, w2, b)]
    for _ in range(2):
        loss(x, y, *parameters).backward()
    return tuple(parameter.grad.item() for parameter in parameters)


@mistake(
    of="gradient_check",
    hint={
        "en": "Is a difference of 0.1 large for a gradient of 1000? And for one of 0.01?",
        "zh": "对大小为 1000 的梯度，0.1 的误差大吗？对 0.01 的呢？",
    },
    finding={"zh": "这是绝对误差；这里要求相对误差。"},
)
def absolute_difference(by_hand, xs, ys, w1, w2, b):
    """You give the absolute difference; here it is relative to the size of the gradients."""
    largest = 0.0
    for x, y in zip(xs, ys):
        for h, a in zip(by_hand(x, y, w1, w2, b), gradients_by_autograd(x, y, w1, w2, b)):
            largest = max(largest, abs(h - a))
    return largest


@mistake(
    of="gradient_check",
    hint={
        "en": "If h is too small and if h is too large: is h - a positive both times?",
        "zh": "h 偏小和偏大时，h - a 都是正的吗？",
    },
    finding={"zh": "漏了绝对值：偏小的梯度没有被发现。"},
)
def sign_of_the_difference_kept(by_hand, xs, ys, w1, w2, b):
    """You do not take the absolute difference, so that a gradient that is too small is not noticed."""
    largest = 0.0
    for x, y in zip(xs, ys):
        for h, a in zip(by_hand(x, y, w1, w2, b), gradients_by_autograd(x, y, w1, w2, b)):
            largest = max(largest, (h - a) / max(abs(h), abs(a), 1e-8))
    return largest


@mistake(
    of="gradient_check",
    hint={
        "en": "If one of three derivatives is wrong, what does an average say about it?",
        "zh": "三个导数中有一个错了，平均值能说明什么？",
    },
    finding={"zh": "你取了平均；这里要求最大的差。"},
)
def average_difference(by_hand, xs, ys, w1, w2, b):
    """You take the average; here it is the largest difference."""
    found = []
    for x, y in zip(xs, ys):
        for h, a in zip(by_hand(x, y, w1, w2, b), gradients_by_autograd(x, y, w1, w2, b)):
            found.append(abs(h - a) / max(abs(h), abs(a), 1e-8))
    return sum(found) / len(found)


@mistake(
    of="gradient_check",
    hint={"en": "How many samples does your loop look at before it returns?", "zh": "你的循环在返回之前看了几个样本？"},
    finding={"zh": "只看了第一个样本。"},
)
def first_sample_only(by_hand, xs, ys, w1, w2, b):
    """You look at the first sample only."""
    largest = 0.0
    for h, a in zip(by_hand(xs[0], ys[0], w1, w2, b), gradients_by_autograd(xs[0], ys[0], w1, w2, b)):
        largest = max(largest, abs(h - a) / max(abs(h), abs(a), 1e-8))
    return largest


@mistake(
    of="gradient_check",
    hint={
        "en": "Where does the largest difference start from 0: before the loop over the samples or inside it?",
        "zh": "最大值是在样本循环之前还是在循环里面设为 0 的？",
    },
    finding={"zh": "只剩下最后一个样本的差；要求的是所有样本中最大的。"},
)
def last_sample_only(by_hand, xs, ys, w1, w2, b):
    """Only the last sample's difference is left; the largest of all is asked for."""
    for x, y in zip(xs, ys):
        largest = 0.0
        for h, a in zip(by_hand(x, y, w1, w2, b), gradients_by_autograd(x, y, w1, w2, b)):
            largest = max(largest, abs(h - a) / max(abs(h), abs(a), 1e-8))
    return largest


@mistake(
    of="gradient_check",
    hint={
        "en": "What is the result for a sample whose gradients are exactly 0?",
        "zh": "梯度正好为 0 的样本，结果是什么？",
    },
    finding={"zh": "分母没有下限：两者都是 0 时成了 0 除以 0。"},
)
def nothing_below_the_fraction(by_hand, xs, ys, w1, w2, b):
    """You divide 0 by 0 where both gradients are 0: the divisor is to be 1e-8 at least."""
    largest = 0.0
    for x, y in zip(xs, ys):
        for h, a in zip(by_hand(x, y, w1, w2, b), gradients_by_autograd(x, y, w1, w2, b)):
            largest = max(largest, abs(h - a) / max(abs(h), abs(a)))
    return largest


@mistake(
    of="gradient_check",
    hint={
        "en": "Which of the two is the divisor for a by_hand that gives 0: |h|, or the larger of |h| and |a|?",
        "zh": "h 比 a 大时，分母应是哪一个？",
    },
    finding={"zh": "分母只用了自动求导的梯度；应取两者中较大的。"},
)
def relative_to_autograd_alone(by_hand, xs, ys, w1, w2, b):
    """You divide by the size of autograd's gradient alone; it is the larger one of the two."""
    largest = 0.0
    for x, y in zip(xs, ys):
        for h, a in zip(by_hand(x, y, w1, w2, b), gradients_by_autograd(x, y, w1, w2, b)):
            largest = max(largest, abs(h - a) / max(abs(a), 1e-8))
    return largest


@mistake(
    of="gradient_check",
    hint={"en": "Change the argument `by_hand`. Does your result react?", "zh": "换一个 by_hand，结果有变化吗？"},
    finding={"zh": "没有用到参数 by_hand：你检验的总是自己的 gradients。"},
)
def argument_not_used(by_hand, xs, ys, w1, w2, b):
    """You do not use the argument `by_hand`, but always check your own `gradients`."""
    largest = 0.0
    for x, y in zip(xs, ys):
        for h, a in zip(gradients(x, y, w1, w2, b), gradients_by_autograd(x, y, w1, w2, b)):
            largest = max(largest, abs(h - a) / max(abs(h), abs(a), 1e-8))
    return largest


@mistake(
    of="train",
    hint={
        "en": "At which w1 is the derivative with respect to w2 measured: at the old one or at the new one?",
        "zh": "对 w2 的导数是在旧的 w1 还是新的 w1 处计算的？",
    },
    finding={"zh": "你逐个更新参数，后面的梯度是在新的点上算的；三个梯度应在同一点计算。"},
)
def moved_one_by_one(xs, ys, w1, w2, b, lr, epochs):
    """You move one parameter after the other; all three gradients belong to the same point."""
    losses = []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total = total + loss(x, y, w1, w2, b)
            w1 = w1 - lr * gradients(x, y, w1, w2, b)[0]
            w2 = w2 - lr * gradients(x, y, w1, w2, b)[1]
            b = b - lr * gradients(x, y, w1, w2, b)[2]
        losses.append(total)
    return w1, w2, b, losses


@mistake(
    of="train",
    hint={"en": "Print b after each epoch. Does it change?", "zh": "每轮之后打印 b：它变了吗？"},
    finding={"zh": "偏置 b 从未更新。"},
)
def bias_never_moved(xs, ys, w1, w2, b, lr, epochs):
    """The bias is never updated."""
    losses = []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total = total + loss(x, y, w1, w2, b)
            d1, d2, _ = gradients(x, y, w1, w2, b)
            w1, w2 = w1 - lr * d1, w2 - lr * d2
        losses.append(total)
    return w1, w2, b, losses


@mistake(
    of="train",
    hint={"en": "Which way is downhill when the slope is positive?", "zh": "斜率为正时，下坡应往哪边走？"},
    finding={"zh": "方向反了：应逆着梯度走。"},
)
def uphill(xs, ys, w1, w2, b, lr, epochs):
    """You go up: the step is against the gradient."""
    losses = []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total = total + loss(x, y, w1, w2, b)
            d1, d2, db = gradients(x, y, w1, w2, b)
            w1, w2, b = w1 + lr * d1, w2 + lr * d2, b + lr * db
        losses.append(total)
    return w1, w2, b, losses


@mistake(
    of="train",
    hint={"en": "How many updates per epoch should there be for N samples?", "zh": "N 个样本的一轮应更新几次？"},
    finding={"zh": "每轮只用最后一个样本更新一次；每个样本都应更新一次。"},
)
def update_outside_the_sample_loop(xs, ys, w1, w2, b, lr, epochs):
    """There is one update in each epoch, with the last sample; each sample is to make one."""
    losses = []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total = total + loss(x, y, w1, w2, b)
            d1, d2, db = gradients(x, y, w1, w2, b)
        w1, w2, b = w1 - lr * d1, w2 - lr * d2, b - lr * db
        losses.append(total)
    return w1, w2, b, losses


@mistake(
    of="train",
    hint={
        "en": "Is the loss in your record the one before or the one after the update of its sample?",
        "zh": "你记录的损失是更新之前的，还是之后的？",
    },
    finding={"zh": "损失是在更新之后测的；应在更新之前。"},
)
def loss_after_the_update(xs, ys, w1, w2, b, lr, epochs):
    """You measure each loss after the update of its sample; it is to be measured before."""
    losses = []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            d1, d2, db = gradients(x, y, w1, w2, b)
            w1, w2, b = w1 - lr * d1, w2 - lr * d2, b - lr * db
            total = total + loss(x, y, w1, w2, b)
        losses.append(total)
    return w1, w2, b, losses


@mistake(
    of="train",
    hint={"en": "Sum or mean: which one does the docstring ask for?", "zh": "文档字符串要求的是和还是平均？"},
    finding={"zh": "你记录了平均损失；这里要的是和。"},
)
def losses_averaged(xs, ys, w1, w2, b, lr, epochs):
    """You record the mean of an epoch's losses; here it is their sum."""
    losses = []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total = total + loss(x, y, w1, w2, b)
            d1, d2, db = gradients(x, y, w1, w2, b)
            w1, w2, b = w1 - lr * d1, w2 - lr * d2, b - lr * db
        losses.append(total / len(xs))
    return w1, w2, b, losses


@mistake(
    of="train",
    hint={"en": "What is the sum worth when a new epoch starts?", "zh": "新一轮开始时，累加的和是多少？"},
    finding={"zh": "你的损失之和一直累加到下一轮；每一轮应单独求和。"},
)
def total_not_reset(xs, ys, w1, w2, b, lr, epochs):
    """Your sums hold the losses of all epochs so far; each epoch has a sum of its own."""
    losses, total = [], 0.0
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            total = total + loss(x, y, w1, w2, b)
            d1, d2, db = gradients(x, y, w1, w2, b)
            w1, w2, b = w1 - lr * d1, w2 - lr * d2, b - lr * db
        losses.append(total)
    return w1, w2, b, losses


@mistake(
    of="train",
    hint={
        "en": "How many samples has an epoch, and the loss of which of them do you record?",
        "zh": "一轮有几个样本？你记录的是哪个样本的损失？",
    },
    finding={"zh": "只记录了最后一个样本的损失；应是一轮中各损失之和。"},
)
def loss_of_the_last_sample(xs, ys, w1, w2, b, lr, epochs):
    """You record the loss of the last sample of each epoch and not the sum of all."""
    losses = []
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            last = loss(x, y, w1, w2, b)
            d1, d2, db = gradients(x, y, w1, w2, b)
            w1, w2, b = w1 - lr * d1, w2 - lr * d2, b - lr * db
        losses.append(last)
    return w1, w2, b, losses


equivalents = [
    equivalent(
        of="gradient_check",
        was="for h, a in zip(by_hand(x, y, w1, w2, b), gradients_by_autograd(x, y, w1, w2, b)):",
        now="for h, a in zip(gradients_by_autograd(x, y, w1, w2, b), by_hand(x, y, w1, w2, b)):",
        reason="The difference is the same both ways round.",
    ),
    equivalent(
        of="train",
        was="d1, d2, db = gradients(x, y, w1, w2, b)",
        now="d1, d2, db = gradients_by_autograd(x, y, w1, w2, b)",
        reason="The docstring leaves it open which of the two functions is used.",
    ),
]
