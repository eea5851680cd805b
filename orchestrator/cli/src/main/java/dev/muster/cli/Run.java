package dev.muster.cli;

import dev.muster.cli.follow.Interruptions;
import dev.muster.cli.manifest.ManifestFile;
import dev.muster.cli.submit.Submitter;
import dev.muster.client.MusterClient;
import dev.muster.client.NewJob;
import dev.muster.client.Submitted;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster run}: submits a job and follows it to its end. */
@Command(
    name = "run",
    description = "Submit a job, follow it to its end, and end as it did.",
    footer = {
      "",
      "Exit codes: 0 succeeded, 1 failed, 2 bad manifest or usage, 3 cancelled,",
      "4 server unreachable, 5 detached, or the job was suspended."
    })
final class Run implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Parameters(paramLabel = "FILE", description = "The manifest; - reads standard input.")
  private Path file;

  @Option(names = "--detach", description = "Do not follow: say how to, and exit 5.")
  private boolean detach;

  @Override
  public Integer call() throws InterruptedException {
    ManifestFile.Valid manifest = Manifests.require(file, muster.surroundings());
    Interruptions interruptions = muster.surroundings().interruptions().get();
    Submitter submitter = new Submitter(muster.surroundings().environment());
    Submitted submitted = muster.ask(client -> submit(client, submitter, manifest, interruptions));
    if (!submitted.created()) {
      muster
          .surroundings()
          .err()
          .printf("muster: an equal job %s is alive already: this is it%n", manifest.spec().name());
    }
    PageLink.print(muster);
    Following following = new Following(muster, interruptions);
    return detach ? following.detached(submitted.job()) : following.follow(submitted.job());
  }

  private static Submitted submit(
      MusterClient client,
      Submitter submitter,
      ManifestFile.Valid manifest,
      Interruptions interruptions) {
    NewJob job = submitter.prepared(client, manifest);
    interruptions.keep();
    return client.submit(job);
  }
}
