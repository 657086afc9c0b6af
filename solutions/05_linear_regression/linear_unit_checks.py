"""Checks of the linear unit: callable objects, shapes, the affine map, and an nn.Module with parameters."""

import contextlib
import itertools
import math

import numpy as np
import torch

from grader.authoring import (
    LINEAR_LAYERS,
    Text,
    by_hand,
    case,
    check,
    equals_reference,
    exercise,
    observed,
    plain,
    raises,
    random_case,
    satisfies,
    tensor,
)

about = exercise(
    title={"en": "The linear unit", "zh": "线性单元"},
    rules=[
        by_hand(
            of=["affine", "Linear"],
            also=LINEAR_LAYERS,
            may_use=["torch.distributions"],
            gradients=True,
            why={"en": "It is the very thing that you are building.", "zh": "它正是你要自己实现的东西。"},
        )
    ],
    worked_examples={
        "call_text": "call_protocol",
        "CountedCall": "call_protocol",
        "parameter_shapes": "linear_layer",
        "affine": "linear_layer",
        "Linear": "nn_module",
        "snapshot": "fresh_copies",
    },
)

BY_HAND = Text({"en": "worked by hand", "zh": "手算的例子"})


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def calls_as_text(generator):
    args = tuple(generator.integers(10, 99, 3).tolist())
    return case(name="f", args=args, kwargs={"lr": float(generator.integers(1, 40)) / 8})


@check(
    role="concept",
    of="call_text",
    points=1,
    cases=[
        case(BY_HAND, name="f", args=(1, "x"), kwargs={"lr": 0.5}),
        case({"en": "no arguments", "zh": "没有参数"}, name="zero_grad", args=(), kwargs={}),
        case({"en": "without names", "zh": "没有名字的参数"}, name="Linear", args=(3, 2, False), kwargs={}),
        case(
            {"en": "with names only", "zh": "只有带名字的参数"},
            name="SGD",
            args=(),
            kwargs={"momentum": 0.25, "lr": 2.5},
        ),
        case({"en": "lists and None", "zh": "列表与 None"}, name="g", args=(plain([1, 2]), None), kwargs={"axis": -1}),
        calls_as_text,
    ],
    sentence={"zh": "args 是没有名字的参数组成的元组，kwargs 是带名字的参数组成的字典。"},
)
def arguments_are_packed(m, name, args, kwargs):
    """args is the tuple of the arguments without a name, kwargs the dict of those with one."""
    return m.call_text(name, *args, **kwargs)


@random_case(count=2, label={"en": "random calls", "zh": "随机的调用"})
def several_calls(generator):
    calls = [
        ((int(one),), {"x": int(other)})
        for one, other in generator.integers(10, 99, (int(generator.integers(2, 6)), 2))
    ]
    return case(calls=plain(calls))


@check(
    role="concept",
    of="CountedCall",
    points=1,
    cases=[
        case(
            {"en": "several calls", "zh": "多次调用"},
            calls=plain([((1, 2), {}), ((), {"lr": 0.5}), ((3,), {"x": 4, "y": "five"}), ((), {})]),
        ),
        case({"en": "one call", "zh": "一次调用"}, calls=plain([((plain([1, 2, 3]),), {"reverse": True})])),
        case({"en": "no call", "zh": "没有调用"}, calls=plain([])),
        several_calls,
    ],
    sentence={"zh": "像函数一样调用对象：参数和结果原样传递，并计数。"},
)
def calls_are_handed_on(m, calls):
    """The object is called like a function: arguments and result are handed on, and the call is counted."""
    seen = []

    def noted(*args, **kwargs):
        seen.append([list(args), kwargs])
        return f"answer {len(seen)}"

    counted, other = m.CountedCall(noted), m.CountedCall(len)
    first = counted.calls
    results = [counted(*args, **kwargs) for args, kwargs in calls]
    return {
        "counted.calls before": first,
        "results": results,
        "seen": seen,
        "counted.calls": counted.calls,
        "other.calls": other.calls,
    }


@random_case(count=2, label={"en": "random calls", "zh": "随机的调用"})
def values_to_fail_on(generator):
    failing = int(generator.integers(1, 6))
    return case(
        values=plain([*generator.integers(2, 99, int(generator.integers(1, 6))).tolist(), *["three"] * failing])
    )


