#include "textflag.h"

// Constants of the element-wise loops.
DATA threes<>+0(SB)/4, $3.0
DATA threes<>+4(SB)/4, $3.0
DATA threes<>+8(SB)/4, $3.0
DATA threes<>+12(SB)/4, $3.0
GLOBL threes<>(SB), RODATA|NOPTR, $16
DATA sixes<>+0(SB)/4, $6.0
DATA sixes<>+4(SB)/4, $6.0
DATA sixes<>+8(SB)/4, $6.0
DATA sixes<>+12(SB)/4, $6.0
GLOBL sixes<>(SB), RODATA|NOPTR, $16
DATA lows<>+0(SB)/4, $-87.0
DATA lows<>+4(SB)/4, $-87.0
DATA lows<>+8(SB)/4, $-87.0
DATA lows<>+12(SB)/4, $-87.0
GLOBL lows<>(SB), RODATA|NOPTR, $16
DATA highs<>+0(SB)/4, $88.0
DATA highs<>+4(SB)/4, $88.0
DATA highs<>+8(SB)/4, $88.0
DATA highs<>+12(SB)/4, $88.0
GLOBL highs<>(SB), RODATA|NOPTR, $16
DATA log2es<>+0(SB)/4, $1.44269504
DATA log2es<>+4(SB)/4, $1.44269504
DATA log2es<>+8(SB)/4, $1.44269504
DATA log2es<>+12(SB)/4, $1.44269504
GLOBL log2es<>(SB), RODATA|NOPTR, $16
DATA ones<>+0(SB)/4, $1.0
DATA ones<>+4(SB)/4, $1.0
DATA ones<>+8(SB)/4, $1.0
DATA ones<>+12(SB)/4, $1.0
GLOBL ones<>(SB), RODATA|NOPTR, $16
DATA ln2highs<>+0(SB)/4, $0.693359375
DATA ln2highs<>+4(SB)/4, $0.693359375
DATA ln2highs<>+8(SB)/4, $0.693359375
DATA ln2highs<>+12(SB)/4, $0.693359375
GLOBL ln2highs<>(SB), RODATA|NOPTR, $16
DATA ln2lows<>+0(SB)/4, $-2.12194440e-4
DATA ln2lows<>+4(SB)/4, $-2.12194440e-4
DATA ln2lows<>+8(SB)/4, $-2.12194440e-4
DATA ln2lows<>+12(SB)/4, $-2.12194440e-4
GLOBL ln2lows<>(SB), RODATA|NOPTR, $16
DATA polys0<>+0(SB)/4, $1.9875691500e-4
DATA polys0<>+4(SB)/4, $1.9875691500e-4
DATA polys0<>+8(SB)/4, $1.9875691500e-4
DATA polys0<>+12(SB)/4, $1.9875691500e-4
GLOBL polys0<>(SB), RODATA|NOPTR, $16
DATA polys1<>+0(SB)/4, $1.3981999507e-3
DATA polys1<>+4(SB)/4, $1.3981999507e-3
DATA polys1<>+8(SB)/4, $1.3981999507e-3
DATA polys1<>+12(SB)/4, $1.3981999507e-3
GLOBL polys1<>(SB), RODATA|NOPTR, $16
DATA polys2<>+0(SB)/4, $8.3334519073e-3
DATA polys2<>+4(SB)/4, $8.3334519073e-3
DATA polys2<>+8(SB)/4, $8.3334519073e-3
DATA polys2<>+12(SB)/4, $8.3334519073e-3
GLOBL polys2<>(SB), RODATA|NOPTR, $16
DATA polys3<>+0(SB)/4, $4.1665795894e-2
DATA polys3<>+4(SB)/4, $4.1665795894e-2
DATA polys3<>+8(SB)/4, $4.1665795894e-2
DATA polys3<>+12(SB)/4, $4.1665795894e-2
GLOBL polys3<>(SB), RODATA|NOPTR, $16
DATA polys4<>+0(SB)/4, $1.6666665459e-1
DATA polys4<>+4(SB)/4, $1.6666665459e-1
DATA polys4<>+8(SB)/4, $1.6666665459e-1
DATA polys4<>+12(SB)/4, $1.6666665459e-1
GLOBL polys4<>(SB), RODATA|NOPTR, $16
DATA polys5<>+0(SB)/4, $5.0000001201e-1
DATA polys5<>+4(SB)/4, $5.0000001201e-1
DATA polys5<>+8(SB)/4, $5.0000001201e-1
DATA polys5<>+12(SB)/4, $5.0000001201e-1
GLOBL polys5<>(SB), RODATA|NOPTR, $16

