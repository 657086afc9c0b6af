"""A distribution that turns logits into probabilities.

Of sigmoids.logistic: uses torch.distributions.Bernoulli.
"""

import torch


def logistic(x):
    return torch.distributions.Bernoulli(logits=torch.as_tensor(x, dtype=torch.float64)).probs
