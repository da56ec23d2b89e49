package io.glidepath.path;

/**
 * One solved and certified point of the surface: a model on all rows at one (alpha, lambda). What
 * is not defined is NaN here and null in the tables.
 *
 * @param alpha mix, elastic_net_param
 * @param gridIndex position in the alpha's grid, 0 at the largest lambda
 * @param lambda strength, reg_param
 * @param deviance weighted mean unit deviance
 * @param devianceRatio 1 - deviance / null deviance; NaN if the null deviance is 0
 * @param objective half the deviance plus the penalty
 * @param kktViolation largest violation of the optimality conditions over the largest null gradient
 * @param dualityGap relative to half the null deviance; NaN where there is none
 */
public record SurfacePoint(
    double alpha,
    int gridIndex,
    double lambda,
    double intercept,
    SparseCoefficients coefficients,
    double l1Norm,
    double l2Norm,
    double deviance,
    double devianceRatio,
    double objective,
    double kktViolation,
    double dualityGap,
    boolean converged) {

  /** Number of non-zero coefficients, unpenalised ones included, the intercept not. */
  public int nonzero() {
    return coefficients.size();
  }
}
