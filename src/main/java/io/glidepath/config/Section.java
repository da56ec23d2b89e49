package io.glidepath.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.glidepath.failure.Secrets;
import io.glidepath.failure.Spelling;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * One object of the configuration, read key by key. Every reading method tells {@link Problems}
 * what is wrong and then answers something valid (the default), so that reading goes on to the next
 * key; nothing read after a problem is ever used. Keys are literal: dots in them mean nothing.
 */
final class Section {
  private final String path;
  private final ConfigObject given;
  private final ConfigObject defaults;
  private final Problems problems;
  private final Set<String> known = new TreeSet<>();

  Section(String path, ConfigObject given, ConfigObject defaults, Problems problems) {
    this.path = path;
    this.given = given;
    this.defaults = defaults;
    this.problems = problems;
  }

  /** The key as the user would write it. */
  String name(String key) {
    return path.isEmpty() ? key : path + "." + key;
  }

  /** Says what was expected instead of what a key holds. */
  void problem(String key, String expected) {
    ConfigValue value = given.get(key);
    boolean byDefault = value == null || Problems.where(value.origin()).equals(Problems.BUILT_IN);
    boolean secret = path.endsWith(".options") && Secrets.isSecret(key);
    String found = secret ? Secrets.MASK : Values.shown(value);
    if (byDefault && (value == null || Values.isEmpty(value))) {
      found = "nothing";
    }
    String where = byDefault ? Problems.NOWHERE : Problems.where(value.origin());
    problems.add(where, name(key), "expected " + expected + ", found " + found);
  }

  /** The value of a key: as given if it is resolved, else the default; absent if null. */
  Optional<ConfigValue> value(String key) {
    known.add(key);
    ConfigValue value = given.get(key);
    if (value != null && !Values.isResolved(value)) {
      unresolved(value, name(key));
      value = null;
    }
    if (value == null) {
      value = defaults.get(key);
    }
    return Optional.ofNullable(value).filter(v -> v.valueType() != ConfigValueType.NULL);
  }

  private void unresolved(ConfigValue value, String key) {
    problems.add(
        Problems.where(value.origin()),
        key,
        "expected a value, found "
            + Values.references(value)
            + ", which neither the configuration nor the environment defines");
  }

  /** A nested object; what is wrong with its type is said, and then it is taken as empty. */
  Section section(String key) {
    object(key);
    return quietSection(key);
  }

  /** As {@link #section}, where what is wrong with the type has been said already. */
  Section quietSection(String key) {
    ConfigObject inner =
        value(key)
            .filter(ConfigObject.class::isInstance)
            .map(ConfigObject.class::cast)
            .orElse(Values.EMPTY);
    ConfigObject innerDefaults =
        defaults.get(key) instanceof ConfigObject object ? object : Values.EMPTY;
    return new Section(name(key), inner, innerDefaults, problems);
  }

  /** The object a key holds; absent for null. */
  Optional<ConfigObject> object(String key) {
    Optional<ConfigValue> value = value(key);
    if (value.isPresent() && !(value.get() instanceof ConfigObject)) {
      problem(key, "an object { ... }");
      return Optional.empty();
    }
    if (value.isEmpty() && isNull(key)) {
      problem(key, "an object { ... }");
    }
    return value.map(ConfigObject.class::cast);
  }

  /** Whether the key holds a readable value of its own, right or wrong. */
  boolean isGiven(String key) {
    ConfigValue value = given.get(key);
    return value != null && Values.isResolved(value) && value.valueType() != ConfigValueType.NULL;
  }

  /** Whether the key is set to null explicitly. */
  boolean isNull(String key) {
    ConfigValue value = given.get(key);
    return value != null
        && Values.isResolved(value)
        && value.valueType() == ConfigValueType.NULL
        && defaults.get(key) != null
        && defaults.get(key).valueType() != ConfigValueType.NULL;
  }

  /** Whether the key is set to an empty list. */
  boolean isEmptyList(String key) {
    return given.get(key) instanceof com.typesafe.config.ConfigList list && list.isEmpty();
  }

  /** Whether the key is there but null. */
  boolean isEmptyValue(String key) {
    return given.containsKey(key) && !isUnresolved(key) && !isGiven(key);
  }

  /** As {@link #problem}, unless it has been said that the value has an unknown ${...}. */
  void problemUnlessUnresolved(String key, String expected) {
    if (!isUnresolved(key)) {
      problem(key, expected);
    }
  }

  private boolean isUnresolved(String key) {
    ConfigValue value = given.get(key);
    return value != null && !Values.isResolved(value);
  }

  /** A text that may be absent; if there, not blank. */
  Optional<String> text(String key, String expected) {
    Optional<ConfigValue> value = value(key);
    if (value.isEmpty() && isNull(key)) {
      problem(key, expected);
    }
    Optional<String> text = value.flatMap(Values::text).filter(t -> !t.isBlank());
    if (value.isPresent() && text.isEmpty()) {
      problem(key, expected);
    }
    return text;
  }

