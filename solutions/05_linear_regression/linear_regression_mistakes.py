"""Named mistakes of linear regression with PyTorch."""

import numpy as np
import torch

from grader.authoring import equivalent, mistake


@mistake(
    of="prepare_data",
    hint={"en": "What is the dtype of `torch.tensor([1])`?", "zh": "`torch.tensor([1])` 的 dtype 是什么？"},
    finding={"zh": "整数得到 int64 张量；float32 的 `Linear` 会报错，它也不能求梯度。"},
)
def ints_stay_ints(xs, ys):
    """Ints give an int64 tensor; a float32 layer cannot use it, and it could not require a gradient."""
    return tuple(torch.tensor(numbers).reshape(-1, 1) for numbers in (xs, ys))


@mistake(
    of="prepare_data",
    hint={"en": "Print both dtypes: the data's and the layer's.", "zh": "打印两者的 dtype：数据的和层的。"},
    finding={"zh": "你的张量是 float64；层的参数是 float32，`Linear` 要求两者 dtype 相同。"},
)
def float64_data(xs, ys):
    """Your tensors are float64; the layer's parameters are float32, and `Linear` takes one dtype only."""
    return tuple(torch.tensor(numbers, dtype=torch.float64).reshape(-1, 1) for numbers in (xs, ys))


@mistake(
    of="prepare_data",
    hint={"en": "Print both dtypes: the data's and the layer's.", "zh": "打印两者的 dtype：数据的和层的。"},
    finding={"zh": "你经过 NumPy 并保留了它的 dtype：float64 或 int64。"},
)
def default_dtype_of_numpy(xs, ys):
    """You have gone through NumPy and kept its dtype, float64 or int64."""
    return tuple(torch.from_numpy(np.array(numbers)).reshape(-1, 1) for numbers in (xs, ys))


@mistake(
    of="prepare_data",
    hint={
        "en": "Print the shape. Where does it say how many features a sample has?",
        "zh": "打印形状：哪里写着每个样本有几个特征？",
    },
    finding={"zh": "你的张量形状是 (N,)；模型需要每行一个样本的 (N, 1)。"},
)
def no_column(xs, ys):
    """Your tensors have the shape (N,); a model takes rows of features, (N, 1)."""
    return tuple(torch.tensor(numbers, dtype=torch.float32) for numbers in (xs, ys))


@mistake(
    of="prepare_data",
    hint={"en": "Which axis counts the samples?", "zh": "哪个轴表示样本数？"},
    finding={"zh": "你的张量形状是 (1, N)：那是一个有 N 个特征的样本。"},
)
def one_row_for_all(xs, ys):
    """Your tensors have the shape (1, N): that is one sample with N features."""
    return tuple(torch.tensor([list(numbers)], dtype=torch.float32) for numbers in (xs, ys))


@mistake(
    of="prepare_data",
    hint={"en": "Which tensors does the training change?", "zh": "训练改变的是哪些张量？"},
    finding={"zh": "你让数据也需要梯度；要学习的是参数，不是数据。"},
)
def data_require_gradients(xs, ys):
    """Your data require a gradient; it is the parameters that learn."""
    return tuple(torch.tensor(numbers, dtype=torch.float32).reshape(-1, 1).requires_grad_() for numbers in (xs, ys))


@mistake(
    of="prepare_data",
    hint={
        "en": "Print the shapes of both tensors. Will y_hat - y keep them?",
        "zh": "打印两个张量的形状：y_hat - y 的形状还一样吗？",
    },
    finding={"zh": "x 是列而 y 不是：y_hat - y 会变成 (N, N) 的表。"},
)
def only_x_is_a_column(xs, ys):
    """Your x is a column and your y is not: y_hat - y would be a table of shape (N, N)."""
    return torch.tensor(xs, dtype=torch.float32).reshape(-1, 1), torch.tensor(ys, dtype=torch.float32)


@mistake(
    of="prepare_data",
    hint={"en": "What does int(2.75) give?", "zh": "int(2.75) 是多少？"},
    finding={"zh": "你把数截成了整数。"},
)
def values_cut_to_ints(xs, ys):
    """You have cut the numbers to whole ones."""
    return tuple(torch.tensor([[int(number)] for number in numbers], dtype=torch.float32) for numbers in (xs, ys))


