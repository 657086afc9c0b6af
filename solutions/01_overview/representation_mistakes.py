"""Named mistakes about dimensions, linear maps, and a plane fitted to points."""

import torch

from grader.authoring import equivalent, mistake


def directions_of(centred):
    return torch.linalg.svd(centred, full_matrices=False)[2]


@mistake(
    of="samples_needed",
    family="wrong_factor",
    hint={
        "en": "A square of 10 by 10: is it 10 + 10 samples, or 10 * 10?",
        "zh": "10 乘 10 的网格有 20 个样本，还是 100 个？",
    },
    finding={"zh": "你把每个轴上的样本数加了起来；应当相乘。"},
)
def axes_added(samples_per_axis, dims):
    """You have added up the axes; each further one multiplies."""
    return samples_per_axis * dims


@mistake(
    of="samples_needed",
    family="swapped",
    hint={"en": "Which of the two numbers stands in the exponent?", "zh": "哪个数在指数的位置？"},
    finding={"zh": "底数和指数互换了。"},
)
def base_and_exponent_swapped(samples_per_axis, dims):
    """You have swapped the base and the exponent."""
    return dims**samples_per_axis


@mistake(
    of="samples_needed",
    family="border",
    hint={"en": "How many samples does one dimension need?", "zh": "一维需要多少个样本？"},
    finding={"zh": "指数少了 1。"},
)
def one_axis_too_few(samples_per_axis, dims):
    """Your exponent is too small by 1."""
    return samples_per_axis ** max(dims - 1, 0)


@mistake(
    of="samples_needed",
    family="wrong_dtype",
    hint={
        "en": "Print 13.0**40 - 13**40. How many digits does a float keep?",
        "zh": "打印 13.0**40 - 13**40：浮点数能保留几位数字？",
    },
    finding={"zh": "你用浮点数计算，大数不准确；整数的乘方是精确的。"},
)
def rounded_to_a_float(samples_per_axis, dims):
    """You have computed with floats, which round large numbers; ints are exact."""
    return float(samples_per_axis) ** dims


@mistake(
    of="linear_map",
    family="wrong_axis",
    hint={
        "en": "Write the shapes (N, D) and (3, D) under the factors. Which axis is summed over?",
        "zh": "在因子下面写出形状 (N, D) 和 (3, D)：对哪个轴求和？",
    },
    finding={"zh": "矩阵没有转置。"},
)
def matrix_not_transposed(xs, matrix):
    """You have not transposed the matrix."""
    return xs @ matrix


@mistake(
    of="linear_map",
    family="wrong_axis",
    hint={"en": "Is a mapped sample a row or a column of your result?", "zh": "你的结果里，一个样本是一行还是一列？"},
    finding={"zh": "结果转置了：每一行应是一个样本。"},
)
def samples_in_columns(xs, matrix):
    """Your result is transposed: each row should be a sample."""
    return matrix @ xs.T


@mistake(
    of="linear_map",
    family="one_of_several",
    hint={"en": "How many samples are there, and how many do you map?", "zh": "一共有几个样本？你映射了几个？"},
    finding={"zh": "只映射了第一个样本。"},
)
def only_the_first_sample(xs, matrix):
    """You have mapped the first sample only."""
    return xs[:1] @ matrix.T


@mistake(
    of="linear_map",
    family="other_choice",
    hint={
        "en": "Does every feature of a sample have a say in its three numbers?",
        "zh": "样本的每个特征都对结果有影响吗？",
    },
    finding={"zh": "你只是取了前三个特征；三个数应由所有特征算出。"},
)
def first_three_features(xs, matrix):
    """You have kept the first three features; all of them go into each of the three numbers."""
    return xs[:, :3] + 0 * matrix[0, 0]


@mistake(
    of="linear_map",
    family="mean_for_sum",
    hint={
        "en": "Does your map change when every entry of a row of the matrix is doubled?",
        "zh": "公式里是求和，还是求平均？",
    },
    finding={"zh": "你取了平均而不是求和。"},
)
def averaged_over_the_features(xs, matrix):
    """You have averaged over the features where they are summed."""
    return xs @ matrix.T / xs.shape[1]


