"""Changes to the folder above, and looks around.

Seen: PermissionError
Unprotected: it succeeds
"""

import os


def attack():
    here = os.getcwd()
    try:
        os.chdir("..")
        os.listdir(".")
    finally:
        os.chdir(here)
