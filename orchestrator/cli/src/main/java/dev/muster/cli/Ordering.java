package dev.muster.cli;

import dev.muster.api.JobView;
import dev.muster.cli.text.JobText;
import dev.muster.client.JobOrder;
import dev.muster.client.JobRef;
import java.util.List;
import java.util.UUID;

/** Gives a job an order, once, and says what comes of it. */
final class Ordering {
  private final Muster muster;

  Ordering(Muster muster) {
    this.muster = muster;
  }

  int give(JobRef job, JobOrder order) {
    String key = UUID.randomUUID().toString();
    JobView told = muster.ask(client -> client.order(job, order, key));
    muster.answers().print(told, () -> List.of(line(told, order)));
    return 0;
  }

  private static String line(JobView job, JobOrder order) {
    String name = JobText.name(job);
    if (job.finished()) {
      return "%s is %s".formatted(name, job.state());
    }
    if (job.suspended()) {
      return "%s is suspended; `muster resume %s` lets it go on".formatted(name, name);
    }
    return switch (order) {
      case CANCEL ->
          "%s is being cancelled; `muster attach %s` waits for its end".formatted(name, name);
      case SUSPEND ->
          "%s is being suspended; `muster resume %s` lets it go on".formatted(name, name);
      case RESUME ->
          "%s goes on (%s); `muster attach %s` follows it".formatted(name, job.state(), name);
      case RESTART ->
          "%s is being started anew; `muster attach %s` follows it".formatted(name, name);
    };
  }
}
