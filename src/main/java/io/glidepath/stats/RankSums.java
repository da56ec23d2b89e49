package io.glidepath.stats;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** The area under the ROC curve of one model's linear predictors. */
final class RankSums implements Serializable {
  private static final long serialVersionUID = 1;

  private final List<double[]> rows = new ArrayList<>();

  RankSums(double centre, double spread) {}

  void accept(double eta, double label, double weight) {
    rows.add(new double[] {eta, label, weight});
  }

  void combine(RankSums other) {
    rows.addAll(other.rows);
  }

  /** NaN if a class is absent. */
  double auc() {
    rows.sort(Comparator.comparingDouble(r -> r[0]));
    double zeros = 0;
    double ones = 0;
    double ordered = 0;
    for (int i = 0; i < rows.size(); ) {
      double tiedZeros = 0;
      double tiedOnes = 0;
      double at = rows.get(i)[0];
      for (; i < rows.size() && rows.get(i)[0] == at; i++) {
        tiedOnes += rows.get(i)[1] * rows.get(i)[2];
        tiedZeros += (1 - rows.get(i)[1]) * rows.get(i)[2];
      }
      ordered += tiedOnes * (zeros + tiedZeros / 2);
      zeros += tiedZeros;
      ones += tiedOnes;
    }
    return zeros > 0 && ones > 0 ? ordered / (zeros * ones) : Double.NaN;
  }

  /** A bound of the error of {@link #auc}. */
  double error() {
    return 0;
  }
}
