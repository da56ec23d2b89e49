package io.glidepath.path.general;

import io.glidepath.family.Metric;
import io.glidepath.path.Baselines;
import io.glidepath.path.Extension;
import io.glidepath.path.FoldScores;
import io.glidepath.path.Grid;
import io.glidepath.path.Surface;
import io.glidepath.path.SweepSpec;
import java.util.Arrays;
import java.util.Optional;

/** A grid of a loss that was solved; without folds there is nothing but the surface. */
record SolvedGrid(
    Solving solving, Surface surface, Optional<TrainedFolds> folds, Optional<FoldScores> scores) {

  SolvedGrid with(Baselines baselines) {
    return new SolvedGrid(solving, surface, folds, scores.map(s -> s.with(baselines)));
  }

  /** The grid to be swept next; empty where this one is enough, or a path has ended early. */
  Optional<Grid> further(SweepSpec sweep, Metric metric) {
    Grid grid = solving.grid();
    return sweep.aliveLimit().ends(surface, grid)
        ? Optional.empty()
        : new Extension(sweep.regParam()).beyond(grid, curves(metric));
  }

  private Extension.Curves curves(Metric metric) {
    FoldScores known = scores.orElseThrow();
    Baselines baselines = known.baselines();
    return new Extension.Curves(
        Arrays.stream(known.values().get(metric))
            .map(path -> Arrays.stream(path).map(v -> losses(metric, v)).toArray(double[][]::new))
            .toArray(double[][][]::new),
        known.cells(),
        losses(metric, baselines.nothing().get(metric)),
        baselines.unpenalised().map(u -> losses(metric, u.get(metric))),
        known.errors(metric),
        surface.paths().stream()
            .map(path -> path.stream().mapToDouble(p -> 1 - p.devianceRatio()).toArray())
            .toArray(double[][]::new));
  }

  private static double[] losses(Metric metric, double[] values) {
    return Arrays.stream(values).map(v -> metric.growsWithQuality() ? -v : v).toArray();
  }
}
