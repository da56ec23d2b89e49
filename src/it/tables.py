"""Compares the tables of two published runs:  tables.py RUN OTHER

Same rows in the same order, equal but for run_id; numbers to 1e-10 of the larger one, paired differences to
1e-10 of the largest of them. Needs pyarrow.
Ends with 1 and says where, if they differ.
"""

import math
import pathlib
import sys

import pyarrow.parquet as parquet

TABLES = ["paths", "coefficients", "folds", "validation", "features", "selected", "comparison"]
TOLERANCE = 1e-10


def difference(a, b, unit):
    """Relative to the larger one and the unit; infinite where the values are no two numbers and differ."""
    if a == b:
        return 0.0
    if not (isinstance(a, float) and isinstance(b, float)):
        return math.inf
    return abs(a - b) / max(abs(a), abs(b), unit)


def unit(name, values):
    """Differences of nearly equal scores are as exact as the largest of them, and no more."""
    return max((abs(v) for v in values if isinstance(v, float)), default=0.0) if name == "comparison" else 0.0


def compare(name, one, other):
    """The largest difference, and where it is."""
    left, right = (parquet.read_table(pathlib.Path(run) / name) for run in (one, other))
    if left.schema.names != right.schema.names or left.num_rows != right.num_rows:
        return math.inf, f"{name}: {left.num_rows} rows of {left.schema.names}, {right.num_rows} of {right.schema.names}"
    worst, where = 0.0, name
    for column in left.schema.names:
        if column == "run_id":
            continue
        values = left[column].to_pylist()
        size = unit(name, values)
        for i, (a, b) in enumerate(zip(values, right[column].to_pylist())):
            d = difference(a, b, size)
            if d > worst:
                worst, where = d, f"{name}.{column} in row {i}: {a} and {b}"
    return worst, where


def main():
    worst, where = max(compare(name, *sys.argv[1:3]) for name in TABLES)
    rows = sum(parquet.read_table(pathlib.Path(sys.argv[1]) / name).num_rows for name in TABLES)
    print(f"{rows} rows, largest difference {worst:.1e}" + (f" ({where})" if worst else ""))
    return 0 if worst <= TOLERANCE and rows else 1


sys.exit(main())
