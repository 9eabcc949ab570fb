"""Notebooks give the same in Jupyter as without it, and cells the same as scripts and the prompt."""

import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

import nbclient
import nbformat
from nbformat import v4

from kernels import NATION, PHASELINE, ROOT, Kernel

MADE = {  # a notebook of its own: each kind of output, several commands in a cell, a cell that may fail
    "prose": None,
    "load": "load ../Data/illustrative",
    "blank": "  \n",
    "result": "let who = Northbridge\ncompare $who leaving --with rest",
    "picture and note": "let found = compare $who leaving --with rest\nchart found",
    "scalable picture": "chart trajectory $who shortlisting --format svg",
    "rows for programs": "trend $who leaving --format csv",
    "many": "use Northbridge\nindicators; phases\n# a comment\ntrend",
    "fails": "indicators\ncompare nowhere\nphases",
    "goes on": "authorities --format markdown",
    "check": "quality",
    "report": "report authority Northbridge --phase 5 -o northbridge.html",
}
MAY_FAIL = {"fails", "check"}

COMMANDS = """
phases
indicators
?shortlisting
authorities --format csv
use Northbridge
compare shortlisting
compare leaving --with rest --audience shared
trend leaving
national --phase 5
learn leaving
let who = Ashenbridge
compare $who training --format markdown
let kept = compare $who leaving
show kept
funnel leaving --format csv
quality Northbridge
sql SELECT indicator, count(*) AS rows FROM observation
  GROUP BY indicator ORDER BY indicator;
history
help compare
""".strip()


def made():
    notebook = v4.new_notebook(metadata={"kernelspec": {"name": "phaseline", "display_name": "Phaseline"}})
    for name, source in MADE.items():
        cell = v4.new_markdown_cell("# A notebook") if source is None else v4.new_code_cell(source)
        cell["id"] = name.replace(" ", "-")
        if name in MAY_FAIL:
            cell["metadata"]["tags"] = ["raises-exception"]
        notebook["cells"].append(cell)
    return notebook


class TestNotebooks(unittest.TestCase):
    maxDiff = 4000

    def setUp(self):
        # Copies, beside the data: what they write is not written among the sources.
        self.work = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        shutil.copytree(ROOT / "Notebooks", self.work / "Notebooks")
        (self.work / "Data").symlink_to(ROOT / "Data")

    def outputs(self, notebook):
        """Of each cell what it gave, and its number; without what nbclient says of the time."""
        nbformat.validate(notebook)
        return [(cell["id"], cell.get("execution_count"), json.loads(json.dumps(cell.get("outputs"))))
                for cell in notebook["cells"]]

    def headless(self, path):
        said = subprocess.run(
            [PHASELINE, "notebook", "run", path.name, "-o", "headless.ipynb"], cwd=path.parent, capture_output=True,
            text=True)
        self.assertEqual(said.returncode, 0, said.stderr)
        return nbformat.read(path.parent / "headless.ipynb", as_version=4)

    def in_jupyter(self, path):
        notebook = nbformat.read(path, as_version=4)
        client = nbclient.NotebookClient(
            notebook, timeout=60, kernel_name="phaseline", resources={"metadata": {"path": str(path.parent)}})
        return client.execute()

    def compare(self, path):
        headless, in_jupyter = self.outputs(self.headless(path)), self.outputs(self.in_jupyter(path))
        self.assertGreater(sum(bool(outputs) for _, _, outputs in headless), 0, "it gives nothing")
        for one, other in zip(headless, in_jupyter, strict=True):
            self.assertEqual(one, other)

    def test_a_notebook_with_every_kind_of_output_gives_the_same_in_jupyter_and_without_it(self):
        path = self.work / "Notebooks" / "made.ipynb"
        nbformat.write(made(), path)
        self.compare(path)
        kinds = {(output["output_type"], *output.get("data", {})) for _, _, outputs in
                 self.outputs(nbformat.read(path.parent / "headless.ipynb", as_version=4)) for output in outputs or []}
        self.assertEqual({kind[0] for kind in kinds}, {"stream", "execute_result", "display_data", "error"})
        self.assertEqual({"image/png", "image/svg+xml", "text/html", "text/markdown"} - set(sum(kinds, ())), set())

    def test_a_notebook_of_markdown_gives_the_same_in_jupyter_and_without_it(self):
        path = self.work / "Notebooks" / "made.md"
        path.write_text(
            "# First\n\n```phaseline\nload ../Data/illustrative\n```\n\nThen:\n\n```phaseline\ncompare Northbridge\n```\n",
            encoding="utf-8")
        subprocess.run([PHASELINE, "notebook", "convert", "made.md", "-o", "made.ipynb"], cwd=path.parent, check=True,
                       capture_output=True)
        self.compare(path.with_suffix(".ipynb"))

    def test_the_converter_of_jupyter_colours_cells_describes_charts_and_warns_of_nothing(self):
        path = self.work / "Notebooks" / "coloured.ipynb"
        source = "# Now\nload ../Data/illustrative\nuse 'Northbridge'\nchart trajectory leaving"
        nbformat.write(v4.new_notebook(cells=[v4.new_code_cell(source)]), path)
        subprocess.run([PHASELINE, "notebook", "run", path.name], cwd=path.parent, check=True, capture_output=True)
        said = subprocess.run(
            [sys.executable, "-m", "nbconvert", "--to", "html", path.name], cwd=path.parent, capture_output=True, text=True)
        self.assertEqual(said.returncode, 0, said.stderr)
        self.assertNotIn("WARNING", said.stderr)
        page = path.with_suffix(".html").read_text(encoding="utf-8")
        self.assertIn('<span class="c1"># Now</span>', page)
        self.assertIn('<img alt="Northbridge is moving away from parity on leaving. ', page)

    def test_shipped_notebooks_give_what_they_keep_in_jupyter_and_without_it(self):
        paths = sorted((self.work / "Notebooks").glob("*.ipynb"))
        self.assertGreaterEqual(len(paths), 6)
        for path in paths:
            with self.subTest(path.name):
                kept = self.outputs(nbformat.read(path, as_version=4))
                self.compare(path)
                headless = self.outputs(nbformat.read(path.parent / "headless.ipynb", as_version=4))
                for one, other in zip(kept, headless, strict=True):
                    self.assertEqual(one, other)


