package io.glidepath.path;

/**
 * What was predicted and what was observed, on average, in about a tenth of a fold's rows: those
 * whose predictions by the model trained without the fold lie next to each other.
 *
 * @param fold its name
 * @param bin 0 for the lowest predictions to 9 for the highest
 * @param weight sum of the rows' weights, positive
 * @param predicted weighted mean of the predicted means
 * @param observed weighted mean of the labels
 */
public record CalibrationBin(
    GridPoint point, int fold, int bin, double weight, double predicted, double observed) {}
