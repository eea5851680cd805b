package dev.muster.cli;

import dev.muster.api.JobList;
import dev.muster.api.JobView;
import dev.muster.cli.manifest.ManifestFile;
import dev.muster.cli.submit.Submitter;
import dev.muster.cli.text.JobText;
import dev.muster.client.Submitted;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;

/** {@code muster submit}: hands jobs to the server. */
@Command(
    name = "submit",
    description = "Submit jobs and leave them to the server.",
    footer = {
      "",
      "The jobs of one file are taken all or none. Nothing is sent while a file has an error.",
      "",
      "Examples:",
      "  muster submit job.yaml",
      "  muster submit corpus.yaml train.yaml --set spec.resources.nodes=2",
      "  muster submit jobs/ -o json"
    })
sealed class Submit implements Callable<Integer> permits Apply {
  @ParentCommand private Muster muster;

  @Parameters(
      paramLabel = "FILE",
      arity = "1..*",
      description = "Manifests, or folders with manifests in them; - reads standard input.")
  private List<Path> files;

  @Mixin private OverrideOptions options;

  @Override
  public Integer call() {
    List<ManifestFile.Valid> manifests =
        Manifests.requireAll(
            Manifests.found(files, muster.surroundings()),
            muster.surroundings(),
            options.overrides());
    List<Submitted> submitted = new ArrayList<>();
    for (ManifestFile.Valid manifest : manifests) {
      Submitter submitter = new Submitter(muster.environment());
      submitted.addAll(
          muster.ask(client -> client.submitAll(submitter.prepared(client, manifest))));
    }
    Object wire =
        submitted.size() == 1
            ? submitted.getFirst().job()
            : new JobList(submitted.stream().map(Submitted::job).toList(), null);
    muster.answers().print(wire, () -> submitted.stream().flatMap(Submit::lines).toList());
    return 0;
  }

  private static Stream<String> lines(Submitted submitted) {
    JobView job = submitted.job();
    return Stream.of(
        "%s %s (%s)"
            .formatted(
                JobText.name(job),
                submitted.created() ? "submitted" : "is alive already, with an equal manifest",
                job.state()),
        "muster attach " + JobText.name(job));
  }
}
