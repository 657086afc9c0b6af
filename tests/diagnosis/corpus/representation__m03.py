def from_plane(coordinates, centre, directions):
    c1, c2 = coordinates[:, :1], coordinates[:, 1:]
    return centre + c1 * directions[1] + c2 * directions[0]
