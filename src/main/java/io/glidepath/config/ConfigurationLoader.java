package io.glidepath.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigResolveOptions;
import com.typesafe.config.ConfigValue;
import io.glidepath.failure.JobFailure;
import io.glidepath.failure.Spelling;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Reads a configuration: the built-in defaults, over them every file in the order given, over those
 * every {@code key=value} of the command line, all in HOCON. The environment is looked at only
 * where a file says <code>${?NAME}</code>.
 *
 * <p>Everything that is wrong is found in one go: syntax errors of all layers, or else all unknown
 * keys, wrong types, impossible values and unknown <code>${...}</code> together. No Spark or Hadoop
 * class is touched unless the {@link SourceReader} does.
 *
 * <p>Keys outside {@code glidepath} may be used freely, to be referred to by <code>${...}</code>.
 */
public final class ConfigurationLoader {
  private static final String ROOT = "glidepath";
  private static final Config REFERENCE = reference("/glidepath-reference.conf");

  private final SourceReader reader;
  private final Problems problems = new Problems();

  private ConfigurationLoader(SourceReader reader) {
    this.reader = reader;
  }

  /**
   * Loads a configuration from local files.
   *
   * @throws JobFailure as {@link #load(List, List, SourceReader)}
   */
  public static JobSpec load(List<String> files, List<String> assignments) {
    return load(files, assignments, SourceReader.local());
  }

  /**
   * Loads a configuration.
   *
   * @param files URIs that the reader understands, the lowest layer first
   * @param assignments {@code key=value} in HOCON, over all files; {@code glidepath.} may be left
   *     out
   * @throws JobFailure CONFIGURATION naming every problem with file and line, INPUT_MISSING if a
   *     file is not there, PERMISSION or IO if it cannot be read
   */
  public static JobSpec load(List<String> files, List<String> assignments, SourceReader reader) {
    ConfigurationLoader loader = new ConfigurationLoader(reader);
    try {
      return loader.resolved(files, assignments);
    } catch (ConfigException e) {
      // of several layers, so that any of their lines may be what it is about
      loader.problems.add("configuration", e, List.of("secret"));
    } catch (StackOverflowError e) {
      loader.problems.add("configuration", "", "objects or lists are nested too deeply");
    }
    loader.problems.throwIfAny();
    throw new IllegalStateException("a problem was added just above");
  }

  private JobSpec resolved(List<String> files, List<String> assignments) {
    Layers layers = new Layers(reader, problems);
    Config merged = REFERENCE;
    for (String file : files) {
      merged = layers.file(file).withFallback(merged);
    }
    for (String assignment : assignments) {
      merged = layers.assignment(assignment).withFallback(merged);
    }
    problems.throwIfAny();
    Config resolved = merged.resolve(ConfigResolveOptions.defaults().setAllowUnresolved(true));
    ConfigObject defaults = REFERENCE.getObject(ROOT);
    strayKeys(resolved.root(), defaults);
    ConfigObject given = glidepath(resolved.root());
    KeyOrder order = new KeyOrder(merged.root(), layers.texts());
    JobReader job = new JobReader(given, defaults, order, problems);
    JobSpec spec = read(job);
    problems.throwIfAny();
    Rendering rendering = new Rendering(spec);
    return withTexts(spec, rendering);
  }

  /** A specification may refuse what stands in for a value that was a problem already. */
  private JobSpec read(JobReader job) {
    try {
      return job.read();
    } catch (JobFailure e) {
      problems.throwIfAny();
      throw e;
    }
  }

  private static JobSpec withTexts(JobSpec spec, Rendering rendering) {
    return new JobSpec(
        spec.input(),
        spec.columns(),
        spec.missing(),
        spec.encoding(),
        spec.model(),
        spec.sweep(),
        spec.folds(),
        spec.select(),
        spec.verify(),
        spec.blas(),
        spec.cache(),
        spec.output(),
        rendering.fingerprint(),
        rendering.json());
  }

  private ConfigObject glidepath(ConfigObject root) {
    ConfigValue value = root.get(ROOT);
    if (value instanceof ConfigObject object && Values.isResolved(object)) {
      return object;
    }
    problems.add(
        Problems.where(value.origin()),
        ROOT,
        "expected an object { ... }, found " + Values.shown(value));
    problems.throwIfAny();
    return Values.EMPTY;
  }

  /** Keys beside {@code glidepath} are the user's own, unless they were meant to be inside it. */
  private void strayKeys(ConfigObject root, ConfigObject defaults) {
    for (String key : Values.keys(root)) {
      boolean misspelt = !key.equals(ROOT) && Spelling.edits(key, ROOT) <= 2;
      if (misspelt || defaults.containsKey(key)) {
        problems.add(
            Problems.where(root.get(key).origin()),
            key,
            "unknown key; did you mean " + (misspelt ? ROOT : ROOT + "." + key) + "?");
      }
    }
  }

  private static Config reference(String resource) {
    try (InputStream stream = ConfigurationLoader.class.getResourceAsStream(resource);
        InputStreamReader text = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
      return ConfigFactory.parseReader(
          text, ConfigParseOptions.defaults().setOriginDescription(Problems.BUILT_IN));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
