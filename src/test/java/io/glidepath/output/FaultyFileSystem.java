package io.glidepath.output;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.permission.FsPermission;
import org.apache.hadoop.util.Progressable;

/**
 * The local disk under schemes of its own, where the k-th operation fails. As {@code faulty:} it
 * has Hadoop's rename, which moves into a directory that is there; as {@code gs:} a file appears
 * when it is closed, whole.
 */
public final class FaultyFileSystem extends QuietLocalFileSystem.Raw {
  /** What tests of it lock, for they run beside each other: its state is one for the JVM. */
  static final String STATE = "FaultyFileSystem";

  private static final AtomicInteger OPERATIONS = new AtomicInteger();
  private static volatile int from = Integer.MAX_VALUE;
  private static volatile Fault fault = Fault.KILL;

  private URI uri;

  /** What happens at the k-th operation. */
  enum Fault {
    /** The process is gone: this and all later operations never happen. */
    KILL,
    /** An IOException, once, before the operation. */
    THROW_ONCE,
    /** An IOException, once, after the operation came through. */
    THROW_AFTERWARDS,
    /** The operation answers false, once, if it can. */
    FALSE_ONCE,
    /** This and every later rename answers false. */
    RENAMES_FALSE,
    /** This and every later create says that the quota is exceeded. */
    QUOTA,
    /** This and every later create is forbidden. */
    FORBIDDEN
  }

  /** Stands for SIGKILL: nothing but a test catches it. */
  static final class Killed extends Error {
    Killed() {
      super("killed", null, false, false);
    }
  }

  static Configuration configuration() {
    Configuration conf = new Configuration(false);
    conf.set("fs.faulty.impl", FaultyFileSystem.class.getName());
    conf.set("fs.gs.impl", FaultyFileSystem.class.getName());
    return conf;
  }

  static FileSystem of(String scheme) throws IOException {
    return FileSystem.get(URI.create(scheme + ":///"), configuration());
  }

  static void failAt(int operation, Fault what) {
    fault = what;
    from = operation;
    OPERATIONS.set(0);
  }

  /** Lets everything pass; the number of operations so far. */
  static int heal() {
    from = Integer.MAX_VALUE;
    return OPERATIONS.getAndSet(0);
  }

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    uri = URI.create(name.getScheme() + ":///");
  }

  @Override
  public URI getUri() {
    return uri == null ? URI.create("faulty:///") : uri; // asked by the super constructor
  }

  private <T> T operation(String name, T falsehood, Callable<T> work) throws IOException {
    int number = OPERATIONS.incrementAndGet();
    if (number >= from && fault == Fault.KILL) {
      throw new Killed();
    }
    boolean now = number == from;
    if (now && (fault == Fault.THROW_ONCE || (fault == Fault.FALSE_ONCE && falsehood == null))) {
      throw new IOException("injected before " + name);
    }
    boolean renameRefused = number >= from && fault == Fault.RENAMES_FALSE && name.equals("rename");
    if ((now && fault == Fault.FALSE_ONCE) || renameRefused) {
      return falsehood;
    }
    if (number >= from && fault == Fault.QUOTA && name.equals("create")) {
      throw new IOException("The DiskSpace quota of /out is exceeded");
    }
    if (number >= from && fault == Fault.FORBIDDEN && name.equals("create")) {
      throw new org.apache.hadoop.security.AccessControlException("user=eve, access=WRITE");
    }
    T value = call(work);
    if (now && fault == Fault.THROW_AFTERWARDS) {
      throw new IOException("injected after " + name);
    }
    return value;
  }

  private static <T> T call(Callable<T> work) throws IOException {
    try {
      return work.call();
    } catch (IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IOException(e);
    }
  }

  @Override
  public FSDataInputStream open(Path f, int bufferSize) throws IOException {
    return operation("open", null, () -> super.open(f, bufferSize));
  }

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
    return create(f, overwrite, bufferSize, replication, blockSize, progress);
  }

  @Override
  public FSDataOutputStream create(
      Path f,
      boolean overwrite,
      int bufferSize,
      short replication,
      long blockSize,
      Progressable progress)
      throws IOException {
    if (!uri.getScheme().equals("gs")) {
      return operation(
          "create",
          null,
          () -> super.create(f, overwrite, bufferSize, replication, blockSize, progress));
    }
    operation("create", null, () -> f);
    OutputStream whole =
        new ByteArrayOutputStream() {
          private boolean closed;

          @Override
          public void close() throws IOException {
            if (!closed) {
              closed = true;
              operation("put", null, () -> put(f, toByteArray()));
            }
          }
        };
    return new FSDataOutputStream(whole, null);
  }

  /** The object appears whole and with the time it keeps, as in every object store. */
  private Path put(Path f, byte[] bytes) throws IOException {
    java.nio.file.Path object = pathToFile(f).toPath();
    Files.createDirectories(object.getParent());
    java.nio.file.Path upload = Files.createTempFile("upload", null);
    Files.write(upload, bytes);
    Files.move(upload, object, StandardCopyOption.ATOMIC_MOVE);
    return f;
  }

  /** Forks a process for every file where Hadoop's native library is not there. */
  @Override
  public void setPermission(Path p, FsPermission permission) {}

  @Override
  public boolean rename(Path src, Path dst) throws IOException {
    return operation("rename", false, () -> super.rename(src, dst));
  }

  @Override
  public boolean delete(Path p, boolean recursive) throws IOException {
    return operation("delete", false, () -> super.delete(p, recursive));
  }

  @Override
  public boolean mkdirs(Path f) throws IOException {
    return operation("mkdirs", false, () -> super.mkdirs(f));
  }

  @Override
  public FileStatus[] listStatus(Path f) throws IOException {
    return operation("list", null, () -> plain(super.listStatus(f)));
  }

  /** Without the permissions, which Hadoop looks up only for the scheme file. */
  private static FileStatus[] plain(FileStatus... all) {
    return Arrays.stream(all)
        .map(
            s ->
                new FileStatus(
                    s.getLen(), s.isDirectory(), 1, 1 << 20, s.getModificationTime(), s.getPath()))
        .toArray(FileStatus[]::new);
  }

  @Override
  public FileStatus getFileStatus(Path f) throws IOException {
    return operation("status", null, () -> plain(super.getFileStatus(f))[0]);
  }
}
