#include "internal.h"

#include <math.h>

// A color in OKLab, whose distances match perception: with RGB distances most pictures turn gray.
struct lab {
    float lightness, a, b;
};

enum { FIRST = 16, COUNT = 240 };

static struct lab lab_of(int32_t color, const float *linear) {
    float red = linear[color >> 16 & 0xFF], green = linear[color >> 8 & 0xFF], blue = linear[color & 0xFF];
    float l = cbrtf(0.4122214708f * red + 0.5363325363f * green + 0.0514459929f * blue);
    float m = cbrtf(0.2119034982f * red + 0.6806995451f * green + 0.1073969566f * blue);
    float s = cbrtf(0.0883024619f * red + 0.2817188376f * green + 0.6299787005f * blue);
    return (struct lab){
        0.2104542553f * l + 0.7936177850f * m - 0.0040720468f * s,
        1.9779984951f * l - 2.4285922050f * m + 0.4505937099f * s,
        0.0259040371f * l + 0.7827717662f * m - 0.8086757660f * s,
    };
}

static int32_t fixed_color(int index) {
    static const int32_t levels[] = {0, 95, 135, 175, 215, 255};
    if (index < 216) return levels[index / 36] << 16 | levels[index / 6 % 6] << 8 | levels[index % 6];
    return (8 + (index - 216) * 10) * 0x010101;
}

void mintop_quantize(int32_t *colors, size_t count) {
    float linear[256];
    for (int level = 0; level < 256; level++) {
        float share = (float)level / 255;
        linear[level] = share <= 0.04045f ? share / 12.92f : powf((share + 0.055f) / 1.055f, 2.4f);
    }
    struct lab fixed[COUNT];
    for (int index = 0; index < COUNT; index++) fixed[index] = lab_of(fixed_color(index), linear);
    int32_t last = -1, last_index = -1;
    for (size_t at = 0; at < count; at++) {
        if (colors[at] < 0) continue;
        if (colors[at] != last) {
            struct lab wanted = lab_of(colors[at], linear);
            float least = INFINITY;
            last = colors[at];
            for (int index = 0; index < COUNT; index++) {
                float lightness = fixed[index].lightness - wanted.lightness;
                float a = fixed[index].a - wanted.a, b = fixed[index].b - wanted.b;
                // Chosen by eye: with a lower weight of the hue, pale pictures turn gray.
                float distance = lightness * lightness + 12 * (a * a + b * b);
                if (distance < least) {
                    least = distance;
                    last_index = FIRST + index;
                }
            }
        }
        colors[at] = last_index;
    }
}
