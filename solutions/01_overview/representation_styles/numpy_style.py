import numpy as np


def samples_needed(samples_per_axis, dims):
    return pow(samples_per_axis, dims)


def linear_map(xs, matrix):
    return np.einsum("nd,kd->nk", np.asarray(xs), np.asarray(matrix))


def centre(points):
    return np.mean(np.asarray(points), axis=0)


def principal_directions(points):
    points = np.asarray(points)
    c = np.cov(points.T)
    values, vectors = np.linalg.eigh(c)
    order = np.argsort(values)[::-1]
    return -vectors[:, order[:2]].T


def to_plane(points, centre, directions):
    return np.dot(np.asarray(points) - np.asarray(centre), np.asarray(directions).T)


def from_plane(coordinates, centre, directions):
    return np.dot(np.asarray(coordinates), np.asarray(directions)) + np.asarray(centre)


def reconstruction_error(points, centre, directions):
    # by Pythagoras: what is lost is what the plane does not keep
    d = np.asarray(points) - np.asarray(centre)
    inside = d @ np.asarray(directions).T
    normal = d - inside @ np.asarray(directions)
    return np.mean(np.linalg.norm(normal, axis=1) ** 2)
