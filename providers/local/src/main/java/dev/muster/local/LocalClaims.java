package dev.muster.local;

import dev.muster.spi.ClaimId;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The claims on this machine, one file each, below {@code nodes} in the data directory.
 *
 * <p>A claim that was given back leaves its file and its nodes' folders (the agents' logs) until
 * {@link #MAX_CLOSED} younger ones have followed it.
 */
final class LocalClaims {
  /** How many claims are remembered after their end. */
  static final int MAX_CLOSED = 100;

  private final Path nodes;

  LocalClaims(Path nodes) {
    this.nodes = nodes;
  }

  Optional<ClaimRecord> read(ClaimId id) throws IOException {
    Path file = file(id);
    return Files.exists(file) ? Optional.of(ClaimFile.read(file)) : Optional.empty();
  }

  void write(ClaimRecord claim) throws IOException {
    Files.createDirectories(nodes);
    ClaimFile.write(file(claim.id()), claim);
  }

  /**
   * The claims that hold capacity.
   *
   * @throws IOException when one of the files cannot be read: then nobody knows what is free
   */
  List<ClaimRecord> open() throws IOException {
    return all().stream().filter(claim -> claim.phase().open()).toList();
  }

  /** Forgets the oldest of the closed claims when there are too many. */
  void prune() throws IOException {
    List<ClaimRecord> closed =
        all().stream()
            .filter(claim -> !claim.phase().open())
            .sorted(Comparator.comparing(ClaimRecord::changedAt).reversed())
            .skip(MAX_CLOSED)
            .toList();
    for (ClaimRecord claim : closed) {
      for (int node = 0; node < claim.nodes(); node++) {
        delete(nodes.resolve(NodeHome.name(claim.id(), node)));
      }
      Files.deleteIfExists(file(claim.id()));
    }
  }

  private List<ClaimRecord> all() throws IOException {
    List<ClaimRecord> claims = new ArrayList<>();
    if (Files.isDirectory(nodes)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(nodes, "*" + ClaimFile.SUFFIX)) {
        for (Path file : files) {
          claims.add(ClaimFile.read(file));
        }
      }
    }
    return claims;
  }

  private Path file(ClaimId id) {
    return nodes.resolve(id + ClaimFile.SUFFIX);
  }

  private static void delete(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> content = Files.walk(folder)) {
      for (Path path : content.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(path);
      }
    }
  }
}
