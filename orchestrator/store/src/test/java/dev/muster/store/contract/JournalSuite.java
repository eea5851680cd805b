package dev.muster.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.engine.port.Commit;
import dev.muster.engine.port.JournalException;
import dev.muster.engine.port.Rows;
import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Claim;
import dev.muster.engine.world.Event;
import dev.muster.engine.world.Job;
import dev.muster.engine.world.OrderKey;
import dev.muster.engine.world.RequestKey;
import dev.muster.engine.world.Verb;
import dev.muster.engine.world.Worker;
import dev.muster.model.JobId;
import dev.muster.model.run.CheckpointContent;
import dev.muster.model.run.JobState;
import dev.muster.model.spec.RecoveryRule;
import dev.muster.spi.ClaimId;
import dev.muster.spi.ClaimState;
import dev.muster.spi.OwnerTag;
import dev.muster.store.RecordedEvent;
import dev.muster.store.Store;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The journal: batches whole or not at all, and a restart reads what is not over. */
abstract class JournalSuite {
  private final RandomRows random = new RandomRows(1);

  abstract Store store();

  @Test
  void rowsComeBackAsTheyWereWritten() {
    List<Job> jobs = new ArrayList<>();
    List<Claim> claims = new ArrayList<>();
    List<Worker> workers = new ArrayList<>();
    for (int i = 0; i < 300; i++) {
      jobs.add(random.job());
      claims.add(random.claim(jobs.getLast().id()));
      workers.add(random.worker(claims.getLast().id(), i % 3));
    }
    store().commit(List.of(StoreContract.commit(jobs, claims, workers)));

    for (int i = 0; i < jobs.size(); i++) {
      JobId id = jobs.get(i).id();
      assertThat(store().history().job(id)).contains(jobs.get(i));
      assertThat(store().history().claims(id)).containsExactly(claims.get(i));
      assertThat(store().history().workers(id)).containsExactly(workers.get(i));
    }
    assertEveryVariantIsAmong(jobs, claims);
  }

  @Test
  void aRequestForSeveralJobsIsFoundByItsKey() {
    RequestKey request =
        new RequestKey("key", "digest", List.of(new JobId("first1"), new JobId("second1")));
    store().commit(List.of(StoreContract.request(request)));
    store().commit(List.of(StoreContract.request(new RequestKey("key", "other", List.of()))));

    assertThat(store().history().request("key")).as("the first counts").contains(request);
    assertThat(store().history().request("unknown")).isEmpty();
  }

  @Test
  void ofADeletedJobNoRowIsLeft() {
    Job gone = random.finishedJob();
    Job kept = random.finishedJob();
    Claim claim = random.claim(gone.id());
    store()
        .commit(
            List.of(
                StoreContract.commit(
                    List.of(gone, kept), List.of(claim), List.of(random.worker(claim.id(), 0)))));
    store().commit(List.of(StoreContract.events(StoreContract.NOW, random.event(gone.id()))));

    store().commit(List.of(StoreContract.deleted(gone.id())));

    assertThat(store().history().job(gone.id())).isEmpty();
    assertThat(store().history().claims(gone.id())).isEmpty();
    assertThat(store().history().workers(gone.id())).isEmpty();
    assertThat(store().history().events(gone.id(), 0, 10)).isEmpty();
    assertThat(store().history().job(kept.id())).contains(kept);
  }

  private static void assertEveryVariantIsAmong(List<Job> jobs, List<Claim> claims) {
    Set<Object> seen = new HashSet<>();
    jobs.forEach(job -> seen.add(job.state().getClass()));
    jobs.forEach(job -> seen.add(job.spec().parallelism().getClass()));
    jobs.stream().flatMap(JournalSuite::triggers).forEach(seen::add);
    claims.stream().filter(c -> c.observed() != null).forEach(c -> seen.add(typeOf(c)));
    assertThat(seen)
        .contains((Object[]) JobState.class.getPermittedSubclasses())
        .contains((Object[]) ClaimState.class.getPermittedSubclasses())
        .contains((Object[]) RecoveryRule.Trigger.class.getPermittedSubclasses())
        .hasSize(8 + 2 + 8 + 3);
  }

