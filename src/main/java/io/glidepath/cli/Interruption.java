package io.glidepath.cli;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.apache.hadoop.util.ShutdownHookManager;

/**
 * Says in one line that the process was asked to end (Ctrl-C, SIGTERM) while a command was running.
 *
 * <p>The JVM ends when all shutdown hooks have run. Spark's hook stops the session, so the
 * command's thread fails somewhere with an exception that means nothing to the user, and cleans up.
 * Therefore one hook runs before Spark's, after which only this class prints anything, and one
 * after it, which waits for the thread. The line is printed by whichever of thread and hook is done
 * first.
 */
final class Interruption implements AutoCloseable {
  /** Hooks run from the highest to the lowest: Spark's, and that which closes file systems. */
  private static final int BEFORE_SPARK = 60;

  private static final int BEFORE_FILE_SYSTEMS = 20;
  private static final long PATIENCE_SECONDS = 5;

  private static volatile boolean begun;

  private final PrintStream err;
  private final Supplier<String> words;
  private final Runnable first = Interruption::begin;
  private final Runnable last = this::tellInTheEnd;
  private final CountDownLatch unwound = new CountDownLatch(1);
  private boolean told;

  private Interruption(PrintStream err, Supplier<String> words) {
    this.err = err;
    this.words = words;
  }

  /**
   * Watches until closed.
   *
   * @param words what has become of the work, in one line
   */
  static Interruption watch(PrintStream err, Supplier<String> words) {
    Interruption interruption = new Interruption(err, words);
    ShutdownHookManager hooks = ShutdownHookManager.get();
    hooks.addShutdownHook(interruption.first, BEFORE_SPARK);
    hooks.addShutdownHook(interruption.last, BEFORE_FILE_SYSTEMS);
    return interruption;
  }

  /** Spark's threads print what becomes of them past the log. */
  private static void begin() {
    begun = true;
    System.setErr(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8));
  }

  /** Whether the process is on its way out while a command is at work. */
  static boolean begun() {
    return begun;
  }

  /** The work is done, whatever comes now. */
  synchronized void done() {
    told = true;
  }

  /**
   * The command's thread has cleaned up. If the process is ending it stays here: what it could
   * still do, such as telling of an exception, is of no use.
   */
  @Override
  public void close() {
    if (!begun) {
      ShutdownHookManager hooks = ShutdownHookManager.get();
      if (!hooks.isShutdownInProgress()) {
        hooks.removeShutdownHook(first);
        hooks.removeShutdownHook(last);
      }
      return;
    }
    tell();
    unwound.countDown();
    stay();
  }

  private void tellInTheEnd() {
    try {
      unwound.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // the hooks have taken too long
    }
    tell();
  }

  private synchronized void tell() {
    if (!told) {
      told = true;
      err.println("error: interrupted: " + words.get());
      err.flush();
    }
  }

  /** Until the JVM halts, which waits for no thread. */
  private static void stay() {
    try {
      Thread.sleep(TimeUnit.MINUTES.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
