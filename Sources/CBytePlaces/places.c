#include "CBytePlaces.h"

#include <string.h>

// Compiled for several processors; the loader selects the best version.
#if defined(__x86_64__) && defined(__linux__)
#define FAST __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
#else
#define FAST
#endif
#define INLINE static inline __attribute__((always_inline))

typedef uint8_t lanes64 __attribute__((ext_vector_type(64)));
typedef bool bits64 __attribute__((ext_vector_type(64)));

INLINE uint64_t bits(bits64 lanes) {
    uint64_t result;
    memcpy(&result, &lanes, sizeof result);
    return result;
}

INLINE uint64_t equal(const uint8_t *bytes, uint8_t byte) {
    lanes64 lanes;
    memcpy(&lanes, bytes, sizeof lanes);
    return bits(__builtin_convertvector(lanes == byte, bits64));
}

FAST void mintop_places_of_byte(uint64_t *restrict to, const uint8_t *restrict bytes, size_t words, uint8_t byte) {
    for (size_t word = 0; word < words; word++) to[word] = equal(bytes + 64 * word, byte);
}

FAST void mintop_places_in_range(
    uint64_t *restrict to, const uint8_t *restrict bytes, size_t words, uint8_t low, uint8_t width) {
    for (size_t word = 0; word < words; word++) {
        lanes64 lanes;
        memcpy(&lanes, bytes + 64 * word, sizeof lanes);
        to[word] |= bits(__builtin_convertvector((lanes64)(lanes - low) <= width, bits64));
    }
}

FAST void mintop_places_after(
    uint64_t *restrict to, const uint64_t *restrict from, const uint64_t *restrict with, size_t words) {
    to[0] = (from[0] & with[0]) << 1;
    for (size_t word = 1; word < words; word++) {
        to[word] = (from[word] & with[word]) << 1 | (from[word - 1] & with[word - 1]) >> 63;
    }
}

// Adding carries a bit through all that follow it without a gap.
FAST void mintop_places_along(
    uint64_t *restrict to, const uint64_t *restrict from, const uint64_t *restrict with, size_t words) {
    unsigned long long carry = 0;
    for (size_t word = 0; word < words; word++) {
        uint64_t sum = __builtin_addcll(from[word] & with[word], with[word], carry, &carry);
        to[word] = (sum ^ with[word]) | from[word];
    }
}

FAST void mintop_places_over(
    uint64_t *restrict to, const uint64_t *restrict from, const uint64_t *restrict with, size_t words) {
    unsigned long long carry = 0;
    for (size_t word = 0; word < words; word++) {
        to[word] = __builtin_addcll(from[word], with[word], carry, &carry) & ~with[word];
    }
}

FAST bool mintop_has_places(const uint64_t *from, size_t words) {
    uint64_t any = 0;
    for (size_t word = 0; word < words; word++) any |= from[word];
    return any != 0;
}

FAST ptrdiff_t mintop_first_stretch(const uint8_t *text, size_t count, const uint8_t *wanted, size_t width) {
    // A short text is copied, because that many bytes are read; no searched byte is zero.
    uint8_t copy[64 + 3] = {0};
    size_t reach = 63 + width;
    size_t limit = count < reach ? reach : count;
    if (count < reach) text = memcpy(copy, text, count);
    for (size_t place = 0; place + width <= limit; place += 64) {
        // The last step overlaps the previous one, which found nothing.
        if (place > limit - reach) place = limit - reach;
        uint64_t found = equal(text + place, wanted[0]) & equal(text + place + 1, wanted[1]);
        for (size_t index = 2; index < width; index++) found &= equal(text + place + index, wanted[index]);
        if (found) return (ptrdiff_t)(place + (size_t)__builtin_ctzll(found));
    }
    return -1;
}
