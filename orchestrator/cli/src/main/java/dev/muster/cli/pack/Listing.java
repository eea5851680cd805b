package dev.muster.cli.pack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Lists what of a working directory is taken along, sorted by name. */
final class Listing {
  private final Path root;
  private final List<Member> members = new ArrayList<>();

  private Listing(Path root) {
    this.root = root;
  }

  static List<Member> of(Path root) throws IOException {
    Listing listing = new Listing(root);
    listing.list(root, Ignores.of(root));
    listing.members.sort(Comparator.comparing(Member::name));
    return listing.members;
  }

  private void list(Path folder, Ignores ignores) throws IOException {
    for (Path path : children(folder)) {
      PosixFileAttributes attributes =
          Files.readAttributes(path, PosixFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
      if (!ignores.leavesOut(path, attributes.isDirectory())) {
        add(path, attributes, ignores);
      }
    }
  }

  /**
   * What is neither file, folder nor link (a socket, a pipe) cannot be packed and is passed over.
   */
  private void add(Path path, PosixFileAttributes attributes, Ignores ignores) throws IOException {
    String name = root.relativize(path).toString();
    int mode = mode(attributes.permissions());
    if (attributes.isDirectory()) {
      members.add(new Member(name, path, Member.Kind.FOLDER, mode, 0, ""));
      list(path, ignores.below(path));
    } else if (attributes.isSymbolicLink()) {
      String target = Files.readSymbolicLink(path).toString();
      members.add(new Member(name, path, Member.Kind.LINK, mode, 0, target));
    } else if (attributes.isRegularFile()) {
      members.add(new Member(name, path, Member.Kind.FILE, mode, attributes.size(), ""));
    }
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    }
  }

  private static int mode(Set<PosixFilePermission> permissions) {
    PosixFilePermission[] fromHighest = PosixFilePermission.values();
    int mode = 0;
    for (int bit = 0; bit < fromHighest.length; bit++) {
      mode |= permissions.contains(fromHighest[bit]) ? 0400 >> bit : 0;
    }
    return mode;
  }
}
