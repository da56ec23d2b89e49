package io.glidepath.path;

/**
 * Whose (alpha, lambda) is meant. The same pair names different models in different tools, because
 * they scale columns and label differently; see src/site/markdown/mathematics.md.
 */
public enum Convention {
  /** Spark MLlib: for squared error population standard deviations and a scaled label. */
  MLLIB,
  /** R's glmnet: as {@link #MLLIB} for squared error, with penalty factors rescaled to sum to p. */
  GLMNET,
  /** scikit-learn and the textbooks: the label is not scaled. */
  PLAIN
}
