def linear_map(xs, matrix):
    结果 = []
    for x in xs:
        结果.append([sum(float(matrix[i, j]) * float(x[j]) for j in range(len(x))) for i in range(3)])
    return 结果


def centre(points):
    s = [0.0, 0.0, 0.0]
    for p in points:
        for i in range(3):
            s[i] = s[i] + p[i].item()
    return torch.tensor([v / len(points) for v in s], dtype=points.dtype)


def from_plane(coordinates, centre, directions):
    return torch.stack([centre + c[0] * directions[0] + c[1] * directions[1] for c in coordinates])