// One row of the tile: an element of a, four times in a row (Left), times eight
// columns (X0, X1) onto two accumulators. Broadcasting it here would take as
// long as the arithmetic.
#define ROW(offset, left, right) \
	MOVUPS offset(SI), X2 \
	MOVAPS X2, X3         \
	MULPS  X0, X2         \
	MULPS  X1, X3         \
	ADDPS  X2, left       \
	ADDPS  X3, right

// One row begins with its bias, or with what C holds.
#define BIAS(offset, left, right) \
	MOVSS  offset(R12), left \
	SHUFPS $0, left, left    \
	MOVAPS left, right

#define LOAD(left, right) \
	MOVUPS (R11), left    \
	MOVUPS 16(R11), right \
	ADDQ   R8, R11

#define STORE(left, right) \
	MOVUPS left, (R11)    \
	MOVUPS right, 16(R11) \
	ADDQ   R8, R11

// func tileSSE2(k int, a, b, bias, c []float32, ldc int)
// Twice eight columns: six rows of two vectors are twelve accumulators X4-X15.
TEXT ·tileSSE2(SB), NOSPLIT, $0-112
	MOVQ b_base+32(FP), R10
	MOVQ bias_base+56(FP), R12
	MOVQ c_base+80(FP), DX
	MOVQ ldc+104(FP), R8
	SHLQ $2, R8
	MOVQ $2, R9

half:
	MOVQ k+0(FP), CX
	MOVQ a_base+8(FP), SI
	MOVQ R10, DI
	MOVQ DX, R11
	TESTQ R12, R12
	JZ   onto
	BIAS(0, X4, X5)
	BIAS(4, X6, X7)
	BIAS(8, X8, X9)
	BIAS(12, X10, X11)
	BIAS(16, X12, X13)
	BIAS(20, X14, X15)
	JMP  test

onto:
	LOAD(X4, X5)
	LOAD(X6, X7)
	LOAD(X8, X9)
	LOAD(X10, X11)
	LOAD(X12, X13)
	LOAD(X14, X15)

test:
	TESTQ CX, CX
	JZ   store

product:
	MOVUPS (DI), X0
	MOVUPS 16(DI), X1
	ROW(0, X4, X5)
	ROW(16, X6, X7)
	ROW(32, X8, X9)
	ROW(48, X10, X11)
	ROW(64, X12, X13)
	ROW(80, X14, X15)
	ADDQ $64, DI
	ADDQ $96, SI
	DECQ CX
	JNZ  product

store:
	MOVQ DX, R11
	STORE(X4, X5)
	STORE(X6, X7)
	STORE(X8, X9)
	STORE(X10, X11)
	STORE(X12, X13)
	STORE(X14, X15)
	ADDQ $32, R10
	ADDQ $32, DX
	DECQ R9
	JNZ  half
	RET

// func packSSE2(x []float32, offsets []int, panel []float32)
TEXT ·packSSE2(SB), NOSPLIT, $0-72
	MOVQ x_base+0(FP), SI
	MOVQ offsets_base+24(FP), R10
	MOVQ offsets_len+32(FP), CX
	MOVQ panel_base+48(FP), DI

next:
	MOVQ (R10), R12
	LEAQ (SI)(R12*4), R12
	MOVUPS (R12), X0
	MOVUPS 16(R12), X1
	MOVUPS 32(R12), X2
	MOVUPS 48(R12), X3
	MOVUPS X0, (DI)
	MOVUPS X1, 16(DI)
	MOVUPS X2, 32(DI)
	MOVUPS X3, 48(DI)
	ADDQ $8, R10
	ADDQ $64, DI
	DECQ CX
	JNZ  next
	RET

