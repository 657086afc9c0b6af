"""Named mistakes of the small autograd."""

import math

from grader.authoring import equivalent, mistake


@mistake(
    of="Value.__add__",
    hint={"en": "How much does a + b change when a grows by 1?", "zh": "a 增加 1，a + b 增加多少？"},
    finding={"zh": "你把加法节点的输入当成了局部梯度。"},
)
def sum_gives_its_inputs(self, other):
    """Your sum takes its inputs for its local gradients."""
    other = as_value(other)
    return Value(self.data + other.data, (self, other), (self.data, other.data))


@mistake(
    of="Value.__add__",
    hint={
        "en": "What may `other` be besides a Value? What does x + 2 do?",
        "zh": "other 除了 Value 还可以是什么？x + 2 会怎样？",
    },
    finding={"zh": "你的加法只适用于两个 Value，不适用于一个 Value 加一个普通的数。"},
)
def sum_of_values_only(self, other):
    """Your sum works for two Values only, not for a Value and a number."""
    return Value(self.data + other.data, (self, other), (1.0, 1.0))


@mistake(
    of="Value.__add__",
    hint={
        "en": "How does `backward` find the way from the sum to its two terms?",
        "zh": "backward 怎样从和找到两个加数？",
    },
    finding={"zh": "结果没有记录输入和局部梯度，计算图断了。"},
)
def sum_without_a_graph(self, other):
    """Your sum does not record its inputs and local gradients: the graph ends there."""
    return Value(self.data + as_value(other).data)


@mistake(
    of="Value.__add__",
    hint={
        "en": "What type has a + b: could you go on with (a + b).tanh()?",
        "zh": "a + b 是什么类型？还能接着写 (a + b).tanh() 吗？",
    },
    finding={"zh": "你返回了一个普通的数，而不是 Value。"},
)
def sum_as_a_plain_number(self, other):
    """Your sum is a plain number and not a Value."""
    return self.data + as_value(other).data


@mistake(
    of="Value.__add__",
    hint={"en": "After c = a + b, what should a.data be?", "zh": "执行 c = a + b 之后，a.data 应是多少？"},
    finding={"zh": "你修改了 self，而不是新建一个 Value。"},
)
def sum_changes_its_first_term(self, other):
    """You change self in place of making a new Value."""
    self.data = self.data + as_value(other).data
    return self


@mistake(
    of="Value.__mul__",
    hint={"en": "If only a grows, how fast does a * b grow?", "zh": "只让 a 增大，a * b 增长多快？"},
    finding={"zh": "你把每个因子自己当成了它的局部梯度。"},
)
def product_gives_its_own_operand(self, other):
    """You take each factor's own value for its local gradient."""
    other = as_value(other)
    return Value(self.data * other.data, (self, other), (self.data, other.data))


@mistake(
    of="Value.__mul__",
    hint={
        "en": "Those are the local gradients of a sum. If a grows by 1, does a * b grow by 1?",
        "zh": "这是加法的局部梯度。a 增加 1，a * b 也增加 1 吗？",
    },
    finding={"zh": "乘法用了加法的局部梯度。"},
)
def product_taken_for_a_sum(self, other):
    """Your product has the local gradients of a sum."""
    other = as_value(other)
    return Value(self.data * other.data, (self, other), (1.0, 1.0))


@mistake(
    of="Value.__mul__",
    hint={
        "en": "What may `other` be besides a Value? What does x * 2 do?",
        "zh": "other 除了 Value 还可以是什么？x * 2 会怎样？",
    },
    finding={"zh": "你的乘法只适用于两个 Value，不适用于一个 Value 乘一个普通的数。"},
)
def product_of_values_only(self, other):
    """Your product works for two Values only, not for a Value and a number."""
    return Value(self.data * other.data, (self, other), (other.data, self.data))


@mistake(
    of="Value.__mul__",
    hint={
        "en": "How many inputs has a product? Change the second one: does its grad react?",
        "zh": "乘法有几个输入？第二个因子能收到梯度吗？",
    },
    finding={"zh": "只记录了第一个因子，第二个因子收不到梯度。"},
)
def second_factor_forgotten(self, other):
    """You record the first factor only, so that the second one gets no gradient."""
    other = as_value(other)
    return Value(self.data * other.data, (self,), (other.data,))


