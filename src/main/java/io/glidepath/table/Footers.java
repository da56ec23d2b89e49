package io.glidepath.table;

import io.glidepath.failure.DamagedFile;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.parquet.HadoopReadOptions;
import org.apache.parquet.ParquetReadOptions;
import org.apache.parquet.hadoop.ParquetFileReader;
import org.apache.parquet.hadoop.metadata.BlockMetaData;
import org.apache.parquet.hadoop.metadata.ParquetMetadata;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.SeekableInputStream;
import org.apache.parquet.schema.MessageType;

/**
 * Reads the footers of all input files, so that a damaged file ends the run before anything is
 * computed. Up to 32 files are open at once; what is kept of each is its row count and a schema
 * shared with the files that have the same one.
 */
final class Footers {
  private static final int NAMED = 5;
  private static final int SMALLEST = 12;
  private static final byte[] MAGIC = "PAR1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] ENCRYPTED = "PARE".getBytes(StandardCharsets.US_ASCII);

  /** What is kept of a footer. */
  record Footer(FileStatus file, long rows, MessageType schema) {}

  private final Configuration conf;
  private final ConcurrentHashMap<MessageType, MessageType> schemas = new ConcurrentHashMap<>();
  private final SparkColumns written = new SparkColumns();

  private Footers(Configuration conf) {
    this.conf = conf;
  }

  /**
   * One footer for each file, in the order given.
   *
   * @throws JobFailure 65 naming the files that are no whole Parquet files, 77 and 74 where they
   *     cannot be read at all
   */
  static List<Footer> read(List<FileStatus> files, Configuration conf) {
    List<JobFailure> failures = new ArrayList<>();
    List<Footer> found = InParallel.look(files, new Footers(conf)::read, failures);
    if (!failures.isEmpty()) {
      throw together(failures);
    }
    return found;
  }

  private static JobFailure together(List<JobFailure> failures) {
    JobFailure first = failures.get(0);
    if (failures.size() == 1) {
      return first;
    }
    StringBuilder message = new StringBuilder();
    message.append(failures.size()).append(" input files cannot be read:");
    failures.stream().limit(NAMED).forEach(f -> message.append("\n  ").append(f.getMessage()));
    if (failures.size() > NAMED) {
      message.append("\n  and ").append(failures.size() - NAMED).append(" more");
    }
    return new JobFailure(first.exitCode(), message.toString(), first);
  }

  private Footer read(FileStatus status) {
    try {
      return footer(status);
    } catch (JobFailure e) {
      throw ReplacedFiles.behind(e, List.of(InputFile.of(status)), conf).orElse(e);
    }
  }

  private Footer footer(FileStatus status) {
    if (status.getLen() < SMALLEST) {
      throw notParquet(status, "it has " + status.getLen() + " bytes", null);
    }
    try {
      HadoopInputFile file = HadoopInputFile.fromStatus(status, conf);
      ParquetReadOptions options = HadoopReadOptions.builder(conf, status.getPath()).build();
      try (SeekableInputStream in = file.newStream()) {
        byte[] head = new byte[MAGIC.length];
        in.readFully(head);
        if (!Arrays.equals(head, MAGIC) && !Arrays.equals(head, ENCRYPTED)) {
          throw notParquet(status, "it does not begin with PAR1", null);
        }
        ParquetMetadata footer = footer(file, options, in);
        Optional<String> contradiction =
            FooterCheck.contradiction(footer, in, status.getLen(), written);
        if (contradiction.isPresent()) {
          throw notParquet(status, contradiction.get(), null);
        }
        MessageType schema = footer.getFileMetaData().getSchema();
        return new Footer(
            status,
            footer.getBlocks().stream().mapToLong(BlockMetaData::getRowCount).sum(),
            schemas.computeIfAbsent(schema, s -> s));
      }
    } catch (JobFailure e) {
      throw e;
    } catch (IOException | RuntimeException e) {
      Optional<String> way = Undecodable.explain(status.getPath().toString(), e);
      if (way.isPresent()) {
        throw new JobFailure(ExitCode.BAD_DATA, way.get(), e);
      }
      if (DamagedFile.isDamage(e)) {
        throw notParquet(status, ReadFailures.reason(e), e);
      }
      throw ReadFailures.translate(e)
          .orElseGet(
              () -> isMalformed(e) ? notParquet(status, ReadFailures.reason(e), e) : io(status, e));
    }
  }

  private static ParquetMetadata footer(
      HadoopInputFile file, ParquetReadOptions options, SeekableInputStream in) throws IOException {
    try {
      ParquetMetadata footer = ParquetFileReader.readFooter(file, options, in);
      if (footer.getFileMetaData().getSchema().getFieldCount() > 0) {
        return footer;
      }
    } catch (IndexOutOfBoundsException e) {
      if (!FooterCheck.hasNoColumns(in, file.getLength())) {
        throw e;
      }
    }
    throw new JobFailure(
        ExitCode.BAD_DATA,
        file.getPath()
            + " has no columns. Write it again with its columns, or leave it out of input.tables.");
  }

  private static boolean isMalformed(Exception e) {
    // thrift's own exceptions are wrapped in an IOException with this text
    return e instanceof RuntimeException
        || e instanceof java.io.EOFException
        || String.valueOf(e.getMessage()).startsWith("can not read class");
  }

  private static JobFailure io(FileStatus file, Exception e) {
    return new JobFailure(
        ExitCode.IO, "cannot read " + file.getPath() + ": " + ReadFailures.reason(e), e);
  }

  private static JobFailure notParquet(FileStatus file, String why, Throwable cause) {
    return new JobFailure(
        ExitCode.BAD_DATA,
        file.getPath()
            + " is not a whole Parquet file ("
            + why
            + "). Write it again, or leave it out of input.tables.",
        cause);
  }
}
