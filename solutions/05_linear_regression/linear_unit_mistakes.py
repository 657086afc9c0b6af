"""Named mistakes of the linear unit."""

import math

import torch

from grader.authoring import equivalent, mistake


@mistake(
    of="call_text",
    hint={
        "en": "What does `for value in kwargs.values()` not tell you?",
        "zh": "`for value in kwargs.values()` 少了什么信息？",
    },
    finding={"zh": "漏了参数名：你只写了 kwargs 的值。"},
)
def names_dropped(name, *args, **kwargs):
    """The names of the arguments are missing: you have written the values of kwargs alone."""
    parts = [repr(value) for value in args] + [repr(value) for value in kwargs.values()]
    return f"{name}({', '.join(parts)})"


@mistake(
    of="call_text",
    hint={"en": "How many arguments did the caller write?", "zh": "调用者写了几个参数？"},
    finding={"zh": "你把 args 和 kwargs 整个当作一个元组和一个字典写了出来。"},
)
def tuple_written_whole(name, *args, **kwargs):
    """You have written args and kwargs as one tuple and one dict."""
    parts = [repr(part) for part in (args, kwargs) if part]
    return f"{name}({', '.join(parts)})"


@mistake(
    of="call_text",
    hint={"en": "How do repr('x') and str('x') differ?", "zh": "repr('x') 与 str('x') 有什么不同？"},
    finding={"zh": "字符串的引号不见了；要求用 repr，它带引号。"},
)
def str_in_place_of_repr(name, *args, **kwargs):
    """Your texts stand without their quotes; repr is asked for, which has them."""
    parts = [str(value) for value in args] + [f"{key}={value}" for key, value in kwargs.items()]
    return f"{name}({', '.join(parts)})"


@mistake(
    of="call_text",
    hint={"en": "Which of them does Python let you write first in a call?", "zh": "调用时 Python 要求哪一种写在前面？"},
    finding={"zh": "你把带名字的参数写在了没有名字的前面。"},
)
def names_in_front(name, *args, **kwargs):
    """You have written the arguments with names before those without."""
    parts = [f"{key}={value!r}" for key, value in kwargs.items()] + [repr(value) for value in args]
    return f"{name}({', '.join(parts)})"


@mistake(
    of="call_text",
    hint={"en": "In which order does a dict keep its keys?", "zh": "字典按什么顺序保存键？"},
    finding={"zh": "你把带名字的参数排了序；应按调用时的顺序。"},
)
def names_sorted(name, *args, **kwargs):
    """You have sorted the arguments with names; they stand in the order of the call."""
    parts = [repr(value) for value in args] + [f"{key}={kwargs[key]!r}" for key in sorted(kwargs)]
    return f"{name}({', '.join(parts)})"


@mistake(
    of="call_text",
    hint={
        "en": "Compare your text with the example in the docstring, sign by sign.",
        "zh": "把你的结果与文档字符串里的例子逐个字符比较。",
    },
    finding={"zh": "逗号后面少了空格。"},
)
def separated_by_commas_alone(name, *args, **kwargs):
    """The space after the comma is missing."""
    parts = [repr(value) for value in args] + [f"{key}={value!r}" for key, value in kwargs.items()]
    return f"{name}({','.join(parts)})"


@mistake(
    of="CountedCall.__call__",
    hint={
        "en": "How many arguments does the function get from `function(args, kwargs)`?",
        "zh": "`function(args, kwargs)` 给了函数几个参数？",
    },
    finding={"zh": "你把元组和字典本身传了过去；请用 * 和 ** 展开。"},
)
def packed_arguments_handed_on(self, *args, **kwargs):
    """You have handed on the tuple and the dict themselves; unpack them with * and **."""
    self.calls += 1
    return self.function(args, kwargs)


@mistake(
    of="CountedCall.__call__",
    hint={
        "en": "What happens to lr=0.5 on its way through your __call__?",
        "zh": "lr=0.5 经过你的 __call__ 后去了哪里？",
    },
    finding={"zh": "带名字的参数没有传给函数：调用时漏了 **kwargs。"},
)
def named_arguments_lost(self, *args, **kwargs):
    """Arguments with a name do not reach the function: **kwargs is missing in your call."""
    self.calls += 1
    return self.function(*args)


