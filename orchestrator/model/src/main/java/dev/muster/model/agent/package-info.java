/**
 * What a server and an agent tell each other. Both directions are level-triggered: the server says
 * what is wanted now, the agent says all that it sees now; a lost, doubled or late message is just
 * another round.
 */
@NullMarked
package dev.muster.model.agent;

import org.jspecify.annotations.NullMarked;
