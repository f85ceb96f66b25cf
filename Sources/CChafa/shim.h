/* Only CPictures uses it: this target is here for the compiler's and the linker's flags, which pkg-config knows. */
#include <chafa.h>