@mistake(
    of="CountedCall.__call__",
    hint={"en": "What does your function give back?", "zh": "你的函数返回了什么？"},
    finding={"zh": "你的 __call__ 没有返回值：函数的结果丢了。"},
)
def result_not_returned(self, *args, **kwargs):
    """Your __call__ returns nothing: the function's answer is lost."""
    self.calls += 1
    self.function(*args, **kwargs)


@mistake(
    of="CountedCall.__call__",
    hint={"en": "Which line changes `calls`?", "zh": "哪一行改变了 `calls`？"},
    finding={"zh": "没有对调用计数。"},
)
def calls_never_counted(self, *args, **kwargs):
    """The calls are not counted."""
    return self.function(*args, **kwargs)


@mistake(
    of="CountedCall.__call__",
    hint={"en": "Which lines run after the one that raises?", "zh": "出错的那一行之后，还有哪些行会运行？"},
    finding={"zh": "你在函数运行之后才计数：出错的调用没有计入。"},
)
def counted_after_the_call(self, *args, **kwargs):
    """You count after the function has run: a call that raises is not counted."""
    result = self.function(*args, **kwargs)
    self.calls += 1
    return result


@mistake(
    of="CountedCall.__call__",
    hint={"en": "How will the caller learn that something went wrong?", "zh": "调用者怎么知道出了问题？"},
    finding={"zh": "你截住了函数的错误；它应继续传给调用者。"},
)
def error_swallowed(self, *args, **kwargs):
    """You have caught the function's error; it should go on to the caller."""
    self.calls += 1
    try:
        return self.function(*args, **kwargs)
    except TypeError:
        return None


@mistake(
    of="CountedCall",
    hint={
        "en": "After 3 calls of one object, what is `calls` of another one?",
        "zh": "一个对象调用 3 次后，另一个对象的 `calls` 是多少？",
    },
    finding={"zh": "所有对象共用一个计数器：它属于类，而不是对象。"},
)
class one_counter_for_all:
    """All objects share one counter: it belongs to the class and not to the object."""

    calls = 0

    def __init__(self, function):
        self.function = function

    def __call__(self, *args, **kwargs):
        CountedCall.calls += 1
        return self.function(*args, **kwargs)


@mistake(
    of="parameter_shapes",
    hint={
        "en": "W.T stands behind x: which axis of W meets the columns of x?",
        "zh": "W.T 在 x 的右边：W 的哪个轴与 x 的列相乘？",
    },
    finding={"zh": "你的权重形状是 (in_features, out_features)；x @ W.T 要求输出在前。"},
)
def weight_not_transposed(x, y):
    """Your weight has the shape (in_features, out_features); x @ W.T needs the outputs first."""
    if x.dim() != 2 or y.dim() != 2 or len(x) != len(y):
        raise ValueError(f"samples stand in rows: x has the shape {tuple(x.shape)}, y {tuple(y.shape)}")
    return (x.shape[1], y.shape[1]), (y.shape[1],)


@mistake(
    of="parameter_shapes",
    hint={"en": "Twice as many samples: should the weight grow?", "zh": "样本数加倍，权重的形状应变化吗？"},
    finding={"zh": "你用了样本数；参数与样本数无关。"},
)
def rows_taken(x, y):
    """You have used the number of samples; the parameters know nothing of it."""
    if x.dim() != 2 or y.dim() != 2 or len(x) != len(y):
        raise ValueError(f"samples stand in rows: x has the shape {tuple(x.shape)}, y {tuple(y.shape)}")
    return (y.shape[0], x.shape[0]), (y.shape[0],)


