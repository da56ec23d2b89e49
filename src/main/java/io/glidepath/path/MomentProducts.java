package io.glidepath.path;

import io.glidepath.matrix.DenseSymmetric;
import io.glidepath.matrix.SymmetricMatrix;
import io.glidepath.solve.Bounds;
import io.glidepath.stats.Moments;

/**
 * Products of columns as second moments have them.
 *
 * @param all moments of all rows, with all pairs
 * @param intercept whether columns are centred
 */
public record MomentProducts(Moments all, boolean intercept) implements ColumnProducts {

  @Override
  public ProportionalColumns copies(int[] varying, double[] weight, Bounds bounds) {
    SymmetricMatrix gram = new DenseSymmetric(varying.length, Gram.of(all, varying, intercept));
    return ProportionalColumns.of(varying.length, gram::eachPair, weight, bounds);
  }

  @Override
  public Correlations correlations() {
    return Correlations.of(all);
  }

  @Override
  public double variance(int[] columns, double[] coefficients) {
    return all.variance(columns, coefficients);
  }
}
