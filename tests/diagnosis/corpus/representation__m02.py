def to_plane(points, centre, directions):
    return (centre - points) @ directions.T
