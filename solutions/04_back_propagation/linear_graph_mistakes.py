"""Named mistakes of the computational graph of the linear model."""

from grader.authoring import mistake


@mistake(
    of="forward",
    hint={
        "en": "Call it once with b = 2 and once without. Should y_hat be the same?",
        "zh": "用 b = 2 调用一次，不给 b 再调用一次：y_hat 应该一样吗？",
    },
    finding={"zh": "偏置 b 没有用到。"},
)
def bias_ignored(x, y, w, b=0.0):
    """You do not use the bias b."""
    y_hat = x * w
    return y_hat, y_hat - y, (y_hat - y) ** 2


@mistake(
    of="forward",
    hint={"en": "Which is applied first: the slope or the shift?", "zh": "先乘权重，还是先加偏置？"},
    finding={"zh": "你的模型成了 (x + b) * w；应先乘权重，再加偏置。"},
)
def shifted_before_the_slope(x, y, w, b=0.0):
    """Your model is (x + b) * w; the weight is applied first, then the bias is added."""
    y_hat = (x + b) * w
    return y_hat, y_hat - y, (y_hat - y) ** 2


@mistake(
    of="forward",
    hint={
        "en": "If the prediction is too high, is r = y_hat - y above or below 0?",
        "zh": "预测偏高时，r = y_hat - y 是正还是负？",
    },
    finding={"zh": "残差的符号反了：r 是 y_hat - y。"},
)
def residual_reversed(x, y, w, b=0.0):
    """Your residual has the wrong sign: r is y_hat - y."""
    y_hat = x * w + b
    return y_hat, y - y_hat, (y_hat - y) ** 2


@mistake(
    of="forward",
    hint={"en": "How does your loss change when the residual doubles?", "zh": "残差变成两倍时，损失应变成几倍？"},
    finding={"zh": "你的损失是残差的绝对值，而不是平方。"},
)
def loss_not_squared(x, y, w, b=0.0):
    """Your loss is the absolute residual and not its square."""
    y_hat = x * w + b
    return y_hat, y_hat - y, abs(y_hat - y)


@mistake(
    of="forward",
    hint={"en": "Is there a constant in r**2?", "zh": "r**2 里有常数吗？"},
    finding={"zh": "你的损失多了因子 1/2。"},
)
def loss_halved(x, y, w, b=0.0):
    """Your loss has a factor 1/2; here it is r**2."""
    y_hat = x * w + b
    return y_hat, y_hat - y, (y_hat - y) ** 2 / 2


@mistake(
    of="forward",
    hint={"en": "Which of the three values does the docstring name first?", "zh": "文档字符串里三个值的顺序是什么？"},
    finding={"zh": "三个返回值的顺序不对：先 y_hat，再 r，最后损失。"},
)
def nodes_in_reverse(x, y, w, b=0.0):
    """You return the nodes in reverse: y_hat comes first, then r, then the loss."""
    y_hat = x * w + b
    return (y_hat - y) ** 2, y_hat - y, y_hat


@mistake(
    of="forward",
    hint={
        "en": "Which operation joins the weight and the input in y_hat = x * w + b?",
        "zh": "在 y_hat = x * w + b 中，x 与 w 之间是什么运算？",
    },
    finding={"zh": "你把 x 和 w 相加了；应当相乘。"},
)
def weight_added(x, y, w, b=0.0):
    """You have added x and w; they are multiplied."""
    y_hat = x + w + b
    return y_hat, y_hat - y, (y_hat - y) ** 2


@mistake(
    of="multiply_gradients",
    hint={"en": "If only a grows, how fast does a * b grow?", "zh": "只让 a 增大，a * b 增长多快？"},
    finding={"zh": "你把每个输入自己当成了它的局部梯度。"},
)
def product_gives_its_own_operand(a, b):
    """You take each input's own value for its local gradient."""
    return a, b


@mistake(
    of="multiply_gradients",
    hint={
        "en": "Those are the local gradients of another node. If a grows by 1, does a * b grow by 1?",
        "zh": "这是另一种节点的局部梯度。a 增加 1，a * b 也增加 1 吗？",
    },
    finding={"zh": "这是加法节点的局部梯度。"},
)
def product_taken_for_a_sum(a, b):
    """You give the local gradients of a sum."""
    return 1.0, 1.0


@mistake(
    of="multiply_gradients",
    hint={
        "en": "Is that the value of the node, or how fast the value grows with one input?",
        "zh": "这是节点的值，还是它随一个输入增长的快慢？",
    },
    finding={"zh": "你返回了节点的值 a * b，而不是导数。"},
)
def product_gives_its_value(a, b):
    """You give the value of the product and not its derivatives."""
    return a * b, a * b


