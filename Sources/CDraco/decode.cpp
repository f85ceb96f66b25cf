#include "CDraco.h"

#include <algorithm>
#include <cstring>
#include <limits>
#include <memory>
#include <new>
#include <stdexcept>

#include <draco/compression/mesh/mesh_edgebreaker_decoder.h>
#include <draco/compression/mesh/mesh_sequential_decoder.h>
#include <draco/core/varint_decoding.h>
#include <draco/mesh/mesh.h>

struct mintop_draco_mesh {
    draco::Mesh mesh;
};

namespace {

constexpr int kAttributeLimit = 16;
// Valid files have more than two bits per triangle and vertex; this rejects false counts that are within the limits.
constexpr uint64_t kMostPerByte = 64;
// The bytes per triangle of the library's edge and corner tables, and of one set of seams.
constexpr uint64_t kBytesPerTriangle = 40;
constexpr uint64_t kSeamBytesPerTriangle = 13;

struct Limits {
    const mintop_draco_limits &most;
    // The approximate memory of the allowed parts in bytes.
    uint64_t bytes = 0;
    int refusal = MINTOP_DRACO_OK;

    bool refuse(int outcome) {
        if (refusal == MINTOP_DRACO_OK) refusal = outcome;
        return false;
    }

    bool allows(uint64_t triangle_count, uint64_t vertex_count) {
        if (triangle_count <= most.triangles && vertex_count <= most.vertices) return true;
        return refuse(MINTOP_DRACO_TOO_LARGE);
    }

    bool allows(uint64_t triangle_count, uint64_t vertex_count, const draco::DecoderBuffer &rest) {
        if (!allows(triangle_count, vertex_count)) return false;
        const uint64_t plausible = uint64_t(rest.remaining_size()) * kMostPerByte;
        return triangle_count <= plausible && vertex_count <= plausible;
    }

    // Both factors are below 2^32.
    bool spends(uint64_t count, uint64_t size) {
        bytes += count * size;
        return bytes <= most.bytes || refuse(MINTOP_DRACO_TOO_MUCH_DATA);
    }
};

bool read_count(draco::DecoderBuffer &buffer, uint32_t *value) {
    // Before 2.2 counts were plain 32-bit numbers.
    if (buffer.bitstream_version() < DRACO_BITSTREAM_VERSION(2, 2)) return buffer.Decode(value);
    return draco::DecodeVarint(value, &buffer);
}

// Both wrappers check the declared sizes on a copy of the buffer before the library allocates memory for them.
// Attributes are consecutive in one stream, so unused ones cannot be skipped: all of them count.
bool attributes_fit(const draco::PointCloud &cloud, Limits &limits) {
    if (cloud.num_points() > limits.most.vertices) return limits.refuse(MINTOP_DRACO_TOO_LARGE);
    if (cloud.num_attributes() > kAttributeLimit) return limits.refuse(MINTOP_DRACO_TOO_LARGE);
    for (int i = 0; i < cloud.num_attributes(); i++) {
        const draco::PointAttribute *attribute = cloud.attribute(i);
        if (attribute->num_components() > 4) return limits.refuse(MINTOP_DRACO_TOO_LARGE);
        // A component is decoded as a 32-bit integer first, and then in its own type.
        const int size = std::max(draco::DataTypeLength(attribute->data_type()), 1);
        if (!limits.spends(cloud.num_points(), uint64_t(attribute->num_components()) * (4 + size))) return false;
    }
    return true;
}

class Edgebreaker : public draco::MeshEdgebreakerDecoder {
 public:
    explicit Edgebreaker(Limits &limits) : limits_(limits) {}

