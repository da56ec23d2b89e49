package io.glidepath.output;

import io.glidepath.failure.ExitCode;
import io.glidepath.failure.JobFailure;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.Path;

/**
 * The directory {@code <output.path>/_staging}, in which every attempt has a directory of its own:
 * {@code ~ticket-<n>} is its place in the queue, {@code ~alive} is rewritten as long as the attempt
 * lives, and {@code <run_id>/} is what it stages. All names but the last begin with {@code ~},
 * which no run-id has.
 *
 * <p>Attempts at one run exclude each other by Lamport's bakery algorithm (Communications of the
 * ACM 17, 1974), which needs no lock, no clock and no atomic operation of the file system, only
 * that what is written is seen: an attempt makes its directory, takes a ticket one above the
 * largest it sees, waits until all others that have a directory have a ticket, and has precedence
 * if its own is the smallest; of equal tickets, the smaller name.
 *
 * <p>Whether an attempt of another machine or user lives cannot be asked, only watched: one whose
 * sign of life does not change for {@link Patience#watchMillis} is dead.
 */
final class Staging {
  private static final String TICKET = "~ticket-";
  private static final String SIGN_OF_LIFE = "~alive";

  private final Path root;
  private final Storage storage;
  private final Processes processes;
  private final Patience patience;

  Staging(Path outputPath, Storage storage, Processes processes, Patience patience) {
    this.root = new Path(outputPath, "_staging");
    this.storage = storage;
    this.processes = processes;
    this.patience = patience;
  }

  /**
   * How long attempts elsewhere are given.
   *
   * @param beatMillis between two signs of life
   * @param watchMillis without a sign of life after which an attempt is dead; several beats
   * @param stepMillis between two looks for a sign of life
   * @param lookMillis between two looks for a ticket
   */
  record Patience(long beatMillis, long watchMillis, long stepMillis, long lookMillis) {
    static final Patience USUAL = new Patience(15_000, 60_000, 5_000, 50);
  }

  /**
   * An attempt as its directory shows it.
   *
   * @param ticket 0: none yet
   * @param lastSign when it last gave a sign of life, by the file system's clock
   */
  private record Seen(AttemptName name, int ticket, long lastSign) {
    private static final Comparator<Seen> QUEUE =
        Comparator.comparingInt(Seen::ticket).thenComparing(s -> s.name().toString());
  }

  Path directory(AttemptName name) {
    return new Path(root, name.toString());
  }

  long beatMillis() {
    return patience.beatMillis();
  }

  /** Puts an attempt in the queue. */
  void enter(AttemptName name) {
    storage.makeDirectory(directory(name));
    int last = attempts(name.runId()).stream().mapToInt(Seen::ticket).max().orElse(0);
    storage.write(new Path(directory(name), TICKET + (last + 1)), name + "\n");
  }

  /** Gives a sign of life, if the attempt still has its directory. */
  void beat(AttemptName name, long count) {
    if (entered(name)) {
      storage.write(new Path(directory(name), SIGN_OF_LIFE), count + "\n");
    }
  }

  /** Whether no other attempt has taken this one for dead. */
  boolean entered(AttemptName name) {
    return look(name).ticket() > 0;
  }

  /** Removes an attempt, and the staging directory with the last one. */
  void remove(AttemptName name) {
    storage.delete(directory(name));
    storage.deleteEmpty(root);
  }

  /**
   * The attempt at the same run that has precedence over the given one, if any.
   *
   * @param dead attempts that do not count; {@link #dead} finds those elsewhere
   */
  Optional<AttemptName> precedent(AttemptName mine, List<AttemptName> dead) {
    for (long waited = 0; waited < patience.watchMillis(); waited += patience.lookMillis()) {
      List<Seen> all =
          attempts(mine.runId()).stream()
              .filter(s -> !dead.contains(s.name()))
              .filter(s -> processes.state(s.name()) != Processes.State.DEAD)
              .toList();
      if (all.stream().allMatch(s -> s.ticket() > 0)) {
        return all.stream().min(Seen.QUEUE).map(Seen::name).filter(first -> !first.equals(mine));
      }
      storage.sleep(patience.lookMillis());
    }
    throw new JobFailure(
        ExitCode.RETRY,
        "Another attempt under " + root + " has made its directory and does nothing. Run again.");
  }

  /** The attempts at the same run that are dead, and have left something behind. */
  List<AttemptName> dead(AttemptName mine) {
    return attempts(mine.runId()).stream()
        .filter(other -> !other.name().equals(mine))
        .filter(this::dead)
        .map(Seen::name)
        .toList();
  }

  private boolean dead(Seen other) {
    return switch (processes.state(other.name())) {
      case LIVE -> false;
      case DEAD -> true;
      case ELSEWHERE -> silent(other);
    };
  }

  private boolean silent(Seen before) {
    for (long waited = 0; waited < patience.watchMillis(); waited += patience.stepMillis()) {
      storage.sleep(patience.stepMillis());
      Optional<Seen> now =
          attempts(before.name().runId()).stream()
              .filter(s -> s.name().equals(before.name()))
              .findFirst();
      if (now.isEmpty() || now.get().lastSign() != before.lastSign()) {
        return false;
      }
    }
    return true;
  }

  private List<Seen> attempts(String runId) {
    return storage.list(root).stream()
        .flatMap(s -> AttemptName.parse(s.getPath().getName()).stream())
        .filter(name -> name.runId().equals(runId))
        .map(this::look)
        .toList();
  }

  private Seen look(AttemptName name) {
    int ticket = 0;
    long lastSign = 0;
    for (FileStatus status : storage.list(directory(name))) {
      String file = status.getPath().getName();
      if (file.startsWith(TICKET)) {
        ticket = Integer.parseInt(file.substring(TICKET.length()));
      }
      if (file.startsWith(TICKET) || file.equals(SIGN_OF_LIFE)) {
        lastSign = Math.max(lastSign, status.getModificationTime());
      }
    }
    return new Seen(name, ticket, lastSign);
  }
}