@mistake(
    of="centre",
    family="sum_for_mean",
    hint={"en": "How many points are there? By what is the sum divided?", "zh": "有几个点？和应除以几？"},
    finding={"zh": "你求了和，没有除以点的个数。"},
)
def points_summed(points):
    """You have summed the points and not divided by their number."""
    return points.sum(dim=0)


@mistake(
    of="centre",
    family="wrong_axis",
    hint={
        "en": "What should come out: one number for each point, or one for each of the three coordinates?",
        "zh": "结果应是每个点一个数，还是每个坐标一个数？",
    },
    finding={"zh": "平均的方向错了：应对所有点平均，每个坐标得到一个数。"},
)
def averaged_along_the_wrong_axis(points):
    """You have averaged the coordinates of each point; the mean is over the points."""
    return points.mean(dim=1)


@mistake(
    of="centre",
    family="wrong_axis",
    hint={"en": "How many coordinates does a centre in space have?", "zh": "空间里的中心有几个坐标？"},
    finding={"zh": "你对所有数取了一个平均；中心有三个坐标。"},
)
def one_mean_of_everything(points):
    """You have taken one mean of all numbers; a centre has three coordinates."""
    return points.mean()


@mistake(
    of="centre",
    family="other_function",
    hint={"en": "Does your centre move when a point in the middle moves?", "zh": "移动一个中间的点，你的中心会动吗？"},
    finding={"zh": "你取的是最小值与最大值的中点，而不是平均值。"},
)
def middle_of_the_extremes(points):
    """You have taken the middle between the smallest and the largest coordinate; it is the mean that is asked for."""
    return (points.amin(dim=0) + points.amax(dim=0)) / 2


@mistake(
    of="centre",
    family="other_function",
    hint={
        "en": "Move one point far away. Does your centre follow it?",
        "zh": "把一个点移到很远的地方，你的中心会跟着动吗？",
    },
    finding={"zh": "你取了中位数；要求的是平均值。"},
)
def median_of_the_points(points):
    """You have taken the median; it is the mean that is asked for."""
    return points.median(dim=0).values


@mistake(
    of="centre",
    family="border",
    hint={
        "en": "How many terms does your sum have, and by how many do you divide?",
        "zh": "你的和有几项？又除以了几？",
    },
    finding={"zh": "你除以了 N - 1，而不是 N。"},
)
def divided_by_one_less(points):
    """You have divided by N - 1 and not by N."""
    return points.sum(dim=0) / max(len(points) - 1, 1)


@mistake(
    of="principal_directions",
    family="preparation",
    hint={
        "en": "Move all points far away from the origin. Should the directions change?",
        "zh": "把所有点一起平移到远处，方向应该变吗？",
    },
    finding={"zh": "没有先减去中心。"},
)
def centre_not_subtracted_first(points):
    """You have not subtracted the centre first."""
    return directions_of(points)[:2]


@mistake(
    of="principal_directions",
    family="other_choice",
    hint={
        "en": "In which order do your eigenvalues come out? Which of them belong to the largest spreads?",
        "zh": "你的特征值按什么顺序排列？最大的是哪几个？",
    },
    finding={"zh": "你取的是散布最小的两个方向。"},
)
def smallest_spreads(points):
    """You have taken the directions of the smallest spreads."""
    return directions_of(points - points.mean(dim=0))[1:].flip(0)


@mistake(
    of="principal_directions",
    family="swapped",
    hint={
        "en": "`torch.linalg.eigh` sorts the eigenvalues upwards. Which row should come first?",
        "zh": "`torch.linalg.eigh` 的特征值从小到大排列：哪个方向应在前？",
    },
    finding={"zh": "两个方向的顺序反了：散布大的在前。"},
)
def smaller_spread_first(points):
    """Your two directions are in the wrong order: the larger spread comes first."""
    return directions_of(points - points.mean(dim=0))[:2].flip(0)


@mistake(
    of="principal_directions",
    family="wrong_axis",
    hint={
        "en": "What is the shape of your result? Is a direction a row of it or a column?",
        "zh": "你的结果是什么形状？一个方向是一行还是一列？",
    },
    finding={"zh": "方向写成了列；应当是两行。"},
)
def directions_in_columns(points):
    """Your directions are columns; they should be rows."""
    return directions_of(points - points.mean(dim=0))[:2].T


