"""Opens the index pages that `run` has made in headless Chromium, from their folders, with and without JavaScript.

Exits with 1 where axe finds a violation, or where a page does not do what it should.
"""

import pathlib
import re
import sys

from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys

from looking import browser, check_axe, expect, finish


def shown(driver):
    return [figure for figure in driver.find_elements(By.TAG_NAME, "figure") if figure.is_displayed()]


def check_static(driver, name):
    """What holds with JavaScript and without."""
    expect(driver.find_element(By.TAG_NAME, "html").get_attribute("lang") == "en-GB", f"{name}: has a language")
    images = driver.find_elements(By.TAG_NAME, "img")
    expect(len(images) > 0 and all(image.get_attribute("alt") for image in images), f"{name}: {len(images)} alt texts")
    first = driver.find_elements(By.TAG_NAME, "details")[0]
    if not first.get_attribute("open"):
        first.find_element(By.TAG_NAME, "summary").send_keys(Keys.ENTER)
    expect(first.get_attribute("open") is not None, f"{name}: the keyboard opens an authority")
    image = driver.find_element(By.CSS_SELECTOR, "details[open] img")
    driver.execute_script("arguments[0].scrollIntoView()", image)
    size = driver.execute_async_script(
        "const [image, done] = arguments; image.decode().then(() => done(image.naturalWidth), () => done(0))", image
    ) if javascript_runs(driver) else image.size["width"]
    expect(size > 300, f"{name}: the first picture is there")
    for link in driver.find_elements(By.CSS_SELECTOR, "figcaption a")[:20]:
        target = pathlib.Path(link.get_attribute("href").removeprefix("file://"))
        if not target.is_file():
            expect(False, f"{name}: {target} is there")


def javascript_runs(driver):
    return driver.find_element(By.ID, "filter").is_displayed()


def check_filter(driver, name):
    """By the keyboard alone: skip link, filter box, what is typed, Escape."""
    body = driver.find_element(By.TAG_NAME, "body")
    body.send_keys(Keys.TAB)
    link = driver.switch_to.active_element
    expect(link.text == "Skip to the charts" and link.location["x"] >= 0, f"{name}: the first stop is the skip link")
    link.send_keys(Keys.TAB)
    box = driver.switch_to.active_element
    expect(box.get_attribute("id") == "words", f"{name}: the second is the filter")
    before = len(driver.find_elements(By.TAG_NAME, "figure"))
    opened = [one.get_attribute("open") for one in driver.find_elements(By.TAG_NAME, "details")]
    box.send_keys("NORTHBRIDGE shortlist")
    found = shown(driver)
    said = driver.find_element(By.ID, "shown").text
    expect(0 < len(found) < before, f"{name}: the filter shows {len(found)} of {before}")
    expect(all("northbridge" in figure.text.lower() for figure in found), f"{name}: and they are what was asked for")
    expect(said == ("1 chart." if len(found) == 1 else f"{len(found)} charts."), f"{name}: and says '{said}'")
    box.send_keys(" no-such-words")
    expect(not shown(driver) and driver.find_element(By.ID, "shown").text == "0 charts.", f"{name}: or that none is left")
    box.send_keys(Keys.ESCAPE)
    expect(box.get_attribute("value") == "", f"{name}: Escape empties it")
    after = [one.get_attribute("open") for one in driver.find_elements(By.TAG_NAME, "details")]
    expect(after == opened, f"{name}: and what was closed is closed again")
    link = driver.find_element(By.CLASS_NAME, "skip")
    link.send_keys(Keys.ENTER)
    expect(driver.switch_to.active_element.get_attribute("id") == "charts", f"{name}: the skip link leads to the charts")


def check_hostile(driver, name, register):
    """Each name is text as written, and nothing that a name says was done."""
    headings = [heading.get_attribute("textContent") for heading in driver.find_elements(By.TAG_NAME, "h2")]
    expect(sorted(headings) == sorted(register), f"{name}: {len(headings)} names as written")
    expect(len(driver.find_elements(By.TAG_NAME, "script")) == 1, f"{name}: one script")
    expect(not driver.find_elements(By.CSS_SELECTOR, "h2 *, h3 *, main img[onerror]"), f"{name}: no name is mark-up")
    expect(driver.title != "run", f"{name}: no name is run")


def scriptless(page):
    copy = page.with_name("scriptless.html")
    html = page.read_text(encoding="utf-8")
    copy.write_text(re.sub(r"<script>.*?</script>", "", html, flags=re.DOTALL), encoding="utf-8")
    return copy


def main(pages):
    for javascript in (True, False):
        driver = browser(javascript)
        try:
            for page in pages:
                name = f"{page.parent.name}, {'with' if javascript else 'without'} JavaScript"
                driver.get(page.as_uri())
                expect(javascript_runs(driver) == javascript, f"{name}: the filter is {'' if javascript else 'not '}there")
                register = page.parent / "names.txt"
                if register.exists():
                    check_hostile(driver, name, register.read_text(encoding="utf-8").splitlines())
                elif javascript:
                    check_filter(driver, name)
                check_static(driver, name)
                if javascript:
                    check_axe(driver, name)
                    # axe is a script itself: what a reader without scripts has is the page without its own.
                    driver.get(scriptless(page).as_uri())
                    expect(not javascript_runs(driver), f"{name}, none in the page: the filter is not there")
                    check_axe(driver, f"{name}, none in the page")
        finally:
            driver.quit()
    finish()


main([pathlib.Path(argument).resolve() for argument in sys.argv[1:]])
