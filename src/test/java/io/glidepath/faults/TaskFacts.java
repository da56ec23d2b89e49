package io.glidepath.faults;

import java.io.Serializable;

/**
 * A task that is about to begin.
 *
 * @param attempt 0 is the first
 * @param description of its job; null if nobody gave one
 * @param pid of the process that runs it
 */
record TaskFacts(
    int stage, int attempt, int partition, int partitions, String description, long pid)
    implements Serializable {}