 protected:
    bool DecodeConnectivity() override {
        // InitializeDecoder has read the traversal type already.
        draco::DecoderBuffer ahead(*buffer());
        if (ahead.bitstream_version() < DRACO_BITSTREAM_VERSION(2, 2)) {
            uint32_t new_vertices = 0;
            const bool is_old = ahead.bitstream_version() < DRACO_BITSTREAM_VERSION(2, 0);
            if (is_old ? !ahead.Decode(&new_vertices) : !draco::DecodeVarint(&new_vertices, &ahead)) return false;
            if (!limits_.allows(0, new_vertices)) return false;
        }
        uint32_t vertices = 0;
        uint32_t triangles = 0;
        const bool is_plain = ahead.bitstream_version() < DRACO_BITSTREAM_VERSION(2, 0);
        if (is_plain ? !ahead.Decode(&vertices) : !draco::DecodeVarint(&vertices, &ahead)) return false;
        if (is_plain ? !ahead.Decode(&triangles) : !draco::DecodeVarint(&triangles, &ahead)) return false;
        // The library creates a table as large as the mesh for each set of seams.
        uint8_t seams = 0;
        if (!ahead.Decode(&seams) || seams > kAttributeLimit) return false;
        return limits_.allows(triangles, vertices, ahead)
            && limits_.spends(triangles, kBytesPerTriangle + seams * kSeamBytesPerTriangle)
            && draco::MeshEdgebreakerDecoder::DecodeConnectivity();
    }

    bool DecodeAllAttributes() override {
        return attributes_fit(*point_cloud(), limits_) && draco::MeshEdgebreakerDecoder::DecodeAllAttributes();
    }

 private:
    Limits &limits_;
};

class Sequential : public draco::MeshSequentialDecoder {
 public:
    explicit Sequential(Limits &limits) : limits_(limits) {}

 protected:
    bool DecodeConnectivity() override {
        draco::DecoderBuffer ahead(*buffer());
        uint32_t triangles = 0;
        uint32_t vertices = 0;
        if (!read_count(ahead, &triangles) || !read_count(ahead, &vertices)) return false;
        return limits_.allows(triangles, vertices, ahead) && limits_.spends(triangles, kBytesPerTriangle)
            && draco::MeshSequentialDecoder::DecodeConnectivity();
    }

    bool DecodeAllAttributes() override {
        return attributes_fit(*point_cloud(), limits_) && draco::MeshSequentialDecoder::DecodeAllAttributes();
    }

 private:
    Limits &limits_;
};

int decode(const uint8_t *data, size_t size, Limits &limits, draco::Mesh &mesh) {
    draco::DecoderBuffer buffer;
    buffer.Init(reinterpret_cast<const char *>(data), size);
    draco::DecoderBuffer ahead(buffer);
    draco::DracoHeader header;
    if (!draco::PointCloudDecoder::DecodeHeader(&ahead, &header).ok()) return MINTOP_DRACO_DAMAGED;
    if (header.encoder_type == draco::POINT_CLOUD) return MINTOP_DRACO_NO_MESH;
    if (header.encoder_type != draco::TRIANGULAR_MESH) return MINTOP_DRACO_DAMAGED;
    std::unique_ptr<draco::MeshDecoder> decoder;
    if (header.encoder_method == draco::MESH_EDGEBREAKER_ENCODING) {
        decoder = std::make_unique<Edgebreaker>(limits);
    } else if (header.encoder_method == draco::MESH_SEQUENTIAL_ENCODING) {
        decoder = std::make_unique<Sequential>(limits);
    } else {
        return MINTOP_DRACO_DAMAGED;
    }
    const draco::DecoderOptions options;
    const bool succeeded = decoder->Decode(options, &buffer, &mesh).ok();
    if (limits.refusal != MINTOP_DRACO_OK) return limits.refusal;
    if (!succeeded) return MINTOP_DRACO_DAMAGED;
    return limits.allows(mesh.num_faces(), mesh.num_points()) ? MINTOP_DRACO_OK : MINTOP_DRACO_TOO_LARGE;
}

template <typename Value>
void copy_value(const uint8_t *from, int count, float *to) {
    for (int i = 0; i < count; i++) {
        Value value;
        std::memcpy(&value, from + i * sizeof(Value), sizeof(Value));
        to[i] = static_cast<float>(value);
    }
}

using Copy = void (*)(const uint8_t *, int, float *);

template <typename Value>
Copy copier(float *largest) {
    *largest = std::numeric_limits<Value>::is_integer ? static_cast<float>(std::numeric_limits<Value>::max()) : 1;
    return copy_value<Value>;
}

Copy copier(draco::DataType type, float *largest) {
    switch (type) {
        case draco::DT_INT8: return copier<int8_t>(largest);
        case draco::DT_UINT8: return copier<uint8_t>(largest);
        case draco::DT_INT16: return copier<int16_t>(largest);
        case draco::DT_UINT16: return copier<uint16_t>(largest);
        case draco::DT_INT32: return copier<int32_t>(largest);
        case draco::DT_UINT32: return copier<uint32_t>(largest);
        case draco::DT_FLOAT32: return copier<float>(largest);
        case draco::DT_FLOAT64: return copier<double>(largest);
        default: return nullptr;
    }
}

const draco::PointAttribute *attribute(const mintop_draco_mesh *mesh, uint32_t id) {
    const draco::PointAttribute *found = mesh->mesh.GetAttributeByUniqueId(id);
    return found && found->num_components() >= 1 && found->num_components() <= 4 ? found : nullptr;
}

}  // namespace

