def centre(points):
    return points.mean(dim=1)
