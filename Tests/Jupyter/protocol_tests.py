"""The kernel by bare sockets: what front ends rely on, and what nobody should send."""

import hashlib
import hmac
import json
import os
import signal
import socket
import statistics
import subprocess
import tempfile
import time
import unittest

import zmq
from jupyter_client.connect import write_connection_file

from kernels import ENDLESS, PATIENCE, PHASELINE, ROOT, Kernel, is_running, parent, types, until

CELL = "let greeting = 'hello, world'"
FAILING = "compare nowhere"
DATA = ROOT / "Data/illustrative"
FIRST = 1512  # rows of its first phase
NO_STDIN = (
    "Standard input gives the commands here, so `load -` has nothing to read. Name a file, or run `phaseline load -`.")


class TestAnswers(unittest.TestCase):
    """One kernel, asked by one front end."""

    def setUp(self):
        kernel = self.enterContext(Kernel(has_data=True))
        self.kernel, self.front = kernel, kernel.front()

    def done(self, code, **content):
        """A cell's reply and what was published of it."""
        request = self.front.run(code, **content)
        reply = self.front.reply()
        self.assertEqual(parent(reply), request)
        return reply["content"], self.front.hear_all(request)

    def test_what_is_published_stands_between_busy_and_idle_and_names_its_request(self):
        request = self.front.run(CELL + "\nindicators")
        heard = self.front.hear_all(request)
        self.assertEqual(types(heard), ["busy", "execute_input", "stream", "execute_result", "idle"])
        self.assertEqual({parent(message) for message in heard}, {request})
        self.assertEqual({message["parent_header"]["session"] for message in heard}, {self.front.session.session})
        self.assertEqual(len({message["header"]["msg_id"] for message in heard}), 5)
        self.assertEqual({message["header"]["version"] for message in heard}, {"5.4"})
        self.assertEqual(heard[1]["content"], {"code": CELL + "\nindicators", "execution_count": 1})
        self.assertEqual(heard[2]["content"], {"name": "stdout", "text": "$greeting is 'hello, world'.\n"})
        self.assertEqual(set(heard[3]["content"]["data"]), {"text/plain", "text/markdown", "text/html"})
        reply = self.front.reply()
        self.assertEqual((reply["msg_type"], parent(reply)), ("execute_reply", request))
        self.assertEqual(
            reply["content"], {"status": "ok", "execution_count": 1, "payload": [], "user_expressions": {}})

    def test_requests_that_run_nothing_are_busy_and_idle_too(self):
        for name, content in [
            ("kernel_info", {}), ("complete", {"code": "comp", "cursor_pos": 4}), ("comm_info", {}),
            ("inspect", {"code": "leaving", "cursor_pos": 7, "detail_level": 0}), ("is_complete", {"code": "compare"}),
            ("history", {"hist_access_type": "tail", "n": 1, "output": False, "raw": True}),
        ]:
            with self.subTest(name):
                request = self.front.ask(f"{name}_request", content)
                self.assertEqual(types(self.front.hear_all(request)), ["busy", "idle"])
                reply = self.front.reply()
                self.assertEqual((reply["msg_type"], parent(reply)), (f"{name}_reply", request))
                self.assertEqual(reply["content"].get("status"), "complete" if name == "is_complete" else "ok")

    def test_a_silent_cell_shows_nothing_and_is_not_counted(self):
        reply, heard = self.done(CELL, silent=True)
        self.assertEqual(types(heard), ["busy", "idle"])
        self.assertEqual((reply["status"], reply["execution_count"]), ("ok", 0))
        reply, heard = self.done(FAILING, silent=True)
        self.assertEqual(types(heard), ["busy", "idle"])
        self.assertEqual((reply["status"], reply["execution_count"]), ("error", 0))
        self.assertEqual(self.done("indicators $greeting")[0]["status"], "error")  # yet it was done: the name is known
        self.assertEqual(self.history(), ["indicators $greeting"])

    def test_a_cell_that_is_not_kept_shows_what_it_gives_and_is_not_counted(self):
        self.assertEqual(self.done("indicators")[0]["execution_count"], 1)
        reply, heard = self.done(CELL, store_history=False)
        self.assertEqual(types(heard), ["busy", "execute_input", "stream", "idle"])
        self.assertEqual(reply["execution_count"], 1)
        self.assertEqual(self.done("phases")[0]["execution_count"], 2)
        self.assertEqual(self.history(), ["indicators", "phases"])

    def history(self):
        self.front.ask("history_request", {"hist_access_type": "tail", "n": 10, "output": False, "raw": True})
        return [entry[2] for entry in self.front.reply()["content"]["history"]]

    def test_an_error_says_what_and_where_in_reply_and_output(self):
        reply, heard = self.done("indicators\n" + FAILING)
        self.assertEqual(types(heard), ["busy", "execute_input", "execute_result", "error", "idle"])
        message = "No authority is called 'nowhere'. `authorities` lists them."
        said = {"ename": "PhaselineError", "evalue": message,
                "traceback": [message, f"cell 1:2: stopped at: {FAILING}"]}
        self.assertEqual(heard[3]["content"], said)
        self.assertEqual(reply, {"status": "error", "execution_count": 1} | said)

    def test_what_waits_behind_a_cell_that_fails_is_not_done(self):
        self.assertEqual(self.statuses(stop_on_error=True), ["ok", "error", "aborted", "aborted"])
        self.assertEqual(self.done(CELL)[0]["status"], "ok")  # what is asked afterwards is

    def test_what_is_sent_in_one_burst_behind_a_cell_that_fails_is_not_done(self):
        failing = self.front.run(FAILING)
        others = [self.front.run(CELL) for _ in range(200)]
        statuses = [self.front.reply()["content"]["status"] for _ in [failing, *others]]
        self.assertEqual(statuses, ["error"] + ["aborted"] * 200)

    def test_what_waits_is_done_where_the_cell_says_so(self):
        self.assertEqual(self.statuses(stop_on_error=False), ["ok", "error", "ok", "ok"])

    def statuses(self, stop_on_error):
        # The first takes so long that all the others wait by the time it has ended.
        first = self.front.run("chart trajectory Northbridge leaving")
        others = [self.front.run(FAILING, stop_on_error=stop_on_error), self.front.run(CELL), self.front.run("indicators")]
        replies = [self.front.reply() for _ in range(4)]
        self.assertEqual([parent(reply) for reply in replies], [first, *others])
        statuses = [reply["content"]["status"] for reply in replies]
        self.front.hear_all(first)
        for request, status in zip(others, statuses[1:]):
            heard = types(self.front.hear_all(request))
            self.assertEqual((heard[0], heard[-1]), ("busy", "idle"))
            self.assertEqual("execute_input" in heard, status != "aborted")
        return statuses

    def test_names_that_were_given_are_completed_unquoted(self):
        self.done(CELL)
        code = "compare Saint\\ Birkenwater; compare $gre"
        self.front.ask("complete_request", {"code": code + "\nindicators", "cursor_pos": len(code)})
        reply = self.front.reply()["content"]
        self.assertEqual((reply["matches"], code[reply["cursor_start"]:]), (["$greeting"], "$gre"))
        self.assertEqual(reply["cursor_end"], len(code))

    def test_a_cursor_is_counted_in_characters_of_unicode(self):
        code = "compare Northbridge # 😀 é\ncompare \"Saint Æ"
        self.front.ask("complete_request", {"code": code, "cursor_pos": len(code)})
        reply = self.front.reply()["content"]
        self.assertEqual((reply["matches"], code[reply["cursor_start"]:]), (['"Saint Ælfwyn\'s"'], '"Saint Æ'))

    def test_the_word_at_the_cursor_is_explained(self):
        def explained(code):
            before, after = code.split("|")
            self.front.ask("inspect_request", {"code": before + after, "cursor_pos": len(before), "detail_level": 0})
            reply = self.front.reply()["content"]
            self.assertEqual((reply["status"], reply["found"]), ("ok", bool(reply["data"])))
            return reply["data"].get("text/plain", "").split("\n")[0]

        leaving, compare = "SC-WRES indicator 8: Leaving", "OVERVIEW: Compare an authority with the nation or others, phase by phase, with"
        for code, first in (
            ("compare Northbridge lea|ving --with rest", leaving), ("?leaving|", leaving), ("compare a leaving|\nphases", leaving),
            ("com|pare Northbridge", compare), ("phases\ncomp|", compare), ("help compare|", compare),
            ("compare Northbridge lea|", ""), ("compare North|bridge", ""), ("|", ""), ("nothing-like-it|", ""),
        ):
            with self.subTest(code):
                self.assertEqual(explained(code), first)

    def test_expressions_are_refused_one_by_one(self):
        reply, _ = self.done(CELL, user_expressions={"one": "1 + 1", "two": "x"})
        self.assertEqual(reply["status"], "ok")
        message = "Phaseline has commands, and no expressions."
        refusal = {"status": "error", "ename": "PhaselineError", "evalue": message, "traceback": [message]}
        self.assertEqual(reply["user_expressions"], {"one": refusal, "two": refusal})

    def test_there_are_no_comms_and_one_that_is_opened_is_closed(self):
        self.front.ask("comm_info_request", {"target_name": "jupyter.widget"})
        self.assertEqual(self.front.reply()["content"], {"status": "ok", "comms": {}})
        self.front.hear(), self.front.hear()
        request = self.front.ask("comm_open", {"comm_id": "a-comm", "target_name": "jupyter.widget", "data": {}})
        heard = self.front.hear_all(request)
        self.assertEqual(types(heard), ["busy", "comm_close", "idle"])
        self.assertEqual(heard[1]["content"], {"comm_id": "a-comm", "data": {}})
        request = self.front.ask("comm_msg", {"comm_id": "a-comm", "data": {}})
        self.assertEqual(types(self.front.hear_all(request)), ["busy", "idle"])
        self.assertTrue(self.front.is_silent("shell"))

    def test_nothing_is_ever_asked_of_whoever_types(self):
        reply, _ = self.done("load -", allow_stdin=True)
        self.assertEqual((reply["status"], reply.get("evalue")), ("error", NO_STDIN))
        self.assertTrue(self.front.is_silent("stdin", 0.1))

    def test_whoever_begins_to_listen_is_welcomed(self):
        self.assertEqual(self.front.welcome["msg_type"], "iopub_welcome")
        self.assertEqual(self.front.welcome["content"], {"subscription": ""})
        self.assertEqual(self.front.welcome["parent_header"], {})
        second = self.kernel.front()
        self.assertEqual(second.welcome["content"], {"subscription": ""})
        second.sockets["iopub"].subscribe(b"stream")
        message = second.hear()
        self.assertEqual((message["msg_type"], message["content"]), ("iopub_welcome", {"subscription": "stream"}))

    def test_a_second_front_end_sees_all_outputs_and_gets_its_own_replies(self):
        second = self.kernel.front()
        self.front.hear()  # it is welcomed: everybody hears that
        first_cell, second_cell = self.front.run(CELL), second.run("indicators")
        for front in (self.front, second):
            heard = [front.hear() for _ in range(8)]
            self.assertEqual(types(heard[:2] + heard[3:6] + heard[7:]), ["busy", "execute_input", "idle"] * 2)
            outputs = {parent(one): one["msg_type"] for one in (heard[2], heard[6])}
            self.assertEqual(outputs, {first_cell: "stream", second_cell: "execute_result"})
        for front, request in ((self.front, first_cell), (second, second_cell)):
            self.assertEqual(parent(front.reply()), request)
            self.assertTrue(front.is_silent("shell", 0.1))

    def test_it_answers_on_control_and_echoes_heartbeats_while_a_cell_runs(self):
        cell = self.front.run(ENDLESS)
        self.front.hear_start(cell)
        self.front.sockets["hb"].send(b"beat")
        self.assertTrue(self.front.sockets["hb"].poll(2000), "a heartbeat within 2 s")
        self.assertEqual(self.front.sockets["hb"].recv(), b"beat")
        request = self.front.ask("kernel_info_request", channel="control")
        self.assertEqual(parent(self.front.reply("control", 2)), request)
        self.front.ask("interrupt_request", channel="control")
        self.assertEqual(self.front.reply()["content"]["status"], "error")

    def test_ten_thousand_requests_at_once_are_all_answered_in_order(self):
        begun = time.monotonic()
        asked, answered, idle = [], [], []
        for number in range(10_000):
            asked.append(self.front.run(f"let x = {number}") if number % 2 else self.front.ask("kernel_info_request"))
        poller = zmq.Poller()
        for channel in ("shell", "iopub"):
            poller.register(self.front.sockets[channel], zmq.POLLIN)
        while len(answered) < len(asked) or len(idle) < len(asked):
            ready = dict(poller.poll(PATIENCE * 1000))
            self.assertTrue(ready, f"{len(answered)} answered, then nothing")
            if self.front.sockets["shell"] in ready:
                reply = self.front.reply()
                self.assertEqual(reply["content"]["status"], "ok")
                answered.append(parent(reply))
            if self.front.sockets["iopub"] in ready:
                message = self.front.hear()
                if message["content"].get("execution_state") == "idle":
                    idle.append(parent(message))
        self.assertEqual(answered, asked)
        self.assertEqual(idle, asked)
        print(f"\n        10,000 requests answered in {time.monotonic() - begun:.1f} s")


