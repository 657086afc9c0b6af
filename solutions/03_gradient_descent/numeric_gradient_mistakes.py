"""Named mistakes about finite differences and their step."""

from grader.authoring import equivalent, mistake


@mistake(
    of="forward_difference",
    family="wrong_divisor",
    hint={
        "en": "For f(x) = 3*x the slope is 3. What does your function give for h = 0.1?",
        "zh": "f(x) = 3*x 的斜率是 3：h = 0.1 时你得到多少？",
    },
    finding={"zh": "你没有除以步长 h。"},
)
def forward_not_divided(f, x, h):
    """You have not divided by the step h."""
    return f(x + h) - f(x)


@mistake(
    of="forward_difference",
    family="constant_factor",
    hint={"en": "How far apart are the two points that you evaluate?", "zh": "你取的两个点相距多远？"},
    finding={"zh": "你除以了 2h，但两个点只相距 h。"},
)
def forward_divided_by_two_h(f, x, h):
    """You have divided by 2h, but your two points are only h apart."""
    return (f(x + h) - f(x)) / (2 * h)


@mistake(
    of="forward_difference",
    family="sign",
    hint={
        "en": "Which of the two points lies further to the right? Which value is subtracted from which?",
        "zh": "哪个点在右边？是谁减谁？",
    },
    finding={"zh": "你的斜率符号反了；差的顺序写反就会这样。"},
)
def forward_reversed(f, x, h):
    """Your slope has the wrong sign, as with a difference taken the other way round."""
    return (f(x) - f(x + h)) / h


@mistake(
    of="forward_difference",
    family="other_function",
    hint={
        "en": "Which points does the formula name: x and x + h, or x - h and x?",
        "zh": "公式里是 x 和 x + h，还是 x - h 和 x？",
    },
    finding={"zh": "你用的是后向差分：x - h 与 x 之间的斜率。"},
)
def backward_for_forward(f, x, h):
    """You have taken the backward difference, the slope between x - h and x."""
    return (f(x) - f(x - h)) / h


@mistake(
    of="forward_difference",
    family="other_function",
    hint={
        "en": "Which points does the formula name? Is x itself one of them?",
        "zh": "公式里有哪些点？x 本身在其中吗？",
    },
    finding={"zh": "这里要的是前向差分，你给出的是中心差分。"},
)
def central_for_forward(f, x, h):
    """You have taken the central difference where the forward one is asked."""
    return (f(x + h) - f(x - h)) / (2 * h)


@mistake(
    of="central_difference",
    family="constant_factor",
    hint={"en": "How far apart are the two points that you evaluate?", "zh": "你取的两个点相距多远？"},
    finding={"zh": "你除以了 h，而两个点相距 2h。"},
)
def divided_by_h(f, x, h):
    """You have divided by h, but the two points are 2h apart."""
    return (f(x + h) - f(x - h)) / h


@mistake(
    of="central_difference",
    family="order_of_operations",
    hint={"en": "Put in h=0.1 by hand: what is divided by what?", "zh": "用 h=0.1 手算：谁除以谁？"},
    finding={"zh": "`/ 2 * h` 缺了括号：先除以 2，再乘以 h。"},
)
def parentheses_missing(f, x, h):
    """`/ 2 * h` lacks parentheses: it divides by 2 and then multiplies by h."""
    return (f(x + h) - f(x - h)) / 2 * h


@mistake(
    of="central_difference",
    family="order_of_operations",
    hint={"en": "Which operation comes first in `a - b / c`?", "zh": "在 `a - b / c` 里先做哪个运算？"},
    finding={"zh": "分子缺了括号：只有第二个函数值被除以 2h。"},
)
def numerator_without_parentheses(f, x, h):
    """The numerator lacks parentheses: only the second value is divided by 2h."""
    return f(x + h) - f(x - h) / (2 * h)


@mistake(
    of="central_difference",
    family="other_function",
    hint={"en": "Halve h: does the error halve, or drop to a quarter?", "zh": "h 减半，误差减半还是变为四分之一？"},
    finding={"zh": "这里要的是中心差分，你给出的是前向差分。"},
)
def forward_for_central(f, x, h):
    """You have taken the forward difference where the central one is asked."""
    return (f(x + h) - f(x)) / h


