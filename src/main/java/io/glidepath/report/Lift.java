package io.glidepath.report;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How the ones of two classes gather among the held-out rows of the highest predictions.
 *
 * @param rate share of ones among all rows
 * @param top the highest tenth of each fold, the two highest, ...; all of them at the end
 */
record Lift(double rate, List<Top> top) {
  /**
   * Rows from the highest prediction down.
   *
   * @param rows their share of all rows
   * @param rate share of ones among them
   * @param times that rate as a multiple of the rate among all rows
   * @param found their share of all ones
   */
  record Top(double rows, double rate, double times, double found) {}

  /**
   * @param bins tenths of the predictions, with at least one 1 in them
   */
  static Lift of(List<CalibrationSection.Bin> bins) {
    double rows = bins.stream().mapToDouble(CalibrationSection.Bin::weight).sum();
    double ones = bins.stream().mapToDouble(b -> b.weight() * b.observed()).sum();
    List<Top> top = new ArrayList<>();
    double seen = 0;
    double found = 0;
    for (CalibrationSection.Bin bin :
        bins.stream()
            .sorted(Comparator.comparingInt(CalibrationSection.Bin::bin).reversed())
            .toList()) {
      seen += bin.weight();
      found += bin.weight() * bin.observed();
      top.add(new Top(seen / rows, found / seen, found / seen / (ones / rows), found / ones));
    }
    return new Lift(ones / rows, top);
  }

  /**
   * The share of ones, and what the highest predictions hold.
   *
   * @param positive what a one is: churn = yes
   */
  String inWords(String positive) {
    Top first = top.get(0);
    return "Of all rows, "
        + Phrases.percent(rate)
        + " have "
        + positive
        + ", which counts as 1. Of the held-out rows with the highest predictions ("
        + Phrases.percent(first.rows())
        + " of all), "
        + Phrases.percent(first.rate())
        + " have it, "
        + Digits.prose(first.times())
        + " times as many: picking those finds "
        + Phrases.percent(first.found())
        + " of all that there are.";
  }
}
