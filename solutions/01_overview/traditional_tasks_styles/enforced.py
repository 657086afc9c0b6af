"""Every precondition of the docstrings is enforced: what breaks one is refused."""
import torch


class Wrong(ValueError):
    """An argument that the docstring does not allow."""


def _samples(xs, dims=None):
    """A float64 tensor with one sample a row."""
    if not isinstance(xs, torch.Tensor) or xs.dtype != torch.float64:
        raise TypeError("the samples are a float64 tensor")
    if xs.ndim != 2 or min(xs.shape) < 1 or dims not in (None, xs.shape[1]):
        raise Wrong(f"a shape of {tuple(xs.shape)}")
    return xs


def _vector(v, size):
    if not isinstance(v, torch.Tensor) or v.dtype != torch.float64:
        raise TypeError("a float64 tensor is asked for")
    if v.shape != (size,):
        raise Wrong(f"a shape of {tuple(v.shape)} in place of ({size},)")
    return v


def nearest_neighbour(xs, labels, query):
    _samples(xs)
    _vector(query, xs.shape[1])
    if type(labels) is not list or any(type(label) is not str for label in labels):
        raise TypeError("the labels are a list of strings")
    if len(labels) != len(xs):
        raise Wrong(f"{len(labels)} labels for {len(xs)} samples")
    return labels[torch.linalg.vector_norm(xs - query, dim=1).argmin().item()]


def assign(xs, centres):
    _samples(xs)
    _samples(centres, xs.shape[1])
    return torch.stack([torch.linalg.vector_norm(centres - x, dim=1).argmin() for x in xs])


def move_centres(xs, assignment, centres):
    _samples(xs)
    _samples(centres, xs.shape[1])
    if not isinstance(assignment, torch.Tensor) or assignment.dtype != torch.int64:
        raise TypeError("the assignment is an int64 tensor")
    if assignment.shape != (len(xs),):
        raise Wrong("one index for each sample")
    if assignment.min() < 0 or assignment.max() >= len(centres):
        raise Wrong("an index of no centre")
    return torch.stack(
        [xs[assignment == k].mean(dim=0) if k in assignment else old for k, old in enumerate(centres)]
    )


def k_means(xs, centres, rounds):
    if type(rounds) is not int:
        raise TypeError("rounds is an int")
    if rounds < 0:
        raise Wrong("rounds is below 0")
    _samples(xs)
    _samples(centres, xs.shape[1])
    for _ in range(rounds):
        away = torch.cdist(xs, centres, compute_mode="donot_use_mm_for_euclid_dist").sort(dim=1).values
        if centres.shape[0] > 1 and (away[:, 1] - away[:, 0] <= 1e-9).any():
            raise Wrong("a sample is equally near to two centres")
        centres = move_centres(xs, assign(xs, centres), centres)
    return centres


def least_squares(xs, ys):
    _samples(xs)
    _vector(ys, len(xs))
    n, d = xs.shape
    if n <= d:
        raise Wrong("N is not larger than D")
    a = torch.cat([xs, xs.new_ones(n, 1)], dim=1)
    if torch.linalg.matrix_rank(a) <= d:
        raise Wrong("there is more than one best answer")
    q, r = torch.linalg.qr(a)
    v = torch.linalg.solve_triangular(r, (q.T @ ys).unsqueeze(1), upper=True).squeeze(1)
    return v[:d], v[d].item()


def reduce_dimension(xs, dims):
    if type(dims) is not int:
        raise TypeError("dims is an int")
    if not 1 <= dims <= _samples(xs).shape[1]:
        raise Wrong(f"dims = {dims}")
    centred = xs - xs.mean(dim=0)
    spreads, vectors = torch.linalg.eigh(centred.T @ centred / len(xs))
    if len(spreads) > 1 and spreads.diff().min() <= 1e-9 * spreads[-1]:
        raise Wrong("two spreads are equal")
    return centred @ vectors.fliplr()[:, :dims]
