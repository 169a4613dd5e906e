#include "textflag.h"

// One row of the tile: a[r] in all lanes (V4) times sixteen columns (V0-V3).
#define ROW(s0, s1, s2, s3) \
	VLD1R.P 4(R1), [V4.S4]       \
	VFMLA   V4.S4, V0.S4, s0.S4 \
	VFMLA   V4.S4, V1.S4, s1.S4 \
	VFMLA   V4.S4, V2.S4, s2.S4 \
	VFMLA   V4.S4, V3.S4, s3.S4

// One row of the result: the accumulators onto what C holds, as a product
// with ones (V5), for the assembler knows no plain vector sum.
#define STORE(s0, s1, s2, s3) \
	VLD1  (R3), [V0.S4, V1.S4, V2.S4, V3.S4] \
	VFMLA V5.S4, s0.S4, V0.S4                \
	VFMLA V5.S4, s1.S4, V1.S4                \
	VFMLA V5.S4, s2.S4, V2.S4                \
	VFMLA V5.S4, s3.S4, V3.S4                \
	VST1  [V0.S4, V1.S4, V2.S4, V3.S4], (R3) \
	ADD   R4, R3

// func tileNEON(k int, a, b, c []float32, ldc int)
// Twenty-four accumulators V8-V31: six rows of four vectors.
TEXT ·tileNEON(SB), NOSPLIT, $0-88
	MOVD k+0(FP), R0
	MOVD a_base+8(FP), R1
	MOVD b_base+32(FP), R2
	MOVD c_base+56(FP), R3
	MOVD ldc+80(FP), R4
	LSL  $2, R4
	VEOR V8.B16, V8.B16, V8.B16
	VEOR V9.B16, V9.B16, V9.B16
	VEOR V10.B16, V10.B16, V10.B16
	VEOR V11.B16, V11.B16, V11.B16
	VEOR V12.B16, V12.B16, V12.B16
	VEOR V13.B16, V13.B16, V13.B16
	VEOR V14.B16, V14.B16, V14.B16
	VEOR V15.B16, V15.B16, V15.B16
	VEOR V16.B16, V16.B16, V16.B16
	VEOR V17.B16, V17.B16, V17.B16
	VEOR V18.B16, V18.B16, V18.B16
	VEOR V19.B16, V19.B16, V19.B16
	VEOR V20.B16, V20.B16, V20.B16
	VEOR V21.B16, V21.B16, V21.B16
	VEOR V22.B16, V22.B16, V22.B16
	VEOR V23.B16, V23.B16, V23.B16
	VEOR V24.B16, V24.B16, V24.B16
	VEOR V25.B16, V25.B16, V25.B16
	VEOR V26.B16, V26.B16, V26.B16
	VEOR V27.B16, V27.B16, V27.B16
	VEOR V28.B16, V28.B16, V28.B16
	VEOR V29.B16, V29.B16, V29.B16
	VEOR V30.B16, V30.B16, V30.B16
	VEOR V31.B16, V31.B16, V31.B16

product:
	VLD1.P 64(R2), [V0.S4, V1.S4, V2.S4, V3.S4]
	ROW(V8, V9, V10, V11)
	ROW(V12, V13, V14, V15)
	ROW(V16, V17, V18, V19)
	ROW(V20, V21, V22, V23)
	ROW(V24, V25, V26, V27)
	ROW(V28, V29, V30, V31)
	SUBS $1, R0
	BNE  product

	FMOVS $1.0, F5
	VDUP  V5.S[0], V5.S4
	STORE(V8, V9, V10, V11)
	STORE(V12, V13, V14, V15)
	STORE(V16, V17, V18, V19)
	STORE(V20, V21, V22, V23)
	STORE(V24, V25, V26, V27)
	STORE(V28, V29, V30, V31)
	RET

// func tapsNEON(n int, weights []float32, offsets []int, x, y []float32, bias float32)
TEXT ·tapsNEON(SB), NOSPLIT, $0-108
	MOVD n+0(FP), R0
	MOVD x_base+56(FP), R3
	MOVD y_base+80(FP), R4
	FMOVS bias+104(FP), F5
	VDUP V5.S[0], V5.S4

next:
	CMP  $8, R0
	BLT  done
	VORR V5.B16, V5.B16, V0.B16
	VORR V5.B16, V5.B16, V1.B16
	MOVD weights_base+8(FP), R5
	MOVD weights_len+16(FP), R6
	MOVD offsets_base+32(FP), R7

tap:
	CBZ    R6, store
	MOVD.P 8(R7), R8
	VLD1R.P 4(R5), [V4.S4]
	ADD    R8<<2, R3, R8
	VLD1   (R8), [V2.S4, V3.S4]
	VFMLA  V4.S4, V2.S4, V0.S4
	VFMLA  V4.S4, V3.S4, V1.S4
	SUB    $1, R6
	B      tap

store:
	VST1.P [V0.S4, V1.S4], 32(R4)
	ADD    $32, R3
	SUB    $8, R0
	B      next

done:
	RET
