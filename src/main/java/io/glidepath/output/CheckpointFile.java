package io.glidepath.output;

import io.glidepath.failure.JobFailure;
import io.glidepath.path.Progress;
import io.glidepath.path.SweepShape;
import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The progress of a run that has not been published: {@code
 * <output.path>/_checkpoint/<run_id>.checkpoint}. It outlives the attempt, and is removed when the
 * run is published.
 *
 * <p>Content: which run it belongs to (format, version, fingerprints of configuration and inputs),
 * when it was written, the {@link Progress}, and the SHA-256 of all that.
 */
final class CheckpointFile {
  private static final Logger LOG = LoggerFactory.getLogger(CheckpointFile.class);
  private static final String FORMAT = "glidepath checkpoint 3";
  private static final int BUFFER = 1 << 16;

  private final Path file;
  private final Storage storage;
  private final String identity;
  private volatile boolean useful;

  CheckpointFile(Path outputPath, Storage storage, RunRequest request) {
    // no reader of <output.path>/*/<table> takes a file of that name for a table
    this.file = new Path(new Path(outputPath, "_checkpoint"), request.runId() + ".checkpoint");
    this.storage = storage;
    this.identity =
        String.join(
            "\n",
            FORMAT,
            RunManifest.version(),
            request.fingerprint(),
            request.inputsFingerprint());
  }

  /**
   * What was found.
   *
   * @param progress empty if there is nothing, or nothing to be used
   * @param told for the user; empty if there is nothing
   */
  record Found(Optional<Progress> progress, String told) {
    private static final Found NOTHING = new Found(Optional.empty(), "");
  }

  /** Reads it, if it is whole and was written by a run of the same. */
  Found read(SweepShape shape) {
    Optional<FileStatus> status = storage.status(file);
    return status.isEmpty()
        ? Found.NOTHING
        : storage.retrying("read", file, () -> read(shape, status.get().getLen()));
  }

  private Found read(SweepShape shape, long length) throws IOException {
    if (!whole(length)) {
      return unused("is damaged");
    }
    try (DataInputStream in = new DataInputStream(open())) {
      if (!in.readUTF().equals(identity)) {
        return unused(
            "was left by a run of another configuration, of other input files, or of another"
                + " version");
      }
      Instant written = Instant.ofEpochSecond(in.readLong());
      Progress progress = Progress.read(in);
      useful = progress.shape().agrees(shape);
      return useful
          ? new Found(Optional.of(progress), goesOn(progress, written))
          : unused("holds models of other columns, folds or grid points");
    }
  }

  private Found unused(String why) {
    return new Found(Optional.empty(), "The checkpoint " + file + " " + why + ", and is not used.");
  }

  private static String goesOn(Progress progress, Instant written) {
    return "continued from a checkpoint of "
        + written
        + ": "
        + progress.solutionCount()
        + " models of all rows and "
        + progress.foldModelCount()
        + " fold models were taken up where an attempt that did not end had left them";
  }

  /** Whether the file ends with the hash of the rest; nothing in it is looked at before. */
  private boolean whole(long length) throws IOException {
    MessageDigest digest = digest();
    long left = length - digest.getDigestLength();
    byte[] buffer = new byte[BUFFER];
    try (InputStream in = open()) {
      while (left > 0) {
        int read = in.read(buffer, 0, (int) Math.min(left, buffer.length));
        if (read < 0) {
          return false;
        }
        digest.update(buffer, 0, read);
        left -= read;
      }
      return left == 0 && MessageDigest.isEqual(in.readAllBytes(), digest.digest());
    }
  }

  private InputStream open() throws IOException {
    return new BufferedInputStream(storage.fileSystem().open(file), BUFFER);
  }

  /**
   * Writes it in the place of an earlier one.
   *
   * @param beside where it is written first, unless the store cannot rename
   */
  void write(Path beside, Progress progress) {
    storage.makeDirectory(file.getParent());
    storage.replace(file, beside, out -> write(out, progress));
    useful = true;
  }

  private void write(OutputStream to, Progress progress) throws IOException {
    DigestOutputStream hashed = new DigestOutputStream(to, digest());
    DataOutputStream out = new DataOutputStream(new BufferedOutputStream(hashed, BUFFER));
    out.writeUTF(identity);
    out.writeLong(Instant.now().truncatedTo(ChronoUnit.SECONDS).getEpochSecond());
    progress.write(out);
    out.flush();
    to.write(hashed.getMessageDigest().digest());
  }

  private static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  /** Where the file is, if one was written or read that a run can resume from. */
  Optional<String> kept() {
    return useful ? Optional.of(Publication.location(file)) : Optional.empty();
  }

  /** Removes it after its run is published, and the directory with the last one. */
  void discard() {
    useful = false;
    try {
      if (storage.exists(file)) {
        storage.delete(file);
        storage.deleteEmpty(file.getParent());
      }
    } catch (JobFailure e) {
      LOG.warn("{} The run is published.", e.getMessage());
    }
  }
}
