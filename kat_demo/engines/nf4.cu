// out[m, n] = x[m, k] @ weight[n, k]^T + bias[n] for few rows of x, the weight in NF4 with nested absmax.
//
// Decoding reads every weight once, so this should be as fast as memory is. A group of 16 weight rows is spread over the
// warps of a block along k. A byte of the weight, two values, becomes the pair of bfloat16 that a tensor core takes, by
// one look into a table which every lane has for itself, so that no two lanes want the same bank. Scales are applied to
// the sums of each 64 products.
//
// WARPS and TILES (of 8 rows of x) are set by whoever compiles this.

typedef unsigned int u32;
typedef unsigned short u16;
typedef unsigned char u8;

#define STEP 256 // values along k that a warp takes at a time: 4 blocks of 64 that share an absmax

struct Chunk {
    uint2 bytes[2][4]; // of rows g and g + 8, for each of the blocks: 8 bytes a thread
    u32 scale[2];      // of those rows, of block t, as an index into the nested code,
    float nested[2];   // whose values these scale
};

__device__ __forceinline__ uint2 stream(const u8* at) {
    uint2 found;
    asm("ld.global.nc.L1::no_allocate.L2::128B.v2.u32 {%0, %1}, [%2];" : "=r"(found.x), "=r"(found.y) : "l"(at));
    return found;
}

__device__ __forceinline__ void multiply(float* sum, const u32* a, u32 b0, u32 b1) {
    asm("mma.sync.aligned.m16n8k16.row.col.f32.bf16.bf16.f32 {%0, %1, %2, %3}, {%4, %5, %6, %7}, {%8, %9}, "
        "{%0, %1, %2, %3};"
        : "+f"(sum[0]), "+f"(sum[1]), "+f"(sum[2]), "+f"(sum[3])
        : "r"(a[0]), "r"(a[1]), "r"(a[2]), "r"(a[3]), "r"(b0), "r"(b1));
}

extern "C" __global__ void __launch_bounds__(WARPS * 32) nf4_matmul(
    const u16* __restrict__ x, const u8* __restrict__ weight, const u8* __restrict__ absmax,
    const float* __restrict__ nested_code, const float* __restrict__ nested_absmax,
    const float* __restrict__ nested_offset, const u32* __restrict__ pairs, const u16* __restrict__ bias,
    u16* __restrict__ out, int m, int n, int k
) {
    __shared__ __align__(16) u32 table[256 * 32];
    __shared__ float code[256];
    __shared__ float sums[WARPS][8 * TILES][16];

    const int lane = threadIdx.x & 31, warp = threadIdx.x >> 5, g = lane >> 2, t = lane & 3;
    for (int at = threadIdx.x; at < 256 * 8; at += WARPS * 32) {
        const u32 pair = pairs[at >> 3];
        reinterpret_cast<uint4*>(table)[at] = make_uint4(pair, pair, pair, pair);
    }
    for (int at = threadIdx.x; at < 256; at += WARPS * 32)
        code[at] = nested_code[at];
    const float offset = *nested_offset;
    const char* mine = reinterpret_cast<const char*>(table) + lane * 4;
    const int steps = k / STEP, blocks = k / 64;
    __syncthreads();

    for (int first = blockIdx.x * 16; first < n; first += gridDim.x * 16) {
        float total[TILES][4] = {};
        const u8* row = weight + (size_t)(first + g) * (k / 2) + t * 8;
        const size_t block = (size_t)(first + g) * blocks + t;

        auto load = [&](int step) {
            Chunk chunk;
#pragma unroll
            for (int half = 0; half < 2; half++) {
#pragma unroll
                for (int b = 0; b < 4; b++)
                    chunk.bytes[half][b] = stream(row + (size_t)half * 8 * (k / 2) + step * (STEP / 2) + b * 32);
                const size_t at = block + (size_t)half * 8 * blocks + step * 4;
                chunk.scale[half] = __ldg(absmax + at);
                chunk.nested[half] = __ldg(nested_absmax + (at >> 8));
            }
            return chunk;
        };

        Chunk next;
        if (warp < steps)
            next = load(warp);
        for (int step = warp; step < steps; step += WARPS) {
            const Chunk chunk = next;
            if (step + WARPS < steps)
                next = load(step + WARPS);
            float scale[2];
#pragma unroll
            for (int half = 0; half < 2; half++)
                scale[half] = code[chunk.scale[half]] * chunk.nested[half] + offset;
#pragma unroll
            for (int b = 0; b < 4; b++) {
                u32 xs[TILES][8];
#pragma unroll
                for (int tile = 0; tile < TILES; tile++) {
                    uint4 low = make_uint4(0, 0, 0, 0), high = low;
                    if (tile * 8 + g < m) {
                        const u16* from = x + (size_t)(tile * 8 + g) * k + step * STEP + b * 64 + t * 16;
                        low = __ldg(reinterpret_cast<const uint4*>(from));
                        high = __ldg(reinterpret_cast<const uint4*>(from) + 1);
                    }
                    xs[tile][0] = low.x, xs[tile][1] = low.y, xs[tile][2] = low.z, xs[tile][3] = low.w;
                    xs[tile][4] = high.x, xs[tile][5] = high.y, xs[tile][6] = high.z, xs[tile][7] = high.w;
                }
                float sum[TILES][4] = {};
#pragma unroll
                for (int i = 0; i < 4; i++) {
                    u32 a[4];
#pragma unroll
                    for (int half = 0; half < 2; half++) {
                        const u32 word = i < 2 ? chunk.bytes[half][b].x : chunk.bytes[half][b].y;
                        const u32 one = i & 1 ? word >> 9 : word << 7, two = i & 1 ? word >> 17 : word >> 1;
                        a[half] = *reinterpret_cast<const u32*>(mine + (one & 0x7f80));
                        a[2 + half] = *reinterpret_cast<const u32*>(mine + (two & 0x7f80));
                    }
#pragma unroll
                    for (int tile = 0; tile < TILES; tile++)
                        multiply(sum[tile], a, xs[tile][2 * i], xs[tile][2 * i + 1]);
                }
                const int from = (lane & 28) | b;
                const float upper = __shfl_sync(0xffffffff, scale[0], from);
                const float lower = __shfl_sync(0xffffffff, scale[1], from);
#pragma unroll
                for (int tile = 0; tile < TILES; tile++) {
                    total[tile][0] += upper * sum[tile][0], total[tile][1] += upper * sum[tile][1];
                    total[tile][2] += lower * sum[tile][2], total[tile][3] += lower * sum[tile][3];
                }
            }
        }

#pragma unroll
        for (int tile = 0; tile < TILES; tile++) {
            sums[warp][tile * 8 + 2 * t][g] = total[tile][0], sums[warp][tile * 8 + 2 * t + 1][g] = total[tile][1];
            sums[warp][tile * 8 + 2 * t][g + 8] = total[tile][2];
            sums[warp][tile * 8 + 2 * t + 1][g + 8] = total[tile][3];
        }
        __syncthreads();
        for (int at = threadIdx.x; at < 16 * m; at += WARPS * 32) {
            const int column = first + at % 16;
            float value = __uint_as_float((u32)bias[column] << 16);
            for (int other = 0; other < WARPS; other++)
                value += sums[other][at / 16][at % 16];
            u16 rounded;
            asm("cvt.rn.bf16.f32 %0, %1;" : "=h"(rounded) : "f"(value));
            out[(size_t)(at / 16) * n + column] = rounded;
        }
        __syncthreads();
    }
}
