"""The cases of the script formats, in the JVM that spark-submit has given packages to.

Prints one line a case: its name, whether it holds, and what is known if it does not.
"""

import json
import pathlib
import sys

from py4j.protocol import Py4JJavaError
from pyspark.java_gateway import ensure_callback_server_started
from pyspark.sql import SparkSession

WORK = pathlib.Path(sys.argv[1])
SMALL = """glidepath {
  columns { key = [id], label = y, features = [a, b] }
  sweep { elastic-net-param = [0.5], reg-param { count = 4, min-ratio = 1e-3 } }
  folds.count = 3
}
"""
ROWS = "SELECT id, pmod(xxhash64(id), 101) / 101 AS a, pmod(xxhash64(id, 1), 103) / 103 AS b"
TABLE = f"SELECT *, 2 * a - b + pmod(id, 7) / 50 AS y FROM ({ROWS} FROM range({{}}, {{}}))"

spark = SparkSession.builder.getOrCreate()
gateway = spark.sparkContext._gateway
jvm = spark._jvm
ensure_callback_server_started(gateway)


class Steps:
    """What a run tells, to nobody."""

    def step(self, name):
        pass

    def solved(self, models, done, all):
        pass

    def warn(self, warning):
        pass

    def resumable(self, place):
        pass

    class Java:
        implements = ["io.glidepath.job.Steps"]


def check(name, holds, details=""):
    print("case " + json.dumps([name, bool(holds), "" if holds else str(details)]), flush=True)


def loaded(run_id, tables, *settings):
    """A job as the command line would have it."""
    given = [*settings, f"output.path=\"{WORK}/out\"", f"output.run-id={run_id}"]
    conf = WORK / "job.conf"
    conf.write_text(SMALL + f"glidepath.input.tables {{ {tables} }}\n")
    arrays = gateway.jvm.java.util.ArrayList
    files, assignments = arrays(), arrays()
    files.add(str(conf))
    for setting in given:
        assignments.add(setting)
    return jvm.io.glidepath.config.ConfigurationLoader.load(files, assignments)


def plan(tables):
    """What the command plan prints."""
    job = loaded("planned", tables)
    return "\n".join(jvm.io.glidepath.job.Planner(spark._jsparkSession, job).plan(False))


def run(run_id, tables, *settings):
    """The run.json of a run, and whether it was computed; or the exit code and the words of its failure."""
    job = loaded(run_id, tables, *settings)
    try:
        outcome = jvm.io.glidepath.job.SweepJob(spark._jsparkSession, job, Steps()).run(False)
    except Py4JJavaError as e:
        failure = e.java_exception
        ours = failure.getClass().getName() == "io.glidepath.failure.JobFailure"
        code = failure.exitCode().code() if ours else 70
        return code, failure.getMessage()
    return json.loads((WORK / "out" / run_id / "run.json").read_text()), outcome.result().isPresent()


def version(manifest):
    return manifest["inputs"]["versions"][0]["version"]


def as_plain(run_id):
    """Whether a run has the numbers of the one over plain Parquet; last bits go with the layout of files."""
    columns = ["elastic_net_param", "grid_index", "reg_param", "intercept", "nonzero", "deviance"]
    one, other = (
        spark.read.parquet(f"{WORK}/out/{r}/paths").select(*columns).orderBy("grid_index").collect()
        for r in (run_id, "plain")
    )
    pairs = [(a, b) for x, y in zip(one, other, strict=True) for a, b in zip(x, y, strict=True)]
    return len(one) == 4 and all(abs(a - b) <= 1e-10 * max(1, abs(b)) for a, b in pairs)


def deleted_rows():
    """Rows that are marked as deleted are still in the files, and in the counts of their footers."""
    marked = WORK / "marked"
    spark.sql(
        f"CREATE TABLE delta.`{marked}` (id BIGINT, a DOUBLE, b DOUBLE, y DOUBLE) USING delta"
        " TBLPROPERTIES ('delta.enableDeletionVectors' = 'true', 'delta.columnMapping.mode' = 'name')"
    )
    spark.sql(TABLE.format(0, 90)).coalesce(1).write.format("delta").mode("append").save(str(marked))
    spark.sql(f"DELETE FROM delta.`{marked}` WHERE id >= 60")
    vectors = list(marked.glob("**/deletion_vector*.bin"))
    by_path = f't {{ format = delta, path = "{marked}" }}'
    held, _ = run("marked", by_path)
    rows = isinstance(held, dict) and (held["rows"]["read"], version(held), len(held["inputs"]["files"]))
    mapped = "b" not in spark.read.parquet(str(next(marked.glob("**/part-*.parquet")))).columns
    check("Delta: deleted rows are not read", vectors and mapped and rows == (60, "2", 1), (vectors, mapped, rows, held))
    check("Delta: the numbers of plain Parquet without the deleted rows", as_plain("marked"))
    lines = plan(by_path)
    known = "an unknown number of rows in 1 files, delta version 2" in lines and "90" not in lines
    check("Delta: footers that count deleted rows are not believed", known, lines)
    before, _ = run("unmarked", by_path.replace("}", ", options { versionAsOf = 1 } }"))
    check("Delta: the version before has them", before["rows"]["read"] == 90, before)
    poisson = run("poisson", by_path, "model.family=poisson", "columns.label=a", "columns.features=[b]")[0]
    check("Delta: every pass leaves them out", poisson["rows"]["read"] == 60 and len(poisson["passes"]) > 1, poisson)

    spark.sql(
        "CREATE TABLE lake.db.marked USING iceberg"
        " TBLPROPERTIES ('format-version' = '2', 'write.delete.mode' = 'merge-on-read')"
        f" AS SELECT /*+ COALESCE(1) */ * FROM ({TABLE.format(0, 90)})"
    )
    spark.sql("DELETE FROM lake.db.marked WHERE id >= 60")
    deletes = spark.sql("SELECT count(*) FROM lake.db.marked.delete_files").first()[0]
    held, _ = run("marked-ice", "t.table = lake.db.marked")
    rows = isinstance(held, dict) and held["rows"]["read"]
    check("Iceberg: deleted rows are not read", deletes and rows == 60 and as_plain("marked-ice"), (deletes, held))


