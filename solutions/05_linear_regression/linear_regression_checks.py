"""Checks of linear regression with PyTorch: data, model, criterion, optimizer, training cycle, test."""

import itertools
import math

import numpy as np
import torch

from grader.authoring import (
    Text,
    all_of,
    array,
    case,
    check,
    curve,
    equals_reference,
    exercise,
    observed,
    plain,
    python_float,
    random_case,
    satisfies,
    tensor,
)

about = exercise(
    title={"en": "Linear regression with PyTorch", "zh": "用 PyTorch 实现线性回归"},
    worked_examples={
        "prepare_data": "columns",
        "LinearModel": "nn_module",
        "make_criterion": "criterion_and_optimizer",
        "make_optimizer": "criterion_and_optimizer",
        "training_step": "training_step",
        "train": "training_step",
        "predict": "decisions",
        "train_in_random_order": "data_loader",
    },
)

BY_HAND = Text({"en": "worked by hand", "zh": "手算的例子"})
AGAIN_BY_HAND = Text({"en": "the other one worked by hand", "zh": "另一个手算的例子"})
FIVE = Text({"en": "five samples", "zh": "五个样本"})
ONE = Text({"en": "one sample", "zh": "一个样本"})

X5, Y5 = [0.73, -1.42, 2.21, 1.68, -0.57], [1.91, -0.35, 3.87, 0.64, -2.13]


def column(numbers):
    """A float32 tensor of shape (N, 1)."""
    return tensor([[number] for number in numbers], "float32")


@random_case(count=1, label={"en": "random numbers", "zh": "随机数"})
def numbers(generator):
    """Floats in lists."""
    n = int(generator.integers(4, 9))
    return case(xs=plain(generator.uniform(-3, 3, n).tolist()), ys=plain(generator.uniform(-3, 3, n).tolist()))


@check(
    role="data",
    of="prepare_data",
    points=2,
    cases=[
        case({"en": "ints", "zh": "整数"}, xs=plain([1, 2, 3]), ys=plain([2, 4, 6])),
        case({"en": "floats", "zh": "浮点数"}, xs=plain(X5), ys=plain(Y5)),
        case({"en": "ints and floats", "zh": "整数与浮点数"}, xs=plain([1, -2.75, 3]), ys=plain([0.5, 4, -6])),
        case({"en": "one sample", "zh": "一个样本"}, xs=plain([3]), ys=plain([-1.42])),
        case({"en": "NumPy, float64", "zh": "NumPy，float64"}, xs=array(X5), ys=array(Y5)),
        case(
            {"en": "NumPy, other dtypes", "zh": "NumPy，其他 dtype"},
            xs=array([4, -7], "int64"),
            ys=array([0.5, 2.25], "float32"),
        ),
        numbers,
    ],
    expect=equals_reference(dtype=True, container=True),
    sentence={"zh": "x 和 y 是形状为 (N, 1) 的 float32 张量：每行一个样本。"},
)
def one_sample_a_row(m, xs, ys):
    """x and y are float32 tensors of shape (N, 1): one sample a row."""
    x, y = m.prepare_data(xs, ys)
    return {"x": x, "y": y}


def with_values(model, w, b):
    """The model with this weight and this bias, whatever their names."""
    with torch.no_grad():
        for parameter in model.parameters():
            parameter.fill_(w if parameter.dim() == 2 else b)
    return model


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def values_of_parameters(generator):
    return case(value=float(generator.integers(-400, 400)) / 64)


@check(
    role="concept",
    of="LinearModel",
    points=1,
    cases=[case(value=0.5), case(value=-1.75), values_of_parameters],
    expect=equals_reference(dtype=True, container=True),
    sentence={"zh": "模型注册了一个权重和一个偏置，它们需要梯度。"},
)
def one_weight_and_one_bias(m, value):
    """The model has registered one weight and one bias, which require a gradient."""
    model = with_values(m.LinearModel(), value, value)
    return {f"parameter of shape {tuple(parameter.shape)}": parameter for parameter in model.parameters()}


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def inputs(generator):
    """A batch, a weight and a bias."""
    n = int(generator.integers(3, 12))
    return case(
        x=column(generator.uniform(-3, 3, n).tolist()),
        w=float(np.float32(generator.uniform(0.4, 2.4))),
        b=float(np.float32(generator.uniform(-1.9, -0.3))),
    )


