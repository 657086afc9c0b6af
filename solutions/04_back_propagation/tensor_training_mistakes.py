"""Named mistakes of training with PyTorch's autograd."""

import torch

from grader.authoring import mistake


@mistake(
    of="make_weight",
    hint={
        "en": "What is the dtype of `torch.tensor([1])`? Which dtypes can require a gradient?",
        "zh": "`torch.tensor([1])` 的 dtype 是什么？哪些 dtype 可以求梯度？",
    },
    finding={"zh": "整数给出了整数张量，它不能求梯度。"},
)
def integer_tensor(value):
    """You make a tensor of integers where the value is an int; it cannot require a gradient."""
    return torch.tensor([value], requires_grad=True)


@mistake(
    of="make_weight",
    hint={"en": "Print the shape. How many numbers did you make?", "zh": "打印形状：你创建了几个数？"},
    finding={"zh": "你的张量里是几个未初始化的数，`torch.Tensor(3)` 就会这样；这里要的是一个数值。"},
)
def size_for_value(value):
    """Your tensor has several numbers that were not set, as `torch.Tensor(3)` has, and not the one value."""
    return torch.Tensor(value).requires_grad_()


@mistake(
    of="make_weight",
    hint={
        "en": "What has to be set so that PyTorch records what is computed from a tensor?",
        "zh": "要让 PyTorch 记录由张量算出的结果，需要设置什么？",
    },
    finding={"zh": "你的权重没有设为需要梯度，PyTorch 不会记录计算图。"},
)
def gradient_not_required(value):
    """Your weight does not require a gradient, so that PyTorch records no graph."""
    return torch.tensor([float(value)], dtype=torch.float64)


@mistake(
    of="make_weight",
    hint={
        "en": "Print the dtype. Which one does torch.tensor choose for Python floats?",
        "zh": "打印 dtype：torch.tensor 对浮点数默认用哪一种？",
    },
    finding={"zh": "dtype 是默认的 float32；这里要求 float64。"},
)
def default_dtype(value):
    """Your weight has the default dtype float32; here it is float64."""
    return torch.tensor([float(value)], requires_grad=True)


@mistake(
    of="make_weight",
    hint={"en": "Print the shape: is it () or (1,)?", "zh": "打印形状：是 () 还是 (1,)？"},
    finding={"zh": "形状是 ()；这里要求 (1,)。"},
)
def without_an_axis(value):
    """Your weight has the shape (); here it is (1,)."""
    return torch.tensor(float(value), dtype=torch.float64, requires_grad=True)


@mistake(
    of="make_weight",
    hint={
        "en": "Is your tensor made, or computed from another one? Which of the two is a leaf?",
        "zh": "你的张量是直接创建的，还是由别的张量算出来的？哪一种是叶子？",
    },
    finding={"zh": "这个张量是算出来的，不是叶子张量，它的 grad 不会保留。"},
)
def computed_and_no_leaf(value):
    """Your weight is computed from another tensor and so is no leaf: it keeps no gradient."""
    return torch.ones(1, dtype=torch.float64, requires_grad=True) * value


@mistake(
    of="forward",
    hint={"en": "What does your function give back?", "zh": "你的函数返回了什么？"},
    finding={"zh": "函数没有 return。"},
)
def nothing_returned(x, w):
    """Your function returns nothing."""
    x * w


@mistake(
    of="forward",
    hint={
        "en": "Does autograd see the number that `.item()`, `.data` or `.detach()` gives?",
        "zh": "自动求导能看到 `.item()`、`.data` 或 `.detach()` 给出的数吗？",
    },
    finding={"zh": "你的预测值在计算图里与 w 没有联系，梯度传不回去。"},
)
def taken_out_of_the_graph(x, w):
    """Your prediction is not connected to w in the graph, so that no gradient finds the way back."""
    return x * w.detach()


@mistake(
    of="forward",
    hint={"en": "Does a Python number know how it was computed?", "zh": "普通的数知道自己是怎么算出来的吗？"},
    finding={"zh": "你返回了普通的数；要返回张量，计算图才不会断。"},
)
def plain_number_returned(x, w):
    """You return a plain number; the graph needs the tensor."""
    return (x * w).sum().item()


@mistake(
    of="forward",
    hint={
        "en": "What should the prediction be for w = 0, whatever x is? And what does yours give?",
        "zh": "w = 0 时，无论 x 是多少，预测值应当是多少？你的结果呢？",
    },
    finding={"zh": "你把 x 和 w 相加了；应当相乘。"},
)
def weight_added(x, w):
    """You have added x and w; they are multiplied."""
    return x + w


