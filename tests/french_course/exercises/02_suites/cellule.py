"""Cellule récurrente."""

import torch


def etape(x, h, w_x, w_h, b):
    """L'état suivant : tanh(x @ w_x + h @ w_h + b).

    Args:
        x: l'entrée, un tenseur float64 de forme (d,).
        h: l'état, de forme (m,).
        w_x, w_h, b: les poids, de formes (d, m) et (m, m), et le biais, de forme (m,).

    Returns:
        un tenseur de forme (m,).
    """
    # TODO : écrivez etape ici, à la place de la ligne suivante
    raise NotImplementedError("etape: pas encore écrit")


def derouler(xs, h, w_x, w_h, b):
    """Déroule la cellule dans le temps, à partir de l'état h : chaque état sert à l'étape suivante.

    Args:
        xs: les entrées dans l'ordre, un tenseur float64 de forme (t, d).
        h, w_x, w_h, b: comme pour `etape`.

    Returns:
        les t états dans l'ordre, de forme (t, m).
    """
    # TODO : écrivez derouler ici, à la place de la ligne suivante
    raise NotImplementedError("derouler: pas encore écrit")
