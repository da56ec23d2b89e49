package io.glidepath.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigIncludeContext;
import com.typesafe.config.ConfigIncluder;
import com.typesafe.config.ConfigIncluderClasspath;
import com.typesafe.config.ConfigIncluderFile;
import com.typesafe.config.ConfigIncluderURL;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.failure.Secrets;
import java.io.File;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URL;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads and parses the layers of a configuration and lays each over the ones before. */
final class Layers {
  private static final String GLIDEPATH = "glidepath";

  private final SourceReader reader;
  private final Problems problems;
  private final Map<String, List<String>> texts = new LinkedHashMap<>();

  Layers(SourceReader reader, Problems problems) {
    this.reader = reader;
    this.problems = problems;
  }

  /** Lines of every layer read so far by the description of its origin, the lowest layer first. */
  Map<String, List<String>> texts() {
    return texts;
  }

  Config file(String uri) {
    return file(uri, new ArrayDeque<>());
  }

  /** One {@code key=value}; HOCON on both sides, a leading {@code glidepath.} may be left out. */
  Config assignment(String assignment) {
    String origin = "--set " + Secrets.maskAssignment(assignment);
    String trimmed = assignment.trim();
    if (startsComment(trimmed)) {
      problems.add(
          origin, "", "HOCON takes # and // for the start of a comment: put the value in quotes");
      return ConfigFactory.empty();
    }
    boolean full = trimmed.matches("(?s)\"?" + GLIDEPATH + "\"?\\s*[.={+:].*");
    try {
      return parse(origin, full ? trimmed : GLIDEPATH + "." + trimmed, new ArrayDeque<>());
    } catch (ConfigException e) {
      problems.add(
          origin,
          "",
          "expected key=value with the value in HOCON (quote what holds more than letters, digits,"
              + " - _ . and /, as in --set 'output.path=\"s3a://lake/out\"')");
      return ConfigFactory.empty();
    }
  }

  private Config file(String uri, Deque<String> including) {
    String text = text(uri);
    including.push(uri);
    try {
      return parse(Secrets.mask(uri), text, including);
    } catch (ConfigException e) {
      problems.add(Secrets.mask(uri), e, text.lines().toList());
      return ConfigFactory.empty();
    } finally {
      including.pop();
    }
  }

  private Config parse(String origin, String text, Deque<String> including) {
    ConfigParseOptions options =
        ConfigParseOptions.defaults()
            .setSyntax(ConfigSyntax.CONF)
            .setOriginDescription(origin)
            .setIncluder(new Includer(including));
    Config parsed = ConfigFactory.parseString(text, options);
    texts.remove(origin);
    texts.put(origin, text.lines().toList());
    return new Shorthand(problems, t -> ConfigFactory.parseString(t, options))
        .expanded(parsed, text);
  }

  private String text(String uri) {
    String name = Secrets.mask(uri);
    try {
      return reader.read(uri);
    } catch (NoSuchFileException | FileNotFoundException e) {
      throw new JobFailure(
          ExitCode.INPUT_MISSING,
          "Configuration file " + name + " does not exist. Change --config (or the include).",
          e);
    } catch (AccessDeniedException e) {
      throw new JobFailure(
          ExitCode.PERMISSION, "Configuration file " + name + " may not be read.", e);
    } catch (CharacterCodingException e) {
      throw new JobFailure(
          ExitCode.CONFIGURATION, "Configuration file " + name + " is not text in UTF-8.", e);
    } catch (FileSystemException e) {
      throw new JobFailure(
          ExitCode.INPUT_MISSING, "Configuration file " + name + " " + reason(e) + ".", e);
    } catch (IOException e) {
      throw new JobFailure(
          ExitCode.IO, "Configuration file " + name + " cannot be read: " + e.getMessage(), e);
    } catch (IllegalArgumentException e) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "Configuration file " + name + " is no valid path: " + e.getMessage(),
          e);
    }
  }

  private static String reason(FileSystemException e) {
    return e.getReason() == null ? "cannot be read: " + e.getMessage() : e.getReason();
  }

  /** Whether an unquoted # or // would silently cut the value short. */
  private static boolean startsComment(String text) {
    boolean quoted = false;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (quoted && c == '\\') {
        i++;
      } else if (c == '"') {
        quoted = !quoted;
      } else if (!quoted && (c == '#' || text.startsWith("//", i))) {
        return true;
      }
    }
    return false;
  }

  /** Finds included files beside the file that includes them; a missing one is an error. */
  private final class Includer
      implements ConfigIncluder, ConfigIncluderFile, ConfigIncluderURL, ConfigIncluderClasspath {
    private final Deque<String> including;

    Includer(Deque<String> including) {
      this.including = including;
    }

    @Override
    public ConfigIncluder withFallback(ConfigIncluder fallback) {
      return this;
    }

    @Override
    public ConfigObject include(ConfigIncludeContext context, String what) {
      String uri = beside(what);
      if (including.contains(uri)) {
        throw new ConfigException.Generic("include \"" + what + "\" leads back to itself");
      }
      return file(uri, including).root();
    }

    @Override
    public ConfigObject includeFile(ConfigIncludeContext context, File what) {
      return include(context, what.getPath());
    }

    @Override
    public ConfigObject includeURL(ConfigIncludeContext context, URL what) {
      throw new ConfigException.Generic("include url(...) is not supported; include \"file\" is");
    }

    @Override
    public ConfigObject includeResources(ConfigIncludeContext context, String what) {
      throw new ConfigException.Generic(
          "include classpath(...) is not supported; include \"file\" is");
    }

    private String beside(String what) {
      if (including.isEmpty()
          || what.startsWith("/")
          || SourceReader.SCHEME.matcher(what).matches()) {
        return what;
      }
      String parent = including.peek();
      return parent.substring(0, parent.lastIndexOf('/') + 1) + what;
    }
  }
}