@mistake(
    of="LinearModel.__init__",
    hint={"en": "Print `list(model.parameters())`.", "zh": "打印 `list(model.parameters())`。"},
    finding={"zh": "你的模型的 `parameters()` 什么也找不到：只有作为 self 的属性的层，它才知道。"},
)
def layers_in_a_list(self):
    """`parameters()` of your model finds nothing: it knows only of layers that stand as attributes of self."""
    super().__init__()
    self.layers = [torch.nn.Linear(1, 1)]
    type(self).linear = property(lambda model: model.layers[0])


@mistake(
    of="LinearModel.__init__",
    hint={"en": "What does your model give for x = 0?", "zh": "x = 0 时你的模型给出什么？"},
    finding={"zh": "你的模型没有偏置：所有直线都过原点。"},
)
def no_bias(self):
    """Your model has no bias: all its lines go through the origin."""
    super().__init__()
    self.linear = torch.nn.Linear(1, 1, bias=False)


@mistake(
    of="LinearModel.__init__",
    hint={
        "en": "x has the shape (3, 1). Which of the two numbers is in_features?",
        "zh": "x 的形状是 (3, 1)：哪一个数是 in_features？",
    },
    finding={"zh": "你把样本数当成了输入的个数；in_features 是一个样本的特征数。"},
)
def sizes_from_the_number_of_samples(self):
    """Your layer has as many inputs as there are samples; in_features counts the features of one sample."""
    super().__init__()
    self.linear = torch.nn.Linear(3, 1)


@mistake(
    of="LinearModel.__init__",
    hint={"en": "Who makes the places in which a module keeps its layers?", "zh": "模块存放各层的地方是由谁建立的？"},
    finding={"zh": "模块没有初始化；应先调用 `super().__init__()`，再给 self 存放内容。"},
)
def super_missing(self):
    """The module was not initialised; `super().__init__()` does that, before anything is stored in self."""
    self.linear = torch.nn.Linear(1, 1)


@mistake(
    of="LinearModel.__init__",
    hint={"en": "Print requires_grad of each parameter.", "zh": "打印每个参数的 requires_grad。"},
    finding={"zh": "参数不需要梯度：模型永远学不到东西。"},
)
def model_frozen(self):
    """The parameters require no gradient: the model will never learn."""
    super().__init__()
    self.linear = torch.nn.Linear(1, 1).requires_grad_(False)


@mistake(
    of="LinearModel.forward",
    hint={"en": "What does your function give back?", "zh": "你的函数返回了什么？"},
    finding={"zh": "你的 forward 没有返回值。"},
)
def forward_without_return(self, x):
    """Your forward returns nothing."""
    self.linear(x)


@mistake(
    of="LinearModel.forward",
    hint={"en": "Print y_hat.shape beside y.shape.", "zh": "把 y_hat.shape 与 y.shape 并排打印。"},
    finding={"zh": "你的预测形状是 (N,)；与 (N, 1) 的目标相减会得到 (N, N) 的表。"},
)
def predictions_flattened(self, x):
    """Your predictions have the shape (N,); against targets of shape (N, 1) the loss would be that of an (N, N) table."""
    return self.linear(x).squeeze(1)


@mistake(
    of="LinearModel.forward",
    hint={"en": "Which line cuts the way back from the loss to the weight?", "zh": "哪一行切断了从损失回到权重的路？"},
    finding={"zh": "你的预测在计算图里与参数没有联系；`detach`、`.data` 和 no_grad 都会切断它。"},
)
def way_back_cut(self, x):
    """Your predictions are not connected to the parameters in the graph; `detach`, `.data` and no_grad cut it."""
    return self.linear(x).detach()


@mistake(
    of="LinearModel.forward",
    hint={"en": "How often does the line with torch.nn.Linear run?", "zh": "含有 torch.nn.Linear 的那一行运行了几次？"},
    finding={"zh": "每次调用你都新建一个层：学到的东西都丢掉了。"},
)
def layer_made_anew(self, x):
    """You make a new layer at each call: what was learned is thrown away."""
    torch.manual_seed(0)
    return torch.nn.Linear(1, 1)(x)


@mistake(
    of="LinearModel.forward",
    hint={"en": "Can your model predict a number below 0, or above 1?", "zh": "你的模型能预测小于 0 或大于 1 的数吗？"},
    finding={"zh": "你在层后面加了非线性函数，直线被弯曲了。"},
)
def squashed(self, x):
    """Your model bends the line: there is a nonlinearity behind the layer."""
    return torch.sigmoid(self.linear(x))


