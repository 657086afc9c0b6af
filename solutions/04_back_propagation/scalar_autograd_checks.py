"""Checks of the small autograd.

A graph of bare nodes goes over as two tables with a row for each node: the numbers of its inputs (-1 for none), and its
local gradients. A program goes over as rows (operation, first input, second input) with a number each. The probe builds
either with the learner's own Value.
"""

import math
import random

from grader.authoring import Text, by_hand, case, check, exercise, random_case, satisfies, tensor

# Without torch there is no graph to switch off, and what switches it off would change how deep code may recurse.
about = exercise(
    title={"en": "A small autograd", "zh": "小型自动求导引擎"},
    rules=[by_hand(gradients=True)],
    worked_examples={"Value": "operator_methods", "Value.backward": "graph_order", "as_value": "operator_methods"},
)

BY_HAND = Text({"en": "worked by hand", "zh": "手算的例子"})
LARGE = Text({"en": "large numbers", "zh": "很大的数"})

LEAF, ADD, SUB, MUL, DIV, POW, EXP, LOG, RELU, TANH, NUMBER_PLUS, NUMBER_MINUS, TIMES_NUMBER, NUMBER_OVER = range(14)


def graph(links, slopes):
    """The arguments for a graph of bare nodes."""
    return {"links": tensor(links, "int64"), "slopes": tensor(slopes)}


CHAIN = graph([[-1, -1], [0, -1], [1, -1], [2, -1]], [[0.0, 0.0], [1.7, 0.0], [-0.6, 0.0], [2.3, 0.0]])
SQUARE = graph([[-1, -1], [0, 0]], [[0.0, 0.0], [1.37, 1.37]])
SQUARE_PLUS_ITSELF = graph([[-1, -1], [0, 0], [1, 0]], [[0.0, 0.0], [3.0, 3.0], [1.0, 1.0]])
DIAMOND = graph([[-1, -1], [0, -1], [0, -1], [1, 2]], [[0.0, 0.0], [1.7, 0.0], [-0.6, 0.0], [2.3, 0.9]])
# The short way from node 0 to node 5 meets the long one at node 4: node 0 is complete last.
UNEVEN = graph(
    [[-1, -1], [0, -1], [1, -1], [2, -1], [0, 3], [4, 1]],
    [[0.0, 0.0], [1.7, 0.0], [-0.6, 0.0], [2.3, 0.0], [0.8, -1.4], [0.5, 1.9]],
)
UNEVEN_TURNED = graph(
    [[-1, -1], [0, -1], [1, -1], [2, -1], [3, 0], [1, 4]],
    [[0.0, 0.0], [1.7, 0.0], [-0.6, 0.0], [2.3, 0.0], [-1.4, 0.8], [1.9, 0.5]],
)
# Node 3 is computed from node 0, but the last node is not computed from node 3.
SIDE_BRANCH = graph(
    [[-1, -1], [-1, -1], [0, 1], [0, -1], [2, 1]], [[0.0, 0.0], [0.0, 0.0], [1.7, -0.6], [2.3, 0.0], [0.9, 1.2]]
)
ALONE = graph([[-1, -1]], [[0.0, 0.0]])
LADDER = graph(
    [[-1, -1], [-1, -1]] + [[number - 1, number - 2] for number in range(2, 22)],
    [[0.0, 0.0], [0.0, 0.0]] + [[0.72, 0.31] for _ in range(2, 22)],
)
DEEP = graph(
    [[-1, -1]] + [[number - 1, -1 if number % 2 else 0] for number in range(1, 1500)],
    [[0.0, 0.0]] + [[0.9999, 0.0 if number % 2 else 0.001] for number in range(1, 1500)],
)


def python_random(generator):
    """Python's generator, for thousands of single draws: NumPy's takes ten times as long for each."""
    return random.Random(int(generator.integers(2**62)))


