package io.glidepath.path;

import java.util.List;
import java.util.Map;

/**
 * What a computation took.
 *
 * @param passes data passes by purpose, in the order in which they first ran
 * @param seconds time by step, in the order in which they began
 * @param blas what ran the kernels on the driver
 * @param executorBlas what ran them on the executors
 * @param cache where rows were kept between passes: {@code mode} and {@code why}; empty if they
 *     were not
 */
public record Effort(
    Map<String, Integer> passes,
    Map<String, Double> seconds,
    String blas,
    List<String> executorBlas,
    Map<String, String> cache) {}
