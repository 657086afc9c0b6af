"""Checks of the graph e = (a + b) * (b + 1), and of sums over paths in other graphs."""

from grader.authoring import Text, by_hand, case, check, exercise, plain, random_case

about = exercise(
    title={"en": "Derivatives along paths", "zh": "沿路径传播的导数"},
    rules=[by_hand(of=["gradient_check", "local_gradients", "along_path", "sum_over_paths", "backward"])],
    worked_examples={
        "gradient_check": "numeric_gradient",
        "local_gradients": "local_gradients",
        "all_paths": "graph_paths",
        "along_path": "chain_rule",
        "sum_over_paths": "chain_rule",
        "backward": "graph_backward",
    },
)

BY_HAND = {"a": {"c": 1.0}, "b": {"c": 1.0, "d": 1.0}, "c": {"e": 2.0}, "d": {"e": 3.0}}
# Two ways part at p and meet again at s, where a third one comes straight from p; t is a dead end.
WEB = {
    "p": {"q": 1.7, "r": -0.6, "s": 2.3},
    "q": {"s": 0.8, "t": 3.1},
    "r": {"q": 1.4, "s": -2.9},
    "s": {"u": 0.45},
}
# Nodes without an arrow as keys, one of them a dead end, and an arrow on which nothing passes.
KEYS = {"v": {"w": 1.6, "x": 0.0}, "w": {"y": -0.7, "z": 1.1}, "x": {"y": 2.9}, "y": {}, "z": {}}
CHAIN = {"i": {"j": -1.3}, "j": {"k": 2.7}, "k": {"l": 0.9}}

worked = Text({"en": "worked by hand", "zh": "手算的例子"})
negative = Text({"en": "negative inputs", "zh": "负的输入"})
zero = Text({"en": "both inputs are 0", "zh": "两个输入都是 0"})
large = Text({"en": "large numbers", "zh": "很大的数"})
equal = Text({"en": "a factor is 0", "zh": "有一个因子为 0"})


@random_case(count=3, label={"en": "random inputs", "zh": "随机的输入"})
def inputs(generator):
    a, b, upstream = generator.uniform(0.3, 3.0, 3) * generator.choice([-1.0, 1.0], 3)
    return case(a=float(a), b=float(b), upstream=float(upstream))


@random_case(count=3, label={"en": "random inputs", "zh": "随机的输入"})
def two_inputs(generator):
    a, b = generator.uniform(0.3, 3.0, 2) * generator.choice([-1.0, 1.0], 2)
    return case(a=float(a), b=float(b))


@random_case(count=3, label={"en": "random inputs and a random step", "zh": "随机的输入和步长"})
def inputs_and_step(generator):
    a, b = generator.uniform(0.3, 3.0, 2) * generator.choice([-1.0, 1.0], 2)
    return case(a=float(a), b=float(b), step=float(generator.uniform(0.2, 0.9)))


def draw_layers(generator, sizes):
    """A graph in layers, with most of the arrows from each layer to the next and some that skip one."""
    layers = [[f"n{layer}{index}" for index in range(size)] for layer, size in enumerate(sizes)]
    graph = {}
    for layer, nodes in enumerate(layers):
        for node in nodes:
            heads = {}
            for further in range(layer + 1, min(layer + 3, len(layers))):
                for head in layers[further]:
                    if generator.uniform() < (0.9 if further == layer + 1 else 0.3):
                        heads[head] = float(generator.uniform(0.4, 1.9) * generator.choice([-1.0, 1.0]))
            if heads:
                graph[node] = heads
    return graph, layers[0][0], layers[-1][0]


@random_case(count=2, label={"en": "a random graph", "zh": "随机的图"})
def layers(generator):
    while True:
        graph, start, end = draw_layers(generator, [1, 2, 3, 2, 1])
        if count_paths(graph, start, end) > 3:
            return case(graph=graph, start=start, end=end)


def count_paths(graph, start, end):
    return 1 if start == end else sum(count_paths(graph, head, end) for head in graph.get(start, {}))