@mistake(
    of="Value.__mul__",
    hint={
        "en": "In which order do you list the inputs, and in which the local gradients? And what is x * x?",
        "zh": "x * x 中，x 有几条路径？",
    },
    finding={"zh": "同一个 Value 相乘时只记了一次；x * x 有两条路径。"},
)
def square_counted_once(self, other):
    """You record a Value that is multiplied by itself once; x * x has two paths to x."""
    other = as_value(other)
    if other is self:
        return Value(self.data * other.data, (self,), (other.data,))
    return Value(self.data * other.data, (self, other), (other.data, self.data))


@mistake(
    of="Value.__sub__",
    hint={"en": "If b grows by 1, does a - b grow or fall?", "zh": "b 增加 1，a - b 是增加还是减少？"},
    finding={"zh": "对第二个数的局部梯度符号反了。"},
)
def difference_with_the_slopes_of_a_sum(self, other):
    """Your difference has the local gradients of a sum: the second number has the wrong sign."""
    other = as_value(other)
    return Value(self.data - other.data, (self, other), (1.0, 1.0))


@mistake(
    of="Value.__sub__",
    hint={"en": "For a = 3 and b = 5, which sign has a - b?", "zh": "a = 3、b = 5 时，a - b 是正还是负？"},
    finding={"zh": "减反了：应是 self - other。"},
)
def difference_reversed(self, other):
    """You subtract the wrong way round: it is self - other."""
    other = as_value(other)
    return Value(other.data - self.data, (self, other), (-1.0, 1.0))


@mistake(
    of="Value.__sub__",
    hint={"en": "Which of the two numbers has the minus sign in a - b?", "zh": "a - b 中，哪个数带负号？"},
    finding={"zh": "减法的两个局部梯度交换了：先 self，后 other。"},
)
def slopes_of_the_difference_swapped(self, other):
    """You have swapped the two local gradients of the difference: self comes first, then other."""
    other = as_value(other)
    return Value(self.data - other.data, (self, other), (-1.0, 1.0))


@mistake(
    of="Value.__truediv__",
    hint={
        "en": "If b grows, does a / b grow or fall, for positive a and b?",
        "zh": "a、b 都为正时，b 增大，a / b 是增大还是减小？",
    },
    finding={"zh": "对分母的导数符号反了。"},
)
def quotient_without_the_minus_sign(self, other):
    """The derivative with respect to the divisor has the wrong sign."""
    other = as_value(other)
    return Value(self.data / other.data, (self, other), (1 / other.data, self.data / other.data**2))


@mistake(
    of="Value.__truediv__",
    hint={
        "en": "Differentiate a * b**(-1) with respect to b: what is the power after that?",
        "zh": "把 a * b**(-1) 对 b 求导，指数变成多少？",
    },
    finding={"zh": "对分母的导数里，分母的指数不对。"},
)
def divisor_not_squared(self, other):
    """In the derivative with respect to the divisor, the divisor has the wrong power."""
    other = as_value(other)
    return Value(self.data / other.data, (self, other), (1 / other.data, -self.data / other.data))


@mistake(
    of="Value.__truediv__",
    hint={"en": "If a doubles, how fast does a / b react to b?", "zh": "a 变成两倍时，a / b 随 b 变化的快慢变成几倍？"},
    finding={"zh": "对分母的导数漏了分子 a。"},
)
def dividend_missing(self, other):
    """The dividend is missing from the derivative with respect to the divisor."""
    other = as_value(other)
    return Value(self.data / other.data, (self, other), (1 / other.data, -1 / other.data**2))


@mistake(
    of="Value.__truediv__",
    hint={
        "en": "Those are the local gradients of a product. How fast does a / b grow with a?",
        "zh": "这是乘法的局部梯度。a / b 随 a 增长多快？",
    },
    finding={"zh": "除法用了乘法的局部梯度。"},
)
def quotient_taken_for_a_product(self, other):
    """Your quotient has the local gradients of a product."""
    other = as_value(other)
    return Value(self.data / other.data, (self, other), (other.data, self.data))