@mistake(
    of="forward",
    hint={
        "en": "What does `torch.tensor(...)` do with the history of what is put into it?",
        "zh": "`torch.tensor(...)` 会保留放进去的张量的计算历史吗？",
    },
    finding={"zh": "你的结果自己需要梯度，却与 w 没有联系：只有数值，没有计算图。"},
)
def wrapped_anew(x, w):
    """Your result requires a gradient itself and is not connected to w in the graph: it has the value alone."""
    return (x * w).detach().clone().requires_grad_()


@mistake(
    of="loss",
    hint={
        "en": "Does autograd see the number that `.item()`, `.data` or `.detach()` gives?",
        "zh": "自动求导能看到 `.item()`、`.data` 或 `.detach()` 给出的数吗？",
    },
    finding={"zh": "你的损失在计算图里与 w 没有联系，梯度传不回去。"},
)
def loss_out_of_the_graph(x, y, w):
    """Your loss is not connected to w in the graph, so that no gradient finds the way back."""
    return (forward(x, w).detach() - y) ** 2


@mistake(
    of="loss",
    hint={"en": "Does a Python number know how it was computed?", "zh": "普通的数知道自己是怎么算出来的吗？"},
    finding={"zh": "你的损失是普通的数；`backward()` 需要张量。"},
)
def loss_as_a_plain_number(x, y, w):
    """Your loss is a plain number; `backward()` needs the tensor."""
    return ((forward(x, w) - y) ** 2).item()


@mistake(
    of="loss",
    hint={"en": "How does your loss change when the residual doubles?", "zh": "残差变成两倍时，损失应变成几倍？"},
    finding={"zh": "你取了绝对值，而不是平方。"},
)
def absolute_loss(x, y, w):
    """You have taken the absolute residual and not its square."""
    return (forward(x, w) - y).abs()


@mistake(
    of="loss",
    hint={"en": "Is there a constant in (y_hat - y)**2?", "zh": "(y_hat - y)**2 里有常数吗？"},
    finding={"zh": "你的损失多了因子 1/2。"},
)
def loss_halved(x, y, w):
    """Your loss has a factor 1/2; here it is the plain square."""
    return (forward(x, w) - y) ** 2 / 2


@mistake(
    of="loss",
    hint={"en": "Which is squared: the difference or one term?", "zh": "被平方的是差值，还是其中一项？"},
    finding={"zh": "缺了括号：只有 y 被平方。"},
)
def only_y_squared(x, y, w):
    """Parentheses are missing: only y is squared."""
    return forward(x, w) - y**2


@mistake(
    of="backward",
    hint={"en": "Do you need the number or the graph?", "zh": "你需要的是数值，还是整张计算图？"},
    finding={"zh": "你返回了张量；记录需要的是它的数值。"},
)
def tensor_returned(x, y, w):
    """You return the loss as a tensor; the record needs its number."""
    sample_loss = loss(x, y, w)
    sample_loss.backward()
    return sample_loss


@mistake(
    of="backward",
    hint={"en": "Which line fills w.grad?", "zh": "哪一行会填好 w.grad？"},
    finding={"zh": "w.grad 没有填上；它由 `backward()` 填写。"},
    group="nothing in w.grad",
)
def backward_not_called(x, y, w):
    """w.grad is not filled; `backward()` does that."""
    return loss(x, y, w).item()


@mistake(
    of="backward",
    hint={
        "en": "In which line is the graph built? Is it run again before the second `backward()`?",
        "zh": "计算图在哪一行建立？第二次反向传播之前重新执行了吗？",
    },
    finding={"zh": "对同一张计算图反向传播了两次；第一次之后它就被释放了。"},
)
def backward_twice_on_one_graph(x, y, w):
    """You go back twice through one graph; it is let go after the first time."""
    sample_loss = loss(x, y, w)
    sample_loss.backward()
    sample_loss.backward()
    return sample_loss.item()


@mistake(
    of="backward",
    hint={
        "en": "With a gradient of 3 there already, what should w.grad be afterwards? What does the docstring say about zeroing?",
        "zh": "w.grad 原来是 3，调用之后应是多少？文档字符串对清零怎么说？",
    },
    finding={"zh": "你在这里就清零了梯度；这里只累加，清零是 zero_gradient 的事。"},
)
def zeroed_before_going_back(x, y, w):
    """You zero the gradient here; the new one is added to what is there."""
    w.grad = None
    sample_loss = loss(x, y, w)
    sample_loss.backward()
    return sample_loss.item()


