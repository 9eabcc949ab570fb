"""Fills submission workbooks, and reads them, with openpyxl: what an analyst would do without Phaseline.

workbooks.py fill TEMPLATES FILLED COUNTS.csv | read FILLED
"""
import csv
import os
import sys

import openpyxl

GROUPS = {"Minoritised": "bame", "White": "white", "Unknown": "unknown"}


def columns(sheet):
    """The columns of numbers and of "out of", by group."""
    headings = {cell.value: cell.column for cell in sheet[5] if cell.value}
    return {key: (headings[f"{name}: number"], headings[f"{name}: out of"]) for name, key in GROUPS.items()}


def lines(sheet):
    return {sheet.cell(row, 1).value: row for row in range(6, sheet.max_row + 1) if sheet.cell(row, 1).value}


def fill(templates, filled, counts):
    os.makedirs(filled)
    given = {}
    for row in csv.DictReader(open(counts, encoding="utf-8")):
        given.setdefault(row["authority"], []).append(row)
    for file in sorted(os.listdir(templates)):
        book = openpyxl.load_workbook(os.path.join(templates, file))
        about = {row[0].value: row[1].value for row in book["instructions"].iter_rows() if row[0].value}
        for row in given.get(about["Authority"], []):
            sheet = book[row["service"]]
            at, names = columns(sheet)[row["ethnicity"]], lines(sheet)
            key = row["indicator"] if row["category"] == "all" else f'{row["indicator"]}: {row["category"]}'
            line = next(index for name, index in names.items() if name.split(" ", 1)[-1] == key)
            sheet.cell(line, at[0]).value = int(row["numerator"])
            if str(sheet.cell(line, at[1]).value or "").startswith("="):
                base = "respondents" if "harassment" in row["indicator"] else "staff"
                sheet.cell(names[f"Head-count: {base}"], at[0]).value = int(row["denominator"])
            else:
                sheet.cell(line, at[1]).value = int(row["denominator"])
        if about["Authority"] in given:
            book.save(os.path.join(filled, file))


def read(filled):
    count = 0
    for file in sorted(os.listdir(filled)):
        book = openpyxl.load_workbook(os.path.join(filled, file), data_only=True)
        for name in ("adults", "children"):
            sheet = book[name]
            places = columns(sheet)
            for row in range(6, sheet.max_row + 1):
                count += sum(sheet.cell(row, number).value is not None for number, _ in places.values())
    print(count)


{"fill": fill, "read": read}[sys.argv[1]](*sys.argv[2:])
