"""Named mistakes of a network of two layers."""

import torch

from grader.authoring import equivalent, mistake


@mistake(
    of="collapse",
    hint={
        "en": "Try the shapes: W1 maps inputs to hidden numbers, W2 maps hidden numbers to outputs. Which factor stands left?",
        "zh": "看形状：W1 把输入变成隐藏层，W2 把隐藏层变成输出。哪个因子在左边？",
    },
    finding={"zh": "矩阵乘法的顺序反了。"},
)
def factors_swapped(W1, b1, W2, b2):
    """You have multiplied the matrices in the wrong order."""
    return W1 @ W2, W2 @ b1 + b2


@mistake(
    of="collapse",
    hint={
        "en": "Which layer does the first bias pass through on its way to the output?",
        "zh": "第一个偏置在到达输出之前，要经过哪一层？",
    },
    finding={"zh": "b1 没有经过第二层：它也要乘 W2。"},
)
def first_bias_added_as_it_is(W1, b1, W2, b2):
    """You add b1 as it is; on its way to the output it passes through W2."""
    return W2 @ W1, b1 + b2


@mistake(
    of="collapse",
    hint={"en": "Put X = 0 into the two layers. What comes out?", "zh": "把 X = 0 代入两层，输出是什么？"},
    finding={"zh": "漏了第一层的偏置。"},
)
def first_bias_forgotten(W1, b1, W2, b2):
    """You leave the first bias out."""
    return W2 @ W1, b2


@mistake(
    of="collapse",
    hint={"en": "Put X = 0 into the two layers. What comes out?", "zh": "把 X = 0 代入两层，输出是什么？"},
    finding={"zh": "漏了第二层的偏置。"},
)
def second_bias_forgotten(W1, b1, W2, b2):
    """You leave the second bias out."""
    return W2 @ W1, W2 @ b1


@mistake(
    of="collapse",
    hint={
        "en": "Which shape has W to have, so that X @ W.T has a row of outputs for each row of inputs?",
        "zh": "要使 X @ W.T 的每一行是输出，W 应是什么形状？",
    },
    finding={"zh": "W 转置了：它的形状应是（输出数，输入数）。"},
)
def weight_transposed(W1, b1, W2, b2):
    """Your W is transposed; its shape is (outputs, inputs)."""
    return (W2 @ W1).T, W2 @ b1 + b2


@mistake(
    of="collapse",
    hint={
        "en": "`*` multiplies entry by entry. Which operation lets one layer follow another?",
        "zh": "`*` 逐元素相乘。哪种运算表示一层接着一层？",
    },
    finding={"zh": "你把两个权重逐元素相乘（`*`）；一层接一层是矩阵乘法（`@`）。"},
)
def weights_multiplied_entry_by_entry(W1, b1, W2, b2):
    """You multiply the weights entry by entry (`*`), where the layers follow one another by a matrix product (`@`)."""
    return W2 * W1, W2 @ b1 + b2


@mistake(
    of="activate",
    hint={"en": "What should sigmoid(10) be near?", "zh": "sigmoid(10) 应接近多少？"},
    finding={"zh": "指数的符号反了：这是 1 - sigmoid(z)。"},
)
def sigmoid_falls(Z, activation):
    """The sign in the exponent is wrong: you get 1 - sigmoid(z)."""
    if activation == "relu":
        return torch.clamp(Z, min=0.0)
    return torch.sigmoid(-Z) if activation == "sigmoid" else Z


@mistake(
    of="activate",
    hint={"en": "What does relu(3) have to be: 3, or 1?", "zh": "relu(3) 应是 3 还是 1？"},
    finding={"zh": "relu 对正数返回 z 本身，而不是 1。"},
)
def relu_as_a_step(Z, activation):
    """Your relu gives 1 for numbers above 0; it gives the number itself."""
    if activation == "relu":
        return (Z > 0) * 1.0
    return torch.sigmoid(Z) if activation == "sigmoid" else Z


@mistake(
    of="activate",
    hint={"en": "What does relu(-2) have to be?", "zh": "relu(-2) 应是多少？"},
    finding={"zh": "relu 取了绝对值：负数应变成 0。"},
)
def relu_as_absolute_value(Z, activation):
    """Your relu takes the absolute value; numbers below 0 become 0."""
    if activation == "relu":
        return Z.abs()
    return torch.sigmoid(Z) if activation == "sigmoid" else Z


@mistake(
    of="activate",
    hint={"en": "Which of the two is larger for z = -1: z or 0?", "zh": "z = -1 时，z 与 0 哪个大？"},
    finding={"zh": "relu 取了较小者；应取 z 与 0 中较大的。"},
)
def relu_as_minimum(Z, activation):
    """Your relu takes the smaller one of z and 0."""
    if activation == "relu":
        return torch.clamp(Z, max=0.0)
    return torch.sigmoid(Z) if activation == "sigmoid" else Z


