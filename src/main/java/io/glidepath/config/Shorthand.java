package io.glidepath.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.parser.ConfigDocument;
import com.typesafe.config.parser.ConfigDocumentFactory;
import java.util.Optional;
import java.util.function.Function;

/**
 * {@code encoding = full} is short for {@code encoding { levels = full }}. To HOCON the two are a
 * text and an object, of which the later would replace the earlier with all that is in it. So each
 * layer is brought to the long form before it is laid over others.
 */
final class Shorthand {
  private static final String KEY = "encoding";
  private static final String PART = "levels";
  private static final String PATH = "glidepath." + KEY;

  private final Problems problems;
  private final Function<String, Config> parse;

  /**
   * @param parse as the layer was parsed
   */
  Shorthand(Problems problems, Function<String, Config> parse) {
    this.problems = problems;
    this.parse = parse;
  }

  /** A layer without the short form. */
  Config expanded(Config layer, String text) {
    Optional<ConfigValue> given = value(layer);
    if (given.isEmpty()) {
      return layer;
    }
    ConfigDocument document =
        ConfigDocumentFactory.parseString(text, ConfigParseOptions.defaults());
    boolean parts = document.hasPath(PATH + "." + PART) || document.hasPath(PATH + ".unseen");
    if (given.get() instanceof ConfigObject object) {
      return parts && Values.isResolved(object) && !object.containsKey(PART)
          ? word(document).map(w -> layer.withValue(PATH + "." + PART, w)).orElse(layer)
          : layer;
    }
    if (parts) {
      problems.add(
          Problems.where(given.get().origin()),
          KEY,
          "expected one form, found a word after a part, which HOCON would drop; write encoding {"
              + " levels = ..., unseen = ... }");
    }
    return layer.withValue(PATH + "." + PART, given.get());
  }

  private static Optional<ConfigValue> value(Config layer) {
    ConfigValue root = layer.root().get("glidepath");
    return root instanceof ConfigObject object && Values.isResolved(object)
        ? Optional.ofNullable(object.get(KEY))
        : Optional.empty();
  }

  /** The word that was given before any part: what shows when the parts are taken away. */
  private Optional<ConfigValue> word(ConfigDocument document) {
    String rest = document.withoutPath(PATH + ".unseen").render();
    try {
      return value(parse.apply(rest.replaceAll("\"?" + KEY + "\"?\\s*[=:]?\\s*\\{\\s*\\}", "")))
          .filter(v -> !(v instanceof ConfigObject));
    } catch (ConfigException e) {
      return Optional.empty(); // an object of the same name elsewhere, and no word with it
    }
  }
}
