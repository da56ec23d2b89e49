package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocalFileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/**
 * One file system as the publisher uses it: every operation is one of {@link Retries}, and ends as
 * a {@link JobFailure} that names the operation and the path.
 *
 * <p>{@link #move} never moves <em>into</em> a directory that is there already, as Hadoop's rename
 * does, and never copies, as Hadoop's local file system does when a rename fails.
 */
final class Storage {
  private final FileSystem fs;
  private final Retries retries;

  Storage(FileSystem fs, Retries.Pause pause) {
    this.fs = fs;
    this.retries = new Retries(pause);
  }

  /** What a file holds. It is safe to write it again. */
  @FunctionalInterface
  interface Content {
    void write(OutputStream out) throws IOException;
  }

  FileSystem fileSystem() {
    return fs;
  }

  /** {@link Retries#run}. */
  <T> T retrying(String what, Path path, Retries.Operation<T> operation) {
    return retries.run(what, path, operation);
  }

  void sleep(long millis) {
    retries.sleep(millis);
  }

  boolean exists(Path path) {
    return retrying("look for", path, () -> fs.exists(path));
  }

  /** Whether it is a symbolic link, wherever it leads; only local disks have them. */
  boolean isLink(Path path) {
    return fs instanceof LocalFileSystem local
        && Files.isSymbolicLink(local.pathToFile(path).toPath());
  }

  Optional<FileStatus> status(Path path) {
    return retrying(
        "look at",
        path,
        () -> {
          try {
            return Optional.of(fs.getFileStatus(path));
          } catch (FileNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  /** What lies in a directory; nothing if there is no such directory. */
  List<FileStatus> list(Path directory) {
    return retrying(
        "list",
        directory,
        () -> {
          try {
            return List.of(fs.listStatus(directory));
          } catch (FileNotFoundException e) {
            return List.of();
          } catch (IOException e) {
            // a local directory that goes away meanwhile looks like one that may not be read
            if (fs.exists(directory)) {
              throw e;
            }
            return List.of();
          }
        });
  }

  /** All files under a directory, hidden checksum files left out. */
  List<FileStatus> files(Path directory) {
    return retrying(
        "list",
        directory,
        () -> {
          List<FileStatus> files = new ArrayList<>();
          if (fs instanceof LocalFileSystem) {
            addFiles(directory, files);
          } else {
            RemoteIterator<LocatedFileStatus> all = fs.listFiles(directory, true);
            while (all.hasNext()) {
              files.add(all.next());
            }
          }
          files.removeIf(file -> file.getPath().getName().endsWith(".crc"));
          return files;
        });
  }

  /** On local disks, where {@code listFiles} starts a process, ls, for every file. */
  private void addFiles(Path directory, List<FileStatus> files) throws IOException {
    for (FileStatus status : fs.listStatus(directory)) {
      if (status.isDirectory()) {
        addFiles(status.getPath(), files);
      } else {
        files.add(status);
      }
    }
  }

  void makeDirectory(Path directory) {
    retrying(
        "create the directory",
        directory,
        () -> {
          if (!fs.mkdirs(directory)) {
            throw new IOException("the file system answered 'false' to mkdirs");
          }
          return directory;
        });
  }

  /** The text of a file; empty if there is no such file. */
  Optional<String> read(Path file) {
    return retrying(
        "read",
        file,
        () -> {
          try (InputStream in = fs.open(file)) {
            return Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
          } catch (FileNotFoundException e) {
            return Optional.empty();
          }
        });
  }

  void write(Path file, String text) {
    write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  private void write(Path file, Content content) {
    retrying(
        "write",
        file,
        () -> {
          try (OutputStream out = fs.create(file, true)) {
            content.write(out);
          }
          return file;
        });
  }

  /** Writes a file in the place of another, which stays whole until the new one is. */
  void replace(Path file, String text) {
    replace(
        file,
        new Path(file.getParent(), "_" + file.getName() + ".incomplete"),
        out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  /** The same; unless renames copy, it is written beside first. */
  void replace(Path file, Path beside, Content content) {
    if (Publisher.isObjectStore(fs)) {
      write(file, content);
      return;
    }
    write(beside, content);
    retrying(
        "rename to " + file,
        beside,
        () -> {
          if (fs instanceof DistributedFileSystem hdfs) {
            hdfs.rename(beside, file, Options.Rename.OVERWRITE);
          } else if (!fs.rename(beside, file)) {
            throw new IOException("the file system answered 'false' to rename");
          }
          return file;
        });
  }

  /** Deletes what is there, if anything. */
  void delete(Path path) {
    retrying("delete", path, () -> deleted(fs.delete(path, true), path));
  }

  /** Deletes a directory with nothing in it; any other stays. */
  void deleteEmpty(Path directory) {
    retrying(
        "delete",
        directory,
        () ->
            // not recursive: something may come in between the two
            fs.exists(directory) && list(directory).isEmpty()
                ? deleted(fs.delete(directory, false), directory)
                : directory);
  }

  private Path deleted(boolean answer, Path path) throws IOException {
    if (!answer && fs.exists(path)) {
      throw new IOException("the file system answered 'false' to delete");
    }
    return path;
  }

  /**
   * Renames; the target must not exist.
   *
   * @throws JobFailure 75 if the target exists
   */
  void move(Path from, Path to) {
    try {
      retrying(
          "rename to " + to,
          from,
          () -> {
            if (fs.exists(to)) {
              if (fs.exists(from)) {
                throw new FileAlreadyExistsException(to.toString());
              }
              return to; // an earlier try came through although it reported a failure
            }
            rename(from, to);
            return to;
          });
    } catch (JobFailure failure) {
      if (failure.getCause() instanceof FileAlreadyExistsException) {
        throw new JobFailure(
            ExitCode.RETRY,
            to + " appeared while it was to be published. Another run wrote there; run again.",
            failure);
      }
      throw failure;
    }
  }

  private void rename(Path from, Path to) throws IOException {
    if (fs instanceof LocalFileSystem local && !fs.getFileStatus(from).isFile()) {
      // rename(2) either takes the place of nothing or fails; a file would leave its .crc behind
      Files.move(
          local.pathToFile(from).toPath(),
          local.pathToFile(to).toPath(),
          StandardCopyOption.ATOMIC_MOVE);
    } else if (fs instanceof DistributedFileSystem hdfs) {
      hdfs.rename(from, to, Options.Rename.NONE);
    } else if (!fs.rename(from, to)) {
      throw new IOException("the file system answered 'false' to rename");
    }
  }
}