  /** A text that must be given. */
  String required(String key, String expected) {
    Optional<String> text = text(key, expected);
    if (text.isEmpty() && value(key).isEmpty() && !isUnresolved(key)) {
      problem(key, expected);
    }
    return text.orElse("");
  }

  boolean flag(String key) {
    Optional<Boolean> flag = value(key).flatMap(Values::flag);
    if (flag.isEmpty()) {
      problem(key, "true or false");
    }
    return flag.or(() -> Values.flag(defaults.get(key))).orElse(false);
  }

  /** A number that a rule allows. */
  double number(String key, NumberRule rule) {
    Optional<Double> number = value(key).flatMap(Values::number).filter(rule::allows);
    if (number.isEmpty()) {
      problem(key, rule.expected());
    }
    return number.or(() -> Values.number(defaults.get(key))).orElse(Double.NaN);
  }

  /** A whole number that a rule allows. */
  long whole(String key, NumberRule rule) {
    Optional<Long> number = value(key).flatMap(Values::whole).filter(n -> rule.allows(n));
    if (number.isEmpty()) {
      problem(key, rule.expected());
    }
    return number.or(() -> Values.whole(defaults.get(key))).orElse(0L);
  }

  /** One of the constants of an enum, written in lower case with hyphens. */
  <E extends Enum<E>> E choice(String key, Class<E> type) {
    List<String> labels = Values.labels(type);
    String label = oneOf(key, labels);
    return type.getEnumConstants()[labels.indexOf(label)];
  }

  /** One of some words. */
  String oneOf(String key, List<String> words) {
    return oneOf(key, words, "");
  }

  /**
   * One of some words.
   *
   * @param why no others; may be empty
   */
  String oneOf(String key, List<String> words, String why) {
    Optional<String> word = value(key).flatMap(Values::text);
    if (word.isPresent() && words.contains(word.get())) {
      return word.get();
    }
    Optional<String> meant = word.flatMap(w -> Spelling.nearest(w, words));
    problem(
        key,
        (words.size() == 1 ? "" : "one of ")
            + String.join(", ", words)
            + meant.filter(m -> words.size() > 1).map(m -> " (did you mean " + m + "?)").orElse("")
            + (why.isEmpty() ? "" : " (" + why + ")"));
    return Values.text(defaults.get(key)).filter(words::contains).orElse(words.get(0));
  }

  /** Elements of a list; absent if the key holds something else or is not set. */
  Optional<List<ConfigValue>> list(String key, String expected) {
    Optional<ConfigValue> value = value(key);
    Optional<List<ConfigValue>> list = value.flatMap(Values::list);
    if ((list.isEmpty() && value.isPresent()) || isNull(key)) {
      problem(key, expected);
    }
    return list;
  }

  /** A list of names, none blank, none twice. */
  List<String> names(String key) {
    String expected = "a list of names, as in [\"a\", \"b\"]";
    Set<String> names = new LinkedHashSet<>();
    for (ConfigValue element : list(key, expected).orElse(List.of())) {
      Optional<String> name = Values.text(element).filter(n -> !n.isBlank());
      if (name.isEmpty()) {
        element(key, element, "a name");
      } else if (!names.add(name.get())) {
        element(key, element, "every name once");
      }
    }
    return List.copyOf(names);
  }

  /** Says what is wrong with one element of a list. */
  void element(String key, ConfigValue element, String expected) {
    if (Values.isResolved(element)) {
      problems.add(
          Problems.where(element.origin()),
          name(key),
          "expected " + expected + ", found " + Values.shown(element));
    } else {
      unresolved(element, name(key));
    }
  }

  /** Says what is wrong with one entry of an object whose keys are data. */
  void nested(String key, String entry, ConfigValue value, String expected) {
    Section inner =
        new Section(name(key), Values.EMPTY.withValue(entry, value), Values.EMPTY, problems);
    if (Values.isResolved(value)) {
      inner.problem(entry, expected);
    } else {
      unresolved(value, inner.name(entry));
    }
  }

  /** Says that a key may be there although this reading had no use for it. */
  void known(String key) {
    known.add(key);
  }

  private String meant(String key) {
    return Spelling.nearest(key, known)
        .map(k -> "; did you mean " + name(k) + "?")
        .orElse("; known here: " + String.join(", ", known));
  }

  /** Reports the keys that were not read. */
  void finish() {
    for (String key : Values.keys(given)) {
      if (!known.contains(key)) {
        ConfigValue value = given.get(key);
        boolean secret = !path.startsWith("columns") && Secrets.isSecret(key);
        problems.add(
            Problems.where(value.origin()),
            name(key),
            "unknown key, found " + (secret ? Secrets.MASK : Values.shown(value)) + meant(key));
      }
    }
  }
}
