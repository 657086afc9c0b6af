def comparison_figure(histories):
    fig, ax = plt.subplots()
    for name, h in histories.items():
        ax.plot(range(len(h)), h, label=name)
    ax.set_xlabel("epoch")
    ax.set_ylabel("cost")
    return fig