@mistake(
    of="activate",
    hint={"en": "Which range has a sigmoid? And tanh?", "zh": "sigmoid 的取值范围是什么？tanh 呢？"},
    finding={"zh": "你用的是 tanh，而不是 sigmoid。"},
)
def tanh_for_sigmoid(Z, activation):
    """You use tanh for the sigmoid."""
    if activation == "relu":
        return torch.clamp(Z, min=0.0)
    return torch.tanh(Z) if activation == "sigmoid" else Z


@mistake(
    of="activate",
    hint={
        "en": "Print Z before and after the call. May a function change what it was given?",
        "zh": "调用前后各打印一次 Z。函数可以修改传给它的参数吗？",
    },
    finding={"zh": "参数 Z 被改变了；应返回新的张量。"},
)
def activated_in_place(Z, activation):
    """The argument Z has changed; return a new tensor."""
    if activation == "relu":
        Z[Z < 0] = 0.0
        return Z
    return torch.sigmoid(Z) if activation == "sigmoid" else Z


@mistake(
    of="gradient_check",
    hint={
        "en": "Which two points does a central difference compare, and which two do you?",
        "zh": "中心差分比较的是哪两个点？你比较的是哪两个？",
    },
    finding={"zh": "你用的是前向差分：只往一边移动。"},
)
def forward_difference_taken(cost, parameter, gradient, h):
    """You take the forward difference, which moves to one side only."""
    numeric = torch.zeros_like(parameter)
    for place in range(parameter.numel()):
        step = torch.zeros_like(parameter)
        step.view(-1)[place] = h
        numeric.view(-1)[place] = (cost(parameter + step) - cost(parameter)) / h
    return largest_relative_difference(gradient, numeric)


def largest_relative_difference(gradient, numeric):
    """The largest difference, relative to the larger of the two."""
    return (gradient - numeric).abs().max() / max(gradient.abs().max(), numeric.abs().max(), 1e-8)


def central_differences(cost, parameter, h):
    """The numeric gradient."""
    numeric = torch.zeros_like(parameter)
    for place in range(parameter.numel()):
        step = torch.zeros_like(parameter)
        step.view(-1)[place] = h
        numeric.view(-1)[place] = (cost(parameter + step) - cost(parameter - step)) / (2 * h)
    return numeric


@mistake(
    of="gradient_check",
    hint={
        "en": "How far are the two points apart whose costs you compare?",
        "zh": "你比较的两个点相距多远？",
    },
    finding={"zh": "你除以了 h；两个点相距 2h。"},
)
def divided_by_half_the_distance(cost, parameter, gradient, h):
    """You divide by h; the two points are 2 * h apart."""
    return largest_relative_difference(gradient, 2 * central_differences(cost, parameter, h))


@mistake(
    of="gradient_check",
    hint={
        "en": "How many numbers of `parameter` differ between the two points whose costs you compare?",
        "zh": "你比较的两个点之间，parameter 里有几个数不同？",
    },
    finding={"zh": "你把所有的数一起移动了；每次只应移动一个。"},
)
def all_numbers_moved_together(cost, parameter, gradient, h):
    """You move all numbers together; only one moves at a time."""
    slope = (cost(parameter + h) - cost(parameter - h)) / (2 * h)
    return largest_relative_difference(gradient, torch.zeros_like(parameter) + slope)


@mistake(
    of="gradient_check",
    hint={
        "en": "When the second number moves, where is the first one?",
        "zh": "移动第二个数时，第一个数在哪里？",
    },
    finding={"zh": "移动过的数没有回到原处：步子越积越多。"},
)
def steps_piled_up(cost, parameter, gradient, h):
    """The numbers that have moved do not go back: the steps pile up."""
    numeric, step = torch.zeros_like(parameter), torch.zeros_like(parameter)
    for place in range(parameter.numel()):
        step.view(-1)[place] = h
        numeric.view(-1)[place] = (cost(parameter + step) - cost(parameter - step)) / (2 * h)
    return largest_relative_difference(gradient, numeric)


@mistake(
    of="gradient_check",
    hint={
        "en": "Print `parameter` before and after the call. May a function change what it was given?",
        "zh": "调用前后各打印一次 parameter。函数可以修改传给它的参数吗？",
    },
    finding={"zh": "之后 parameter 与原来不同：应当放回去。"},
)
def parameter_not_put_back(cost, parameter, gradient, h):
    """`parameter` is not as it was afterwards: put it back."""
    numeric = torch.zeros_like(parameter)
    for place in range(parameter.numel()):
        parameter.view(-1)[place] += h
        above = cost(parameter)
        parameter.view(-1)[place] -= 2 * h
        numeric.view(-1)[place] = (above - cost(parameter)) / (2 * h)
    return largest_relative_difference(gradient, numeric)