@mistake(
    of="central_difference",
    family="other_function",
    hint={
        "en": "Halve h: does the error halve, or drop to a quarter? On which side of x are your points?",
        "zh": "h 减半，误差减半还是变为四分之一？你的点在 x 的哪一侧？",
    },
    finding={"zh": "这里要的是中心差分，你给出的是后向差分。"},
)
def backward_for_central(f, x, h):
    """You have taken the backward difference where the central one is asked."""
    return (f(x) - f(x - h)) / h


@mistake(
    of="central_difference",
    family="other_rule",
    hint={"en": "How far apart are the two points that you evaluate?", "zh": "你取的两个点相距多远？"},
    finding={"zh": "你用了 x 与 x + h 两点，却除以了 2h；两点应是 x - h 与 x + h。"},
)
def one_side_over_two_h(f, x, h):
    """You have divided by 2h, but your points are x and x + h; the left one should be x - h."""
    return (f(x + h) - f(x)) / (2 * h)


@mistake(
    of="central_difference",
    family="sign",
    hint={
        "en": "Which of the two points lies further to the right? Which value is subtracted from which?",
        "zh": "哪个点在右边？是谁减谁？",
    },
    finding={"zh": "你的斜率符号反了；差的顺序写反就会这样。"},
)
def central_reversed(f, x, h):
    """Your slope has the wrong sign, as with a difference taken the other way round."""
    return (f(x - h) - f(x + h)) / (2 * h)


@mistake(
    of="central_difference",
    family="constant_factor",
    hint={
        "en": "How far from x are the points that you evaluate: h, or half of it?",
        "zh": "你取的点离 x 多远：h，还是 h 的一半？",
    },
    finding={"zh": "你取的点是 x ± h/2；这里步长向两侧各为 h。"},
)
def half_steps(f, x, h):
    """You evaluate at x + h/2 and x - h/2; the step to each side is h here."""
    return (f(x + h / 2) - f(x - h / 2)) / h


@mistake(
    of="numeric_gradient",
    family="other_rule",
    hint={
        "en": "While you look along one coordinate, what do the others do?",
        "zh": "沿一个坐标考察时，其他坐标应怎样？",
    },
    finding={"zh": "你同时移动了所有坐标，得到的是各偏导数之和。"},
)
def moves_all_coordinates(f, point, h):
    """You move all coordinates at once, which gives the sum of the partial derivatives."""
    slope = (f(point + h) - f(point - h)) / (2 * h)
    return [slope for _ in point]


@mistake(
    of="numeric_gradient",
    family="shared_object",
    hint={
        "en": "After the first coordinate is done, where is it when you do the second one?",
        "zh": "算完第一个坐标后，算第二个时它在哪里？",
    },
    finding={"zh": "移动过的坐标没有放回原处，后面的坐标在别的点上计算。"},
)
def coordinate_not_put_back(f, point, h):
    """You do not put a coordinate back after moving it, so that the next one is measured at another point."""
    moved, gradient = point.clone(), []
    for i in range(len(point)):
        moved[i] += h
        above = f(moved)
        moved[i] -= 2 * h
        gradient.append((above - f(moved)) / (2 * h))
    return gradient


@mistake(
    of="numeric_gradient",
    family="constant_factor",
    hint={"en": "How far apart are the two points that you evaluate?", "zh": "你取的两个点相距多远？"},
    finding={"zh": "你除以了 h，而两个点相距 2h。"},
)
def gradient_divided_by_h(f, point, h):
    """You have divided by h, but the two points are 2h apart."""
    gradient = []
    for i in range(len(point)):
        above, below = point.clone(), point.clone()
        above[i] += h
        below[i] -= h
        gradient.append((f(above) - f(below)) / h)
    return gradient


@mistake(
    of="numeric_gradient",
    family="order_of_operations",
    hint={"en": "Put in h=0.1 by hand: what is divided by what?", "zh": "用 h=0.1 手算：谁除以谁？"},
    finding={"zh": "`/ 2 * h` 缺了括号：先除以 2，再乘以 h。"},
)
def gradient_parentheses_missing(f, point, h):
    """`/ 2 * h` lacks parentheses: it divides by 2 and then multiplies by h."""
    gradient = []
    for i in range(len(point)):
        above, below = point.clone(), point.clone()
        above[i] += h
        below[i] -= h
        gradient.append((f(above) - f(below)) / 2 * h)
    return gradient


