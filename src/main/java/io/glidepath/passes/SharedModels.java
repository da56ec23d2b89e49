package io.glidepath.passes;

import io.glidepath.stats.ModelBatch;
import java.io.Serializable;
import java.util.Map;
import java.util.TreeMap;

/**
 * The models of every fold on their way to the executors.
 *
 * <p>Plain arrays and not the records themselves, because a broadcast goes through {@code
 * spark.serializer}, and Kryo cannot read records back.
 */
final class SharedModels implements Serializable {
  private static final long serialVersionUID = 1;

  private final TreeMap<Integer, double[]> intercepts = new TreeMap<>();
  private final TreeMap<Integer, double[]> coefficients = new TreeMap<>();

  SharedModels(Map<Integer, ModelBatch> models) {
    models.forEach(
        (fold, batch) -> {
          intercepts.put(fold, batch.intercepts());
          coefficients.put(fold, batch.coefficients());
        });
  }

  /** The models of a fold. */
  ModelBatch of(int fold) {
    return new ModelBatch(intercepts.get(fold), coefficients.get(fold));
  }
}
