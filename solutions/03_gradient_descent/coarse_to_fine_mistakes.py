"""Named mistakes of the coarse-to-fine search."""

from grader.authoring import equivalent, mistake


@mistake(
    of="grid",
    family="border",
    hint={"en": "With 4 points, how many gaps lie between them?", "zh": "4 个点之间有几个间隔？"},
    finding={"zh": "你把区间长度除以了点数，因此右端点不在网格里。"},
)
def divides_by_points(low, high, points=16):
    """You have divided the interval by the number of points, so that the right end is not in the grid."""
    return [low + (high - low) * i / points for i in range(points)]


@mistake(
    of="grid",
    family="border",
    hint={"en": "Print the last point. Is it `high`?", "zh": "打印最后一个点：它等于 high 吗？"},
    finding={"zh": "间距是对的，但缺了最后一个点。"},
)
def last_point_missing(low, high, points=16):
    """The spacing is right, but the last point is missing."""
    return [low + (high - low) * i / (points - 1) for i in range(points - 1)]


@mistake(
    of="grid",
    family="border",
    hint={
        "en": "Print the length of your list. How many points were asked for?",
        "zh": "打印列表长度：要求的是几个点？",
    },
    finding={"zh": "你的网格多了一个点。"},
)
def one_point_too_many(low, high, points=16):
    """Your grid has one point too many."""
    return [low + (high - low) * i / points for i in range(points + 1)]


@mistake(
    of="grid",
    family="start_value",
    hint={
        "en": "Where does your first point lie when the interval begins at 5?",
        "zh": "区间从 5 开始时，第一个点在哪里？",
    },
    finding={"zh": "你的网格从 0 开始，而不是从 low 开始。"},
)
def starts_at_zero(low, high, points=16):
    """Your grid starts at 0 and not at `low`."""
    return [(high - low) * i / (points - 1) for i in range(points)]


@mistake(
    of="best_point",
    family="something_else_returned",
    hint={
        "en": "Is the number that you return on the w axis or on the cost axis?",
        "zh": "你返回的数在 w 轴上，还是在代价轴上？",
    },
    finding={"zh": "你返回的是最低的代价，而不是代价最低的点。"},
)
def returns_the_cost(f, points):
    """You have returned the lowest cost and not the point that has it."""
    return min(f(point) for point in points)


@mistake(
    of="best_point",
    family="something_else_returned",
    hint={"en": "Is what you return a point or its place in the list?", "zh": "你返回的是点，还是它在列表中的位置？"},
    finding={"zh": "你返回的是最优点的下标，而不是点本身。"},
)
def returns_the_index(f, points):
    """You have returned the index of the best point and not the point."""
    return min(range(len(points)), key=lambda i: f(points[i]))


@mistake(
    of="best_point",
    family="other_choice",
    hint={
        "en": "Compare the cost at your answer with the cost at the first point. Which one is lower?",
        "zh": "比较你的答案与第一个点的代价：哪个更低？",
    },
    finding={"zh": "你返回的是代价最高的点。"},
)
def highest_point(f, points):
    """You have returned the point with the highest cost."""
    return max(points, key=f)


@mistake(
    of="best_point",
    family="not_kept",
    hint={
        "en": "After a better point is found, what must be remembered besides the point?",
        "zh": "找到更好的点之后，除了点本身还要记住什么？",
    },
    finding={"zh": "你总是与第一个点的代价比较：找到更好的点后没有更新最低代价。"},
)
def lowest_cost_not_updated(f, points):
    """You compare with the first point's cost only: the lowest cost is not updated when a better point is found."""
    best, lowest = points[0], f(points[0])
    for point in points:
        if f(point) < lowest:
            best = point
    return best


@mistake(
    of="best_point",
    family="something_else_returned",
    hint={
        "en": "After a better point is found, what must be remembered besides the point?",
        "zh": "找到更好的点之后，除了点本身还要记住什么？",
    },
    finding={"zh": "你返回的是最后一个点：找到更好的点后没有更新最低代价，每个点都被当成更好的。"},
)
def last_point_taken(f, points):
    """You have returned the last point: the lowest cost so far is not kept, so that each point passes for a better one."""
    return points[-1]


