"""Named mistakes about the graph e = (a + b) * (b + 1) and about sums over paths."""

from grader.authoring import equivalent, mistake


@mistake(
    of="forward",
    family="wrong_factor",
    hint={
        "en": "Which operation stands between the two brackets of (a + b) * (b + 1)?",
        "zh": "在 (a + b) * (b + 1) 中，两个括号之间是什么运算？",
    },
    finding={"zh": "你把 c 和 d 相加了；e 是它们的乘积。"},
)
def last_node_added(a, b):
    """You have added c and d; e is their product."""
    c, d = a + b, b + 1
    return c, d, c + d


@mistake(
    of="forward",
    family="wrong_factor",
    hint={
        "en": "Which input goes into the second bracket of (a + b) * (b + 1)?",
        "zh": "(a + b) * (b + 1) 的第二个括号里是哪个输入？",
    },
    finding={"zh": "你的 d 是 a + 1；第二个括号里是 b。"},
)
def second_node_from_a(a, b):
    """Your d is a + 1; it is b that goes into the second bracket."""
    c, d = a + b, a + 1
    return c, d, c * d


@mistake(
    of="forward",
    family="order_of_operations",
    hint={
        "en": "What would Python compute for a + b * b + 1, and what for (a + b) * (b + 1)?",
        "zh": "a + b * b + 1 与 (a + b) * (b + 1) 有什么不同？",
    },
    finding={"zh": "你的 e 是 a + b * b + 1，好像没有括号一样。"},
)
def brackets_missing(a, b):
    """Your e is a + b * b + 1, as if the brackets were not there."""
    return a + b, b + 1, a + b * b + 1


@mistake(
    of="forward",
    family="something_else_returned",
    hint={
        "en": "How many values does the docstring ask for, and in which order?",
        "zh": "文档字符串要求返回几个值？按什么顺序？",
    },
    finding={"zh": "你只返回了 e；中间节点也要返回。"},
)
def only_the_last_node(a, b):
    """You have returned e alone; the nodes before it are asked for too."""
    return (a + b) * (b + 1)


@mistake(
    of="forward",
    family="swapped",
    hint={"en": "In which order does the docstring name the three nodes?", "zh": "文档字符串里三个节点的顺序是什么？"},
    finding={"zh": "顺序反了：应为 (c, d, e)。"},
)
def nodes_reversed(a, b):
    """The order of your nodes is reversed: it is (c, d, e)."""
    c, d = a + b, b + 1
    return c * d, d, c


@mistake(
    of="gradient_check",
    family="wrong_divisor",
    hint={
        "en": "e gains 1 over a step of 0.5. How much would it gain over a whole unit?",
        "zh": "步长为 0.5 时 e 增加了 1；走一个单位会增加多少？",
    },
    finding={"zh": "你给出的是 e 的增量，没有除以步长。"},
)
def gains_not_divided(a, b, step):
    """You have given what e gains; it is not divided by the step."""
    before = forward(a, b)[2]
    return forward(a + step, b)[2] - before, forward(a, b + step)[2] - before


@mistake(
    of="gradient_check",
    family="other_rule",
    hint={
        "en": "At which a and b do you measure e the second time, for the slope of b? Which of the two has moved?",
        "zh": "求 b 的斜率时，第二次是在哪个 a、哪个 b 处计算 e？哪一个移动了？",
    },
    finding={"zh": "测 b 的斜率时，a 也移动了；应当只移动一个。"},
)
def both_inputs_moved(a, b, step):
    """For the slope of b you have moved a as well; the other input is held fixed."""
    before = forward(a, b)[2]
    return (forward(a + step, b)[2] - before) / step, (forward(a + step, b + step)[2] - before) / step


