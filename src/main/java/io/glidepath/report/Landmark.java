package io.glidepath.report;

import java.util.List;

/**
 * A grid point that sections show beside others.
 *
 * @param key weak, l2, l1 or chosen: the first of its roles
 * @param title all of its roles in words
 */
record Landmark(String key, String title, GridPoint point) {

  static List<GridPoint> points(List<Landmark> landmarks) {
    return landmarks.stream().map(Landmark::point).toList();
  }
}