@mistake(
    of="add_gradients",
    hint={"en": "How much does a + b change when a grows by 1?", "zh": "a 增加 1，a + b 增加多少？"},
    finding={"zh": "你把加法节点的输入当成了局部梯度。"},
)
def sum_gives_its_inputs(a, b):
    """You take the inputs of the sum for its local gradients."""
    return a, b


@mistake(
    of="add_gradients",
    hint={
        "en": "Those are the local gradients of a product. How much does a + b change when a grows by 1?",
        "zh": "这是乘法的局部梯度。a 增加 1，a + b 增加多少？",
    },
    finding={"zh": "这是乘法节点的局部梯度。"},
)
def sum_taken_for_a_product(a, b):
    """You give the local gradients of a product."""
    return b, a


@mistake(
    of="add_gradients",
    hint={"en": "Does a + b change when b grows?", "zh": "b 增大时，a + b 变吗？"},
    finding={"zh": "你认为第二个输入没有影响。"},
)
def second_term_forgotten(a, b):
    """You take the second input for one that has no effect."""
    return 1.0, 0.0


@mistake(
    of="add_gradients",
    hint={
        "en": "Must the two shares add up to 1? How much does a + b change when a alone grows by 1?",
        "zh": "只有 a 增加 1 时，a + b 增加多少？两个局部梯度之和必须是 1 吗？",
    },
    finding={"zh": "你把增量平分给了两个输入；每个局部梯度只让一个输入变化。"},
)
def gradient_shared_out(a, b):
    """You share the change out between the two inputs; for each local gradient, only one of them changes."""
    return 0.5, 0.5


@mistake(
    of="square_gradient",
    hint={
        "en": "Which factor comes down from the power when r**2 is differentiated?",
        "zh": "对 r**2 求导时，指数会带下来哪个因子？",
    },
    finding={"zh": "你的结果是正确值的一半：平方求导会带来因子 2。"},
)
def two_missing_in_the_square(r):
    """Your result is half of the right one: the square brings a factor 2."""
    return r


@mistake(
    of="square_gradient",
    hint={"en": "Is that the value of the node or its derivative?", "zh": "这是节点的值，还是它的导数？"},
    finding={"zh": "你返回了 r 的平方，而不是它的导数。"},
)
def square_itself(r):
    """You give the square and not its derivative."""
    return r**2


@mistake(
    of="square_gradient",
    hint={"en": "What becomes of the power 2 when r**2 is differentiated?", "zh": "对 r**2 求导时，指数 2 变成多少？"},
    finding={"zh": "求导后指数应减 1：你还保留着平方。"},
)
def power_kept(r):
    """You keep the power 2 when you differentiate."""
    return 2 * r**2


@mistake(
    of="square_gradient",
    hint={
        "en": "Try r = 3 and r = 5. Is the slope of r**2 the same?",
        "zh": "试试 r = 3 和 r = 5：r**2 的斜率一样吗？",
    },
    finding={"zh": "导数不是常数 2，它与 r 有关。"},
)
def constant_two(r):
    """You give the constant 2; the derivative depends on r."""
    return 2.0


@mistake(
    of="square_gradient",
    hint={
        "en": "Is r**2 steeper upwards or downwards at a negative r?",
        "zh": "r 为负时，r**2 随 r 增大而上升还是下降？",
    },
    finding={"zh": "你丢掉了符号：r 为负时，导数也为负。"},
)
def sign_of_the_slope_lost(r):
    """You lose the sign: where r is negative, so is the derivative."""
    return 2 * abs(r)


@mistake(
    of="step_back",
    hint={
        "en": "What arrives from the right-hand side of the node? Where do you use it?",
        "zh": "从节点右侧传回来的是什么？你用到它了吗？",
    },
    finding={"zh": "没有乘上游梯度。"},
)
def upstream_not_multiplied(upstream, local_gradients):
    """You do not multiply by the upstream gradient."""
    return list(local_gradients)


@mistake(
    of="step_back",
    hint={"en": "Along a path, are derivatives added or multiplied?", "zh": "沿一条路径，导数是相加还是相乘？"},
    finding={"zh": "你把上游梯度与局部梯度相加了；应当相乘。"},
)
def upstream_added(upstream, local_gradients):
    """You add the upstream gradient; along a path derivatives are multiplied."""
    return [upstream + local for local in local_gradients]


@mistake(
    of="step_back",
    hint={
        "en": "Which of the two factors do you hand back unchanged, and what of the other?",
        "zh": "两个因子中，你原样传回的是哪一个？另一个呢？",
    },
    finding={"zh": "没有乘局部梯度：你把上游梯度原样传了回去。"},
)
def local_not_multiplied(upstream, local_gradients):
    """You hand the upstream gradient back as it came, without the local gradients."""
    return [upstream for _ in local_gradients]


