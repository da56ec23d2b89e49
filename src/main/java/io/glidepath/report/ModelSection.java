package io.glidepath.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The chosen model.
 *
 * @param rows for each column with a coefficient: page number, coefficient, standardized
 *     coefficient, standard deviation, penalty factor, grid_index of its entry, share of fold
 *     models that keep it; the largest first
 * @param limits nothing without bounds
 */
record ModelSection(
    int a, int k, double intercept, List<List<Object>> rows, Optional<Limits> limits) {
  private static final int NAMED = 10;

  /**
   * Coefficients that have bounds.
   *
   * @param columns how many have
   * @param at how many lie at one that is not 0
   * @param zero how many are 0, which is one of their bounds
   * @param named page numbers of those that lie at one that is not 0, the first ones
   */
  record Limits(int columns, int at, int zero, int[] named) {

    static Limits of(FeatureTable features, double[] coefficients, Names names) {
      List<Integer> bounded = features.bounded();
      Map<Boolean, List<Integer>> at =
          bounded.stream()
              .filter(
                  j ->
                      coefficients[j] == features.lower()[j]
                          || coefficients[j] == features.upper()[j])
              .collect(Collectors.partitioningBy(j -> coefficients[j] == 0));
      List<Integer> elsewhere = at.get(false);
      return new Limits(
          bounded.size(),
          elsewhere.size(),
          at.get(true).size(),
          names.of(elsewhere.stream().limit(NAMED).toList()));
    }
  }

  static ModelSection of(
      CoefficientTable table,
      SurfaceTable surface,
      FeatureTable features,
      GridPoint chosen,
      double[] kept,
      Names names) {
    double[] standardized = table.standardized(chosen);
    double[] coefficients = table.coefficients(chosen);
    List<List<Object>> rows = new ArrayList<>();
    for (int j : CoefficientSection.largest(standardized, features.size())) {
      rows.add(
          Arrays.asList(
              names.of(j),
              coefficients[j],
              standardized[j],
              features.deviations()[j],
              features.factors()[j],
              table.entry(chosen.a(), j),
              kept[j]));
    }
    return new ModelSection(
        chosen.a(),
        chosen.k(),
        surface.path(chosen.a()).intercept()[chosen.k()],
        rows,
        Optional.of(Limits.of(features, coefficients, names)).filter(l -> l.columns() > 0));
  }
}
