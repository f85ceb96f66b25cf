/* Draco meshes from plain arrays. No exception leaves this target. */
#ifndef MINTOP_CDRACO_SAMPLES_H
#define MINTOP_CDRACO_SAMPLES_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/* The mesh to compress: three floats for each position and normal, four bytes for each color. */
typedef struct mintop_draco_source {
    const float *positions;
    const float *normals;
    const uint8_t *colors;
    size_t vertex_count;
    const uint32_t *indices;
    size_t triangle_count;
} mintop_draco_source;

/* The attribute ids that mintop_draco_encode gives. */
enum { MINTOP_DRACO_POSITION = 0, MINTOP_DRACO_NORMAL = 1, MINTOP_DRACO_COLOR = 2 };

/* Compresses the triangles. Returns the bytes, to be released with mintop_draco_free_bytes, and their number; NULL
   where Draco refuses. `edgebreaker` is 1 for the compact method, 0 for the one that keeps the order of triangles. */
uint8_t *mintop_draco_encode(
    const mintop_draco_source *source, int edgebreaker, int position_bits, size_t *size, size_t *vertex_count);

void mintop_draco_free_bytes(uint8_t *bytes);

#ifdef __cplusplus
}
#endif

#endif
