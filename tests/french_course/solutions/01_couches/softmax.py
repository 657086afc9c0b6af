"""Softmax, et le tirage d'une classe."""

import torch


def softmax(z):
    """Transforme des scores en probabilités : exp(z_i) / somme des exp(z_j), le long de la dernière dimension.

    Le plus grand score peut valoir 1000 : retranchez-le d'abord, sinon exp déborde. La fonction softmax de PyTorch est
    interdite.

    Args:
        z: les scores, un tenseur float64 de forme (n,) ou (lignes, n). Il ne doit pas être modifié.

    Returns:
        un tenseur de la même forme. Pour z = [0, ln 3] : [0,25 ; 0,75].
    """
    ### BEGIN SOLUTION
    e = torch.exp(z - z.max(dim=-1, keepdim=True).values)
    return e / e.sum(dim=-1, keepdim=True)
    ### END SOLUTION


def tirer(z, n):
    """Tire n classes au hasard, indépendamment : la classe i avec la probabilité softmax(z)_i.

    Args:
        z: les scores, un tenseur float64 de forme (classes,).
        n: le nombre de tirages.

    Returns:
        n indices de classes.
    """
    ### BEGIN SOLUTION
    return torch.multinomial(softmax(z), n, replacement=True)
    ### END SOLUTION