@check(
    role="forward",
    of="forward",
    points=1,
    cases=[
        case(worked, a=2.0, b=1.0),
        case({"en": "worked by hand, other numbers", "zh": "手算的例子，另一组数"}, a=0.5, b=3.0),
        case(a=1.7, b=-0.4),
        case(negative, a=-2.3, b=-1.6),
        case(zero, a=0.0, b=0.0),
        case(equal, a=0.7, b=-1.0),
        case(large, a=3100.5, b=-780.25),
        two_inputs,
    ],
    sentence={"zh": "三个节点的值：c = a + b，d = b + 1，e = c * d。"},
)
def values_of_the_nodes(m, a, b):
    """The values of the three nodes c, d and e."""
    return m.forward(a, b)


@check(
    role="concept",
    of="gradient_check",
    points=2,
    cases=[
        case(worked, a=2.0, b=1.0, step=0.5),
        case({"en": "a smaller step", "zh": "更小的步长"}, a=2.0, b=1.0, step=0.125),
        case(a=1.7, b=-0.4, step=0.3),
        case(negative, a=-2.3, b=-1.6, step=0.75),
        case(zero, a=0.0, b=0.0, step=0.4),
        case({"en": "a step above 1", "zh": "大于 1 的步长"}, a=0.7, b=-1.0, step=1.6),
        inputs_and_step,
    ],
    needs=[values_of_the_nodes],
    sentence={"zh": "测出来的斜率：只移动一个输入，e 的增量除以步长。"},
)
def measured_slopes(m, a, b, step):
    """The measured slopes: what e gains when one input alone is moved, divided by the step."""
    return m.gradient_check(a, b, step)


def arrows(graph):
    """A graph without the keys from which no arrow starts: they need not be there, and may be."""
    return {tail: heads for tail, heads in graph.items() if heads != {}} if isinstance(graph, dict) else graph


@check(
    role="backward",
    of="local_gradients",
    points=2,
    cases=[
        case(worked, a=2.0, b=1.0),
        case({"en": "worked by hand, other numbers", "zh": "手算的例子，另一组数"}, a=0.5, b=3.0),
        case(a=1.7, b=-0.4),
        case(negative, a=-2.3, b=-1.6),
        case(zero, a=0.0, b=0.0),
        case(equal, a=0.7, b=-1.0),
        case(large, a=3100.5, b=-780.25),
        two_inputs,
    ],
    needs=[values_of_the_nodes],
    sentence={"zh": "五个箭头上的局部梯度。"},
)
def numbers_on_the_arrows(m, a, b):
    """The local gradients on the five arrows."""
    return arrows(m.local_gradients(a, b))


@check(
    role="backward",
    of="all_paths",
    points=2,
    cases=[
        case({"en": "two paths", "zh": "两条路径"}, graph=BY_HAND, start="b", end="e"),
        case({"en": "one path", "zh": "一条路径"}, graph=BY_HAND, start="a", end="e"),
        case({"en": "no path", "zh": "没有路径"}, graph=BY_HAND, start="a", end="d"),
        case({"en": "against the arrows", "zh": "逆着箭头"}, graph=BY_HAND, start="e", end="b"),
        case({"en": "from a node to itself", "zh": "从一个节点到它自己"}, graph=BY_HAND, start="c", end="c"),
        case({"en": "paths of different lengths", "zh": "长度不同的路径"}, graph=WEB, start="p", end="u"),
        case({"en": "to a node in the middle", "zh": "到中间的节点"}, graph=WEB, start="p", end="q"),
        case({"en": "a chain", "zh": "一条链"}, graph=CHAIN, start="i", end="l"),
        case(
            {"en": "a node without arrows as a key, an arrow with 0", "zh": "没有箭头的节点也是键，有一个箭头为 0"},
            graph=KEYS,
            start="v",
            end="y",
        ),
        case({"en": "a way on from the end", "zh": "终点之后还有箭头"}, graph=WEB, start="p", end="s"),
        layers,
    ],
    sentence={"zh": "从起点沿箭头到终点的所有路径。"},
)
def every_path_is_found(m, graph, start, end):
    """Every path along the arrows is found, and nothing else."""
    return sorted([str(node) for node in path] for path in m.all_paths(graph, start, end))


