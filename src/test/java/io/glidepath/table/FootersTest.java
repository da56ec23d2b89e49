package io.glidepath.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FootersTest {
  @TempDir private Path dir;

  private FileStatus file() throws IOException {
    try (InputStream in = getClass().getResourceAsStream("/pyarrow/empty-row-groups.parquet")) {
      Files.copy(in, dir.resolve("t.parquet"));
    }
    org.apache.hadoop.fs.Path path =
        new org.apache.hadoop.fs.Path(dir.resolve("t.parquet").toUri());
    return path.getFileSystem(new Configuration()).getFileStatus(path);
  }

  private static JobFailure failure(FileStatus file) {
    return catchThrowableOfType(
        JobFailure.class, () -> Footers.read(List.of(file), new Configuration()));
  }

  @Test
  void aFileThatIsReplacedAfterItsListingIsWorthARetry() throws IOException {
    FileStatus listed = file();
    assertThat(Footers.read(List.of(listed), new Configuration()))
        .extracting(Footers.Footer::rows)
        .containsExactly(4L);
    Files.write(dir.resolve("t.parquet"), new byte[700]);
    JobFailure failure = failure(listed);
    assertThat(failure.exitCode()).isEqualTo(ExitCode.RETRY);
    assertThat(failure)
        .hasMessageContaining("t.parquet was replaced while it was read")
        .hasMessageContaining("700 now");
  }

  @Test
  void aChecksumThatIsStaleIsNamed() throws IOException {
    FileStatus listed = file();
    byte[] checksums = new byte[8 + 4 * 4];
    System.arraycopy(new byte[] {'c', 'r', 'c', 0, 0, 0, 2, 0}, 0, checksums, 0, 8);
    Files.write(dir.resolve(".t.parquet.crc"), checksums);
    JobFailure failure = failure(listed);
    assertThat(failure.exitCode()).isEqualTo(ExitCode.BAD_DATA);
    assertThat(failure)
        .hasMessageContaining(dir.resolve(".t.parquet.crc").toString())
        .hasMessageContaining("delete the .crc");
  }
}
