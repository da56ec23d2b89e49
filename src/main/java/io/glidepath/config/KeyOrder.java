package io.glidepath.config;

import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigOrigin;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * The order in which keys are written. HOCON objects have none, but among globs the later one wins:
 * the order is found again from the layer, line and place of each value that was set last.
 */
final class KeyOrder {
  private final ConfigObject unresolved;
  private final Map<String, List<String>> texts;
  private final List<String> layers;

  /**
   * @param unresolved the merged layers before ${...} are replaced, whose origins still tell where
   *     a key was set and not where its value comes from
   * @param texts lines of each layer, the lowest first
   */
  KeyOrder(ConfigObject unresolved, Map<String, List<String>> texts) {
    this.unresolved = unresolved;
    this.texts = texts;
    this.layers = List.copyOf(texts.keySet());
  }

  /** The keys of an object, which is found at a path from the root, as they were written. */
  List<String> keys(ConfigObject object, String... path) {
    ConfigObject place = unresolved;
    for (String key : path) {
      ConfigValue next = Values.isResolved(place) ? place.get(key) : null;
      place = next instanceof ConfigObject inner ? inner : object;
    }
    ConfigObject written = Values.isResolved(place) ? place : object;
    List<String> keys = new ArrayList<>(Values.keys(object));
    keys.sort(
        Comparator.comparingInt((String k) -> layer(origin(k, written, object)))
            .thenComparingInt(k -> origin(k, written, object).lineNumber())
            .thenComparingInt(k -> column(k, origin(k, written, object))));
    return keys;
  }

  private static ConfigOrigin origin(String key, ConfigObject written, ConfigObject object) {
    ConfigValue value = written.get(key);
    return (value == null ? object.get(key) : value).origin();
  }

  private int layer(ConfigOrigin origin) {
    return layers.indexOf(layerName(origin));
  }

  private static String layerName(ConfigOrigin origin) {
    return origin.description().replaceAll(": \\d+(-\\d+)?$", "");
  }

  private int column(String key, ConfigOrigin origin) {
    List<String> lines = texts.getOrDefault(layerName(origin), List.of());
    int line = origin.lineNumber();
    if (line < 1 || line > lines.size()) {
      return 0;
    }
    int quoted = lines.get(line - 1).lastIndexOf(ConfigUtil.quoteString(key));
    return quoted >= 0 ? quoted : lines.get(line - 1).lastIndexOf(key);
  }
}
