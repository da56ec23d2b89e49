package io.glidepath.path;

import java.util.List;
import java.util.OptionalLong;

/**
 * The grid that is swept.
 *
 * @param elasticNetParam values of alpha in [0, 1], ascending, no value twice
 * @param aliveLimit where paths end before their grids do
 */
public record SweepSpec(
    List<Double> elasticNetParam, RegParamSpec regParam, AliveLimit aliveLimit) {
  public SweepSpec {
    elasticNetParam = elasticNetParam.stream().sorted().toList();
  }

  /** To the end of the grid. */
  public SweepSpec(List<Double> elasticNetParam, RegParamSpec regParam) {
    this(elasticNetParam, regParam, AliveLimit.NONE);
  }

  /** How many grid points there are for a training set, before the grid is extended. */
  public int points() {
    return alphas() * regParam.length();
  }

  /** How many mixtures. */
  public int alphas() {
    return elasticNetParam.size();
  }

  /**
   * About how many coefficients are not 0, all grid points together. A guess: pure L2 keeps every
   * column, and any other mixture lets go half of them on its way, or, where rows are fewer, of as
   * many columns as there are rows.
   *
   * @param rows if they are known
   */
  public double coefficients(int columns, OptionalLong rows) {
    double kept = Math.min(columns, aliveLimit.most().orElse(columns));
    double mixed = Math.min(kept, rows.orElse(columns)) / 2.0;
    long pure = elasticNetParam.stream().filter(a -> a == 0).count();
    return regParam.length() * (pure * (double) columns + (alphas() - pure) * mixed);
  }
}
