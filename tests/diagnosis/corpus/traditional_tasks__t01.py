def nearest_neighbour(xs, labels, query):
    d = torch.sqrt(((xs - query) ** 2).sum(dim=1))
    return labels[int(torch.argmax(d))]