def draw_graph(generator, leaves, nodes):
    """A graph in which each node reaches the last one, and every gradient is of ordinary size.

    The local gradients are chosen from the end, so that each node hands on between 0.2 and 1.5 along each edge.
    """
    draw = python_random(generator)
    links = [[-1, -1] for _ in range(leaves)]
    for number in range(leaves, nodes):
        links.append([number - 1, draw.randrange(number)])
    # Every leaf is used: the first nodes take them one by one.
    for leaf in range(leaves - 1):
        links[leaves + leaf][1] = leaf
    arrived = [0.0] * nodes
    arrived[-1] = 1.0
    slopes = [[0.0, 0.0] for _ in range(nodes)]
    for number in range(nodes - 1, leaves - 1, -1):
        for place in (0, 1):
            handed = draw.uniform(0.2, 1.5) * (-1 if draw.random() < 0.2 else 1)
            slopes[number][place] = handed / math.copysign(max(0.2, abs(arrived[number])), arrived[number])
            arrived[links[number][place]] += slopes[number][place] * arrived[number]
    return graph(links, slopes)


@random_case(count=2, label={"en": "a random graph", "zh": "随机的计算图"})
def random_graph(generator):
    """A graph of a few dozen nodes."""
    return case(**draw_graph(generator, 4, 24))


@random_case(label={"en": "5,000 nodes", "zh": "5000 个节点"})
def large_graph(generator):
    """A graph of 5,000 nodes, each computed from the one before it."""
    return case(**draw_graph(generator, 40, 5000))


@random_case(count=2, label={"en": "a random graph, twice", "zh": "随机的计算图，两次"})
def random_graph_twice(generator):
    """A graph on which two nodes are asked for their derivatives."""
    return case(**draw_graph(generator, 4, 24), roots=(23, int(generator.integers(12, 22))))


def value_and_slopes(operation, a, b, number):
    """What an operation gives and its local gradients; None where it has no value, or one that is too steep."""
    if (operation == LOG or (operation == POW and number < 1)) and a < 0.2:
        return None
    if (operation == DIV and abs(b) < 0.2) or (operation == NUMBER_OVER and abs(a) < 0.2):
        return None
    return {
        ADD: lambda: (a + b, [1.0]),
        SUB: lambda: (a - b, [1.0]),
        MUL: lambda: (a * b, [a, b]),
        DIV: lambda: (a / b, [1 / b, a / b**2]),
        POW: lambda: (a**number, [number * a ** (number - 1)]),
        EXP: lambda: (math.exp(a), [math.exp(a)]),
        LOG: lambda: (math.log(a), [1 / a]),
        RELU: lambda: (max(a, 0.0), [1.0]),
        TANH: lambda: (math.tanh(a), [1.0]),
        NUMBER_PLUS: lambda: (number + a, [1.0]),
        NUMBER_MINUS: lambda: (number - a, [1.0]),
        TIMES_NUMBER: lambda: (a * number, [number]),
        NUMBER_OVER: lambda: (number / a, [number / a**2]),
    }[operation]()


def draw_step(draw, values, depths, deepest):
    """One operation of a random program, with a value and local gradients of ordinary size: (row, number, value)."""
    while True:
        operation = draw.randint(ADD, NUMBER_OVER)
        first = draw.randrange(len(values))
        second = first if draw.random() < 0.1 else draw.randrange(len(values))
        if operation > DIV:
            second = 0  # unused; leaves have the depth 0
        number = draw.uniform(0.4, 1.8) * draw.choice([-1.0, 1.0])
        if operation == POW:
            number = draw.choice([2.0, 3.0, -1.0, -2.0, 0.5])
        if max(depths[first], depths[second]) >= deepest:
            continue
        found = value_and_slopes(operation, values[first], values[second], number)
        if found is None or abs(found[0]) > 3.0 or max(map(abs, found[1])) > 2.5:
            continue
        # Near 0 lies the relu's corner. A relu that gives exactly 0 is wanted now and then.
        if abs(found[0]) > 0.15 or (operation == RELU and values[first] < 0 and draw.random() < 0.3):
            return (operation, first, second), number, found[0]


