"""What every check of a page in headless Chromium needs: the browser, axe, and a word for each thing that is as it should be."""

import pathlib
import sys

import axe_playwright_python
from selenium import webdriver

# Of that package only axe itself is used.
AXE = (pathlib.Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text()
problems = []


def expect(condition, what):
    print(f"{'ok' if condition else 'FAILED':8}{what}")
    if not condition:
        problems.append(what)


def browser(javascript):
    options = webdriver.ChromeOptions()
    options.binary_location = "/usr/bin/chromium"
    for argument in ("--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1280,900"):
        options.add_argument(argument)
    if not javascript:
        options.add_experimental_option("prefs", {"profile.managed_default_content_settings.javascript": 2})
    return webdriver.Chrome(options=options, service=webdriver.ChromeService("/usr/bin/chromedriver"))


def check_axe(driver, name):
    """No violation of any rule, whatever its weight; what is closed is opened, so that it is looked at too."""
    driver.execute_script("document.querySelectorAll('details').forEach(one => { one.open = true })")
    driver.execute_script(AXE)
    found = driver.execute_async_script(
        "const done = arguments[arguments.length - 1];"
        "axe.run(document, {resultTypes: ['violations']}).then(done, error => done({violations: [{id: String(error),"
        " nodes: []}], passes: []}))"
    )
    for violation in found["violations"]:
        print(f"        {violation['id']}: {violation.get('help')}")
        for node in violation["nodes"][:3]:
            print(f"          {node['html'][:160]}")
    expect(not found["violations"], f"{name}: no axe violation")
    expect(len(found["passes"]) > 15, f"{name}: axe looked at {len(found['passes'])} rules")


def finish():
    if problems:
        sys.exit(f"{len(problems)} failed")
