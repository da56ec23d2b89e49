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
    double variance = 0;
    for (int a = 0; a < columns.length; a++) {
      for (int b = 0; b <= a && coefficients[a] != 0; b++) {
        if (coefficients[b] != 0) {
          double sdA = all.deviation(columns[a]);
          double sdB = all.deviation(columns[b]);
          double product =
              coefficients[a] * coefficients[b] * all.covariance(columns[a], columns[b], sdA, sdB);
          variance += b == a ? product : 2 * product;
        }
      }
    }
    return variance;
  }
}