  private static Stream<Object> triggers(Job job) {
    return job.spec().recovery().rules().stream().map(rule -> rule.on().getClass());
  }

  private static Object typeOf(Claim claim) {
    ClaimState observed = claim.observed();
    return observed == null ? "none" : observed.getClass();
  }

  @Test
  void aRestartReadsUnfinishedJobsAndOpenClaims() {
    Job running = random.unfinishedJob();
    Job releasing = random.finishedJob();
    Job over = random.finishedJob();
    Claim former = closed(random.claim(running.id()));
    Claim held = random.claim(running.id()).observed(new ClaimState.Requested());
    Claim leaving = random.claim(releasing.id()).observed(new ClaimState.Releasing());
    Claim gone = closed(random.claim(over.id()));
    List<Worker> workers = workers(former, held, leaving, gone);
    store()
        .commit(
            List.of(
                StoreContract.commit(
                    List.of(running, releasing, over),
                    List.of(former, held, leaving, gone),
                    workers)));

    Rows rows = store().load();

    assertThat(rows.jobs()).containsExactlyInAnyOrder(running, releasing);
    assertThat(rows.claims()).containsExactlyInAnyOrder(held, leaving);
    assertThat(rows.workers()).containsExactlyInAnyOrder(workers.get(1), workers.get(2));
  }

  private List<Worker> workers(Claim... claims) {
    return List.of(claims).stream().map(claim -> random.worker(claim.id(), 0)).toList();
  }

  @Test
  void aRestartReadsTheLiveCheckpointsOfWhatIsNotOver() {
    Job running = random.unfinishedJob();
    Job over = random.finishedJob();
    Checkpoint left = Checkpoint.announced(over.id(), 1, 7, "over/7", StoreContract.NOW);
    Checkpoint fresh = Checkpoint.announced(running.id(), 1, 30, "c/30", StoreContract.NOW);
    Checkpoint broken = at(running, 1, 20).in(Checkpoint.State.BROKEN);
    Checkpoint good = at(running, 2, 40).verified(new CheckpointContent(2, 99, "ab"), 3);
    Checkpoint leaving = at(running, 0, 10).in(Checkpoint.State.PRUNING);
    Checkpoint gone = at(running, 1, 5).in(Checkpoint.State.PRUNED);
    store()
        .commit(
            List.of(
                StoreContract.jobs(running, over),
                StoreContract.checkpoints(left, at(running, 2, 40), fresh),
                StoreContract.checkpoints(broken, good, leaving, gone)));

    assertThat(store().load().checkpoints()).containsExactly(leaving, broken, fresh, good);
    assertThat(store().history().checkpoints(running.id()))
        .containsExactly(good, fresh, broken, gone, leaving);
  }

  private static Checkpoint at(Job job, int attempt, long step) {
    return Checkpoint.announced(job.id(), attempt, step, "c/" + step, StoreContract.NOW);
  }

  @Test
  void anOrdersKeyIsKeptWithItsCommitAndOnlyOnce() {
    Job job = random.unfinishedJob();
    OrderKey first = new OrderKey("key-1", job.id(), Verb.SUSPEND);
    store().commit(List.of(StoreContract.jobs(job), StoreContract.keys(first)));

    assertThat(store().history().order("key-1")).contains(first);
    assertThat(store().history().order("key-2")).isEmpty();

    OrderKey again = new OrderKey("key-1", job.id(), Verb.CANCEL);
    OrderKey orphan = new OrderKey("key-2", new JobId("nobody"), Verb.CANCEL);
    store().commit(List.of(StoreContract.keys(again)));
    assertThat(store().history().order("key-1")).contains(first);
    assertThatThrownBy(() -> store().commit(List.of(StoreContract.keys(orphan))))
        .isInstanceOf(JournalException.class);
    assertThat(store().history().order("key-2")).isEmpty();
  }

  private static Claim closed(Claim claim) {
    return claim.unwanted().observed(new ClaimState.Released());
  }

  @Test
  void jobsAreReadOldestFirst() {
    List<Job> jobs =
        List.of(random.unfinishedJob(), random.unfinishedJob(), random.unfinishedJob());
    store().commit(List.of(StoreContract.commit(jobs, List.of(), List.of())));

    assertThat(store().load().jobs())
        .containsExactlyInAnyOrderElementsOf(jobs)
        .isSortedAccordingTo((a, b) -> a.submission().at().compareTo(b.submission().at()));
  }

