package dev.muster.manifest.tree;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * The problems of one manifest, collected while it is read. Of two with the same place and pointer
 * the first counts: the later one is usually its consequence.
 */
public final class Problems {
  private final List<Problem> all = new ArrayList<>();
  private final Set<Subject> seen = new HashSet<>();

  private record Subject(Place place, Pointer pointer) {}

  public void add(Problem problem) {
    if (seen.add(new Subject(problem.place(), problem.pointer()))) {
      all.add(problem);
    }
  }

  public boolean isEmpty() {
    return all.isEmpty();
  }

  public void addAll(Problems others) {
    others.all.forEach(this::add);
  }

  /** Whether there is one of a kind. */
  public boolean has(ProblemKind kind) {
    return all.stream().anyMatch(problem -> problem.kind() == kind);
  }

  public List<Problem> inFileOrder() {
    return all.stream().sorted(Comparator.comparing(Problem::place)).toList();
  }
}
