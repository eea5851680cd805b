package dev.muster.manifest;

import dev.muster.manifest.tree.Mapping;
import dev.muster.manifest.tree.Node;
import dev.muster.manifest.tree.Scalar;
import dev.muster.manifest.tree.Sequence;
import dev.muster.model.spec.JobSpec;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A job as values by JSON pointer, defaults included, so that two manifests that ask for the same
 * compare equal whatever their order, spelling and comments.
 */
public final class Canonical {
  /**
   * A field in which two jobs differ.
   *
   * @param first its value in the first job; null when that has none
   * @param second its value in the second job; null when that has none
   */
  public record Difference(String pointer, @Nullable String first, @Nullable String second) {}

  private Canonical() {}

  /** One line for each value, {@code POINTER VALUE}, sorted by pointer. */
  public static String text(JobSpec spec) {
    return of(spec).entrySet().stream()
        .map(value -> value.getKey() + " " + escaped(value.getValue()) + "\n")
        .collect(Collectors.joining());
  }

  /** SHA-256 of the text, in hexadecimal. */
  public static String digest(JobSpec spec) {
    byte[] text = text(spec).getBytes(StandardCharsets.UTF_8);
    return HexFormat.of().formatHex(sha256().digest(text));
  }

  /** The fields in which two jobs differ, sorted by pointer; none when they are equal. */
  public static List<Difference> difference(JobSpec first, JobSpec second) {
    SortedMap<String, String> left = of(first);
    SortedMap<String, String> right = of(second);
    SortedSet<String> pointers = new TreeSet<>(left.keySet());
    pointers.addAll(right.keySet());
    return pointers.stream()
        .filter(pointer -> !Objects.equals(left.get(pointer), right.get(pointer)))
        .map(pointer -> new Difference(pointer, left.get(pointer), right.get(pointer)))
        .toList();
  }

  private static SortedMap<String, String> of(JobSpec spec) {
    SortedMap<String, String> values = new TreeMap<>();
    add(JobTree.of(spec), values);
    return values;
  }

  private static void add(Node node, SortedMap<String, String> values) {
    switch (node) {
      case Scalar scalar -> values.put(scalar.pointer().text(), scalar.text());
      case Sequence sequence -> sequence.items().forEach(item -> add(item, values));
      case Mapping mapping ->
          mapping.entries().values().forEach(entry -> add(entry.value(), values));
    }
  }

  private static String escaped(String value) {
    return value.replace("\\", "\\\\").replace("\n", "\\n");
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("SHA-256 is missing from this Java", e);
    }
  }
}
