#!/usr/bin/env bash
# Starts Glidepath:  submit.sh [spark-submit options --] [command] [options]
#
# Runs it by $SPARK_HOME/bin/spark-submit, else by a spark-submit on PATH, else in one JVM with Spark
# from Maven's jars. Commands that need no Spark run by plain java. Builds the jar when it is missing
# or older than its sources. The job's exit code is passed on.
#
# Environment: SPARK_HOME, JAVA_HOME, GLIDEPATH_JAVA_OPTS or JAVA_OPTS (options of the JVM where this
# script starts it itself, as -Xmx8g; without an -Xmx there the heap may take 70 % of the memory).
set -euo pipefail

quiet=false
complain() { printf 'submit.sh: %s\n' "$*" >&2; }
say() { $quiet || complain "$@"; }
die() { local code=$1; shift; complain "$@"; exit "$code"; }

script=${BASH_SOURCE[0]}
while [[ -L $script ]]; do
  link=$(readlink "$script")
  [[ $link == /* ]] && script=$link || script=$(dirname "$script")/$link
done
home=$(cd -P "$(dirname "$script")" && pwd)
export GLIDEPATH_HOME=$home
[[ -t 2 ]] && export GLIDEPATH_TERMINAL=true

# Everything before the first -- is for spark-submit.
spark_options=()
job=("$@")
for ((i = 0; i < $#; i++)); do
  if [[ ${job[i]} == -- ]]; then
    spark_options=("${job[@]:0:i}")
    job=("${job[@]:i+1}")
    break
  fi
done

# Commands and options that are answered without Spark.
light=false
remote=false
command=
skip=false
for argument in ${job[@]+"${job[@]}"}; do
  [[ $argument == *://* ]] && remote=true
  if $skip; then skip=false; continue; fi
  case $argument in
    --config | --set | --to | --elastic-net-param | --grid-index | --table | --output) skip=true ;;
    --help | -h | --version | -V | --print-config) light=true ;;
    --quiet) quiet=true ;;
    --*) ;;
    -*) [[ $argument == *q* ]] && quiet=true ;;
    *) [[ -n $command ]] || command=$argument ;;
  esac
done
[[ $command == validate ]] && light=true

java_opts=()
read -r -a java_opts <<<"${GLIDEPATH_JAVA_OPTS:-${JAVA_OPTS:-}}" || true

find_java() {
  java=${JAVA_HOME:+$JAVA_HOME/bin/java}
  if [[ -n $java && ! -x $java ]]; then
    die 70 "JAVA_HOME is $JAVA_HOME, which has no bin/java. Point it to a JDK of version 17 or later."
  fi
  java=${java:-$(command -v java || true)}
  [[ -n $java ]] || die 70 "no java found. Install a JDK of version 17 or later, or set JAVA_HOME."
  local version
  version=$("$java" -version 2>&1 | sed -n 's/.*version "\(1\.\)\{0,1\}\([0-9]*\).*/\2/p' | head -n 1)
  [[ -n $version ]] || die 70 "$java does not tell its version. Set JAVA_HOME to a JDK of version 17 or later."
  ((version >= 17)) || die 70 "$java is version $version; version 17 or later is needed. Set JAVA_HOME."
}

find_jar() {
  jar=
  local candidate
  for candidate in "$home"/target/glidepath-*.jar; do
    [[ -f $candidate ]] || continue
    [[ -z $jar || $candidate -nt $jar ]] && jar=$candidate
  done
  return 0
}

# Why the jar is to be built; nothing if it is not.
staleness() {
  [[ -f $home/pom.xml && -d $home/src/main ]] || return 0
  if [[ -z $jar ]]; then
    echo "there is no jar yet"
  elif [[ -n $(find "$home/pom.xml" "$home/src/main" -newer "$jar" -print -quit) ]]; then
    echo "the sources are newer than the jar"
  elif [[ ! -s $home/target/embedded.classpath ]]; then
    echo "the list of Spark's jars is missing"
  fi
}

build() {
  local why begin
  find_jar
  why=$(staleness)
  [[ -n $why ]] || return 0
  mkdir -p "$home/target"
  # Two starts at once build one after the other, and the second finds nothing left to do.
  if command -v flock >/dev/null; then
    exec 9>"$home/target/.build.lock"
    flock 9
    find_jar
    why=$(staleness)
  fi
  if [[ -n $why ]]; then
    command -v mvn >/dev/null || die 70 "$why, and no mvn is on PATH to build it. Install Maven 3.8 or later."
    command -v "${JAVA_HOME:+$JAVA_HOME/bin/}javac" >/dev/null ||
      die 70 "$why, and there is no javac to build it: install a JDK (not only a JRE) of version 17 or later."
    say "building, because $why"
    begin=$(mktemp)
    if ! mvn -q -B -f "$home/pom.xml" -Dmaven.test.skip=true -Dspotless.check.skip package >&2 9>&-; then
      rm -f "$begin"
      die 70 "the build failed; what Maven said is above."
    fi
    find_jar
    [[ -n $jar ]] || die 70 "the build made no target/glidepath-*.jar."
    # As old as the begin of the build: what is edited meanwhile is built next time.
    touch -r "$begin" "$jar"
    rm -f "$begin"
  fi
  command -v flock >/dev/null && exec 9>&-
  return 0
}

find_spark() {
  submit=
  if [[ -n ${SPARK_HOME:-} ]]; then
    [[ -x $SPARK_HOME/bin/spark-submit ]] ||
      die 70 "SPARK_HOME is $SPARK_HOME, which has no bin/spark-submit. Correct it or unset it."
    submit=$SPARK_HOME/bin/spark-submit
  else
    submit=$(command -v spark-submit || true)
  fi
}

# Spark's log is kept off the terminal unless the user has a configuration for it, or another place
# (a cluster, whoever reads the log of a cluster's client) is concerned.
quieten() {
  local spark_home=${SPARK_HOME:-} conf options="${spark_options[*]-} ${SPARK_SUBMIT_OPTS:-}"
  [[ -n $spark_home ]] || spark_home=$(dirname "$(dirname "$(readlink -f "$submit")")")
  conf=${SPARK_CONF_DIR:-$spark_home/conf}
  case $options in *log4j* | *deploy-mode* | *deployMode* | *properties-file*) return 0 ;; esac
  compgen -G "$conf/log4j*" >/dev/null && return 0
  grep -qsE '^[[:space:]]*spark\.(master|driver\.extraJavaOptions|submit\.deployMode)' "$conf/spark-defaults.conf" && return 0
  case " $options " in *" --master local"* | *" --master=local"* | *spark.master=local*) ;; *--master* | *spark.master*) return 0 ;; esac
  export SPARK_SUBMIT_OPTS="${SPARK_SUBMIT_OPTS:+$SPARK_SUBMIT_OPTS }\"-Dlog4j2.configurationFile=$home/conf/log4j2.properties\""
}

