package io.glidepath.family;

import java.util.Arrays;
import java.util.Optional;

/** A measure of held-out error or quality. */
public enum Metric {
  /** Mean unit deviance. */
  DEVIANCE("deviance", false),
  /** Mean squared error. */
  MSE("mse", false),
  /** Square root of the fold's mean squared error. */
  RMSE("rmse", false),
  /** Mean absolute error. */
  MAE("mae", false),
  /** 1 - squared error over that of the training fold's mean. */
  R2("r2", true),
  /** Mean negative log-likelihood of the class, in nats: half the deviance. */
  LOG_LOSS("log-loss", false),
  /** Probability that a one is ranked above a zero, ties counted half. */
  AUC("auc", true),
  /** Share of rows whose class is the more probable one. */
  ACCURACY("accuracy", true),
  /** Mean squared error of the probability. */
  BRIER("brier", false),
  /** Slope of the label on the linear predictor: below 1 the coefficients are too large. */
  CALIBRATION_SLOPE("calibration-slope", false),
  /** Intercept that goes with the calibration slope. */
  CALIBRATION_INTERCEPT("calibration-intercept", false);

  private final String label;
  private final boolean growsWithQuality;

  Metric(String label, boolean growsWithQuality) {
    this.label = label;
    this.growsWithQuality = growsWithQuality;
  }

  /** The name used in configuration and tables. */
  public String label() {
    return label;
  }

  /** Whether larger is better. */
  public boolean growsWithQuality() {
    return growsWithQuality;
  }

  /** The metric of a name. */
  public static Optional<Metric> of(String label) {
    return Arrays.stream(values()).filter(m -> m.label.equals(label)).findFirst();
  }
}
