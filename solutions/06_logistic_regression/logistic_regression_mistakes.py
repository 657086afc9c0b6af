"""Named mistakes of logistic regression with PyTorch."""

import matplotlib.pyplot as plt
import torch

from grader.authoring import equivalent, mistake


def probabilities_over(model, hours):
    with torch.no_grad():
        return model(hours.reshape(-1, 1)).reshape(-1)


def labelled_axes():
    figure, axes = plt.subplots()
    axes.set_xlabel("Hours")
    axes.set_ylabel("Probability")
    return figure, axes


@mistake(
    of="LogisticRegressionModel",
    hint={"en": "Print `list(model.parameters())`.", "zh": "打印 `list(model.parameters())`。"},
    finding={"zh": "模型没有参数：放在普通列表里的单元不会被注册。"},
    group="not registered",
)
class LayerInAList(torch.nn.Module):
    """The model has no parameters: a unit in a plain list is not registered."""

    def __init__(self):
        super().__init__()
        self.layers = [torch.nn.Linear(1, 1)]

    def forward(self, x):
        return torch.sigmoid(self.layers[0](x))


@mistake(
    of="LogisticRegressionModel",
    hint={"en": "Print `list(model.parameters())`.", "zh": "打印 `list(model.parameters())`。"},
    finding={"zh": "权重和偏置是普通张量：只有模块和 `torch.nn.Parameter` 才会被注册。"},
    group="not registered",
)
class PlainTensors(torch.nn.Module):
    """Weight and bias are plain tensors: only modules and `torch.nn.Parameter` are registered."""

    def __init__(self):
        super().__init__()
        self.w = torch.zeros(1, requires_grad=True)
        self.b = torch.zeros(1, requires_grad=True)

    def forward(self, x):
        return torch.sigmoid(x * self.w + self.b)


@mistake(
    of="LogisticRegressionModel",
    hint={
        "en": "How many parameters has your model? Where can its curve cross 0.5?",
        "zh": "你的模型有几个参数？它的曲线只能在哪里穿过 0.5？",
    },
    finding={"zh": "线性单元没有偏置。"},
)
class UnitWithoutBias(torch.nn.Module):
    """The linear unit has no bias."""

    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(1, 1, bias=False)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))


@mistake(
    of="LogisticRegressionModel",
    hint={
        "en": "Which line has to run before anything is assigned to self?",
        "zh": "给 self 赋值之前，必须先运行哪一行？",
    },
    finding={"zh": "模块没有初始化；应先调用 `super().__init__()`，再给 self 赋模块。"},
)
class ConstructorNotCalled(torch.nn.Module):
    """The module was not initialised; `super().__init__()` does that, before a module is assigned."""

    def __init__(self):
        self.linear = torch.nn.Linear(1, 1)

    def forward(self, x):
        return torch.sigmoid(self.linear(x))


@mistake(
    of="LogisticRegressionModel",
    hint={"en": "Where does a model get `parameters()` from?", "zh": "模型的 `parameters()` 从哪里来？"},
    finding={"zh": "这个类没有继承 `torch.nn.Module`。"},
)
class NoModule:
    """The class does not derive from `torch.nn.Module`."""

    def __init__(self):
        self.linear = torch.nn.Linear(1, 1)

    def __call__(self, x):
        return torch.sigmoid(self.linear(x))

    def parameters(self):
        return self.linear.parameters()

    def named_parameters(self):
        return self.linear.named_parameters()


@mistake(
    of="LogisticRegressionModel",
    hint={"en": "Can your model's answers lie outside 0 to 1?", "zh": "你的模型的输出会超出 0 到 1 吗？"},
    finding={"zh": "模型给出的是得分：缺少 logistic 函数。"},
)
class ScoresForProbabilities(torch.nn.Module):
    """The model gives scores: the logistic function is missing."""

    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(1, 1)

    def forward(self, x):
        return self.linear(x)


@mistake(
    of="LogisticRegressionModel",
    hint={
        "en": "Which of the two gets the hours, and which gives the probability?",
        "zh": "哪一个接收小时数，哪一个给出概率？",
    },
    finding={"zh": "logistic 函数放在了线性单元之前。"},
)
class SigmaBeforeTheUnit(torch.nn.Module):
    """The logistic function comes before the linear unit."""

    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(1, 1)

    def forward(self, x):
        return self.linear(torch.sigmoid(x))


