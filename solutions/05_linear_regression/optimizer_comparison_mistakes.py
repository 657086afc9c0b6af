"""Named mistakes of the comparison of optimizers."""

import copy

import matplotlib.pyplot as plt
import torch

from grader.authoring import equivalent, mistake


@mistake(
    of="optimizer_by_name",
    hint={
        "en": "Call it with two values of lr. Do the steps differ?",
        "zh": "用两个不同的 lr 各调用一次，步长有变化吗？",
    },
    finding={"zh": "参数 lr 没有用到：每个优化器都用了 PyTorch 的默认学习率。"},
)
def default_learning_rates(name, model, lr):
    """The argument lr is not used: each optimizer has PyTorch's default learning rate."""
    if name not in NAMES:
        raise ValueError(name)
    return getattr(torch.optim, name)(model.parameters())


@mistake(
    of="optimizer_by_name",
    hint={"en": "Which class does your function call for the name Adam?", "zh": "名字为 Adam 时，你的函数调用哪个类？"},
    finding={"zh": "参数 name 没有用到：得到的总是 SGD。"},
)
def always_gradient_descent(name, model, lr):
    """The argument name is not used: your optimizer is always SGD."""
    if name not in NAMES:
        raise ValueError(name)
    return torch.optim.SGD(model.parameters(), lr=lr)


@mistake(
    of="optimizer_by_name",
    hint={"en": "How many parameters does model.parameters() give?", "zh": "model.parameters() 给出几个参数？"},
    finding={"zh": "偏置从来不变：优化器需要所有参数。"},
)
def weight_alone(name, model, lr):
    """The bias never changes: the optimizer needs all parameters."""
    if name not in NAMES:
        raise ValueError(name)
    return getattr(torch.optim, name)([next(model.parameters())], lr=lr)


@mistake(
    of="optimizer_by_name",
    hint={
        "en": "Is the tensor in the optimizer the same object as in the model?",
        "zh": "优化器里的张量与模型里的是同一个对象吗？",
    },
    finding={"zh": "你的优化器用的是模型副本的参数：这个模型永远不会变。"},
)
def parameters_of_a_copy(name, model, lr):
    """Your optimizer has the parameters of a copy: the model that was handed in never changes."""
    if name not in NAMES:
        raise ValueError(name)
    return getattr(torch.optim, name)(copy.deepcopy(model).parameters(), lr=lr)


@mistake(
    of="optimizer_by_name",
    hint={
        "en": "Which options does torch.optim.SGD have, and which of them does the docstring set?",
        "zh": "torch.optim.SGD 有哪些选项？文档字符串设定了其中哪一个？",
    },
    finding={"zh": "你给 SGD 加了动量；除学习率外，一切都应是 PyTorch 的默认值。"},
)
def momentum_in_sgd(name, model, lr):
    """You have given SGD a momentum; all but the learning rate should be as PyTorch has it."""
    if name not in NAMES:
        raise ValueError(name)
    options = {"momentum": 0.9} if name == "SGD" else {}
    return getattr(torch.optim, name)(model.parameters(), lr=lr, **options)


@mistake(
    of="optimizer_by_name",
    hint={
        "en": 'Try the name "adam" and read the last line of the error.',
        "zh": '用名字 "adam" 试一次，读一读错误信息的最后一行。',
    },
    finding={"zh": "未知的名字得到的是 AttributeError（或别的错误），而不是 ValueError。"},
)
def unknown_names_not_caught(name, model, lr):
    """An unknown name ends in another error than ValueError, such as AttributeError."""
    return getattr(torch.optim, name)(model.parameters(), lr=lr)


@mistake(
    of="optimizer_by_name",
    hint={
        "en": 'Which name is asked for with "SparseAdam", and which one do you give?',
        "zh": '要求的名字是 "SparseAdam"，你给出的是哪一个？',
    },
    finding={"zh": "未知的名字得到的是某个别的优化器，而不是错误。"},
)
def unknown_names_replaced(name, model, lr):
    """An unknown name gives some other optimizer in place of an error."""
    return getattr(torch.optim, name if name in NAMES else "SGD")(model.parameters(), lr=lr)


