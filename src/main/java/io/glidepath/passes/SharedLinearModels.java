package io.glidepath.passes;

import io.glidepath.stats.LinearModels;
import io.glidepath.stats.RankBins;
import java.io.Serializable;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
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

  /** Those of the folds that models are of, ascending. */
  List<Integer> folds(Predicate<Integer> wanted) {
    return coefficients.keySet().stream().filter(wanted).toList();
  }

  int size() {
    return coefficients.keySet().stream().mapToInt(f -> of(f).size()).sum();
  }

  /** The models of a fold; none if there are none. */
  LinearModels of(int fold) {
    return new LinearModels(width, coefficients.getOrDefault(fold, new double[0]));
  }

  /** The models of some folds side by side. */
  LinearModels of(List<Integer> folds) {
    List<double[]> parts = folds.stream().map(coefficients::get).toList();
    double[] all = new double[parts.stream().mapToInt(c -> c.length).reduce(0, Math::addExact)];
    int at = 0;
    for (double[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return new LinearModels(width, all);
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
