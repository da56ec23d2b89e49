package io.glidepath.path;

import io.glidepath.matrix.Blas;
import io.glidepath.stats.HeldOut;
import io.glidepath.stats.Moments;
import java.util.stream.IntStream;

/**
 * Whether the fit without a penalty is unique: no column that varies is a combination of the others
 * (and the intercept), on all rows and on those outside each fold.
 *
 * <p>Cost: n^3 / 3 flops for each of these, n the number of columns that vary.
 */
public final class FullRank {
  /**
   * Of the variance of a column, what the columns before it must leave unexplained: less is lost in
   * the rounding of moments, and the coefficients with it.
   */
  private static final double LEAST_PIVOT = 1e-10;

  private final boolean intercept;
  private final Blas blas;

  public FullRank(boolean intercept, Blas blas) {
    this.intercept = intercept;
    this.blas = blas;
  }

  /**
   * Whether the fit is unique on all rows and on those that train each fold's models.
   *
   * @param moments of all rows and each fold's
   */
  public boolean everywhere(FoldMoments moments) {
    return of(moments.all())
        && IntStream.range(0, moments.cells().folds())
            .allMatch(f -> of(moments.training(HeldOut.cell(f))));
  }

  private boolean of(Moments rows) {
    int[] varying = IntStream.range(0, rows.columns()).filter(j -> rows.deviation(j) > 0).toArray();
    int n = varying.length;
    if (n >= rows.rows()) {
      return false;
    }
    if (n == 0) {
      return true;
    }
    double[] gram = Gram.of(rows, varying, intercept);
    double[] lengths = IntStream.range(0, n).mapToDouble(a -> gram[a * n + a]).toArray();
    return blas.factorize(n, gram)
        && IntStream.range(0, n).allMatch(a -> square(gram[a * n + a]) > LEAST_PIVOT * lengths[a]);
  }

  private static double square(double v) {
    return v * v;
  }
}
