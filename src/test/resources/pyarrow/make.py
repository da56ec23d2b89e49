"""Writes the Parquet files beside it, which only writers other than Spark make. Needs pyarrow and pandas."""

import datetime
import decimal
import pathlib

import numpy
import pandas
import pyarrow
import pyarrow.parquet as parquet

HERE = pathlib.Path(__file__).parent
ROWS = pyarrow.table({"id": [1, 2, 3, 4], "x": [0.5, 1.5, 2.5, 3.5]})


def rows_and_empty_row_groups():
    """Row groups without rows before, between and behind others."""
    with parquet.ParquetWriter(HERE / "empty-row-groups.parquet", ROWS.schema) as writer:
        for start, rows in [(0, 0), (0, 2), (2, 0), (2, 2), (4, 0)]:
            writer.write_table(ROWS.slice(start, rows))


def unreadable_types():
    """One readable column, and one of each type that Spark does not read."""
    times = [datetime.time(1, 2, 3), None]
    columns = {
        "id": pyarrow.array([1, 2]),
        "nanos": pyarrow.array([1, 2], pyarrow.timestamp("ns")),
        "clock": pyarrow.array(times, pyarrow.time64("ns")),
        "half": pyarrow.array(numpy.array([0.5, 1.5], numpy.float16)),
        "nothing": pyarrow.array([None, None], pyarrow.null()),
        "money": pyarrow.array([decimal.Decimal("1.25"), None], pyarrow.decimal256(60, 2)),
    }
    parquet.write_table(pyarrow.table(columns), HERE / "unreadable-types.parquet")


def layouts():
    """Types, pages and codecs that are read, and a time of day in microseconds, which is not."""
    ints = {f"{kind}{bits}": pyarrow.array([1, 2], f"{kind}{bits}") for kind in ("int", "uint") for bits in (8, 16, 32)}
    columns = {
        "id": pyarrow.array([1, 2]),
        **ints,
        "uint64": pyarrow.array([1, 2**64 - 1], pyarrow.uint64()),
        "price": pyarrow.array([decimal.Decimal("1.25"), None], pyarrow.decimal128(9, 2)),
        "ancient": pyarrow.array([datetime.date(1, 1, 1), datetime.date(1582, 10, 15)]),
        "then": pyarrow.array([datetime.datetime(1500, 1, 1)] * 2, pyarrow.timestamp("us")),
        "seen": pyarrow.array([datetime.datetime(2026, 1, 1, 1)] * 2, pyarrow.timestamp("ms", tz="Europe/Paris")),
        "word": pyarrow.array(["x", "z"]).dictionary_encode(),
        "pair": pyarrow.array([{"k": 0.5, "none": None}, None], pyarrow.struct([("k", pyarrow.float64()), ("none", pyarrow.null())])),
        "counts": pyarrow.array([[("u", 1)], []], pyarrow.map_(pyarrow.string(), pyarrow.int32())),
        "tokens": pyarrow.array([["p", "q"], []], pyarrow.large_list(pyarrow.large_string())),
        "clock": pyarrow.array([datetime.time(1, 2), None], pyarrow.time64("us")),
    }
    table = pyarrow.table(columns)
    parquet.write_table(table, HERE / "layouts.parquet", compression="zstd", data_page_version="2.0")
    for codec in ("gzip", "lz4", "none"):
        parquet.write_table(ROWS, HERE / f"{codec}.parquet", compression=codec)


def main():
    layouts()
    rows_and_empty_row_groups()
    pandas.DataFrame({"id": [1], "x": [0.5]}).iloc[:0].to_parquet(HERE / "empty-frame.parquet")
    pandas.DataFrame(index=range(3)).to_parquet(HERE / "no-columns.parquet")
    unreadable_types()
    parquet.write_table(ROWS, HERE / "brotli.parquet", compression="brotli")
    parquet.write_table(
        ROWS,
        HERE / "byte-stream-split.parquet",
        use_dictionary=False,
        column_encoding={"x": "BYTE_STREAM_SPLIT"},
        data_page_version="2.0",
    )


main()