# With -q the error stream is without the JVM's word about the vector module, which nothing turns off.
# Signals to the whole group leave the filter alone: the job's last words pass through it.
hush() {
  $quiet || return 0
  exec 2> >(trap '' INT TERM HUP; exec grep --line-buffered -v '^WARNING: Using incubator modules: ' >&2)
}

# Spark takes a memory size without a unit for MiB, the JVM for bytes.
heap_size() { [[ $1 =~ ^[0-9]+$ ]] && echo "$1m" || echo "$1"; }

# The few options of spark-submit that mean something without it.
embedded_options() {
  local i option value
  embedded=()
  for ((i = 0; i < ${#spark_options[@]}; i++)); do
    option=${spark_options[i]}
    if [[ $option == --*=* ]]; then
      value=${option#*=}
      option=${option%%=*}
    else
      i=$((i + 1))
      value=${spark_options[i]-}
    fi
    case $option in
      --master) embedded+=("-Dspark.master=$value") ;;
      --name) embedded+=("-Dspark.app.name=$value") ;;
      --driver-memory) java_opts+=("-Xmx$(heap_size "$value")") ;;
      --conf | -c)
        [[ $value == *=* ]] || die 64 "expected $option key=value, found $value."
        embedded+=("-D$value")
        if [[ $value == spark.driver.memory=* ]]; then java_opts+=("-Xmx$(heap_size "${value#*=}")"); fi
        ;;
      *) die 64 "no Spark installation is found, and without one only --master, --name, --driver-memory and --conf are understood before --; found $option." ;;
    esac
  done
}

# A class-data-sharing archive: a JVM that maps it has Spark's classes ready and starts in half the time.
# One for each build and JDK, made by a small run of the bundled example. Nothing depends on it: without
# one, or with one that does not fit (another JDK, other jars, other places), the JVM only starts slower.
share_classes() {
  local scratch archive
  archive=$home/target/embedded-$("$java" -version 2>&1 | cksum | cut -d ' ' -f 1).jsa
  if [[ -f $home/pom.xml && -d $home/src/main && -w $home/target && ! $archive -nt $jar ]] && scratch=$(mktemp -d); then
    # a second start at the same time goes on without
    if ! command -v flock >/dev/null || { exec 9>"$home/target/.archive.lock" && flock -n 9; }; then
      trap 'rm -rf "$scratch"; rm -f "$archive.$$"' EXIT
      say "preparing for faster starts, once for this build"
      "$java" "@$home/conf/jvm.options" -XX:MaxRAMPercentage=70 -XX:TieredStopAtLevel=1 "-XX:ArchiveClassesAtExit=$archive.$$" \
        -Dspark.master=local "${local_files[@]}" -Dspark.ui.enabled=false -Dglidepath.embedded=true -cp "$classpath" \
        io.glidepath.Glidepath run --config "$home/conf/examples/ames/ames.conf" --set folds.count=2 \
        --set 'columns.features=[Gr_Liv_Area, Neighborhood]' --set sweep.reg-param.count=3 --set "output.path=\"$scratch\"" &>/dev/null 9>&- || true
      # an empty one says that it was tried
      [[ -s $archive.$$ ]] || : >"$archive.$$"
      mv -f "$archive.$$" "$archive"
      rm -rf "$scratch"
      trap - EXIT
    fi
    command -v flock >/dev/null && exec 9>&-
  fi
  [[ -s $archive ]] && sharing=("-XX:SharedArchiveFile=$archive" -Xshare:auto '-Xlog:cds*=off')
  return 0
}

find_java
build
[[ -n $jar ]] || die 70 "there is neither a jar in $home/target nor a project to build it from."

if $light; then
  classpath=$jar
  if $remote && [[ -n ${SPARK_HOME:-} ]]; then
    classpath=$jar:$SPARK_HOME/jars/*
  elif $remote && [[ -s $home/target/embedded.classpath ]]; then
    classpath=$jar:$(<"$home/target/embedded.classpath")
  fi
  exec "$java" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Dglidepath.embedded=true \
    "-Dlog4j2.configurationFile=$home/conf/log4j2.properties" \
    -cp "$classpath" io.glidepath.Glidepath ${job[@]+"${job[@]}"}
fi

find_spark
if [[ -n $submit ]]; then
  say "Spark by $submit"
  quieten
  hush
  exec "$submit" --class io.glidepath.Glidepath --name glidepath \
    ${spark_options[@]+"${spark_options[@]}"} "$jar" ${job[@]+"${job[@]}"}
fi

embedded_options
heap=(-XX:MaxRAMPercentage=70)
master=("-Dspark.master=local[*]")
logging=("-Dlog4j2.configurationFile=$home/conf/log4j2.properties")
for option in ${java_opts[@]+"${java_opts[@]}"} ${embedded[@]+"${embedded[@]}"}; do
  case $option in
    -Xmx* | -XX:MaxRAMPercentage=*) heap=() ;;
    -Dspark.master=*) master=() ;;
    -Dlog4j*) logging=() ;;
  esac
done
[[ -n ${SPARK_CONF_DIR:-} ]] && compgen -G "$SPARK_CONF_DIR/log4j2*" >/dev/null &&
  logging=("-Dlog4j2.configurationFile=$(compgen -G "$SPARK_CONF_DIR/log4j2*" | head -n 1)")
say "no Spark installation is found: Spark from Maven's jars in this JVM${master[0]+, local[*]}"
# The optimising compiler sets in later: most of what a start runs is not worth its time.
compiler=(-XX:Tier4InvocationThreshold=100000 -XX:Tier4MinInvocationThreshold=12000
  -XX:Tier4CompileThreshold=300000 -XX:Tier4BackEdgeThreshold=800000)
# Hadoop without its native library starts chmod for every file that it makes.
local_files=(-Dspark.hadoop.fs.file.impl=io.glidepath.output.QuietLocalFileSystem)
classpath=$jar:$(<"$home/target/embedded.classpath")
sharing=()
share_classes
hush
exec "$java" "@$home/conf/jvm.options" "${compiler[@]}" ${sharing[@]+"${sharing[@]}"} ${heap[@]+"${heap[@]}"} \
  ${master[@]+"${master[@]}"} "${local_files[@]}" -Dspark.ui.enabled=false ${logging[@]+"${logging[@]}"} \
  ${java_opts[@]+"${java_opts[@]}"} ${embedded[@]+"${embedded[@]}"} \
  -Dglidepath.embedded=true -cp "$classpath" io.glidepath.Glidepath ${job[@]+"${job[@]}"}
