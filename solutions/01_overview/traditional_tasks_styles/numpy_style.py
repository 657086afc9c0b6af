import numpy as np


def nearest_neighbour(xs, labels, query):
    return labels[np.argmin(np.linalg.norm(np.array(xs) - np.array(query), axis=1))]


def assign(xs, centres):
    xs, centres = np.array(xs), np.array(centres)
    # |x - c|^2 = |x|^2 - 2 x.c + |c|^2
    squares = (xs**2).sum(1)[:, None] - 2 * xs @ centres.T + (centres**2).sum(1)[None]
    return np.argmin(squares, axis=1)


def move_centres(xs, assignment, centres):
    xs, assignment, centres = np.array(xs), np.array(assignment), np.array(centres)
    member = np.equal.outer(np.arange(len(centres)), assignment).astype(float)
    count = member.sum(1, keepdims=True)
    return np.where(count > 0, member @ xs / np.maximum(count, 1), centres)


def k_means(xs, centres, rounds):
    centres = np.array(centres)
    while rounds > 0:
        centres = move_centres(xs, assign(xs, centres), centres)
        rounds -= 1
    return centres


def least_squares(xs, ys):
    xs, ys = np.array(xs), np.array(ys)
    a = np.column_stack([np.ones(len(xs)), xs])
    v, *_ = np.linalg.lstsq(a, ys, rcond=None)
    return v[1:], v[0]


def reduce_dimension(xs, dims):
    xs = np.array(xs)
    xs = xs - xs.mean(axis=0)
    u, s, v = np.linalg.svd(xs, full_matrices=False)
    return -(u * s)[:, :dims]
