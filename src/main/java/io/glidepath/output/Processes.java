package io.glidepath.output;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Names attempts and says which of them live: exactly for those of this JVM and of other processes
 * of this user in this process namespace, not at all for the rest.
 */
class Processes {
  private static final Processes HERE = new Processes(place());

  /** The start time that Linux reports for one process moves by as much as the clock is set. */
  private static final long SAME_START_MILLIS = 5_000;

  private final Set<AttemptName> mine = ConcurrentHashMap.newKeySet();
  private final AtomicInteger sequence = new AtomicInteger();
  private final String place;

  Processes(String place) {
    this.place = place;
  }

  static Processes here() {
    return HERE;
  }

  /** What is known of an attempt. */
  enum State {
    LIVE,
    DEAD,
    ELSEWHERE
  }

  AttemptName begin(String runId) {
    ProcessHandle self = ProcessHandle.current();
    AttemptName name =
        new AttemptName(runId, place, self.pid(), started(self), sequence.getAndIncrement());
    mine.add(name);
    return name;
  }

  void end(AttemptName name) {
    mine.remove(name);
  }

  State state(AttemptName name) {
    if (!name.place().equals(place)) {
      return State.ELSEWHERE;
    }
    ProcessHandle self = ProcessHandle.current();
    if (name.pid() == self.pid() && sameStart(name, self)) {
      return mine.contains(name) ? State.LIVE : State.DEAD;
    }
    Optional<ProcessHandle> other = ProcessHandle.of(name.pid()).filter(ProcessHandle::isAlive);
    return other.isPresent() && sameStart(name, other.get()) ? State.LIVE : State.DEAD;
  }

  private static boolean sameStart(AttemptName name, ProcessHandle process) {
    long started = started(process);
    return started == 0
        || name.started() == 0
        || Math.abs(started - name.started()) <= SAME_START_MILLIS;
  }

  private static long started(ProcessHandle process) {
    return process.info().startInstant().map(i -> Math.max(0, i.toEpochMilli())).orElse(0L);
  }

  /** Machine, boot, process namespace and user; hashed, since directory names get around. */
  private static String place() {
    String jvm = ManagementFactory.getRuntimeMXBean().getName();
    String place =
        String.join(
            "|",
            jvm.substring(jvm.indexOf('@') + 1),
            bootId(),
            processNamespace(),
            System.getProperty("user.name", ""));
    try {
      byte[] hash =
          MessageDigest.getInstance("SHA-256").digest(place.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }

  private static String bootId() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return ""; // not Linux: host and user have to do
    }
  }

  private static String processNamespace() {
    try {
      return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
    } catch (IOException e) {
      return "";
    }
  }
}