@mistake(
    of="Value.__pow__",
    hint={
        "en": "Differentiate x**3: which factor comes down from the power?",
        "zh": "对 x**3 求导，指数会带下来哪个因子？",
    },
    finding={"zh": "漏了从指数落下来的因子 n。"},
)
def exponent_does_not_come_down(self, exponent):
    """The factor n that comes down from the exponent is missing."""
    return Value(self.data**exponent, (self,), (self.data ** (exponent - 1),))


@mistake(
    of="Value.__pow__",
    hint={"en": "Differentiate x**3: what does the power become?", "zh": "对 x**3 求导，指数变成多少？"},
    finding={"zh": "求导后指数没有变。"},
)
def exponent_not_lowered(self, exponent):
    """You keep the exponent as it was when you differentiate."""
    return Value(self.data**exponent, (self,), (exponent * self.data**exponent,))


@mistake(
    of="Value.__pow__",
    hint={"en": "Try the exponents 2 and 3. Do they have the same derivative?", "zh": "试试指数 2 和 3：导数一样吗？"},
    finding={"zh": "你把每个幂都当成平方来求导。"},
)
def every_power_a_square(self, exponent):
    """You differentiate every power as if it were a square."""
    return Value(self.data**exponent, (self,), (2 * self.data,))


@mistake(
    of="Value.__pow__",
    hint={"en": "Which of the two is the input here: the base or the exponent?", "zh": "这里的输入是底数还是指数？"},
    finding={"zh": "这是指数函数对指数的求导；这里变化的是底数。"},
)
def derivative_by_the_exponent(self, exponent):
    """You differentiate with respect to the exponent; here the base is what varies."""
    return Value(self.data**exponent, (self,), (self.data**exponent * math.log(abs(self.data) or 1.0),))


@mistake(
    of="Value.exp",
    hint={
        "en": "exp is no power of x: in exp(x), where does x stand?",
        "zh": "exp 不是 x 的幂：在 exp(x) 里，x 在什么位置？",
    },
    finding={"zh": "你把 exp 当成幂来求导。"},
)
def exponential_as_a_power(self):
    """You differentiate exp as if it were a power of x."""
    return Value(math.exp(self.data), (self,), (self.data * math.exp(self.data - 1),))


@mistake(
    of="Value.exp",
    hint={"en": "How steep is exp at 2: as steep as at 0?", "zh": "exp 在 2 处和在 0 处一样陡吗？"},
    finding={"zh": "局部梯度取了 1；exp 并不是处处一样陡。"},
)
def exponential_with_slope_one(self):
    """You give exp the local gradient 1 everywhere."""
    return Value(math.exp(self.data), (self,), (1.0,))


@mistake(
    of="Value.exp",
    hint={"en": "How steep is exp at 0: flat, or not?", "zh": "exp 在 0 处有多陡？是平的吗？"},
    finding={"zh": "你把 exp 的局部梯度取成了 x。"},
)
def exponential_with_slope_x(self):
    """You take x, which went in, for the local gradient of exp."""
    return Value(math.exp(self.data), (self,), (self.data,))


@mistake(
    of="Value.log",
    hint={"en": "What is log(e) for e = 2.718...: 1, or less?", "zh": "e = 2.718... 的对数应是 1，还是小于 1？"},
    finding={"zh": "你用了以 10 为底的对数；这里是自然对数。"},
)
def logarithm_of_base_ten(self):
    """You use the logarithm of base 10; here it is the natural one."""
    return Value(math.log10(self.data), (self,), (1 / self.data,))


@mistake(
    of="Value.log",
    hint={
        "en": "How steep is the logarithm at 10: steeper or flatter than at 1?",
        "zh": "对数在 10 处比在 1 处更陡还是更平？",
    },
    finding={"zh": "你把对数的值当成了它的局部梯度。"},
)
def logarithm_for_its_slope(self):
    """You take the logarithm itself for its local gradient."""
    return Value(math.log(self.data), (self,), (math.log(self.data),))