@check(
    role="concept",
    of="CountedCall",
    points=1,
    cases=[case(values=plain([3, "three", 4])), case(values=plain(["one"])), values_to_fail_on],
    needs=["calls_are_handed_on"],
    counts_with=["calls_are_handed_on", "errors_go_on"],
    sentence={"zh": "函数出错的调用也计数。"},
)
def failing_calls_count(m, values):
    """A call of a function that raises counts, too."""
    counted = m.CountedCall(math.sqrt)
    for value in values:
        with contextlib.suppress(TypeError):
            counted(value)
    return counted.calls


@check(
    role="concept",
    of="CountedCall",
    points=0,
    cases=[case(value="three"), case(value=None)],
    expect=raises("TypeError", mentions=("must be real number",)),
    needs=["calls_are_handed_on"],
    counts_with=["calls_are_handed_on"],
    sentence={"zh": "函数抛出的错误照常传给调用者。"},
)
def errors_go_on(m, value):
    """An error of the function goes on to the caller."""
    return m.CountedCall(math.sqrt)(value)


X53 = [[0.73, -1.42, 0.38], [2.21, 0.56, -0.94], [-0.57, 1.68, 1.13], [1.05, -0.29, 0.81], [0.12, 0.64, -1.77]]
X23 = [[0.73, -1.42, 0.38], [2.21, 0.56, -0.94]]
W23 = [[0.44, -0.83, 1.27], [0.35, -0.62, 0.91]]
B2 = [0.53, -1.18]
CUBE = [[[0.31, 1.12], [-1.27, 0.45], [0.84, -0.36]], [[2.05, -0.83], [0.88, 1.94], [-1.61, 0.29]]]


@random_case(count=2, label={"en": "random tables", "zh": "随机的表"})
def tables(generator):
    rows, inputs, outputs = generator.permutation([2, 3, 4, 5, 6])[:3].tolist()
    x, y = generator.uniform(-2.0, 2.0, (rows, inputs)), generator.uniform(-2.0, 2.0, (rows, outputs))
    return case(x=tensor(x.tolist()), y=tensor(y.tolist()))


@check(
    role="concept",
    of="parameter_shapes",
    points=1,
    cases=[
        case(BY_HAND, x=tensor(X53), y=tensor([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6], [0.7, 0.8], [0.9, 1.1]])),
        case(
            {"en": "one input, one output", "zh": "一个输入，一个输出"},
            x=tensor([[1.0], [2.0]]),
            y=tensor([[2.0], [4.0]]),
        ),
        case({"en": "one sample", "zh": "一个样本"}, x=tensor([[0.4, -1.3]]), y=tensor([[0.2, 0.9, -0.7, 1.5]])),
        case(
            {"en": "as many rows as columns", "zh": "行数与列数相同"},
            x=tensor([[0.1, 0.2], [0.3, 0.4]]),
            y=tensor([[1.0], [2.0]]),
        ),
        tables,
    ],
    sentence={"zh": "行是样本，列是特征：由 x 和 y 的列数确定 W 和 b 的形状。"},
)
def shapes_follow_from_the_columns(m, x, y):
    """Rows are samples, columns are features: the columns of x and y decide the shapes of W and b."""
    weight, bias = m.parameter_shapes(x, y)
    return {"weight": weight, "bias": bias}


@check(
    role="concept",
    of="parameter_shapes",
    points=1,
    cases=[
        case(
            {"en": "different numbers of samples", "zh": "样本数不同"}, x=tensor(X23), y=tensor([[0.1], [0.2], [0.3]])
        ),
        case({"en": "targets without columns", "zh": "y 没有列"}, x=tensor(X23), y=tensor([0.1, 0.2])),
        case({"en": "inputs without columns", "zh": "x 没有列"}, x=tensor([0.1, 0.2]), y=tensor([[0.1], [0.2]])),
        case({"en": "three axes", "zh": "三个轴"}, x=tensor(CUBE), y=tensor([[0.1], [0.2]])),
    ],
    expect=raises("ValueError"),
    fixed="A refusal gives no number that could be copied.",
    needs=["shapes_follow_from_the_columns"],
    counts_with=["shapes_follow_from_the_columns"],
    sentence={"zh": "轴数不是 2，或行数不同，抛出 ValueError。"},
)
def other_shapes_are_refused(m, x, y):
    """Other than two axes, or different numbers of rows, raise a ValueError."""
    return m.parameter_shapes(x, y)


def draw_layer(generator, dtype):
    """A layer's inputs and parameters; rows unlike columns."""
    n, i, o = (int(k) for k in generator.permutation([2, 3, 4, 5])[:3])
    return {
        "x": tensor(generator.uniform(-2, 2, (n, i)).tolist(), dtype),
        "weight": tensor(generator.uniform(-2, 2, (o, i)).tolist(), dtype),
        "bias": tensor(generator.uniform(-2, 2, o).tolist(), dtype),
    }


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def random_affine(generator):
    """Inputs, weight and bias in float64."""
    return case(**draw_layer(generator, "float64"))


