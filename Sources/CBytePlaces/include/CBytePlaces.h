#ifndef MINTOP_CBYTEPLACES_H
#define MINTOP_CBYTEPLACES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Places of a text as bits, 64 to a word, the first one the lowest bit. It is in C because Swift has no way from a
// compared vector to a mask, and none to choose by the processor it runs on. No register may overlap another one.

/// Where a byte stands. All 64 bytes of each word have to be readable; so for the range.
void mintop_places_of_byte(uint64_t *restrict to, const uint8_t *restrict bytes, size_t words, uint8_t byte);

/// Where a byte from `low` to `low + width` stands, together with what `to` has.
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

/// Where two to four bytes stand side by side for the first time in a text; -1 where they do not. None of them is zero.
ptrdiff_t mintop_first_stretch(const uint8_t *text, size_t count, const uint8_t *wanted, size_t width);

#endif
