"""Named mistakes about convexity, stationary points and the descent at a saddle."""

import torch

from grader.authoring import equivalent, mistake


@mistake(
    of="chord_gap",
    hint={
        "en": "For w**2 the chord lies above the graph. Which sign has your gap?",
        "zh": "对 w**2，弦在图像上方：你的结果是什么符号？",
    },
    finding={"zh": "符号反了：你算的是图像减去弦。"},
)
def graph_minus_chord(f, a, b, t):
    """Your gap has the wrong sign: you have subtracted the chord from the graph."""
    return f((1 - t) * a + t * b) - (1 - t) * f(a) - t * f(b)


@mistake(
    of="chord_gap",
    hint={
        "en": "At t=0 the chord is at a. Which of the two heights has the weight 1 there?",
        "zh": "t=0 时弦在 a 处：此时哪个函数值的权重是 1？",
    },
    finding={"zh": "弦的高度里，t 与 1 - t 的位置互换了。"},
)
def shares_swapped_on_the_chord(f, a, b, t):
    """On the chord you have swapped the shares t and 1 - t."""
    return t * f(a) + (1 - t) * f(b) - f((1 - t) * a + t * b)


@mistake(
    of="chord_gap",
    hint={
        "en": "At t=0, at which point should f be evaluated: at a or at b?",
        "zh": "t=0 时应在 a 还是 b 处求函数值？",
    },
    finding={"zh": "函数的自变量里，t 与 1 - t 的位置互换了。"},
)
def shares_swapped_on_the_graph(f, a, b, t):
    """On the graph you have swapped the shares t and 1 - t."""
    return (1 - t) * f(a) + t * f(b) - f(t * a + (1 - t) * b)


@mistake(
    of="chord_gap",
    hint={"en": "Try t=0 and t=1. At which place does `t` put you?", "zh": "试试 t=0 和 t=1：t 把你带到哪一端？"},
    finding={"zh": "t 与 1 - t 互换了：t 应从 a 量起，你是从 b 量起的。"},
)
def measured_from_b(f, a, b, t):
    """You measure t from b; it is the share of the way from a."""
    return t * f(a) + (1 - t) * f(b) - f(t * a + (1 - t) * b)


@mistake(
    of="chord_gap",
    hint={"en": "Change t and nothing else. Does your answer change?", "zh": "只改变 t，结果有变化吗？"},
    finding={"zh": "你总是取弦的中点，没有用 t。"},
)
def always_the_middle(f, a, b, t):
    """You always look at the middle of the chord and do not use t."""
    return (f(a) + f(b)) / 2 - f((a + b) / 2)


@mistake(
    of="chord_gap",
    hint={
        "en": "Which two heights are compared: that of the chord, and which other one at the same place?",
        "zh": "比较的是哪两个高度？同一位置上还有谁？",
    },
    finding={"zh": "你只算了弦的高度，没有减去函数图像的高度。"},
)
def height_of_the_chord_only(f, a, b, t):
    """You have returned the height of the chord; the height of the graph is not subtracted."""
    return (1 - t) * f(a) + t * f(b)


@mistake(
    of="looks_convex",
    hint={
        "en": "When does your `return` run: after the first gap, or after all of them?",
        "zh": "你的 return 是看完第一个就执行，还是全部看完才执行？",
    },
    finding={"zh": "你只看了第一个位置就返回了。"},
)
def returns_after_the_first_gap(f, pairs, shares, slack):
    """You return after the first gap and never look at the others."""
    for a, b in pairs:
        for t in shares:
            return chord_gap(f, a, b, t) >= -slack
    return True


@mistake(
    of="looks_convex",
    hint={
        "en": "The first gap is below zero, the last one is fine. What do you answer, and which line forgot the first one?",
        "zh": "第一处为负、最后一处合格时你返回什么？是哪一行忘掉了第一处？",
    },
    finding={"zh": "只有最后一处决定了结果；任何一处凹陷就够了。"},
)
def last_gap_decides(f, pairs, shares, slack):
    """Only the last gap decides; one dent anywhere is enough."""
    for a, b in pairs:
        for t in shares:
            convex = chord_gap(f, a, b, t) >= -slack
    return convex


@mistake(
    of="looks_convex",
    hint={
        "en": "One gap is fine and one is below zero. What does the definition say, and what do you say?",
        "zh": "一处合格、一处为负：按定义应返回什么？你返回的是什么？",
    },
    finding={"zh": "只要有一条弦合格你就返回 True；定义要求每一条都合格。"},
)
def one_good_gap_is_enough(f, pairs, shares, slack):
    """You answer True as soon as one gap is right; the definition asks for all of them."""
    return any(chord_gap(f, a, b, t) >= -slack for a, b in pairs for t in shares)


