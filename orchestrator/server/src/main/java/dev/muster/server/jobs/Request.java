package dev.muster.server.jobs;

import dev.muster.manifest.ManifestError;
import dev.muster.manifest.Manifests;
import dev.muster.manifest.Overrides;
import dev.muster.manifest.Positions;
import dev.muster.manifest.Reading;
import dev.muster.planner.Planner;
import dev.muster.planner.Planning;
import dev.muster.planner.Refusal;
import dev.muster.server.web.RefusedException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * What one request asks for.
 *
 * @param manifests its documents, each a job that can be cut
 * @param several whether it is answered as a list: it has several documents, or is an array
 */
record Request(List<Manifest> manifests, boolean several) {
  /** How large the documents of one request may be together. */
  static final int BYTES_MAX = 1024 * 1024;

  /** What the manifest is called in messages. */
  private static final String FILE = "manifest";

  Request {
    manifests = List.copyOf(manifests);
  }

  /**
   * Reads and plans all documents.
   *
   * @throws RefusedException with all errors of all of them, and their places
   */
  static Request read(byte[] bytes) {
    if (bytes.length > BYTES_MAX) {
      throw RefusedException.tooLarge(FILE, BYTES_MAX);
    }
    Errors errors = new Errors();
    List<Manifest> manifests = new ArrayList<>();
    for (Reading reading : Manifests.readAll(bytes, FILE, Overrides.NONE)) {
      switch (reading) {
        case Reading.Invalid invalid -> errors.addAll(invalid.errors());
        case Reading.Valid valid -> plan(valid, manifests, errors);
      }
    }
    errors.refuse();
    return new Request(manifests, manifests.size() > 1 || array(bytes));
  }

  private static boolean array(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8).stripLeading().startsWith("[");
  }

  private static void plan(Reading.Valid valid, List<Manifest> manifests, Errors errors) {
    switch (Planner.plan(valid.spec())) {
      case Planning.Planned planned ->
          manifests.add(
              new Manifest(valid.text(), valid.spec(), valid.positions(), planned.plan()));
      case Planning.Refused refused ->
          refused.refusals().forEach(r -> errors.add(error(valid.positions(), r)));
    }
  }

  private static ManifestError error(Positions positions, Refusal refusal) {
    String nearest =
        refusal.nearest().isEmpty()
            ? ""
            : "; nearest that can be: " + String.join(" | ", refusal.nearest());
    return positions.error(refusal.pointer(), refusal.detail() + nearest, null);
  }
}
