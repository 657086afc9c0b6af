def cost_surface_figure(ws, bs, surface):
    fig, ax = plt.subplots()
    W, B = torch.meshgrid(ws, bs, indexing="xy")
    ax.contourf(W.numpy(), B.numpy(), surface.reshape(len(bs), len(ws)).numpy())
    k = int(surface.argmin())
    i, j = k // len(bs), k % len(bs)
    ax.plot([float(ws[i])], [float(bs[j])], "r*")
    ax.set_xlabel("w")
    ax.set_ylabel("b")
    return fig