@mistake(
    of="closure_step",
    hint={
        "en": "How often does LBFGS call the closure in one step? What is in the gradients at the second call?",
        "zh": "LBFGS 在一步之内调用闭包几次？第二次调用时，梯度里有什么？",
    },
    finding={"zh": "闭包里没有清零梯度：每次 backward 都加到以前的梯度上。"},
)
def closure_without_zeroing(model, criterion, optimizer, x, y):
    """Your closure does not zero the gradients: each backward adds to those before."""

    def closure():
        cost = criterion(model(x), y)
        cost.backward()
        return cost

    return optimizer.step(closure).item()


@mistake(
    of="closure_step",
    hint={
        "en": "How often does your zero_grad run if the closure is called twenty times?",
        "zh": "如果闭包被调用二十次，你的 zero_grad 运行几次？",
    },
    finding={"zh": "你在闭包之外清零了一次；闭包每被调用一次，都应清零一次。"},
)
def zeroed_outside_the_closure(model, criterion, optimizer, x, y):
    """You zero the gradients once, outside the closure; each call of the closure has to do it."""
    optimizer.zero_grad()

    def closure():
        cost = criterion(model(x), y)
        cost.backward()
        return cost

    return optimizer.step(closure).item()


@mistake(
    of="closure_step",
    hint={"en": "Which line fills in the gradients?", "zh": "哪一行算出了梯度？"},
    finding={"zh": "优化器没有梯度可读；闭包里应调用 `backward()`。"},
)
def closure_without_backward(model, criterion, optimizer, x, y):
    """The optimizer has no gradients to read; the closure calls `backward()`."""

    def closure():
        optimizer.zero_grad()
        return criterion(model(x), y)

    for parameter in model.parameters():
        parameter.grad = torch.zeros_like(parameter)
    return optimizer.step(closure).item()


@mistake(
    of="closure_step",
    hint={
        "en": "What does LBFGS need to know at each place that it tries?",
        "zh": "LBFGS 每试一个位置，需要知道什么？",
    },
    finding={"zh": "闭包没有返回代价。"},
)
def closure_returns_nothing(model, criterion, optimizer, x, y):
    """Your closure does not return the cost."""

    def closure():
        optimizer.zero_grad()
        cost = criterion(model(x), y)
        cost.backward()

    return optimizer.step(closure).item()


@mistake(
    of="closure_step",
    hint={
        "en": "Try it with LBFGS, and read the last line of the error.",
        "zh": "用 LBFGS 试一次，读一读错误信息的最后一行。",
    },
    finding={"zh": "你调用 `optimizer.step()` 时没有给它闭包：LBFGS 无法工作。"},
)
def step_without_a_closure(model, criterion, optimizer, x, y):
    """You call `optimizer.step()` without a closure: LBFGS cannot work so."""
    optimizer.zero_grad()
    cost = criterion(model(x), y)
    cost.backward()
    optimizer.step()
    return cost.item()


@mistake(
    of="closure_step",
    hint={
        "en": "Is what you hand to step a function, or what the function returned?",
        "zh": "你交给 step 的是函数，还是函数的返回值？",
    },
    finding={"zh": "你把 `closure()` 的结果交给了 step；应交出函数本身：`step(closure)`。"},
)
def closure_called_too_early(model, criterion, optimizer, x, y):
    """You hand the result of `closure()` to step; hand over the function itself, `step(closure)`."""

    def closure():
        optimizer.zero_grad()
        cost = criterion(model(x), y)
        cost.backward()
        return cost

    return optimizer.step(closure()).item()


@mistake(
    of="closure_step",
    hint={
        "en": "LBFGS has moved the parameters and calls the closure again. Which cost does it get?",
        "zh": "LBFGS 移动了参数，再次调用闭包：它得到的是哪里的代价？",
    },
    finding={"zh": "你的闭包每次都返回同一个代价；前向和反向传播应写在闭包里。"},
)
def closure_of_an_old_cost(model, criterion, optimizer, x, y):
    """Your closure returns the same cost each time; forward and backward belong into it."""
    optimizer.zero_grad()
    cost = criterion(model(x), y)
    cost.backward()
    return optimizer.step(lambda: cost).item()


@mistake(
    of="closure_step",
    hint={
        "en": "Which parameters does the cost that you return belong to?",
        "zh": "你返回的代价对应的是哪些参数？",
    },
    finding={"zh": "你返回的是更新之后的代价。"},
)
def cost_after_the_step(model, criterion, optimizer, x, y):
    """You return the cost after the step."""

    def closure():
        optimizer.zero_grad()
        cost = criterion(model(x), y)
        cost.backward()
        return cost

    optimizer.step(closure)
    return criterion(model(x), y).item()


