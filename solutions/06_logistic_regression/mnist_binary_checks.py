"""Checks of two digits told apart: small sets in MNIST's own format, made here, and never a download."""

import numpy as np
import torch

from grader.authoring import (
    Samples,
    Text,
    all_of,
    case,
    check,
    curve,
    equals_reference,
    exercise,
    folder,
    kind_of,
    mnist_folder,
    observed,
    plain,
    raises,
    random_case,
    satisfies,
    tensor,
)

about = exercise(
    title={"en": "Two digits told apart", "zh": "区分两个数字"},
    worked_examples={
        "load_two_digits": "two_classes",
        "BinaryClassifier": "nn_module",
        "batches": "mini_batches",
        "train_epoch": "training_step",
        "fit": "training_step",
        "predict": "decisions",
        "accuracy": "decisions",
    },
)


def digits(seed, labels):
    """Images in which no two rows and no two columns are equal."""
    pixels = bytes(
        (seed * 37 + 11 * image + 9 * row + 5 * row * column + column) % 256
        for image in range(len(labels))
        for row in range(28)
        for column in range(28)
    )
    return Samples(bytes([0, 255, 51]) + pixels[3:], bytes(labels))


FEW_DIGITS = mnist_folder(digits(1, [7, 1, 3, 7, 0]), digits(2, [3, 8, 7]))


def column(values):
    """A float32 tensor of shape (N, 1)."""
    return tensor([[value] for value in values], "float32")


def draw_images(generator, count, pixels):
    """Small images of two classes that overlap, with their labels."""
    labels = generator.integers(0, 2, count).astype(float)
    labels[:2] = [0.0, 1.0]
    pattern = generator.uniform(0.1, 0.9, pixels)
    images = 0.4 * labels[:, None] * pattern + generator.uniform(0.05, 0.55, (count, pixels))
    return {"images": tensor(images.round(3).tolist(), "float32"), "labels": column(labels.tolist())}


SEVEN = {
    "images": tensor(
        [
            [0.1, 0.85, 0.3], [0.65, 0.2, 0.4], [0.15, 0.55, 0.9], [0.75, 0.35, 0.05], [0.25, 0.95, 0.45],
            [0.5, 0.6, 0.8], [0.95, 0.1, 0.7],
        ],
        "float32",
    ),
    "labels": column([1.0, 0.0, 1.0, 0.0, 1.0, 1.0, 0.0]),
}  # fmt: skip


USUAL = {"criterion": "BCEWithLogitsLoss", "momentum": 0.0}


@random_case(count=2, label={"en": "a random data set", "zh": "随机数据集"})
def random_digits(generator):
    """A small MNIST of random pixels, with two of its digits."""
    negative, positive = (int(digit) for digit in generator.permutation(10)[:2])
    parts = []
    for count in (7, 5):
        labels = generator.choice([negative, positive, (positive + 1) % 10, (negative + 2) % 10], count)
        labels[:2] = [positive, negative]
        pixels = generator.integers(0, 256, count * 784).astype("uint8")
        parts.append(Samples(pixels.tobytes(), labels.astype("uint8").tobytes()))
    return case(root=mnist_folder(*parts), train=bool(generator.integers(0, 2)), negative=negative, positive=positive)


@random_case(count=2, label={"en": "random samples", "zh": "随机样本"})
def random_samples(generator):
    """More samples than the batch size divides."""
    size = int(generator.integers(2, 5))
    count = size * int(generator.integers(2, 4)) + 1
    return case(**draw_images(generator, count, 3), batch_size=size, seed=int(generator.integers(10**6)))


@random_case(count=2, label={"en": "random batches", "zh": "随机小批量"})
def random_epoch(generator):
    """A few samples with sizes of batches that differ."""
    return case(
        **draw_images(generator, 9, 4),
        sizes=plain([4, 2, 3]),
        w=float(generator.uniform(-0.5, 0.5)),
        b=0.25,
        lr=0.6,
        **USUAL,
    )


