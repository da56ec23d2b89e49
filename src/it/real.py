"""What the scripts beside it share: real Sparks from PyPI, processes, and checks.

Needs a JDK of version 17, Maven, bash, and a python3 with venv and pip. Everything it makes goes to the
folder that GLIDEPATH_IT names, or to target/it: one virtual environment a package, kept for the next time,
and under work/ one folder a script, emptied when it begins.
"""

import contextlib
import dataclasses
import fcntl
import json
import os
import pathlib
import re
import resource
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]
PLACE = pathlib.Path(os.environ.get("GLIDEPATH_IT") or ROOT / "target/it").resolve()
EXAMPLES = ROOT / "conf/examples"

# What Airflow's SparkSubmitHook takes for an id or a code when it reads a log.
LOOK_ALIKES = re.compile(r"application_\d|driver-\d|[eE]xit code: \d|pod name: |submission ID ")
AIRFLOW_KEEPS = 20  # last lines, for its exception

# Every JVM is over before code from the second compiler pays: a small run takes 30 s of a core without, 50 s with it.
SHORT_LIVED = "-XX:TieredStopAtLevel=1 -XX:ReservedCodeCacheSize=240m -XX:+UseSerialGC"

_begin = time.monotonic()
_failures = 0


@dataclasses.dataclass
class Ended:
    """A process that has ended."""

    code: int
    out: list
    err: list
    seconds: float

    def last(self):
        """The last line of the error output, or of the standard output if there is no other."""
        lines = [line for line in (self.err or self.out) if line.strip()]
        return lines[-1] if lines else ""

    def told(self, count=12):
        return "\n    ".join(["", f"ended with {self.code}", *self.out[-count:], *self.err[-count:]])


def check(name, holds, details=""):
    """One line for each check; what is known is told when it fails."""
    global _failures
    print(("ok      " if holds else "FAILED  ") + name + ("" if holds else f": {details}"), flush=True)
    _failures += not holds
    return holds


def note(text):
    print("        " + text, flush=True)


def finish():
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    print(
        f"{pathlib.Path(sys.argv[0]).name}: {_failures} failed, {time.monotonic() - _begin:.0f} s,"
        f" {used.ru_utime + used.ru_stime:.0f} s of a core",
        flush=True,
    )
    sys.exit(1 if _failures else 0)


def work(name):
    """An empty folder."""
    folder = PLACE / "work" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def environment(**changes):
    """This process's own, without what would lead to another Spark or Airflow."""
    env = {k: v for k, v in os.environ.items() if not k.startswith(("SPARK_", "PYSPARK_", "AIRFLOW"))}
    env["SPARK_LOCAL_IP"] = "127.0.0.1"
    env["JAVA_TOOL_OPTIONS"] = SHORT_LIVED
    env.update({k: str(v) for k, v in changes.items()})
    return env


def run(command, env=None, seconds=600, cwd=ROOT):
    begin = time.monotonic()
    process = subprocess.run(
        [str(word) for word in command],
        env=env or environment(),
        cwd=cwd,
        capture_output=True,
        encoding="utf-8",
        errors="replace",
        timeout=seconds,
    )
    took = time.monotonic() - begin
    return Ended(process.returncode, process.stdout.splitlines(), process.stderr.splitlines(), took)


