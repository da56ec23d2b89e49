package io.glidepath.cli;

import picocli.CommandLine.IVersionProvider;

/** The version, from the jar's manifest. */
public final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    return new String[] {"glidepath " + number()};
  }

  /** The version number; {@code development} when the classes come from no jar. */
  public static String number() {
    String version = Version.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
