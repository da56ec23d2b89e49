package io.glidepath.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.hdfs.DistributedFileSystem;

/** A real HDFS, and YARN if asked for, on this machine; one for all tests of a JVM. */
public final class MiniHadoop {
  private static MiniHadoop hdfs;

  private final URI uri;
  private final Path home;

  private MiniHadoop(boolean yarn) {
    try {
      home =
          Files.createTempDirectory(Files.createDirectories(Path.of("target/servers")), "hadoop");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    String[] arguments =
        yarn ? new String[] {home.toString(), "yarn"} : new String[] {home.toString()};
    uri =
        URI.create(
            ServerProcess.start(
                "target/minicluster/*", "MiniCluster.java", home.resolve("log"), arguments));
  }

  public static synchronized MiniHadoop hdfs() {
    if (hdfs == null) {
      hdfs = new MiniHadoop(false);
    }
    return hdfs;
  }

  public static MiniHadoop withYarn() {
    return new MiniHadoop(true);
  }

  /** For HADOOP_CONF_DIR. */
  public Path configurationDirectory() {
    return home.resolve("conf").toAbsolutePath();
  }

  public URI uri() {
    return uri;
  }

  /** As the user who may do everything. */
  public DistributedFileSystem fileSystem() {
    try {
      return (DistributedFileSystem)
          new org.apache.hadoop.fs.Path(uri).getFileSystem(new Configuration());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
