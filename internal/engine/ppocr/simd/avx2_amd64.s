#include "textflag.h"

// Constants of the element-wise loops.
DATA three<>+0(SB)/4, $3.0
GLOBL three<>(SB), RODATA|NOPTR, $4
DATA six<>+0(SB)/4, $6.0
GLOBL six<>(SB), RODATA|NOPTR, $4
DATA low<>+0(SB)/4, $-87.0
GLOBL low<>(SB), RODATA|NOPTR, $4
DATA high<>+0(SB)/4, $88.0
GLOBL high<>(SB), RODATA|NOPTR, $4
DATA log2e<>+0(SB)/4, $1.44269504
GLOBL log2e<>(SB), RODATA|NOPTR, $4
DATA half<>+0(SB)/4, $0.5
GLOBL half<>(SB), RODATA|NOPTR, $4
DATA one<>+0(SB)/4, $1.0
GLOBL one<>(SB), RODATA|NOPTR, $4
DATA ln2high<>+0(SB)/4, $0.693359375
GLOBL ln2high<>(SB), RODATA|NOPTR, $4
DATA ln2low<>+0(SB)/4, $-2.12194440e-4
GLOBL ln2low<>(SB), RODATA|NOPTR, $4
DATA poly0<>+0(SB)/4, $1.9875691500e-4
GLOBL poly0<>(SB), RODATA|NOPTR, $4
DATA poly1<>+0(SB)/4, $1.3981999507e-3
GLOBL poly1<>(SB), RODATA|NOPTR, $4
DATA poly2<>+0(SB)/4, $8.3334519073e-3
GLOBL poly2<>(SB), RODATA|NOPTR, $4
DATA poly3<>+0(SB)/4, $4.1665795894e-2
GLOBL poly3<>(SB), RODATA|NOPTR, $4
DATA poly4<>+0(SB)/4, $1.6666665459e-1
GLOBL poly4<>(SB), RODATA|NOPTR, $4
DATA poly5<>+0(SB)/4, $5.0000001201e-1
GLOBL poly5<>(SB), RODATA|NOPTR, $4

// func tileAVX2(k int, a, b, bias, c []float32, ldc int)
// Twelve accumulators Y4-Y15, six rows of two vectors, are as many as leave
// registers for two vectors of b (Y0, Y1) and two elements of a (Y2, Y3); they
// hide the latency of the additions, two a cycle (the tile of BLIS's kernel for
// Haswell).
TEXT ·tileAVX2(SB), NOSPLIT, $0-112
	MOVQ k+0(FP), CX
	MOVQ a_base+8(FP), SI
	MOVQ b_base+32(FP), DI
	MOVQ bias_base+56(FP), R9
	MOVQ c_base+80(FP), DX
	MOVQ ldc+104(FP), R8
	SHLQ $2, R8
	TESTQ R9, R9
	JZ   onto
	VBROADCASTSS 0(R9), Y4
	VMOVAPS Y4, Y5
	VBROADCASTSS 4(R9), Y6
	VMOVAPS Y6, Y7
	VBROADCASTSS 8(R9), Y8
	VMOVAPS Y8, Y9
	VBROADCASTSS 12(R9), Y10
	VMOVAPS Y10, Y11
	VBROADCASTSS 16(R9), Y12
	VMOVAPS Y12, Y13
	VBROADCASTSS 20(R9), Y14
	VMOVAPS Y14, Y15
	JMP  test

onto:
	MOVQ DX, R10
	VMOVUPS (R10), Y4
	VMOVUPS 32(R10), Y5
	ADDQ R8, R10
	VMOVUPS (R10), Y6
	VMOVUPS 32(R10), Y7
	ADDQ R8, R10
	VMOVUPS (R10), Y8
	VMOVUPS 32(R10), Y9
	ADDQ R8, R10
	VMOVUPS (R10), Y10
	VMOVUPS 32(R10), Y11
	ADDQ R8, R10
	VMOVUPS (R10), Y12
	VMOVUPS 32(R10), Y13
	ADDQ R8, R10
	VMOVUPS (R10), Y14
	VMOVUPS 32(R10), Y15

test:
	TESTQ CX, CX
	JZ   store

product:
	VMOVUPS (DI), Y0
	VMOVUPS 32(DI), Y1
	VBROADCASTSS 0(SI), Y2
	VBROADCASTSS 4(SI), Y3
	VFMADD231PS Y0, Y2, Y4
	VFMADD231PS Y1, Y2, Y5
	VFMADD231PS Y0, Y3, Y6
	VFMADD231PS Y1, Y3, Y7
	VBROADCASTSS 8(SI), Y2
	VBROADCASTSS 12(SI), Y3
	VFMADD231PS Y0, Y2, Y8
	VFMADD231PS Y1, Y2, Y9
	VFMADD231PS Y0, Y3, Y10
	VFMADD231PS Y1, Y3, Y11
	VBROADCASTSS 16(SI), Y2
	VBROADCASTSS 20(SI), Y3
	VFMADD231PS Y0, Y2, Y12
	VFMADD231PS Y1, Y2, Y13
	VFMADD231PS Y0, Y3, Y14
	VFMADD231PS Y1, Y3, Y15
	ADDQ $64, DI
	ADDQ $24, SI
	DECQ CX
	JNZ  product

