package dev.muster.engine.step;

import dev.muster.engine.world.Job;
import dev.muster.engine.world.Queueing;
import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The jobs that stand in line for capacity, those with whom a step has dealt among the others. It
 * is walked from the front, and costs as much as is walked.
 */
final class Line implements Iterable<Job> {
  private final SortedSet<Job> stood;
  private final TreeSet<Job> drafted = new TreeSet<>(Queueing.IN_LINE);

  Line(Draft draft) {
    this.stood = draft.world().line();
    draft.changed().stream().filter(Job::inLine).forEach(drafted::add);
  }

  /** The first of those that stood in line before this step; null when nobody did. */
  @Nullable Job firstBefore(Job job) {
    Job first = stood.isEmpty() ? null : stood.first();
    return first != null && Queueing.IN_LINE.compare(first, job) < 0 ? first : null;
  }

  /** Walks the line as it was when this object was made; who has left it since is skipped. */
  @Override
  public Iterator<Job> iterator() {
    return new Walk();
  }

  private final class Walk implements Iterator<Job> {
    private final Iterator<Job> olds = stood.iterator();
    private final Iterator<Job> news = drafted.iterator();
    private @Nullable Job old = nextOld();
    private @Nullable Job fresh = nextNew();

    @Override
    public boolean hasNext() {
      return old != null || fresh != null;
    }

    @Override
    public Job next() {
      Job one = old;
      Job other = fresh;
      if (one == null && other == null) {
        throw new NoSuchElementException("nobody else stands in line");
      }
      if (one == null || (other != null && Queueing.IN_LINE.compare(other, one) < 0)) {
        fresh = nextNew();
        return Objects.requireNonNull(other);
      }
      old = nextOld();
      return one;
    }

    /** The next of those that stood in line and that this step has not touched. */
    private @Nullable Job nextOld() {
      while (olds.hasNext()) {
        Job next = olds.next();
        if (!drafted.contains(next)) {
          return next;
        }
      }
      return null;
    }

    private @Nullable Job nextNew() {
      return news.hasNext() ? news.next() : null;
    }
  }
}