@mistake(
    of="principal_directions",
    family="wrong_axis",
    hint={
        "en": "Which of the factors of the decomposition has its rows in space: the left one or the right one?",
        "zh": "`torch.linalg.eigh` 返回的特征向量是行还是列？",
    },
    finding={"zh": "你把特征向量矩阵的行当作了方向；`eigh` 的特征向量是列。"},
)
def rows_of_the_eigenvector_matrix(points):
    """You have taken rows of the matrix of eigenvectors; `eigh` gives them as columns."""
    centred = points - points.mean(dim=0)
    _, vectors = torch.linalg.eigh(centred.T @ centred / len(points))
    return vectors.flip(1)[:2]


@mistake(
    of="principal_directions",
    family="other_rule",
    hint={"en": "How long is each of your directions?", "zh": "你的每个方向有多长？"},
    finding={"zh": "方向的长度不是 1。"},
)
def directions_not_of_length_one(points):
    """Your directions do not have the length 1."""
    _, spreads, directions = torch.linalg.svd(points - points.mean(dim=0), full_matrices=False)
    return spreads[:2, None] * directions[:2]


@mistake(
    of="principal_directions",
    family="other_rule",
    hint={"en": "How many directions does a plane need?", "zh": "一个平面需要几个方向？"},
    finding={"zh": "你返回了三个方向；平面只需要两个。"},
)
def three_directions(points):
    """You have returned three directions; a plane has two."""
    return directions_of(points - points.mean(dim=0))


@mistake(
    of="principal_directions",
    family="other_choice",
    hint={
        "en": "Is the direction of the largest spread always one of the axes?",
        "zh": "散布最大的方向一定是坐标轴吗？",
    },
    finding={"zh": "你取的是散布最大的两个坐标轴；方向可以是倾斜的。"},
)
def axes_of_the_largest_spread(points):
    """You have taken the two axes of the largest spread; a direction may be tilted."""
    order = points.var(dim=0, correction=0).argsort(descending=True)
    return torch.eye(3, dtype=points.dtype)[order[:2]]


@mistake(
    of="to_plane",
    family="preparation",
    hint={"en": "Which coordinates has the centre itself in its plane?", "zh": "中心自己在平面里的坐标是什么？"},
    finding={"zh": "没有先减去中心。"},
)
def centre_not_subtracted(points, centre, directions):
    """You have not subtracted the centre."""
    return points @ directions.T


@mistake(
    of="to_plane",
    family="sign",
    hint={"en": "Which coordinates has the centre itself in its plane?", "zh": "中心自己在平面里的坐标是什么？"},
    finding={"zh": "你加上了中心；应当减去。"},
)
def centre_added(points, centre, directions):
    """You have added the centre; it is to be subtracted."""
    return (points + centre) @ directions.T


@mistake(
    of="to_plane",
    family="sign",
    hint={
        "en": "Is the vector from the centre to the point p - centre, or centre - p?",
        "zh": "从中心指向点的向量是 p - centre，还是 centre - p？",
    },
    finding={"zh": "减法的方向反了。"},
)
def seen_from_the_point(points, centre, directions):
    """Your difference is reversed: it goes from the centre to the point."""
    return (centre - points) @ directions.T


@mistake(
    of="to_plane",
    family="swapped",
    hint={"en": "To which direction does the first column belong?", "zh": "第一列对应哪个方向？"},
    finding={"zh": "两个坐标的顺序反了。"},
)
def coordinates_swapped(points, centre, directions):
    """You have swapped the two coordinates."""
    return (points - centre) @ directions.flip(0).T


@mistake(
    of="to_plane",
    family="something_else_returned",
    hint={"en": "How many numbers does a point of a plane need?", "zh": "平面里的一个点需要几个数？"},
    finding={"zh": "你返回了空间里的点；这里要的是平面里的两个坐标。"},
)
def points_in_space(points, centre, directions):
    """You have returned points in space; two coordinates in the plane are asked for."""
    return (points - centre) @ directions.T @ directions + centre