@mistake(
    of="numeric_gradient",
    family="other_function",
    hint={"en": "Halve h: does the error halve, or drop to a quarter?", "zh": "h 减半，误差减半还是变为四分之一？"},
    finding={"zh": "这里每个坐标要的是中心差分，你用的是前向差分。"},
)
def forward_for_each_coordinate(f, point, h):
    """You have taken forward differences where central ones are asked."""
    gradient = []
    for i in range(len(point)):
        above = point.clone()
        above[i] += h
        gradient.append((f(above) - f(point)) / h)
    return gradient


@mistake(
    of="numeric_gradient",
    family="local_gradient",
    hint={
        "en": "How many entries has the gradient of a function of three numbers?",
        "zh": "三个数的函数，梯度有几个分量？",
    },
    finding={"zh": "你把各偏导数加成了一个数。"},
)
def partial_derivatives_added(f, point, h):
    """You have added the partial derivatives up to one number."""
    total = 0.0
    for i in range(len(point)):
        above, below = point.clone(), point.clone()
        above[i] += h
        below[i] -= h
        total += (f(above) - f(below)) / (2 * h)
    return total


@mistake(
    of="numeric_gradient",
    family="one_of_several",
    hint={
        "en": "When does your `return` run: after the first coordinate, or after all of them?",
        "zh": "你的 return 是算完第一个坐标就执行，还是全部算完才执行？",
    },
    finding={"zh": "你在第一个坐标之后就返回了。"},
)
def returns_after_the_first_coordinate(f, point, h):
    """You return after the first coordinate."""
    gradient = []
    for i in range(len(point)):
        above, below = point.clone(), point.clone()
        above[i] += h
        below[i] -= h
        gradient.append((f(above) - f(below)) / (2 * h))
        return gradient


@mistake(
    of="measured_errors",
    family="square_or_root",
    hint={"en": "Can a distance be below zero?", "zh": "距离会小于 0 吗？"},
    finding={"zh": "误差缺了绝对值。"},
)
def absolute_value_missing(f, derivative, x, steps):
    """The absolute value is missing from your errors."""
    return [central_difference(f, x, h) - derivative(x) for h in steps]


@mistake(
    of="measured_errors",
    family="other_function",
    hint={"en": "Which of the two differences does the docstring name?", "zh": "文档字符串说的是哪一种差分？"},
    finding={"zh": "你测的是前向差分的误差，而不是中心差分的。"},
)
def errors_of_the_forward_difference(f, derivative, x, steps):
    """You have measured the forward difference and not the central one."""
    return [abs(forward_difference(f, x, h) - derivative(x)) for h in steps]


@mistake(
    of="measured_errors",
    family="other_rule",
    hint={
        "en": "Is the error measured in the units of the slope, or as a share of it?",
        "zh": "误差是斜率本身的差，还是它的百分比？",
    },
    finding={"zh": "你算的是相对误差，这里要的是绝对误差。"},
)
def relative_errors(f, derivative, x, steps):
    """You have given relative errors; here the plain distance is asked."""
    return [abs(central_difference(f, x, h) - derivative(x)) / abs(derivative(x)) for h in steps]


@mistake(
    of="measured_errors",
    family="local_gradient",
    hint={"en": "What is subtracted: the function's value or the derivative's?", "zh": "应减去函数值还是导数值？"},
    finding={"zh": "你减去的是函数值，而不是导数值。"},
)
def compared_with_the_function(f, derivative, x, steps):
    """You have compared the slope with the value of the function and not with its derivative."""
    return [abs(central_difference(f, x, h) - f(x)) for h in steps]


@mistake(
    of="measured_errors",
    family="something_else_returned",
    hint={
        "en": "What does the caller get: one error for each step, or the smallest one?",
        "zh": "调用者要的是每个步长的误差，还是最小的那个？",
    },
    finding={"zh": "你只返回了最小的误差；应为每个步长各返回一个。"},
)
def only_the_smallest_error(f, derivative, x, steps):
    """You have returned the smallest error only and not one for each step."""
    return min(abs(central_difference(f, x, h) - derivative(x)) for h in steps)


@mistake(
    of="error_bound",
    family="wrong_divisor",
    hint={
        "en": "Does the part of rounding grow or shrink as h shrinks?",
        "zh": "h 变小时，舍入引起的误差变大还是变小？",
    },
    finding={"zh": "舍入项应除以 h，你乘以了 h。"},
)
def rounding_times_h(h, size, third):
    """The part of rounding is to be divided by h; you have multiplied by it."""
    return third * h**2 / 6 + ROUNDING * size * h


