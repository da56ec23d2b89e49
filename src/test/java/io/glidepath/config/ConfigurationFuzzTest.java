package io.glidepath.config;

import static org.assertj.core.api.Assertions.fail;

import io.glidepath.failure.JobFailure;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Damaged configurations load or are refused; nothing else ever comes out. */
class ConfigurationFuzzTest {
  private static final long SEED = 20260105;
  private static final int ROUNDS = 600;
  private static final String[] PIECES = {
    "{",
    "}",
    "[",
    "]",
    "=",
    ":",
    ",",
    "\"",
    "\"\"\"",
    "\n",
    ".",
    "${a}",
    "${?b}",
    "${",
    "+=",
    "null",
    "NaN",
    "-1",
    "1e999999999",
    "1e-400",
    "true",
    "#",
    "//",
    "include \"x\"",
    "\\",
    "\u0000",
    "\ud83d",
    "${glidepath}",
    "${glidepath.folds}",
    "a.b.c",
    "\"\"",
    "[[[]]]",
    "{}",
    "*",
    " ",
    "é"
  };
  private static final String[] BASES = {
    Texts.REQUIRED,
    Texts.REQUIRED
        + """
        glidepath {
          input { tables.b { path = ["x", "y"], where = "a > 1", options { k.l = 1 } }, query = "SELECT * FROM b" }
          columns { key = [id], penalty-factors { "a*" = 0, b = 2 }, exclude = [c] }
          missing.numeric = mean
          model { tolerance = 1e-9, convention = glmnet }
          sweep { elastic-net-param = [0, 0.5], reg-param = [1, 0.1] }
          folds { count = 5, seed = 7 }
          select { metric = mse, rule = best }
          output.run-id = x
        }
        """
  };

  @Test
  void endsWellWhateverComesIn() {
    int refused = 0;
    for (int round = 0; round < ROUNDS; round++) {
      Random random = new Random(SEED + round);
      String text = damaged(BASES[round % BASES.length], random);
      String assignment = round % 3 == 0 ? damaged("folds.count=5", random) : "folds.count=5";
      try {
        ConfigurationLoader.load(
            List.of("fuzz.conf"),
            List.of(assignment),
            Texts.files(java.util.Map.of("fuzz.conf", text)));
      } catch (JobFailure expected) {
        refused++;
      } catch (Throwable e) {
        fail("seed " + (SEED + round) + ", --set " + assignment + ", file:\n" + text, e);
      }
    }
    if (refused < ROUNDS / 4 || refused == ROUNDS) {
      fail(refused + " of " + ROUNDS + " refused: the damage is not what it should be");
    }
  }

  private static String damaged(String text, Random random) {
    StringBuilder damaged = new StringBuilder(text);
    int times = 1 + random.nextInt(3);
    for (int i = 0; i < times; i++) {
      int at = random.nextInt(damaged.length());
      int length = Math.min(random.nextInt(8), damaged.length() - at);
      switch (random.nextInt(4)) {
        case 0 -> damaged.delete(at, at + length);
        case 1 -> damaged.insert(at, PIECES[random.nextInt(PIECES.length)]);
        case 2 -> damaged.replace(at, at + length, PIECES[random.nextInt(PIECES.length)]);
        default -> {
          int line = damaged.indexOf("\n", at);
          int next = line < 0 ? -1 : damaged.indexOf("\n", line + 1);
          if (next > 0) {
            damaged.insert(at, damaged.substring(line, next));
          }
        }
      }
      if (damaged.length() == 0) {
        damaged.append('x');
      }
    }
    return damaged.toString();
  }
}