@mistake(
    of="looks_convex",
    hint={
        "en": "Where does `slack` appear in your comparison? What does it allow?",
        "zh": "你的比较里 slack 在哪里？它允许什么？",
    },
    finding={"zh": "你没有用 slack：舍入造成的微小负值也被当成了凹陷。"},
)
def slack_ignored(f, pairs, shares, slack):
    """You do not use `slack`: every gap below zero counts as a dent, however small."""
    return all(chord_gap(f, a, b, t) >= 0 for a, b in pairs for t in shares)


@mistake(
    of="looks_convex",
    hint={
        "en": "A straight line has gaps of exactly 0. Is it convex? What does your comparison say?",
        "zh": "直线的高度差恰好为 0：它是凸函数吗？你的比较怎么说？",
    },
    finding={"zh": "你要求高度差大于 slack，因此直线被判为非凸。"},
)
def slack_with_the_wrong_sign(f, pairs, shares, slack):
    """You ask for gaps above `slack`, so that a straight line fails; gaps down to `-slack` are allowed."""
    return all(chord_gap(f, a, b, t) >= slack for a, b in pairs for t in shares)


@mistake(
    of="looks_convex",
    hint={
        "en": "Which of w**2 and -w**2 is convex? What does your function say about them?",
        "zh": "w**2 和 -w**2 哪个是凸函数？你的函数怎么说？",
    },
    finding={"zh": "你的比较方向反了：判断的是凹函数。"},
)
def tests_for_the_opposite(f, pairs, shares, slack):
    """Your comparison points the wrong way: it tests whether the function is concave."""
    return all(chord_gap(f, a, b, t) <= slack for a, b in pairs for t in shares)


@mistake(
    of="looks_convex",
    hint={
        "en": "Two pairs and three shares: how many gaps should be looked at?",
        "zh": "两条弦、三个 t：一共应检查几处？",
    },
    finding={"zh": "你用 zip 把弦和 t 一一配对；每条弦都应检查每一个 t。"},
)
def pairs_zipped_with_shares(f, pairs, shares, slack):
    """You look at one share for each chord; each chord is to be looked at for each share."""
    return all(chord_gap(f, a, b, t) >= -slack for (a, b), t in zip(pairs, shares))


@mistake(
    of="looks_convex",
    hint={
        "en": "Is a dent always deepest in the middle of the chord? Which shares were you given?",
        "zh": "凹陷总在弦的中点吗？题目给了哪些 t？",
    },
    finding={"zh": "你只检查了弦的中点，没有用给出的 t。"},
)
def only_the_middle_of_each_chord(f, pairs, shares, slack):
    """You look at the middle of each chord only and not at the given shares."""
    return all(chord_gap(f, a, b, 0.5) >= -slack for a, b in pairs)


@mistake(
    of="classify",
    hint={
        "en": "In a bowl, is the curvature along each direction above or below zero?",
        "zh": "在碗底，沿各方向的曲率是正还是负？",
    },
    finding={"zh": "极小值与极大值弄反了。"},
)
def minimum_and_maximum_swapped(hessian):
    """You have swapped minimum and maximum."""
    eigenvalues = torch.linalg.eigvalsh(hessian)
    zero = 1e-6 * eigenvalues.abs().max()
    if (eigenvalues > zero).any() and (eigenvalues < -zero).any():
        return "saddle"
    if (eigenvalues > zero).all():
        return "maximum"
    if (eigenvalues < -zero).all():
        return "minimum"
    return "undecided"


@mistake(
    of="classify",
    hint={
        "en": "The docstring's example has a positive diagonal. What are its eigenvalues?",
        "zh": "文档字符串里的例子对角线全为正：它的特征值是多少？",
    },
    finding={"zh": "你看的是对角线元素，而不是特征值。"},
)
def diagonal_for_eigenvalues(hessian):
    """You have looked at the diagonal and not at the eigenvalues."""
    diagonal = torch.diagonal(hessian)
    zero = 1e-6 * diagonal.abs().max()
    if (diagonal > zero).any() and (diagonal < -zero).any():
        return "saddle"
    if (diagonal > zero).all():
        return "minimum"
    if (diagonal < -zero).all():
        return "maximum"
    return "undecided"


@mistake(
    of="classify",
    hint={
        "en": "A bowl and a hill in the plane both have a determinant above zero. What else tells them apart?",
        "zh": "平面上的碗和山丘，行列式都大于 0：还要看什么才能区分？",
    },
    finding={"zh": "你只看了行列式的符号，它分不清极大值与极小值。"},
)
def sign_of_the_determinant(hessian):
    """You have looked at the sign of the determinant only, which does not tell a minimum from a maximum."""
    determinant = torch.linalg.det(hessian)
    if determinant > 0:
        return "minimum"
    return "saddle" if determinant < 0 else "undecided"


