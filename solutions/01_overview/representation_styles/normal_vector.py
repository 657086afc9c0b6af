"""Mean of products minus product of means, cross products for what is at right angles, distances along the normal."""
import numpy as np
import torch


def samples_needed(samples_per_axis, dims):
    # square and multiply
    result, base = 1, samples_per_axis
    while dims:
        if dims % 2:
            result *= base
        base, dims = base * base, dims // 2
    return result


def linear_map(xs, matrix):
    return sum(xs[:, [j]] * matrix[:, j] for j in range(xs.shape[1]))


def centre(points):
    # the mean of the first n points, moved by each further one
    mean = torch.zeros(3, dtype=torch.float64)
    for n, point in enumerate(points, start=1):
        mean = mean + (point - mean) / n
    return mean


def principal_directions(points):
    c = centre(points)
    # C = mean of p p^T - c c^T
    spread = torch.einsum("ni,nj->ij", points, points) / len(points) - torch.outer(c, c)
    _, vectors = torch.linalg.eigh(spread)
    normal, first = vectors[:, 0], vectors[:, 2]
    return torch.stack([first, torch.linalg.cross(normal, first)])


def to_plane(points, centre, directions):
    return points @ directions.T - directions @ centre


def from_plane(coordinates, centre, directions):
    s, t = coordinates.unbind(dim=1)
    return torch.outer(s, directions[0]) + torch.outer(t, directions[1]) + centre.expand(len(coordinates), 3)


def reconstruction_error(points, centre, directions):
    normal = torch.linalg.cross(directions[0], directions[1])
    return np.square((points - centre) @ normal).mean()