@mistake(
    of="gradient_check",
    hint={
        "en": "Is a difference of 0.1 large for a gradient of 1000? And for one of 0.01?",
        "zh": "对大小为 1000 的梯度，0.1 的误差大吗？对 0.01 的呢？",
    },
    finding={"zh": "这是绝对误差；这里要求相对误差。"},
)
def absolute_difference(cost, parameter, gradient, h):
    """You give the absolute difference; here it is relative to the size of the gradients."""
    return (gradient - central_differences(cost, parameter, h)).abs().max()


@mistake(
    of="gradient_check",
    hint={
        "en": "If the gradient is too small and if it is too large: is the difference positive both times?",
        "zh": "梯度偏小和偏大时，差都是正的吗？",
    },
    finding={"zh": "漏了绝对值：偏小的梯度没有被发现。"},
)
def sign_of_the_difference_kept(cost, parameter, gradient, h):
    """You do not take the absolute difference, so that a gradient that is too small is not noticed."""
    numeric = central_differences(cost, parameter, h)
    return (gradient - numeric).max() / max(gradient.abs().max(), numeric.abs().max(), 1e-8)


@mistake(
    of="gradient_check",
    hint={
        "en": "If one number of many is wrong, what does an average say about it?",
        "zh": "许多数中有一个错了，平均值能说明什么？",
    },
    finding={"zh": "你取了平均；这里要求最大的差。"},
)
def average_difference(cost, parameter, gradient, h):
    """You take the average; here it is the largest difference."""
    numeric = central_differences(cost, parameter, h)
    return (gradient - numeric).abs().mean() / max(gradient.abs().max(), numeric.abs().max(), 1e-8)


@mistake(
    of="gradient_check",
    hint={
        "en": "What is the result where both gradients are exactly 0?",
        "zh": "两个梯度都正好为 0 时，结果是什么？",
    },
    finding={"zh": "分母没有下限：两者都是 0 时成了 0 除以 0。"},
)
def nothing_below_the_fraction(cost, parameter, gradient, h):
    """You divide 0 by 0 where both gradients are 0: the divisor is to be 1e-8 at least."""
    numeric = central_differences(cost, parameter, h)
    return (gradient - numeric).abs().max() / max(gradient.abs().max(), numeric.abs().max())


@mistake(
    of="gradient_check",
    hint={
        "en": "Which is the divisor for a gradient that is too large: the largest |n|, or the larger of the two?",
        "zh": "梯度偏大时，分母应是哪一个：|n| 的最大值，还是两者中较大的？",
    },
    finding={"zh": "分母只用了数值梯度；应取两者中较大的。"},
)
def relative_to_the_differences_alone(cost, parameter, gradient, h):
    """You divide by the size of the numeric gradient alone; it is the larger one of the two."""
    numeric = central_differences(cost, parameter, h)
    return (gradient - numeric).abs().max() / max(numeric.abs().max(), 1e-8)


@mistake(
    of="gradient_check",
    hint={
        "en": "By what is the difference of a number divided: by its own size, or by the largest size of all?",
        "zh": "每个数的差除以什么：它自己的大小，还是所有数中最大的大小？",
    },
    finding={"zh": "你让每个数除以它自己的大小；这里的分母是所有数中最大的。"},
)
def each_number_by_itself(cost, parameter, gradient, h):
    """You divide each difference by that number's own size; here the divisor is the largest size of all numbers."""
    numeric = central_differences(cost, parameter, h)
    sizes = torch.maximum(gradient.abs(), numeric.abs()).clamp(min=1e-8)
    return ((gradient - numeric).abs() / sizes).max()


@mistake(
    of="gradient_check",
    hint={
        "en": "What does the docstring ask for: a gradient, or how far one is from another?",
        "zh": "文档字符串要求的是一个梯度，还是两个梯度相差多少？",
    },
    finding={"zh": "你返回了数值梯度；这里要求它与给定梯度相差多少。"},
)
def differences_returned(cost, parameter, gradient, h):
    """You return the numeric gradient; here it is how far the given one is from it."""
    return central_differences(cost, parameter, h)


@mistake(
    of="activation_slope",
    hint={
        "en": "Is your derivative formula written in terms of the input or of the output?",
        "zh": "你的导数公式用的是输入还是输出？",
    },
    finding={"zh": "你的斜率是 z * (1 - z)；s * (1 - s) 里的 s 是 sigmoid 的输出。"},
)
def slope_in_terms_of_the_input(Z, activation):
    """Your slope is z * (1 - z); in s * (1 - s), s is the sigmoid's output."""
    if activation == "relu":
        return (Z > 0) * 1.0
    return Z * (1 - Z) if activation == "sigmoid" else torch.ones_like(Z)


