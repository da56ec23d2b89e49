package io.glidepath.cli;

/**
 * Options of the command plan.
 *
 * @param json one JSON object instead of text
 * @param scan read the rows to count levels
 */
public record PlanOptions(boolean json, boolean scan) {}
