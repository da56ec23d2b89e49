package io.glidepath.bench;

import java.util.List;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/**
 * The whole job on texts, bags of many words in few rows: binomial, 11 elastic-net-param x 100
 * reg-param x 10 folds. The counts are left as CSV, for {@code src/bench/texts.R} to take the same
 * rows through glmnet.
 *
 * <p>Arguments: directory (default {@code target/bench/texts}), and a Parquet table with columns
 * id, words (array of strings) and a label, with the label's name; without these a table is made,
 * of 5,000 rows and about 15,000 words as frequent as those of a language.
 */
public final class TextsBench {
  private static final int WORDS = 20_000;
  private static final int ROWS = 5000;

  private TextsBench() {}

  public static void main(String[] args) {
    Arguments arguments = new Arguments(args);
    SparkSession spark = BenchSession.start();
    String directory = arguments.text(0, "target/bench/texts");
    String table = arguments.text(1, directory + "/parquet");
    String label = arguments.text(2, "y");
    if (table.equals(directory + "/parquet")) {
      make(spark, table);
    }
    counts(spark, directory, table, label);
    BenchJob.run(
        spark,
        "binomial",
        List.of(
            "input.tables.t.path=\"" + table + "\"",
            "columns.key=[id]",
            "columns.label=" + label,
            "model.family=binomial",
            "model.convention=glmnet",
            "output.path=\"target/bench/out\"",
            "output.run-id=texts"));
    BenchSession.say("%-24s %8d MiB", "peak of the heap", BenchSession.peakHeap() >> 20);
    spark.stop();
  }

  /** The k-th most frequent word comes about as often as 1 / k. One word in five has an effect. */
  private static void make(SparkSession spark, String table) {
    String word = "int(pow(" + WORDS + ", pmod(hash(id, k), 1000003) / 1000003))";
    spark
        .range(0, ROWS, 1, 4)
        .selectExpr(
            "id", "transform(sequence(1, 40 + pmod(hash(id), 180)), k -> " + word + ") AS w")
        .selectExpr(
            "id",
            "transform(w, v -> concat('w', v)) AS words",
            "aggregate(w, 0D, (s, v) -> s + IF(v > 20 AND pmod(hash(v), 5) = 0,"
                + " hash(v) / 2e9, 0)) AS eta")
        .selectExpr("id", "words", "int(rand(7) < 1 / (1 + exp(-eta))) AS y")
        .write()
        .mode(SaveMode.Overwrite)
        .parquet(table);
  }

  private static void counts(SparkSession spark, String directory, String table, String label) {
    spark
        .read()
        .parquet(table)
        .selectExpr("id", "int(" + label + ") AS y", "explode(words) AS word")
        .groupBy("id", "y", "word")
        .count()
        .coalesce(1)
        .write()
        .mode(SaveMode.Overwrite)
        .option("header", true)
        .csv(directory + "/csv");
  }
}
