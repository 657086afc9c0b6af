"""Checks of the image data: small data sets in the formats of the real ones, made here, and never a download.

torchvision compares CIFAR-10's files with the MD5 sums of the real ones. While a learner's function runs, the sums of
the small set stand in their place, so that the comparison is made, and a damaged file is refused.
"""

import torch

from grader.authoring import (
    Samples,
    case,
    check,
    cifar10_folder,
    equals_reference,
    exercise,
    folder,
    md5_sums,
    mnist_folder,
    raises,
    random_case,
    tensor,
)

about = exercise(
    title={"en": "Images as tensors", "zh": "用张量表示图像"},
    worked_examples={
        "load_mnist": "image_tensors",
        "load_cifar10": "image_tensors",
        "class_counts": "class_counts",
        "class_shares": "class_counts",
        "two_classes": "two_classes",
        "most_likely": "class_counts",
    },
)


def digits(seed, labels):
    """Images in which no two rows and no two columns are equal, with both 0 and 255."""
    pixels = bytes(
        (seed * 37 + 11 * image + 9 * row + 5 * row * column + column) % 256
        for image in range(len(labels))
        for row in range(28)
        for column in range(28)
    )
    return Samples(bytes([0, 255, 51]) + pixels[3:], bytes(labels))


def photos(seed, labels):
    """Images of three colours that differ in every pixel."""
    pixels = bytes(
        (seed * 29 + 17 * image + 71 * colour + 7 * row + 3 * row * column + column) % 256
        for image in range(len(labels))
        for colour in range(3)
        for row in range(32)
        for column in range(32)
    )
    return Samples(bytes([0, 255, 51]) + pixels[3:], bytes(labels))


FEW_DIGITS = mnist_folder(digits(1, [5, 0, 4]), digits(2, [7, 2]))
FEW_PHOTOS = cifar10_folder(
    [photos(1, [6]), photos(2, [9, 3]), photos(3, [4]), photos(4, [1]), photos(5, [0])], photos(6, [8, 3])
)


def damaged(files, name):
    """The same files, one bit of one of them the other way round."""
    changed = {
        path: content[:-9] + bytes([content[-9] ^ 1]) + content[-8:] if path.endswith(name) else content
        for path, content in files.files
    }
    return folder(changed)


@random_case(count=2, label={"en": "a random data set", "zh": "随机数据集"})
def random_digits(generator):
    """A small MNIST of random pixels."""
    train, test = (
        Samples(
            generator.integers(0, 256, count * 784).astype("uint8").tobytes(),
            generator.integers(0, 10, count).astype("uint8").tobytes(),
        )
        for count in (5, 3)
    )
    return case(root=mnist_folder(train, test), train=bool(generator.integers(0, 2)))


@random_case(count=2, label={"en": "a random data set", "zh": "随机数据集"})
def random_photos(generator):
    """A small CIFAR-10 of random pixels."""
    parts = [
        Samples(
            generator.integers(0, 256, count * 3072).astype("uint8").tobytes(),
            generator.integers(0, 10, count).astype("uint8").tobytes(),
        )
        for count in (1, 1, 2, 1, 1, 3)
    ]
    files = cifar10_folder(parts[:5], parts[5])
    return case(root=files, sums=md5_sums(files), train=bool(generator.integers(0, 2)))


def with_sums(sums, load, *arguments):
    """What a function returns while these MD5 sums stand for those of the real CIFAR-10."""
    from torchvision import datasets

    kind = datasets.CIFAR10
    real = kind.train_list, kind.test_list, kind.meta
    kind.train_list = [[name, sums[name]] for name, _ in kind.train_list]
    kind.test_list = [[name, sums[name]] for name, _ in kind.test_list]
    kind.meta = kind.meta | {"md5": sums["batches.meta"]}
    try:
        return load(*arguments)
    finally:
        kind.train_list, kind.test_list, kind.meta = real


def without_network(load, *arguments):
    """What a function returns where no data set can be downloaded: it is told so where it asks for one."""
    from torchvision import datasets

    class NoNetwork(BaseException):
        """Ends the call; what handles an Exception does not handle it."""

    def download(self):
        raise NoNetwork

    kinds = (datasets.MNIST, datasets.CIFAR10)
    real = [kind.download for kind in kinds]
    for kind in kinds:
        kind.download = download
    try:
        return load(*arguments)
    except NoNetwork:
        return "a download was asked for"
    finally:
        for kind, one in zip(kinds, real, strict=True):
            kind.download = one


