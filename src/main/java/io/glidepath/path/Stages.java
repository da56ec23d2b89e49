package io.glidepath.path;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;

/** How long each step of an engine took. */
public final class Stages {
  private final Map<String, Double> seconds = new LinkedHashMap<>();

  public <T> T timed(String step, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    seconds.merge(step, (System.nanoTime() - start) / 1e9, Double::sum);
    return result;
  }

  public void timed(String step, Runnable work) {
    timed(
        step,
        () -> {
          work.run();
          return step;
        });
  }

  /** By step, in the order in which they first ran. */
  public Map<String, Double> seconds() {
    return seconds;
  }
}
