package io.glidepath.features;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What is said of the levels of some columns; what is not said is as {@link LevelRule#USUAL} has
 * it.
 *
 * @param minRows see {@link LevelRule}, and so for the others
 */
public record LevelSpec(OptionalLong minRows, OptionalInt max, Optional<String> other) {}
