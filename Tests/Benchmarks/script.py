"""Writes a script of comparisons: script.py AUTHORITIES INDICATORS LINES, the files being tables as CSV."""

import csv
import itertools
import sys


def column(file, name):
    with open(file, encoding="utf-8") as lines:
        return [row[name] for row in csv.DictReader(lines)]


def main():
    authorities = column(sys.argv[1], "name")
    pairs = itertools.product(column(sys.argv[2], "key"), authorities)
    for indicator, authority in itertools.islice(itertools.cycle(pairs), int(sys.argv[3])):
        print(f'compare "{authority}" {indicator}')


main()