@random_case(count=2, label={"en": "a random training", "zh": "随机训练"})
def random_training(generator):
    """A small set to train on."""
    return case(**draw_images(generator, 11, 4), epochs=3, batch_size=4, lr=0.8, seed=int(generator.integers(10**6)))


@random_case(count=2, label={"en": "random scores", "zh": "随机得分"})
def random_scores(generator):
    """Scores of both signs, some between 0 and 0.5."""
    scores = [*generator.normal(0, 2, 6), generator.uniform(0.05, 0.45), -generator.uniform(0.05, 0.45), 0.0]
    return case(scores=column([round(float(score), 3) for score in scores]))


@random_case(count=2, label={"en": "random predictions", "zh": "随机预测"})
def random_predictions(generator):
    """Predictions of which most are right."""
    count = int(generator.integers(5, 30))
    labels = generator.integers(0, 2, count)
    labels[:2] = [0, 1]
    wrong = generator.uniform(0, 1, count) < 0.3
    wrong[:3] = [True, False, False]
    return case(
        predictions=column((labels ^ wrong).astype(float).tolist()),
        labels=tensor(labels.astype(float).tolist(), "float32"),
    )


@check(
    role="data",
    of="load_two_digits",
    points=3,
    cases=[
        case({"en": "digits to train with", "zh": "训练部分"}, root=FEW_DIGITS, train=True, negative=7, positive=3),
        case({"en": "digits to test with", "zh": "测试部分"}, root=FEW_DIGITS, train=False, negative=3, positive=7),
        random_digits,
    ],
    expect=equals_reference(dtype=True, container=True),
    sentence={"zh": "两个数字的图像为 (M, 784)，标签为 (M, 1)，都是 float32。"},
)
def images_of_two_digits(m, root, train, negative, positive):
    """The images of two digits have shape (M, 784), their labels (M, 1), both float32."""
    images, labels = m.load_two_digits(root, train, negative, positive)
    return {"images": images, "labels": labels}


@check(
    role="data",
    of="load_two_digits",
    points=1,
    cases=[
        case({"en": "an empty folder", "zh": "空文件夹"}, root=folder({}), train=True, negative=0, positive=1),
        case(
            {"en": "one file is missing", "zh": "缺一个文件"},
            root=folder({name: content for name, content in FEW_DIGITS.files if "t10k-images" not in name}),
            train=False,
            negative=3,
            positive=7,
        ),
    ],
    expect=raises("RuntimeError", "OSError"),
    fixed="A refusal gives no number that could be copied.",
    counts_with=["images_of_two_digits"],
    sentence={"zh": "没有数据时抛出异常，不下载。"},
)
def digits_that_are_not_there(m, root, train, negative, positive):
    """Where there is no data, an error is raised and nothing is downloaded."""
    from torchvision import datasets

    class NoNetwork(BaseException):
        """Ends the call; what handles an Exception does not handle it."""

    def download(self):
        raise NoNetwork

    real, datasets.MNIST.download = datasets.MNIST.download, download
    try:
        return m.load_two_digits(root, train, negative, positive)
    except NoNetwork:
        return "a download was asked for"
    finally:
        datasets.MNIST.download = real


def filled(model, w, b):
    """The model with weights w, 2w, 3w, ... and the bias b."""
    import torch

    with torch.no_grad():
        for parameter in model.parameters():
            if parameter.numel() == 1:
                parameter.fill_(b)
            else:
                parameter.copy_(w * torch.arange(1.0, parameter.numel() + 1).reshape(parameter.shape))
    return model


