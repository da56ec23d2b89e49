package io.glidepath.faults;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.apache.spark.SparkContext;
import org.apache.spark.api.plugin.DriverPlugin;
import org.apache.spark.api.plugin.PluginContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;

/**
 * Decides on the driver what becomes of tasks, and keeps a record of it.
 *
 * <p>Stages are told by their kind: the description of their job without its numbers, and whether
 * they write a shuffle ({@code map}) or give a result. What happens once in a kind happens to its
 * last partition, when executors have results of others already.
 */
final class Faults extends SparkListener implements DriverPlugin {
  static final Faults INSTANCE = new Faults();

  /** Settings for a process that does one thing only: a {@link Deed}, and where. */
  static final String DEED = "spark.faults.deed";

  static final String KINDS = "spark.faults.kinds";

  /** What is written to the error stream when something has been done. */
  static final String TOLD = "fault: ";

  private static final long KNOWN_WITHIN_MILLIS = 20_000;

  private final Map<Integer, String> sides = new HashMap<>();
  private final Set<String> seen = new TreeSet<>();
  private final Set<String> struck = new TreeSet<>();
  private final List<String> done = new ArrayList<>();
  private Deed deed = Deed.NONE;
  private Pattern kinds = Pattern.compile("");
  private final List<String> again = new ArrayList<>();

  private Faults() {}

  @Override
  public Map<String, String> init(SparkContext spark, PluginContext context) {
    spark.addSparkListener(this);
    if (context.conf().contains(DEED)) {
      begin(Deed.valueOf(context.conf().get(DEED)), context.conf().get(KINDS));
    }
    return Map.of();
  }

  /** From now on this happens to tasks in kinds of stages that the expression finds. */
  synchronized void begin(Deed what, String where) {
    deed = what;
    kinds = Pattern.compile(where);
    seen.clear();
    struck.clear();
    done.clear();
    again.clear();
  }

  /** Lets everything pass; what was done, and in which kinds of stages tasks ran. */
  synchronized Record end() {
    deed = Deed.NONE;
    return new Record(List.copyOf(done), List.copyOf(seen), List.copyOf(again));
  }

  /**
   * What happened.
   *
   * @param done the kind of stage of each deed
   * @param seen every kind of stage of which a task began
   * @param again the kind of stage of each attempt after the first, and of each copy
   */
  record Record(List<String> done, List<String> seen, List<String> again) {}

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    boolean map = submitted.stageInfo().shuffleDepId().isDefined();
    String name = submitted.stageInfo().name().lines().findFirst().orElse("");
    sides.put(submitted.stageInfo().stageId(), (map ? "map" : "result") + "|" + name);
    notifyAll();
  }

  @Override
  public synchronized Object receive(Object message) throws InterruptedException {
    TaskFacts task = (TaskFacts) message;
    String kind = kind(task);
    seen.add(kind);
    if (task.attempt() > 0) {
      again.add(kind);
    }
    if (deed == Deed.NONE || !kinds.matcher(kind).find()) {
      return Deed.NONE;
    }
    boolean struckNow =
        switch (deed) {
          case FAIL -> true;
          case FAIL_ONCE -> task.attempt() == 0;
          default -> task.partition() == task.partitions() - 1 && struck.add(kind);
        };
    if (!struckNow) {
      return Deed.NONE;
    }
    done.add(kind);
    System.err.println(TOLD + deed + " in " + kind);
    if (deed == Deed.KILL) {
      kill(task.pid());
    }
    return deed;
  }

  private String kind(TaskFacts task) throws InterruptedException {
    long end = System.currentTimeMillis() + KNOWN_WITHIN_MILLIS;
    while (!sides.containsKey(task.stage()) && System.currentTimeMillis() < end) {
      wait(100);
    }
    String[] side = sides.get(task.stage()).split("\\|", 2);
    String name = task.description() == null ? side[1] : task.description();
    return name.replaceAll(",.*", "").replaceAll("[0-9]+ ?", "").strip() + " / " + side[0];
  }

  /** Only a process that was started by this one. */
  private static void kill(long pid) {
    ProcessHandle executor =
        ProcessHandle.current().descendants().filter(p -> p.pid() == pid).findFirst().orElseThrow();
    executor.destroyForcibly();
    executor.onExit().join();
  }
}