def a_row_for_each_sample(seen, arguments):
    """One number alone may have any shape unless it is asked for."""
    shape, asked = np.shape(seen["y_hat"]), np.shape(arguments["x"])
    if shape != asked:
        return Text(
            {
                "en": f"The shape of y_hat is {shape}; {asked} is asked for.",
                "zh": f"y_hat 的形状是 {shape}，应为 {asked}。",
            }
        )
    return None


MODEL_CASES = (
    case(BY_HAND, x=column([1.0, 4.0]), w=2.0, b=0.5),
    case(FIVE, x=column(X5), w=-1.375, b=0.625),
    case(ONE, x=column([2.6]), w=0.4375, b=-1.75),
    case({"en": "large numbers", "zh": "很大的数"}, x=column([810.5, -1340.25]), w=72.625, b=-3110.5),
    inputs,
)


@check(
    role="forward",
    of="LinearModel",
    points=2,
    cases=MODEL_CASES,
    expect=all_of(equals_reference(dtype=True), satisfies(a_row_for_each_sample)),
    needs=["one_weight_and_one_bias"],
    sentence={"zh": "调用模型得到 x * w + b，形状仍是 (N, 1)。"},
)
def model_is_called(m, x, w, b):
    """Calling the model gives x * w + b, of shape (N, 1)."""
    model = with_values(m.LinearModel(), w, b)
    y_hat = model(x)
    model.register_forward_hook(lambda module, given, result: result * 2)
    return {"y_hat": y_hat, "y_hat, doubled by a forward hook": model(x)}


@check(
    role="backward",
    of="LinearModel",
    points=1,
    cases=MODEL_CASES,
    needs=["model_is_called"],
    sentence={"zh": "梯度能传到权重和偏置。"},
)
def gradients_reach_the_model(m, x, w, b):
    """Gradients reach the weight and the bias."""
    model = with_values(m.LinearModel(), w, b)
    (model(x) * torch.linspace(-1.3, 1.7, len(x)).reshape(-1, 1)).sum().backward()
    return {"w" if parameter.dim() == 2 else "b": parameter.grad for parameter in model.parameters()}


@random_case(count=2, label={"en": "random numbers", "zh": "随机数"})
def predictions(generator):
    """Predictions and targets."""
    n = int(generator.integers(4, 20))
    return case(y_hat=column(generator.uniform(-3, 3, n).tolist()), y=column(generator.uniform(-3, 3, n).tolist()))


@check(
    role="cost",
    of="make_criterion",
    points=2,
    cases=[
        case(BY_HAND, y_hat=column([1.0, 2.0, 3.0]), y=column([2.0, 4.0, 6.0])),
        case(AGAIN_BY_HAND, y_hat=column([1.0, 3.0]), y=column([2.0, 7.0])),
        case(FIVE, y_hat=column(X5), y=column(Y5)),
        case(ONE, y_hat=column([1.83]), y=column([-0.94])),
        case(
            {"en": "two outputs", "zh": "两个输出"},
            y_hat=tensor([[0.64, -2.13], [0.82, 2.71], [1.37, -0.46]], "float32"),
            y=tensor([[1.3, -0.7], [0.4, 1.9], [-2.6, 0.2]], "float32"),
        ),
        case({"en": "large numbers", "zh": "很大的数"}, y_hat=column([810.5, -1340.2]), y=column([-390.4, 1218.6])),
        predictions,
    ],
    sentence={"zh": "损失是误差平方的平均值，一个数，可以反向传播。"},
)
def criterion_is_the_mean_squared_error(m, y_hat, y):
    """The criterion gives the mean of the squared errors: one number, on which backward can be called."""
    y_hat = y_hat.clone().requires_grad_()
    loss = m.make_criterion()(y_hat, y)
    loss.backward()
    return {"loss": loss, "gradient": y_hat.grad}


