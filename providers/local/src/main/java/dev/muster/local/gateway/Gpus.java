package dev.muster.local.gateway;

import java.util.List;

/** Finds the accelerators of this machine. */
public interface Gpus {
  /** Those that may be used now, by index; empty without any. */
  List<Gpu> list();
}