@check(
    role="data",
    of="load_mnist",
    points=3,
    cases=[
        case({"en": "three images to train with", "zh": "三张训练图像"}, root=FEW_DIGITS, train=True),
        case({"en": "two images to test with", "zh": "两张测试图像"}, root=FEW_DIGITS, train=False),
        random_digits,
    ],
    expect=equals_reference(dtype=True, container=True),
    sentence={"zh": "MNIST 的图像是 (N, 1, 28, 28) 的 float32 张量，取值在 0 到 1 之间；标签是 int64。"},
)
def mnist_as_tensors(m, root, train):
    """MNIST's images are float32 tensors of shape (N, 1, 28, 28) from 0 to 1, its labels int64."""
    images, labels = m.load_mnist(root, train)
    return {"images": images, "labels": labels}


@check(
    role="data",
    of="load_mnist",
    points=1,
    cases=[
        case({"en": "an empty folder", "zh": "空文件夹"}, root=folder({}), train=True),
        case(
            {"en": "one file is missing", "zh": "缺一个文件"},
            root=folder({name: content for name, content in FEW_DIGITS.files if "t10k-labels" not in name}),
            train=False,
        ),
    ],
    expect=raises("RuntimeError", "OSError"),
    fixed="A refusal gives no number that could be copied.",
    counts_with=["mnist_as_tensors"],
    sentence={"zh": "没有数据时抛出异常，不下载。"},
)
def mnist_that_is_not_there(m, root, train):
    """Where there is no data, an error is raised and nothing is downloaded."""
    return without_network(m.load_mnist, root, train)


@check(
    role="data",
    of="load_cifar10",
    points=3,
    cases=[
        case({"en": "five batches", "zh": "五个批次文件"}, root=FEW_PHOTOS, sums=md5_sums(FEW_PHOTOS), train=True),
        case({"en": "the test batch", "zh": "测试批次"}, root=FEW_PHOTOS, sums=md5_sums(FEW_PHOTOS), train=False),
        random_photos,
    ],
    expect=equals_reference(dtype=True, container=True),
    sentence={"zh": "CIFAR-10 的图像是 (N, 3, 32, 32) 的 float32 张量，颜色通道在前；标签是 int64。"},
)
def cifar10_as_tensors(m, root, sums, train):
    """CIFAR-10's images are float32 tensors of shape (N, 3, 32, 32), colours first, its labels int64."""
    images, labels = with_sums(sums, m.load_cifar10, root, train)
    return {"images": images, "labels": labels}


@check(
    role="data",
    of="load_cifar10",
    points=1,
    cases=[
        case({"en": "an empty folder", "zh": "空文件夹"}, root=folder({}), sums=md5_sums(FEW_PHOTOS), train=True),
        case(
            {"en": "one file is missing", "zh": "缺一个文件"},
            root=folder({name: content for name, content in FEW_PHOTOS.files if "test_batch" not in name}),
            sums=md5_sums(FEW_PHOTOS),
            train=False,
        ),
    ],
    expect=raises("RuntimeError", "OSError"),
    fixed="A refusal gives no number that could be copied.",
    needs=["cifar10_as_tensors"],
    counts_with=["cifar10_as_tensors"],
    sentence={"zh": "没有数据时抛出异常，不下载。"},
)
def cifar10_that_is_not_there(m, root, sums, train):
    """Where there is no data, an error is raised and nothing is downloaded."""
    return with_sums(sums, without_network, m.load_cifar10, root, train)


@check(
    role="data",
    of="load_cifar10",
    points=1,
    cases=[
        case(
            {"en": "a damaged batch", "zh": "损坏的批次文件"},
            root=damaged(FEW_PHOTOS, "data_batch_3"),
            sums=md5_sums(FEW_PHOTOS),
            train=True,
        ),
        case(
            {"en": "a damaged test batch", "zh": "损坏的测试批次"},
            root=damaged(FEW_PHOTOS, "test_batch"),
            sums=md5_sums(FEW_PHOTOS),
            train=False,
        ),
    ],
    expect=raises("RuntimeError", "OSError"),
    fixed="A refusal gives no number that could be copied.",
    needs=["cifar10_as_tensors"],
    counts_with=["cifar10_as_tensors"],
    sentence={"zh": "文件损坏时抛出异常，不下载。"},
)
def cifar10_that_is_damaged(m, root, sums, train):
    """Where a file is damaged, an error is raised and nothing is downloaded."""
    return with_sums(sums, without_network, m.load_cifar10, root, train)


@random_case(count=2, label={"en": "random labels", "zh": "随机标签"})
def random_labels(generator):
    """Labels of which some do not occur."""
    classes = int(generator.integers(5, 12))
    labels = generator.integers(0, classes - 1, int(generator.integers(8, 40)))
    return case(labels=tensor(labels.tolist(), "int64"), classes=classes)