@mistake(
    of="activation_slope",
    hint={
        "en": "How often do you apply the sigmoid before you compute its slope?",
        "zh": "在计算斜率之前，你用了几次 sigmoid？",
    },
    finding={"zh": "你对 z 用了两次 sigmoid。"},
)
def sigmoid_taken_twice(Z, activation):
    """You apply the sigmoid twice before you take its slope."""
    if activation == "relu":
        return (Z > 0) * 1.0
    if activation == "sigmoid":
        s = torch.sigmoid(torch.sigmoid(Z))
        return s * (1 - s)
    return torch.ones_like(Z)


@mistake(
    of="activation_slope",
    hint={
        "en": "Is that the value of the activation, or how fast it grows?",
        "zh": "这是激活函数的值，还是它增长的快慢？",
    },
    finding={"zh": "你返回了激活函数的值，而不是导数。"},
)
def value_for_slope(Z, activation):
    """You give the activation's value and not its slope."""
    return activate(Z, activation)


@mistake(
    of="activation_slope",
    hint={
        "en": "How steep is the sigmoid at z = 10, where it is nearly flat? What does your slope give there?",
        "zh": "z = 10 处 sigmoid 几乎是平的。你的斜率在那里给出多少？",
    },
    finding={"zh": "sigmoid 的导数漏了一个因子。"},
)
def one_factor_of_the_slope(Z, activation):
    """One of two factors is missing from the slope of the sigmoid."""
    if activation == "relu":
        return (Z > 0) * 1.0
    return torch.sigmoid(Z) if activation == "sigmoid" else torch.ones_like(Z)


@mistake(
    of="activation_slope",
    hint={"en": "What does the docstring ask for where z is exactly 0?", "zh": "z 正好为 0 时，文档字符串要求什么？"},
    finding={"zh": "z 正好为 0 时，relu 的斜率按约定是 0。"},
)
def corner_counted_as_above(Z, activation):
    """Your relu has slope 1 where z is exactly 0; here it is 0."""
    if activation == "relu":
        return (Z >= 0) * 1.0
    if activation == "sigmoid":
        s = torch.sigmoid(Z)
        return s * (1 - s)
    return torch.ones_like(Z)


@mistake(
    of="activation_slope",
    hint={"en": "How steep is the relu left of 0?", "zh": "在 0 的左边，relu 有多陡？"},
    finding={"zh": "你的 relu 处处一样陡；0 以下它是平的。"},
)
def relu_slope_always_one(Z, activation):
    """Your relu is as steep below 0 as above; below 0 it is flat."""
    if activation == "sigmoid":
        s = torch.sigmoid(Z)
        return s * (1 - s)
    return torch.ones_like(Z)


@mistake(
    of="activation_slope",
    hint={
        "en": "How steep is the sigmoid at 0? Draw it, and compare with what your formula gives there.",
        "zh": "sigmoid 在 0 处有多陡？画一画，再与你的公式给出的数比较。",
    },
    finding={"zh": "你用的是 tanh 的导数，不是 sigmoid 的。"},
)
def slope_of_tanh(Z, activation):
    """You use the slope of tanh for the sigmoid."""
    if activation == "relu":
        return (Z > 0) * 1.0
    return 1 - torch.sigmoid(Z) ** 2 if activation == "sigmoid" else torch.ones_like(Z)


@mistake(
    of="activation_slope",
    hint={"en": "How steep is the straight line act(z) = z?", "zh": "直线 act(z) = z 有多陡？"},
    finding={"zh": "你把 identity 的值当成了斜率。"},
)
def identity_with_slope_z(Z, activation):
    """You give z as the slope of the identity; that is its value."""
    if activation == "relu":
        return (Z > 0) * 1.0
    if activation == "sigmoid":
        s = torch.sigmoid(Z)
        return s * (1 - s)
    return Z * 1.0


@mistake(
    of="forward",
    hint={"en": "Change the argument `activation`. Does Y change?", "zh": "改变参数 activation，Y 变吗？"},
    finding={"zh": "没有用激活函数：这只是两个线性层。"},
)
def activation_left_out(X, W1, b1, W2, b2, activation):
    """You leave the activation out: these are two linear layers."""
    Z = X @ W1.T + b1
    return Z, Z, Z @ W2.T + b2


@mistake(
    of="forward",
    hint={
        "en": "Print Z right after it is computed, and once more at the end. What has changed it?",
        "zh": "Z 算出来之后打印一次，最后再打印一次。是什么改变了它？",
    },
    finding={"zh": "你返回的 Z 其实是 H：它随激活函数一起变了。"},
)
def hidden_layer_overwritten(X, W1, b1, W2, b2, activation):
    """The Z that you return is H: it has changed with the activation."""
    Z = H = activate(X @ W1.T + b1, activation)
    return Z, H, H @ W2.T + b2


