"""Named mistakes of the image data."""

import torch
import torchvision

from grader.authoring import equivalent, mistake


def mnist(root, train):
    dataset = torchvision.datasets.MNIST(root, train=train)
    return dataset.data.unsqueeze(1) / 255, dataset.targets


def cifar10(root, train):
    dataset = torchvision.datasets.CIFAR10(root, train=train)
    return torch.from_numpy(dataset.data).permute(0, 3, 1, 2) / 255, torch.tensor(dataset.targets)


@mistake(
    of="load_mnist",
    family="preparation",
    hint={"en": "What is the largest number in your images?", "zh": "你的图像中最大的数是多少？"},
    finding={"zh": "像素值仍在 0 到 255 之间。"},
)
def digits_from_0_to_255(root, train):
    """The pixels still run from 0 to 255."""
    images, labels = mnist(root, train)
    return images * 255, labels


@mistake(
    of="load_mnist",
    family="constant_factor",
    hint={"en": "What becomes of the byte 255?", "zh": "字节 255 变成了多少？"},
    finding={"zh": "你除以了 256；最亮的像素应恰为 1。"},
)
def digits_divided_by_256(root, train):
    """You have divided by 256; a white pixel should be exactly 1."""
    images, labels = mnist(root, train)
    return images * 255 / 256, labels


@mistake(
    of="load_mnist",
    family="wrong_shape",
    hint={"en": "Print the shape. Where does the docstring have the 1?", "zh": "打印形状。文档字符串中的 1 在哪一维？"},
    finding={"zh": "缺少通道维：你的图像形状是 (N, 28, 28)。"},
)
def channel_missing(root, train):
    """The channel is missing: your images have shape (N, 28, 28)."""
    images, labels = mnist(root, train)
    return images.squeeze(1), labels


@mistake(
    of="load_mnist",
    family="wrong_axis",
    hint={"en": "Print the shape. Where does the docstring have the 1?", "zh": "打印形状。文档字符串中的 1 在哪一维？"},
    finding={"zh": "通道放在了最后；它应在行和列之前。"},
)
def channel_last(root, train):
    """The channel comes last; it belongs before rows and columns."""
    images, labels = mnist(root, train)
    return images.permute(0, 2, 3, 1), labels


@mistake(
    of="load_mnist",
    family="wrong_shape",
    hint={"en": "Print the shape of one image.", "zh": "打印一张图像的形状。"},
    finding={"zh": "你把每张图像拉成了一行；应保留行和列。"},
)
def digits_flattened(root, train):
    """Each image has become one long row; rows and columns should stay."""
    images, labels = mnist(root, train)
    return images.reshape(len(images), -1), labels


@mistake(
    of="load_mnist",
    family="argument_not_used",
    hint={"en": "Call it with False. How many images do you get?", "zh": "用 False 调用，得到多少张图像？"},
    finding={"zh": "你没有用到 `train`：总是读取训练部分。"},
)
def always_digits_to_train_with(root, train):
    """You ignore `train`: it is always the images to train with."""
    return mnist(root, True)


@mistake(
    of="load_mnist",
    family="argument_not_used",
    hint={"en": "Which part should True give?", "zh": "True 应给出哪一部分？"},
    finding={"zh": "`train` 的含义反了。"},
)
def digits_of_the_other_part(root, train):
    """`train` works the other way round."""
    return mnist(root, not train)


@mistake(
    of="load_mnist",
    family="preparation",
    hint={
        "en": "What are the smallest and the largest number in your images?",
        "zh": "你的图像中最小和最大的数是多少？",
    },
    finding={"zh": "你还按均值和标准差做了标准化；这里只要求 0 到 1。"},
)
def digits_normalised(root, train):
    """You have normalised by mean and standard deviation as well; the docstring asks for 0 to 1."""
    images, labels = mnist(root, train)
    return (images - 0.1307) / 0.3081, labels


@mistake(
    of="load_mnist",
    family="left_out",
    hint={"en": "What is 200 // 255?", "zh": "200 // 255 是多少？"},
    finding={"zh": "你做了整数除法：小于 255 的像素都变成了 0。"},
)
def digits_divided_without_remainder(root, train):
    """Whole numbers were divided without a remainder: every pixel below 255 has become 0."""
    images, labels = mnist(root, train)
    return (images == 1).float(), labels


