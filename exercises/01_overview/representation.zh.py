"""表示：用少数好的特征，代替许多差的特征。

特征的空间里处处都要有样本，模型才能学好；而每多一个特征，这个空间就膨胀一次，很快大到无法想象：这就是维数灾难。所以要
寻找维数更低的表示。最简单的是线性映射，例如从 N 维映射到 3 维。而且数据往往并不充满整个空间：星系里的恒星有三个坐标，
却都在一个平面附近，那是一个二维的平坦的面。（高维空间里的面，不论弯曲还是平坦，都叫流形。）

`points` 是形状为 (N, 3) 的 float64 张量，每行一个点。平面由它上面的一点 `centre`（形状为 (3,)）和两个方向
`directions`（形状为 (2, 3)）给出：两行的长度都是 1，互相垂直。结果可以是张量、NumPy 数组或列表。任何函数都不得修改自
己的参数。
"""

import torch


def samples_needed(samples_per_axis, dims):
    """一个完整的网格有多少个样本，如果沿 `dims` 个轴中的每一个都有这么多个。

    samples_per_axis ** dims：每多一维，个数就乘一次。

    参数：
        samples_per_axis：整数，至少是 1。
        dims：维数，整数，至少是 0。

    返回：
        整数。（浮点数分辨不了很大的整数。）

    手算：沿每个轴有 10 个样本时，一维需要 10 个样本，两维需要 100 个，十维需要 10,000,000,000 个。
    """
    # TODO：在这里写 samples_needed，替换下一行
    raise NotImplementedError("samples_needed: 还没有写")


def linear_map(xs, matrix):
    """从 D 维到 3 维的线性映射，同时作用于多个样本：对每个样本 x，z = A x。

    z_i = 对 j 求和 A[i, j] * x_j

    参数：
        xs：形状为 (N, D) 的 float64 张量，每行一个样本。
        matrix：A，形状为 (3, D) 的 float64 张量。

    返回：
        形状为 (N, 3) 的张量，每行是一个样本映射后的结果。

    手算：样本 [1, 2] 和矩阵 [[1, 0], [0, 3], [1, 1]] 给出 [1, 6, 3]。
    """
    # TODO：在这里写 linear_map，替换下一行
    raise NotImplementedError("linear_map: 还没有写")


def centre(points):
    """这些点的中心：它们的平均值。

    参数：
        points：形状为 (N, 3) 的张量。

    返回：
        形状为 (3,) 的张量。

    手算：[[0, 0, 1], [4, 2, 1], [5, 1, 4]] 给出 [3, 1, 2]。
    """
    # TODO：在这里写 centre，替换下一行
    raise NotImplementedError("centre: 还没有写")


def principal_directions(points):
    """从中心看去，这些点分散得最开的两个方向。

    它们是 3 x 3 矩阵 C 的特征值最大的两个特征向量，

        C = (1/N) * 对所有点求和 (p - centre) (p - centre)^T，

    也就是各点减去中心之后的前两个右奇异向量。（两种算法 `torch.linalg` 都有。）过中心、沿这两个方向的平面是最好的：各
    点到其他任何平面的距离平方的平均值都不会更小。

    参数：
        points：形状为 (N, 3) 的张量，N 至少是 3。三个方向上的分散程度各不相同。

    返回：
        形状为 (2, 3) 的张量：两行的长度都是 1，互相垂直，分散程度大的在前。方向没有正负：[0, 1, 0] 和 [0, -1, 0] 都
        对。

    手算：[[3, 0, 0], [-3, 0, 0], [0, 1, 0], [0, -1, 0]] 给出 [[1, 0, 0], [0, 1, 0]]。把同一个十字倾斜，再移动
    (1, 0, 0)，得到 [[4, 6, 6], [-2, -6, -6], [3, 1, -2], [-1, -1, 2]]，它给出 [[1, 2, 2], [2, 1, -2]]，两行都要除以各
    自的长度 3。
    """
    # TODO：在这里写 principal_directions，替换下一行
    raise NotImplementedError("principal_directions: 还没有写")


def to_plane(points, centre, directions):
    """从三维到二维：各点在平面里的坐标。

    p 沿方向 u 的坐标是标量积 (p - centre) . u。

    参数：
        points：形状为 (N, 3) 的张量。
        centre：形状为 (3,) 的张量。
        directions：形状为 (2, 3) 的张量。

    返回：
        形状为 (N, 2) 的张量：每行一个点，每列一个方向。

    手算：点 [5, 4, 3]、中心 [1, 1, 1] 和方向 [[1, 0, 0], [0, 0, 1]] 给出 [4, 2]。
    """
    # TODO：在这里写 to_plane，替换下一行
    raise NotImplementedError("to_plane: 还没有写")


def from_plane(coordinates, centre, directions):
    """从二维回到三维：平面上具有这些坐标的点。

    p = centre + (第一个坐标) * (第一个方向) + (第二个坐标) * (第二个方向)

    参数：
        coordinates：形状为 (N, 2) 的 float64 张量。
        centre：形状为 (3,) 的张量。
        directions：形状为 (2, 3) 的张量。

    返回：
        形状为 (N, 3) 的张量。

    手算：坐标 [4, 2]、中心 [1, 1, 1] 和方向 [[1, 0, 0], [0, 0, 1]] 给出 [5, 1, 3]。`to_plane` 里的点是 [5, 4, 3]：它
    到平面的距离 3 丢失了。
    """
    # TODO：在这里写 from_plane，替换下一行
    raise NotImplementedError("from_plane: 还没有写")


def reconstruction_error(points, centre, directions):
    """投影到平面再回来，丢失了多少：各点到其重建点的距离平方的平均值。

    error = (1/N) * 对所有点求和 |p - from_plane(to_plane(p))|**2，其中 |v|**2 = v_1**2 + v_2**2 + v_3**2

    参数：
        points：形状为 (N, 3) 的张量。
        centre：形状为 (3,) 的张量。
        directions：形状为 (2, 3) 的张量。

    返回：
        一个数；所有点都在平面上时是 0。

    手算：点 [5, 4, 3] 和 [0, 2, 0]、中心 [1, 1, 1]、方向 [[1, 0, 0], [0, 0, 1]] 给出 (3**2 + 1**2) / 2 = 5。
    """
    # TODO：在这里写 reconstruction_error，替换下一行
    raise NotImplementedError("reconstruction_error: 还没有写")
