package io.glidepath.bench;

import io.glidepath.job.Steps;

/** A job that is measured says nothing but what its user has to know. */
final class Warnings implements Steps {
  @Override
  public void step(String name) {}

  @Override
  public void warn(String warning) {
    System.out.println("warning: " + warning);
  }
}
