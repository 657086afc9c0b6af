"""勾股定理:丢掉的长度平方 = 全长平方 - 平面内的长度平方。"""
import torch


def samples_needed(samples_per_axis, dims):
    个数 = 1
    while dims > 0:
        个数, dims = 个数 * samples_per_axis, dims - 1
    return 个数


def linear_map(xs, matrix):
    return torch.tensordot(xs, matrix, dims=([1], [1]))


def centre(points):
    # 用一行 1/N 去乘
    n = points.shape[0]
    return torch.full((n,), 1 / n, dtype=points.dtype) @ points


def principal_directions(points):
    差 = points - centre(points)
    _, 方向 = torch.linalg.eigh(差.T.matmul(差))
    return 方向.T.flip(0)[:2]


def to_plane(points, centre, directions):
    差 = points.sub(centre)
    return torch.cat([差.mv(u).unsqueeze(1) for u in directions], dim=1)


def from_plane(coordinates, centre, directions):
    return torch.addmm(centre, coordinates, directions)


def reconstruction_error(points, centre, directions):
    全长平方 = (points - centre).square().sum()
    平面内 = to_plane(points, centre, directions).square().sum()
    return (全长平方 - 平面内) / points.shape[0]


if __name__ == "__main__":
    print(samples_needed(10, 10))