@mistake(
    of="parameter_shapes",
    hint={"en": "With how many samples will the trained model be used?", "zh": "训练好的模型会用在多少个样本上？"},
    finding={"zh": "你的偏置给每个样本一个数；所有样本共用同一行偏置。"},
)
def bias_for_each_sample(x, y):
    """Your bias has a number for each sample; all samples share one row."""
    if x.dim() != 2 or y.dim() != 2 or len(x) != len(y):
        raise ValueError(f"samples stand in rows: x has the shape {tuple(x.shape)}, y {tuple(y.shape)}")
    return (y.shape[1], x.shape[1]), (x.shape[0], y.shape[1])


@mistake(
    of="parameter_shapes",
    hint={"en": "What is the shape of x @ W.T, to which b is added?", "zh": "b 要加到 x @ W.T 上，它的形状是什么？"},
    finding={"zh": "你的偏置给每个输入特征一个数；偏置是加在输出上的。"},
)
def bias_for_each_input(x, y):
    """Your bias has a number for each input feature; it is added to the outputs."""
    if x.dim() != 2 or y.dim() != 2 or len(x) != len(y):
        raise ValueError(f"samples stand in rows: x has the shape {tuple(x.shape)}, y {tuple(y.shape)}")
    return (y.shape[1], x.shape[1]), (x.shape[1],)


@mistake(
    of="parameter_shapes",
    hint={"en": "With two outputs, how many shifts are there?", "zh": "有两个输出时，需要几个偏置？"},
    finding={"zh": "你的偏置只有一个数；每个输出都有自己的偏置。"},
)
def bias_as_one_number(x, y):
    """Your bias is a single number; each output has its own."""
    if x.dim() != 2 or y.dim() != 2 or len(x) != len(y):
        raise ValueError(f"samples stand in rows: x has the shape {tuple(x.shape)}, y {tuple(y.shape)}")
    return (y.shape[1], x.shape[1]), (1,)


@mistake(
    of="parameter_shapes",
    hint={"en": "What does a target without a sample mean?", "zh": "没有对应样本的目标值意味着什么？"},
    finding={"zh": "你没有检查 x 与 y 是否相配。"},
)
def misfits_not_refused(x, y):
    """You have not looked whether x and y fit together."""
    return (y.shape[-1], x.shape[-1]), (y.shape[-1],)


@mistake(
    of="affine",
    hint={
        "en": "Write the shape under each factor of x @ W.T. Where does in_features meet in_features?",
        "zh": "在 x @ W.T 的每个因子下写出形状：in_features 与 in_features 在哪里相遇？",
    },
    finding={"zh": "你乘的是 W，而公式里是 W.T。"},
)
def weight_used_as_it_is(x, weight, bias=None):
    """You have multiplied by W where W.T is asked for."""
    y = x @ weight
    return y if bias is None else y + bias


@mistake(
    of="affine",
    hint={"en": "What does a map without bias give for x = 0?", "zh": "没有偏置时，x = 0 的结果是什么？"},
    finding={"zh": "没有加偏置。"},
)
def bias_left_out(x, weight, bias=None):
    """The bias is not added."""
    return x @ weight.T


@mistake(
    of="affine",
    hint={"en": "Which sign has b in the formula?", "zh": "公式里 b 前面是什么符号？"},
    finding={"zh": "你减去了偏置。"},
)
def bias_subtracted(x, weight, bias=None):
    """You have subtracted the bias."""
    y = x @ weight.T
    return y if bias is None else y - bias


@mistake(
    of="affine",
    hint={"en": "Which is applied first: the weight or the shift?", "zh": "先乘权重，还是先加偏置？"},
    finding={"zh": "你在相乘之前就把偏置加到了 x 上。"},
)
def bias_added_first(x, weight, bias=None):
    """You have added the bias to x, before the multiplication."""
    return x @ weight.T if bias is None else (x + bias) @ weight.T


@mistake(
    of="affine",
    hint={"en": "How do you ask whether something is None?", "zh": "怎样判断一个值是不是 None？"},
    finding={"zh": "你写了 `if bias:`；多个数的张量没有真假，而值为 0 的偏置也不等于没有偏置。"},
)
def bias_asked_for_its_truth(x, weight, bias=None):
    """You have asked `if bias:`; a tensor of several numbers is neither true nor false, and a bias of 0 is no missing one."""
    y = x @ weight.T
    if bias:
        y = y + bias
    return y


