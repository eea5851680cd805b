package dev.muster.api;

import java.util.List;

/**
 * Consecutive layers on one pipeline position.
 *
 * @param index pipeline position, from 0
 * @param layers transformer layers
 * @param embedding whether the token embedding is here
 * @param head whether the output head is here
 * @param costShare share of the model's compute, 0 … 1
 */
public record StageView(
    int index, List<Integer> layers, boolean embedding, boolean head, double costShare) {}
