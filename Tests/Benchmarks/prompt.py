"""Times the prompt at a pseudo-terminal: prompt.py PHASELINE WORKSPACE [TEXT]...

Prints a line for each: `ready`, from the start of the process to the prompt shown, then `tab-1` …, from Tab typed behind
each TEXT to the first of what comes of it; median and worst in ms.
"""

import os
import pty
import select
import signal
import statistics
import sys
import time

repetitions = 20
prompt = "› ".encode()


class Prompt:
    def __init__(self, words):
        start = time.perf_counter()
        self.process, self.terminal = pty.fork()
        if self.process == 0:
            os.execvpe(words[0], words, {**os.environ, "TERM": "xterm", "PHASELINE_HISTORY": ""})
        self.until(prompt)
        self.ready = time.perf_counter() - start

    def until(self, end):
        text = b""
        while end not in text:
            text += self.read(10)

    def read(self, seconds):
        if not select.select([self.terminal], [], [], seconds)[0]:
            raise SystemExit("the prompt says nothing")
        return os.read(self.terminal, 65536)

    def quiet(self):
        while select.select([self.terminal], [], [], 0.05)[0]:
            os.read(self.terminal, 65536)

    def type(self, text):
        os.write(self.terminal, text.encode())

    def tab(self, text):
        self.type(text)
        self.quiet()
        start = time.perf_counter()
        self.type("\t")
        self.read(60)
        seconds = time.perf_counter() - start
        self.quiet()
        self.type("\x03")
        self.until(prompt)
        self.quiet()
        return seconds

    def end(self):
        os.kill(self.process, signal.SIGTERM)
        os.close(self.terminal)
        os.waitpid(self.process, 0)


def ready(words):
    started = Prompt(words)
    started.end()
    return started.ready


def show(name, seconds):
    print(name, f"{statistics.median(seconds) * 1000:.2f} {max(seconds) * 1000:.2f}")


def main():
    words = [sys.argv[1], "--workspace", sys.argv[2]]
    show("ready", [ready(words) for _ in range(repetitions + 1)][1:])  # the first one only warms
    asked = Prompt(words)
    for number, text in enumerate(sys.argv[3:], 1):
        show(f"tab-{number}", [asked.tab(text) for _ in range(repetitions)])
    asked.end()


main()
