package dev.muster.manifest;

import dev.muster.manifest.kind.Kind;
import dev.muster.manifest.tree.Document;
import dev.muster.manifest.tree.Documents;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Place;
import dev.muster.manifest.tree.Problem;
import dev.muster.manifest.tree.Problems;
import dev.muster.manifest.tree.TreeReader;
import dev.muster.manifest.tree.TreeWriter;
import dev.muster.model.spec.JobSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads manifests: YAML or JSON in, valid jobs or all errors out. */
public final class Manifests {
  /** Errors that are shown of one manifest; the rest is counted. */
  public static final int MAX_ERRORS = 100;

  private Manifests() {}

  /**
   * Reads all documents of a file, which must be UTF-8: those between {@code ---}, or the items of
   * a JSON array, at most {@link Documents#MAX_DOCUMENTS}. They are held against each other too:
   * names are unique within a project, and needs do not go in a circle.
   *
   * @param fileName only for messages
   * @return one reading for each document, in their order, at least one
   */
  public static List<Reading> readAll(byte[] bytes, String fileName, Overrides overrides) {
    Problems problems = new Problems();
    String text = TreeReader.decode(bytes, problems);
    return text == null ? List.of(invalid(problems, fileName)) : readAll(text, fileName, overrides);
  }

  /** Reads all documents of a text. */
  public static List<Reading> readAll(String text, String fileName, Overrides overrides) {
    if (!overrides.problems().isEmpty()) {
      return List.of(invalid(overrides.problems(), fileName));
    }
    List<Checked> all =
        Documents.of(text).stream().map(document -> check(document, overrides)).toList();
    Siblings.check(all, fileName);
    List<Reading> readings = new ArrayList<>();
    for (Checked checked : all) {
      readings.add(reading(checked, fileName));
    }
    return readings;
  }

  /** Reads the bytes of a file with one document. */
  public static Reading read(byte[] bytes, String fileName) {
    return only(readAll(bytes, fileName, Overrides.NONE), fileName);
  }

  /** Reads a text with one document; the name is only for messages. */
  public static Reading read(String text, String fileName) {
    return only(readAll(text, fileName, Overrides.NONE), fileName);
  }

  /**
   * A document that was held against the fields.
   *
   * @param root with the overrides in it; null when there is none
   * @param spec what it says; null when there are problems
   * @param source its text when that still says the same; or null
   */
  record Checked(
      @Nullable Node root, @Nullable JobSpec spec, Problems problems, @Nullable String source) {}

  private static Checked check(Document document, Overrides overrides) {
    Problems problems = document.problems();
    Node written = document.root();
    if (written == null) {
      return new Checked(null, null, problems, null);
    }
    Node root = overrides.in(written, problems);
    JobSpec spec = Kind.read(root, problems);
    return new Checked(root, spec, problems, overrides.isEmpty() ? document.source() : null);
  }

  private static Reading reading(Checked checked, String fileName) {
    Node root = checked.root();
    JobSpec spec = checked.spec();
    if (root == null || spec == null || !checked.problems().isEmpty()) {
      return invalid(checked.problems(), fileName);
    }
    String source = checked.source();
    return new Reading.Valid(
        spec, new Positions(root, fileName), source == null ? TreeWriter.yaml(root) : source);
  }

  private static Reading only(List<Reading> readings, String fileName) {
    if (readings.size() == 1) {
      return readings.getFirst();
    }
    String message = "%d documents (expected: one)".formatted(readings.size());
    Problem several = Problem.ofText(Place.START, message);
    return new Reading.Invalid(List.of(ManifestError.of(fileName, several)));
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