def draw_program(generator, leaves, steps, deepest):
    """A random program: leaves, `steps` operations at most `deepest` deep, and a sum of all that nothing uses."""
    draw = python_random(generator)
    values = [draw.uniform(0.3, 2.0) * (-1 if draw.random() < 0.3 else 1) for _ in range(leaves)]
    rows, numbers, depths = [(LEAF, 0, 0)] * leaves, list(values), [0] * leaves
    for _ in range(steps):
        row, number, value = draw_step(draw, values, depths, deepest)
        rows.append(row)
        numbers.append(number)
        values.append(value)
        depths.append(1 + max(depths[row[1]], depths[row[2]]))
    used = {first for _, first, _ in rows[leaves:]} | {second for op, _, second in rows[leaves:] if ADD <= op <= DIV}
    last = len(rows) - 1
    for unused in sorted(set(range(len(rows) - 1)) - used):
        rows.append((ADD, last, unused))
        numbers.append(0.0)
        last = len(rows) - 1
    return {"steps": tensor(rows, "int64"), "numbers": tensor(numbers)}


@random_case(count=2, label={"en": "a random program", "zh": "随机的表达式"})
def random_program(generator):
    """A program of about twenty operations."""
    return case(**draw_program(generator, 4, 12, 5))


@random_case(count=2, label={"en": "a longer random program", "zh": "更长的随机表达式"})
def longer_program(generator):
    """A program of about a hundred operations."""
    return case(**draw_program(generator, 8, 70, 8))


@random_case(label={"en": "5,000 nodes", "zh": "5000 个节点"})
def large_program(generator):
    """A program of about 5,000 operations; the sum at its end is deeper than Python's calls may be."""
    return case(**draw_program(generator, 60, 3300, 9))


@random_case(count=2, label={"en": "another random program", "zh": "另一个随机表达式"})
def other_program(generator):
    """Another program of a few dozen operations."""
    return case(**draw_program(generator, 6, 40, 7))


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def two_numbers(generator):
    """Two numbers for an operation of two Values."""
    a, b = generator.uniform(0.6, 2.8, 2) * generator.choice([-1.0, 1.0], 2)
    return case(a=float(a), b=float(b))


@random_case(count=2, label={"en": "a random number", "zh": "随机数"})
def one_number(generator):
    """A number of either sign."""
    return case(x=float(generator.uniform(0.3, 2.2) * generator.choice([-1.0, 1.0])))


@random_case(count=2, label={"en": "a random number", "zh": "随机数"})
def positive_number(generator):
    """A number above 0."""
    return case(x=float(generator.uniform(0.3, 4.0)))


def seen_of(result, leaves):
    """What an operation gave: its numbers, and its derivative with respect to each leaf through what it recorded.

    What is no Value has recorded nothing. The leaves come with a gradient of their own: a new Value has none yet.
    """
    order, entered, waiting = [], set(), [(result, False)]
    while waiting:
        node, done = waiting.pop()
        if done:
            order.append(node)
        elif id(node) not in entered:
            entered.add(id(node))
            waiting.append((node, True))
            waiting.extend((one, False) for one in getattr(node, "inputs", ()))
    arrived = {id(node): 0.0 for node in order}
    arrived[id(result)] = 1.0
    for node in reversed(order):
        for one, local in zip(getattr(node, "inputs", ()), getattr(node, "local_gradients", ())):
            arrived[id(one)] = arrived[id(one)] + arrived[id(node)] * local
    found = {"data": getattr(result, "data", result), "grad": getattr(result, "grad", None)}
    for name, leaf in leaves.items():
        found["d result / d " + name] = arrived.get(id(leaf), 0.0)
        found["data of " + name] = leaf.data
    return found


def leaf_of(m, number):
    """A Value of this number with a gradient that tells it from a new one."""
    # Plus 0.0 makes a float of an int; float() would end the rounding errors that tolerances are measured with.
    value = m.Value(number + 0.0)
    value.grad = 0.25
    return value


