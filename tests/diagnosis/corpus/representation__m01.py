def principal_directions(points):
    q = points - points.mean(dim=0)
    u, s, vh = torch.linalg.svd(q, full_matrices=False)
    return vh.T[:2]
