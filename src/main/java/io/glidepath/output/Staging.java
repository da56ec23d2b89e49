package io.glidepath.output;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;

/**
 * The directory {@code <output.path>/_staging}, in which every attempt has a directory of its own:
 * {@code _attempt} is written once and gives attempts their order, {@code _alive} is rewritten as
 * long as the attempt lives, and {@code <run_id>/} is what it stages.
 *
 * <p>Whether an attempt of another machine or user lives cannot be asked, only watched: one whose
 * sign of life does not change for {@link Patience#watchMillis} is dead. The times compared are all
 * the file system's own, so clocks need not agree.
 */
final class Staging {
  private static final String MARK = "_attempt";
  private static final String SIGN_OF_LIFE = "_alive";

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
   * @param stepMillis between two looks
   */
  record Patience(long beatMillis, long watchMillis, long stepMillis) {
    static final Patience USUAL = new Patience(15_000, 60_000, 5_000);
  }

  /** An attempt as its directory shows it. */
  private record Seen(AttemptName name, Optional<Long> marked, long lastSign) {}

  Path directory(AttemptName name) {
    return new Path(root, name.toString());
  }

  long beatMillis() {
    return patience.beatMillis();
  }

  /**
   * Enters an attempt, so that others see it. The mark appears with the time it keeps: if that
   * moved while the file is written, two attempts could each take the other for the earlier one,
   * and both give way.
   */
  void enter(AttemptName name) {
    Path mark = new Path(directory(name), MARK);
    storage.makeDirectory(directory(name));
    if (Publisher.isObjectStore(storage.fileSystem())) {
      storage.write(mark, name + "\n");
    } else {
      Path unseen = new Path(directory(name), "_entering");
      storage.write(unseen, name + "\n");
      storage.move(unseen, mark);
    }
  }

  /** Gives a sign of life, if the attempt still has its directory. */
  void beat(AttemptName name, long count) {
    if (entered(name)) {
      storage.write(new Path(directory(name), SIGN_OF_LIFE), count + "\n");
    }
  }

  /** Whether nobody has taken this attempt for dead. */
  boolean entered(AttemptName name) {
    return storage.exists(new Path(directory(name), MARK));
  }

  /** Removes an attempt, and the staging directory with the last one. */
  void remove(AttemptName name) {
    storage.delete(directory(name));
    FileSystem fs = storage.fileSystem();
    storage.retrying(
        "delete",
        root,
        () -> {
          // not recursive: another attempt may enter between the two
          if (empty(root) && !fs.delete(root, false) && fs.exists(root)) {
            throw new IOException("the file system answered 'false' to delete");
          }
          return root;
        });
  }

  private boolean empty(Path directory) throws IOException {
    try {
      return storage.fileSystem().listStatus(directory).length == 0;
    } catch (FileNotFoundException e) {
      return false; // another attempt has removed it
    }
  }

  /**
   * The live attempt at the same run that was entered first before the given one, if any; that one
   * has precedence. Of two attempts, each of which sees the other, exactly one has.
   */
  Optional<AttemptName> precedent(AttemptName mine) {
    List<Seen> all = attempts(mine.runId());
    Comparator<Seen> order =
        Comparator.<Seen>comparingLong(s -> s.marked().orElseThrow())
            .thenComparing(s -> s.name().toString());
    Optional<Seen> me =
        all.stream().filter(s -> s.name().equals(mine) && s.marked().isPresent()).findFirst();
    return all.stream()
        .filter(s -> s.marked().isPresent() && me.isPresent() && order.compare(s, me.get()) < 0)
        .filter(s -> processes.state(s.name()) != Processes.State.DEAD)
        .min(order)
        .map(Seen::name);
  }

  /**
   * Removes what dead attempts at the same run have left behind.
   *
   * @return the names of the removed
   */
  List<AttemptName> sweep(AttemptName mine) {
    List<AttemptName> removed = new ArrayList<>();
    for (Seen other : attempts(mine.runId())) {
      if (!other.name().equals(mine) && dead(other)) {
        storage.delete(directory(other.name()));
        removed.add(other.name());
      }
    }
    return removed;
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
    Path directory = directory(name);
    Optional<Long> marked =
        storage.status(new Path(directory, MARK)).map(FileStatus::getModificationTime);
    Optional<Long> alive =
        storage.status(new Path(directory, SIGN_OF_LIFE)).map(FileStatus::getModificationTime);
    return new Seen(name, marked, Math.max(marked.orElse(0L), alive.orElse(0L)));
  }
}