// func tapsSSE2(n int, weights []float32, offsets []int, x, y []float32, bias float32)
// Four accumulators X0-X3; X8 is a weight, X9 the bias.
TEXT ·tapsSSE2(SB), NOSPLIT, $0-108
	MOVQ n+0(FP), CX
	MOVQ weights_base+8(FP), R8
	MOVQ weights_len+16(FP), R9
	MOVQ offsets_base+32(FP), R10
	MOVQ x_base+56(FP), SI
	MOVQ y_base+80(FP), DI
	MOVSS bias+104(FP), X9
	SHUFPS $0, X9, X9

wide:
	CMPQ CX, $16
	JLT  narrow
	MOVAPS X9, X0
	MOVAPS X9, X1
	MOVAPS X9, X2
	MOVAPS X9, X3
	XORQ R11, R11

wideTap:
	CMPQ R11, R9
	JGE  wideStore
	MOVQ (R10)(R11*8), R12
	MOVSS (R8)(R11*4), X8
	SHUFPS $0, X8, X8
	LEAQ (SI)(R12*4), R12
	MOVUPS (R12), X4
	MOVUPS 16(R12), X5
	MOVUPS 32(R12), X6
	MOVUPS 48(R12), X7
	MULPS X8, X4
	MULPS X8, X5
	MULPS X8, X6
	MULPS X8, X7
	ADDPS X4, X0
	ADDPS X5, X1
	ADDPS X6, X2
	ADDPS X7, X3
	INCQ R11
	JMP  wideTap

wideStore:
	MOVUPS X0, (DI)
	MOVUPS X1, 16(DI)
	MOVUPS X2, 32(DI)
	MOVUPS X3, 48(DI)
	ADDQ $64, SI
	ADDQ $64, DI
	SUBQ $16, CX
	JMP  wide

narrow:
	CMPQ CX, $8
	JLT  done
	MOVAPS X9, X0
	MOVAPS X9, X1
	XORQ R11, R11

narrowTap:
	CMPQ R11, R9
	JGE  narrowStore
	MOVQ (R10)(R11*8), R12
	MOVSS (R8)(R11*4), X8
	SHUFPS $0, X8, X8
	LEAQ (SI)(R12*4), R12
	MOVUPS (R12), X4
	MOVUPS 16(R12), X5
	MULPS X8, X4
	MULPS X8, X5
	ADDPS X4, X0
	ADDPS X5, X1
	INCQ R11
	JMP  narrowTap

narrowStore:
	MOVUPS X0, (DI)
	MOVUPS X1, 16(DI)

done:
	RET

// func affineSSE2(x, y []float32, scale, shift float32)
TEXT ·affineSSE2(SB), NOSPLIT, $0-56
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ y_base+24(FP), DI
	MOVSS scale+48(FP), X2
	SHUFPS $0, X2, X2
	MOVSS shift+52(FP), X3
	SHUFPS $0, X3, X3

next:
	CMPQ CX, $4
	JLT  done
	MOVUPS (SI), X0
	MULPS X2, X0
	ADDPS X3, X0
	MOVUPS X0, (DI)
	ADDQ $16, SI
	ADDQ $16, DI
	SUBQ $4, CX
	JMP  next

done:
	RET

// func addSSE2(x, z, y []float32)
TEXT ·addSSE2(SB), NOSPLIT, $0-72
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ z_base+24(FP), DX
	MOVQ y_base+48(FP), DI

next:
	CMPQ CX, $4
	JLT  done
	MOVUPS (SI), X0
	MOVUPS (DX), X1
	ADDPS X1, X0
	MOVUPS X0, (DI)
	ADDQ $16, SI
	ADDQ $16, DX
	ADDQ $16, DI
	SUBQ $4, CX
	JMP  next

done:
	RET

