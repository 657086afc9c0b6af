"""Checks of the data set split. A generator cannot be in a case: the probes make it from a seed."""

import numpy as np

from grader.authoring import Text, case, check, exercise, observed, random_case, satisfies, tensor

about = exercise(
    title={"en": "Data set split", "zh": "数据集划分"},
    worked_examples={
        "shuffled_indices": "random_draws",
        "split_sizes": "data",
        "split_indices": "data",
        "take": "data",
        "split": "data",
    },
)


NO_INDICES = Text(
    {
        "en": "The indices have to be whole numbers in one row: an int64 tensor, a NumPy array or a list of ints.",
        "zh": "下标应当是排成一行的整数：int64 张量、NumPy 数组或整数列表。",
    }
)


def whole_numbers(found):
    """What was returned as a list of ints; None where it holds anything else."""
    if not isinstance(found, (list, tuple, np.ndarray)):
        return None
    numbers = [np.asarray(item) for item in found]
    if not all(number.size == 1 and number.ndim <= 1 and number.dtype.kind in "iu" for number in numbers):
        return None
    return [int(number.reshape(-1)[0]) for number in numbers]


def rows(part):
    """The samples of a part, each as a list of numbers."""
    return [np.asarray(sample, dtype=float).reshape(-1).tolist() for sample in part]


def sizes_of(n, arguments):
    """The sizes that the three parts should have."""
    validation, test = int(n * arguments["validation"]), int(n * arguments["test"])
    return n - validation - test, validation, test


@random_case(count=2, label={"en": "random sizes", "zh": "随机的大小"})
def sizes(generator):
    """The shares are such that neither part's size comes near a whole number, where rounding errors would decide."""
    while True:
        n, validation, test = int(generator.integers(23, 400)), *generator.uniform(0.07, 0.4, 2).round(3).tolist()
        if all(0.55 < n * share % 1 < 0.95 for share in (validation, test, validation + test)):
            return case(n=n, validation=validation, test=test)


@random_case(count=2, label={"en": "random calls", "zh": "随机的调用顺序"})
def calls_in_some_order(generator):
    """Four generators, of which three have one seed, called five to nine times: who counts calls cannot know which."""
    one, other = generator.choice(10_000, 2, replace=False).tolist()
    seeds = generator.permutation([one, one, one, other]).tolist()
    more = generator.integers(0, 4, int(generator.integers(1, 6))).tolist()
    return case(
        n=int(generator.integers(40, 90)), seeds=tuple(seeds), calls=(*generator.permutation(4).tolist(), *more)
    )


@random_case(count=2, label={"en": "random samples", "zh": "随机的样本"})
def samples(generator):
    n = int(generator.integers(17, 40))
    return case(
        xs=tensor(generator.normal(1.3, 2.0, n).tolist()),
        ys=tensor(generator.normal(-0.4, 3.0, n).tolist()),
        validation=0.23,
        test=0.31,
        seed=int(generator.integers(1, 10_000)),
    )


classic = {
    "xs": tensor([1.0, 2.0, 3.0, 4.0, 5.0, 6.0, 7.0, 8.0, 9.0, 10.0]),
    "ys": tensor([2.0, 4.0, 6.0, 8.0, 10.0, 12.0, 14.0, 16.0, 18.0, 20.0]),
}
several_features = case(
    {"en": "two features a sample", "zh": "每个样本两个特征"},
    xs=tensor([[0.5, -1.2], [1.7, 0.3], [-2.4, 0.9], [3.1, -0.6], [0.2, 2.8], [-1.1, -1.9], [2.6, 1.4]]),
    ys=tensor([1.3, -0.7, 2.9, 0.4, -3.3, 5.1, 1.8]),
    validation=0.29,
    test=0.3,
    seed=5,
)
one_sample = case(
    {"en": "one sample", "zh": "一个样本"}, xs=tensor([1.7]), ys=tensor([-2.3]), validation=0.2, test=0.2, seed=3
)
twins = case(
    {"en": "identical samples", "zh": "样本完全相同"},
    xs=tensor([1.7] * 9),
    ys=tensor([-2.3] * 9),
    validation=0.25,
    test=0.35,
    seed=11,
)


