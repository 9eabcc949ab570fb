"""What Jupyter's own kit of tests asks of a kernel, every part of it that applies."""

import unittest

import jupyter_kernel_test

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
        {"text": "compare North", "matches": {"Northbridge"}},
        {"text": "compare Northbridge lea", "matches": {"leaving"}},
        {"text": "compare Northbridge --forma", "matches": {"--format"}},
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
    code_history_pattern = "compare*"
    supported_history_operations = ("tail", "range", "search")
    code_inspect_sample = "leaving"


class WelcomeTests(jupyter_kernel_test.IopubWelcomeTests):
    kernel_name = "phaseline"
    support_iopub_welcome = True


if __name__ == "__main__":
    unittest.main()
