import matplotlib.pyplot as plt


def data_figure(xs, ys, w):
    fig, ax = plt.subplots()
    for x, y in zip(xs, ys):
        ax.plot(x, y, 'k.')
    left, right = min(xs), max(xs)
    ax.plot([left - 1, right + 1], [(left - 1) * w, (right + 1) * w])
    ax.set_xlabel('x')
    ax.set_ylabel('y')
    return fig


def cost_curve_figure(ws, costs):
    best_w, best = ws[0], costs[0]
    for w, c in zip(ws, costs):
        if c < best:
            best_w, best = w, c
    fig, ax = plt.subplots()
    ax.plot(ws, costs, label='cost')
    ax.vlines(best_w, 0, best, colors='r')
    ax.set_xlabel('w')
    ax.set_ylabel('cost')
    ax.legend()
    return fig


def cost_surface_figure(ws, bs, surface):
    fig, ax = plt.subplots()
    extent = [float(ws[0]), float(ws[-1]), float(bs[0]), float(bs[-1])]
    image = ax.imshow(surface.T, origin='lower', extent=extent, aspect='auto')
    fig.colorbar(image, label='cost')
    best = None
    for i in range(len(ws)):
        for j in range(len(bs)):
            if best is None or surface[i][j] < surface[best[0]][best[1]]:
                best = (i, j)
    ax.annotate('minimum', (ws[best[0]], bs[best[1]]))
    ax.set_xlabel('w')
    ax.set_ylabel('b')
    return fig