@check(
    role="forward",
    of="affine",
    points=2,
    cases=[
        case(
            BY_HAND,
            x=tensor([[1.0, 2.0]]),
            weight=tensor([[3.0, 4.0], [5.0, 6.0], [7.0, 8.0]]),
            bias=tensor([0.5, 0.0, -1.0]),
        ),
        case({"en": "five samples", "zh": "五个样本"}, x=tensor(X53), weight=tensor(W23), bias=tensor(B2)),
        case(
            {"en": "one input, one output", "zh": "一个输入，一个输出"},
            x=tensor([[0.7], [-1.9], [2.4]]),
            weight=tensor([[1.83]]),
            bias=tensor([-0.74]),
        ),
        case(
            {"en": "a square weight", "zh": "权重是方阵"},
            x=tensor([[0.7, -1.9], [2.4, 0.3]]),
            weight=tensor([[0.44, -0.83], [1.27, 0.35]]),
            bias=tensor(B2),
        ),
        case({"en": "no bias", "zh": "没有偏置"}, x=tensor(X53), weight=tensor(W23), bias=None),
        case(
            {"en": "a bias of 0", "zh": "偏置为 0"},
            x=tensor([[0.7], [-1.9]]),
            weight=tensor([[1.83]]),
            bias=tensor([0.0]),
        ),
        case(
            {"en": "one sample without its axis", "zh": "一个样本，没有样本轴"},
            x=tensor([0.73, -1.42, 0.38]),
            weight=tensor(W23),
            bias=tensor(B2),
        ),
        case(
            {"en": "two axes of samples", "zh": "两个样本轴"},
            x=tensor(CUBE),
            weight=tensor([[0.44, -0.83], [1.27, 0.35], [-0.62, 0.91]]),
            bias=tensor([0.53, -1.18, 0.27]),
        ),
        case(
            {"en": "large numbers", "zh": "很大的数"},
            x=tensor([[810.5, -1340.2]]),
            weight=tensor([[455.7, 2071.3], [-390.4, 77.2]]),
            bias=tensor([53100.5, -12.8]),
        ),
        random_affine,
    ],
    sentence={"zh": "每个样本各自计算 x @ W.T + b，样本轴可以有任意多个。"},
)
def affine_map(m, x, weight, bias):
    """Each sample goes to x @ W.T + b, however many axes say which sample."""
    return m.affine(x, weight, bias)


def with_values(layer, weight, bias):
    """The layer with these parameters."""
    with torch.no_grad():
        layer.weight.copy_(weight)
        if bias is not None:
            layer.bias.copy_(bias)
    return layer


@random_case(count=2, label={"en": "a random layer", "zh": "随机的层"})
def sizes_of_layers(generator):
    inputs, outputs = generator.permutation([2, 3, 4, 5, 6, 7, 8])[:2].tolist()
    return case(in_features=inputs, out_features=outputs, bias=True)


@check(
    role="concept",
    of="Linear",
    points=2,
    cases=[
        case({"en": "three inputs, two outputs", "zh": "三个输入，两个输出"}, in_features=3, out_features=2, bias=True),
        case({"en": "one input, one output", "zh": "一个输入，一个输出"}, in_features=1, out_features=1, bias=True),
        case({"en": "no bias", "zh": "没有偏置"}, in_features=2, out_features=4, bias=False),
        sizes_of_layers,
    ],
    expect=equals_reference(dtype=True, container=True),
    sentence={"zh": "参数 weight 和 bias 已注册：形状正确，float32，需要梯度。"},
)
def parameters_are_registered(m, in_features, out_features, bias):
    """The parameters `weight` and `bias` are registered: their shapes, float32, requiring a gradient."""
    layer = m.Linear(in_features, out_features, bias=bias)
    named = dict(layer.named_parameters())
    # What they start from is drawn, and another check looks at it. What is filled by its registered name has to be what
    # the attribute holds.
    with torch.no_grad():
        for number, values in ((0.25, (layer.weight, layer.bias)), (0.5, named.values())):
            for value in values:
                if value is not None:
                    value.fill_(number)
    return {
        "parameters": {name: named[name] for name in sorted(named)},
        "state_dict": sorted(layer.state_dict()),
        "layer.weight": layer.weight,
        "layer.bias": layer.bias,
    }