@check(
    role="data",
    of="split_sizes",
    points=2,
    cases=[
        case({"en": "worked by hand", "zh": "手算的例子"}, n=11, validation=0.2, test=0.3),
        case({"en": "the second example", "zh": "第二个例子"}, n=9, validation=0.3, test=0.2),
        case(n=12, validation=0.2, test=0.2),
        case({"en": "the parts of the rest differ", "zh": "其余各部分大小不同"}, n=47, validation=0.1, test=0.35),
        case({"en": "one sample", "zh": "一个样本"}, n=1, validation=0.2, test=0.3),
        case({"en": "no test part", "zh": "没有测试集"}, n=9, validation=0.3, test=0.0),
        case({"en": "large", "zh": "很大"}, n=60_007, validation=0.15, test=0.25),
        sizes,
    ],
    sentence={"zh": "三部分的大小：验证和测试部分向下取整，其余都用于训练。"},
)
def sizes_of_the_parts(m, n, validation, test):
    """The sizes: validation and test are rounded down, all the others are for training."""
    return m.split_sizes(n, validation, test)


def each_index_once(found, arguments):
    indices = whole_numbers(found)
    if indices is None:
        return NO_INDICES
    n = arguments["n"]
    if sorted(indices) == list(range(n)):
        return None
    return Text(
        {
            "en": f"Not every index from 0 to {n - 1} comes out exactly once: {len(set(indices))} different of {n}.",
            "zh": f"从 0 到 {n - 1} 的下标没有恰好各出现一次：应有 {n} 个不同的下标，得到了 {len(set(indices))} 个。",
        }
    )


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def numbers_of_samples(generator):
    return case(n=int(generator.integers(20, 90)), seed=int(generator.integers(1000)))


@check(
    role="data",
    of="shuffled_indices",
    points=1,
    cases=[
        case(n=9, seed=4),
        case({"en": "one sample", "zh": "一个样本"}, n=1, seed=4),
        case({"en": "no samples", "zh": "没有样本"}, n=0, seed=4),
        case({"en": "large", "zh": "很大"}, n=2500, seed=70),
        numbers_of_samples,
    ],
    expect=satisfies(each_index_once),
    counts_with=["order_is_random"],
    sentence={"zh": "从 0 到 n - 1 的每个下标恰好出现一次。"},
)
def every_index_once(m, n, seed):
    """Every index from 0 to n - 1 comes out exactly once."""
    import torch

    return m.shuffled_indices(n, torch.Generator().manual_seed(seed))


def in_no_obvious_order(found, arguments):
    indices = whole_numbers(found)
    if indices is None:
        return NO_INDICES
    if len(indices) != arguments["n"]:
        return Text(
            {
                "en": f"{len(indices)} indices came out; there should be {arguments['n']}.",
                "zh": f"得到了 {len(indices)} 个下标，应有 {arguments['n']} 个。",
            }
        )
    order = np.asarray(indices, dtype=float)
    steps = np.abs(np.diff(order))
    if len(order) < 20 or np.mean(steps == 1) > 0.3:
        return Text(
            {"en": "The indices come out in order: nothing is shuffled.", "zh": "下标仍按原来的顺序排列：没有打乱。"}
        )
    if np.mean(order == np.arange(len(order))) > 0.3:
        return Text({"en": "Most indices are still in their old place.", "zh": "大多数下标还在原来的位置上。"})
    return None


@check(
    role="data",
    of="shuffled_indices",
    points=1,
    cases=[case(n=60, seed=8), case(n=300, seed=21)],
    expect=satisfies(in_no_obvious_order),
    fixed="Any random order is right: there is no number to copy.",
    counts_with=[every_index_once],
    sentence={"zh": "下标的顺序是打乱的。"},
)
def order_is_random(m, n, seed):
    """The order is a random one."""
    import torch

    return m.shuffled_indices(n, torch.Generator().manual_seed(seed))


