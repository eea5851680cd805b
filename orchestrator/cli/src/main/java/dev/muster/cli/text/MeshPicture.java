package dev.muster.cli.text;

import dev.muster.api.MeshView;
import dev.muster.api.RankView;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;

/**
 * The states of the ranks as a small picture: a row for each pipeline stage, a column for each rank
 * of it. What does not fit is drawn together: a glyph then shows the worst of its ranks.
 */
final class MeshPicture {
  private static final String LABEL = "stage ";
  private static final int LABEL_GAP = 3;

  /** How a rank is doing, the worst first. */
  enum Look {
    FAILED("✗", "failed"),
    STOPPED("■", "stopped"),
    STOPPING("◌", "stopping"),
    PENDING("·", "pending"),
    PREPARING("◔", "preparing"),
    READY("◑", "ready"),
    RUNNING("●", "running"),
    SUCCEEDED("✓", "succeeded");

    private final String glyph;
    private final String word;

    Look(String glyph, String word) {
      this.glyph = glyph;
      this.word = word;
    }

    static Look of(String state) {
      for (Look look : values()) {
        if (look.word.equals(state)) {
          return look;
        }
      }
      return PENDING;
    }

    private String painted(Style style) {
      return switch (this) {
        case FAILED -> style.bad(glyph);
        case STOPPED, STOPPING, PREPARING -> style.waiting(glyph);
        case PENDING -> style.dim(glyph);
        case READY, RUNNING -> style.busy(glyph);
        case SUCCEEDED -> style.good(glyph);
      };
    }
  }

  private final Style style;
  private final int width;
  private final int rowsMax;

  MeshPicture(Style style, int width, int rowsMax) {
    this.style = style;
    this.width = width;
    this.rowsMax = rowsMax;
  }

  /** Nothing when there are no ranks. */
  List<String> lines(List<RankView> ranks) {
    if (ranks.isEmpty()) {
      return List.of();
    }
    List<List<Look>> grid = grid(ranks);
    int together = Math.ceilDiv(grid.size(), Math.max(1, rowsMax));
    int margin = label(grid.size() - together, grid.size() - 1).length() + LABEL_GAP;
    List<String> lines = new ArrayList<>();
    for (int first = 0; first < grid.size(); first += together) {
      int last = Math.min(grid.size(), first + together) - 1;
      String label = label(first, last);
      String row = row(worst(grid.subList(first, last + 1)), width - margin - 2);
      lines.add("  " + label + " ".repeat(Math.max(1, margin - label.length())) + row);
    }
    lines.add("  " + " ".repeat(margin) + legend(grid));
    return lines;
  }

  private static List<List<Look>> grid(List<RankView> ranks) {
    int stages = 1 + ranks.stream().mapToInt(rank -> rank.mesh().pipeline()).max().orElse(0);
    List<List<Look>> rows = new ArrayList<>();
    for (int stage = 0; stage < stages; stage++) {
      rows.add(new ArrayList<>());
    }
    ranks.stream()
        .sorted(Comparator.comparing(RankView::mesh, MeshPicture::alongTheRow))
        .forEach(rank -> rows.get(rank.mesh().pipeline()).add(Look.of(rank.state())));
    return rows;
  }

  /** Data-parallel replicas side by side, each with its other axes. */
  private static int alongTheRow(MeshView one, MeshView other) {
    return Comparator.comparingInt(MeshView::data)
        .thenComparingInt(MeshView::fsdp)
        .thenComparingInt(MeshView::expert)
        .thenComparingInt(MeshView::context)
        .thenComparingInt(MeshView::tensor)
        .compare(one, other);
  }

  private static List<Look> worst(List<List<Look>> rows) {
    List<Look> worst = new ArrayList<>(rows.getFirst());
    for (List<Look> row : rows) {
      for (int i = 0; i < Math.min(row.size(), worst.size()); i++) {
        worst.set(i, worse(worst.get(i), row.get(i)));
      }
    }
    return worst;
  }

  private String row(List<Look> looks, int room) {
    String gap = looks.size() * 2 <= room ? " " : "";
    int together = Math.ceilDiv(looks.size(), Math.max(1, room));
    StringBuilder row = new StringBuilder();
    for (int first = 0; first < looks.size(); first += together) {
      Look look = looks.get(first);
      for (Look next : looks.subList(first, Math.min(looks.size(), first + together))) {
        look = worse(look, next);
      }
      row.append(look.painted(style)).append(gap);
    }
    return row.toString().stripTrailing();
  }

  private String legend(List<List<Look>> grid) {
    NavigableSet<Look> seen = new TreeSet<>(Comparator.reverseOrder());
    grid.forEach(seen::addAll);
    List<String> words = new ArrayList<>();
    for (Look look : seen) {
      long count = grid.stream().flatMap(List::stream).filter(look::equals).count();
      words.add("%s %s %d".formatted(look.painted(style), look.word, count));
    }
    return String.join("  ", words);
  }

  private static String label(int first, int last) {
    return first == last ? LABEL + first : "%s%d-%d".formatted(LABEL, first, last);
  }

  private static Look worse(Look one, Look other) {
    return one.compareTo(other) <= 0 ? one : other;
  }
}