@mistake(
    of="forward",
    hint={"en": "What goes into the second layer: Z or H?", "zh": "进入第二层的是 Z 还是 H？"},
    finding={"zh": "第二层的输入是 H，你用了 Z。"},
)
def second_layer_reads_z(X, W1, b1, W2, b2, activation):
    """The second layer reads Z, before the activation, and not H."""
    Z = X @ W1.T + b1
    return Z, activate(Z, activation), Z @ W2.T + b2


@mistake(
    of="forward",
    hint={"en": "Which nodes are there after the second layer?", "zh": "第二层之后还有别的节点吗？"},
    finding={"zh": "输出也用了激活函数；第二层之后没有激活函数。"},
)
def output_activated(X, W1, b1, W2, b2, activation):
    """You apply the activation to the output, too."""
    Z = X @ W1.T + b1
    H = activate(Z, activation)
    return Z, H, activate(H @ W2.T + b2, activation)


@mistake(
    of="forward",
    hint={"en": "Put X = 0 into the network. What is Z?", "zh": "把 X = 0 代入网络，Z 是多少？"},
    finding={"zh": "第一层漏了偏置。"},
)
def hidden_bias_left_out(X, W1, b1, W2, b2, activation):
    """You leave the first layer's bias out."""
    Z = X @ W1.T
    H = activate(Z, activation)
    return Z, H, H @ W2.T + b2


@mistake(
    of="forward",
    hint={"en": "Let H be 0. What is Y?", "zh": "H 全为 0 时，Y 是多少？"},
    finding={"zh": "第二层漏了偏置。"},
)
def output_bias_left_out(X, W1, b1, W2, b2, activation):
    """You leave the second layer's bias out."""
    Z = X @ W1.T + b1
    H = activate(Z, activation)
    return Z, H, H @ W2.T


@mistake(
    of="forward",
    hint={
        "en": "Write the shapes under X and W1. Which of the two has to be transposed?",
        "zh": "在 X 和 W1 下面写出形状，哪一个要转置？",
    },
    finding={"zh": "漏了转置：应是 X @ W1.T。"},
)
def transpose_left_out(X, W1, b1, W2, b2, activation):
    """A transpose is missing: the layer is X @ W1.T."""
    Z = X @ W1 + b1
    H = activate(Z, activation)
    return Z, H, H @ W2 + b2


@mistake(
    of="forward",
    hint={
        "en": "`*` multiplies entry by entry. Which operation adds up the products along a row?",
        "zh": "`*` 逐元素相乘。哪种运算会沿行把乘积相加？",
    },
    finding={"zh": "`*` 是逐元素相乘；矩阵乘法是 `@`。"},
)
def elementwise_for_matrix_product(X, W1, b1, W2, b2, activation):
    """You multiply entry by entry (`*`) where a matrix product (`@`) is meant."""
    Z = X * W1 + b1
    H = activate(Z, activation)
    return Z, H, H * W2 + b2


@mistake(
    of="bend",
    hint={
        "en": "Which point lies in the middle between X1 and X2? And which number between the two outputs?",
        "zh": "X1 与 X2 的中点是什么？两个输出的中点呢？",
    },
    finding={"zh": "没有取中点：你比较的是 X1 + X2 的输出与两个输出之和。"},
)
def sum_for_middle(X1, X2, W1, b1, W2, b2, activation):
    """You compare the output of X1 + X2 with the sum of the outputs; the middle is half of each."""
    both = forward(X1 + X2, W1, b1, W2, b2, activation)[2]
    return both - forward(X1, W1, b1, W2, b2, activation)[2] - forward(X2, W1, b1, W2, b2, activation)[2]


@mistake(
    of="bend",
    hint={"en": "Which is subtracted from which?", "zh": "谁减谁？"},
    finding={"zh": "减反了：中点的输出减去输出的中点。"},
)
def bend_reversed(X1, X2, W1, b1, W2, b2, activation):
    """You subtract the wrong way round: it is the output of the middle less the middle of the outputs."""
    middle = forward((X1 + X2) / 2, W1, b1, W2, b2, activation)[2]
    first, second = forward(X1, W1, b1, W2, b2, activation)[2], forward(X2, W1, b1, W2, b2, activation)[2]
    return (first + second) / 2 - middle


@mistake(
    of="bend",
    hint={
        "en": "In (a + b) / 2, what is divided by 2? And in a + b / 2?",
        "zh": "(a + b) / 2 中什么被 2 除？a + b / 2 中呢？",
    },
    finding={"zh": "缺括号：只有第二个输出除以了 2。"},
)
def half_of_the_second_only(X1, X2, W1, b1, W2, b2, activation):
    """Parentheses are missing: only the second output is divided by 2."""
    middle = forward((X1 + X2) / 2, W1, b1, W2, b2, activation)[2]
    first, second = forward(X1, W1, b1, W2, b2, activation)[2], forward(X2, W1, b1, W2, b2, activation)[2]
    return middle - (first + second / 2)


