"""Named mistakes of telling two digits apart."""

import torch
import torchvision

from grader.authoring import equivalent, mistake


def two_digits(root, train, negative, positive):
    dataset = torchvision.datasets.MNIST(root, train=train)
    kept = (dataset.targets == negative) | (dataset.targets == positive)
    images = dataset.data[kept].reshape(-1, 784) / 255
    return images, (dataset.targets[kept] == positive).float().reshape(-1, 1)


def cut(images, labels, order, batch_size):
    return [(images[part], labels[part]) for part in torch.split(order, batch_size)]


@mistake(
    of="load_two_digits",
    family="wrong_shape",
    hint={"en": "Print the shapes of scores and labels.", "zh": "打印得分和标签的形状。"},
    finding={"zh": "标签的形状是 (M,)：与 (M, 1) 的得分不相配。"},
)
def labels_in_one_dimension(root, train, negative, positive):
    """The labels have shape (M,): against scores of shape (M, 1) they do not fit."""
    images, labels = two_digits(root, train, negative, positive)
    return images, labels.reshape(-1)


@mistake(
    of="load_two_digits",
    family="wrong_dtype",
    hint={"en": "Print the dtype of the labels.", "zh": "打印标签的 dtype。"},
    finding={"zh": "标签是整数；`BCEWithLogitsLoss` 需要浮点数。"},
)
def labels_as_whole_numbers(root, train, negative, positive):
    """The labels are whole numbers; `BCEWithLogitsLoss` asks for floats."""
    images, labels = two_digits(root, train, negative, positive)
    return images, labels.long()


@mistake(
    of="load_two_digits",
    family="preparation",
    hint={"en": "Which two numbers may a label be?", "zh": "标签只能是哪两个数？"},
    finding={"zh": "标签仍是原来的数字。"},
)
def digits_for_labels(root, train, negative, positive):
    """The labels are still the digits."""
    images, labels = two_digits(root, train, negative, positive)
    return images, labels * (positive - negative) + negative


@mistake(
    of="load_two_digits",
    family="swapped",
    hint={"en": "Which digit gets the label 1?", "zh": "哪个数字的标签是 1？"},
    finding={"zh": "两个标签反了。"},
)
def labels_reversed(root, train, negative, positive):
    """The two labels are the wrong way round."""
    images, labels = two_digits(root, train, negative, positive)
    return images, 1 - labels


@mistake(
    of="load_two_digits",
    family="preparation",
    hint={"en": "What is the largest number in your images?", "zh": "你的图像中最大的数是多少？"},
    finding={"zh": "像素值仍在 0 到 255 之间。"},
)
def pixels_from_0_to_255(root, train, negative, positive):
    """The pixels still run from 0 to 255."""
    images, labels = two_digits(root, train, negative, positive)
    return images * 255, labels


@mistake(
    of="load_two_digits",
    family="wrong_shape",
    hint={"en": "Print the shape of your images.", "zh": "打印图像的形状。"},
    finding={"zh": "图像没有展平：784 个输入的线性单元需要每行 784 个数。"},
)
def images_not_flattened(root, train, negative, positive):
    """The images are not flattened: a linear unit of 784 inputs needs rows of 784 numbers."""
    images, labels = two_digits(root, train, negative, positive)
    return images.reshape(-1, 1, 28, 28), labels


@mistake(
    of="load_two_digits",
    family="preparation",
    hint={"en": "What becomes of an image of a third digit?", "zh": "第三个数字的图像怎么样了？"},
    finding={"zh": "其他数字仍在里面，标签为 0。"},
)
def other_digits_kept(root, train, negative, positive):
    """The other digits are still there, with the label 0."""
    dataset = torchvision.datasets.MNIST(root, train=train)
    return dataset.data.reshape(-1, 784) / 255, (dataset.targets == positive).float().reshape(-1, 1)


@mistake(
    of="load_two_digits",
    family="argument_not_used",
    hint={"en": "Call it with False. How many images do you get?", "zh": "用 False 调用，得到多少张图像？"},
    finding={"zh": "你没有用到 `train`：总是读取训练部分。"},
)
def always_to_train_with(root, train, negative, positive):
    """You ignore `train`: it is always the images to train with."""
    return two_digits(root, True, negative, positive)


