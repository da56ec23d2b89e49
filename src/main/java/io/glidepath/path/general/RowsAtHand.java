package io.glidepath.path.general;

import io.glidepath.family.Family;
import io.glidepath.matrix.ColumnLanes;
import io.glidepath.matrix.GatheredRows;
import io.glidepath.stats.Cells;
import io.glidepath.stats.RowSums;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * All rows, held on the driver, as the models of several training sets see them: each row counts in
 * a training set by its share of the weight there, 0 where it is not in. What is computed of a row
 * for each model lies side by side, at row * {@link #lanes}.
 */
final class RowsAtHand {
  private static final String PURPOSE = "rows";

  /** Several models side by side are a multiple of this, so that they make whole vectors. */
  private static final int VECTOR = 4;

  private final ColumnLanes x;
  private final Family family;
  private final double[] labels;
  private final double[] offsets;
  private final double[] shares;
  private final int models;
  private final int lanes;

  private RowsAtHand(ColumnLanes x, Family family, double[] labels, double[] offsets, int models) {
    this.x = x;
    this.family = family;
    this.labels = labels;
    this.offsets = offsets;
    this.models = models;
    this.lanes = models == 1 ? 1 : (models + VECTOR - 1) / VECTOR * VECTOR;
    this.shares = new double[Math.multiplyExact(labels.length, lanes)];
  }

  /** Brings all rows together, by one pass. */
  static RowsAtHand gather(Evaluator data, List<TrainingSet> sets) {
    Cells cells = data.cells();
    List<RowSums> sums =
        data.answer(PURPOSE, new RowSums.Of(), cells.askEach(c -> new RowSums.Asked()));
    List<GatheredRows> parts = new ArrayList<>();
    List<Integer> cellOf = new ArrayList<>();
    for (int c = 0; c < cells.size(); c++) {
      for (GatheredRows part : sums.get(c).rows().stream().toList()) {
        parts.add(part);
        cellOf.addAll(Collections.nCopies(part.count(), c));
      }
    }
    int n = cellOf.size();
    RowsAtHand rows =
        new RowsAtHand(
            GatheredRows.columns(parts, sets.get(0).first() > 0),
            data.family(),
            new double[n],
            new double[n],
            sets.size());
    int row = 0;
    for (GatheredRows part : parts) {
      for (int r = 0; r < part.count(); r++, row++) {
        rows.labels[row] = part.label(r);
        rows.offsets[row] = part.offset(r);
        for (int k = 0; k < sets.size(); k++) {
          rows.shares[row * rows.lanes + k] = sets.get(k).share(cellOf.get(row), part.weight(r));
        }
      }
    }
    return rows;
  }

  /** The same rows as some of the sets see them: size of them at most, all in order. */
  List<RowsAtHand> groups(int size) {
    List<RowsAtHand> groups = new ArrayList<>();
    for (int from = 0; from < models; from += size) {
      groups.add(models(from, Math.min(models, from + size)));
    }
    return groups;
  }

  /** The same rows as some of the sets see them. */
  RowsAtHand models(int from, int to) {
    RowsAtHand some = new RowsAtHand(x, family, labels, offsets, to - from);
    for (int r = 0; r < labels.length; r++) {
      System.arraycopy(shares, r * lanes + from, some.shares, r * some.lanes, to - from);
    }
    return some;
  }

  ColumnLanes x() {
    return x;
  }

  /** Number of models side by side. */
  int models() {
    return models;
  }

  /** Number of models that there is room for. */
  int lanes() {
    return lanes;
  }

  /** Room for a number of each row and model. */
  double[] room() {
    return new double[labels.length * lanes];
  }

  /** Room for a number of each column and model. */
  double[] columns() {
    return new double[Math.multiplyExact(x.columns(), lanes)];
  }

  /** eta := X B and offsets. */
  void predict(double[] b, double[] eta) {
    for (int r = 0; r < offsets.length; r++) {
      Arrays.fill(eta, r * lanes, (r + 1) * lanes, offsets[r]);
    }
    double[] own = new double[lanes];
    for (int j = 0; j < x.columns(); j++) {
      boolean any = false;
      for (int k = 0; k < models; k++) {
        own[k] = b[j * lanes + k];
        any |= own[k] != 0;
      }
      if (any) {
        x.add(j, own, lanes, eta);
      }
    }
  }

  /** to := share of the row times its residual. */
  void residuals(double[] eta, double[] to) {
    each(eta, to, family::residuals);
  }

  /** to := share of the row times the second derivative of its loss. */
  void curvatures(double[] eta, double[] to) {
    each(eta, to, family::curvatures);
  }

  private interface OfRows {
    void compute(double[] labels, double[] eta, int from, int n);
  }

  private void each(double[] eta, double[] to, OfRows kernel) {
    int n = labels.length;
    double[] one = new double[n];
    for (int k = 0; k < models; k++) {
      for (int r = 0, i = k; r < n; r++, i += lanes) {
        one[r] = eta[i];
      }
      kernel.compute(labels, one, 0, n);
      for (int r = 0, i = k; r < n; r++, i += lanes) {
        to[i] = shares[i] == 0 ? 0 : shares[i] * one[r];
      }
    }
  }
}
