"""What an analyst would write instead of `phaseline compare`: compare.py WORKSPACE AUTHORITY."""

import sqlite3
import sys

import pandas as pd

KEY = ["indicator", "phase", "category"]
COUNTS = ["numerator_low", "denominator_low"]


def ratios(rows: pd.DataFrame) -> pd.Series:
    """Relative likelihood: the rate among minoritised staff over the rate among White staff."""
    sums = rows.groupby(KEY + ["ethnicity"])[COUNTS].sum()
    rates = (sums["numerator_low"] / sums["denominator_low"]).unstack("ethnicity")
    return rates["bame"] / rates["white"]


workspace, authority = sys.argv[1:]
db = sqlite3.connect(workspace)
columns = ", ".join(KEY + ["ethnicity"] + COUNTS)
own = pd.read_sql_query(
    f"""SELECT {columns} FROM observation
    WHERE standard = 'sc-wres' AND phase IN (SELECT key FROM phase WHERE standard = 'sc-wres')
      AND indicator IN (SELECT key FROM indicator WHERE standard = 'sc-wres')
      AND organisation = (SELECT code FROM organisation WHERE standard = 'sc-wres' AND name = ?)""",
    db, params=[authority])
nation = pd.read_sql_query(
    f"SELECT {columns} FROM national_total WHERE standard = 'sc-wres' AND service = 'all'", db)
print(pd.DataFrame({"own": ratios(own), "nation": ratios(nation)}).loc[ratios(own).index].to_string())
