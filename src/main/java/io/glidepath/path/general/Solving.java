package io.glidepath.path.general;

import io.glidepath.matrix.Blas;
import io.glidepath.path.Grid;
import io.glidepath.path.GridPoint;
import io.glidepath.path.SweepListener;
import java.util.List;
import java.util.stream.IntStream;

/** What every part of the engine works with. */
record Solving(Grid grid, Evaluator data, SavedWork saved, Blas blas, SweepListener listener) {

  /** The same on a grid that goes on below this one, from what is known of it. */
  Solving longer(Grid further) {
    return new Solving(further, data, saved.longer(further), blas, listener);
  }

  /** All grid points, path after path. */
  List<GridPoint> points() {
    return IntStream.range(0, alphas() * lambdas())
        .mapToObj(i -> new GridPoint(i / lambdas(), i % lambdas()))
        .toList();
  }

  int alphas() {
    return grid.alphas().length;
  }

  int lambdas() {
    return grid.lambdas()[0].length;
  }

  double alpha(int a) {
    return grid.alphas()[a];
  }

  double lambda(int a, int k) {
    return grid.lambdas()[a][k];
  }

  Anchors anchors() {
    return data.anchors();
  }
}
