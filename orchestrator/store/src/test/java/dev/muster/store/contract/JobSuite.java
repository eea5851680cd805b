package dev.muster.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.engine.world.Job;
import dev.muster.engine.world.Submission;
import dev.muster.model.JobId;
import dev.muster.model.JobName;
import dev.muster.store.JobPage;
import dev.muster.store.JobQuery;
import dev.muster.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Jobs by id, by name, by key, and in pages. */
abstract class JobSuite {
  private static final Comparator<Job> NEWEST_FIRST =
      Comparator.comparing((Job job) -> job.submission().at())
          .thenComparing(job -> job.id())
          .reversed();

  private final RandomRows random = new RandomRows(2);

  abstract Store store();

  @Test
  void pagesHoldEveryJobOnceNewestFirst() {
    List<Job> jobs = keep(25);
    List<Job> seen = new ArrayList<>();
    String cursor = null;
    do {
      JobPage page = store().history().jobs(new JobQuery(null, Set.of(), cursor, 7));
      seen.addAll(page.jobs());
      cursor = page.next();
      store().commit(List.of(StoreContract.jobs(at(random.job(), StoreContract.NOW, null))));
    } while (cursor != null);

    assertThat(seen).isEqualTo(jobs.stream().sorted(NEWEST_FIRST).toList());
  }

  @Test
  void aFullLastPageHasNoNext() {
    keep(6);
    JobPage first = store().history().jobs(JobQuery.newest(3));
    JobPage second = store().history().jobs(new JobQuery(null, Set.of(), first.next(), 3));

    assertThat(first.next()).isNotNull();
    assertThat(second.jobs()).hasSize(3);
    assertThat(second.next()).isNull();
  }

  @Test
  void pagesAreFilteredByProjectAndState() {
    List<Job> jobs = keep(60);
    JobQuery query =
        new JobQuery("project-1", Set.of("running", "failed"), null, JobQuery.LIMIT_MAX);
    List<Job> expected =
        jobs.stream()
            .filter(job -> job.spec().project().equals("project-1"))
            .filter(job -> query.states().contains(job.state().word()))
            .sorted(NEWEST_FIRST)
            .toList();

    assertThat(expected).isNotEmpty();
    assertThat(store().history().jobs(query).jobs()).isEqualTo(expected);
  }

  @Test
  void pagesAreBoundedAndCursorsAreChecked() {
    assertThatThrownBy(() -> JobQuery.newest(501))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit: 501 (expected: 1 to 500)");
    JobQuery wrong = new JobQuery(null, Set.of(), "17; DROP TABLE jobs", 10);
    assertThatThrownBy(() -> store().history().jobs(wrong))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("17; DROP TABLE jobs");
  }

  @Test
  void aNameMeansTheUnfinishedJobElseTheNewest() {
    Job unfinished = at(random.unfinishedJob(), StoreContract.NOW, null);
    Job older = named(at(random.finishedJob(), later(-2), null), unfinished);
    Job newer = named(at(random.finishedJob(), later(2), null), unfinished);
    JobName name = unfinished.name();
    assertThat(store().history().job(name)).isEmpty();

    store().commit(List.of(StoreContract.jobs(older, unfinished, newer)));
    assertThat(store().history().job(name)).contains(unfinished);

    Job ended = unfinished.in(random.finishedJob().state());
    store().commit(List.of(StoreContract.jobs(ended)));
    assertThat(store().history().job(name)).contains(newer);
    assertThat(store().history().job(new JobName("elsewhere", name.name()))).isEmpty();
  }

  @Test
  void aJobIsFoundByItsKeyForGood() {
    Job keyed = at(random.finishedJob(), StoreContract.NOW, "once");
    store().commit(List.of(StoreContract.jobs(keyed, at(random.job(), later(1), null))));

    assertThat(store().history().jobOfKey("once")).contains(keyed);
    assertThat(store().history().jobOfKey("never")).isEmpty();
  }

  @Test
  void anUnknownIdHasNoJob() {
    assertThat(store().history().job(new JobId("unknown"))).isEmpty();
  }

  private List<Job> keep(int count) {
    List<Job> jobs = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Job job = random.job();
      jobs.add(at(job, later(-60 - i / 4), null));
    }
    store().commit(List.of(StoreContract.commit(jobs, List.of(), List.of())));
    return jobs;
  }

  private static Instant later(long seconds) {
    return StoreContract.NOW.plusSeconds(seconds);
  }

  private static Job at(Job job, Instant at, @Nullable String key) {
    Submission was = job.submission();
    Submission submission =
        new Submission(
            at, was.manifest(), was.digest(), was.workdirDigest(), was.interpreter(), key);
    return new Job(
        job.id(),
        job.spec(),
        job.plan(),
        submission,
        job.state(),
        job.attempts(),
        job.epoch(),
        job.recoveries(),
        job.revision());
  }

  private static Job named(Job job, Job like) {
    return new Job(
        job.id(),
        like.spec(),
        job.plan(),
        job.submission(),
        job.state(),
        job.attempts(),
        job.epoch(),
        job.recoveries(),
        job.revision());
  }
}
