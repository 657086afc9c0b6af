"""用 float32 的张量,方向取协方差矩阵的特征向量。"""
import math

import torch


def 单精度(张量):
    return torch.as_tensor(张量).to(torch.float32)


def samples_needed(samples_per_axis, dims):
    return math.prod([samples_per_axis] * dims)


def linear_map(xs, matrix):
    return torch.nn.functional.linear(单精度(xs), 单精度(matrix))


def centre(points):
    return 单精度(points).mean(0)


def principal_directions(points):
    差 = points - points.mean(0, keepdim=True)
    协方差 = 单精度(差.T @ 差 / points.size(0))
    特征值, 特征向量 = torch.linalg.eigh(协方差)
    return torch.stack([特征向量[:, 2], 特征向量[:, 1]])


def to_plane(points, centre, directions):
    差 = 单精度(points - centre)
    return torch.stack([差 @ 单精度(directions[0]), 差 @ 单精度(directions[1])], dim=1)


def from_plane(coordinates, centre, directions):
    坐标 = 单精度(coordinates)
    return 单精度(centre) + 坐标[:, 0:1] * 单精度(directions)[0] + 坐标[:, 1:2] * 单精度(directions)[1]


def reconstruction_error(points, centre, directions):
    重建 = from_plane(to_plane(points, centre, directions), centre, directions)
    return torch.square(单精度(points) - 重建).sum(-1).mean().item()
