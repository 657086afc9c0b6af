"""Named mistakes of the four traditional tasks."""

import torch

from grader.authoring import equivalent, mistake


def squared_distances(xs, centres):
    return ((xs[:, None, :] - centres[None, :, :]) ** 2).sum(dim=2)


@mistake(
    of="nearest_neighbour",
    hint={"en": "Is the nearest sample the one with the largest distance?", "zh": "最近的样本，距离最大还是最小？"},
    finding={"zh": "你取了最远的样本。"},
)
def farthest_sample(xs, labels, query):
    """You have taken the farthest sample."""
    return labels[int(((xs - query) ** 2).sum(dim=1).argmax())]


@mistake(
    of="nearest_neighbour",
    hint={"en": "Two differences, +3 and -3: is the distance 0?", "zh": "两个差 +3 和 -3：距离是 0 吗？"},
    finding={"zh": "差没有平方，正负会抵消。"},
)
def differences_cancel(xs, labels, query):
    """You have summed the differences without squaring them, so that they cancel."""
    return labels[int((xs - query).sum(dim=1).abs().argmin())]


@mistake(
    of="nearest_neighbour",
    hint={"en": "How far is it from (0, 0) to (3, 4): 7 or 5?", "zh": "从 (0, 0) 到 (3, 4) 有多远：7 还是 5？"},
    finding={"zh": "你把差的绝对值相加；欧氏距离用差的平方。"},
)
def absolute_differences_summed(xs, labels, query):
    """You have summed the sizes of the differences; the Euclidean distance sums their squares."""
    return labels[int((xs - query).abs().sum(dim=1).argmin())]


@mistake(
    of="nearest_neighbour",
    hint={"en": "How far is it from (0, 0) to (3, 4): 4 or 5?", "zh": "从 (0, 0) 到 (3, 4) 有多远：4 还是 5？"},
    finding={"zh": "你只看最大的一个差；欧氏距离包括所有特征。"},
)
def largest_difference_only(xs, labels, query):
    """You look at the largest difference only; the distance has a share of every feature."""
    return labels[int((xs - query).abs().amax(dim=1).argmin())]


@mistake(
    of="nearest_neighbour",
    hint={
        "en": "Change only the last feature of the query. Does your answer react?",
        "zh": "只改变最后一个特征，结果有变化吗？",
    },
    finding={"zh": "你只用了第一个特征。"},
)
def first_feature_only(xs, labels, query):
    """You look at the first feature only."""
    return labels[int((xs[:, 0] - query[0]).abs().argmin())]


@mistake(
    of="nearest_neighbour",
    hint={
        "en": "Which label does the most frequent class have, wherever the query lies?",
        "zh": "query 移到别处，你的结果会变吗？",
    },
    finding={"zh": "你返回了出现最多的标签，没有用到 query。"},
)
def most_frequent_label(xs, labels, query):
    """You have returned the most frequent label; where the query lies is not used."""
    return max(labels, key=labels.count)


@mistake(
    of="nearest_neighbour",
    hint={
        "en": "What is asked for: the number of the sample, or its label?",
        "zh": "要求返回的是样本的下标，还是它的标签？",
    },
    finding={"zh": "你返回的是样本的下标，而不是标签。"},
)
def index_and_not_the_label(xs, labels, query):
    """You have returned the index of the sample; its label is asked for."""
    return int(((xs - query) ** 2).sum(dim=1).argmin())


@mistake(
    of="nearest_neighbour",
    hint={
        "en": "Over which axis does your sum go: over the features or over the samples?",
        "zh": "你的求和是对特征，还是对样本？",
    },
    finding={"zh": "求和的方向错了：应对特征求和。"},
)
def summed_over_the_samples(xs, labels, query):
    """You have summed over the samples; a distance sums over the features."""
    return labels[int(((xs - query) ** 2).sum(dim=0).argmin())]


@mistake(
    of="assign",
    hint={"en": "Is the nearest centre the one with the largest distance?", "zh": "最近的中心，距离最大还是最小？"},
    finding={"zh": "你取了最远的中心。"},
)
def farthest_centre(xs, centres):
    """You have taken the farthest centre."""
    return squared_distances(xs, centres).argmax(dim=1)


