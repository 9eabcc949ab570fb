"""Opens reports in headless Chromium, wide and narrow: axe, headings, links, what is read with styles off.

Exits with 1 where axe finds a violation, or where a page is not what it should be.
"""

import pathlib
import sys

from selenium.webdriver.common.by import By

from looking import browser, check_axe, expect, finish

WIDTHS = (1280, 360)


def texts(driver, selector):
    return [one.get_attribute("textContent").strip() for one in driver.find_elements(By.CSS_SELECTOR, selector)]


def check_outline(driver, name):
    """One heading of the first level, none that skips one, each with words."""
    headings = driver.find_elements(By.CSS_SELECTOR, "h1, h2, h3, h4, h5, h6")
    levels = [int(heading.tag_name[1]) for heading in headings]
    expect(levels[0] == 1 and levels.count(1) == 1, f"{name}: one heading of the first level, at its beginning")
    expect(all(after <= before + 1 for before, after in zip(levels, levels[1:])), f"{name}: no level is skipped")
    expect(all(heading.get_attribute("textContent").strip() for heading in headings), f"{name}: no empty heading")


def check_links(driver, name):
    """Every link of the page leads to a place in it, and no two places are called alike."""
    names = driver.execute_script("return [...document.querySelectorAll('[id]')].map(one => one.id)")
    expect(len(names) == len(set(names)), f"{name}: {len(names)} ids, each once")
    targets = [link.get_dom_attribute("href") for link in driver.find_elements(By.CSS_SELECTOR, "a[href]")]
    expect(len(targets) > 5 and all(target[1:] in names for target in targets if target.startswith("#")),
           f"{name}: {len(targets)} links lead somewhere")
    referred = driver.execute_script(
        "return [...document.querySelectorAll('svg[aria-labelledby]')].flatMap("
        "one => one.getAttribute('aria-labelledby').split(' '))")
    expect(bool(referred) and all(one in names for one in referred), f"{name}: each chart is named by its own words")


def check_whole(driver, name):
    """One file: it loads nothing, and runs nothing."""
    loaded = driver.execute_script("return performance.getEntriesByType('resource').map(one => one.name)")
    expect(not [one for one in loaded if not one.startswith("data:")], f"{name}: loads nothing")
    expect(not driver.find_elements(By.CSS_SELECTOR, "script, iframe, object, embed, link"), f"{name}: runs nothing")
    policy = driver.find_elements(By.CSS_SELECTOR, "meta[http-equiv='Content-Security-Policy']")
    expect(len(policy) == 1, f"{name}: and says so to the browser")


def check_charts(driver, name):
    charts = driver.find_elements(By.CSS_SELECTOR, "svg[role=img]")
    described = texts(driver, "svg[role=img] > desc")
    expect(len(charts) > 5 and len(described) == len(charts) and all(described), f"{name}: {len(charts)} charts in words")


def check_narrow(driver, name):
    """A telephone scrolls down, never sideways; a wide table scrolls within itself."""
    wide = driver.execute_script("return document.documentElement.scrollWidth - document.documentElement.clientWidth")
    expect(wide <= 0, f"{name}: nothing is wider than the window ({wide} px)")


def check_without_styles(driver, name):
    """With styles off the same is read, in the same order."""
    order = "return [...document.querySelectorAll('h1, h2, h3, h4, p, li, caption, td, th, dt, dd')].map(one => one.textContent)"
    before = driver.execute_script(order)
    driver.execute_script("document.querySelectorAll('style').forEach(one => one.remove())")
    tops = driver.execute_script(
        "return [...document.querySelectorAll('main > section, main > section > h2')].map("
        "one => one.getBoundingClientRect().top)")
    expect(tops == sorted(tops), f"{name}, styles off: sections stand in their order")
    expect(driver.execute_script(order) == before, f"{name}, styles off: everything is there")
    seen = driver.find_element(By.TAG_NAME, "body").text
    expect(len(seen) > 2000, f"{name}, styles off: {len(seen)} characters to be read")


def check_hostile(driver, name, register):
    expect(texts(driver, "h1")[0] in register, f"{name}: the name as written")
    expect(not driver.find_elements(By.CSS_SELECTOR, "h1 *, main img[onerror], main script"), f"{name}: no name is mark-up")
    expect(driver.title != "run", f"{name}: no name is run")


def main(pages):
    driver = browser(javascript=True)
    try:
        for page in pages:
            for width in WIDTHS:
                name = f"{page.parent.name}/{page.name} at {width}"
                driver.set_window_size(width, 900)
                driver.get(page.as_uri())
                check_narrow(driver, name)
                if width == WIDTHS[0]:
                    check_outline(driver, name)
                    check_links(driver, name)
                    check_whole(driver, name)
                    register = page.parent / "names.txt"
                    if register.exists():
                        check_hostile(driver, name, register.read_text(encoding="utf-8").splitlines())
                    else:
                        check_charts(driver, name)
                check_axe(driver, name)
            check_without_styles(driver, name)
    finally:
        driver.quit()
    finish()


main([pathlib.Path(argument).resolve() for argument in sys.argv[1:]])
