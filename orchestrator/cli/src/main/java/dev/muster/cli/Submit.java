package dev.muster.cli;

import dev.muster.api.JobView;
import dev.muster.cli.manifest.ManifestFile;
import dev.muster.cli.submit.Submitter;
import dev.muster.cli.text.JobText;
import dev.muster.client.Submitted;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster submit}: hands a job to the server. */
@Command(name = "submit", description = "Submit a job and leave it to the server.")
final class Submit implements Callable<Integer> {
  @ParentCommand private Muster muster;

  @Parameters(paramLabel = "FILE", description = "The manifest; - reads standard input.")
  private Path file;

  @Override
  public Integer call() {
    ManifestFile.Valid manifest = Manifests.require(file, muster.surroundings());
    Submitter submitter = new Submitter(muster.surroundings().environment());
    Submitted submitted = muster.ask(client -> client.submit(submitter.prepared(client, manifest)));
    muster.answers().print(submitted.job(), () -> lines(submitted));
    return 0;
  }

  private static List<String> lines(Submitted submitted) {
    JobView job = submitted.job();
    return List.of(
        "%s %s (%s)"
            .formatted(
                JobText.name(job),
                submitted.created() ? "submitted" : "is alive already, with an equal manifest",
                job.state()),
        "muster attach " + JobText.name(job));
  }
}
