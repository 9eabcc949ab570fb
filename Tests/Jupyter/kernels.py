"""What the tests of the kernel need: a kernel of their own, and front ends that speak to it by bare sockets."""

import os
import pathlib
import shutil
import subprocess
import tempfile
import time
import uuid

import zmq
from jupyter_client.connect import write_connection_file
from jupyter_client.session import Session

PHASELINE = os.environ["PHASELINE"]
NATION = os.environ["NATION"]  # a workspace with the illustrative nation
ROOT = pathlib.Path(__file__).resolve().parents[2]
PATIENCE = 20  # seconds that an answer may take before a test fails
ENDLESS = "sql WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n;"


def until(condition, what, seconds=PATIENCE):
    """Waits for something that comes about."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if value := condition():
            return value
        time.sleep(0.005)
    raise AssertionError(f"not within {seconds} s: {what}")


def is_running(pid):
    """Whether there is such a process, and not only its exit code."""
    try:
        return pathlib.Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False


class Kernel:
    """A kernel, started as Jupyter starts one, in a folder of its own."""

    def __init__(self, *options, key=None, has_data=False, command=None, **environment):
        self._folder = tempfile.TemporaryDirectory()
        self.folder = pathlib.Path(self._folder.name)
        if has_data:
            options += ("--workspace", shutil.copy(NATION, self.folder / "nation.sqlite"))
        self.key = uuid.uuid4().hex.encode() if key is None else key
        name, self.connection = write_connection_file(str(self.folder / "kernel.json"), key=self.key)
        self.started = time.monotonic()
        with open(self.folder / "stderr", "wb") as errors:
            self.process = subprocess.Popen(
                [*(command or [PHASELINE, *options, "kernel", "start"]), name], cwd=self.folder, stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL, stderr=errors, env=os.environ | environment)
        self.fronts = []

    def front(self, key=None):
        self.fronts.append(Front(self, self.key if key is None else key))
        return self.fronts[-1]

    @property
    def said(self):
        """What it has written to standard error."""
        return (self.folder / "stderr").read_text(encoding="utf-8")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        for front in self.fronts:
            front.close()
        if self.process.poll() is None:
            self.process.kill()
        self.process.wait()
        self._folder.cleanup()


class Front:
    """A front end: the sockets of one that is connected to a kernel."""

    def __init__(self, kernel, key):
        self.session = Session(key=key, signature_scheme="hmac-sha256")
        self.context = zmq.Context()
        kinds = {"shell": zmq.DEALER, "control": zmq.DEALER, "stdin": zmq.DEALER, "iopub": zmq.SUB, "hb": zmq.REQ}
        self.sockets = {}
        for name, kind in kinds.items():
            one = self.sockets[name] = self.context.socket(kind)
            one.linger = 0
            one.reconnect_ivl = 5  # milliseconds: the kernel may not listen yet
            if kind == zmq.SUB:
                one.subscribe(b"")
            one.connect(f"tcp://127.0.0.1:{kernel.connection[f'{name}_port']}")
        self.welcome = self.hear()  # from now on nothing is missed

    def ask(self, type, content=None, channel="shell"):
        """Sends a request; its id is that by which what comes of it names it."""
        return self.session.send(self.sockets[channel], type, content or {})["header"]["msg_id"]

    def send_raw(self, frames, channel="shell"):
        self.sockets[channel].send_multipart(frames)

    def run(self, code, **content):
        """Asks for a cell to be done."""
        whole = {"code": code, "silent": False, "store_history": True, "user_expressions": {}, "allow_stdin": False,
                 "stop_on_error": True}
        return self.ask("execute_request", whole | content)

    def receive(self, channel, seconds=PATIENCE):
        """The next message; its signature is looked at too."""
        one = self.sockets[channel]
        if not one.poll(seconds * 1000):
            raise AssertionError(f"nothing came on {channel} within {seconds} s")
        _, frames = self.session.feed_identities(one.recv_multipart())
        return self.session.deserialize(frames)

    def reply(self, channel="shell", seconds=PATIENCE):
        return self.receive(channel, seconds)

    def hear(self, seconds=PATIENCE):
        """The next that is published; that the kernel starts may be heard or missed."""
        while (message := self.receive("iopub", seconds))["content"].get("execution_state") == "starting":
            pass
        return message

    def hear_all(self, request):
        """What is published up to the end of a request."""
        messages = [self.hear()]
        while not (messages[-1]["content"].get("execution_state") == "idle" and parent(messages[-1]) == request):
            messages.append(self.hear())
        return messages

    def hear_start(self, request):
        """Waits until a cell has begun."""
        while not ((message := self.hear())["msg_type"] == "execute_input" and parent(message) == request):
            pass

    def is_silent(self, channel, seconds=0.3):
        return not self.sockets[channel].poll(seconds * 1000)

    def close(self):
        self.context.destroy(linger=0)


def parent(message):
    return message["parent_header"].get("msg_id")


def types(messages):
    """Of each its type, and of a status what it says."""
    return [message["content"].get("execution_state", message["msg_type"]) for message in messages]

