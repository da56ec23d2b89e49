package io.glidepath.path.general;

import io.glidepath.matrix.CompactVector;
import io.glidepath.path.ColumnProducts;
import io.glidepath.path.ColumnSummary;
import io.glidepath.path.ModelSpec;
import io.glidepath.path.PenaltyTerms;
import io.glidepath.path.ProportionalColumns;
import io.glidepath.solve.Bounds;
import io.glidepath.stats.LinearModels;
import io.glidepath.stats.Moments;
import io.glidepath.stats.RankBins;
import io.glidepath.stats.Standardization;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The unknowns in which a loss is minimised, and the way back to the scale of the data: the
 * intercept if there is one, then the columns without penalty, then the penalised ones, each (x_j -
 * mean_j) / sd_j over all rows (not centred without intercept). Columns that do not vary are left
 * out, of exact copies one stands for all.
 */
final class Unknowns {
  private final ModelSpec spec;
  private final Moments all;
  private final PenaltyTerms terms;
  private final double[] factors;
  private final int[] varying;
  private final Bounds standardBounds;
  private final ColumnProducts products;
  private final ProportionalColumns groups;
  private final int[] columns;
  private final int[] members;
  private final Bounds bounds;
  private final int free;

  /**
   * @param all moments of all rows
   * @param products of the columns over these
   * @param terms with penalty factors rescaled as the convention wants
   */
  Unknowns(Moments all, ColumnProducts products, ModelSpec spec, PenaltyTerms terms) {
    this.spec = spec;
    this.all = all;
    this.products = products;
    this.terms = terms;
    this.factors = terms.factors();
    this.varying = IntStream.range(0, all.columns()).filter(j -> all.deviation(j) > 0).toArray();
    this.standardBounds = terms.bounds().of(varying, i -> all.deviation(varying[i]));
    this.groups =
        products.copies(
            varying,
            Arrays.stream(varying)
                .mapToDouble(j -> factors[j] * (spec.standardize() ? 1 : 1 / all.deviation(j)))
                .toArray(),
            standardBounds);
    int[] leaders = groups.leaders();
    int[] order =
        IntStream.concat(
                Arrays.stream(leaders).filter(i -> factors[varying[i]] == 0),
                Arrays.stream(leaders).filter(i -> factors[varying[i]] > 0))
            .toArray();
    this.columns = Arrays.stream(order).map(i -> varying[i]).toArray();
    Bounds limits = groups.limits(order);
    this.bounds = Bounds.none(order.length + first());
    System.arraycopy(limits.lower(), 0, bounds.lower(), first(), order.length);
    System.arraycopy(limits.upper(), 0, bounds.upper(), first(), order.length);
    this.members = Arrays.stream(order).map(groups::members).toArray();
    this.free = first() + (int) Arrays.stream(columns).filter(j -> factors[j] == 0).count();
  }

  Standardization standardization() {
    return Standardization.of(all, spec.intercept(), columns);
  }

  ModelSpec spec() {
    return spec;
  }

  /** Number of unknowns. */
  int size() {
    return columns.length + first();
  }

  /** Number of unknowns without penalty; they come first. */
  int free() {
    return free;
  }

  /** The position of the first column: 1 with an intercept. */
  int first() {
    return spec.intercept() ? 1 : 0;
  }

  /** The design column of an unknown that is not the intercept. */
  int column(int unknown) {
    return columns[unknown - first()];
  }

  /** For how many copies an unknown stands. */
  int members(int unknown) {
    return members[unknown - first()];
  }

  /** What the penalty is. */
  PenaltyTerms.Form form() {
    return terms.form();
  }

  /** Limits of all unknowns, in their units. */
  Bounds bounds() {
    return bounds;
  }

  double factor(int unknown) {
    return factors[column(unknown)];
  }

  /** Moments of all rows. */
  Moments moments() {
    return all;
  }

  /** The largest absolute value of an unknown's column in any row. */
  double reach(int unknown) {
    if (unknown < first()) {
      return 1;
    }
    int j = column(unknown);
    double mean = spec.intercept() ? 0 : Math.abs(all.mean(j));
    return (all.reach(j) + mean) / all.deviation(j);
  }

  /** sd_j of the convention over its population value, in these rows. */
  double deviationFactor(Moments rows) {
    return spec.convention().sampleDeviations(spec.family()) ? rows.sampleFactor() : 1;
  }

  /** The model of some unknowns on the scale of the data. */
  DataModel onData(double[] x) {
    double[] beta = new double[all.columns()];
    double[] gamma = new double[all.columns()];
    int[] unknown = new int[all.columns()];
    for (int u = first(); u < size(); u++) {
      unknown[column(u)] = u;
    }
    double intercept = spec.intercept() ? x[0] : 0;
    for (int i = 0; i < varying.length; i++) {
      int j = varying[i];
      double standardized = groups.part(i, x[unknown[varying[groups.leader(i)]]]);
      if (standardized != 0) {
        beta[j] =
            standardBounds.carried(
                i, standardized, terms.bounds(), j, standardized / all.deviation(j));
        gamma[j] = standardized * deviationFactor(all);
        intercept -= spec.intercept() ? beta[j] * all.mean(j) : 0;
      }
    }
    return new DataModel(intercept, beta, gamma);
  }

  /**
   * A model on the scale of the data.
   *
   * @param beta coefficients of all p columns
   * @param gamma the same times sd_j of the convention
   */
  record DataModel(double intercept, double[] beta, double[] gamma) {}

  /** What is known of design column j. */
  ColumnSummary summary(int j) {
    int i = Arrays.binarySearch(varying, j);
    ColumnSummary.Status status = ColumnSummary.Status.CONSTANT;
    if (i >= 0) {
      status = groups.shared(i) ? ColumnSummary.Status.COLLINEAR : ColumnSummary.Status.USED;
    }
    double sigma = spec.standardize() ? all.deviation(j) * deviationFactor(all) : 1;
    return ColumnSummary.of(all, j, sigma, terms, status);
  }

  /** Where the linear predictors of models lie, by the moments of all rows; offsets apart. */
  RankBins bins(List<CompactVector> points) {
    double[] centre = new double[points.size()];
    double[] spread = new double[points.size()];
    for (int m = 0; m < points.size(); m++) {
      double[] point = points.get(m).toArray();
      centre[m] = spec.intercept() ? point[0] : 0;
      for (int u = first(); u < size() && !spec.intercept(); u++) {
        if (point[u] != 0) {
          centre[m] += point[u] * all.mean(column(u)) / all.deviation(column(u));
        }
      }
      double variance =
          products.variance(columns, Arrays.copyOfRange(point, first(), point.length));
      spread[m] = Math.sqrt(Math.max(0, variance));
    }
    return new RankBins(centre, spread);
  }

  /** Models side by side, as the passes take them. */
  LinearModels models(List<double[]> points) {
    return solved(points.stream().map(CompactVector::whole).toList());
  }

  /** The same of models that are kept. */
  LinearModels solved(List<CompactVector> points) {
    double[] coefficients = new double[Math.multiplyExact(size(), points.size())];
    for (int m = 0; m < points.size(); m++) {
      points.get(m).copyTo(coefficients, m * size());
    }
    return new LinearModels(size(), coefficients);
  }
}
