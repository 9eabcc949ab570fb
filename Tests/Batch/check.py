"""Reads what `run` wrote: every value validates, every reader finds the same rows, authorities and figures."""
import csv
import json
import sys

import duckdb
import openpyxl
import pandas
from jsonschema import Draft202012Validator

LINES = int(sys.argv[1])
passed = 0


def check(condition, what):
    global passed
    if not condition:
        sys.exit(f"FAILED: {what}")
    passed += 1


def schema(name, strict):
    found = json.load(open(f"{name}.schema.json", encoding="utf-8"))
    Draft202012Validator.check_schema(found)
    if strict:  # as shipped it lets pass the keys of later versions; none is there now
        for part in [found, *found.get("$defs", {}).values()]:
            if "properties" in part:
                part["additionalProperties"] = False
    return Draft202012Validator(found)


def query(words):
    return duckdb.sql(words).fetchall()[0]


def lines(name):
    return [json.loads(line) for line in open(name, encoding="utf-8")]


for name, values in [
    ("finding", lines("compare.jsonl") + lines("trend.jsonl") + lines("shared.jsonl") + lines("national.jsonl")),
    ("ranking", json.load(open("ranking.json", encoding="utf-8"))),
    ("funnel", [json.load(open("funnel.json", encoding="utf-8"))]),
    ("row", lines("row.jsonl")),
]:
    for strict in [False, True]:
        validator = schema(name, strict)
        for value in values[::10] if strict else values:
            problem = next(validator.iter_errors(value), None)
            check(problem is None, f"{name}: {problem}")

findings = lines("compare.jsonl")
wrong = dict(findings[0], schema="phaseline/finding/2")
check(not schema("finding", False).is_valid(wrong), "another version is no finding of this one")
authorities = {finding["subject"]["code"] for finding in findings}
phases = sum(len(finding["phases"]) for finding in findings)
counted = next(csv.DictReader(open("counted.csv", encoding="utf-8")))
check(len(findings) == LINES and len(authorities) == int(counted["n"]), "authorities with figures")

# DuckDB finds out by itself what is in a file.
for name, count in [("compare.jsonl", LINES), ("compare.json", LINES), ("trend.jsonl", len(lines("trend.jsonl")))]:
    rows, codes = query(f"SELECT count(*), count(DISTINCT subject.code) FROM read_json('{name}')")
    check((rows, codes) == (count, len(authorities)), f"DuckDB: {name}")
ratio = query(
    "SELECT count(p.comparison.relative_likelihood) FROM (SELECT unnest(phases) AS p FROM read_json('compare.jsonl'))"
)[0]
ratios = [p["comparison"]["relative_likelihood"] for f in findings for p in f["phases"]
          if p.get("comparison", {}).get("relative_likelihood") is not None]
check(ratio == len(ratios) > 1000, "DuckDB: ratios")
rows, sentences = query("SELECT count(*), count(DISTINCT sentence) FROM read_csv('compare.csv')")
check(rows == phases and sentences > 100, "DuckDB: compare.csv")
check(query("SELECT count(*) FROM read_json('row.jsonl')")[0] == len(lines("row.jsonl")), "DuckDB: rows")

frame = pandas.read_json("compare.jsonl", lines=True)
check(len(frame) == LINES, "pandas: compare.jsonl")
check(set(frame["subject"].map(lambda subject: subject["code"])) == authorities, "pandas: authorities")
check(list(frame["sentence"]) == [finding["sentence"] for finding in findings], "pandas: sentences")
table = pandas.read_csv("compare.csv", dtype={"phase": str})
check(len(table) == phases and set(table["authority_code"]) == authorities, "pandas: compare.csv")
check(table["relative_likelihood"].dropna().size == len(ratios), "pandas: ratios of CSV")
check(abs(table["relative_likelihood"].dropna() - pandas.Series(ratios, index=table["relative_likelihood"].dropna().index)).max()
      < 1e-9, "CSV and JSON have the same ratios")

# A workbook has what CSV has, numbers as numbers.
for name, rows in [("compare", phases), ("observations", int(counted["rows"]))]:
    text = list(csv.reader(open(f"{name}.csv", encoding="utf-8", newline="")))
    book = openpyxl.load_workbook(f"{name}.xlsx")
    sheet = book.worksheets[0]
    check(sheet.freeze_panes == "A2", f"{name}.xlsx: headings stay in sight")
    cells = list(sheet.iter_rows(values_only=True))
    check(len(cells) == len(text) == rows + 1 and list(cells[0]) == text[0], f"{name}.xlsx: rows")
    for line, row in zip(text[1:], cells[1:]):
        for field, cell in zip(line, row):
            if isinstance(cell, (int, float)):
                check(abs(float(field) - cell) <= 1e-9 * max(1, abs(cell)), f"{name}.xlsx: {field} is {cell}")
            else:
                check(field == (cell or ""), f"{name}.xlsx: {field!r} is {cell!r}")
    kinds = {key: {type(row[i]) for row in cells[1:]} for i, key in enumerate(cells[0])}
    wanted = ["relative_likelihood", "bame_denominator"] if name == "compare" else ["numerator", "denominator"]
    for key in wanted:
        check(kinds[key] & {int, float} and str not in kinds[key], f"{name}.xlsx: {key} is of {kinds[key]}")

print(f"{passed} passed, 0 failed")
