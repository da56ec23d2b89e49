package io.glidepath.config;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.regex.Pattern;

/**
 * Where the text of a configuration file comes from. The one for local files needs nothing but the
 * JDK, so that a configuration can be checked without Spark or Hadoop.
 */
@FunctionalInterface
public interface SourceReader {

  /** A URI scheme of two letters or more; anything else is a plain local path. */
  Pattern SCHEME = Pattern.compile("^([A-Za-z][A-Za-z0-9+.-]+):/.*", Pattern.DOTALL);

  /**
   * The whole text of a file.
   *
   * @throws NoSuchFileException or {@link java.io.FileNotFoundException} if it does not exist
   * @throws IOException if it cannot be read
   */
  String read(String uri) throws IOException;

  /** Whether a URI names a file of this machine: it has no scheme, or {@code file}. */
  static boolean isLocal(String uri) {
    var matcher = SCHEME.matcher(uri);
    return !matcher.matches() || matcher.group(1).equalsIgnoreCase("file");
  }

  /** Reads local files as UTF-8, relative ones against the working directory. */
  static SourceReader local() {
    return uri -> {
      Path path = SCHEME.matcher(uri).matches() ? Path.of(URI.create(uri)) : Path.of(uri);
      if (Files.isDirectory(path)) {
        throw new FileSystemException(uri, null, "is a directory, not a file");
      }
      return Files.readString(path, StandardCharsets.UTF_8);
    };
  }
}
