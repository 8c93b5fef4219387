// The small operations of a decoder layer, each as one kernel with the roundings of transformers' own.

typedef unsigned int u32;
typedef unsigned short u16;

__device__ __forceinline__ float wide(u32 bits) { return __uint_as_float(bits << 16); }

__device__ __forceinline__ u16 narrow(float value) {
    u16 found;
    asm("cvt.rn.bf16.f32 %0, %1;" : "=h"(found) : "f"(value));
    return found;
}

__device__ __forceinline__ float rounded(float value) { return wide(narrow(value)); }

// out[row, width] = x / sqrt(mean(x^2) + epsilon) * weight. A block a row; width is a multiple of 8.
extern "C" __global__ void rms_norm(const u16* x, const u16* weight, u16* out, int width, double epsilon) {
    __shared__ float sums[32];
    const uint4* from = reinterpret_cast<const uint4*>(x + (size_t)blockIdx.x * width);
    uint4* to = reinterpret_cast<uint4*>(out + (size_t)blockIdx.x * width);
    float sum = 0;
    for (int at = threadIdx.x; at < width / 8; at += blockDim.x) {
        const uint4 some = from[at];
        const u32 words[4] = {some.x, some.y, some.z, some.w};
        for (int i = 0; i < 4; i++) {
            const float low = wide(words[i] & 0xffff), high = wide(words[i] >> 16);
            sum += low * low + high * high;
        }
    }
    for (int other = 16; other; other >>= 1)
        sum += __shfl_xor_sync(0xffffffff, sum, other);
    if (threadIdx.x % 32 == 0)
        sums[threadIdx.x / 32] = sum;
    __syncthreads();
    sum = 0;
    for (int warp = 0; warp < blockDim.x / 32; warp++)
        sum += sums[warp];
    const float factor = rsqrtf(sum / width + (float)epsilon);
    for (int at = threadIdx.x; at < width / 8; at += blockDim.x) {
        const uint4 some = from[at], scale = reinterpret_cast<const uint4*>(weight)[at];
        const u32 words[4] = {some.x, some.y, some.z, some.w}, scales[4] = {scale.x, scale.y, scale.z, scale.w};
        u32 found[4];
        for (int i = 0; i < 4; i++) {
            const float low = rounded(wide(words[i] & 0xffff) * factor) * wide(scales[i] & 0xffff);
            const float high = rounded(wide(words[i] >> 16) * factor) * wide(scales[i] >> 16);
            found[i] = narrow(low) | (u32)narrow(high) << 16;
        }
        to[at] = make_uint4(found[0], found[1], found[2], found[3]);
    }
}

// Rotary position embedding of queries and keys, each [tokens, heads, size]; cos and sin [tokens, size]. A block a token
// and head, the query heads first; a thread for each pair of dimensions that turn together.
extern "C" __global__ void rotary(
    const u16* query, const u16* key, const u16* cosine, const u16* sine, u16* query_out, u16* key_out, int heads,
    int shared
) {
    const int token = blockIdx.x, size = 2 * blockDim.x, low = threadIdx.x, high = low + blockDim.x;
    const bool asks = blockIdx.y < heads;
    const size_t at = asks ? (size_t)(token * heads + blockIdx.y) * size
                           : (size_t)(token * shared + blockIdx.y - heads) * size;
    const u16* from = (asks ? query : key) + at;
    u16* to = (asks ? query_out : key_out) + at;
    const u16 *c = cosine + (size_t)token * size, *s = sine + (size_t)token * size;
    const float a = wide(from[low]), b = wide(from[high]);
    to[low] = narrow(rounded(a * wide(c[low])) + rounded(-b * wide(s[low])));
    to[high] = narrow(rounded(b * wide(c[high])) + rounded(a * wide(s[high])));
}
