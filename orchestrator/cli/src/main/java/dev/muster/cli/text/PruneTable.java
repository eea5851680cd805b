package dev.muster.cli.text;

import dev.muster.api.PruneView;
import dev.muster.api.PrunedView;
import java.util.ArrayList;
import java.util.List;

/** What pruning gave back, one line each, and how much that is together. */
public final class PruneTable {
  private PruneTable() {}

  /** One line when there was nothing. */
  public static List<String> lines(PruneView pruned) {
    if (pruned.items().isEmpty()) {
      return List.of("nothing to remove");
    }
    Table table = new Table("KIND", "NAME", "SIZE");
    for (PrunedView item : pruned.items()) {
      table.row(item.kind(), Clip.visible(item.name()), Figures.bytes(item.bytes()));
    }
    List<String> lines = new ArrayList<>(table.lines());
    lines.add(
        "%s, %s %s"
            .formatted(
                Figures.count(pruned.items().size(), "item"),
                Figures.bytes(pruned.bytes()),
                pruned.dryRun() ? "would be removed" : "removed"));
    return lines;
  }
}