def build(m, links, slopes):
    """The bare nodes of a graph; the data of each tells which one it is, and does not rise from node to node."""
    nodes = []
    for number, (inputs, local) in enumerate(zip(links.tolist(), slopes.tolist())):
        pairs = [(nodes[one], slope) for one, slope in zip(inputs, local) if one >= 0]
        nodes.append(m.Value(number * 1721 % 5003 + 0.5, [one for one, _ in pairs], [slope for _, slope in pairs]))
    return nodes


def data_in_order(nodes):
    """The topological order of the last node, by what each of its entries holds."""
    order = nodes[-1].topological_order()
    return [getattr(order[place], "data", None) for place in range(len(order))]


def after_zeroing(nodes):
    """What the nodes hold when each had a gradient and those of the last one's graph have been zeroed."""
    for number, node in enumerate(nodes):
        node.grad = 0.5 + number % 5
    nodes[-1].zero_grad()
    return {"grad": [node.grad for node in nodes], "data": [node.data for node in nodes]}


def execute(m, steps, numbers):
    """All nodes of a program."""
    nodes = []
    for (operation, first, second), number in zip(steps.tolist(), numbers.tolist()):
        if operation == 0:
            nodes.append(m.Value(number))
            continue
        a, b = nodes[first], nodes[second]
        if operation == 1:
            result = a + b
        elif operation == 2:
            result = a - b
        elif operation == 3:
            result = a * b
        elif operation == 4:
            result = a / b
        elif operation == 5:
            result = a ** (round(number) if number in (2.0, 3.0, -1.0, -2.0) else number)
        elif operation == 6:
            result = a.exp()
        elif operation == 7:
            result = a.log()
        elif operation == 8:
            result = a.relu()
        elif operation == 9:
            result = a.tanh()
        elif operation == 10:
            result = number + a
        elif operation == 11:
            result = number - a
        elif operation == 12:
            result = a * number
        else:
            result = number / a
        nodes.append(result)
    return nodes


TWO_NUMBERS = [
    case({"en": "two Values", "zh": "两个 Value"}, a=1.37, b=-0.82),
    case({"en": "a negative one first", "zh": "第一个为负"}, a=-2.45, b=0.58),
    case({"en": "whole numbers", "zh": "整数"}, a=7, b=-2),
    case(LARGE, a=810.5, b=-1340.2),
    two_numbers,
]


@check(
    role="forward",
    of="Value.__add__",
    points=1,
    cases=[case(BY_HAND, a=3.0, b=5.0), *TWO_NUMBERS, case({"en": "0 is added", "zh": "加 0"}, a=1.6, b=0.0)],
    sentence={"zh": "加法：两个 Value、一个 Value 和一个数、同一个 Value 用两次。"},
)
def addition(m, a, b):
    """A sum: of two Values, of a Value and a number, of one Value twice."""
    left, right = leaf_of(m, a), leaf_of(m, b)
    return {
        "Value + Value": seen_of(left + right, {"a": left, "b": right}),
        "Value + number": seen_of(left + b, {"a": left}),
        "number + Value": seen_of(a + right, {"b": right}),
        "one Value twice": seen_of(left + left, {"a": left}),
    }


@check(
    role="forward",
    of="Value.__mul__",
    points=1,
    cases=[case(BY_HAND, a=3.0, b=5.0), *TWO_NUMBERS, case({"en": "times 0", "zh": "乘 0"}, a=1.6, b=0.0)],
    sentence={"zh": "乘法：两个 Value、一个 Value 和一个数、同一个 Value 用两次。"},
)
def multiplication(m, a, b):
    """A product: of two Values, of a Value and a number, of one Value twice."""
    left, right = leaf_of(m, a), leaf_of(m, b)
    return {
        "Value * Value": seen_of(left * right, {"a": left, "b": right}),
        "Value * number": seen_of(left * b, {"a": left}),
        "number * Value": seen_of(a * right, {"b": right}),
        "one Value twice": seen_of(left * left, {"a": left}),
    }