@mistake(
    of="LogisticRegressionModel",
    hint={"en": "What range do your probabilities cover?", "zh": "你的概率的取值范围是多少？"},
    finding={"zh": "你的概率只在 0.5 和 0.731 之间，好像 logistic 函数用了两次。"},
)
class SigmaTwice(torch.nn.Module):
    """Your probabilities lie between 0.5 and 0.731, as if the logistic function were applied twice."""

    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(1, 1)

    def forward(self, x):
        return torch.sigmoid(torch.sigmoid(self.linear(x)))


@mistake(
    of="LogisticRegressionModel",
    hint={"en": "What does your function give back?", "zh": "你的函数返回了什么？"},
    finding={"zh": "`forward` 没有返回值。"},
)
class NothingReturned(torch.nn.Module):
    """`forward` returns nothing."""

    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(1, 1)

    def forward(self, x):
        torch.sigmoid(self.linear(x))


@mistake(
    of="LogisticRegressionModel",
    hint={"en": "Print the probabilities of three different students.", "zh": "打印三名不同学生的概率。"},
    finding={"zh": "对单个数用 softmax 总是得到 1；一个得分、两个类时应使用 logistic 函数。"},
)
class SoftmaxOfOneNumber(torch.nn.Module):
    """Softmax over a single number is always 1: for two classes with one score the logistic function is used."""

    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(1, 1)

    def forward(self, x):
        return torch.softmax(self.linear(x), dim=1)


@mistake(
    of="LogisticRegressionModel",
    hint={"en": "What does `y_hat.requires_grad` say?", "zh": "`y_hat.requires_grad` 是什么？"},
    finding={"zh": "计算图被切断了：不在计算图里的概率无法学习。"},
)
class GraphCut(torch.nn.Module):
    """The graph is cut: nothing can be learned through probabilities that are not part of it."""

    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(1, 1)

    def forward(self, x):
        return torch.sigmoid(self.linear(x)).detach()


@mistake(
    of="LogisticRegressionModel",
    hint={"en": "Print the shapes of y_hat and y.", "zh": "打印 y_hat 和 y 的形状。"},
    finding={"zh": "概率失去了第二维：与 (N, 1) 的标签不再相配。"},
)
class SecondDimensionLost(torch.nn.Module):
    """The probabilities have lost their second dimension: labels of shape (N, 1) no longer fit."""

    def __init__(self):
        super().__init__()
        self.linear = torch.nn.Linear(1, 1)

    def forward(self, x):
        return torch.sigmoid(self.linear(x)).squeeze(1)


@mistake(
    of="loss_from_logits",
    hint={"en": "Which logarithm do you take at z = 1000, y = 0?", "zh": "z = 1000、y = 0 时，你对什么取了对数？"},
    finding={"zh": "你先算了概率：得分很大时，log(0) 给出无穷大或 NaN。"},
)
def logits_by_way_of_probabilities(z, y):
    """You go through the probability: for large scores the logarithm of 0 gives infinity or NaN."""
    p = torch.sigmoid(z)
    return -(y * torch.log(p) + (1 - y) * torch.log(1 - p)).mean()


@mistake(
    of="loss_from_logits",
    hint={"en": "What do you get for z = 1000 and y = 0?", "zh": "z = 1000、y = 0 时你得到多少？"},
    finding={"zh": "你的损失被截断了：错得越多，损失应越大，没有上限。"},
)
def logits_cut_off_at_100(z, y):
    """Your loss is cut off: what is more wrong should cost more, without end."""
    p = torch.sigmoid(z)
    yes, no = torch.log(p).clamp(min=-100), torch.log(1 - p).clamp(min=-100)
    return -(y * yes + (1 - y) * no).mean()


@mistake(
    of="loss_from_logits",
    hint={"en": "What is exp(1000)?", "zh": "exp(1000) 是多少？"},
    finding={"zh": "z 很大时 log(1 + exp(z)) 会溢出。"},
)
def exponential_overflows(z, y):
    """log(1 + exp(z)) overflows for large z."""
    return (torch.log(1 + torch.exp(z)) - z * y).mean()


@mistake(
    of="loss_from_logits",
    hint={"en": "What is your loss at z = -1000, y = 0?", "zh": "z = -1000、y = 0 时你的损失是多少？"},
    finding={"zh": "缺少绝对值：得分为负时 exp(-z) 会溢出。"},
)
def absolute_value_missing(z, y):
    """The absolute value is missing: exp(-z) overflows for negative scores."""
    return (torch.clamp(z, min=0) - z * y + torch.log(1 + torch.exp(-z))).mean()


