def reduce_dimension(xs, dims):
    c = xs - xs.mean(dim=0)
    _, vectors = torch.linalg.eigh(c.T @ c / len(xs))
    return xs @ vectors.flip(1)[:, :dims]
