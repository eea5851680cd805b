package dev.muster.planner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.muster.model.plan.Coordinates;
import dev.muster.model.plan.Mesh;
import dev.muster.model.plan.Plan;
import dev.muster.model.plan.Stage;
import dev.muster.model.spec.Parallelism;
import dev.muster.model.spec.Training;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every job, tried on many: a seed is a job. */
class PlannerPropertyTest {

  static LongStream seeds() {
    return LongStream.range(0, 500);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void plansOrOffersWhatCanBePlanned(long seed) {
    Jobs job = job(seed);
    switch (job.planning()) {
      case Planning.Planned(Plan plan) -> checkPlan(job, plan);
      case Planning.Refused(List<Refusal> refusals) ->
          refusals.forEach(refusal -> checkOffers(job, refusal));
    }
  }

  private static void checkPlan(Jobs job, Plan plan) {
    Mesh mesh = plan.mesh();
    assertThat(mesh.size()).isEqualTo(job.spec().worldSize());
    checkRanks(mesh);
    if (job.model() != null) {
      checkStages(job.model().layers(), mesh.pipeline(), plan.stages());
    }
    Training training = job.training();
    if (training != null && plan.schedule() != null) {
      int perPipeline = plan.schedule().microbatches() * plan.schedule().microbatchSize();
      assertThat(mesh.data() * perPipeline).isEqualTo(training.globalBatch());
    }
  }

  private static void checkRanks(Mesh mesh) {
    Set<Coordinates> places = new HashSet<>();
    for (int rank = 0; rank < mesh.size(); rank++) {
      places.add(mesh.of(rank));
    }
    assertThat(places).hasSize(mesh.size());
    assertThat(places).allMatch(at -> at.data() < mesh.data() && at.pipeline() < mesh.pipeline());
  }

  private static void checkStages(int layers, int pipeline, List<Stage> stages) {
    assertThat(stages).hasSize(pipeline);
    int next = 0;
    for (Stage stage : stages) {
      assertThat(stage.firstLayer()).isEqualTo(next);
      assertThat(stage.layers()).isPositive();
      next = stage.lastLayer() + 1;
    }
    assertThat(next).isEqualTo(layers);
    assertThat(stages.stream().mapToDouble(Stage::costShare).sum()).isCloseTo(1, within(1e-9));
  }

  private static void checkOffers(Jobs job, Refusal refusal) {
    assertThat(refusal.nearest()).as(refusal.detail()).isNotEmpty().doesNotHaveDuplicates();
    for (String offer : refusal.nearest()) {
      assertThat(changed(job, offer).planning())
          .as("%s, instead: %s", refusal.detail(), offer)
          .isInstanceOf(Planning.Planned.class);
    }
  }

  private static final Pattern MESH = Pattern.compile("data (\\d+) × pipeline (\\d+)");
  private static final Pattern MICROBATCH = Pattern.compile("\\bmicrobatch (\\d+)");
  private static final Pattern BATCH = Pattern.compile("globalBatch (\\d+)");

  /** The job with what an offer says, read as a person would. */
  private static Jobs changed(Jobs job, String offer) {
    Matcher mesh = MESH.matcher(offer);
    boolean newMesh = mesh.find();
    Layout was = Layout.asked(job.spec());
    Integer microbatch = offer.contains("no microbatch") ? null : was.microbatch();
    Integer newMicrobatch = number(MICROBATCH, offer);
    Jobs changed =
        job.mesh(
            newMesh ? Integer.parseInt(mesh.group(1)) : was.data(),
            newMesh ? Integer.parseInt(mesh.group(2)) : was.pipeline(),
            newMicrobatch == null ? microbatch : newMicrobatch);
    Integer batch = number(BATCH, offer);
    return batch == null ? changed : changed.globalBatch(batch);
  }

  private static @Nullable Integer number(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Integer.valueOf(matcher.group(1)) : null;
  }

  private static Jobs job(long seed) {
    RandomGenerator random = new SplittableRandom(seed);
    Jobs job = Jobs.gptNano().ranks(random.nextInt(1, 5), random.nextInt(1, 5));
    job = chance(random, 0.8) ? job.layers(random.nextInt(1, 17)) : job.model(null);
    job = chance(random, 0.8) ? job.globalBatch(random.nextInt(1, 65)) : job.training(null);
    return job.parallelism(parallelism(random, job.spec().worldSize()));
  }

  private static Parallelism parallelism(RandomGenerator random, int ranks) {
    if (chance(random, 0.1)) {
      return new Parallelism.Auto();
    }
    int data = random.nextInt(1, ranks + 1);
    int pipeline = chance(random, 0.7) ? Math.max(1, ranks / data) : random.nextInt(1, 9);
    Integer microbatch = chance(random, 0.4) ? random.nextInt(1, 9) : null;
    return Jobs.gptNano().mesh(data, pipeline, microbatch).parallelism();
  }

  private static boolean chance(RandomGenerator random, double probability) {
    return random.nextDouble() < probability;
  }
}
