package dev.muster.local;

import dev.muster.local.gateway.ProcessIdentity;
import dev.muster.spi.ClaimId;
import dev.muster.spi.OwnerTag;
import dev.muster.spi.Secret;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The folder of one node: {@code nodes/CLAIM-N}, with the agent's identity, its join token and its
 * log. Only its user may look into it.
 *
 * @param folder where it is
 * @param claim whose node it is
 * @param node the node's index
 */
record NodeHome(Path folder, ClaimId claim, int node) {
  private static final String AGENT = "agent.properties";
  private static final String FAMILY = "family";
  private static final Pattern PROCESS = Pattern.compile("\\d{1,18} \\d{1,18}");

  /** Who an agent belongs to, as its folder says. */
  record Tag(OwnerTag owner, ClaimId claim, Instant createdAt, Optional<ProcessIdentity> agent) {}

  static NodeHome of(Path nodes, ClaimId claim, int node) {
    return new NodeHome(nodes.resolve(name(claim, node)), claim, node);
  }

  /** The node's name at this provider; used once only, because a claim's id is. */
  static String name(ClaimId claim, int node) {
    return "%s-%d".formatted(claim, node);
  }

  String name() {
    return name(claim, node);
  }

  Path log() {
    return folder.resolve("agent.log");
  }

  Path token() {
    return folder.resolve("token");
  }

  /** Makes the folder, and writes down who it belongs to. */
  void prepare(OwnerTag owner, Path runtime, Instant now) throws IOException {
    Files.createDirectories(
        folder, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    PropertyFile.write(folder.resolve(AGENT), tag(owner, runtime, now));
  }

  /** Writes down which process the agent is. */
  void started(OwnerTag owner, Path runtime, Instant now, ProcessIdentity agent)
      throws IOException {
    Map<String, String> tag = tag(owner, runtime, now);
    tag.put("pid", Long.toString(agent.pid()));
    tag.put("startTime", Long.toString(agent.startTicks()));
    PropertyFile.write(folder.resolve(AGENT), tag);
  }

  /** Hands the token over: a file that only its user may read, from its first moment. */
  void handOver(Secret secret) throws IOException {
    Files.deleteIfExists(token());
    Files.createFile(
        token(),
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(token(), secret.reveal(), StandardOpenOption.WRITE);
  }

  void forgetToken() throws IOException {
    if (Files.exists(token())) {
      Files.deleteIfExists(token());
    }
  }

  /** Who the node belongs to; empty when it was never prepared. */
  Optional<Tag> tag() throws IOException {
    return readTag(folder);
  }

  /**
   * Who the node with this folder belongs to.
   *
   * @throws IOException when what is written there cannot be read
   */
  static Optional<Tag> readTag(Path folder) throws IOException {
    Path file = folder.resolve(AGENT);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      Properties content = PropertyFile.read(file);
      return Optional.of(
          new Tag(
              new OwnerTag(PropertyFile.value(content, "owner")),
              new ClaimId(PropertyFile.value(content, "claim")),
              Instant.parse(PropertyFile.value(content, "createdAt")),
              agent(content)));
    } catch (IllegalArgumentException | DateTimeException nonsense) {
      throw new IOException("%s: %s".formatted(file, nonsense.getMessage()), nonsense);
    }
  }

  /**
   * The processes that a guard has written down, a line of number and time of start for each; some
   * may be gone. A line that is none is overlooked.
   */
  static List<ProcessIdentity> readFamily(Path folder) {
    try (Stream<String> lines = Files.lines(folder.resolve(FAMILY), StandardCharsets.US_ASCII)) {
      return lines
          .filter(line -> PROCESS.matcher(line).matches())
          .map(line -> line.split(" ", 2))
          .map(words -> new ProcessIdentity(Long.parseLong(words[0]), Long.parseLong(words[1])))
          .toList();
    } catch (IOException | UncheckedIOException none) {
      return List.of();
    }
  }

  private static Optional<ProcessIdentity> agent(Properties content) throws IOException {
    if (!content.containsKey("pid")) {
      return Optional.empty();
    }
    return Optional.of(
        new ProcessIdentity(
            Long.parseLong(PropertyFile.value(content, "pid")),
            Long.parseLong(PropertyFile.value(content, "startTime"))));
  }

  private Map<String, String> tag(OwnerTag owner, Path runtime, Instant now) {
    Map<String, String> tag = new LinkedHashMap<>();
    tag.put("claim", claim.value());
    tag.put("node", Integer.toString(node));
    tag.put("owner", owner.value());
    tag.put("createdAt", now.toString());
    tag.put("runtime", runtime.toString());
    return tag;
  }
}