class TestSameText(unittest.TestCase):
    """The same commands give the same text, wherever they are written."""

    maxDiff = 4000

    def setUp(self):
        self.work = pathlib.Path(self.enterContext(tempfile.TemporaryDirectory()))
        shutil.copy(NATION, self.work / "nation.sqlite")
        (self.work / "commands.phaseline").write_text(COMMANDS + "\n", encoding="utf-8")
        self.script = self.phaseline("run", "commands.phaseline")
        self.assertGreater(self.script[0].count("\n"), 150)

    def phaseline(self, *words, **options):
        """What it says on standard output, and its notes on standard error."""
        said = subprocess.run(
            [PHASELINE, "--workspace", "nation.sqlite", *words], cwd=self.work, capture_output=True, text=True,
            **options)
        self.assertEqual(said.returncode, 0, said.stderr)
        return said.stdout, said.stderr

    def texts(self, outputs):
        """The same of a cell's outputs."""
        said = {"stdout": "", "stderr": ""}
        for output in outputs:
            said[output.get("name", "stdout")] += output["text"] if "text" in output else output["data"]["text/plain"]
        return said["stdout"], said["stderr"]

    def test_in_a_script_and_at_the_prompt(self):
        self.assertEqual(self.phaseline(input=COMMANDS + "\n"), self.script)

    def test_in_a_script_and_in_a_notebook_without_jupyter(self):
        notebook = v4.new_notebook(cells=[v4.new_code_cell(COMMANDS)])
        nbformat.write(notebook, self.work / "commands.ipynb")
        self.phaseline("notebook", "run", "commands.ipynb")
        cell = nbformat.read(self.work / "commands.ipynb", as_version=4)["cells"][0]
        self.assertEqual(self.texts(cell["outputs"]), self.script)

    def test_in_a_script_and_in_the_kernel(self):
        with Kernel("--workspace", str(self.work / "nation.sqlite")) as kernel:
            front = kernel.front()
            heard = front.hear_all(front.run(COMMANDS))
        self.assertEqual(self.texts(message["content"] for message in heard[2:-1]), self.script)


if __name__ == "__main__":
    unittest.main(verbosity=2)
