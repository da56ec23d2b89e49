package io.glidepath.ml;

import org.apache.spark.ml.linalg.SparseVector;
import org.apache.spark.ml.linalg.Vector;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.api.java.UDF2;

/** intercept + offset + x'beta of a row of numeric and vector columns; null where one is null. */
final class LinearPrediction implements UDF2<Row, Object, Double> {
  private static final long serialVersionUID = 1;

  private final double intercept;
  private final double[] coefficients;

  LinearPrediction(double intercept, double[] coefficients) {
    this.intercept = intercept;
    this.coefficients = coefficients;
  }

  @Override
  public Double call(Row features, Object offset) {
    if (offset == null || features.anyNull()) {
      return null;
    }
    requireWidth(features);
    double sum = intercept + number(offset);
    int at = 0;
    for (int c = 0; c < features.length(); c++) {
      if (features.get(c) instanceof Vector vector) {
        sum += product(vector, at);
        at += vector.size();
      } else {
        sum += number(features.get(c)) * coefficients[at++];
      }
    }
    return sum;
  }

  private void requireWidth(Row features) {
    int width = 0;
    for (int c = 0; c < features.length(); c++) {
      width += features.get(c) instanceof Vector vector ? vector.size() : 1;
    }
    if (width != coefficients.length) {
      throw new IllegalArgumentException(
          "a row has %d features, and the model was fitted with %d: give it vectors of the size it was fitted with"
              .formatted(width, coefficients.length));
    }
  }

  private double product(Vector vector, int from) {
    double sum = 0;
    if (vector instanceof SparseVector sparse) {
      for (int i = 0; i < sparse.indices().length; i++) {
        sum += sparse.values()[i] * coefficients[from + sparse.indices()[i]];
      }
    } else {
      for (int i = 0; i < vector.size(); i++) {
        sum += vector.apply(i) * coefficients[from + i];
      }
    }
    return sum;
  }

  private static double number(Object value) {
    return value instanceof Boolean yes ? (yes ? 1 : 0) : ((Number) value).doubleValue();
  }
}