@mistake(
    of="to_plane",
    family="wrong_axis",
    hint={"en": "Is a point a row or a column of your result?", "zh": "你的结果里，一个点是一行还是一列？"},
    finding={"zh": "结果转置了：每一行应是一个点。"},
)
def points_in_columns(points, centre, directions):
    """Your result is transposed: each row should be a point."""
    return directions @ (points - centre).T


@mistake(
    of="to_plane",
    family="other_choice",
    hint={"en": "Are the directions of the plane always axes of the space?", "zh": "平面的方向一定是坐标轴吗？"},
    finding={"zh": "你只保留了前两个坐标；应沿平面的两个方向取坐标。"},
)
def first_two_coordinates_kept(points, centre, directions):
    """You have kept the first two coordinates; the plane's own directions count."""
    return (points - centre)[:, :2] + 0 * directions[0, 0]


@mistake(
    of="from_plane",
    family="left_out",
    hint={"en": "Which point has the coordinates (0, 0)?", "zh": "坐标为 (0, 0) 的是哪个点？"},
    finding={"zh": "没有加回中心。"},
)
def centre_not_added(coordinates, centre, directions):
    """You have not added the centre again."""
    return coordinates @ directions + 0 * centre


@mistake(
    of="from_plane",
    family="sign",
    hint={"en": "Which point has the coordinates (0, 0)?", "zh": "坐标为 (0, 0) 的是哪个点？"},
    finding={"zh": "你减去了中心；回到空间时应当加上。"},
)
def centre_subtracted(coordinates, centre, directions):
    """You have subtracted the centre; on the way back it is added."""
    return coordinates @ directions - centre


@mistake(
    of="from_plane",
    family="one_of_several",
    hint={
        "en": "How many directions does a plane have, and how many do you walk along?",
        "zh": "平面有几个方向？你沿几个方向走了？",
    },
    finding={"zh": "只用了第一个方向。"},
)
def one_direction_only(coordinates, centre, directions):
    """You have used the first direction only."""
    return centre + coordinates[:, :1] * directions[0]


@mistake(
    of="from_plane",
    family="swapped",
    hint={"en": "Which coordinate belongs to which direction?", "zh": "哪个坐标属于哪个方向？"},
    finding={"zh": "坐标与方向配错了：第一个坐标属于第一个方向。"},
)
def coordinates_and_directions_crossed(coordinates, centre, directions):
    """You have paired each coordinate with the other direction."""
    return centre + coordinates @ directions.flip(0)


@mistake(
    of="from_plane",
    family="wrong_axis",
    hint={"en": "Is a point a row or a column of your result?", "zh": "你的结果里，一个点是一行还是一列？"},
    finding={"zh": "结果转置了：每一行应是一个点。"},
)
def rebuilt_points_in_columns(coordinates, centre, directions):
    """Your result is transposed: each row should be a point."""
    return (centre + coordinates @ directions).T


@mistake(
    of="from_plane",
    family="wrong_factor",
    hint={
        "en": "Where on the way back does the centre come in: before the coordinates are multiplied, or after?",
        "zh": "中心应在乘坐标之前加，还是之后加？",
    },
    finding={"zh": "中心乘上了坐标；应在最后加上。"},
)
def centre_multiplied_too(coordinates, centre, directions):
    """You have added the centre to the directions, so that it is multiplied too; it is added once, at the end."""
    return coordinates @ (directions + centre)


@mistake(
    of="reconstruction_error",
    family="sum_for_mean",
    hint={"en": "Duplicate the points. Should the error change?", "zh": "把所有点复制一份，误差应该变吗？"},
    finding={"zh": "你求了和，而不是平均。"},
)
def errors_summed(points, centre, directions):
    """You have summed over the points where the error is their mean."""
    back = from_plane(to_plane(points, centre, directions), centre, directions)
    return ((points - back) ** 2).sum()