@mistake(
    of="assign",
    hint={
        "en": "For whom is the nearest one sought: for each sample, or for each centre?",
        "zh": "是为每个样本找最近的中心，还是为每个中心找最近的样本？",
    },
    finding={"zh": "方向反了：你为每个中心找了最近的样本。"},
)
def nearest_sample_of_each_centre(xs, centres):
    """You have looked for the nearest sample of each centre; it is the other way round."""
    return squared_distances(xs, centres).argmin(dim=0)


@mistake(
    of="assign",
    hint={"en": "Two differences, +3 and -3: is the distance 0?", "zh": "两个差 +3 和 -3：距离是 0 吗？"},
    finding={"zh": "差没有平方，正负会抵消。"},
)
def assigned_by_differences_that_cancel(xs, centres):
    """You have summed the differences without squaring them, so that they cancel."""
    return (xs[:, None, :] - centres[None, :, :]).sum(dim=2).abs().argmin(dim=1)


@mistake(
    of="assign",
    hint={"en": "How far is it from (0, 0) to (3, 4): 7 or 5?", "zh": "从 (0, 0) 到 (3, 4) 有多远：7 还是 5？"},
    finding={"zh": "你把差的绝对值相加；欧氏距离用差的平方。"},
)
def assigned_by_absolute_differences(xs, centres):
    """You have summed the sizes of the differences; the Euclidean distance sums their squares."""
    return (xs[:, None, :] - centres[None, :, :]).abs().sum(dim=2).argmin(dim=1)


@mistake(
    of="assign",
    hint={"en": "How far is it from (0, 0) to (3, 4): 4 or 5?", "zh": "从 (0, 0) 到 (3, 4) 有多远：4 还是 5？"},
    finding={"zh": "你只看最大的一个差；欧氏距离包括所有特征。"},
)
def assigned_by_the_largest_difference(xs, centres):
    """You look at the largest difference only; the distance has a share of every feature."""
    return (xs[:, None, :] - centres[None, :, :]).abs().amax(dim=2).argmin(dim=1)


@mistake(
    of="assign",
    hint={"en": "Which index does the first centre have?", "zh": "第一个中心的下标是几？"},
    finding={"zh": "下标从 1 开始了；Python 从 0 开始。"},
)
def centres_counted_from_one(xs, centres):
    """Your indices start at 1; Python's start at 0."""
    return squared_distances(xs, centres).argmin(dim=1) + 1


@mistake(
    of="assign",
    hint={
        "en": "What is asked for: how far the nearest centre is, or which one it is?",
        "zh": "要求返回的是距离，还是中心的下标？",
    },
    finding={"zh": "你返回的是距离，而不是中心的下标。"},
)
def distances_and_not_indices(xs, centres):
    """You have returned the distances; the indices of the centres are asked for."""
    return squared_distances(xs, centres).amin(dim=1).sqrt()


@mistake(
    of="move_centres",
    hint={
        "en": "How many samples has each cluster? By what is its sum divided?",
        "zh": "每个簇有几个样本？和应除以几？",
    },
    finding={"zh": "你求了和，没有除以簇里的样本数。"},
)
def samples_summed(xs, assignment, centres):
    """You have summed the samples of a cluster and not divided by their number."""
    moved = centres.clone()
    for index in range(len(centres)):
        if (assignment == index).any():
            moved[index] = xs[assignment == index].sum(dim=0)
    return moved


@mistake(
    of="move_centres",
    hint={
        "en": "By what is the sum of a cluster divided: by all samples, or by its own?",
        "zh": "一个簇的和应除以全部样本数，还是自己的样本数？",
    },
    finding={"zh": "你除以了全部样本数，而不是簇里的样本数。"},
)
def divided_by_all_samples(xs, assignment, centres):
    """You have divided by the number of all samples; each cluster has its own."""
    moved = centres.clone()
    for index in range(len(centres)):
        if (assignment == index).any():
            moved[index] = xs[assignment == index].sum(dim=0) / len(xs)
    return moved


