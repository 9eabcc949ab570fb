#pragma once
// Swift has neither fork nor forkpty: a program at a pseudo-terminal of its own is started here.
#include <pty.h>
#include <unistd.h>

static inline pid_t start_at_terminal(
    int *controller, const char *folder, const char *program, char *const arguments[], char *const environment[],
    int columns) {
  struct winsize size = {40, (unsigned short)columns, 0, 0};
  pid_t process = forkpty(controller, 0, 0, &size);
  if (process == 0) {
    if (chdir(folder) == 0) execve(program, arguments, environment);
    _exit(127);
  }
  return process;
}