def all_of_them_0(found, arguments):
    """A weight for each pixel and a bias, leaves of the graph that can be trained, and each number of them 0."""
    trained = [one for one in found if one.container == "tensor" and one.is_leaf and one.requires_grad]
    sizes = sorted(one.size for one in trained)
    if sizes != sorted([1, arguments["pixels"]]):
        pixels, shown = arguments["pixels"], ", ".join(map(str, sizes))
        return Text(
            {
                "en": f"There should be {pixels} weights and 1 bias to be trained; sizes that were "
                f"found: {shown or '-'}.",
                "zh": f"应有 {pixels} 个权重和 1 个偏置可以训练；找到的个数是：{shown or '无'}。",
            }
        )
    if any(one.any() for one in trained):
        return Text({"en": "Not all weights and the bias are 0 at the start.", "zh": "权重和偏置一开始并不全为 0。"})
    return None


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def numbers_of_pixels(generator):
    return case(pixels=int(generator.integers(4, 60)))


@check(
    role="forward",
    of="BinaryClassifier",
    points=1,
    cases=[
        case({"en": "three pixels", "zh": "三个像素"}, pixels=3),
        case({"en": "784 pixels", "zh": "784 个像素"}, pixels=784),
        numbers_of_pixels,
    ],
    expect=satisfies(all_of_them_0),
    counts_with=["model_gives_scores"],
    sentence={"zh": "模型有 pixels 个权重和一个偏置，全部从 0 开始。"},
)
def model_starts_at_zero(m, pixels):
    """The model has a weight for each pixel and one bias, all of them 0 at the start."""
    return observed(list(m.BinaryClassifier(pixels).parameters()))


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def images_and_parameters(generator):
    images = generator.uniform(0.05, 0.95, (4, 3)).tolist()
    w, b = generator.uniform(0.4, 1.6, 2).tolist()
    return case(images=tensor(images, "float32"), w=w, b=-b)


@check(
    role="forward",
    of="BinaryClassifier",
    points=1,
    cases=[
        case({"en": "seven images", "zh": "七张图像"}, images=SEVEN["images"], w=0.85, b=-0.37),
        case({"en": "one image", "zh": "一张图像"}, images=tensor([[0.35, 0.9]], "float32"), w=-1.45, b=0.62),
        images_and_parameters,
    ],
    expect=equals_reference(container=["scores"]),
    needs=["model_starts_at_zero"],
    sentence={"zh": "模型给出得分，形状为 (N, 1)，没有经过 logistic 函数。"},
)
def model_gives_scores(m, images, w, b):
    """The model gives scores of shape (N, 1), without the logistic function."""
    model = filled(m.BinaryClassifier(images.shape[1]), w, b)
    scores = model(images)
    seen = observed(scores)
    if scores.requires_grad:
        scores.sum().backward()
    slopes = [one.grad for one in sorted(model.parameters(), key=lambda one: one.numel())]
    return {"scores": seen, "slopes": [None if slope is None else slope.reshape(-1) for slope in slopes]}


@check(
    role="data",
    of="batches",
    points=2,
    cases=[
        case({"en": "the size does not divide N", "zh": "批大小不能整除 N"}, **SEVEN, batch_size=3, seed=4),
        case({"en": "one batch", "zh": "只有一批"}, **SEVEN, batch_size=7, seed=2),
        case({"en": "a size above N", "zh": "批大小大于 N"}, **SEVEN, batch_size=10, seed=5),
        case({"en": "batches of one", "zh": "每批一个"}, **SEVEN, batch_size=1, seed=7),
        random_samples,
    ],
    sentence={"zh": "每轮重新打乱，切成小批量，图像和标签一一对应，最后一批可以更小。"},
)
def mini_batches_of_an_epoch(m, images, labels, batch_size, seed):
    """Each epoch draws a new order and cuts it: images keep their own labels, and no sample is left out."""
    generator = torch.Generator().manual_seed(seed)
    return [m.batches(images, labels, batch_size, generator) for _ in range(2)]


def no_tensor_in(name):
    """Property: this entry is a number, or holds numbers, and no tensor."""

    def holds(found, arguments):
        inside = found[name] if isinstance(found[name], (list, tuple)) else []
        if all(kind_of(one) != "a tensor" for one in (found[name], *inside)):
            return None
        return Text(
            {
                "en": f"The {name} should be a float and not a tensor: `.item()` gives the float.",
                "zh": "损失应为浮点数，而不是张量：`.item()` 给出浮点数。",
            }
        )

    return holds


