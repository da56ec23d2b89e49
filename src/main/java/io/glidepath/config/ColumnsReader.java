package io.glidepath.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.glidepath.family.Family;
import io.glidepath.features.CoefficientsSpec;
import io.glidepath.features.ColumnsSpec;
import io.glidepath.features.DatePart;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads {@code columns}. */
final class ColumnsReader {
  private static final String A_COLUMN = "the name of a column";
  private static final NumberRule FACTOR =
      new NumberRule("a factor of 0 or more, finite", f -> f >= 0);
  private static final NumberRule LOWER =
      new NumberRule("0 or a negative number, so that the coefficient can be 0", b -> b <= 0);
  private static final NumberRule UPPER =
      new NumberRule("0 or a positive number, so that the coefficient can be 0", b -> b >= 0);

  private final Section columns;
  private final KeyOrder order;
  private final Optional<Family> family;

  /**
   * @param family empty if what is configured is none
   */
  ColumnsReader(Section columns, KeyOrder order, Optional<Family> family) {
    this.columns = columns;
    this.order = order;
    this.family = family;
  }

  ColumnsSpec read() {
    String label = columns.required("label", A_COLUMN);
    Optional<String> weight = columns.text("weight", A_COLUMN);
    Optional<String> offset = columns.text("offset", A_COLUMN);
    distinct("weight", weight, "label", label);
    distinct("offset", offset, "label", label);
    weight.ifPresent(w -> distinct("offset", offset, "weight", w));
    List<String> features = columns.names("features");
    if (features.isEmpty() && columns.isEmptyList("features")) {
      columns.problem("features", "at least one name or glob");
    }
    ColumnsSpec spec =
        new ColumnsSpec(
            columns.names("key"),
            label,
            positive(),
            weight,
            offset,
            features,
            columns.names("exclude"),
            columns.names("categorical"),
            new LevelsReader(columns, order).read(),
            dates(),
            interactions(),
            new CoefficientsSpec(
                numbers("penalty-factors", FACTOR),
                numbers("lower-bounds", LOWER),
                numbers("upper-bounds", UPPER)));
    columns.finish();
    return spec;
  }

  private Optional<String> positive() {
    Optional<String> positive = columns.text("positive", "the value of the label that counts as 1");
    if (positive.isPresent() && family.isPresent() && !family.get().twoClasses()) {
      columns.problem(
          "positive",
          "nothing with model.family = "
              + family.get().label()
              + " (a label of two values is for model.family = binomial)");
    }
    return positive;
  }

  private List<List<String>> interactions() {
    List<List<String>> pairs = new ArrayList<>();
    String pair = "pairs of names or globs, as in [[a, b]], or [\"g*\"] for all pairs of a group";
    for (ConfigValue element :
        columns.list("interactions", "a list of " + pair).orElse(List.of())) {
      List<ConfigValue> texts = Values.list(element).orElse(List.of());
      List<String> names =
          texts.stream().flatMap(t -> Values.text(t).filter(n -> !n.isBlank()).stream()).toList();
      boolean group = names.size() == 1 && names.get(0).chars().anyMatch(c -> c == '*' || c == '?');
      if (names.size() == texts.size() && (names.size() == 2 || group)) {
        pairs.add(names);
      } else {
        columns.element("interactions", element, pair);
      }
    }
    return pairs;
  }

  private Map<String, List<DatePart>> dates() {
    Map<String, List<DatePart>> dates = new LinkedHashMap<>();
    ConfigObject object = columns.object("dates").orElse(Values.EMPTY);
    for (String name : order.keys(object, "glidepath", "columns", "dates")) {
      ConfigValue value = object.get(name);
      List<ConfigValue> words = Values.list(value).orElse(List.of());
      List<DatePart> parts =
          words.stream()
              .flatMap(w -> Values.text(w).flatMap(DatePart::of).stream())
              .distinct()
              .toList();
      if (parts.isEmpty() || parts.size() < words.size()) {
        columns.nested("dates", name, value, "a list of some of " + DatePart.labels());
      }
      dates.put(name, parts);
    }
    return dates;
  }

  private void distinct(String key, Optional<String> name, String other, String taken) {
    if (name.isPresent() && name.get().equals(taken)) {
      columns.problem(key, "another column than the one of columns." + other);
    }
  }

  /** Numbers by name or glob. */
  private Map<String, Double> numbers(String key, NumberRule rule) {
    Map<String, Double> numbers = new LinkedHashMap<>();
    ConfigObject object = columns.object(key).orElse(Values.EMPTY);
    for (String name : order.keys(object, "glidepath", "columns", key)) {
      ConfigValue value = object.get(name);
      Optional<Double> number = Values.number(value).filter(rule::allows);
      if (number.isPresent()) {
        numbers.put(name, number.get());
      } else {
        boolean object2 = Values.isResolved(value) && value instanceof ConfigObject;
        columns.nested(
            key,
            name,
            value,
            rule.expected() + (object2 ? " (a name with dots needs quotes)" : ""));
      }
    }
    return numbers;
  }
}
