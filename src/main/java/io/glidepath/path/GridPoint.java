package io.glidepath.path;

/** A position on the surface. */
public record GridPoint(int alphaIndex, int gridIndex) {}
