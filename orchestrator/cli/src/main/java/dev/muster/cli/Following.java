package dev.muster.cli;

import dev.muster.api.JobView;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.follow.AttendedWishes;
import dev.muster.cli.follow.Follower;
import dev.muster.cli.follow.Interruptions;
import dev.muster.cli.follow.JobWatch;
import dev.muster.cli.follow.LiveView;
import dev.muster.cli.follow.PlainView;
import dev.muster.cli.follow.UnattendedWishes;
import dev.muster.cli.follow.View;
import dev.muster.cli.follow.Wishes;
import dev.muster.cli.home.Servers;
import dev.muster.cli.terminal.Terminal;
import dev.muster.cli.text.JobText;
import dev.muster.cli.text.LossSpan;
import dev.muster.cli.text.Summary;
import dev.muster.client.JobRef;
import dev.muster.client.MetricQuery;
import dev.muster.client.MusterClient;
import dev.muster.client.ProblemException;
import dev.muster.client.UnreachableException;
import java.io.PrintWriter;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** Follows a job in front of a person or for a script, and says how it ended. */
final class Following {
  /** How long the server may stay away. */
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Muster muster;
  private final Interruptions interruptions;
  private final PrintWriter progress;

  Following(Muster muster, Interruptions interruptions) {
    this.muster = muster;
    this.interruptions = interruptions;
    this.progress =
        muster.answers().forPeople() ? muster.surroundings().out() : muster.surroundings().err();
  }

  /** The exit code for what became of the job. */
  int follow(JobView job) throws InterruptedException {
    Servers servers = muster.servers();
    try (JobWatch watch =
        new JobWatch(
            servers.findOrStart(),
            job,
            servers::findAgain,
            muster.surroundings().clock(),
            System::nanoTime,
            PATIENCE)) {
      Follower.Ending ending = watched(watch);
      return switch (ending.reason()) {
        case FINISHED -> ended(ending.job(), watch.client());
        case SUSPENDED -> suspended(ending.job());
        case DETACHED -> detached(ending.job());
      };
    }
  }

  /** Says how to come back to a job that is left alone. */
  int detached(JobView job) {
    muster
        .answers()
        .print(
            job,
            () ->
                List.of(
                    "%s goes on without this terminal (%s)".formatted(job.name(), job.state()),
                    "muster attach " + JobText.name(job)));
    return ExitCode.DETACHED.number();
  }

  /** Nobody knows for how long it rests: says how it goes on. */
  private int suspended(JobView job) {
    muster
        .answers()
        .print(
            job,
            () ->
                List.of(
                    "%s is suspended%s; it holds nothing but its files"
                        .formatted(JobText.name(job), JobText.atStep(job)),
                    "muster resume " + JobText.name(job)));
    return ExitCode.DETACHED.number();
  }

  private Follower.Ending watched(JobWatch watch) throws InterruptedException {
    boolean live =
        muster.answers().forPeople() && Terminal.isInteractive(muster.surroundings().environment());
    return live ? live(watch) : plain(watch);
  }

  private Follower.Ending plain(JobWatch watch) throws InterruptedException {
    try (View view = new PlainView(progress)) {
      return new Follower(watch, view, new UnattendedWishes(interruptions)).follow();
    }
  }

  private Follower.Ending live(JobWatch watch) throws InterruptedException {
    PrintWriter screen = muster.surroundings().screen();
    Terminal terminal = Terminal.open(screen, muster.surroundings().input());
    try (View view = new LiveView(screen, terminal, muster.style())) {
      Wishes wishes = new AttendedWishes(interruptions, terminal::key, view::say);
      return new Follower(watch, view, wishes).follow();
    }
  }

  private int ended(JobView job, MusterClient client) {
    muster.answers().print(job, () -> new Summary(muster.style()).lines(job, loss(job, client)));
    return ExitCode.of(job).number();
  }

  /** The summary does without it when the server is gone by now. */
  private static Optional<LossSpan> loss(JobView job, MusterClient client) {
    try {
      JobRef ref = new JobRef(job.project(), job.name());
      return LossSpan.of(client.metrics(ref, new MetricQuery(List.of(LossSpan.METRIC), null)));
    } catch (ProblemException | UnreachableException e) {
      return Optional.empty();
    }
  }
}
