package io.glidepath.config;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import io.glidepath.failure.Secrets;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * Reads single HOCON values with the conversions that HOCON itself makes (numbers and booleans to
 * text, text to numbers and booleans) and no others. Absent means: not of that type.
 */
final class Values {
  static final ConfigObject EMPTY = ConfigFactory.empty().root();

  private static final String KEY = "v";
  private static final int SHOWN = 60;
  private static final Pattern REFERENCE = Pattern.compile("\\$\\{[^?}][^}]*}");

  private Values() {}

  /** Whether all ${...} in the value itself are known; those in its elements are not looked at. */
  static boolean isResolved(ConfigValue value) {
    try {
      Object probe = value instanceof ConfigObject object ? object.keySet() : value.valueType();
      return probe != null;
    } catch (ConfigException.NotResolved e) {
      return false;
    }
  }

  /** Null, or an object or list without anything in it. */
  static boolean isEmpty(ConfigValue value) {
    return value.valueType() == ConfigValueType.NULL
        || (value instanceof ConfigObject object && object.isEmpty())
        || (value instanceof ConfigList list && list.isEmpty());
  }

  static Optional<String> text(ConfigValue value) {
    if (value == null || !isResolved(value)) {
      return Optional.empty();
    }
    return switch (value.valueType()) {
      case STRING, NUMBER, BOOLEAN -> Optional.of(value.atKey(KEY).getString(KEY));
      case OBJECT, LIST, NULL -> Optional.empty();
    };
  }

  static Optional<Boolean> flag(ConfigValue value) {
    return text(value)
        .flatMap(
            t ->
                switch (t) {
                  case "true", "yes", "on" -> Optional.of(true);
                  case "false", "no", "off" -> Optional.of(false);
                  default -> Optional.empty();
                });
  }

  private static Optional<BigDecimal> decimal(ConfigValue value) {
    if (value == null || !isResolved(value) || value.valueType() == ConfigValueType.BOOLEAN) {
      return Optional.empty();
    }
    try {
      return text(value).map(String::trim).map(BigDecimal::new);
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Infinite if it is too large for a double. */
  static Optional<Double> number(ConfigValue value) {
    return decimal(value).map(BigDecimal::doubleValue).map(d -> d + 0.0);
  }

  static Optional<Long> whole(ConfigValue value) {
    try {
      return decimal(value).map(BigDecimal::longValueExact);
    } catch (ArithmeticException e) {
      return Optional.empty();
    }
  }

  static Optional<List<ConfigValue>> list(ConfigValue value) {
    if (value instanceof ConfigList list) {
      return Optional.of(List.copyOf(list));
    }
    if (value instanceof ConfigObject object && !object.isEmpty() && numbered(object)) {
      return Optional.of(List.copyOf(object.atKey(KEY).getList(KEY)));
    }
    return Optional.empty();
  }

  /** HOCON takes an object with the keys 0, 1, ... for a list: that is how properties say it. */
  private static boolean numbered(ConfigObject object) {
    return isResolved(object)
        && object.keySet().stream().allMatch(k -> k.matches("[0-9]{1,9}"))
        && object.values().stream().allMatch(Values::isResolved);
  }

  /** Keys of an object, sorted. */
  static List<String> keys(ConfigObject object) {
    return List.copyOf(new TreeSet<>(object.keySet()));
  }

  /** The names of an enum's constants in lower case with hyphens. */
  static <E extends Enum<E>> List<String> labels(Class<E> type) {
    return Arrays.stream(type.getEnumConstants()).map(Values::label).toList();
  }

  static String label(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** A value as one short line, secrets hidden. */
  static String shown(ConfigValue value) {
    if (value == null) {
      return "nothing";
    }
    if (!isResolved(value)) {
      return source(value);
    }
    if (value.valueType() == ConfigValueType.NULL) {
      return "null";
    }
    return switch (value.valueType()) {
      case OBJECT -> "an object with " + keysShown((ConfigObject) value);
      case LIST -> "the list " + source(value);
      default -> source(value);
    };
  }

  private static String keysShown(ConfigObject object) {
    List<String> keys = keys(object);
    return keys.isEmpty() ? "no keys" : shortened("the keys " + String.join(", ", keys));
  }

  /** The value as it would be written, shortened, secrets hidden. */
  static String source(ConfigValue value) {
    return shortened(Secrets.mask(value.render(ConfigRenderOptions.concise())));
  }

  /** The ${...} in a value that could not be resolved. */
  static String references(ConfigValue value) {
    String written = value.render(ConfigRenderOptions.concise());
    String found =
        String.join(" ", REFERENCE.matcher(written).results().map(MatchResult::group).toList());
    return found.isEmpty() ? source(value) : shortened(found);
  }

  private static String shortened(String text) {
    String line = text.replaceAll("\\s+", " ");
    return line.length() <= SHOWN ? line : line.substring(0, SHOWN) + "...";
  }
}
