"""Checks of the curse of dimensionality, of linear maps, and of a plane fitted to a flat galaxy."""

from grader.authoring import Text, case, check, exercise, random_case

about = exercise(
    title={"en": "Representation", "zh": "表示学习"},
    worked_examples={
        "samples_needed": "sizes",
        "linear_map": "matrix_product",
        "centre": "principal_directions",
        "principal_directions": "principal_directions",
        "to_plane": "projection",
        "from_plane": "projection",
        "reconstruction_error": "projection",
    },
)

worked = Text({"en": "worked by hand", "zh": "手算的例子"})

GALAXY = [
    [2.31, 0.42, 1.87], [-1.64, 2.05, 0.66], [0.93, -1.71, 2.48], [3.52, 1.33, 0.91],
    [-2.27, -0.88, 2.13], [1.18, 2.76, -0.35], [-0.49, -2.94, 3.37],
]  # fmt: skip
CENTRE = [0.61, -0.23, 1.42]
# Rows of length 1, at right angles to each other.
TILTED = [[0.48, 0.64, 0.6], [0.8, -0.6, 0.0]]
AXES = [[1.0, 0.0, 0.0], [0.0, 0.0, 1.0]]


def draw_galaxy(generator, n):
    """Points near a tilted plane away from the origin, and its centre and directions, moved a little."""
    import numpy as np

    turned, _ = np.linalg.qr(generator.normal(size=(3, 3)))
    spreads = np.array([generator.uniform(2.5, 4.0), generator.uniform(0.9, 1.6), generator.uniform(0.1, 0.35)])
    middle = generator.uniform(1.0, 4.0, 3) * generator.choice([-1.0, 1.0], 3)
    stars = middle + (generator.normal(size=(n, 3)) * spreads) @ turned.T
    return stars, middle + generator.normal(0.0, 0.4, 3), turned[:, :2].T


@random_case(count=3, label={"en": "a random galaxy", "zh": "随机的星系"})
def galaxies(generator):
    stars, _, _ = draw_galaxy(generator, int(generator.integers(6, 40)))
    return case(points=stars.tolist())


@random_case(count=2, label={"en": "a random galaxy", "zh": "随机的星系"})
def galaxies_with_planes(generator):
    stars, middle, directions = draw_galaxy(generator, int(generator.integers(6, 30)))
    return case(points=stars.tolist(), centre=middle.tolist(), directions=directions.tolist())


@random_case(count=2, label={"en": "random coordinates", "zh": "随机的坐标"})
def planes(generator):
    _, middle, directions = draw_galaxy(generator, 3)
    n = int(generator.integers(4, 12))
    return case(
        coordinates=generator.normal(0.3, 2.0, (n, 2)).tolist(),
        centre=middle.tolist(),
        directions=directions.tolist(),
    )


@random_case(count=2, label={"en": "random samples", "zh": "随机的样本"})
def samples(generator):
    n, dims = int(generator.integers(2, 9)), int(generator.integers(4, 12))
    return case(
        xs=generator.normal(0.4, 1.5, (n, dims)).tolist(), matrix=generator.normal(-0.2, 1.1, (3, dims)).tolist()
    )


@random_case(count=2, label={"en": "a random grid", "zh": "随机的网格"})
def grids(generator):
    return case(samples_per_axis=int(generator.integers(3, 30)), dims=int(generator.integers(3, 12)))


@check(
    role="data",
    of="samples_needed",
    points=1,
    cases=[
        case(worked, samples_per_axis=10, dims=2),
        case({"en": "ten dimensions", "zh": "十维"}, samples_per_axis=10, dims=10),
        case(samples_per_axis=3, dims=5),
        case(samples_per_axis=5, dims=3),
        case({"en": "one dimension", "zh": "一维"}, samples_per_axis=7, dims=1),
        case({"en": "no dimension", "zh": "零维"}, samples_per_axis=7, dims=0),
        case({"en": "one sample along each axis", "zh": "每个轴上一个样本"}, samples_per_axis=1, dims=9),
        case({"en": "forty dimensions", "zh": "四十维"}, samples_per_axis=13, dims=40),
        grids,
    ],
    sentence={"zh": "每增加一维，需要的样本数就乘以每个轴上的样本数。"},
)
def samples_of_a_full_grid(m, samples_per_axis, dims):
    """Each further dimension multiplies the number of samples."""
    return m.samples_needed(samples_per_axis, dims)


