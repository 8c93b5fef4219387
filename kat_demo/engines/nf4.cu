// out[m, n] = x[m, k] @ weight[n, k]^T + bias[n] for few rows of x, the weight in NF4 with nested absmax.
//
// Decoding reads every weight once, so this should be as fast as memory is. A group of 16 weight rows is spread over the
// warps of a block along k. A byte of the weight, two values, becomes the pair of bfloat16 that a tensor core takes by
// one look into a table, which every lane has for itself, so that no two lanes want the same bank.
//
// WARPS and TILES (of 8 rows of x) are set by whoever compiles this.

typedef unsigned int u32;
typedef unsigned short u16;
typedef unsigned char u8;

#define STEP 256 // values along k that a warp takes at a time: 4 blocks of 64 that share an absmax

struct Chunk {
    uint4 bytes[2][2]; // of rows g and g + 8: 16 bytes a thread of each half of the step
    u32 absmax[2];     // of those rows, a byte a block
    float nested[2];   // what scales these
};

__device__ __forceinline__ uint4 stream(const u8* at) {
    uint4 found;
    asm("ld.global.nc.L1::no_allocate.L2::128B.v4.u32 {%0, %1, %2, %3}, [%4];"
        : "=r"(found.x), "=r"(found.y), "=r"(found.z), "=r"(found.w)
        : "l"(at));
    return found;
}

__device__ __forceinline__ u32 scaled(u32 pair, u32 scale) {
    u32 found;
    asm("fma.rn.bf16x2 %0, %1, %2, %3;" : "=r"(found) : "r"(pair), "r"(scale), "r"(0x80008000u));
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
    const int steps = k / STEP, stride = gridDim.x * 16;
    u32 group[2] = {0xffffffffu, 0xffffffffu};
    float held[2];

    auto load = [&](int first, int step) {
        Chunk chunk;
#pragma unroll
        for (int half = 0; half < 2; half++) {
            const u32 row = first + g + 8 * half, at = row * (k / 64) + step * 4;
#pragma unroll
            for (int c = 0; c < 2; c++)
                chunk.bytes[half][c] = stream(weight + (size_t)row * (k / 2) + step * (STEP / 2) + c * 64 + t * 16);
            chunk.absmax[half] = __ldg(reinterpret_cast<const u32*>(absmax + at));
            if (at >> 8 != group[half]) {
                group[half] = at >> 8;
                held[half] = __ldg(nested_absmax + group[half]);
            }
            chunk.nested[half] = held[half];
        }
        return chunk;
    };

    int first = blockIdx.x * 16;
    Chunk next;
    if (first < n && warp < steps)
        next = load(first, warp);
    for (int at = threadIdx.x; at < 256 * 8; at += WARPS * 32) {
        const u32 pair = pairs[at >> 3];
        reinterpret_cast<uint4*>(table)[at] = make_uint4(pair, pair, pair, pair);
    }
    for (int at = threadIdx.x; at < 256; at += WARPS * 32)
        code[at] = nested_code[at];
    const float offset = *nested_offset;
    const char* mine = reinterpret_cast<const char*>(table) + lane * 4;
    __syncthreads();

    for (; first < n; first += stride) {
        float total[2][TILES][4] = {};
        for (int step = warp; step < steps; step += WARPS) {
            const Chunk chunk = next;
            if (step + WARPS < steps)
                next = load(first, step + WARPS);
            else if (first + stride < n)
                next = load(first + stride, warp);
#pragma unroll
            for (int c = 0; c < 2; c++) {
                u32 scale[2];
#pragma unroll
                for (int half = 0; half < 2; half++) {
                    const u32 index = chunk.absmax[half] >> (16 * c + 8 * (t >> 1)) & 0xff;
                    const float value = code[index] * chunk.nested[half] + offset;
                    asm("cvt.rn.bf16x2.f32 %0, %1, %1;" : "=r"(scale[half]) : "f"(value));
                }
#pragma unroll
                for (int q = 0; q < 4; q++) {
                    uint4 xs[TILES];
#pragma unroll
                    for (int tile = 0; tile < TILES; tile++) {
                        xs[tile] = make_uint4(0, 0, 0, 0);
                        if (tile * 8 + g < m) {
                            const u16* from = x + (size_t)(tile * 8 + g) * k + step * STEP + c * 128 + t * 32 + q * 8;
                            xs[tile] = __ldg(reinterpret_cast<const uint4*>(from));
                        }
                    }
#pragma unroll
                    for (int i = 0; i < 2; i++) {
                        u32 a[4];
#pragma unroll
                        for (int half = 0; half < 2; half++) {
                            const uint4 words = chunk.bytes[half][c];
                            const u32 word = q < 2 ? (q ? words.y : words.x) : (q & 1 ? words.w : words.z);
                            const u32 one = i ? word >> 9 : word << 7, two = i ? word >> 17 : word >> 1;
                            a[half] = scaled(*reinterpret_cast<const u32*>(mine + (one & 0x7f80)), scale[half]);
                            a[2 + half] = scaled(*reinterpret_cast<const u32*>(mine + (two & 0x7f80)), scale[half]);
                        }
#pragma unroll
                        for (int tile = 0; tile < TILES; tile++)
                            multiply(
                                total[i][tile], a, i ? xs[tile].z : xs[tile].x, i ? xs[tile].w : xs[tile].y
                            );
                    }
                }
            }
        }

#pragma unroll
        for (int tile = 0; tile < TILES; tile++) {
#pragma unroll
            for (int at = 0; at < 4; at++)
                sums[warp][tile * 8 + 2 * t + (at & 1)][g + 8 * (at >> 1)] = total[0][tile][at] + total[1][tile][at];
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
