package io.glidepath.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlainListingTest {
  @TempDir private Path home;

  private void file(String name) throws IOException {
    Files.createDirectories(home.resolve(name).getParent());
    Files.writeString(home.resolve(name), name);
  }

  private Optional<List<String>> names(Map<String, String> options, String... paths) {
    List<String> all = List.of(paths).stream().map(p -> home + "/" + p).toList();
    TableSpec table = new TableSpec("t", all, Optional.empty(), options);
    return PlainListing.files(
            new InputSpec(List.of(table), Optional.empty()), new Configuration(false))
        .map(files -> files.stream().map(f -> f.path().replace("file:" + home + "/", "")).toList());
  }

  private Optional<List<String>> names(String... paths) {
    return names(Map.of(), paths);
  }

  @BeforeEach
  void write() throws IOException {
    file("t/b.parquet");
    file("t/a.parquet");
    file("t/_SUCCESS");
    file("t/.a.parquet.crc");
    file("u/c.parquet");
  }

  @Test
  void filesDirectoriesAndGlobsOfThem() throws IOException {
    assertThat(names("u", "t")).contains(List.of("t/a.parquet", "t/b.parquet", "u/c.parquet"));
    assertThat(names("t/b.parquet")).contains(List.of("t/b.parquet"));
    assertThat(names("t/*.parquet", "t/a.parquet")).contains(List.of("t/a.parquet", "t/b.parquet"));
    assertThat(Files.size(home.resolve("t/a.parquet"))).isEqualTo(11);
    InputFile found =
        PlainListing.files(
                new InputSpec(
                    List.of(
                        new TableSpec(
                            "t", List.of(home + "/t/a.parquet"), Optional.empty(), Map.of())),
                    Optional.empty()),
                new Configuration(false))
            .orElseThrow()
            .get(0);
    assertThat(found.length()).isEqualTo(11);
    assertThat(found.modificationTime())
        .isEqualTo(Files.getLastModifiedTime(home.resolve("t/a.parquet")).toMillis());
  }

  @Test
  void whatSparkMayListInAnotherWayIsLeftToIt() throws IOException {
    assertThat(names(Map.of("recursiveFileLookup", "true"), "t")).isEmpty();
    assertThat(names("t", "nothing")).isEmpty();
    assertThat(names("*")).isPresent();
    file("t/deeper/d.parquet");
    assertThat(names("t")).isEmpty();
    file("part=1/d.parquet");
    assertThat(names("part=1")).isEmpty();
    file("u/_delta_log");
    assertThat(names("u")).isEmpty();
    Files.createDirectories(home.resolve("empty"));
    assertThat(names("empty")).isEmpty();
    assertThat(names("t/_SUCCESS")).isEmpty();
    assertThat(names("t/[")).isEmpty();
  }
}
