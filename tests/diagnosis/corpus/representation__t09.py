def reconstruction_error(points, centre, directions):
    back = from_plane(to_plane(points, centre, directions), centre, directions)
    distances = (points - back).norm(dim=1)
    return distances.mean()
