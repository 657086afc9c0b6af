def weight_grid(start, stop, step):
    ws = []
    w = start
    while w <= stop:
        ws.append(w)
        w += step
    return ws
