package io.glidepath.job;

import java.util.LinkedHashMap;
import java.util.Map;

/** Seconds by step, in the order in which the steps began. */
final class Stopwatch {
  private final Steps steps;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private String step;
  private long since;

  Stopwatch(Steps steps) {
    this.steps = steps;
  }

  /** Ends the step before and begins this one. */
  void step(String name, String told) {
    stop();
    step = name;
    since = System.nanoTime();
    steps.step(told);
  }

  /** Ends the last step. */
  void stop() {
    if (step != null) {
      seconds.merge(step, (System.nanoTime() - since) / 1e9, Double::sum);
    }
    step = null;
  }

  Map<String, Double> seconds() {
    return new LinkedHashMap<>(seconds);
  }
}
