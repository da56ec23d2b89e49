package io.glidepath.stats;

import io.glidepath.family.Confusion;
import io.glidepath.family.Family;
import io.glidepath.matrix.Blas;
import io.glidepath.matrix.Block;
import java.util.ArrayList;
import java.util.List;

/**
 * What several models predict and what is observed, in bins of neighbouring predictions: sum w, sum
 * w mu and sum w y of every bin. Rows are counted in 1,023 fine bins of equal length in the place
 * of their linear predictor, offset included ({@link PredictorPlaces}), which are joined into about
 * deciles once all rows are in ({@link #tenths}).
 *
 * <p>If the predictors are about normal, no fine bin holds more than 1.2 / 1,023 of the rows, and a
 * decile begins within half of that of where it should. Rows of equal predictions share a fine bin
 * whatever their number.
 *
 * <p>Cost: 2 n p m flops in matrix products, and n m evaluations of the mean. Memory: 24 KB a
 * model. Mutable, not thread-safe.
 */
public final class CalibrationBinSums implements Sums<CalibrationBinSums> {
  private static final long serialVersionUID = 1;

  /**
   * Odd, so that the centre is in the middle of a bin and not on an edge: equal predictions there
   * may differ by rounding.
   */
  private static final int FINE = 1023;

  private static final int TENTHS = 10;

  /** Middles on a border go up, however the sums were rounded. */
  private static final double ROUNDING = 1e-9;

  private static final int TERMS = 3;

  /** Numbers that it holds for each model. */
  public static final int NUMBERS = TERMS * FINE;

  private final PredictorPlaces places;

  /** By model: weight, prediction and label of bin 0, of bin 1, ... */
  private final double[][] sums;

  private final double[] thresholds;

  /** By model: weight and label of the rows of at least the first threshold, the second, ... */
  private final double[][] above;

  private transient double[] eta;
  private transient double[] place;
  private transient int[] bin;

  /**
   * Rows of neighbouring predictions.
   *
   * @param index 0 for the lowest predictions to 9
   * @param weight sum of weights, positive
   * @param predicted weighted mean of mu
   * @param observed weighted mean of the label
   */
  public record Tenth(int index, double weight, double predicted, double observed) {}

  /**
   * @param bins where the linear predictors are expected, offsets included
   * @param thresholds of predictions, for {@link #confusions}
   */
  public CalibrationBinSums(RankBins bins, double... thresholds) {
    this.places = new PredictorPlaces(bins);
    this.sums = new double[places.models()][NUMBERS];
    this.thresholds = thresholds;
    this.above = new double[places.models()][2 * thresholds.length];
  }

  /** Adds the rows of a standardized block. */
  public void accept(Block block, LinearModels models, Family family, Blas blas) {
    int n = block.rows();
    int batch = Predictor.batch(n, models.size());
    eta = Predictor.room(eta, n * batch);
    place = Predictor.room(place, n);
    bin = bin != null && bin.length >= n ? bin : new int[n];
    for (int from = 0; from < models.size(); from += batch) {
      int m = Math.min(batch, models.size() - from);
      Predictor.eta(block, models, from, m, eta, blas);
      for (int k = 0; k < m; k++) {
        places.of(from + k, eta, k * n, n, place);
        for (int r = 0; r < n; r++) {
          bin[r] = TERMS * Math.min(FINE - 1, (int) (place[r] * FINE));
        }
        family.means(eta, k * n, n);
        add(block, k * n, sums[from + k]);
        addAbove(block, k * n, above[from + k]);
      }
    }
  }

  private void add(Block block, int means, double[] to) {
    for (int r = 0; r < block.rows(); r++) {
      double w = block.weights()[r];
      to[bin[r]] += w;
      to[bin[r] + 1] += w * eta[means + r];
      to[bin[r] + 2] += w * block.labels()[r];
    }
  }

  private void addAbove(Block block, int means, double[] to) {
    for (int t = 0; t < thresholds.length; t++) {
      for (int r = 0; r < block.rows(); r++) {
        if (eta[means + r] >= thresholds[t]) {
          to[2 * t] += block.weights()[r];
          to[2 * t + 1] += block.weights()[r] * block.labels()[r];
        }
      }
    }
  }

  @Override
  public void combine(CalibrationBinSums other) {
    for (int k = 0; k < sums.length; k++) {
      for (int i = 0; i < NUMBERS; i++) {
        sums[k][i] += other.sums[k][i];
      }
      for (int i = 0; i < above[k].length; i++) {
        above[k][i] += other.above[k][i];
      }
    }
  }

  /** Rows by class and prediction of model k, for labels 0 and 1; one for each threshold. */
  public List<Confusion> confusions(int k) {
    double weight = 0;
    double ones = 0;
    for (int i = 0; i < NUMBERS; i += TERMS) {
      weight += sums[k][i];
      ones += sums[k][i + 2];
    }
    List<Confusion> confusions = new ArrayList<>();
    for (int t = 0; t < thresholds.length; t++) {
      double taken = above[k][2 * t];
      double right = above[k][2 * t + 1];
      double zeros = Math.max(0, weight - ones - (taken - right));
      confusions.add(
          new Confusion(thresholds[t], right, taken - right, Math.max(0, ones - right), zeros));
    }
    return confusions;
  }

  /**
   * About deciles of model k's predictions, ascending: a fine bin belongs to the tenth of the
   * weight that holds its middle. Tenths without rows are absent.
   */
  public List<Tenth> tenths(int k) {
    double total = 0;
    for (int i = 0; i < NUMBERS; i += TERMS) {
      total += sums[k][i];
    }
    double[] joined = new double[TERMS * TENTHS];
    double below = 0;
    for (int i = 0; i < NUMBERS; i += TERMS) {
      double weight = sums[k][i];
      if (weight > 0) {
        double middle = TENTHS * ((below + weight / 2) / total);
        int tenth = Math.min(TENTHS - 1, (int) (middle + ROUNDING));
        for (int t = 0; t < TERMS; t++) {
          joined[TERMS * tenth + t] += sums[k][i + t];
        }
        below += weight;
      }
    }
    List<Tenth> tenths = new ArrayList<>();
    for (int t = 0; t < TENTHS; t++) {
      double weight = joined[TERMS * t];
      if (weight > 0) {
        tenths.add(
            new Tenth(t, weight, joined[TERMS * t + 1] / weight, joined[TERMS * t + 2] / weight));
      }
    }
    return tenths;
  }

  /** Of models whose linear predictors lie about where their bins are. */
  public record Of(Family family, double... thresholds)
      implements Statistic<RankedModels, CalibrationBinSums> {

    @Override
    public Class<RankedModels> question() {
      return RankedModels.class;
    }

    @Override
    public Class<CalibrationBinSums> sums() {
      return CalibrationBinSums.class;
    }

    @Override
    public CalibrationBinSums empty(RankedModels asked) {
      return new CalibrationBinSums(asked.bins(), thresholds);
    }

    @Override
    public void accept(CalibrationBinSums sums, RankedModels asked, Block block, Blas blas) {
      sums.accept(block, asked.models(), family, blas);
    }

    @Override
    public int models(RankedModels asked) {
      return asked.models().size();
    }

    @Override
    public long bytes(RankedModels asked) {
      return 8L * NUMBERS * models(asked);
    }
  }
}
