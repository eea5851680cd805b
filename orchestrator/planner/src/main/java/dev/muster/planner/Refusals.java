package dev.muster.planner;

import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Parallelism;
import dev.muster.model.spec.Resources;
import java.util.ArrayList;
import java.util.List;

/** Everything that speaks against a layout. */
final class Refusals {
  private final JobSpec spec;
  private final Layout asked;
  private final Room room;

  private Refusals(JobSpec spec, Layout asked, Room room) {
    this.spec = spec;
    this.asked = asked;
    this.room = room;
  }

  /** None when the layout fits. A batch is judged only on a mesh that can be. */
  static List<Refusal> of(JobSpec spec, Layout asked) {
    return new Refusals(spec, asked, Room.of(spec)).all();
  }

  private List<Refusal> all() {
    List<Refusal> refusals = new ArrayList<>();
    if (!room.usesEveryRank(asked)) {
      refusals.add(refusal("/spec/parallelism", wrongProduct()));
    }
    if (!room.fillsEveryStage(asked)) {
      refusals.add(refusal("/spec/parallelism/pipeline", emptyStages()));
    }
    if (refusals.isEmpty() && !room.sharesTheBatch(asked)) {
      refusals.add(unevenBatch());
    }
    return refusals;
  }

  private String wrongProduct() {
    Resources resources = spec.resources();
    return "%s makes %d ranks, but nodes %d × %d ranks each are %d"
        .formatted(
            asked.meshWords(),
            asked.ranks(),
            resources.nodes(),
            resources.ranksPerNode(),
            room.ranks());
  }

  private String emptyStages() {
    return "pipeline %d needs at least one layer per stage, but the model has layers %d"
        .formatted(asked.pipeline(), room.layers());
  }

  private Refusal unevenBatch() {
    return asked.globalBatch() == null
        ? refusal("/spec/parallelism/microbatch", partOfNothing())
        : refusal("/spec/training/globalBatch", unevenShares());
  }

  private String partOfNothing() {
    return "microbatch %d is a part of training.globalBatch, which is not given"
        .formatted(asked.microbatch());
  }

  private String unevenShares() {
    return "globalBatch %d is not a multiple of %d (%s)"
        .formatted(asked.globalBatch(), asked.batchUnit(), divisorWords());
  }

  private String divisorWords() {
    if (spec.parallelism() instanceof Parallelism.Auto) {
      return "data " + asked.data() + ", by parallelism auto";
    }
    return asked.microbatch() == null
        ? "data " + asked.data()
        : "data " + asked.data() + " × microbatch " + asked.microbatch();
  }

  private Refusal refusal(String pointer, String detail) {
    return new Refusal(pointer, detail, Nearest.to(asked, room));
  }
}
