"""An analyst's first hour in JupyterLab, in headless Chromium: the launcher, a notebook opened and run, Tab, Shift-Tab, an
interrupt, a restart. Pictures of it are written to the folder that is named.

Exits with 1 where the page does not show what it should.
"""

import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request

import nbformat
from nbformat import v4
from selenium import webdriver
from selenium.common.exceptions import StaleElementReferenceException
from selenium.webdriver.common.action_chains import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from kernels import ENDLESS, PHASELINE, ROOT, until

TOKEN = "analyst"
problems = []
CELLS = [
    ("markdown", "# A first look at Northbridge\n\nHow did appointment from shortlist change, and is it real?"),
    ("code", "load ../Data/illustrative"),
    ("markdown", "## Its indicators"),
    ("code", "use Northbridge\ncompare shortlisting"),
    ("code", "chart trajectory shortlisting"),
    ("code", "?shortlisting"),
    ("code", "# What is hidden from others\ncompare leaving --audience shared"),
]


def expect(condition, what):
    print(f"{'ok' if condition else 'FAILED':8}{what}")
    if not condition:
        problems.append(what)


def folder_of_notebooks(work):
    """A folder as an analyst has it, beside the data."""
    folder = work / "analyst" / "Notebooks"
    shutil.copytree(ROOT / "Notebooks", folder)
    (work / "analyst" / "Data").symlink_to(ROOT / "Data")
    make = {"markdown": v4.new_markdown_cell, "code": v4.new_code_cell}
    notebook = v4.new_notebook(
        cells=[make[kind](source) for kind, source in CELLS],
        metadata={"kernelspec": {"name": "phaseline", "display_name": "Phaseline", "language": "phaseline"}})
    nbformat.write(notebook, folder / "first-look.ipynb")


class Server:
    """JupyterLab, which asks nothing of the network."""

    def __init__(self, work):
        with socket.socket() as one:
            one.bind(("127.0.0.1", 0))
            port = one.getsockname()[1]
        self.root = work / "analyst"
        settings = work / "settings"
        settings.mkdir()
        (settings / "overrides.json").write_text(json.dumps({
            "@jupyterlab/apputils-extension:notification": {
                "fetchNews": "false", "checkForUpdates": False, "doNotDisturbMode": True}}))
        self.address = f"http://127.0.0.1:{port}"
        self.log = work / "server.log"
        with open(self.log, "wb") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "jupyterlab", "--no-browser", "--allow-root", "--ip=127.0.0.1",
                 f"--ServerApp.port={port}", "--ServerApp.port_retries=0", f"--IdentityProvider.token={TOKEN}",
                 f"--ServerApp.root_dir={self.root}", f"--LabApp.app_settings_dir={settings}",
                 "--LabApp.extension_manager=readonly"],
                stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        until(self.is_ready, "JupyterLab answers", 60)

    def is_ready(self):
        try:
            return urllib.request.urlopen(f"{self.address}/api/status?token={TOKEN}", timeout=2).status == 200
        except OSError:
            return False

    def end(self):
        self.process.terminate()
        try:
            self.process.wait(10)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()


