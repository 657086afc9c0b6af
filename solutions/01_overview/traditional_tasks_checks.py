"""Checks of the four traditional tasks. Where several answers are equally good, what holds of them is judged."""

import math

import numpy as np

from grader.authoring import Text, case, check, exercise, plain, random_case, satisfies, tensor

about = exercise(
    title={"en": "Traditional machine learning", "zh": "传统机器学习任务"},
    worked_examples={
        "nearest_neighbour": "nearest",
        "assign": "nearest",
        "move_centres": "cluster_means",
        "k_means": "cluster_means",
        "least_squares": "least_squares",
        "reduce_dimension": "projection",
    },
)

worked = Text({"en": "worked by hand", "zh": "手算的例子"})
one_sample = Text({"en": "one sample", "zh": "一个样本"})
large = Text({"en": "large numbers", "zh": "很大的数"})

FLOWERS = [
    [1.42, 0.31, -0.77], [1.86, 0.12, -0.41], [-0.53, 2.24, 0.95], [-0.91, 1.87, 1.36],
    [0.28, -1.66, 2.71], [0.64, -1.13, 3.08], [-1.37, 0.45, -2.19],
]  # fmt: skip
NAMES = ["rose", "rose", "lily", "lily", "iris", "iris", "aster"]
CENTRES = [[1.51, 0.42, -0.63], [-0.82, 1.94, 1.27], [0.37, -1.52, 2.66]]
HEIGHTS = [1.31, -0.64, 2.87, 0.92, -1.75, 0.48, 3.16]


def draw_blobs(generator, groups, dims):
    """Samples in well separated groups, and centres near the groups."""
    while True:
        middles = generator.uniform(-6.0, 6.0, (groups, dims))
        apart = min(np.linalg.norm(middles[i] - middles[j]) for i in range(groups) for j in range(i))
        if apart > 3.5:
            break
    sizes = generator.integers(2, 6, groups)
    xs = np.concatenate([middle + generator.normal(0.0, 0.5, (size, dims)) for middle, size in zip(middles, sizes)])
    return generator.permutation(xs), middles + generator.normal(0.0, 0.4, (groups, dims))


@random_case(count=2, label={"en": "random groups", "zh": "随机的几组样本"})
def groups(generator):
    xs, centres = draw_blobs(generator, int(generator.integers(2, 5)), int(generator.integers(2, 4)))
    return case(xs=xs.tolist(), centres=centres.tolist())


@random_case(count=2, label={"en": "random groups", "zh": "随机的几组样本"})
def groups_with_assignment(generator):
    xs, centres = draw_blobs(generator, 3, 2)
    assignment = generator.integers(0, 3, len(xs))
    return case(xs=xs.tolist(), assignment=tensor(assignment.tolist(), dtype="int64"), centres=centres.tolist())


@random_case(count=2, label={"en": "random groups", "zh": "随机的几组样本"})
def groups_and_rounds(generator):
    xs, centres = draw_blobs(generator, int(generator.integers(2, 4)), 2)
    return case(xs=xs.tolist(), centres=centres.tolist(), rounds=int(generator.integers(2, 4)))


@random_case(count=2, label={"en": "random samples", "zh": "随机的样本"})
def labelled(generator):
    xs, queries = draw_blobs(generator, 3, int(generator.integers(2, 5)))
    names = [str(name) for name in generator.choice(["fox", "owl", "elk", "bee"], len(xs))]
    return case(xs=xs.tolist(), labels=plain(names), query=queries[0].tolist())


@random_case(count=2, label={"en": "random samples", "zh": "随机的样本"})
def measured(generator):
    dims = int(generator.integers(2, 5))
    xs = generator.normal(0.6, 1.4, (dims + int(generator.integers(4, 12)), dims))
    ys = xs @ generator.normal(0.0, 1.5, dims) + generator.uniform(0.7, 2.0) + generator.normal(0.0, 0.4, len(xs))
    return case(xs=xs.tolist(), ys=ys.tolist())


