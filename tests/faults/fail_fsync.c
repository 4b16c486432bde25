/* Loaded before the C library: the fsync or fdatasync with the number FAIL_AT fails with EIO, counted together from 1.
 * Every one from it on fails where FAIL_ON is set. Rust's standard library calls these two, so it works for Rust. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <stdlib.h>

static int fails(void) {
    static int calls;
    const char *at = getenv("FAIL_AT");
    int number = __atomic_add_fetch(&calls, 1, __ATOMIC_SEQ_CST);
    if (!at) return 0;
    return number == atoi(at) || (getenv("FAIL_ON") && number > atoi(at));
}

static int sync_by(const char *name, int file) {
    if (fails()) {
        errno = EIO;
        return -1;
    }
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, name);
    return real(file);
}

int fsync(int file) { return sync_by("fsync", file); }

int fdatasync(int file) { return sync_by("fdatasync", file); }