@mistake(
    of="load_two_digits",
    family="other_rule",
    hint={
        "en": "What may happen when this runs on a machine without a network?",
        "zh": "在没有网络的机器上运行会怎样？",
    },
    finding={"zh": "文件缺失时，你要求 torchvision 下载。"},
)
def digits_downloaded(root, train, negative, positive):
    """You ask torchvision for a download where files are missing."""
    torchvision.datasets.MNIST(root, train=train, download=True)
    return two_digits(root, train, negative, positive)


@mistake(
    of="BinaryClassifier",
    family="score_and_probability",
    hint={
        "en": "Which of the two contains the logistic function: your model or the criterion?",
        "zh": "logistic 函数在模型里还是在 criterion 里？",
    },
    finding={"zh": "模型给出的是概率：`BCEWithLogitsLoss` 会再做一次 logistic 函数。"},
)
class ProbabilitiesForScores(torch.nn.Module):
    """The model gives probabilities: `BCEWithLogitsLoss` would apply the logistic function a second time."""

    def __init__(self, pixels):
        super().__init__()
        self.linear = torch.nn.Linear(pixels, 1)
        torch.nn.init.zeros_(self.linear.weight)
        torch.nn.init.zeros_(self.linear.bias)

    def forward(self, images):
        return torch.sigmoid(self.linear(images))


@mistake(
    of="BinaryClassifier",
    family="start_value",
    hint={"en": "What does `torch.nn.Linear` fill its weights with?", "zh": "`torch.nn.Linear` 用什么填充权重？"},
    finding={"zh": "权重从随机数开始，而不是 0。"},
)
class RandomStart(torch.nn.Module):
    """The weights start at random numbers, not at 0."""

    def __init__(self, pixels):
        super().__init__()
        self.linear = torch.nn.Linear(pixels, 1)

    def forward(self, images):
        return self.linear(images)


@mistake(
    of="BinaryClassifier",
    family="argument_not_used",
    hint={"en": "What if the images are smaller?", "zh": "如果图像更小呢？"},
    finding={"zh": "像素数固定为 784，没有用到参数。"},
)
class AlwaysManyPixels(torch.nn.Module):
    """The number of pixels is fixed at 784; the argument is not used."""

    def __init__(self, pixels):
        super().__init__()
        self.linear = torch.nn.Linear(784, 1)
        torch.nn.init.zeros_(self.linear.weight)
        torch.nn.init.zeros_(self.linear.bias)

    def forward(self, images):
        return self.linear(images)


@mistake(
    of="BinaryClassifier",
    family="other_rule",
    hint={"en": "What shape has the model's answer for N images?", "zh": "对 N 张图像，模型输出的形状是什么？"},
    finding={"zh": "模型给出两个得分；区分两类只需一个得分。"},
)
class TwoScores(torch.nn.Module):
    """The model gives two scores; for two classes one score is enough."""

    def __init__(self, pixels):
        super().__init__()
        self.linear = torch.nn.Linear(pixels, 2)
        torch.nn.init.zeros_(self.linear.weight)
        torch.nn.init.zeros_(self.linear.bias)

    def forward(self, images):
        return self.linear(images)


@mistake(
    of="BinaryClassifier",
    family="wrong_shape",
    hint={"en": "What shape have the labels?", "zh": "标签的形状是什么？"},
    finding={"zh": "得分失去了第二维。"},
)
class ScoresInOneDimension(torch.nn.Module):
    """The scores have lost their second dimension."""

    def __init__(self, pixels):
        super().__init__()
        self.linear = torch.nn.Linear(pixels, 1)
        torch.nn.init.zeros_(self.linear.weight)
        torch.nn.init.zeros_(self.linear.bias)

    def forward(self, images):
        return self.linear(images).reshape(-1)


@mistake(
    of="BinaryClassifier",
    family="left_out",
    hint={"en": "Count the parameters of your model.", "zh": "数一数模型的参数。"},
    finding={"zh": "线性单元没有偏置。"},
)
class UnitWithoutBias(torch.nn.Module):
    """The linear unit has no bias."""

    def __init__(self, pixels):
        super().__init__()
        self.linear = torch.nn.Linear(pixels, 1, bias=False)
        torch.nn.init.zeros_(self.linear.weight)

    def forward(self, images):
        return self.linear(images)