def network(sizes, values):
    """Linear layers of these sizes with a tanh between them; parameters that all differ."""
    layers = [torch.nn.Linear(sizes[0], sizes[1])]
    for i, o in itertools.pairwise(sizes[1:]):
        layers += [torch.nn.Tanh(), torch.nn.Linear(i, o)]
    model = torch.nn.Sequential(*layers)
    with torch.no_grad():
        for index, parameter in enumerate(model.parameters()):
            start, end = values[index]
            parameter.copy_(torch.linspace(start, end, parameter.numel()).reshape(parameter.shape))
    return model


LINE = {"sizes": (1, 1), "values": ((-0.83, -0.83), (0.47, 0.47))}
CURVED = {"sizes": (1, 3, 1), "values": ((-0.9, 1.3), (0.4, -0.2), (0.7, -1.1), (0.25, 0.25))}


def gradients_are_forgotten(seen, arguments):
    if any(parameter.grad is not None and parameter.grad.any() for parameter in seen["after zero_grad()"]):
        return Text(
            {
                "en": "After zero_grad() some parameter still has a gradient; it should be None or 0.",
                "zh": "zero_grad() 之后，有的参数仍有梯度；应为 None 或 0。",
            }
        )
    return None


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def gradients_and_rates(generator):
    w, b = generator.uniform(-1.5, 1.5, 2).tolist()
    grads = [tuple(pair) for pair in generator.uniform(-2.5, 2.5, (2, 2)).tolist()]
    return case(sizes=(1, 1), values=((w, w), (b, b)), grads=plain(grads), lr=float(generator.uniform(0.05, 0.3)))


@check(
    role="update",
    of="make_optimizer",
    points=2,
    cases=[
        case(BY_HAND, sizes=(1, 1), values=((3.0, 3.0), (-1.0, -1.0)), grads=plain([(4.0, 4.0), (4.0, 4.0)]), lr=0.1),
        case(
            {"en": "three steps", "zh": "三步"},
            **LINE,
            grads=plain([(1.91, 0.64), (-3.18, 1.29), (0.44, -0.83)]),
            lr=0.07,
        ),
        case({"en": "two layers", "zh": "两层"}, **CURVED, grads=plain([(-0.72, 2.35), (1.44, -0.58)]), lr=0.13),
        gradients_and_rates,
    ],
    expect=all_of(equals_reference(), satisfies(gradients_are_forgotten)),
    sentence={"zh": "优化器更新的正是这个模型的全部参数，每步走 lr * 梯度。"},
)
def optimizer_moves_this_model(m, sizes, values, grads, lr):
    """The optimizer moves all parameters of this very model, by lr times their gradients."""
    model = network(sizes, values)
    optimizer = m.make_optimizer(model, lr)
    path = []
    for start, end in grads:
        for parameter in model.parameters():
            parameter.grad = torch.linspace(start, end, parameter.numel()).reshape(parameter.shape)
        optimizer.step()
        path.append(observed([parameter.detach() for parameter in model.parameters()]))
    optimizer.zero_grad()
    return {"parameters": path, "after zero_grad()": list(model.parameters())}


MEAN, SUM, SMOOTH = ("MSELoss", {}), ("MSELoss", {"reduction": "sum"}), ("SmoothL1Loss", {})
LOPSIDED = ("PoissonNLLLoss", {})  # Another number where prediction and target are swapped.
TURNS = (
    case(
        BY_HAND,
        sizes=(1, 1),
        values=((1.0, 1.0), (0.0, 0.0)),
        criterion=MEAN,
        optimizer=("SGD", {"lr": 0.01}),
        x=column([1.0, 2.0, 3.0]),
        y=column([2.0, 4.0, 6.0]),
    ),
    case(
        AGAIN_BY_HAND,
        sizes=(1, 1),
        values=((2.0, 2.0), (1.0, 1.0)),
        criterion=MEAN,
        optimizer=("SGD", {"lr": 0.1}),
        x=column([1.0, 3.0]),
        y=column([4.0, 5.0]),
    ),
    case(FIVE, **LINE, criterion=MEAN, optimizer=("SGD", {"lr": 0.06}), x=column(X5), y=column(Y5)),
    case(
        {"en": "a loss that is not symmetric", "zh": "不对称的损失"},
        **LINE,
        criterion=LOPSIDED,
        optimizer=("SGD", {"lr": 0.04}),
        x=column(X5),
        y=column(Y5),
    ),
    case(ONE, **LINE, criterion=MEAN, optimizer=("SGD", {"lr": 0.13}), x=column([1.83]), y=column([-0.94])),
    case(
        {"en": "with momentum", "zh": "带动量"},
        **LINE,
        criterion=SMOOTH,
        optimizer=("SGD", {"lr": 0.05, "momentum": 0.8}),
        x=column(X5),
        y=column(Y5),
    ),
    case(
        {"en": "two layers, Adam, a sum", "zh": "两层，Adam，求和"},
        **CURVED,
        criterion=SUM,
        optimizer=("Adam", {"lr": 0.03}),
        x=column(X5),
        y=column(Y5),
    ),
)