@mistake(
    of="backward",
    hint={
        "en": "`torch.autograd.grad` returns the gradient. Where is it to be afterwards?",
        "zh": "`torch.autograd.grad` 返回梯度；它最后应在哪里？",
    },
    finding={"zh": "梯度算出来了，却没有放进 w.grad。"},
    group="nothing in w.grad",
)
def gradient_not_kept(x, y, w):
    """You compute the gradient, but it is not in w.grad afterwards."""
    sample_loss = loss(x, y, w)
    torch.autograd.grad(sample_loss.sum(), w)
    return sample_loss.item()


@mistake(
    of="backward",
    hint={
        "en": "Which of the two does the docstring ask for: the loss or its derivative?",
        "zh": "文档字符串要求返回损失还是它的导数？",
    },
    finding={"zh": "你返回了梯度；应返回损失。"},
)
def gradient_returned(x, y, w):
    """You return the gradient; it is the loss that is asked for."""
    loss(x, y, w).backward()
    return w.grad.item()


@mistake(
    of="backward",
    hint={"en": "Is the update a part of this function?", "zh": "更新属于这个函数吗？"},
    finding={"zh": "你在这里就更新了 w；这里只求梯度。"},
)
def weight_moved_already(x, y, w):
    """You move w here already; this function leaves its value as it is."""
    sample_loss = loss(x, y, w)
    sample_loss.backward()
    w.data -= 0.01 * w.grad
    return sample_loss.item()


@mistake(
    of="update",
    hint={"en": "Should the update itself be part of the graph?", "zh": "更新这一步应该进入计算图吗？"},
    finding={"zh": "对需要梯度的叶子张量直接做原地运算会报错：更新不应进入计算图。"},
)
def in_place_while_recording(w, lr):
    """You change w in place while autograd is recording, which PyTorch refuses for a leaf."""
    w -= lr * w.grad


@mistake(
    of="update",
    hint={
        "en": "Did you change the value, or bind a new tensor to the name? After the update, is w still the tensor you created?",
        "zh": "你改的是数值，还是把名字绑到了新张量？更新后，w 还是原来那个叶子张量吗？",
    },
    finding={"zh": "传入的张量没有变；`w = w - ...` 只是让这个名字指向一个新张量。"},
)
def new_tensor_bound_to_the_name(w, lr):
    """The tensor that was handed in stays as it was; `w = w - ...` only gives the name a new tensor."""
    with torch.no_grad():
        w = w - lr * w.grad


@mistake(
    of="update",
    hint={"en": "Which way is downhill when the slope is positive?", "zh": "斜率为正时，下坡应往哪边走？"},
    finding={"zh": "方向反了：应逆着梯度走。"},
)
def uphill(w, lr):
    """You go up: the step is against the gradient."""
    w.data += lr * w.grad


@mistake(
    of="update",
    hint={"en": "How long is your step compared with lr?", "zh": "你的步长与 lr 是什么关系？"},
    finding={"zh": "漏了学习率 lr。"},
)
def learning_rate_missing(w, lr):
    """The learning rate is missing."""
    w.data -= w.grad


@mistake(
    of="update",
    hint={"en": "Is your result a position or a displacement?", "zh": "你的结果是位置，还是位移？"},
    finding={"zh": "w 变成了步长本身，而不是新的位置。"},
)
def step_in_place_of_the_position(w, lr):
    """w becomes the step itself and not the new position."""
    w.data = -lr * w.grad


@mistake(
    of="update",
    hint={
        "en": "What does the docstring say about the gradient after the update?",
        "zh": "文档字符串说更新之后梯度怎样？",
    },
    finding={"zh": "你在更新时清零了梯度；这里梯度保持不变。"},
)
def gradient_zeroed_too(w, lr):
    """You zero the gradient as well; here it stays as it is."""
    w.data -= lr * w.grad
    w.grad = None


@mistake(
    of="update",
    hint={
        "en": "After your update, does PyTorch still record what is computed from w?",
        "zh": "更新之后，PyTorch 还会记录由 w 算出的结果吗？",
    },
    finding={"zh": "更新之后 w 不再需要梯度，训练到这里就停了。"},
)
def gradient_switched_off(w, lr):
    """Your w does not require a gradient any more after the update."""
    w.requires_grad_(False)
    w -= lr * w.grad


