package io.glidepath.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.hdfs.DistributedFileSystem;
import org.apache.hadoop.util.Progressable;

/**
 * Something that happens before the k-th operation of this JVM that changes the real local disk or
 * a real HDFS, or before that and all later ones. Closing a file that was written is an operation
 * too: until then it is empty.
 */
final class Trip {
  private static final AtomicInteger OPERATIONS = new AtomicInteger();
  private static volatile int first = Integer.MAX_VALUE;
  private static volatile int last = Integer.MAX_VALUE;
  private static volatile Wire wire = () -> {};

  private Trip() {}

  /** What happens. */
  @FunctionalInterface
  interface Wire {
    void trip() throws IOException;
  }

  static void at(int operation, Wire what) {
    set(operation, operation, what);
  }

  /** From here on everything that is asked of the file systems ends like this. */
  static void from(int operation, Wire what) {
    set(operation, Integer.MAX_VALUE, what);
  }

  private static void set(int begin, int end, Wire what) {
    wire = what;
    last = end;
    first = begin;
    OPERATIONS.set(0);
  }

  /** Lets everything pass; the number of operations so far. */
  static int clear() {
    first = Integer.MAX_VALUE;
    return OPERATIONS.getAndSet(0);
  }

  /** One of the two, instead of Hadoop's own for this path. */
  static FileSystem fileSystem(String path) throws IOException {
    Configuration conf = new Configuration();
    conf.set("fs.file.impl", Local.class.getName());
    conf.set("fs.hdfs.impl", Hdfs.class.getName());
    return FileSystem.newInstance(new Path(path).toUri(), conf);
  }

  private static void operation() throws IOException {
    int operation = OPERATIONS.incrementAndGet();
    if (operation >= first && operation <= last) {
      wire.trip();
    }
  }

  private static FSDataOutputStream closing(FSDataOutputStream out) throws IOException {
    return new FSDataOutputStream(out, null) {
      private boolean closed;

      @Override
      public void close() throws IOException {
        if (!closed) {
          closed = true;
          operation();
        }
        super.close();
      }
    };
  }

  /** The local disk with checksums, as Hadoop has it. */
  static final class Local extends QuietLocalFileSystem {
    @Override
    public FSDataOutputStream create(
        Path f,
        FsPermission permission,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      operation();
      return closing(
          super.create(f, permission, overwrite, bufferSize, replication, blockSize, progress));
    }

    @Override
    public boolean rename(Path src, Path dst) throws IOException {
      operation();
      return super.rename(src, dst);
    }

    @Override
    public boolean delete(Path f, boolean recursive) throws IOException {
      operation();
      return super.delete(f, recursive);
    }

    @Override
    public boolean mkdirs(Path f) throws IOException {
      operation();
      return super.mkdirs(f);
    }

    @Override
    public boolean exists(Path f) throws IOException {
      try {
        return super.getFileStatus(f) != null;
      } catch (FileNotFoundException e) {
        return false;
      }
    }

    /** Counted because the publisher asks this right before it renames past Hadoop. */
    @Override
    public FileStatus getFileStatus(Path f) throws IOException {
      operation();
      return super.getFileStatus(f);
    }
  }

  /** HDFS. */
  static final class Hdfs extends DistributedFileSystem {
    @Override
    public FSDataOutputStream create(
        Path f,
        FsPermission permission,
        boolean overwrite,
        int bufferSize,
        short replication,
        long blockSize,
        Progressable progress)
        throws IOException {
      operation();
      return closing(
          super.create(f, permission, overwrite, bufferSize, replication, blockSize, progress));
    }

    @Override
    @SuppressWarnings("deprecation") // so is the method that it overrides
    public void rename(Path src, Path dst, Options.Rename... options) throws IOException {
      operation();
      super.rename(src, dst, options);
    }

    @Override
    public boolean delete(Path f, boolean recursive) throws IOException {
      operation();
      return super.delete(f, recursive);
    }

    @Override
    public boolean mkdirs(Path f, FsPermission permission) throws IOException {
      operation();
      return super.mkdirs(f, permission);
    }
  }
}
