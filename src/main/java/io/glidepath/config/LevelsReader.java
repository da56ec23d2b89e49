package io.glidepath.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import io.glidepath.features.LevelSpec;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** Reads {@code columns.levels}: by name or glob, what is said of the levels of those columns. */
final class LevelsReader {
  private static final String KEY = "levels";
  private static final NumberRule ROWS =
      new NumberRule("a whole number of rows, 1 or more", n -> n >= 1 && n <= Long.MAX_VALUE);
  private static final NumberRule MOST =
      new NumberRule("a whole number of levels, 1 or more", n -> n >= 1 && n <= Integer.MAX_VALUE);

  private final Section columns;
  private final KeyOrder order;

  LevelsReader(Section columns, KeyOrder order) {
    this.columns = columns;
    this.order = order;
  }

  Map<String, LevelSpec> read() {
    Map<String, LevelSpec> specs = new LinkedHashMap<>();
    ConfigObject object = columns.object(KEY).orElse(Values.EMPTY);
    Section all = columns.quietSection(KEY);
    for (String name : order.keys(object, "glidepath", "columns", KEY)) {
      ConfigValue value = object.get(name);
      if (value instanceof ConfigObject) {
        specs.put(name, spec(all.section(name)));
      } else {
        columns.nested(KEY, name, value, "an object { min-rows, max, other }, by name or glob");
      }
    }
    return specs;
  }

  private static LevelSpec spec(Section said) {
    LevelSpec spec =
        new LevelSpec(
            said.isGiven("min-rows")
                ? OptionalLong.of(said.whole("min-rows", ROWS))
                : OptionalLong.empty(),
            said.isGiven("max")
                ? OptionalInt.of((int) said.whole("max", MOST))
                : OptionalInt.empty(),
            said.isGiven("other")
                ? said.text("other", "the name of the level of all rare ones")
                : Optional.empty());
    said.known("min-rows");
    said.known("max");
    said.known("other");
    said.finish();
    return spec;
  }
}
