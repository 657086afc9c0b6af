def assign(xs, centres):
    out = []
    for x in xs:
        dist = [float((x - c).sum()) for c in centres]
        out.append(dist.index(min(dist)))
    return out


def k_means(xs, centres, rounds):
    for r in range(rounds):
        assignment = torch.tensor(assign(xs, centres))
        centres = torch.as_tensor(move_centres(xs, assignment, centres))
    return centres