@mistake(
    of="Value.log",
    hint={
        "en": "Is the slope of the logarithm computed from what goes in, or from what comes out?",
        "zh": "对数的斜率应当用输入来算，还是用输出来算？",
    },
    finding={"zh": "你在对数的值处取了斜率；应在它的输入处取。"},
)
def slope_at_the_logarithm(self):
    """You take the slope at what comes out of the logarithm; it is taken at what goes in."""
    result = math.log(self.data)
    return Value(result, (self,), (1 / (result or 1.0),))


@mistake(
    of="Value.relu",
    hint={"en": "How steep is the relu left of 0?", "zh": "在 0 的左边，relu 有多陡？"},
    finding={"zh": "你的 relu 处处一样陡；0 以下它是平的。"},
)
def relu_slope_always_one(self):
    """Your relu is as steep below 0 as above; below 0 it is flat."""
    return Value(max(self.data, 0.0), (self,), (1.0,))


@mistake(
    of="Value.relu",
    hint={"en": "What does the docstring ask for where self is exactly 0?", "zh": "正好为 0 时，文档字符串要求什么？"},
    finding={"zh": "正好为 0 时，relu 的斜率按约定是 0。"},
)
def corner_counted_as_above(self):
    """Your relu has slope 1 at exactly 0; here it is 0."""
    return Value(max(self.data, 0.0), (self,), (1.0 if self.data >= 0 else 0.0,))


@mistake(
    of="Value.relu",
    hint={"en": "Is that the relu's value or its slope?", "zh": "这是 relu 的值，还是它的斜率？"},
    finding={"zh": "你把 relu 的值当成了斜率。"},
)
def relu_value_for_slope(self):
    """You take the relu's value for its slope."""
    return Value(max(self.data, 0.0), (self,), (max(self.data, 0.0),))


@mistake(
    of="Value.relu",
    hint={"en": "What does relu(-2) have to be?", "zh": "relu(-2) 应是多少？"},
    finding={"zh": "relu 对负数应给出 0。"},
)
def relu_as_absolute_value(self):
    """Your relu is the absolute value; below 0 it is 0."""
    return Value(abs(self.data), (self,), (1.0 if self.data > 0 else -1.0,))


@mistake(
    of="Value.relu",
    hint={"en": "Which of the two is larger for -2: -2 or 0?", "zh": "-2 与 0 哪个大？"},
    finding={"zh": "relu 取了较小者；应取较大的。"},
)
def relu_as_minimum(self):
    """Your relu takes the smaller one of self and 0."""
    return Value(min(self.data, 0.0), (self,), (1.0 if self.data < 0 else 0.0,))


@mistake(
    of="Value.tanh",
    hint={
        "en": "Is your formula for the slope of tanh one in what goes in, or in what comes out?",
        "zh": "你的 tanh 斜率公式里的变量是输入还是输出？",
    },
    finding={"zh": "tanh 的斜率用它的值来写；你代入的是输入。"},
)
def slope_of_tanh_at_the_input(self):
    """You put what goes in into a formula for the slope that is written with the value of tanh."""
    return Value(math.tanh(self.data), (self,), (1 - self.data**2,))


@mistake(
    of="Value.tanh",
    hint={"en": "Which power has t in the derivative?", "zh": "导数里 t 的指数是多少？"},
    finding={"zh": "tanh 的斜率里漏了平方。"},
)
def tanh_slope_without_the_square(self):
    """A square is missing from your slope of tanh."""
    t = math.tanh(self.data)
    return Value(t, (self,), (1 - t,))


@mistake(
    of="Value.tanh",
    hint={
        "en": "How steep is tanh at 0? And what does your formula give there?",
        "zh": "tanh 在 0 处有多陡？你的公式在那里给出多少？",
    },
    finding={"zh": "你用的是 sigmoid 的导数，不是 tanh 的。"},
)
def tanh_with_the_slope_of_a_sigmoid(self):
    """You use the derivative of the sigmoid, not that of tanh."""
    t = math.tanh(self.data)
    return Value(t, (self,), (t * (1 - t),))


@mistake(
    of="Value.tanh",
    hint={
        "en": "Which values can tanh have: from 0 to 1, or from -1 to 1?",
        "zh": "tanh 的取值是 0 到 1，还是 -1 到 1？",
    },
    finding={"zh": "这是 sigmoid，不是 tanh。"},
)
def sigmoid_for_tanh(self):
    """You compute the sigmoid and not tanh."""
    s = 1 / (1 + math.exp(-self.data))
    return Value(s, (self,), (s * (1 - s),))


