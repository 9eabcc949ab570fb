#pragma once
// Swift cannot call C functions with a variable number of arguments: each use of el_set and history has a name here.
#include <fcntl.h>
#include <histedit.h>
#include <sys/file.h>
#include <unistd.h>

typedef char *(*phaseline_prompt)(EditLine *);
typedef unsigned char (*phaseline_key)(EditLine *, int);

static inline void phaseline_set_prompt(EditLine *el, phaseline_prompt prompt) { el_set(el, EL_PROMPT, prompt); }
static inline void phaseline_set_editor(EditLine *el, const char *name) { el_set(el, EL_EDITOR, name); }
// While a line is typed, Ctrl-C is a key like others; while a command runs, it is a signal.
static inline void phaseline_take_interrupts(EditLine *el) { el_set(el, EL_SETTY, "-d", "-isig", (char *)0); }
static inline void phaseline_set_client(EditLine *el, void *client) { el_set(el, EL_CLIENTDATA, client); }
static inline void *phaseline_client(EditLine *el) {
  void *client = 0;
  el_get(el, EL_CLIENTDATA, &client);
  return client;
}
static inline void phaseline_set_history(EditLine *el, History *history_list) {
  el_set(el, EL_HIST, history, history_list);
}
static inline void phaseline_add_key(EditLine *el, const char *name, const char *help, phaseline_key key) {
  el_set(el, EL_ADDFN, name, help, key);
}
static inline void phaseline_bind(EditLine *el, const char *key, const char *name) {
  el_set(el, EL_BIND, key, name, (char *)0);
}
static inline void phaseline_history_size(History *list, int size) {
  HistEvent event;
  history(list, &event, H_SETSIZE, size);
  history(list, &event, H_SETUNIQUE, 1);
}
static inline void phaseline_history_enter(History *list, const char *line) {
  HistEvent event;
  history(list, &event, H_ENTER, line);
}
static inline void phaseline_history_load(History *list, const char *file) {
  HistEvent event;
  history(list, &event, H_LOAD, file);
}
// Adds a line to a file that another program may add to at the same time.
static inline void phaseline_history_add(const char *file, const char *line, int size) {
  int descriptor = open(file, O_RDWR | O_CREAT | O_CLOEXEC, 0600);
  if (descriptor < 0) return;
  History *list = history_init();
  if (list && flock(descriptor, LOCK_EX) == 0) {
    HistEvent event;
    phaseline_history_size(list, size);
    phaseline_history_load(list, file);
    phaseline_history_enter(list, line);
    history(list, &event, H_SAVE, file);
  }
  if (list) history_end(list);
  close(descriptor);
}

#include <wchar.h>
// Declared here, since glibc's header has it only where _XOPEN_SOURCE is set before anything else is included.
extern int wcwidth(wchar_t);
static inline int phaseline_character_width(unsigned int scalar) { return wcwidth((wchar_t)scalar); }
