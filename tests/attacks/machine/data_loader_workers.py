"""Has torch start processes.

Seen: PermissionError, OSError, FileNotFoundError, RuntimeError
"""

import torch


def attack():
    list(torch.utils.data.DataLoader([1, 2], num_workers=2))
