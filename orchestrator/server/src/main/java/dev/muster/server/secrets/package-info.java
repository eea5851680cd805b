/**
 * The values of jobs' secrets: one file for each unfinished job that has any, readable by its owner
 * only. They are in no database, event, plan or log, and leave this machine in directives only.
 */
@NullMarked
package dev.muster.server.secrets;

import org.jspecify.annotations.NullMarked;