@random_case(count=3, label={"en": "random samples", "zh": "随机的样本"})
def spread_out(generator):
    size = int(generator.integers(3, 6))
    turned, _ = np.linalg.qr(generator.normal(size=(size, size)))
    spreads = np.array([4.0, 2.1, 1.1, 0.6, 0.3])[:size]
    xs = (generator.normal(size=(int(generator.integers(size + 3, 14)), size)) * spreads) @ turned.T
    return case(xs=(xs + generator.normal(1.5, 1.0, size)).tolist(), dims=int(generator.integers(1, 3)))


def is_a_nearest_label(label, arguments):
    distances = np.linalg.norm(np.asarray(arguments["xs"]) - np.asarray(arguments["query"]), axis=1)
    names = arguments["labels"]
    if label not in names:
        shown = str(label)
        return Text({"en": f"{shown!r} is none of the labels.", "zh": f"{shown!r} 不是任何一个标签。"})
    mine = min(distance for distance, name in zip(distances, names, strict=True) if name == label)
    nearest = int(distances.argmin())
    # float32's share of a tie: two distances that differ by less are equal for a right answer in that precision.
    if mine > distances[nearest] * (1 + 1e-6):
        return Text(
            {
                "en": f"The nearest sample with the label {label!r} is {mine:.6g} away; "
                f"a sample with the label {names[nearest]!r} is nearer, {distances[nearest]:.6g}.",
                "zh": f"标签为 {label!r} 的样本，最近的距离是 {mine:.6g}；"
                f"标签为 {names[nearest]!r} 的样本更近，距离是 {distances[nearest]:.6g}。",
            }
        )
    return None


@check(
    role="concept",
    of="nearest_neighbour",
    points=2,
    cases=[
        case(worked, xs=[[0.0, 0.0], [3.0, 4.0]], labels=plain(["cat", "dog"]), query=[2.0, 0.0]),
        case(
            {"en": "worked by hand: the fox is nearer", "zh": "手算的例子：狐狸更近"},
            xs=[[0.0, 5.0], [3.0, 3.0]],
            labels=plain(["owl", "fox"]),
            query=[0.0, 0.0],
        ),
        case({"en": "three features", "zh": "三个特征"}, xs=FLOWERS, labels=plain(NAMES), query=[-0.31, 1.65, 1.52]),
        case(
            {"en": "the nearest is the last", "zh": "最近的是最后一个"},
            xs=FLOWERS,
            labels=plain(NAMES),
            query=[-1.1, 0.2, -1.8],
        ),
        case(
            {"en": "near in one feature only", "zh": "只在一个特征上接近"},
            xs=[[1.0, 7.3], [2.4, 0.6], [-1.9, 1.4]],
            labels=plain(["a", "b", "c"]),
            query=[1.1, 0.2],
        ),
        case(
            {"en": "near by the sum of differences, far by the distance", "zh": "差的和很小，但距离并不近"},
            xs=[[3.1, -2.9], [1.2, 0.9]],
            labels=plain(["a", "b"]),
            query=[0.0, 0.0],
        ),
        case(
            {"en": "near along both axes", "zh": "两个方向都接近"},
            xs=[[2.0, 2.1], [0.1, 2.3]],
            labels=plain(["a", "b"]),
            query=[0.0, 0.0],
        ),
        case(
            {"en": "along one axis", "zh": "只沿一个轴"},
            xs=[[2.0, 2.1], [0.2, 2.9]],
            labels=plain(["a", "b"]),
            query=[0.0, 0.0],
        ),
        case(
            {"en": "two are equally near", "zh": "两个一样近"},
            xs=[[5.0, 1.0], [1.0, 2.0], [3.0, 2.0]],
            labels=plain(["a", "b", "c"]),
            query=[2.0, 2.0],
        ),
        case(one_sample, xs=[[1.7, -0.4]], labels=plain(["a"]), query=[3.2, 0.9]),
        case(
            {"en": "one feature", "zh": "一个特征"},
            xs=[[1.7], [-0.4], [2.9]],
            labels=plain(["a", "b", "c"]),
            query=[0.5],
        ),
        case(large, xs=[[1210.5, -880.25], [305.75, 4400.5]], labels=plain(["a", "b"]), query=[990.5, 2900.5]),
        labelled,
    ],
    expect=satisfies(is_a_nearest_label),
    sentence={"zh": "分类：最近的样本的标签。"},
)
def label_of_the_nearest(m, xs, labels, query):
    """Classification: the label of the nearest sample."""
    return m.nearest_neighbour(xs, labels, query)


