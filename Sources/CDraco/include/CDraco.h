/* Draco meshes as plain arrays. No exception leaves this target, and no decoded mesh exceeds the limits. */
#ifndef MINTOP_CDRACO_H
#define MINTOP_CDRACO_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct mintop_draco_mesh mintop_draco_mesh;

enum mintop_draco_outcome {
    MINTOP_DRACO_OK = 0,
    /* Not Draco data, cut off, corrupt, or of an unknown version. */
    MINTOP_DRACO_DAMAGED = 1,
    /* Points without triangles. */
    MINTOP_DRACO_NO_MESH = 2,
    /* The data declares more than the limits allow; nothing of that size was allocated. */
    MINTOP_DRACO_TOO_LARGE = 3,
    MINTOP_DRACO_NO_MEMORY = 4,
    /* The declared sizes need more memory than the limits allow; nothing of that size was allocated. */
    MINTOP_DRACO_TOO_MUCH_DATA = 5,
};

typedef struct mintop_draco_limits {
    size_t triangles;
    size_t vertices;
    /* Of memory while decoding: vertices x components x size, summed over all attributes, and tables of triangles. */
    size_t bytes;
} mintop_draco_limits;

/* Decodes one mesh; on MINTOP_DRACO_OK *mesh is to be released and *bytes is the memory that decoding took, about;
   otherwise they are NULL and 0. It cannot be stopped; its time is bounded by the limits. */
int mintop_draco_decode(
    const uint8_t *data, size_t size, const mintop_draco_limits *most, size_t *bytes, mintop_draco_mesh **mesh);

void mintop_draco_release(mintop_draco_mesh *mesh);

size_t mintop_draco_triangle_count(const mintop_draco_mesh *mesh);
size_t mintop_draco_vertex_count(const mintop_draco_mesh *mesh);

/* Writes three indices for each triangle, each below the vertex count. Returns 0 if the mesh violates that. */
int mintop_draco_indices(const mintop_draco_mesh *mesh, uint32_t *indices);

/* The number of components (1 to 4) of the attribute with this id; 0 if there is none. */
int mintop_draco_component_count(const mintop_draco_mesh *mesh, uint32_t id);

/* Writes all components of the attribute for each vertex, as they are stored, and the largest value of its integer
   type (1 for floats) to *largest. Returns 0 where the attribute is missing or its map points outside. */
int mintop_draco_attribute(const mintop_draco_mesh *mesh, uint32_t id, float *values, float *largest);

#ifdef __cplusplus
}
#endif

#endif