def watch(module, note):
    """Tell `note` the arguments of each forward pass, also of `module.forward(x)`, of which a hook would not hear."""
    forward = module.forward

    def watched(*given, **named):
        note(*given, **named)
        return forward(*given, **named)

    module.forward = watched


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def turns(generator):
    w, b = generator.uniform(0.3, 1.2, 2).tolist()
    xs = generator.uniform(0.4, 1.9, 5) * generator.choice([-1.0, 1.0], 5)
    ys = -1.7 * xs + 0.9 + 0.4 * generator.standard_normal(5)
    return case(
        sizes=(1, 1),
        values=((w, w), (b, b)),
        criterion=MEAN,
        optimizer=("SGD", {"lr": float(generator.uniform(0.02, 0.08))}),
        x=column(xs.tolist()),
        y=column(ys.tolist()),
    )


@check(
    role="train",
    of="training_step",
    points=4,
    cases=[TURNS, turns],
    expect=all_of(equals_reference(), satisfies(python_float("losses"))),
    sentence={"zh": "一轮循环：前向、损失、梯度清零、反向传播、更新；返回更新前的损失。"},
)
def one_turn_of_the_cycle(m, sizes, values, criterion, optimizer, x, y):
    """One turn: forward, loss, zero the gradients, backward, step; it returns the loss from before the step."""
    model = network(sizes, values)
    measure = getattr(torch.nn, criterion[0])(**criterion[1])
    mover = getattr(torch.optim, optimizer[0])(model.parameters(), **optimizer[1])
    losses, path = [], {name: [] for name, _ in model.named_parameters()}
    computed, read = [], []
    first = next(model.parameters())
    first.register_hook(lambda gradient: computed.append(observed(gradient)))
    mover.register_step_post_hook(lambda *_: read.append(observed(first.grad)))
    for _ in range(3):
        losses.append(m.training_step(model, measure, mover, x, y))
        for name, parameter in model.named_parameters():
            path[name].append(observed(parameter.detach()))
    return {
        "losses": losses,
        "gradients of backward()": computed,
        "p.grad at step()": read,
        "parameters": path,
    }


@random_case(count=1, label={"en": "random samples", "zh": "随机样本"})
def samples(generator):
    """Noisy samples of a line."""
    xs = generator.uniform(0.4, 1.7, 12) * generator.choice([-1.0, 1.0], 12)
    ys = 1.6 * xs + 0.9 + 0.4 * generator.standard_normal(12)
    return case(
        **LINE,
        criterion=MEAN,
        optimizer=("SGD", {"lr": 0.07}),
        x=column(xs.tolist()),
        y=column(ys.tolist()),
        epochs=15,
    )