def whole(one):
    """A number that was observed as an int, whatever it came in; None for what is no whole number."""
    if isinstance(one, np.ndarray):
        one = one.item() if one.size == 1 else None
    if isinstance(one, (bool, np.bool_)) or not isinstance(one, (int, float, np.integer, np.floating)):
        return None
    return int(one) if math.isfinite(one) and one == int(one) else None


def centres_are_the_nearest(assignment, arguments):
    xs, centres = np.asarray(arguments["xs"]), np.asarray(arguments["centres"])
    indices = assignment.tolist() if isinstance(assignment, np.ndarray) else assignment
    if not isinstance(indices, (list, tuple)) or len(indices) != len(xs):
        return Text(
            {
                "en": f"There should be one index for each of the {len(xs)} samples.",
                "zh": f"{len(xs)} 个样本应当各有一个下标。",
            }
        )
    distances = np.linalg.norm(xs[:, None] - centres[None], axis=2)
    for sample, found in enumerate(indices):
        index = whole(found)
        if index not in range(len(centres)):
            return Text(
                {
                    "en": f"Sample {sample} has the index {found}; those of the centres go from 0 "
                    f"to {len(centres) - 1}.",
                    "zh": f"样本 {sample} 的下标是 {found}，而中心的下标从 0 到 {len(centres) - 1}。",
                }
            )
        mine, nearest = distances[sample][index], int(distances[sample].argmin())
        # float32's share of a tie, as above.
        if mine > distances[sample][nearest] * (1 + 1e-6):
            return Text(
                {
                    "en": f"Sample {sample} is assigned to centre {index} at a distance of {mine:.6g}; "
                    f"centre {nearest} is nearer, {distances[sample][nearest]:.6g}.",
                    "zh": f"样本 {sample} 分给了中心 {index}，距离是 {mine:.6g}；"
                    f"中心 {nearest} 更近，距离是 {distances[sample][nearest]:.6g}。",
                }
            )
    return None


@check(
    role="concept",
    of="assign",
    points=2,
    cases=[
        case(worked, xs=[[0.0], [1.0], [7.0]], centres=[[0.0], [6.0]]),
        case({"en": "three centres", "zh": "三个中心"}, xs=FLOWERS, centres=CENTRES),
        case({"en": "three centres in another order", "zh": "中心的顺序不同"}, xs=FLOWERS, centres=CENTRES[::-1]),
        case(
            {"en": "halfway between two centres", "zh": "正好在两个中心的中间"},
            xs=[[2.0, 1.0], [0.5, 0.25], [3.5, 1.5]],
            centres=[[0.0, 0.0], [4.0, 2.0]],
        ),
        case(
            {"en": "two equal centres", "zh": "两个相同的中心"},
            xs=[[2.3, 1.1], [-1.7, 0.4]],
            centres=[[-2.1, 0.3], [1.9, 0.8], [1.9, 0.8]],
        ),
        case(
            {"en": "near by the sum of differences, far by the distance", "zh": "差的和很小，但距离并不近"},
            xs=[[0.1, -0.2], [2.8, -3.3]],
            centres=[[3.1, -2.9], [1.2, 0.9]],
        ),
        case({"en": "along one axis", "zh": "只沿一个轴"}, xs=[[0.0, 0.0]], centres=[[2.0, 2.1], [0.2, 2.9]]),
        case({"en": "near along both axes", "zh": "两个方向都接近"}, xs=[[0.0, 0.0]], centres=[[0.1, 2.3], [2.0, 2.1]]),
        case({"en": "a single centre", "zh": "只有一个中心"}, xs=[[2.3, 1.1], [-1.7, 0.4]], centres=[[0.9, 0.6]]),
        case(one_sample, xs=[[0.4, 1.3]], centres=[[2.2, 0.6], [0.1, 1.1]]),
        case(large, xs=[[1210.5, -880.25], [305.75, 4400.5]], centres=[[400.5, 3900.5], [900.5, -1000.25]]),
        groups,
    ],
    expect=satisfies(centres_are_the_nearest),
    sentence={"zh": "聚类第一步：每个样本分给最近的中心。"},
)
def every_sample_to_its_nearest_centre(m, xs, centres):
    """Clustering, first step: each sample is assigned to its nearest centre."""
    return m.assign(xs, centres)


