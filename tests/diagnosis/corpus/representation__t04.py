def principal_directions(points):
    p = points - points.mean(dim=0)
    C = p.T @ p / len(p)
    vals, vecs = torch.linalg.eigh(C)
    return vecs[:, :2].T
