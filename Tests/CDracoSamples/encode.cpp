#include "CDracoSamples.h"

#include <cstdlib>
#include <cstring>
#include <memory>
#include <vector>

#include <draco/compression/encode.h>
#include <draco/mesh/mesh.h>

namespace {

void add_attribute(
    draco::Mesh &mesh, draco::GeometryAttribute::Type type, draco::DataType data_type, int components, uint32_t id,
    const void *values, size_t count) {
    const bool is_color = type == draco::GeometryAttribute::COLOR;
    const size_t stride = components * draco::DataTypeLength(data_type);
    draco::GeometryAttribute description;
    description.Init(type, nullptr, components, data_type, is_color, stride, 0);
    const int at = mesh.AddAttribute(description, true, count);
    mesh.attribute(at)->set_unique_id(id);
    const uint8_t *bytes = static_cast<const uint8_t *>(values);
    for (size_t i = 0; i < count; i++) {
        mesh.attribute(at)->SetAttributeValue(draco::AttributeValueIndex(i), bytes + i * stride);
    }
}

std::unique_ptr<draco::Mesh> mesh_of(const mintop_draco_source &source) {
    auto mesh = std::make_unique<draco::Mesh>();
    mesh->set_num_points(source.vertex_count);
    mesh->SetNumFaces(source.triangle_count);
    for (size_t i = 0; i < source.triangle_count; i++) {
        draco::Mesh::Face face;
        for (int corner = 0; corner < 3; corner++) face[corner] = source.indices[i * 3 + corner];
        mesh->SetFace(draco::FaceIndex(i), face);
    }
    const size_t count = source.vertex_count;
    add_attribute(
        *mesh, draco::GeometryAttribute::POSITION, draco::DT_FLOAT32, 3, MINTOP_DRACO_POSITION, source.positions, count);
    add_attribute(
        *mesh, draco::GeometryAttribute::NORMAL, draco::DT_FLOAT32, 3, MINTOP_DRACO_NORMAL, source.normals, count);
    add_attribute(
        *mesh, draco::GeometryAttribute::COLOR, draco::DT_UINT8, 4, MINTOP_DRACO_COLOR, source.colors, count);
    return mesh;
}

}  // namespace

uint8_t *mintop_draco_encode(
    const mintop_draco_source *source, int edgebreaker, int position_bits, size_t *size, size_t *vertex_count) {
    try {
        const auto mesh = mesh_of(*source);
        draco::Encoder encoder;
        encoder.SetEncodingMethod(edgebreaker ? draco::MESH_EDGEBREAKER_ENCODING : draco::MESH_SEQUENTIAL_ENCODING);
        encoder.SetAttributeQuantization(draco::GeometryAttribute::POSITION, position_bits);
        encoder.SetAttributeQuantization(draco::GeometryAttribute::NORMAL, 10);
        encoder.SetAttributeQuantization(draco::GeometryAttribute::COLOR, 8);
        encoder.SetTrackEncodedProperties(true);
        draco::EncoderBuffer buffer;
        if (!encoder.EncodeMeshToBuffer(*mesh, &buffer).ok()) return nullptr;
        uint8_t *bytes = static_cast<uint8_t *>(std::malloc(buffer.size()));
        if (!bytes) return nullptr;
        std::memcpy(bytes, buffer.data(), buffer.size());
        *size = buffer.size();
        *vertex_count = encoder.num_encoded_points();
        return bytes;
    } catch (...) {
        return nullptr;
    }
}

void mintop_draco_free_bytes(uint8_t *bytes) { std::free(bytes); }