@mistake(
    of="best_point",
    family="other_choice",
    hint={
        "en": "Can a point with a cost below zero be the best one? Try a cost with negative values.",
        "zh": "代价为负的点可能是最优的吗？用有负值的代价试一试。",
    },
    finding={"zh": "你取的是代价最接近 0 的点，而不是代价最低的点。"},
)
def closest_to_zero(f, points):
    """You have taken the point whose cost is closest to zero, not the lowest."""
    return min(points, key=lambda point: abs(f(point)))


@mistake(
    of="zoom",
    family="other_rule",
    hint={"en": "May the new interval reach where the old one did not?", "zh": "新区间可以超出旧区间吗？"},
    finding={"zh": "新区间超出了原来的区间。"},
)
def beyond_the_old_interval(low, high, best, points=16):
    """Your new interval reaches beyond the old one."""
    spacing = (high - low) / (points - 1)
    return best - spacing, best + spacing


@mistake(
    of="zoom",
    family="constant_factor",
    hint={
        "en": "Draw three neighboring grid points with the best in the middle. Between which two can the lowest point lie?",
        "zh": "画三个相邻的网格点，最优点在中间：最低点可能落在哪两点之间？",
    },
    finding={"zh": "你只取了左右各半个间距。"},
)
def half_a_spacing(low, high, best, points=16):
    """You have taken half a spacing to either side."""
    spacing = (high - low) / (points - 1) / 2
    return max(low, best - spacing), min(high, best + spacing)


@mistake(
    of="zoom",
    family="border",
    hint={"en": "With 4 points, how many gaps lie between them?", "zh": "4 个点之间有几个间隔？"},
    finding={"zh": "间距是区间长度除以 points - 1，你除以了 points。"},
)
def spacing_divided_by_points(low, high, best, points=16):
    """You have divided the interval by the number of points; the spacing is one over the number of gaps."""
    spacing = (high - low) / points
    return max(low, best - spacing), min(high, best + spacing)


@mistake(
    of="zoom",
    family="left_out",
    hint={
        "en": "Can the lowest point lie to the left of the best grid point?",
        "zh": "最低点可能在最优网格点的左边吗？",
    },
    finding={"zh": "你的新区间从最优点开始，漏掉了它的左侧。"},
)
def right_side_only(low, high, best, points=16):
    """Your new interval begins at the best point and leaves out what lies to its left."""
    spacing = (high - low) / (points - 1)
    return best, min(high, best + spacing)


@mistake(
    of="zoom",
    family="argument_not_used",
    hint={
        "en": "The grid has 16 points in the exercise's text, and how many in this call?",
        "zh": "题目默认 16 个点，这次调用是几个点？",
    },
    finding={"zh": "你固定用了 16 个点的间距，没有用参数 points。"},
)
def always_sixteen_points(low, high, best, points=16):
    """You have used the spacing of 16 points whatever `points` says."""
    spacing = (high - low) / 15
    return max(low, best - spacing), min(high, best + spacing)


@mistake(
    of="search",
    family="one_step_off",
    hint={"en": "For rounds=1, how many grids are tried?", "zh": "rounds=1 时应搜索几次网格？"},
    finding={"zh": "你少搜索了一轮。"},
)
def one_round_fewer(f, low, high, rounds, points=16):
    """You search one round too few."""
    bests = []
    for _ in range(1, rounds):
        best = best_point(f, grid(low, high, points))
        bests.append(best)
        low, high = zoom(low, high, best, points)
    return bests


@mistake(
    of="search",
    family="one_step_off",
    hint={"en": "For rounds=1, how many grids are tried?", "zh": "rounds=1 时应搜索几次网格？"},
    finding={"zh": "你多搜索了一轮。"},
)
def one_round_more(f, low, high, rounds, points=16):
    """You search one round too many."""
    bests = []
    for _ in range(rounds + 1):
        best = best_point(f, grid(low, high, points))
        bests.append(best)
        low, high = zoom(low, high, best, points)
    return bests


