package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.File;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.GlobExpander;
import org.apache.hadoop.fs.GlobFilter;
import org.apache.hadoop.fs.Path;

/**
 * Refuses an output that is part of an input, or an input that is part of the run to be replaced: a
 * run would read its own results, or delete what it reads. Another run under the same output path
 * may well be an input.
 *
 * <p>The rule: an input and the run's directory overlap if their paths agree on every component
 * that both have, where a component of the input may be a glob. Local paths, and what local globs
 * match, are compared with symbolic links resolved. No directory of another file system is listed.
 */
public final class OutputOverlap {
  private OutputOverlap() {}

  /**
   * @param inputPaths files, directories or globs as configured
   * @throws JobFailure 78 if one of them overlaps with the run's directory; 74 if a path cannot be
   *     understood
   */
  public static void refuse(
      String outputPath, String runId, Collection<String> inputPaths, Configuration hadoop) {
    Path run = new Path(outputPath, runId);
    for (String input : inputPaths) {
      try {
        for (String pattern : GlobExpander.expand(input)) {
          if (overlap(new Path(pattern), run, hadoop)) {
            throw new JobFailure(
                ExitCode.CONFIGURATION,
                "output.path is '"
                    + outputPath
                    + "', and the run's directory "
                    + run
                    + " overlaps with the input '"
                    + input
                    + "'. A run must not read its own output: change output.path or"
                    + " input.tables.<name>.path.");
          }
        }
      } catch (IOException e) {
        throw IoFailures.explained(e, "compare with the output the input path", new Path(input));
      }
    }
  }

  /** Whether a path is a directory or lies in it; links and globs as above. */
  static boolean within(Path path, Path directory, Configuration hadoop) throws IOException {
    FileSystem fs = directory.getFileSystem(hadoop);
    if (!fs.getUri().equals(path.getFileSystem(hadoop).getUri())) {
      return false;
    }
    List<String> outer = components(directory, fs);
    List<String> inner = components(path, fs);
    return inner.size() >= outer.size() && agree(outer, inner);
  }

  private static boolean overlap(Path input, Path run, Configuration hadoop) throws IOException {
    FileSystem fs = input.getFileSystem(hadoop);
    if (!fs.getUri().equals(run.getFileSystem(hadoop).getUri())) {
      return false;
    }
    List<String> target = components(run, fs);
    for (Path path : matches(input, fs)) {
      if (agree(components(path, fs), target)) {
        return true;
      }
    }
    return false;
  }

  /** The path itself, and on local disks all it matches, which may be links to somewhere else. */
  private static List<Path> matches(Path input, FileSystem fs) throws IOException {
    FileStatus[] found = isLocal(fs) ? fs.globStatus(input) : null;
    return Stream.concat(
            Stream.of(input),
            found == null ? Stream.of() : Arrays.stream(found).map(FileStatus::getPath))
        .toList();
  }

  private static boolean isLocal(FileSystem fs) {
    return "file".equals(fs.getUri().getScheme());
  }

  private static boolean agree(List<String> pattern, List<String> target) throws IOException {
    for (int i = 0; i < Math.min(pattern.size(), target.size()); i++) {
      if (!pattern.get(i).equals(target.get(i))
          && !new GlobFilter(pattern.get(i)).accept(new Path("/" + target.get(i)))) {
        return false;
      }
    }
    return true;
  }

  private static List<String> components(Path path, FileSystem fs) throws IOException {
    String absolute = fs.makeQualified(path).toUri().getPath();
    Deque<String> globbed = new ArrayDeque<>();
    if (isLocal(fs)) {
      File plain = new File(absolute);
      while (plain.getPath().matches(".*[*?\\[{].*")) {
        globbed.addFirst(plain.getName());
        plain = plain.getParentFile();
      }
      absolute = plain.getCanonicalPath() + "/" + String.join("/", globbed);
    }
    return Arrays.stream(absolute.split("/", -1)).filter(c -> !c.isEmpty()).toList();
  }
}
