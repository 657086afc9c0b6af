"""Products in place of differences: x . c - |c|^2 / 2 is largest where |x - c| is smallest; the Gram matrix in place of
the covariance."""
import numpy as np
import torch


def nearest_neighbour(xs, labels, query):
    scores = xs @ query - 0.5 * (xs * xs).sum(1)
    return max(zip(scores.tolist(), labels))[1]


def assign(xs, centres):
    return (xs @ centres.T - centres.square().sum(1) / 2).argmax(1)


def move_centres(xs, assignment, centres):
    sums = torch.zeros_like(centres).index_add_(0, assignment, xs)
    counts = torch.bincount(assignment, minlength=len(centres))[:, None]
    return torch.where(counts > 0, sums / counts, centres)


def k_means(xs, centres, rounds):
    old = None
    while rounds > 0 and (old is None or not torch.equal(old, centres)):
        # once nothing moves, nothing will
        old, centres = centres, move_centres(xs, assign(xs, centres), centres)
        rounds -= 1
    return centres


def least_squares(xs, ys):
    # covariances: sum of x y - N mean(x) mean(y)
    x, y, n = xs.numpy(), ys.numpy(), len(xs)
    mx, my = x.mean(0), y.mean()
    w = np.linalg.solve(x.T @ x - n * np.outer(mx, mx), x.T @ y - n * mx * my)
    return w.tolist(), my - w @ mx


def reduce_dimension(xs, dims):
    centred = xs - xs.mean(0)
    # the Gram matrix has the same eigenvalues, and the columns for eigenvectors
    values, vectors = torch.linalg.eigh(centred @ centred.T)
    return (vectors * values.clamp(min=0).sqrt()).flip(1)[:, :dims]


if __name__ == "__main__":
    print(nearest_neighbour(torch.tensor([[0.0, 0.0], [3.0, 4.0]]), ["cat", "dog"], torch.tensor([2.0, 0.0])))
