"""A sweep every week, published under the week's date, checked, and its report handed on.

Copy this file to Airflow's folder of DAGs, set the four lines below, and make a connection to Spark:

    airflow connections add spark_default --conn-type spark --conn-host spark://master --conn-port 7077

It needs Airflow 3.3 or later with apache-airflow-providers-apache-spark 6.3 or later. What it relies on: a
run-id is published once and whole or not at all, so a task that is killed, cleared or started twice does no
harm. A sweep that finds its result ends at once.
"""

import json
import re
from datetime import datetime, timedelta

from airflow.providers.apache.spark.operators.spark_submit import SparkSubmitOperator
from airflow.sdk import DAG, ObjectStoragePath, Param, RetryDecision, RetryPolicy, task
from airflow.sdk.exceptions import AirflowFailException

JAR = "/opt/glidepath/glidepath-0.1.0.jar"  # where spark-submit finds it
CONFIG = "/opt/glidepath/weekly.conf"  # where the driver finds it: for cluster mode on a shared file system
OUTPUT = "/data/sweeps"  # output.path
RETRY_DELAY = timedelta(minutes=5)

# One directory a week. A run that was triggered by hand may have no logical date.
RUN_ID = "weekly-{{ (dag_run.logical_date or dag_run.run_after) | ds }}"
RUN = "{{ params.output }}/" + RUN_ID


class GlidepathRetries(RetryPolicy):
    """Retries what another attempt may mend, and nothing else.

    spark-submit passes the job's exit code on, and SparkSubmitOperator writes it into its exception. 75 says
    that a retry is worth it, 74 that storage failed, perhaps for a while. The other codes of Glidepath say that
    something is to be changed first. A code that is not Glidepath's (a killed process, a lost cluster) is left
    to the task's own retries.
    """

    LAST = {
        64: "the command line is wrong",
        65: "the data cannot be used",
        66: "an input is missing",
        70: "an error in the program, or an environment it cannot run in",
        73: "another run is published under this name",
        77: "permission denied",
        78: "the configuration is wrong",
    }
    # In client mode the operator's own words; in YARN's cluster mode spark-submit ends with 1, and YARN's words tell.
    CODES = (re.compile(r"User application exited with (?:status )?(\d+)"), re.compile(r"Error code is: (\d+)"))

    def evaluate(self, exception, try_number, max_tries, context=None):
        found = [code for form in self.CODES for code in form.findall(str(exception))]
        code = int(found[0]) if found else None
        if code in self.LAST:
            return RetryDecision.fail(f"Glidepath ended with {code}: {self.LAST[code]}")
        if code in (74, 75):
            return RetryDecision.retry(reason=f"Glidepath ended with {code}")
        return RetryDecision.default()


with DAG(
    dag_id="glidepath_weekly",
    schedule="@weekly",
    start_date=datetime(2026, 1, 4),
    catchup=False,
    max_active_runs=1,
    params={
        "jar": Param(JAR, type="string"),
        "config": Param(CONFIG, type="string"),
        "output": Param(OUTPUT, type="string"),
    },
    tags=["glidepath"],
):
    sweep = SparkSubmitOperator(
        task_id="sweep",
        name="glidepath-weekly",
        conn_id="spark_default",
        application="{{ params.jar }}",
        java_class="io.glidepath.Glidepath",
        conf={"spark.yarn.maxAppAttempts": "1"},  # else YARN's cluster mode retries by itself, whatever the code
        application_args=[
            "run",
            "--config",
            "{{ params.config }}",
            "--set",
            'output.path="{{ params.output }}"',
            "--set",
            f'output.run-id="{RUN_ID}"',
        ],
        durable=False,  # a new attempt finds what is published; YARN's cluster mode would need more for True
        retries=1,
        retry_delay=RETRY_DELAY,
        retry_policy=GlidepathRetries(),
    )

    @task(retries=0)
    def check(run: str) -> str:
        """Reads run.json: published, and every grid point solved to its tolerance."""
        place = ObjectStoragePath(re.sub("^s3a:", "s3:", run))
        manifest = json.loads((place / "run.json").read_text())
        if manifest["status"] != "published":
            raise AirflowFailException(f"{run} has status {manifest['status']}, not published")
        convergence = manifest["convergence"]
        if convergence["not_converged"]:
            raise AirflowFailException(
                f"{run}: {convergence['not_converged']} of {convergence['points']} grid points are not solved"
                f" to model.tolerance; the worst violation is {convergence['worst_kkt_violation']}"
            )
        return run

    @task(retries=0)
    def report(run: str) -> str:
        """The report's path, for whoever comes next: ti.xcom_pull(task_ids='report')."""
        return f"{run}/report.html"

    checked = check(RUN)
    sweep >> checked
    report(checked)