def follows_from_the_generator(found, arguments):
    """The n-th call with a generator is told by its seed and by n: where both are the same, the order is."""
    calls, seeds = [int(call) for call in arguments["calls"]], list(arguments["seeds"])
    if not isinstance(found, (list, tuple)) or len(found) != len(calls):
        return Text({"en": "Not every call gave something back.", "zh": "不是每次调用都有返回值。"})
    states = [(seeds[call], calls[:place].count(call)) for place, call in enumerate(calls)]
    orders = [numbers_in(one) for one in found]
    if not all(orders):
        return Text({"en": "Nothing came back.", "zh": "没有返回任何内容。"})
    pairs = [(i, j) for j in range(len(calls)) for i in range(j)]
    if any(states[i] == states[j] and orders[i] != orders[j] for i, j in pairs):
        return Text(
            {
                "en": "Two generators with the same seed give two different orders: your function "
                "draws from something else.",
                "zh": "两个种子相同的生成器给出了不同的顺序：你的函数用了别的随机来源。",
            }
        )
    if any(states[i][0] != states[j][0] and orders[i] == orders[j] for i, j in pairs):
        return Text(
            {
                "en": "Generators with different seeds give the same order: the generator that was "
                "passed in is not used.",
                "zh": "种子不同的生成器给出了相同的顺序：传入的生成器没有被使用。",
            }
        )
    if any(states[i] != states[j] and orders[i] == orders[j] for i, j in pairs):
        return Text(
            {
                "en": "Called twice with one generator, your function gives the same order twice: "
                "it draws from the generator's seed and not from its state.",
                "zh": "用同一个生成器调用两次，得到了相同的顺序：你的函数依据的是生成器的种子，而不是它的状态。",
            }
        )
    return None


def numbers_in(found):
    """All numbers of what was returned, in order."""
    if isinstance(found, (list, tuple)):
        return [number for item in found for number in numbers_in(item)]
    return np.asarray(found, dtype=float).reshape(-1).tolist()


@check(
    role="data",
    of="shuffled_indices",
    points=2,
    cases=[
        case(
            {"en": "two generators with one seed, one with another", "zh": "两个生成器种子相同，另一个不同"},
            n=60,
            seeds=(8, 8, 9),
            calls=(0, 0, 1, 2),
        ),
        calls_in_some_order,
    ],
    expect=satisfies(follows_from_the_generator),
    counts_with=[every_index_once],
    sentence={"zh": "顺序只由传入的生成器决定：同样的种子，同样的顺序。"},
)
def order_follows_from_the_generator(m, n, seeds, calls):
    """The order follows from the generator alone: the same seed gives the same order."""
    import torch

    generators = [torch.Generator().manual_seed(seed) for seed in seeds]
    return [observed(m.shuffled_indices(n, generators[call])) for call in calls]


def each_index_in_one_part(found, arguments):
    if not isinstance(found, (list, tuple)) or len(found) != 3:
        return Text({"en": "Three parts have to come back.", "zh": "应当返回三个部分。"})
    parts = [whole_numbers(part) for part in found]
    if any(part is None for part in parts):
        return NO_INDICES
    n = arguments["n"]
    sizes, expected = tuple(map(len, parts)), sizes_of(n, arguments)
    if sizes != expected:
        return Text(
            {
                "en": f"The parts have the sizes {sizes}; they should have {expected}.",
                "zh": f"三部分的大小是 {sizes}，应为 {expected}。",
            }
        )
    if sorted(index for part in parts for index in part) != list(range(n)):
        return Text(
            {"en": "Some index is in two parts, or in none.", "zh": "有的下标出现在两个部分里，或者哪个部分里都没有。"}
        )
    return None


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def sizes_of_a_split(generator):
    n, seed = int(generator.integers(30, 90)), int(generator.integers(1000))
    return case(n=n, validation=0.25, test=float(generator.choice([0.125, 0.375])), seed=seed)


