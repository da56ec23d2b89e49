package io.glidepath.table;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class SmallFilesTest {
  @Test
  void fewFilesAndLargeOnesAreNone() {
    assertThat(SmallFiles.areMany(files(1000, 1 << 20))).isTrue();
    assertThat(SmallFiles.areMany(files(999, 10))).isFalse();
    assertThat(SmallFiles.areMany(files(1000, (1 << 20) + 1))).isFalse();
  }

  private static List<InputFile> files(int count, long length) {
    return Collections.nCopies(count, new InputFile("f", length, 0));
  }
}
