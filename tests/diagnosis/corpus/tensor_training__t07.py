def zero_gradient(w):
    w.grad.data.zero_()
