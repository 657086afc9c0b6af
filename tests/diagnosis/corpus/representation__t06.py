def reconstruction_error(points, centre, directions):
    back = from_plane(to_plane(points, centre, directions), centre, directions)
    return ((points - back) ** 2).mean()
