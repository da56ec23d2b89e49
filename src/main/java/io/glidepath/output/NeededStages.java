package io.glidepath.output;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.feature.CountVectorizerModel;
import org.apache.spark.ml.feature.ImputerModel;
import org.apache.spark.ml.feature.Interaction;
import org.apache.spark.ml.feature.OneHotEncoderModel;
import org.apache.spark.ml.feature.SQLTransformer;
import org.apache.spark.ml.feature.StringIndexerModel;
import org.apache.spark.ml.feature.VectorAssembler;
import org.apache.spark.ml.param.ParamMap;

/**
 * The part of some feature stages that makes certain columns: what only others are made from is
 * neither read, filled in nor indexed. Goes from the last stage to the first, so that it is known
 * of each which of its columns later ones need.
 */
final class NeededStages {
  private final Set<String> needed;
  private final Deque<Transformer> stages = new ArrayDeque<>();
  private final List<String> made = new ArrayList<>();

  /**
   * @param all of the kinds that feature pipelines are made of
   * @param columns wanted of what they leave
   */
  NeededStages(List<Transformer> all, Collection<String> columns) {
    this.needed = new TreeSet<>(columns);
    for (int i = all.size() - 1; i >= 0; i--) {
      add(all.get(i));
    }
  }

  List<Transformer> stages() {
    return List.copyOf(stages);
  }

  /** The columns that the stages add. */
  List<String> made() {
    return List.copyOf(made);
  }

  private void add(Transformer stage) {
    if (stage instanceof SQLTransformer sql) {
      select(sql);
    } else if (stage instanceof ImputerModel imputer) {
      impute(imputer);
    } else if (stage instanceof StringIndexerModel indexer) {
      index(indexer);
    } else if (stage instanceof OneHotEncoderModel encoder) {
      encode(encoder);
    } else if (stage instanceof CountVectorizerModel counter) {
      count(counter);
    } else if (stage instanceof Interaction interaction) {
      multiply(interaction);
    } else if (stage instanceof VectorAssembler assembler) {
      assemble(assembler);
    } else {
      throw new IllegalArgumentException("no stage of a feature pipeline: " + stage);
    }
  }

  private void select(SQLTransformer old) {
    SelectList kept = SelectList.of(old.getStatement()).only(needed);
    if (!kept.items().isEmpty()) {
      needed.addAll(kept.words());
      keep(new SQLTransformer(old.uid()).setStatement(kept.statement()), kept.names());
    }
  }

  private void impute(ImputerModel old) {
    int[] at = places(old.getOutputCols());
    if (at.length > 0) {
      String[] from = need(old.getInputCols(), at);
      List<String> known = Arrays.asList(old.columnNames());
      double[] surrogates =
          Arrays.stream(from).mapToDouble(name -> old.surrogates()[known.indexOf(name)]).toArray();
      ImputerModel imputer = new ImputerModel(old.uid(), from, surrogates);
      old.copyValues(imputer, new ParamMap());
      String[] to = picked(old.getOutputCols(), at);
      keep(imputer.setInputCols(from).setOutputCols(to), List.of(to));
    }
  }

  private void index(StringIndexerModel old) {
    int[] at = places(old.getOutputCols());
    if (at.length > 0) {
      StringIndexerModel indexer = new StringIndexerModel(old.uid(), picked(old.labelsArray(), at));
      old.copyValues(indexer, new ParamMap());
      String[] to = picked(old.getOutputCols(), at);
      keep(indexer.setInputCols(need(old.getInputCols(), at)).setOutputCols(to), List.of(to));
    }
  }

  private void encode(OneHotEncoderModel old) {
    int[] at = places(old.getOutputCols());
    if (at.length > 0) {
      int[] sizes = IntStream.of(at).map(i -> old.categorySizes()[i]).toArray();
      OneHotEncoderModel encoder = new OneHotEncoderModel(old.uid(), sizes);
      old.copyValues(encoder, new ParamMap());
      String[] to = picked(old.getOutputCols(), at);
      keep(encoder.setInputCols(need(old.getInputCols(), at)).setOutputCols(to), List.of(to));
    }
  }

  private void count(CountVectorizerModel old) {
    if (needed.contains(old.getOutputCol())) {
      needed.add(old.getInputCol());
      keep(old, List.of(old.getOutputCol()));
    }
  }

  private void multiply(Interaction old) {
    if (needed.contains(old.getOutputCol())) {
      needed.addAll(List.of(old.getInputCols()));
      keep(old, List.of(old.getOutputCol()));
    }
  }

  private void assemble(VectorAssembler old) {
    if (needed.contains(old.getOutputCol())) {
      needed.addAll(List.of(old.getInputCols()));
      keep(old, List.of(old.getOutputCol()));
    }
  }

  private void keep(Transformer stage, List<String> outputs) {
    stages.addFirst(stage);
    made.addAll(0, outputs);
  }

  private int[] places(String[] outputs) {
    return IntStream.range(0, outputs.length).filter(i -> needed.contains(outputs[i])).toArray();
  }

  private String[] need(String[] inputs, int[] at) {
    String[] used = picked(inputs, at);
    needed.addAll(List.of(used));
    return used;
  }

  private static <T> T[] picked(T[] all, int[] at) {
    T[] picked = Arrays.copyOf(all, at.length);
    for (int i = 0; i < at.length; i++) {
      picked[i] = all[at[i]];
    }
    return picked;
  }
}