@check(
    role="train",
    of="train",
    points=4,
    cases=[
        # Reports plot the first case.
        case(FIVE, **LINE, criterion=MEAN, optimizer=("SGD", {"lr": 0.06}), x=column(X5), y=column(Y5), epochs=20),
        case(
            {"en": "the classic data", "zh": "课程的数据"},
            **LINE,
            criterion=MEAN,
            optimizer=("SGD", {"lr": 0.01}),
            x=column([1.0, 2.0, 3.0]),
            y=column([2.0, 4.0, 6.0]),
            epochs=12,
        ),
        case(
            {"en": "two layers, Adam", "zh": "两层，Adam"},
            **CURVED,
            criterion=SMOOTH,
            optimizer=("Adam", {"lr": 0.03}),
            x=column(X5),
            y=column(Y5),
            epochs=8,
        ),
        case(
            {"en": "one epoch", "zh": "一轮"},
            **LINE,
            criterion=MEAN,
            optimizer=("SGD", {"lr": 0.09}),
            x=column([1.83]),
            y=column([-0.94]),
            epochs=1,
        ),
        case(
            {"en": "no epochs", "zh": "零轮"},
            **LINE,
            criterion=MEAN,
            optimizer=("SGD", {"lr": 0.09}),
            x=column(X5),
            y=column(Y5),
            epochs=0,
        ),
        samples,
    ],
    expect=all_of(equals_reference(), satisfies(python_float("losses"))),
    needs=["one_turn_of_the_cycle"],
    sentence={"zh": "从同一起点出发，每一轮的损失都与参考答案相同；记录的是浮点数。"},
    curves=(curve("losses", title={"en": "Loss over the epochs", "zh": "每轮的损失"}),),
)
def losses_of_the_training(m, sizes, values, criterion, optimizer, x, y, epochs):
    """From the same start each epoch has the same loss as the reference's; the record holds floats."""
    model = network(sizes, values)
    measure = getattr(torch.nn, criterion[0])(**criterion[1])
    mover = getattr(torch.optim, optimizer[0])(model.parameters(), **optimizer[1])
    losses = m.train(model, measure, mover, x, y, epochs)
    return {"losses": losses, "parameters": {name: parameter.detach() for name, parameter in model.named_parameters()}}


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def inputs_of_a_model(generator):
    x, w, b = (generator.uniform(0.4, 2.3, 3) * generator.choice([-1.0, 1.0], 3)).tolist()
    return case(sizes=(1, 1), values=((w, w), (b, b)), x=x)


@check(
    role="forward",
    of="predict",
    points=1,
    cases=[
        case(BY_HAND, sizes=(1, 1), values=((2.0, 2.0), (0.5, 0.5)), x=4),
        case({"en": "a float", "zh": "浮点数"}, **LINE, x=2.75),
        case({"en": "below zero", "zh": "小于 0"}, **LINE, x=-3),
        case({"en": "zero", "zh": "零"}, **LINE, x=0.0),
        case({"en": "a large int", "zh": "很大的整数"}, **LINE, x=12000),
        case({"en": "two layers", "zh": "两层"}, **CURVED, x=1.4),
        inputs_of_a_model,
    ],
    expect=all_of(equals_reference(), satisfies(python_float())),
    sentence={"zh": "用训练好的模型预测一个数，返回浮点数。"},
)
def prediction_for_one_number(m, sizes, values, x):
    """The trained model predicts for one number; the answer is a float."""
    return m.predict(network(sizes, values), x)


def draw_line(generator):
    """Thirteen samples close to a line, no two x alike."""
    xs = np.linspace(-1.6, 1.9, 13) + generator.uniform(-0.08, 0.08, 13)
    slope = generator.uniform(1.2, 2.2) * generator.choice([-1.0, 1.0])
    ys = slope * xs + generator.uniform(0.5, 1.4) + 0.15 * generator.standard_normal(13)
    order = generator.permutation(13)
    return {"x": column(xs[order].tolist()), "y": column(ys[order].tolist())}


@random_case(count=2, label={"en": "another seed", "zh": "另一个随机种子"})
def free_order(generator):
    """A data set, and a seed for the order."""
    seed = int(generator.integers(10**6))
    return case(**draw_line(generator), lr=0.1, momentum=0.0, reduction="mean", epochs=16, batch_size=4, seed=seed)


@random_case(count=1, label={"en": "batches of one", "zh": "每批一个样本"})
def single_samples(generator):
    """Plain stochastic gradient descent."""
    seed = int(generator.integers(10**6))
    return case(**draw_line(generator), lr=0.05, momentum=0.0, reduction="mean", epochs=8, batch_size=1, seed=seed)