int mintop_draco_decode(
    const uint8_t *data, size_t size, const mintop_draco_limits *most, size_t *bytes, mintop_draco_mesh **mesh) {
    *mesh = nullptr;
    *bytes = 0;
    try {
        auto result = std::make_unique<mintop_draco_mesh>();
        Limits limits{*most};
        const int outcome = decode(data, size, limits, result->mesh);
        if (outcome == MINTOP_DRACO_OK) {
            *mesh = result.release();
            *bytes = limits.bytes;
        }
        return outcome;
    } catch (const std::bad_alloc &) {
        return MINTOP_DRACO_NO_MEMORY;
    } catch (...) {
        // The library itself does not throw, but its containers do for a corrupt size.
        return MINTOP_DRACO_DAMAGED;
    }
}

void mintop_draco_release(mintop_draco_mesh *mesh) { delete mesh; }

size_t mintop_draco_triangle_count(const mintop_draco_mesh *mesh) { return mesh->mesh.num_faces(); }

size_t mintop_draco_vertex_count(const mintop_draco_mesh *mesh) { return mesh->mesh.num_points(); }

int mintop_draco_indices(const mintop_draco_mesh *mesh, uint32_t *indices) {
    const uint32_t vertex_count = mesh->mesh.num_points();
    for (uint32_t i = 0; i < mesh->mesh.num_faces(); i++) {
        const draco::Mesh::Face &face = mesh->mesh.face(draco::FaceIndex(i));
        for (int corner = 0; corner < 3; corner++) {
            if (face[corner].value() >= vertex_count) return 0;
            indices[size_t(i) * 3 + corner] = face[corner].value();
        }
    }
    return 1;
}

int mintop_draco_component_count(const mintop_draco_mesh *mesh, uint32_t id) {
    const draco::PointAttribute *found = attribute(mesh, id);
    return found ? found->num_components() : 0;
}

int mintop_draco_attribute(const mintop_draco_mesh *mesh, uint32_t id, float *values, float *largest) {
    const draco::PointAttribute *found = attribute(mesh, id);
    if (!found || !found->buffer()) return 0;
    const Copy copy = copier(found->data_type(), largest);
    if (!copy) return 0;
    const int components = found->num_components();
    const uint64_t value_size = uint64_t(components) * draco::DataTypeLength(found->data_type());
    const uint32_t point_count = mesh->mesh.num_points();
    if (!found->is_mapping_identity() && found->indices_map_size() < point_count) return 0;
    for (uint32_t i = 0; i < point_count; i++) {
        const uint64_t row = found->mapped_index(draco::PointIndex(i)).value();
        const uint64_t offset = uint64_t(found->byte_offset()) + row * uint64_t(found->byte_stride());
        if (row >= found->size() || offset + value_size > found->buffer()->data_size()) return 0;
        copy(found->buffer()->data() + offset, components, values + size_t(i) * components);
    }
    return 1;
}