@mistake(
    of="move_centres",
    hint={
        "en": "What is the mean of no samples at all? Where should such a centre be?",
        "zh": "没有样本时平均值是什么？这样的中心应当在哪里？",
    },
    finding={"zh": "没有样本的中心变成了 NaN；它应当留在原处。"},
)
def nan_for_an_empty_cluster(xs, assignment, centres):
    """A centre without samples becomes NaN; it should stay where it is."""
    return torch.stack([xs[assignment == index].mean(dim=0) for index in range(len(centres))])


@mistake(
    of="move_centres",
    hint={"en": "Where should a centre be to which no sample is assigned?", "zh": "没有样本的中心应当在哪里？"},
    finding={"zh": "没有样本的中心变成了 0；它应当留在原处。"},
)
def zero_for_an_empty_cluster(xs, assignment, centres):
    """A centre without samples goes to 0; it should stay where it is."""
    moved = torch.zeros_like(centres)
    for index in range(len(centres)):
        if (assignment == index).any():
            moved[index] = xs[assignment == index].mean(dim=0)
    return moved


@mistake(
    of="move_centres",
    hint={
        "en": "Print the old centres before and after the call. Are they still the same?",
        "zh": "调用前后打印原来的中心：它们还一样吗？",
    },
    finding={"zh": "你修改了传入的 centres；应返回新的中心。"},
)
def old_centres_changed(xs, assignment, centres):
    """You have changed the centres that were passed in; new ones are asked for."""
    for index in range(len(centres)):
        if (assignment == index).any():
            centres[index] = xs[assignment == index].mean(dim=0)
    return centres


@mistake(
    of="move_centres",
    hint={
        "en": "Should the old place of a centre count when it has samples?",
        "zh": "有样本时，旧的中心位置还应算进去吗？",
    },
    finding={"zh": "你把旧的中心也算进了平均。"},
)
def old_centre_averaged_in(xs, assignment, centres):
    """You have counted the old centre among its samples."""
    moved = centres.clone()
    for index in range(len(centres)):
        mine = xs[assignment == index]
        if len(mine):
            moved[index] = (mine.sum(dim=0) + centres[index]) / (len(mine) + 1)
    return moved


@mistake(
    of="move_centres",
    hint={
        "en": "Is a centre one number for all features, or one for each?",
        "zh": "一个中心是一个数，还是每个特征一个数？",
    },
    finding={"zh": "你对所有特征一起取了平均；每个特征应分别平均。"},
)
def averaged_over_the_features_too(xs, assignment, centres):
    """You have averaged over the features too; each feature has a mean of its own."""
    moved = centres.clone()
    for index in range(len(centres)):
        if (assignment == index).any():
            moved[index] = xs[assignment == index].mean()
    return moved


@mistake(
    of="k_means",
    group="one round",
    hint={
        "en": "After the centres have moved, are the nearest ones still the same?",
        "zh": "中心移动以后，最近的中心还一样吗？",
    },
    finding={"zh": "样本一直属于最初分到的中心；每一轮都要重新分配。"},
)
def assigned_only_once(xs, centres, rounds):
    """The samples stay with the centre that they were assigned to first; each round assigns them anew."""
    assignment = assign(xs, centres)
    for _ in range(rounds):
        centres = move_centres(xs, assignment, centres)
    return centres


@mistake(
    of="k_means",
    hint={"en": "How many rounds are there for rounds=1?", "zh": "rounds=1 时应进行几轮？"},
    finding={"zh": "少了一轮。"},
)
def one_round_too_few(xs, centres, rounds):
    """You make one round too few."""
    for _ in range(1, rounds):
        centres = move_centres(xs, assign(xs, centres), centres)
    return centres


@mistake(
    of="k_means",
    hint={"en": "How many rounds are there for rounds=0?", "zh": "rounds=0 时应进行几轮？"},
    finding={"zh": "多了一轮。"},
)
def one_round_too_many(xs, centres, rounds):
    """You make one round too many."""
    for _ in range(rounds + 1):
        centres = move_centres(xs, assign(xs, centres), centres)
    return centres


