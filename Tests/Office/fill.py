"""Fills submission workbooks in LibreOffice as a person would: by the words of their lines and headings.

fill.py TEMPLATES FILLED phase-N.csv AUTHORITIES MISTAKES: AUTHORITIES is "all" or "first20"; MISTAKES is "mistakes", to make
three of them, or "none".
"""
import csv
import os
import re
import sys
import unicodedata

import uno

from office import office, opened, places, properties, stop

GROUPS = {"bame": "Minoritised", "white": "White", "unknown": "Unknown"}
templates, filled, counts, authorities, mistakes = sys.argv[1:]


def rows():
    found = {}
    for row in csv.DictReader(open(counts, encoding="utf-8")):
        found.setdefault(row["authority"], []).append(row)
    return found


def stem(name):
    """What `template` calls an authority's file."""
    plain = unicodedata.normalize("NFD", name.lower().replace("'", "").replace("’", ""))
    letters = "".join(c for c in plain if not unicodedata.combining(c))
    return re.sub("[^a-z0-9]+", "-", letters).strip("-")


def line_of(row, lines):
    key = row["indicator"] if row["category"] == "all" else f'{row["indicator"]}: {row["category"]}'
    return next(index for name, index in lines.items() if name == key or name.split(" ", 1)[-1] == key)


def type_in(document, found):
    for service in ("adults", "children"):
        mine = [row for row in found if row["service"] == service]
        if not mine:
            continue
        sheet = document.Sheets.getByName(service)
        lines, headings = places(sheet)
        heads = {"staff": lines["Head-count: staff"], "respondents": lines["Head-count: respondents"]}
        for row in mine:
            group = GROUPS[row["ethnicity"]]
            line = line_of(row, lines)
            number = sheet.getCellByPosition(headings[f"{group}: number"], line)
            people = sheet.getCellByPosition(headings[f"{group}: out of"], line)
            number.setValue(float(row["numerator"]))
            if people.getFormula().startswith("="):
                base = "respondents" if "harassment" in row["indicator"] else "staff"
                sheet.getCellByPosition(headings[f"{group}: number"], heads[base]).setValue(float(row["denominator"]))
            else:
                people.setValue(float(row["denominator"]))


def spoil(document, which):
    """The mistakes that people make."""
    sheet = document.Sheets.getByName("adults")
    lines, headings = places(sheet)
    column = headings["White: number"]
    if which == 0:  # more than there are
        sheet.getCellByPosition(column, lines["3 disciplinary"]).setValue(99999)
    if which == 1:  # words, and half a person
        sheet.getCellByPosition(column, lines["5 training"]).setString("many")
        sheet.getCellByPosition(column, lines["8 leaving"]).setValue(12.5)
    if which == 2:  # a range that became a date, and a number without its "out of"
        cell = sheet.getCellByPosition(column, lines["4 fitness-to-practise"])
        locale = uno.createUnoStruct("com.sun.star.lang.Locale")
        cell.setValue(46176)
        cell.NumberFormat = document.NumberFormats.getStandardFormat(2, locale)
        sheet.getCellByPosition(headings["Minoritised: out of"], lines["2 shortlisting"]).setString("")


def main():
    process, desktop = office()
    try:
        os.makedirs(filled, exist_ok=True)
        everybody = rows()
        names = list(everybody)[:20] if authorities == "first20" else list(everybody)
        for index, name in enumerate(names):
            file = f"{stem(name)}-{os.path.basename(counts)[:-4]}.xlsx"
            document = opened(desktop, os.path.join(templates, file))
            type_in(document, everybody[name])
            if mistakes == "mistakes" and index in (2, 9, 15):
                spoil(document, (2, 9, 15).index(index))
            target = uno.systemPathToFileUrl(os.path.join(filled, file))
            document.storeToURL(target, properties(FilterName="Calc MS Excel 2007 XML"))
            document.close(True)
        print(f"{len(names)} workbooks filled in")
    finally:
        stop(process, desktop)


main()