def starts_random(layers, arguments):
    """Drawn anew for each object, within the bounds, not all alike."""
    bound = 1 / math.sqrt(arguments["in_features"])
    (weight, bias), others = (list(map(np.asarray, layer)) for layer in layers)
    if max(np.abs(weight).max(), np.abs(bias).max()) > bound * 1.0001:
        return Text(
            {
                "en": "Some start values lie beyond 1/sqrt(in_features).",
                "zh": "有的初始值超出了 1/sqrt(in_features) 的范围。",
            }
        )
    both_sides = all(part.min() < 0 < part.max() for part in (weight, bias))
    if not both_sides or min(weight.std(), bias.std()) <= 0.3 * bound:
        return Text(
            {
                "en": "The start values should be spread between -1/sqrt(in_features) and 1/sqrt(in_features).",
                "zh": "初始值应分布在 -1/sqrt(in_features) 与 1/sqrt(in_features) 之间。",
            }
        )
    if np.abs(weight).max() <= 0.9 * bound:
        return Text(
            {
                "en": "The start values fill only a part of the range up to 1/sqrt(in_features).",
                "zh": "初始值只占了到 1/sqrt(in_features) 的范围的一部分。",
            }
        )
    if any(np.array_equal(first, second) for first, second in zip((weight, bias), others)):
        return Text({"en": "Two objects start from the same numbers.", "zh": "两个对象的初始值相同。"})
    return None


@check(
    role="concept",
    of="Linear",
    points=1,
    cases=[case(in_features=16, out_features=40), case(in_features=100, out_features=24)],
    expect=satisfies(starts_random),
    fixed="Any random start values are right: there is no number to copy.",
    needs=["parameters_are_registered"],
    counts_with=["parameters_are_registered"],
    ambient="the start values are random, and torch's own generator is what a layer draws them from",
    sentence={"zh": "初始值是 -1/sqrt(in_features) 与 1/sqrt(in_features) 之间的随机数，每个对象各不相同。"},
)
def start_values_are_random(m, in_features, out_features):
    """The start values are random between -1/sqrt(in_features) and 1/sqrt(in_features), anew for each object."""
    layers = [m.Linear(in_features, out_features) for _ in range(2)]
    return [[layer.weight, layer.bias] for layer in layers]


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def random_layer(generator):
    """Inputs, weight and bias in float32."""
    return case(**draw_layer(generator, "float32"))


LAYER_CASES = (
    case(
        {"en": "five samples", "zh": "五个样本"},
        x=tensor(X53, "float32"),
        weight=tensor(W23, "float32"),
        bias=tensor(B2, "float32"),
    ),
    case(
        {"en": "one input, one output", "zh": "一个输入，一个输出"},
        x=tensor([[0.7], [-1.9], [2.4]], "float32"),
        weight=tensor([[1.83]], "float32"),
        bias=tensor([-0.74], "float32"),
    ),
    case(
        {"en": "a square weight", "zh": "权重是方阵"},
        x=tensor([[0.7, -1.9], [2.4, 0.3]], "float32"),
        weight=tensor([[0.44, -0.83], [1.27, 0.35]], "float32"),
        bias=tensor(B2, "float32"),
    ),
    case({"en": "no bias", "zh": "没有偏置"}, x=tensor(X53, "float32"), weight=tensor(W23, "float32"), bias=None),
    case(
        {"en": "one sample without its axis", "zh": "一个样本，没有样本轴"},
        x=tensor([0.73, -1.42, 0.38], "float32"),
        weight=tensor(W23, "float32"),
        bias=tensor(B2, "float32"),
    ),
    case(
        {"en": "two axes of samples", "zh": "两个样本轴"},
        x=tensor(CUBE, "float32"),
        weight=tensor([[0.44, -0.83], [1.27, 0.35], [-0.62, 0.91]], "float32"),
        bias=tensor([0.53, -1.18, 0.27], "float32"),
    ),
    random_layer,
)


@check(
    role="forward",
    of="Linear",
    points=2,
    cases=LAYER_CASES,
    expect=equals_reference(dtype=True),
    needs=["parameters_are_registered"],
    sentence={"zh": "调用对象就是运行 forward：参数相同时，结果与 torch.nn.Linear 相同。"},
)
def calling_runs_forward(m, x, weight, bias):
    """Calling the object runs forward: under the same parameters it gives what torch.nn.Linear gives."""
    layer = with_values(m.Linear(weight.shape[1], weight.shape[0], bias=bias is not None), weight, bias)
    y = layer(x)
    layer.register_forward_hook(lambda module, given, result: result * 2)
    return {"y": y, "y, doubled by a forward hook": layer(x)}