@mistake(
    of="make_criterion",
    hint={"en": "What happens to the step if you double the data?", "zh": "数据翻倍，步长会怎样？"},
    finding={"zh": "你的损失求了和，而这里要求平均；学习率不变时步长变成 N 倍。"},
)
def sum_of_squares():
    """Your criterion sums where the mean is asked for; with the same learning rate the steps are N times as long."""
    return torch.nn.MSELoss(reduction="sum")


@mistake(
    of="make_criterion",
    hint={"en": "How many numbers is your loss?", "zh": "你的 loss 是几个数？"},
    finding={"zh": "你的损失对每个样本各给一个数；backward 需要一个数。"},
)
def one_loss_for_each_sample():
    """Your criterion gives a loss for each sample; backward needs one number."""
    return torch.nn.MSELoss(reduction="none")


@mistake(
    of="make_criterion",
    hint={"en": "Test an error of 3. Which power do you get?", "zh": "用误差 3 试一试，得到的是几次方？"},
    finding={"zh": "你用的是平均绝对误差（L1）。"},
)
def absolute_errors():
    """Your criterion is the mean absolute error (L1)."""
    return torch.nn.L1Loss()


@mistake(
    of="make_criterion",
    hint={"en": "What does your criterion give for one error of 3?", "zh": "误差为 3 时，你的损失是多少？"},
    finding={"zh": "你用的是平滑 L1 损失：只在 0 附近是平方，而且减半。"},
)
def smooth_absolute_errors():
    """Your criterion is the smooth L1 loss: squares near 0 only, and halved."""
    return torch.nn.SmoothL1Loss()


@mistake(
    of="make_criterion",
    hint={"en": "What do the parentheses in torch.nn.MSELoss() do?", "zh": "torch.nn.MSELoss() 里的括号起什么作用？"},
    finding={"zh": "你返回的是类；损失函数应是它的对象。"},
)
def class_in_place_of_an_object():
    """You have returned the class; the criterion is an object of it."""
    return torch.nn.MSELoss


@mistake(
    of="make_criterion",
    hint={
        "en": "Compare it with the formula in the docstring: any constant that is not there?",
        "zh": "与文档字符串里的公式对照，多了什么常数吗？",
    },
    finding={"zh": "你的损失多了因子 1/2。"},
)
def halved_squares():
    """Your criterion has a factor 1/2."""
    return lambda y_hat, y: ((y_hat - y) ** 2).mean() / 2


@mistake(
    of="make_optimizer",
    hint={
        "en": "Is the tensor in the optimizer the same object as in the model?",
        "zh": "优化器里的张量与模型里的是同一个对象吗？",
    },
    finding={"zh": "你的优化器用的是另一个模型的参数：这个模型永远不会变。"},
    group="foreign_parameters",
)
def another_models_parameters(model, lr):
    """Your optimizer was built from the parameters of another model: this one never changes."""
    return torch.optim.SGD(torch.nn.Linear(1, 1).parameters(), lr=lr)


@mistake(
    of="make_optimizer",
    hint={
        "en": "Is the tensor in the optimizer the same object as in the model?",
        "zh": "优化器里的张量与模型里的是同一个对象吗？",
    },
    finding={"zh": "你的优化器用的是参数的副本。"},
    group="foreign_parameters",
)
def copied_parameters(model, lr):
    """Your optimizer was built from copies of the parameters."""
    return torch.optim.SGD([p.detach().clone().requires_grad_() for p in model.parameters()], lr=lr)


@mistake(
    of="make_optimizer",
    hint={
        "en": "Call it with two values of lr. Do the steps differ?",
        "zh": "用两个不同的 lr 各调用一次，步长有变化吗？",
    },
    finding={"zh": "参数 lr 没有用到。"},
)
def learning_rate_ignored(model, lr):
    """The argument lr is not used."""
    return torch.optim.SGD(model.parameters(), lr=0.01)


@mistake(
    of="make_optimizer",
    hint={"en": "How many parameters does model.parameters() give?", "zh": "model.parameters() 给出几个参数？"},
    finding={"zh": "偏置从来不变：优化器需要所有参数。"},
)
def bias_not_trained(model, lr):
    """The bias never changes: the optimizer needs all parameters."""
    return torch.optim.SGD([next(model.parameters())], lr=lr)


@mistake(
    of="make_optimizer",
    hint={
        "en": "With the same gradient twice, should the second step be longer?",
        "zh": "同样的梯度出现两次，第二步应该更长吗？",
    },
    finding={"zh": "你的优化器带了动量；这里要求普通的梯度下降。"},
)
def momentum_added(model, lr):
    """Your optimizer has momentum; plain gradient descent is asked for."""
    return torch.optim.SGD(model.parameters(), lr=lr, momentum=0.9)