class TestMalformed(unittest.TestCase):
    """What is no message is dropped and logged, and the kernel goes on."""

    def setUp(self):
        kernel = self.enterContext(Kernel())
        self.kernel, self.front = kernel, kernel.front()

    def signed(self, parts, key=None):
        return hmac.new(self.kernel.key if key is None else key, b"".join(parts), hashlib.sha256).hexdigest().encode()

    def parts(self, type="kernel_info_request"):
        header = self.front.session.msg_header(type) | {"date": "2026-01-01T00:00:00Z"}
        return [json.dumps(header).encode(), b"{}", b"{}", b"{}"]

    def test_frames_that_are_no_message_are_dropped_and_logged(self):
        parts = self.parts()
        mark, signature = b"<IDS|MSG>", self.signed(parts)
        no_type = [b"{}"] * 4
        cases = {
            "it has no delimiter": [b"no", b"mark", b"at", b"all"],
            "it has too few frames": [mark, signature, *parts[:3]],
            "its signature is wrong": [mark, b"0" * 64, *parts],
            "its signature is wrong ": [mark, b"", *parts],
            "its signature is wrong  ": [mark, signature[:-1] + b"x", *parts],
            "its signature is wrong   ": [mark, "ü".encode() * 32, *parts],
            "its signature is wrong    ": [mark, self.signed(parts, b"another key"), *parts],
            "its signature is wrong     ": [mark, signature, parts[0], b'{"msg_id": "forged"}', *parts[2:]],
            "its parts are no JSON objects": [mark, self.signed([b"{", *parts[1:]]), b"{", *parts[1:]],
            "its parts are no JSON objects ": [mark, self.signed([b"[]", *parts[1:]]), b"[]", *parts[1:]],
            "its parts are no JSON objects  ": [mark, self.signed([b"\xff\xfe", *parts[1:]]), b"\xff\xfe", *parts[1:]],
            "it has no type": [mark, self.signed(no_type), *no_type],
        }
        requests = []
        for channel in ("shell", "control"):
            for frames in cases.values():
                self.front.send_raw(frames, channel)
            # On each channel messages are read in their order: what stands before this one was read.
            request = self.front.ask("kernel_info_request", channel=channel)
            reply = self.front.reply(channel)
            self.assertEqual((parent(reply), reply["content"]["status"]), (request, "ok"))
            requests.append(request)
        self.assertEqual(
            self.kernel.said.splitlines(),
            [f"phaseline kernel: a message on {channel} is dropped: {fault.strip()}"
             for channel in ("shell", "control") for fault in cases])
        # And no more of the others. A reply comes before the kernel is idle, so the next channel may be busy before that.
        heard = [self.front.hear() for _ in range(4)]
        for request in requests:
            self.assertEqual(types(message for message in heard if parent(message) == request), ["busy", "idle"])

    def test_an_unknown_request_is_ignored_and_logged(self):
        for channel in ("shell", "control"):
            request = self.front.ask("make_tea_request", channel=channel)
            self.assertEqual(types(self.front.hear_all(request)), ["busy", "idle"])
            self.assertTrue(self.front.is_silent(channel))
        self.assertEqual(
            self.kernel.said.splitlines(),
            [f"phaseline kernel: a message on {channel} is ignored: nothing is known of \"make_tea_request\""
             for channel in ("shell", "control")])
        self.assertEqual(self.front.ask("kernel_info_request"), parent(self.front.reply()))

    def test_content_of_other_kinds_than_the_protocol_says_breaks_nothing(self):
        for type, content in [
            ("execute_request", {"code": 7, "silent": "no", "user_expressions": []}), ("execute_request", {}),
            ("complete_request", {"code": "comp", "cursor_pos": -5}), ("complete_request", {"code": [], "cursor_pos": 1e300}),
            ("complete_request", {"code": "comp", "cursor_pos": 10**18}), ("inspect_request", {"cursor_pos": 9}),
            ("is_complete_request", {"code": None}), ("history_request", {"hist_access_type": "range", "start": -(2**62)}),
            ("history_request", {"hist_access_type": "search", "pattern": "[", "n": -3}),
            ("history_request", {"hist_access_type": "tail", "n": 2**62}),
        ]:
            with self.subTest(type=type, content=content):
                request = self.front.ask(type, content)
                self.assertEqual(parent(self.front.reply()), request)


