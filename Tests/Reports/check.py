"""Reads reports back: PDF by poppler (tags, title, pages, words), documents by their XML and by what LibreOffice renders of them.

check.py FOLDER exits with 1 where one is not what it should be.
"""

import pathlib
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
DRAWING = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
folder = pathlib.Path(sys.argv[1])
problems = []
#: Pages at least and at most; charts at least.
REPORTS = {"northbridge": (12, 20, 11), "garswater": (12, 20, 11), "national": (18, 30, 13), "published": (8, 14, 7)}


def expect(condition, what):
    print(f"{'ok' if condition else 'FAILED':8}{what}")
    if not condition:
        problems.append(what)


def said(*command):
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def facts(file):
    return dict(re.findall(r"^([A-Za-z ]+): +(.*)$", said("pdfinfo", file), re.MULTILINE))


def words(file, page=None):
    pages = ["-f", str(page), "-l", str(page)] if page else []
    return said("pdftotext", "-layout", *pages, str(file), "-")


def check_pdf(name, least, most, charts):
    file = folder / f"{name}.pdf"
    found = facts(file)
    expect(found["Tagged"] == "yes" and found["Title"].startswith("Workforce race equality: "), f"{file.name}: tagged, titled")
    expect("A4" in found["Page size"], f"{file.name}: A4")
    pages = int(found["Pages"])
    expect(least <= pages <= most, f"{file.name}: {pages} pages")
    structure = said("pdfinfo", "-struct", file)
    for tag in ("H1", "H2", "H3", "Table", "TH", "TD", "Figure", "L", "LI"):
        expect(re.search(rf"^\s*{tag}\b", structure, re.MULTILINE), f"{file.name}: has the tag {tag}")
    figures = len(re.findall(r"^\s*Figure\b", structure, re.MULTILINE))
    expect(figures >= charts, f"{file.name}: {figures} figures")
    # An outline is what readers show as bookmarks.
    expect(b"/Outlines" in file.read_bytes(), f"{file.name}: has bookmarks")
    for page in range(1, pages + 1):
        text = words(file, page)
        expect(len(text.split()) > 40, f"{file.name}: page {page} is no empty one")
        expect(f"Page {page} of {pages}" in text, f"{file.name}: page {page} says so")
        last = [line for line in text.splitlines() if line.strip()][-2].strip()
        expect(not re.fullmatch(r"\d [A-Z][a-z ]+", last), f"{file.name}: page {page} does not end with a heading")


def check_docx(name, charts):
    file = folder / f"{name}.docx"
    with zipfile.ZipFile(file) as archive:
        body = ElementTree.fromstring(archive.read("word/document.xml"))
        properties = archive.read("docProps/core.xml").decode()
        styles = archive.read("word/styles.xml").decode()
    used = {style.get(W + "val") for style in body.iter(W + "pStyle")}
    expect({"Title", "Heading1", "Heading2"} <= used, f"{file.name}: headings are headings")
    tables = list(body.iter(W + "tbl"))
    heads = sum(1 for table in tables if table.find(f".//{W}tblHeader") is not None)
    expect(len(tables) > 6 and heads == len(tables), f"{file.name}: {len(tables)} tables, each with a row of headings")
    texts = [drawing.get("descr", "") for drawing in body.iter(DRAWING + "docPr")]
    expect(len(texts) >= charts and all(len(text) > 40 for text in texts), f"{file.name}: {len(texts)} pictures in words")
    expect("Workforce race equality: " in properties and 'w:val="en-GB"' in styles, f"{file.name}: title and language")
    rendered = folder / "rendered" / f"{name}.pdf"
    expect(rendered.exists() and int(facts(rendered)["Pages"]) > 8, f"{file.name}: LibreOffice renders it")
    expect("Methods" in words(rendered), f"{file.name}: to its end")


for name, (least, most, charts) in REPORTS.items():
    check_pdf(name, least, most, charts)
    check_docx(name, charts)
print(f"{len(problems)} failed")
sys.exit(1 if problems else 0)
