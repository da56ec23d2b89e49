package io.glidepath.passes;

import io.glidepath.stats.LinearModels;
import io.glidepath.stats.RankBins;
import java.io.Serializable;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

/**
 * Models of a loss pass on their way to the executors, by fold, with numbers of their own. Plain
 * arrays for the same reason as {@link SharedModels}.
 */
final class SharedLinearModels implements Serializable {
  private static final long serialVersionUID = 1;

  private final int width;
  private final TreeMap<Integer, double[]> coefficients = new TreeMap<>();
  private final TreeMap<Integer, double[]> numbers = new TreeMap<>();

  SharedLinearModels(Map<Integer, LinearModels> models) {
    this(models, Map.of());
  }

  /**
   * @param numbers what the pass needs besides, for any of the folds
   */
  SharedLinearModels(Map<Integer, LinearModels> models, Map<Integer, double[]> numbers) {
    this.width = models.values().stream().mapToInt(LinearModels::width).max().orElse(0);
    models.forEach((fold, batch) -> coefficients.put(fold, batch.coefficients()));
    this.numbers.putAll(numbers);
  }

  /** Models with their bins, centres first, as numbers; folds may have none. */
  static SharedLinearModels binned(Map<Integer, LinearModels> models, Map<Integer, RankBins> bins) {
    Map<Integer, double[]> numbers = new TreeMap<>();
    bins.forEach(
        (fold, b) ->
            numbers.put(
                fold,
                DoubleStream.concat(DoubleStream.of(b.centre()), DoubleStream.of(b.spread()))
                    .toArray()));
    return new SharedLinearModels(models, numbers);
  }

  int width() {
    return width;
  }

  Iterable<Integer> folds() {
    return coefficients.keySet();
  }

  int size() {
    return coefficients.keySet().stream().mapToInt(f -> of(f).size()).sum();
  }

  /** The models of a fold; none if there are none. */
  LinearModels of(int fold) {
    return new LinearModels(width, coefficients.getOrDefault(fold, new double[0]));
  }

  /** The models of all other folds side by side, in the order of {@link #folds}. */
  LinearModels except(int fold) {
    int length = coefficients.values().stream().mapToInt(c -> c.length).reduce(0, Math::addExact);
    double[] others = new double[length - of(fold).coefficients().length];
    int at = 0;
    for (Map.Entry<Integer, double[]> e : coefficients.entrySet()) {
      if (e.getKey() != fold) {
        System.arraycopy(e.getValue(), 0, others, at, e.getValue().length);
        at += e.getValue().length;
      }
    }
    return new LinearModels(width, others);
  }

  /** The numbers of a fold, from..to-1; null if it has none. */
  double[] numbers(int fold, int from, int to) {
    double[] all = numbers.get(fold);
    return all == null ? null : Arrays.copyOfRange(all, from, to);
  }

  /** The bins of a fold's models; null if it has none. */
  RankBins bins(int fold) {
    int m = of(fold).size();
    double[] centre = numbers(fold, 0, m);
    return centre == null ? null : new RankBins(centre, numbers(fold, m, 2 * m));
  }
}