@mistake(
    of="error_bound",
    family="square_or_root",
    hint={
        "en": "Halve h: the part of the bend drops to a quarter. Which power of h does that?",
        "zh": "h 减半时弯曲项变为四分之一：那是 h 的几次方？",
    },
    finding={"zh": "h 减半时，弯曲项应变为四分之一，而你的只减半。"},
)
def h_not_squared(h, size, third):
    """Where h is halved, the part of the bend should drop to a quarter; yours drops to half."""
    return third * h / 6 + ROUNDING * size / h


@mistake(
    of="error_bound",
    family="left_out",
    hint={
        "en": "Which parts does the error have? What happens to yours as h goes to 0?",
        "zh": "误差由哪几部分组成？h 趋于 0 时你的结果怎样？",
    },
    finding={"zh": "缺了舍入引起的部分。"},
)
def rounding_left_out(h, size, third):
    """The part of rounding is missing."""
    return third * h**2 / 6


@mistake(
    of="error_bound",
    family="constant_factor",
    hint={
        "en": "`torch.finfo(torch.float64).eps` is the distance from 1 to the next number. How large can a rounding error be?",
        "zh": "eps 是 1 与下一个浮点数的距离：舍入误差最大是多少？",
    },
    finding={"zh": "你用了机器精度 eps = 2**-52，而舍入误差最多是它的一半，即 ROUNDING。"},
)
def machine_epsilon_in_the_bound(h, size, third):
    """You have used the machine epsilon, 2**-52; rounding errs by half of that at most, which is `ROUNDING`."""
    return third * h**2 / 6 + 2 * ROUNDING * size / h


@mistake(
    of="error_bound",
    family="constant_factor",
    hint={
        "en": "Which number stands under h**2 in the Taylor series' third term?",
        "zh": "泰勒展开第三项的分母是多少？",
    },
    finding={"zh": "弯曲项缺了分母 6。"},
)
def six_missing(h, size, third):
    """The 6 under the part of the bend is missing."""
    return third * h**2 + ROUNDING * size / h


@mistake(
    of="best_step",
    family="square_or_root",
    hint={"en": "Which root solves h**3 = c?", "zh": "h**3 = c 应开几次方？"},
    finding={"zh": "你取了平方根（那是前向差分的规律）；中心差分要取立方根。"},
)
def square_root(size, third):
    """You have taken the square root, which belongs to the forward difference; here it is the cube root."""
    return (3 * ROUNDING * size / third) ** (1 / 2)


@mistake(
    of="best_step",
    family="order_of_operations",
    hint={"en": "Which is computed first in `a ** 1 / 3`?", "zh": "`a ** 1 / 3` 先算什么？"},
    finding={"zh": "你的结果是一次方再除以 3；`** 1 / 3` 漏了括号就会这样。"},
)
def exponent_without_parentheses(size, third):
    """Your answer is the first power divided by 3, which is what `** 1 / 3` gives without parentheses."""
    return (3 * ROUNDING * size / third) ** 1 / 3


@mistake(
    of="best_step",
    family="constant_factor",
    hint={
        "en": "Differentiate both parts of the bound with respect to h. Which factor appears?",
        "zh": "把误差上界的两部分对 h 求导，会出现什么因子？",
    },
    finding={"zh": "漏了因子 3。"},
)
def factor_three_missing(size, third):
    """The factor 3 is missing."""
    return (ROUNDING * size / third) ** (1 / 3)


@mistake(
    of="best_step",
    family="swapped",
    hint={
        "en": "A function with a strong bend: should the step be larger or smaller?",
        "zh": "函数弯曲得厉害时，步长应更大还是更小？",
    },
    finding={"zh": "size 与 third 的位置互换了。"},
)
def size_and_bend_swapped(size, third):
    """You have swapped the function's size and its third derivative."""
    return (3 * ROUNDING * third / size) ** (1 / 3)


@mistake(
    of="best_step",
    family="constant_factor",
    hint={
        "en": "`torch.finfo(torch.float64).eps` is the distance from 1 to the next number. How large can a rounding error be?",
        "zh": "eps 是 1 与下一个浮点数的距离：舍入误差最大是多少？",
    },
    finding={"zh": "你用了机器精度 eps = 2**-52，而舍入误差最多是它的一半，即 ROUNDING。"},
)
def machine_epsilon_in_the_step(size, third):
    """You have used the machine epsilon, 2**-52; rounding errs by half of that at most, which is `ROUNDING`."""
    return (6 * ROUNDING * size / third) ** (1 / 3)


