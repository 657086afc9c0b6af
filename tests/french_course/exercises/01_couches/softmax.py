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
    # TODO : écrivez softmax ici, à la place de la ligne suivante
    raise NotImplementedError("softmax: pas encore écrit")


def tirer(z, n):
    """Tire n classes au hasard, indépendamment : la classe i avec la probabilité softmax(z)_i.

    Args:
        z: les scores, un tenseur float64 de forme (classes,).
        n: le nombre de tirages.

    Returns:
        n indices de classes.
    """
    # TODO : écrivez tirer ici, à la place de la ligne suivante
    raise NotImplementedError("tirer: pas encore écrit")