@mistake(
    of="affine",
    hint={"en": "How many numbers of x go into one number of y?", "zh": "y 的一个数由 x 的几个数算出？"},
    finding={"zh": "你用了逐元素乘法（*），这里应是矩阵乘法（@）。"},
)
def elementwise_product(x, weight, bias=None):
    """You have multiplied number by number (*) where the matrix product (@) is asked for."""
    y = (x.unsqueeze(-2) * weight).mean(-1)
    return y if bias is None else y + bias


@mistake(
    of="affine",
    hint={
        "en": "Try it on one sample of shape (3,), and on a batch of shape (2, 4, 3).",
        "zh": "用形状 (3,) 的一个样本和形状 (2, 4, 3) 的一批试一试。",
    },
    finding={"zh": "你的公式只适用于两个轴的情形。"},
)
def two_axes_only(x, weight, bias=None):
    """Your formula holds for two axes only."""
    n, _ = x.shape
    y = torch.mm(x, weight.t())
    return y if bias is None else y + bias.expand(n, -1)


@mistake(
    of="Linear.__init__",
    hint={"en": "Print `list(layer.parameters())`.", "zh": "打印 `list(layer.parameters())`。"},
    finding={"zh": "你的权重和偏置只是普通张量：模块不知道它们，优化器也就找不到它们。"},
    group="unregistered",
)
def plain_tensors(self, in_features, out_features, bias=True):
    """Your weight and bias are plain tensors: no module, and so no optimizer, knows of them."""
    super().__init__()
    bound = 1 / math.sqrt(in_features)
    self.weight = ((2 * torch.rand(out_features, in_features) - 1) * bound).requires_grad_()
    self.bias = ((2 * torch.rand(out_features) - 1) * bound).requires_grad_() if bias else None


@mistake(
    of="Linear.__init__",
    hint={"en": "Print `list(layer.parameters())`.", "zh": "打印 `list(layer.parameters())`。"},
    finding={"zh": "你的参数没有注册；普通列表不会注册其中的参数。"},
    group="unregistered",
)
def parameters_in_a_list(self, in_features, out_features, bias=True):
    """Your parameters are not registered; a plain list registers nothing."""
    super().__init__()
    bound = 1 / math.sqrt(in_features)
    self.all = [torch.nn.Parameter((2 * torch.rand(out_features, in_features) - 1) * bound)]
    self.all.append(torch.nn.Parameter((2 * torch.rand(out_features) - 1) * bound) if bias else None)
    type(self).weight = property(lambda layer: layer.all[0])
    type(self).bias = property(lambda layer: layer.all[1])


@mistake(
    of="Linear.__init__",
    hint={"en": "What is the dtype of `torch.tensor([1])`?", "zh": "`torch.tensor([1])` 的 dtype 是什么？"},
    finding={"zh": "你的参数是整数；只有浮点张量才能求梯度。"},
)
def integer_parameters(self, in_features, out_features, bias=True):
    """Your parameters are integers; only floating-point tensors can require a gradient."""
    super().__init__()
    1 / math.sqrt(in_features)
    self.weight = torch.nn.Parameter(torch.ones(out_features, in_features, dtype=torch.int64))
    self.bias = torch.nn.Parameter(torch.ones(out_features, dtype=torch.int64)) if bias else None


@mistake(
    of="Linear.__init__",
    hint={
        "en": "Who makes the places in which a module keeps its parameters?",
        "zh": "模块存放参数的地方是由谁建立的？",
    },
    finding={"zh": "在存放参数之前，模块没有初始化；应先调用 `super().__init__()`。"},
)
def module_not_initialised(self, in_features, out_features, bias=True):
    """The module was not initialised before its parameters; `super().__init__()` does that."""
    bound = 1 / math.sqrt(in_features)
    self.weight = torch.nn.Parameter((2 * torch.rand(out_features, in_features) - 1) * bound)
    self.bias = torch.nn.Parameter((2 * torch.rand(out_features) - 1) * bound) if bias else None
    super().__init__()