@mistake(
    of="best_step",
    family="other_rule",
    hint={
        "en": "Compare error_bound at your step with error_bound at a step 1000 times larger.",
        "zh": "比较你的步长与它的 1000 倍处的 error_bound。",
    },
    finding={"zh": "你取了尽可能小的步长，但那样舍入误差占主导。"},
)
def as_small_as_possible(size, third):
    """You have taken the smallest step there is; there, rounding decides."""
    return ROUNDING


@mistake(
    of="best_step",
    family="wrong_divisor",
    hint={
        "en": "On which side of the equation does the 3 stand after you have solved for h**3?",
        "zh": "解出 h**3 之后，3 在等式的哪一边？",
    },
    finding={"zh": "3 放错了位置：它应在分子上，你把它放到了分母里。"},
)
def three_in_the_denominator(size, third):
    """The 3 is in the wrong place: it multiplies, and you have divided by it."""
    return (ROUNDING * size / (3 * third)) ** (1 / 3)


def both_gradients(f, gradient, point, h):
    """The entries of the own gradient and of the numeric one."""
    return [float(own) for own in gradient(point)], [float(slope) for slope in numeric_gradient(f, point, h)]


@mistake(
    of="gradient_check",
    family="wrong_divisor",
    hint={
        "en": "A distance of 0.01 is much for a gradient of 0.02, and next to nothing for one of 10,000. What does yours say?",
        "zh": "相差 0.01，对 0.02 的梯度是很多，对 10000 的梯度几乎是零：你的结果能区分吗？",
    },
    finding={"zh": "你没有除以梯度的大小：返回的是绝对的差。"},
)
def distance_not_divided(f, gradient, point, h):
    """You have not divided by the size of the gradients: your distance is absolute."""
    own, numeric = both_gradients(f, gradient, point, h)
    return max(abs(a - b) for a, b in zip(own, numeric))


@mistake(
    of="gradient_check",
    family="wrong_divisor",
    hint={
        "en": "If the gradient to be checked is 0 everywhere, what do you divide by?",
        "zh": "如果要检验的梯度处处为 0，你除以的是什么？",
    },
    finding={"zh": "你只用要检验的梯度作为大小；应取两个梯度中绝对值最大的一项。"},
)
def divided_by_the_own_gradient(f, gradient, point, h):
    """You divide by the size of the gradient to be checked; the larger of both counts."""
    own, numeric = both_gradients(f, gradient, point, h)
    size = max(map(abs, own))
    return max(abs(a - b) for a, b in zip(own, numeric)) / size if size else 0.0


@mistake(
    of="gradient_check",
    family="wrong_divisor",
    hint={
        "en": "If the numeric gradient is 0, what do you divide by?",
        "zh": "如果数值梯度为 0，你除以的是什么？",
    },
    finding={"zh": "你只用数值梯度作为大小；应取两个梯度中绝对值最大的一项。"},
)
def divided_by_the_numeric_gradient(f, gradient, point, h):
    """You divide by the size of the numeric gradient; the larger of both counts."""
    own, numeric = both_gradients(f, gradient, point, h)
    size = max(map(abs, numeric))
    return max(abs(a - b) for a, b in zip(own, numeric)) / size if size else 0.0


@mistake(
    of="gradient_check",
    family="square_or_root",
    hint={
        "en": "The gradient is [4, 3], and yours [2, 5]. Do the distances -2 and 2 mean that they agree?",
        "zh": "梯度是 [4, 3]，你的是 [2, 5]：差 -2 和 2 表示两者一致吗？",
    },
    finding={"zh": "你没有取绝对值：为负的差没有算进去。"},
)
def distance_with_its_sign(f, gradient, point, h):
    """You have not taken the size of the distances, so that negative ones do not count."""
    own, numeric = both_gradients(f, gradient, point, h)
    size = max(map(abs, own + numeric))
    return max(a - b for a, b in zip(own, numeric)) / size if size else 0.0


@mistake(
    of="gradient_check",
    family="one_of_several",
    hint={
        "en": "Is the second entry of the gradient looked at? Change only that one.",
        "zh": "你看了梯度的第二项吗？只改它试试。",
    },
    finding={"zh": "你只比较了第一个坐标。"},
)
def only_the_first_entry(f, gradient, point, h):
    """You compare the first coordinate only."""
    own, numeric = both_gradients(f, gradient, point, h)
    size = max(map(abs, own + numeric))
    return abs(own[0] - numeric[0]) / size if size else 0.0


