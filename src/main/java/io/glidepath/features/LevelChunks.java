package io.glidepath.features;

import io.glidepath.features.LevelWeights.Level;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;
import scala.Tuple2;

/**
 * Levels on their way from one task to another: many of them in one array of bytes, for the task
 * that puts together all that fall to it. Objects of their own, a million levels would take longer
 * to write and read than to count.
 *
 * <p>A task holds {@value #MOST} levels at most before it sends them on, each chunk with the number
 * of the task that it goes to.
 */
final class LevelChunks implements Iterator<Tuple2<Integer, byte[]>> {
  private static final int MOST = 1 << 17;
  private static final int MISSING = -1;

  private final Iterator<InternalRow> rows;
  private final ScanRow look;
  private final int column;
  private final int tasks;
  private LevelWeights held = new LevelWeights(Integer.MAX_VALUE);
  private final Deque<Tuple2<Integer, byte[]>> ready = new ArrayDeque<>();

  /**
   * @param rows of a partition
   * @param look at a row
   * @param column whose levels are counted
   * @param tasks among how many the levels are divided
   */
  LevelChunks(Iterator<InternalRow> rows, ScanRow look, int column, int tasks) {
    this.rows = rows;
    this.look = look;
    this.column = column;
    this.tasks = tasks;
  }

  @Override
  public boolean hasNext() {
    while (ready.isEmpty() && rows.hasNext()) {
      InternalRow row = rows.next();
      if (look.uses(row)) {
        look.levels(row, column).forEach(level -> held.add(level, look.weight()));
      }
      if (held.size() >= MOST) {
        send();
      }
    }
    if (ready.isEmpty()) {
      send();
    }
    return !ready.isEmpty();
  }

  @Override
  public Tuple2<Integer, byte[]> next() {
    if (!hasNext()) {
      throw new NoSuchElementException("no level is left");
    }
    return ready.remove();
  }

  private void send() {
    Map<Integer, Map<String, Level>> parts = new HashMap<>();
    held.all()
        .forEach(
            (name, sum) -> parts.computeIfAbsent(task(name), t -> new HashMap<>()).put(name, sum));
    parts.forEach((task, levels) -> ready.add(new Tuple2<>(task, write(levels))));
    held = new LevelWeights(Integer.MAX_VALUE);
  }

  private int task(String name) {
    return name == null ? 0 : Math.floorMod(name.hashCode(), tasks);
  }

  /** Levels as bytes; {@link #read} gets the same. */
  static byte[] write(Map<String, Level> levels) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      for (Map.Entry<String, Level> entry : levels.entrySet()) {
        byte[] name =
            entry.getKey() == null ? null : entry.getKey().getBytes(StandardCharsets.UTF_8);
        out.writeInt(name == null ? MISSING : name.length);
        if (name != null) {
          out.write(name);
        }
        entry.getValue().write(out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  /** Adds what a chunk holds to levels by name, null for missing values. */
  static void read(byte[] chunk, Map<String, Level> to) {
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(chunk))) {
      while (in.available() > 0) {
        int length = in.readInt();
        String name =
            length == MISSING ? null : new String(in.readNBytes(length), StandardCharsets.UTF_8);
        to.computeIfAbsent(name, n -> new Level()).add(Level.read(in));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