@mistake(
    of="loss_from_logits",
    hint={"en": "Is exp(|z|) large or small for a sure score?", "zh": "得分很确定时，exp(|z|) 是大还是小？"},
    finding={"zh": "指数缺少负号：应是 exp(-|z|)。"},
)
def exponent_positive(z, y):
    """The sign in the exponent is missing: it has to be exp(-|z|)."""
    return (torch.clamp(z, min=0) - z * y + torch.log(1 + torch.exp(torch.abs(z)))).mean()


@mistake(
    of="loss_from_logits",
    hint={"en": "Same data twice: same loss?", "zh": "同样的数据放两遍，损失一样吗？"},
    finding={"zh": "你求了和，而损失是平均值。"},
)
def logits_summed(z, y):
    """You have summed where the loss takes the mean."""
    return (torch.clamp(z, min=0) - z * y + torch.log1p(torch.exp(-torch.abs(z)))).sum()


@mistake(
    of="loss_from_logits",
    hint={"en": "A sure and right score: should it cost much?", "zh": "有把握而且正确的得分，损失应该大吗？"},
    finding={"zh": "标签反了。"},
)
def labels_the_wrong_way_round(z, y):
    """The labels are the wrong way round."""
    return (torch.clamp(z, min=0) - z * (1 - y) + torch.log1p(torch.exp(-torch.abs(z)))).mean()


@mistake(
    of="loss_from_logits",
    hint={"en": "What is max(z, 0) for a negative z?", "zh": "z 为负时 max(z, 0) 是多少？"},
    finding={"zh": "第一项成了 |z|，应是 max(z, 0)。"},
)
def absolute_for_positive_part(z, y):
    """The first term is |z|; it should be max(z, 0)."""
    return (torch.abs(z) - z * y + torch.log1p(torch.exp(-torch.abs(z)))).mean()


@mistake(
    of="compare_losses",
    hint={
        "en": "Which of the two losses contains the logistic function?",
        "zh": "两个损失中，哪一个自带 logistic 函数？",
    },
    finding={"zh": "传给 `BCELoss` 的是得分本身，它需要概率。"},
)
def score_given_to_bce(z, y):
    """`BCELoss` gets the score itself; it needs the probability."""
    found = {}
    for name in ("BCELoss", "BCEWithLogitsLoss"):
        score = torch.tensor(z, requires_grad=True)
        loss = getattr(torch.nn, name)()(score, torch.tensor(y))
        loss.backward()
        found[name] = (loss.item(), score.grad.item())
    return found


@mistake(
    of="compare_losses",
    hint={
        "en": "Which of the two losses contains the logistic function?",
        "zh": "两个损失中，哪一个自带 logistic 函数？",
    },
    finding={"zh": "你的损失相当于 logistic 函数用了两次；把概率传给 `BCEWithLogitsLoss` 就会这样。"},
)
def probability_given_to_logits(z, y):
    """Your loss is that of the logistic function applied twice, as when `BCEWithLogitsLoss` gets a probability."""
    found = {}
    for name in ("BCELoss", "BCEWithLogitsLoss"):
        score = torch.tensor(z, requires_grad=True)
        loss = getattr(torch.nn, name)()(torch.sigmoid(score), torch.tensor(y))
        loss.backward()
        found[name] = (loss.item(), score.grad.item())
    return found


@mistake(
    of="compare_losses",
    hint={"en": "Is your tensor z new for the second loss?", "zh": "计算第二个损失时，z 是新的张量吗？"},
    finding={"zh": "第二个斜率里加上了第一个：梯度在同一个张量上累加。"},
)
def slopes_added_up(z, y):
    """The second slope contains the first one: gradients add up on the same tensor."""
    found = {}
    score = torch.tensor(z, requires_grad=True)
    for name in ("BCELoss", "BCEWithLogitsLoss"):
        answer = torch.sigmoid(score) if name == "BCELoss" else score
        loss = getattr(torch.nn, name)()(answer, torch.tensor(y))
        loss.backward()
        found[name] = (loss.item(), score.grad.item())
    return found