class Lab:
    """What an analyst does in the browser, and what the page then shows."""

    def __init__(self, driver, server, pictures):
        self.driver, self.server, self.pictures = driver, server, pictures

    def open(self, path=""):
        self.driver.get(f"{self.server.address}/lab{path}?reset&token={TOKEN}")
        self.wait(lambda: self.all("#jp-main-dock-panel"), "the page is there", 60)

    def all(self, selector):
        return [one for one in self.driver.find_elements(By.CSS_SELECTOR, selector) if one.is_displayed()]

    def one(self, selector):
        return self.wait(lambda: self.all(selector), f"there is {selector}")[0]

    def wait(self, condition, what, seconds=30):
        def held():
            try:
                return condition()
            except StaleElementReferenceException:
                return False

        try:
            return until(held, what, seconds)
        except AssertionError:
            self.picture("failed")
            raise

    def text(self, selector):
        return [one.text for one in self.all(selector)]

    def keys(self, *keys):
        ActionChains(self.driver).send_keys(*keys).perform()

    def chord(self, modifier, key):
        ActionChains(self.driver).key_down(modifier).send_keys(key).key_up(modifier).perform()

    def picture(self, name):
        time.sleep(0.5)  # what moves has come to rest
        self.driver.save_screenshot(str(self.pictures / f"{name}.png"))

    # MARK: the notebook in front

    NOTEBOOK = ".jp-NotebookPanel:not(.lm-mod-hidden)"

    def is_idle(self):
        return "Phaseline | Idle" in self.text("#jp-bottom-panel, #jp-main-statusbar")[0]

    def wait_idle(self):
        self.wait(self.is_idle, "the kernel is idle")

    def prompts(self):
        return self.text(f"{self.NOTEBOOK} .jp-CodeCell .jp-InputPrompt")

    def last_output(self):
        cells = self.all(f"{self.NOTEBOOK} .jp-CodeCell")
        return cells[-1].find_elements(By.CSS_SELECTOR, ".jp-OutputArea-output")

    def menu(self, title, command):
        next(one for one in self.all(".lm-MenuBar-item") if one.text == title).click()
        self.one(f".lm-Menu-item[data-command='{command}']").click()

    def new_cell(self, text):
        """Writes a cell below the last."""
        self.all(f"{self.NOTEBOOK} .jp-Cell")[-1].find_element(By.CSS_SELECTOR, ".jp-InputPrompt").click()
        self.keys("b")
        self.keys(Keys.ENTER)
        self.keys(text)

    def run_cell(self):
        self.chord(Keys.CONTROL, Keys.ENTER)


def launcher(lab):
    lab.open()
    card = lab.one(".jp-LauncherCard[title='Phaseline'], .jp-LauncherCard[title*='phaseline']")
    logo = card.find_element(By.TAG_NAME, "img")
    lab.wait(lambda: logo.get_property("complete"), "the logo is loaded")
    expect(logo.get_property("naturalWidth") > 0, f"the launcher has Phaseline with its logo ({logo.get_attribute('src')})")
    lab.picture("launcher")
    card.click()
    lab.wait_idle()
    expect(lab.text(f"{lab.NOTEBOOK} .jp-KernelName") == ["Phaseline"], "its card opens a notebook of this kernel")
    lab.one(f"{lab.NOTEBOOK} .jp-CodeCell .cm-content").click()
    lab.keys("help")
    lab.run_cell()
    lab.wait(lambda: lab.last_output(), "help is answered")
    expect("Bring data in" in lab.last_output()[0].text, "and help there says what to do first")
    lab.picture("new-notebook")


def check_outputs(lab):
    """Tables and charts as they should be, in a notebook of CELLS."""
    tables = lab.driver.find_elements(By.CSS_SELECTOR, f"{lab.NOTEBOOK} .jp-RenderedHTMLCommon table")
    expect(len(tables) == 2 and "Ratio (95%)" in tables[0].text, f"{len(tables)} tables")
    aligned = lab.driver.execute_script(
        "return [...arguments[0].querySelectorAll('td:last-child')].map(one => getComputedStyle(one).textAlign)", tables[0])
    expect(set(aligned) == {"left"}, "verdicts stand at the left of their column")
    picture = lab.driver.find_element(By.CSS_SELECTOR, f"{lab.NOTEBOOK} .jp-OutputArea-output img")
    around = lab.driver.find_element(By.CSS_SELECTOR, f"{lab.NOTEBOOK} .jp-OutputArea-output:has(img)")
    expect(picture.get_property("naturalWidth") > 0, "the chart is loaded")
    expect(300 < picture.size["width"] <= around.size["width"], f"it is seen whole, {picture.size['width']} px wide")
    said = picture.get_attribute("alt")
    expect(said.startswith("Northbridge is closing the gap") and len(said) > 100, f"it is described: {said[:90]}…")