@mistake(
    of="Linear.__init__",
    hint={"en": "Write the shape under each factor of x @ W.T.", "zh": "在 x @ W.T 的每个因子下写出形状。"},
    finding={"zh": "你的权重形状是 (in_features, out_features)。"},
)
def weight_shape_swapped(self, in_features, out_features, bias=True):
    """Your weight has the shape (in_features, out_features)."""
    super().__init__()
    bound = 1 / math.sqrt(in_features)
    self.weight = torch.nn.Parameter((2 * torch.rand(in_features, out_features) - 1) * bound)
    self.bias = torch.nn.Parameter((2 * torch.rand(out_features) - 1) * bound) if bias else None


@mistake(
    of="Linear.__init__",
    hint={
        "en": "What is `layer.bias` after Linear(2, 4, bias=False)?",
        "zh": "Linear(2, 4, bias=False) 之后，`layer.bias` 是什么？",
    },
    finding={"zh": "要求 bias=False 时，你仍然建立了偏置。"},
)
def bias_always(self, in_features, out_features, bias=True):
    """You have made a bias although bias=False was asked for."""
    super().__init__()
    bound = 1 / math.sqrt(in_features)
    self.weight = torch.nn.Parameter((2 * torch.rand(out_features, in_features) - 1) * bound)
    self.bias = torch.nn.Parameter((2 * torch.rand(out_features) - 1) * bound)


@mistake(
    of="Linear.__init__",
    hint={"en": "Print the shape of torch.nn.Linear(3, 2).bias.", "zh": "打印 torch.nn.Linear(3, 2).bias 的形状。"},
    finding={"zh": "你的偏置形状是 (1, out_features)；应是 (out_features,)。"},
)
def bias_has_two_axes(self, in_features, out_features, bias=True):
    """Your bias has the shape (1, out_features); its shape is (out_features,)."""
    super().__init__()
    bound = 1 / math.sqrt(in_features)
    self.weight = torch.nn.Parameter((2 * torch.rand(out_features, in_features) - 1) * bound)
    self.bias = torch.nn.Parameter((2 * torch.rand(1, out_features) - 1) * bound) if bias else None


@mistake(
    of="Linear.__init__",
    hint={"en": "Print layer.weight.requires_grad.", "zh": "打印 layer.weight.requires_grad。"},
    finding={"zh": "你的参数不需要梯度：它们永远学不到东西。"},
)
def frozen_parameters(self, in_features, out_features, bias=True):
    """Your parameters require no gradient: they will never learn."""
    super().__init__()
    bound = 1 / math.sqrt(in_features)
    self.weight = torch.nn.Parameter((2 * torch.rand(out_features, in_features) - 1) * bound, requires_grad=False)
    self.bias = torch.nn.Parameter((2 * torch.rand(out_features) - 1) * bound, requires_grad=False) if bias else None


@mistake(
    of="Linear.__init__",
    hint={
        "en": "Print the dtypes of layer.weight and of torch.ones(1).",
        "zh": "打印 layer.weight 和 torch.ones(1) 的 dtype。",
    },
    finding={"zh": "你的参数是 float64；这样的层不接受 PyTorch 默认的 float32 输入。"},
)
def double_precision(self, in_features, out_features, bias=True):
    """Your parameters are float64; the layer would refuse PyTorch's usual float32 inputs."""
    super().__init__()
    bound = 1 / math.sqrt(in_features)
    self.weight = torch.nn.Parameter(((2 * torch.rand(out_features, in_features) - 1) * bound).double())
    self.bias = torch.nn.Parameter(((2 * torch.rand(out_features) - 1) * bound).double()) if bias else None


