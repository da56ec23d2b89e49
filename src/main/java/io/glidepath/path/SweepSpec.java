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
}
