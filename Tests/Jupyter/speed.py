"""How long the kernel takes to be ready and to do a cell, beside ipykernel and its empty cell; printed and not judged, for other
programs may run at the same time."""

import statistics
import sys
import time

from kernels import Kernel

STARTS = 9
CELLS = 50
PYTHON = [sys.executable, "-m", "ipykernel_launcher", "-f"]


def said(seconds):
    return f"{statistics.median(seconds) * 1000:.1f} ms (at most {max(seconds) * 1000:.1f})"


def started(kernel):
    """A front end of it, and how long it took from the start of the process to its first answer."""
    front = kernel.front()
    front.ask("kernel_info_request")
    front.reply()
    return front, time.monotonic() - kernel.started


def cell(front, code):
    """How long a cell takes, from its request to its reply."""
    begun = time.monotonic()
    front.run(code)
    reply = front.reply()
    assert reply["content"]["status"] == "ok", reply["content"]
    return time.monotonic() - begun


def measure(name, code, options):
    ready, taken = [], []
    for _ in range(STARTS):
        with Kernel(**options) as kernel:
            front, seconds = started(kernel)
            ready.append(seconds)
            if len(ready) == STARTS:
                taken = [cell(front, code) for _ in range(CELLS)]
    print(f"{name:10}ready {said(ready)}; {code or 'an empty cell'}: {said(taken)}, the first {taken[0] * 1000:.1f}")


measure("Phaseline", "compare Northbridge leaving", {"has_data": True})
measure("ipykernel", "", {"command": PYTHON})
print("Wanted:   ready within 300 ms; compare within 50 ms")