@mistake(
    of="closure_step",
    hint={"en": "Do you need the number or the graph?", "zh": "你需要的是数值，还是整张计算图？"},
    finding={"zh": "你返回的是张量；这里要求 Python 浮点数。"},
)
def cost_as_a_tensor(model, criterion, optimizer, x, y):
    """You return a tensor where a Python float is asked for."""

    def closure():
        optimizer.zero_grad()
        cost = criterion(model(x), y)
        cost.backward()
        return cost

    return optimizer.step(closure)


@mistake(
    of="closure_step",
    hint={"en": "What is the order of the criterion's arguments?", "zh": "criterion 的参数顺序是什么？"},
    finding={"zh": "criterion 的参数顺序反了：应先给预测值，再给目标值。"},
)
def target_first(model, criterion, optimizer, x, y):
    """You have swapped the arguments of the criterion: the prediction comes first, then the target."""

    def closure():
        optimizer.zero_grad()
        cost = criterion(y, model(x))
        cost.backward()
        return cost

    return optimizer.step(closure).item()


@mistake(
    of="train",
    hint={
        "en": "Where does Adam keep its averages, and how long does that object live?",
        "zh": "Adam 把它的均值存放在哪里？那个对象存在多久？",
    },
    finding={"zh": "你在每一轮都新建一个优化器：它记住的东西都丢掉了。"},
)
def new_optimizer_in_each_epoch(model, criterion, name, lr, x, y, epochs):
    """You make a new optimizer in each epoch: what it remembered is lost."""
    costs = []
    for _ in range(epochs):
        costs.append(closure_step(model, criterion, optimizer_by_name(name, model, lr), x, y))
    return costs


@mistake(
    of="train",
    hint={"en": "How many steps for epochs = 1?", "zh": "epochs = 1 时更新了几次？"},
    finding={"zh": "你少训练了一轮。"},
)
def an_epoch_too_few(model, criterion, name, lr, x, y, epochs):
    """You train one epoch too few."""
    optimizer = optimizer_by_name(name, model, lr)
    return [closure_step(model, criterion, optimizer, x, y) for _ in range(1, epochs)]


@mistake(
    of="train",
    hint={"en": "How many steps for epochs = 1?", "zh": "epochs = 1 时更新了几次？"},
    finding={"zh": "你多训练了一轮。"},
)
def an_epoch_too_many(model, criterion, name, lr, x, y, epochs):
    """You train one epoch too many."""
    optimizer = optimizer_by_name(name, model, lr)
    return [closure_step(model, criterion, optimizer, x, y) for _ in range(epochs + 1)]


@mistake(
    of="train",
    hint={"en": "What would you plot?", "zh": "你想画的曲线需要哪些数？"},
    finding={"zh": "你只返回了最后一个代价，而不是列表。"},
)
def last_cost_only(model, criterion, name, lr, x, y, epochs):
    """You have returned the last cost alone and not the list."""
    optimizer = optimizer_by_name(name, model, lr)
    return [closure_step(model, criterion, optimizer, x, y) for _ in range(epochs)][-1:]


@mistake(
    of="train",
    hint={"en": "Which parameters belong to your first record?", "zh": "第一条记录对应的是哪些参数？"},
    finding={"zh": "你记录的是每一步之后的代价。"},
)
def costs_after_the_steps(model, criterion, name, lr, x, y, epochs):
    """You have recorded each cost after its step."""
    optimizer, costs = optimizer_by_name(name, model, lr), []
    for _ in range(epochs):
        closure_step(model, criterion, optimizer, x, y)
        costs.append(criterion(model(x), y).item())
    return costs


@mistake(
    of="train",
    hint={"en": "Print the parameters of the model before and after.", "zh": "打印训练前后模型的参数。"},
    finding={"zh": "你训练的是模型的副本；传入的模型没有改变。"},
)
def copy_trained(model, criterion, name, lr, x, y, epochs):
    """You have trained a copy; the model that was handed in has not changed."""
    model = copy.deepcopy(model)
    optimizer = optimizer_by_name(name, model, lr)
    return [closure_step(model, criterion, optimizer, x, y) for _ in range(epochs)]