@mistake(
    of="update",
    hint={
        "en": "When is the gradient's value needed: before it is zeroed or after?",
        "zh": "谁要读梯度？那时它还在吗？",
    },
    finding={"zh": "先清零再更新：梯度已经没了。"},
)
def zeroed_before_the_step(w, lr):
    """You zero the gradient before the step, so that w stays where it is."""
    w.grad.zero_()
    w.data -= lr * w.grad


@mistake(
    of="zero_gradient",
    hint={"en": "What is w.grad before the first `backward()`?", "zh": "第一次 backward() 之前，w.grad 是什么？"},
    finding={"zh": "第一次 backward 之前 w.grad 是 None，此时会出错。"},
)
def fails_without_a_gradient(w):
    """You do not allow for w.grad to be None, as it is before the first `backward()`."""
    w.grad.zero_()


@mistake(
    of="zero_gradient",
    hint={
        "en": "Which attribute is to be 0 afterwards: the value or the gradient?",
        "zh": "清零之后应为 0 的是数值还是梯度？",
    },
    finding={"zh": "你把 w 的值清零了；要清的是梯度。"},
)
def value_zeroed(w):
    """You set the value of w to 0; it is the gradient that is forgotten."""
    w.data.zero_()


@mistake(
    of="zero_gradient",
    hint={
        "en": "Did you change the gradient, or bind another number to a name?",
        "zh": "你改的是梯度，还是把一个名字绑到了另一个数？",
    },
    finding={"zh": "w.grad 和原来一样，没有清零。"},
)
def only_a_name_set(w):
    """w.grad is as it was: it is not forgotten."""
    gradient = w.grad
    gradient = 0.0  # noqa: F841 - that is the mistake


@mistake(
    of="zero_gradient",
    hint={"en": "Which types can w.grad have?", "zh": "w.grad 可以是哪些类型？"},
    finding={"zh": "w.grad 只能是张量或 None，不能是数 0。"},
)
def number_as_gradient(w):
    """You set w.grad to the number 0; it can be a tensor or None only."""
    w.grad = 0.0


