package dev.muster.cli.follow;

import dev.muster.cli.text.Snapshot;
import java.time.Duration;

/** Where a followed job is shown. */
public interface View extends AutoCloseable {
  /** Shows a job as it is now. */
  void show(Snapshot seen);

  /** Says something that stays, besides the job. */
  void say(String line);

  /** How long to wait before looking again. */
  Duration pause();

  /** Whether ranks are shown, not only the job and its history. */
  boolean isDetailed();

  @Override
  void close();
}
