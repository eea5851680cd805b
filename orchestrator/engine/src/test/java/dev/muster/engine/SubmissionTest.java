package dev.muster.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.muster.engine.port.JournalException;
import dev.muster.engine.step.Step;
import dev.muster.model.run.Verdict;
import org.junit.jupiter.api.Test;

class SubmissionTest {
  private final Scenario two = Scenario.onCores(2);

  @Test
  void aJobThatFitsIsAdmittedAndItsClaimIsJournaledBeforeItIsSent() {
    two.submit("small", 2);

    assertThat(two.state("small")).isEqualTo("admitted");
    assertThat(two.claim("small").observed()).isNull();
    assertThat(two.due()).hasSize(1);
    assertThat(two.due()).as("while the call is under way").isEmpty();
  }

  @Test
  void aSecondJobThatDoesNotFitWaitsAndSaysWhy() {
    two.submit("first", 2);
    two.submit("second", 2);

    assertThat(two.state("second")).isEqualTo("queued");
    assertThat(two.reason("second")).isEqualTo("needs 2 cores, 0 of 2 are free at here");
  }

  @Test
  void aYoungerJobNeverOvertakesAnOlderOneThatDoesNotFit() {
    two.submit("first", 1);
    two.submit("large", 2);
    two.submit("small", 1);

    assertThat(two.state("small")).isEqualTo("queued");
  }

  @Test
  void aJobThatCanNeverFitIsRefusedWithTheNumbers() {
    Step step = two.submit("huge", 3);

    assertThat(step).isInstanceOf(Step.Rejected.class);
    Step.Rejected rejected = (Step.Rejected) step;
    assertThat(rejected.rejection().explanation().verdict()).isEqualTo(Verdict.NEVER);
    assertThat(rejected.rejection().detail()).contains("needs 3 cores, here has 2 in all");
  }

  @Test
  void theSameKeyIsTheSameJobEvenWhenTheManifestDiffers() {
    two.submit("once", 1, "key");
    Step again = two.submit("other", 1, "key");

    assertThat(((Step.Ignored) again).existing()).containsExactly(two.job("once").id());
  }

  @Test
  void theEqualManifestUnderALiveNameIsThatJob() {
    two.submit("same", 1);
    Step again = two.submit("same", 1);

    assertThat(((Step.Ignored) again).existing()).containsExactly(two.job("same").id());
  }

  @Test
  void aDifferentManifestUnderALiveNameIsRefused() {
    two.submit("same", 1);
    Step other = two.submit("same", 2);

    assertThat(((Step.Rejected) other).rejection().code()).isEqualTo("name.conflict");
  }

  @Test
  void aFinishedNameMayRunAgain() {
    two.submit("again", 1);
    two.cancel("again");
    Step second = two.submit("again", 1);

    assertThat(second).isInstanceOf(Step.Moved.class);
  }

  @Test
  void whatCouldNotBeJournaledHasNotHappened() {
    two.journal.full = true;
    assertThatThrownBy(() -> two.submit("lost", 1)).isInstanceOf(JournalException.class);
    two.journal.full = false;

    assertThat(two.core().world().claims()).isEmpty();
    assertThat(two.submit("lost", 1)).isInstanceOf(Step.Moved.class);
  }
}
