"""Representation: few good features in place of many poor ones.

A model needs samples everywhere in the space of its features, and with each further feature that space grows beyond all
measure: the curse of dimensionality. So one looks for a representation with fewer dimensions. The simplest one is a
linear map, from N dimensions to 3, say. And often the data fill no space at all: the stars of a galaxy have three
coordinates, but they lie near a plane, a flat surface of two dimensions. (A surface in a space of more dimensions,
curved or flat, is called a manifold.)

`points` are float64 tensors of shape (N, 3), one point a row. A plane is given by a point on it, its `centre`, of shape
(3,), and by two `directions`, of shape (2, 3): two rows of length 1, at right angles to each other. Results may be
tensors, NumPy arrays or lists. No function changes its arguments.
"""

import torch


def samples_needed(samples_per_axis, dims):
    """How many samples a full grid has, with so many along each of `dims` axes.

    samples_per_axis ** dims: each further dimension multiplies the number.

    Args:
        samples_per_axis: an int, at least 1.
        dims: the number of dimensions, an int, at least 0.

    Returns:
        An int. (A float cannot tell large ones apart.)

    By hand: with 10 samples along each axis, one dimension needs 10 samples, two need 100, and ten need
    10,000,000,000.
    """
    ### BEGIN SOLUTION
    return samples_per_axis**dims
    ### END SOLUTION


def linear_map(xs, matrix):
    """A linear map from D dimensions to 3, of several samples at once: z = A x for each sample x.

    z_i = sum over j of A[i, j] * x_j

    Args:
        xs: float64 tensor of shape (N, D), one sample a row.
        matrix: A, float64 tensor of shape (3, D).

    Returns:
        A tensor of shape (N, 3), one mapped sample a row.

    By hand: the sample [1, 2] and the matrix [[1, 0], [0, 3], [1, 1]] give [1, 6, 3].
    """
    ### BEGIN SOLUTION
    return xs @ matrix.T
    ### END SOLUTION


def centre(points):
    """The centre of the points: their mean.

    Args:
        points: tensor of shape (N, 3).

    Returns:
        A tensor of shape (3,).

    By hand: [[0, 0, 1], [4, 2, 1], [5, 1, 4]] gives [3, 1, 2].
    """
    ### BEGIN SOLUTION
    return points.mean(dim=0)
    ### END SOLUTION


def principal_directions(points):
    """The two directions along which the points spread most, as seen from their centre.

    They are the eigenvectors of the 3 x 3 matrix C with the two largest eigenvalues,

        C = (1/N) * sum of (p - centre) (p - centre)^T,

    or the first two right singular vectors of the points minus their centre. (`torch.linalg` has both.) The plane
    through the centre along them is the best one: no other leaves the points at a smaller mean squared distance.

    Args:
        points: tensor of shape (N, 3), N at least 3. The three spreads differ.

    Returns:
        A tensor of shape (2, 3): two rows of length 1, at right angles to each other, the larger spread first. A
        direction has no sign: [0, 1, 0] and [0, -1, 0] are both right.

    By hand: [[3, 0, 0], [-3, 0, 0], [0, 1, 0], [0, -1, 0]] gives [[1, 0, 0], [0, 1, 0]]. The same cross, tilted and
    moved by (1, 0, 0), [[4, 6, 6], [-2, -6, -6], [3, 1, -2], [-1, -1, 2]], gives [[1, 2, 2], [2, 1, -2]], both divided
    by their length, 3.
    """
    ### BEGIN SOLUTION
    centred = points - centre(points)
    _, vectors = torch.linalg.eigh(centred.T @ centred / len(points))
    # The eigenvalues come in rising order, and the eigenvectors are columns.
    return vectors[:, [2, 1]].T
    ### END SOLUTION


def to_plane(points, centre, directions):
    """From three dimensions to two: the coordinates of the points in the plane.

    The coordinate of p along the direction u is the scalar product (p - centre) . u.

    Args:
        points: tensor of shape (N, 3).
        centre: tensor of shape (3,).
        directions: tensor of shape (2, 3).

    Returns:
        A tensor of shape (N, 2): a row for each point, a column for each direction.

    By hand: the point [5, 4, 3], the centre [1, 1, 1] and the directions [[1, 0, 0], [0, 0, 1]] give [4, 2].
    """
    ### BEGIN SOLUTION
    return (points - centre) @ directions.T
    ### END SOLUTION


def from_plane(coordinates, centre, directions):
    """From two dimensions back to three: the points of the plane that have these coordinates.

    p = centre + (first coordinate) * (first direction) + (second coordinate) * (second direction)

    Args:
        coordinates: float64 tensor of shape (N, 2).
        centre: tensor of shape (3,).
        directions: tensor of shape (2, 3).

    Returns:
        A tensor of shape (N, 3).

    By hand: the coordinates [4, 2], the centre [1, 1, 1] and the directions [[1, 0, 0], [0, 0, 1]] give [5, 1, 3]. The
    point of `to_plane` was [5, 4, 3]: its distance from the plane, 3, is lost.
    """
    ### BEGIN SOLUTION
    return centre + coordinates @ directions
    ### END SOLUTION


def reconstruction_error(points, centre, directions):
    """How much is lost on the way to the plane and back: the mean squared distance of the points from their
    reconstructions.

    error = (1/N) * sum of |p - from_plane(to_plane(p))|**2, where |v|**2 = v_1**2 + v_2**2 + v_3**2

    Args:
        points: tensor of shape (N, 3).
        centre: tensor of shape (3,).
        directions: tensor of shape (2, 3).

    Returns:
        One number; 0 where all points lie in the plane.

    By hand: the points [5, 4, 3] and [0, 2, 0], the centre [1, 1, 1] and the directions [[1, 0, 0], [0, 0, 1]] give
    (3**2 + 1**2) / 2 = 5.
    """
    ### BEGIN SOLUTION
    back = from_plane(to_plane(points, centre, directions), centre, directions)
    return ((points - back) ** 2).sum(dim=1).mean()
    ### END SOLUTION
