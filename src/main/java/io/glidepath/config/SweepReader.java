package io.glidepath.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.glidepath.path.AliveLimit;
import io.glidepath.path.RegParamSpec;
import io.glidepath.path.SweepSpec;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/** Reads {@code sweep}. */
final class SweepReader {
  private static final NumberRule ALPHA =
      new NumberRule("numbers in [0, 1]", a -> a >= 0 && a <= 1);
  private static final NumberRule LAMBDA = new NumberRule("numbers of 0 or more", l -> l >= 0);
  private static final NumberRule COUNT =
      new NumberRule("a whole number of 1 or more", c -> c >= 1 && c <= Integer.MAX_VALUE);
  private static final NumberRule RATIO =
      new NumberRule("auto, or a number between 0 and 1, both left out", r -> r > 0 && r < 1);

  private final Section sweep;

  SweepReader(Section sweep) {
    this.sweep = sweep;
  }

  /**
   * @param aliveLimit which another section says
   */
  SweepSpec read(AliveLimit aliveLimit) {
    List<Double> alphas = numbers("elastic-net-param", ALPHA);
    RegParamSpec regParam = regParam();
    sweep.finish();
    return new SweepSpec(alphas, regParam, aliveLimit);
  }

  private RegParamSpec regParam() {
    Optional<ConfigValue> value = sweep.value("reg-param");
    if (value.isPresent() && Values.list(value.get()).isPresent()) {
      List<Double> lambdas = numbers("reg-param", LAMBDA);
      return new RegParamSpec(lambdas, lambdas.size(), OptionalDouble.empty());
    }
    if (value.isEmpty() || !(value.get() instanceof ConfigObject)) {
      sweep.problem(
          "reg-param", "{ count = ..., min-ratio = ..., extend = ... } or a list of numbers");
    }
    Section grid = sweep.quietSection("reg-param");
    int count = (int) grid.whole("count", COUNT);
    boolean auto = grid.value("min-ratio").flatMap(Values::text).filter("auto"::equals).isPresent();
    OptionalDouble ratio =
        auto ? OptionalDouble.empty() : OptionalDouble.of(grid.number("min-ratio", RATIO));
    boolean extend = grid.oneOf("extend", List.of("auto", "off")).equals("auto");
    grid.finish();
    return new RegParamSpec(List.of(), count, ratio, extend);
  }

  private List<Double> numbers(String key, NumberRule rule) {
    String expected = "a list of " + rule.expected();
    Optional<List<ConfigValue>> list = sweep.list(key, expected);
    if (list.isPresent() && list.get().isEmpty()) {
      sweep.problem(key, "a non-empty list of " + rule.expected());
    }
    Set<Double> numbers = new LinkedHashSet<>();
    for (ConfigValue element : list.orElse(List.of())) {
      Optional<Double> number = Values.number(element).filter(rule::allows);
      if (number.isEmpty()) {
        sweep.element(key, element, rule.expected());
      } else if (!numbers.add(number.get())) {
        sweep.element(key, element, "every value once");
      }
    }
    return List.copyOf(numbers);
  }
}
