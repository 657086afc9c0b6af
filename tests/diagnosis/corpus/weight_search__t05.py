def best_pair(ws, bs, surface):
    k = int(torch.argmin(surface))
    return ws[k // len(ws)], bs[k % len(ws)]
