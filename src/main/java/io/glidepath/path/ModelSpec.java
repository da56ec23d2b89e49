package io.glidepath.path;

/**
 * The model whose surface is computed.
 *
 * @param family name of the loss, one of {@link io.glidepath.family.Family#labels()}
 * @param tolerance the KKT violation allowed to full-data models, relative to the largest null
 *     gradient
 * @param foldTolerance the same for the models of cross-validation
 */
public record ModelSpec(
    String family,
    boolean intercept,
    boolean standardize,
    Convention convention,
    double tolerance,
    double foldTolerance) {}