@check(
    role="concept",
    of="move_centres",
    points=2,
    cases=[
        case(
            worked, xs=[[0.0], [1.0], [7.0]], assignment=tensor([0, 0, 2], dtype="int64"), centres=[[5.0], [6.0], [8.0]]
        ),
        case(
            {"en": "three clusters", "zh": "三个簇"},
            xs=FLOWERS,
            assignment=tensor([0, 0, 1, 1, 2, 2, 0], dtype="int64"),
            centres=CENTRES,
        ),
        case(
            {"en": "a cluster without samples", "zh": "没有样本的簇"},
            xs=FLOWERS[:4],
            assignment=tensor([2, 0, 2, 2], dtype="int64"),
            centres=CENTRES,
        ),
        case(
            {"en": "fewer samples than centres", "zh": "样本比中心少"},
            xs=FLOWERS[:2],
            assignment=tensor([2, 0], dtype="int64"),
            centres=CENTRES,
        ),
        case(
            {"en": "a cluster of one", "zh": "只有一个样本的簇"},
            xs=FLOWERS[:3],
            assignment=tensor([1, 1, 0], dtype="int64"),
            centres=CENTRES[:2],
        ),
        case(
            {"en": "one cluster", "zh": "一个簇"},
            xs=FLOWERS,
            assignment=tensor([0] * 7, dtype="int64"),
            centres=CENTRES[:1],
        ),
        case(
            {"en": "identical samples", "zh": "相同的样本"},
            xs=[[1.7, -0.6]] * 4,
            assignment=tensor([0, 1, 1, 0], dtype="int64"),
            centres=[[0.4, 0.9], [2.2, -1.3]],
        ),
        case(
            large,
            xs=[[1210.5, -880.25], [305.75, 4400.5], [77.3, 290.6]],
            assignment=tensor([1, 0, 1], dtype="int64"),
            centres=[[400.5, 3900.5], [900.5, -1000.25]],
        ),
        groups_with_assignment,
    ],
    sentence={"zh": "聚类第二步：每个中心移到自己样本的平均处。"},
)
def centres_move_to_their_samples(m, xs, assignment, centres):
    """Clustering, second step: each centre moves to the mean of its samples."""
    return m.move_centres(xs, assignment, centres)


@check(
    role="concept",
    of="k_means",
    points=2,
    cases=[
        case(
            {"en": "worked by hand, one round", "zh": "手算的例子，一轮"},
            xs=[[0.0], [2.0], [6.0], [8.0]],
            centres=[[0.0], [1.0]],
            rounds=1,
        ),
        case(
            {"en": "worked by hand, two rounds", "zh": "手算的例子，两轮"},
            xs=[[0.0], [2.0], [6.0], [8.0]],
            centres=[[0.0], [1.0]],
            rounds=2,
        ),
        case(
            {"en": "settled after one round", "zh": "一轮就到位"},
            xs=[[0.0], [1.0], [7.0]],
            centres=[[0.0], [3.0]],
            rounds=1,
        ),
        case(
            {"en": "it stays where it has settled", "zh": "到位之后不再变"},
            xs=[[0.0], [1.0], [7.0]],
            centres=[[0.0], [3.0]],
            rounds=5,
        ),
        case({"en": "seven flowers", "zh": "七朵花"}, xs=FLOWERS, centres=CENTRES, rounds=3),
        case(
            {"en": "the assignment changes in the second round", "zh": "第二轮的分配会变"},
            xs=[[0.2], [1.1], [2.3], [3.4], [8.7], [9.5]],
            centres=[[0.0], [1.9]],
            rounds=2,
        ),
        case(
            {"en": "three rounds", "zh": "三轮"},
            xs=[[0.2], [1.1], [2.3], [3.4], [8.7], [9.5]],
            centres=[[0.0], [1.9]],
            rounds=3,
        ),
        case({"en": "no rounds", "zh": "零轮"}, xs=FLOWERS, centres=CENTRES, rounds=0),
        case(
            {"en": "a centre without samples", "zh": "没有样本的中心"},
            xs=FLOWERS[:4],
            centres=[[1.5, 0.3, -0.6], [-0.7, 2.1, 1.2], [40.0, 37.5, -22.5]],
            rounds=2,
        ),
        groups_and_rounds,
    ],
    needs=[every_sample_to_its_nearest_centre, centres_move_to_their_samples],
    sentence={"zh": "聚类：每一轮先分配，再移动中心。"},
)
def rounds_of_k_means(m, xs, centres, rounds):
    """Clustering: each round assigns the samples, then moves the centres."""
    return m.k_means(xs, centres, rounds)