@check(
    role="data",
    of="split_indices",
    points=2,
    cases=[
        case(n=12, validation=0.2, test=0.2, seed=6),
        case(n=47, validation=0.1, test=0.35, seed=9),
        case({"en": "one sample", "zh": "一个样本"}, n=1, validation=0.2, test=0.3, seed=9),
        case({"en": "no test part", "zh": "没有测试集"}, n=9, validation=0.3, test=0.0, seed=1),
        case({"en": "large", "zh": "很大"}, n=3001, validation=0.15, test=0.25, seed=12),
        sizes_of_a_split,
    ],
    expect=satisfies(each_index_in_one_part),
    needs=[sizes_of_the_parts, every_index_once],
    sentence={"zh": "每个下标恰好在一个部分里：没有重叠，没有丢失。"},
)
def every_index_in_one_part(m, n, validation, test, seed):
    """Every index is in exactly one part: no overlap, nothing lost."""
    import torch

    return m.split_indices(n, validation, test, torch.Generator().manual_seed(seed))


def parts_are_mixed(parts, arguments):
    if (unmet := each_index_in_one_part(parts, arguments)) is not None:
        return unmet
    places = [np.array(numbers_in(part)) / arguments["n"] for part in parts]
    for place, (name, zh) in zip(
        places, (("training", "训练"), ("validation", "验证"), ("test", "测试")), strict=False
    ):
        # Of a random part, the mean place is 0.5 and its standard deviation below 0.29 / sqrt(size).
        if len(place) == 0 or abs(place.mean() - 0.5) > 6 * 0.29 / np.sqrt(len(place)):
            return Text(
                {
                    "en": f"The {name} part is one stretch of the data, not a random choice from all of them.",
                    "zh": f"{zh}部分是数据中连续的一段，而不是从全部数据里随机选出的。",
                }
            )
    return None


@check(
    role="data",
    of="split_indices",
    points=1,
    cases=[case(n=901, validation=0.3, test=0.3, seed=17), case(n=777, validation=0.25, test=0.4, seed=23)],
    expect=satisfies(parts_are_mixed),
    fixed="Any random choice is right: there is no number to copy.",
    needs=[order_is_random],
    counts_with=[every_index_in_one_part],
    sentence={"zh": "三个部分都是从全部数据中随机选出的。"},
)
def every_part_is_a_random_choice(m, n, validation, test, seed):
    """Each part is a random choice from all samples."""
    import torch

    return m.split_indices(n, validation, test, torch.Generator().manual_seed(seed))


@random_case(count=2, label={"en": "random numbers", "zh": "随机的数"})
def some_indices(generator):
    xs, ys = generator.uniform(-3.0, 3.0, (2, 9)).tolist()
    return case(xs=tensor(xs), ys=tensor(ys), indices=tensor(generator.permutation(9)[:5].tolist(), dtype="int64"))


@check(
    role="data",
    of="take",
    points=2,
    cases=[
        case(
            {"en": "worked by hand", "zh": "手算的例子"},
            xs=tensor([1.0, 2.0, 3.0]),
            ys=tensor([2.0, 4.0, 6.0]),
            indices=tensor([2, 0], dtype="int64"),
        ),
        case(
            xs=tensor([0.5, -1.2, 1.7, 3.1, -2.4, 0.9]),
            ys=tensor([1.3, 2.6, -0.7, 4.4, 0.2, -3.1]),
            indices=tensor([4, 1, 5, 2], dtype="int64"),
        ),
        case(
            {"en": "two features a sample", "zh": "每个样本两个特征"},
            xs=tensor([[0.5, -1.2], [1.7, 0.3], [-2.4, 0.9], [3.1, -0.6]]),
            ys=tensor([1.3, -0.7, 2.9, 0.4]),
            indices=tensor([3, 1, 2], dtype="int64"),
        ),
        case(
            {"en": "one sample", "zh": "一个样本"},
            xs=tensor([-1.7]),
            ys=tensor([2.3]),
            indices=tensor([0], dtype="int64"),
        ),
        case(
            {"en": "an empty part", "zh": "有一部分为空"},
            xs=tensor([0.5, 1.7]),
            ys=tensor([2.9, 0.4]),
            indices=tensor([], dtype="int64"),
        ),
        some_indices,
    ],
    sentence={"zh": "按下标取出样本，顺序不变，每个 x 仍和自己的 y 在一起。"},
)
def samples_with_these_indices(m, xs, ys, indices):
    """The samples with these indices, in this order, each x with its own y."""
    return m.take(xs, ys, indices)


