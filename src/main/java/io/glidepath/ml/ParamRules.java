package io.glidepath.ml;

import java.util.Arrays;
import scala.runtime.AbstractFunction1;

/** What values params may have; serializable because params are. */
final class ParamRules {
  private ParamRules() {}

  /** One of some words. */
  static final class OneOf extends AbstractFunction1<String, Object>
      implements java.io.Serializable {
    private final String[] words;

    OneOf(String... words) {
      this.words = words;
    }

    @Override
    public Object apply(String value) {
      return Arrays.asList(words).contains(value);
    }
  }

  /** Different values within closed bounds, so many at least. */
  static final class Each extends AbstractFunction1<double[], Object>
      implements java.io.Serializable {
    private final double lowest;
    private final double highest;
    private final int fewest;

    Each(double lowest, double highest, int fewest) {
      this.lowest = lowest;
      this.highest = highest;
      this.fewest = fewest;
    }

    @Override
    public Object apply(double[] values) {
      return values.length >= fewest
          && Arrays.stream(values).allMatch(v -> v >= lowest && v <= highest)
          && Arrays.stream(values).map(v -> v + 0.0).distinct().count() == values.length;
    }
  }

  /** Each number at least, and at most, some number. */
  static final class Between extends AbstractFunction1<double[], Object>
      implements java.io.Serializable {
    private final double lowest;
    private final double highest;

    Between(double lowest, double highest) {
      this.lowest = lowest;
      this.highest = highest;
    }

    @Override
    public Object apply(double[] values) {
      return Arrays.stream(values).allMatch(v -> v >= lowest && v <= highest);
    }
  }

  /** None, or something to train on when one is held out. */
  static final class NoneOrSeveral extends AbstractFunction1<Object, Object>
      implements java.io.Serializable {
    @Override
    public Object apply(Object folds) {
      return (int) folds == 0 || (int) folds >= 2;
    }
  }
}