LABELS = [
    case({"en": "worked by hand", "zh": "手算的例子"}, labels=tensor([3, 0, 3, 1], "int64"), classes=5),
    case({"en": "one sample", "zh": "一个样本"}, labels=tensor([2], "int64"), classes=4),
    case(
        {"en": "the last class occurs", "zh": "最后一类出现"}, labels=tensor([9, 9, 4, 0, 9, 4, 7], "int64"), classes=10
    ),
    case({"en": "two classes", "zh": "两类"}, labels=tensor([1, 0, 0, 0, 1], "int64"), classes=2),
    random_labels,
]


@check(role="data", of="class_counts", points=1, cases=LABELS, sentence={"zh": "每一类的样本数，没有出现的类为 0。"})
def number_of_samples_of_each_class(m, labels, classes):
    """Each class has its number of samples, one that does not occur has 0."""
    return m.class_counts(labels, classes)


@check(role="data", of="class_shares", points=1, cases=LABELS, sentence={"zh": "每一类所占的比例，总和为 1。"})
def share_of_each_class(m, labels, classes):
    """Each class has its share of the samples; the sum is 1."""
    return m.class_shares(labels, classes)


@random_case(count=2, label={"en": "random samples", "zh": "随机样本"})
def random_samples(generator):
    """Small images of a few classes."""
    count = int(generator.integers(9, 15))
    labels = generator.integers(0, 4, count)
    labels[:4] = generator.permutation(4)
    negative, positive = (int(label) for label in generator.permutation(4)[:2])
    images = tensor(generator.uniform(0, 1, (count, 2, 3)).round(3).tolist(), "float32")
    return case(images=images, labels=tensor(labels.tolist(), "int64"), negative=negative, positive=positive)


@check(
    role="data",
    of="two_classes",
    points=2,
    cases=[
        case(
            {"en": "worked by hand", "zh": "手算的例子"},
            images=tensor([[0.1, 0.2], [0.3, 0.4], [0.5, 0.6], [0.7, 0.8]], "float32"),
            labels=tensor([7, 4, 1, 7], "int64"),
            negative=7,
            positive=1,
        ),
        case(
            {"en": "the positive class is the larger number", "zh": "正类的编号较大"},
            images=tensor([[0.9], [0.35], [0.05], [0.6], [0.45]], "float32"),
            labels=tensor([2, 8, 8, 0, 2], "int64"),
            negative=2,
            positive=8,
        ),
        case(
            {"en": "the classes 0 and 1", "zh": "类 0 和 1"},
            images=tensor([[[[0.25, 0.5]]], [[[0.75, 0.15]]], [[[0.65, 0.85]]]], "float32"),
            labels=tensor([0, 1, 0], "int64"),
            negative=1,
            positive=0,
        ),
        random_samples,
    ],
    sentence={"zh": "只保留两类样本，标签变为 0 和 1，顺序不变。"},
)
def samples_of_two_classes(m, images, labels, negative, positive):
    """The samples of two classes stay, in their order, with labels 0 and 1."""
    images, labels = m.two_classes(images, labels, negative, positive)
    return {"images": images, "labels": torch.as_tensor(labels) * 1}  # True and False are as good as 1 and 0


@random_case(count=2, label={"en": "random probabilities", "zh": "随机概率"})
def random_probabilities(generator):
    """Rows of probabilities, more rows than classes."""
    classes = int(generator.integers(3, 6))
    scores = generator.permuted(generator.uniform(0.1, 1.0, (7, 1)) ** generator.permutation(classes), axis=1)
    return case(probabilities=(scores / scores.sum(axis=1, keepdims=True)).tolist())


@check(
    role="concept",
    of="most_likely",
    points=1,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, probabilities=[[0.1, 0.7, 0.2], [0.5, 0.2, 0.3]]),
        case({"en": "one sample", "zh": "一个样本"}, probabilities=[[0.15, 0.05, 0.2, 0.6]]),
        case({"en": "two classes", "zh": "两类"}, probabilities=[[0.3, 0.7], [0.95, 0.05], [0.45, 0.55]]),
        case(
            {"en": "a small lead", "zh": "优势很小"},
            probabilities=[[0.26, 0.255, 0.245, 0.24], [0.2, 0.3, 0.21, 0.29], [0.24, 0.255, 0.26, 0.245]],
        ),
        random_probabilities,
    ],
    sentence={"zh": "每个样本取概率最大的那一类。"},
)
def class_with_the_largest_probability(m, probabilities):
    """Each sample gets the class with the largest probability."""
    return m.most_likely(probabilities)