@mistake(
    of="k_means",
    group="one round",
    hint={
        "en": "Is the result of `move_centres` kept for the next round?",
        "zh": "`move_centres` 的结果留给下一轮了吗？",
    },
    finding={"zh": "移动后的中心没有留给下一轮：每一轮都从最初的中心开始。"},
)
def every_round_from_the_start(xs, centres, rounds):
    """Each round begins at the first centres again; the moved ones are not kept."""
    moved = centres
    for _ in range(rounds):
        moved = move_centres(xs, assign(xs, centres), centres)
    return moved


@mistake(
    of="k_means",
    group="one round",
    hint={
        "en": "Where does your loop return: inside, or after the last round?",
        "zh": "你的 return 在循环里面还是外面？",
    },
    finding={"zh": "第一轮之后就返回了。"},
)
def returns_after_the_first_round(xs, centres, rounds):
    """You return after the first round."""
    for _ in range(rounds):
        return move_centres(xs, assign(xs, centres), centres)
    return centres


@mistake(
    of="k_means",
    hint={
        "en": "What is asked for at the end: which centre each sample has, or where the centres are?",
        "zh": "最后要求返回的是样本的分配，还是中心的位置？",
    },
    finding={"zh": "你返回的是分配结果，而不是中心。"},
)
def assignment_and_not_the_centres(xs, centres, rounds):
    """You have returned the assignment; the centres are asked for."""
    for _ in range(rounds):
        centres = move_centres(xs, assign(xs, centres), centres)
    return assign(xs, centres)


@mistake(
    of="least_squares",
    hint={"en": "What is your y_hat where x is 0? Must it be 0?", "zh": "x 为 0 时你的 y_hat 是多少？一定是 0 吗？"},
    finding={"zh": "没有偏置：你的拟合总经过原点。"},
)
def no_bias(xs, ys):
    """You have left the bias out: your fit always goes through the origin."""
    return torch.linalg.lstsq(xs, ys[:, None]).solution[:, 0], 0.0


@mistake(
    of="least_squares",
    hint={
        "en": "In which column did you write the ones? Which entry of the solution is the bias, then?",
        "zh": "1 写在哪一列？那么解的哪一个数是偏置？",
    },
    finding={"zh": "1 写在了最后一列，偏置却取了第一个数。"},
)
def bias_taken_from_the_wrong_end(xs, ys):
    """You have taken the bias from the wrong end of the solution."""
    solution = with_ones(xs, ys)
    return solution[1:], solution[0]


def with_ones(xs, ys):
    columns = torch.cat([xs, torch.ones_like(xs[:, :1])], dim=1)
    return torch.linalg.lstsq(columns, ys[:, None]).solution[:, 0]


@mistake(
    of="least_squares",
    hint={"en": "Which of the two does the docstring name first?", "zh": "文档字符串先写的是哪一个？"},
    finding={"zh": "返回的顺序反了：先是 w，再是 b。"},
)
def bias_first(xs, ys):
    """You have returned the bias first; the weights come first."""
    solution = with_ones(xs, ys)
    return solution[-1], solution[:-1]


@mistake(
    of="least_squares",
    hint={
        "en": "Does a best line also go through the middle of the samples once its slope is changed?",
        "zh": "x 等于平均值时，你的 y_hat 等于 y 的平均值吗？",
    },
    finding={"zh": "你先减去平均值再拟合，但偏置只取了 y 的平均值，没有减去 w 与 x 平均值的乘积。"},
)
def bias_is_the_mean(xs, ys):
    """You have taken the mean of ys as the bias; the share of the mean of xs is not subtracted."""
    w = torch.linalg.lstsq(xs - xs.mean(dim=0), (ys - ys.mean())[:, None]).solution[:, 0]
    return w, ys.mean()


@mistake(
    of="least_squares",
    hint={
        "en": "Do the features of a sample have a say together, or each for itself?",
        "zh": "各个特征是一起决定 y，还是各自单独决定？",
    },
    finding={"zh": "你对每个特征分别拟合；权重应当一起求。"},
)
def one_feature_at_a_time(xs, ys):
    """You have fitted each feature for itself; the weights have to be found together."""
    centred = xs - xs.mean(dim=0)
    w = (centred * (ys - ys.mean())[:, None]).sum(dim=0) / (centred**2).sum(dim=0)
    return w, ys.mean() - w @ xs.mean(dim=0)