def three_pairs(parts, arguments):
    if not isinstance(parts, (list, tuple)) or len(parts) != 3:
        return Text(
            {
                "en": "`split` has to return three things: the training, the validation and the test part.",
                "zh": "`split` 应当返回三样东西：训练、验证和测试部分。",
            }
        )
    expected = sizes_of(len(np.asarray(arguments["ys"])), arguments)
    for part, size, (name, zh) in zip(
        parts, expected, (("training", "训练"), ("validation", "验证"), ("test", "测试")), strict=True
    ):
        if not isinstance(part, (list, tuple)) or len(part) != 2:
            return Text(
                {
                    "en": f"The {name} part has to be a pair: its xs and its ys.",
                    "zh": f"{zh}部分应当是一对：它的 xs 和它的 ys。",
                }
            )
        sizes_found = [len(column) if np.ndim(column) or isinstance(column, (list, tuple)) else 0 for column in part]
        if sizes_found != [size, size]:
            return Text(
                {
                    "en": f"The {name} part has {sizes_found[0]} xs and {sizes_found[1]} ys; there "
                    f"should be {size} of each.",
                    "zh": f"{zh}部分有 {sizes_found[0]} 个 x 和 {sizes_found[1]} 个 y，应当各有 {size} 个。",
                }
            )
    return None


@check(
    role="data",
    of="split",
    points=1,
    cases=[
        case({"en": "ten samples", "zh": "十个样本"}, **classic, validation=0.25, test=0.35, seed=2),
        several_features,
        one_sample,
        samples,
    ],
    expect=satisfies(three_pairs),
    needs=[sizes_of_the_parts],
    sentence={"zh": "返回三对 (xs, ys)，大小正确。"},
)
def three_pairs_of_the_right_sizes(m, xs, ys, validation, test, seed):
    """Three pairs (xs, ys) come back, of the right sizes."""
    import torch

    return m.split(xs, ys, validation, test, torch.Generator().manual_seed(seed))


def pairs_are_those_of_the_data(parts, arguments):
    if (unmet := three_pairs(parts, arguments)) is not None:
        return unmet
    found = sorted([*x, *y] for part_xs, part_ys in parts for x, y in zip(rows(part_xs), rows(part_ys), strict=True))
    wanted = sorted([*x, *y] for x, y in zip(rows(arguments["xs"]), rows(arguments["ys"]), strict=True))
    found, wanted = np.array(found), np.array(wanted)
    # In float32 the data keep seven digits.
    if found.shape == wanted.shape and np.allclose(found, wanted, rtol=1e-6, atol=1e-6):
        return None
    return Text(
        {
            "en": "All parts together are not the samples that went in: some are lost or come "
            "twice, or an x has another y.",
            "zh": "三部分合起来不是原来的样本：有的丢失或重复了，或者 x 配上了别的 y。",
        }
    )


@check(
    role="data",
    of="split",
    points=2,
    cases=[
        case({"en": "ten samples", "zh": "十个样本"}, **classic, validation=0.25, test=0.35, seed=2),
        several_features,
        one_sample,
        twins,
        samples,
    ],
    expect=satisfies(pairs_are_those_of_the_data),
    needs=[three_pairs_of_the_right_sizes],
    sentence={"zh": "每个样本恰好在一个部分里，而且每个 x 仍和自己的 y 在一起。"},
)
def every_pair_is_kept(m, xs, ys, validation, test, seed):
    """Every sample is in exactly one part, and each x is still with its own y."""
    import torch

    return m.split(xs, ys, validation, test, torch.Generator().manual_seed(seed))


