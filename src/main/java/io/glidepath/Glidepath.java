package io.glidepath;

/** placeholder. */
public final class Glidepath {
  private Glidepath() {}

  public static void main(String[] args) {}
}