@mistake(
    of="bend",
    hint={"en": "Of the network's three results, which is the output?", "zh": "网络的三个结果中，哪个是输出？"},
    finding={"zh": "你用的是隐藏层 Z，而不是输出 Y。"},
)
def bend_of_the_hidden_layer(X1, X2, W1, b1, W2, b2, activation):
    """You use the hidden layer Z and not the output Y."""
    middle, first, second = (forward(X, W1, b1, W2, b2, activation)[0] for X in ((X1 + X2) / 2, X1, X2))
    return middle - (first + second) / 2


@mistake(
    of="backward",
    hint={"en": "Which node lies between Z and H?", "zh": "Z 与 H 之间隔着哪个节点？"},
    finding={"zh": "漏了激活函数的导数。"},
)
def activation_slope_missing(X, W1, b1, W2, b2, activation, dY):
    """The slope of the activation is missing."""
    _, H, _ = forward(X, W1, b1, W2, b2, activation)
    dZ = dY @ W2
    return dZ.T @ X, dZ.sum(0), dY.T @ H, dY.sum(0), dZ @ W1


@mistake(
    of="backward",
    hint={
        "en": "At which number is the slope of the activation taken: at Z or at H?",
        "zh": "激活函数的斜率在哪里取：Z 处还是 H 处？",
    },
    finding={"zh": "你在 H 处求激活函数的斜率；应在它的输入 Z 处。"},
)
def slope_at_the_output(X, W1, b1, W2, b2, activation, dY):
    """You take the slope of the activation at H; it is taken at Z, which went in."""
    _, H, _ = forward(X, W1, b1, W2, b2, activation)
    dZ = (dY @ W2) * activation_slope(H, activation)
    return dZ.T @ X, dZ.sum(0), dY.T @ H, dY.sum(0), dZ @ W1


@mistake(
    of="backward",
    hint={"en": "Which weight did the signal cross last on the way forward?", "zh": "前向时信号最后经过哪个权重？"},
    finding={"zh": "往回传时用了 W1；信号最后经过的是 W2。"},
)
def back_through_the_wrong_weight(X, W1, b1, W2, b2, activation, dY):
    """You pass the gradient back through W1; the signal crossed W2 last."""
    Z, H, _ = forward(X, W1, b1, W2, b2, activation)
    dZ = (dY @ W1) * activation_slope(Z, activation)
    return dZ.T @ X, dZ.sum(0), dY.T @ H, dY.sum(0), dZ @ W1


@mistake(
    of="backward",
    hint={
        "en": "Write the shape under each factor. Which order gives the shape of W2?",
        "zh": "在每个因子下写出形状，哪种顺序得到 W2 的形状？",
    },
    finding={"zh": "权重的梯度转置了。"},
)
def weight_gradients_transposed(X, W1, b1, W2, b2, activation, dY):
    """The gradients of the weights are transposed."""
    Z, H, _ = forward(X, W1, b1, W2, b2, activation)
    dZ = (dY @ W2) * activation_slope(Z, activation)
    return X.T @ dZ, dZ.sum(0), H.T @ dY, dY.sum(0), dZ @ W1


@mistake(
    of="backward",
    hint={
        "en": "Write the shape under dY and under W2. Which product has the shape of H, whatever the sizes are?",
        "zh": "在 dY 和 W2 下面写出形状，哪种写法对任何大小都成立？",
    },
    finding={"zh": "往回传时 W2 多转置了一次：结果的形状应是 (N, hidden)。"},
)
def one_transpose_too_many(X, W1, b1, W2, b2, activation, dY):
    """You transpose W2 once too often on the way back; the result is to have the shape (N, hidden)."""
    Z, H, _ = forward(X, W1, b1, W2, b2, activation)
    dZ = (dY @ W2.T) * activation_slope(Z, activation)
    return dZ.T @ X, dZ.sum(0), dY.T @ H, dY.sum(0), dZ @ W1


@mistake(
    of="backward",
    hint={
        "en": "Is there a mean between Y and what dY is the derivative of? Where would its 1/N be?",
        "zh": "如果损失取了平均，它的 1/N 在哪里？",
    },
    finding={"zh": "你对这一批样本取了平均；这里各样本的路径相加。"},
)
def averaged_over_the_batch(X, W1, b1, W2, b2, activation, dY):
    """You average over the batch, where the samples' paths are added up."""
    Z, H, _ = forward(X, W1, b1, W2, b2, activation)
    dZ = (dY @ W2) * activation_slope(Z, activation)
    return dZ.T @ X / len(X), dZ.mean(0), dY.T @ H / len(X), dY.mean(0), dZ @ W1