@check(
    role="forward",
    of="Value.__sub__",
    points=1,
    cases=[
        case(BY_HAND, a=3.0, b=5.0),
        *TWO_NUMBERS,
        case({"en": "the same numbers", "zh": "两个数相同"}, a=1.6, b=1.6),
    ],
    sentence={"zh": "减法：两个 Value、一个 Value 和一个数、同一个 Value 用两次。"},
)
def subtraction(m, a, b):
    """A difference: of two Values, of a Value and a number, of one Value twice."""
    left, right = leaf_of(m, a), leaf_of(m, b)
    return {
        "Value - Value": seen_of(left - right, {"a": left, "b": right}),
        "Value - number": seen_of(left - b, {"a": left}),
        "number - Value": seen_of(a - right, {"b": right}),
        "one Value twice": seen_of(left - left, {"a": left}),
    }


@check(
    role="forward",
    of="Value.__truediv__",
    points=1,
    cases=[case(BY_HAND, a=3.0, b=4.0), *TWO_NUMBERS, case({"en": "0 is divided", "zh": "0 作被除数"}, a=0.0, b=1.6)],
    sentence={"zh": "除法：两个 Value，或一个 Value 和一个数。"},
)
def division(m, a, b):
    """A quotient: of two Values, or of a Value and a number."""
    left, right = leaf_of(m, a), leaf_of(m, b)
    return {
        "Value / Value": seen_of(left / right, {"a": left, "b": right}),
        "Value / number": seen_of(left / b, {"a": left}),
        "number / Value": seen_of(a / right, {"b": right}),
    }


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def powers(generator):
    return case(x=float(generator.uniform(0.4, 2.4)), exponent=float(generator.choice([-1.5, 1.25, 2.5, 3.0])))


@check(
    role="forward",
    of="Value.__pow__",
    points=1,
    cases=[
        case(BY_HAND, x=3.0, exponent=2),
        case({"en": "by hand, a cube", "zh": "手算的例子（立方）"}, x=2.0, exponent=3),
        case({"en": "a cube of a negative number", "zh": "负数的立方"}, x=-1.42, exponent=3),
        case({"en": "a negative exponent", "zh": "负指数"}, x=0.73, exponent=-2),
        case({"en": "a root", "zh": "平方根"}, x=2.21, exponent=0.5),
        case({"en": "the exponent is 1", "zh": "指数为 1"}, x=-0.57, exponent=1),
        case({"en": "the exponent is 0", "zh": "指数为 0"}, x=1.64, exponent=0),
        case({"en": "a float that is whole", "zh": "恰为整数的浮点数指数"}, x=0.83, exponent=-3.0),
        case({"en": "0, the exponent is 1", "zh": "底为 0，指数为 1"}, x=0.0, exponent=1),
        case({"en": "0 squared", "zh": "0 的平方"}, x=0.0, exponent=2),
        case(LARGE, x=810.5, exponent=3),
        powers,
    ],
    sentence={"zh": "幂 x ** n：值和局部梯度。"},
)
def power(m, x, exponent):
    """A power x ** n: its value and its local gradient."""
    value = leaf_of(m, x)
    return seen_of(value**exponent, {"x": value})


@check(
    role="forward",
    of="Value.exp",
    points=1,
    cases=[
        case(BY_HAND, x=1.0),
        case({"en": "a negative number", "zh": "负数"}, x=-1.42),
        case({"en": "0", "zh": "0"}, x=0.0),
        case({"en": "a large result", "zh": "结果很大"}, x=23.4),
        one_number,
    ],
    sentence={"zh": "指数函数：值和局部梯度。"},
)
def exponential(m, x):
    """The exponential function: its value and its local gradient."""
    value = leaf_of(m, x)
    return seen_of(value.exp(), {"x": value})


@check(
    role="forward",
    of="Value.log",
    points=1,
    cases=[
        case(BY_HAND, x=2.0),
        case({"en": "by hand, the log of 4", "zh": "手算的例子（4 的对数）"}, x=4.0),
        case({"en": "below 1", "zh": "小于 1"}, x=0.37),
        case({"en": "log of 1", "zh": "1 的对数"}, x=1.0),
        case(LARGE, x=53100.5),
        positive_number,
    ],
    sentence={"zh": "自然对数：值和局部梯度。"},
)
def logarithm(m, x):
    """The natural logarithm: its value and its local gradient."""
    value = leaf_of(m, x)
    return seen_of(value.log(), {"x": value})