@check(
    role="data",
    of="split",
    points=1,
    cases=[
        case(
            {"en": "forty samples", "zh": "四十个样本"},
            xs=tensor([round(0.37 * i - 4.1, 3) for i in range(40)]),
            ys=tensor([round(1.9 - 0.23 * i, 3) for i in range(40)]),
            validation=0.2,
            test=0.3,
            seeds=(31, 32, 31),
            calls=(0, 1, 2, 0),
        ),
        case(
            {"en": "thirty samples", "zh": "三十个样本"},
            xs=tensor([round(2.9 - 0.41 * i, 3) for i in range(30)]),
            ys=tensor([round(0.17 * i - 3.3, 3) for i in range(30)]),
            validation=0.25,
            test=0.25,
            seeds=(47, 47, 11),
            calls=(1, 0, 0, 2, 1),
        ),
    ],
    expect=satisfies(follows_from_the_generator),
    fixed="Which of the splits are equal is judged: there is no number to copy.",
    needs=[order_follows_from_the_generator, three_pairs_of_the_right_sizes],
    counts_with=[every_pair_is_kept],
    sentence={"zh": "划分只由生成器决定：同样的种子，同样的划分。"},
)
def split_follows_from_the_generator(m, xs, ys, validation, test, seeds, calls):
    """The split follows from the generator alone: the same seed gives the same split."""
    import torch

    generators = [torch.Generator().manual_seed(seed) for seed in seeds]
    return [observed(m.split(xs, ys, validation, test, generators[call])) for call in calls]


def every_sample_has_its_chance(found, arguments):
    # Binomial: the mean is splits * share; six standard deviations are hit by chance once in a billion.
    n, splits = len(np.asarray(arguments["xs"])), arguments["splits"]
    shares = (1 - arguments["validation"] - arguments["test"], arguments["validation"], arguments["test"])
    counts = np.zeros((3, n))
    for parts in found:
        for count, (part_xs, _) in zip(counts, parts, strict=True):
            for x in numbers_in(part_xs):
                count[int(x)] += 1
    if len(found) != splits:
        return Text({"en": "Not every split came back.", "zh": "有的划分没有返回。"})
    for count, share in zip(counts, shares, strict=True):
        if np.any(np.abs(count - splits * share) > 6 * np.sqrt(splits * share * (1 - share))):
            return Text(
                {
                    "en": "Over many splits, some samples land in a part much more often than others.",
                    "zh": "多次划分之后，有些样本落入某一部分的次数远多于其他样本。",
                }
            )
    return None


@check(
    role="data",
    of="split",
    points=1,
    cases=[
        case(
            xs=tensor([float(i) for i in range(20)]),
            ys=tensor([round(0.3 * i - 1, 1) for i in range(20)]),
            validation=0.25,
            test=0.25,
            splits=400,
            seed=77,
        ),
        case(
            xs=tensor([float(i) for i in range(16)]),
            ys=tensor([round(2.0 - 0.7 * i, 1) for i in range(16)]),
            validation=0.25,
            test=0.5,
            splits=300,
            seed=78,
        ),
    ],
    expect=satisfies(every_sample_has_its_chance),
    fixed="Any random splits are right: there is no number to copy.",
    needs=[every_pair_is_kept],
    hidden=True,
    sentence={"zh": "多次划分时，每个样本落入各部分的机会相同。"},
)
def every_sample_has_the_same_chance(m, xs, ys, validation, test, splits, seed):
    """Over many splits, every sample has the same chance of landing in each part."""
    import torch

    generator = torch.Generator().manual_seed(seed)
    return [observed(m.split(xs, ys, validation, test, generator)) for _ in range(splits)]