@mistake(
    of="BinaryClassifier",
    family="returns_nothing",
    hint={"en": "What does your function give back?", "zh": "你的函数返回了什么？"},
    finding={"zh": "`forward` 没有返回值。"},
)
class NothingReturned(torch.nn.Module):
    """`forward` returns nothing."""

    def __init__(self, pixels):
        super().__init__()
        self.linear = torch.nn.Linear(pixels, 1)
        torch.nn.init.zeros_(self.linear.weight)
        torch.nn.init.zeros_(self.linear.bias)

    def forward(self, images):
        self.linear(images)


@mistake(
    of="batches",
    family="border",
    hint={"en": "10 samples, batches of 4: list the batches.", "zh": "10 个样本、每批 4 个：列出每一批。"},
    finding={"zh": "丢掉了最后不足一批的样本。"},
)
def last_batch_dropped(images, labels, batch_size, generator):
    """The last, smaller batch is dropped."""
    whole = len(images) // batch_size * batch_size
    return cut(images, labels, torch.randperm(len(images), generator=generator)[:whole], batch_size) if whole else []


@mistake(
    of="batches",
    family="wrong_draw",
    hint={"en": "How often do you draw an order?", "zh": "你打乱了几次顺序？"},
    finding={"zh": "图像和标签的顺序不同：图像配上了别人的标签。"},
)
def images_and_labels_parted(images, labels, batch_size, generator):
    """Images and labels are drawn in different orders: an image meets another one's label."""
    first = torch.randperm(len(images), generator=generator)
    second = torch.randperm(len(images), generator=generator)
    pairs = zip(torch.split(first, batch_size), torch.split(second, batch_size))
    return [(images[one], labels[other]) for one, other in pairs]


@mistake(
    of="batches",
    family="wrong_draw",
    hint={"en": "What decides the order of your batches?", "zh": "你的小批量的顺序由什么决定？"},
    finding={"zh": "样本保持原来的顺序：没有打乱。"},
)
def order_not_drawn(images, labels, batch_size, generator):
    """The samples stay in their order: nothing is drawn."""
    return cut(images, labels, torch.arange(len(images)), batch_size)


@mistake(
    of="batches",
    family="wrong_draw",
    hint={"en": "Where in your function does `generator` occur?", "zh": "你的函数在哪里用到了 `generator`？"},
    finding={"zh": "顺序与传入的 generator 无关。"},
)
def global_generator_used(images, labels, batch_size, generator):
    """The order does not follow the generator that is given."""
    return cut(images, labels, torch.randperm(len(images)), batch_size)


@mistake(
    of="batches",
    family="wrong_draw",
    hint={"en": "How often does each sample appear in an epoch?", "zh": "每个样本在一轮中出现几次？"},
    finding={"zh": "你做了有放回的抽样：有的样本出现两次，有的没有出现。"},
)
def drawn_with_replacement(images, labels, batch_size, generator):
    """Samples are drawn with replacement: some appear twice, others not at all."""
    order = torch.randint(0, len(images), (len(images),), generator=generator)
    return cut(images, labels, order, batch_size)


@mistake(
    of="batches",
    family="other_rhythm",
    hint={
        "en": "What does batch_size = 4 mean: four batches, or four samples in each?",
        "zh": "batch_size = 4 的意思是四批，还是每批四个？",
    },
    finding={"zh": "你把数据切成了 `batch_size` 批，而不是每批 `batch_size` 个。"},
)
def as_many_batches_as_the_size(images, labels, batch_size, generator):
    """The data are cut into `batch_size` batches, not into batches of that size."""
    order = torch.randperm(len(images), generator=generator)
    return [(images[part], labels[part]) for part in torch.chunk(order, batch_size)]


@mistake(
    of="train_epoch",
    family="other_rhythm",
    hint={"en": "How many samples are in the last batch?", "zh": "最后一批有几个样本？"},
    finding={"zh": "你对各批求平均：较小的最后一批与其他批权重相同。"},
)
def mean_over_the_batches(model, criterion, optimizer, epoch_batches):
    """The mean is over the batches: the smaller last batch counts as much as the others."""
    losses = []
    for images, labels in epoch_batches:
        loss = criterion(model(images), labels)
        losses.append(loss.item())
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return sum(losses) / len(losses)