// func mulSSE2(x, z, y []float32)
TEXT ·mulSSE2(SB), NOSPLIT, $0-72
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ z_base+24(FP), DX
	MOVQ y_base+48(FP), DI

next:
	CMPQ CX, $4
	JLT  done
	MOVUPS (SI), X0
	MOVUPS (DX), X1
	MULPS X1, X0
	MOVUPS X0, (DI)
	ADDQ $16, SI
	ADDQ $16, DX
	ADDQ $16, DI
	SUBQ $4, CX
	JMP  next

done:
	RET

// func hardswishSSE2(x, y []float32, scale, shift float32)
TEXT ·hardswishSSE2(SB), NOSPLIT, $0-56
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ y_base+24(FP), DI
	MOVSS scale+48(FP), X2
	SHUFPS $0, X2, X2
	MOVSS shift+52(FP), X3
	SHUFPS $0, X3, X3
	MOVUPS threes<>(SB), X4
	MOVUPS sixes<>(SB), X5
	XORPS X6, X6

next:
	CMPQ CX, $4
	JLT  done
	MOVUPS (SI), X0
	MOVAPS X0, X1
	ADDPS X4, X1
	MAXPS X6, X1
	MINPS X5, X1
	MULPS X0, X1
	MULPS X2, X1
	ADDPS X3, X1
	MOVUPS X1, (DI)
	ADDQ $16, SI
	ADDQ $16, DI
	SUBQ $4, CX
	JMP  next

done:
	RET

// func reluSSE2(x, y []float32)
TEXT ·reluSSE2(SB), NOSPLIT, $0-48
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ y_base+24(FP), DI
	XORPS X1, X1

next:
	CMPQ CX, $4
	JLT  done
	MOVUPS (SI), X0
	MAXPS X1, X0
	MOVUPS X0, (DI)
	ADDQ $16, SI
	ADDQ $16, DI
	SUBQ $4, CX
	JMP  next

done:
	RET

// func expSSE2(x, y []float32)
// As expGo, but n is the nearest whole number: X0 is x and then r, X1 n, X2
// the polynomial, X3 a product.
TEXT ·expSSE2(SB), NOSPLIT, $0-48
	MOVQ x_base+0(FP), SI
	MOVQ x_len+8(FP), CX
	MOVQ y_base+24(FP), DI
	MOVUPS lows<>(SB), X4
	MOVUPS highs<>(SB), X5
	MOVUPS log2es<>(SB), X6
	MOVUPS ln2highs<>(SB), X7
	MOVUPS ln2lows<>(SB), X8
	MOVUPS polys0<>(SB), X9
	MOVUPS polys1<>(SB), X10
	MOVUPS polys2<>(SB), X11
	MOVUPS polys3<>(SB), X12
	MOVUPS polys4<>(SB), X13
	MOVUPS polys5<>(SB), X14
	MOVUPS ones<>(SB), X15

next:
	CMPQ CX, $4
	JLT  done
	MOVUPS (SI), X0
	MAXPS X4, X0
	MINPS X5, X0
	MOVAPS X0, X1
	MULPS X6, X1
	CVTPS2PL X1, X1
	CVTPL2PS X1, X3
	MOVAPS X3, X2
	MULPS X7, X3
	SUBPS X3, X0
	MULPS X8, X2
	SUBPS X2, X0
	MOVAPS X9, X2
	MULPS X0, X2
	ADDPS X10, X2
	MULPS X0, X2
	ADDPS X11, X2
	MULPS X0, X2
	ADDPS X12, X2
	MULPS X0, X2
	ADDPS X13, X2
	MULPS X0, X2
	ADDPS X14, X2
	MULPS X0, X2
	MULPS X0, X2
	ADDPS X0, X2
	ADDPS X15, X2
	PSLLL $23, X1 // n in the place of the exponent,
	PADDL X1, X2  // added to that of a number between ½ and 2
	MOVUPS X2, (DI)
	ADDQ $16, SI
	ADDQ $16, DI
	SUBQ $4, CX
	JMP  next

done:
	RET