@random_case(count=1, label={"en": "another criterion and another optimizer", "zh": "另一种损失函数和另一种优化器"})
def summed_with_momentum(generator):
    """A sum of squares, and a velocity."""
    seed = int(generator.integers(10**6))
    return case(**draw_line(generator), lr=0.01, momentum=0.6, reduction="sum", epochs=16, batch_size=5, seed=seed)


def cost_of(x, y, w, b, reduction):
    """The criterion over the whole set."""
    return float(getattr(np, reduction)((x * w + b - y) ** 2))


def lowest_cost(x, y, reduction):
    """The criterion's value for the best line."""
    inputs = np.hstack([x, np.ones_like(x)])
    w, b = np.linalg.lstsq(inputs, y, rcond=None)[0][:, 0]
    return cost_of(x, y, w, b, reduction)


def steps_follow(path, batches, arguments):
    """Whether each step from (w, b) to the next goes down the gradient of its own batch, but for float32's rounding."""
    reduce, velocity = getattr(np, arguments["reduction"]), np.zeros(2)
    for ((w, b), after), (xs, ys) in zip(itertools.pairwise(path), batches, strict=True):
        x, y = np.array(xs), np.array(ys)
        residuals = 2 * (x * w + b - y)
        velocity = arguments["momentum"] * velocity + np.array([reduce(residuals * x), reduce(residuals)])
        step = arguments["lr"] * velocity
        if not np.all(np.abs(np.array([w, b]) - step - after) <= 1e-5 * (1 + np.abs(step))):
            return False
    return True


def batches_are_right(batches, arguments):
    """Every sample once an epoch, x beside its y, in full batches but for the last one, in an order that changes."""
    x, y = (arguments[name].astype(np.float64)[:, 0].tolist() for name in ("x", "y"))
    epochs, size, target = arguments["epochs"], arguments["batch_size"], dict(zip(x, y))
    per_epoch = math.ceil(len(x) / size)
    if len(batches) != epochs * per_epoch:
        return Text(
            {
                "en": f"{len(x)} samples in batches of {size} make {per_epoch} steps an epoch, "
                f"{epochs * per_epoch} steps in {epochs} epochs; yours were {len(batches)}.",
                "zh": f"{len(x)} 个样本、批大小 {size}，每轮应更新 {per_epoch} 次，"
                f"{epochs} 轮共 {epochs * per_epoch} 次；你更新了 {len(batches)} 次。",
            }
        )
    if any(len(xs) != len(ys) for xs, ys in batches):
        return Text(
            {
                "en": "In some step the model or the criterion that was handed in is not used.",
                "zh": "有的更新没有用到传入的 model 或 criterion。",
            }
        )
    if any(target.get(xi) != yi for xs, ys in batches for xi, yi in zip(xs, ys)):
        return Text(
            {
                "en": "In some batch an x stands beside the y of another sample.",
                "zh": "有的小批量里，x 配上了另一个样本的 y。",
            }
        )
    epoch_by_epoch = [batches[start : start + per_epoch] for start in range(0, len(batches), per_epoch)]
    orders = [[xi for xs, _ in epoch for xi in xs] for epoch in epoch_by_epoch]
    if any(sorted(order) != sorted(target) for order in orders):
        return Text(
            {
                "en": "In some epoch a sample is missing or comes twice.",
                "zh": "有的轮次中，某个样本缺少了或出现了两次。",
            }
        )
    if any(len(xs) != size for epoch in epoch_by_epoch for xs, _ in epoch[:-1]):
        return Text(
            {
                "en": f"All batches of an epoch but the last one have {size} samples; some of "
                "yours have another number.",
                "zh": f"每一轮中，除最后一批外每批应有 {size} 个样本；你有的小批量不是。",
            }
        )
    if all(order == orders[0] for order in orders):
        return Text(
            {
                "en": "The samples come in the same order in every epoch; draw a new one for each.",
                "zh": "每一轮的样本顺序都相同；每轮应重新打乱。",
            }
        )
    return None