@mistake(
    of="train_epoch",
    family="sum_for_mean",
    hint={
        "en": "What happens to your number when there are twice as many batches?",
        "zh": "批数加倍时，你的结果会怎样？",
    },
    finding={"zh": "你返回的是各批损失之和。"},
)
def losses_summed(model, criterion, optimizer, epoch_batches):
    """You return the sum of the batches' losses."""
    total = 0.0
    for images, labels in epoch_batches:
        loss = criterion(model(images), labels)
        total += loss.item()
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return total


@mistake(
    of="train_epoch",
    family="one_of_several",
    hint={"en": "Which batches does your number tell about?", "zh": "你的结果反映了哪些批？"},
    finding={"zh": "你只返回了最后一批的损失。"},
)
def loss_of_the_last_batch(model, criterion, optimizer, epoch_batches):
    """You return the loss of the last batch only."""
    for images, labels in epoch_batches:
        loss = criterion(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return loss.item()


@mistake(
    of="train_epoch",
    family="graph_cut_or_kept",
    hint={"en": "Do you need the number or the graph?", "zh": "你需要的是数值，还是整张计算图？"},
    finding={"zh": "累加的是带计算图的张量；这里要求 Python 浮点数。"},
)
def graphs_summed(model, criterion, optimizer, epoch_batches):
    """The sum holds the graph of every batch; a Python float is asked for."""
    total, count = 0.0, 0
    for images, labels in epoch_batches:
        loss = criterion(model(images), labels)
        total = total + loss * len(images)
        count += len(images)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return total / count


@mistake(
    of="train_epoch",
    family="argument_not_used",
    hint={"en": "Which of the arguments does your function not use?", "zh": "你的函数没有用到哪个参数？"},
    finding={"zh": "你自己造了一个 criterion，没有用传入的那一个。"},
)
def criterion_of_its_own(model, criterion, optimizer, epoch_batches):
    """Your function makes a criterion of its own and does not use the one that it is given."""
    total, count = 0.0, 0
    for images, labels in epoch_batches:
        loss = torch.nn.functional.binary_cross_entropy_with_logits(model(images), labels)
        total += loss.item() * len(images)
        count += len(images)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
    return total / count


@mistake(
    of="train_epoch",
    family="state_not_reset",
    hint={
        "en": "At fixed parameters, call backward twice: is the second gradient the same?",
        "zh": "参数不变，连续调用两次 backward：两次梯度一样吗？",
    },
    finding={"zh": "梯度没有清零：每一批都加上了之前所有的梯度。"},
)
def gradients_not_zeroed(model, criterion, optimizer, epoch_batches):
    """The gradients are not set to zero: each batch adds its own to all earlier ones."""
    total, count = 0.0, 0
    for images, labels in epoch_batches:
        loss = criterion(model(images), labels)
        total += loss.item() * len(images)
        count += len(images)
        loss.backward()
        optimizer.step()
    return total / count


@mistake(
    of="train_epoch",
    family="training_step",
    hint={
        "en": "Which line changes the parameters, and is there a gradient at that moment?",
        "zh": "哪一行改变了参数？那时还有梯度吗？",
    },
    finding={"zh": "参数没有更新：`optimizer.step()` 应在 `backward()` 之后、清零梯度之前。"},
)
def nothing_updated(model, criterion, optimizer, epoch_batches):
    """Nothing is updated: `optimizer.step()` has to come after `backward()`, before the gradients are zeroed."""
    total, count = 0.0, 0
    for images, labels in epoch_batches:
        loss = criterion(model(images), labels)
        total += loss.item() * len(images)
        count += len(images)
        optimizer.zero_grad()
        loss.backward()
    return total / count


@mistake(
    of="train_epoch",
    family="other_rhythm",
    hint={"en": "How many updates should there be for three batches?", "zh": "三批应更新几次？"},
    finding={"zh": "整轮只在最后一批之后更新了一次。"},
)
def one_update_for_all(model, criterion, optimizer, epoch_batches):
    """There is one update for the whole epoch, after the last batch."""
    total, count = 0.0, 0
    optimizer.zero_grad()
    for images, labels in epoch_batches:
        loss = criterion(model(images), labels)
        total += loss.item() * len(images)
        count += len(images)
        loss.backward()
    optimizer.step()
    return total / count


@mistake(
    of="train_epoch",
    family="one_step_off",
    hint={"en": "Which parameters does your loss belong to?", "zh": "你的损失对应哪组参数？"},
    finding={"zh": "损失是在更新之后才测量的。"},
)
def loss_after_the_update(model, criterion, optimizer, epoch_batches):
    """The loss is measured after the update of its batch."""
    total, count = 0.0, 0
    for images, labels in epoch_batches:
        loss = criterion(model(images), labels)
        optimizer.zero_grad()
        loss.backward()
        optimizer.step()
        total += criterion(model(images), labels).item() * len(images)
        count += len(images)
    return total / count


@mistake(
    of="fit",
    family="wrong_draw",
    hint={"en": "How often is an order drawn in three epochs?", "zh": "三轮共打乱几次顺序？"},
    finding={"zh": "每轮的小批量都相同；应重新抽取。"},
)
def batches_drawn_once(images, labels, epochs, batch_size, lr, generator):
    """Each epoch sees the same batches; they are to be drawn anew."""
    model = BinaryClassifier(images.shape[1])
    criterion = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    drawn = batches(images, labels, batch_size, generator)
    return model, [train_epoch(model, criterion, optimizer, drawn) for _ in range(epochs)]


@mistake(
    of="fit",
    family="not_kept",
    hint={"en": "In which line is the model made? How often is it run?", "zh": "模型在哪一行创建？这一行运行几次？"},
    finding={"zh": "一轮学到的东西在下一轮丢失了；每轮新建模型就会这样。"},
)
def model_made_anew(images, labels, epochs, batch_size, lr, generator):
    """What an epoch has learned is lost in the next, as with a model that is made anew."""
    model = BinaryClassifier(images.shape[1])
    losses = []
    for _ in range(epochs):
        model = BinaryClassifier(images.shape[1])
        optimizer = torch.optim.SGD(model.parameters(), lr=lr)
        drawn = batches(images, labels, batch_size, generator)
        losses.append(train_epoch(model, torch.nn.BCEWithLogitsLoss(), optimizer, drawn))
    return model, losses


@mistake(
    of="fit",
    family="sum_for_mean",
    hint={"en": "What happens to the step if you double the batch?", "zh": "批大小加倍时，步长会怎样？"},
    finding={"zh": "criterion 对一批求和，因此步长被放大，倍数等于批大小。"},
)
def summed_criterion(images, labels, epochs, batch_size, lr, generator):
    """The criterion sums over the batch, so that each step is longer by the batch's size."""
    model = BinaryClassifier(images.shape[1])
    criterion = torch.nn.BCEWithLogitsLoss(reduction="sum")
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(train_epoch(model, criterion, optimizer, batches(images, labels, batch_size, generator)))
    return model, losses


@mistake(
    of="fit",
    family="other_function",
    hint={"en": "Which loss belongs to classification?", "zh": "分类问题用哪个损失？"},
    finding={"zh": "criterion 是线性模型的平方误差。"},
)
def squared_error_used(images, labels, epochs, batch_size, lr, generator):
    """The criterion is the squared error of the linear model."""
    model = BinaryClassifier(images.shape[1])
    criterion = torch.nn.MSELoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(train_epoch(model, criterion, optimizer, batches(images, labels, batch_size, generator)))
    return model, losses


@mistake(
    of="fit",
    family="other_object",
    hint={
        "en": "Is the tensor in the optimizer the same object as in the model?",
        "zh": "优化器里的张量与模型里的是同一个对象吗？",
    },
    finding={"zh": "优化器里是另一个模型的参数：你的模型一直不变。"},
)
def optimizer_of_another_model(images, labels, epochs, batch_size, lr, generator):
    """The optimizer holds the parameters of another model: yours never changes."""
    model = BinaryClassifier(images.shape[1])
    criterion = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(BinaryClassifier(images.shape[1]).parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(train_epoch(model, criterion, optimizer, batches(images, labels, batch_size, generator)))
    return model, losses


@mistake(
    of="fit",
    family="other_function",
    hint={"en": "Which optimizer does the docstring name?", "zh": "文档字符串指定了哪个优化器？"},
    finding={"zh": "你的优化器是 Adam；这里要求用普通的 SGD。"},
)
def another_optimizer(images, labels, epochs, batch_size, lr, generator):
    """Your optimizer is Adam; plain SGD is asked for."""
    model = BinaryClassifier(images.shape[1])
    criterion = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.Adam(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(train_epoch(model, criterion, optimizer, batches(images, labels, batch_size, generator)))
    return model, losses


@mistake(
    of="fit",
    family="argument_not_used",
    hint={"en": "How many updates are there in one epoch?", "zh": "一轮更新几次？"},
    finding={"zh": "所有样本成了一批：没有用到批大小。"},
)
def batch_size_not_used(images, labels, epochs, batch_size, lr, generator):
    """All samples make one batch: the batch size is not used."""
    model = BinaryClassifier(images.shape[1])
    criterion = torch.nn.BCEWithLogitsLoss()
    optimizer = torch.optim.SGD(model.parameters(), lr=lr)
    losses = []
    for _ in range(epochs):
        losses.append(train_epoch(model, criterion, optimizer, batches(images, labels, len(images), generator)))
    return model, losses


@mistake(
    of="predict",
    family="score_and_probability",
    hint={"en": "Which score belongs to probability 0.5?", "zh": "概率 0.5 对应的得分是多少？"},
    finding={"zh": "你拿得分与 0.5 比较；概率 0.5 对应另一个得分。"},
)
def half_of_the_score(scores):
    """You compare the score with 0.5; the probability 0.5 belongs to another score."""
    return (scores >= 0.5).float()


@mistake(
    of="predict",
    family="border",
    hint={"en": "What does the task say about exactly 0.5?", "zh": "题目对恰好 0.5 怎么规定？"},
    finding={"zh": "概率恰为 0.5 时应为 1；你把它当成了 0。"},
    group="border",
)
def border_taken_for_no(scores):
    """A probability of exactly 0.5 counts as 1; yours takes it for 0."""
    return (scores > 0).float()


@mistake(
    of="predict",
    family="other_function",
    hint={"en": "What is round(0.5)?", "zh": "round(0.5) 是多少？"},
    finding={"zh": "概率恰为 0.5 时应为 1；你把它当成了 0，`torch.round` 就会这样。"},
    group="border",
)
def rounded_probability(scores):
    """A probability of exactly 0.5 counts as 1; yours takes it for 0, as `torch.round` does."""
    return torch.round(torch.sigmoid(scores))


@mistake(
    of="predict",
    family="wrong_dtype",
    hint={"en": "Print five predictions next to five labels.", "zh": "把五个预测和五个标签并排打印。"},
    finding={"zh": "你把概率截成了整数：只有恰好为 1 的才是 1。"},
)
def probability_cut_off(scores):
    """The probabilities are cut to whole numbers: only one of exactly 1 stays 1."""
    return torch.sigmoid(scores).int()


@mistake(
    of="predict",
    family="something_else_returned",
    hint={"en": "Which numbers may a prediction be?", "zh": "预测只能是哪两个数？"},
    finding={"zh": "你返回的是概率，还没有决定类别。"},
)
def probabilities_for_classes(scores):
    """You return probabilities; no class has been decided for."""
    return torch.sigmoid(scores)


@mistake(
    of="predict",
    family="swapped",
    hint={"en": "Is a large score for the positive class or against it?", "zh": "得分大表示属于正类，还是不属于？"},
    finding={"zh": "两个类反了。"},
)
def classes_reversed(scores):
    """The classes are the wrong way round."""
    return (scores < 0).float()


@mistake(
    of="predict",
    family="preparation",
    hint={"en": "Which numbers are the labels?", "zh": "标签是哪两个数？"},
    finding={"zh": "你的类别是 -1 和 1；应是 0 和 1。"},
)
def signs_for_classes(scores):
    """Your classes are -1 and 1; they should be 0 and 1."""
    return torch.where(scores >= 0, 1.0, -1.0)


@mistake(
    of="accuracy",
    family="wrong_shape",
    hint={"en": "What is the shape of your comparison?", "zh": "比较结果的形状是什么？"},
    finding={"zh": "(N, 1) 的预测与 (N,) 的标签比较，得到 N x N 的表：你对整张表求了平均。"},
)
def mean_of_a_table(predictions, labels):
    """Predictions of shape (N, 1) against labels of shape (N,) make a table of N x N: you average over it."""
    return (predictions == labels).float().mean().item()


@mistake(
    of="accuracy",
    family="wrong_shape",
    hint={
        "en": "Can an accuracy exceed 1? What is the shape of your comparison?",
        "zh": "准确率能大于 1 吗？比较结果的形状是什么？",
    },
    finding={"zh": "(N, 1) 的预测与 (N,) 的标签比较，得到 N x N 的表：其和除以 N 可能大于 1。"},
)
def sum_of_a_table(predictions, labels):
    """Predictions of shape (N, 1) against labels of shape (N,) make a table of N x N: its sum over N may exceed 1."""
    return (predictions == labels).sum().item() / len(labels)


@mistake(
    of="accuracy",
    family="other_rule",
    hint={"en": "All right: which number should come out?", "zh": "全对应得多少？"},
    finding={"zh": "你数的是个数；准确率是比例。"},
)
def counted_not_shared(predictions, labels):
    """You have counted; the accuracy is a share."""
    return (predictions.reshape(-1) == labels.reshape(-1)).sum().item()


@mistake(
    of="accuracy",
    family="constant_factor",
    hint={"en": "All right: 1 or 100?", "zh": "全对应是 1 还是 100？"},
    finding={"zh": "你的准确率是百分数。"},
)
def accuracy_in_percent(predictions, labels):
    """Your accuracy is in percent."""
    return 100 * (predictions.reshape(-1) == labels.reshape(-1)).float().mean().item()


@mistake(
    of="accuracy",
    family="something_else_returned",
    hint={"en": "All right: which number should come out? All wrong?", "zh": "全对应得多少？全错呢？"},
    finding={"zh": "你返回的是错误率。"},
)
def error_rate(predictions, labels):
    """You return the share of errors."""
    return (predictions.reshape(-1) != labels.reshape(-1)).float().mean().item()


@mistake(
    of="accuracy",
    family="other_rule",
    hint={"en": "Does a right 0 count as right?", "zh": "正确的 0 也算正确吗？"},
    finding={"zh": "只统计了正类的样本：那是另一种指标。"},
)
def right_positives_only(predictions, labels):
    """Only samples of the positive class count: that is another measure."""
    return (predictions.reshape(-1) * labels.reshape(-1)).mean().item()


@mistake(
    of="accuracy",
    family="argument_not_used",
    hint={"en": "Try a set of another size.", "zh": "换一个大小不同的数据集试试。"},
    finding={"zh": "你除以了固定的样本数。"},
)
def divided_by_a_fixed_number(predictions, labels):
    """You have divided by a fixed number of samples."""
    return (predictions.reshape(-1) == labels.reshape(-1)).sum().item() / 4


equivalents = [
    equivalent(
        of="batches",
        was="order = torch.randperm(len(images), generator=generator)",
        now="order = torch.randperm(len(labels), generator=generator)",
        reason="Images and labels have one length.",
    ),
    equivalent(
        of="train_epoch",
        was="total, count = 0.0, 0",
        now="count, total = 0.0, 0",
        reason="Both are 0, and sums of floats either way.",
    ),
    equivalent(
        of="train_epoch",
        was="total += loss.item() * len(images)",
        now="total += loss.item() * len(labels)",
        reason="Images and labels have one length.",
    ),
    equivalent(
        of="train_epoch",
        was="count += len(images)",
        now="count += len(labels)",
        reason="Images and labels have one length.",
    ),
    equivalent(
        of="train_epoch",
        was="optimizer.zero_grad()",
        now="model.zero_grad()",
        reason="The optimizer has all of the model's parameters.",
    ),
    equivalent(
        of="predict",
        was="return (scores >= 0).float()",
        now=("return (scores >= 0).float().detach()", "return (scores >= 0)"),
        reason="A comparison has no graph, and True and False are as good as 1 and 0.",
    ),
    equivalent(
        of="accuracy",
        was="return (predictions.reshape(-1) == labels.reshape(-1)).float().mean()",
        now="return (predictions.reshape(-1) == labels.reshape(-1)).float().mean().detach()",
        reason="A comparison has no graph.",
    ),
]
