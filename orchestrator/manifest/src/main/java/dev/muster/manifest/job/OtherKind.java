package dev.muster.manifest.job;

import java.util.List;

/**
 * A kind of manifest that exists and that this version refuses whole.
 *
 * @param fields its fields below {@code spec}
 */
public record OtherKind(String name, List<String> fields) {
  /** All of them. */
  public static final List<OtherKind> ALL =
      List.of(
          new OtherKind(
              "Provider",
              List.of(
                  "type",
                  "regions",
                  "zones",
                  "endpoint",
                  "credentials",
                  "limits",
                  "advertise",
                  "aws",
                  "gcp",
                  "kubernetes",
                  "ssh")),
          new OtherKind(
              "Queue", List.of("parent", "quota", "borrowing", "weight", "ordering", "preemption")),
          new OtherKind("Project", List.of("queue", "budget", "members")));

  public OtherKind {
    fields = List.copyOf(fields);
  }

  static String[] names() {
    return ALL.stream().map(OtherKind::name).toArray(String[]::new);
  }
}
