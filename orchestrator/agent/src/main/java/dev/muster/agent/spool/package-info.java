/** What processes print: kept in bounded files, delivered as compressed pieces. */
@NullMarked
package dev.muster.agent.spool;

import org.jspecify.annotations.NullMarked;