@check(
    role="forward",
    of="Value.relu",
    points=1,
    cases=[
        case(BY_HAND, x=3.0),
        case({"en": "below 0", "zh": "小于 0"}, x=-2.0),
        case({"en": "exactly 0", "zh": "正好为 0"}, x=0.0),
        case(LARGE, x=810.5),
        one_number,
    ],
    sentence={"zh": "relu：值和局部梯度，包括正好为 0 处。"},
)
def rectifier(m, x):
    """The relu: its value and its local gradient, also at exactly 0."""
    value = leaf_of(m, x)
    return seen_of(value.relu(), {"x": value})


@check(
    role="forward",
    of="Value.tanh",
    points=1,
    cases=[
        case(BY_HAND, x=0.5),
        case({"en": "a negative number", "zh": "负数"}, x=-1.42),
        case({"en": "0", "zh": "0"}, x=0.0),
        case({"en": "where it is flat", "zh": "饱和的地方"}, x=4.7),
        one_number,
    ],
    sentence={"zh": "双曲正切 tanh：值和局部梯度。"},
)
def hyperbolic_tangent(m, x):
    """The hyperbolic tangent: its value and its local gradient."""
    value = leaf_of(m, x)
    return seen_of(value.tanh(), {"x": value})


NUMBER_OF = {number * 1721 % 5003 + 0.5: number for number in range(5000)}


def each_node_after_its_inputs(found, arguments):
    """All nodes that the last one is computed from, and itself; once each, and after their inputs."""
    links = arguments["links"].tolist()
    found = [NUMBER_OF.get(data, -1) for data in found]
    wanted, waiting = {len(links) - 1}, [len(links) - 1]
    while waiting:
        new = {one for one in links[waiting.pop()] if one >= 0} - wanted
        wanted |= new
        waiting.extend(new)
    places = {node: place for place, node in enumerate(found)}
    if len(places) < len(found):
        return Text(
            {
                "en": f"Your list has {len(found)} nodes, and some of them are there more than once.",
                "zh": f"你的列表里有 {len(found)} 个节点，其中有的出现了不止一次。",
            }
        )
    if not wanted.issuperset(found):
        return Text(
            {
                "en": "In your list is something that the node is not computed from.",
                "zh": "你的列表里有与这个节点的计算无关的东西。",
            }
        )
    if len(found) < len(wanted):
        return Text(
            {
                "en": f"Your list has {len(found)} nodes; the node is computed from {len(wanted)}, itself included.",
                "zh": f"你的列表里有 {len(found)} 个节点；连同自己在内，这个节点由 {len(wanted)} 个节点算出。",
            }
        )
    if any(places[one] > places[node] for node in found for one in links[node] if one >= 0):
        return Text(
            {
                "en": "In your list a node stands before one of its inputs.",
                "zh": "你的列表里，有节点排在了它的输入之前。",
            }
        )
    return None


@check(
    role="backward",
    of="Value.topological_order",
    points=1,
    cases=[
        case(BY_HAND, **SQUARE_PLUS_ITSELF),
        case({"en": "a chain", "zh": "一条链"}, **CHAIN),
        case({"en": "a node without inputs", "zh": "没有输入的节点"}, **ALONE),
        case({"en": "a diamond", "zh": "菱形"}, **DIAMOND),
        case({"en": "a short way and a long way", "zh": "一条近路和一条远路"}, **UNEVEN),
        case({"en": "a long way and a short way", "zh": "一条远路和一条近路"}, **UNEVEN_TURNED),
        case({"en": "a branch that does not lead here", "zh": "不通向这里的分支"}, **SIDE_BRANCH),
        random_graph,
    ],
    expect=satisfies(each_node_after_its_inputs),
    sentence={"zh": "拓扑顺序：每个节点一次，排在它的所有输入之后。"},
)
def inputs_come_first(m, links, slopes):
    """The topological order has each node once, after all of its inputs."""
    return data_in_order(build(m, links, slopes))


