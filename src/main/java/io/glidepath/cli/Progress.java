package io.glidepath.cli;

import io.glidepath.job.Steps;
import java.io.PrintStream;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Shows which step runs and how far it is: a bar on a terminal, else a line when a step begins, for
 * logs, one more when it has taken 5 seconds, and one every 30 seconds from then on. Warnings are
 * printed once each. Thread-safe.
 */
public final class Progress implements Steps, AutoCloseable {
  private static final long REDRAW_MILLIS = 250;
  private static final long HEARTBEAT_MILLIS = 1000;
  private static final long FIRST_SILENCE = TimeUnit.SECONDS.toNanos(5);
  private static final long SILENCE = TimeUnit.SECONDS.toNanos(30);
  private static final int BAR = 24;
  private static final int WIDTH = 100;
  private static final String CLEAR = "\r\033[K";

  /** Who is looking. */
  enum Style {
    TERMINAL,
    LOG,
    QUIET
  }

  private final PrintStream err;
  private final Style style;
  private final LongSupplier nanos;
  private final long begin;
  private final Set<String> warned = new HashSet<>();
  private final Map<Integer, Job> jobs = new LinkedHashMap<>();
  private ScheduledExecutorService clock;
  private Supplier<Optional<String>> checkpoint = Optional::empty;
  private String step;
  private long stepBegin;
  private long nextBeat;
  private int jobsDone;
  private String solved = "";

  Progress(PrintStream err, Style style, LongSupplier nanos) {
    this.err = err;
    this.style = style;
    this.nanos = nanos;
    this.begin = nanos.getAsLong();
  }

  /**
   * Begins to tell; to be closed.
   *
   * @param quiet tells nothing, not even warnings
   */
  public static Progress start(PrintStream err, boolean quiet) {
    Style style = quiet ? Style.QUIET : isTerminal() ? Style.TERMINAL : Style.LOG;
    Progress progress = new Progress(err, style, System::nanoTime);
    if (style != Style.QUIET) {
      progress.begin(style == Style.TERMINAL ? REDRAW_MILLIS : HEARTBEAT_MILLIS);
    }
    return progress;
  }

  @Override
  public synchronized void step(String name) {
    endStep();
    step = name;
    stepBegin = nanos.getAsLong();
    nextBeat = stepBegin + FIRST_SILENCE;
    jobsDone = 0;
    solved = "";
    if (style == Style.LOG) {
      err.println(name + " ...");
    }
    tick(false);
  }

  @Override
  public synchronized void solved(String models, long done, long all) {
    solved = done + "/" + all + " " + models + " solved, ";
  }

  @Override
  public synchronized void warn(String warning) {
    if (style != Style.QUIET && warned.add(warning)) {
      err.println((style == Style.TERMINAL ? CLEAR : "") + "warning: " + warning);
    }
  }

  @Override
  public synchronized void resumable(Supplier<Optional<String>> place) {
    checkpoint = place;
  }

  /** What is left of a job whose process is asked to end now; no steps are shown after this. */
  synchronized String interrupted() {
    close();
    return "nothing is published. "
        + checkpoint
            .get()
            .map(c -> "The checkpoint " + c + " is kept: the same command goes on from there.")
            .orElse("The same command begins anew.");
  }

  synchronized void jobStarted(int id, String description, int tasks) {
    jobs.put(id, new Job(description, tasks));
  }

  synchronized void taskDone(int id) {
    Job job = jobs.get(id);
    if (job != null) {
      job.done = Math.min(job.done + 1, job.tasks);
    }
  }

  synchronized void jobEnded(int id) {
    jobs.remove(id);
    jobsDone++;
  }

  /** Says where things stand; called by the clock. */
  synchronized void tick(boolean heartbeat) {
    if (step == null) {
      return;
    }
    if (style == Style.TERMINAL) {
      String line = step + "  " + bar() + elapsed(stepBegin);
      err.print(CLEAR + (line.length() > WIDTH ? line.substring(0, WIDTH) : line));
      err.flush();
    } else if (style == Style.LOG && heartbeat && nanos.getAsLong() - nextBeat >= 0) {
      nextBeat = nanos.getAsLong() + SILENCE;
      err.println(step + ": " + counts() + elapsed(stepBegin) + ", " + elapsed(begin) + " in all");
    }
  }

  /** The last step is done. */
  @Override
  public synchronized void close() {
    if (clock != null) {
      clock.shutdownNow();
    }
    endStep();
  }

  private void begin(long millis) {
    clock =
        Executors.newSingleThreadScheduledExecutor(
            task -> {
              Thread thread = new Thread(task, "glidepath-progress");
              thread.setDaemon(true);
              return thread;
            });
    clock.scheduleAtFixedRate(() -> tick(true), millis, millis, TimeUnit.MILLISECONDS);
  }

  private void endStep() {
    if (step != null && style == Style.TERMINAL) {
      err.println(CLEAR + step + "  " + elapsed(stepBegin));
    }
    step = null;
  }

  private String bar() {
    int tasks = jobs.values().stream().mapToInt(j -> j.tasks).sum();
    if (tasks == 0) {
      return counts();
    }
    int done = jobs.values().stream().mapToInt(j -> j.done).sum();
    int filled = (int) ((long) BAR * done / tasks);
    return "[" + "#".repeat(filled) + "-".repeat(BAR - filled) + "] " + counts();
  }

  private String counts() {
    if (jobs.isEmpty()) {
      return solved + (jobsDone == 0 ? "" : "on the driver, Spark jobs so far: " + jobsDone + ", ");
    }
    int tasks = jobs.values().stream().mapToInt(j -> j.tasks).sum();
    int done = jobs.values().stream().mapToInt(j -> j.done).sum();
    String description = jobs.values().iterator().next().description;
    return solved
        + (description.isEmpty() ? "" : description + ", ")
        + done
        + "/"
        + tasks
        + " tasks, ";
  }

  private String elapsed(long since) {
    return String.format(Locale.ROOT, "%.1f s", (nanos.getAsLong() - since) / 1e9);
  }

  /** submit.sh knows best, because the JVM sees a terminal only if nothing at all is redirected. */
  private static boolean isTerminal() {
    boolean told =
        Boolean.getBoolean("glidepath.terminal")
            || "true".equals(System.getenv("GLIDEPATH_TERMINAL"));
    return !"dumb".equals(System.getenv("TERM")) && (told || System.console() != null);
  }

  private static final class Job {
    final String description;
    final int tasks;
    int done;

    Job(String description, int tasks) {
      this.description = description;
      this.tasks = tasks;
    }
  }
}