@check(
    role="train",
    of="train_epoch",
    points=3,
    cases=[
        case({"en": "three batches", "zh": "三批"}, **SEVEN, sizes=plain([3, 3, 1]), w=0.4, b=-0.3, lr=0.7, **USUAL),
        case({"en": "one batch", "zh": "一批"}, **SEVEN, sizes=plain([7]), w=-0.55, b=0.2, lr=0.9, **USUAL),
        case(
            {"en": "batches of one", "zh": "每批一个"}, **SEVEN, sizes=plain([1] * 7), w=0.15, b=0.45, lr=0.35, **USUAL
        ),
        case(
            {"en": "another criterion, and momentum", "zh": "另一种 criterion，带动量"},
            **SEVEN,
            sizes=plain([2, 4, 1]),
            w=0.35,
            b=-0.15,
            lr=0.25,
            criterion="MSELoss",
            momentum=0.6,
        ),
        random_epoch,
    ],
    expect=all_of(equals_reference(), satisfies(no_tensor_in("mean loss"))),
    sentence={"zh": "每个小批量更新一次；返回所有样本的平均损失。"},
)
def epoch_of_updates(m, images, labels, sizes, w, b, lr, criterion, momentum):
    """Each batch makes one update; the mean loss of all samples comes back."""
    import torch

    model = filled(torch.nn.Linear(images.shape[1], 1), w, b)
    optimizer = torch.optim.SGD(model.parameters(), lr=lr, momentum=momentum)
    parts = list(zip(torch.split(images, sizes), torch.split(labels, sizes), strict=True))
    loss = m.train_epoch(model, getattr(torch.nn, criterion)(), optimizer, parts)
    return {"mean loss": loss, "weights": model.weight.detach(), "bias": model.bias.detach()}


@check(
    role="train",
    of="fit",
    points=3,
    cases=[
        # Reports plot the first case.
        case({"en": "seven images", "zh": "七张图像"}, **SEVEN, epochs=8, batch_size=3, lr=0.9, seed=4),
        case({"en": "one epoch", "zh": "一轮"}, **SEVEN, epochs=1, batch_size=4, lr=0.5, seed=1),
        case({"en": "no epochs", "zh": "零轮"}, **SEVEN, epochs=0, batch_size=2, lr=0.5, seed=3),
        random_training,
    ],
    expect=all_of(equals_reference(), satisfies(no_tensor_in("losses"))),
    needs=["model_gives_scores", "mini_batches_of_an_epoch", "epoch_of_updates"],
    sentence={"zh": "新建模型，每轮抽取自己的小批量，记录每轮的平均损失。"},
    curves=(curve("losses", title={"en": "Mean loss over the epochs", "zh": "每轮的平均损失"}),),
)
def whole_cycle(m, images, labels, epochs, batch_size, lr, seed):
    """A new model, batches drawn anew in each epoch, the mean loss of each."""
    generator = torch.Generator().manual_seed(seed)
    model, losses = m.fit(images, labels, epochs, batch_size, lr, generator)
    with torch.no_grad():
        scores = model(images)
    return {"losses": losses, "scores": scores}


def draw_strokes(generator, count):
    """Images of 6 x 6 pixels with noise: an upright stroke (label 0) or a level one in some row (label 1)."""
    labels = generator.integers(0, 2, count)
    images = generator.uniform(0.0, 0.2, (count, 6, 6))
    images[labels == 0, :, 2] += 0.8
    images[labels == 1, generator.integers(0, 6, count)[labels == 1]] += 0.8
    return tensor(images.reshape(count, 36).tolist(), "float32"), column(labels.astype(float).tolist())


