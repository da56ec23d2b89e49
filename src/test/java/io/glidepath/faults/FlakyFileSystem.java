package io.glidepath.faults;

import io.glidepath.output.QuietLocalFileSystem;
import java.io.IOException;
import java.net.URI;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataInputStream;
import org.apache.hadoop.fs.Path;
import org.apache.spark.TaskContext;

/**
 * The local disk, which tasks cannot always read: at {@code flaky://once/} the first attempt of
 * every task fails, at {@code flaky://never/} all do.
 */
public final class FlakyFileSystem extends QuietLocalFileSystem.Raw {
  private URI uri;

  @Override
  public void initialize(URI name, Configuration conf) throws IOException {
    super.initialize(name, conf);
    uri = URI.create(name.getScheme() + "://" + name.getAuthority());
  }

  @Override
  public URI getUri() {
    return uri == null ? URI.create("flaky://once") : uri; // asked by the super constructor
  }

  @Override
  public FSDataInputStream open(Path file, int bufferSize) throws IOException {
    TaskContext task = TaskContext.get();
    if (task != null && (uri.getAuthority().equals("never") || task.attemptNumber() == 0)) {
      throw new IOException("the storage does not answer");
    }
    return super.open(file, bufferSize);
  }
}