store:
	VMOVUPS Y4, (DX)
	VMOVUPS Y5, 32(DX)
	ADDQ R8, DX
	VMOVUPS Y6, (DX)
	VMOVUPS Y7, 32(DX)
	ADDQ R8, DX
	VMOVUPS Y8, (DX)
	VMOVUPS Y9, 32(DX)
	ADDQ R8, DX
	VMOVUPS Y10, (DX)
	VMOVUPS Y11, 32(DX)
	ADDQ R8, DX
	VMOVUPS Y12, (DX)
	VMOVUPS Y13, 32(DX)
	ADDQ R8, DX
	VMOVUPS Y14, (DX)
	VMOVUPS Y15, 32(DX)
	VZEROUPPER
	RET

// func packAVX2(x []float32, offsets []int, panel []float32)
TEXT ·packAVX2(SB), NOSPLIT, $0-72
	MOVQ x_base+0(FP), SI
	MOVQ offsets_base+24(FP), R10
	MOVQ offsets_len+32(FP), CX
	MOVQ panel_base+48(FP), DI

next:
	MOVQ (R10), R12
	VMOVUPS (SI)(R12*4), Y0
	VMOVUPS 32(SI)(R12*4), Y1
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	ADDQ $8, R10
	ADDQ $64, DI
	DECQ CX
	JNZ  next
	VZEROUPPER
	RET

// func tapsAVX2(n int, weights []float32, offsets []int, x, y []float32, bias float32)
// Eight accumulators Y0-Y7 hide the latency of the additions; Y8 is a weight,
// Y9 the bias.
TEXT ·tapsAVX2(SB), NOSPLIT, $0-108
	MOVQ n+0(FP), CX
	MOVQ weights_base+8(FP), R8
	MOVQ weights_len+16(FP), R9
	MOVQ offsets_base+32(FP), R10
	MOVQ x_base+56(FP), SI
	MOVQ y_base+80(FP), DI
	VBROADCASTSS bias+104(FP), Y9

wide:
	CMPQ CX, $64
	JLT  narrow
	VMOVAPS Y9, Y0
	VMOVAPS Y9, Y1
	VMOVAPS Y9, Y2
	VMOVAPS Y9, Y3
	VMOVAPS Y9, Y4
	VMOVAPS Y9, Y5
	VMOVAPS Y9, Y6
	VMOVAPS Y9, Y7
	XORQ R11, R11

wideTap:
	CMPQ R11, R9
	JGE  wideDone
	MOVQ (R10)(R11*8), R12
	VBROADCASTSS (R8)(R11*4), Y8
	LEAQ (SI)(R12*4), R12
	VFMADD231PS (R12), Y8, Y0
	VFMADD231PS 32(R12), Y8, Y1
	VFMADD231PS 64(R12), Y8, Y2
	VFMADD231PS 96(R12), Y8, Y3
	VFMADD231PS 128(R12), Y8, Y4
	VFMADD231PS 160(R12), Y8, Y5
	VFMADD231PS 192(R12), Y8, Y6
	VFMADD231PS 224(R12), Y8, Y7
	INCQ R11
	JMP  wideTap

wideDone:
	VMOVUPS Y0, (DI)
	VMOVUPS Y1, 32(DI)
	VMOVUPS Y2, 64(DI)
	VMOVUPS Y3, 96(DI)
	VMOVUPS Y4, 128(DI)
	VMOVUPS Y5, 160(DI)
	VMOVUPS Y6, 192(DI)
	VMOVUPS Y7, 224(DI)
	ADDQ $256, SI
	ADDQ $256, DI
	SUBQ $64, CX
	JMP  wide

narrow:
	CMPQ CX, $8
	JLT  done
	VMOVAPS Y9, Y0
	XORQ R11, R11

narrowTap:
	CMPQ R11, R9
	JGE  narrowDone
	MOVQ (R10)(R11*8), R12
	VBROADCASTSS (R8)(R11*4), Y8
	VFMADD231PS (SI)(R12*4), Y8, Y0
	INCQ R11
	JMP  narrowTap

narrowDone:
	VMOVUPS Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JMP  narrow

done:
	VZEROUPPER
	RET

// func affineAVX2(x, y []float32, scale, shift float32)
TEXT ·affineAVX2(SB), NOSPLIT, $0-56
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ y_base+24(FP), DI
	VBROADCASTSS scale+48(FP), Y0
	VBROADCASTSS shift+52(FP), Y1

