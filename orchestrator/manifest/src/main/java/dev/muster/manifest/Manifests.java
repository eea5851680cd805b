package dev.muster.manifest;

import dev.muster.manifest.job.TrainingJob;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Place;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.tree.TreeReader;
import dev.muster.model.spec.JobSpec;
import java.util.List;
import java.util.stream.Stream;

/** Reads manifests: YAML or JSON in, a valid job or all errors out. */
public final class Manifests {
  /** Errors that are shown of one manifest; the rest is counted. */
  public static final int MAX_ERRORS = 100;

  private Manifests() {}

  /** Reads the bytes of a file, which must be UTF-8. */
  public static Reading read(byte[] bytes, String fileName) {
    Problems problems = new Problems();
    String text = TreeReader.decode(bytes, problems);
    return text == null ? invalid(problems, fileName) : read(text, fileName);
  }

  /** Reads a text; the name is only for messages. */
  public static Reading read(String text, String fileName) {
    Problems problems = new Problems();
    Node root = TreeReader.read(text, problems);
    JobSpec spec = root == null ? null : TrainingJob.read(root, problems);
    return root == null || spec == null
        ? invalid(problems, fileName)
        : new Reading.Valid(spec, Positions.of(root, fileName));
  }

  private static Reading invalid(Problems problems, String fileName) {
    List<Problem> all = problems.inFileOrder();
    return new Reading.Invalid(
        Stream.concat(all.stream().limit(MAX_ERRORS), rest(all).stream())
            .map(problem -> ManifestError.of(fileName, problem))
            .toList());
  }

  private static List<Problem> rest(List<Problem> all) {
    if (all.size() <= MAX_ERRORS) {
      return List.of();
    }
    Place place = all.get(MAX_ERRORS).place();
    return List.of(
        Problem.ofText(place, "%d more errors from here on".formatted(all.size() - MAX_ERRORS)));
  }
}
