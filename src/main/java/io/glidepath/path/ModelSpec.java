package io.glidepath.path;

import io.glidepath.family.Family;

/**
 * The model whose surface is computed.
 *
 * @param family the loss
 * @param tolerance the KKT violation allowed to full-data models, relative to the largest null
 *     gradient
 * @param foldTolerance the same for the models of cross-validation
 */
public record ModelSpec(
    Family family,
    boolean intercept,
    boolean standardize,
    Convention convention,
    double tolerance,
    double foldTolerance) {}