@check(
    role="backward",
    of="Linear",
    points=2,
    cases=LAYER_CASES,
    needs=["parameters_are_registered", "calling_runs_forward"],
    sentence={"zh": "梯度传到 x、weight 和 bias，与 torch.nn.Linear 相同。"},
)
def gradients_reach_the_parameters(m, x, weight, bias):
    """Gradients reach x, weight and bias, and are those of torch.nn.Linear."""
    layer = with_values(m.Linear(weight.shape[1], weight.shape[0], bias=bias is not None), weight, bias)
    x = x.clone().requires_grad_()
    y = layer(x)
    upstream = torch.linspace(-1.3, 1.7, y.numel(), dtype=torch.float32).reshape(y.shape)
    (y * upstream).sum().backward()
    return {"x": x.grad, "weight": layer.weight.grad, "bias": None if bias is None else layer.bias.grad}


@random_case(count=2, label={"en": "a random layer", "zh": "随机的层"})
def sizes_of_trained_layers(generator):
    inputs, outputs = generator.permutation([2, 3, 4, 5, 6])[:2].tolist()
    return case(in_features=inputs, out_features=outputs, bias=True)


@check(
    role="concept",
    of="Linear",
    points=1,
    cases=[
        case(in_features=3, out_features=2, bias=True),
        case(in_features=2, out_features=5, bias=False),
        sizes_of_trained_layers,
    ],
    needs=["parameters_are_registered", "calling_runs_forward"],
    sentence={"zh": "可与 torch.nn.Linear 互换：state_dict 能互相载入，优化器能训练它。"},
)
def stands_in_for_the_library_layer(m, in_features, out_features, bias):
    """It is interchangeable with torch.nn.Linear: it takes its state_dict, and an optimizer trains it."""
    state = {"weight": torch.linspace(-0.8, 1.1, in_features * out_features).reshape(out_features, in_features)}
    if bias:
        state["bias"] = torch.linspace(0.3, -0.6, out_features)
    layer = m.Linear(in_features, out_features, bias=bias)
    layer.load_state_dict(state)
    x = torch.linspace(-1.4, 1.9, 4 * in_features).reshape(4, in_features)
    before = layer(x)
    optimizer = torch.optim.SGD(layer.parameters(), lr=0.1)
    (before**2).mean().backward()
    optimizer.step()
    after = layer.state_dict()
    return {"layer(x)": before, "state_dict after step()": {name: after[name] for name in sorted(after)}}


def network(sizes, values):
    """Linear layers of these sizes, one after the other, with parameters that all differ."""
    layers = torch.nn.Sequential(*(torch.nn.Linear(i, o) for i, o in itertools.pairwise(sizes)))
    with torch.no_grad():
        for index, parameter in enumerate(layers.parameters()):
            start, end = values[index % len(values)]
            parameter.copy_(torch.linspace(start, end, parameter.numel()).reshape(parameter.shape))
    return layers


@random_case(count=2, label={"en": "a random layer", "zh": "随机的层"})
def layers_to_keep(generator):
    start, end, bias = generator.uniform(0.4, 1.6, 3).tolist()
    return case(sizes=(int(generator.integers(2, 5)), 1), values=plain([(-start, end), (bias, bias)]))


@check(
    role="data",
    of="snapshot",
    points=2,
    cases=[
        case({"en": "one layer", "zh": "一层"}, sizes=(2, 1), values=plain([(0.4, 1.3), (-0.7, -0.7)])),
        case(
            {"en": "two layers", "zh": "两层"},
            sizes=(3, 2, 1),
            values=plain([(0.4, 1.3), (-0.7, 0.2), (1.1, -0.9), (0.6, 0.6)]),
        ),
        layers_to_keep,
    ],
    expect=equals_reference(dtype=True, container=["snapshot"]),
    sentence={"zh": "快照是副本：之后的训练不改变它，并且可以载回。"},
)
def later_training_changes_no_snapshot(m, sizes, values):
    """A snapshot is a copy: later training does not change it, and it can be loaded back."""
    module = network(sizes, values)
    x = torch.linspace(-1.4, 1.9, 4 * sizes[0]).reshape(4, sizes[0])
    kept = m.snapshot(module)
    optimizer = torch.optim.SGD(module.parameters(), lr=0.1)
    (module(x) ** 2).mean().backward()
    optimizer.step()
    seen = observed({name: kept[name] for name in sorted(kept)})
    module.load_state_dict(kept)
    return {"snapshot": seen, "module(x)": module(x)}
