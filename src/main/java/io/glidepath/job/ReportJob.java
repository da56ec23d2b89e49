package io.glidepath.job;

import io.glidepath.output.Publication;
import io.glidepath.output.PublishedRun;
import io.glidepath.output.RunTables;
import io.glidepath.report.Report;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.Path;

/** Makes the report of a published run again, from its tables. */
public final class ReportJob {
  private ReportJob() {}

  /**
   * Replaces report.html.
   *
   * @param directory of the run, the one with run.json
   * @return where the report is
   * @throws io.glidepath.failure.JobFailure 66 if no run is published there, or one without the
   *     tables that a report needs; 74, 77 if the file system refuses
   */
  public static String render(String directory, Configuration hadoop) {
    PublishedRun run = PublishedRun.open(directory, hadoop);
    run.replace(Report.FILE, Report.html(new RunTables(run.directory(), hadoop), run.manifest()));
    return Publication.location(new Path(run.directory(), Report.FILE));
  }
}
