package io.glidepath.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Writes a Parquet table to measure with: {@code id} bigint, {@code x0 .. x(p-1)} double and the
 * labels {@code y}, {@code yes} (0 or 1), {@code count} and {@code amount}.
 *
 * <p>Columns come in groups that share one of five factors, x_j = (f_(j mod 5) + e_j) / sqrt 2, so
 * that two columns of a group correlate by 1/2. The label is 3 + sum of b_j x_j + 2 e with b_j =
 * (-1)^k (k+1)/4 for the k-th of ten columns spread over the design, and 0 for all others. With s
 * that sum, {@code yes} is 1 with probability 1 / (1 + e^(1/2 - 0.3 s)), {@code count} is Poisson
 * of mean e^(1/2 + s/10), and {@code amount} gamma of mean 2 e^(4 + s/10) and shape 2. A row
 * depends on its id and the seed only, not on the number of files.
 *
 * <p>Arguments: path, rows, columns, files, seed; defaults {@code target/bench/table 1000000 100 8
 * 1}.
 */
public final class MakeTable {
  private static final int FACTORS = 5;
  private static final int TRUE_COEFFICIENTS = 10;

  private MakeTable() {}

  public static void main(String[] args) {
    Arguments arguments = new Arguments(args);
    String path = arguments.text(0, "target/bench/table");
    long rows = arguments.number(1, 1_000_000);
    int columns = (int) arguments.number(2, 100);
    int files = (int) arguments.number(3, 8);
    long seed = arguments.number(4, 1);
    SparkSession spark = BenchSession.start();
    long start = System.nanoTime();
    write(spark, path, rows, columns, files, seed);
    BenchSession.say(
        "wrote %s: %d rows x %d columns, %d files, seed %d, %.1f s",
        path, rows, columns, files, seed, BenchSession.secondsSince(start));
    spark.stop();
  }

  static void write(SparkSession spark, String path, long rows, int columns, int files, long seed) {
    spark
        .range(0, rows, 1, files)
        .map((MapFunction<Long, Row>) id -> row(id, columns, seed), Encoders.row(schema(columns)))
        .write()
        .mode("overwrite")
        .parquet(path);
  }

  private static StructType schema(int columns) {
    StructType schema = new StructType().add("id", DataTypes.LongType, false);
    for (int j = 0; j < columns; j++) {
      schema = schema.add("x" + j, DataTypes.DoubleType, false);
    }
    return schema
        .add("y", DataTypes.DoubleType, false)
        .add("yes", DataTypes.DoubleType, false)
        .add("count", DataTypes.DoubleType, false)
        .add("amount", DataTypes.DoubleType, false);
  }

  private static Row row(long id, int columns, long seed) {
    SplittableRandom random = new SplittableRandom(new SplittableRandom(seed).nextLong() + id);
    double[] factors = new double[FACTORS];
    for (int k = 0; k < FACTORS; k++) {
      factors[k] = random.nextGaussian();
    }
    List<Object> values = new ArrayList<>(columns + 5);
    values.add(id);
    double noise = 2 * random.nextGaussian();
    double signal = 0;
    for (int j = 0; j < columns; j++) {
      double x = (factors[j % FACTORS] + random.nextGaussian()) / Math.sqrt(2);
      values.add(x);
      signal += coefficient(j, columns) * x;
    }
    values.add(3 + signal + noise);
    values.add(random.nextDouble() < 1 / (1 + Math.exp(0.5 - 0.3 * signal)) ? 1.0 : 0.0);
    values.add(count(Math.exp(0.5 + 0.1 * signal), random));
    values.add(Math.exp(4 + 0.1 * signal) * -Math.log(random.nextDouble() * random.nextDouble()));
    return RowFactory.create(values.toArray());
  }

  /** A Poisson count of this mean, by waiting times. */
  private static double count(double mean, SplittableRandom random) {
    double count = 0;
    for (double waited = -Math.log(random.nextDouble()); waited < mean; count++) {
      waited -= Math.log(random.nextDouble());
    }
    return count;
  }

  /** The true coefficient of column j. */
  static double coefficient(int j, int columns) {
    int step = Math.max(1, columns / TRUE_COEFFICIENTS);
    int k = j / step;
    boolean isTrue = j % step == 0 && k < TRUE_COEFFICIENTS;
    return isTrue ? (k % 2 == 0 ? 1 : -1) * (k + 1) / 4.0 : 0;
  }
}