@mistake(
    of="step_back",
    hint={
        "en": "Does one input's gradient depend on the local gradient of another input?",
        "zh": "一个输入的梯度，与另一个输入的局部梯度有关吗？",
    },
    finding={"zh": "你用一个输入的结果去乘下一个：每个输入只乘上游梯度和它自己的局部梯度。"},
)
def products_run_on(upstream, local_gradients):
    """You carry the product from one input on to the next; each input has only its own local gradient."""
    found = []
    for local in local_gradients:
        upstream = upstream * local
        found.append(upstream)
    return found


@mistake(
    of="step_back",
    hint={
        "en": "How many inputs has the node, and how many numbers do you return?",
        "zh": "节点有几个输入？你返回了几个数？",
    },
    finding={"zh": "你把各输入的梯度加在一起了；每个输入各有一个梯度。"},
)
def inputs_added_up(upstream, local_gradients):
    """You add the inputs' gradients together; each input has one of its own."""
    return [sum(upstream * local for local in local_gradients)]


@mistake(
    of="backward",
    hint={"en": "What is the derivative of r**2 with respect to r?", "zh": "r**2 对 r 的导数是多少？"},
    finding={"zh": "你的导数是正确值的一半：平方求导会带来因子 2。"},
)
def factor_two_missing(x, y, w, b=0.0):
    """Your derivatives are half of the right ones: the square brings a factor 2."""
    _, r, _ = forward(x, y, w, b)
    return r * x, r


@mistake(
    of="backward",
    hint={
        "en": "With the prediction too high and x positive, should w become smaller or larger? Which sign has the slope?",
        "zh": "预测偏高且 x 为正时，w 应变小还是变大？斜率是什么符号？",
    },
    finding={"zh": "符号反了：残差是 y_hat - y。"},
)
def both_reversed(x, y, w, b=0.0):
    """Both derivatives have the wrong sign: the residual is y_hat - y."""
    _, r, _ = forward(x, y, w, b)
    return -2 * r * x, -2 * r


@mistake(
    of="backward",
    hint={"en": "If all x were 10 times larger, should dw change?", "zh": "若 x 放大 10 倍，dw 应该变化吗？"},
    finding={"zh": "对 w 的导数漏了因子 x。"},
)
def input_missing(x, y, w, b=0.0):
    """The factor x is missing from the derivative with respect to w."""
    _, r, _ = forward(x, y, w, b)
    return 2 * r, 2 * r


@mistake(
    of="backward",
    hint={"en": "Which variable multiplies w in the model?", "zh": "模型里与 w 相乘的是哪个变量？"},
    finding={"zh": "你乘了 w 自己；乘法节点对 w 的局部梯度不是 w。"},
)
def times_the_weight_itself(x, y, w, b=0.0):
    """You multiply by w itself, which is not the local gradient of x * w with respect to w."""
    _, r, _ = forward(x, y, w, b)
    return 2 * r * w, 2 * r


@mistake(
    of="backward",
    hint={"en": "Which variable multiplies w in the model: x or y?", "zh": "模型里与 w 相乘的是 x 还是 y？"},
    finding={"zh": "你乘了 y，而不是 x。"},
)
def times_the_target(x, y, w, b=0.0):
    """You multiply by y and not by x."""
    _, r, _ = forward(x, y, w, b)
    return 2 * r * y, 2 * r


@mistake(
    of="backward",
    hint={"en": "What is the derivative of x * w + b with respect to b?", "zh": "x * w + b 对 b 的导数是多少？"},
    finding={"zh": "对 b 的导数多乘了 x：b 不经过乘法节点。"},
)
def bias_derivative_times_x(x, y, w, b=0.0):
    """Your derivative with respect to b has a factor x; b does not go through the product."""
    _, r, _ = forward(x, y, w, b)
    return 2 * r * x, 2 * r * x


@mistake(
    of="backward",
    hint={
        "en": "What is the derivative of x * w + b with respect to b? Is b a factor in it?",
        "zh": "x * w + b 对 b 的导数是多少？里面有因子 b 吗？",
    },
    finding={"zh": "对 b 的导数多乘了 b 自己。"},
)
def bias_derivative_times_b(x, y, w, b=0.0):
    """Your derivative with respect to b has a factor b, which is not the local gradient of the sum."""
    _, r, _ = forward(x, y, w, b)
    return 2 * r * x, 2 * r * b