def main():
    delta = str(WORK / "delta")
    spark.sql(TABLE.format(0, 60)).write.format("delta").save(delta)
    spark.sql("CREATE NAMESPACE lake.db")
    spark.sql(f"CREATE TABLE lake.db.t USING iceberg AS {TABLE.format(0, 60)}")
    spark.sql(f"CREATE TABLE sales USING delta AS {TABLE.format(0, 60)}")
    spark.sql(TABLE.format(0, 60)).coalesce(1).write.parquet(str(WORK / "plain"))
    by_path = f't {{ format = delta, path = "{delta}" }}'
    run("plain", f't.path = "{WORK}/plain"')
    first, computed = run("delta", by_path)
    check("Delta by path: the version is in run.json", computed and version(first) == "0", first)
    check("Delta by path: the numbers of plain Parquet", as_plain("delta"))
    again, computed = run("delta", by_path)
    check("Delta: the same version is not computed again", not computed and again == first, again)
    ice, computed = run("ice", "t.table = lake.db.t")
    snapshot = str(spark.sql("SELECT snapshot_id FROM lake.db.t.snapshots").first()[0])
    check("Iceberg by name: the snapshot is in run.json", computed and version(ice) == snapshot, ice)
    check("Iceberg by name: the numbers of plain Parquet", as_plain("ice"))
    by_name, computed = run("sales", "t.table = sales")
    check("Delta by name", as_plain("sales") and version(by_name) == "0", by_name)

    deleted_rows()
    spark.sql(TABLE.format(60, 90)).write.format("delta").mode("append").save(delta)
    spark.sql(f"INSERT INTO lake.db.t {TABLE.format(60, 90)}")
    code, words = run("delta", by_path)
    check("Delta: a new version is seen", code == 73 and "other versions of tables" in words, (code, words))
    code, words = run("ice", "t.table = lake.db.t")
    check("Iceberg: a new snapshot is seen", code == 73, (code, words))
    old, _ = run("old", by_path.replace("}", ", options { versionAsOf = 0 } }"))
    check("Delta: time travel", version(old) == "0" and as_plain("old"), old)
    old, _ = run("old-ice", f"t {{ table = lake.db.t, options {{ versionAsOf = {snapshot} }} }}")
    check("Iceberg: time travel", version(old) == snapshot and as_plain("old-ice"), old)
    new, _ = run("new", f't {{ format = iceberg, path = "{WORK}/lake/db/t" }}')
    check("Iceberg by path: the newest snapshot", new["rows"]["read"] == 90 and version(new) != snapshot, new)
    code, words = run("none", by_path.replace("}", ", options { versionAsOf = 7 } }"))
    check("Delta: a version that is not there", code == 78 and "7" in words, (code, words))
    code, words = run("none", f't.path = "{delta}"')
    check("Delta as plain Parquet", code == 78 and "format = delta" in words, (code, words))

    run("out", f't.path = "{WORK}/plain"', "output.format=delta", "output.predictions=true")
    written = spark.read.format("delta").load(f"{WORK}/out/out/paths").count()
    check("Delta out", written == 4 and (WORK / "out/out/predictions/_delta_log").is_dir(), written)
    spark.sql("CREATE NAMESPACE lake.glidepath")
    to_catalog = ["output.format=iceberg", "output.namespace=lake.glidepath"]
    for run_id in ("one", "two"):
        run(run_id, f't.path = "{WORK}/plain"', *to_catalog)
    run("one", f't.path = "{WORK}/plain"', *to_catalog, "sweep.reg-param.count=3", "output.mode=overwrite")
    rows = spark.sql("SELECT run_id, count(*) FROM lake.glidepath.paths GROUP BY 1 ORDER BY 1").collect()
    check("Iceberg out: a run replaces its own rows", [tuple(r) for r in rows] == [("one", 3), ("two", 4)], rows)
    print("end of cases", flush=True)


main()
