package dev.muster.planner;

import dev.muster.model.plan.Coordinates;
import dev.muster.model.plan.Mesh;
import dev.muster.model.plan.MicrobatchSchedule;
import dev.muster.model.plan.Plan;
import dev.muster.model.plan.Stage;
import dev.muster.model.spec.JobSpec;
import dev.muster.model.spec.Launcher;
import dev.muster.model.spec.Resources;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The variables that a rank finds in its environment, but for those that are paths of its node
 * (MUSTER_PLAN and MUSTER_PROGRESS, which the agent adds; MUSTER_CHECKPOINT_DIR has the manifest's
 * path, which the agent makes absolute).
 *
 * <p>What is not known is not set: MUSTER_STAGE_LAYERS without the model's shape, the microbatches
 * without a batch, MUSTER_RESUME_FROM on a fresh start. CUDA_VISIBLE_DEVICES names all devices that
 * were granted on the node, and a rank takes the one at its local rank; it is empty where none was
 * granted, which hides those that the machine may have.
 */
public final class RankEnvironment {
  private final JobSpec spec;
  private final Plan plan;
  private final Gang gang;
  private final int rank;
  private final Map<String, String> variables = new LinkedHashMap<>();

  private RankEnvironment(JobSpec spec, Plan plan, Gang gang, int rank) {
    this.spec = spec;
    this.plan = plan;
    this.gang = gang;
    this.rank = rank;
  }

  /**
   * The variables of one rank, in a fixed order; the manifest's own {@code env} has the last word.
   */
  public static Map<String, String> of(JobSpec spec, Plan plan, Gang gang, int rank) {
    RankEnvironment environment = new RankEnvironment(spec, plan, gang, rank);
    environment.addIdentity();
    environment.addMesh();
    environment.addWork();
    environment.addCheckpoint();
    environment.addDevices();
    environment.addFramework();
    environment.variables.putAll(spec.env());
    return environment.variables;
  }

  private void addIdentity() {
    set("MUSTER_JOB", spec.name());
    set("MUSTER_PROJECT", spec.project());
    set("MUSTER_ATTEMPT", gang.attempt());
    set("MUSTER_EPOCH", gang.epoch());
    set("MUSTER_RANK", rank);
    if (!launchesNode()) {
      set("MUSTER_LOCAL_RANK", localRank());
    }
    set("MUSTER_NODE_RANK", nodeRank());
    set("MUSTER_WORLD_SIZE", spec.worldSize());
    set("MUSTER_NNODES", spec.resources().nodes());
    set("MUSTER_NODE_HOSTS", String.join(",", gang.nodeHosts()));
  }

  private void addMesh() {
    Mesh mesh = plan.mesh();
    Coordinates at = mesh.of(rank);
    addAxis("DATA", at.data(), mesh.data());
    addAxis("FSDP", at.fsdp(), mesh.fsdp());
    addAxis("PIPELINE", at.pipeline(), mesh.pipeline());
    addAxis("TENSOR", at.tensor(), mesh.tensor());
    addAxis("CONTEXT", at.context(), mesh.context());
    addAxis("EXPERT", at.expert(), mesh.expert());
  }

  private void addAxis(String axis, int position, int size) {
    if (!launchesNode()) {
      set("MUSTER_" + axis + "_RANK", position);
    }
    set("MUSTER_" + axis + "_SIZE", size);
  }

  private void addWork() {
    if (!plan.stages().isEmpty() && !launchesNode()) {
      Stage stage = plan.stages().get(plan.mesh().of(rank).pipeline());
      set("MUSTER_STAGE_LAYERS", stage.firstLayer() + "-" + stage.lastLayer());
    }
    MicrobatchSchedule schedule = plan.schedule();
    if (schedule != null) {
      set("MUSTER_MICROBATCHES", schedule.microbatches());
      set("MUSTER_MICROBATCH_SIZE", schedule.microbatchSize());
    }
  }

  private void addCheckpoint() {
    set("MUSTER_CHECKPOINT_DIR", spec.checkpoint().path());
    String from = gang.resumeFrom();
    if (from != null) {
      set("MUSTER_RESUME_FROM", from);
    }
  }

  private void addDevices() {
    set("CUDA_VISIBLE_DEVICES", String.join(",", gang.devices().get(nodeRank())));
  }

  private void addFramework() {
    switch (spec.framework()) {
      case NONE -> {}
      case PYTORCH -> addTorch();
    }
  }

  private void addTorch() {
    Resources resources = spec.resources();
    switch (spec.launcher()) {
      case RANK -> addTorchRank(resources);
      case NODE -> addTorchrun(resources);
    }
    set("NODE_RANK", nodeRank());
    set("MASTER_ADDR", gang.masterAddress());
    set("MASTER_PORT", gang.masterPort());
    set("OMP_NUM_THREADS", Math.max(1, resources.cores() / resources.ranksPerNode()));
    // A rank writes to a pipe, where Python would hold its lines back.
    set("PYTHONUNBUFFERED", 1);
    if (onOneMachine()) {
      set("GLOO_SOCKET_IFNAME", "lo");
    }
  }

  private void addTorchRank(Resources resources) {
    set("RANK", rank);
    set("LOCAL_RANK", localRank());
    set("WORLD_SIZE", spec.worldSize());
    set("LOCAL_WORLD_SIZE", resources.ranksPerNode());
    set("GROUP_RANK", nodeRank());
  }

  /** What torchrun takes for its options; those of its command line win. */
  private void addTorchrun(Resources resources) {
    set("PET_NNODES", resources.nodes());
    set("PET_NPROC_PER_NODE", resources.ranksPerNode());
    set("PET_NODE_RANK", nodeRank());
    set("PET_MASTER_ADDR", gang.masterAddress());
    set("PET_MASTER_PORT", gang.masterPort());
  }

  /** Gloo asks for the address of the host's name, which on a laptop may resolve to nothing. */
  private boolean onOneMachine() {
    return gang.nodeHosts().stream().allMatch(host -> host.startsWith("127."));
  }

  private boolean launchesNode() {
    return spec.launcher() == Launcher.NODE;
  }

  private int nodeRank() {
    return rank / spec.resources().ranksPerNode();
  }

  private int localRank() {
    return rank % spec.resources().ranksPerNode();
  }

  private void set(String name, long value) {
    set(name, Long.toString(value));
  }

  private void set(String name, String value) {
    variables.put(name, value);
  }
}