@mistake(
    of="gradient_check",
    family="sign",
    hint={
        "en": "If e goes up when b goes up, which sign has the slope? Which of your two values do you subtract?",
        "zh": "b 变大时 e 也变大，斜率是正还是负？你用哪个值减去哪个值？",
    },
    finding={"zh": "两个斜率的符号都反了。"},
)
def slopes_with_the_wrong_sign(a, b, step):
    """Both slopes have the wrong sign."""
    before = forward(a, b)[2]
    return (before - forward(a + step, b)[2]) / step, (before - forward(a, b + step)[2]) / step


@mistake(
    of="gradient_check",
    family="swapped",
    hint={"en": "Which of the two slopes does the docstring name first?", "zh": "文档字符串先写的是哪一个斜率？"},
    finding={"zh": "两个斜率的顺序反了：先是 a，再是 b。"},
)
def slopes_swapped(a, b, step):
    """Your two slopes are swapped: the one for a comes first."""
    before = forward(a, b)[2]
    return (forward(a, b + step)[2] - before) / step, (forward(a + step, b)[2] - before) / step


@mistake(
    of="gradient_check",
    family="other_rule",
    hint={
        "en": "With a = 2, b = 1 and a step of 0.5 the slope for b is 5.5. From which b to which b is it measured?",
        "zh": "a = 2、b = 1、步长 0.5 时，b 的斜率是 5.5。它是从哪个 b 测到哪个 b 的？",
    },
    finding={"zh": "你的 b 的斜率与步长无关；这里要的是向上移动一步测出来的斜率。"},
)
def slope_without_a_step(a, b, step):
    """Your slope for b does not depend on the step; what is asked for is measured over one step upwards."""
    slope_of_b = (forward(a, b + step)[2] - forward(a, b - step)[2]) / (2 * step)
    return (forward(a + step, b)[2] - forward(a, b)[2]) / step, slope_of_b


@mistake(
    of="gradient_check",
    family="something_else_returned",
    hint={
        "en": "`forward` gives three values. Which of them is e?",
        "zh": "forward 返回三个值，哪一个是 e？",
    },
    finding={"zh": "你测的是 c 的斜率，而不是 e 的。"},
)
def first_node_measured(a, b, step):
    """You have measured how c grows; it is e that is asked for."""
    before = forward(a, b)[0]
    return (forward(a + step, b)[0] - before) / step, (forward(a, b + step)[0] - before) / step


@mistake(
    of="local_gradients",
    family="local_gradient",
    hint={
        "en": "Hold d fixed at 2. What is c * d for c = 3, and what for c = 4? What does `gradient_check` say of a?",
        "zh": "让 d 保持为 2：c = 3 时 c * d 是多少？c = 4 时呢？再看看 gradient_check 给出的 a 的斜率。",
    },
    finding={"zh": "c 到 e、d 到 e 这两个箭头上，你给的是箭头起点自己的值。"},
)
def product_returns_its_own_factor(a, b):
    """On the two arrows into the product you have given the value of the node from which the arrow starts."""
    c, d, _ = forward(a, b)
    return {"a": {"c": 1.0}, "b": {"c": 1.0, "d": 1.0}, "c": {"e": c}, "d": {"e": d}}


@mistake(
    of="local_gradients",
    family="local_gradient",
    hint={"en": "How much does a + b change when a grows by 1?", "zh": "a 增加 1，a + b 增加多少？"},
    finding={"zh": "加法节点上你给的是输入的值；输入变化时和变化多快，与输入有多大无关。"},
)
def sum_returns_its_input(a, b):
    """At the sums you have given the inputs themselves; how fast a sum grows does not depend on them."""
    c, d, _ = forward(a, b)
    return {"a": {"c": a}, "b": {"c": b, "d": b}, "c": {"e": d}, "d": {"e": c}}


