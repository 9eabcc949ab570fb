"""The trajectory as an analyst would draw it with matplotlib, for every authority: charts.py WORKSPACE INDICATOR FOLDER."""

import pathlib
import sqlite3
import sys

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
import pandas as pd
from matplotlib.ticker import NullLocator

OWN, NATION, QUIET = "#12436D", "#F46A25", "#505A5F"
TICKS = [0.2, 0.25, 0.33, 0.4, 0.5, 0.67, 0.8, 1, 1.25, 1.5, 2, 2.5, 3, 4, 5]


def series(rows: pd.DataFrame) -> pd.DataFrame:
    """Relative likelihood and its 95% interval (Katz), a row for each phase."""
    counts = rows.pivot_table(index="ordinal", columns="ethnicity", values=["n", "of"], aggfunc="sum")
    n, of = counts["n"] + 0.5, counts["of"] + 0.5
    ratio = (n["bame"] / of["bame"]) / (n["white"] / of["white"])
    error = np.sqrt((1 / n - 1 / of).sum(axis=1))
    return pd.DataFrame({
        "ratio": ratio, "low": ratio * np.exp(-1.96 * error), "high": ratio * np.exp(1.96 * error),
        "bame": [f"{a} of {b}" for a, b in zip(counts["n"]["bame"], counts["of"]["bame"])],
        "white": [f"{a} of {b}" for a, b in zip(counts["n"]["white"], counts["of"]["white"])],
    })


def draw(figure, name: str, own: pd.DataFrame, nation: pd.DataFrame, file: pathlib.Path) -> None:
    figure.clf()
    axes = figure.add_axes((0.105, 0.28, 0.68, 0.52))
    axes.set_yscale("log")
    axes.axhspan(0.8, 1.25, color="#F3F2F1")
    axes.axhline(1, color="#0B0C0C", linestyle=":")
    axes.grid(axis="y", color="#E4E6E7")
    for line, colour, dash, mark in [(nation, NATION, "--", "s"), (own, OWN, "-", "o")]:
        axes.fill_between(line.index, line["low"], line["high"], color=colour, alpha=0.14)
        axes.plot(line.index, line["ratio"], color=colour, linestyle=dash, marker=mark, markeredgecolor="white")
    for phase, ratio in own["ratio"].iloc[:-1].items():
        axes.annotate(f"{ratio:.2f}", (phase, ratio), (0, 12), textcoords="offset points", color=OWN, ha="center")
    low, high = min(own["low"].min(), 0.78), max(own["high"].max(), 1.28)
    axes.set_ylim(low * 0.97, high * 1.03)
    axes.set_xlim(own.index.min() - 0.5, own.index.max() + 0.5)
    axes.set_yticks([tick for tick in TICKS if low <= tick <= high], labels=[
        f"{tick:g}" for tick in TICKS if low <= tick <= high])
    axes.yaxis.set_minor_locator(NullLocator())
    axes.set_xticks(own.index, labels=[
        f"Phase {phase}\n{row.bame}\n{row.white}" for phase, row in zip(own.index, own.itertuples())])
    axes.spines[["left", "right", "top"]].set_visible(False)
    for label, line, colour in [(name, own, OWN), ("Nation", nation, NATION)]:
        last = line["ratio"].iloc[-1]
        axes.annotate(f"{label} {last:.2f}", (1.01, last), xycoords=("axes fraction", "data"), color=colour, va="center")
    axes.annotate("Equal likelihood", (1.01, 1), xycoords=("axes fraction", "data"), color=QUIET, va="center")
    figure.text(0.02, 0.92, f"{name}: {own['ratio'].iloc[0]:.2f} to {own['ratio'].iloc[-1]:.2f}", size=30, weight="bold")
    figure.text(0.02, 0.86, "Relative likelihood (White candidates = 1.0)", color=QUIET)
    figure.text(0.02, 0.21, "Minoritised\nWhite", color=QUIET, va="center")
    figure.text(0.02, 0.05, "Shaded: 95% confidence intervals. Band across: 0.8 to 1.25. Logarithmic scale.", color=QUIET)
    figure.savefig(file, metadata={"Title": name, "Description": own.to_csv()})


def main() -> None:
    workspace, indicator, folder = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
    folder.mkdir(exist_ok=True)
    rows = pd.read_sql_query(
        """SELECT o.name, p.ordinal, v.ethnicity, v.numerator_low AS n, v.denominator_low AS 'of' FROM observation v
        JOIN organisation o ON o.code = v.organisation JOIN phase p ON p.key = v.phase AND p.standard = v.standard
        WHERE v.indicator = ? AND v.ethnicity <> 'unknown'""", sqlite3.connect(workspace), params=[indicator])
    plt.rcParams.update({"font.family": ["Open Sans", "DejaVu Sans"], "font.size": 16})
    figure = plt.figure(figsize=(16, 9), dpi=100)
    nation = series(rows)
    for name, own in rows.groupby("name"):
        draw(figure, name, series(own), nation, folder / f"{name}.png")


main()