@mistake(
    of="train",
    hint={
        "en": "At a fixed w, call backward twice: is the second gradient the same?",
        "zh": "固定 w，连续调用两次 backward：两次梯度一样吗？",
    },
    finding={"zh": "梯度没有清零，每次都加在以前的梯度上。"},
)
def gradient_not_zeroed(xs, ys, w, lr, epochs):
    """You do not zero the gradient, so that each one contains those before it."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total += backward(x, y, w)
            update(w, lr)
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={
        "en": "How often should the gradient be zeroed: once an epoch, or once for each update?",
        "zh": "梯度应每轮清零一次，还是每次更新都清零？",
    },
    finding={"zh": "每轮只清零一次；每次更新之后都要清零。"},
)
def zeroed_once_an_epoch(xs, ys, w, lr, epochs):
    """You zero the gradient once an epoch; it has to be done for each update."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total += backward(x, y, w)
            update(w, lr)
        zero_gradient(w)
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={"en": "Who reads the gradient, and is it still there then?", "zh": "谁要读梯度？那时它还在吗？"},
    finding={"zh": "在 backward 与更新之间清零了：更新时梯度已经没了。"},
    group="the weight stays where it is",
)
def zeroed_between_backward_and_update(xs, ys, w, lr, epochs):
    """You zero the gradient between backward and update, so that w stays where it is."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total += backward(x, y, w)
            w.grad.zero_()
            update(w, lr)
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={"en": "Which line changes w?", "zh": "哪一行改变了 w？"},
    finding={"zh": "没有更新：w 从未改变。"},
    group="the weight stays where it is",
)
def update_missing(xs, ys, w, lr, epochs):
    """There is no update: w never changes."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total += backward(x, y, w)
            zero_gradient(w)
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={"en": "How many updates per epoch should there be for N samples?", "zh": "N 个样本的一轮应更新几次？"},
    finding={"zh": "每轮只更新了一次；每个样本都应更新一次。"},
)
def one_update_an_epoch(xs, ys, w, lr, epochs):
    """There is one update in each epoch; each sample is to make one."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total += backward(x, y, w)
        update(w, lr)
        zero_gradient(w)
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={"en": "Should the update itself be part of the graph?", "zh": "更新这一步应该进入计算图吗？"},
    finding={"zh": "对需要梯度的叶子张量直接做原地运算会报错：更新不应进入计算图。"},
)
def updated_in_place_while_recording(xs, ys, w, lr, epochs):
    """You change w in place while autograd is recording, which PyTorch refuses for a leaf."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total += backward(x, y, w)
            w -= lr * w.grad
            zero_gradient(w)
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={"en": "After the update, is w still the tensor you created?", "zh": "更新后，w 还是原来那个叶子张量吗？"},
    finding={"zh": "`w = w - ...` 得到的是算出来的新张量，不是叶子，它的 grad 是 None。"},
)
def weight_no_leaf_any_more(xs, ys, w, lr, epochs):
    """`w = w - ...` makes a computed tensor, which is no leaf: its gradient is None the next time."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            l = loss(x, y, w)
            l.backward()
            w = w - lr * w.grad
            total += l.item()
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={
        "en": "Did you change the value, or bind a new tensor to the name?",
        "zh": "你改的是数值，还是把名字绑到了新张量？",
    },
    finding={"zh": "更新之后权重不再需要梯度：它是一个新张量，而不是传入的那个。"},
)
def new_weight_without_gradient(xs, ys, w, lr, epochs):
    """After an update your weight does not require a gradient: it is a new tensor, and not the one handed in."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            l = loss(x, y, w)
            l.backward()
            with torch.no_grad():
                w = w - lr * w.grad
            total += l.item()
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={
        "en": "Is it the tensor that was handed in that you train, or a copy of it?",
        "zh": "你训练的是传进来的张量，还是它的副本？",
    },
    finding={"zh": "你训练的是副本，传进来的 w 没有变。"},
)
def copy_trained(xs, ys, w, lr, epochs):
    """You train a copy: the tensor that was handed in stays as it was."""
    w = w.detach().clone().requires_grad_()
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total += backward(x, y, w)
            update(w, lr)
            zero_gradient(w)
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={"en": "How many numbers is your loss?", "zh": "你的 loss 是几个数？"},
    finding={"zh": "对整个数据集的损失向量调用了 backward()；它只能用于一个数。"},
)
def backward_on_a_vector(xs, ys, w, lr, epochs):
    """You call `backward()` on the losses of all samples at once; it takes one number."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        l = loss(xs, ys, w)
        l.backward()
        update(w, lr)
        zero_gradient(w)
        ws.append(w.item())
        losses.append(l.sum().item())
    return ws, losses


@mistake(
    of="train",
    hint={
        "en": "In which line is the graph built? Is it run again before the next `backward()`?",
        "zh": "计算图在哪一行建立？它重新执行了吗？",
    },
    finding={"zh": "对累加的总损失反复调用 backward()：其中前面样本的计算图已经释放。"},
)
def backward_on_a_running_total(xs, ys, w, lr, epochs):
    """You go back from a running total; the graphs of the samples before were let go already."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = torch.zeros(1, dtype=torch.float64)
        for x, y in zip(xs, ys):
            total = total + loss(x, y, w)
            total.backward()
            update(w, lr)
            zero_gradient(w)
        ws.append(w.item())
        losses.append(total.item())
    return ws, losses