@mistake(
    of="reconstruction_error",
    family="mean_for_sum",
    hint={
        "en": "Over how many numbers do you average: over N points, or over 3 N coordinates?",
        "zh": "你是对 N 个点平均，还是对 3N 个坐标平均？",
    },
    finding={"zh": "你对所有坐标取了平均；应先把三个坐标的平方相加，再对点平均。"},
)
def averaged_over_the_coordinates(points, centre, directions):
    """You have averaged over the coordinates too; a squared distance is the sum of its three squares."""
    back = from_plane(to_plane(points, centre, directions), centre, directions)
    return ((points - back) ** 2).mean()


@mistake(
    of="reconstruction_error",
    family="square_or_root",
    hint={"en": "Is it the distance that is averaged, or its square?", "zh": "平均的是距离，还是距离的平方？"},
    finding={"zh": "距离没有平方。"},
)
def distances_not_squared(points, centre, directions):
    """You have averaged the distances; their squares are asked for."""
    back = from_plane(to_plane(points, centre, directions), centre, directions)
    return (points - back).norm(dim=1).mean()


@mistake(
    of="reconstruction_error",
    family="square_or_root",
    hint={"en": "Does the formula end with a root?", "zh": "公式的最后有开平方吗？"},
    finding={"zh": "你最后多开了一次平方根。"},
)
def root_of_the_error(points, centre, directions):
    """You have taken a root at the end; the mean of the squares is asked for."""
    back = from_plane(to_plane(points, centre, directions), centre, directions)
    return ((points - back) ** 2).sum(dim=1).mean().sqrt()


@mistake(
    of="reconstruction_error",
    family="other_rule",
    hint={
        "en": "Is the error of a point its distance from the centre, or from its own reconstruction?",
        "zh": "误差是点到中心的距离，还是到它的重建点的距离？",
    },
    finding={"zh": "你算的是点到中心的距离，而不是到重建点的距离。"},
)
def distance_from_the_centre(points, centre, directions):
    """You have measured the distance from the centre; it is the one from the reconstruction."""
    return ((points - centre) ** 2).sum(dim=1).mean() + 0 * directions[0, 0]


@mistake(
    of="reconstruction_error",
    family="other_rule",
    hint={
        "en": "What is left of a point's way to the centre once its way within the plane is taken off?",
        "zh": "保留下来的部分与丢失的部分，哪个是误差？",
    },
    finding={"zh": "你算的是平面内的部分；误差是丢失的部分。"},
)
def what_is_kept(points, centre, directions):
    """You have measured what the plane keeps; the error is what it loses."""
    return (to_plane(points, centre, directions) ** 2).sum(dim=1).mean()


@mistake(
    of="reconstruction_error",
    family="square_or_root",
    hint={"en": "Two errors, +3 and -3: is nothing lost?", "zh": "两个误差 +3 和 -3：什么都没有丢失吗？"},
    finding={"zh": "差没有平方，正负会抵消。"},
)
def differences_not_squared(points, centre, directions):
    """You have not squared the differences, so that they cancel."""
    back = from_plane(to_plane(points, centre, directions), centre, directions)
    return (points - back).sum(dim=1).mean()


equivalents = [
    equivalent(
        of="principal_directions",
        was="centred = points - centre(points)",
        now="centred = centre(points) - points",
        reason="Directions have no sign: the centred samples may have theirs reversed.",
    ),
    equivalent(
        of="principal_directions",
        was="_, vectors = torch.linalg.eigh(centred.T @ centred / len(points))",
        now=(
            "_, vectors = torch.linalg.eigh(points.T @ centred / len(points))",
            "_, vectors = torch.linalg.eigh(centred.T @ points / len(points))",
        ),
        reason="The centred samples sum to 0, so that the mean adds nothing to this product.",
    ),
    equivalent(
        of="principal_directions",
        was="_, vectors = torch.linalg.eigh(centred.T @ centred / len(points))",
        now=(
            "_, vectors = torch.linalg.eigh(centred.T @ centred)",
            "_, vectors = torch.linalg.eigh(centred.T @ centred * len(points))",
        ),
        reason="A common factor changes no eigenvector.",
    ),
    equivalent(
        of="principal_directions",
        was="_, vectors = torch.linalg.eigh(centred.T @ centred / len(points))",
        now="_, vectors = torch.linalg.eigh(centred.T @ centred / len(centred))",
        reason="There are as many centred samples as samples.",
    ),
]
