package io.glidepath.path;

import java.util.List;

/**
 * The grid that is swept.
 *
 * @param elasticNetParam values of alpha in [0, 1], ascending, no value twice
 */
public record SweepSpec(List<Double> elasticNetParam, RegParamSpec regParam) {
  public SweepSpec {
    elasticNetParam = elasticNetParam.stream().sorted().toList();
  }

  /** How many grid points there are for a training set, before the grid is extended. */
  public int points() {
    return elasticNetParam.size() * regParam.length();
  }
}
