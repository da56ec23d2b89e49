package io.glidepath.select;

import java.util.List;

/** What cross-validation says: the points each rule picks, and the comparison of L2, L1 and mix. */
public record Choice(String metric, List<Selected> selected, List<Contrast> comparison) {

  /** The point whose model is published. */
  public Selected chosen() {
    return selected.stream().filter(Selected::chosen).findFirst().orElseThrow();
  }
}
