package io.glidepath.path;

import io.glidepath.family.Family;
import java.util.Arrays;

/**
 * Whose meaning of (alpha, lambda) applies. The same pair gives different models in different
 * tools, as they scale columns and label differently; see src/site/markdown/mathematics.md.
 */
public enum Convention {
  /**
   * Spark MLlib: for squared error population standard deviations and a scaled label; for binomial
   * sample standard deviations.
   */
  MLLIB,
  /** R's glmnet: as {@link #MLLIB} for squared error, with penalty factors rescaled to sum to p. */
  GLMNET,
  /** scikit-learn and the textbooks: the label is not scaled. */
  PLAIN;

  /** Whether columns are measured by their sample deviations, as MLlib does for two classes. */
  public boolean sampleDeviations(Family family) {
    return this == MLLIB && family.twoClasses();
  }

  /** Penalty factors as the convention wants them: glmnet's sum to the number of columns. */
  public double[] factors(double[] configured) {
    double sum = Arrays.stream(configured).sum();
    if (this != GLMNET || sum == 0) {
      return configured;
    }
    return Arrays.stream(configured).map(v -> v * configured.length / sum).toArray();
  }
}