@mistake(
    of="Value.topological_order",
    hint={
        "en": "In the list that you return, does an input stand before or after what is computed from it?",
        "zh": "在你返回的列表里，输入排在由它算出的节点之前还是之后？",
    },
    finding={"zh": "顺序反了：输入应排在由它算出的节点之前。"},
)
def order_reversed(self):
    """Your order is reversed: the inputs come first."""
    order, entered, waiting = [], set(), [(self, False)]
    while waiting:
        node, done = waiting.pop()
        if done:
            order.append(node)
        elif node not in entered:
            entered.add(node)
            waiting.append((node, True))
            waiting.extend((one, False) for one in node.inputs)
    return order[::-1]


@mistake(
    of="Value.topological_order",
    hint={
        "en": "How many calls inside one another does Python allow? And how deep is a graph of thousands of nodes in a row?",
        "zh": "Python 允许多少层嵌套调用？几千个节点连成一串有多深？",
    },
    finding={"zh": "递归太深：几千个节点连成一串时超出了 Python 的递归限制。"},
)
def order_by_recursion(self):
    """You go from node to node by recursion, which ends at about 1,000 nodes in a row."""
    order, entered = [], set()

    def enter(node):
        if node not in entered:
            entered.add(node)
            for one in node.inputs:
                enter(one)
            order.append(node)

    enter(self)
    return order


@mistake(
    of="Value.topological_order",
    hint={
        "en": "A node is reached by a short way and by a long way. Is it after its inputs in your list both times?",
        "zh": "一个节点有近路和远路可到，在你的列表里它总排在它的输入之后吗？",
    },
    finding={"zh": "按层（广度优先）排列不够：经近路先遇到的节点可能排到了它的输入前面。"},
)
def order_by_levels(self):
    """You list the nodes level by level; a node met early by a short way then stands before some of its inputs."""
    order, entered, waiting = [], {self}, [self]
    while waiting:
        node = waiting.pop(0)
        order.append(node)
        for one in node.inputs:
            if one not in entered:
                entered.add(one)
                waiting.append(one)
    return order[::-1]


@mistake(
    of="Value.topological_order",
    hint={
        "en": "For z = q + x and q = x * x, how often is x in your list?",
        "zh": "z = q + x，q = x * x：x 在你的列表里出现几次？",
    },
    finding={"zh": "没有记住已经排过的节点：有几条路径，它就出现几次。"},
)
def node_listed_for_each_path(self):
    """You do not remember which nodes are in the list already: one with several paths is there several times."""
    order, waiting, budget = [], [(self, False)], 20_000
    while waiting and budget:
        node, done = waiting.pop()
        budget -= 1
        if done:
            order.append(node)
        else:
            waiting.append((node, True))
            waiting.extend((one, False) for one in node.inputs)
    return order


@mistake(
    of="Value.topological_order",
    hint={"en": "Is the node that you start from in the list?", "zh": "出发的那个节点在列表里吗？"},
    finding={"zh": "列表里少了节点自己。"},
)
def the_node_itself_left_out(self):
    """The node itself is missing from the list."""
    order, entered, waiting = [], set(), [(self, False)]
    while waiting:
        node, done = waiting.pop()
        if done:
            order.append(node)
        elif node not in entered:
            entered.add(node)
            waiting.append((node, True))
            waiting.extend((one, False) for one in node.inputs)
    return order[:-1]


@mistake(
    of="Value.topological_order",
    hint={
        "en": "Which nodes have no inputs? Are x and w in your list?",
        "zh": "哪些节点没有输入？x 和 w 在你的列表里吗？",
    },
    finding={"zh": "没有输入的节点（叶子）也要在列表里。"},
)
def leaves_left_out(self):
    """The nodes without inputs are missing from the list."""
    order, entered, waiting = [], set(), [(self, False)]
    while waiting:
        node, done = waiting.pop()
        if done:
            order.append(node)
        elif node not in entered and node.inputs:
            entered.add(node)
            waiting.append((node, True))
            waiting.extend((one, False) for one in node.inputs)
    return order