@mistake(
    of="search",
    family="not_kept",
    hint={"en": "Print `low` and `high` in each round. Do they change?", "zh": "每轮打印 low 和 high：它们变了吗？"},
    finding={"zh": "每一轮搜索的都是最初的区间：新的 low 和 high 没有保存下来。"},
)
def interval_never_changes(f, low, high, rounds, points=16):
    """Every round searches the first interval: the new `low` and `high` are not kept."""
    return [best_point(f, grid(low, high, points)) for _ in range(rounds)]


@mistake(
    of="search",
    family="something_else_returned",
    hint={
        "en": "What does the caller get: the answer of the last round, or of each round?",
        "zh": "调用者要的是最后一轮的结果，还是每一轮的结果？",
    },
    finding={"zh": "你只返回了最后一轮的最优点，没有返回每一轮的列表。"},
)
def only_the_last_round(f, low, high, rounds, points=16):
    """You have returned the last round's best point only, not the list of all rounds."""
    best = low
    for _ in range(rounds):
        best = best_point(f, grid(low, high, points))
        low, high = zoom(low, high, best, points)
    return best


@mistake(
    of="search",
    family="other_rule",
    hint={
        "en": "When is the best point recorded: before or after the interval shrinks? And is the new interval's middle a grid point?",
        "zh": "你记录的是网格上的最优点，还是新区间的中点？",
    },
    finding={"zh": "你记录的是新区间的中点，而不是网格上的最优点。"},
)
def middle_of_the_interval(f, low, high, rounds, points=16):
    """You record the middle of the new interval and not the grid's best point."""
    bests = []
    for _ in range(rounds):
        low, high = zoom(low, high, best_point(f, grid(low, high, points)), points)
        bests.append((low + high) / 2)
    return bests


@mistake(
    of="search",
    family="argument_not_used",
    hint={
        "en": "Call it with points=5. How many points does your first grid have?",
        "zh": "用 points=5 调用：第一个网格有几个点？",
    },
    finding={"zh": "你没有用参数 points，网格总是 16 个点。"},
)
def number_of_points_ignored(f, low, high, rounds, points=16):
    """You do not use `points`: your grids always have 16 points."""
    bests = []
    for _ in range(rounds):
        best = best_point(f, grid(low, high))
        bests.append(best)
        low, high = zoom(low, high, best)
    return bests


@mistake(
    of="missed_by",
    family="sign",
    hint={
        "en": "Which of the two searches can find the lower cost? Which sign should the difference have?",
        "zh": "两种搜索中哪一种能找到更低的代价？差应是什么符号？",
    },
    finding={"zh": "差的符号反了：应是由粗到细的代价减去穷举的代价。"},
)
def difference_reversed(f, low, high, rounds, fine):
    """Your difference has the wrong sign: the exhaustive search's cost is to be subtracted."""
    return f(best_point(f, grid(low, high, fine))) - f(search(f, low, high, rounds)[-1])


@mistake(
    of="missed_by",
    family="other_rule",
    hint={
        "en": "Are you comparing two points, or the costs at two points?",
        "zh": "你比较的是两个点，还是两个点处的代价？",
    },
    finding={"zh": "你相减的是两个点，而不是两个点的代价。"},
)
def difference_of_the_points(f, low, high, rounds, fine):
    """You have subtracted the two points and not the costs there."""
    return search(f, low, high, rounds)[-1] - best_point(f, grid(low, high, fine))


@mistake(
    of="missed_by",
    family="other_rule",
    hint={
        "en": "Which entry of the list that `search` returns is its answer?",
        "zh": "search 返回的列表中，哪一项才是答案？",
    },
    finding={"zh": "你用了第一轮的最优点，而答案是最后一轮的。"},
)
def first_round_taken(f, low, high, rounds, fine):
    """You have taken the best point of the first round; the answer is that of the last."""
    return f(search(f, low, high, rounds)[0]) - f(best_point(f, grid(low, high, fine)))