@mistake(
    of="load_mnist",
    family="wrong_axis",
    hint={"en": "Draw one of your images.", "zh": "画出一张图像看看。"},
    finding={"zh": "行和列互换了：你的数字是躺着的。"},
)
def digits_on_their_side(root, train):
    """Rows and columns are swapped: your digits lie on their side."""
    images, labels = mnist(root, train)
    return images.transpose(2, 3), labels


@mistake(
    of="load_mnist",
    family="wrong_dtype",
    hint={"en": "What is the dtype of your labels?", "zh": "你的标签是什么 dtype？"},
    finding={"zh": "你的标签是浮点数；类别编号应为 int64。"},
)
def digits_as_floats(root, train):
    """Your labels are floating-point numbers; a class's number is an int64."""
    images, labels = mnist(root, train)
    return images, labels.float()


@mistake(
    of="load_mnist",
    family="wrong_dtype",
    hint={"en": "What is the dtype of your images?", "zh": "你的图像是什么 dtype？"},
    finding={"zh": "你的图像是 float64；模型用 float32。"},
)
def digits_in_float64(root, train):
    """Your images are float64; models work in float32."""
    images, labels = mnist(root, train)
    return images.double(), labels


@mistake(
    of="load_mnist",
    family="other_rule",
    hint={
        "en": "What may happen when this runs on a machine without a network, or in an examination?",
        "zh": "在没有网络的机器上，或在考试中运行会怎样？",
    },
    finding={"zh": "文件缺失时，你要求 torchvision 下载。"},
)
def digits_downloaded(root, train):
    """You ask torchvision for a download where files are missing."""
    dataset = torchvision.datasets.MNIST(root, train=train, download=True)
    return dataset.data.unsqueeze(1) / 255, dataset.targets


@mistake(
    of="load_cifar10",
    family="preparation",
    hint={"en": "What is the largest number in your images?", "zh": "你的图像中最大的数是多少？"},
    finding={"zh": "像素值仍在 0 到 255 之间。"},
)
def photos_from_0_to_255(root, train):
    """The pixels still run from 0 to 255."""
    images, labels = cifar10(root, train)
    return images * 255, labels


@mistake(
    of="load_cifar10",
    family="wrong_axis",
    hint={"en": "Print the shape. Where does the docstring have the 3?", "zh": "打印形状。文档字符串中的 3 在哪一维？"},
    finding={"zh": "颜色通道在最后；它应在行和列之前。"},
)
def colours_last(root, train):
    """The colours come last; they belong before rows and columns."""
    images, labels = cifar10(root, train)
    return images.permute(0, 2, 3, 1), labels


@mistake(
    of="load_cifar10",
    family="wrong_axis",
    hint={
        "en": "Draw one of your images. Which function moves an axis?",
        "zh": "画出一张图像看看。哪个函数可以移动坐标轴？",
    },
    finding={"zh": "形状对了，但 reshape 不会移动坐标轴：像素被打乱了。"},
)
def photos_reshaped(root, train):
    """The shape is right, but reshape does not move axes: the pixels are mixed up."""
    images, labels = cifar10(root, train)
    return images.permute(0, 2, 3, 1).reshape(-1, 3, 32, 32), labels


@mistake(
    of="load_cifar10",
    family="wrong_axis",
    hint={
        "en": "In which order does your permutation have rows and columns?",
        "zh": "你的 permute 中，行和列的顺序如何？",
    },
    finding={"zh": "行和列互换了：你的图像是躺着的。"},
)
def photos_on_their_side(root, train):
    """Rows and columns are swapped: your images lie on their side."""
    images, labels = cifar10(root, train)
    return images.transpose(2, 3), labels


@mistake(
    of="load_cifar10",
    family="swapped",
    hint={"en": "Which colour is images[n, 0]?", "zh": "images[n, 0] 是哪种颜色？"},
    finding={"zh": "红色和蓝色互换了。"},
)
def red_and_blue_swapped(root, train):
    """Red and blue are swapped."""
    images, labels = cifar10(root, train)
    return images.flip(1), labels


@mistake(
    of="load_cifar10",
    family="argument_not_used",
    hint={"en": "Call it with False. How many images do you get?", "zh": "用 False 调用，得到多少张图像？"},
    finding={"zh": "你没有用到 `train`：总是读取训练部分。"},
)
def always_photos_to_train_with(root, train):
    """You ignore `train`: it is always the images to train with."""
    return cifar10(root, True)


