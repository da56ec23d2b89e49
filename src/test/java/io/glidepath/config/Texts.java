package io.glidepath.config;

import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.glidepath.failure.JobFailure;
import java.nio.file.NoSuchFileException;
import java.util.List;
import java.util.Map;

/** Configurations that are texts in the test instead of files. */
final class Texts {
  /** The three things that have no default. */
  static final String REQUIRED =
      """
      glidepath {
        input.tables.houses.path = "data/houses"
        columns.label = price
        output.path = "out"
      }
      """;

  private Texts() {}

  static JobSpec load(String text, String... assignments) {
    return load(List.of(REQUIRED, text), assignments);
  }

  /** The first text is the file 0.conf, the second 1.conf and so on. */
  static JobSpec load(List<String> texts, String... assignments) {
    List<String> names =
        java.util.stream.IntStream.range(0, texts.size()).mapToObj(i -> i + ".conf").toList();
    return ConfigurationLoader.load(
        names,
        List.of(assignments),
        uri -> texts.get(Integer.parseInt(uri.substring(0, uri.indexOf('.')))));
  }

  static JobFailure failure(String text, String... assignments) {
    return catchThrowableOfType(JobFailure.class, () -> load(text, assignments));
  }

  static SourceReader files(Map<String, String> files) {
    return uri -> {
      if (!files.containsKey(uri)) {
        throw new NoSuchFileException(uri);
      }
      return files.get(uri);
    };
  }
}
