package dev.muster.cli;

import dev.muster.api.JobView;
import dev.muster.cli.exit.ExitCode;
import dev.muster.cli.follow.Interruptions;
import dev.muster.cli.manifest.ManifestFile;
import dev.muster.cli.submit.Submitter;
import dev.muster.client.JobOrder;
import dev.muster.client.JobRef;
import dev.muster.client.MusterClient;
import dev.muster.client.NewJob;
import dev.muster.client.ProblemException;
import dev.muster.client.Submitted;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster run}: submits a job and follows it to its end. */
@Command(
    name = "run",
    description = "Submit a job, follow it to its end, and end as it did.",
    footer = {
      "",
      "Of a file with several jobs all are submitted or none; they are followed in their order,",
      "and the worst end counts. Whoever cancels one of them cancels those that come after it.",
      "",
      "Exit codes: 0 succeeded, 1 failed, 2 bad manifest or usage, 3 cancelled,",
      "4 server unreachable, 5 detached, or the job was suspended.",
      "",
      "Examples:",
      "  muster run job.yaml",
      "  muster run job.yaml --set spec.training.tokens=1B -e WANDB_MODE=offline",
      "  muster run job.yaml --detach"
    })
final class Run implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Parameters(paramLabel = "FILE", description = "The manifest; - reads standard input.")
  private Path file;

  @Option(names = "--detach", description = "Do not follow: say how to, and exit 5.")
  private boolean detach;

  @Mixin private OverrideOptions options;

  @Override
  public Integer call() throws InterruptedException {
    ManifestFile.Valid manifest =
        Manifests.require(file, muster.surroundings(), options.overrides());
    Interruptions interruptions = muster.surroundings().interruptions().get();
    Submitter submitter = new Submitter(muster.environment());
    List<Submitted> submitted =
        muster.ask(client -> submit(client, submitter, manifest, interruptions));
    submitted.stream().filter(job -> !job.created()).forEach(this::tellAlive);
    PageLink.print(muster);
    return followed(
        submitted.stream().map(Submitted::job).toList(), new Following(muster, interruptions));
  }

  private void tellAlive(Submitted submitted) {
    muster
        .surroundings()
        .err()
        .printf("muster: an equal job %s is alive already: this is it%n", submitted.job().name());
  }

  private int followed(List<JobView> jobs, Following following) throws InterruptedException {
    int worst = 0;
    for (int i = 0; i < jobs.size(); i++) {
      int code = detach ? following.detached(jobs.get(i)) : following.follow(jobs.get(i));
      if (code == ExitCode.DETACHED.number() && !detach) {
        jobs.subList(i + 1, jobs.size()).forEach(following::detached);
        return code;
      }
      if (code == ExitCode.CANCELLED.number()) {
        jobs.subList(i + 1, jobs.size()).forEach(this::cancel);
      }
      worst = worse(worst, code);
    }
    return worst;
  }

  /** A failure is worse than an order. */
  private static int worse(int one, int other) {
    int failed = ExitCode.FAILED.number();
    return one == failed || other == failed ? failed : Math.max(one, other);
  }

  /** One that has ended by now has nothing to be cancelled. */
  private void cancel(JobView job) {
    JobRef ref = new JobRef(job.project(), job.name());
    String key = UUID.randomUUID().toString();
    try {
      muster.ask(client -> client.order(ref, JobOrder.CANCEL, key));
    } catch (ProblemException e) {
      muster.surroundings().err().printf("muster: %s%n", e.problem().detail());
    }
  }

  private static List<Submitted> submit(
      MusterClient client,
      Submitter submitter,
      ManifestFile.Valid manifest,
      Interruptions interruptions) {
    NewJob job = submitter.prepared(client, manifest);
    interruptions.keep();
    return client.submitAll(job);
  }
}