@mistake(
    of="load_cifar10",
    family="argument_not_used",
    hint={"en": "Which part should True give?", "zh": "True 应给出哪一部分？"},
    finding={"zh": "`train` 的含义反了。"},
)
def photos_of_the_other_part(root, train):
    """`train` works the other way round."""
    return cifar10(root, not train)


@mistake(
    of="load_cifar10",
    family="preparation",
    hint={
        "en": "What are the smallest and the largest number in your images?",
        "zh": "你的图像中最小和最大的数是多少？",
    },
    finding={"zh": "你还按均值和标准差做了标准化；这里只要求 0 到 1。"},
)
def photos_normalised(root, train):
    """You have normalised by mean and standard deviation as well; the docstring asks for 0 to 1."""
    images, labels = cifar10(root, train)
    return (images - 0.5) / 0.5, labels


@mistake(
    of="load_cifar10",
    family="wrong_dtype",
    hint={"en": "What is the dtype of your images?", "zh": "你的图像是什么 dtype？"},
    finding={"zh": "你的图像是 float64；模型用 float32。"},
)
def photos_in_float64(root, train):
    """Your images are float64; models work in float32."""
    images, labels = cifar10(root, train)
    return images.double(), labels


@mistake(
    of="load_cifar10",
    family="wrong_dtype",
    hint={"en": "What is the dtype of your labels?", "zh": "你的标签是什么 dtype？"},
    finding={"zh": "你的标签是浮点数；类别编号应为 int64。"},
)
def classes_as_floats(root, train):
    """Your labels are floating-point numbers; a class's number is an int64."""
    images, labels = cifar10(root, train)
    return images, labels.float()


@mistake(
    of="load_cifar10",
    family="other_rule",
    hint={
        "en": "What may happen when this runs on a machine without a network, or in an examination?",
        "zh": "在没有网络的机器上，或在考试中运行会怎样？",
    },
    finding={"zh": "文件缺失时，你要求 torchvision 下载。"},
)
def photos_downloaded(root, train):
    """You ask torchvision for a download where files are missing."""
    dataset = torchvision.datasets.CIFAR10(root, train=train, download=True)
    return torch.from_numpy(dataset.data).permute(0, 3, 1, 2) / 255, torch.tensor(dataset.targets)


@mistake(
    of="load_cifar10",
    family="other_rule",
    hint={"en": "Why might a file not be what it was when it was made?", "zh": "文件为什么可能与原来的不同？"},
    finding={"zh": "你关掉了 MD5 校验：损坏的文件也会被读入，没有任何提示。"},
)
def integrity_switched_off(root, train):
    """You have switched off the comparison of MD5 sums: a damaged file is read without a word."""

    class Trusting(torchvision.datasets.CIFAR10):
        def _check_integrity(self):
            return True

        def _load_meta(self):
            return None

    dataset = Trusting(root, train=train)
    return torch.from_numpy(dataset.data).permute(0, 3, 1, 2) / 255, torch.tensor(dataset.targets)


@mistake(
    of="class_counts",
    family="left_out",
    hint={"en": "How long is your list? How many classes are there?", "zh": "你的列表有多长？一共有几类？"},
    finding={"zh": "缺少没有出现的类：你的列表只到最大的标签为止。"},
)
def counted_up_to_the_largest_label(labels, classes):
    """Classes that do not occur are missing: your list ends at the largest label."""
    return torch.bincount(labels)


@mistake(
    of="class_counts",
    family="left_out",
    hint={"en": "At which place of your list is class 3?", "zh": "第 3 类在列表的什么位置？"},
    finding={"zh": "没有出现的类被略去，后面的类往前移了。"},
)
def only_classes_that_occur(labels, classes):
    """Classes that do not occur are left out: the others move up."""
    return torch.unique(labels, return_counts=True)[1]


@mistake(
    of="class_counts",
    family="other_rule",
    hint={"en": "At which place of your list is class 3?", "zh": "第 3 类在列表的什么位置？"},
    finding={"zh": "你按数量排了序；应按类别的顺序。"},
)
def counts_sorted_by_size(labels, classes):
    """The counts are sorted by size; they should stand in the order of the classes."""
    return torch.bincount(labels, minlength=classes).sort(descending=True).values