def run_all(lab):
    lab.open("/tree/Notebooks/first-look.ipynb")
    lab.wait_idle()
    lab.menu("Run", "runmenu:run-all")
    lab.wait(lambda: lab.is_idle() and lab.prompts() == [f"[{number}]:" for number in range(1, 6)], "all cells are done")
    expect(True, "a notebook is opened, and every cell of it is done")
    outputs = lab.driver.find_elements(By.CSS_SELECTOR, f"{lab.NOTEBOOK} .jp-OutputArea-output")
    expect(any("rows of observations" in one.text for one in outputs), "the load is reported")
    expect(not lab.driver.find_elements(By.CSS_SELECTOR, "[data-mime-type*='error'], [data-mime-type*=stderr]"), "no error")
    check_outputs(lab)
    for number, cell in enumerate(lab.driver.find_elements(By.CSS_SELECTOR, f"{lab.NOTEBOOK} .jp-Cell")):
        lab.driver.execute_script("arguments[0].scrollIntoView({block: 'start'})", cell)
        if number in (0, 2, 4, 5):
            lab.picture(f"run-all-{number}")


def save(lab):
    """What JupyterLab keeps is what Phaseline keeps without it."""
    lab.chord(Keys.CONTROL, "s")
    path = lab.server.root / "Notebooks/first-look.ipynb"
    lab.wait(lambda: "iVBOR" in path.read_text(encoding="utf-8"), "the notebook is saved with its outputs")
    said = subprocess.run([PHASELINE, "notebook", "run", path, "--check"], capture_output=True, text=True)
    expect(said.returncode == 0, f"what is saved is what `notebook run --check` expects: {said.stdout}{said.stderr}".strip())


def another(lab):
    """A notebook of somebody else's, which JupyterLab does not trust, with what it gave where it was made."""
    folder = lab.server.root / "Notebooks"
    subprocess.run([PHASELINE, "notebook", "run", folder / "first-look.ipynb", "-o", folder / "another.ipynb"], check=True,
                   capture_output=True)
    lab.open("/tree/Notebooks/another.ipynb")
    lab.wait_idle()
    expect(lab.all("[data-icon*='not-trusted'], [title*='not trusted']"), "another's notebook is not trusted")
    check_outputs(lab)
    lab.driver.set_window_size(800, 1000)
    lab.driver.execute_script("arguments[0].scrollIntoView()", lab.driver.find_element(By.CSS_SELECTOR, f"{lab.NOTEBOOK} .jp-OutputArea-output img"))
    check_outputs(lab)
    lab.picture("another-narrow")
    lab.driver.set_window_size(1400, 1000)


def shipped(lab):
    """What somebody does who is new: opens the first of the notebooks, reads, and has it done anew."""
    lab.open("/tree/Notebooks/1-first-look.ipynb")
    lab.wait_idle()
    cells = [one for one in lab.prompts() if one]
    lab.picture("shipped-opened")
    lab.menu("Run", "runmenu:restart-and-run-all")
    lab.one(".jp-Dialog .jp-mod-accept").click()
    numbers = [f"[{number}]:" for number in range(1, len(cells) + 1)]
    lab.wait(lambda: lab.prompts() == numbers and lab.is_idle(), "the first notebook is done", 60)
    failed = lab.driver.find_elements(By.CSS_SELECTOR, "[data-mime-type='application/vnd.jupyter.error']")
    expect(len(cells) > 5 and not failed, f"the first notebook is done anew, {len(cells)} cells without an error")
    for number, cell in enumerate(lab.driver.find_elements(By.CSS_SELECTOR, f"{lab.NOTEBOOK} .jp-Cell")):
        lab.driver.execute_script("arguments[0].scrollIntoView({block: 'start'})", cell)
        if number % 3 == 0:
            lab.picture(f"shipped-{number:02}")


