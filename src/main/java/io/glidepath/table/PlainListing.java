package io.glidepath.table;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * Lists input files without Spark where there is no doubt that Spark would list the same: tables
 * without options, of single files or of directories that hold data files and nothing else but the
 * marks and checksums that Hadoop leaves.
 */
public final class PlainListing {
  private final Configuration hadoop;
  private final List<InputFile> files = new ArrayList<>();

  private PlainListing(Configuration hadoop) {
    this.hadoop = hadoop;
  }

  /**
   * All files of all tables, sorted by path, each once, as {@link LoadedInput#files}; empty if only
   * Spark can tell, or if there is a problem that reading the input reports better.
   */
  public static Optional<List<InputFile>> files(InputSpec input, Configuration hadoop) {
    PlainListing listing = new PlainListing(hadoop);
    try {
      for (TableSpec table : input.tables()) {
        if (table.table().isPresent() || table.format().orElseThrow().versioned()) {
          return Optional.empty();
        }
        for (String path : table.paths()) {
          if (!table.options().isEmpty() || !listing.add(new Path(path))) {
            return Optional.empty();
          }
        }
      }
    } catch (IOException | IllegalArgumentException e) {
      return Optional.empty();
    }
    return Optional.of(
        listing.files.stream().sorted(Comparator.comparing(InputFile::path)).distinct().toList());
  }

  private boolean add(Path path) throws IOException {
    FileSystem fs = path.getFileSystem(hadoop);
    FileStatus[] roots = fs.globStatus(path);
    if (roots == null || roots.length == 0) {
      return false;
    }
    for (FileStatus root : roots) {
      boolean plain = root.isDirectory() ? addAll(fs.listStatus(root.getPath())) : addFile(root);
      // name=value may be a column of the table
      if (!plain || root.getPath().toString().contains("=")) {
        return false;
      }
    }
    return true;
  }

  private boolean addAll(FileStatus[] entries) {
    int before = files.size();
    for (FileStatus entry : entries) {
      String name = entry.getPath().getName();
      boolean mark = name.equals("_SUCCESS") || (name.startsWith(".") && name.endsWith(".crc"));
      if (!mark && (entry.isDirectory() || !addFile(entry))) {
        return false;
      }
    }
    return files.size() > before;
  }

  private boolean addFile(FileStatus file) {
    String name = file.getPath().getName();
    if (name.startsWith("_") || name.startsWith(".") || name.endsWith("._COPYING_")) {
      return false;
    }
    return files.add(InputFile.of(file));
  }
}