def converges_in_any_order(seen, arguments):
    """Right batches, each step down its batch's gradient, the loss of the whole set recorded, and nearly the lowest."""
    x, y = arguments["x"].astype(np.float64), arguments["y"].astype(np.float64)
    epochs, reduction = arguments["epochs"], arguments["reduction"]
    batches = [[np.ravel(part).tolist() for part in batch] for batch in seen["batches"]]
    path = [[float(np.squeeze(part)) for part in point] for point in seen["w, b"]]
    losses = seen["losses"]
    if not all(np.isin(target, y).all() for target in seen["targets"]):
        return Text(
            {
                "en": "The criterion takes the prediction first: criterion(y_hat, y).",
                "zh": "criterion 的第一个参数是预测值：criterion(y_hat, y)。",
            }
        )
    if wrong := batches_are_right(batches, arguments):
        return wrong
    if not steps_follow(path, batches, arguments):
        return Text(
            {
                "en": "In some step the parameters do not move as the optimizer moves them for the loss of its batch.",
                "zh": "有的更新中，参数移动的不是优化器按该小批量的损失应走的一步。",
            }
        )
    after = path[len(batches) // epochs :: len(batches) // epochs]
    costs = [cost_of(x, y, w, b, reduction) for w, b in after]
    lowest, last = lowest_cost(x, y, reduction), costs[-1]
    if not last <= 2 * lowest + 0.02 * (len(x) if reduction == "sum" else 1):
        return Text(
            {
                "en": f"After {epochs} epochs the loss is {last:.3g}; the best line has "
                f"{lowest:.3g}, and twice that should be reached.",
                "zh": f"{epochs} 轮之后损失是 {last:.3g}；最好的直线是 {lowest:.3g}，应降到它的两倍以内。",
            }
        )
    if len(losses) != epochs or not all(isinstance(loss, float) for loss in losses):
        return Text(
            {
                "en": f"The function returns {epochs} Python floats, one for each epoch.",
                "zh": f"函数应返回 {epochs} 个 Python 浮点数，每轮一个。",
            }
        )
    for epoch, (loss, cost) in enumerate(zip(losses, costs), start=1):
        if not abs(loss - cost) <= 1e-4 * cost:
            return Text(
                {
                    "en": f"Your loss of epoch {epoch} is {loss:.4g}; over the whole set, after "
                    f"this epoch, it is {cost:.4g}.",
                    "zh": f"你记录的第 {epoch} 轮损失是 {loss:.4g}；这一轮之后在整个数据集上的损失是 {cost:.4g}。",
                }
            )
    return None


@check(
    role="train",
    of="train_in_random_order",
    points=3,
    cases=[free_order, single_samples, summed_with_momentum],
    expect=satisfies(converges_in_any_order),
    needs=["one_turn_of_the_cycle"],
    sentence={"zh": "每轮打乱顺序、分成小批量：不遗漏样本，在每个随机种子下都收敛。"},
)
def any_order_converges(m, x, y, lr, momentum, reduction, epochs, batch_size, seed):
    """Mini-batches in a new random order each epoch: no sample is left out, and under each seed it converges."""
    torch.manual_seed(seed)
    model = with_values(torch.nn.Linear(1, 1), 0.1, -0.2)
    measure = torch.nn.MSELoss(reduction=reduction)
    mover = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    last, targets, batches, path = {}, [], [], [observed([model.weight.detach(), model.bias.detach()])]

    def note_inputs(input):
        if torch.is_grad_enabled():
            last["x"] = observed(input.detach())

    def note_targets(input, target):
        targets.append(observed(target.detach()))
        if torch.is_grad_enabled():
            last["y"] = targets[-1]

    def note_step(*_):
        batches.append([last.get("x", []), last.get("y", [])])
        path.append(observed([model.weight.detach(), model.bias.detach()]))

    watch(model, note_inputs)
    watch(measure, note_targets)
    mover.register_step_post_hook(note_step)
    losses = m.train_in_random_order(model, measure, mover, x, y, epochs, batch_size)
    return {"losses": losses, "batches": batches, "targets": targets, "w, b": path}
