package io.glidepath.output;

/** What names a grid point in every table that tells of grid points. */
public record PointKey(double elasticNetParam, int gridIndex) {}