@check(
    role="concept",
    of="least_squares",
    points=3,
    cases=[
        case(worked, xs=[[0.0], [1.0], [2.0]], ys=[1.0, 3.0, 5.0]),
        case(
            {"en": "worked by hand, no line goes through all", "zh": "手算的例子，三点不共线"},
            xs=[[0.0], [1.0], [2.0]],
            ys=[1.0, 2.0, 6.0],
        ),
        case({"en": "three features", "zh": "三个特征"}, xs=FLOWERS, ys=HEIGHTS),
        case(
            {"en": "one feature, noisy", "zh": "一个特征，有噪声"},
            xs=[[0.7], [-1.4], [2.2], [1.6], [-0.5]],
            ys=[1.91, -0.35, 3.87, 0.64, -2.13],
        ),
        case(
            {"en": "as many samples as unknowns", "zh": "样本数等于未知数个数"},
            xs=[[0.7, 1.9], [-1.4, 0.3], [2.2, -0.8]],
            ys=[1.91, -0.35, 3.87],
        ),
        case(
            {"en": "numbers far above 0", "zh": "远大于 0 的数"}, xs=FLOWERS, ys=[height + 37.4 for height in HEIGHTS]
        ),
        case(
            large, xs=[[810.5, 12.7], [-1340.2, 33.1], [455.7, -8.4], [2071.3, 5.9]], ys=[-390.4, 1218.6, 77.2, 3350.9]
        ),
        measured,
    ],
    sentence={"zh": "回归：使平方误差之和最小的权重和偏置。"},
)
def weights_and_bias_of_the_best_fit(m, xs, ys):
    """Regression: the weights and the bias with the smallest sum of squared errors."""
    w, b = m.least_squares(xs, ys)
    return {"w": w, "b": b}


def columns_without_sign(coordinates):
    """For each column z the matrix z z^T, which is the same for z and -z."""
    # As floats: a number of the learner's own making may have ideas of its own about products.
    rows = [[float(number) for number in row] for row in coordinates]
    return [[[first * second for second in column] for first in column] for column in zip(*rows, strict=True)]


@check(
    role="concept",
    of="reduce_dimension",
    points=3,
    cases=[
        case(worked, xs=[[7.0, 10.0], [-5.0, -6.0], [5.0, -1.0], [-3.0, 5.0]], dims=1),
        case({"en": "along one axis", "zh": "沿一个轴"}, xs=[[0.0, 5.0], [4.0, 5.0], [2.0, 6.0], [2.0, 4.0]], dims=1),
        case({"en": "three features to one", "zh": "三个特征变一个"}, xs=FLOWERS, dims=1),
        case({"en": "three features to two", "zh": "三个特征变两个"}, xs=FLOWERS, dims=2),
        case({"en": "as many numbers as before", "zh": "个数不变"}, xs=FLOWERS, dims=3),
        case(
            {"en": "far from the origin", "zh": "远离原点"},
            xs=[[x + 9.3, y - 7.6, z + 8.4] for x, y, z in FLOWERS],
            dims=2,
        ),
        case({"en": "two samples", "zh": "两个样本"}, xs=[[0.7, -1.2], [2.4, 0.9]], dims=1),
        case(large, xs=[[910.0 * x, 910.0 * y, 910.0 * z] for x, y, z in FLOWERS], dims=2),
        spread_out,
    ],
    sentence={"zh": "降维：沿散布最大的方向得到各列 z（比较的是 z z^T，与正负号无关）。"},
)
def numbers_along_the_largest_spread(m, xs, dims):
    """Dimension reduction: columns z along the largest spread, compared by z z^T, which has no sign."""
    return {"z z^T": columns_without_sign(m.reduce_dimension(xs, dims))}