@check(
    role="backward",
    of="Value.topological_order",
    points=1,
    cases=[case({"en": "1,500 nodes in a row", "zh": "1500 个节点连成一串"}, **DEEP), large_graph],
    expect=satisfies(each_node_after_its_inputs),
    needs=["inputs_come_first"],
    sentence={"zh": "计算图再深，拓扑顺序也对：几千个节点连成一串。"},
)
def order_of_a_deep_graph(m, links, slopes):
    """The topological order is right however deep the graph is: thousands of nodes in a row."""
    return data_in_order(build(m, links, slopes))


@check(
    role="backward",
    of="Value.backward",
    points=4,
    cases=[
        case(BY_HAND, **SQUARE_PLUS_ITSELF),
        case({"en": "a chain", "zh": "一条链"}, **CHAIN),
        case({"en": "a node without inputs", "zh": "没有输入的节点"}, **ALONE),
        case({"en": "one input twice", "zh": "同一个输入用两次"}, **SQUARE),
        case({"en": "a diamond", "zh": "菱形"}, **DIAMOND),
        case({"en": "a short way and a long way", "zh": "一条近路和一条远路"}, **UNEVEN),
        case({"en": "a long way and a short way", "zh": "一条远路和一条近路"}, **UNEVEN_TURNED),
        case({"en": "a branch that does not lead here", "zh": "不通向这里的分支"}, **SIDE_BRANCH),
        random_graph,
        case({"en": "many paths through few nodes", "zh": "节点不多，路径很多"}, **LADDER),
    ],
    needs=["inputs_come_first"],
    sentence={"zh": "反向传播：每个节点的 grad 是所有路径的导数之和。"},
)
def derivatives_of_every_node(m, links, slopes):
    """Going back leaves in each node's grad the sum over all paths, whatever the graph looks like."""
    nodes = build(m, links, slopes)
    nodes[-1].backward()
    return {"grad": [node.grad for node in nodes], "data": [node.data for node in nodes]}


@check(
    role="backward",
    of="Value.backward",
    points=1,
    cases=[
        case({"en": "the same result twice", "zh": "同一个结果两次"}, **SQUARE_PLUS_ITSELF, roots=(2, 2)),
        case({"en": "a diamond, twice", "zh": "菱形，两次"}, **DIAMOND, roots=(3, 3)),
        case({"en": "two results that share nodes", "zh": "两个结果共用一些节点"}, **UNEVEN, roots=(5, 4)),
        case({"en": "three times", "zh": "三次"}, **CHAIN, roots=(3, 3, 3)),
        random_graph_twice,
    ],
    needs=["derivatives_of_every_node"],
    sentence={"zh": "再次调用 backward 会把梯度累加到 grad 上。"},
)
def gradients_pile_up(m, links, slopes, roots):
    """A further call of backward adds to the gradients that are there."""
    nodes = build(m, links, slopes)
    found = []
    for root in roots:
        nodes[root].backward()
        found.append([node.grad for node in nodes])
    return found


@check(
    role="update",
    of="Value.zero_grad",
    points=1,
    cases=[
        case({"en": "a diamond", "zh": "菱形"}, **DIAMOND),
        case({"en": "a node without inputs", "zh": "没有输入的节点"}, **ALONE),
        case({"en": "a branch that does not lead here", "zh": "不通向这里的分支"}, **SIDE_BRANCH),
        random_graph,
    ],
    needs=["inputs_come_first"],
    sentence={"zh": "zero_grad 把整个计算图的梯度清零，别处的不动。"},
)
def gradients_are_zeroed(m, links, slopes):
    """zero_grad sets the gradients of the whole graph back to 0, and no others."""
    return after_zeroing(build(m, links, slopes))


