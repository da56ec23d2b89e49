package io.glidepath.bench;

import io.glidepath.config.ConfigurationLoader;
import io.glidepath.job.SweepJob;
import io.glidepath.ml.SweepResult;
import java.util.ArrayList;
import java.util.List;
import org.apache.spark.sql.SparkSession;

/**
 * The bundled example of flights over the whole year: four tables joined, folds forward in time,
 * categories of many levels.
 *
 * <p>Arguments: folder of the tables, as {@code conf/examples/flights/tables.py} writes them
 * (default {@code target/bench/flights}), then assignments as after {@code --set}.
 */
public final class FlightsBench {
  private FlightsBench() {}

  public static void main(String[] args) {
    Arguments arguments = new Arguments(args);
    String folder = arguments.text(0, "target/bench/flights");
    List<String> assignments = new ArrayList<>();
    for (String table : List.of("flights", "weather", "planes", "airports")) {
      assignments.add("input.tables." + table + ".path=\"" + folder + "/" + table + ".parquet\"");
    }
    assignments.add("output.path=\"target/bench/out\"");
    assignments.add("output.run-id=flights");
    for (int i = 1; i < args.length; i++) {
      assignments.add(args[i]);
    }
    SparkSession spark = BenchSession.start();
    long start = System.nanoTime();
    SweepResult result =
        new SweepJob(
                spark,
                ConfigurationLoader.load(
                    List.of("conf/examples/flights/flights.conf"), assignments),
                new Warnings())
            .run(true)
            .result()
            .orElseThrow();
    BenchSession.say("%-24s %8.1f s", "job, read to published", BenchSession.secondsSince(start));
    BenchSession.say("    passes %s; seconds %s", result.passes(), result.seconds());
    BenchSession.say(
        "    rows %d, worst fold violation %.1e", result.rowsUsed(), result.worstFoldViolation());
    BenchSession.say("%-24s %8d MiB", "peak of the heap", BenchSession.peakHeap() >> 20);
    spark.stop();
  }
}
