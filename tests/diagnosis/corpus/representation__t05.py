def to_plane(points, centre, directions):
    return points @ directions.T
