"""Fenêtres glissantes d'une série."""

from torch.utils.data import Dataset


class Fenetres(Dataset):
    """Les exemples d'une série : une fenêtre de valeurs, et la valeur qui la suit.

    Pour la série [1, 2, 4, 8] et taille = 2, il y a deux exemples : ([1, 2], 4) et ([2, 4], 8).
    """

    def __init__(self, serie, taille):
        """Retient la série, un tenseur float64 de forme (n,), et la taille des fenêtres, avec taille < n."""
        self.serie = serie
        self.taille = taille

    def __len__(self):
        """Le nombre d'exemples."""
        # TODO: write Fenetres.__len__ here, in place of the next line
        raise NotImplementedError("Fenetres.__len__: not written yet")

    def __getitem__(self, i):
        """L'exemple i : la fenêtre qui commence à la valeur i, et la valeur qui la suit."""
        # TODO: write Fenetres.__getitem__ here, in place of the next line
        raise NotImplementedError("Fenetres.__getitem__: not written yet")
