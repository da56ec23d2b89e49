package io.glidepath.output;

import io.glidepath.ml.SweepResult;
import io.glidepath.path.Calibrations;
import io.glidepath.path.Correlations;
import io.glidepath.path.GridPoint;
import io.glidepath.path.Stability;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Rows of the tables that say how far a model is to be trusted, without the name of the run: {@code
 * stability}, {@code correlations} and {@code calibration}.
 */
final class InspectionRows {
  private final SweepResult result;

  InspectionRows(SweepResult result) {
    this.result = result;
  }

  /** Whether there is such a table. */
  boolean has(String table) {
    return switch (table) {
      case TableSchemas.STABILITY -> result.stability().isPresent();
      case TableSchemas.CORRELATIONS -> result.correlations().isPresent();
      case TableSchemas.CALIBRATION ->
          result.calibrations().map(c -> !c.bins().isEmpty()).orElse(false);
      default -> false;
    };
  }

  /** By selected point and column. */
  Stream<Object[]> stability() {
    Stability s = result.stability().orElseThrow();
    return IntStream.range(0, s.points().size())
        .boxed()
        .flatMap(
            i ->
                IntStream.range(0, result.columns().size())
                    .mapToObj(
                        j ->
                            new Object[] {
                              alpha(s.points().get(i)),
                              s.points().get(i).gridIndex(),
                              feature(j),
                              s.kept()[i][j],
                              s.mean()[i][j],
                              s.deviation()[i][j]
                            }));
  }

  /** By the two columns. */
  Stream<Object[]> correlations() {
    Correlations c = result.correlations().orElseThrow();
    return IntStream.range(0, c.size())
        .mapToObj(i -> new Object[] {feature(c.left()[i]), feature(c.right()[i]), c.r()[i]});
  }

  /** By selected point, fold and bin. */
  Stream<Object[]> calibration() {
    return result.calibrations().map(Calibrations::bins).orElseThrow().stream()
        .map(
            b ->
                new Object[] {
                  alpha(b.point()),
                  b.point().gridIndex(),
                  b.fold(),
                  b.bin(),
                  b.weight(),
                  b.predicted(),
                  b.observed()
                });
  }

  private double alpha(GridPoint point) {
    return result.surface().alpha(point.alphaIndex());
  }

  private String feature(int j) {
    return result.columns().get(j).feature();
  }
}