@mistake(
    of="backward",
    hint={"en": "How many averages are there in the cost?", "zh": "代价里取了几次平均？"},
    finding={"zh": "第一层多取了一次平均：dW1 和 db1 被多除了一次 N。"},
)
def first_layer_averaged(X, W1, b1, W2, b2, activation, dY):
    """You divide by N in the first layer; the 1/N of a mean is in dY already."""
    Z, H, _ = forward(X, W1, b1, W2, b2, activation)
    dZ = (dY @ W2) * activation_slope(Z, activation)
    return dZ.T @ X / len(X), dZ.mean(0), dY.T @ H, dY.sum(0), dZ @ W1


@mistake(
    of="backward",
    hint={
        "en": "What multiplies W2 in Y = H @ W2.T + b2: Z or H?",
        "zh": "在 Y = H @ W2.T + b2 中，与 W2 相乘的是 Z 还是 H？",
    },
    finding={"zh": "dW2 用了 Z；Z 并没有直接进入第二层。"},
)
def second_weight_from_z(X, W1, b1, W2, b2, activation, dY):
    """Your dW2 uses Z, which does not go into the second layer."""
    Z, _, _ = forward(X, W1, b1, W2, b2, activation)
    dZ = (dY @ W2) * activation_slope(Z, activation)
    return dZ.T @ X, dZ.sum(0), dY.T @ Z, dY.sum(0), dZ @ W1


@mistake(
    of="backward",
    hint={"en": "How many samples use the bias? And which shape has it?", "zh": "有几个样本用到偏置？它的形状是什么？"},
    finding={"zh": "偏置的梯度没有对样本求和：形状应与偏置相同。"},
)
def biases_not_added_up(X, W1, b1, W2, b2, activation, dY):
    """You do not add up the gradients of the biases over the samples."""
    Z, H, _ = forward(X, W1, b1, W2, b2, activation)
    dZ = (dY @ W2) * activation_slope(Z, activation)
    return dZ.T @ X, dZ, dY.T @ H, dY, dZ @ W1


@mistake(
    of="backward",
    hint={
        "en": "What arrives at Y from what comes after it? Try another dY.",
        "zh": "从后面传到 Y 的是什么？换一个 dY 试试。",
    },
    finding={"zh": "没有用上游梯度 dY，把它当成了 1。"},
)
def upstream_taken_for_ones(X, W1, b1, W2, b2, activation, dY):
    """You do not use the upstream gradient dY, but take it for 1."""
    return backward_of_ones(X, W1, b1, W2, b2, activation, dY)


def backward_of_ones(X, W1, b1, W2, b2, activation, dY):
    """The way back with an upstream gradient of ones."""
    Z, H, _ = forward(X, W1, b1, W2, b2, activation)
    ones = torch.ones_like(dY)
    dZ = (ones @ W2) * activation_slope(Z, activation)
    return dZ.T @ X, dZ.sum(0), ones.T @ H, ones.sum(0), dZ @ W1


@mistake(
    of="backward",
    hint={"en": "Which weight did X cross on the way forward?", "zh": "前向时 X 经过哪个权重？"},
    finding={"zh": "dX 停在了隐藏层：它还没有经过第一层的权重。"},
)
def inputs_not_reached(X, W1, b1, W2, b2, activation, dY):
    """Your dX stops at the hidden layer; it has not passed the first layer's weight."""
    Z, H, _ = forward(X, W1, b1, W2, b2, activation)
    dZ = (dY @ W2) * activation_slope(Z, activation)
    return dZ.T @ X, dZ.sum(0), dY.T @ H, dY.sum(0), dZ


@mistake(
    of="gradients",
    hint={
        "en": "Which factor comes down from the power of (Y - T)**2?",
        "zh": "(Y - T)**2 求导时，指数带下来哪个因子？",
    },
    finding={"zh": "你的梯度是正确值的一半：平方求导会带来因子 2。"},
)
def factor_two_missing(X, T, W1, b1, W2, b2, activation):
    """Your gradients are half of the right ones: the square brings a factor 2."""
    R = forward(X, W1, b1, W2, b2, activation)[2] - T
    return (R**2).mean(), *backward(X, W1, b1, W2, b2, activation, R / R.numel())[:4]


@mistake(
    of="gradients",
    hint={
        "en": "How many numbers has Y: one for each sample, or one for each sample and output?",
        "zh": "Y 里有多少个数：每个样本一个，还是每个样本的每个输出一个？",
    },
    finding={"zh": "你除以了 N；平均是对 N * outputs 个数取的。"},
)
def divided_by_the_samples_only(X, T, W1, b1, W2, b2, activation):
    """You divide by N; the mean is over N * outputs numbers."""
    R = forward(X, W1, b1, W2, b2, activation)[2] - T
    return (R**2).sum() / len(X), *backward(X, W1, b1, W2, b2, activation, 2 * R / len(X))[:4]