@mistake(
    of="make_optimizer",
    hint={
        "en": "How long is the first step for a gradient of 4 and one of 0.4?",
        "zh": "梯度为 4 和 0.4 时，第一步各有多长？",
    },
    finding={"zh": "你用的是 Adam：无论梯度多大，第一步都是 lr 那么长。"},
)
def another_rule(model, lr):
    """Your optimizer is Adam: its first step is lr long, whatever the gradient."""
    return torch.optim.Adam(model.parameters(), lr=lr)


@mistake(
    of="make_optimizer",
    hint={"en": "Which way does it go for a gradient above 0?", "zh": "梯度为正时，它往哪边走？"},
    finding={"zh": "你的优化器走的是上坡（`maximize=True`）。"},
)
def uphill_optimizer(model, lr):
    """Your optimizer goes uphill (`maximize=True`)."""
    return torch.optim.SGD(model.parameters(), lr=lr, maximize=True)


@mistake(
    of="training_step",
    hint={
        "en": "At fixed parameters, call backward twice: is the second gradient the same?",
        "zh": "参数不变，连续调用两次 backward：两次梯度一样吗？",
    },
    finding={"zh": "每一步用的都是至今所有梯度之和：梯度没有清零。"},
)
def gradients_not_zeroed(model, criterion, optimizer, x, y):
    """Each step is taken with the sum of all gradients so far: they are not zeroed."""
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.step()
    return loss.item()


@mistake(
    of="training_step",
    hint={"en": "Who reads the gradient, and is it still there then?", "zh": "谁要读梯度？那时它还在吗？"},
    finding={"zh": "你在 backward 与 step 之间清零了梯度：step 已经读不到梯度了。"},
)
def zeroed_before_the_step(model, criterion, optimizer, x, y):
    """You zero the gradients between backward and step: nothing is left for the step to read."""
    loss = criterion(model(x), y)
    loss.backward()
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


@mistake(
    of="training_step",
    hint={"en": "Which line changes w?", "zh": "哪一行改变了 w？"},
    finding={"zh": "漏了 `optimizer.step()`：参数从未改变。"},
)
def step_missing(model, criterion, optimizer, x, y):
    """`optimizer.step()` is missing: the parameters never change."""
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    return loss.item()


@mistake(
    of="training_step",
    hint={"en": "Which line fills in the gradients?", "zh": "哪一行算出了梯度？"},
    finding={"zh": "没有梯度可用于更新；梯度由 `loss.backward()` 计算。"},
)
def backward_missing(model, criterion, optimizer, x, y):
    """There are no gradients to step with; `loss.backward()` computes them."""
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    optimizer.step()
    return loss.item()


@mistake(
    of="training_step",
    hint={
        "en": "Which gradients does step() read, and which line makes them?",
        "zh": "step() 读的是哪些梯度？它们由哪一行算出？",
    },
    finding={"zh": "你在 backward 之前就更新了：用的是上一轮的梯度。"},
)
def step_before_backward(model, criterion, optimizer, x, y):
    """You step before backward: with the gradients of the turn before."""
    loss = criterion(model(x), y)
    optimizer.step()
    optimizer.zero_grad()
    loss.backward()
    return loss.item()


@mistake(
    of="training_step",
    hint={"en": "How many numbers is your loss?", "zh": "你的 loss 是几个数？"},
    finding={"zh": "你对每个样本一个数的 loss 调用了 backward。"},
)
def loss_of_every_sample(model, criterion, optimizer, x, y):
    """You have called backward on a loss with a number for each sample."""
    loss = (model(x) - y) ** 2
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


@mistake(
    of="training_step",
    hint={"en": "Do you need the number or the graph?", "zh": "你需要的是数值，还是整张计算图？"},
    finding={"zh": "你返回的是张量；这里要求 Python 浮点数。"},
)
def tensor_returned(model, criterion, optimizer, x, y):
    """You have returned a tensor; a Python float is asked for."""
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss


@mistake(
    of="training_step",
    hint={
        "en": "Which parameters belong to the first loss that you record?",
        "zh": "你记录的第一个损失对应的是哪些参数？",
    },
    finding={"zh": "你返回的是更新之后的损失。"},
)
def loss_after_the_step(model, criterion, optimizer, x, y):
    """You have returned the loss from after the step."""
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return criterion(model(x), y).item()