@mistake(
    of="compare_losses",
    hint={"en": "By which quantity do you differentiate?", "zh": "你对哪个量求导？"},
    finding={"zh": "你的第一个斜率是对概率求导，不是对得分。"},
)
def slope_by_the_probability(z, y):
    """Your first slope is the one with respect to the probability, not to the score."""
    found = {}
    for name in ("BCELoss", "BCEWithLogitsLoss"):
        score = torch.tensor(z)
        answer = (torch.sigmoid(score) if name == "BCELoss" else score).detach().requires_grad_()
        loss = getattr(torch.nn, name)()(answer, torch.tensor(y))
        loss.backward()
        found[name] = (loss.item(), answer.grad.item())
    return found


@mistake(
    of="compare_losses",
    hint={
        "en": "What is exp(200) in float32, and what is the derivative of 1 / (1 + exp(-z)) there? Which function of torch "
        "gives the probability?",
        "zh": "在 float32 中 exp(200) 是多少？那里 1 / (1 + exp(-z)) 的导数又是多少？torch 的哪个函数给出概率？",
    },
    finding={"zh": "概率由 1 / (1 + exp(-z)) 算出：z 很小时 exp(-z) 溢出，斜率成了 0 乘以无穷大，即 NaN。"},
)
def sigma_by_exponentials(z, y):
    """Your probability is 1 / (1 + exp(-z)): for small z exp(-z) overflows, and the slope is 0 times infinity, NaN."""
    found = {}
    for name in ("BCELoss", "BCEWithLogitsLoss"):
        score = torch.tensor(z, requires_grad=True)
        answer = 1 / (1 + torch.exp(-score)) if name == "BCELoss" else score
        loss = getattr(torch.nn, name)()(answer, torch.tensor(y))
        loss.backward()
        found[name] = (loss.item(), score.grad.item())
    return found


@mistake(
    of="compare_losses",
    hint={"en": "Which of the two comes first in the docstring?", "zh": "文档字符串里哪个在前？"},
    finding={"zh": "每对中损失和斜率的顺序反了。"},
)
def pairs_the_wrong_way_round(z, y):
    """Loss and slope are the wrong way round in your pairs."""
    found = {}
    for name in ("BCELoss", "BCEWithLogitsLoss"):
        score = torch.tensor(z, requires_grad=True)
        answer = torch.sigmoid(score) if name == "BCELoss" else score
        loss = getattr(torch.nn, name)()(answer, torch.tensor(y))
        loss.backward()
        found[name] = (score.grad.item(), loss.item())
    return found


@mistake(
    of="train",
    hint={
        "en": "At fixed parameters, call backward twice: is the second gradient the same?",
        "zh": "参数不变，连续调用两次 backward：两次梯度一样吗？",
    },
    finding={"zh": "梯度没有清零：每一轮都加上了之前所有的梯度。"},
)
def gradients_not_zeroed(model, criterion, optimizer, x, y, epochs):
    """The gradients are not set to zero: each epoch adds its own to all earlier ones."""
    losses = []
    for _ in range(epochs):
        loss = criterion(model(x), y)
        losses.append(loss.item())
        loss.backward()
        optimizer.step()
    return losses


@mistake(
    of="train",
    hint={"en": "Who reads the gradient, and is it still there then?", "zh": "谁要读梯度？那时它还在吗？"},
    finding={"zh": "在 backward 和 step 之间清零了梯度：更新时已没有梯度可用。"},
    group="nothing learned",
)
def zeroed_before_the_step(model, criterion, optimizer, x, y, epochs):
    """The gradients are set to zero between backward and step: nothing is left to update with."""
    losses = []
    for _ in range(epochs):
        loss = criterion(model(x), y)
        losses.append(loss.item())
        loss.backward()
        optimizer.zero_grad()
        optimizer.step()
    return losses


