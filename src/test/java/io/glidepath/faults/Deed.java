package io.glidepath.faults;

/** What may become of a task. */
public enum Deed {
  /** Nothing. */
  NONE,
  /** Its executor is killed by SIGKILL before the task has begun, once in a kind of stage. */
  KILL,
  /** It fails when its work is done, if it is the first attempt. */
  FAIL_ONCE,
  /** It fails when its work is done, whatever attempt it is. */
  FAIL,
  /** It sleeps before it begins, once in a kind of stage. */
  SLOW
}
