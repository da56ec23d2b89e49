package io.glidepath.cli;

/**
 * Which grid point of which published run goes where.
 *
 * @param run Hadoop path of the run's directory, the one that holds run.json
 * @param elasticNetParam in [0, 1]
 * @param gridIndex 0 is the largest reg_param
 * @param to Hadoop path of the model's new directory
 */
public record ExportRequest(String run, double elasticNetParam, int gridIndex, String to) {}