@mistake(
    of="train",
    hint={"en": "Which line changes the parameters?", "zh": "哪一行改变了参数？"},
    finding={"zh": "缺少 `optimizer.step()`：损失一点也不变。"},
    group="nothing learned",
)
def step_missing(model, criterion, optimizer, x, y, epochs):
    """`optimizer.step()` is missing: the loss stays the same to the last digit."""
    losses = []
    for _ in range(epochs):
        loss = criterion(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
    return losses


@mistake(
    of="train",
    hint={"en": "Which line computes the gradients?", "zh": "哪一行计算梯度？"},
    finding={"zh": "优化器找不到梯度；梯度由 `loss.backward()` 计算。"},
    group="nothing learned",
)
def backward_missing(model, criterion, optimizer, x, y, epochs):
    """The optimizer finds no gradients; `loss.backward()` computes them."""
    losses = []
    for _ in range(epochs):
        loss = criterion(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        optimizer.step()
    return losses


@mistake(
    of="train",
    hint={"en": "Which parameters does your first loss belong to?", "zh": "第一个损失对应哪组参数？"},
    finding={"zh": "你在更新之后才记录损失。"},
)
def loss_after_the_update(model, criterion, optimizer, x, y, epochs):
    """The loss is recorded after the update."""
    losses = []
    for _ in range(epochs):
        loss = criterion(model(x), y)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        losses.append(criterion(model(x), y).item())
    return losses


@mistake(
    of="train",
    hint={"en": "How many losses are there for epochs = 1?", "zh": "epochs = 1 时有几个损失？"},
    finding={"zh": "少更新了一次。"},
)
def one_epoch_fewer(model, criterion, optimizer, x, y, epochs):
    """One update is missing."""
    losses = []
    for _ in range(1, epochs):
        loss = criterion(model(x), y)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


@mistake(
    of="train",
    hint={"en": "Do you need the number or the graph?", "zh": "你需要的是数值，还是整张计算图？"},
    finding={"zh": "列表里是张量：每一个都把整张计算图留在内存里。这里要求 Python 浮点数。"},
)
def tensors_kept(model, criterion, optimizer, x, y, epochs):
    """The list holds tensors: each keeps its whole graph in memory. Python floats are asked for."""
    losses = []
    for _ in range(epochs):
        loss = criterion(model(x), y)
        losses.append(loss)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


@mistake(
    of="train",
    hint={
        "en": "Which of the two does the criterion take the logarithm of?",
        "zh": "criterion 对两者中的哪一个取对数？",
    },
    finding={"zh": "传给 criterion 的预测和标签反了。"},
)
def arguments_of_the_criterion_swapped(model, criterion, optimizer, x, y, epochs):
    """Prediction and label are the wrong way round in the criterion."""
    losses = []
    for _ in range(epochs):
        loss = criterion(y, model(x))
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return losses


@mistake(
    of="train",
    hint={"en": "How many updates are there in one epoch?", "zh": "一轮更新几次？"},
    finding={"zh": "你逐个样本更新；这里每轮用全部样本更新一次。"},
)
def sample_by_sample(model, criterion, optimizer, x, y, epochs):
    """The samples are taken one by one, each with an update of its own."""
    losses = []
    for _ in range(epochs):
        total = 0.0
        for i in range(len(x)):
            loss = criterion(model(x[i : i + 1]), y[i : i + 1])
            total += loss.item()
            optimizer.zero_grad()
            loss.backward()
            optimizer.step()
        losses.append(total / len(x))
    return losses


@mistake(
    of="decide",
    hint={"en": "Is 0.5 above 0.5?", "zh": "0.5 大于 0.5 吗？"},
    finding={"zh": "概率恰为阈值时你判为“通过”。"},
)
def yes_at_the_threshold(model, x, threshold=0.5):
    """You say yes at exactly the threshold, which is not above it."""
    return model(x) >= threshold


@mistake(
    of="decide",
    hint={
        "en": "Does more study make your answer a yes or a no?",
        "zh": "学习时间更长，你的答案变成“通过”还是“不通过”？",
    },
    finding={"zh": "“通过”和“不通过”反了。"},
)
def yes_and_no_swapped(model, x, threshold=0.5):
    """Yes and no are the wrong way round."""
    return model(x) < threshold


@mistake(
    of="decide",
    hint={"en": "Which score has the probability 0.5?", "zh": "概率 0.5 对应的得分是多少？"},
    finding={"zh": "你拿得分与阈值比较：阈值是概率。"},
)
def score_compared_with_the_threshold(model, x, threshold=0.5):
    """You compare the score with the threshold, which is a probability."""
    return torch.logit(model(x)) > threshold


@mistake(
    of="decide",
    hint={"en": "Which numbers can a probability be?", "zh": "概率可以取哪些值？"},
    finding={"zh": "你拿概率与 0 比较：总是“通过”。0 是得分的分界。"},
)
def probability_compared_with_zero(model, x, threshold=0.5):
    """You compare the probability with 0, which is always a yes: 0 is the border of the scores."""
    return model(x) > 0


@mistake(
    of="decide",
    hint={"en": "Which of your function's arguments have you not used?", "zh": "函数的哪个参数你没有用到？"},
    finding={"zh": "你没有用到 threshold：总是与 0.5 比较。"},
)
def always_at_a_half(model, x, threshold=0.5):
    """The threshold is not used: you always compare with 0.5."""
    return model(x) > 0.5


@mistake(
    of="decide",
    hint={"en": "How many answers do three students need?", "zh": "三名学生需要几个答案？"},
    finding={"zh": "整批只有一个答案：每名学生应有自己的答案。"},
)
def one_answer_for_all(model, x, threshold=0.5):
    """There is one answer for the whole batch: each student needs their own."""
    return (model(x) > threshold).all()


@mistake(
    of="decide",
    hint={"en": "Which answers are there to a yes-or-no question?", "zh": "“是或否”的问题有哪些答案？"},
    finding={"zh": "你返回的是概率，还没有作出判定。"},
)
def probabilities_for_answers(model, x, threshold=0.5):
    """You return the probabilities: nothing has been decided."""
    return model(x).detach()


@mistake(
    of="decide",
    hint={"en": "How many columns has the result of the model?", "zh": "模型的输出有几列？"},
    finding={"zh": "argmax 在只有一列时总是 0：它用于每类各有一列的情况。"},
)
def largest_of_one_column(model, x, threshold=0.5):
    """The argmax of a single column is always 0: it is for models with a column for each class."""
    return model(x).argmax(dim=1, keepdim=True)


@mistake(
    of="decide",
    hint={"en": "What does int(0.9) give?", "zh": "int(0.9) 是多少？"},
    finding={"zh": "转换成整数会截去小数：0.9 也变成了 0。"},
)
def probability_cut_to_an_integer(model, x, threshold=0.5):
    """A conversion to whole numbers cuts the decimals off: even 0.9 becomes 0."""
    return model(x).int()


@mistake(
    of="decide",
    hint={"en": "What if more hours make passing less likely?", "zh": "如果时间越长越不可能通过呢？"},
    finding={"zh": "你拿小时数与分界的小时数比较：概率随时间下降时就反了。"},
)
def hours_compared(model, x, threshold=0.5):
    """You compare the hours with the hour of the border: where the probability falls, that is the wrong way round."""
    w, b = (parameter.item() for parameter in model.parameters())
    return x > (torch.logit(torch.tensor(threshold)).item() - b) / w


@mistake(
    of="decide",
    hint={"en": "Print the shapes of x and of your result.", "zh": "打印 x 和结果的形状。"},
    finding={"zh": "结果失去了第二维：应与 x 一样是 (N, 1)。"},
)
def answers_in_a_row(model, x, threshold=0.5):
    """The answers have lost their second dimension: they should have the shape of x, (N, 1)."""
    return (model(x) > threshold).reshape(-1)


@mistake(
    of="crossing_hour",
    hint={"en": "Can the hour be negative here?", "zh": "这里的小时数会是负数吗？"},
    finding={"zh": "你的小时数符号反了：它小于 0。"},
)
def hour_without_minus(model):
    """Your hour has the wrong sign: it is below 0."""
    w, b = (parameter.item() for parameter in model.parameters())
    return b / w


@mistake(
    of="crossing_hour",
    hint={"en": "Solve x * w + b = 0 for x.", "zh": "从 x * w + b = 0 解出 x。"},
    finding={"zh": "商里的权重和偏置反了。"},
)
def quotient_upside_down(model):
    """Weight and bias are the wrong way round in the quotient."""
    w, b = (parameter.item() for parameter in model.parameters())
    return -w / b


@mistake(
    of="crossing_hour",
    hint={"en": "Which score has the probability 0.5?", "zh": "概率 0.5 对应的得分是多少？"},
    finding={"zh": "你找的是得分为 0.5 的地方；概率 0.5 对应另一个得分。"},
)
def score_of_a_half(model):
    """You look for the place where the score is 0.5; a probability of 0.5 belongs to another score."""
    w, b = (parameter.item() for parameter in model.parameters())
    return (0.5 - b) / w


@mistake(
    of="crossing_hour",
    hint={"en": "What if the weight doubles?", "zh": "如果权重加倍呢？"},
    finding={"zh": "你只返回了偏置（取负），没有除以权重。"},
)
def bias_for_hour(model):
    """You return the bias alone: it is divided by no weight."""
    w, b = (parameter.item() for parameter in model.parameters())
    return -b


@mistake(
    of="crossing_hour",
    hint={"en": "How far are your points apart?", "zh": "你的点相隔多远？"},
    finding={"zh": "你的答案只是几个点中最近的一个：应在它们之间继续找。"},
)
def nearest_grid_point(model):
    """Your answer is the nearest of a few points: look between them."""
    hours = torch.linspace(0, 10, 200)
    return hours[(probabilities_over(model, hours) - 0.5).abs().argmin()].item()


@mistake(
    of="crossing_hour",
    hint={"en": "Is your answer on the horizontal or on the vertical axis?", "zh": "你的答案在横轴上，还是在纵轴上？"},
    finding={"zh": "你返回的是那里的概率，而不是小时数。"},
)
def probability_for_hour(model):
    """You return the probability there and not the hour."""
    w, b = (parameter.item() for parameter in model.parameters())
    return torch.sigmoid(torch.tensor(-b / w * w + b)).item()


@mistake(
    of="probability_figure",
    hint={"en": "What does your function give back to its caller?", "zh": "你的函数给调用者返回了什么？"},
    finding={"zh": "你的函数没有返回图形。"},
)
def figure_not_returned(model):
    """Your function does not return the figure."""
    figure, axes = labelled_axes()
    hours = torch.linspace(0, 10, 200)
    axes.plot(hours, probabilities_over(model, hours))
    axes.axhline(0.5)


@mistake(
    of="probability_figure",
    hint={
        "en": "Who should decide whether a window opens: your function or its caller?",
        "zh": "是否打开窗口，应由你的函数决定，还是由调用者决定？",
    },
    finding={"zh": "你调用了 plt.show()。"},
)
def window_opened(model):
    """You have called plt.show()."""
    figure, axes = labelled_axes()
    hours = torch.linspace(0, 10, 200)
    axes.plot(hours, probabilities_over(model, hours))
    axes.axhline(0.5)
    plt.show()
    return figure


@mistake(
    of="probability_figure",
    hint={
        "en": "Call the function twice. How many lines does the second figure have?",
        "zh": "调用两次函数，第二个图形里有几条线？",
    },
    finding={"zh": "你画进了当前图形：第二次调用的图里还有第一次的内容。"},
)
def drawn_into_the_current_figure(model):
    """You draw into the current figure: what the first call drew is still there in the second one."""
    hours = torch.linspace(0, 10, 200)
    plt.plot(hours, probabilities_over(model, hours))
    plt.plot([0, 10], [0.5, 0.5])
    plt.xlabel("Hours")
    plt.ylabel("Probability")
    return plt.gcf()


@mistake(
    of="probability_figure",
    hint={"en": "What is at the right end of your horizontal axis: 10 or 200?", "zh": "横轴的右端是 10 还是 200？"},
    finding={"zh": "横轴是点的序号，应是小时数。"},
)
def curve_over_the_index(model):
    """The horizontal axis counts points; it should show hours."""
    figure, axes = labelled_axes()
    axes.plot(probabilities_over(model, torch.linspace(0, 10, 200)))
    axes.plot([0, 10], [0.5, 0.5])
    return figure


@mistake(
    of="probability_figure",
    hint={"en": "Can your curve leave the range from 0 to 1?", "zh": "你的曲线会超出 0 到 1 吗？"},
    finding={"zh": "曲线显示的是得分 x * w + b，而不是概率。"},
)
def curve_of_the_scores(model):
    """The curve shows the scores x * w + b and not the probabilities."""
    figure, axes = labelled_axes()
    hours = torch.linspace(0, 10, 200)
    axes.plot(hours, torch.logit(probabilities_over(model, hours).double()))
    axes.plot([0, 10], [0.5, 0.5])
    return figure


@mistake(
    of="probability_figure",
    hint={"en": "What is the last number of range(10)?", "zh": "range(10) 的最后一个数是多少？"},
    finding={"zh": "曲线没有画到 10 小时。"},
)
def curve_too_short(model):
    """The curve ends before 10 hours."""
    figure, axes = labelled_axes()
    hours = torch.arange(0, 9, 0.05)
    axes.plot(hours, probabilities_over(model, hours))
    axes.plot([0, 10], [0.5, 0.5])
    return figure


@mistake(
    of="probability_figure",
    hint={
        "en": "Which hours does the docstring ask for? What is a negative number of hours?",
        "zh": "文档字符串要求画哪些小时？学习时间能是负数吗？",
    },
    finding={"zh": "曲线超出了 0 到 10 小时。"},
)
def curve_too_long(model):
    """The curve goes on beyond 0 and 10 hours."""
    figure, axes = labelled_axes()
    hours = torch.linspace(-10, 20, 400)
    axes.plot(hours, probabilities_over(model, hours))
    axes.plot([0, 10], [0.5, 0.5])
    return figure


@mistake(
    of="probability_figure",
    hint={"en": "How many points does the docstring ask for?", "zh": "文档字符串要求多少个点？"},
    finding={"zh": "曲线的点太少，不够平滑。"},
)
def corners_in_the_curve(model):
    """The curve has too few points to look smooth."""
    figure, axes = labelled_axes()
    hours = torch.linspace(0, 10, 11)
    axes.plot(hours, probabilities_over(model, hours))
    axes.plot([0, 10], [0.5, 0.5])
    return figure


@mistake(
    of="probability_figure",
    hint={
        "en": "How would a reader of your figure find the hour of even chances?",
        "zh": "看图的人怎样找到机会各半时的小时数？",
    },
    finding={"zh": "缺少 0.5 处的水平线。"},
    group="line",
)
def line_missing(model):
    """The line at 0.5 is missing."""
    figure, axes = labelled_axes()
    hours = torch.linspace(0, 10, 200)
    axes.plot(hours, probabilities_over(model, hours))
    return figure


@mistake(
    of="probability_figure",
    hint={"en": "Is 0.5 a probability or an hour?", "zh": "0.5 是概率还是小时数？"},
    finding={"zh": "0.5 处的线是竖直的：它在半小时处。"},
    group="line",
)
def line_upright(model):
    """The line at 0.5 is vertical: it stands at half an hour."""
    figure, axes = labelled_axes()
    hours = torch.linspace(0, 10, 200)
    axes.plot(hours, probabilities_over(model, hours))
    axes.axvline(0.5)
    return figure


@mistake(
    of="probability_figure",
    hint={
        "en": "What does a figure look like to somebody who does not know your code?",
        "zh": "不了解你的代码的人看到这张图，会知道坐标轴是什么吗？",
    },
    finding={"zh": "坐标轴没有标签。"},
)
def axes_without_labels(model):
    """The axes have no labels."""
    figure, axes = plt.subplots()
    hours = torch.linspace(0, 10, 200)
    axes.plot(hours, probabilities_over(model, hours))
    axes.plot([0, 10], [0.5, 0.5])
    return figure


@mistake(
    of="probability_figure",
    hint={"en": "What does the error's message tell you to call?", "zh": "错误信息让你调用什么？"},
    finding={"zh": "需要梯度的张量不能直接画图。"},
)
def drawn_with_its_graph(model):
    """A tensor that requires its gradient cannot be drawn."""
    figure, axes = labelled_axes()
    hours = torch.linspace(0, 10, 200)
    axes.plot(hours, model(hours.reshape(-1, 1)).reshape(-1))
    axes.plot([0, 10], [0.5, 0.5])
    return figure


equivalents = [
    equivalent(
        of="loss_from_logits",
        was="return (torch.clamp(z, min=0) - z * y + torch.log1p(torch.exp(-torch.abs(z)))).mean()",
        now="return (torch.clamp(z, min=0) - z * y + torch.log1p(torch.exp(-torch.abs(z)))).mean().detach()",
        reason="The scores that it is given have no graph.",
    ),
    equivalent(
        of="compare_losses",
        was="found[name] = (loss.item(), score.grad.item())",
        now=(
            "found[name] = (loss, score.grad.item())",
            "found[name] = (loss.item(), score.grad)",
        ),
        reason="A tensor of one number is as good as a number.",
    ),
    equivalent(
        of="train",
        was="optimizer.zero_grad()",
        now="model.zero_grad()",
        reason="The optimizer has all of the model's parameters.",
    ),
    equivalent(
        of="crossing_hour",
        was="weight, bias = model.linear.weight.item(), model.linear.bias.item()",
        now=(
            "weight, bias = model.linear.weight, model.linear.bias.item()",
            "weight, bias = model.linear.weight.item(), model.linear.bias",
        ),
        reason="A tensor of one number is as good as a number.",
    ),
    equivalent(
        of="probability_figure",
        was="hours = torch.linspace(0, 10, 200)",
        now=("hours = torch.linspace(0, 10, 201)", "hours = torch.linspace(0, 10, 199)"),
        reason="Any number of points from 50 on makes a smooth curve.",
    ),
    equivalent(
        of="probability_figure",
        was="hours = torch.linspace(0, 10, 200)",
        now="hours = torch.linspace(10, 0, 200)",
        reason="A curve that is drawn from right to left looks the same.",
    ),
]
