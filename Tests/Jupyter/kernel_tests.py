"""What Jupyter's own kit of tests asks of a kernel, every part of it that applies."""

import unittest

import jupyter_kernel_test

from kernels import ROOT

CHART = "chart trajectory Northbridge leaving"


class PhaselineTests(jupyter_kernel_test.KernelTests):
    kernel_name = "phaseline"
    language_name = "phaseline"
    file_extension = ".phaseline"
    # Messages are of the stream stdout; results are results.
    code_hello_world = "let greeting = 'hello, world'"
    # A note, of the stream stderr, beside what it gives.
    code_stderr = "let found = compare Northbridge leaving --with rest\nchart found"
    completion_samples = [
        {"text": "comp", "matches": {"compare"}},
        {"text": "compare Northb", "matches": {"Northbridge"}},
        {"text": "compare Saint Holli", "matches": {'"Saint Hollinhaven"', '"Saint Hollinthorpe"'}},
        {"text": 'compare "Saint B', "matches": {'"Saint Birkenwater"'}},
        {"text": "compare Bish", "matches": {'"Bishop\'s Tarrant"'}},
        {"text": "compare Northbridge lea", "matches": {"leaving"}},
        {"text": "?leav", "matches": {"?leaving"}},
        {"text": "compare Northbridge --forma", "matches": {"--format"}},
        {"text": "compare --format mark", "matches": {"markdown"}},
        {"text": "use Northbridge\ncompare short", "matches": {"shortlisting"}},
        {"text": "sql SELECT count(*) FROM observ", "matches": {"observation"}},
        {"text": f"load {ROOT}/Data/illus", "matches": {f"{ROOT}/Data/illustrative/"}},
        {"text": f"load {ROOT}/Data/illustrative/auth", "matches": {f"{ROOT}/Data/illustrative/authorities.csv"}},
        {"text": "compare Northbridge nothing-like-it", "matches": set()},
    ]
    complete_code_samples = ["", "compare Northbridge", "sql SELECT 1;", "# a comment", "use Northbridge\ncompare"]
    incomplete_code_samples = ["sql SELECT 1", "compare \\", "use Northbridge\nsql SELECT"]
    invalid_code_samples = ["compare 'Northbridge", 'compare "Northbridge']
    code_generate_error = "compare nowhere"
    code_execute_result = [
        {"code": "sql SELECT 6 * 7 AS answer;", "result": "answer\n    42\nIllustrative data: no real authority.\n"},
        {"code": "indicators", "mime": "text/html"},
        {"code": "compare Northbridge leaving", "mime": "text/markdown"},
        {"code": "?leaving", "mime": "text/plain"},
    ]
    code_display_data = [{"code": CHART, "mime": "image/png"}, {"code": CHART, "mime": "image/svg+xml"}]
    code_history_pattern = "indicator*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "leaving"

    def test_clear_output(self):
        self.skipTest("no command takes back what a cell has shown")

    def test_pager(self):
        self.skipTest("nothing is paged in a notebook: help and explanations are results")


class WelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "phaseline"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main(verbosity=2)