@mistake(
    of="Linear.__init__",
    hint={
        "en": "Two units with equal weights get equal gradients. When will they differ?",
        "zh": "权重相同的两个单元梯度也相同，它们什么时候才会不同？",
    },
    finding={"zh": "所有参数都从 0 开始：起点相同的单元会学成一样。"},
)
def all_zero_at_first(self, in_features, out_features, bias=True):
    """All parameters start from 0: units that start alike learn alike."""
    super().__init__()
    1 / math.sqrt(in_features)
    self.weight = torch.nn.Parameter(torch.zeros(out_features, in_features))
    self.bias = torch.nn.Parameter(torch.zeros(out_features)) if bias else None


@mistake(
    of="Linear.__init__",
    hint={
        "en": "A sum of 100 random terms: how does it grow with their number?",
        "zh": "100 个随机项的和，随项数怎样增长？",
    },
    finding={"zh": "你的初始值没有按 1/sqrt(in_features) 缩放。"},
)
def bounds_not_kept(self, in_features, out_features, bias=True):
    """Your start values are not scaled by 1/sqrt(in_features)."""
    super().__init__()
    1 / math.sqrt(in_features)
    self.weight = torch.nn.Parameter(2 * torch.rand(out_features, in_features) - 1)
    self.bias = torch.nn.Parameter(2 * torch.rand(out_features) - 1) if bias else None


@mistake(
    of="Linear.__init__",
    hint={"en": "How do you move numbers from [0, 1] to [-1, 1]?", "zh": "怎样把 [0, 1] 里的数变到 [-1, 1]？"},
    finding={"zh": "你的初始值全是正数；`torch.rand` 取的数就是这样。"},
)
def positive_at_first(self, in_features, out_features, bias=True):
    """Your start values are all above 0, as those of `torch.rand` are."""
    super().__init__()
    bound = 1 / math.sqrt(in_features)
    self.weight = torch.nn.Parameter(torch.rand(out_features, in_features) * bound)
    self.bias = torch.nn.Parameter(torch.rand(out_features) * bound) if bias else None


@mistake(
    of="Linear.forward",
    hint={"en": "What does your function give back?", "zh": "你的函数返回了什么？"},
    finding={"zh": "你的 forward 没有返回值。"},
)
def nothing_returned(self, x):
    """Your forward returns nothing."""
    affine(x, self.weight, self.bias)


@mistake(
    of="Linear.forward",
    hint={"en": "Which line cuts the way back from the loss to the weight?", "zh": "哪一行切断了从损失回到权重的路？"},
    finding={"zh": "梯度传不到参数；`.data`、`.detach()` 和 no_grad 都会切断它。"},
)
def graph_cut(self, x):
    """No gradient reaches the parameters; `.data`, `.detach()` and no_grad cut the way."""
    return affine(x, self.weight.data, None if self.bias is None else self.bias.data)


@mistake(
    of="Linear.forward",
    hint={"en": "What does your layer give for x = 0?", "zh": "x = 0 时你的层给出什么？"},
    finding={"zh": "你的 forward 漏了偏置。"},
)
def layer_without_its_bias(self, x):
    """Your forward leaves out the bias."""
    return affine(x, self.weight)


@mistake(
    of="Linear.forward",
    hint={"en": "What does your layer give for x = 0?", "zh": "x = 0 时你的层给出什么？"},
    finding={"zh": "你的 forward 加了两次偏置。"},
)
def bias_counted_twice(self, x):
    """Your forward adds the bias twice."""
    y = affine(x, self.weight, self.bias)
    return y if self.bias is None else y + self.bias


@mistake(
    of="Linear.forward",
    hint={"en": "Write the shape under each factor of x @ W.T.", "zh": "在 x @ W.T 的每个因子下写出形状。"},
    finding={"zh": "你的 forward 乘的是 W，而公式里是 W.T。"},
)
def layer_weight_not_transposed(self, x):
    """Your forward multiplies by W where W.T is asked for."""
    y = x @ self.weight
    return y if self.bias is None else y + self.bias