@mistake(
    of="classify",
    hint={
        "en": "Along a direction with curvature 0, do you know whether the function rises or falls?",
        "zh": "沿曲率为 0 的方向，你知道函数是升还是降吗？",
    },
    finding={"zh": "特征值为 0 时你也给出了极小值或极大值。"},
)
def flat_counts_as_curved(hessian):
    """With an eigenvalue of zero you still answer minimum or maximum; that direction is undecided."""
    eigenvalues = torch.linalg.eigvalsh(hessian)
    zero = 1e-6 * eigenvalues.abs().max()
    if (eigenvalues >= -zero).all():
        return "minimum"
    if (eigenvalues <= zero).all():
        return "maximum"
    return "saddle"


@mistake(
    of="classify",
    hint={
        "en": "What do you answer when no eigenvalue contradicts another, but one of them is zero?",
        "zh": "特征值没有正负冲突、但有一个为 0 时，应返回什么？",
    },
    finding={"zh": "凡不是极小值和极大值的，你都当成鞍点；有零特征值时应是 undecided。"},
)
def everything_else_is_a_saddle(hessian):
    """You call everything a saddle that is no minimum and no maximum; a zero eigenvalue leaves it undecided."""
    eigenvalues = torch.linalg.eigvalsh(hessian)
    zero = 1e-6 * eigenvalues.abs().max()
    if (eigenvalues > zero).all():
        return "minimum"
    if (eigenvalues < -zero).all():
        return "maximum"
    return "saddle"


@mistake(
    of="classify",
    hint={
        "en": "Up along one direction and down along another: does a third, flat direction change what the point is?",
        "zh": "一个方向升、另一个方向降：第三个平坦方向会改变结论吗？",
    },
    finding={"zh": "只要有零特征值你就返回 undecided；但一正一负已经足以说明是鞍点。"},
)
def any_zero_is_undecided(hessian):
    """With any eigenvalue of zero you answer undecided; one above and one below zero already make a saddle."""
    eigenvalues = torch.linalg.eigvalsh(hessian)
    zero = 1e-6 * eigenvalues.abs().max()
    if (eigenvalues.abs() <= zero).any():
        return "undecided"
    if (eigenvalues > 0).all():
        return "minimum"
    return "maximum" if (eigenvalues < 0).all() else "saddle"


@mistake(
    of="classify",
    hint={
        "en": "Multiply the whole Hessian by 1e-8. Does a saddle stop being one?",
        "zh": "把整个海森矩阵乘以 1e-8，鞍点就不是鞍点了吗？",
    },
    finding={"zh": "你判断零用的是固定界限，而不是与最大特征值相比。"},
)
def fixed_bound_for_zero(hessian):
    """Your bound for zero is a fixed number; it is to be measured against the largest eigenvalue."""
    eigenvalues = torch.linalg.eigvalsh(hessian)
    if (eigenvalues > 1e-6).any() and (eigenvalues < -1e-6).any():
        return "saddle"
    if (eigenvalues > 1e-6).all():
        return "minimum"
    if (eigenvalues < -1e-6).all():
        return "maximum"
    return "undecided"


@mistake(
    of="saddle_gradient",
    hint={
        "en": "When you differentiate 3*x*y with respect to x, what remains of it?",
        "zh": "3*x*y 对 x 求导后剩下什么？",
    },
    finding={"zh": "混合项 3*x*y 的导数漏掉了。"},
)
def mixed_term_missing(x, y):
    """The derivative of the mixed term 3*x*y is missing."""
    return 2 * x, 2 * y


@mistake(
    of="saddle_gradient",
    hint={"en": "Which of the two derivatives comes first?", "zh": "先返回对哪个变量的导数？"},
    finding={"zh": "两个偏导数的顺序反了。"},
)
def derivatives_swapped(x, y):
    """You have swapped the two derivatives."""
    return 3 * x + 2 * y, 2 * x + 3 * y


@mistake(
    of="saddle_gradient",
    hint={
        "en": "While you differentiate with respect to x, y stands still like a number. What is the derivative of 3*x*y then?",
        "zh": "对 x 求导时 y 当作常数：3*x*y 的导数是什么？",
    },
    finding={"zh": "混合项 3*x*y 求导时，两个变量弄反了。"},
)
def mixed_term_differentiated_by_the_other(x, y):
    """You have differentiated the mixed term 3*x*y with respect to the other variable."""
    return 2 * x + 3 * x, 2 * y + 3 * y


@mistake(
    of="saddle_gradient",
    hint={
        "en": "What is the derivative of x**2? Which factor comes down from the power?",
        "zh": "x**2 的导数是什么？指数落下来成为什么因子？",
    },
    finding={"zh": "平方项的导数是正确值的一半：平方求导会带来因子 2。"},
)
def power_factor_missing(x, y):
    """Your derivatives of the squares are half of the right ones: the square brings a factor 2."""
    return x + 3 * y, 3 * x + y


