package io.glidepath.path;

import com.sun.management.GarbageCollectorMXBean;
import com.sun.management.GcInfo;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;

/** What lives on the heap: what survives a full collection. */
final class LivingHeap {
  private static final GarbageCollectorMXBean FULL =
      ManagementFactory.getPlatformMXBeans(GarbageCollectorMXBean.class).stream()
          .reduce((young, old) -> old)
          .orElseThrow();
  private static final Set<String> POOLS =
      ManagementFactory.getMemoryPoolMXBeans().stream()
          .filter(pool -> pool.getType() == MemoryType.HEAP)
          .map(MemoryPoolMXBean::getName)
          .collect(Collectors.toSet());

  private LivingHeap() {}

  /** In bytes; empty where nothing is collected, because a thread computes in native code. */
  static OptionalLong bytes() {
    long former = last();
    System.gc();
    if (last() == former) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(
        FULL.getLastGcInfo().getMemoryUsageAfterGc().entrySet().stream()
            .filter(pool -> POOLS.contains(pool.getKey()))
            .mapToLong(pool -> pool.getValue().getUsed())
            .sum());
  }

  private static long last() {
    GcInfo info = FULL.getLastGcInfo();
    return info == null ? -1 : info.getId();
  }
}