@mistake(
    of="class_counts",
    family="border",
    hint={"en": "What is the number of the first class?", "zh": "第一类的编号是多少？"},
    finding={"zh": "你从类 1 开始数：缺少类 0。"},
)
def counted_from_one(labels, classes):
    """You count from class 1 on: class 0 is missing."""
    return [int((labels == c).sum()) for c in range(1, classes + 1)]


@mistake(
    of="class_counts",
    family="other_rule",
    hint={"en": "What do you get where one class occurs three times?", "zh": "某一类出现三次时，你得到多少？"},
    finding={"zh": "你只标出了哪些类出现过，没有数出现的次数。"},
)
def occurring_for_counts(labels, classes):
    """You have marked which classes occur, not counted how often."""
    return [int(c in labels) for c in range(classes)]


@mistake(
    of="class_counts",
    family="other_rule",
    hint={"en": "What do you get for class 0?", "zh": "类 0 得到多少？"},
    finding={"zh": "你对标签求了和，而不是计数：类 0 总是得到 0。"},
)
def labels_summed(labels, classes):
    """You have summed the labels where they are counted: class 0 always gets 0."""
    return [int(labels[labels == c].sum()) for c in range(classes)]


@mistake(
    of="class_shares",
    family="constant_factor",
    hint={"en": "What should the shares add up to: 1 or 100?", "zh": "比例的总和应是 1 还是 100？"},
    finding={"zh": "你的比例是百分数。"},
)
def shares_in_percent(labels, classes):
    """Your shares are percentages."""
    return 100 * class_counts(labels, classes) / len(labels)


@mistake(
    of="class_shares",
    family="wrong_divisor",
    hint={"en": "What do your shares add up to?", "zh": "你的比例加起来是多少？"},
    finding={"zh": "你除以了类别数，而不是样本数。"},
)
def divided_by_the_classes(labels, classes):
    """You have divided by the number of classes and not of samples."""
    return class_counts(labels, classes) / classes


@mistake(
    of="class_shares",
    family="wrong_divisor",
    hint={"en": "What do your shares add up to?", "zh": "你的比例加起来是多少？"},
    finding={"zh": "你除以了最大的数量。"},
)
def divided_by_the_largest(labels, classes):
    """You have divided by the largest count."""
    counts = class_counts(labels, classes)
    return counts / counts.max()


@mistake(
    of="class_shares",
    family="something_else_returned",
    hint={"en": "What do your shares add up to?", "zh": "你的比例加起来是多少？"},
    finding={"zh": "你返回的是数量。"},
)
def counts_for_shares(labels, classes):
    """You have returned the counts."""
    return class_counts(labels, classes)


@mistake(
    of="class_shares",
    family="left_out",
    hint={"en": "What is 3 // 4?", "zh": "3 // 4 是多少？"},
    finding={"zh": "你做了整数除法：小于 1 的比例都变成了 0。"},
)
def shares_without_remainder(labels, classes):
    """Whole numbers were divided without a remainder: every share below 1 has become 0."""
    return class_counts(labels, classes) // len(labels)


@mistake(
    of="two_classes",
    family="preparation",
    hint={"en": "Which two numbers may your labels be?", "zh": "你的标签只能是哪两个数？"},
    finding={"zh": "标签仍是原来的类别编号。"},
)
def labels_kept(images, labels, negative, positive):
    """The labels are still the classes' own numbers."""
    kept = (labels == negative) | (labels == positive)
    return images[kept], labels[kept]


@mistake(
    of="two_classes",
    family="swapped",
    hint={"en": "Which class gets the label 1?", "zh": "哪一类的标签是 1？"},
    finding={"zh": "两个标签反了。"},
)
def labels_reversed(images, labels, negative, positive):
    """The two labels are the wrong way round."""
    kept = (labels == negative) | (labels == positive)
    return images[kept], (labels[kept] == negative).long()


@mistake(
    of="two_classes",
    family="preparation",
    hint={"en": "What becomes of an image of a third class?", "zh": "第三类的图像怎么样了？"},
    finding={"zh": "你保留了所有图像：其他类的样本也成了 0。"},
)
def all_images_kept(images, labels, negative, positive):
    """All images are kept: the samples of other classes count as 0."""
    return images, (labels == positive).long()


@mistake(
    of="two_classes",
    family="preparation",
    hint={"en": "How many images and how many labels do you return?", "zh": "你返回了多少张图像、多少个标签？"},
    finding={"zh": "你筛选了标签，却没有筛选图像。"},
)
def images_not_filtered(images, labels, negative, positive):
    """The labels are filtered and the images are not."""
    kept = (labels == negative) | (labels == positive)
    return images, (labels[kept] == positive).long()