@mistake(
    of="gradient_check",
    family="other_choice",
    hint={
        "en": "One of a thousand entries is wrong by half. What does your result say about it?",
        "zh": "一千项中有一项错了一半：你的结果能看出来吗？",
    },
    finding={"zh": "你取了差的平均值；应取最大的差。"},
)
def mean_of_the_distances(f, gradient, point, h):
    """You have averaged the distances; the largest one counts."""
    own, numeric = both_gradients(f, gradient, point, h)
    size = max(map(abs, own + numeric))
    return sum(abs(a - b) for a, b in zip(own, numeric)) / len(own) / size if size else 0.0


@mistake(
    of="gradient_check",
    family="other_rule",
    hint={
        "en": "A small entry may differ by its own size although the gradient as a whole is right. By what do you divide its distance?",
        "zh": "很小的一项可能差出它自身的大小，而整个梯度仍是对的：你把它的差除以什么？",
    },
    finding={"zh": "你用每一项自身的大小作除数；应取所有项中绝对值最大的一项。"},
)
def each_entry_by_its_own_size(f, gradient, point, h):
    """You divide each distance by the size of its own entry; the largest entry of all is the measure."""
    own, numeric = both_gradients(f, gradient, point, h)
    return max(abs(a - b) / (max(abs(a), abs(b)) or 1.0) for a, b in zip(own, numeric))


@mistake(
    of="gradient_check",
    family="other_function",
    hint={
        "en": "Which of the differences has the smaller error: the one that looks to both sides, or the one to the right?",
        "zh": "哪种差分的误差更小：看两边的，还是只看右边的？",
    },
    finding={"zh": "你用前向差分作为数值梯度；应使用中心差分。"},
)
def checked_by_forward_differences(f, gradient, point, h):
    """Your numeric gradient is made of forward differences; `numeric_gradient` looks to both sides."""
    own = [float(entry) for entry in gradient(point)]
    numeric = []
    for i in range(len(point)):
        above = [float(value) + (h if j == i else 0.0) for j, value in enumerate(point)]
        numeric.append((float(f(above)) - float(f([float(value) for value in point]))) / h)
    size = max(map(abs, own + numeric))
    return max(abs(a - b) for a, b in zip(own, numeric)) / size if size else 0.0


@mistake(
    of="gradient_check",
    family="something_else_returned",
    hint={
        "en": "How wrong is a gradient that your function calls wrong? Can a caller tell?",
        "zh": "你的函数判断为错的梯度，错了多少？调用者能知道吗？",
    },
    finding={"zh": "你返回的是对或错；应返回差有多大。"},
)
def only_a_verdict(f, gradient, point, h):
    """You have returned a verdict; the caller wants to know how large the distance is."""
    own, numeric = both_gradients(f, gradient, point, h)
    size = max(map(abs, own + numeric))
    return not size or max(abs(a - b) for a, b in zip(own, numeric)) / size < 1e-3


@mistake(
    of="gradient_check",
    family="wrong_divisor",
    hint={
        "en": "For [4, 3] and [2, 3]: what is the largest entry of both, and what do you divide by?",
        "zh": "对 [4, 3] 和 [2, 3]：两者中最大的一项是多少？你除以的是多少？",
    },
    finding={"zh": "你除以了两个梯度大小之和；应除以其中较大的一个。"},
)
def divided_by_the_sum_of_the_sizes(f, gradient, point, h):
    """You have divided by the sum of the two sizes; the larger one alone is meant."""
    own, numeric = both_gradients(f, gradient, point, h)
    size = max(map(abs, own)) + max(map(abs, numeric))
    return max(abs(a - b) for a, b in zip(own, numeric)) / size if size else 0.0


equivalents = [
    equivalent(
        of="gradient_check",
        was="pairs = list(zip(gradient(point), numeric_gradient(f, point, h)))",
        now="pairs = list(zip(numeric_gradient(f, point, h), gradient(point)))",
        reason="Which of the two comes first does not matter to their distance, nor to the larger of their sizes.",
    ),
    equivalent(
        of="gradient_check",
        was="return distance / size if size > 0 else 0.0",
        now="return distance / size if distance > 0 else 0.0",
        reason="Where the distance is 0, so is its quotient.",
    ),
]