@mistake(
    of="local_gradients",
    family="local_gradient",
    hint={
        "en": "An arrow joins two neighbours. Which node lies between a and e?",
        "zh": "箭头只连接相邻的两个节点：a 与 e 之间还有哪个节点？",
    },
    finding={"zh": "你给出的是 e 对各节点的总导数，而不是每个箭头上的局部梯度。"},
)
def whole_derivatives_on_the_arrows(a, b):
    """You have written the derivative of e on every arrow; a local gradient only looks at the next node."""
    c, d, _ = forward(a, b)
    return {"a": {"c": d}, "b": {"c": d, "d": c}, "c": {"e": d}, "d": {"e": c}}


@mistake(
    of="local_gradients",
    family="left_out",
    hint={"en": "In how many places of (a + b) * (b + 1) does b stand?", "zh": "b 在 (a + b) * (b + 1) 中出现了几次？"},
    finding={"zh": "少了一个箭头：b 也通向 d。"},
)
def arrow_from_b_to_d_missing(a, b):
    """One arrow is missing: b leads to d as well."""
    c, d, _ = forward(a, b)
    return {"a": {"c": 1.0}, "b": {"c": 1.0}, "c": {"e": d}, "d": {"e": c}}


@mistake(
    of="local_gradients",
    family="local_gradient",
    hint={
        "en": "Hold d fixed at 2. What is c * d for c = 3, and what for c = 4?",
        "zh": "让 d 保持为 2：c = 3 时 c * d 是多少？c = 4 时呢？",
    },
    finding={"zh": "进入乘法节点的两个箭头上你都写了 1；乘积增长多快与节点的值有关。"},
)
def product_treated_like_a_sum(a, b):
    """You have written 1 on the arrows into the product; how fast a product grows depends on the nodes' values."""
    return {"a": {"c": 1.0}, "b": {"c": 1.0, "d": 1.0}, "c": {"e": 1.0}, "d": {"e": 1.0}}


@mistake(
    of="all_paths",
    family="one_of_several",
    hint={
        "en": "After the first path is found, which arrows have not been tried yet?",
        "zh": "找到第一条路径以后，还有哪些箭头没有试过？",
    },
    finding={"zh": "找到第一条路径后就停了。"},
)
def stops_at_the_first_path(graph, start, end):
    """You stop at the first path; there may be more."""
    if start == end:
        return [[end]]
    for following in graph.get(start, {}):
        for rest in all_paths(graph, following, end):
            return [[start, *rest]]
    return []


@mistake(
    of="all_paths",
    family="one_step_off",
    hint={
        "en": "Write one of your paths down. Which node does it begin with?",
        "zh": "写出你的一条路径：它从哪个节点开始？",
    },
    finding={"zh": "路径里缺少起点。"},
)
def start_left_out(graph, start, end):
    """The first node is missing from your paths."""
    if start == end:
        return [[end]]
    found, waiting = [], [(start, [])]
    while waiting:
        node, path = waiting.pop()
        if node == end:
            found.append(path)
        waiting += [(following, [*path, following]) for following in graph.get(node, {})]
    return found


@mistake(
    of="all_paths",
    family="other_rule",
    hint={
        "en": "Does every way along the arrows end at `end`? What becomes of one that does not?",
        "zh": "沿箭头走下去，每条路都会到达终点吗？没有到达的怎么办？",
    },
    finding={"zh": "走进死胡同的路径也被算进去了；只有到达终点的才算。"},
)
def dead_ends_counted(graph, start, end):
    """You have kept the ways that come to a dead end; only those that reach `end` are paths."""
    if start == end or start not in graph:
        return [[start]]
    return [[start, *rest] for following in graph[start] for rest in all_paths(graph, following, end)]


@mistake(
    of="all_paths",
    family="other_rule",
    hint={"en": "Can two paths go through the same node?", "zh": "两条路径可以经过同一个节点吗？"},
    finding={"zh": "每个节点你只走了一次，经过同一节点的其他路径丢失了。"},
)
def each_node_once(graph, start, end):
    """You go through each node only once, so that paths which share a node are lost."""
    found, seen, waiting = [], set(), [[start]]
    while waiting:
        path = waiting.pop(0)
        if path[-1] == end:
            found.append(path)
            continue
        if path[-1] in seen:
            continue
        seen.add(path[-1])
        waiting += [[*path, following] for following in graph.get(path[-1], {})]
    return found


