"""Writes a register of authorities whose names would be mark-up or script, their counts, and the names as they are."""

import csv
import pathlib
import sys

NAMES = [
    "<script>document.title='run'</script>", "\"><img src=x onerror=\"document.title='run'\">", "</h2></details><b>x",
    "it's & 'quoted'", "&lt;b&gt; &#39;", "`touch x` $(touch x)", "{{x}} ${y} %s", "<!-- x", "]]> x", "Llanfair Môr 😀",
    "q\"\u0301 onerror=document.title='run' x=", "a<\u0338script>",
    "javascript:document.title='run'", "\u05d0\u05d1\u05d2", "Ö\u0308st ^a_b @c",
    "The Metropolitan Borough of " + "Upper and Lower " * 9 + "Nightinghaven",
]

folder = pathlib.Path(sys.argv[1])
folder.mkdir()
with open(folder / "register.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file)
    writer.writerow(["code", "name", "region", "type"])
    writer.writerows([f"X{number:04}", name, "North", "illustrative"] for number, name in enumerate(NAMES))
with open(folder / "counts.csv", "w", newline="", encoding="utf-8") as file:
    writer = csv.writer(file)
    writer.writerow(
        ["phase", "authority", "service", "indicator", "category", "ethnicity", "numerator", "denominator"])
    for phase in (1, 2, 3):
        for number in range(len(NAMES)):
            authority = [phase, f"X{number:04}", "all", "shortlisting", "all"]
            writer.writerow(authority + ["bame", 20 + 10 * phase, 200])
            writer.writerow(authority + ["white", 200, 700])
(folder / "names.txt").write_text("".join(name + "\n" for name in NAMES), encoding="utf-8")
