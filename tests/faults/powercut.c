/* powercut MOUNTPOINT: shuts an ext4 or XFS file system down without flushing its log, so that the image holds what a disk
 * would hold if the power went now. As xfstests do with FS_IOC_SHUTDOWN. Needs root. */
#include <asm/ioctl.h>
#include <fcntl.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/ioctl.h>

#define SHUT_DOWN _IOR('X', 125, uint32_t)
#define WITHOUT_LOG_FLUSH 2

int main(int count, char **words) {
    uint32_t how = WITHOUT_LOG_FLUSH;
    if (count != 2) {
        fprintf(stderr, "usage: powercut MOUNTPOINT\n");
        return 2;
    }
    int folder = open(words[1], O_RDONLY | O_DIRECTORY);
    if (folder < 0 || ioctl(folder, SHUT_DOWN, &how)) {
        perror(words[1]);
        return 1;
    }
    return 0;
}
