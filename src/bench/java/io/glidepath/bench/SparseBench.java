package io.glidepath.bench;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Rows;
import io.glidepath.matrix.RowsWriter;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * How fast rows of ten numbers and one level of a category each meet models: linear predictors,
 * gradients and curvature, all columns held as sparse ones in standard units, in processor time of
 * one thread.
 *
 * <p>Arguments: rows, columns, rows a block; default 100,000, 1,933 and 4,096.
 */
public final class SparseBench {
  private static final int NUMBERS = 10;
  private static final int ENTRIES = NUMBERS + 1;
  private static final Blas BLAS = Blas.of(BlasChoice.AUTO);

  private SparseBench() {}

  public static void main(String[] args) {
    Arguments arguments = new Arguments(args);
    int rows = (int) arguments.number(0, 100_000);
    int columns = (int) arguments.number(1, 1_933);
    int height = (int) arguments.number(2, 4_096);
    for (boolean ones : new boolean[] {false, true}) {
      List<Rows> blocks = blocks(rows, columns, height, ones);
      for (int models : new int[] {16, 64, 128, 512}) {
        measure(blocks, columns, models, ones ? "ones" : "values");
      }
      measureCurvature(blocks, columns);
    }
  }

  private static List<Rows> blocks(int n, int columns, int height, boolean ones) {
    Random random = new Random(41);
    int[] all = IntStream.range(0, columns).toArray();
    double[] centre = random.doubles(columns, 0, 0.1).toArray();
    double[] scale = random.doubles(columns, 0.5, 2).toArray();
    int[] entries = new int[ENTRIES];
    double[] values = new double[ENTRIES];
    List<Rows> blocks = new ArrayList<>();
    for (int from = 0; from < n; from += height) {
      int rows = Math.min(height, n - from);
      Rows block = Rows.of(columns, rows, all);
      RowsWriter writer = block.writer();
      for (int r = 0; r < rows; r++) {
        for (int e = 0; e < NUMBERS; e++) {
          entries[e] = e;
          values[e] = ones ? 1 : random.nextGaussian();
        }
        entries[NUMBERS] = NUMBERS + random.nextInt(columns - NUMBERS);
        values[NUMBERS] = 1;
        writer.sparse(r, entries, values, ENTRIES);
      }
      writer.rows(rows);
      blocks.add(block.standardized(false, all, centre, scale));
    }
    return blocks;
  }

  private static void measure(List<Rows> blocks, int columns, int models, String kind) {
    // so many at a time as a statistic takes
    int rows = blocks.get(0).rows();
    int batch = Math.min(models, Math.max(16, (1 << 17) / rows));
    double[] b = new Random(42).doubles((long) columns * batch).toArray();
    double[] eta = new double[rows * batch];
    double[] gradient = new double[columns * batch];
    double predictor =
        seconds(() -> each(blocks, models, batch, x -> x.multiply(b, 0, batch, eta, BLAS)));
    Arrays.fill(eta, 1);
    double back =
        seconds(
            () -> each(blocks, models, batch, x -> x.addTransposed(eta, batch, gradient, 0, BLAS)));
    long entries = blocks.stream().mapToLong(Rows::entries).sum();
    double flops = 2e-9 * entries * models;
    System.out.println(
        String.format(
            Locale.ROOT,
            "%-7s%4d models: X B %5.1f GFLOP/s, X'R %5.1f GFLOP/s",
            kind,
            models,
            flops / predictor,
            flops / back));
  }

  private interface Work {
    void on(Rows rows);
  }

  private static void each(List<Rows> blocks, int models, int batch, Work work) {
    for (Rows block : blocks) {
      for (int from = 0; from < models; from += batch) {
        work.on(block);
      }
    }
  }

  private static void measureCurvature(List<Rows> blocks, int columns) {
    int[] alive = IntStream.range(0, Math.min(columns, 300)).toArray();
    List<Rows> chosen = blocks.stream().map(x -> x.columns(alive)).toList();
    double[] roots = new double[blocks.get(0).rows()];
    Arrays.fill(roots, 0.5);
    double[] c = new double[alive.length * alive.length];
    double seconds =
        seconds(
            () ->
                chosen.forEach(
                    x -> x.weighted(roots, null).addCrossProducts(c, alive.length, BLAS)));
    System.out.println(
        String.format(Locale.ROOT, "X'WX of %d columns: %.3f s", alive.length, seconds));
  }

  /** The least of some rounds, after a warm-up. */
  private static double seconds(Runnable work) {
    double least = Double.POSITIVE_INFINITY;
    for (int round = 0; round < 6; round++) {
      long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
      work.run();
      long nanos = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start;
      least = round < 2 ? least : Math.min(least, nanos / 1e9);
    }
    return least;
  }
}