@check(
    role="forward",
    of="linear_map",
    points=2,
    cases=[
        case(worked, xs=[[1.0, 2.0]], matrix=[[1.0, 0.0], [0.0, 3.0], [1.0, 1.0]]),
        case(
            {"en": "five dimensions to three", "zh": "五维到三维"},
            xs=[[0.7, -1.2, 2.3, 0.4, -0.9], [1.6, 0.3, -2.8, 1.1, 0.5]],
            matrix=[[1.3, -0.4, 0.8, 2.1, 0.6], [0.2, 1.9, -1.7, 0.3, -0.8], [-1.1, 0.9, 0.5, -0.7, 1.4]],
        ),
        case(
            {"en": "three dimensions to three", "zh": "三维到三维"},
            xs=[[0.7, -1.2, 2.3], [1.6, 0.3, -2.8], [0.9, 1.7, 0.4], [-0.6, 2.2, 1.3]],
            matrix=[[1.3, -0.4, 0.8], [0.2, 1.9, -1.7], [-1.1, 0.9, 0.5]],
        ),
        case(
            {"en": "one dimension to three", "zh": "一维到三维"},
            xs=[[1.7], [-0.6], [2.4], [0.8]],
            matrix=[[0.5], [-1.2], [3.1]],
        ),
        case(
            {"en": "large numbers", "zh": "很大的数"},
            xs=[[1210.5, -880.25], [305.75, 4400.5]],
            matrix=[[73.1, -20.6], [11.9, 64.3], [-35.2, 8.7]],
        ),
        samples,
    ],
    sentence={"zh": "每个样本乘以矩阵，得到三个数。"},
)
def three_numbers_for_each_sample(m, xs, matrix):
    """The matrix makes three numbers of each sample."""
    return m.linear_map(xs, matrix)


@check(
    role="data",
    of="centre",
    points=1,
    cases=[
        case(worked, points=[[0.0, 0.0, 1.0], [4.0, 2.0, 1.0], [5.0, 1.0, 4.0]]),
        case({"en": "seven stars", "zh": "七颗星"}, points=GALAXY),
        case({"en": "three points", "zh": "三个点"}, points=[[0.7, -1.2, 2.9], [1.6, 0.3, -2.8], [0.5, 1.7, 0.4]]),
        case({"en": "one point", "zh": "一个点"}, points=[[1.7, -0.6, 2.4]]),
        case({"en": "identical points", "zh": "相同的点"}, points=[[1.7, -0.6, 2.4]] * 4),
        case({"en": "large numbers", "zh": "很大的数"}, points=[[1210.5, -880.25, 93.4], [305.75, 4400.5, -7.1]]),
        galaxies,
    ],
    sentence={"zh": "中心是所有点的平均。"},
)
def mean_of_the_points(m, points):
    """The centre is the mean of the points."""
    return m.centre(points)


def without_sign(directions):
    """For each direction u the matrix u u^T, which is the same for u and -u."""
    # As floats: a number of the learner's own making may have ideas of its own about products.
    rows = [[float(number) for number in row] for row in directions]
    return [[[first * second for second in row] for first in row] for row in rows]


@check(
    role="data",
    of="principal_directions",
    points=3,
    cases=[
        case(worked, points=[[3.0, 0.0, 0.0], [-3.0, 0.0, 0.0], [0.0, 1.0, 0.0], [0.0, -1.0, 0.0]]),
        case(
            {"en": "worked by hand, tilted", "zh": "手算的例子，倾斜的"},
            points=[[4.0, 6.0, 6.0], [-2.0, -6.0, -6.0], [3.0, 1.0, -2.0], [-1.0, -1.0, 2.0]],
        ),
        case({"en": "seven stars", "zh": "七颗星"}, points=GALAXY),
        case(
            {"en": "far from the origin", "zh": "远离原点"},
            points=[[x + 6.4, y - 8.2, z + 7.7] for x, y, z in GALAXY],
        ),
        case(
            {"en": "all in one plane", "zh": "都在一个平面上"},
            points=[[1.2, 0.4, 2.0], [2.9, -1.1, 0.7], [-0.7, 1.9, 3.1], [0.3, -2.2, -4.1], [4.1, 0.6, 5.3]],
        ),
        case({"en": "three points", "zh": "三个点"}, points=[[0.7, -1.2, 2.9], [1.6, 0.3, -2.8], [0.5, 1.7, 0.4]]),
        case(
            {"en": "large numbers", "zh": "很大的数"}, points=[[900.0 * x, 900.0 * y, 900.0 * z] for x, y, z in GALAXY]
        ),
        galaxies,
    ],
    needs=[mean_of_the_points],
    sentence={"zh": "散布最大的两个方向 u（比较的是 u u^T，与正负号无关）。"},
)
def directions_of_the_largest_spread(m, points):
    """The two directions u of the largest spread, compared by u u^T, which has no sign."""
    return {"u u^T": without_sign(m.principal_directions(points))}


