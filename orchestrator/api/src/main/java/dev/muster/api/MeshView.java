package dev.muster.api;

/** A value for every axis of a mesh: the sizes of a job's mesh, or the coordinates of a rank. */
public record MeshView(int data, int fsdp, int tensor, int pipeline, int context, int expert) {}
