"""Types into a submission workbook in LibreOffice, and reads what the sheet's own checks say.

checks.py TEMPLATE.xlsx: the template of an authority that gave 30 of 140 leavers, and 36 of 140 with training, before.
"""
import sys

from office import office, opened, places, stop

HIDDEN = "\u2013"  # a total of which a part is not known
# What is typed for the minoritised leavers of 140 staff, what the check then says, and the total with 30 and 2 others.
TYPED = [
    (26, "OK", "58"), ("*", "OK", HIDDEN), ("<5", "OK", HIDDEN), ("3-6", "OK", HIDDEN),
    ("-", "Error: not a count", HIDDEN), ("-5", "Error: not a count", HIDDEN), ("n/a", "Error: not a count", HIDDEN),
    ("<abc", "Error: not a count", HIDDEN), ("5-", "Error: not a count", HIDDEN), ("many", "Error: not a count", HIDDEN),
    (-3, "Error: not a count", "29"), (2.5, "Error: not a count", "34.5"), (500, "Error: more than 'out of'", "532"),
    (5, "Check: far from phase 4", "37"), (0, "Check: is 0 right?", "32"), (None, "Check: a group is blank", "32"),
]
BANDS = [((66, 72, 2), "OK"), ((66, 72, 3), "Error: bands above the head-count"),
         ((66, 72, 1), "Check: bands below the head-count")]


def check(sheet):
    lines, headings = places(sheet)

    def cell(line, heading):
        return sheet.getCellByPosition(headings[heading], lines[line])

    def put(line, heading, value):
        if value is None or isinstance(value, str):
            cell(line, heading).setString(value or "")
        else:
            cell(line, heading).setValue(value)

    def expect(line, found, expected, typed):
        if found != expected:
            sys.exit(f"{line}: {typed!r} gives {found!r}, not {expected!r}")

    for heading, people in [("Minoritised: number", 140), ("White: number", 360), ("Unknown: number", 20)]:
        put("Head-count: staff", heading, people)
    for typed, expected, total in TYPED:
        for heading, value in [("Minoritised: number", typed), ("White: number", 30), ("Unknown: number", 2)]:
            put("8 leaving", heading, value)
        expect("8 leaving", cell("8 leaving", "Check").String, expected, typed)
        expect("8 leaving, total", cell("8 leaving", "Total: number").String, total, typed)
    bands = [name for name in lines if name.startswith("1 paybands")]
    for counts, expected in BANDS:
        for name, count, white, unknown in zip(bands, counts, (130, 206, 24), (12, 5, 3)):
            put(name, "Minoritised: number", count)
            put(name, "White: number", white)
            put(name, "Unknown: number", unknown)
        expect(bands[-1], cell(bands[-1], "Check").String, expected, counts)
    for heading, value in [("Minoritised: number", 30), ("Minoritised: out of", 90), ("White: number", 30),
                           ("White: out of", 90), ("Unknown: number", 1), ("Unknown: out of", 3)]:
        put("2 shortlisting", heading, value)
    expect("2 shortlisting", cell("2 shortlisting", "Check").String, "Check: both groups are the same", 30)
    if cell("8 leaving", "Minoritised: number").Validation.Type.value != "CUSTOM":
        sys.exit("nothing is checked at the moment of typing")
    if not sheet.isProtected() or cell("8 leaving", "Total: number").CellProtection.IsLocked is not True:
        sys.exit("totals can be typed over")


def main():
    process, desktop = office()
    try:
        document = opened(desktop, sys.argv[1])
        check(document.Sheets.getByName("adults"))
        document.close(True)
        print(f"{len(TYPED) + len(BANDS) + 1} things typed, and checked by the sheet")
    finally:
        stop(process, desktop)


main()
