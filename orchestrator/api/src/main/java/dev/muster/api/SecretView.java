package dev.muster.api;

/**
 * A variable whose value is nowhere shown.
 *
 * @param name the variable
 * @param from where its value came from: {@code env:VARIABLE} or {@code file:PATH}
 */
public record SecretView(String name, String from) {}
