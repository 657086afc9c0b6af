def crossing_hour(model):
    w, b = [p.item() for p in model.parameters()]
    return b / w
