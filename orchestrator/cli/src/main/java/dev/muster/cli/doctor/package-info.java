/**
 * What this machine has and lacks for Muster: one finding for each question, and for what is
 * missing the command that gets it. Nothing is changed, and nothing waits for long.
 */
@NullMarked
package dev.muster.cli.doctor;

import org.jspecify.annotations.NullMarked;