@mistake(
    of="two_classes",
    family="wrong_draw",
    hint={"en": "Is your first image the first one that was kept?", "zh": "你的第一张图像是被保留的第一张吗？"},
    finding={"zh": "你先放了一类的全部样本；应保持原来的顺序。"},
)
def grouped_by_class(images, labels, negative, positive):
    """All samples of one class come first; they should stay in their order."""
    first, second = images[labels == negative], images[labels == positive]
    return torch.cat([first, second]), torch.cat([torch.zeros(len(first)), torch.ones(len(second))])


@mistake(
    of="two_classes",
    family="other_rule",
    hint={"en": "What if the positive class is the smaller number?", "zh": "如果正类的编号较小呢？"},
    finding={"zh": "编号较大的类总是得到标签 1。"},
)
def larger_number_positive(images, labels, negative, positive):
    """The larger of the two numbers always gets the label 1."""
    kept = (labels == negative) | (labels == positive)
    return images[kept], (labels[kept] == max(negative, positive)).long()


@mistake(
    of="two_classes",
    family="preparation",
    hint={"en": "Is class 5 kept if the two classes are 4 and 7?", "zh": "如果两类是 4 和 7，类 5 会被保留吗？"},
    finding={"zh": "两个编号之间的类也被保留了。"},
)
def range_for_two_classes(images, labels, negative, positive):
    """Everything between the two numbers is kept as well."""
    kept = (labels >= min(negative, positive)) & (labels <= max(negative, positive))
    return images[kept], (labels[kept] == positive).long()


@mistake(
    of="most_likely",
    family="something_else_returned",
    hint={"en": "Is your answer a probability or the number of a class?", "zh": "你的答案是概率还是类别编号？"},
    finding={"zh": "你返回的是最大的概率，而不是它的类别。"},
)
def probability_for_class(probabilities):
    """You return the largest probability and not its class."""
    return probabilities.max(dim=1).values


@mistake(
    of="most_likely",
    family="wrong_axis",
    hint={
        "en": "How many answers do you give, and how many samples are there?",
        "zh": "你给出了几个答案？有几个样本？",
    },
    finding={"zh": "你沿错了方向：对每一类在样本中找最大。"},
)
def best_sample_of_each_class(probabilities):
    """You look along the wrong axis: for each class at the samples."""
    return probabilities.argmax(dim=0)


@mistake(
    of="most_likely",
    family="wrong_axis",
    hint={
        "en": "How many answers do you give, and how many samples are there?",
        "zh": "你给出了几个答案？有几个样本？",
    },
    finding={"zh": "你在整张表中找：所有样本只得到一个数。"},
)
def one_answer_for_all(probabilities):
    """You look through the whole table: one number for all samples."""
    return probabilities.argmax()


@mistake(
    of="most_likely",
    family="other_choice",
    hint={"en": "Is a class with a small probability likely?", "zh": "概率小的类可能性大吗？"},
    finding={"zh": "你取了最小的概率。"},
)
def least_likely(probabilities):
    """You have taken the smallest probability."""
    return probabilities.argmin(dim=1)


@mistake(
    of="most_likely",
    family="border",
    hint={"en": "What is the number of the first class?", "zh": "第一类的编号是多少？"},
    finding={"zh": "你从 1 开始给类编号。"},
)
def classes_from_one(probabilities):
    """You count the classes from 1."""
    return probabilities.argmax(dim=1) + 1


@mistake(
    of="most_likely",
    family="other_choice",
    hint={"en": "Which class do you choose for 0.3, 0.4, 0.3?", "zh": "概率为 0.3、0.4、0.3 时你选哪一类？"},
    finding={"zh": "你只接受概率大于 0.5 的类；类别多时，最大的概率可能小于 0.5。"},
)
def more_likely_than_not(probabilities):
    """You take a class only if its probability is above 0.5: with several classes the largest may be smaller."""
    return (probabilities > 0.5).int().argmax(dim=1)


equivalents = [
    equivalent(
        of="two_classes",
        was="return images[kept], (labels[kept] == positive).long()",
        now="return images[kept], (labels[kept] == positive)",
        reason="True and False are as good as 1 and 0.",
    ),
]
