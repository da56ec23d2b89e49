package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.util.Locale;
import java.util.Optional;
import org.apache.hadoop.fs.ClusterStorageCapacityExceededException;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.ipc.RemoteException;
import org.apache.hadoop.security.AccessControlException;

/** Turns failures of file systems into messages and exit codes. */
public final class IoFailures {
  private IoFailures() {}

  /** The I/O error at the bottom of a failure, which Spark may have wrapped several times. */
  public static Optional<IOException> causeOf(Throwable failure) {
    Optional<IOException> found = Optional.empty();
    if (failure instanceof JobFailure) {
      return found;
    }
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof RemoteException remote) {
        return Optional.of(remote.unwrapRemoteException());
      }
      if (t instanceof IOException io) {
        found = Optional.of(io);
      }
    }
    return found;
  }

  /** Whether another try has a chance. */
  static boolean mayPass(IOException failure) {
    return !(permission(failure)
        || full(failure)
        || failure instanceof FileAlreadyExistsException
        || failure instanceof java.nio.file.FileAlreadyExistsException
        || failure instanceof FileNotFoundException);
  }

  /**
   * @param what completes "Could not ..."
   */
  static JobFailure explained(IOException failure, String what, Path path) {
    String told = "Could not " + what + " " + path + ": ";
    String reason = reason(failure);
    if (permission(failure)) {
      return new JobFailure(
          ExitCode.PERMISSION,
          told + reason + ". Let this user write there, or change output.path.",
          failure);
    }
    if (full(failure)) {
      return new JobFailure(
          ExitCode.IO,
          told
              + "no room left ("
              + reason
              + "). Free some, raise the quota, or change output.path.",
          failure);
    }
    return new JobFailure(ExitCode.IO, told + reason + ".", failure);
  }

  private static String reason(IOException failure) {
    String message = failure.getMessage();
    return message == null
        ? failure.getClass().getSimpleName()
        : message.lines().findFirst().orElse("");
  }

  private static boolean permission(IOException failure) {
    return failure instanceof AccessControlException
        || failure instanceof AccessDeniedException
        || (says(failure, "permission denied"));
  }

  private static boolean full(IOException failure) {
    return failure instanceof ClusterStorageCapacityExceededException
        || says(failure, "quota")
        || says(failure, "no space left");
  }

  private static boolean says(IOException failure, String words) {
    String message =
        failure instanceof FileSystemException local && local.getReason() != null
            ? local.getReason()
            : failure.getMessage();
    return message != null && message.toLowerCase(Locale.ROOT).contains(words);
  }
}