@mistake(
    of="compare",
    hint={
        "en": "Print the first cost of each history. Are they equal?",
        "zh": "打印每条历史的第一个代价：它们相等吗？",
    },
    finding={"zh": "所有优化器训练的是同一个模型：每一个都从前一个停下的地方开始。"},
)
def one_model_for_all(model, criterion, lrs, x, y, epochs):
    """All optimizers train one and the same model: each begins where the one before has ended."""
    return {name: train(model, criterion, name, lr, x, y, epochs) for name, lr in lrs.items()}


@mistake(
    of="compare",
    hint={
        "en": "Print the first cost of each history. Are they equal, and does the copy change while the first one trains?",
        "zh": "打印每条历史的第一个代价：它们相等吗？第一个优化器训练时，你的副本变了吗？",
    },
    finding={"zh": "你只复制了一次：从第二个优化器起，起点是前一个停下的地方。"},
)
def copied_once(model, criterion, lrs, x, y, epochs):
    """You have made one copy for all: from the second optimizer on, the start is where the one before has ended."""
    model = copy.deepcopy(model)
    return {name: train(model, criterion, name, lr, x, y, epochs) for name, lr in lrs.items()}


@mistake(
    of="compare",
    hint={
        "en": "Print the parameters of the model before and after the comparison.",
        "zh": "打印比较前后模型的参数。",
    },
    finding={"zh": "起点都相同，但传入的模型最后被训练了。"},
)
def model_left_trained(model, criterion, lrs, x, y, epochs):
    """The starts are equal, but the model that was handed in is left trained."""
    start = {name: value.clone() for name, value in model.state_dict().items()}
    histories = {}
    for name, lr in lrs.items():
        model.load_state_dict(start)
        histories[name] = train(model, criterion, name, lr, x, y, epochs)
    return histories


@mistake(
    of="compare",
    hint={"en": "Which learning rate does the second optimizer get?", "zh": "第二个优化器得到的是哪个学习率？"},
    finding={"zh": "所有优化器都用了第一个学习率。"},
)
def one_learning_rate_for_all(model, criterion, lrs, x, y, epochs):
    """All optimizers have the first one's learning rate."""
    lr = next(iter(lrs.values()))
    return {name: train(copy.deepcopy(model), criterion, name, lr, x, y, epochs) for name in lrs}


@mistake(
    of="compare",
    hint={"en": "What would you plot?", "zh": "你想画的曲线需要哪些数？"},
    finding={"zh": "每个优化器只留下最后一个代价，而不是整条历史。"},
)
def final_costs_only(model, criterion, lrs, x, y, epochs):
    """Of each optimizer you keep the last cost alone and not its history."""
    return {name: train(copy.deepcopy(model), criterion, name, lr, x, y, epochs)[-1] for name, lr in lrs.items()}


@mistake(
    of="compare",
    hint={"en": "How would a caller find Adam's history?", "zh": "调用者怎样找到 Adam 的历史？"},
    finding={"zh": "你返回的是列表；这里要求从名字到历史的字典。"},
)
def histories_without_names(model, criterion, lrs, x, y, epochs):
    """You have returned a list where a dict from name to history is asked for."""
    return [train(copy.deepcopy(model), criterion, name, lr, x, y, epochs) for name, lr in lrs.items()]


def curve_axes():
    figure, axes = plt.subplots()
    axes.set_xlabel("epoch")
    axes.set_ylabel("cost")
    return figure, axes


@mistake(
    of="comparison_figure",
    hint={"en": "What does your function give back to its caller?", "zh": "你的函数给调用者返回了什么？"},
    finding={"zh": "你的函数没有返回图形。"},
)
def figure_not_returned(histories):
    """Your function does not return the figure."""
    figure, axes = curve_axes()
    for name, costs in histories.items():
        axes.plot(costs, label=name)
    axes.legend()


@mistake(
    of="comparison_figure",
    hint={
        "en": "Who should decide whether a window opens: your function or its caller?",
        "zh": "是否打开窗口，应由你的函数决定，还是由调用者决定？",
    },
    finding={"zh": "你调用了 plt.show()，并且没有返回图形。"},
)
def figure_shown(histories):
    """You have called plt.show() and returned nothing."""
    figure, axes = curve_axes()
    for name, costs in histories.items():
        axes.plot(costs, label=name)
    axes.legend()
    plt.show()


