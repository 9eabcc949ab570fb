"""Times commands side by side: measure.py [--fresh FILE]... REPETITIONS [NAME COMMAND]...

Prints a line for each: name, median wall time in ms from start to end of the process, its peak memory in MB (at least
about 10: the kernel counts this script's own memory in, up to the moment when the command takes its place).
A --fresh FILE or folder is deleted, untimed, before a command that names it. Standard output is thrown away.
"""

import argparse
import os
import random
import shlex
import shutil
import statistics
import sys
import time


def run(words, fresh):
    for file in fresh.intersection(words):
        if os.path.isdir(file):
            shutil.rmtree(file)
        elif os.path.exists(file):
            os.unlink(file)
    os.sync()  # no command pays for what another one left unwritten
    actions = [(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)]
    start = time.perf_counter()
    child = os.posix_spawnp(words[0], words, os.environ, file_actions=actions)
    _, status, usage = os.wait4(child, 0)
    seconds = time.perf_counter() - start
    if status:
        sys.exit(f"failed: {shlex.join(words)}")
    return seconds * 1000, usage.ru_maxrss * 1024 / 1e6


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--fresh", action="append", default=[])
    parser.add_argument("repetitions", type=int)
    parser.add_argument("commands", nargs="+", metavar="NAME COMMAND")
    given = parser.parse_args()
    commands = {name: shlex.split(line) for name, line in zip(given.commands[::2], given.commands[1::2])}
    results = {name: [] for name in commands}
    order = random.Random(1)
    for repetition in range(given.repetitions + 1):
        # Shuffled, so that none always runs on the caches that another has just filled or emptied.
        for name in order.sample(list(commands), len(commands)):
            result = run(commands[name], set(given.fresh))
            if repetition:  # the first one only warms
                results[name].append(result)
    for name, values in results.items():
        milliseconds, megabytes = zip(*values)
        print(name, f"{statistics.median(milliseconds):.2f} {max(megabytes):.1f}")


main()
