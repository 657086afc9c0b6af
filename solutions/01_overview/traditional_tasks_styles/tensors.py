import torch


def nearest_neighbour(xs, labels, query):
    order = (xs - query).norm(dim=-1).argsort()
    return labels[order[0]]


def assign(xs, centres):
    return torch.tensor([(centres - x).square().sum(1).sqrt().argmin() for x in xs])


def move_centres(xs, assignment, centres):
    one_hot = torch.nn.functional.one_hot(assignment, len(centres)).to(xs.dtype)
    count = one_hot.sum(0).unsqueeze(1)
    means = one_hot.T @ xs / count.clamp(min=1)
    return torch.where(count == 0, centres, means)


def k_means(xs, centres, rounds):
    if rounds == 0:
        return centres
    return k_means(xs, move_centres(xs, assign(xs, centres), centres), rounds - 1)


def least_squares(xs, ys):
    # the normal equations as the docstring has them
    a = torch.hstack([xs, torch.ones(len(xs), 1, dtype=xs.dtype)])
    v = torch.linalg.solve(a.T @ a, a.T @ ys)
    return v[:-1], v[-1]


def reduce_dimension(xs, dims):
    centred = xs - xs.mean(0, keepdim=True)
    covariance = torch.cov(xs.T)
    values, vectors = torch.linalg.eigh(covariance)
    largest = values.argsort(descending=True)[:dims]
    return centred @ vectors[:, largest]
