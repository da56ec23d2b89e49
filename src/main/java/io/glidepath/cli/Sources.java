package io.glidepath.cli;

import io.glidepath.config.SourceReader;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import io.glidepath.failure.Secrets;
import java.io.IOException;

/** Local files by the JDK; Hadoop is touched only for the first URI of another file system. */
final class Sources implements SourceReader {
  private final SourceReader local = SourceReader.local();
  private SourceReader remote;

  @Override
  public String read(String uri) throws IOException {
    if (SourceReader.isLocal(uri)) {
      return local.read(uri);
    }
    try {
      if (remote == null) {
        remote = new HadoopSources();
      }
      return remote.read(uri);
    } catch (NoClassDefFoundError e) {
      throw new JobFailure(
          ExitCode.CONFIGURATION,
          "Configuration file "
              + Secrets.mask(uri)
              + " needs Hadoop's file systems, which are not on the class path.",
          e);
    }
  }
}
