"""Named mistakes of the data set split."""

import torch

from grader.authoring import equivalent, mistake


@mistake(
    of="split_sizes",
    hint={
        "en": "Put in 9 samples with shares 0.3 and 0.2. Which whole numbers should 2.7 and 1.8 become, and who gets the rest?",
        "zh": "代入 9 个样本和比例 0.3、0.2：2.7 和 1.8 应变成哪个整数？剩下的归谁？",
    },
    finding={"zh": "你对大小做了四舍五入，而这里要求向下取整。"},
)
def rounds_to_nearest(n, validation, test):
    """You have rounded to the nearest whole number where rounding down is asked for."""
    n_validation, n_test = round(n * validation), round(n * test)
    return n - n_validation - n_test, n_validation, n_test


@mistake(
    of="split_sizes",
    hint={
        "en": "With 1 sample, who should get it: a part to measure with, or the training?",
        "zh": "只有 1 个样本时，它应归谁：用来评估的部分，还是训练部分？",
    },
    finding={"zh": "你向上取整了，而这里要求向下取整。"},
)
def rounds_up(n, validation, test):
    """You have rounded up where rounding down is asked for."""
    n_validation, n_test = -int(-n * validation // 1), -int(-n * test // 1)
    return n - n_validation - n_test, n_validation, n_test


@mistake(
    of="split_sizes",
    hint={"en": "Add your three sizes. Do you get n?", "zh": "把三个大小加起来，等于 n 吗？"},
    finding={"zh": "三个大小都向下取整了，因此有样本丢失。"},
)
def loses_the_rest(n, validation, test):
    """You have rounded all three sizes down, so that some samples are in no part."""
    return int(n * (1 - validation - test)), int(n * validation), int(n * test)


@mistake(
    of="split_sizes",
    hint={
        "en": "Of how many samples is `validation` a share: of all, or of those that the test part left?",
        "zh": "validation 是谁的比例：全部样本，还是取走测试部分后剩下的样本？",
    },
    finding={"zh": "你在取出测试部分之后，对剩下的样本再取验证比例。"},
)
def share_of_what_is_left(n, validation, test):
    """You have taken the validation share of what the test part left and not of all samples."""
    n_test = int(n * test)
    n_validation = int((n - n_test) * validation)
    return n - n_validation - n_test, n_validation, n_test


@mistake(
    of="split_sizes",
    hint={
        "en": "After two parts are rounded down, which part should take the samples that are left over?",
        "zh": "两部分向下取整之后，多出的样本应归哪一部分？",
    },
    finding={"zh": "你把余下的样本给了测试部分，而它们应归训练部分。"},
)
def rest_to_the_test(n, validation, test):
    """You have given the left-over samples to the test part; they are for training."""
    n_train, n_validation = int(n * (1 - validation - test)), int(n * validation)
    return n_train, n_validation, n - n_train - n_validation


@mistake(
    of="split_sizes",
    hint={"en": "In which order does the docstring list the three sizes?", "zh": "文档字符串按什么顺序列出三个大小？"},
    finding={"zh": "顺序错了：应为训练、验证、测试。"},
)
def validation_and_test_swapped(n, validation, test):
    """You have returned the test size before the validation size."""
    n_validation, n_test = int(n * validation), int(n * test)
    return n - n_validation - n_test, n_test, n_validation


@mistake(
    of="split_sizes",
    hint={"en": "What type of number can count samples?", "zh": "什么类型的数才能用来数样本？"},
    finding={"zh": "大小应是整数，你返回了没有取整的小数。"},
)
def sizes_not_whole(n, validation, test):
    """You have returned sizes that are not whole numbers."""
    return n * (1 - validation - test), n * validation, n * test


@mistake(
    of="shuffled_indices",
    hint={
        "en": "Print the first five indices. If the file is sorted by y, what would the test part contain?",
        "zh": "打印前五个下标。如果数据文件按 y 排序，测试部分会包含什么？",
    },
    finding={"zh": "下标还是原来的顺序：没有打乱。"},
)
def not_shuffled(n, generator):
    """Your indices stand in their old order: they are not shuffled."""
    return torch.arange(n)


@mistake(
    of="shuffled_indices",
    hint={
        "en": "Draw twice with the same seed. What does your shuffle take its chance from?",
        "zh": "用相同的种子抽两次：你的随机性来自哪里？",
    },
    finding={"zh": "你的顺序与传入的生成器无关。"},
)
def generator_ignored(n, generator):
    """Your order does not follow the generator that was passed in."""
    return torch.randperm(n)


@mistake(
    of="shuffled_indices",
    hint={"en": "What happens to the seed that the caller chose?", "zh": "调用者选择的种子到哪里去了？"},
    finding={"zh": "无论用哪个生成器，顺序都一样；顺序应由传入的生成器决定。"},
)
def seeds_inside(n, generator):
    """Every generator gives the same order here; it has to follow the one that was passed in."""
    return torch.randperm(n, generator=torch.Generator().manual_seed(0))


@mistake(
    of="shuffled_indices",
    hint={
        "en": "Draw 10 numbers out of 0 to 9 like this. Does each of them come out?",
        "zh": "这样从 0 到 9 抽 10 个数，每个数都会出现吗？",
    },
    finding={"zh": "你是有放回地抽取：有的下标重复，有的丢失。"},
)
def draws_with_replacement(n, generator):
    """You draw with replacement: some indices come out twice, others never."""
    return torch.randint(0, max(n, 1), (n,), generator=generator)


@mistake(
    of="shuffled_indices",
    hint={"en": "What is the index of the first element of a tensor?", "zh": "张量第一个元素的下标是几？"},
    finding={"zh": "你的下标从 1 开始，而 Python 从 0 开始。"},
)
def counts_from_one(n, generator):
    """Your indices start at 1; Python's start at 0."""
    return torch.randperm(n, generator=generator) + 1


@mistake(
    of="shuffled_indices",
    hint={"en": "How many indices are there for 1 sample?", "zh": "1 个样本有几个下标？"},
    finding={"zh": "少了一个下标：最后一个样本丢失了。"},
)
def last_index_missing(n, generator):
    """One index is missing: the last sample is in no part."""
    return torch.randperm(max(n - 1, 0), generator=generator)


@mistake(
    of="split_indices",
    hint={
        "en": "Write the start and the end of each slice under the row of shuffled indices. Does one begin where the other ended?",
        "zh": "在打乱的下标下面标出每段切片的起点和终点：后一段从前一段的终点开始吗？",
    },
    finding={"zh": "测试部分从训练部分的末尾开始，因此也包含了验证样本。"},
)
def test_overlaps_validation(n, validation, test, generator):
    """Your test part begins where the training part ends, so that it holds the validation samples too."""
    n_validation, n_test = int(n * validation), int(n * test)
    n_train = n - n_validation - n_test
    order = torch.randperm(n, generator=generator)
    return order[:n_train], order[n_train : n_train + n_validation], order[n_train:]


@mistake(
    of="split_indices",
    hint={
        "en": "Which index stands just before each of your slices, and in which part is it?",
        "zh": "每段切片前面紧挨着的下标是哪一个？它在哪一部分？",
    },
    finding={"zh": "你的切片之间多跳了一个下标，样本丢失了。"},
)
def skips_between_parts(n, validation, test, generator):
    """Your slices leave out one index between two parts."""
    n_validation, n_test = int(n * validation), int(n * test)
    n_train = n - n_validation - n_test
    order = torch.randperm(n, generator=generator)
    return order[:n_train], order[n_train + 1 : n_train + n_validation], order[n_train + n_validation + 1 :]


@mistake(
    of="split_indices",
    hint={
        "en": "How often do you shuffle? What does the second order know about the first?",
        "zh": "你打乱了几次？第二次的顺序知道第一次的结果吗？",
    },
    finding={"zh": "你为每个部分各打乱了一次，因此同一个样本会落入几个部分。"},
)
def shuffles_for_each_part(n, validation, test, generator):
    """You shuffle anew for each part, so that a sample can be in several parts."""
    n_validation, n_test = int(n * validation), int(n * test)
    n_train = n - n_validation - n_test
    return tuple(torch.randperm(n, generator=generator)[:size] for size in (n_train, n_validation, n_test))


@mistake(
    of="split_indices",
    hint={"en": "Is the order that you cut the shuffled one?", "zh": "你切分的是打乱之后的顺序吗？"},
    finding={"zh": "你在打乱之前就切分了：每个部分都是连续的一段数据。"},
)
def cuts_before_shuffling(n, validation, test, generator):
    """You cut the data in their old order: each part is one stretch of them."""
    n_validation, n_test = int(n * validation), int(n * test)
    n_train = n - n_validation - n_test
    order = torch.arange(n)
    return order[:n_train], order[n_train : n_train + n_validation], order[n_train + n_validation :]


@mistake(
    of="split_indices",
    hint={
        "en": "Which part comes first: the one to train on, or the one to test with?",
        "zh": "哪一部分排在最前面：用于训练的，还是用于测试的？",
    },
    finding={"zh": "三个部分的顺序错了：应为训练、验证、测试。"},
)
def parts_in_the_wrong_order(n, validation, test, generator):
    """You have returned the parts in another order than training, validation, test."""
    n_validation, n_test = int(n * validation), int(n * test)
    order = torch.randperm(n, generator=generator)
    return order[:n_test], order[n_test : n_test + n_validation], order[n_test + n_validation :]


@mistake(
    of="take",
    hint={
        "en": "Is the first y that you return the y of the first x that you return?",
        "zh": "你返回的第一个 y，是你返回的第一个 x 的 y 吗？",
    },
    finding={"zh": "你只对 xs 取了下标，ys 还是全部。"},
)
def ys_not_chosen(xs, ys, indices):
    """You have chosen the xs and left all the ys."""
    return xs[indices], ys


@mistake(
    of="take",
    hint={
        "en": "Take samples 2 and 0. Is the first y that you return the y of the first x?",
        "zh": "取样本 2 和 0：你返回的第一个 y 属于第一个 x 吗？",
    },
    finding={"zh": "ys 取的是前几个，而不是这些下标对应的。"},
)
def first_ys_taken(xs, ys, indices):
    """You have taken the first ys and not those with the same indices."""
    return xs[indices], ys[: len(indices)]


@mistake(
    of="take",
    hint={"en": "Take samples 2 and 0. In which order do they come out?", "zh": "取样本 2 和 0：它们按什么顺序出来？"},
    finding={"zh": "你把下标排了序，顺序变了。"},
)
def indices_sorted(xs, ys, indices):
    """You have sorted the indices."""
    return xs[indices.sort().values], ys[indices.sort().values]


@mistake(
    of="take",
    hint={"en": "Are indices numbers of samples, or their values?", "zh": "下标是样本的编号，还是样本的值？"},
    finding={"zh": "你返回了下标本身，而不是样本。"},
)
def indices_returned(xs, ys, indices):
    """You have returned the indices and not the samples."""
    return indices, indices


@mistake(
    of="take",
    hint={"en": "Which of the two does the docstring name first?", "zh": "文档字符串先写的是哪一个？"},
    finding={"zh": "你先返回了 ys，再返回 xs。"},
)
def xs_and_ys_swapped(xs, ys, indices):
    """You have returned the ys before the xs."""
    return ys[indices], xs[indices]


@mistake(
    of="split",
    hint={
        "en": "Take the first pair of your training part and look for it in the data. Is it there?",
        "zh": "取训练部分的第一对 (x, y)，在原数据里找得到它吗？",
    },
    finding={"zh": "你把 xs 和 ys 分别打乱了，x 和 y 不再配对。"},
)
def xs_and_ys_shuffled_apart(xs, ys, validation, test, generator):
    """You have shuffled xs and ys apart, so that an x no longer has its own y."""
    n = len(xs)
    n_validation, n_test = int(n * validation), int(n * test)
    n_train = n - n_validation - n_test
    xs = xs[torch.randperm(n, generator=generator)]
    ys = ys[torch.randperm(n, generator=generator)]
    cut = n_train + n_validation
    return (xs[:n_train], ys[:n_train]), (xs[n_train:cut], ys[n_train:cut]), (xs[cut:], ys[cut:])


@mistake(
    of="split",
    hint={
        "en": "Take the first pair of your training part and look for it in the data. Is it there?",
        "zh": "取训练部分的第一对 (x, y)，在原数据里找得到它吗？",
    },
    finding={"zh": "你只打乱了 xs，ys 还是原来的顺序。"},
)
def only_xs_shuffled(xs, ys, validation, test, generator):
    """You have shuffled the xs and left the ys in their old order."""
    n = len(xs)
    n_validation, n_test = int(n * validation), int(n * test)
    n_train = n - n_validation - n_test
    xs = xs[torch.randperm(n, generator=generator)]
    cut = n_train + n_validation
    return (xs[:n_train], ys[:n_train]), (xs[n_train:cut], ys[n_train:cut]), (xs[cut:], ys[cut:])


@mistake(
    of="split",
    hint={
        "en": "If the file is sorted by y, what would your test part contain?",
        "zh": "如果数据文件按 y 排序，你的测试部分会包含什么？",
    },
    finding={"zh": "数据按原来的顺序被切分，没有打乱。"},
)
def split_without_shuffling(xs, ys, validation, test, generator):
    """You have cut the data in their old order, without shuffling."""
    n = len(xs)
    n_validation, n_test = int(n * validation), int(n * test)
    n_train = n - n_validation - n_test
    cut = n_train + n_validation
    return (xs[:n_train], ys[:n_train]), (xs[n_train:cut], ys[n_train:cut]), (xs[cut:], ys[cut:])


@mistake(
    of="split",
    hint={
        "en": "Split twice with the same seed. Where does your shuffle take its chance from?",
        "zh": "用相同的种子划分两次：你的随机性来自哪里？",
    },
    finding={"zh": "你的顺序与传入的生成器无关。"},
)
def split_ignores_the_generator(xs, ys, validation, test, generator):
    """Your order does not follow the generator that was passed in."""
    n = len(xs)
    n_validation, n_test = int(n * validation), int(n * test)
    n_train = n - n_validation - n_test
    order = torch.randperm(n)
    train, held_back, final = order[:n_train], order[n_train : n_train + n_validation], order[n_train + n_validation :]
    return (xs[train], ys[train]), (xs[held_back], ys[held_back]), (xs[final], ys[final])


@mistake(
    of="split",
    hint={"en": "Count the samples of your three parts. Do you get N?", "zh": "数一数三个部分的样本，总数等于 N 吗？"},
    finding={"zh": "验证样本也出现在测试部分里。"},
)
def split_overlaps(xs, ys, validation, test, generator):
    """Your validation samples are in the test part too."""
    n = len(xs)
    n_validation, n_test = int(n * validation), int(n * test)
    n_train = n - n_validation - n_test
    order = torch.randperm(n, generator=generator)
    train, held_back, final = order[:n_train], order[n_train : n_train + n_validation], order[n_train:]
    return (xs[train], ys[train]), (xs[held_back], ys[held_back]), (xs[final], ys[final])


@mistake(
    of="split",
    hint={"en": "What does the docstring put into one pair of brackets?", "zh": "文档字符串把哪些东西放在一对括号里？"},
    finding={"zh": "你返回了六个张量，而要求的是三对。"},
)
def six_tensors(xs, ys, validation, test, generator):
    """You have returned six tensors side by side and not three pairs."""
    n = len(xs)
    n_validation, n_test = int(n * validation), int(n * test)
    n_train = n - n_validation - n_test
    order = torch.randperm(n, generator=generator)
    train, held_back, final = order[:n_train], order[n_train : n_train + n_validation], order[n_train + n_validation :]
    return xs[train], ys[train], xs[held_back], ys[held_back], xs[final], ys[final]


equivalents = [
    equivalent(
        of="split",
        was="train, held_back, final = split_indices(len(xs), validation, test, generator)",
        now="train, held_back, final = split_indices(len(ys), validation, test, generator)",
        reason="Both have one entry for each sample.",
    ),
]
