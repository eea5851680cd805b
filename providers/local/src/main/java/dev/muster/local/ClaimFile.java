package dev.muster.local;

import dev.muster.spi.Accelerator;
import dev.muster.spi.ClaimId;
import dev.muster.spi.NodeSize;
import dev.muster.spi.OwnerTag;
import java.io.IOException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The file of one claim: {@code nodes/CLAIM.properties}. */
final class ClaimFile {
  static final String SUFFIX = ".properties";

  private ClaimFile() {}

  static void write(Path file, ClaimRecord claim) throws IOException {
    Map<String, String> content = new LinkedHashMap<>();
    content.put("claim", claim.id().value());
    content.put("phase", claim.phase().name());
    content.put("createdAt", claim.createdAt().toString());
    content.put("changedAt", claim.changedAt().toString());
    content.put("refusal", claim.refusal());
    Gang gang = claim.gang();
    if (gang != null) {
      describe(gang, content);
    }
    PropertyFile.write(file, content);
  }

  /**
   * Reads a claim.
   *
   * @throws IOException when the file is not there, or not what we write
   */
  static ClaimRecord read(Path file) throws IOException {
    try {
      Properties content = PropertyFile.read(file);
      return new ClaimRecord(
          new ClaimId(PropertyFile.value(content, "claim")),
          ClaimRecord.Phase.valueOf(PropertyFile.value(content, "phase")),
          gang(content),
          Instant.parse(PropertyFile.value(content, "createdAt")),
          Instant.parse(PropertyFile.value(content, "changedAt")),
          PropertyFile.value(content, "refusal"));
    } catch (IllegalArgumentException | DateTimeException nonsense) {
      throw new IOException("%s: %s".formatted(file, nonsense.getMessage()), nonsense);
    }
  }

  private static void describe(Gang gang, Map<String, String> content) {
    content.put("owner", gang.owner().value());
    content.put("flavor", gang.flavor());
    content.put("nodes", Integer.toString(gang.nodes()));
    content.put("cores", Integer.toString(gang.node().cores()));
    content.put("memoryBytes", Long.toString(gang.node().memoryBytes()));
    content.put("diskBytes", Long.toString(gang.node().diskBytes()));
    content.put(
        "ports",
        gang.node().ports().stream().map(String::valueOf).collect(Collectors.joining(",")));
    Accelerator accelerator = gang.node().accelerator();
    if (accelerator != null) {
      content.put("accelerator", accelerator.type());
      content.put("accelerators", Integer.toString(accelerator.count()));
    }
    for (int node = 0; node < gang.devices().size(); node++) {
      content.put("devices." + node, String.join(",", gang.devices().get(node)));
    }
  }

  private static @Nullable Gang gang(Properties content) throws IOException {
    if (!content.containsKey("owner")) {
      return null;
    }
    int nodes = Integer.parseInt(PropertyFile.value(content, "nodes"));
    List<List<String>> devices = new ArrayList<>();
    for (int node = 0; node < nodes; node++) {
      String line = PropertyFile.value(content, "devices." + node);
      devices.add(line.isEmpty() ? List.of() : List.of(line.split(",", -1)));
    }
    return new Gang(
        new OwnerTag(PropertyFile.value(content, "owner")),
        PropertyFile.value(content, "flavor"),
        nodes,
        size(content),
        devices);
  }

  private static NodeSize size(Properties content) throws IOException {
    String type = content.getProperty("accelerator");
    return new NodeSize(
        Integer.parseInt(PropertyFile.value(content, "cores")),
        Long.parseLong(PropertyFile.value(content, "memoryBytes")),
        Long.parseLong(content.getProperty("diskBytes", "0")),
        type == null
            ? null
            : new Accelerator(type, Integer.parseInt(PropertyFile.value(content, "accelerators"))),
        ports(content.getProperty("ports", "")));
  }

  private static List<Integer> ports(String line) {
    return line.isEmpty()
        ? List.of()
        : Stream.of(line.split(",", -1)).map(Integer::valueOf).toList();
  }
}
