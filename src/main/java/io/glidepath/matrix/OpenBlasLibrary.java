package io.glidepath.matrix;

import java.io.File;
import org.bytedeco.javacpp.Loader;
import org.bytedeco.openblas.global.openblas_nolapack;

/** Unpacks the OpenBLAS that comes inside the jar. */
final class OpenBlasLibrary {
  private OpenBlasLibrary() {}

  /**
   * The path of the shared library, loaded and set to one thread.
   *
   * @throws LinkageError if there is none for this platform or it may not be executed
   */
  static String unpack() {
    File bindings = new File(Loader.load(openblas_nolapack.class));
    org.bytedeco.openblas.presets.openblas_nolapack.blas_set_num_threads(1);
    File[] libraries =
        bindings.getParentFile().listFiles((dir, name) -> name.startsWith("libopenblas"));
    if (libraries == null || libraries.length == 0) {
      throw new UnsatisfiedLinkError("no libopenblas beside " + bindings);
    }
    return libraries[0].getPath();
  }
}