@mistake(
    of="least_squares",
    hint={
        "en": "Between which sizes is the smaller one: is A^T A on the left side, and what is A^T y on the right?",
        "zh": "正规方程左边的 A^T A 到哪里去了？",
    },
    finding={"zh": "你漏了求解 A^T A：直接返回了 A^T y。"},
)
def normal_equations_not_solved(xs, ys):
    """You have returned A^T y; the equations A^T A v = A^T y are still to be solved."""
    columns = torch.cat([xs, torch.ones_like(xs[:, :1])], dim=1)
    right = columns.T @ ys
    return right[:-1], right[-1]


@mistake(
    of="least_squares",
    hint={
        "en": "Is anything added to A^T A in the normal equations of the docstring?",
        "zh": "文档字符串的正规方程里，A^T A 加了别的东西吗？",
    },
    finding={"zh": "你在 A^T A 上加了东西（岭回归）；这里求的是普通的最小二乘。"},
)
def ridge_added(xs, ys):
    """You have added something to the diagonal of A^T A; plain least squares is asked for."""
    columns = torch.cat([xs, torch.ones_like(xs[:, :1])], dim=1)
    size = columns.shape[1]
    solution = torch.linalg.solve(columns.T @ columns + 0.01 * torch.eye(size, dtype=xs.dtype), columns.T @ ys)
    return solution[:-1], solution[-1]


@mistake(
    of="reduce_dimension",
    hint={
        "en": "Move all samples far away from the origin. Should the numbers change?",
        "zh": "把所有样本一起平移，结果应该变吗？",
    },
    finding={"zh": "没有先减去平均值。"},
)
def mean_not_subtracted(xs, dims):
    """You have not subtracted the mean first."""
    _, vectors = torch.linalg.eigh(xs.T @ xs / len(xs))
    return xs @ vectors.flip(1)[:, :dims]


@mistake(
    of="reduce_dimension",
    hint={
        "en": "What are the numbers of a sample that lies at the mean?",
        "zh": "位于平均值处的样本，投影后应是多少？",
    },
    finding={"zh": "方向是对的，但投影时没有减去平均值。"},
)
def samples_not_centred_for_the_projection(xs, dims):
    """Your directions are right, but you project the samples without subtracting the mean."""
    return xs @ principal(xs)[:, :dims]


def principal(xs):
    centred = xs - xs.mean(dim=0)
    return torch.linalg.eigh(centred.T @ centred / len(xs))[1].flip(1)


@mistake(
    of="reduce_dimension",
    hint={
        "en": "In which order do your eigenvalues come out? Which directions have the largest spread?",
        "zh": "`torch.linalg.eigh` 的特征值从小到大排列：散布最大的在哪一端？",
    },
    finding={"zh": "你取的是散布最小的方向。"},
)
def directions_of_the_smallest_spread(xs, dims):
    """You have taken the directions of the smallest spread."""
    return (xs - xs.mean(dim=0)) @ principal(xs).flip(1)[:, :dims]


@mistake(
    of="reduce_dimension",
    hint={"en": "Are the original features always the best directions?", "zh": "原来的特征一定是最好的方向吗？"},
    finding={"zh": "你只保留了前几个特征；应投影到散布最大的方向。"},
)
def first_features_kept(xs, dims):
    """You have kept the first features; the directions of the largest spread may be tilted."""
    return (xs - xs.mean(dim=0))[:, :dims]


@mistake(
    of="reduce_dimension",
    hint={"en": "Which column has the largest spread in your result?", "zh": "你的结果里，哪一列的散布最大？"},
    finding={"zh": "各列的顺序反了：散布最大的在第一列。"},
)
def columns_in_rising_order(xs, dims):
    """Your columns are in the wrong order: the largest spread comes first."""
    return (xs - xs.mean(dim=0)) @ principal(xs)[:, :dims].flip(1)


