package io.glidepath.features;

import java.util.ArrayList;
import java.util.List;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.VectorAssembler;

/** Makes vectors of arrays and maps: each element a column, and these together a vector. */
final class ElementStages {
  private final List<String> select = new ArrayList<>();
  private final List<Transformer> assemblers = new ArrayList<>();

  /**
   * @param each one expression for each element
   * @param prefix of the names of their columns
   * @param output name of the vector
   */
  void add(List<String> each, String prefix, String output) {
    String[] names = new String[each.size()];
    for (int k = 0; k < names.length; k++) {
      names[k] = prefix + k;
      select.add(each.get(k) + " AS " + names[k]);
    }
    assemblers.add(
        new VectorAssembler("glidepath_vector_" + output)
            .setInputCols(names)
            .setOutputCol(output)
            .setHandleInvalid("error"));
  }

  /**
   * @param whole the expression that makes the vector
   */
  void add(String whole, String output) {
    select.add(whole + " AS " + output);
  }

  List<Transformer> stages() {
    List<Transformer> stages = new ArrayList<>();
    if (!select.isEmpty()) {
      stages.add(
          new SQLTransformer("glidepath_elements")
              .setStatement("SELECT *, " + String.join(", ", select) + " FROM __THIS__"));
    }
    stages.addAll(assemblers);
    return stages;
  }
}
