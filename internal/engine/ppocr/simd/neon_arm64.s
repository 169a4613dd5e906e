#include "textflag.h"

// One row of the tile: a[r] in all lanes (V4) times sixteen columns (V0-V3).
#define ROW(s0, s1, s2, s3) \
	VLD1R.P 4(R1), [V4.S4]       \
	VFMLA   V4.S4, V0.S4, s0.S4 \
	VFMLA   V4.S4, V1.S4, s1.S4 \
	VFMLA   V4.S4, V2.S4, s2.S4 \
	VFMLA   V4.S4, V3.S4, s3.S4

// One row begins with its bias, or with what C holds.
#define BIAS(s0, s1, s2, s3) \
	VLD1R.P 4(R5), [s0.S4]       \
	VORR    s0.B16, s0.B16, s1.B16 \
	VORR    s0.B16, s0.B16, s2.B16 \
	VORR    s0.B16, s0.B16, s3.B16

#define LOAD(s0, s1, s2, s3) \
	VLD1 (R6), [s0.S4, s1.S4, s2.S4, s3.S4] \
	ADD  R4, R6

#define STORE(s0, s1, s2, s3) \
	VST1 [s0.S4, s1.S4, s2.S4, s3.S4], (R3) \
	ADD  R4, R3

// func tileNEON(k int, a, b, bias, c []float32, ldc int)
// Twenty-four accumulators V8-V31: six rows of four vectors.
TEXT ·tileNEON(SB), NOSPLIT, $0-112
	MOVD k+0(FP), R0
	MOVD a_base+8(FP), R1
	MOVD b_base+32(FP), R2
	MOVD bias_base+56(FP), R5
	MOVD c_base+80(FP), R3
	MOVD ldc+104(FP), R4
	LSL  $2, R4
	CBZ  R5, onto
	BIAS(V8, V9, V10, V11)
	BIAS(V12, V13, V14, V15)
	BIAS(V16, V17, V18, V19)
	BIAS(V20, V21, V22, V23)
	BIAS(V24, V25, V26, V27)
	BIAS(V28, V29, V30, V31)
	B    test

onto:
	MOVD R3, R6
	LOAD(V8, V9, V10, V11)
	LOAD(V12, V13, V14, V15)
	LOAD(V16, V17, V18, V19)
	LOAD(V20, V21, V22, V23)
	LOAD(V24, V25, V26, V27)
	LOAD(V28, V29, V30, V31)

test:
	CBZ  R0, store

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

store:
	STORE(V8, V9, V10, V11)
	STORE(V12, V13, V14, V15)
	STORE(V16, V17, V18, V19)
	STORE(V20, V21, V22, V23)
	STORE(V24, V25, V26, V27)
	STORE(V28, V29, V30, V31)
	RET

// func packNEON(x []float32, offsets []int, panel []float32)
TEXT ·packNEON(SB), NOSPLIT, $0-72
	MOVD x_base+0(FP), R3
	MOVD offsets_base+24(FP), R7
	MOVD offsets_len+32(FP), R6
	MOVD panel_base+48(FP), R4

next:
	MOVD.P 8(R7), R8
	ADD    R8<<2, R3, R8
	VLD1   (R8), [V0.S4, V1.S4, V2.S4, V3.S4]
	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R4)
	SUBS   $1, R6
	BNE    next
	RET

// func tapsNEON(n int, weights []float32, offsets []int, x, y []float32, bias float32)
// Four accumulators V0-V3; V4 is a weight, V5 the bias.
TEXT ·tapsNEON(SB), NOSPLIT, $0-108
	MOVD n+0(FP), R0
	MOVD x_base+56(FP), R3
	MOVD y_base+80(FP), R4
	FMOVS bias+104(FP), F5
	VDUP V5.S[0], V5.S4

wide:
	CMP  $16, R0
	BLT  narrow
	VORR V5.B16, V5.B16, V0.B16
	VORR V5.B16, V5.B16, V1.B16
	VORR V5.B16, V5.B16, V2.B16
	VORR V5.B16, V5.B16, V3.B16
	MOVD weights_base+8(FP), R5
	MOVD weights_len+16(FP), R6
	MOVD offsets_base+32(FP), R7

wideTap:
	CBZ    R6, wideStore
	MOVD.P 8(R7), R8
	VLD1R.P 4(R5), [V4.S4]
	ADD    R8<<2, R3, R8
	VLD1   (R8), [V16.S4, V17.S4, V18.S4, V19.S4]
	VFMLA  V4.S4, V16.S4, V0.S4
	VFMLA  V4.S4, V17.S4, V1.S4
	VFMLA  V4.S4, V18.S4, V2.S4
	VFMLA  V4.S4, V19.S4, V3.S4
	SUB    $1, R6
	B      wideTap

wideStore:
	VST1.P [V0.S4, V1.S4, V2.S4, V3.S4], 64(R4)
	ADD    $64, R3
	SUB    $16, R0
	B      wide

narrow:
	CMP  $8, R0
	BLT  done
	VORR V5.B16, V5.B16, V0.B16
	VORR V5.B16, V5.B16, V1.B16
	MOVD weights_base+8(FP), R5
	MOVD weights_len+16(FP), R6
	MOVD offsets_base+32(FP), R7

narrowTap:
	CBZ    R6, narrowStore
	MOVD.P 8(R7), R8
	VLD1R.P 4(R5), [V4.S4]
	ADD    R8<<2, R3, R8
	VLD1   (R8), [V16.S4, V17.S4]
	VFMLA  V4.S4, V16.S4, V0.S4
	VFMLA  V4.S4, V17.S4, V1.S4
	SUB    $1, R6
	B      narrowTap

narrowStore:
	VST1.P [V0.S4, V1.S4], 32(R4)
	ADD    $32, R3
	SUB    $8, R0
	B      narrow

done:
	RET