@random_case(count=2, label={"en": "strokes", "zh": "笔画"})
def strokes(generator):
    """Strokes to learn from, and others to be told apart; the labels of those stay here."""
    images, labels = draw_strokes(generator, 48)
    unseen, _ = draw_strokes(generator, 200)
    return case(images=images, labels=labels, unseen=unseen, seed=int(generator.integers(10**6)))


def nearly_all_are_right(found, arguments):
    rows = arguments["unseen"].reshape(-1, 6, 6).min(axis=2)
    accuracy = float(np.mean((np.asarray(found).reshape(-1) > 0) == (rows.max(axis=1) > 0.5)))
    if accuracy >= 0.98:
        return None
    return Text(
        {
            "en": f"On images that it has not seen, the accuracy of the model is {accuracy:.3g}.",
            "zh": f"在没有见过的图像上，模型的准确率是 {accuracy:.3g}。",
        }
    )


@check(
    role="train",
    of="fit",
    points=1,
    cases=[strokes],
    expect=satisfies(nearly_all_are_right),
    needs=["whole_cycle"],
    counts_with=["whole_cycle"],
    sentence={"zh": "在没有见过的图像上，准确率至少为 0.98。"},
)
def strokes_are_told_apart(m, images, labels, unseen, seed):
    """On images that it has not seen, the accuracy is at least 0.98."""
    model, _ = m.fit(images, labels, 4, 12, 1.0, torch.Generator().manual_seed(seed))
    with torch.no_grad():
        return model(unseen)


@check(
    role="concept",
    of="predict",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, scores=column([-0.2, 0.0, 0.3, 4.0])),
        case({"en": "one score", "zh": "一个得分"}, scores=column([-1.7])),
        case({"en": "exactly on the border", "zh": "恰在边界上"}, scores=column([0.0, 0.0, -3.5])),
        case({"en": "sure scores", "zh": "很有把握的得分"}, scores=column([1000.0, -1000.0, 12.5, 0.45, 0.75])),
        random_scores,
    ],
    expect=equals_reference(container=["predictions"]),
    sentence={"zh": "概率为 0.5 或以上时预测为 1，恰好 0.5 也算。"},
)
def classes_decided_for(m, scores):
    """The prediction is 1 where the probability is 0.5 or more, exactly 0.5 included."""
    return {"predictions": m.predict(scores) * 1}  # True and False are as good as 1 and 0


@check(
    role="concept",
    of="accuracy",
    points=2,
    cases=[
        case(
            {"en": "worked by hand", "zh": "手算的例子"},
            predictions=column([1.0, 0.0, 1.0, 1.0]),
            labels=column([1.0, 0.0, 0.0, 1.0]),
        ),
        case(
            {"en": "labels of shape (N,)", "zh": "标签形状为 (N,)"},
            predictions=column([1.0, 0.0, 1.0, 1.0, 0.0]),
            labels=tensor([1.0, 0.0, 0.0, 1.0, 0.0], "float32"),
        ),
        case(
            {"en": "whole numbers", "zh": "整数"},
            predictions=tensor([[0], [1], [0], [0]], "int64"),
            labels=tensor([0, 1, 1, 0], "int64"),
        ),
        case({"en": "all right", "zh": "全对"}, predictions=column([0.0, 1.0, 1.0]), labels=column([0.0, 1.0, 1.0])),
        case({"en": "all wrong", "zh": "全错"}, predictions=column([0.0, 1.0, 0.0]), labels=column([1.0, 0.0, 1.0])),
        case({"en": "one sample", "zh": "一个样本"}, predictions=column([1.0]), labels=tensor([1.0], "float32")),
        case(
            {"en": "one class", "zh": "只有一类"},
            predictions=column([0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0]),
            labels=column([0.0] * 7),
        ),
        random_predictions,
    ],
    sentence={"zh": "预测正确的比例，在 0 到 1 之间。"},
)
def share_of_right_predictions(m, predictions, labels):
    """The accuracy is the share of right predictions, from 0 to 1."""
    return m.accuracy(predictions, labels)
