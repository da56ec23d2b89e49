package io.glidepath.output;

import io.glidepath.failure.DamagedFile;
import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.parquet.filter2.compat.FilterCompat;
import org.apache.parquet.filter2.predicate.FilterApi;
import org.apache.parquet.filter2.predicate.FilterPredicate;
import org.apache.parquet.hadoop.ParquetReader;
import org.apache.parquet.hadoop.api.ReadSupport;
import org.apache.parquet.hadoop.util.HadoopInputFile;
import org.apache.parquet.io.InputFile;

/**
 * Reads the tables of one run, on whatever file system they lie, row by row in this process and
 * without Spark.
 *
 * <p>What the file system refuses is an {@link UncheckedIOException}.
 */
public final class RunTables implements Tables {
  private final Path run;
  private final Configuration hadoop;

  /**
   * @param run directory of the run
   */
  public RunTables(Path run, Configuration hadoop) {
    this.run = run;
    this.hadoop = hadoop;
  }

  @Override
  public boolean has(String table) {
    Path path = new Path(run, table);
    try {
      return path.getFileSystem(hadoop).exists(path);
    } catch (IOException e) {
      throw new UncheckedIOException("Could not look for " + path + ": " + e.getMessage(), e);
    }
  }

  @Override
  public void forEach(String table, List<String> columns, Consumer<TableRow> visitor) {
    read(table, columns, FilterCompat.NOOP, visitor);
  }

  /** Pages without any of the rows are not read. */
  @Override
  public void forEach(
      String table, List<String> columns, Set<PointKey> points, Consumer<TableRow> visitor) {
    FilterPredicate where = points.stream().map(RunTables::at).reduce(FilterApi::or).orElseThrow();
    read(table, columns, FilterCompat.get(where), visitor);
  }

  private static FilterPredicate at(PointKey point) {
    return FilterApi.and(
        FilterApi.eq(FilterApi.doubleColumn("elastic_net_param"), point.elasticNetParam()),
        FilterApi.eq(FilterApi.intColumn("grid_index"), point.gridIndex()));
  }

  private void read(
      String table, List<String> columns, FilterCompat.Filter where, Consumer<TableRow> visitor) {
    Map<String, Integer> positions = new HashMap<>();
    columns.forEach(c -> positions.put(c, positions.size()));
    ReadSupport<TableRow> assembly = new RowAssembly(table, positions);
    try {
      for (FileStatus file : files(table)) {
        InputFile input = HadoopInputFile.fromStatus(file, hadoop);
        try (ParquetReader<TableRow> reader =
            new Builder(input, assembly).withConf(hadoop).withFilter(where).build()) {
          show(reader, visitor, file.getPath());
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Could not read " + table + ": " + e.getMessage(), e);
    }
  }

  private static void show(ParquetReader<TableRow> reader, Consumer<TableRow> visitor, Path file)
      throws IOException {
    for (TableRow row = next(reader, file); row != null; row = next(reader, file)) {
      visitor.accept(row);
    }
  }

  private static TableRow next(ParquetReader<TableRow> reader, Path file) throws IOException {
    try {
      return reader.read();
    } catch (RuntimeException e) {
      if (IoFailures.causeOf(e).isEmpty() && DamagedFile.isDamage(e)) {
        throw new JobFailure(
            ExitCode.BAD_DATA,
            file + " is damaged (" + e.getMessage() + "). Run again with --force.",
            e);
      }
      throw e;
    }
  }

  /** In the order in which they were written. */
  private List<FileStatus> files(String table) throws IOException {
    Path directory = new Path(run, table);
    FileStatus[] files =
        directory
            .getFileSystem(hadoop)
            .listStatus(directory, path -> !path.getName().matches("[._].*"));
    Arrays.sort(files);
    return List.of(files);
  }

  private static final class Builder extends ParquetReader.Builder<TableRow> {
    private final ReadSupport<TableRow> assembly;

    Builder(InputFile file, ReadSupport<TableRow> assembly) {
      super(file);
      this.assembly = assembly;
    }

    @Override
    protected ReadSupport<TableRow> getReadSupport() {
      return assembly;
    }
  }
}