@mistake(
    of="descend",
    hint={"en": "Which way is downhill when the slope is positive?", "zh": "斜率为正时，下坡应往哪边走？"},
    finding={"zh": "更新的符号反了：你在上坡。"},
)
def walks_uphill(x, y, lr, steps):
    """Your update has the wrong sign: it walks uphill."""
    path = [(x, y)]
    for _ in range(steps):
        dx, dy = saddle_gradient(x, y)
        x, y = x + lr * dx, y + lr * dy
        path.append((x, y))
    return path


@mistake(
    of="descend",
    hint={
        "en": "At which point is the second gradient taken: at the old x or at the new one?",
        "zh": "第二个梯度是在旧的 x 处还是新的 x 处计算的？",
    },
    finding={"zh": "你先更新了 x，再用新的 x 计算 y 的梯度；两个梯度应在同一点计算。"},
)
def second_gradient_at_the_new_x(x, y, lr, steps):
    """You move x first and take the gradient for y at the new x; both belong to the same point."""
    path = [(x, y)]
    for _ in range(steps):
        x = x - lr * saddle_gradient(x, y)[0]
        y = y - lr * saddle_gradient(x, y)[1]
        path.append((x, y))
    return path


@mistake(
    of="descend",
    hint={"en": "Print the gradient in each step. Should it stay the same?", "zh": "每一步打印梯度：它应该不变吗？"},
    finding={"zh": "每一步都相同：用的是起点的梯度，而不是当前点的梯度。"},
)
def gradient_taken_once(x, y, lr, steps):
    """All steps are the same: they go by the gradient of the start and not by that of each point."""
    path = [(x, y)]
    dx, dy = saddle_gradient(x, y)
    for _ in range(steps):
        x, y = x - lr * dx, y - lr * dy
        path.append((x, y))
    return path


@mistake(
    of="descend",
    hint={
        "en": "What is the first entry of a path that starts at (x, y)? How many entries has it for steps=0?",
        "zh": "从 (x, y) 出发的路径，第一项是什么？steps=0 时有几项？",
    },
    finding={"zh": "路径里没有起点。"},
)
def start_not_recorded(x, y, lr, steps):
    """The start is missing from your path."""
    path = []
    for _ in range(steps):
        dx, dy = saddle_gradient(x, y)
        x, y = x - lr * dx, y - lr * dy
        path.append((x, y))
    return path


@mistake(
    of="descend",
    hint={"en": "Is the point of the last step in your list?", "zh": "最后一步到达的点在列表里吗？"},
    finding={"zh": "记录在更新之前，因此缺了最后一个点。"},
)
def last_point_not_recorded(x, y, lr, steps):
    """You record before each step, so that the last point is missing."""
    path = []
    for _ in range(steps):
        path.append((x, y))
        dx, dy = saddle_gradient(x, y)
        x, y = x - lr * dx, y - lr * dy
    return path


@mistake(
    of="descend",
    hint={"en": "How long is your step compared with lr?", "zh": "你的步长与 lr 是什么关系？"},
    finding={"zh": "更新时漏了学习率。"},
)
def learning_rate_missing(x, y, lr, steps):
    """The learning rate is missing from your update."""
    path = [(x, y)]
    for _ in range(steps):
        dx, dy = saddle_gradient(x, y)
        x, y = x - dx, y - dy
        path.append((x, y))
    return path


@mistake(
    of="descend",
    hint={
        "en": "What does the caller get: the last point, or every point on the way?",
        "zh": "调用者要的是最后一个点，还是途中的每个点？",
    },
    finding={"zh": "你只返回了最后一个点，没有返回整条路径。"},
)
def only_the_last_point(x, y, lr, steps):
    """You have returned the last point only and not the path."""
    for _ in range(steps):
        dx, dy = saddle_gradient(x, y)
        x, y = x - lr * dx, y - lr * dy
    return x, y


equivalents = [
    equivalent(
        of="looks_convex",
        was="return all(chord_gap(f, a, b, t) >= -slack for a, b in pairs for t in shares)",
        now="return all(chord_gap(f, a, b, t) > -slack for a, b in pairs for t in shares)",
        reason="Whether a gap is -slack or just beside it is decided by rounding.",
    ),
    equivalent(
        of="classify",
        was="if up == len(eigenvalues):",
        now="if up == len(hessian):",
        reason="A matrix has as many eigenvalues as rows.",
    ),
    equivalent(
        of="classify",
        was="if down == len(eigenvalues):",
        now="if down == len(hessian):",
        reason="A matrix has as many eigenvalues as rows.",
    ),
]