@mistake(
    of="reduce_dimension",
    hint={"en": "How many rows should the result have, and how many columns?", "zh": "结果应有几行几列？"},
    finding={"zh": "结果转置了：每一行应是一个样本。"},
)
def samples_as_columns(xs, dims):
    """Your result is transposed: each row should be a sample."""
    return ((xs - xs.mean(dim=0)) @ principal(xs)[:, :dims]).T


@mistake(
    of="reduce_dimension",
    hint={
        "en": "Do your columns all have the same spread? Does the docstring ask for that?",
        "zh": "你的各列散布都相同吗？文档字符串要求这样吗？",
    },
    finding={"zh": "你把每一列都除以了它的标准差。"},
)
def columns_scaled(xs, dims):
    """You have divided each column by its spread; the numbers are asked for as they are."""
    numbers = (xs - xs.mean(dim=0)) @ principal(xs)[:, :dims]
    return numbers / numbers.std(dim=0, correction=0)


@mistake(
    of="reduce_dimension",
    hint={
        "en": "`eigh` gives the eigenvectors in the columns of a matrix. Which axis do you cut?",
        "zh": "`torch.linalg.eigh` 返回的特征向量是行还是列？",
    },
    finding={"zh": "你用了特征向量矩阵的行；`eigh` 的特征向量是列。"},
)
def rows_taken_for_eigenvectors(xs, dims):
    """You have used rows of the matrix of eigenvectors; `eigh` gives them as columns."""
    return (xs - xs.mean(dim=0)) @ principal(xs)[:dims].T


equivalents = [
    equivalent(
        of="nearest_neighbour",
        was="distances = ((xs - query) ** 2).sum(dim=1)",
        now="distances = ((xs - query) ** 2).mean(dim=1)",
        reason="A common factor changes no order.",
    ),
    equivalent(
        of="assign",
        was="differences = xs[:, None, :] - centres[None, :, :]",
        now="differences = centres[None, :, :] - xs[:, None, :]",
        reason="The differences are squared.",
    ),
    equivalent(
        of="assign",
        was="return (differences**2).sum(dim=2).argmin(dim=1)",
        now="return (differences**2).mean(dim=2).argmin(dim=1)",
        reason="A common factor changes no order.",
    ),
    equivalent(
        of="move_centres",
        was="for index in range(len(centres)):",
        now="for index in range(len(moved)):",
        reason="There are as many moved centres as old ones.",
    ),
    equivalent(
        of="move_centres",
        was="for index in range(len(centres)):",
        now="for index in range(len(centres) + 1):",
        reason="Nothing is assigned to an index beyond the last centre.",
    ),
    equivalent(
        of="least_squares",
        was="solution = torch.linalg.lstsq(columns, ys[:, None]).solution[:, 0]",
        now="solution = torch.linalg.lstsq(columns, ys[:, None]).solution[:, (-1)]",
        reason="There is one column.",
    ),
    equivalent(
        of="reduce_dimension",
        was="centred = xs - xs.mean(dim=0)",
        now="centred = xs.mean(dim=0) - xs",
        reason="Directions have no sign: the centred samples may have theirs reversed.",
    ),
    equivalent(
        of="reduce_dimension",
        was="_, vectors = torch.linalg.eigh(centred.T @ centred / len(xs))",
        now=(
            "_, vectors = torch.linalg.eigh(xs.T @ centred / len(xs))",
            "_, vectors = torch.linalg.eigh(centred.T @ xs / len(xs))",
        ),
        reason="The centred samples sum to 0, so that the mean adds nothing to this product.",
    ),
    equivalent(
        of="reduce_dimension",
        was="_, vectors = torch.linalg.eigh(centred.T @ centred / len(xs))",
        now=(
            "_, vectors = torch.linalg.eigh(centred.T @ centred)",
            "_, vectors = torch.linalg.eigh(centred.T @ centred * len(xs))",
        ),
        reason="A common factor changes no eigenvector.",
    ),
    equivalent(
        of="reduce_dimension",
        was="_, vectors = torch.linalg.eigh(centred.T @ centred / len(xs))",
        now="_, vectors = torch.linalg.eigh(centred.T @ centred / len(centred))",
        reason="There are as many centred samples as samples.",
    ),
]