@mistake(
    of="Value.backward",
    hint={"en": "Along how many routes does x reach the result?", "zh": "x 通过几条路径影响结果？"},
    finding={"zh": "只剩下最后一条路径；从几条路径传来的梯度要相加。"},
)
def only_the_last_path(self):
    """Only the last path is left; what arrives by several paths is added up."""
    order = self.topological_order()
    arrived = dict.fromkeys(order, 0.0)
    arrived[self] = 1.0
    for node in reversed(order):
        node.grad += arrived[node]
        for one, local in zip(node.inputs, node.local_gradients):
            arrived[one] = arrived[node] * local


@mistake(
    of="Value.backward",
    hint={
        "en": "What arrives at the node from the right-hand side? Where do you use it?",
        "zh": "从右侧传到节点的是什么？你用到它了吗？",
    },
    finding={"zh": "没有乘上游梯度，只累加了局部梯度。"},
)
def upstream_not_multiplied(self):
    """You add up local gradients without multiplying by what arrives from upstream."""
    order = self.topological_order()
    arrived = dict.fromkeys(order, 0.0)
    arrived[self] = 1.0
    for node in reversed(order):
        node.grad += arrived[node]
        for one, local in zip(node.inputs, node.local_gradients):
            arrived[one] += local


@mistake(
    of="Value.backward",
    hint={"en": "What is the derivative of the result with respect to itself?", "zh": "结果对它自己的导数是多少？"},
    finding={"zh": "没有从 1 开始：结果对自己的导数是 1。"},
)
def not_started_with_one(self):
    """You do not start with 1, the derivative of the result with respect to itself; so all gradients are 0."""
    order = self.topological_order()
    arrived = dict.fromkeys(order, 0.0)
    for node in reversed(order):
        node.grad += arrived[node]
        for one, local in zip(node.inputs, node.local_gradients):
            arrived[one] += arrived[node] * local


@mistake(
    of="Value.backward",
    hint={
        "en": "The derivative of the result with respect to itself: is it the result's value?",
        "zh": "结果对自己的导数，是结果的值吗？",
    },
    finding={"zh": "从结果的值开始，而不是从 1 开始。"},
)
def started_with_the_value(self):
    """You start with the value of the result and not with 1."""
    order = self.topological_order()
    arrived = dict.fromkeys(order, 0.0)
    arrived[self] = self.data
    for node in reversed(order):
        node.grad += arrived[node]
        for one, local in zip(node.inputs, node.local_gradients):
            arrived[one] += arrived[node] * local


@mistake(
    of="Value.backward",
    hint={
        "en": "Where does the derivative start: at the result or at the inputs? In which direction do you go through the order?",
        "zh": "反向传播从结果开始还是从输入开始？你按哪个方向遍历？",
    },
    finding={"zh": "从输入往结果走了；应当把拓扑顺序倒过来。"},
)
def order_not_reversed(self):
    """You go through the order from the inputs on; the way back starts at the result."""
    order = self.topological_order()
    arrived = dict.fromkeys(order, 0.0)
    arrived[self] = 1.0
    for node in order:
        node.grad += arrived[node]
        for one, local in zip(node.inputs, node.local_gradients):
            arrived[one] += arrived[node] * local


@mistake(
    of="Value.backward",
    hint={
        "en": "A node is met by a short way first. Has all arrived at it when you hand its gradient on?",
        "zh": "经近路先遇到一个节点时，它的梯度收齐了吗？",
    },
    finding={"zh": "没有按拓扑顺序：节点还没收齐梯度就往回传了。"},
)
def handed_on_too_early(self):
    """You hand a node's gradient on before all of it has arrived: the order has to be topological."""
    arrived, entered, waiting = {self: 1.0}, {self}, [self]
    while waiting:
        node = waiting.pop(0)
        for one, local in zip(node.inputs, node.local_gradients):
            arrived[one] = arrived.get(one, 0.0) + arrived[node] * local
            if one not in entered:
                entered.add(one)
                waiting.append(one)
    for node, gradient in arrived.items():
        node.grad += gradient