@contextlib.contextmanager
def alone(name):
    """Of several scripts at once one is here, the others wait."""
    PLACE.mkdir(parents=True, exist_ok=True)
    with open(PLACE / f".{name}.lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def python(folder, *options):
    """Makes a virtual environment."""
    shutil.rmtree(folder, ignore_errors=True)
    made = run([sys.executable, "-m", "venv", *options, folder])
    if made.code:
        raise SystemExit("no virtual environment can be made (Debian: python3-venv): " + made.told())


def pip():
    """One pip for all the others, of which each would take as long as what it installs."""
    folder = PLACE / "pip"
    with alone("pip"):
        if not (folder / "bin/pip").is_file():
            python(folder)
    return folder / "bin/pip"


def venv(name, *packages, options=()):
    """The folder bin/ of a virtual environment with these packages. Without PyPI the script ends here, skipped."""
    folder = PLACE / name
    complete = folder / ".complete"
    with alone(name):
        if complete.is_file() and complete.read_text() == " ".join(packages):
            return folder / "bin"
        python(folder, "--without-pip")
        command = [pip(), "--python", folder / "bin/python", "install", "-q", "--no-compile"]
        installed = run([*command, *options, *packages], seconds=1800)
        if installed.code:
            if any("(from versions: none)" in line for line in installed.err):
                print(f"skipped {pathlib.Path(sys.argv[0]).name}: PyPI cannot be reached", flush=True)
                sys.exit(0)
            raise SystemExit("pip failed: " + installed.told())
        complete.write_text(" ".join(packages))
    note(f"installed {' '.join(packages)} in {installed.seconds:.0f} s")
    return folder / "bin"


def spark(version):
    """SPARK_HOME of the newest patch of a version, as 4.1, with what its Python needs for models."""
    folder = venv(f"spark-{version}", f"pyspark=={version}.*", "numpy").parent
    return next(folder.glob("lib/python3*/site-packages/pyspark"))


def jar():
    """The job's jar, built if it is missing or old."""
    built = run([ROOT / "submit.sh", "--version"], seconds=1800)
    if built.code:
        raise SystemExit("the jar cannot be built: " + built.told())
    return max(ROOT.glob("target/glidepath-*.jar"), key=lambda f: f.stat().st_mtime)


FEW = {
    "ames": ["Gr_Liv_Area", "Lot_Frontage", "Year_Built", "Longitude", "Neighborhood", "Overall_Cond", "Misc_Feature", "Mas_Vnr_*"],
    "churn": ["state", "account_length", "*_plan", "total_day_*", "number_*"],
}


def small(example, output, run_id):
    """Options of a run of a bundled example over a smaller grid and some columns of every kind."""
    return [
        "--config", EXAMPLES / example / f"{example}.conf",
        "--set", f'output.path="{output}"',
        "--set", f"output.run-id={run_id}",
        "--set", "sweep.elastic-net-param=[0,0.5,1]",
        "--set", "sweep.reg-param.count=10",
        "--set", "folds.count=3",
        "--set", f"columns.features={json.dumps(FEW[example])}",
    ]  # fmt: skip


def manifest(run_folder):
    return json.loads((pathlib.Path(run_folder) / "run.json").read_text())


def published(name, ended, run_folder):
    """Checks that a run ended as a published one does; false if there is nothing to look at."""
    there = (pathlib.Path(run_folder) / "run.json").is_file()
    fine = ended.code == 0 and there and ended.out[-1:] == [f"Published {run_folder}"]
    check(f"{name}: exit code 0, and the last line names the run", fine, ended.told())
    similar = [line for line in ended.out + ended.err if ours(line) and LOOK_ALIKES.search(line)]
    if similar:
        check(f"{name}: nothing that Airflow takes for an id", False, similar)
    return there


def refused(name, ended, code, *words):
    """Checks a run that fails: the exact code, and the reason."""
    check(f"{name}: exit code {code}", ended.code == code, ended.told())
    reasoned(name, ended.err, *words)


def reasoned(name, lines, *words):
    """Checks that an error output ends in plain words, with no stack trace in or after them."""
    lines = [line for line in lines if line.strip()]
    begin = max((i for i, line in enumerate(lines) if line.startswith("error: ")), default=len(lines))
    told = lines[begin:]
    plain = not any(re.match(r"\s+at |Exception in thread|Caused by: ", line) for line in told)
    fine = 0 < len(told) <= AIRFLOW_KEEPS and plain and all(word in "\n".join(told) for word in words)
    check(f"{name}: the reason ends the output", fine, "\n    ".join(["", *lines[-20:]]))


def ours(line):
    """Whether a line of output is the job's, not one of Spark's log."""
    return not re.match(r"\d\d/\d\d/\d\d \d\d:\d\d:\d\d |\d\d:\d\d:\d\d [A-Z]+ ", line)


def equal_tables(name, one, other):
    """Checks that two runs published the same tables but for their run_id, numbers to 1e-10 relative."""
    python = venv("pyarrow", "pyarrow") / "python"
    ended = run([python, ROOT / "src/it/tables.py", one, other])
    check(f"{name}: equal tables", ended.code == 0, ended.told())
    if ended.code == 0:
        note(ended.out[-1])


@contextlib.contextmanager
def process(command, log, env, out=None):
    """A process in the background, ended with the block; its standard output goes to the log if not elsewhere."""
    with contextlib.ExitStack() as files:
        err = files.enter_context(open(log, "w"))
        to = files.enter_context(open(out, "w")) if out else err
        started = subprocess.Popen([str(w) for w in command], stdout=to, stderr=err, env=env)
    try:
        yield started
    finally:
        started.terminate()
        try:
            started.wait(20)
        except subprocess.TimeoutExpired:
            started.kill()
            started.wait()


def wait_for(what, found, seconds=120):
    """Asks until there is an answer."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        answer = found()
        if answer:
            return answer
        time.sleep(0.1)
    raise SystemExit(f"FAILED  waited {seconds} s in vain for {what}")