@random_case(count=2, label={"en": "a random chain", "zh": "随机的链"})
def chains(generator):
    nodes = [str(node) for node in generator.permutation(list("abcdef"))[:4]]
    factors = generator.uniform(0.6, 2.4, 3) * generator.choice([-1.0, 1.0], 3)
    graph = {node: {after: float(factor)} for node, after, factor in zip(nodes, nodes[1:], factors, strict=False)}
    return case(graph=graph, path=plain(nodes))


@check(
    role="backward",
    of="along_path",
    points=2,
    cases=[
        case(worked, graph=BY_HAND, path=plain(["b", "d", "e"])),
        case({"en": "a chain", "zh": "一条链"}, graph=CHAIN, path=plain(["i", "j", "k", "l"])),
        case({"en": "the long way round", "zh": "绕远的路"}, graph=WEB, path=plain(["p", "r", "q", "s", "u"])),
        case({"en": "a part of a path", "zh": "路径的一段"}, graph=WEB, path=plain(["r", "s"])),
        case({"en": "a single node", "zh": "只有一个节点"}, graph=WEB, path=plain(["q"])),
        case({"en": "a single node that is no key", "zh": "只有一个节点，它不是键"}, graph=WEB, path=plain(["u"])),
        case({"en": "an arrow with 0", "zh": "有一个箭头为 0"}, graph=KEYS, path=plain(["v", "x", "y"])),
        chains,
    ],
    sentence={"zh": "链式法则：一条路径上的局部梯度相乘。"},
)
def product_along_a_path(m, graph, path):
    """Along a path, the local gradients are multiplied."""
    return m.along_path(graph, path)


@check(
    role="backward",
    of="sum_over_paths",
    points=2,
    cases=[
        case(worked, graph=BY_HAND, start="b", end="e"),
        case({"en": "one path", "zh": "一条路径"}, graph=BY_HAND, start="a", end="e"),
        case({"en": "no path", "zh": "没有路径"}, graph=BY_HAND, start="a", end="d"),
        case({"en": "against the arrows", "zh": "逆着箭头"}, graph=BY_HAND, start="e", end="b"),
        case({"en": "from a node to itself", "zh": "从一个节点到它自己"}, graph=BY_HAND, start="c", end="c"),
        case({"en": "paths of different lengths", "zh": "长度不同的路径"}, graph=WEB, start="p", end="u"),
        case({"en": "to a node in the middle", "zh": "到中间的节点"}, graph=WEB, start="p", end="q"),
        case({"en": "a chain", "zh": "一条链"}, graph=CHAIN, start="i", end="l"),
        case(
            {"en": "a node without arrows as a key, an arrow with 0", "zh": "没有箭头的节点也是键，有一个箭头为 0"},
            graph=KEYS,
            start="v",
            end="y",
        ),
        case({"en": "a way on from the end", "zh": "终点之后还有箭头"}, graph=WEB, start="p", end="s"),
        layers,
    ],
    needs=[every_path_is_found, product_along_a_path],
    sentence={"zh": "各条路径的乘积相加，得到导数。"},
)
def derivative_is_the_sum_over_paths(m, graph, start, end):
    """The derivative is the sum over all paths of their products."""
    return m.sum_over_paths(graph, start, end)


@check(
    role="backward",
    of="backward",
    points=3,
    cases=[
        case(worked, a=2.0, b=1.0, upstream=1.0),
        case(
            {"en": "worked by hand, inside a larger graph", "zh": "手算的例子，e 之后还有节点"},
            a=0.5,
            b=3.0,
            upstream=-2.0,
        ),
        case(a=1.7, b=-0.4, upstream=2.6),
        case(negative, a=-2.3, b=-1.6, upstream=-0.7),
        case(zero, a=0.0, b=0.0, upstream=1.9),
        case(equal, a=0.7, b=-1.0, upstream=1.3),
        case({"en": "nothing arrives from the right", "zh": "右侧传来的梯度为 0"}, a=1.7, b=0.6, upstream=0.0),
        case(large, a=3100.5, b=-780.25, upstream=41.5),
        inputs,
    ],
    needs=[values_of_the_nodes],
    sentence={"zh": "反向传播：从右往左，b 的导数是两条路径之和。"},
)
def both_derivatives(m, a, b, upstream):
    """Both derivatives, from right to left; the one for b is the sum over both paths."""
    return m.backward(a, b, upstream)
