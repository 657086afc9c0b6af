def from_plane(coordinates, centre, directions):
    return coordinates @ directions


def reconstruction_error(points, centre, directions):
    diff = points - from_plane(to_plane(points, centre, directions), centre, directions)
    return (diff * diff).sum() / diff.shape[0]
