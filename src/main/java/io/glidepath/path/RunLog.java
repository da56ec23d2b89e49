package io.glidepath.path;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * What a run takes: the seconds of its steps, its data passes, what ran them, what failed and was
 * repaired, and warnings. Whoever does something writes it down here; nobody else keeps count.
 *
 * <p>Steps may lie within each other, and each is charged only for the time that none within it
 * takes, so that the seconds add up to those of the whole. All is for one thread but for {@link
 * #failedTask} and {@link #lostExecutor}, which any thread may call.
 */
public final class RunLog {
  private final LongSupplier clock;
  private final Consumer<String> told;
  private final Map<String, Double> seconds = new LinkedHashMap<>();
  private final Map<String, Integer> passes = new LinkedHashMap<>();
  private final Set<String> warnings = new LinkedHashSet<>();
  private final AtomicLong failedTasks = new AtomicLong();
  private final AtomicLong lostExecutors = new AtomicLong();
  private String step;
  private long since;
  private String blas = "";
  private List<String> executorBlas = List.of();
  private Map<String, String> cache = Map.of();
  private OptionalLong keptBytes = OptionalLong.empty();

  /** A log that is only read afterwards. */
  public RunLog() {
    this(System::nanoTime, warning -> {});
  }

  /**
   * @param clock nanoseconds
   * @param told hears every warning at once
   */
  public RunLog(LongSupplier clock, Consumer<String> told) {
    this.clock = clock;
    this.told = told;
  }

  /** Does the work of a step. */
  public <T> T timed(String name, Supplier<T> work) {
    String around = step;
    enter(name);
    try {
      return work.get();
    } finally {
      enter(around);
    }
  }

  /** Does the work of a step. */
  public void timed(String name, Runnable work) {
    timed(
        name,
        () -> {
          work.run();
          return name;
        });
  }

  private void enter(String next) {
    charge();
    step = next;
    if (next != null) {
      seconds.putIfAbsent(next, 0.0);
    }
  }

  private void charge() {
    long now = clock.getAsLong();
    if (step != null) {
      seconds.merge(step, (now - since) / 1e9, Double::sum);
    }
    since = now;
  }

  /** All rows are read once more. */
  public void passed(String purpose) {
    passes.merge(purpose, 1, Integer::sum);
  }

  /** Warns the user; equal warnings are kept once. */
  public void warn(String warning) {
    warnings.add(warning);
    told.accept(warning);
  }

  /** What runs the kernels on the driver. */
  public void blas(String name) {
    blas = name;
  }

  /** What ran them on the executors: several names where these differ. */
  public void executorBlas(Collection<String> names) {
    executorBlas = List.copyOf(names);
  }

  /** Where rows are kept between passes, and why there. */
  public void cache(String mode, String why) {
    Map<String, String> words = new LinkedHashMap<>();
    words.put("mode", mode);
    words.put("why", why);
    cache = words;
  }

  /** How many bytes the kept rows took in the end. */
  public void kept(long bytes) {
    keptBytes = OptionalLong.of(bytes);
  }

  /** A task failed and runs again. */
  public void failedTask() {
    failedTasks.incrementAndGet();
  }

  /** An executor is gone that nobody gave back. */
  public void lostExecutor() {
    lostExecutors.incrementAndGet();
  }

  /** What all took so far, steps that are not over included. */
  public Effort effort() {
    charge();
    return new Effort(
        new LinkedHashMap<>(passes), new LinkedHashMap<>(seconds), blas, executorBlas, cache);
  }

  /** In the order in which they came up. */
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** How many bytes rows took between passes; empty where none were kept. */
  public OptionalLong keptBytes() {
    return keptBytes;
  }

  public long failedTasks() {
    return failedTasks.get();
  }

  public long lostExecutors() {
    return lostExecutors.get();
  }
}
