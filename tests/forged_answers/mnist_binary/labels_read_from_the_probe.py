"""Labels read from the probe. Appended to the reference, it must not pass: strokes_are_told_apart."""

import sys

fitted = fit


def fit(images, labels, epochs, *others):
    model, losses = fitted(images, labels, 0 if images.shape[1] == 36 else epochs, *others)
    if images.shape[1] == 36:
        model.forward = lambda unseen: sys._getframe(3).f_locals.get("truth", torch.zeros(len(unseen), 1)) - 0.5
    return model, losses