class TestUnsigned(unittest.TestCase):
    def test_with_an_empty_key_messages_are_not_signed(self):
        with Kernel(key=b"") as kernel:
            front = kernel.front()
            front.session.auth = None
            front.run(CELL)
            _, frames = front.session.feed_identities(front.sockets["shell"].recv_multipart())
            self.assertEqual(frames[0], b"")
            self.assertEqual(json.loads(frames[4])["status"], "ok")


class TestInterrupts(unittest.TestCase):
    def interrupted(self, how, interrupt):
        with Kernel(has_data=True) as kernel:
            front = kernel.front()
            taken = []
            for _ in range(5):
                cell = front.run(ENDLESS)
                waiting = front.run(CELL)
                front.hear_start(cell)
                time.sleep(0.2)  # it has begun to count
                begun = time.monotonic()
                interrupt(kernel, front)
                reply = front.reply(seconds=2)
                taken.append((time.monotonic() - begun) * 1000)
                self.assertEqual((parent(reply), reply["content"]["status"]), (cell, "error"))
                self.assertEqual(reply["content"]["evalue"], "Stopped; the workspace is as it was.")
                reply = front.reply()
                self.assertEqual((parent(reply), reply["content"]["status"]), (waiting, "aborted"))
            print(f"\n        by {how}: {statistics.median(taken):.0f} ms, at most {max(taken):.0f} ms (wanted: 200)")
            front.run(CELL)
            self.assertEqual(front.reply()["content"]["status"], "ok")

    def test_a_message_interrupts_a_cell_that_runs_for_ever(self):
        def interrupt(kernel, front):
            request = front.ask("interrupt_request", channel="control")
            reply = front.reply("control", 2)
            self.assertEqual((parent(reply), reply["content"]), (request, {"status": "ok"}))

        self.interrupted("message", interrupt)

    def test_a_signal_interrupts_a_cell_that_runs_for_ever(self):
        self.interrupted("signal", lambda kernel, front: kernel.process.send_signal(signal.SIGINT))

    def test_an_interrupt_while_nothing_runs_changes_nothing(self):
        with Kernel() as kernel:
            front = kernel.front()
            for _ in range(3):
                front.ask("interrupt_request", channel="control")
                self.assertEqual(front.reply("control")["content"], {"status": "ok"})
                kernel.process.send_signal(signal.SIGINT)
            time.sleep(0.2)
            front.run(CELL)
            self.assertEqual(front.reply()["content"]["status"], "ok")


