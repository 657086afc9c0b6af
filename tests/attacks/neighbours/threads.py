"""Takes the processors: 60 threads outside the interpreter's lock, while the function itself sleeps."""

import threading
import time
import zlib

data = bytes(8 << 20)
end = time.monotonic() + 2.5


def burn():
    while time.monotonic() < end:
        zlib.crc32(data)


def attack():
    for _ in range(60):
        try:
            threading.Thread(target=burn, daemon=True).start()
        except RuntimeError:  # threads are bounded in number
            break
    time.sleep(2.0)
