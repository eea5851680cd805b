package dev.muster.agent.memory;

/**
 * Who was ended for want of memory since this was made, as far as the system tells.
 *
 * @param group the count of our control group
 * @param kernel the kernel's log
 */
public record MemoryKills(GroupKills group, KernelLog kernel) {
  /** From now on, on this machine. */
  public static MemoryKills ofThisMachine() {
    return new MemoryKills(GroupKills.ofThisProcess(), KernelLog.open());
  }

  /** To be called from time to time: what nobody asks about is forgotten. */
  public void look() {
    group.look();
  }

  /**
   * Whether a process that was ended by SIGKILL was ended for that. Its group tells only that
   * somebody was: each count is good for one process.
   */
  public boolean killed(long pid) {
    boolean counted = group.another();
    return kernel.names(pid) || counted;
  }
}