next:
	CMPQ CX, $8
	JLT  done
	VMOVUPS (SI), Y2
	VFMADD213PS Y1, Y0, Y2
	VMOVUPS Y2, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JMP  next

done:
	VZEROUPPER
	RET

// func addAVX2(x, z, y []float32)
TEXT ·addAVX2(SB), NOSPLIT, $0-72
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ z_base+24(FP), DX
	MOVQ y_base+48(FP), DI

next:
	CMPQ CX, $8
	JLT  done
	VMOVUPS (SI), Y0
	VADDPS (DX), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, DI
	SUBQ $8, CX
	JMP  next

done:
	VZEROUPPER
	RET

// func mulAVX2(x, z, y []float32)
TEXT ·mulAVX2(SB), NOSPLIT, $0-72
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ z_base+24(FP), DX
	MOVQ y_base+48(FP), DI

next:
	CMPQ CX, $8
	JLT  done
	VMOVUPS (SI), Y0
	VMULPS (DX), Y0, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DX
	ADDQ $32, DI
	SUBQ $8, CX
	JMP  next

done:
	VZEROUPPER
	RET

// func hardswishAVX2(x, y []float32, scale, shift float32)
TEXT ·hardswishAVX2(SB), NOSPLIT, $0-56
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ y_base+24(FP), DI
	VBROADCASTSS scale+48(FP), Y2
	VBROADCASTSS shift+52(FP), Y3
	VBROADCASTSS three<>(SB), Y4
	VBROADCASTSS six<>(SB), Y5
	VXORPS Y6, Y6, Y6

next:
	CMPQ CX, $8
	JLT  done
	VMOVUPS (SI), Y0
	VADDPS Y4, Y0, Y1
	VMAXPS Y6, Y1, Y1
	VMINPS Y5, Y1, Y1
	VMULPS Y0, Y1, Y1
	VFMADD213PS Y3, Y2, Y1
	VMOVUPS Y1, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JMP  next

done:
	VZEROUPPER
	RET

// func reluAVX2(x, y []float32)
TEXT ·reluAVX2(SB), NOSPLIT, $0-48
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ y_base+24(FP), DI
	VXORPS Y1, Y1, Y1

next:
	CMPQ CX, $8
	JLT  done
	VMAXPS (SI), Y1, Y0
	VMOVUPS Y0, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JMP  next

done:
	VZEROUPPER
	RET

// func expAVX2(x, y []float32)
// As expGo: Y0 is x and then r, Y1 the whole number n, Y2 the polynomial.
TEXT ·expAVX2(SB), NOSPLIT, $0-48
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ y_base+24(FP), DI
	VBROADCASTSS low<>(SB), Y3
	VBROADCASTSS high<>(SB), Y4
	VBROADCASTSS log2e<>(SB), Y5
	VBROADCASTSS half<>(SB), Y6
	VBROADCASTSS ln2high<>(SB), Y7
	VBROADCASTSS ln2low<>(SB), Y8
	VBROADCASTSS poly0<>(SB), Y9
	VBROADCASTSS poly1<>(SB), Y10
	VBROADCASTSS poly2<>(SB), Y11
	VBROADCASTSS poly3<>(SB), Y12
	VBROADCASTSS poly4<>(SB), Y13
	VBROADCASTSS poly5<>(SB), Y14
	VBROADCASTSS one<>(SB), Y15

next:
	CMPQ CX, $8
	JLT  done
	VMAXPS (SI), Y3, Y0
	VMINPS Y4, Y0, Y0
	VMOVAPS Y5, Y1
	VFMADD213PS Y6, Y0, Y1 // x·log2 e + ½
	VROUNDPS $9, Y1, Y1    // rounded down
	VFNMADD231PS Y7, Y1, Y0
	VFNMADD231PS Y8, Y1, Y0
	VMOVAPS Y9, Y2
	VFMADD213PS Y10, Y0, Y2
	VFMADD213PS Y11, Y0, Y2
	VFMADD213PS Y12, Y0, Y2
	VFMADD213PS Y13, Y0, Y2
	VFMADD213PS Y14, Y0, Y2
	VMULPS Y0, Y2, Y2
	VFMADD213PS Y15, Y0, Y2 // (p·r)·r + 1
	VADDPS Y0, Y2, Y2
	VCVTPS2DQ Y1, Y1
	VPSLLD $23, Y1, Y1      // n in the place of the exponent,
	VPADDD Y1, Y2, Y2       // added to that of a number between ½ and 2
	VMOVUPS Y2, (DI)
	ADDQ $32, SI
	ADDQ $32, DI
	SUBQ $8, CX
	JMP  next

done:
	VZEROUPPER
	RET
