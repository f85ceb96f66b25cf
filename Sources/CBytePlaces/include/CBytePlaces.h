#ifndef MINTOP_CBYTEPLACES_H
#define MINTOP_CBYTEPLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Positions of a text as bits, 64 per word, the first one the lowest bit. In C because Swift can neither convert a vector
// comparison to a mask nor select code by processor. No arguments may overlap.

/// The positions of a byte. All 64 bytes of each word must be readable, also for the range.
void mintop_places_of_byte(uint64_t *restrict to, const uint8_t *restrict bytes, size_t words, uint8_t byte);

/// The positions of bytes from `low` to `low + width`, added to those in `to`.
void mintop_places_in_range(
    uint64_t *restrict to, const uint8_t *restrict bytes, size_t words, uint8_t low, uint8_t width);

/// The places after those of `from` that are in `with` too.
void mintop_places_after(
    uint64_t *restrict to, const uint64_t *restrict from, const uint64_t *restrict with, size_t words);

/// The places of `from`, and all that follow them in `with` without a gap, with the one behind those.
void mintop_places_along(
    uint64_t *restrict to, const uint64_t *restrict from, const uint64_t *restrict with, size_t words);

/// The places of `from`, those in `with` moved behind all that follow them in there without a gap.
void mintop_places_over(
    uint64_t *restrict to, const uint64_t *restrict from, const uint64_t *restrict with, size_t words);

/// Whether there is any place.
bool mintop_has_places(const uint64_t *from, size_t words);

/// The first position of two to four adjacent bytes in a text, or -1. None of them is zero.
ptrdiff_t mintop_first_stretch(const uint8_t *text, size_t count, const uint8_t *wanted, size_t width);

#endif
