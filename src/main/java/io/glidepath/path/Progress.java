package io.glidepath.path;

import io.glidepath.matrix.CompactVector;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * How far a sweep has come: coefficients, in the units of the engine, and no data.
 *
 * @param anchors points at which the curvature was asked for, the oldest first
 * @param solutions models of all rows, [alpha][lambda]; null where there is none yet
 * @param foldModels models of cross-validation, [fold][alpha][lambda]; null likewise
 * @param foldViolations what is left of their optimality conditions; 0 where there is no model
 */
public record Progress(
    SweepShape shape,
    List<double[]> anchors,
    CompactVector[][] solutions,
    CompactVector[][][] foldModels,
    double[][][] foldViolations) {

  /** The same on a grid that begins alike and ends elsewhere. */
  public Progress on(SweepShape other) {
    int lambdas = other.lambdaCount();
    return new Progress(
        other,
        anchors,
        cut(solutions, lambdas),
        Arrays.stream(foldModels).map(m -> cut(m, lambdas)).toArray(CompactVector[][][]::new),
        Arrays.stream(foldViolations)
            .map(v -> Arrays.stream(v).map(p -> Arrays.copyOf(p, lambdas)).toArray(double[][]::new))
            .toArray(double[][][]::new));
  }

  private static CompactVector[][] cut(CompactVector[][] models, int lambdas) {
    return Arrays.stream(models)
        .map(p -> Arrays.copyOf(p, lambdas))
        .toArray(CompactVector[][]::new);
  }

  /** The same, and of the other where there is no model; both of one shape. */
  public Progress or(Progress other) {
    for (int a = 0; a < solutions.length; a++) {
      for (int k = 0; k < solutions[a].length; k++) {
        if (solutions[a][k] == null) {
          solutions[a][k] = other.solutions[a][k];
        }
        for (int f = 0; f < foldModels.length; f++) {
          if (foldModels[f][a][k] == null) {
            foldModels[f][a][k] = other.foldModels[f][a][k];
            foldViolations[f][a][k] = other.foldViolations[f][a][k];
          }
        }
      }
    }
    return this;
  }

  /** How many models of all rows there are. */
  public long solutionCount() {
    return count(solutions);
  }

  /** How many models of cross-validation there are. */
  public long foldModelCount() {
    return Arrays.stream(foldModels).mapToLong(Progress::count).sum();
  }

  private static long count(CompactVector[][] models) {
    return Arrays.stream(models).flatMap(Arrays::stream).filter(Objects::nonNull).count();
  }

  /** Writes it so that {@link #read} gets the same; 12 bytes for each coefficient that is not 0. */
  public void write(DataOutput out) throws IOException {
    shape.write(out);
    out.writeInt(anchors.size());
    for (double[] anchor : anchors) {
      writeModel(CompactVector.of(anchor), out);
    }
    writeModels(solutions, out);
    for (int f = 0; f < foldModels.length; f++) {
      writeModels(foldModels[f], out);
      for (double[] path : foldViolations[f]) {
        for (double violation : path) {
          out.writeDouble(violation);
        }
      }
    }
  }

  /** Reads what {@link #write} has written, and nothing else: damage has to be ruled out before. */
  public static Progress read(DataInput in) throws IOException {
    SweepShape shape = SweepShape.read(in);
    List<double[]> anchors = new ArrayList<>();
    for (int left = in.readInt(); left > 0; left--) {
      anchors.add(readModel(shape, in).toArray());
    }
    CompactVector[][] solutions = readModels(shape, in);
    CompactVector[][][] foldModels = new CompactVector[shape.folds().length][][];
    double[][][] violations =
        new double[foldModels.length][shape.alphas().length][shape.lambdaCount()];
    for (int f = 0; f < foldModels.length; f++) {
      foldModels[f] = readModels(shape, in);
      for (double[] path : violations[f]) {
        for (int k = 0; k < path.length; k++) {
          path[k] = in.readDouble();
        }
      }
    }
    return new Progress(shape, anchors, solutions, foldModels, violations);
  }

  private static void writeModels(CompactVector[][] models, DataOutput out) throws IOException {
    for (CompactVector[] path : models) {
      for (CompactVector model : path) {
        out.writeBoolean(model != null);
        if (model != null) {
          writeModel(model, out);
        }
      }
    }
  }

  private static CompactVector[][] readModels(SweepShape shape, DataInput in) throws IOException {
    CompactVector[][] models = new CompactVector[shape.alphas().length][shape.lambdaCount()];
    for (CompactVector[] path : models) {
      for (int k = 0; k < path.length; k++) {
        path[k] = in.readBoolean() ? readModel(shape, in) : null;
      }
    }
    return models;
  }

  private static void writeModel(CompactVector model, DataOutput out) throws IOException {
    int[] nonzero = model.nonzero();
    double[] values = model.values();
    out.writeInt(nonzero.length);
    for (int i = 0; i < nonzero.length; i++) {
      out.writeInt(nonzero[i]);
      out.writeDouble(values[i]);
    }
  }

  private static CompactVector readModel(SweepShape shape, DataInput in) throws IOException {
    double[] model = new double[shape.unknowns()];
    for (int left = in.readInt(); left > 0; left--) {
      model[in.readInt()] = in.readDouble();
    }
    return CompactVector.of(model);
  }
}
