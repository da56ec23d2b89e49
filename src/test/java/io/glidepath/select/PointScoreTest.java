package io.glidepath.select;

import static org.assertj.core.api.Assertions.assertThat;

import io.glidepath.family.Metric;
import io.glidepath.path.Baselines;
import io.glidepath.path.Calibrations;
import io.glidepath.path.FoldScores;
import io.glidepath.path.GridPoint;
import io.glidepath.stats.Cells;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PointScoreTest {
  private static CrossValidation validation() {
    Map<Metric, double[][][]> values = new LinkedHashMap<>();
    values.put(Metric.LOG_LOSS, new double[][][] {{{1, 2}, {3, 4}}});
    values.put(Metric.AUC, new double[][][] {{{0.5, 0.75}, {0.5, Double.NaN}}});
    return CrossValidation.of(
        new FoldScores(Cells.once(new int[] {3, 7}, new double[] {1, 3}), values, Baselines.NONE));
  }

  private static final Calibrations CALIBRATIONS =
      new Calibrations(
          List.of(new GridPoint(0, 1)),
          new double[][] {{0.5, 1}},
          new double[][] {{0.25, Double.NaN}},
          List.of());

  @Test
  void metricsComeInTheirOrderAndCalibrationLast() {
    List<PointScore> scores = PointScore.of(validation(), Optional.of(CALIBRATIONS), 0, 1);
    assertThat(scores)
        .extracting(PointScore::metric)
        .containsExactly("log-loss", "auc", "calibration-slope", "calibration-intercept");
    PointScore slope = scores.get(2);
    assertThat(slope.foldValues()).containsExactly(0.5, 1);
    assertThat(slope.mean()).isEqualTo(0.875); // weights 1 and 3
    assertThat(slope.standardError()).isEqualTo(Math.sqrt((0.375 * 0.375 + 3 * 0.125 * 0.125) / 4));
    assertThat(scores.get(3).mean()).isNaN();
    assertThat(scores.get(0).mean()).isEqualTo(3.75);
  }

  @Test
  void pointsThatWereNotSelectedHaveNoCalibration() {
    assertThat(PointScore.of(validation(), Optional.of(CALIBRATIONS), 0, 0))
        .extracting(PointScore::metric)
        .containsExactly("log-loss", "auc");
    assertThat(PointScore.of(validation(), Optional.empty(), 0, 1)).hasSize(2);
  }
}
