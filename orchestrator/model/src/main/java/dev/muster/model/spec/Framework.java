package dev.muster.model.spec;

/** The framework whose words a rank's environment speaks. */
public enum Framework {
  NONE,
  PYTORCH
}