@mistake(
    of="Linear",
    hint={
        "en": "What does torch.nn.Module do when the object is called?",
        "zh": "对象被调用时，torch.nn.Module 做了什么？",
    },
    finding={
        "zh": "你定义的是 __call__ 而不是 forward：torch.nn.Module 自己的 __call__ 会先运行钩子，再运行 forward。"
    },
)
class call_overridden(torch.nn.Module):
    """You have defined __call__ in place of forward: torch.nn.Module's own __call__ runs the hooks, then forward."""

    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        bound = 1 / math.sqrt(in_features)
        self.weight = torch.nn.Parameter((2 * torch.rand(out_features, in_features) - 1) * bound)
        self.bias = torch.nn.Parameter((2 * torch.rand(out_features) - 1) * bound) if bias else None

    def __call__(self, x):
        return affine(x, self.weight, self.bias)


@mistake(
    of="snapshot",
    hint={"en": "Are the records copies, or the same objects seen again?", "zh": "这些记录是副本，还是同一个对象？"},
    finding={"zh": "你的快照与参数共用内存：继续训练时它也会变。"},
)
def memory_of_the_parameters(module):
    """Your snapshot holds the parameters' own memory: it changes when they are trained."""
    return dict(module.state_dict())


@mistake(
    of="snapshot",
    hint={"en": "Are the records copies, or the same objects seen again?", "zh": "这些记录是副本，还是同一个对象？"},
    finding={"zh": "你的快照里就是参数本身。"},
)
def parameters_themselves(module):
    """Your snapshot holds the parameters themselves."""
    return dict(module.named_parameters())


@mistake(
    of="snapshot",
    hint={
        "en": "Do you need the numbers, or the way they came about as well?",
        "zh": "你需要的是数值，还是连同它们的来历？",
    },
    finding={"zh": "你的副本仍在计算图里，或仍需要梯度。"},
)
def graph_kept(module):
    """Your copies are still part of the graph, or require a gradient."""
    return {name: parameter.clone() for name, parameter in module.named_parameters()}


@mistake(
    of="snapshot",
    hint={
        "en": "Print the names in module.named_parameters() beside those in your dict.",
        "zh": "把 module.named_parameters() 里的名字与你的字典里的名字并排打印。",
    },
    finding={"zh": "你的快照只有一部分参数。"},
)
def first_layer_only(module):
    """Your snapshot has only some of the parameters."""
    children = list(module.named_children())
    prefix, first = children[0]
    return {f"{prefix}.{name}": parameter.detach().clone() for name, parameter in first.named_parameters()}


@mistake(
    of="snapshot",
    hint={
        "en": "Print the names in module.named_parameters() beside those in your dict.",
        "zh": "把 module.named_parameters() 里的名字与你的字典里的名字并排打印。",
    },
    finding={"zh": "你的快照漏了偏置。"},
)
def weights_without_biases(module):
    """Your snapshot leaves out the biases."""
    return {name: p.detach().clone() for name, p in module.named_parameters() if p.dim() > 1}


@mistake(
    of="snapshot",
    hint={
        "en": "Which method of a module gives names and parameters together?",
        "zh": "模块的哪个方法同时给出名字和参数？",
    },
    finding={"zh": "你的键不是参数的名字，load_state_dict 不知道值该放到哪里。"},
)
def numbered_in_place_of_names(module):
    """Your keys are not the parameters' names, and so load_state_dict cannot place the values."""
    return {str(index): p.detach().clone() for index, p in enumerate(module.parameters())}


equivalents = [
    equivalent(
        of="Linear.__init__",
        was="self.weight = torch.nn.Parameter((2 * torch.rand(out_features, in_features) - 1) * bound)",
        now="self.weight = torch.nn.Parameter((1 - (2 * torch.rand(out_features, in_features))) * bound)",
        reason="The range is symmetric about 0.",
    ),
    equivalent(
        of="Linear.__init__",
        was="self.bias = torch.nn.Parameter((2 * torch.rand(out_features) - 1) * bound) if bias else None",
        now="self.bias = torch.nn.Parameter((1 - (2 * torch.rand(out_features))) * bound) if bias else None",
        reason="The range is symmetric about 0.",
    ),
]