  @Test
  void theLastVersionOfARowCounts() {
    Job first = random.unfinishedJob();
    Job second = first.in(new JobState.Starting(StoreContract.NOW, new ClaimId("claim-x")));
    Job third = second.touched();
    Claim asked = random.claim(first.id());
    Claim granted = asked.observed(new ClaimState.Granted(List.of()));
    Worker early = random.worker(asked.id(), 0);
    Worker late = random.worker(asked.id(), 0);
    store()
        .commit(
            List.of(
                StoreContract.commit(List.of(first), List.of(asked), List.of(early)),
                StoreContract.jobs(second)));
    assertThat(store().load()).isEqualTo(rows(second, asked, early));

    store().commit(List.of(StoreContract.commit(List.of(third), List.of(granted), List.of(late))));
    assertThat(store().load()).isEqualTo(rows(third, granted, late));
  }

  private static Rows rows(Job job, Claim claim, Worker worker) {
    return new Rows(List.of(job), List.of(claim), List.of(worker), List.of());
  }

  @Test
  void aBatchThatCannotBeWrittenLeavesNothing() {
    Job before = random.unfinishedJob();
    Event submitted = random.event(before.id());
    store().commit(List.of(StoreContract.jobs(before), StoreContract.events(now(), submitted)));
    Job never = random.unfinishedJob();
    Claim ofNobody = random.claim(new JobId("nobody"));
    List<Commit> batch =
        List.of(
            StoreContract.jobs(never, before.touched()),
            StoreContract.events(now(), random.event(never.id())),
            StoreContract.commit(List.of(), List.of(ofNobody), List.of()));

    assertThatThrownBy(() -> store().commit(batch))
        .isInstanceOf(JournalException.class)
        .hasMessageContaining("a row contradicts another");

    assertThat(store().load().jobs()).containsExactly(before);
    store().commit(List.of(StoreContract.events(now(), submitted)));
    assertThat(store().history().events(0, 10))
        .extracting(RecordedEvent::sequence)
        .containsExactly(1L, 2L);
  }

  @Test
  void aNameIsUniqueAmongUnfinishedJobs() {
    Job first = random.unfinishedJob();
    Job second = sameName(random.unfinishedJob(), first);
    store().commit(List.of(StoreContract.jobs(first)));

    assertThatThrownBy(() -> store().commit(List.of(StoreContract.jobs(second))))
        .isInstanceOf(JournalException.class);

    Job ended = first.in(random.finishedJob().state());
    store().commit(List.of(StoreContract.jobs(ended), StoreContract.jobs(second)));
    assertThat(store().load().jobs()).containsExactly(second);
  }

  private static Job sameName(Job job, Job other) {
    return new Job(
        job.id(),
        other.spec(),
        job.plan(),
        job.submission(),
        job.state(),
        job.attempts(),
        job.epoch(),
        job.recoveries(),
        job.revision());
  }

  @Test
  void nobodySeesHalfABatch() {
    Job job = random.unfinishedJob();
    store().commit(List.of(StoreContract.jobs(job)));
    Event event = random.event(job.id());
    CompletableFuture<Void> writing =
        CompletableFuture.runAsync(() -> {
          for (int i = 0; i < 50; i++) {
            store()
                .commit(
                    List.of(
                        StoreContract.events(now(), event),
                        StoreContract.events(now(), event, event)));
          }
        });
    while (!writing.isDone()) {
      assertThat(store().history().events(0, 1000).size() % 3).isZero();
    }
    writing.join();
    assertThat(store().history().events(0, 1000)).hasSize(150);
  }

  @Test
  void theOwnerIsNamedOnce() {
    OwnerTag owner = store().owner(() -> new OwnerTag("first"));

    assertThat(owner).isEqualTo(new OwnerTag("first"));
    assertThat(store().owner(() -> new OwnerTag("second"))).isEqualTo(owner);
  }

  private static Instant now() {
    return StoreContract.NOW;
  }
}
