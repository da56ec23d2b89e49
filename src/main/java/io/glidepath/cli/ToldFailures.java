package io.glidepath.cli;

import io.glidepath.failure.DamagedFile;
import io.glidepath.failure.JobFailure;
import java.util.regex.Pattern;
import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.LogEvent;
import org.apache.logging.log4j.core.LoggerContext;
import org.apache.logging.log4j.core.config.LoggerConfig;
import org.apache.logging.log4j.core.filter.AbstractFilter;

/**
 * Keeps failures out of this process's log that the job reports itself, in plain words, as its last
 * line: our own, and values that do not fit an expression. Spark logs these with stack traces
 * before the job can catch them. Everything else stays in the log until the process is asked to end
 * or the session is being stopped: later failures, as of an executor that is still fetching the
 * jar, are a consequence of that and would push the job's last line out of sight.
 */
final class ToldFailures extends AbstractFilter {
  /**
   * The classes that tell, and class 22 of the SQL standard (the data do not fit the expression)
   * with raise_error's P0001, as Spark ends such messages.
   */
  private static final Pattern TOLD =
      Pattern.compile(
          Pattern.quote(JobFailure.class.getName())
              + "|"
              + Pattern.quote(DamagedFile.class.getName())
              + "|SQLSTATE: (?:22|P0001)");

  private static final int DEPTH = 50;

  private static volatile boolean stopping;

  ToldFailures() {}

  /** From now on; does nothing where the log is not written by Log4j. */
  static void keepOutOfTheLog() {
    stopping = false;
    if (LogManager.getContext(false) instanceof LoggerContext context) {
      ToldFailures filter = new ToldFailures();
      for (LoggerConfig logger : context.getConfiguration().getLoggers().values()) {
        logger.addFilter(filter);
      }
    }
  }

  /** The session is about to be stopped. */
  static void sessionStops() {
    stopping = true;
  }

  @Override
  public Result filter(LogEvent event) {
    return Interruption.begun()
            || (stopping && event.getLevel().isMoreSpecificThan(Level.WARN))
            || isTold(event.getMessage().getFormattedMessage(), event.getThrown())
        ? Result.DENY
        : Result.NEUTRAL;
  }

  /** Whether a message or the chain of causes behind it is of a failure that the job tells. */
  static boolean isTold(String message, Throwable thrown) {
    if (message != null && TOLD.matcher(message).find()) {
      return true;
    }
    int depth = 0;
    for (Throwable t = thrown; t != null && depth < DEPTH; t = t.getCause()) {
      if (TOLD.matcher(t.toString()).find()) {
        return true;
      }
      depth++;
    }
    return false;
  }
}