@mistake(
    of="missed_by",
    family="argument_not_used",
    hint={"en": "How many points does your exhaustive search try?", "zh": "你的穷举搜索尝试了多少个点？"},
    finding={"zh": "你的穷举搜索只用了 16 个点，没有用参数 fine。"},
)
def exhaustive_search_too_coarse(f, low, high, rounds, fine):
    """Your exhaustive search tries 16 points only and not `fine`."""
    return f(search(f, low, high, rounds)[-1]) - f(best_point(f, grid(low, high)))


@mistake(
    of="grid",
    family="border",
    hint={
        "en": "Add 0.1 ten times in Python. Is the sum 1? How can the points be counted so that rounding does not decide?",
        "zh": "在 Python 里把 0.1 加十次，和等于 1 吗？怎样数点才不受舍入影响？",
    },
    finding={"zh": "你逐次累加间距，直到超过右端点：最后一个点在不在，由舍入误差决定。"},
)
def steps_added_up(low, high, points=16):
    """You add up steps until you pass the end: rounding decides whether the last point is there."""
    found, point, spacing = [], low, (high - low) / (points - 1)
    while point <= high:
        found.append(point)
        point += spacing
    return found


@mistake(
    of="grid",
    family="border",
    hint={
        "en": "Print the length of your grid for low=1.0, high=1.3, points=4. What decides where a range of floats stops?",
        "zh": "打印 low=1.0、high=1.3、points=4 时网格的长度。浮点数的 arange 在哪里停下，由什么决定？",
    },
    finding={"zh": "你用以 high + 间距为界的 arange：多不多出一个点，由舍入误差决定。"},
)
def range_of_floats(low, high, points=16):
    """Your range stops before high + spacing: rounding decides whether there is one point too many."""
    import torch

    spacing = (high - low) / (points - 1)
    return torch.arange(low, high + spacing, spacing, dtype=torch.float64).tolist()


@mistake(
    of="search",
    family="stale",
    hint={
        "en": "With which `low` is the new `high` worked out: with the one that was just searched?",
        "zh": "计算新的 high 时用的是哪个 low：刚搜索过的那个区间的吗？",
    },
    finding={"zh": "你先改了 low，再用新的 low 计算 high；两端都应由刚搜索过的区间得出。"},
)
def high_from_the_new_low(f, low, high, rounds, points=16):
    """You change `low` first and work out `high` with the new one; both belong to the interval just searched."""
    bests = []
    for _ in range(rounds):
        best = best_point(f, grid(low, high, points))
        bests.append(best)
        low = zoom(low, high, best, points)[0]
        high = zoom(low, high, best, points)[1]
    return bests


@mistake(
    of="missed_by",
    family="square_or_root",
    hint={
        "en": "What does it mean if the coarse-to-fine search finds the lower cost? Which sign has the difference then?",
        "zh": "如果由粗到细的搜索找到更低的代价，差的符号是什么？",
    },
    finding={"zh": "你取了绝对值；由粗到细的搜索更好时，差应为负。"},
)
def sign_of_the_difference_lost(f, low, high, rounds, fine):
    """You have taken the absolute value; the difference is below 0 where the coarse-to-fine search is the better one."""
    return abs(f(search(f, low, high, rounds)[-1]) - f(best_point(f, grid(low, high, fine))))


equivalents = [
    equivalent(
        of="search",
        was="best = best_point(f, grid(low, high, points))",
        now="best = best_point(f, grid(high, low, points))",
        reason="The same points in the other order: the lowest of them is the same.",
    ),
    equivalent(
        of="missed_by",
        was="return f(answer) - f(best_point(f, grid(low, high, fine)))",
        now="return f(answer) - f(best_point(f, grid(high, low, fine)))",
        reason="The same points in the other order: the lowest of them is the same.",
    ),
]