@mistake(
    of="all_paths",
    family="shared_object",
    hint={
        "en": "Where the way parts, which list does each branch append to? What is in it when the second branch begins?",
        "zh": "在岔路口，各个分支往哪个列表里添加？走第二条路时，里面已经有什么？",
    },
    finding={"zh": "你的路径里混进了其他分支的节点：每个分支要有自己的列表。"},
)
def one_list_for_all_branches(graph, start, end):
    """Your paths hold the nodes of other branches too: each branch needs a list of its own."""
    paths, path = [], []

    def walk(node):
        path.append(node)
        if node == end:
            paths.append(path)
            return
        for head in graph.get(node, {}):
            walk(head)

    walk(start)
    return paths


@mistake(
    of="all_paths",
    family="other_rule",
    hint={
        "en": "How many arrows has the longest way from `start` to `end`? How many do your paths have?",
        "zh": "从起点到终点最长的路径有几个箭头？你的呢？",
    },
    finding={"zh": "你只找了两个箭头以内的路径；更长的也要找。"},
)
def only_short_paths(graph, start, end):
    """You look only for paths of at most two arrows; there may be longer ones."""
    if start == end:
        return [[end]]
    found = [[start, end]] if end in graph.get(start, {}) else []
    return found + [[start, middle, end] for middle in graph.get(start, {}) if end in graph.get(middle, {})]


@mistake(
    of="along_path",
    family="wrong_factor",
    hint={"en": "Along a path you multiply; across paths you …?", "zh": "沿一条路径是相乘还是相加？不同路径之间呢？"},
    finding={"zh": "你把一条路径上的局部梯度相加了；沿路径应当相乘。"},
)
def added_along_the_path(graph, path):
    """You have added the local gradients of a path; along a path they are multiplied."""
    return sum(graph[tail][head] for tail, head in zip(path, path[1:]))


@mistake(
    of="along_path",
    family="border",
    hint={
        "en": "How many arrows has a path of four nodes? How many numbers do you multiply?",
        "zh": "四个节点的路径有几个箭头？你乘了几个数？",
    },
    finding={"zh": "最后一个箭头漏了。"},
)
def last_arrow_left_out(graph, path):
    """The last arrow of the path is left out."""
    product = 1.0
    for tail, head in zip(path[:-1], path[1:-1]):
        product *= graph[tail][head]
    return product


@mistake(
    of="along_path",
    family="border",
    hint={
        "en": "How many arrows has a path of four nodes? How many numbers do you multiply?",
        "zh": "四个节点的路径有几个箭头？你乘了几个数？",
    },
    finding={"zh": "第一个箭头漏了。"},
)
def first_arrow_left_out(graph, path):
    """The first arrow of the path is left out."""
    product = 1.0
    for tail, head in zip(path[1:], path[2:]):
        product *= graph[tail][head]
    return product


@mistake(
    of="along_path",
    family="start_value",
    hint={
        "en": "What is any number multiplied by the value that your product starts from?",
        "zh": "任何数乘以你的初始值，得到什么？",
    },
    finding={"zh": "你的乘积总是 0，从 0 开始的乘积就是这样。"},
)
def product_started_at_zero(graph, path):
    """Your product is always 0, as one that starts at 0 is."""
    product = 0.0
    for tail, head in zip(path, path[1:]):
        product *= graph[tail][head]
    return product


@mistake(
    of="along_path",
    family="one_of_several",
    hint={
        "en": "Change the number on the first arrow only. Does your result change?",
        "zh": "只改变第一个箭头上的数，结果有变化吗？",
    },
    finding={"zh": "只有最后一个箭头起作用；路径上的所有箭头都要相乘。"},
)
def only_the_last_arrow(graph, path):
    """Only the last arrow counts; all arrows of the path are multiplied."""
    product = 1.0
    for tail, head in zip(path, path[1:]):
        product = graph[tail][head]
    return product


