"""Every precondition of the docstrings is enforced: what breaks one is refused."""
from dataclasses import dataclass

import torch


def _tensor(name, tensor, *shape):
    """A float64 tensor of this shape; None stands for any size."""
    if not isinstance(tensor, torch.Tensor):
        raise TypeError(f"{name} is a tensor, not a {type(tensor).__name__}")
    if tensor.dtype is not torch.float64:
        raise TypeError(f"{name} is float64, not {tensor.dtype}")
    if tensor.ndim != len(shape) or any(want not in (None, got) for want, got in zip(shape, tensor.shape)):
        raise ValueError(f"{name} has the shape {tuple(tensor.shape)}")
    if tensor.shape[0] < 1:
        raise ValueError(f"{name} is empty")
    return tensor


@dataclass
class Plane:
    centre: torch.Tensor
    directions: torch.Tensor

    def __post_init__(self):
        _tensor("centre", self.centre, 3)
        u = _tensor("directions", self.directions, 2, 3)
        if not torch.allclose(u @ u.T, torch.eye(2, dtype=torch.float64), rtol=0, atol=1e-12):
            raise ValueError("the directions have no length of 1, or no right angle between them")

    def coordinates(self, points):
        return torch.einsum("nj,ij->ni", points - self.centre, self.directions)

    def points(self, coordinates):
        return torch.einsum("ni,ij->nj", coordinates, self.directions) + self.centre


def samples_needed(samples_per_axis, dims):
    if type(samples_per_axis) is not int or type(dims) is not int:
        raise TypeError("both are ints")
    if samples_per_axis < 1 or dims < 0:
        raise ValueError("at least one sample along each axis, and at least no dimension")
    return pow(samples_per_axis, dims)


def linear_map(xs, matrix):
    _tensor("xs", xs, None, None)
    _tensor("matrix", matrix, 3, xs.shape[1])
    return torch.einsum("ij,nj->ni", matrix, xs)


def centre(points):
    return _tensor("points", points, None, 3).mean(0)


def principal_directions(points):
    if _tensor("points", points, None, 3).shape[0] < 3:
        raise ValueError("fewer than 3 points")
    _, spreads, rows = torch.linalg.svd(points - centre(points))
    if (spreads[:2] - spreads[1:]).min() <= 1e-9 * spreads[0]:
        raise ValueError("two of the spreads are equal")
    return rows[:2]


def to_plane(points, centre, directions):
    return Plane(centre, directions).coordinates(_tensor("points", points, None, 3))


def from_plane(coordinates, centre, directions):
    return Plane(centre, directions).points(_tensor("coordinates", coordinates, None, 2))


def reconstruction_error(points, centre, directions):
    back = from_plane(to_plane(points, centre, directions), centre, directions)
    return torch.nn.functional.mse_loss(back, points, reduction="sum").item() / points.shape[0]


if __name__ == "__main__":
    print(samples_needed(10, 10))