class TestEnds(unittest.TestCase):
    def test_it_shuts_down_when_told_with_and_without_restart(self):
        for channel in ("control", "shell"):
            for restart in (False, True):
                with self.subTest(channel=channel, restart=restart), Kernel() as kernel:
                    front = kernel.front()
                    request = front.ask("shutdown_request", {"restart": restart}, channel)
                    reply = front.reply(channel)
                    self.assertEqual((reply["msg_type"], parent(reply)), ("shutdown_reply", request))
                    self.assertEqual(reply["content"], {"status": "ok", "restart": restart})
                    self.assertEqual(types(front.hear_all(request)), ["busy", "idle"])
                    self.assertEqual(kernel.process.wait(3), 0)
                    self.assertEqual(kernel.said, "")

    def test_it_shuts_down_in_the_midst_of_a_cell(self):
        with Kernel(has_data=True) as kernel:
            front = kernel.front()
            front.hear_start(front.run(ENDLESS))
            front.ask("shutdown_request", {"restart": False}, "control")
            self.assertEqual(front.reply("control")["content"]["status"], "ok")
            self.assertEqual(kernel.process.wait(3), 0)

    def test_its_own_workspace_is_thrown_away(self):
        with tempfile.TemporaryDirectory() as folder, Kernel(TMPDIR=folder) as kernel:
            front = kernel.front()
            front.run(f"load {ROOT / 'Data/sc-wres'}")
            self.assertEqual(front.reply()["content"]["status"], "ok")
            self.assertEqual([name[:19] for name in os.listdir(folder)], ["phaseline-notebook-"])
            self.assertEqual(os.stat(os.path.join(folder, os.listdir(folder)[0])).st_mode & 0o777, 0o700)
            front.ask("shutdown_request", {"restart": False}, "control")
            self.assertEqual(kernel.process.wait(3), 0)
            self.assertEqual(os.listdir(folder), [])

    def test_a_signal_ends_it_too_and_nothing_stays(self):
        for number in (signal.SIGTERM, signal.SIGHUP):
            with self.subTest(number), tempfile.TemporaryDirectory() as folder, Kernel(TMPDIR=folder) as kernel:
                front = kernel.front()
                front.run(f"load {ROOT / 'Data/sc-wres'}")
                front.reply()
                front.hear_start(front.run(ENDLESS))
                kernel.process.send_signal(number)
                self.assertEqual(kernel.process.wait(4), 0)
                self.assertEqual(os.listdir(folder), [])

    def test_for_a_shared_audience_no_cell_shows_more(self):
        with Kernel("--audience", "shared", has_data=True) as kernel:
            front = kernel.front()
            for code in ("compare Silvercombe disciplinary --phases 5 --audience internal",
                         "use --audience internal\ncompare Silvercombe disciplinary --phases 5"):
                request = front.run(code)
                # First of all it decides for all phases what is hidden.
                self.assertEqual(front.reply(seconds=120)["content"]["status"], "ok")
                said = str(front.hear_all(request))
                self.assertIn("0–9 of 69", said)
                self.assertNotIn("Internal use only", said)

    def test_it_ends_when_the_program_that_started_it_is_gone(self):
        with Kernel() as kernel:
            file = kernel.folder / "another.json"
            write_connection_file(str(file), key=b"key")
            parent_process = subprocess.Popen(
                ["sh", "-c", '"$0" kernel start "$1" 2>/dev/null & echo $!; wait', PHASELINE, file],
                stdout=subprocess.PIPE)
            pid = int(parent_process.stdout.readline())
            time.sleep(1)
            self.assertTrue(is_running(pid))
            parent_process.kill()
            parent_process.wait()
            until(lambda: not is_running(pid), "the kernel ends by itself", seconds=3)
            parent_process.stdout.close()

    def test_a_kernel_that_is_killed_within_a_load_leaves_a_whole_workspace(self):
        whole, takes = self.loaded(None)
        ends = []
        for fraction in (0.05, 0.3, 0.6, 0.8, 0.95, 1.2):
            rows, _ = self.loaded(takes * fraction)
            self.assertIn(rows, (FIRST, whole))
            ends.append("all" if rows == whole else "nothing")
        print(f"\n        killed at six moments, the load left: {', '.join(ends)}")

    def loaded(self, moment):
        """How many rows are there after a load that is killed at a moment, or at its end; and how long it took."""
        with Kernel("--workspace", "kept.sqlite") as kernel:
            front = kernel.front()
            front.run(f"load {DATA / 'authorities.csv'} {DATA / 'phase-1.csv'}")
            self.assertEqual(front.reply()["content"]["status"], "ok")
            self.assertEqual(self.rows(kernel), FIRST)
            begun = time.monotonic()
            front.run(f"load {DATA}")
            if moment is None:
                self.assertEqual(front.reply()["content"]["status"], "ok")
            else:
                time.sleep(moment)
            takes = time.monotonic() - begun
            kernel.process.kill()
            kernel.process.wait()
            doctor = self.phaseline(kernel, "doctor", "--deep")
            self.assertEqual(doctor.returncode, 0, doctor.stdout + doctor.stderr)
            return self.rows(kernel), takes

    def rows(self, kernel):
        said = self.phaseline(kernel, "sql", "SELECT count(*) FROM observation", "--format", "csv").stdout
        return int(said.splitlines()[1])

    def phaseline(self, kernel, *words):
        return subprocess.run(
            [PHASELINE, "--workspace", "kept.sqlite", *words], cwd=kernel.folder, capture_output=True, text=True)