@mistake(
    of="sum_over_paths",
    family="wrong_factor",
    hint={"en": "Along a path you multiply; across paths you …?", "zh": "沿一条路径相乘；不同路径之间呢？"},
    finding={"zh": "你把各条路径的乘积又相乘了；不同路径之间应当相加。"},
)
def paths_multiplied(graph, start, end):
    """You have multiplied the paths; across paths the products are added."""
    product = 1.0
    for path in all_paths(graph, start, end):
        product *= along_path(graph, path)
    return product


@mistake(
    of="sum_over_paths",
    family="one_of_several",
    hint={
        "en": "Along how many routes does b reach e? Which of them are in your sum?",
        "zh": "b 通过几条路径影响 e？你的和里有哪几条？",
    },
    finding={"zh": "你只算了第一条路径。"},
)
def only_the_first_path(graph, start, end):
    """You have taken the first path only; all of them count."""
    paths = all_paths(graph, start, end)
    return along_path(graph, paths[0]) if paths else 0.0


@mistake(
    of="sum_over_paths",
    family="one_of_several",
    hint={"en": "Is it `=` or `+=` where a further path arrives?", "zh": "又来一条路径时，应当用 `=` 还是 `+=`？"},
    finding={"zh": "只有最后一条路径起作用；所有路径的乘积要相加。"},
)
def only_the_last_path(graph, start, end):
    """Only the last path counts; the products of all paths are added."""
    total = 0.0
    for path in all_paths(graph, start, end):
        total = along_path(graph, path)
    return total


@mistake(
    of="sum_over_paths",
    family="mean_for_sum",
    hint={
        "en": "With two equal paths, should the derivative be that of one path or twice that?",
        "zh": "有两条相同的路径时，导数是一条的值还是它的两倍？",
    },
    finding={"zh": "你对路径取了平均；它们应当相加。"},
)
def paths_averaged(graph, start, end):
    """You have averaged over the paths; they are added."""
    products = [along_path(graph, path) for path in all_paths(graph, start, end)]
    return sum(products) / max(1, len(products))


@mistake(
    of="sum_over_paths",
    family="other_rule",
    hint={"en": "Is the number of paths a derivative?", "zh": "路径的条数就是导数吗？"},
    finding={"zh": "你返回的是路径的条数，没有用到箭头上的数。"},
)
def paths_counted(graph, start, end):
    """You have counted the paths; the numbers on their arrows are not used."""
    return len(all_paths(graph, start, end))


@mistake(
    of="backward",
    family="one_of_several",
    hint={"en": "Along how many routes does b reach e?", "zh": "b 通过几条路径影响 e？"},
    finding={"zh": "b 的导数只算了经过 c 的路径；经过 d 的也要加上。"},
)
def b_through_c_only(a, b, upstream):
    """Your derivative for b follows only the path through c; the one through d is to be added."""
    _, d, _ = forward(a, b)
    return upstream * d, upstream * d


@mistake(
    of="backward",
    family="one_of_several",
    hint={
        "en": "Is it `=` or `+=` where the second path arrives at b?",
        "zh": "第二条路径到达 b 时，应当用 `=` 还是 `+=`？",
    },
    finding={"zh": "b 的导数只剩经过 d 的路径；经过 c 的也要加上。"},
)
def b_through_d_only(a, b, upstream):
    """Your derivative for b follows only the path through d; the one through c is to be added."""
    c, d, _ = forward(a, b)
    return upstream * d, upstream * c


@mistake(
    of="backward",
    family="wrong_factor",
    hint={"en": "Along a path you multiply; across paths you …?", "zh": "沿一条路径相乘；不同路径之间呢？"},
    finding={"zh": "b 的两条路径被相乘了；应当相加。"},
)
def paths_of_b_multiplied(a, b, upstream):
    """You have multiplied the two paths of b; across paths the products are added."""
    c, d, _ = forward(a, b)
    return upstream * d, upstream * c * d