@mistake(
    of="train",
    hint={
        "en": "Do you need the number or the graph? What does `.item()` do?",
        "zh": "你需要的是数值，还是整张计算图？",
    },
    finding={"zh": "记录里是带着计算图的张量，内存不断增长；这里要求 Python 浮点数。"},
)
def graph_kept_in_the_record(xs, ys, w, lr, epochs):
    """Your record holds tensors with their graphs, so that the memory in use grows; Python floats are asked for."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            l = loss(x, y, w)
            l.backward()
            update(w, lr)
            zero_gradient(w)
            total = total + l
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={
        "en": "A sum of tensors remembers each of its terms. Which of your variables is such a sum, and when does it end?",
        "zh": "张量之和记得它的每一项。你的哪个变量是这样的和？它什么时候结束？",
    },
    finding={"zh": "一个变量跨轮累加带计算图的张量：返回的数是对的，但计算图每一步都在变长。"},
)
def graph_grows_through_all_epochs(xs, ys, w, lr, epochs):
    """You add up losses with their graphs through all epochs: the numbers are right, but the graph grows."""
    ws, losses = [w.item()], []
    running = torch.zeros(1, dtype=torch.float64)
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            l = loss(x, y, w)
            l.backward()
            update(w, lr)
            zero_gradient(w)
            running = running + l
            total += l.item()
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={"en": "Are the records copies, or one object seen three times?", "zh": "这些记录是副本，还是同一个对象？"},
    finding={"zh": "ws 里存的是同一个张量，因此各项都等于最后的权重。"},
)
def one_tensor_recorded_again_and_again(xs, ys, w, lr, epochs):
    """Your `ws` holds one tensor many times, so that all its entries are the last weight."""
    ws, losses = [w.data], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total += backward(x, y, w)
            update(w, lr)
            zero_gradient(w)
        ws.append(w.data)
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={
        "en": "Are the entries Python floats? What does `.item()` give?",
        "zh": "记录的各项是 Python 浮点数吗？`.item()` 给出什么？",
    },
    finding={"zh": "记录的是张量的副本；这里要求 Python 浮点数。"},
)
def tensors_recorded(xs, ys, w, lr, epochs):
    """Your `ws` holds copies of tensors; here it is Python floats."""
    ws, losses = [w.detach().clone()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total += backward(x, y, w)
            update(w, lr)
            zero_gradient(w)
        ws.append(w.detach().clone())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={"en": "Which w does your first record show?", "zh": "第一条记录对应哪个 w？"},
    finding={"zh": "ws 里没有起点。"},
)
def start_missing(xs, ys, w, lr, epochs):
    """The start is missing from `ws`."""
    ws, losses = [], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total += backward(x, y, w)
            update(w, lr)
            zero_gradient(w)
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={
        "en": "How many samples has an epoch, and the loss of which of them do you record?",
        "zh": "一轮有几个样本？你记录的是哪个样本的损失？",
    },
    finding={"zh": "只记录了最后一个样本的损失；应是一轮中各损失之和。"},
)
def loss_of_the_last_sample(xs, ys, w, lr, epochs):
    """You record the loss of the last sample of each epoch and not the sum of all."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            last = backward(x, y, w)
            update(w, lr)
            zero_gradient(w)
        ws.append(w.item())
        losses.append(last)
    return ws, losses


@mistake(
    of="train",
    hint={"en": "Sum or mean: which one does the docstring ask for?", "zh": "文档字符串要求的是和还是平均？"},
    finding={"zh": "你记录了平均损失；这里要的是和。"},
)
def losses_averaged(xs, ys, w, lr, epochs):
    """You record the mean of an epoch's losses; here it is their sum."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total += backward(x, y, w)
            update(w, lr)
            zero_gradient(w)
        ws.append(w.item())
        losses.append(total / len(xs))
    return ws, losses


@mistake(
    of="train",
    hint={"en": "What is the sum worth when a new epoch starts?", "zh": "新一轮开始时，累加的和是多少？"},
    finding={"zh": "你的损失之和一直累加到下一轮；每一轮应单独求和。"},
)
def total_not_reset(xs, ys, w, lr, epochs):
    """Your sums hold the losses of all epochs so far; each epoch has a sum of its own."""
    ws, losses, total = [w.item()], [], 0.0
    for _ in range(epochs):
        for x, y in zip(xs, ys):
            total += backward(x, y, w)
            update(w, lr)
            zero_gradient(w)
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={
        "en": "Is the loss in your record the one before or the one after the update of its sample?",
        "zh": "你记录的损失是更新之前的，还是之后的？",
    },
    finding={"zh": "损失是在更新之后测的；应在更新之前。"},
)
def loss_after_the_update(xs, ys, w, lr, epochs):
    """You measure each loss after the update of its sample; it is to be measured before."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            backward(x, y, w)
            update(w, lr)
            zero_gradient(w)
            total += loss(x, y, w).item()
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={"en": "After the very last update, what is still in w.grad?", "zh": "最后一次更新之后，w.grad 里还有什么？"},
    finding={"zh": "清零在 backward 之前（这是对的），但最后一次更新之后梯度还留着。"},
)
def last_gradient_left(xs, ys, w, lr, epochs):
    """You zero before each backward, which is right, but the last gradient is left at the end."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            zero_gradient(w)
            total += backward(x, y, w)
            update(w, lr)
        ws.append(w.item())
        losses.append(total)
    return ws, losses


@mistake(
    of="train",
    hint={"en": "In which order does the docstring name the two lists?", "zh": "文档字符串里两个列表的顺序是什么？"},
    finding={"zh": "两个列表的顺序反了：先 ws，后 losses。"},
)
def lists_swapped(xs, ys, w, lr, epochs):
    """You return the two lists in the wrong order: `ws` comes before `losses`."""
    ws, losses = [w.item()], []
    for _ in range(epochs):
        total = 0.0
        for x, y in zip(xs, ys):
            total += backward(x, y, w)
            update(w, lr)
            zero_gradient(w)
        ws.append(w.item())
        losses.append(total)
    return losses, ws
