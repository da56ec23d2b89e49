package io.glidepath.path;

/**
 * A model of cross-validation: trained on all rows but those of one fold, on the scale of the data.
 *
 * @param fold the fold left out, by its name
 * @param beta coefficients of all p columns; 0 for a column that is constant in the training rows
 */
public record FoldModel(int fold, double intercept, double[] beta) {}