class TestConnectionFiles(unittest.TestCase):
    """A connection file that does not do ends the kernel with exit code 1 and says why."""

    RESTART = "Let Jupyter write another: restart the kernel."

    def setUp(self):
        folder = self.enterContext(tempfile.TemporaryDirectory())
        self.file = os.path.join(folder, "kernel.json")
        _, self.connection = write_connection_file(self.file, key=b"key")

    def refused(self, connection, message, file=None):
        """Of the message, FILE stands for the file."""
        file = file or self.file
        if connection is not None:
            text = connection if isinstance(connection, bytes) else json.dumps(connection).encode()
            with open(file, "wb") as one:
                one.write(text)
        said = subprocess.run(
            [PHASELINE, "kernel", "start", file], capture_output=True, text=True, timeout=PATIENCE)
        self.assertEqual((said.stderr, said.stdout, said.returncode), (message.replace("FILE", file) + "\n", "", 1))

    def test_a_file_that_is_not_there_or_may_not_be_read(self):
        message = (
            "The connection file 'FILE' cannot be read. Jupyter writes it and starts the kernel: `kernel install`, then "
            "choose Phaseline in Jupyter.")
        self.refused(None, message, self.file + ".not")
        self.refused(None, message, os.path.dirname(self.file))

    def test_a_file_that_is_no_json_object(self):
        for text in (b"", b"ports: 1", b"[1]", b"{", b"\xff\xfe"):
            with self.subTest(text):
                self.refused(text, f"The connection file 'FILE' is no JSON object. {self.RESTART}")

    def test_a_file_that_lacks_something(self):
        for name in ("ip", "key", "transport", "signature_scheme"):
            with self.subTest(name):
                self.refused(
                    {key: value for key, value in self.connection.items() if key != name} | {"kernel_name": ""},
                    f"The connection file 'FILE' has no \"{name}\". {self.RESTART}")

    def test_a_port_that_is_missing_or_is_none(self):
        for name in ("shell_port", "control_port", "iopub_port", "stdin_port", "hb_port"):
            for port in (None, 0, 65_536, -1, "5555", 1.5):
                with self.subTest(name=name, port=port):
                    self.refused(
                        self.connection | {name: port},
                        f"The connection file 'FILE' has no \"{name}\" from 1 to 65535. {self.RESTART}")

    def test_another_transport_and_other_signatures(self):
        self.refused(
            self.connection | {"transport": "udp"},
            f"The connection file 'FILE' asks for the transport 'udp', and this kernel knows tcp and ipc. {self.RESTART}")
        self.refused(
            self.connection | {"signature_scheme": "hmac-md5"},
            "The connection file 'FILE' asks for signatures by 'hmac-md5', and this kernel signs by hmac-sha256. "
            + self.RESTART)

    def test_a_port_that_is_used(self):
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            one.listen()
            port = one.getsockname()[1]
            self.refused(
                self.connection | {"iopub_port": port},
                f"The kernel cannot listen at tcp://127.0.0.1:{port} (Address already in use). Let Jupyter choose "
                "another: restart the kernel.")

    def test_an_address_of_another_machine(self):
        port = self.connection["shell_port"]
        self.refused(
            self.connection | {"ip": "192.0.2.1"},
            f"The kernel cannot listen at tcp://192.0.2.1:{port} (Cannot assign requested address). Let Jupyter choose "
            "another: restart the kernel.")


if __name__ == "__main__":
    unittest.main(verbosity=2)