@mistake(
    of="backward",
    family="upstream_lost",
    hint={"en": "What arrives at e from the right-hand side?", "zh": "从右侧传到 e 的是什么？"},
    finding={"zh": "没有乘以从右侧传来的梯度 upstream。"},
)
def upstream_not_used(a, b, upstream):
    """What arrives from the right, `upstream`, is not multiplied in."""
    c, d, _ = forward(a, b)
    return d, c + d


@mistake(
    of="backward",
    family="upstream_lost",
    hint={"en": "Does every path back to b cross e?", "zh": "回到 b 的每条路径都经过 e 吗？"},
    finding={"zh": "b 的导数里，只有一条路径乘了 upstream。"},
)
def upstream_on_one_path_of_b(a, b, upstream):
    """In your derivative for b, only one of the two paths has the factor `upstream`."""
    c, d, _ = forward(a, b)
    return upstream * d, upstream * d + c


@mistake(
    of="backward",
    family="local_gradient",
    hint={
        "en": "What does `gradient_check` say of a, and what is the number on your arrow from c to e?",
        "zh": "gradient_check 给出的 a 的斜率是多少？你从 c 到 e 的箭头上是多少？",
    },
    finding={"zh": "a 的导数里，从 c 到 e 的箭头用了 c 自己的值。"},
)
def a_with_its_own_factor(a, b, upstream):
    """In your derivative for a, the arrow from c to e has c's own value on it."""
    c, d, _ = forward(a, b)
    return upstream * c, upstream * (c + d)


@mistake(
    of="backward",
    family="swapped",
    hint={"en": "Which of the two derivatives does the docstring name first?", "zh": "文档字符串先写的是哪一个导数？"},
    finding={"zh": "两个导数的顺序反了：先是 a，再是 b。"},
)
def derivatives_swapped(a, b, upstream):
    """Your two derivatives are swapped: the one for a comes first."""
    c, d, _ = forward(a, b)
    return upstream * (c + d), upstream * d


@mistake(
    of="backward",
    family="upstream_lost",
    hint={
        "en": "What is added to `upstream` at e, and what is multiplied with it?",
        "zh": "链式法则里，upstream 与局部梯度之间是什么运算？",
    },
    finding={"zh": "upstream 应当乘上去，而不是加上去。"},
)
def upstream_added(a, b, upstream):
    """You have added `upstream`; the chain rule multiplies by it."""
    c, d, _ = forward(a, b)
    return upstream + d, upstream + c + d


@mistake(
    of="backward",
    family="upstream_lost",
    hint={
        "en": "Change `upstream`. Which of your two derivatives stays as it is?",
        "zh": "改变 upstream：你的两个导数里，哪一个没有变？",
    },
    finding={"zh": "只有 a 的导数乘了从右侧传来的梯度 upstream；b 的导数也要乘。"},
)
def upstream_for_a_only(a, b, upstream):
    """Only your derivative for a has the factor `upstream`; the one for b needs it as well."""
    c, d, _ = forward(a, b)
    return upstream * d, c + d


@mistake(
    of="backward",
    family="upstream_lost",
    hint={
        "en": "Change `upstream`. Which of your two derivatives stays as it is?",
        "zh": "改变 upstream：你的两个导数里，哪一个没有变？",
    },
    finding={"zh": "只有 b 的导数乘了从右侧传来的梯度 upstream。"},
)
def upstream_for_b_only(a, b, upstream):
    """Only your derivative for b has the factor `upstream`; the one for a needs it as well."""
    c, d, _ = forward(a, b)
    return d, upstream * (c + d)


equivalents = [
    equivalent(
        of="all_paths",
        was="return [[end]]",
        now="return [[start]]",
        reason="This line is reached only where start and end are the same.",
    ),
]
