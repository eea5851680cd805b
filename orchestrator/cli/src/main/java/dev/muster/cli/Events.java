package dev.muster.cli;

import dev.muster.api.EventList;
import dev.muster.api.EventView;
import dev.muster.cli.text.EventLine;
import dev.muster.client.EventStream;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code muster events}: the history of a job. */
@Command(
    name = "events",
    description = "Show what happened to a job.",
    footer = {
      "",
      "Examples:",
      "  muster events gpt-nano",
      "  muster events gpt-nano --follow -o json"
    })
final class Events implements Callable<Integer> {
  /** The last thing that happens to a job. */
  private static final String FINISHED = "job.finished";

  @ParentCommand private Muster muster;

  @Mixin private JobArgument job;

  @Option(
      names = {"-f", "--follow"},
      description = "Wait for more until the job has ended.")
  private boolean follow;

  @Override
  public Integer call() throws InterruptedException {
    JobRef ref = job.ref();
    if (follow) {
      AtomicLong last = new AtomicLong();
      new Streaming(muster.servers()).read(client -> follow(client, ref, last));
    } else {
      EventList all = muster.ask(client -> new EventList(all(client, ref), null));
      muster.answers().print(all, () -> all.items().stream().map(this::line).toList());
    }
    return 0;
  }

  private void follow(MusterClient client, JobRef ref, AtomicLong last) {
    try (EventStream stream = client.follow(ref, last.get())) {
      for (EventView event = stream.next(); event != null; event = stream.next()) {
        EventView told = event;
        last.set(told.id());
        muster.answers().printOneOfMany(told, () -> line(told));
        if (told.type().equals(FINISHED)) {
          return;
        }
      }
    }
  }

  private static List<EventView> all(MusterClient client, JobRef job) {
    List<EventView> all = new ArrayList<>();
    EventList page = client.events(job, 0);
    all.addAll(page.items());
    while (page.next() != null) {
      page = client.events(job, page.items().getLast().id());
      all.addAll(page.items());
    }
    return all;
  }

  private String line(EventView event) {
    ZoneId zone = muster.surroundings().clock().getZone();
    return EventLine.text(event, zone);
  }
}