def tab(lab):
    lab.new_cell("compare North")
    lab.keys(Keys.TAB)
    items = lab.wait(lambda: lab.text(".jp-Completer-item .jp-Completer-match"), "Tab completes")
    expect(items[:3] == ["Northbridge", "Northcombe", "Northdale"], f"Tab offers authorities: {', '.join(items)}")
    lab.picture("tab")
    lab.keys(Keys.ENTER)
    lab.wait(lambda: not lab.all(".jp-Completer"), "the list is closed")
    lab.keys(" leav", Keys.TAB)
    lab.wait(lambda: lab.text(".jp-Completer-item .jp-Completer-match") == ["leaving"], "Tab finds the indicator")
    lab.keys(Keys.ENTER)
    code = lambda: lab.all(f"{lab.NOTEBOOK} .jp-CodeCell .cm-content")[-1].text
    lab.wait(lambda: code() == "compare Northbridge leaving", "the only one there is is written")
    expect(True, f"the names stand in the cell: {code()}")


def shift_tab(lab):
    lab.chord(Keys.SHIFT, Keys.TAB)
    tip = lab.wait(lambda: lab.text(".jp-Tooltip"), "Shift-Tab explains")[0]
    expect("Likelihood of leaving the organisation." in tip, "Shift-Tab explains the indicator at the cursor")
    lab.picture("shift-tab")
    lab.keys(Keys.ESCAPE)
    lab.wait(lambda: not lab.all(".jp-Tooltip"), "the explanation is closed")


def interrupt(lab):
    lab.new_cell(ENDLESS)
    lab.run_cell()
    lab.wait(lambda: lab.prompts()[-1] == "[*]:", "the cell runs")
    time.sleep(1)
    lab.picture("running")
    begun = time.monotonic()
    lab.one(f"{lab.NOTEBOOK} [data-command='notebook:interrupt-kernel'], {lab.NOTEBOOK} [data-jp-item-name=interrupt]").click()
    lab.wait(lambda: lab.prompts()[-1] != "[*]:", "the cell is stopped", 10)
    taken = (time.monotonic() - begun) * 1000
    expect("Stopped; the workspace is as it was." in lab.last_output()[-1].text, f"interrupted, in {taken:.0f} ms in the page")
    lab.picture("interrupted")
    lab.new_cell("compare leaving")
    lab.run_cell()
    lab.wait(lambda: lab.last_output(), "the next cell is done")
    expect("8 Leaving" in lab.last_output()[0].text, "and the next cell is done")


def restart(lab):
    lab.one(f"{lab.NOTEBOOK} [data-jp-item-name=restart]").click()
    lab.one(".jp-Dialog")
    lab.picture("restart")
    lab.one(".jp-Dialog .jp-mod-accept").click()
    lab.wait(lambda: not lab.all(".jp-Dialog"), "the dialog is closed")
    lab.wait_idle()
    lab.new_cell("compare Northbridge")
    lab.run_cell()
    lab.wait(lambda: lab.prompts()[-1] == "[1]:", "the first cell after the restart")
    lab.driver.execute_script("arguments[0].scrollIntoView({block: 'end'})", lab.last_output()[-1])
    expect("`load FOLDER` makes one" in lab.last_output()[-1].text, f"a restart begins anew: {lab.last_output()[-1].text.splitlines()[0]}")
    lab.picture("restarted")


def browser():
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1400,1000"):
        options.add_argument(argument)
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


def main(pictures):
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    pictures.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        work = pathlib.Path(folder)
        folder_of_notebooks(work)
        server = Server(work)
        driver = browser()
        try:
            lab = Lab(driver, server, pictures)
            for step in (launcher, another, run_all, save, tab, shift_tab, interrupt, restart, shipped):
                step(lab)
            expect(not lab.all(".jp-Dialog"), "no dialog is left")
        finally:
            driver.quit()
            server.end()
            shutil.copy(server.log, pictures / "server.log")
    if problems:
        sys.exit(f"{len(problems)} failed")


main(pathlib.Path(sys.argv[1]).resolve())
