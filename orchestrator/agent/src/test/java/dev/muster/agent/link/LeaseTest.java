package dev.muster.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class LeaseTest {
  private final AtomicLong now = new AtomicLong();
  private final Lease lease = new Lease(now::get);

  @Test
  void runsOutOnlyWhenATryFailsAfterItsEnd() {
    lease.lengthen(Duration.ofSeconds(60));
    lease.renew();
    pass(Duration.ofSeconds(59));
    lease.missed();
    assertThat(lease.expired()).isFalse();
    pass(Duration.ofHours(8));
    assertThat(lease.expired()).as("asleep, not yet tried").isFalse();
    lease.renew();
    pass(Duration.ofSeconds(61));
    lease.missed();
    assertThat(lease.expired()).isTrue();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