PLANES = [
    case(worked, points=[[5.0, 4.0, 3.0]], centre=[1.0, 1.0, 1.0], directions=AXES),
    case({"en": "two points, worked by hand", "zh": "手算的例子，两个点"},
         points=[[5.0, 4.0, 3.0], [0.0, 2.0, 0.0]], centre=[1.0, 1.0, 1.0], directions=AXES),
    case({"en": "seven stars", "zh": "七颗星"}, points=GALAXY, centre=CENTRE, directions=TILTED),
    case({"en": "the plane goes through the origin", "zh": "平面过原点"},
         points=GALAXY, centre=[0.0, 0.0, 0.0], directions=TILTED),
    case({"en": "a point of the plane", "zh": "平面上的点"}, points=[CENTRE], centre=CENTRE, directions=TILTED),
    case({"en": "all in the plane", "zh": "都在平面上"},
         points=[[4.0, 1.5, 2.25], [-0.5, 1.5, -3.0], [1.75, 1.5, 6.5]], centre=[1.0, 1.5, 1.0], directions=AXES),
    case({"en": "identical points", "zh": "相同的点"}, points=[[1.7, -0.6, 2.4]] * 3, centre=CENTRE, directions=TILTED),
    case({"en": "large numbers", "zh": "很大的数"},
         points=[[1210.5, -880.25, 93.4], [305.75, 4400.5, -7.1]], centre=[40.2, 17.7, -65.4], directions=TILTED),
    galaxies_with_planes,
]  # fmt: skip


@check(
    role="forward",
    of="to_plane",
    points=2,
    cases=PLANES,
    sentence={"zh": "三维到二维：点在平面里的坐标。"},
)
def coordinates_in_the_plane(m, points, centre, directions):
    """From three dimensions to two: the coordinates in the plane."""
    return m.to_plane(points, centre, directions)


@check(
    role="forward",
    of="from_plane",
    points=2,
    cases=[
        case(worked, coordinates=[[4.0, 2.0]], centre=[1.0, 1.0, 1.0], directions=AXES),
        case(
            {"en": "three points", "zh": "三个点"},
            coordinates=[[0.7, -1.3], [2.2, 0.9], [-1.6, 1.8]],
            centre=CENTRE,
            directions=TILTED,
        ),
        case(
            {"en": "two points", "zh": "两个点"},
            coordinates=[[0.4, 1.7], [-2.1, 0.6]],
            centre=CENTRE,
            directions=TILTED,
        ),
        case({"en": "the centre itself", "zh": "中心本身"}, coordinates=[[0.0, 0.0]], centre=CENTRE, directions=TILTED),
        case(
            {"en": "large numbers", "zh": "很大的数"},
            coordinates=[[910.5, -280.25], [75.5, 640.75]],
            centre=[40.2, 17.7, -65.4],
            directions=TILTED,
        ),
        planes,
    ],
    sentence={"zh": "二维回到三维：由坐标得到平面上的点。"},
)
def points_of_the_plane(m, coordinates, centre, directions):
    """From two dimensions back to three: the points of the plane with these coordinates."""
    return m.from_plane(coordinates, centre, directions)


@check(
    role="cost",
    of="reconstruction_error",
    points=2,
    cases=PLANES,
    needs=[coordinates_in_the_plane, points_of_the_plane],
    sentence={"zh": "重建误差：点与重建点之间距离平方的平均值。"},
)
def loss_on_the_way_there_and_back(m, points, centre, directions):
    """The mean squared distance of the points from their reconstructions."""
    return m.reconstruction_error(points, centre, directions)
