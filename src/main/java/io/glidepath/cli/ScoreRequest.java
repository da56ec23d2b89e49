package io.glidepath.cli;

import java.util.List;

/**
 * Which rows are scored by which published run.
 *
 * @param run Hadoop path of the run's directory, the one that holds run.json
 * @param tables {@code NAME=PATH}, or a path alone
 * @param output Hadoop path of the new directory
 */
public record ScoreRequest(String run, List<String> tables, String output) {
  public ScoreRequest {
    tables = List.copyOf(tables);
  }
}
