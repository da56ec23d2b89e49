package io.glidepath.cli;

import io.glidepath.config.SourceReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Reads configuration files from any Hadoop file system. */
final class HadoopSources implements SourceReader {
  private final Configuration configuration = new Configuration();

  @Override
  public String read(String uri) throws IOException {
    Path path = new Path(uri);
    try (InputStream stream = path.getFileSystem(configuration).open(path)) {
      ByteBuffer bytes = ByteBuffer.wrap(stream.readAllBytes());
      return StandardCharsets.UTF_8.newDecoder().decode(bytes).toString();
    }
  }
}