@mistake(
    of="gradients",
    hint={
        "en": "By how many numbers does `mean()` divide where each sample has several outputs?",
        "zh": "每个样本有多个输出时，`mean()` 除以的是多少个数？",
    },
    finding={"zh": "代价对 N * outputs 个数取了平均，梯度却只除以 N。"},
)
def gradient_divided_by_the_samples_only(X, T, W1, b1, W2, b2, activation):
    """Your cost is the mean over N * outputs numbers, your gradients are divided by N only."""
    R = forward(X, W1, b1, W2, b2, activation)[2] - T
    return (R**2).mean(), *backward(X, W1, b1, W2, b2, activation, 2 * R / len(X))[:4]


@mistake(
    of="gradients",
    hint={
        "en": "Is the cost the same as the one whose gradient you return?",
        "zh": "你返回的代价与梯度对应的是同一个代价吗？",
    },
    finding={"zh": "代价取了平均，梯度却没有除以个数。"},
)
def gradient_of_the_sum(X, T, W1, b1, W2, b2, activation):
    """Your cost is a mean, your gradients are those of a sum."""
    R = forward(X, W1, b1, W2, b2, activation)[2] - T
    return (R**2).mean(), *backward(X, W1, b1, W2, b2, activation, 2 * R)[:4]


@mistake(
    of="gradients",
    hint={"en": "Duplicate the batch. Should the cost change?", "zh": "把这一批样本复制一份，代价应该变吗？"},
    finding={"zh": "代价和梯度都求了和，没有取平均。"},
)
def everything_summed(X, T, W1, b1, W2, b2, activation):
    """You have summed where the cost takes the mean."""
    R = forward(X, W1, b1, W2, b2, activation)[2] - T
    return (R**2).sum(), *backward(X, W1, b1, W2, b2, activation, 2 * R)[:4]


@mistake(
    of="gradients",
    hint={"en": "How many averages are there in the cost?", "zh": "代价里取了几次平均？"},
    finding={"zh": "在两处取了平均：dW1 和 db1 多除了一次 N。"},
)
def averaged_at_two_layers(X, T, W1, b1, W2, b2, activation):
    """You average at two layers: dW1 and db1 are divided by N once too often."""
    R = forward(X, W1, b1, W2, b2, activation)[2] - T
    dW1, db1, dW2, db2, _ = backward(X, W1, b1, W2, b2, activation, 2 * R / R.numel())
    return (R**2).mean(), dW1 / len(X), db1 / len(X), dW2, db2


@mistake(
    of="gradients",
    hint={
        "en": "With every output too high and H positive, should the weights grow or shrink?",
        "zh": "输出偏高、H 为正时，权重应变大还是变小？",
    },
    finding={"zh": "所有梯度的符号都反了；残差写反（T - Y）就会这样。"},
)
def signs_reversed(X, T, W1, b1, W2, b2, activation):
    """All gradients have the wrong sign, as with a reversed residual (T - Y)."""
    R = T - forward(X, W1, b1, W2, b2, activation)[2]
    return (R**2).mean(), *backward(X, W1, b1, W2, b2, activation, 2 * R / R.numel())[:4]


@mistake(
    of="gradients",
    hint={
        "en": "`backward` gives five results. How many does the docstring ask for here, and which?",
        "zh": "文档字符串要求返回几个结果？第一个是什么？",
    },
    finding={"zh": "漏了代价：它是第一个返回值。"},
)
def cost_left_out(X, T, W1, b1, W2, b2, activation):
    """You leave the cost out; it is the first of the five results."""
    R = forward(X, W1, b1, W2, b2, activation)[2] - T
    return backward(X, W1, b1, W2, b2, activation, 2 * R / R.numel())


@mistake(
    of="gradients",
    hint={
        "en": "Which of your results is what the network gives, and which what it costs?",
        "zh": "代价对 Y 的导数里，T 在哪里？",
    },
    finding={"zh": "上游梯度用了 Y，而不是残差 Y - T。"},
)
def targets_left_out_of_the_upstream(X, T, W1, b1, W2, b2, activation):
    """Your upstream gradient leaves the targets out: it is made of Y and not of Y - T."""
    Y = forward(X, W1, b1, W2, b2, activation)[2]
    return ((Y - T) ** 2).mean(), *backward(X, W1, b1, W2, b2, activation, 2 * Y / Y.numel())[:4]


equivalents = [
    equivalent(
        of="gradient_check",
        was="numeric = torch.zeros_like(parameter)",
        now="numeric = torch.ones_like(parameter)",
        reason="Every number is overwritten.",
    ),
    equivalent(
        of="gradient_check",
        was="numeric = torch.zeros_like(parameter)",
        now="numeric = torch.zeros_like(gradient)",
        reason="Both have one shape.",
    ),
    equivalent(
        of="gradient_check",
        was="for place in range(parameter.numel()):",
        now="for place in range(gradient.numel()):",
        reason="Both have one shape.",
    ),
    equivalent(
        of="gradient_check",
        was="step = torch.zeros_like(parameter)",
        now="step = torch.zeros_like(gradient)",
        reason="Both have one shape.",
    ),
]