@check(
    role="update",
    of="Value.zero_grad",
    points=1,
    cases=[case({"en": "1,500 nodes in a row", "zh": "1500 个节点连成一串"}, **DEEP), large_graph],
    needs=["order_of_a_deep_graph", "gradients_are_zeroed"],
    sentence={"zh": "计算图再深，zero_grad 也能清零：几千个节点连成一串。"},
)
def deep_graph_is_zeroed(m, links, slopes):
    """zero_grad works however deep the graph is: thousands of nodes in a row."""
    return after_zeroing(build(m, links, slopes))


@check(
    role="backward",
    of="Value",
    points=2,
    cases=[
        case("x * x + x", formula="x * x + x", a=3.0, b=0.0),
        case("(a + b) * (b + 1)", formula="(a + b) * (b + 1)", a=2.0, b=1.0),
        case("(a + b) * (b + 1)", formula="(a + b) * (b + 1)", a=1.37, b=-0.46),
        case("(a * b - 1.5).tanh()", formula="(a * b - 1.5).tanh()", a=0.83, b=1.62),
        case("1 / (1 + (-a * b).exp())", formula="1 / (1 + (-a * b).exp())", a=-1.24, b=0.71),
        case("((a * b).relu() + 2 * a) ** 2", formula="((a * b).relu() + 2 * a) ** 2", a=1.53, b=0.88),
        case("(a ** 2 + b ** 2).log() / 2", formula="(a ** 2 + b ** 2).log() / 2", a=-0.94, b=1.85),
        random_program,
        longer_program,
    ],
    needs=[
        "addition",
        "multiplication",
        "subtraction",
        "division",
        "power",
        "exponential",
        "logarithm",
        "rectifier",
        "hyperbolic_tangent",
        "derivatives_of_every_node",
    ],
    sentence={"zh": "整个表达式：值和导数都对。"},
)
def whole_expressions(m, formula="", a=0.0, b=0.0, steps=None, numbers=None):
    """Whole expressions have the right value and the right derivatives."""
    if steps is not None:
        nodes = execute(m, steps, numbers)
        nodes[-1].backward()
        return {"data": [node.data for node in nodes], "grad": [node.grad for node in nodes]}
    a, b = m.Value(a), m.Value(b)
    if formula == "x * x + x":
        result = a * a + a
    elif formula == "(a + b) * (b + 1)":
        result = (a + b) * (b + 1)
    elif formula == "(a * b - 1.5).tanh()":
        result = (a * b - 1.5).tanh()
    elif formula == "1 / (1 + (-a * b).exp())":
        result = 1 / (1 + (-a * b).exp())
    elif formula == "((a * b).relu() + 2 * a) ** 2":
        result = ((a * b).relu() + 2 * a) ** 2
    else:
        result = (a**2 + b**2).log() / 2
    result.backward()
    return {"data": result.data, "d result / d a": a.grad, "d result / d b": b.grad}


@check(
    role="backward",
    of="Value.backward",
    points=1,
    cases=[large_graph, large_program],
    needs=["order_of_a_deep_graph", "derivatives_of_every_node", "whole_expressions"],
    sentence={"zh": "计算图再深，导数也对：5000 个节点，由 5000 个运算组成的表达式。"},
)
def expression_of_thousands_of_nodes(m, links=None, slopes=None, steps=None, numbers=None):
    """The derivatives are right however deep the graph is: 5,000 nodes, an expression of 5,000 operations."""
    nodes = build(m, links, slopes) if steps is None else execute(m, steps, numbers)
    nodes[-1].backward()
    return {"data": nodes[-1].data, "grad": [node.grad for node in nodes]}


@check(
    role="backward",
    of="Value",
    points=1,
    cases=[other_program],
    needs=["whole_expressions"],
    hidden=True,
    sentence={"zh": "在其他表达式上同样正确。"},
)
def other_expressions(m, steps, numbers):
    """Other expressions are right, too."""
    nodes = execute(m, steps, numbers)
    nodes[-1].backward()
    return {"data": [node.data for node in nodes], "grad": [node.grad for node in nodes]}
