package io.glidepath.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The chosen model.
 *
 * @param rows for each column with a coefficient: page number, coefficient, standardized
 *     coefficient, standard deviation, penalty factor, grid_index of its entry, share of fold
 *     models that keep it; the largest first
 */
record ModelSection(int a, int k, double intercept, List<List<Object>> rows) {

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
        chosen.a(), chosen.k(), surface.path(chosen.a()).intercept()[chosen.k()], rows);
  }
}