@mistake(
    of="comparison_figure",
    hint={
        "en": "Call the function twice. How many lines does the second figure have?",
        "zh": "调用两次函数，第二个图形里有几条线？",
    },
    finding={"zh": "你画进了当前图形：第二次调用的图里还有第一次的内容。"},
)
def into_the_current_figure(histories):
    """You draw into the current figure: what the first call drew is still there in the second one."""
    for name, costs in histories.items():
        plt.plot(costs, label=name)
    plt.xlabel("epoch")
    plt.ylabel("cost")
    plt.legend()
    return plt.gcf()


@mistake(
    of="comparison_figure",
    hint={"en": "How would a reader know which line is Adam's?", "zh": "看图的人怎样知道哪条线是 Adam？"},
    finding={"zh": "没有图例：各条曲线没有名字（`label=` 只有在调用 `legend()` 之后才显示）。"},
)
def no_legend(histories):
    """There is no legend: the lines have no names (`label=` is shown by `legend()` only)."""
    figure, axes = curve_axes()
    for name, costs in histories.items():
        axes.plot(costs, label=name)
    return figure


@mistake(
    of="comparison_figure",
    hint={
        "en": "What does a figure look like to somebody who does not know your code?",
        "zh": "不了解你的代码的人看到这张图，会知道坐标轴是什么吗？",
    },
    finding={"zh": "坐标轴没有标签。"},
)
def no_labels(histories):
    """Your axes have no labels."""
    figure, axes = plt.subplots()
    for name, costs in histories.items():
        axes.plot(costs, label=name)
    axes.legend()
    return figure


@mistake(
    of="comparison_figure",
    hint={"en": "Which of the two quantities is on the horizontal axis?", "zh": "横轴上是哪个量？"},
    finding={"zh": "两个坐标轴的标签互换了。"},
)
def labels_swapped(histories):
    """You have swapped the labels of the two axes."""
    figure, axes = curve_axes()
    for name, costs in histories.items():
        axes.plot(costs, label=name)
    axes.legend()
    axes.set_xlabel("cost")
    axes.set_ylabel("epoch")
    return figure


@mistake(
    of="comparison_figure",
    hint={
        "en": "How many steps had been made when the first cost was measured?",
        "zh": "测量第一个代价时，已经更新了几步？",
    },
    finding={"zh": "你的曲线从第 1 轮开始；第一个代价属于第 0 轮，那时还没有更新。"},
)
def epochs_from_one(histories):
    """Your lines begin at epoch 1; the first cost belongs to epoch 0, before any step."""
    figure, axes = curve_axes()
    for name, costs in histories.items():
        axes.plot(range(1, len(costs) + 1), list(costs), label=name)
    axes.legend()
    return figure


@mistake(
    of="comparison_figure",
    hint={"en": "Count the lines in your figure.", "zh": "数一数图里有几条线。"},
    finding={"zh": "你只画了最后一个优化器的曲线。"},
)
def last_curve_only(histories):
    """You have drawn the last optimizer's line alone."""
    figure, axes = curve_axes()
    for name, costs in histories.items():
        last = costs
    axes.plot(last, label=", ".join(histories))
    axes.legend()
    return figure


@mistake(
    of="comparison_figure",
    hint={
        "en": "Does your figure show when each optimizer gets there?",
        "zh": "从你的图里能看出每个优化器何时到达吗？",
    },
    finding={"zh": "你画的是最后代价的柱状图，而不是每轮代价的曲线。"},
)
def bars_of_final_costs(histories):
    """You have drawn the final costs as bars and not the costs over the epochs."""
    figure, axes = curve_axes()
    axes.bar(range(len(histories)), [costs[-1] for costs in histories.values()])
    for place, name in enumerate(histories):
        axes.text(place, histories[name][-1], name)
    return figure


equivalents = [
    equivalent(
        of="closure_step",
        was="optimizer.zero_grad()",
        now="model.zero_grad()",
        reason="The optimizer has all parameters of the model and no others.",
    ),
    equivalent(
        of="closure_step",
        was="return cost",
        now="return cost.detach()",
        reason="An optimizer reads the value of the cost; backward() has been called before.",
    ),
    equivalent(
        of="comparison_figure",
        was='axes.set_xlabel("epoch")',
        now='    axes.set_xlabel("epoch")',
        reason="In the loop the same label is set for each line.",
    ),
    equivalent(
        of="comparison_figure",
        was="axes.legend()",
        now="figure.legend()",
        reason="Where the legend stands is style, which is up to the learner.",
    ),
]