@mistake(
    of="backward",
    hint={"en": "Change b and nothing else. Do the derivatives change?", "zh": "只改变 b，两个导数有变化吗？"},
    finding={"zh": "反向传播时漏了偏置：残差里没有 b。"},
)
def residual_without_the_bias(x, y, w, b=0.0):
    """You leave the bias out of the residual."""
    _, r, _ = forward(x, y, w)
    return 2 * r * x, 2 * r


@mistake(
    of="backward",
    hint={
        "en": "What arrives at the product from the square and the difference?",
        "zh": "从平方节点和差节点传回乘法节点的是什么？",
    },
    finding={"zh": "只剩最后一个局部梯度：没有乘传回来的上游梯度。"},
)
def upstream_dropped(x, y, w, b=0.0):
    """You give the last local gradients alone, without what arrives from upstream."""
    return x, 1.0


@mistake(
    of="backward",
    hint={
        "en": "What is the derivative of r**2 with respect to r: r**2 again?",
        "zh": "r**2 对 r 的导数还是 r**2 吗？",
    },
    finding={"zh": "你把损失的值当成了平方节点传回的梯度。"},
)
def loss_in_place_of_its_slope(x, y, w, b=0.0):
    """You hand back the value of the loss in place of its derivative with respect to r."""
    _, _, loss = forward(x, y, w, b)
    return loss * x, loss


@mistake(
    of="backward",
    hint={"en": "Which derivative does the docstring name first?", "zh": "文档字符串里先写的是对谁的导数？"},
    finding={"zh": "两个导数的顺序反了：先对 w，后对 b。"},
)
def derivatives_swapped(x, y, w, b=0.0):
    """You have swapped the two derivatives: the one with respect to w comes first."""
    _, r, _ = forward(x, y, w, b)
    return 2 * r, 2 * r * x


@mistake(
    of="fork_gradient",
    hint={"en": "Along how many routes does x reach the loss?", "zh": "x 通过几条路径影响损失？"},
    finding={"zh": "只有最后一条路径起作用；其他路径传来的也要加上。"},
)
def only_the_last_path(x, upstream):
    """Only the last path counts; what arrives by the others is added to it."""
    return upstream


@mistake(
    of="fork_gradient",
    hint={
        "en": "z = q + x holds x twice: inside q, and once more. Which of the two is missing?",
        "zh": "z = q + x 里 x 出现两次：一次在 q 里，还有一次在哪里？",
    },
    finding={"zh": "漏了 x 直接到 z 的那条路径。"},
)
def direct_path_forgotten(x, upstream):
    """You leave out the path from x straight to z."""
    return upstream * 2 * x


@mistake(
    of="fork_gradient",
    hint={"en": "How many factors of q = x * x are x?", "zh": "q = x * x 的两个因子中有几个是 x？"},
    finding={"zh": "x * x 里 x 出现两次，你只算了一次。"},
)
def one_factor_counted(x, upstream):
    """You count x once in x * x, where it stands twice."""
    return upstream * (x + 1)


@mistake(
    of="fork_gradient",
    hint={"en": "Along a path you multiply; across paths you ...?", "zh": "沿一条路径相乘；不同路径之间呢？"},
    finding={"zh": "你把各路径的导数相乘了；不同路径之间应当相加。"},
)
def paths_multiplied(x, upstream):
    """You multiply the paths' derivatives; across paths they are added."""
    return upstream * x * upstream * x * upstream


@mistake(
    of="fork_gradient",
    hint={
        "en": "What arrives at z from the nodes after it? Try upstream = 10.",
        "zh": "从后面的节点传到 z 的是什么？试试 upstream = 10。",
    },
    finding={"zh": "没有乘上游梯度。"},
)
def upstream_missing_at_the_fork(x, upstream):
    """You do not multiply by the upstream gradient."""
    return 2 * x + 1


@mistake(
    of="fork_gradient",
    hint={
        "en": "On which of the paths does the upstream gradient arrive: on one, or on all?",
        "zh": "上游梯度会传到哪几条路径？只有一条，还是全部？",
    },
    finding={"zh": "只有经过 q 的路径乘了上游梯度；直接的路径也要乘。"},
)
def upstream_on_one_path_only(x, upstream):
    """Only the paths through q have the upstream gradient; the direct one needs it, too."""
    return upstream * 2 * x + 1


@mistake(
    of="fork_gradient",
    hint={
        "en": "Is the answer the value of z, or how fast z grows with x?",
        "zh": "答案是 z 的值，还是 z 随 x 增长的快慢？",
    },
    finding={"zh": "你返回了 z 的值，而不是对 x 的导数。"},
)
def value_of_the_fork(x, upstream):
    """You give the value of z and not its derivative with respect to x."""
    return upstream * (x * x + x)