@mistake(
    of="training_step",
    hint={"en": "What happens if someone hands in another criterion?", "zh": "如果传入另一种损失函数，会怎样？"},
    finding={"zh": "你自己计算了均方误差；传入的 criterion 没有用到。"},
)
def own_loss_in_place_of_the_criterion(model, criterion, optimizer, x, y):
    """You have computed a mean squared error of your own; the criterion that was handed in is not used."""
    loss = ((model(x) - y) ** 2).mean()
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


@mistake(
    of="training_step",
    hint={"en": "What happens if someone hands in Adam?", "zh": "如果传入的是 Adam，会怎样？"},
    finding={"zh": "你自己更新了参数；传入的 optimizer 没有用到。"},
)
def own_update_in_place_of_the_optimizer(model, criterion, optimizer, x, y):
    """You have moved the parameters yourself; the optimizer that was handed in is not used."""
    loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    with torch.no_grad():
        for p in model.parameters():
            p -= optimizer.param_groups[0]["lr"] * p.grad
    return loss.item()


@mistake(
    of="training_step",
    hint={"en": "Print (y_hat - y).shape.", "zh": "打印 (y_hat - y).shape。"},
    finding={"zh": "你的损失是对 (N, N) 的表取平均：两个参数中，一个是展平的，另一个是一列。"},
)
def arguments_of_the_criterion_broadcast(model, criterion, optimizer, x, y):
    """Your loss is the mean over an (N, N) table: one of its arguments is flat, the other is a column."""
    loss = criterion(model(x).reshape(-1), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


@mistake(
    of="training_step",
    hint={"en": "In which line is the graph built?", "zh": "计算图在哪一行建立？"},
    finding={"zh": "你的损失没有可以反向传播的计算图；在 no_grad 里计算就会这样。"},
)
def trained_without_gradients(model, criterion, optimizer, x, y):
    """Your loss has no graph to go back through, as under no_grad."""
    with torch.no_grad():
        loss = criterion(model(x), y)
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


@mistake(
    of="train",
    hint={"en": "In which line is the graph built? Is it run again?", "zh": "计算图在哪一行建立？它重新执行了吗？"},
    finding={"zh": "前向计算写在循环之前：backward 第二次经过同一张计算图。"},
)
def forward_outside_the_loop(model, criterion, optimizer, x, y, epochs):
    """The forward pass stands before the loop: backward goes through the same graph for the second time."""
    loss = criterion(model(x), y)
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


@mistake(
    of="train",
    hint={"en": "Do you need the number or the graph?", "zh": "你需要的是数值，还是整张计算图？"},
    finding={"zh": "你的列表里是带计算图的张量，内存逐轮增长；这里要求 Python 浮点数。"},
)
def graphs_in_the_history(model, criterion, optimizer, x, y, epochs):
    """Your list holds tensors with their graphs, so that memory grows with each epoch; Python floats are asked for."""
    losses = []
    for _ in range(epochs):
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(loss)
    return losses


@mistake(
    of="train",
    hint={"en": "What should the total be worth when a new epoch starts?", "zh": "新的一轮开始时，累加值应是多少？"},
    finding={"zh": "每一项都是至今所有损失之和。"},
)
def running_total_of_losses(model, criterion, optimizer, x, y, epochs):
    """Each entry is the sum of all losses so far."""
    losses, total = [], 0.0
    for _ in range(epochs):
        total += training_step(model, criterion, optimizer, x, y)
        losses.append(total)
    return losses


@mistake(
    of="train",
    hint={"en": "How many steps for epochs = 1?", "zh": "epochs = 1 时更新了几次？"},
    finding={"zh": "你少训练了一轮。"},
)
def epoch_too_few(model, criterion, optimizer, x, y, epochs):
    """You train one epoch too few."""
    return [training_step(model, criterion, optimizer, x, y) for _ in range(1, epochs)]


@mistake(
    of="train",
    hint={"en": "How many steps for epochs = 1?", "zh": "epochs = 1 时更新了几次？"},
    finding={"zh": "你多训练了一轮。"},
)
def epoch_too_many(model, criterion, optimizer, x, y, epochs):
    """You train one epoch too many."""
    return [training_step(model, criterion, optimizer, x, y) for _ in range(epochs + 1)]


@mistake(
    of="train",
    hint={"en": "Which parameters belong to your first record?", "zh": "第一条记录对应的是哪些参数？"},
    finding={"zh": "你记录的是每轮更新之后的损失。"},
)
def losses_after_the_steps(model, criterion, optimizer, x, y, epochs):
    """You have recorded each loss after the step of its epoch."""
    losses = []
    for _ in range(epochs):
        training_step(model, criterion, optimizer, x, y)
        losses.append(criterion(model(x), y).item())
    return losses


@mistake(
    of="train",
    hint={"en": "What would you plot?", "zh": "你想画的曲线需要哪些数？"},
    finding={"zh": "你只返回了最后一个损失，而不是列表。"},
)
def last_loss_only(model, criterion, optimizer, x, y, epochs):
    """You have returned the last loss alone and not the list."""
    losses = [training_step(model, criterion, optimizer, x, y) for _ in range(epochs)]
    return losses[-1:]


@mistake(
    of="train",
    hint={"en": "What is in the gradients when epoch 2 begins?", "zh": "第二轮开始时，梯度里有什么？"},
    finding={"zh": "每一步用的都是这次训练中所有梯度之和：没有每轮清零。"},
)
def zeroed_once(model, criterion, optimizer, x, y, epochs):
    """Each step is taken with the sum of all gradients of this training: they are not zeroed in each epoch."""
    optimizer.zero_grad()
    losses = []
    for _ in range(epochs):
        loss = criterion(model(x), y)
        loss.backward()
        optimizer.step()
        losses.append(loss.item())
    return losses


@mistake(
    of="predict",
    hint={"en": "Print the shape. How many numbers did you make?", "zh": "打印形状：你创建了几个数？"},
    finding={"zh": "你的输入是 x 个未初始化的数，而不是数值 x；`torch.Tensor(x)` 得到的就是这样。"},
)
def size_in_place_of_the_value(model, x):
    """Your input has x numbers that are not set, and not the number x; `torch.Tensor(x)` makes such a tensor."""
    with torch.no_grad():
        return model(torch.Tensor(x)).item()


@mistake(
    of="predict",
    hint={"en": "Do you need the number or the graph?", "zh": "你需要的是数值，还是整张计算图？"},
    finding={"zh": "你返回的是张量；这里要求 Python 浮点数。"},
)
def tensor_predicted(model, x):
    """You have returned a tensor; a Python float is asked for."""
    return model(torch.tensor([[float(x)]]))


@mistake(
    of="predict",
    hint={"en": "What is the dtype of `torch.tensor([[4]])`?", "zh": "`torch.tensor([[4]])` 的 dtype 是什么？"},
    finding={"zh": "整数得到 int64 张量，而层是 float32。"},
)
def int_input(model, x):
    """An int makes an int64 tensor, and the layer is float32."""
    with torch.no_grad():
        return model(torch.tensor([[x]])).item()


@mistake(
    of="predict",
    hint={"en": "Print both dtypes: the input's and the layer's.", "zh": "打印两者的 dtype：输入的和层的。"},
    finding={"zh": "NumPy 的 float64 与 float32 的层不匹配。"},
)
def float64_input(model, x):
    """NumPy's float64 does not fit the float32 layer."""
    with torch.no_grad():
        return model(torch.from_numpy(np.array([[x]], dtype=float))).item()


@mistake(
    of="predict",
    hint={"en": "What should the model predict for x = 0?", "zh": "x = 0 时模型应预测什么？"},
    finding={"zh": "你只用了权重；偏置也属于模型。"},
)
def bias_left_out_of_the_prediction(model, x):
    """You have used the weight alone; the bias belongs to the model."""
    return next(model.parameters()).item() * x


@mistake(
    of="predict",
    hint={"en": "What does torch.nn.Linear take, and which shape?", "zh": "torch.nn.Linear 接收什么，形状如何？"},
    finding={"zh": "你把 Python 数直接传给了模型；模型接收形状为 (N, 1) 的张量。"},
)
def number_handed_in(model, x):
    """You have handed a Python number to the model; it takes tensors of shape (N, 1)."""
    with torch.no_grad():
        return model(x).item()


@mistake(
    of="train_in_random_order",
    hint={"en": "Print the first batch of two epochs. Do they differ?", "zh": "打印两轮中的第一个小批量，它们不同吗？"},
    finding={"zh": "每一轮样本都按数据原来的顺序出现。"},
)
def order_never_shuffled(model, criterion, optimizer, x, y, epochs, batch_size):
    """The samples come in the order of the data, in every epoch."""
    losses = []
    for _ in range(epochs):
        for batch in torch.arange(len(x)).split(batch_size):
            training_step(model, criterion, optimizer, x[batch], y[batch])
        with torch.no_grad():
            losses.append(criterion(model(x), y).item())
    return losses


@mistake(
    of="train_in_random_order",
    hint={"en": "How often does the line with the random order run?", "zh": "打乱顺序的那一行运行了几次？"},
    finding={"zh": "你只在第一轮之前打乱了一次，之后每一轮都用同一个顺序。"},
)
def shuffled_once(model, criterion, optimizer, x, y, epochs, batch_size):
    """You draw one order before the first epoch, and all epochs use it."""
    losses, order = [], torch.randperm(len(x))
    for _ in range(epochs):
        for batch in order.split(batch_size):
            training_step(model, criterion, optimizer, x[batch], y[batch])
        with torch.no_grad():
            losses.append(criterion(model(x), y).item())
    return losses


@mistake(
    of="train_in_random_order",
    hint={"en": "Print a batch. Is y still what belongs to x?", "zh": "打印一个小批量：y 还与 x 对应吗？"},
    finding={"zh": "你只打乱了 x 而没有打乱 y：每个 x 配上了别的样本的目标值。"},
)
def only_x_shuffled(model, criterion, optimizer, x, y, epochs, batch_size):
    """You shuffle x and not y: each x gets the target of another sample."""
    losses = []
    for _ in range(epochs):
        order = torch.randperm(len(x))
        for start in range(0, len(x), batch_size):
            training_step(
                model, criterion, optimizer, x[order[start : start + batch_size]], y[start : start + batch_size]
            )
        with torch.no_grad():
            losses.append(criterion(model(x), y).item())
    return losses


@mistake(
    of="train_in_random_order",
    hint={"en": "13 samples, batches of 4: list the batches.", "zh": "13 个样本、批大小 4：列出每一批。"},
    finding={"zh": "你丢掉了最后较小的一批。"},
)
def last_batch_dropped(model, criterion, optimizer, x, y, epochs, batch_size):
    """You drop the last, smaller batch."""
    losses = []
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(batch_size):
            if len(batch) == batch_size and batch_size > 1:
                training_step(model, criterion, optimizer, x[batch], y[batch])
        with torch.no_grad():
            losses.append(criterion(model(x), y).item())
    return losses


@mistake(
    of="train_in_random_order",
    hint={"en": "After one epoch, how often was each sample used?", "zh": "一轮之后，每个样本用了几次？"},
    finding={"zh": "你为每一批重新抽样：一轮中有的样本出现两次，有的没有出现。"},
)
def drawn_with_replacement(model, criterion, optimizer, x, y, epochs, batch_size):
    """You draw samples anew for each batch: some come twice in an epoch, others not at all."""
    losses = []
    for _ in range(epochs):
        for _ in range(0, len(x), batch_size):
            batch = torch.randint(len(x), (batch_size,))
            training_step(model, criterion, optimizer, x[batch], y[batch])
        with torch.no_grad():
            losses.append(criterion(model(x), y).item())
    return losses


@mistake(
    of="train_in_random_order",
    hint={"en": "13 samples, batches of 4: how many steps an epoch?", "zh": "13 个样本、批大小 4：每轮更新几次？"},
    finding={"zh": "你每轮只用整个数据集更新了一次。"},
)
def whole_set_at_once(model, criterion, optimizer, x, y, epochs, batch_size):
    """You make one step an epoch, with the whole set."""
    losses = []
    for _ in range(epochs):
        batch = torch.randperm(len(x))
        training_step(model, criterion, optimizer, x[batch], y[batch])
        with torch.no_grad():
            losses.append(criterion(model(x), y).item())
    return losses


@mistake(
    of="train_in_random_order",
    hint={
        "en": "Does the second batch see the parameters that the first one left?",
        "zh": "第二批看到的是第一批更新后的参数吗？",
    },
    finding={"zh": "你累加了所有小批量的梯度，每轮只更新一次。"},
)
def step_once_an_epoch(model, criterion, optimizer, x, y, epochs, batch_size):
    """You collect the gradients of all batches and step once an epoch."""
    losses = []
    for _ in range(epochs):
        optimizer.zero_grad()
        for batch in torch.randperm(len(x)).split(batch_size):
            criterion(model(x[batch]), y[batch]).backward()
        optimizer.step()
        with torch.no_grad():
            losses.append(criterion(model(x), y).item())
    return losses


@mistake(
    of="train_in_random_order",
    hint={
        "en": "13 samples, batches of 4: which batch is the smaller one?",
        "zh": "13 个样本、批大小 4：哪一批应更小？",
    },
    finding={"zh": "你把样本平均分成了几批；每批应有 batch_size 个样本，只有最后一批可以更小。"},
)
def batches_of_equal_size(model, criterion, optimizer, x, y, epochs, batch_size):
    """You have cut the samples into parts of about equal size; all batches but the last one have batch_size samples."""
    losses = []
    for _ in range(epochs):
        for batch in torch.tensor_split(torch.randperm(len(x)), -(-len(x) // batch_size)):
            training_step(model, criterion, optimizer, x[batch], y[batch])
        with torch.no_grad():
            losses.append(criterion(model(x), y).item())
    return losses


@mistake(
    of="train_in_random_order",
    hint={
        "en": "Which parameters belong to the losses that you average?",
        "zh": "你所平均的各个损失，对应的是哪些参数？",
    },
    finding={"zh": "你的损失是各批损失的平均值；这里要求这一轮之后整个数据集的损失。"},
)
def mean_of_the_batch_losses(model, criterion, optimizer, x, y, epochs, batch_size):
    """Your losses are means over the batches as they came; that of the whole set after the epoch is asked for."""
    losses = []
    for _ in range(epochs):
        parts = torch.randperm(len(x)).split(batch_size)
        seen = [training_step(model, criterion, optimizer, x[batch], y[batch]) for batch in parts]
        losses.append(sum(seen) / len(seen))
    return losses


@mistake(
    of="train_in_random_order",
    hint={
        "en": "When is the first loss measured, and how many steps came before it?",
        "zh": "第一个损失是什么时候测量的？在它之前更新了几次？",
    },
    finding={"zh": "你在每一轮之前测量损失；应在每一轮之后。"},
)
def loss_before_each_epoch(model, criterion, optimizer, x, y, epochs, batch_size):
    """You measure the loss before each epoch; it is asked for after each."""
    losses = []
    for _ in range(epochs):
        with torch.no_grad():
            losses.append(criterion(model(x), y).item())
        for batch in torch.randperm(len(x)).split(batch_size):
            training_step(model, criterion, optimizer, x[batch], y[batch])
    return losses


@mistake(
    of="train_in_random_order",
    hint={"en": "On how many samples is your recorded loss measured?", "zh": "你记录的损失是在多少个样本上计算的？"},
    finding={"zh": "你记录的是最后一批的损失；这里要求整个数据集的损失。"},
)
def loss_of_the_last_batch(model, criterion, optimizer, x, y, epochs, batch_size):
    """You record the loss of the last batch; the whole set is asked for."""
    losses = []
    for _ in range(epochs):
        for batch in torch.randperm(len(x)).split(batch_size):
            loss = training_step(model, criterion, optimizer, x[batch], y[batch])
        losses.append(loss)
    return losses


@mistake(
    of="training_step",
    hint={
        "en": "Which is the first argument in the docstring of criterion?",
        "zh": "文档字符串里，criterion 的第一个参数是什么？",
    },
    finding={"zh": "你把目标值放在了 criterion 的第一个参数；第一个应是预测值。平方误差看不出差别，别的损失则不同。"},
)
def criterion_arguments_swapped(model, criterion, optimizer, x, y):
    """You have handed the target to the criterion first; the prediction comes first. For the squared error it is the same, for others not."""
    loss = criterion(y, model(x))
    optimizer.zero_grad()
    loss.backward()
    optimizer.step()
    return loss.item()


equivalents = [
    equivalent(
        of="training_step",
        was="optimizer.zero_grad()",
        now="model.zero_grad()",
        reason="The optimizer has all parameters of the model.",
    ),
    equivalent(
        of="predict",
        was="with torch.no_grad():\n    return model(torch.tensor([[float(x)]])).item()",
        now="return model(torch.tensor([[float(x)]])).item()",
        reason="item() leaves the graph behind.",
    ),
    equivalent(
        of="train_in_random_order",
        was="for batch in torch.randperm(len(x)).split(batch_size):",
        now="for batch in torch.randperm(len(y)).split(batch_size):",
        reason="x and y have one length.",
    ),
    equivalent(
        of="train_in_random_order",
        was="with torch.no_grad():\n    losses.append(criterion(model(x), y).item())",
        now="losses.append(criterion(model(x), y).item())",
        reason="item() leaves the graph behind.",
    ),
]
