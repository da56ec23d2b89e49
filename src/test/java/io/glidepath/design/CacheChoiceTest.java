package io.glidepath.design;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.OptionalLong;
import org.apache.spark.SparkConf;
import org.junit.jupiter.api.Test;

class CacheChoiceTest {
  private static final OptionalLong UNKNOWN = OptionalLong.empty();

  private static CacheChoice auto(OptionalLong rows, OptionalLong room) {
    return CacheChoice.of(RowCache.AUTO, rows, 800, room);
  }

  @Test
  void rowsGoWhereTheyFit() {
    OptionalLong rows = OptionalLong.of(1 << 20);
    assertThat(auto(rows, OptionalLong.of(800L << 20)))
        .isEqualTo(
            new CacheChoice(
                RowCache.MEMORY,
                "size of the rows: 800 MiB; memory for them: 800 MiB",
                OptionalLong.of(800L << 20)));
    assertThat(auto(rows, OptionalLong.of((800L << 20) - 1)).mode()).isEqualTo(RowCache.DISK);
    assertThat(auto(OptionalLong.of(Long.MAX_VALUE), OptionalLong.of(1L << 40)).mode())
        .isEqualTo(RowCache.DISK);
  }

  @Test
  void whatIsNotKnownIsNotDecided() {
    assertThat(auto(UNKNOWN, OptionalLong.of(1))).extracting("mode").isEqualTo(RowCache.AUTO);
    assertThat(auto(OptionalLong.of(1), UNKNOWN)).extracting("mode").isEqualTo(RowCache.AUTO);
    assertThat(auto(OptionalLong.of(1), UNKNOWN).decided().mode()).isEqualTo(RowCache.DISK);
    CacheChoice memory = auto(OptionalLong.of(1), OptionalLong.of(1L << 20));
    assertThat(memory.decided()).isEqualTo(memory);
  }

  @Test
  void whatWasAskedForHolds() {
    CacheChoice choice = CacheChoice.of(RowCache.NONE, UNKNOWN, 64, OptionalLong.of(1L << 40));
    assertThat(choice.mode()).isEqualTo(RowCache.NONE);
    assertThat(choice.label()).isEqualTo("none");
    assertThat(choice.why()).isEqualTo("as asked for; size of the rows: unknown");
  }

  @Test
  void roomIsWhatTheWorkLeaves() {
    CacheRequest request = new CacheRequest(RowCache.AUTO, 100L << 20, 50L << 20);
    assertThat(request.restOfOneJvm(2, 4096L << 20)).isEqualTo((4096L - 400 - 100 - 100) << 20);
    assertThat(request.restOfExecutor(4, 4096L << 20)).isEqualTo((4096L - 400 - 200) << 20);
    assertThat(CacheRequest.room(1000, 5000)).isEqualTo(900);
    assertThat(CacheRequest.room(1000, 500)).isEqualTo(500);
    assertThat(CacheRequest.room(1000, -1)).isZero();
  }

  @Test
  void executorsAreAsConfigured() {
    SparkConf conf = new SparkConf(false).set("spark.executor.cores", "8");
    assertThat(CacheRequest.cores(conf)).isEqualTo(8);
    assertThat(CacheRequest.cores(conf.set("spark.task.cpus", "3"))).isEqualTo(2);
    assertThat(CacheRequest.executorHeap(conf)).isEqualTo(1L << 30);
    assertThat(CacheRequest.executorHeap(conf.set("spark.executor.memory", "2500m")))
        .isEqualTo(2500L << 20);
  }
}
