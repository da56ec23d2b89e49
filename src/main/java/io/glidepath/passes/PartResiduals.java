package io.glidepath.passes;

import io.glidepath.design.Scanned;
import io.glidepath.stats.ResidualSums;
import java.io.Serializable;
import java.util.TreeMap;

/** One partition's residual sums. */
record PartResiduals(int partition, TreeMap<Integer, ResidualSums> byFold) implements Serializable {

  PartResiduals(Scanned<FoldStates<ResidualSums>> scanned) {
    this(scanned.partition(), scanned.state().byFold());
  }
}
