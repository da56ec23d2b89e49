package io.glidepath.bench;

import io.glidepath.matrix.Blas;
import io.glidepath.matrix.BlasChoice;
import io.glidepath.matrix.Rows;
import io.glidepath.matrix.RowsWriter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Levels of categories as dense columns and as sparse ones: how many times as long the dense ones
 * take, for linear predictors and gradients of some models, and for curvature. It is what {@code
 * design.RowShape} goes by. Set OPENBLAS_NUM_THREADS=1, to compare one thread with one.
 *
 * <p>Arguments: rows of the block; default 2,000.
 */
public final class DenseOrSparse {
  private static final Blas BLAS = Blas.of(BlasChoice.AUTO);
  private static final int MOST_COLUMNS = 1024;
  private static final long LONG_ENOUGH = 200_000_000;

  private DenseOrSparse() {}

  public static void main(String[] args) {
    int n = (int) new Arguments(args).number(0, 2_000);
    for (int categories : new int[] {1, 4, 32}) {
      for (int levels = 4; categories * levels <= MOST_COLUMNS && levels <= 256; levels *= 2) {
        Rows dense = rows(n, categories, levels, false);
        Rows sparse = rows(n, categories, levels, true);
        StringBuilder line = new StringBuilder();
        for (int models : new int[] {16, 128, 512}) {
          double ratio = products(dense, models) / products(sparse, models);
          line.append(String.format(Locale.ROOT, "%8.2f", ratio));
        }
        double curvature = curvature(dense) / curvature(sparse);
        System.out.println(
            String.format(
                Locale.ROOT,
                "%2d x %3d levels: X B and X'R of 16, 128, 512 models%s, X'WX%8.2f",
                categories,
                levels,
                line,
                curvature));
      }
    }
  }

  private static Rows rows(int n, int categories, int levels, boolean sparse) {
    int p = categories * levels;
    int[] all = IntStream.range(0, p).toArray();
    Rows rows = sparse ? Rows.of(p, n, all) : Rows.of(p, n);
    RowsWriter writer = rows.writer();
    Random random = new Random(43);
    for (int r = 0; r < n; r++) {
      for (int c = 0; c < categories; c++) {
        writer.put(r, c * levels + random.nextInt(levels), 1);
      }
      writer.end(r);
    }
    writer.rows(n);
    double[] centre = new double[p];
    double[] scale = new double[p];
    Arrays.fill(centre, 1.0 / levels);
    Arrays.fill(scale, Math.sqrt(1.0 / levels));
    return rows.standardized(false, all, centre, scale);
  }

  private static double products(Rows x, int models) {
    double[] b = new Random(44).doubles((long) x.columns() * models).toArray();
    double[] eta = new double[x.rows() * models];
    double[] gradient = new double[x.columns() * models];
    return seconds(
        () -> {
          x.multiply(b, 0, models, eta, BLAS);
          x.addTransposed(eta, models, gradient, 0, BLAS);
        });
  }

  private static double curvature(Rows x) {
    double[] roots = new double[x.rows()];
    Arrays.fill(roots, 0.5);
    double[] c = new double[x.columns() * x.columns()];
    return seconds(() -> x.weighted(roots, null).addCrossProducts(c, x.columns(), BLAS));
  }

  /** The shortest of many runs. */
  private static double seconds(Runnable work) {
    double best = Double.POSITIVE_INFINITY;
    long end = System.nanoTime() + LONG_ENOUGH;
    while (System.nanoTime() < end) {
      long start = System.nanoTime();
      work.run();
      best = Math.min(best, (System.nanoTime() - start) / 1e9);
    }
    return best;
  }
}
