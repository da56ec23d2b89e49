"""The columns of Ames that interactions.R reads, as tmp/ames.csv.  usage: python interactions.py, then Rscript interactions.R"""
import os, pandas as pd
here = os.path.dirname(os.path.abspath(__file__))
houses = pd.read_parquet(f"{here}/../../../../../conf/examples/ames/houses.parquet")
os.makedirs("tmp", exist_ok=True)
columns = ["Gr_Liv_Area", "Longitude", "Lot_Area", "Neighborhood", "Bldg_Type"]
houses[columns].to_csv("tmp/ames.csv", index=False, float_format="%.17g")
