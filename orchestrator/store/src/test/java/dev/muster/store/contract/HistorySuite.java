package dev.muster.store.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.engine.world.Checkpoint;
import dev.muster.engine.world.Event;
import dev.muster.engine.world.Job;
import dev.muster.store.History;
import dev.muster.store.RecordedEvent;
import dev.muster.store.Store;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Events and checkpoints. */
abstract class HistorySuite {
  private final RandomRows random = new RandomRows(3);
  private final Job one = random.unfinishedJob();
  private final Job other = random.finishedJob();

  abstract Store store();

  @BeforeEach
  void twoJobs() {
    store().commit(List.of(StoreContract.jobs(one, other)));
  }

  @Test
  void eventsComeBackInTheirOrder() {
    List<Event> events = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      events.add(random.event(i % 3 == 0 ? one.id() : other.id()));
      store().commit(List.of(StoreContract.events(StoreContract.NOW.plusMillis(i), events.get(i))));
    }

    List<RecordedEvent> all = store().history().events(0, History.EVENTS_MAX);

    assertThat(all).extracting(RecordedEvent::event).isEqualTo(events);
    assertThat(all).extracting(RecordedEvent::sequence).isSorted().doesNotHaveDuplicates();
    assertThat(all.get(7).at()).isEqualTo(StoreContract.NOW.plusMillis(7));
    assertThat(store().history().events(one.id(), 0, History.EVENTS_MAX))
        .isEqualTo(all.stream().filter(e -> e.event().job().equals(one.id())).toList());
  }

  @Test
  void eventsAreReadOnFromASequence() {
    Event event = random.event(one.id());
    for (int i = 0; i < 10; i++) {
      store().commit(List.of(StoreContract.events(StoreContract.NOW, event)));
    }
    List<RecordedEvent> all = store().history().events(0, 10);

    long third = all.get(2).sequence();
    assertThat(store().history().events(third, 4)).isEqualTo(all.subList(3, 7));
    assertThat(store().history().events(one.id(), third, 4)).isEqualTo(all.subList(3, 7));
    assertThat(store().history().events(all.getLast().sequence(), 4)).isEmpty();
  }

  @Test
  void eventsAreBounded() {
    assertThatThrownBy(() -> store().history().events(0, 1_001))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("limit: 1001 (expected: 1 to 1000)");
  }

  @Test
  void checkpointsComeBackNewestFirst() {
    Checkpoint early = Checkpoint.announced(one.id(), 1, 900, "a/900", StoreContract.NOW);
    Checkpoint late = Checkpoint.announced(one.id(), 2, 50, "b/50", StoreContract.NOW);
    Checkpoint latest = Checkpoint.announced(one.id(), 2, 100, "b/100", StoreContract.NOW);
    Checkpoint foreign = random.checkpoint(other.id(), 7);
    store().commit(List.of(StoreContract.checkpoints(late, early, foreign)));
    store().commit(List.of(StoreContract.checkpoints(latest, early)));

    assertThat(store().history().checkpoints(one.id())).containsExactly(latest, late, early);
    assertThat(store().history().checkpoints(other.id())).containsExactly(foreign);
  }
}