@mistake(
    of="Value.backward",
    hint={
        "en": "In x * x, how many of the two inputs are x? How often do you visit x?",
        "zh": "x * x 的两个输入里有几个是 x？你处理了几次？",
    },
    finding={"zh": "同一个输入出现两次时只算了一次；x * x 有两条到 x 的路径。"},
)
def repeated_input_counted_once(self):
    """An input that is there twice counts only once; x * x has two paths to x."""
    order = self.topological_order()
    arrived = dict.fromkeys(order, 0.0)
    arrived[self] = 1.0
    for node in reversed(order):
        node.grad += arrived[node]
        for one, local in dict(zip(node.inputs, node.local_gradients)).items():
            arrived[one] += arrived[node] * local


@mistake(
    of="Value.backward",
    hint={"en": "Along a path you multiply; across paths you ...?", "zh": "沿一条路径相乘；不同路径之间呢？"},
    finding={"zh": "你把不同路径的导数相乘了；路径之间应当相加。"},
)
def paths_multiplied(self):
    """You multiply what arrives along several paths; across paths it is added."""
    order = self.topological_order()
    arrived = {self: 1.0}
    for node in reversed(order):
        node.grad += arrived[node]
        for one, local in zip(node.inputs, node.local_gradients):
            arrived[one] = arrived.get(one, 1.0) * arrived[node] * local


@mistake(
    of="Value.backward",
    hint={
        "en": "On the second call, what does `grad` of the inner nodes hold when you hand it on? Is all of it from this call?",
        "zh": "第二次调用时，中间节点的 grad 里只有这一次的梯度吗？",
    },
    finding={"zh": "往回传时用了 grad，而它还含有上一次调用的梯度：这一次传来的要单独保存。"},
)
def handed_on_what_the_last_call_left(self):
    """You hand on `grad`, which still holds what the call before has left; keep what arrives in this call apart."""
    self.grad += 1.0
    for node in reversed(self.topological_order()):
        for one, local in zip(node.inputs, node.local_gradients):
            one.grad += node.grad * local


@mistake(
    of="Value.backward",
    hint={
        "en": "The same, if the result's own grad is set to 1 at the start of each call: what do the inner nodes still hold?",
        "zh": "每次开始时结果的 grad 被设为 1；中间节点的 grad 里还有什么？",
    },
    finding={"zh": "每次把结果的 grad 设为 1，但中间节点的 grad 还含有上一次的梯度。"},
)
def only_the_result_started_anew(self):
    """You set the result's grad to 1 at each call, but hand on what inner nodes still hold of the call before."""
    self.grad = 1.0
    for node in reversed(self.topological_order()):
        for one, local in zip(node.inputs, node.local_gradients):
            one.grad += node.grad * local


@mistake(
    of="Value.backward",
    hint={
        "en": "x.grad is 7 after one call. What should it be after two?",
        "zh": "调用一次后 x.grad 是 7，两次之后应是多少？",
    },
    finding={"zh": "第二次调用没有累加到第一次的梯度上；在调用 zero_grad 之前，梯度应当一直累加。"},
)
def zeroed_at_each_call(self):
    """A second call does not add to the gradients of the first; they pile up until zero_grad is called."""
    order = self.topological_order()
    for node in order:
        node.grad = 0.0
    self.grad = 1.0
    for node in reversed(order):
        for one, local in zip(node.inputs, node.local_gradients):
            one.grad += node.grad * local


@mistake(
    of="Value.backward",
    hint={
        "en": "How many calls inside one another does Python allow? And how often do you visit a node with many paths to it?",
        "zh": "Python 允许多少层嵌套调用？有许多路径通向的节点，你访问了几次？",
    },
    finding={"zh": "沿每条路径递归：几千个节点连成一串时超出了 Python 的递归限制，路径多时也太慢。"},
)
def every_path_by_recursion(self):
    """You go along every path by recursion: that ends at about 1,000 nodes in a row, and takes ever longer."""

    def go(node, upstream):
        node.grad += upstream
        for one, local in zip(node.inputs, node.local_gradients):
            go(one, upstream * local)

    go(self, 1.0)


