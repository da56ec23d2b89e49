package io.glidepath.report;

/**
 * A position on the surface.
 *
 * @param a position of its elastic_net_param among those of the run, ascending
 * @param k grid_index, 0 at the largest reg_param
 */
record GridPoint(int a, int k) {}
