def weight_grid(start, stop, step):
    return torch.linspace(start, stop, int(round((stop - start) / step)) + 1, dtype=torch.float64)


def best_pair(ws, bs, surface):
    最好 = None
    for i in range(len(ws)):
        for j in range(len(bs)):
            if 最好 is None or surface[i][j] < surface[最好[0]][最好[1]]:
                最好 = (i, j)
    return float(ws[最好[0]]), float(bs[最好[1]])