@mistake(
    of="Value.backward",
    hint={
        "en": "Which nodes get a `grad`: those without inputs only, or every node of the graph?",
        "zh": "哪些节点应得到 grad：只有没有输入的，还是所有节点？",
    },
    finding={"zh": "只给叶子节点填了 grad；每个节点都要有。"},
)
def leaves_only(self):
    """You fill the grad of the nodes without inputs only; every node of the graph gets one."""
    order = self.topological_order()
    arrived = dict.fromkeys(order, 0.0)
    arrived[self] = 1.0
    for node in reversed(order):
        if not node.inputs:
            node.grad += arrived[node]
        for one, local in zip(node.inputs, node.local_gradients):
            arrived[one] += arrived[node] * local


@mistake(
    of="Value.zero_grad",
    hint={
        "en": "Which nodes have a gradient after `backward`: this one alone?",
        "zh": "backward 之后，哪些节点有梯度？只有这一个吗？",
    },
    finding={"zh": "只把自己的 grad 清零了；整个计算图都要清零。"},
)
def only_its_own_gradient(self):
    """You set back the node's own grad only; the whole graph's is to be set back."""
    self.grad = 0.0


@mistake(
    of="Value.zero_grad",
    hint={"en": "How far does the graph go on below the inputs?", "zh": "从直接的输入再往前，计算图里还有节点吗？"},
    finding={"zh": "只清到了直接的输入，再往下的没有清。"},
)
def only_the_direct_inputs(self):
    """You set back the node and its direct inputs; the graph goes on below them."""
    self.grad = 0.0
    for one in self.inputs:
        one.grad = 0.0


@mistake(
    of="Value.zero_grad",
    hint={"en": "Does the result itself have a gradient after `backward`?", "zh": "backward 之后，结果自己有梯度吗？"},
    finding={"zh": "漏了节点自己的 grad。"},
)
def all_but_its_own_gradient(self):
    """You leave the node's own grad as it was."""
    for node in self.topological_order():
        if node is not self:
            node.grad = 0.0


@mistake(
    of="Value.zero_grad",
    hint={"en": "Which attribute is to become 0.0: the number or its gradient?", "zh": "要变成 0.0 的是数值还是梯度？"},
    finding={"zh": "你把 data 清零了；要清的是 grad。"},
)
def data_zeroed(self):
    """You set back the data; it is the gradients that become 0."""
    for node in self.topological_order():
        node.data = 0.0


@mistake(
    of="Value.zero_grad",
    hint={"en": "What does the docstring ask for: 0.0 or None?", "zh": "文档字符串要求的是 0.0 还是 None？"},
    finding={"zh": "grad 成了 None；这里应是 0.0。"},
)
def gradients_set_to_none(self):
    """You set the gradients to None; here they are 0.0, a number that can be added to."""
    for node in self.topological_order():
        node.grad = None


@mistake(
    of="Value.zero_grad",
    hint={
        "en": "How many calls inside one another does Python allow? And how deep is a graph of thousands of nodes in a row?",
        "zh": "Python 允许多少层嵌套调用？几千个节点连成一串有多深？",
    },
    finding={"zh": "递归太深：几千个节点连成一串时超出了 Python 的递归限制。"},
)
def zeroed_by_recursion(self):
    """You go from node to node by recursion, which ends at about 1,000 nodes in a row."""
    if self.grad is not None and self.grad != 0.0:
        self.grad = 0.0
        for one in self.inputs:
            one.zero_grad()


equivalents = [
    equivalent(
        of="Value.topological_order",
        was="waiting.extend((one, False) for one in node.inputs)",
        now="waiting.extend((one, False) for one in node.inputs)\nwaiting.extend((one, False) for one in node.inputs)",
        reason="An input that waits twice is passed over the second time.",
    ),
    equivalent(
        of="Value.topological_order",
        was="waiting.append((node, True))",
        now="waiting.append((node, True))\nwaiting.append((node, True))",
        reason="A node that is put in its place twice is still there once.",
    ),
    equivalent(
        of="Value.topological_order",
        was="order[node] = True",
        now="order[node] = False",
        reason="Only the keys are read.",
    ),
    equivalent(
        of="Value.backward",
        was="for node in reversed(order):",
        now="for node in reversed(arrived):",
        reason="The dict was made from the list and is in its order.",
    ),
]
