package io.glidepath.ml;

import io.glidepath.path.SurfacePoint;
import org.apache.spark.sql.types.StructType;

/**
 * Grid points as rows: the columns of the table {@code paths} but for the run's name, and with
 * arrays of coefficients behind them those of {@link ElasticNetPathModel#surface}. NaN and infinity
 * are null in both.
 */
public final class PointRows {
  public static final StructType SCHEMA =
      StructType.fromDDL(
          "elastic_net_param double, grid_index int, reg_param double, intercept double, nonzero int,"
              + " l1_norm double, l2_norm double, deviance double, deviance_ratio double,"
              + " objective double, kkt_violation double, duality_gap double, converged boolean");

  private PointRows() {}

  /** A row in the order of {@link #SCHEMA}. */
  public static Object[] of(SurfacePoint p) {
    return new Object[] {
      defined(p.alpha()),
      p.gridIndex(),
      defined(p.lambda()),
      defined(p.intercept()),
      p.nonzero(),
      defined(p.l1Norm()),
      defined(p.l2Norm()),
      defined(p.deviance()),
      defined(p.devianceRatio()),
      defined(p.objective()),
      defined(p.kktViolation()),
      defined(p.dualityGap()),
      p.converged()
    };
  }

  /** A number that can be shown; null if there is none. */
  public static Double defined(double value) {
    return Double.isFinite(value) ? value : null;
  }
}
