import torch


def samples_needed(samples_per_axis, dims):
    return 1 if dims == 0 else samples_per_axis * samples_needed(samples_per_axis, dims - 1)


def linear_map(xs, matrix):
    return torch.matmul(matrix, xs.T).T


def centre(points):
    return points.sum(0) / points.shape[0]


def principal_directions(points):
    u, s, v = torch.svd(points - centre(points))
    return v[:, :2].mT


def to_plane(points, centre, directions):
    return torch.tensor([[torch.dot(p - centre, u) for u in directions] for p in points], dtype=torch.float64)


def from_plane(coordinates, centre, directions):
    return torch.stack([centre + c[0] * directions[0] + c[1] * directions[1] for c in coordinates])


def reconstruction_error(points, centre, directions):
    projector = directions.T @ directions
    lost = (points - centre) @ (torch.eye(3, dtype=torch.float64) - projector)
    return torch.linalg.vector_norm(lost).square() / len(points)
