package io.glidepath.ml;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.path.ColumnSummary;
import io.glidepath.path.SurfacePoint;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SweepWarningsTest {
  private static final double[] ONE = {1};

  /** Three points, the last unpenalised, so that the end of the grid is no news. */
  private static List<SurfacePoint> points(double devianceRatio) {
    return List.of(
        HandMade.point(0.5, 0, 2, 0, 0),
        HandMade.attaining(HandMade.point(0.5, 1, 0.25, 0, 7), devianceRatio, 1),
        HandMade.point(0.5, 2, 0, 0, 8));
  }

  private static List<String> warnings(String family, double devianceRatio, double rankError) {
    return HandMade.result(family, ONE, points(devianceRatio), rankError, Optional.empty())
        .warnings();
  }

  @Test
  void classesThatTheColumnsSeparateAreSaid() {
    assertThat(warnings("binomial", 0.9999987, 0))
        .singleElement()
        .asString()
        .contains(
            "separate the classes", "deviance_ratio 0.99999", "elastic_net_param 0.5", "0.2500");
    assertThat(warnings("binomial", 0.9989, 0)).isEmpty();
    assertThat(warnings("poisson", 0.9999987, 0)).isEmpty();
    assertThat(warnings("gaussian", 0.9999987, 0)).isEmpty();
  }

  @Test
  void ranksThatAreNotExactEnoughAreSaidWithTheirBound() {
    assertThat(warnings("binomial", 0.5, 3.4e-4)).singleElement().asString().contains("3.4e-04");
    assertThat(warnings("binomial", 0.5, 1e-4)).isEmpty();
  }

  @Test
  void columnsThatHardlyVaryBesideTheirSizeAreNamed() {
    List<ColumnSummary> columns =
        List.of(
            new ColumnSummary(
                1,
                0,
                0,
                1,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                ColumnSummary.Status.CONSTANT),
            new ColumnSummary(
                1e15,
                1e-16,
                0,
                1,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                ColumnSummary.Status.CONSTANT),
            new ColumnSummary(
                1e9,
                1e-10,
                0.1,
                1,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                ColumnSummary.Status.USED),
            new ColumnSummary(
                1e9,
                1e-9,
                1,
                1,
                Double.NEGATIVE_INFINITY,
                Double.POSITIVE_INFINITY,
                ColumnSummary.Status.USED));
    List<String> warnings =
        HandMade.result("gaussian", columns, points(0.5), 0, Optional.empty()).warnings();
    assertThat(warnings).hasSize(3);
    assertThat(warnings.get(0)).startsWith("1 column is constant").endsWith("(x0)");
    assertThat(warnings.get(1)).startsWith("1 column is taken as constant").endsWith("(x1)");
    assertThat(warnings.get(2)).startsWith("1 column is large beside").endsWith("(x2)");
  }

  @Test
  void aChosenModelThatDidNotConvergeIsSaid() {
    SurfacePoint missed = HandMade.missing(HandMade.point(0.5, 1, 0, 0, 7), 0.25);
    List<SurfacePoint> chosenLast = List.of(HandMade.point(0.5, 0, 2, 0, 0), missed);
    assertThat(HandMade.result("poisson", ONE, chosenLast, 0, Optional.empty()).warnings())
        .hasSize(2)
        .last()
        .asString()
        .startsWith("the chosen model is one of them")
        .contains("kkt_violation 2.5e-01");
  }
}
