package dev.muster.agent.link;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.model.agent.Directive;
import dev.muster.model.agent.Order;
import org.junit.jupiter.api.Test;

class OrdersTest {
  private final Orders orders = new Orders(() -> {});

  @Test
  void keepsTheNewestOfAnswersThatOvertakeEachOther() {
    orders.told(directive(7));
    orders.told(directive(6));
    assertThat(orders.revision()).isEqualTo(7);
  }

  @Test
  void startsAnewWithAGreeting() {
    orders.told(directive(7));
    orders.greeted(directive(1));
    assertThat(orders.revision()).isEqualTo(1);
  }

  private static Directive directive(long revision) {
    return new Directive(revision, 1, Order.WAIT, null, null, null);
  }
}
