package io.glidepath.output;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.Transformer;
import org.apache.spark.ml.param.Params;
import org.apache.spark.ml.util.DefaultParamsWriter;
import org.apache.spark.ml.util.MLWritable;
import org.apache.spark.ml.util.MLWriter;
import org.apache.spark.sql.SparkSession;

/**
 * Saves a pipeline in MLlib's format. MLlib starts a Spark job for each small file of it. Here a
 * stage that is nothing but its parameters is written as the one line of text that it is, and only
 * stages that hold data are left to MLlib.
 */
public final class SavedPipeline {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final FileSystem fs;

  private SavedPipeline(FileSystem fs) {
    this.fs = fs;
  }

  /** Saves into an empty directory, or one that is not there yet. */
  public static void save(PipelineModel model, Path directory, Configuration hadoop)
      throws IOException {
    new SavedPipeline(directory.getFileSystem(hadoop)).save(model, directory);
  }

  private void save(PipelineModel model, Path directory) throws IOException {
    Transformer[] stages = model.stages();
    ObjectNode metadata = (ObjectNode) JSON.readTree(metadata(model));
    ArrayNode names = metadata.withObject("/paramMap").putArray("stageUids");
    String place = "stages/%0" + String.valueOf(stages.length).length() + "d_%s";
    for (int i = 0; i < stages.length; i++) {
      names.add(stages[i].uid());
      save(stages[i], new Path(directory, String.format(Locale.ROOT, place, i, stages[i].uid())));
    }
    write(JSON.writeValueAsString(metadata), directory);
  }

  private void save(Transformer stage, Path directory) throws IOException {
    MLWriter writer = ((MLWritable) stage).write();
    if (writer.getClass() == DefaultParamsWriter.class) {
      write(metadata(stage), directory);
    } else {
      writer.save(directory.toString());
    }
  }

  private static String metadata(Params params) {
    return DefaultParamsWriter.getMetadataToSave(params, SparkSession.active());
  }

  /** As a text file of one line in a directory, with the mark that it is complete. */
  private void write(String metadata, Path directory) throws IOException {
    Path folder = new Path(directory, "metadata");
    write(folder, "part-00000.txt", metadata + "\n");
    write(folder, "_SUCCESS", "");
  }

  private void write(Path folder, String name, String text) throws IOException {
    try (OutputStream out = fs.create(new Path(folder, name), true)) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }
}
